/* core/memory/mimalloc.c: memory from mimalloc, where it is installed.
 *
 * It is opened at run time and kept apart: linked, it would take over the process's
 * malloc.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/memory/allocator.h"

#include <stddef.h>
#include <string.h>

#include "core/checked.h"
#include "core/memory/region.h"
#include "core/platform.h"

extern const ArwAllocator arw_allocator_mimalloc;

static struct
{
  void *(*malloc_aligned) (size_t size, size_t alignment);
  void *(*realloc_aligned) (void *data, size_t size, size_t alignment);
  void (*free_size_aligned) (void *data, size_t size, size_t alignment);
  void (*collect) (bool force);
  void (*stats_print_out) (void (*write) (const char *, void *), void *user_data);
} mi;

static bool
open_mimalloc (void)
{
  static const char *const names[] = {"libmimalloc.so.3",
                                      "libmimalloc.so.2",
                                      "libmimalloc.so.2.0"};
  void *library = NULL;

  for (size_t i = 0; i < sizeof names / sizeof names[0] && library == NULL; i++)
    library = arw_platform_open_library (names[i]);
  if (library == NULL)
    return false;

  /* ISO C has no cast from an object pointer to a function pointer; POSIX has. */
  *(void **)&mi.malloc_aligned = arw_platform_find_symbol (library, "mi_malloc_aligned");
  *(void **)&mi.realloc_aligned =
    arw_platform_find_symbol (library, "mi_realloc_aligned");
  *(void **)&mi.free_size_aligned =
    arw_platform_find_symbol (library, "mi_free_size_aligned");
  *(void **)&mi.collect = arw_platform_find_symbol (library, "mi_collect");
  *(void **)&mi.stats_print_out =
    arw_platform_find_symbol (library, "mi_stats_print_out");
  return mi.malloc_aligned != NULL && mi.realloc_aligned != NULL &&
         mi.free_size_aligned != NULL && mi.collect != NULL && mi.stats_print_out != NULL;
}

/* mimalloc maps large memory anew each time, and copies it to make it larger: it gets
 * regions instead. */

static void *
allocate (int64_t size, int64_t alignment)
{
  if (arw_region_fits (size, alignment))
    return arw_region_allocate (size);
  return mi.malloc_aligned ((size_t)size, (size_t)alignment);
}

static void free_mimalloc (void *data, int64_t size, int64_t alignment);

/* From one kind of memory to the other. */
static void *
move (void *data, int64_t old_size, int64_t new_size, int64_t alignment)
{
  bool grows = new_size > old_size && arw_region_fits (new_size, alignment);
  void *moved =
    grows ? arw_region_allocate_to_grow (new_size) : allocate (new_size, alignment);

  if (moved != NULL) {
    memcpy (moved, data, (size_t)arw_min (old_size, new_size));
    free_mimalloc (data, old_size, alignment);
  }
  return moved;
}

static void *
reallocate (void *data, int64_t old_size, int64_t new_size, int64_t alignment)
{
  bool is_region = arw_region_fits (old_size, alignment);

  if (is_region != arw_region_fits (new_size, alignment))
    return move (data, old_size, new_size, alignment);
  if (is_region)
    return arw_region_resize (data, old_size, new_size);
  return mi.realloc_aligned (data, (size_t)new_size, (size_t)alignment);
}

static void
free_mimalloc (void *data, int64_t size, int64_t alignment)
{
  if (arw_region_fits (size, alignment))
    arw_region_free (data);
  else
    mi.free_size_aligned (data, (size_t)size, (size_t)alignment);
}

static void
release_unused (void)
{
  arw_region_release_unused ();
  mi.collect (true);
}

static void
print_stats (void)
{
  mi.stats_print_out (NULL, NULL);
}

const ArwAllocator arw_allocator_mimalloc = {
  .name = "mimalloc",
  .keeps_blocks = true,
  .open = open_mimalloc,
  .allocate = allocate,
  .reallocate = reallocate,
  .free = free_mimalloc,
  .release_unused = release_unused,
  .print_stats = print_stats,
};
