/* core/codecs/gzip/decode-isal.c: decoding by ISA-L, but for what it loses its place in:
 * a header that is spread over two inputs, and the end of zlib's own wrapping. Those are
 * left to zlib.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/codecs/gzip/gzip.h"

#include <isa-l/igzip_lib.h>
#include <stdlib.h>

#include "core/checked.h"

#define GZIP_FIRST_BYTE 0x1f
#define BEFORE_BLOCK 0x80 /* in data_type: the header is complete */
#define MATCH_MOST 258

typedef struct
{
  z_stream *header;
  bool is_gzip;
  bool in_body;
  struct inflate_state body;
} Decoder;

void *
arw_gzip_decoder_new (const ArwCodecSettings *settings, ArwError *error)
{
  Decoder *self = calloc (1, sizeof *self);

  (void)settings;
  if (self == NULL) {
    arw_error_set (error, ARW_OUT_OF_MEMORY, "ISA-L: no memory");
    return NULL;
  }
  self->header = arw_zlib_inflate_new (error);
  if (self->header == NULL) {
    free (self);
    return NULL;
  }
  return self;
}

void
arw_gzip_decoder_reset (void *decoder)
{
  Decoder *self = decoder;

  inflateReset (self->header);
  self->in_body = false;
}

/* What starts as no member of gzip's is one of zlib's own wrapping, or none. */
static ArwCodecStatus
decode_header (Decoder *self, ArwCodecSpan *span, ArwError *error)
{
  ArwCodecStatus status;

  if (self->header->total_in == 0 && span->in < span->in_end)
    self->is_gzip = *span->in == GZIP_FIRST_BYTE;
  if (!self->is_gzip)
    return arw_zlib_inflate (self->header, Z_NO_FLUSH, span, error);

  status = arw_zlib_inflate (self->header, Z_BLOCK, span, error);
  self->in_body = (self->header->data_type & BEFORE_BLOCK) != 0;
  if (self->in_body) {
    isal_inflate_init (&self->body);
    self->body.crc_flag = ISAL_GZIP_NO_HDR_VER;
  }
  return status;
}

static const char *
describe (int status)
{
  switch (status) {
  case ISAL_INVALID_BLOCK:
    return "invalid block";
  case ISAL_INVALID_SYMBOL:
    return "invalid code";
  case ISAL_INVALID_LOOKBACK:
    return "invalid distance too far back";
  case ISAL_INCORRECT_CHECKSUM:
    return "incorrect data check";
  default:
    return "internal error of ISA-L";
  }
}

static ArwCodecStatus
decode_body (Decoder *self, ArwCodecSpan *span, ArwError *error)
{
  struct inflate_state *body = &self->body;
  int status;

  body->next_in = (uint8_t *)span->in;
  body->avail_in = (uint32_t)arw_min (span->in_end - span->in, ARW_ZLIB_STEP_MAX);
  body->next_out = span->out;
  body->avail_out = (uint32_t)arw_min (span->out_end - span->out, ARW_ZLIB_STEP_MAX);
  status = isal_inflate (body);
  span->in = body->next_in;

  /* ISA-L counts as written what it could not copy from so far back. */
  if (status == ISAL_INVALID_LOOKBACK)
    body->next_out -= arw_min (body->next_out - span->out, MATCH_MOST);
  span->out = body->next_out;
  if (status < 0)
    return arw_gzip_fail_corrupt (describe (status), error);
  return body->block_state == ISAL_BLOCK_FINISH ? ARW_CODEC_END : ARW_CODEC_MORE;
}

ArwCodecStatus
arw_gzip_decode (void *decoder, ArwCodecSpan *span, ArwError *error)
{
  Decoder *self = decoder;

  if (!self->in_body) {
    ArwCodecStatus status = decode_header (self, span, error);

    if (status != ARW_CODEC_MORE || !self->in_body)
      return status;
  }
  return decode_body (self, span, error);
}

void
arw_gzip_decoder_free (void *decoder)
{
  Decoder *self = decoder;

  arw_zlib_inflate_free (self->header);
  free (self);
}
