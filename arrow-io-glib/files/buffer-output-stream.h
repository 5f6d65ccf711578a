/* files/buffer-output-stream.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/native-file.h>

G_BEGIN_DECLS

#define GARROW_TYPE_BUFFER_OUTPUT_STREAM (garrow_buffer_output_stream_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (GArrowBufferOutputStream,
                      garrow_buffer_output_stream,
                      GARROW,
                      BUFFER_OUTPUT_STREAM,
                      GArrowNativeFile)

GARROW_IO_AVAILABLE_IN_0_1
GArrowBufferOutputStream *garrow_buffer_output_stream_new (GArrowMemoryPool *pool);

GARROW_IO_AVAILABLE_IN_0_1
GArrowBuffer *garrow_buffer_output_stream_getvalue (GArrowBufferOutputStream *self,
                                                    GError **error);

G_END_DECLS
