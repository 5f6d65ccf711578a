/* streams/buffered-input-stream.c: GArrowBufferedInputStream, the face of
 * core/files/buffered-reader.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/streams/buffered-input-stream.h>

#include "core/files/kinds.h"
#include "error-private.h"
#include "files/native-file-private.h"
#include "memory/memory-pool-private.h"

/**
 * GArrowBufferedInputStream:
 *
 * Reads another file in pieces of a size that is chosen, and gives it in smaller ones.
 *
 * ```c
 * g_autoptr (GArrowBufferedInputStream) stream =
 *   garrow_buffered_input_stream_new (raw, 64 * 1024, NULL, &error);
 * g_autoptr (GBytes) head =
 *   garrow_native_file_peek (GARROW_NATIVE_FILE (stream), 4, &error);
 * ```
 *
 * Files that are opened by their path read ahead by themselves, more and more while they
 * are read on: this is for those that do not, or to say how much. What is at least as
 * large as the buffer is read past it. Closing the stream closes the file below it;
 * [method@BufferedInputStream.detach] does not.
 *
 * Since: 0.1
 */

struct _GArrowBufferedInputStream
{
  GArrowNativeFile parent_instance;
};

G_DEFINE_FINAL_TYPE (GArrowBufferedInputStream,
                     garrow_buffered_input_stream,
                     GARROW_TYPE_NATIVE_FILE)

static void
garrow_buffered_input_stream_class_init (GArrowBufferedInputStreamClass *klass)
{
  (void)klass;
}

static void
garrow_buffered_input_stream_init (GArrowBufferedInputStream *self)
{
  (void)self;
}

/**
 * garrow_buffered_input_stream_new:
 * @raw: the file to read
 * @buffer_size: the size of the buffer in bytes
 * @pool: (nullable): where to take the memory from, or %NULL for where @raw takes it
 * @error: return location for an error
 *
 * Creates a stream that reads @raw, from where it stands. Nothing is read yet.
 *
 * Fails with `GARROW_ERROR_INVALID` if @buffer_size is not above 0, with
 * `GARROW_ERROR_CLOSED` if @raw is closed and with `GARROW_ERROR_NOT_SUPPORTED` if it
 * cannot be read.
 *
 * Returns: (transfer full): a new stream, which holds @raw
 *
 * Since: 0.1
 */
GArrowBufferedInputStream *
garrow_buffered_input_stream_new (GArrowNativeFile *raw,
                                  gint64 buffer_size,
                                  GArrowMemoryPool *pool,
                                  GError **error)
{
  ArwError core_error;
  ArwFile *core;
  ArwPool *core_pool;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (raw), NULL);
  g_return_val_if_fail (pool == NULL || GARROW_IS_MEMORY_POOL (pool), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  core = garrow_native_file_get_core (raw, error);
  if (core == NULL)
    return NULL;
  core_pool = pool != NULL ? garrow_memory_pool_get_core (pool) : NULL;
  core = arw_buffered_reader_new (core, buffer_size, core_pool, &core_error);
  return garrow_native_file_new_from_core (GARROW_TYPE_BUFFERED_INPUT_STREAM,
                                           core,
                                           raw,
                                           &core_error,
                                           error);
}

/**
 * garrow_buffered_input_stream_get_buffer_size:
 * @self: a stream
 *
 * Gets the size of the buffer.
 *
 * Returns: the size in bytes, or 0 if no constructor made the object
 *
 * Since: 0.1
 */
gint64
garrow_buffered_input_stream_get_buffer_size (GArrowBufferedInputStream *self)
{
  ArwFile *core;

  g_return_val_if_fail (GARROW_IS_BUFFERED_INPUT_STREAM (self), 0);

  core = garrow_native_file_peek_core (GARROW_NATIVE_FILE (self));
  return core != NULL ? arw_buffered_reader_get_size (core) : 0;
}

/**
 * garrow_buffered_input_stream_set_buffer_size:
 * @self: a stream
 * @buffer_size: the size of the buffer in bytes
 * @error: return location for an error
 *
 * Changes the size of the buffer.
 *
 * Fails with `GARROW_ERROR_INVALID` if @buffer_size is not above 0, or below what is read
 * ahead now.
 *
 * Returns: whether the buffer has the size now
 *
 * Since: 0.1
 */
gboolean
garrow_buffered_input_stream_set_buffer_size (GArrowBufferedInputStream *self,
                                              gint64 buffer_size,
                                              GError **error)
{
  ArwError core_error;
  ArwFile *core;

  g_return_val_if_fail (GARROW_IS_BUFFERED_INPUT_STREAM (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  core = garrow_native_file_get_core (GARROW_NATIVE_FILE (self), error);
  if (core == NULL)
    return FALSE;
  if (!arw_buffered_reader_set_size (core, buffer_size, &core_error)) {
    garrow_error_set_from_core (error, &core_error);
    return FALSE;
  }
  return TRUE;
}

/**
 * garrow_buffered_input_stream_detach:
 * @self: a stream
 * @error: return location for an error
 *
 * Closes the stream and gives the file below it, which stays open. What was read ahead
 * and not taken is given back: the file stands where the stream stood.
 *
 * Fails with `GARROW_ERROR_CLOSED` if the stream is closed or detached already.
 *
 * Returns: (transfer full): the file below the stream
 *
 * Since: 0.1
 */
GArrowNativeFile *
garrow_buffered_input_stream_detach (GArrowBufferedInputStream *self, GError **error)
{
  GArrowNativeFile *file;
  ArwError core_error;
  ArwFile *core;

  g_return_val_if_fail (GARROW_IS_BUFFERED_INPUT_STREAM (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  file = GARROW_NATIVE_FILE (self);
  core = garrow_native_file_get_core (file, error);
  if (core == NULL)
    return NULL;
  if (!arw_buffered_reader_detach (core, &core_error)) {
    garrow_error_set_from_core (error, &core_error);
    return NULL;
  }
  garrow_native_file_note_closed (file);
  return g_object_ref (garrow_native_file_get_source (file));
}
