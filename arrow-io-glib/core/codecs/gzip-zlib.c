/* core/codecs/gzip-zlib.c: what decoding and encoding by zlib share.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/codecs/gzip.h"

#include <stdlib.h>

#include "core/checked.h"

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
