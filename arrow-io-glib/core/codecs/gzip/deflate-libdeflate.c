/* core/codecs/gzip/deflate-libdeflate.c: pieces by libdeflate, which makes whole streams
 * only. Those that are not to be the last are opened again.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/codecs/gzip/deflate.h"

#include <libdeflate.h>
#include <string.h>

extern const ArwDeflater arw_deflater_libdeflate;

/* The level that is faster than zlib's, with a result that is no larger. */
static void *
deflater_new (int level)
{
  static const int levels[] = {0, 1, 1, 1, 4, 6, 6};

  return libdeflate_alloc_compressor (levels[level]);
}

/* Takes the mark of the last block from it, and appends an empty block that is stored, as
 * that ends at a byte. */
static int64_t
open_again (uint8_t *out, int64_t size)
{
  static const uint8_t stored[] = {0x00, 0x00, 0xff, 0xff};
  uint64_t start, end;
  int64_t n_whole;

  memset (out + size, 0, ARW_DEFLATE_SLACK);
  if (!arw_deflate_find_last (out, size, &start, &end))
    return -1;
  out[start / 8] &= (uint8_t) ~(1u << start % 8);

  /* Three bits say which kind of block it is; what is behind the end is 0, as they are.
   */
  n_whole = (int64_t)((end + 3 + 7) / 8);
  memcpy (out + n_whole, stored, sizeof stored);
  return n_whole + (int64_t)sizeof stored;
}

static int64_t
deflate_piece (void *deflater, const ArwPiece *piece, uint8_t *out, int64_t out_size)
{
  size_t size = libdeflate_deflate_compress (deflater,
                                             piece->data,
                                             (size_t)piece->size,
                                             out,
                                             (size_t)out_size);

  if (size == 0)
    return -1;
  return piece->is_last ? (int64_t)size : open_again (out, (int64_t)size);
}

static uint32_t
checksum (const uint8_t *data, int64_t size)
{
  return libdeflate_crc32 (0, data, (size_t)size);
}

static void
deflater_free (void *deflater)
{
  libdeflate_free_compressor (deflater);
}

/* From level 7 on zlib's results are smaller. */
const ArwDeflater arw_deflater_libdeflate = {
  .min_level = 1,
  .max_level = 6,
  .deflater_new = deflater_new,
  .deflate = deflate_piece,
  .checksum = checksum,
  .deflater_free = deflater_free,
};
