/* core/codecs/lz4_raw.c: single blocks of LZ4 by liblz4, as Parquet files have them.
 *
 * A block says neither what it is nor how large the data is, and has no checksum.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/codecs/codec.h"

#include <lz4.h>
#include <lz4hc.h>

#include "core/checked.h"

extern const ArwCodec arw_codec_lz4_raw;

/* No byte of a block stands for more than this many. */
#define MOST_PER_BYTE 255

static bool
matches (const uint8_t *data, size_t size)
{
  (void)data;
  (void)size;
  return false;
}

static int64_t
bound (int64_t size)
{
  return size <= LZ4_MAX_INPUT_SIZE ? LZ4_compressBound ((int)size) : -1;
}

static int64_t
compress (int level, const ArwCodecSpan *span, ArwError *error)
{
  const char *in = (const char *)span->in;
  int in_size = (int)(span->in_end - span->in);
  char *out = (char *)span->out;
  int out_size = (int)(span->out_end - span->out);
  int n = level < LZ4HC_CLEVEL_MIN ? LZ4_compress_default (in, out, in_size, out_size)
                                   : LZ4_compress_HC (in, out, in_size, out_size, level);

  if (n > 0)
    return n;
  arw_error_set (error, ARW_OUT_OF_MEMORY, "lz4_raw: no memory");
  return -1;
}

static int64_t
most (const uint8_t *data, int64_t size, ArwError *error)
{
  (void)data;
  if (size <= LZ4_COMPRESSBOUND (LZ4_MAX_INPUT_SIZE))
    return arw_min (size * MOST_PER_BYTE, LZ4_MAX_INPUT_SIZE);
  arw_error_set (error,
                 ARW_CORRUPT,
                 "lz4_raw decompression failed: no block is so large");
  return -1;
}

static int64_t
decompress (const ArwCodecSpan *span, ArwError *error)
{
  int n = LZ4_decompress_safe ((const char *)span->in,
                               (char *)span->out,
                               (int)(span->in_end - span->in),
                               (int)(span->out_end - span->out));

  if (n < 0)
    arw_error_set (error,
                   ARW_CORRUPT,
                   "lz4_raw decompression failed: damaged, or of another size");
  return n;
}

const ArwCodec arw_codec_lz4_raw = {
  .name = "lz4_raw",
  .min_level = 1,
  .max_level = 12,
  .default_level = 1,
  .matches = matches,
  .no_streaming = "Streaming compression unsupported with LZ4 raw format. "
                  "Try using LZ4 frame format instead.",
  .block_bound = bound,
  .block_compress = compress,
  .block_most = most,
  .block_needs_size = true,
  .block_decompress = decompress,
};
