/* core/files/memory-writer.c: a file that grows in memory.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/kinds.h"

#include <inttypes.h>

#include "core/checked.h"

#define MIN_CAPACITY 256

typedef struct
{
  ArwFile base;
  ArwBuffer
    buffer; /* its size is set when the file is closed; [wpos, wend) is its room */
} MemoryWriter;

static bool
write_memory (ArwFile *file, const void *data, int64_t size, ArwError *error)
{
  MemoryWriter *self = (MemoryWriter *)file;
  int64_t used = arw_file_position (file);
  int64_t capacity = arw_buffer_capacity (&self->buffer);

  if (size > ARW_SIZE_MAX - used) {
    arw_error_set (error,
                   ARW_OUT_OF_MEMORY,
                   "capacity too large: %" PRId64 " bytes and %" PRId64 " more",
                   used,
                   size);
    return false;
  }
  if (size > capacity - used) {
    capacity = capacity > ARW_SIZE_MAX / 2 ? ARW_SIZE_MAX : capacity * 2;
    capacity = arw_max (arw_max (capacity, used + size), MIN_CAPACITY);
    if (!arw_buffer_set_capacity (&self->buffer, capacity, error))
      return false;
  }
  memcpy (self->buffer.data + used, data, (size_t)size);
  file->wpos = self->buffer.data + used + size;
  file->wend = self->buffer.data + arw_buffer_capacity (&self->buffer);
  return true;
}

static int64_t
get_size (ArwFile *file, ArwError *error)
{
  (void)error;
  return arw_file_position (file);
}

static bool
close_writer (ArwFile *file, ArwError *error)
{
  MemoryWriter *self = (MemoryWriter *)file;

  /* Neither can fail here: what is there gets smaller. */
  arw_buffer_resize (&self->buffer, arw_file_position (file), error);
  arw_buffer_set_capacity (&self->buffer, 0, NULL);
  return true;
}

static void
free_writer (ArwFile *file)
{
  arw_buffer_clear (&((MemoryWriter *)file)->buffer);
}

static const ArwFileOps ops = {
  .write = write_memory,
  .size = get_size,
  .close = close_writer,
  .free = free_writer,
};

ArwFile *
arw_memory_writer_new (ArwPool *pool, ArwError *error)
{
  MemoryWriter *self = arw_file_new (sizeof *self,
                                     &ops,
                                     ARW_FILE_WRITABLE | ARW_FILE_TELLS_CLOSED,
                                     "<memory>",
                                     "wb",
                                     pool,
                                     error);

  if (self == NULL)
    return NULL;
  if (!arw_buffer_allocate (&self->buffer, self->base.pool, 0, error)) {
    arw_file_free (&self->base);
    return NULL;
  }
  return &self->base;
}

bool
arw_memory_writer_finish (ArwFile *file, ArwBuffer *out, ArwError *error)
{
  arw_buffer_init_empty (out);
  if (!arw_file_close (file, error))
    return false;
  arw_buffer_share (&((MemoryWriter *)file)->buffer, out);
  return true;
}
