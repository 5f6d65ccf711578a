/* core/files/file-ahead.c: reading ahead in several places at once, where every read
 * waits for a network.
 *
 * Whoever reads on has pieces fetched that come next, each by a job of its own into
 * memory of its own, which becomes the window when it is reached. Nothing is fetched far
 * ahead before as much was read on, and never more than so many pieces: whoever reads
 * here and there fetches what is asked for. A piece that is not wanted any more is left
 * to itself: its place is used again once it has come.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/file-ahead.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "core/cancel.h"
#include "core/checked.h"
#include "core/workers.h"

/* What is fetched first when a file is read on: a request costs more than this. */
#define FIRST_SIZE (INT64_C (256) * 1024)

/* Room before a piece, for what is unread when it is reached: a line, mostly. */
#define FRONT_SIZE (INT64_C (64) * 1024)

/* So many times what is read ahead at most is read into place, so that the last of it is
 * a small part: nothing goes on behind it meanwhile. */
#define WORTH_IT 4

/* How often to look whether the call was cancelled. */
#define MILLISECONDS 20

typedef struct
{
  ArwJob job;
  ArwFile *file;
  ArwMemory *memory; /* the bytes come behind the front */
  int64_t offset;
  int64_t size;
  bool is_wanted; /* else it may still be under way */
  atomic_bool is_dropped;

  /* Once it has come. */
  int64_t got;    /* fewer than size at the end of the file, or before an error */
  ArwError error; /* what is behind them */
} Piece;

struct ArwAhead
{
  int64_t file_size;
  int n_pieces;
  Piece pieces[];
};

static void
read_piece (ArwJob *job)
{
  Piece *self = (Piece *)job;

  self->got = 0;
  self->error.code = ARW_OK;
  if (!atomic_load (&self->is_dropped))
    self->got = arw_file_fetch (self->file,
                                self->offset,
                                self->memory->data + FRONT_SIZE,
                                self->size,
                                &self->error);
}

static Piece *
find_next (const ArwFile *file)
{
  for (int i = 0; file->ahead != NULL && i < file->ahead->n_pieces; i++) {
    Piece *piece = &file->ahead->pieces[i];

    if (piece->is_wanted &&
        arw_range_fits (file->position - piece->offset, 1, piece->size))
      return piece;
  }
  return NULL;
}

bool
arw_ahead_has_next (const ArwFile *file)
{
  return find_next (file) != NULL;
}

static void
drop_memory (Piece *piece)
{
  if (piece->memory != NULL)
    arw_memory_unref (piece->memory);
  piece->memory = NULL;
}

/* What is under way keeps its memory. */
static void
drop (Piece *piece)
{
  piece->is_wanted = false;
  atomic_store (&piece->is_dropped, true);
  if (arw_job_is_running (&piece->job))
    return;
  arw_job_wait (&piece->job);
  arw_error_clear (&piece->error);
  drop_memory (piece);
}

void
arw_ahead_drop (ArwFile *file)
{
  for (int i = 0; file->ahead != NULL && i < file->ahead->n_pieces; i++)
    drop (&file->ahead->pieces[i]);
}

void
arw_ahead_free (ArwFile *file)
{
  ArwAhead *ahead = file->ahead;
  bool is_running = false;

  if (ahead == NULL)
    return;
  arw_ahead_drop (file);
  for (int i = 0; i < ahead->n_pieces; i++)
    is_running = is_running || arw_job_is_running (&ahead->pieces[i].job);
  if (is_running && file->ops->interrupt != NULL)
    file->ops->interrupt (file);
  for (int i = 0; i < ahead->n_pieces; i++) {
    arw_job_wait (&ahead->pieces[i].job);
    drop (&ahead->pieces[i]);
  }
  free (ahead);
  file->ahead = NULL;
}

/* Returns when the piece has come, or the call is cancelled. */
static bool
wait_for (ArwFile *file, Piece *piece, ArwError *error)
{
  while (!arw_job_wait_for (&piece->job, arw_cancel_is_possible () ? MILLISECONDS : -1)) {
    if (!arw_file_check_cancelled (file, error))
      return false;
  }
  return true;
}

