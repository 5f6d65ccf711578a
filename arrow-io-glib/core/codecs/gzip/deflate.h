/* core/codecs/gzip/deflate.h: libraries that compress gzip a piece at a time.
 *
 * To add one: write deflate-NAME.c and add NAME to the deflaters in
 * core/meson.build.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/codecs/codec.h"

/* How far back deflate can refer. */
#define ARW_DEFLATE_WINDOW (INT64_C (32) * 1024)

typedef struct
{
  const uint8_t *data;
  int64_t size;
  int64_t
    n_before;   /* bytes before data that the reader will have had, for who uses them */
  bool is_last; /* ends the stream; otherwise a piece ends at a byte, for the next */
} ArwPiece;

/* May read and write this many bytes behind the room that a deflater is given. */
#define ARW_DEFLATE_SLACK 16

typedef struct
{
  int min_level; /* of gzip's, for which it is the right one */
  int max_level;
  bool uses_before;

  /* An encoder as in ArwCodec, which makes one member of all; all NULL if the library has
   * none. */
  void *(*stream_new) (int level, ArwError *error);
  ArwCodecStatus (*stream_encode) (void *stream,
                                   ArwCodecStep step,
                                   ArwCodecSpan *span,
                                   ArwError *error);
  void (*stream_free) (void *stream);

  /* Does one piece at a time; NULL without memory. */
  void *(*deflater_new) (int level);

  /* Compresses all of a piece: how many bytes that gave, or -1 without room. */
  int64_t (*deflate) (void *deflater,
                      const ArwPiece *piece,
                      uint8_t *out,
                      int64_t out_size);
  uint32_t (*checksum) (const uint8_t *data, int64_t size);
  void (*deflater_free) (void *deflater);
} ArwDeflater;

/* Where the last block starts and where it ends, in bits, of a stream that fills data.
 * Reads ARW_DEFLATE_SLACK bytes behind it. False if that is no such stream. */
bool arw_deflate_find_last (const uint8_t *data,
                            int64_t size,
                            uint64_t *start,
                            uint64_t *end);
