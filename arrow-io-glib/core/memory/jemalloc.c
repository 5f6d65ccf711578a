/* core/memory/jemalloc.c: memory from jemalloc, where it can be had.
 *
 * It is opened at run time and kept apart: linked, it would take over the process's
 * malloc. A build of it that wants static TLS, as Debian's, opens only in a process that
 * has it loaded from the start, as by LD_PRELOAD.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/memory/allocator.h"

#include <stddef.h>

#include "core/platform.h"

extern const ArwAllocator arw_allocator_jemalloc;

static struct
{
  void *(*mallocx) (size_t size, int flags);
  void *(*rallocx) (void *data, size_t size, int flags);
  void (*sdallocx) (void *data, size_t size, int flags);
  int (*mallctl) (const char *name, void *old, size_t *old_size, void *new, size_t size);
  void (*stats_print) (void (*write) (void *, const char *),
                       void *user_data,
                       const char *options);
} je;

static bool
open_jemalloc (void)
{
  void *library = arw_platform_open_library ("libjemalloc.so.2");

  if (library == NULL)
    return false;

  /* ISO C has no cast from an object pointer to a function pointer; POSIX has. */
  *(void **)&je.mallocx = arw_platform_find_symbol (library, "mallocx");
  *(void **)&je.rallocx = arw_platform_find_symbol (library, "rallocx");
  *(void **)&je.sdallocx = arw_platform_find_symbol (library, "sdallocx");
  *(void **)&je.mallctl = arw_platform_find_symbol (library, "mallctl");
  *(void **)&je.stats_print = arw_platform_find_symbol (library, "malloc_stats_print");
  return je.mallocx != NULL && je.rallocx != NULL && je.sdallocx != NULL &&
         je.mallctl != NULL && je.stats_print != NULL;
}

/* MALLOCX_ALIGN () of jemalloc's header: the binary logarithm. */
static int
flags_for (int64_t alignment)
{
  int flags = 0;

  while (INT64_C (1) << flags < alignment)
    flags++;
  return flags;
}

static void *
allocate (int64_t size, int64_t alignment)
{
  return je.mallocx ((size_t)size, flags_for (alignment));
}

static void *
reallocate (void *data, int64_t old_size, int64_t new_size, int64_t alignment)
{
  (void)old_size;
  return je.rallocx (data, (size_t)new_size, flags_for (alignment));
}

static void
free_jemalloc (void *data, int64_t size, int64_t alignment)
{
  je.sdallocx (data, (size_t)size, flags_for (alignment));
}

static void
release_unused (void)
{
  /* What this thread keeps for itself first; 4096 stands for all arenas. */
  je.mallctl ("thread.tcache.flush", NULL, NULL, NULL, 0);
  je.mallctl ("arena.4096.purge", NULL, NULL, NULL, 0);
}

static void
print_stats (void)
{
  je.stats_print (NULL, NULL, NULL);
}

const ArwAllocator arw_allocator_jemalloc = {
  .name = "jemalloc",
  .open = open_jemalloc,
  .allocate = allocate,
  .reallocate = reallocate,
  .free = free_jemalloc,
  .release_unused = release_unused,
  .print_stats = print_stats,
};
