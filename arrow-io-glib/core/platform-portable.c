/* core/platform-portable.c: for systems with nothing beyond POSIX.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/platform-names.h"
#include "core/platform.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "core/checked.h"

bool
arw_platform_find_library (const char *part, char *out, size_t out_size)
{
  (void)part;
  (void)out;
  (void)out_size;
  return false;
}

/* As POSIX has no memory of this kind, it is the C library's. */
void *
arw_platform_region_map (int64_t header_size, int64_t size)
{
  uint8_t *start =
    arw_platform_allocate (ARW_REGION_ALIGNMENT + size, ARW_REGION_ALIGNMENT);

  (void)header_size;
  return start != NULL ? start + ARW_REGION_ALIGNMENT : NULL;
}

void *
arw_platform_region_resize (void *data,
                            int64_t header_size,
                            int64_t old_size,
                            int64_t new_size)
{
  void *moved = arw_platform_region_map (header_size, new_size);

  if (moved == NULL)
    return NULL;
  memcpy ((uint8_t *)moved - header_size,
          (uint8_t *)data - header_size,
          (size_t)(header_size + arw_min (old_size, new_size)));
  arw_platform_region_unmap (data, header_size, old_size);
  return moved;
}

void
arw_platform_region_unmap (void *data, int64_t header_size, int64_t size)
{
  (void)header_size;
  (void)size;
  arw_platform_free ((uint8_t *)data - ARW_REGION_ALIGNMENT);
}

int64_t
arw_platform_read_ready_at (int fd, int64_t offset, void *out, int64_t size)
{
  (void)fd;
  (void)offset;
  (void)out;
  (void)size;
  errno = EAGAIN;
  return -1;
}

void
arw_platform_trim (void)
{
}

void
arw_platform_print_stats (void)
{
}

int
arw_platform_count_processors (void)
{
  long count = sysconf (_SC_NPROCESSORS_ONLN);

  return count > 0 ? (int)count : 1;
}

int
arw_platform_open_nameless (int folder, unsigned permission)
{
  (void)folder;
  (void)permission;
  errno = EOPNOTSUPP;
  return -1;
}

int
arw_platform_rename_new_in (int folder, const char *from, const char *to)
{
  (void)folder;
  (void)from;
  (void)to;
  errno = EOPNOTSUPP;
  return -1;
}

int
arw_platform_link_nameless (int fd, int folder, const char *name)
{
  (void)fd;
  (void)folder;
  (void)name;
  errno = EOPNOTSUPP;
  return -1;
}
