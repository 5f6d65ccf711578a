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

/* Where a step reads and writes. The step moves the pointers past what it took and gave.
 */
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

typedef struct
{
  const char *name;
  int min_level;
  int max_level;
  int default_level;

  /* Whether data looks like the start of this format; ARW_CODEC_MAGIC bytes are enough.
   */
  bool (*matches) (const uint8_t *data, size_t size);

  /* A decoder is at the start of a member when new and after reset. decode () returns
   * ARW_CODEC_END behind a member, with the input that follows not taken. After a failure
   * it is only freed. */
  void *(*decoder_new) (ArwError *error);
  void (*decoder_reset) (void *decoder);
  ArwCodecStatus (*decode) (void *decoder, ArwCodecSpan *span, ArwError *error);
  void (*decoder_free) (void *decoder);

  /* Every encoder writes what its format has to find damage: checksums are on. */
  void *(*encoder_new) (int level, ArwError *error);
  ArwCodecStatus (*encode) (void *encoder,
                            ArwCodecStep step,
                            ArwCodecSpan *span,
                            ArwError *error);
  void (*encoder_free) (void *encoder);
} ArwCodec;

/* How many bytes of a file are enough for matches () to tell. */
#define ARW_CODEC_MAGIC 16

/* Stands for a codec's own default where a level is asked for. */
#define ARW_LEVEL_DEFAULT INT32_MIN

/* Walks the codecs of this build; NULL after the last one. */
const ArwCodec *arw_codec_nth (size_t n);

/* By name, in any case. */
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
