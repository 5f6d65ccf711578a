/* streams/codec-one-shot.c: whole buffers by a GArrowCodec, the face of
 * core/codecs/one-shot.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "streams/codec-private.h"

#include "core/codecs/one-shot.h"
#include "error-private.h"
#include "memory/buffer-private.h"
#include "memory/memory-pool-private.h"
#include "memory/pressure-private.h"

/**
 * garrow_codec_compress:
 * @self: a codec
 * @buffer: the data
 * @memory_pool: (nullable): where the result takes its memory, or %NULL for the default
 *   pool
 * @error: return location for an error
 *
 * Compresses a buffer at once.
 *
 * Fails with `GARROW_ERROR_OUT_OF_MEMORY`, and with `GARROW_ERROR_CAPACITY` if the data
 * is more than a block of the format holds: 4 GiB for `snappy`, 2 GiB for `lz4_raw`.
 *
 * Returns: (transfer full): a new buffer with the compressed data
 *
 * Since: 0.1
 */
GArrowBuffer *
garrow_codec_compress (GArrowCodec *self,
                       GArrowBuffer *buffer,
                       GArrowMemoryPool *memory_pool,
                       GError **error)
{
  ArwBuffer core;
  ArwError core_error;
  gboolean ok;

  g_return_val_if_fail (GARROW_IS_CODEC (self), NULL);
  g_return_val_if_fail (GARROW_IS_BUFFER (buffer), NULL);
  g_return_val_if_fail (memory_pool == NULL || GARROW_IS_MEMORY_POOL (memory_pool), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  ok = GARROW_TRY (arw_codec_compress (garrow_codec_get_core (self),
                                       garrow_codec_get_compression_level (self),
                                       garrow_buffer_get_core (buffer),
                                       garrow_memory_pool_get_core (memory_pool),
                                       &core,
                                       &core_error),
                   &core_error);
  return garrow_buffer_finish (ok, GARROW_TYPE_BUFFER, &core, &core_error, error);
}

/**
 * garrow_codec_decompress:
 * @self: a codec
 * @buffer: the compressed data
 * @max_size: how many bytes the result may have, or -1 for any number
 * @memory_pool: (nullable): where the result takes its memory, or %NULL for the default
 *   pool
 * @error: return location for an error
 *
 * Decompresses a buffer at once.
 *
 * All members in @buffer are decompressed, and the result is as large as what they hold.
 * A @max_size above that costs nothing. Only `lz4_raw`, whose blocks do not say how large
 * they are, has to be given one. No bytes decompress to none.
 *
 * Fails with `GARROW_ERROR_CORRUPT` on damage and on bytes behind the last member, with
 * `GARROW_ERROR_TRUNCATED` if the data ends inside a member, with `GARROW_ERROR_LIMIT`
 * if there are more than @max_size bytes, with `GARROW_ERROR_INVALID` if @max_size is
 * below -1, or is -1 where it is needed, and with `GARROW_ERROR_OUT_OF_MEMORY`. For
 * `lz4_raw`, more than @max_size bytes are `GARROW_ERROR_CORRUPT` too.
 *
 * Returns: (transfer full): a new buffer with the data
 *
 * Since: 0.1
 */
GArrowBuffer *
garrow_codec_decompress (GArrowCodec *self,
                         GArrowBuffer *buffer,
                         gint64 max_size,
                         GArrowMemoryPool *memory_pool,
                         GError **error)
{
  ArwBuffer core;
  ArwError core_error;
  gboolean ok;

  g_return_val_if_fail (GARROW_IS_CODEC (self), NULL);
  g_return_val_if_fail (GARROW_IS_BUFFER (buffer), NULL);
  g_return_val_if_fail (memory_pool == NULL || GARROW_IS_MEMORY_POOL (memory_pool), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  ok = GARROW_TRY (arw_codec_decompress (garrow_codec_get_core (self),
                                         garrow_buffer_get_core (buffer),
                                         max_size,
                                         garrow_memory_pool_get_core (memory_pool),
                                         &core,
                                         &core_error),
                   &core_error);
  return garrow_buffer_finish (ok, GARROW_TYPE_BUFFER, &core, &core_error, error);
}

/**
 * garrow_compress:
 * @buffer: the data
 * @codec: the name of a codec, in any case
 * @memory_pool: (nullable): where the result takes its memory, or %NULL for the default
 *   pool
 * @error: return location for an error
 *
 * Compresses a buffer at once, at the default level of a codec.
 *
 * Fails as [ctor@Codec.new] and [method@Codec.compress] do.
 *
 * Returns: (transfer full): a new buffer with the compressed data
 *
 * Since: 0.1
 */
GArrowBuffer *
garrow_compress (GArrowBuffer *buffer,
                 const char *codec,
                 GArrowMemoryPool *memory_pool,
                 GError **error)
{
  g_autoptr (GArrowCodec) by_name = NULL;

  g_return_val_if_fail (codec != NULL, NULL);

  by_name = garrow_codec_new (codec, ARW_LEVEL_DEFAULT, error);
  return by_name != NULL ? garrow_codec_compress (by_name, buffer, memory_pool, error)
                         : NULL;
}

/**
 * garrow_decompress:
 * @buffer: the compressed data
 * @max_size: how many bytes the result may have, or -1 for any number
 * @codec: the name of a codec, in any case
 * @memory_pool: (nullable): where the result takes its memory, or %NULL for the default
 *   pool
 * @error: return location for an error
 *
 * Decompresses a buffer at once.
 *
 * Fails as [ctor@Codec.new] and [method@Codec.decompress] do.
 *
 * Returns: (transfer full): a new buffer with the data
 *
 * Since: 0.1
 */
GArrowBuffer *
garrow_decompress (GArrowBuffer *buffer,
                   gint64 max_size,
                   const char *codec,
                   GArrowMemoryPool *memory_pool,
                   GError **error)
{
  g_autoptr (GArrowCodec) by_name = NULL;

  g_return_val_if_fail (codec != NULL, NULL);

  by_name = garrow_codec_new (codec, ARW_LEVEL_DEFAULT, error);
  return by_name != NULL
           ? garrow_codec_decompress (by_name, buffer, max_size, memory_pool, error)
           : NULL;
}
