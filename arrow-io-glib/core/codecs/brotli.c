/* core/codecs/brotli.c: Brotli by libbrotli.
 *
 * The format has neither a magic number nor a checksum.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/codecs/codec.h"

#include <brotli/decode.h>
#include <brotli/encode.h>
#include <stdlib.h>

extern const ArwCodec arw_codec_brotli;

/* The library has no way to start over. */
typedef struct
{
  BrotliDecoderState *state; /* NULL if there was no memory for it */
} Decoder;

static bool
matches (const uint8_t *data, size_t size)
{
  (void)data;
  (void)size;
  return false;
}

static void
set_no_memory (ArwError *error)
{
  arw_error_set (error, ARW_OUT_OF_MEMORY, "brotli: no memory");
}

static void
decoder_free (void *decoder)
{
  Decoder *self = decoder;

  if (self->state != NULL)
    BrotliDecoderDestroyInstance (self->state);
  free (self);
}

static void *
decoder_new (const ArwCodecSettings *settings, ArwError *error)
{
  Decoder *self = malloc (sizeof *self);

  (void)settings;
  if (self != NULL)
    self->state = BrotliDecoderCreateInstance (NULL, NULL, NULL);
  if (self != NULL && self->state != NULL)
    return self;
  free (self);
  set_no_memory (error);
  return NULL;
}

static void
decoder_reset (void *decoder)
{
  Decoder *self = decoder;

  if (self->state != NULL)
    BrotliDecoderDestroyInstance (self->state);
  self->state = BrotliDecoderCreateInstance (NULL, NULL, NULL);
}

static ArwCodecStatus
fail_to_decode (const BrotliDecoderState *state, ArwError *error)
{
  BrotliDecoderErrorCode code = BrotliDecoderGetErrorCode (state);
  bool no_memory = code <= BROTLI_DECODER_ERROR_ALLOC_CONTEXT_MODES &&
                   code >= BROTLI_DECODER_ERROR_ALLOC_BLOCK_TYPE_TREES;

  arw_error_set (error,
                 no_memory ? ARW_OUT_OF_MEMORY : ARW_CORRUPT,
                 "brotli decompression failed: %s",
                 BrotliDecoderErrorString (code));
  return ARW_CODEC_FAILED;
}

static ArwCodecStatus
decode (void *decoder, ArwCodecSpan *span, ArwError *error)
{
  Decoder *self = decoder;
  size_t in_size = (size_t)(span->in_end - span->in);
  size_t out_size = (size_t)(span->out_end - span->out);

  if (self->state == NULL) {
    set_no_memory (error);
    return ARW_CODEC_FAILED;
  }
  switch (BrotliDecoderDecompressStream (self->state,
                                         &in_size,
                                         &span->in,
                                         &out_size,
                                         &span->out,
                                         NULL)) {
  case BROTLI_DECODER_RESULT_SUCCESS:
    return ARW_CODEC_END;
  case BROTLI_DECODER_RESULT_ERROR:
    return fail_to_decode (self->state, error);
  case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT:
  case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT:
  default:
    return ARW_CODEC_MORE;
  }
}

static void *
encoder_new (const ArwCodecSettings *settings, ArwError *error)
{
  BrotliEncoderState *encoder = BrotliEncoderCreateInstance (NULL, NULL, NULL);

  if (encoder == NULL)
    set_no_memory (error);
  else
    BrotliEncoderSetParameter (encoder, BROTLI_PARAM_QUALITY, (uint32_t)settings->level);
  return encoder;
}

/* All input is taken before a flush or the end begins, as it must not change then. */
static ArwCodecStatus
encode (void *encoder, ArwCodecStep step, ArwCodecSpan *span, ArwError *error)
{
  static const BrotliEncoderOperation operations[] = {
    [ARW_CODEC_RUN] = BROTLI_OPERATION_PROCESS,
    [ARW_CODEC_FLUSH] = BROTLI_OPERATION_FLUSH,
    [ARW_CODEC_FINISH] = BROTLI_OPERATION_FINISH,
  };
  size_t in_size = (size_t)(span->in_end - span->in);
  size_t out_size = (size_t)(span->out_end - span->out);
  ArwCodecStep now = in_size > 0 ? ARW_CODEC_RUN : step;

  if (!BrotliEncoderCompressStream (encoder,
                                    operations[now],
                                    &in_size,
                                    &span->in,
                                    &out_size,
                                    &span->out,
                                    NULL)) {
    set_no_memory (error); /* nothing else can fail */
    return ARW_CODEC_FAILED;
  }
  return now != ARW_CODEC_RUN && !BrotliEncoderHasMoreOutput (encoder) ? ARW_CODEC_END
                                                                       : ARW_CODEC_MORE;
}

static void
encoder_free (void *encoder)
{
  BrotliEncoderDestroyInstance (encoder);
}

const ArwCodec arw_codec_brotli = {
  .name = "brotli",
  .min_level = BROTLI_MIN_QUALITY,
  .max_level = BROTLI_MAX_QUALITY,
  .default_level = 8,
  .matches = matches,
  .decoder_new = decoder_new,
  .decoder_reset = decoder_reset,
  .decode = decode,
  .decoder_free = decoder_free,
  .encoder_new = encoder_new,
  .encode = encode,
  .encoder_free = encoder_free,
};
