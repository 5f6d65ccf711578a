/* core/files/file-read.c: reading, ahead and in lines, from any kind of file.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/file.h"

#include <inttypes.h>

#include "core/cancel.h"
#include "core/checked.h"
#include "core/files/file-ahead.h"

/* Reads above this size go past the window; smaller ones come out of it, but for
 * the first after a seek, so that reading here and there fetches just what is asked for.
 */
#define DIRECT_SIZE (64 * 1024)

/* The window doubles from the one to the other while a file is read on. */
#define MIN_WINDOW (16 * 1024)
#define MAX_WINDOW (1024 * 1024)

/* Where a buffer starts whose final size cannot be known. */
#define FIRST_GUESS (256 * 1024)

/* Takes the place of an offset where what comes next is read. */
#define NEXT (-1)

/* One call to the kind, for what is behind the window. No file goes on behind the last
 * offset, whatever it says when it is asked. */
static int64_t
pull (ArwFile *file, void *out, int64_t size, ArwError *error)
{
  int64_t n;

  if (!arw_file_check_cancelled (file, error))
    return -1;
  if (arw_file_reads_several (file))
    size = arw_min (size, arw_file_piece_size (file)); /* it looks itself meanwhile */
  else
    size = arw_cancel_piece (size);
  if (file->ops->read == NULL)
    return file->ops->read_at (file, file->position, out, size, error);
  size = arw_min (size, INT64_MAX - file->position);
  if (size == 0)
    return 0;
  file->busy = true;
  n = file->ops->read (file, out, size, error);
  file->busy = false;
  return n;
}

/* How much to read ahead now. */
static int64_t
next_window (ArwFile *file)
{
  if (file->window_size > 0)
    return file->window_size;
  file->read_ahead = arw_min (arw_max (file->read_ahead * 2, MIN_WINDOW), MAX_WINDOW);
  return file->read_ahead;
}

/* Makes room for size bytes in the window and moves what is unread to its start. What is
 * shared stays as it is, and the window is elsewhere from then on. */
bool
arw_file_make_window (ArwFile *file, int64_t size, ArwError *error)
{
  int64_t unread = file->rend - file->rpos;

  if (file->window == NULL || file->window->capacity < size ||
      arw_memory_is_shared (file->window)) {
    ArwMemory *window = arw_memory_allocate (file->pool, size, error);

    if (window == NULL)
      return false;
    if (unread > 0)
      memcpy (window->data, file->rpos, (size_t)unread);
    if (file->window != NULL)
      arw_memory_unref (file->window);
    file->window = window;
  } else if (unread > 0 && file->rpos != file->window->data) {
    memmove (file->window->data, file->rpos, (size_t)unread);
  }
  file->rstart = file->rpos = file->window->data;
  file->rend = file->rpos + unread;
  return true;
}

int64_t
arw_file_fill (ArwFile *file, ArwError *error)
{
  int64_t unread = file->rend - file->rpos;
  int64_t spare = 0;
  int64_t room, n;

  if (file->ops->fill != NULL) {
    if (unread == 0)
      file->ops->fill (file);
    return file->rend - file->rpos - unread;
  }
  if (arw_file_reads_pieces_ahead (file))
    return arw_ahead_fill (file, error);

  room = arw_max (next_window (file), unread);
  if (file->window != NULL && unread > 0)
    spare = file->window->capacity - unread;
  if (spare > 0)
    room = arw_min (room, spare); /* it grows only when it is full */
  if (room > ARW_SIZE_MAX - unread)
    room = ARW_SIZE_MAX - unread;
  if (!arw_file_make_window (file, unread + room, error))
    return -1;
  n = pull (file, file->window->data + unread, room, error);
  if (n > 0) {
    file->rend += n;
    file->position += n;
  }
  return n;
}

/* Whether a read of size bytes, of which some are left, reads ahead. Where the bytes are
 * memory that is shared, what others write to it has to be seen at once. */
