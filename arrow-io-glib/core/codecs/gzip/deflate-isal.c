/* core/codecs/gzip/deflate-isal.c: pieces by ISA-L, which is fast at the lowest level. At
 * its others zlib and libdeflate make less of source text.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/codecs/gzip/deflate.h"

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <stdlib.h>

#include "core/checked.h"

extern const ArwDeflater arw_deflater_isal;

/* ISA-L counts in 32 bits. */
#define STEP_MAX (INT64_C (1) << 30)

typedef struct
{
  struct isal_zstream stream;
  bool is_flushed; /* nothing was taken since */
  uint8_t level_buffer[ISAL_DEF_LVL1_DEFAULT];
} Deflater;

static void *
deflater_new (int level)
{
  Deflater *self = malloc (sizeof *self);

  (void)level;
  if (self == NULL)
    return NULL;
  isal_deflate_init (&self->stream);
  self->stream.level = 1;
  self->stream.level_buf = self->level_buffer;
  self->stream.level_buf_size = sizeof self->level_buffer;
  self->is_flushed = true;
  return self;
}

static void *
stream_new (int level, ArwError *error)
{
  Deflater *self = deflater_new (level);

  if (self == NULL)
    arw_error_set (error, ARW_OUT_OF_MEMORY, "ISA-L: no memory");
  else
    self->stream.gzip_flag = IGZIP_GZIP;
  return self;
}

/* Takes and gives as much as it can in one call. */
static int
step (struct isal_zstream *stream, ArwCodecSpan *span)
{
  int status;

  stream->next_in = (uint8_t *)span->in;
  stream->avail_in = (uint32_t)arw_min (span->in_end - span->in, STEP_MAX);
  stream->next_out = span->out;
  stream->avail_out = (uint32_t)arw_min (span->out_end - span->out, STEP_MAX);
  status = isal_deflate (stream);
  span->in = stream->next_in;
  span->out = stream->next_out;
  return status;
}

static ArwCodecStatus
stream_encode (void *data, ArwCodecStep codec_step, ArwCodecSpan *span, ArwError *error)
{
  Deflater *self = data;
  struct isal_zstream *stream = &self->stream;
  bool is_last = span->in_end - span->in <= STEP_MAX;
  int status;

  /* Another flush would add an empty block. */
  self->is_flushed = self->is_flushed && span->in == span->in_end;
  if (codec_step == ARW_CODEC_FLUSH && self->is_flushed)
    return ARW_CODEC_END;

  stream->end_of_stream = is_last && codec_step == ARW_CODEC_FINISH;
  stream->flush = is_last && codec_step == ARW_CODEC_FLUSH ? SYNC_FLUSH : NO_FLUSH;
  status = step (stream, span);
  if (status != COMP_OK) {
    arw_error_set (error, ARW_CORRUPT, "ISA-L deflate failed: %d", status);
    return ARW_CODEC_FAILED;
  }
  if (stream->end_of_stream)
    return stream->internal_state.state == ZSTATE_END ? ARW_CODEC_END : ARW_CODEC_MORE;

  /* A flush is complete when it leaves room. */
  self->is_flushed =
    stream->flush == SYNC_FLUSH && stream->avail_in == 0 && stream->avail_out > 0;
  return self->is_flushed ? ARW_CODEC_END : ARW_CODEC_MORE;
}

static int64_t
deflate_piece (void *deflater, const ArwPiece *piece, uint8_t *out, int64_t out_size)
{
  struct isal_zstream *stream = &((Deflater *)deflater)->stream;
  ArwCodecSpan span = {piece->data, piece->data + piece->size, out, out + out_size};

  isal_deflate_reset (stream);
  stream->end_of_stream = piece->is_last;
  stream->flush = piece->is_last ? NO_FLUSH : FULL_FLUSH;
  if (step (stream, &span) != COMP_OK || span.in < span.in_end ||
      span.out == span.out_end)
    return -1;
  return span.out - out;
}

static uint32_t
checksum (const uint8_t *data, int64_t size)
{
  return crc32_gzip_refl (0, data, (uint64_t)size);
}

const ArwDeflater arw_deflater_isal = {
  .min_level = 1,
  .max_level = 1,
  .stream_new = stream_new,
  .stream_encode = stream_encode,
  .stream_free = free,
  .deflater_new = deflater_new,
  .deflate = deflate_piece,
  .checksum = checksum,
  .deflater_free = free,
};
