/* files/buffer-reader.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/native-file.h>

G_BEGIN_DECLS

#define GARROW_TYPE_BUFFER_READER (garrow_buffer_reader_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (GArrowBufferReader,
                      garrow_buffer_reader,
                      GARROW,
                      BUFFER_READER,
                      GArrowNativeFile)

GARROW_IO_AVAILABLE_IN_0_1
GArrowBufferReader *garrow_buffer_reader_new (GArrowBuffer *buffer);

GARROW_IO_AVAILABLE_IN_0_1
GArrowBufferReader *garrow_buffer_reader_new_bytes (GBytes *bytes);

G_END_DECLS