static bool
reads_ahead (const ArwFile *file, int64_t size, int64_t left)
{
  if (file->ops->fill != NULL)
    return true;
  if (file->ops->share_at != NULL)
    return false;
  if (file->window_size != 0)
    return left < file->window_size;
  if (arw_file_reads_several (file))
    return file->read_ahead > 0 || arw_ahead_has_next (file);
  return size <= DIRECT_SIZE && file->read_ahead > 0;
}

/* Reads from the window if it has something, else by one call. */
static int64_t
take_some (ArwFile *file, void *out, int64_t size, bool ahead, ArwError *error)
{
  int64_t n = file->rend - file->rpos;

  if (n == 0 && !ahead) {
    arw_file_set_position (file, file->position);
    if (file->ahead != NULL)
      arw_ahead_drop (file);
    file->read_ahead = MIN_WINDOW / 2;
    n = pull (file, out, size, error);
    if (n > 0)
      file->position += n;
    return n;
  }

  if (n == 0)
    n = arw_file_fill (file, error);
  if (n <= 0)
    return n;
  n = arw_min (n, size);
  memmove (out, file->rpos, (size_t)n);
  file->rpos += n;
  return n;
}

bool
arw_file_unread (ArwFile *file, const void *data, int64_t size, ArwError *error)
{
  int64_t unread = file->rend - file->rpos;
  int64_t position = arw_file_position (file) - size;

  if (size == 0)
    return true;
  if (file->ops->read == NULL ||
      (file->window_size < 0 && (file->flags & ARW_FILE_SEEKABLE) != 0)) {
    if (!arw_file_call_seek (file, position, error))
      return false;
    arw_file_set_position (file, position);
    return true;
  }
  if (!arw_file_make_window (file, size + unread, error))
    return false;
  memmove (file->window->data + size, file->window->data, (size_t)unread);
  memcpy (file->window->data, data, (size_t)size);
  file->rend = file->rpos + size + unread;
  return true;
}

/* Reads a source that has one place only at another, and puts it back. */
static int64_t
read_aside (ArwFile *file, int64_t offset, void *out, int64_t size, ArwError *error)
{
  int64_t n = -1;

  size = arw_min (size, INT64_MAX - offset);
  if (size == 0)
    return 0;
  file->busy = true;
  if (file->ops->seek (file, offset, error)) {
    n = file->ops->read (file, out, size, error);
    if (!file->ops->seek (file, file->position, n >= 0 ? error : NULL))
      n = -1;
  }
  file->busy = false;
  return n;
}

static int64_t
take_some_at (ArwFile *file, int64_t offset, void *out, int64_t size, ArwError *error)
{
  if (!arw_file_check_cancelled (file, error))
    return -1;
  if (arw_file_reads_several (file))
    return arw_file_read_pieces (file, offset, out, size, error);
  size = arw_cancel_piece (size);
  if (file->ops->read_at != NULL)
    return file->ops->read_at (file, offset, out, size, error);
  return read_aside (file, offset, out, size, error);
}

/* The same for what is left of size bytes. */
static int64_t
take_next (ArwFile *file, void *out, int64_t size, int64_t left, ArwError *error)
{
  if (arw_file_reads_several (file) && arw_ahead_expect (file, left))
    return arw_ahead_read (file, out, left, error);
  return take_some (file, out, left, reads_ahead (file, size, left), error);
}

/* Reads until size bytes are there or the file ends; *got counts them, failure or not. */
static bool
take_all (ArwFile *file,
          int64_t offset,
          uint8_t *out,
          int64_t size,
          int64_t *got,
          ArwError *error)
{
  while (*got < size) {
    int64_t left = size - *got;
    int64_t n = offset == NEXT
                  ? take_next (file, out + *got, size, left, error)
                  : take_some_at (file, offset + *got, out + *got, left, error);

    if (n < 0)
      return false;
    if (n == 0)
      break;
    *got += n;
    if (offset != NEXT && *got > INT64_MAX - offset)
      break;
  }
  return true;
}

