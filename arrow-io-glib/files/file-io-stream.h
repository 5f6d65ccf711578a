/* files/file-io-stream.h: a GIOStream of both streams over a GArrowNativeFile.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/native-file.h>

#define GARROW_TYPE_FILE_IO_STREAM (garrow_file_io_stream_get_type ())
G_DECLARE_FINAL_TYPE (GArrowFileIOStream,
                      garrow_file_io_stream,
                      GARROW,
                      FILE_IO_STREAM,
                      GIOStream)

GIOStream *garrow_file_io_stream_new (GArrowNativeFile *file);
