/* streams/buffered-output-stream.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/native-file.h>
#include <arrow-io-glib/memory/memory-pool.h>

G_BEGIN_DECLS

#define GARROW_TYPE_BUFFERED_OUTPUT_STREAM (garrow_buffered_output_stream_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (GArrowBufferedOutputStream,
                      garrow_buffered_output_stream,
                      GARROW,
                      BUFFERED_OUTPUT_STREAM,
                      GArrowNativeFile)

GARROW_IO_AVAILABLE_IN_0_1
GArrowBufferedOutputStream *garrow_buffered_output_stream_new (GArrowNativeFile *raw,
                                                               gint64 buffer_size,
                                                               GArrowMemoryPool *pool,
                                                               GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowNativeFile *garrow_buffered_output_stream_detach (GArrowBufferedOutputStream *self,
                                                        GError **error);

G_END_DECLS
