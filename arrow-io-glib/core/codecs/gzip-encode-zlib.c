/* core/codecs/gzip-encode-zlib.c: encoding by zlib.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/codecs/gzip.h"

#include <stdlib.h>

#define WRITE_GZIP (MAX_WBITS + 16)
#define MEMORY_LEVEL 8 /* zlib's default */

void *
arw_gzip_encoder_new (const ArwCodecSettings *settings, ArwError *error)
{
  z_stream *stream = arw_zlib_stream_new (error);
  int status;

  if (stream == NULL)
    return NULL;
  status = deflateInit2 (stream,
                         settings->level,
                         Z_DEFLATED,
                         WRITE_GZIP,
                         MEMORY_LEVEL,
                         Z_DEFAULT_STRATEGY);
  if (status != Z_OK) {
    arw_zlib_fail (stream, "deflateInit", status, error);
    free (stream);
    return NULL;
  }
  return stream;
}

ArwCodecStatus
arw_gzip_encode (void *encoder,
                 ArwCodecStep codec_step,
                 ArwCodecSpan *span,
                 ArwError *error)
{
  static const int flushes[] = {
    [ARW_CODEC_RUN] = Z_NO_FLUSH,
    [ARW_CODEC_FLUSH] = Z_SYNC_FLUSH,
    [ARW_CODEC_FINISH] = Z_FINISH,
  };
  bool is_last = span->in_end - span->in <= ARW_ZLIB_STEP_MAX;
  int status =
    arw_zlib_step (encoder, deflate, is_last ? flushes[codec_step] : Z_NO_FLUSH, span);

  if (status == Z_STREAM_END)
    return ARW_CODEC_END;
  if (status == Z_STREAM_ERROR)
    return arw_zlib_fail (encoder, "deflate", status, error);

  /* A flush is complete when it leaves room. */
  if (codec_step == ARW_CODEC_FLUSH && is_last && span->out < span->out_end)
    return ARW_CODEC_END;
  return ARW_CODEC_MORE;
}

void
arw_gzip_encoder_free (void *encoder)
{
  deflateEnd (encoder);
  free (encoder);
}
