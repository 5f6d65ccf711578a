/* core/files/buffered-writer.c: collects small writes to another file.
 *
 * What is collected is the window of the file. It is one byte short of the buffer, so
 * that a write that would fill the buffer comes here.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/kinds.h"

#include "core/checked.h"

typedef struct
{
  ArwFile base;
  ArwFile *raw;     /* NULL once it is detached */
  uint8_t *staging; /* memory from the pool */
  int64_t size;     /* of staging */
  ArwError failure; /* of raw: all that follows fails with it */
} BufferedWriter;

/* Makes the window an empty one of size bytes, where the file is. */
static void
set_window (BufferedWriter *writer, int64_t size)
{
  ArwFile *file = &writer->base;

  file->position = arw_file_position (file) + size;
  file->wpos = writer->staging;
  file->wend = writer->staging + size;
}

/* Without a window, every write comes to hear of the failure. How much of what failed is
 * written nobody knows, so that it cannot be tried again. */
static bool
write_raw (BufferedWriter *writer, const void *data, int64_t size, ArwError *error)
{
  if (writer->failure.code == ARW_OK &&
      arw_file_write (writer->raw, data, size, &writer->failure))
    return true;
  set_window (writer, 0);
  arw_error_repeat (&writer->failure, error, writer->base.name);
  return false;
}

/* Writes what is collected. */
static bool
drain (BufferedWriter *writer, ArwError *error)
{
  int64_t n_staged = writer->base.wpos - writer->staging;

  set_window (writer, 0); /* first: raw may come back and write here */
  if ((n_staged > 0 || writer->failure.code != ARW_OK) &&
      !write_raw (writer, writer->staging, n_staged, error))
    return false;
  writer->base.unwritten = false;
  return true;
}

static bool
buffered_write (ArwFile *file, const void *data, int64_t size, ArwError *error)
{
  BufferedWriter *writer = (BufferedWriter *)file;

  if (!drain (writer, error))
    return false;
  if (size >= writer->size)
    return write_raw (writer, data, size, error);
  set_window (writer, writer->size - 1);
  memcpy (file->wpos, data, (size_t)size);
  file->wpos += size;
  file->unwritten = true;
  return true;
}

static bool
flush_writer (ArwFile *file, ArwError *error)
{
  BufferedWriter *writer = (BufferedWriter *)file;

  return drain (writer, error) && arw_file_flush (writer->raw, error);
}

static bool
sync_writer (ArwFile *file, ArwError *error)
{
  return arw_file_sync (((BufferedWriter *)file)->raw, error);
}

static void
release_writer (ArwFile *file)
{
  BufferedWriter *writer = (BufferedWriter *)file;

  arw_pool_free (writer->base.pool, writer->staging, writer->size, ARW_ALIGNMENT);
}

static bool
close_writer (ArwFile *file, ArwError *error)
{
  BufferedWriter *writer = (BufferedWriter *)file;

  if (writer->raw == NULL)
    return true;
  if (drain (writer, error))
    return arw_file_close (writer->raw, error);
  arw_file_give_up (writer->raw, NULL);
  return false;
}

static bool
abort_writer (ArwFile *file, ArwError *error)
{
  return arw_file_abort (((BufferedWriter *)file)->raw, error);
}

static const ArwFileOps ops = {
  .write = buffered_write,
  .flush = flush_writer,
  .sync = sync_writer,
  .close = close_writer,
  .abort = abort_writer,
  .release = release_writer,
};

ArwFile *
arw_buffered_writer_new (ArwFile *raw,
                         int64_t buffer_size,
                         ArwPool *pool,
                         ArwError *error)
{
  BufferedWriter *writer;
  uint8_t *staging;

  if (!arw_file_check_writable (raw, 0, error) ||
      !arw_buffered_check_size (buffer_size, error))
    return NULL;
  if (pool == NULL)
    pool = raw->pool;
  staging = arw_pool_allocate (pool, buffer_size, ARW_ALIGNMENT, error);
  if (staging == NULL)
    return NULL;
  writer =
    arw_file_new_over (raw, sizeof *writer, &ops, ARW_FILE_WRITABLE, "wb", pool, error);
  if (writer == NULL) {
    arw_pool_free (pool, staging, buffer_size, ARW_ALIGNMENT);
    return NULL;
  }
  writer->raw = raw;
  writer->staging = staging;
  writer->size = buffer_size;
  writer->base.position = arw_file_position (raw);
  set_window (writer, 0);
  return &writer->base;
}

bool
arw_buffered_writer_detach (ArwFile *file, ArwError *error)
{
  BufferedWriter *writer = (BufferedWriter *)file;

  bool drained;

  if (!arw_file_check_open (file, error))
    return false;
  file->busy = true;
  drained = drain (writer, error);
  file->busy = false;
  if (!drained)
    return false;
  writer->raw = NULL;
  return arw_file_close (file, error);
}
