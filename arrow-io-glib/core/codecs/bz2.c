/* core/codecs/bz2.c: bzip2 by libbz2.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/codecs/codec.h"

#include <bzlib.h>
#include <stdlib.h>
#include <string.h>

#include "core/checked.h"

extern const ArwCodec arw_codec_bz2;

/* libbz2 counts in unsigned int, so a step takes and gives no more than this. */
#define STEP_MAX (INT64_C (1) << 30)

typedef struct
{
  bz_stream stream; /* state is NULL if there is no member under way */
  int level;        /* of an encoder */
  bool ended;       /* an encoder has written a member, and nothing since */
  int status;       /* of what a decoder was made or reset by */
} Bz2;

/* "BZh", the level, and how a block or the end of the member starts. */
static bool
matches (const uint8_t *data, size_t size)
{
  size_t n_more = size > 4 ? (size_t)arw_min ((int64_t)size - 4, 6) : 0;

  return size >= 4 && memcmp (data, "BZh", 3) == 0 && data[3] >= '1' && data[3] <= '9' &&
         (memcmp (data + 4, "\x31\x41\x59\x26\x53\x59", n_more) == 0 ||
          memcmp (data + 4, "\x17\x72\x45\x38\x50\x90", n_more) == 0);
}

static const char *
describe (int status)
{
  switch (status) {
  case BZ_DATA_ERROR_MAGIC:
    return "not bzip2 data";
  case BZ_DATA_ERROR:
    return "data integrity error";
  case BZ_MEM_ERROR:
    return "no memory";
  default:
    return "internal error of libbz2";
  }
}

static ArwCodecStatus
fail (const char *action, int status, ArwError *error)
{
  arw_error_set (error,
                 status == BZ_MEM_ERROR ? ARW_OUT_OF_MEMORY : ARW_CORRUPT,
                 "bz2 %s failed: %s",
                 action,
                 describe (status));
  return ARW_CODEC_FAILED;
}

static Bz2 *
bz2_new (ArwError *error)
{
  Bz2 *self = calloc (1, sizeof *self);

  if (self == NULL)
    arw_error_set (error, ARW_OUT_OF_MEMORY, "bz2: no memory");
  return self;
}

/* Lets the library see as much of span as a step may have. */
static void
enter (bz_stream *stream, const ArwCodecSpan *span)
{
  stream->next_in = (char *)span->in;
  stream->avail_in = (unsigned)arw_min (span->in_end - span->in, STEP_MAX);
  stream->next_out = (char *)span->out;
  stream->avail_out = (unsigned)arw_min (span->out_end - span->out, STEP_MAX);
}

static void
leave (const bz_stream *stream, ArwCodecSpan *span)
{
  span->in = (const uint8_t *)stream->next_in;
  span->out = (uint8_t *)stream->next_out;
}

static void *
decoder_new (const ArwCodecSettings *settings, ArwError *error)
{
  Bz2 *self = bz2_new (error);

  (void)settings;
  if (self == NULL)
    return NULL;
  self->status = BZ2_bzDecompressInit (&self->stream, 0, 0);
  if (self->status != BZ_OK) {
    fail ("decompression", self->status, error);
    free (self);
    return NULL;
  }
  return self;
}

/* The library decodes one member only. */
static void
decoder_reset (void *decoder)
{
  Bz2 *self = decoder;

  BZ2_bzDecompressEnd (&self->stream);
  self->stream = (bz_stream){0};
  self->status = BZ2_bzDecompressInit (&self->stream, 0, 0);
}

static ArwCodecStatus
decode (void *decoder, ArwCodecSpan *span, ArwError *error)
{
  Bz2 *self = decoder;
  int status = self->status;

  if (status == BZ_OK) {
    enter (&self->stream, span);
    status = BZ2_bzDecompress (&self->stream);
    leave (&self->stream, span);
  }
  if (status == BZ_STREAM_END)
    return ARW_CODEC_END;
  return status == BZ_OK ? ARW_CODEC_MORE : fail ("decompression", status, error);
}

static void
decoder_free (void *decoder)
{
  Bz2 *self = decoder;

  BZ2_bzDecompressEnd (&self->stream);
  free (self);
}

static bool
start_member (Bz2 *self, ArwError *error)
{
  int status;

  self->stream = (bz_stream){0};
  status = BZ2_bzCompressInit (&self->stream, self->level, 0, 0);
  if (status != BZ_OK)
    fail ("compression", status, error);
  return status == BZ_OK;
}

static void *
encoder_new (const ArwCodecSettings *settings, ArwError *error)
{
  Bz2 *self = bz2_new (error);

  if (self == NULL)
    return NULL;
  self->level = settings->level;
  if (!start_member (self, error)) {
    free (self);
    return NULL;
  }
  return self;
}

/* Takes input, or ends the member. */
static ArwCodecStatus
compress (Bz2 *self, int action, ArwCodecSpan *span, ArwError *error)
{
  int status;

  enter (&self->stream, span);
  status = BZ2_bzCompress (&self->stream, action);
  leave (&self->stream, span);
  if (status < 0)
    return fail ("compression", status, error);
  if (status != BZ_STREAM_END)
    return ARW_CODEC_MORE;

  BZ2_bzCompressEnd (&self->stream);
  self->stream = (bz_stream){0};
  self->ended = true;
  return ARW_CODEC_END;
}

/* A flush ends the member, and what follows goes into another: the library's own flush
 * keeps bits of the last block back, so that the block cannot be decoded. */
static ArwCodecStatus
encode (void *encoder, ArwCodecStep step, ArwCodecSpan *span, ArwError *error)
{
  Bz2 *self = encoder;

  if (span->in < span->in_end) {
    if (self->ended && !start_member (self, error))
      return ARW_CODEC_FAILED;
    self->ended = false;
    return compress (self, BZ_RUN, span, error);
  }
  if (step == ARW_CODEC_RUN)
    return ARW_CODEC_MORE;

  /* Nothing since the last member, or nothing at all to flush. */
  if (self->ended || (step == ARW_CODEC_FLUSH && self->stream.total_in_lo32 == 0 &&
                      self->stream.total_in_hi32 == 0))
    return ARW_CODEC_END;
  return compress (self, BZ_FINISH, span, error);
}

static void
encoder_free (void *encoder)
{
  Bz2 *self = encoder;

  BZ2_bzCompressEnd (&self->stream); /* nothing if there is no member */
  free (self);
}

const ArwCodec arw_codec_bz2 = {
  .name = "bz2",
  .min_level = 1,
  .max_level = 9,
  .default_level = 9,
  .matches = matches,
  .decoder_new = decoder_new,
  .decoder_reset = decoder_reset,
  .decode = decode,
  .decoder_free = decoder_free,
  .encoder_new = encoder_new,
  .encode = encode,
  .encoder_free = encoder_free,
};