/* The memory of a window may be used for a piece, unless it has become much more. */
static void
keep_memory (Piece *piece, ArwMemory *memory, int64_t most)
{
  if (memory != NULL && memory->capacity <= most && !arw_memory_is_shared (memory))
    piece->memory = memory;
  else if (memory != NULL)
    arw_memory_unref (memory);
}

/* Makes room for size bytes behind what is unread; there is more and more of it while
 * that grows. */
static bool
grow_window (ArwFile *file, int64_t size, ArwError *error)
{
  int64_t unread = file->rend - file->rpos;

  if (file->window != NULL && file->window->capacity - unread >= size)
    return arw_file_make_window (file, unread + size, error);
  return arw_file_make_window (file, unread + arw_max (size, unread), error);
}

/* Has the bytes of a piece from at on follow what is unread. */
static bool
add_to_window (ArwFile *file, Piece *piece, int64_t at, ArwError *error)
{
  int64_t unread = file->rend - file->rpos;
  int64_t size = piece->got - at;
  uint8_t *data = piece->memory->data + FRONT_SIZE + at;
  ArwMemory *window = file->window;

  if (unread > FRONT_SIZE + at) {
    if (!grow_window (file, size, error))
      return false;
    memcpy (file->window->data + unread, data, (size_t)size);
    file->rend += size;
    return true;
  }

  if (unread > 0)
    memcpy (data - unread, file->rpos, (size_t)unread);
  file->window = piece->memory;
  file->rstart = file->rpos = data - unread;
  file->rend = data + size;
  piece->memory = NULL;
  keep_memory (piece, window, arw_file_piece_size (file) + 2 * FRONT_SIZE);
  return true;
}

/* Gives the error of a piece, of which there is nothing else left. */
static int64_t
give_error (Piece *piece, ArwError *error)
{
  bool failed = piece->error.code != ARW_OK;

  piece->is_wanted = false;
  if (failed && error != NULL)
    *error = piece->error;
  else
    arw_error_clear (&piece->error);
  piece->error.code = ARW_OK;
  piece->error.foreign = NULL; /* whoever got it lets go of it */
  return failed ? -1 : 0;
}

/* Leaves of a piece whose bytes were taken the error behind them, which comes next:
 * unless it is that of a call which was cancelled while it read the piece itself. */
static void
keep_error (Piece *piece)
{
  piece->offset += piece->got;
  piece->size -= piece->got;
  piece->got = 0;
  piece->is_wanted = piece->error.code != ARW_OK && !arw_cancel_is_set ();
}

/* Waits for a piece that was read ahead: it becomes the window, with what is unread in
 * front of it. 0 if there is none. */
static int64_t
take_next (ArwFile *file, ArwError *error)
{
  Piece *piece = find_next (file);
  int64_t at, n;

  if (piece == NULL)
    return 0;
  if (!wait_for (file, piece, error))
    return -1;
  at = file->position - piece->offset;
  n = piece->got - at;
  if (n <= 0)
    return give_error (piece, error);
  if (!add_to_window (file, piece, at, error))
    return -1;
  keep_error (piece);
  return n;
}

static bool
prepare (ArwFile *file)
{
  ArwAhead *ahead = file->ahead;
  size_t n = (size_t)file->reads_at_once;

  if (ahead != NULL)
    return true;
  ahead = calloc (1, sizeof *ahead + n * sizeof ahead->pieces[0]);
  if (ahead == NULL)
    return false;
  ahead->n_pieces = (int)n;
  for (size_t i = 0; i < n; i++)
    ahead->pieces[i] = (Piece){.job = {.run = read_piece, .waits = true}, .file = file};
  ahead->file_size = arw_file_size (file, NULL);
  if (ahead->file_size < 0)
    ahead->file_size = INT64_MAX;
  file->ahead = ahead;
  return true;
}

