/* core/files/os-file.c: a file of the operating system, by its path.
 *
 * A regular file is read and written at offsets, so that its descriptor's own never
 * moves. Whatever else has a path (pipes, terminals, devices) is read and written in
 * order, and so is what is appended to.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/kinds.h"

#include <errno.h>
#include <inttypes.h>

#include "core/checked.h"
#include "core/files/mode.h"
#include "core/platform.h"

typedef struct
{
  ArwFile base;
  int fd;
} OsFile;

static int64_t
finish_read (ArwFile *file, int64_t n, ArwError *error)
{
  if (n < 0)
    arw_error_set_system (error, errno, "Failed to read from '%s'", file->name);
  return n;
}

static bool
finish_write (ArwFile *file, int result, int64_t written, int64_t size, ArwError *error)
{
  if (result == 0)
    return true;
  arw_error_set_system (error,
                        errno,
                        "Failed to write to '%s' (%" PRId64 " of %" PRId64
                        " bytes are written)",
                        file->name,
                        written,
                        size);
  return false;
}

static int64_t
read_next (ArwFile *file, void *out, int64_t size, ArwError *error)
{
  return finish_read (file, arw_platform_read (((OsFile *)file)->fd, out, size), error);
}

static int64_t
read_at (ArwFile *file, int64_t offset, void *out, int64_t size, ArwError *error)
{
  /* No file reaches as far as this, and the system refuses a range that wraps. */
  size = arw_min (size, INT64_MAX - offset);
  return finish_read (file,
                      arw_platform_read_at (((OsFile *)file)->fd, offset, out, size),
                      error);
}

static bool
write_next (ArwFile *file, const void *data, int64_t size, ArwError *error)
{
  int64_t written;
  int result = arw_platform_write (((OsFile *)file)->fd, data, size, &written);

  return finish_write (file, result, written, size, error);
}

static bool
write_at (ArwFile *file, int64_t offset, const void *data, int64_t size, ArwError *error)
{
  int64_t written = 0;
  int result = -1;

  if (size > INT64_MAX - offset)
    errno = EFBIG;
  else
    result = arw_platform_write_at (((OsFile *)file)->fd, offset, data, size, &written);
  return finish_write (file, result, written, size, error);
}

static int64_t
get_size (ArwFile *file, ArwError *error)
{
  ArwFileInfo info;

  if (arw_platform_info (((OsFile *)file)->fd, &info) != 0) {
    arw_error_set_system (error, errno, "Failed to get the size of '%s'", file->name);
    return -1;
  }
  return info.size;
}

static bool
close_file (ArwFile *file, ArwError *error)
{
  if (arw_platform_close (((OsFile *)file)->fd) == 0)
    return true;
  arw_error_set_system (error, errno, "Failed to close '%s'", file->name);
  return false;
}

static const ArwFileOps regular_ops = {
  .read_at = read_at,
  .write_at = write_at,
  .size = get_size,
  .close = close_file,
};

static const ArwFileOps appending_ops = {
  .write = write_next,
  .size = get_size,
  .close = close_file,
};

static const ArwFileOps stream_ops = {
  .read = read_next,
  .write = write_next,
  .close = close_file,
};

static ArwFile *
wrap (int fd, const char *path, const ArwMode *mode, ArwPool *pool, ArwError *error)
{
  const ArwFileOps *ops = &stream_ops;
  unsigned flags = mode->flags;
  ArwFileInfo info;
  OsFile *self;

  if (arw_platform_info (fd, &info) != 0) {
    arw_error_set_system (error, errno, "Failed to open '%s'", path);
    return NULL;
  }
  if (info.is_directory) {
    arw_error_set_system (error,
                          EISDIR,
                          "Failed to open '%s' for %s",
                          path,
                          mode->intent);
    return NULL;
  }
  if (!info.is_regular)
    flags &= ~(unsigned)ARW_FILE_SEEKABLE;
  else
    ops = (flags & ARW_FILE_SEEKABLE) != 0 ? &regular_ops : &appending_ops;

  self = arw_file_new (sizeof *self, ops, flags, path, mode->name, pool, error);
  if (self == NULL)
    return NULL;
  self->fd = fd;
  if (ops == &appending_ops)
    self->base.position = info.size;
  return &self->base;
}

ArwFile *
arw_os_file_open (const char *path, const char *mode_text, ArwPool *pool, ArwError *error)
{
  const ArwMode *mode = arw_mode_parse (mode_text, error);
  ArwFile *file;
  int fd;

  if (mode == NULL)
    return NULL;
  fd = arw_platform_open (path, mode->open_flags);
  if (fd == -1) {
    arw_error_set_system (error, errno, "Failed to open '%s' for %s", path, mode->intent);
    return NULL;
  }
  file = wrap (fd, path, mode, pool, error);
  if (file == NULL)
    arw_platform_close (fd);
  return file;
}
