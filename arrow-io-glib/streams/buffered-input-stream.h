/* streams/buffered-input-stream.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/native-file.h>
#include <arrow-io-glib/memory/memory-pool.h>

G_BEGIN_DECLS

#define GARROW_TYPE_BUFFERED_INPUT_STREAM (garrow_buffered_input_stream_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (GArrowBufferedInputStream,
                      garrow_buffered_input_stream,
                      GARROW,
                      BUFFERED_INPUT_STREAM,
                      GArrowNativeFile)

GARROW_IO_AVAILABLE_IN_0_1
GArrowBufferedInputStream *garrow_buffered_input_stream_new (GArrowNativeFile *raw,
                                                             gint64 buffer_size,
                                                             GArrowMemoryPool *pool,
                                                             GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_buffered_input_stream_get_buffer_size (GArrowBufferedInputStream *self);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_buffered_input_stream_set_buffer_size (GArrowBufferedInputStream *self,
                                                       gint64 buffer_size,
                                                       GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowNativeFile *garrow_buffered_input_stream_detach (GArrowBufferedInputStream *self,
                                                       GError **error);

G_END_DECLS
