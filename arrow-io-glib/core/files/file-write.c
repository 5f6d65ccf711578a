/* core/files/file-write.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/file.h"

/* Gives up what was read ahead, so that writing starts at the position. On a stream that
 * cannot seek, reading and writing have nothing to do with each other. */
static bool
leave_window (ArwFile *file, ArwError *error)
{
  int64_t position = arw_file_position (file);

  if (file->rstart == NULL || (file->flags & ARW_FILE_SEEKABLE) == 0)
    return true;
  if (position != file->position && file->ops->seek != NULL &&
      !file->ops->seek (file, position, error))
    return false;
  arw_file_set_position (file, position);
  return true;
}

bool
arw_file_write_slow (ArwFile *file, const void *data, int64_t size, ArwError *error)
{
  int64_t position;
  bool ok;

  if (!arw_file_check_writable (file, size, error))
    return false;
  if (size == 0)
    return true;
  if (!leave_window (file, error))
    return false;

  position = arw_file_position (file);
  file->busy = true;
  if (file->ops->write_at != NULL)
    ok = file->ops->write_at (file, position, data, size, error);
  else
    ok = file->ops->write (file, data, size, error);
  file->busy = false;
  if (!ok)
    return false;
  file->position =
    position + size + (file->wend - file->wpos) + (file->rend - file->rpos);
  return true;
}
