/* core/files/os-file.c: what is done with a file of the operating system.
 *
 * A regular file that was opened here is read and written at offsets, so that its
 * descriptor's own never moves. One whose descriptor was handed in is read and written
 * where that stands, and whoever else has the descriptor finds it behind what was taken.
 * Whatever else there is (pipes, sockets, terminals, devices) is read and written in
 * order, and so is what is appended to.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/os-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>

#include "core/cancel.h"
#include "core/checked.h"
#include "core/platform.h"

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
  return finish_read (file,
                      arw_platform_read (((ArwOsFile *)file)->fd, out, size),
                      error);
}

static int64_t
read_at (ArwFile *file, int64_t offset, void *out, int64_t size, ArwError *error)
{
  /* No file reaches as far as this, and the system refuses a range that wraps. */
  size = arw_min (size, INT64_MAX - offset);
  return finish_read (file,
                      arw_platform_read_at (((ArwOsFile *)file)->fd, offset, out, size),
                      error);
}

static int64_t
read_ready (ArwFile *file, int64_t offset, void *out, int64_t size)
{
  int64_t n = arw_platform_read_ready_at (((ArwOsFile *)file)->fd, offset, out, size);

  return arw_max (n, 0);
}

static void
advise (ArwFile *file, int64_t offset, int64_t size)
{
  arw_platform_advise (((ArwOsFile *)file)->fd, offset, size);
}

/* Takes the place of an offset where what comes next is written. */
#define NEXT (-1)

/* Piece by piece, so that a call that is cancelled ends soon. */
static int
write_pieces (ArwOsFile *self,
              int64_t offset,
              const uint8_t *data,
              int64_t size,
              int64_t *written)
{
  int result = 0;

  for (*written = 0; result == 0 && *written < size;) {
    int64_t piece = arw_cancel_piece (size - *written);
    int64_t n = 0;

    if (arw_cancel_is_set ()) {
      errno = ECANCELED;
      return -1;
    }
    result =
      offset == NEXT
        ? arw_platform_write (self->fd, data + *written, piece, &n)
        : arw_platform_write_at (self->fd, offset + *written, data + *written, piece, &n);
    *written += n;
  }
  return result;
}

static bool
write_next (ArwFile *file, const void *data, int64_t size, ArwError *error)
{
  int64_t written;
  int result = write_pieces ((ArwOsFile *)file, NEXT, data, size, &written);

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
    result = write_pieces ((ArwOsFile *)file, offset, data, size, &written);
  return finish_write (file, result, written, size, error);
}

static bool
seek_to (ArwFile *file, int64_t offset, ArwError *error)
{
  if (arw_platform_seek (((ArwOsFile *)file)->fd, offset, SEEK_SET) != -1)
    return true;
  arw_error_set_system (error,
                        errno,
                        "Failed to move to %" PRId64 " in '%s'",
                        offset,
                        file->name);
  return false;
}

/* Part of it may be written, but a write that fails does not move the position. */
static bool
write_here (ArwFile *file, const void *data, int64_t size, ArwError *error)
{
  if (write_next (file, data, size, error))
    return true;
  seek_to (file, file->position, NULL);
  return false;
}

static int64_t
get_size (ArwFile *file, ArwError *error)
{
  ArwFileInfo info;

  if (arw_platform_info (((ArwOsFile *)file)->fd, &info) != 0) {
    arw_error_set_system (error, errno, "Failed to get the size of '%s'", file->name);
    return -1;
  }
  return info.size;
}

static bool
truncate_file (ArwFile *file, int64_t size, ArwError *error)
{
  if (arw_platform_truncate (((ArwOsFile *)file)->fd, size) == 0)
    return true;
  arw_error_set_system (error,
                        errno,
                        "Failed to resize '%s' to %" PRId64 " bytes",
                        file->name,
                        size);
  return false;
}

static bool
sync_file (ArwFile *file, ArwError *error)
{
  if (arw_platform_sync (((ArwOsFile *)file)->fd) == 0)
    return true;
  arw_error_set_system (error, errno, "Failed to sync '%s'", file->name);
  return false;
}

static int
get_fileno (ArwFile *file)
{
  return ((ArwOsFile *)file)->fd;
}

static bool
close_file (ArwFile *file, ArwError *error)
{
  if (arw_platform_close (((ArwOsFile *)file)->fd) == 0)
    return true;
  arw_error_set_system (error, errno, "Failed to close '%s'", file->name);
  return false;
}

