/* core/codecs/gzip-encode-zlib.c: one stream by zlib.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/codecs/gzip.h"

#include <stdlib.h>

#define MEMORY_LEVEL 8 /* zlib's default */

z_stream *
arw_zlib_deflate_new (int level, int window_bits, ArwError *error)
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

ArwCodecStatus
arw_zlib_deflate (void *stream,
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

void
arw_zlib_deflate_free (void *stream)
{
  deflateEnd (stream);
  free (stream);
}
