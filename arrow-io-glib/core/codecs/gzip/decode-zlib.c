/* core/codecs/gzip/decode-zlib.c: decoding by zlib.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/codecs/gzip/gzip.h"

void *
arw_gzip_decoder_new (const ArwCodecSettings *settings, ArwError *error)
{
  (void)settings;
  return arw_zlib_inflate_new (error);
}

void
arw_gzip_decoder_reset (void *decoder)
{
  inflateReset (decoder);
}

ArwCodecStatus
arw_gzip_decode (void *decoder, ArwCodecSpan *span, ArwError *error)
{
  return arw_zlib_inflate (decoder, Z_NO_FLUSH, span, error);
}

void
arw_gzip_decoder_free (void *decoder)
{
  arw_zlib_inflate_free (decoder);
}
