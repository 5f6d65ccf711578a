/* core/codecs/zstd.c: Zstandard by libzstd.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/codecs/codec.h"

#include <stdlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "core/workers.h"

extern const ArwCodec arw_codec_zstd;

/* Besides frames there are those to be skipped, in which others keep their own data. */
static bool
matches (const uint8_t *data, size_t size)
{
  uint32_t magic;

  if (size < 4)
    return false;
  magic =
    data[0] | (uint32_t)data[1] << 8 | (uint32_t)data[2] << 16 | (uint32_t)data[3] << 24;
  return magic == ZSTD_MAGICNUMBER ||
         (magic & ZSTD_MAGIC_SKIPPABLE_MASK) == ZSTD_MAGIC_SKIPPABLE_START;
}

static ArwCodecStatus
fail (const char *action, size_t result, ArwError *error)
{
  arw_error_set (error,
                 ZSTD_getErrorCode (result) == ZSTD_error_memory_allocation
                   ? ARW_OUT_OF_MEMORY
                   : ARW_CORRUPT,
                 "zstd %s failed: %s",
                 action,
                 ZSTD_getErrorName (result));
  return ARW_CODEC_FAILED;
}

static void *
decoder_new (const ArwCodecSettings *settings, ArwError *error)
{
  ZSTD_DCtx *decoder = ZSTD_createDCtx ();

  (void)settings;
  if (decoder == NULL)
    arw_error_set (error, ARW_OUT_OF_MEMORY, "zstd: no memory");
  return decoder;
}

static void
decoder_reset (void *decoder)
{
  ZSTD_DCtx_reset (decoder, ZSTD_reset_session_only);
}

static ArwCodecStatus
decode (void *decoder, ArwCodecSpan *span, ArwError *error)
{
  ZSTD_inBuffer in = {span->in, (size_t)(span->in_end - span->in), 0};
  ZSTD_outBuffer out = {span->out, (size_t)(span->out_end - span->out), 0};
  size_t result = ZSTD_decompressStream (decoder, &out, &in);

  span->in += in.pos;
  span->out += out.pos;
  if (ZSTD_isError (result))
    return fail ("decompression", result, error);
  return result == 0 ? ARW_CODEC_END : ARW_CODEC_MORE;
}

static void
decoder_free (void *decoder)
{
  ZSTD_freeDCtx (decoder);
}

/* What a thread compresses at once. The library would take four windows, and of 16 MiB
 * make work for two threads that are seldom done at the same time. One window is enough
 * as long as that is small: these levels have one of 2 MiB at most. */
#define JOB_SIZE (2 << 20)
#define JOB_MAX_LEVEL 8

typedef struct
{
  ZSTD_CCtx *context;
  bool has_threads; /* of libzstd's, which are in this process only */
  unsigned process;
} Encoder;

/* Waiting for threads that a fork did not take along would never end. */
static bool
has_lost_threads (const Encoder *self)
{
  return self->has_threads && self->process != arw_workers_process ();
}

static void *
encoder_new (const ArwCodecSettings *settings, ArwError *error)
{
  Encoder *self = calloc (1, sizeof *self);

  if (self != NULL)
    self->context = ZSTD_createCCtx ();
  if (self == NULL || self->context == NULL) {
    arw_error_set (error, ARW_OUT_OF_MEMORY, "zstd: no memory");
    free (self);
    return NULL;
  }
  ZSTD_CCtx_setParameter (self->context, ZSTD_c_compressionLevel, settings->level);
  ZSTD_CCtx_setParameter (self->context, ZSTD_c_checksumFlag, 1);

  /* A libzstd that was built without threads refuses, and works on this one. */
  if (settings->threads > 1) {
    size_t result =
      ZSTD_CCtx_setParameter (self->context, ZSTD_c_nbWorkers, settings->threads);

    self->has_threads = !ZSTD_isError (result);
    self->process = arw_workers_process ();
    if (settings->level <= JOB_MAX_LEVEL)
      ZSTD_CCtx_setParameter (self->context, ZSTD_c_jobSize, JOB_SIZE);
  }
  return self;
}

static ArwCodecStatus
encode (void *encoder, ArwCodecStep step, ArwCodecSpan *span, ArwError *error)
{
  Encoder *self = encoder;
  static const ZSTD_EndDirective directives[] = {
    [ARW_CODEC_RUN] = ZSTD_e_continue,
    [ARW_CODEC_FLUSH] = ZSTD_e_flush,
    [ARW_CODEC_FINISH] = ZSTD_e_end,
  };
  ZSTD_inBuffer in = {span->in, (size_t)(span->in_end - span->in), 0};
  ZSTD_outBuffer out = {span->out, (size_t)(span->out_end - span->out), 0};
  size_t result;

  if (has_lost_threads (self)) {
    arw_error_set (error,
                   ARW_NOT_SUPPORTED,
                   "zstd cannot go on with its threads in a process that was forked");
    return ARW_CODEC_FAILED;
  }
  result = ZSTD_compressStream2 (self->context, &out, &in, directives[step]);
  span->in += in.pos;
  span->out += out.pos;
  if (ZSTD_isError (result))
    return fail ("compression", result, error);
  return result == 0 && step != ARW_CODEC_RUN ? ARW_CODEC_END : ARW_CODEC_MORE;
}

static void
encoder_free (void *encoder)
{
  Encoder *self = encoder;

  /* Lost with its threads. */
  if (!has_lost_threads (self))
    ZSTD_freeCCtx (self->context);
  free (self);
}

const ArwCodec arw_codec_zstd = {
  .name = "zstd",
  .min_level = -131072, /* ZSTD_minCLevel () */
  .max_level = 22,      /* ZSTD_maxCLevel () */
  .default_level = 3,
  .matches = matches,
  .decoder_new = decoder_new,
  .decoder_reset = decoder_reset,
  .decode = decode,
  .decoder_free = decoder_free,
  .encoder_new = encoder_new,
  .encode = encode,
  .encoder_free = encoder_free,
};
