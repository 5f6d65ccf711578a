/* core/codecs/lz4.c: frames of LZ4 by liblz4.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/codecs/codec.h"

#include <lz4frame.h>
#include <stdlib.h>
#include <string.h>

#include "core/checked.h"

extern const ArwCodec arw_codec_lz4;

#define MAGIC 0x184d2204u

/* The same as those of zstd: a file that starts with one can be either. */
#define SKIPPABLE 0x184d2a50u
#define SKIPPABLE_MASK 0xfffffff0u

/* The library wants room for the worst case at once, so it gets input in slices. Where
 * there is less room, what it gives is kept until it was taken. */
#define SLICE_SIZE (64 * 1024)

typedef struct
{
  LZ4F_cctx *context;
  LZ4F_preferences_t preferences;
  uint8_t *out; /* size bytes, of which [given, made) wait to be taken */
  size_t size;
  size_t given;
  size_t made;
  bool begun;
  bool ended;
} Encoder;

static bool
matches (const uint8_t *data, size_t size)
{
  uint32_t magic;

  if (size < 4)
    return false;
  magic =
    data[0] | (uint32_t)data[1] << 8 | (uint32_t)data[2] << 16 | (uint32_t)data[3] << 24;
  return magic == MAGIC || (magic & SKIPPABLE_MASK) == SKIPPABLE;
}

static ArwCodecStatus
fail (const char *action, size_t result, ArwError *error)
{
  const char *words = LZ4F_getErrorName (result);
  bool no_memory = strcmp (words, "ERROR_allocation_failed") == 0;

  arw_error_set (error,
                 no_memory ? ARW_OUT_OF_MEMORY : ARW_CORRUPT,
                 "lz4 %s failed: %s",
                 action,
                 words);
  return ARW_CODEC_FAILED;
}

static void *
decoder_new (const ArwCodecSettings *settings, ArwError *error)
{
  LZ4F_dctx *decoder = NULL;
  size_t result = LZ4F_createDecompressionContext (&decoder, LZ4F_VERSION);

  (void)settings;
  if (!LZ4F_isError (result))
    return decoder;
  fail ("decompression", result, error);
  return NULL;
}

static void
decoder_reset (void *decoder)
{
  LZ4F_resetDecompressionContext (decoder);
}

static ArwCodecStatus
decode (void *decoder, ArwCodecSpan *span, ArwError *error)
{
  size_t in_size = (size_t)(span->in_end - span->in);
  size_t out_size = (size_t)(span->out_end - span->out);
  size_t result =
    LZ4F_decompress (decoder, span->out, &out_size, span->in, &in_size, NULL);

  if (LZ4F_isError (result))
    return fail ("decompression", result, error);
  span->in += in_size;
  span->out += out_size;
  return result == 0 ? ARW_CODEC_END : ARW_CODEC_MORE;
}

static void
decoder_free (void *decoder)
{
  LZ4F_freeDecompressionContext (decoder);
}

static void
encoder_free (void *encoder)
{
  Encoder *self = encoder;

  LZ4F_freeCompressionContext (self->context);
  free (self->out);
  free (self);
}

static void *
encoder_new (const ArwCodecSettings *settings, ArwError *error)
{
  Encoder *self = calloc (1, sizeof *self);

  if (self != NULL) {
    self->preferences.compressionLevel = settings->level;
    self->preferences.frameInfo.contentChecksumFlag = LZ4F_contentChecksumEnabled;
    self->size = LZ4F_compressBound (SLICE_SIZE, &self->preferences);
    self->out = malloc (self->size);
    if (self->out != NULL &&
        !LZ4F_isError (LZ4F_createCompressionContext (&self->context, LZ4F_VERSION)))
      return self;
    encoder_free (self);
  }
  arw_error_set (error, ARW_OUT_OF_MEMORY, "lz4: no memory");
  return NULL;
}

static void
give (Encoder *self, ArwCodecSpan *span)
{
  size_t size = (size_t)arw_min ((int64_t)(self->made - self->given),
                                 (int64_t)(span->out_end - span->out));

  memcpy (span->out, self->out + self->given, size);
  span->out += size;
  self->given += size;
}

/* Makes what comes next: the header, of a slice of input, or what the step asks for. The
 * library need not keep a copy of a slice that another follows. */
static size_t
make (Encoder *self, ArwCodecStep step, ArwCodecSpan *span, uint8_t *out)
{
  const uint8_t *in = span->in;
  size_t size = (size_t)arw_min (span->in_end - in, SLICE_SIZE);

  if (!self->begun) {
    self->begun = true;
    return LZ4F_compressBegin (self->context, out, self->size, &self->preferences);
  }
  if (size > 0) {
    LZ4F_compressOptions_t options = {.stableSrc = span->in_end - in > SLICE_SIZE};

    span->in += size;
    return LZ4F_compressUpdate (self->context, out, self->size, in, size, &options);
  }
  if (step == ARW_CODEC_FLUSH)
    return LZ4F_flush (self->context, out, self->size, NULL);
  self->ended = true;
  return LZ4F_compressEnd (self->context, out, self->size, NULL);
}

static ArwCodecStatus
encode (void *encoder, ArwCodecStep step, ArwCodecSpan *span, ArwError *error)
{
  Encoder *self = encoder;

  for (;;) {
    bool has_input = span->in < span->in_end;
    bool begun = self->begun;
    bool has_room;
    size_t result;

    give (self, span);
    if (self->given < self->made || (!has_input && step == ARW_CODEC_RUN))
      return ARW_CODEC_MORE;
    if (self->ended)
      return ARW_CODEC_END;

    has_room = (size_t)(span->out_end - span->out) >= self->size;
    result = make (self, step, span, has_room ? span->out : self->out);
    if (LZ4F_isError (result))
      return fail ("compression", result, error);
    self->given = 0;
    self->made = has_room ? 0 : result;
    if (has_room)
      span->out += result;

    /* There was nothing to flush any more. */
    if (begun && !has_input && result == 0)
      return ARW_CODEC_END;
  }
}

const ArwCodec arw_codec_lz4 = {
  .name = "lz4",
  .min_level = 1,
  .max_level = 12,
  .default_level = 1,
  .matches = matches,
  .decoder_new = decoder_new,
  .decoder_reset = decoder_reset,
  .decode = decode,
  .decoder_free = decoder_free,
  .encoder_new = encoder_new,
  .encode = encode,
  .encoder_free = encoder_free,
};
