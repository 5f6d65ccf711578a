/* core/files/file-peek.c: looking at what comes next before it is taken.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/file.h"

#include <stdio.h>

#include "core/cancel.h"
#include "core/checked.h"

/* Whether what comes next is looked at where the kind has it, and not in a window. */
static bool
looks_aside (const ArwFile *file)
{
  return file->ops->share_at != NULL && file->ops->fill == NULL;
}

/* After whatever needs a window: it is not for files that nothing is read ahead of, nor
 * for those whose bytes are shared, where it would get old. */
static void
settle (ArwFile *file)
{
  if (file->window_size < 0 || looks_aside (file))
    arw_file_leave_window (file, NULL);
}

int64_t
arw_file_peek (ArwFile *file, ArwError *error)
{
  if (file->rpos < file->rend)
    return file->rend - file->rpos;
  if (!arw_file_check_readable (file, 0, error))
    return -1;
  return arw_file_fill (file, error);
}

int64_t
arw_file_peek_at_least (ArwFile *file, int64_t size, ArwError *error)
{
  if (!arw_file_check_readable (file, size, error))
    return -1;
  while (file->rend - file->rpos < size) {
    int64_t n = arw_file_fill (file, error);

    if (n < 0)
      return -1;
    if (n == 0)
      break;
  }
  return file->rend - file->rpos;
}

int64_t
arw_file_peek_until (ArwFile *file, uint8_t delimiter, ArwError *error)
{
  int64_t scanned = 0;

  if (!arw_file_check_readable (file, 0, error))
    return -1;
  for (;;) {
    int64_t unread = file->rend - file->rpos;
    const uint8_t *found = NULL;
    int64_t n;

    if (unread > scanned)
      found = memchr (file->rpos + scanned, delimiter, (size_t)(unread - scanned));
    if (found != NULL)
      return found - file->rpos + 1;

    scanned = unread;
    n = arw_file_peek_at_least (file, unread + 1, error);
    if (n <= unread)
      return n;
  }
}

int64_t
arw_file_find (ArwFile *file, uint8_t delimiter, const uint8_t **data, ArwError *error)
{
  const uint8_t *found;
  ArwBuffer rest;
  int64_t size;

  if (!arw_file_check_readable (file, 0, error))
    return -1;
  if (!looks_aside (file)) {
    size = arw_file_peek_until (file, delimiter, error);
    *data = size > 0 ? file->rpos : arw_no_bytes;
    return size;
  }
  arw_buffer_init_empty (&rest);
  if (!file->ops->share_at (file, arw_file_position (file), INT64_MAX, &rest, error))
    return -1;
  found = memchr (rest.data, delimiter, (size_t)rest.size);
  *data = rest.data;
  size = found != NULL ? found - rest.data + 1 : rest.size;
  arw_buffer_clear (&rest);
  return size;
}

void
arw_file_take_slow (ArwFile *file, int64_t size)
{
  if (size <= file->rend - file->rpos)
    file->rpos += size;
  else
    arw_file_set_position (file, arw_file_position (file) + size);
  settle (file);
}

bool
arw_file_read_until (ArwFile *file, uint8_t delimiter, ArwBuffer *out, ArwError *error)
{
  const uint8_t *data;
  int64_t size;
  bool ok;

  arw_buffer_init_empty (out);
  size = arw_file_find (file, delimiter, &data, error);
  ok = size >= 0 && arw_file_read_buffer (file, size, out, error);
  settle (file);
  return ok;
}

bool
arw_file_peek_buffer (ArwFile *file, int64_t size, ArwBuffer *out, ArwError *error)
{
  bool ok;

  arw_buffer_init_empty (out);
  if (!arw_file_check_readable (file, size, error))
    return false;
  if (size == 0)
    return true;
  if (file->ops->share_at != NULL)
    return file->ops->share_at (file, arw_file_position (file), size, out, error);

  ok =
    arw_file_peek_at_least (file, size, error) >= 0 &&
    arw_buffer_allocate (out, file->pool, arw_min (size, file->rend - file->rpos), error);
  if (ok)
    memcpy (out->data, file->rpos, (size_t)out->size);
  settle (file);
  return ok;
}

