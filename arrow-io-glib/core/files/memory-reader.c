/* core/files/memory-reader.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/memory-reader.h"

#include <errno.h>
#include <inttypes.h>

#include "core/checked.h"
#include "core/files/kinds.h"

static void
fill (ArwFile *file)
{
  const ArwBuffer *buffer = &((ArwMemoryReader *)file)->buffer;

  if (file->position >= buffer->size)
    return;
  file->rstart = buffer->data;
  file->rpos = buffer->data + file->position;
  file->rend = buffer->data + buffer->size;
  file->position = buffer->size;
}

/* Beyond the end there is nothing, which is no error. */
static int64_t
available (const ArwBuffer *buffer, int64_t offset, int64_t size)
{
  return arw_min (size, arw_max (buffer->size - offset, 0));
}

static int64_t
read_at (ArwFile *file, int64_t offset, void *out, int64_t size, ArwError *error)
{
  const ArwBuffer *buffer = &((ArwMemoryReader *)file)->buffer;

  (void)error;
  size = available (buffer, offset, size);
  if (size > 0)
    memmove (out, buffer->data + offset, (size_t)size);
  return size;
}

bool
arw_memory_reader_share_at (ArwFile *file,
                            int64_t offset,
                            int64_t size,
                            ArwBuffer *out,
                            ArwError *error)
{
  const ArwBuffer *buffer = &((ArwMemoryReader *)file)->buffer;

  /* What is empty must not keep the memory: it would keep a map from being resized. */
  size = available (buffer, offset, size);
  if (size > 0)
    return arw_buffer_slice (buffer, offset, size, out, error);
  arw_buffer_init_empty (out);
  return true;
}

int64_t
arw_memory_reader_size (ArwFile *file, ArwError *error)
{
  (void)error;
  return ((ArwMemoryReader *)file)->buffer.size;
}

bool
arw_memory_reader_close (ArwFile *file, ArwError *error)
{
  (void)error;
  arw_buffer_clear (&((ArwMemoryReader *)file)->buffer);
  return true;
}

bool
arw_memory_reader_check_room (ArwFile *file,
                              int64_t offset,
                              int64_t size,
                              ArwError *error)
{
  const ArwBuffer *buffer = &((ArwMemoryReader *)file)->buffer;

  if (arw_range_fits (offset, size, buffer->size))
    return true;

  /* As writing behind the end of a disk does. */
  arw_error_set_system (error,
                        ENOSPC,
                        "Write out of bounds (offset = %" PRId64 ", size = %" PRId64
                        ") in '%s' of size %" PRId64,
                        offset,
                        size,
                        file->name,
                        buffer->size);
  return false;
}

static const ArwFileOps ops = {
  .fill = fill,
  .read_at = read_at,
  .share_at = arw_memory_reader_share_at,
  .size = arw_memory_reader_size,
  .close = arw_memory_reader_close,
};

ArwFile *
arw_memory_reader_new (const ArwBuffer *buffer, ArwPool *pool, ArwError *error)
{
  ArwMemoryReader *self =
    arw_file_new (sizeof *self,
                  &ops,
                  ARW_FILE_READABLE | ARW_FILE_SEEKABLE | ARW_FILE_READS_AT,
                  "<buffer>",
                  "rb",
                  pool,
                  error);

  if (self == NULL)
    return NULL;
  arw_buffer_share (buffer, &self->buffer);
  return &self->base;
}
