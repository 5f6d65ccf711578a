/* core/files/buffered-reader.c: reads another file in pieces of a size that is chosen.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/kinds.h"

#include <inttypes.h>

typedef struct
{
  ArwFile base;
  ArwFile *raw; /* NULL once it is detached */
} BufferedReader;

static int64_t
buffered_read (ArwFile *file, void *out, int64_t size, ArwError *error)
{
  return arw_file_read_some (((BufferedReader *)file)->raw, out, size, error);
}

static bool
close_reader (ArwFile *file, ArwError *error)
{
  BufferedReader *reader = (BufferedReader *)file;

  return reader->raw == NULL || arw_file_close (reader->raw, error);
}

static const ArwFileOps ops = {
  .read = buffered_read,
  .close = close_reader,
};

bool
arw_buffered_check_size (int64_t size, ArwError *error)
{
  if (size > 0)
    return true;
  arw_error_set (error,
                 ARW_INVALID,
                 "Buffer size must be larger than zero: %" PRId64,
                 size);
  return false;
}

ArwFile *
arw_buffered_reader_new (ArwFile *raw,
                         int64_t buffer_size,
                         ArwPool *pool,
                         ArwError *error)
{
  BufferedReader *reader;

  if (!arw_file_check_readable (raw, 0, error) ||
      !arw_buffered_check_size (buffer_size, error))
    return NULL;
  reader =
    arw_file_new_over (raw, sizeof *reader, &ops, ARW_FILE_READABLE, "rb", pool, error);
  if (reader == NULL)
    return NULL;
  reader->raw = raw;
  reader->base.window_size = buffer_size;
  reader->base.position = arw_file_position (raw);
  return &reader->base;
}

int64_t
arw_buffered_reader_get_size (const ArwFile *file)
{
  return file->window_size;
}

bool
arw_buffered_reader_set_size (ArwFile *file, int64_t buffer_size, ArwError *error)
{
  int64_t unread = file->rend - file->rpos;

  if (!arw_file_check_open (file, error) || !arw_buffered_check_size (buffer_size, error))
    return false;
  if (buffer_size < unread) {
    arw_error_set (error,
                   ARW_INVALID,
                   "Cannot shrink the buffer to %" PRId64 " bytes: %" PRId64
                   " are read ahead",
                   buffer_size,
                   unread);
    return false;
  }
  file->window_size = buffer_size;
  return true;
}

bool
arw_buffered_reader_detach (ArwFile *file, ArwError *error)
{
  BufferedReader *reader = (BufferedReader *)file;

  if (!arw_file_check_open (file, error) || !arw_file_check_open (reader->raw, error) ||
      !arw_file_unread (reader->raw, file->rpos, file->rend - file->rpos, error))
    return false;
  reader->raw = NULL;
  return arw_file_close (file, error);
}
