/* core/memory/map.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/memory/map.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

#include "core/checked.h"
#include "core/platform.h"

typedef struct
{
  void *address;
  int64_t size;
} Mapping;

static void
unmap (void *data)
{
  Mapping *mapping = data;

  arw_platform_unmap (mapping->address, mapping->size);
  free (mapping);
}

/* What lies behind the end can be mapped, but not touched. */
static bool
check_range (int fd, const char *name, int64_t offset, int64_t size, ArwError *error)
{
  ArwFileInfo info;

  if (arw_platform_info (fd, &info) != 0) {
    arw_error_set_system (error, errno, "Failed to map '%s'", name);
    return false;
  }
  if (!info.is_regular) {
    arw_error_set_system (error,
                          info.is_directory ? EISDIR : ENODEV,
                          "Failed to map '%s'",
                          name);
    return false;
  }
  if (!arw_range_fits (offset, size, info.size)) {
    arw_error_set (error,
                   ARW_INVALID,
                   "Failed to map '%s': %" PRId64 " bytes at offset %" PRId64
                   " are not inside a file of %" PRId64 " bytes",
                   name,
                   size,
                   offset,
                   info.size);
    return false;
  }
  return true;
}

static Mapping *
map (int fd,
     const char *name,
     int64_t offset,
     int64_t size,
     bool writable,
     ArwError *error)
{
  Mapping *mapping = NULL;

  if (size > ARW_SIZE_MAX) {
    arw_error_set_system (error,
                          ENOMEM,
                          "Failed to map %" PRId64 " bytes of '%s'",
                          size,
                          name);
    return NULL;
  }
  mapping = malloc (sizeof *mapping);
  if (mapping == NULL) {
    arw_error_set (error,
                   ARW_OUT_OF_MEMORY,
                   "malloc of size %zu failed",
                   sizeof *mapping);
    return NULL;
  }
  mapping->size = size;
  mapping->address = arw_platform_map (fd, offset, size, writable);
  if (mapping->address == NULL) {
    arw_error_set_system (error,
                          errno,
                          "Failed to map %" PRId64 " bytes of '%s'",
                          size,
                          name);
    free (mapping);
    return NULL;
  }
  return mapping;
}

bool
arw_buffer_map (ArwBuffer *out,
                int fd,
                const char *name,
                int64_t offset,
                int64_t size,
                bool writable,
                ArwError *error)
{
  Mapping *mapping;
  int64_t before;

  arw_buffer_init_empty (out);
  if (!check_range (fd, name, offset, size, error))
    return false;
  if (size == 0)
    return true;

  before = offset % arw_platform_page_size ();
  mapping = map (fd, name, offset - before, size + before, writable, error);
  if (mapping == NULL)
    return false;
  if (!arw_buffer_wrap (out,
                        (uint8_t *)mapping->address + before,
                        size,
                        unmap,
                        mapping,
                        error)) {
    unmap (mapping);
    return false;
  }
  return true;
}