int64_t
arw_file_read_slow (ArwFile *file, void *out, int64_t size, ArwError *error)
{
  int64_t got = 0;

  if (!arw_file_check_readable (file, size, error))
    return -1;
  if (!take_all (file, NEXT, out, size, &got, error)) {
    arw_file_unread (file, out, got, NULL);
    return -1;
  }
  return got;
}

int64_t
arw_file_read_some (ArwFile *file, void *out, int64_t size, ArwError *error)
{
  if (!arw_file_check_readable (file, size, error))
    return -1;
  return size > 0 ? take_some (file, out, size, reads_ahead (file, size, size), error)
                  : 0;
}

static bool
check_read_at (ArwFile *file, int64_t offset, int64_t size, ArwError *error)
{
  if (!arw_file_check_readable (file, size, error))
    return false;
  if ((file->flags & ARW_FILE_SEEKABLE) == 0) {
    arw_error_set (error,
                   ARW_NOT_SUPPORTED,
                   "Cannot read '%s' at an offset: it is not seekable",
                   file->name);
    return false;
  }
  if (offset < 0) {
    arw_error_set (error,
                   ARW_INVALID,
                   "Invalid read of '%s' (offset = %" PRId64 ", size = %" PRId64 ")",
                   file->name,
                   offset,
                   size);
    return false;
  }
  return true;
}

int64_t
arw_file_read_at (ArwFile *file, int64_t offset, void *out, int64_t size, ArwError *error)
{
  int64_t got = 0;

  if (!check_read_at (file, offset, size, error) ||
      !take_all (file, offset, out, size, &got, error))
    return -1;
  return got;
}

/* How many bytes lie behind offset, or -1 if that cannot be told. */
static int64_t
remaining (ArwFile *file, int64_t offset)
{
  int64_t size = file->ops->size != NULL ? arw_file_call_size (file, NULL) : -1;

  return size >= 0 ? arw_max (size - offset, 0) : -1;
}

/* How much memory to start with for a read of limit bytes. A byte more than there should
 * be is asked for, so that the end is seen without growing. */
static int64_t
first_room (ArwFile *file, int64_t offset, int64_t limit)
{
  int64_t left;

  if (limit <= DIRECT_SIZE)
    return limit;
  left = remaining (file, offset == NEXT ? arw_file_position (file) : offset);
  return arw_min (limit, left > 0 ? arw_min (left, INT64_MAX - 1) + 1 : FIRST_GUESS);
}

/* Makes a buffer that has room for more smaller, and keeps memory that is a good fit. */
static void
trim (ArwBuffer *buffer, int64_t size)
{
  arw_buffer_resize (buffer, size, NULL);
  if (buffer->memory->capacity - size > size / 4 + ARW_ALIGNMENT)
    arw_buffer_set_capacity (buffer, size, NULL);
}

/* For a call that failed after it took size bytes. They become the window where they are:
 * copying them could fail too. */
static void
give_back (ArwFile *file, ArwBuffer *data, int64_t size)
{
  if (size == 0 || file->ops->read == NULL ||
      (file->window_size < 0 && (file->flags & ARW_FILE_SEEKABLE) != 0) ||
      file->rpos < file->rend) {
    arw_file_unread (file, data->data, size, NULL);
    return;
  }
  if (file->window != NULL)
    arw_memory_unref (file->window);
  file->window = data->memory;
  file->rstart = file->rpos = data->data;
  file->rend = data->data + size;
  arw_buffer_init_empty (data);
}

