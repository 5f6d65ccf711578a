/* core/codecs/gzip-deflate-zlib.c: pieces by zlib, as pigz makes them: each goes on with
 * what the one before it ended with.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/codecs/gzip-deflate.h"

#include "core/checked.h"
#include "core/codecs/gzip.h"

extern const ArwDeflater arw_deflater_zlib;

static void *
stream_new (int level, ArwError *error)
{
  return arw_zlib_deflate_new (level, ARW_ZLIB_GZIP, error);
}

static void *
deflater_new (int level)
{
  return arw_zlib_deflate_new (level, ARW_ZLIB_BARE, NULL);
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
  .stream_encode = arw_zlib_deflate,
  .stream_free = arw_zlib_deflate_free,
  .deflater_new = deflater_new,
  .deflate = deflate_piece,
  .checksum = checksum,
  .deflater_free = arw_zlib_deflate_free,
};
