/* core/codecs/gzip.c: gzip. Input in zlib's own wrapping is decoded too.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/codecs/gzip/gzip.h"

extern const ArwCodec arw_codec_gzip;

static bool
matches (const uint8_t *data, size_t size)
{
  return size >= 3 && data[0] == 0x1f && data[1] == 0x8b && data[2] == Z_DEFLATED;
}

/* zlib's own wrapping has too little in it to know a file by, but enough to go on. */
static bool
continues (const uint8_t *data, size_t size)
{
  return matches (data, size) || (size >= 2 && (data[0] & 0x0f) == Z_DEFLATED &&
                                  (data[0] << 8 | data[1]) % 31 == 0);
}

const ArwCodec arw_codec_gzip = {
  .name = "gzip",
  .min_level = 1,
  .max_level = 9,
  .default_level = 6,
  .matches = matches,
  .continues = continues,
  .decoder_new = arw_gzip_decoder_new,
  .decoder_reset = arw_gzip_decoder_reset,
  .decode = arw_gzip_decode,
  .decoder_free = arw_gzip_decoder_free,
  .member_size = arw_gzip_member_size,
  .member_content = arw_gzip_member_content,
  .encoder_new = arw_gzip_encoder_new,
  .encode = arw_gzip_encode,
  .encoder_free = arw_gzip_encoder_free,
};
