/* core/codecs/gzip/deflate-zlib.c: one stream by zlib, and pieces as pigz makes them:
 * each goes on with what the one before it ended with.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/codecs/gzip/deflate.h"

#include <stdlib.h>

#include "core/checked.h"
#include "core/codecs/gzip/gzip.h"

#define MEMORY_LEVEL 8 /* zlib's default */
#define WINDOW_GZIP (MAX_WBITS + 16)
#define WINDOW_BARE (-MAX_WBITS)

extern const ArwDeflater arw_deflater_zlib;

static z_stream *
zlib_new (int level, int window_bits, ArwError *error)
{
  z_stream *stream = arw_zlib_stream_new (error);
  int status;

  if (stream == NULL)
    return NULL;
  status = deflateInit2 (stream,
                         level,
                         Z_DEFLATED,
                         window_bits,
                         MEMORY_LEVEL,
                         Z_DEFAULT_STRATEGY);
  if (status != Z_OK) {
    arw_zlib_fail (stream, "deflateInit", status, error);
    free (stream);
    return NULL;
  }
  return stream;
}

static void
zlib_free (void *stream)
{
  deflateEnd (stream);
  free (stream);
}

static void *
stream_new (int level, ArwError *error)
{
  return zlib_new (level, WINDOW_GZIP, error);
}

static ArwCodecStatus
stream_encode (void *stream, ArwCodecStep codec_step, ArwCodecSpan *span, ArwError *error)
{
  static const int flushes[] = {
    [ARW_CODEC_RUN] = Z_NO_FLUSH,
    [ARW_CODEC_FLUSH] = Z_SYNC_FLUSH,
    [ARW_CODEC_FINISH] = Z_FINISH,
  };
  bool is_last = span->in_end - span->in <= ARW_ZLIB_STEP_MAX;
  int status =
    arw_zlib_step (stream, deflate, is_last ? flushes[codec_step] : Z_NO_FLUSH, span);

  if (status == Z_STREAM_END)
    return ARW_CODEC_END;
  if (status == Z_STREAM_ERROR)
    return arw_zlib_fail (stream, "deflate", status, error);

  /* A flush is complete when it leaves room. */
  if (codec_step == ARW_CODEC_FLUSH && is_last && span->out < span->out_end)
    return ARW_CODEC_END;
  return ARW_CODEC_MORE;
}

static void *
deflater_new (int level)
{
  return zlib_new (level, WINDOW_BARE, NULL);
}

static int64_t
deflate_piece (void *deflater, const ArwPiece *piece, uint8_t *out, int64_t out_size)
{
  z_stream *stream = deflater;
  ArwCodecSpan span = {piece->data, piece->data + piece->size, out, out + out_size};
  int64_t n_before = arw_min (piece->n_before, ARW_DEFLATE_WINDOW);

  deflateReset (stream);
  if (n_before > 0)
    deflateSetDictionary (stream, piece->data - n_before, (uInt)n_before);
  arw_zlib_step (stream, deflate, piece->is_last ? Z_FINISH : Z_SYNC_FLUSH, &span);
  return span.out < span.out_end ? span.out - out : -1;
}

static uint32_t
checksum (const uint8_t *data, int64_t size)
{
  return (uint32_t)crc32_z (0, data, (size_t)size);
}

const ArwDeflater arw_deflater_zlib = {
  .min_level = 1,
  .max_level = 9,
  .uses_before = true,
  .stream_new = stream_new,
  .stream_encode = stream_encode,
  .stream_free = zlib_free,
  .deflater_new = deflater_new,
  .deflate = deflate_piece,
  .checksum = checksum,
  .deflater_free = zlib_free,
};