/* How many of these bytes are whole lines; all of them if no line ends here. */
static int64_t
whole_lines (const uint8_t *data, int64_t size)
{
  int64_t end = size;

  while (end > 0 && data[end - 1] != '\n')
    end--;
  return end > 0 ? end : size;
}

/* How many bytes the next line has, and those behind it that are at hand and end within
 * size bytes. */
static int64_t
find_lines (ArwFile *file, int64_t size, ArwError *error)
{
  const uint8_t *data;
  int64_t line = arw_file_find (file, '\n', &data, error);
  ArwBuffer next;

  if (line < 0 || line >= size)
    return line;
  if (file->ops->share_at == NULL)
    return whole_lines (file->rpos, arw_min (size, file->rend - file->rpos));
  arw_buffer_init_empty (&next);
  if (!file->ops->share_at (file, arw_file_position (file), size, &next, error))
    return -1;
  size = whole_lines (next.data, next.size);
  arw_buffer_clear (&next);
  return size;
}

bool
arw_file_peek_lines (ArwFile *file, int64_t size, ArwBuffer *out, ArwError *error)
{
  bool ok;

  arw_buffer_init_empty (out);
  if (!arw_file_check_readable (file, size, error))
    return false;
  size = find_lines (file, size, error);
  ok = size >= 0 && arw_file_peek_buffer (file, size, out, error);
  settle (file);
  return ok;
}

/* Goes size bytes on, but not behind the end. */
static int64_t
jump (ArwFile *file, int64_t size, ArwError *error)
{
  int64_t position = arw_file_position (file);

  size = arw_min (size, arw_max (arw_file_size (file, NULL) - position, 0));
  if (size > 0 && arw_file_seek (file, position + size, SEEK_SET, error) == -1)
    return -1;
  return size;
}

int64_t
arw_file_advance (ArwFile *file, int64_t size, ArwError *error)
{
  int64_t skipped = 0;
  int64_t n = 0;

  if (!arw_file_check_readable (file, size, error))
    return -1;
  if ((file->flags & ARW_FILE_SEEKABLE) != 0 && size > file->rend - file->rpos)
    skipped = jump (file, size, error);

  while (skipped >= 0 && skipped < size && (n = arw_file_peek (file, error)) > 0) {
    n = arw_min (n, size - skipped);
    file->rpos += n;
    skipped += n;
  }
  settle (file);
  if (n >= 0 || skipped == 0)
    return n < 0 ? -1 : skipped;

  /* Whoever goes on hears of it. */
  arw_error_clear (error);
  return skipped;
}

/* How much is left to read, or -1 if that is not known. */
static int64_t
get_rest (ArwFile *file)
{
  int64_t size = file->ops->size != NULL ? arw_file_call_size (file, NULL) : -1;

  return size >= 0 ? arw_max (size - arw_file_position (file), 0) : -1;
}

int64_t
arw_file_copy (ArwFile *from, ArwFile *to, const ArwProgress *progress, ArwError *error)
{
  int64_t copied = 0;
  int64_t total;
  int64_t n;

  if (!arw_file_check_readable (from, 0, error) ||
      !arw_file_check_writable (to, 0, error))
    return -1;
  if (from == to) {
    arw_error_set (error, ARW_INVALID, "Cannot copy '%s' to itself", from->name);
    return -1;
  }

  total = progress != NULL ? get_rest (from) : -1;
  while ((n = arw_file_peek (from, error)) > 0) {
    int64_t piece = progress != NULL ? arw_min (n, ARW_PIECE) : arw_cancel_piece (n);
    bool ok;

    /* Writing may come back here: the window is not to be had meanwhile. */
    from->rpos = from->rend;
    from->busy = true;
    ok = arw_file_check_cancelled (from, error) &&
         arw_file_write (to, from->rend - n, piece, error);
    if (ok)
      copied += piece;
    if (ok && progress != NULL)
      progress->report (copied, total, progress->data);
    from->busy = false;
    from->rpos = from->rend - (ok ? n - piece : n);
    if (!ok) {
      n = -1;
      break;
    }
  }
  settle (from);
  return n < 0 ? -1 : copied;
}
