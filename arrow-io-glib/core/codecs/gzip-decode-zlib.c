/* core/codecs/gzip-decode-zlib.c: decoding by zlib.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/codecs/gzip.h"

#include <stdlib.h>

#define READ_GZIP_OR_ZLIB (MAX_WBITS + 32)

void *
arw_gzip_decoder_new (const ArwCodecSettings *settings, ArwError *error)
{
  z_stream *stream = arw_zlib_stream_new (error);
  int status;

  (void)settings;
  if (stream == NULL)
    return NULL;
  status = inflateInit2 (stream, READ_GZIP_OR_ZLIB);
  if (status != Z_OK) {
    arw_zlib_fail (stream, "inflateInit", status, error);
    free (stream);
    return NULL;
  }
  return stream;
}

void
arw_gzip_decoder_reset (void *decoder)
{
  inflateReset (decoder);
}

ArwCodecStatus
arw_gzip_decode (void *decoder, ArwCodecSpan *span, ArwError *error)
{
  int status = arw_zlib_step (decoder, inflate, Z_NO_FLUSH, span);

  switch (status) {
  case Z_OK:
  case Z_BUF_ERROR: /* nothing to take, or no room: not an error */
    return ARW_CODEC_MORE;
  case Z_STREAM_END:
    return ARW_CODEC_END;
  default:
    return arw_zlib_fail (decoder, "inflate", status, error);
  }
}

void
arw_gzip_decoder_free (void *decoder)
{
  inflateEnd (decoder);
  free (decoder);
}
