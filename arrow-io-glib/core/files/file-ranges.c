/* core/files/file-ranges.c: reading many ranges of a file at once.
 *
 * The ranges are read in the order of the file, and those near one another by one read:
 * such a run of ranges shares its memory. Files that wait for a disk are asked for what
 * is in memory first. Once something is not, the disk learns of all that will be read
 * soon, so that it has much to do at once. Files that wait for a network are read in
 * several places at once.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/file.h"

#include <inttypes.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "core/cancel.h"
#include "core/checked.h"
#include "core/files/file-ahead.h"
#include "core/workers.h"

/* What lies between two ranges is read too, up to these sizes: where the system has the
 * file, a call costs as much as copying a page, and where somebody else has it, nobody
 * knows what a call costs. */
#define MAX_HOLE 4096
#define MAX_HOLE_OF_OTHERS (32 * 1024)

/* Behind a network, a call costs as much as some 2 MiB: 3 ms at 600 MB/s, or 20 ms at
 * 100 MB/s. As four are under way at once, that is 512 KiB of what comes in meanwhile;
 * half of that leaves something to others who use the network. */
#define MAX_HOLE_OF_NETWORKS (256 * 1024)

/* What a range keeps alive is no more than this, or no more than twice its own size. */
#define SHARED_SIZE (256 * 1024)

/* How far the disk is told ahead, so that what is read last does not drive out what is
 * read first. */
#define AHEAD_SIZE INT64_C (67108864)

/* Each thread has at least this much to read. */
#define THREAD_SIZE (512 * 1024)

typedef struct
{
  int64_t offset;
  int64_t size;
  size_t index; /* among what was asked for */
} Piece;

typedef struct
{
  int64_t offset;
  int64_t size;
  int64_t before;   /* sum of the sizes of the runs before */
  int64_t used;     /* sum of the sizes of its pieces */
  int64_t smallest; /* of its pieces */
  size_t first;     /* piece */
  size_t n_pieces;
  bool fits; /* the file reaches as far; else it is one piece, read by itself */
} Run;

typedef struct
{
  ArwFile *file;
  ArwBuffer *out;
  Piece *pieces;
  size_t n_pieces;
  Run *runs;
  size_t n_runs;
  int64_t total; /* sum of the sizes of the runs */
  bool waits;    /* for a disk */
  bool several;  /* places at once, of a network */
  bool large;    /* the others are read */

  const ArwCancel *cancel;
  atomic_size_t next_run;
  atomic_size_t next_advice;
  atomic_bool missed;
  atomic_bool failed;
  ArwError *error;
} Reading;

static bool
check_ranges (ArwFile *file, const ArwRange *ranges, size_t n, ArwError *error)
{
  if (!arw_file_check_readable (file, 0, error))
    return false;
  if ((file->flags & ARW_FILE_SEEKABLE) == 0) {
    arw_error_set (error,
                   ARW_NOT_SUPPORTED,
                   "Cannot read ranges of '%s': it is not seekable",
                   file->name);
    return false;
  }
  for (size_t i = 0; i < n; i++) {
    if (arw_range_fits (ranges[i].offset, ranges[i].size, INT64_MAX))
      continue;
    arw_error_set (error,
                   ARW_INVALID,
                   "Invalid range %zu of '%s' (offset = %" PRId64 ", size = %" PRId64 ")",
                   i,
                   file->name,
                   ranges[i].offset,
                   ranges[i].size);
    return false;
  }
  return true;
}

/* Of two that start together the larger comes first, which has all of the other. */
static int
compare (const void *a, const void *b)
{
  const Piece *one = a;
  const Piece *other = b;

  if (one->offset != other->offset)
    return one->offset < other->offset ? -1 : 1;
  return one->size == other->size ? 0 : one->size > other->size ? -1 : 1;
}

static void
sort_pieces (Reading *self)
{
  for (size_t i = 1; i < self->n_pieces; i++) {
    if (compare (&self->pieces[i - 1], &self->pieces[i]) > 0) {
      qsort (self->pieces, self->n_pieces, sizeof *self->pieces, compare);
      return;
    }
  }
}

/* There may be more to read, often the same bytes, than can be counted. */
static int64_t
add (int64_t a, int64_t b)
{
  return a + arw_min (b, INT64_MAX - a);
}

static bool
keeps_too_much (int64_t size, int64_t smallest)
{
  return size > SHARED_SIZE && size - smallest > smallest;
}

/* How much is read at once, and copied if that would keep too much alive. */
static int64_t
copied_size (const Reading *self)
{
  return self->several ? arw_file_part_size (self->file) : 0;
}

static int64_t
max_hole (const Reading *self)
{
  if (self->several)
    return MAX_HOLE_OF_NETWORKS;
  return self->waits ? MAX_HOLE : MAX_HOLE_OF_OTHERS;
}

