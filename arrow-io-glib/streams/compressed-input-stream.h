/* streams/compressed-input-stream.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/native-file.h>
#include <arrow-io-glib/streams/codec.h>

G_BEGIN_DECLS

/**
 * GArrowTrailingData:
 * @GARROW_TRAILING_DATA_ERROR: Anything behind the last member is an error.
 * @GARROW_TRAILING_DATA_IGNORE_ZEROS: Zero bytes are padding, anything else is an error.
 * @GARROW_TRAILING_DATA_IGNORE: Whatever is no further member is left unread.
 *
 * What to do with bytes behind the last member of a compressed stream.
 *
 * Further members are always decoded, whatever the policy, but that members of `brotli`
 * cannot be told from other bytes: %GARROW_TRAILING_DATA_IGNORE leaves them unread.
 *
 * Since: 0.1
 */
typedef enum {
  GARROW_TRAILING_DATA_ERROR,
  GARROW_TRAILING_DATA_IGNORE_ZEROS,
  GARROW_TRAILING_DATA_IGNORE,
} GArrowTrailingData;

#define GARROW_TYPE_COMPRESSED_INPUT_STREAM (garrow_compressed_input_stream_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (GArrowCompressedInputStream,
                      garrow_compressed_input_stream,
                      GARROW,
                      COMPRESSED_INPUT_STREAM,
                      GArrowNativeFile)

GARROW_IO_AVAILABLE_IN_0_1
GArrowCompressedInputStream *garrow_compressed_input_stream_new (GArrowNativeFile *raw,
                                                                 GArrowCodec *codec,
                                                                 GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowCodec *garrow_compressed_input_stream_get_codec (GArrowCompressedInputStream *self);

GARROW_IO_AVAILABLE_IN_0_1
GArrowNativeFile *garrow_compressed_input_stream_get_raw (
  GArrowCompressedInputStream *self);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_compressed_input_stream_get_n_members (GArrowCompressedInputStream *self);

GARROW_IO_AVAILABLE_IN_0_1
GArrowTrailingData garrow_compressed_input_stream_get_trailing_data (
  GArrowCompressedInputStream *self);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_compressed_input_stream_set_trailing_data (GArrowCompressedInputStream *self,
                                                       GArrowTrailingData trailing_data);

G_END_DECLS
