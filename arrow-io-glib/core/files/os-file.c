/* core/files/os-file.c: a file of the operating system, by its path or its descriptor.
 *
 * A regular file that was opened here is read and written at offsets, so that its
 * descriptor's own never moves. One whose descriptor was handed in is read and written
 * where that stands, and whoever else has the descriptor finds it behind what was taken.
 * Whatever else there is (pipes, sockets, terminals, devices) is read and written in
 * order, and so is what is appended to.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/kinds.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>

#include "core/cancel.h"
#include "core/checked.h"
#include "core/files/mode.h"
#include "core/platform.h"

typedef struct
{
  ArwFile base;
  int fd;
  bool is_socket;
  bool has_no_writer; /* a FIFO that was opened without waiting for one */
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

static int64_t
read_ready (ArwFile *file, int64_t offset, void *out, int64_t size)
{
  int64_t n = arw_platform_read_ready_at (((OsFile *)file)->fd, offset, out, size);

  return arw_max (n, 0);
}

static void
advise (ArwFile *file, int64_t offset, int64_t size)
{
  arw_platform_advise (((OsFile *)file)->fd, offset, size);
}

/* Takes the place of an offset where what comes next is written. */
#define NEXT (-1)

/* Piece by piece, so that a call that is cancelled ends soon. */
static int
write_pieces (OsFile *self,
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
  int result = write_pieces ((OsFile *)file, NEXT, data, size, &written);

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
    result = write_pieces ((OsFile *)file, offset, data, size, &written);
  return finish_write (file, result, written, size, error);
}

static bool
seek_to (ArwFile *file, int64_t offset, ArwError *error)
{
  if (arw_platform_seek (((OsFile *)file)->fd, offset, SEEK_SET) != -1)
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

  if (arw_platform_info (((OsFile *)file)->fd, &info) != 0) {
    arw_error_set_system (error, errno, "Failed to get the size of '%s'", file->name);
    return -1;
  }
  return info.size;
}

static bool
truncate_file (ArwFile *file, int64_t size, ArwError *error)
{
  if (arw_platform_truncate (((OsFile *)file)->fd, size) == 0)
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
  if (arw_platform_sync (((OsFile *)file)->fd) == 0)
    return true;
  arw_error_set_system (error, errno, "Failed to sync '%s'", file->name);
  return false;
}

static int
get_fileno (ArwFile *file)
{
  return ((OsFile *)file)->fd;
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
  .read_ready = read_ready,
  .advise = advise,
  .write_at = write_at,
  .size = get_size,
  .truncate = truncate_file,
  .sync = sync_file,
  .fileno = get_fileno,
  .close = close_file,
};