/* Adds a piece to a run, unless it would keep too much alive. */
static bool
join (const Reading *self, Run *run, const Piece *piece)
{
  int64_t end = run->offset + run->size;
  int64_t smallest = arw_min (run->smallest, piece->size);
  int64_t size = arw_max (end, piece->offset + piece->size) - run->offset;

  if (piece->offset - end > max_hole (self) ||
      (size > copied_size (self) && keeps_too_much (size, smallest)))
    return false;
  run->size = size;
  run->used = add (run->used, piece->size);
  run->smallest = smallest;
  run->n_pieces++;
  return true;
}

static void
make_runs (Reading *self)
{
  int64_t end = self->file->ops->size != NULL ? arw_file_size (self->file, NULL) : -1;
  Run *last = NULL;

  for (size_t i = 0; i < self->n_pieces; i++) {
    const Piece *piece = &self->pieces[i];
    bool fits = arw_range_fits (piece->offset, piece->size, end);

    if (last != NULL && last->fits && fits && join (self, last, piece))
      continue;
    last = &self->runs[self->n_runs++];
    *last = (Run){.offset = piece->offset,
                  .size = piece->size,
                  .used = piece->size,
                  .smallest = piece->size,
                  .first = i,
                  .n_pieces = 1,
                  .fits = fits};
  }
  for (size_t i = 0; i < self->n_runs; i++) {
    self->runs[i].before = self->total;
    if (self->runs[i].fits)
      self->total = add (self->total, self->runs[i].size);
  }
}

/* Tells the disk of runs that nobody has begun. */
static void
look_ahead (Reading *self)
{
  for (;;) {
    size_t now = atomic_load (&self->next_run);
    size_t next = atomic_load (&self->next_advice);
    size_t i = next > now ? next : now;

    if (i >= self->n_runs || self->runs[i].before - self->runs[now].before > AHEAD_SIZE)
      return;
    if (atomic_compare_exchange_strong (&self->next_advice, &next, i + 1) &&
        self->runs[i].fits)
      self->file->ops->advise (self->file, self->runs[i].offset, self->runs[i].size);
  }
}

/* Returns how much there was of a run, or -1. */
static int64_t
fetch (Reading *self, const Run *run, uint8_t *out, ArwError *error)
{
  ArwFile *file = self->file;
  int64_t got = 0;
  int64_t n;

  if (self->waits) {
    if (!atomic_load (&self->missed))
      got = file->ops->read_ready (file, run->offset, out, arw_cancel_piece (run->size));
    if (got < run->size) {
      atomic_store (&self->missed, true);
      look_ahead (self);
    }
  }
  n = arw_file_read_at (file, run->offset + got, out + got, run->size - got, error);
  return n < 0 ? -1 : got + n;
}

/* Hands out a run that was read into whole, of which there was less if the file was cut
 * short meanwhile. */
static bool
share_run (Reading *self, const Run *run, const ArwBuffer *whole, ArwError *error)
{
  for (size_t i = run->first; i < run->first + run->n_pieces; i++) {
    const Piece *piece = &self->pieces[i];
    int64_t start = piece->offset - run->offset;
    int64_t size = arw_min (piece->size, whole->size - start);

    if (size > 0 &&
        !arw_buffer_slice (whole, start, size, &self->out[piece->index], error))
      return false;
  }
  return true;
}

/* The same where most was read for nothing, which is not kept. */
static bool
copy_run (Reading *self, const Run *run, const ArwBuffer *whole, ArwError *error)
{
  ArwBuffer packed;
  int64_t at = 0;
  bool ok = arw_buffer_allocate (&packed, self->file->pool, run->used, error);

  for (size_t i = run->first; ok && i < run->first + run->n_pieces; i++) {
    const Piece *piece = &self->pieces[i];
    int64_t start = piece->offset - run->offset;
    int64_t size = arw_min (piece->size, whole->size - start);

    if (size <= 0)
      continue;
    memcpy (packed.data + at, whole->data + start, (size_t)size);
    ok = arw_buffer_slice (&packed, at, size, &self->out[piece->index], error);
    at += size;
  }
  arw_buffer_clear (&packed);
  return ok;
}

/* The same where one would keep too many others. */
static bool
copy_pieces (Reading *self, const Run *run, const ArwBuffer *whole, ArwError *error)
{
  for (size_t i = run->first; i < run->first + run->n_pieces; i++) {
    const Piece *piece = &self->pieces[i];
    int64_t start = piece->offset - run->offset;
    int64_t size = arw_min (piece->size, whole->size - start);

    if (size > 0 && !arw_buffer_copy (whole,
                                      self->file->pool,
                                      start,
                                      size,
                                      &self->out[piece->index],
                                      error))
      return false;
  }
  return true;
}

