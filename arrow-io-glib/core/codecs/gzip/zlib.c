/* core/codecs/gzip/zlib.c: what decoding and encoding by zlib share.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/codecs/gzip/gzip.h"

#include <stdlib.h>

#include "core/checked.h"

#define READ_GZIP_OR_ZLIB (MAX_WBITS + 32)

z_stream *
arw_zlib_stream_new (ArwError *error)
{
  z_stream *stream = calloc (1, sizeof *stream);

  if (stream == NULL)
    arw_error_set (error, ARW_OUT_OF_MEMORY, "zlib: no memory");
  return stream;
}

ArwCodecStatus
arw_zlib_fail (const z_stream *stream, const char *function, int status, ArwError *error)
{
  arw_error_set (error,
                 status == Z_MEM_ERROR ? ARW_OUT_OF_MEMORY : ARW_CORRUPT,
                 "zlib %s failed: %s",
                 function,
                 stream->msg != NULL ? stream->msg : zError (status));
  return ARW_CODEC_FAILED;
}

int
arw_zlib_step (z_stream *stream,
               int (*function) (z_stream *, int),
               int flush,
               ArwCodecSpan *span)
{
  int status;

  stream->next_in = (Bytef *)span->in;
  stream->avail_in = (uInt)arw_min (span->in_end - span->in, ARW_ZLIB_STEP_MAX);
  stream->next_out = span->out;
  stream->avail_out = (uInt)arw_min (span->out_end - span->out, ARW_ZLIB_STEP_MAX);
  status = function (stream, flush);
  span->in = stream->next_in;
  span->out = stream->next_out;
  return status;
}

ArwCodecStatus
arw_gzip_fail_corrupt (const char *reason, ArwError *error)
{
  arw_error_set (error, ARW_CORRUPT, "gzip decompression failed: %s", reason);
  return ARW_CODEC_FAILED;
}

z_stream *
arw_zlib_inflate_new (ArwError *error)
{
  z_stream *stream = arw_zlib_stream_new (error);
  int status;

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

ArwCodecStatus
arw_zlib_inflate (z_stream *stream, int flush, ArwCodecSpan *span, ArwError *error)
{
  int status = arw_zlib_step (stream, inflate, flush, span);

  switch (status) {
  case Z_OK:
  case Z_BUF_ERROR: /* nothing to take, or no room: not an error */
    return ARW_CODEC_MORE;
  case Z_STREAM_END:
    return ARW_CODEC_END;
  case Z_MEM_ERROR:
    return arw_zlib_fail (stream, "inflate", status, error);
  default:
    return arw_gzip_fail_corrupt (stream->msg != NULL ? stream->msg : zError (status),
                                  error);
  }
}

void
arw_zlib_inflate_free (z_stream *stream)
{
  inflateEnd (stream);
  free (stream);
}
