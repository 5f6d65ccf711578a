/* core/files/file-pieces.c: what is large, read in several places at once, where every
 * read waits for a network: threads take one part of it after the other.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/file-ahead.h"

#include <pthread.h>

#include "core/cancel.h"
#include "core/checked.h"
#include "core/workers.h"

/* Half as much was a seventh slower over WebHDFS on one machine, as each request costs the
 * server some time; twice as much was hardly faster. */
#define PIECE_SIZE (INT64_C (8) * 1024 * 1024)

/* This part of a piece is still worth a request of its own. */
#define SMALLEST_PART 4

int64_t
arw_file_piece_size (const ArwFile *file)
{
  return file->piece_size > 0 ? file->piece_size : PIECE_SIZE;
}

int64_t
arw_file_part_size (const ArwFile *file)
{
  return arw_max (arw_file_piece_size (file) / SMALLEST_PART, 1);
}

int64_t
arw_file_count_parts (const ArwFile *file, int64_t size)
{
  int64_t n_small = arw_min (size / arw_file_part_size (file), file->reads_at_once);
  int64_t n_large = (size - 1) / arw_file_piece_size (file) + 1;

  return arw_max (n_small, n_large);
}

int64_t
arw_file_fetch (ArwFile *file,
                int64_t offset,
                uint8_t *out,
                int64_t size,
                ArwError *error)
{
  int64_t got = 0;
  int64_t n = 1;

  error->code = ARW_OK;
  while (got < size && n > 0) {
    n = arw_file_check_cancelled (file, error)
          ? file->ops->read_at (file, offset + got, out + got, size - got, error)
          : -1;
    got += arw_max (n, 0);
  }
  return got;
}

typedef struct
{
  ArwFile *file;
  int64_t offset;
  uint8_t *out;
  int64_t part_size;
  const ArwCancel *cancel;

  pthread_mutex_t mutex; /* for what follows */
  int64_t next;
  int64_t end; /* where the file ends, or the first failure is */
  ArwError error;
} Parts;

/* Where the next part starts; false if there is none. */
static bool
take_part (Parts *self, int64_t *start, int64_t *size)
{
  pthread_mutex_lock (&self->mutex);
  *start = self->next;
  *size = arw_min (self->part_size, self->end - self->next);
  if (*size > 0)
    self->next += *size;
  pthread_mutex_unlock (&self->mutex);
  return *size > 0;
}

static void
end_parts (Parts *self, int64_t end, ArwError *error)
{
  pthread_mutex_lock (&self->mutex);
  if (end < self->end) {
    ArwError later = self->error;

    self->end = end;
    self->error = *error;
    *error = later;
  }
  pthread_mutex_unlock (&self->mutex);
  arw_error_clear (error);
}

static void
read_parts (void *data, int index)
{
  Parts *self = data;
  const ArwCancel *before = arw_cancel_join (self->cancel);
  ArwError error = {0};
  int64_t start, size;

  (void)index;
  while (take_part (self, &start, &size)) {
    int64_t got =
      arw_file_fetch (self->file, self->offset + start, self->out + start, size, &error);

    if (got < size)
      end_parts (self, start + got, &error);
  }
  arw_cancel_part (before);
}

int64_t
arw_file_read_pieces (ArwFile *file,
                      int64_t offset,
                      void *out,
                      int64_t size,
                      ArwError *error)
{
  int64_t n_parts = arw_file_count_parts (file, size);
  Parts self = {
    .file = file,
    .offset = offset,
    .out = out,
    .part_size = arw_round_up ((size - 1) / n_parts + 1),
    .cancel = arw_cancel_current (),
    .mutex = PTHREAD_MUTEX_INITIALIZER,
    .end = arw_min (size, INT64_MAX - offset),
  };

  arw_workers_run_waiting ((int)arw_min (n_parts, file->reads_at_once),
                           read_parts,
                           &self);
  pthread_mutex_destroy (&self.mutex);
  if (self.error.code == ARW_OK)
    return self.end;
  if (error != NULL)
    *error = self.error;
  else
    arw_error_clear (&self.error);
  return -1;
}
