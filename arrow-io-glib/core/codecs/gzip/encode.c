/* core/codecs/gzip/encode.c: encoding, by the library that is best at a level.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/codecs/gzip/gzip.h"

#include <stdlib.h>

#include "core/codecs/gzip/pieces.h"

#define ARW_ROW(name) extern const ArwDeflater arw_deflater_##name;
#include "core/deflater-rows.h"
#undef ARW_ROW

/* The best first; zlib, which does every level, last. */
static const ArwDeflater *const deflaters[] = {
#define ARW_ROW(name) &arw_deflater_##name,
#include "core/deflater-rows.h"
#undef ARW_ROW
};

/* A stream of the deflater's, or pieces that it makes: the other one is NULL. */
typedef struct
{
  const ArwDeflater *deflater;
  void *stream;
  ArwGzipPieces *pieces;
} Encoder;

static const ArwDeflater *
find_deflater (int level)
{
  size_t i = 0;

  while (level < deflaters[i]->min_level || level > deflaters[i]->max_level)
    i++;
  return deflaters[i];
}

void *
arw_gzip_encoder_new (const ArwCodecSettings *settings, ArwError *error)
{
  const ArwDeflater *deflater = find_deflater (settings->level);
  Encoder *self = calloc (1, sizeof *self);

  if (self == NULL) {
    arw_error_set (error, ARW_OUT_OF_MEMORY, "gzip: no memory");
    return NULL;
  }
  self->deflater = deflater;
  if (deflater->stream_new != NULL && settings->threads == 1 && !settings->members)
    self->stream = deflater->stream_new (settings->level, error);
  else
    self->pieces = arw_gzip_pieces_new (deflater, settings, error);
  if (self->stream != NULL || self->pieces != NULL)
    return self;
  free (self);
  return NULL;
}

ArwCodecStatus
arw_gzip_encode (void *encoder, ArwCodecStep step, ArwCodecSpan *span, ArwError *error)
{
  Encoder *self = encoder;

  return self->stream != NULL
           ? self->deflater->stream_encode (self->stream, step, span, error)
           : arw_gzip_pieces_encode (self->pieces, step, span, error);
}

void
arw_gzip_encoder_free (void *encoder)
{
  Encoder *self = encoder;

  if (self->stream != NULL)
    self->deflater->stream_free (self->stream);
  else
    arw_gzip_pieces_free (self->pieces);
  free (self);
}
