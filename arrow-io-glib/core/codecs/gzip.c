/* core/codecs/gzip.c: gzip by zlib. Input in zlib's own wrapping is decoded too.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/codecs/codec.h"

#include <stdlib.h>
#include <zlib.h>

#include "core/checked.h"

extern const ArwCodec arw_codec_gzip;

/* zlib counts in unsigned int, so a step takes and gives no more than this. */
#define STEP_MAX (INT64_C (1) << 30)

#define WRITE_GZIP (MAX_WBITS + 16)
#define READ_GZIP_OR_ZLIB (MAX_WBITS + 32)
#define MEMORY_LEVEL 8 /* zlib's default */

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

static ArwCodecStatus
fail (const z_stream *stream, const char *function, int status, ArwError *error)
{
  arw_error_set (error,
                 status == Z_MEM_ERROR ? ARW_OUT_OF_MEMORY : ARW_CORRUPT,
                 "zlib %s failed: %s",
                 function,
                 stream->msg != NULL ? stream->msg : zError (status));
  return ARW_CODEC_FAILED;
}

static void *
stream_new (ArwError *error)
{
  z_stream *stream = calloc (1, sizeof *stream);

  if (stream == NULL)
    arw_error_set (error, ARW_OUT_OF_MEMORY, "zlib: no memory");
  return stream;
}

/* Runs inflate () or deflate () on as much of span as a step may have. */
static int
step (z_stream *stream, int (*function) (z_stream *, int), int flush, ArwCodecSpan *span)
{
  int status;

  stream->next_in = (Bytef *)span->in;
  stream->avail_in = (uInt)arw_min (span->in_end - span->in, STEP_MAX);
  stream->next_out = span->out;
  stream->avail_out = (uInt)arw_min (span->out_end - span->out, STEP_MAX);
  status = function (stream, flush);
  span->in = stream->next_in;
  span->out = stream->next_out;
  return status;
}

static void *
decoder_new (ArwError *error)
{
  z_stream *stream = stream_new (error);
  int status;

  if (stream == NULL)
    return NULL;
  status = inflateInit2 (stream, READ_GZIP_OR_ZLIB);
  if (status != Z_OK) {
    fail (stream, "inflateInit", status, error);
    free (stream);
    return NULL;
  }
  return stream;
}

static void
decoder_reset (void *decoder)
{
  inflateReset (decoder);
}

static ArwCodecStatus
decode (void *decoder, ArwCodecSpan *span, ArwError *error)
{
  int status = step (decoder, inflate, Z_NO_FLUSH, span);

  switch (status) {
  case Z_OK:
  case Z_BUF_ERROR: /* nothing to take, or no room: not an error */
    return ARW_CODEC_MORE;
  case Z_STREAM_END:
    return ARW_CODEC_END;
  default:
    return fail (decoder, "inflate", status, error);
  }
}

static void
decoder_free (void *decoder)
{
  inflateEnd (decoder);
  free (decoder);
}

static void *
encoder_new (int level, ArwError *error)
{
  z_stream *stream = stream_new (error);
  int status;

  if (stream == NULL)
    return NULL;
  status = deflateInit2 (stream,
                         level,
                         Z_DEFLATED,
                         WRITE_GZIP,
                         MEMORY_LEVEL,
                         Z_DEFAULT_STRATEGY);
  if (status != Z_OK) {
    fail (stream, "deflateInit", status, error);
    free (stream);
    return NULL;
  }
  return stream;
}

static ArwCodecStatus
encode (void *encoder, ArwCodecStep codec_step, ArwCodecSpan *span, ArwError *error)
{
  static const int flushes[] = {
    [ARW_CODEC_RUN] = Z_NO_FLUSH,
    [ARW_CODEC_FLUSH] = Z_SYNC_FLUSH,
    [ARW_CODEC_FINISH] = Z_FINISH,
  };
  bool is_last = span->in_end - span->in <= STEP_MAX;
  int status = step (encoder, deflate, is_last ? flushes[codec_step] : Z_NO_FLUSH, span);

  if (status == Z_STREAM_END)
    return ARW_CODEC_END;
  if (status == Z_STREAM_ERROR)
    return fail (encoder, "deflate", status, error);

  /* A flush is complete when it leaves room. */
  if (codec_step == ARW_CODEC_FLUSH && is_last && span->out < span->out_end)
    return ARW_CODEC_END;
  return ARW_CODEC_MORE;
}

static void
encoder_free (void *encoder)
{
  deflateEnd (encoder);
  free (encoder);
}

const ArwCodec arw_codec_gzip = {
  .name = "gzip",
  .min_level = 1,
  .max_level = 9,
  .default_level = 6,
  .matches = matches,
  .continues = continues,
  .decoder_new = decoder_new,
  .decoder_reset = decoder_reset,
  .decode = decode,
  .decoder_free = decoder_free,
  .encoder_new = encoder_new,
  .encode = encode,
  .encoder_free = encoder_free,
};