static const ArwFileOps handed_in_ops = {
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

/* What is written next is at the end, wherever that is now. */
static bool
truncate_appending (ArwFile *file, int64_t size, ArwError *error)
{
  if (!truncate_file (file, size, error))
    return false;
  file->position = size;
  return true;
}

static const ArwFileOps appending_ops = {
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
  OsFile *self = (OsFile *)file;

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
  OsFile *self = (OsFile *)file;
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

static const ArwFileOps stream_ops = {
  .read = read_stream,
  .write = write_stream,
  .fileno = get_fileno,
  .close = close_file,
};

/* What comes next is read and written by way of ops, from position on. */
static ArwFile *
wrap (int fd,
      const char *name,
      const ArwMode *mode,
      const ArwFileOps *ops,
      const ArwFileInfo *info,
      int64_t position,
      ArwPool *pool,
      ArwError *error)
{
  bool seekable = ops == &regular_ops || ops == &handed_in_ops;
  unsigned flags = seekable ? mode->flags | ARW_FILE_READS_AT
                            : mode->flags & ~(unsigned)ARW_FILE_SEEKABLE;
  OsFile *self;

  if (ops == &stream_ops)
    flags |= ARW_FILE_POLLS;
  self = arw_file_new (sizeof *self, ops, flags, name, mode->name, pool, error);
  if (self == NULL)
    return NULL;
  self->fd = fd;
  self->is_socket = info->is_socket;
  self->base.position = position;
  return &self->base;
}

/* Fails for what cannot be opened as a file. */
static bool
look (int fd, const char *name, const ArwMode *mode, ArwFileInfo *out, ArwError *error)
{
  int failure = 0;

  if (arw_platform_info (fd, out) != 0)
    failure = errno;
  else if (out->is_directory)
    failure = EISDIR;
  if (failure != 0)
    arw_error_set_system (error,
                          failure,
                          "Failed to open '%s' for %s",
                          name,
                          mode->intent);
  return failure == 0;
}

/* How long to wait before asking again whether somebody reads a FIFO. */
#define FIFO_MILLISECONDS 10

/* Opening a FIFO waits for its other side. Where that can be cancelled it must not: who
 * reads waits later, when there is something to read, and who writes asks again. */
static int
open_path (const char *path, int flags)
{
  int fd;

  if (!arw_cancel_is_possible ())
    return arw_platform_open (path, flags);
  while ((fd = arw_platform_open (path, flags | O_NONBLOCK)) == -1) {
    int failure = errno;

    if (failure == EAGAIN) /* somebody else has to give it up: not a matter of a FIFO */
      return arw_platform_open (path, flags);
    if (failure != ENXIO || !arw_platform_is_fifo (path)) {
      errno = failure;
      return -1;
    }
    if (arw_cancel_sleep (FIFO_MILLISECONDS) == -1)
      return -1;
  }
  arw_platform_set_blocking (fd);
  return fd;
}

ArwFile *
arw_os_file_open (const char *path, const char *mode_text, ArwPool *pool, ArwError *error)
{
  const ArwMode *mode = arw_mode_parse (mode_text, error);
  const ArwFileOps *ops = &stream_ops;
  ArwFile *file = NULL;
  int64_t position;
  ArwFileInfo info;
  int fd;

  if (mode == NULL)
    return NULL;
  fd = open_path (path, mode->open_flags);
  if (fd == -1) {
    arw_error_set_system (error, errno, "Failed to open '%s' for %s", path, mode->intent);
    return NULL;
  }
  if (look (fd, path, mode, &info, error)) {
    if (info.is_regular)
      ops = (mode->flags & ARW_FILE_SEEKABLE) != 0 ? &regular_ops : &appending_ops;
    position = ops == &appending_ops ? info.size : 0;
    file = wrap (fd, path, mode, ops, &info, position, pool, error);
  }
  if (file == NULL)
    arw_platform_close (fd);
  else
    ((OsFile *)file)->has_no_writer =
      info.is_fifo && (mode->flags & ARW_FILE_WRITABLE) == 0 && arw_cancel_is_possible ();
  return file;
}

/* Whether the descriptor can be used as mode says. The system would say so only when it
 * is read or written. */
static bool
check_direction (int fd, const char *name, const ArwMode *mode, ArwError *error)
{
  int flags = arw_platform_open_flags (fd);
  int failure = 0;

  if (flags == -1)
    failure = errno;
  else if ((flags & O_ACCMODE) != O_RDWR &&
           (flags & O_ACCMODE) != (mode->open_flags & O_ACCMODE))
    failure = EBADF;
  if (failure != 0)
    arw_error_set_system (error,
                          failure,
                          "Failed to open '%s' for %s",
                          name,
                          mode->intent);
  return failure == 0;
}

ArwFile *
arw_os_file_from_fd (int fd, const char *mode_text, ArwPool *pool, ArwError *error)
{
  const ArwMode *mode = arw_mode_parse (mode_text, error);
  const ArwFileOps *ops = &stream_ops;
  int64_t position = 0;
  ArwFileInfo info;
  ArwFile *file;
  char name[40];

  if (mode == NULL)
    return NULL;
  if ((mode->open_flags & O_EXCL) != 0) {
    arw_error_set (error,
                   ARW_INVALID,
                   "Invalid file mode for a descriptor: '%s'",
                   mode_text);
    return NULL;
  }
  snprintf (name, sizeof name, "<descriptor %d>", fd);
  if (!check_direction (fd, name, mode, error) || !look (fd, name, mode, &info, error))
    return NULL;

  if (info.is_regular) {
    bool appends = (mode->open_flags & O_APPEND) != 0;

    ops = appends ? &appending_ops : &handed_in_ops;
    position = arw_platform_seek (fd, 0, appends ? SEEK_END : SEEK_CUR);
    if (position == -1) {
      arw_error_set_system (error, errno, "Failed to find the position of '%s'", name);
      return NULL;
    }
  }
  file = wrap (fd, name, mode, ops, &info, position, pool, error);
  if (file != NULL)
    file->window_size = -1;
  return file;
}