const ArwFileOps arw_os_file_regular = {
  .read_at = read_at,
  .read_ready = read_ready,
  .advise = advise,
  .write_at = write_at,
  .size = get_size,
  .truncate = truncate_file,
  .sync = sync_file,
  .fileno = get_fileno,
  .close = close_file,
};

const ArwFileOps arw_os_file_handed_in = {
  .read = read_next,
  .read_at = read_at,
  .read_ready = read_ready,
  .advise = advise,
  .write = write_here,
  .write_at = write_at,
  .seek = seek_to,
  .size = get_size,
  .truncate = truncate_file,
  .sync = sync_file,
  .fileno = get_fileno,
  .close = close_file,
};

static bool
commit_file (ArwFile *file, ArwError *error)
{
  ArwOsFile *self = (ArwOsFile *)file;
  bool committed = arw_replacement_commit (self->replacement, self->durability, error);

  return close_file (file, committed ? error : NULL) && committed;
}

/* There is nothing to see, so that it does not matter how. */
static bool
discard_file (ArwFile *file, ArwError *error)
{
  (void)error;
  close_file (file, NULL);
  return true;
}

static void
release_replacement (ArwFile *file)
{
  arw_replacement_free (((ArwOsFile *)file)->replacement);
}

const ArwFileOps arw_os_file_replacing = {
  .write_at = write_at,
  .size = get_size,
  .truncate = truncate_file,
  .sync = sync_file,
  .fileno = get_fileno,
  .close = commit_file,
  .abort = discard_file,
  .release = release_replacement,
};

/* What is written next is at the end, wherever that is now. */
static bool
truncate_appending (ArwFile *file, int64_t size, ArwError *error)
{
  if (!truncate_file (file, size, error))
    return false;
  file->position = size;
  return true;
}

const ArwFileOps arw_os_file_appending = {
  .write = write_next,
  .size = get_size,
  .truncate = truncate_appending,
  .sync = sync_file,
  .fileno = get_fileno,
  .close = close_file,
};

/* What may wait for its other side waits where it can be cancelled. */
static int64_t
read_stream (ArwFile *file, void *out, int64_t size, ArwError *error)
{
  ArwOsFile *self = (ArwOsFile *)file;

  if (arw_cancel_is_possible () || self->has_no_writer) {
    if (arw_cancel_wait (self->fd, false) == -1)
      return finish_read (file, -1, error);
    self->has_no_writer = false;
  }
  return read_next (file, out, size, error);
}

static bool
write_stream (ArwFile *file, const void *data, int64_t size, ArwError *error)
{
  ArwOsFile *self = (ArwOsFile *)file;
  int64_t written = 0;
  int64_t n = 0;

  if (!arw_cancel_is_possible ())
    return write_next (file, data, size, error);
  while (n >= 0 && written < size) {
    n = arw_cancel_wait (self->fd, true);
    if (n == 0)
      n = arw_platform_write_ready (self->fd,
                                    (const uint8_t *)data + written,
                                    size - written,
                                    self->is_socket);
    if (n > 0)
      written += n;
  }
  return finish_write (file, n < 0 ? -1 : 0, written, size, error);
}

const ArwFileOps arw_os_file_stream = {
  .read = read_stream,
  .write = write_stream,
  .fileno = get_fileno,
  .close = close_file,
};

ArwFile *
arw_os_file_wrap (int fd,
                  const char *name,
                  const ArwMode *mode,
                  const ArwFileOps *ops,
                  const ArwFileInfo *info,
                  int64_t position,
                  ArwPool *pool,
                  ArwError *error)
{
  bool seekable = ops != &arw_os_file_appending && ops != &arw_os_file_stream;
  unsigned flags = seekable ? mode->flags | ARW_FILE_READS_AT
                            : mode->flags & ~(unsigned)ARW_FILE_SEEKABLE;
  ArwOsFile *self;

  if (ops == &arw_os_file_stream)
    flags |= ARW_FILE_POLLS;
  self = arw_file_new (sizeof *self, ops, flags, name, mode->name, pool, error);
  if (self == NULL)
    return NULL;
  self->fd = fd;
  self->is_socket = info->is_socket;
  self->base.position = position;
  return &self->base;
}
