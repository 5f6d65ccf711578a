/* streams/compressed-output-stream.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/native-file.h>
#include <arrow-io-glib/streams/codec.h>

G_BEGIN_DECLS

#define GARROW_TYPE_COMPRESSED_OUTPUT_STREAM (garrow_compressed_output_stream_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (GArrowCompressedOutputStream,
                      garrow_compressed_output_stream,
                      GARROW,
                      COMPRESSED_OUTPUT_STREAM,
                      GArrowNativeFile)

GARROW_IO_AVAILABLE_IN_0_1
GArrowCompressedOutputStream *garrow_compressed_output_stream_new (GArrowNativeFile *raw,
                                                                   GArrowCodec *codec,
                                                                   GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowCodec *garrow_compressed_output_stream_get_codec (
  GArrowCompressedOutputStream *self);

GARROW_IO_AVAILABLE_IN_0_1
GArrowNativeFile *garrow_compressed_output_stream_get_raw (
  GArrowCompressedOutputStream *self);

G_END_DECLS