static bool
hand_out (Reading *self, const Run *run, const ArwBuffer *whole, ArwError *error)
{
  if (keeps_too_much (run->size, run->smallest))
    return copy_pieces (self, run, whole, error);
  return (run->used < run->size / 2 ? copy_run : share_run) (self, run, whole, error);
}

static bool
read_run (Reading *self, const Run *run, ArwError *error)
{
  size_t index = self->pieces[run->first].index;
  ArwBuffer whole;
  int64_t got;
  bool ok;

  if (!arw_file_check_cancelled (self->file, error))
    return false;
  if (!run->fits)
    return arw_file_read_buffer_at (self->file,
                                    run->offset,
                                    run->size,
                                    &self->out[index],
                                    error);
  if (!arw_buffer_allocate (&whole, self->file->pool, run->size, error))
    return false;
  got = fetch (self, run, whole.data, error);
  ok = got >= 0;
  if (ok) {
    whole.size = got;
    ok = hand_out (self, run, &whole, error);
  }
  arw_buffer_clear (&whole);
  return ok;
}

/* Whether it is read by several threads, and not beside others. */
static bool
is_large (const Reading *self, const Run *run)
{
  return self->several && arw_file_count_parts (self->file, run->size) > 1;
}

/* Takes one run after the other, beside other threads that do. */
static void
read_runs (void *data, int index)
{
  Reading *self = data;
  const ArwCancel *before = arw_cancel_join (self->cancel);
  ArwError error;
  size_t i;

  (void)index;
  while (!atomic_load (&self->failed) &&
         (i = atomic_fetch_add (&self->next_run, 1)) < self->n_runs) {
    if (is_large (self, &self->runs[i]) != self->large ||
        read_run (self, &self->runs[i], &error))
      continue;
    if (!atomic_exchange (&self->failed, true) && self->error != NULL)
      *self->error = error;
    else
      arw_error_clear (&error);
  }
  arw_cancel_part (before);
}

static void
read_from_network (Reading *self)
{
  int64_t most = self->file->reads_at_once;

  arw_workers_run_waiting ((int)arw_min (most, (int64_t)self->n_runs), read_runs, self);
  self->large = true;
  atomic_store (&self->next_run, 0);
  read_runs (self, 0);
}

static void
read_from_disk (Reading *self)
{
  int64_t n_threads = 1;

  if (self->waits) {
    n_threads = arw_min (arw_workers_count (), self->total / THREAD_SIZE);
    n_threads = arw_max (arw_min (n_threads, (int64_t)self->n_runs), 1);
  }
  arw_workers_run ((int)n_threads, read_runs, self);
}

static bool
read_pieces (Reading *self)
{
  sort_pieces (self);
  make_runs (self);
  (self->several ? read_from_network : read_from_disk) (self);
  return !atomic_load (&self->failed);
}

static bool
read_copies (ArwFile *file,
             const ArwRange *ranges,
             size_t n,
             ArwBuffer *out,
             ArwError *error)
{
  Reading self = {.file = file, .out = out, .error = error};
  bool ok = false;

  self.cancel = arw_cancel_current ();
  self.several = arw_file_reads_several (file);
  self.waits = arw_file_waits (file);
  self.pieces = calloc (n, sizeof *self.pieces);
  self.runs = calloc (n, sizeof *self.runs);
  for (size_t i = 0; self.pieces != NULL && i < n; i++) {
    if (ranges[i].size > 0)
      self.pieces[self.n_pieces++] = (Piece){ranges[i].offset, ranges[i].size, i};
  }
  if (self.pieces == NULL || self.runs == NULL)
    arw_error_set (error, ARW_OUT_OF_MEMORY, "No memory for %zu ranges", n);
  else
    ok = read_pieces (&self);
  free (self.pieces);
  free (self.runs);
  return ok;
}

/* What is in memory already is shared. */
static bool
share_ranges (ArwFile *file,
              const ArwRange *ranges,
              size_t n,
              ArwBuffer *out,
              ArwError *error)
{
  bool ok = true;

  for (size_t i = 0; ok && i < n; i++)
    ok = ranges[i].size == 0 ||
         file->ops->share_at (file, ranges[i].offset, ranges[i].size, &out[i], error);
  return ok;
}

bool
arw_file_read_ranges (ArwFile *file,
                      const ArwRange *ranges,
                      size_t n,
                      ArwBuffer *out,
                      ArwError *error)
{
  bool ok = check_ranges (file, ranges, n, error);

  for (size_t i = 0; i < n; i++)
    arw_buffer_init_empty (&out[i]);
  if (!ok || n == 0)
    return ok;
  ok = (file->ops->share_at != NULL ? share_ranges
                                    : read_copies) (file, ranges, n, out, error);
  for (size_t i = 0; !ok && i < n; i++)
    arw_buffer_clear (&out[i]);
  return ok;
}
