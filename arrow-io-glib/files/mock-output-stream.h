/* files/mock-output-stream.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/native-file.h>

G_BEGIN_DECLS

#define GARROW_TYPE_MOCK_OUTPUT_STREAM (garrow_mock_output_stream_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (GArrowMockOutputStream,
                      garrow_mock_output_stream,
                      GARROW,
                      MOCK_OUTPUT_STREAM,
                      GArrowNativeFile)

GARROW_IO_AVAILABLE_IN_0_1
GArrowMockOutputStream *garrow_mock_output_stream_new (void);

G_END_DECLS
