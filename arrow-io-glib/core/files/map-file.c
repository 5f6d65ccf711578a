/* core/files/map-file.c: a file that lies in memory by way of a shared map.
 *
 * Reading shares the map and copies nothing; the map lives until the last who shares it.
 * What has to be copied is read through the descriptor, which sees the same bytes: if the
 * file is cut short meanwhile, that is an error, where touching the map is a SIGBUS.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/kinds.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>

#include "core/checked.h"
#include "core/files/memory-reader.h"
#include "core/files/mode.h"
#include "core/memory/map.h"
#include "core/platform.h"

typedef struct
{
  ArwMemoryReader reader; /* its buffer is the whole map */
  int fd;
  int64_t start; /* of the map in the file */
  bool is_region;
} MapFile;

static int64_t
read_at (ArwFile *file, int64_t offset, void *out, int64_t size, ArwError *error)
{
  MapFile *self = (MapFile *)file;
  int64_t left = arw_max (self->reader.buffer.size - offset, 0);
  int64_t n;

  if (left == 0)
    return 0;
  n = arw_platform_read_at (self->fd, self->start + offset, out, arw_min (size, left));
  if (n > 0)
    return n;
  if (n < 0)
    arw_error_set_system (error, errno, "Failed to read from '%s'", file->name);
  else
    arw_error_set (error,
                   ARW_TRUNCATED,
                   "Failed to read from '%s': it was cut short while it was mapped",
                   file->name);
  return -1;
}

static bool
write_at (ArwFile *file, int64_t offset, const void *data, int64_t size, ArwError *error)
{
  if (!arw_memory_reader_check_room (file, offset, size, error))
    return false;
  memmove (((MapFile *)file)->reader.buffer.data + offset, data, (size_t)size);
  return true;
}

static bool
sync_map (ArwFile *file, ArwError *error)
{
  MapFile *self = (MapFile *)file;
  const ArwBuffer *buffer = &self->reader.buffer;

  if ((buffer->size == 0 || arw_platform_sync_map (buffer->data, buffer->size) == 0) &&
      arw_platform_sync (self->fd) == 0)
    return true;
  arw_error_set_system (error, errno, "Failed to sync '%s'", file->name);
  return false;
}

static int
get_fileno (ArwFile *file)
{
  return ((MapFile *)file)->fd;
}

static bool
close_map (ArwFile *file, ArwError *error)
{
  MapFile *self = (MapFile *)file;

  arw_buffer_clear (&self->reader.buffer);
  if (arw_platform_close (self->fd) == 0)
    return true;
  arw_error_set_system (error, errno, "Failed to close '%s'", file->name);
  return false;
}

static bool
truncate_file (MapFile *self, int64_t size, ArwError *error)
{
  if (arw_platform_truncate (self->fd, size) == 0)
    return true;
  arw_error_set_system (error,
                        errno,
                        "Failed to resize '%s' to %" PRId64 " bytes",
                        self->reader.base.name,
                        size);
  return false;
}

static bool
check_resize (ArwFile *file, int64_t size, ArwError *error)
{
  ArwMemory *memory = ((MapFile *)file)->reader.buffer.memory;

  if ((file->flags & ARW_FILE_WRITABLE) == 0) {
    arw_error_set (error,
                   ARW_NOT_SUPPORTED,
                   "Cannot resize a readonly memory map: '%s'",
                   file->name);
    return false;
  }
  if (((MapFile *)file)->is_region) {
    arw_error_set (error,
                   ARW_NOT_SUPPORTED,
                   "Cannot resize a partial memory map: '%s'",
                   file->name);
    return false;
  }
  if (size < 0) {
    arw_error_set (error,
                   ARW_INVALID,
                   "Negative size for the memory map '%s': %" PRId64,
                   file->name,
                   size);
    return false;
  }
  if (memory != NULL && arw_memory_is_shared (memory)) {
    arw_error_set_system (error,
                          EBUSY,
                          "Cannot resize memory map '%s' while there are active readers",
                          file->name);
    return false;
  }
  return true;
}

static bool
resize_map (ArwFile *file, int64_t size, ArwError *error)
{
  MapFile *self = (MapFile *)file;
  ArwFileInfo info;
  ArwBuffer buffer;

  if (!check_resize (file, size, error))
    return false;

  if (arw_platform_info (self->fd, &info) != 0) {
    arw_error_set_system (error, errno, "Failed to get the size of '%s'", file->name);
    return false;
  }

  /* Others may have changed the file since it was mapped. The new map is made while the
   * file has all bytes of both, so that nothing is lost if one of the two steps fails. */
  if (size > info.size && !truncate_file (self, size, error))
    return false;
  if (!arw_buffer_map (&buffer, self->fd, file->name, 0, size, true, error)) {
    if (size > info.size)
      truncate_file (self, info.size, NULL);
    return false;
  }
  if (size < info.size && !truncate_file (self, size, error)) {
    arw_buffer_clear (&buffer);
    return false;
  }

  arw_file_set_position (file, arw_min (arw_file_position (file), size));
  arw_buffer_clear (&self->reader.buffer);
  self->reader.buffer = buffer;
  return true;
}

