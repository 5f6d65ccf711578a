/* core/files/os-file-open.c: opening a file of the operating system, by its path or its
 * descriptor.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/os-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>

#include "core/cancel.h"

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
  const ArwFileOps *ops = &arw_os_file_stream;
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
      ops = (mode->flags & ARW_FILE_SEEKABLE) != 0 ? &arw_os_file_regular
                                                   : &arw_os_file_appending;
    position = ops == &arw_os_file_appending ? info.size : 0;
    file = arw_os_file_wrap (fd, path, mode, ops, &info, position, pool, error);
  }
  if (file == NULL)
    arw_platform_close (fd);
  else
    ((ArwOsFile *)file)->has_no_writer =
      info.is_fifo && (mode->flags & ARW_FILE_WRITABLE) == 0 && arw_cancel_is_possible ();
  return file;
}

ArwFile *
arw_os_file_replace (const char *path,
                     const char *mode_text,
                     ArwDurability durability,
                     ArwPool *pool,
                     ArwError *error)
{
  const ArwMode *mode = arw_mode_parse (mode_text, error);
  const ArwFileInfo info = {.is_regular = true};
  ArwReplacement *replacement;
  ArwOsFile *self;
  int fd;

  if (mode == NULL)
    return NULL;
  if ((mode->open_flags & (O_TRUNC | O_EXCL)) == 0) {
    arw_error_set (error,
                   ARW_INVALID,
                   "Invalid file mode for a file that is replaced: '%s'",
                   mode_text);
    return NULL;
  }
  replacement = arw_replacement_open (path, (mode->open_flags & O_EXCL) != 0, &fd, error);
  if (replacement == NULL)
    return NULL;
  self = (ArwOsFile *)
    arw_os_file_wrap (fd, path, mode, &arw_os_file_replacing, &info, 0, pool, error);
  if (self == NULL) {
    arw_platform_close (fd);
    arw_replacement_free (replacement);
    return NULL;
  }
  self->base.flags |= ARW_FILE_COMMITS;
  self->replacement = replacement;
  self->durability = durability;
  return &self->base;
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
  const ArwFileOps *ops = &arw_os_file_stream;
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

    ops = appends ? &arw_os_file_appending : &arw_os_file_handed_in;
    position = arw_platform_seek (fd, 0, appends ? SEEK_END : SEEK_CUR);
    if (position == -1) {
      arw_error_set_system (error, errno, "Failed to find the position of '%s'", name);
      return NULL;
    }
  }
  file = arw_os_file_wrap (fd, name, mode, ops, &info, position, pool, error);
  if (file != NULL)
    file->window_size = -1;
  return file;
}
