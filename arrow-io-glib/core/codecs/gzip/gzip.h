/* core/codecs/gzip/gzip.h: the parts that the gzip codec is made of. A back end is a file
 * of its own, and the build takes the best one that there is.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <zlib.h>

#include "core/codecs/codec.h"

/* As in ArwCodec. */
void *arw_gzip_decoder_new (const ArwCodecSettings *settings, ArwError *error);
void arw_gzip_decoder_reset (void *decoder);
ArwCodecStatus arw_gzip_decode (void *decoder, ArwCodecSpan *span, ArwError *error);
void arw_gzip_decoder_free (void *decoder);
int64_t arw_gzip_member_size (const uint8_t *data, int64_t size);
int64_t arw_gzip_member_content (const uint8_t *data, int64_t size);

void *arw_gzip_encoder_new (const ArwCodecSettings *settings, ArwError *error);
ArwCodecStatus arw_gzip_encode (void *encoder,
                                ArwCodecStep codec_step,
                                ArwCodecSpan *span,
                                ArwError *error);
void arw_gzip_encoder_free (void *encoder);

/* zlib counts in unsigned int, so a step takes and gives no more than this. */
#define ARW_ZLIB_STEP_MAX (INT64_C (1) << 30)

/* For the back ends that use zlib. */
z_stream *arw_zlib_stream_new (ArwError *error);
ArwCodecStatus arw_zlib_fail (const z_stream *stream,
                              const char *function,
                              int status,
                              ArwError *error);

/* Runs inflate () or deflate () on as much of span as a step may have. */
int arw_zlib_step (z_stream *stream,
                   int (*function) (z_stream *, int),
                   int flush,
                   ArwCodecSpan *span);

/* For all that decode: what is wrong with the data is said in the same words. */
ArwCodecStatus arw_gzip_fail_corrupt (const char *reason, ArwError *error);

/* A stream that decodes, and a step of it. */
z_stream *arw_zlib_inflate_new (ArwError *error);
ArwCodecStatus arw_zlib_inflate (z_stream *stream,
                                 int flush,
                                 ArwCodecSpan *span,
                                 ArwError *error);
void arw_zlib_inflate_free (z_stream *stream);