static const ArwFileOps ops = {
  .read_at = read_at,
  .share_at = arw_memory_reader_share_at,
  .write_at = write_at,
  .size = arw_memory_reader_size,
  .truncate = resize_map,
  .sync = sync_map,
  .fileno = get_fileno,
  .close = close_map,
};

/* A part of a file, or all of it. */
typedef struct
{
  bool is_part;
  int64_t start;
  int64_t size;
} Region;

static const Region whole = {0};

/* Takes over fd if it succeeds. */
static ArwFile *
wrap (int fd,
      const char *path,
      Region region,
      const ArwMode *mode,
      ArwPool *pool,
      ArwError *error)
{
  bool writable = (mode->flags & ARW_FILE_WRITABLE) != 0;
  ArwFileInfo info;
  ArwBuffer buffer;
  MapFile *self;

  if (arw_platform_info (fd, &info) != 0) {
    arw_error_set_system (error, errno, "Failed to map '%s'", path);
    return NULL;
  }
  if (!region.is_part)
    region.size = info.size;
  if (!arw_buffer_map (&buffer, fd, path, region.start, region.size, writable, error))
    return NULL;
  self = arw_file_new (sizeof *self,
                       &ops,
                       mode->flags | ARW_FILE_READS_AT,
                       path,
                       mode->name,
                       pool,
                       error);
  if (self == NULL) {
    arw_buffer_clear (&buffer);
    return NULL;
  }
  self->reader.buffer = buffer;
  self->fd = fd;
  self->start = region.start;
  self->is_region = region.is_part;
  return &self->reader.base;
}

static ArwFile *
open_region (const char *path,
             const char *mode_text,
             Region region,
             ArwPool *pool,
             ArwError *error)
{
  const ArwMode *mode = arw_mode_parse (mode_text, error);
  ArwFile *file;
  int fd, flags;

  if (mode == NULL)
    return NULL;
  if ((mode->open_flags & (O_APPEND | O_EXCL)) != 0) {
    arw_error_set (error,
                   ARW_INVALID,
                   "Invalid file mode for a memory map: '%s'",
                   mode_text);
    return NULL;
  }

  /* What is mapped for writing has to be readable too, and w does not truncate. A file
   * that would have to be made has no region. */
  flags = mode->open_flags & ~(O_TRUNC | O_ACCMODE | (region.is_part ? O_CREAT : 0));
  flags |= O_NONBLOCK; /* or a FIFO would wait for its other side, and then be refused */
  flags |= (mode->flags & ARW_FILE_WRITABLE) != 0 ? O_RDWR : O_RDONLY;
  fd = arw_platform_open (path, flags);
  if (fd == -1) {
    arw_error_set_system (error, errno, "Failed to open '%s' for %s", path, mode->intent);
    return NULL;
  }
  file = wrap (fd, path, region, mode, pool, error);
  if (file == NULL)
    arw_platform_close (fd);
  return file;
}

ArwFile *
arw_map_file_open (const char *path, const char *mode, ArwPool *pool, ArwError *error)
{
  return open_region (path, mode, whole, pool, error);
}

ArwFile *
arw_map_file_open_region (const char *path,
                          const char *mode,
                          int64_t start,
                          int64_t size,
                          ArwPool *pool,
                          ArwError *error)
{
  return open_region (path, mode, (Region){true, start, size}, pool, error);
}

ArwFile *
arw_map_file_create (const char *path,
                     int64_t size,
                     bool replace,
                     ArwPool *pool,
                     ArwError *error)
{
  const ArwMode *mode = arw_mode_parse ("r+", NULL);
  ArwFile *file = NULL;
  bool created;
  int fd;

  if (size < 0) {
    arw_error_set (error,
                   ARW_INVALID,
                   "Negative size for the memory map '%s': %" PRId64,
                   path,
                   size);
    return NULL;
  }
  fd = arw_platform_open (path, O_RDWR | O_CREAT | O_EXCL);
  created = fd != -1;
  if (!created && errno == EEXIST && replace)
    fd = arw_platform_open (path, O_RDWR);
  if (fd == -1) {
    arw_error_set_system (error, errno, "Failed to create the memory map '%s'", path);
    return NULL;
  }

  /* The size comes first: if the system refuses it, what is there is not lost. */
  if (arw_platform_truncate (fd, size) == 0 &&
      (created ||
       (arw_platform_truncate (fd, 0) == 0 && arw_platform_truncate (fd, size) == 0)))
    file = wrap (fd, path, whole, mode, pool, error);
  else
    arw_error_set_system (error,
                          errno,
                          "Failed to resize '%s' to %" PRId64 " bytes",
                          path,
                          size);
  if (file == NULL) {
    arw_platform_close (fd);
    if (created)
      arw_platform_unlink (path);
  }
  return file;
}

bool
arw_map_file_resize (ArwFile *file, int64_t size, ArwError *error)
{
  return arw_file_check_open (file, error) && resize_map (file, size, error);
}