static bool
start_piece (ArwFile *file, Piece *piece, int64_t offset, int64_t size)
{
  if (piece->memory != NULL && piece->memory->capacity - FRONT_SIZE < size)
    drop_memory (piece);
  if (piece->memory == NULL)
    piece->memory = arw_memory_allocate (file->pool, FRONT_SIZE + size, NULL);
  if (piece->memory == NULL)
    return false;
  arw_job_wait (&piece->job); /* which is over, or was the parent's of this process */
  arw_error_clear (&piece->error);
  piece->offset = offset;
  piece->size = size;
  piece->is_wanted = true;
  atomic_store (&piece->is_dropped, false);
  arw_job_start (&piece->job);
  return true;
}

/* How much is fetched at once now. */
static int64_t
next_size (const ArwFile *file)
{
  return arw_min (arw_max (file->read_ahead, FIRST_SIZE), arw_file_piece_size (file));
}

/* Starts reading what comes from an offset on, as far as it is not read ahead already:
 * twice as far from the position as was read on. */
static void
start_from (ArwFile *file, int64_t offset)
{
  int64_t run = arw_min (file->read_ahead, (INT64_MAX - file->position) / 2);
  int64_t end = file->position + 2 * run;
  ArwAhead *ahead;

  if (offset >= end || !prepare (file))
    return;
  ahead = file->ahead;
  end = arw_min (end, ahead->file_size);
  for (int i = 0; i < ahead->n_pieces; i++) {
    Piece *piece = &ahead->pieces[i];
    int64_t behind = piece->offset + piece->size;

    if (piece->is_wanted && behind <= file->position)
      drop (piece); /* it was jumped over */
    if (piece->is_wanted)
      offset = arw_max (offset, behind);
  }
  for (int i = 0; i < ahead->n_pieces; i++) {
    Piece *piece = &ahead->pieces[i];
    int64_t size = arw_min (next_size (file), ahead->file_size - offset);

    if (piece->is_wanted || arw_job_is_running (&piece->job))
      continue;
    if (offset < end && start_piece (file, piece, offset, size))
      offset += size;
    else
      drop (piece);
  }
}

/* How much to read here, at the position, of which nothing was read ahead: as far as to
 * what was. If that is not reached, nobody needs it. */
static int64_t
next_room (ArwFile *file)
{
  int64_t room = next_size (file);
  int64_t gap = INT64_MAX;

  for (int i = 0; file->ahead != NULL && i < file->ahead->n_pieces; i++) {
    const Piece *piece = &file->ahead->pieces[i];

    if (piece->is_wanted && piece->offset > file->position)
      gap = arw_min (gap, piece->offset - file->position);
  }
  if (gap > room)
    arw_ahead_drop (file);
  return arw_min (room, gap);
}

static int64_t
read_next (ArwFile *file, ArwError *error)
{
  int64_t unread = file->rend - file->rpos;
  int64_t room = next_room (file);
  int64_t n;

  if (!grow_window (file, room, error) || !arw_file_check_cancelled (file, error))
    return -1;
  start_from (file, file->position + room);
  n = file->ops->read_at (file, file->position, file->window->data + unread, room, error);
  if (n > 0)
    file->rend += n;
  return n;
}

int64_t
arw_ahead_fill (ArwFile *file, ArwError *error)
{
  bool has_next = arw_ahead_has_next (file);
  int64_t n = take_next (file, error);

  if (n == 0)
    n = read_next (file, error);
  if (n <= 0)
    return n;
  file->position += n;
  file->read_ahead += n;
  if (has_next)
    start_from (file, file->position);
  return n;
}

bool
arw_ahead_expect (ArwFile *file, int64_t size)
{
  int64_t piece_size = arw_file_piece_size (file);
  bool is_next = file->rpos == file->rend && !arw_ahead_has_next (file);

  if (is_next && arw_file_count_parts (file, size) > 1 &&
      (file->window_size != 0 || file->read_ahead == 0 ||
       size / piece_size / file->reads_at_once >= WORTH_IT))
    return true;
  if (file->read_ahead > 0)
    file->read_ahead = arw_max (file->read_ahead, size);
  return false;
}

int64_t
arw_ahead_read (ArwFile *file, void *out, int64_t size, ArwError *error)
{
  int64_t n = arw_file_read_pieces (file, file->position, out, size, error);

  if (n > 0) {
    arw_file_set_position (file, file->position + n);
    file->read_ahead = n;
  }
  return n;
}
