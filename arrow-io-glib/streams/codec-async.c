/* streams/codec-async.c: whole buffers by a GArrowCodec, without blocking.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/streams/codec-async.h>

#include "files/async-private.h"

/* The bytes as they lie: who resizes the buffer meanwhile gets other memory. */
static void
start (GArrowCall *call,
       GArrowBuffer *buffer,
       GArrowMemoryPool *memory_pool,
       int io_priority,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GBytes) bytes = garrow_buffer_get_data (buffer);
  GArrowNativeFile *none[] = {NULL};

  call->object = G_OBJECT (garrow_buffer_new_bytes (bytes));
  call->other = memory_pool != NULL ? G_OBJECT (g_object_ref (memory_pool)) : NULL;
  garrow_call_start (call, none, io_priority, cancellable, callback, user_data);
}

static gboolean
run_compress (GArrowCall *call, GError **error)
{
  return garrow_call_give_object (call,
                                  garrow_codec_compress (call->source,
                                                         GARROW_BUFFER (call->object),
                                                         (GArrowMemoryPool *)call->other,
                                                         error));
}

/**
 * garrow_codec_compress_async:
 * @self: a codec
 * @buffer: the data
 * @memory_pool: (nullable): where the result takes its memory, or %NULL for the default
 *   pool
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Compresses a buffer as [method@Codec.compress] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_codec_compress_async (GArrowCodec *self,
                             GArrowBuffer *buffer,
                             GArrowMemoryPool *memory_pool,
                             int io_priority,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_CODEC (self));
  g_return_if_fail (GARROW_IS_BUFFER (buffer));
  g_return_if_fail (memory_pool == NULL || GARROW_IS_MEMORY_POOL (memory_pool));

  call = garrow_call_new (run_compress, GARROW_CALL_PURE, self);
  start (call, buffer, memory_pool, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_codec_compress_finish:
 * @self: a codec
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@Codec.compress_async] began.
 *
 * Returns: (transfer full): a new buffer with the compressed data
 *
 * Since: 0.1
 */
GArrowBuffer *
garrow_codec_compress_finish (GArrowCodec *self, GAsyncResult *result, GError **error)
{
  return garrow_call_finish_pointer (self, result, run_compress, error);
}

static gboolean
run_decompress (GArrowCall *call, GError **error)
{
  return garrow_call_give_object (
    call,
    garrow_codec_decompress (call->source,
                             GARROW_BUFFER (call->object),
                             call->n_bytes,
                             (GArrowMemoryPool *)call->other,
                             error));
}

/**
 * garrow_codec_decompress_async:
 * @self: a codec
 * @buffer: the compressed data
 * @max_size: how many bytes the result may have, or -1 for any number
 * @memory_pool: (nullable): where the result takes its memory, or %NULL for the default
 *   pool
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Decompresses a buffer as [method@Codec.decompress] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_codec_decompress_async (GArrowCodec *self,
                               GArrowBuffer *buffer,
                               gint64 max_size,
                               GArrowMemoryPool *memory_pool,
                               int io_priority,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_CODEC (self));
  g_return_if_fail (GARROW_IS_BUFFER (buffer));
  g_return_if_fail (memory_pool == NULL || GARROW_IS_MEMORY_POOL (memory_pool));

  call = garrow_call_new (run_decompress, GARROW_CALL_PURE, self);
  call->n_bytes = max_size;
  start (call, buffer, memory_pool, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_codec_decompress_finish:
 * @self: a codec
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@Codec.decompress_async] began.
 *
 * Returns: (transfer full): a new buffer with the data
 *
 * Since: 0.1
 */
GArrowBuffer *
garrow_codec_decompress_finish (GArrowCodec *self, GAsyncResult *result, GError **error)
{
  return garrow_call_finish_pointer (self, result, run_decompress, error);
}