/* Reads into a buffer that grows as long as the file goes on. */
static bool
read_growing (ArwFile *file,
              int64_t offset,
              int64_t limit,
              ArwBuffer *out,
              ArwError *error)
{
  int64_t room = first_room (file, offset, limit);
  int64_t got = 0;

  if (!arw_buffer_allocate (out, file->pool, room, error))
    return false;

  for (;;) {
    if (!take_all (file, offset, out->data, room, &got, error))
      break;
    if (got < room || got == limit) {
      trim (out, got);
      return true;
    }
    room = room > limit / 2 ? limit : arw_min (limit, arw_max (room * 2, FIRST_GUESS));
    if (!arw_buffer_resize (out, room, error))
      break;
  }

  if (offset == NEXT)
    give_back (file, out, got);
  arw_buffer_clear (out);
  return false;
}

/* Buffers that are read one after the other are slices of the window, as long as one that
 * is kept does not keep far more than itself, and has what a buffer of its own would
 * have: alignment, and nothing behind it up to the next multiple of that. */
#define MAX_SLICES 32

static bool
is_slice_of_window (const ArwFile *file, int64_t size)
{
  return size % ARW_ALIGNMENT == 0 && (uintptr_t)file->rpos % ARW_ALIGNMENT == 0 &&
         file->window != NULL && file->window->capacity / MAX_SLICES <= size &&
         size <= file->rend - file->rpos;
}

static bool
read_next_buffer (ArwFile *file, int64_t size, ArwBuffer *out, ArwError *error)
{
  int64_t n = file->rend - file->rpos;

  if (n == 0 && size >= MIN_WINDOW / MAX_SLICES && size < MAX_WINDOW &&
      reads_ahead (file, size, size)) {
    if (!arw_file_reads_several (file))
      file->read_ahead = arw_min (file->read_ahead, size * MAX_SLICES / 2);
    n = arw_file_fill (file, error);
    if (n <= 0)
      return n == 0;
  }
  if (!is_slice_of_window (file, size))
    return read_growing (file, NEXT, size, out, error);
  *out = (ArwBuffer){arw_memory_ref (file->window), (uint8_t *)file->rpos, size};
  file->rpos += size;
  return true;
}

/* Moves past what was shared. */
static void
advance (ArwFile *file, int64_t size)
{
  if (size <= file->rend - file->rpos)
    file->rpos += size;
  else
    arw_file_set_position (file, arw_file_position (file) + size);
}

bool
arw_file_read_buffer (ArwFile *file, int64_t size, ArwBuffer *out, ArwError *error)
{
  int64_t position = arw_file_position (file);

  arw_buffer_init_empty (out);
  if (!arw_file_check_readable (file, size, error))
    return false;
  if (size == 0)
    return true;
  if (file->ops->share_at == NULL)
    return read_next_buffer (file, size, out, error);

  if (!file->ops->share_at (file, position, size, out, error))
    return false;
  advance (file, out->size);
  return true;
}

bool
arw_file_read_all (ArwFile *file, ArwBuffer *out, ArwError *error)
{
  return arw_file_read_buffer (file, INT64_MAX, out, error);
}

bool
arw_file_read_some_buffer (ArwFile *file, int64_t size, ArwBuffer *out, ArwError *error)
{
  int64_t unread = file->rend - file->rpos;

  arw_buffer_init_empty (out);
  if (!arw_file_check_readable (file, size, error))
    return false;
  if (!arw_buffer_allocate (out,
                            file->pool,
                            arw_min (size, unread > 0 ? unread : FIRST_GUESS),
                            error))
    return false;
  size = arw_file_read_some (file, out->data, out->size, error);
  if (size < 0) {
    arw_buffer_clear (out);
    return false;
  }
  trim (out, size);
  return true;
}

bool
arw_file_read_buffer_at (ArwFile *file,
                         int64_t offset,
                         int64_t size,
                         ArwBuffer *out,
                         ArwError *error)
{
  arw_buffer_init_empty (out);
  if (!check_read_at (file, offset, size, error))
    return false;
  if (size == 0)
    return true;
  if (file->ops->share_at != NULL)
    return file->ops->share_at (file, offset, size, out, error);
  return read_growing (file, offset, size, out, error);
}
