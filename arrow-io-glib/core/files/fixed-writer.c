/* core/files/fixed-writer.c: a file that writes into memory of a fixed size.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/kinds.h"

#include <inttypes.h>

#include "core/checked.h"
#include "core/files/memory-reader.h"
#include "core/workers.h"

typedef struct
{
  ArwMemoryReader memory;
  int64_t size; /* of the buffer, for when it is gone */
  int n_threads;
  int64_t block_size;
  int64_t threshold;
} FixedWriter;

/* One copy that several threads share. */
typedef struct
{
  uint8_t *to;
  const uint8_t *from;
  int64_t size;
  int64_t piece; /* what each of them copies; the last one has less */
} Copy;

static void
copy_piece (void *data, int index)
{
  const Copy *copy = data;
  int64_t start = arw_min (copy->size, copy->piece * index);
  int64_t size = arw_min (copy->size - start, copy->piece);

  memcpy (copy->to + start, copy->from + start, (size_t)size);
}

/* Each thread gets whole blocks. */
static void
copy_in_parallel (const FixedWriter *self, Copy *copy)
{
  int64_t n_blocks = (copy->size - 1) / self->block_size + 1;
  int64_t n_threads = arw_min (self->n_threads, n_blocks);

  copy->piece = (n_blocks + n_threads - 1) / n_threads * self->block_size;
  arw_workers_run ((int)n_threads, copy_piece, copy);
}

static bool
write_at (ArwFile *file, int64_t offset, const void *data, int64_t size, ArwError *error)
{
  FixedWriter *self = (FixedWriter *)file;
  Copy copy = {.from = data, .size = size};

  if (!arw_memory_reader_check_room (file, offset, size, error))
    return false;
  copy.to = self->memory.buffer.data + offset;
  if (self->n_threads > 1 && size > self->threshold &&
      (copy.to + size <= copy.from || copy.from + size <= copy.to))
    copy_in_parallel (self, &copy);
  else
    memmove (copy.to, data, (size_t)size);
  return true;
}

static int64_t
get_size (ArwFile *file, ArwError *error)
{
  (void)error;
  return ((FixedWriter *)file)->size;
}

static const ArwFileOps ops = {
  .write_at = write_at,
  .size = get_size,
  .close = arw_memory_reader_close,
};

ArwFile *
arw_fixed_writer_new (const ArwBuffer *buffer, ArwError *error)
{
  FixedWriter *self =
    arw_file_new (sizeof *self,
                  &ops,
                  ARW_FILE_WRITABLE | ARW_FILE_SEEKABLE | ARW_FILE_TELLS_CLOSED,
                  "<buffer>",
                  "wb",
                  NULL,
                  error);

  if (self == NULL)
    return NULL;
  arw_buffer_share (buffer, &self->memory.buffer);
  self->size = buffer->size;
  self->n_threads = 1;
  self->block_size = ARW_ALIGNMENT;
  self->threshold = 1 << 20;
  return &self->memory.base;
}

bool
arw_fixed_writer_set_threads (ArwFile *file, int n_threads, ArwError *error)
{
  if (!arw_file_check_open (file, error))
    return false;
  if (n_threads < 1 || n_threads > ARW_FIXED_WRITER_MAX_THREADS) {
    arw_error_set (error,
                   ARW_INVALID,
                   "Cannot copy with %d threads: it must be 1 to %d",
                   n_threads,
                   ARW_FIXED_WRITER_MAX_THREADS);
    return false;
  }
  ((FixedWriter *)file)->n_threads = n_threads;
  return true;
}

bool
arw_fixed_writer_set_block_size (ArwFile *file, int64_t block_size, ArwError *error)
{
  if (!arw_file_check_open (file, error))
    return false;

  /* Larger ones would wrap when they are added up. */
  if (block_size < 1 || block_size > INT64_MAX / 4 ||
      (block_size & (block_size - 1)) != 0) {
    arw_error_set (error,
                   ARW_INVALID,
                   "Cannot copy in blocks of %" PRId64
                   " bytes: it must be a power of two",
                   block_size);
    return false;
  }
  ((FixedWriter *)file)->block_size = block_size;
  return true;
}

bool
arw_fixed_writer_set_threshold (ArwFile *file, int64_t threshold, ArwError *error)
{
  if (!arw_file_check_open (file, error))
    return false;
  if (threshold < 0) {
    arw_error_set (error,
                   ARW_INVALID,
                   "Negative threshold for copying in parallel: %" PRId64,
                   threshold);
    return false;
  }
  ((FixedWriter *)file)->threshold = threshold;
  return true;
}
