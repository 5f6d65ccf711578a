/* core/files/file-write.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/file.h"

#include <inttypes.h>

bool
arw_file_write_slow (ArwFile *file, const void *data, int64_t size, ArwError *error)
{
  int64_t position;
  bool ok;

  if (!arw_file_check_writable (file, size, error))
    return false;
  if (size == 0)
    return true;
  if (!arw_file_leave_window (file, error))
    return false;

  position = arw_file_position (file);
  file->busy = true;
  if (file->ops->write != NULL)
    ok = file->ops->write (file, data, size, error);
  else
    ok = file->ops->write_at (file, position, data, size, error);
  file->busy = false;
  if (!ok)
    return false;
  file->position =
    position + size + (file->wend - file->wpos) + (file->rend - file->rpos);
  return true;
}

bool
arw_file_write_at (ArwFile *file,
                   int64_t offset,
                   const void *data,
                   int64_t size,
                   ArwError *error)
{
  if (!arw_file_check_writable (file, size, error))
    return false;
  if ((file->flags & ARW_FILE_SEEKABLE) == 0 || file->ops->write_at == NULL) {
    arw_error_set (error,
                   ARW_NOT_SUPPORTED,
                   "'%s' cannot be written to at an offset",
                   file->name);
    return false;
  }
  if (offset < 0) {
    arw_error_set (error,
                   ARW_INVALID,
                   "Invalid write to '%s' (offset = %" PRId64 ", size = %" PRId64 ")",
                   file->name,
                   offset,
                   size);
    return false;
  }
  if (size == 0)
    return true;
  return arw_file_leave_window (file, error) &&
         file->ops->write_at (file, offset, data, size, error);
}
