/* core/codecs/codec.h: one compression format, as a table of plain functions.
 *
 * To add one: write core/codecs/NAME.c and add its row to core/meson.build.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/error.h"

/* Where a step reads and writes. The step moves the pointers past what it took and gave,
 * and gets on with one byte of input and one of room: what it lacks, it keeps. */
typedef struct
{
  const uint8_t *in;
  const uint8_t *in_end;
  uint8_t *out;
  uint8_t *out_end;
} ArwCodecSpan;

typedef enum {
  ARW_CODEC_FAILED = -1,
  ARW_CODEC_MORE, /* the step wants more input, or more room */
  ARW_CODEC_END,  /* the member, or what was to be flushed, is complete */
} ArwCodecStatus;

typedef enum {
  ARW_CODEC_RUN,
  ARW_CODEC_FLUSH,  /* make all input so far decodable */
  ARW_CODEC_FINISH, /* end the member */
} ArwCodecStep;

/* How a stream is to be coded. Each codec takes from it what it knows to use. */
typedef struct
{
  int level;    /* that arw_codec_resolve_level () gave; of no use to a decoder */
  int threads;  /* as many as may work at once, from arw_codec_resolve_threads () */
  bool members; /* of about 1 MiB rather than one for all; known to gzip's encoder */
} ArwCodecSettings;

typedef struct
{
  const char *name;

  /* All ARW_LEVEL_DEFAULT for a format that has no levels. */
  int min_level;
  int max_level;
  int default_level;

  /* Whether data looks like the start of this format; ARW_CODEC_MAGIC bytes are enough.
   * Always false for a format that does not say what it is. */
  bool (*matches) (const uint8_t *data, size_t size);

  /* Whether data behind a member looks like another; NULL if matches () tells. */
  bool (*continues) (const uint8_t *data, size_t size);

  /* For a format of single blocks: what to say to those who want a stream of it. Such a
   * codec has the functions called block_*, and none of the streaming ones. Any other
   * codec has NULL here, and the streaming ones. */
  const char *no_streaming;

  /* A decoder is at the start of a member when new and after reset. decode () returns
   * ARW_CODEC_END behind a member, with the input that follows not taken. After a failure
   * it is only freed. */
  void *(*decoder_new) (const ArwCodecSettings *settings, ArwError *error);
  void (*decoder_reset) (void *decoder);
  ArwCodecStatus (*decode) (void *decoder, ArwCodecSpan *span, ArwError *error);
  void (*decoder_free) (void *decoder);

  /* For a format whose members can say how large they are, so that several are decoded at
   * once; both NULL for any other. How large the member is that starts at data, as far as
   * these bytes tell; 0 if they do not. How much it holds, of one that is all there; -1
   * if that cannot be. What they say need not be true. */
  int64_t (*member_size) (const uint8_t *data, int64_t size);
  int64_t (*member_content) (const uint8_t *data, int64_t size);

  /* An encoder takes all input before it flushes or finishes. What it has not taken stays
   * where it is, with what it took of the same, and is what it is called with next. It
   * writes what its format has to find damage: checksums are on. */
  void *(*encoder_new) (const ArwCodecSettings *settings, ArwError *error);
  ArwCodecStatus (*encode) (void *encoder,
                            ArwCodecStep step,
                            ArwCodecSpan *span,
                            ArwError *error);
  void (*encoder_free) (void *encoder);

  /* How large a block of size bytes can be; -1 if the format cannot hold as many. */
  int64_t (*block_bound) (int64_t size);

  /* How many bytes a block, which is not empty, says that it holds; -1 on failure. With
   * block_needs_size it does not say, and this is the most that it can hold. */
  int64_t (*block_most) (const uint8_t *data, int64_t size, ArwError *error);
  bool block_needs_size;

  /* From all of in to out, which has that much room: how many bytes that gave, or -1. */
  int64_t (*block_compress) (int level, const ArwCodecSpan *span, ArwError *error);
  int64_t (*block_decompress) (const ArwCodecSpan *span, ArwError *error);
} ArwCodec;

/* How many bytes of a file are enough for matches () to tell. */
#define ARW_CODEC_MAGIC 16

/* Stands for a codec's own default where a level is asked for. */
#define ARW_LEVEL_DEFAULT INT32_MIN

/* Walks the codecs of this build; NULL after the last one. */
const ArwCodec *arw_codec_nth (size_t n);

/* By name, or another name that it goes by, in any case. */
const ArwCodec *arw_codec_find (const char *name, ArwError *error);

/* The suffixes of its file names, in lower case; NULL at the end. */
const char *const *arw_codec_suffixes (const ArwCodec *codec);

/* The name of the codec whose suffix a path has, in any case, be it in this build or not;
 * NULL if it has none that is known. */
const char *arw_codec_name_for_path (const char *path);

/* By the first bytes of a file; NULL if no codec knows them. */
const ArwCodec *arw_codec_for_content (const uint8_t *data, size_t size);

/* Turns ARW_LEVEL_DEFAULT into the codec's default and refuses levels out of its range.
 */
bool arw_codec_resolve_level (const ArwCodec *codec, int *level, ArwError *error);

/* Turns 0 into as many threads as there are processors, takes more down to as many, and
 * refuses a number below. */
bool arw_codec_resolve_threads (int *threads, ArwError *error);

static inline bool
arw_codec_has_levels (const ArwCodec *codec)
{
  return codec->max_level != ARW_LEVEL_DEFAULT;
}

/* Fails if there is no stream of the format. */
bool arw_codec_check_streaming (const ArwCodec *codec, ArwError *error);
