/* core/codecs/snappy.c: single blocks of Snappy by libsnappy.
 *
 * A block starts with the size of its data, and has no checksum.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/codecs/codec.h"

#include <snappy-c.h>

extern const ArwCodec arw_codec_snappy;

/* No byte of a block stands for more than this many. */
#define MOST_PER_BYTE 64

static bool
matches (const uint8_t *data, size_t size)
{
  (void)data;
  (void)size;
  return false;
}

/* Blocks count in 32 bits. */
static int64_t
bound (int64_t size)
{
  return size <= UINT32_MAX ? (int64_t)snappy_max_compressed_length ((size_t)size) : -1;
}

static int64_t
compress (int level, const ArwCodecSpan *span, ArwError *error)
{
  size_t n = (size_t)(span->out_end - span->out);

  (void)level;
  if (snappy_compress ((const char *)span->in,
                       (size_t)(span->in_end - span->in),
                       (char *)span->out,
                       &n) == SNAPPY_OK)
    return (int64_t)n;
  arw_error_set (error, ARW_INVALID, "snappy compression failed");
  return -1;
}

static int64_t
fail (ArwError *error)
{
  arw_error_set (error, ARW_CORRUPT, "snappy decompression failed: corrupt data");
  return -1;
}

/* What the block says, if that can be true. */
static int64_t
most (const uint8_t *data, int64_t size, ArwError *error)
{
  size_t n;

  if (snappy_uncompressed_length ((const char *)data, (size_t)size, &n) != SNAPPY_OK ||
      (int64_t)n / MOST_PER_BYTE > size)
    return fail (error);
  return (int64_t)n;
}

static int64_t
decompress (const ArwCodecSpan *span, ArwError *error)
{
  size_t n = (size_t)(span->out_end - span->out);

  if (snappy_uncompress ((const char *)span->in,
                         (size_t)(span->in_end - span->in),
                         (char *)span->out,
                         &n) != SNAPPY_OK)
    return fail (error);
  return (int64_t)n;
}

const ArwCodec arw_codec_snappy = {
  .name = "snappy",
  .min_level = ARW_LEVEL_DEFAULT,
  .max_level = ARW_LEVEL_DEFAULT,
  .default_level = ARW_LEVEL_DEFAULT,
  .matches = matches,
  .no_streaming = "Streaming compression unsupported with Snappy",
  .block_bound = bound,
  .block_compress = compress,
  .block_most = most,
  .block_decompress = decompress,
};
