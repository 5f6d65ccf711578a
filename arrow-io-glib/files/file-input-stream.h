/* files/file-input-stream.h: a GInputStream that reads a GArrowNativeFile.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/native-file.h>

#define GARROW_TYPE_FILE_INPUT_STREAM (garrow_file_input_stream_get_type ())
G_DECLARE_FINAL_TYPE (GArrowFileInputStream,
                      garrow_file_input_stream,
                      GARROW,
                      FILE_INPUT_STREAM,
                      GInputStream)

/* Holds file, shares its position, and leaves it open when closed. */
GInputStream *garrow_file_input_stream_new (GArrowNativeFile *file);

/* NULL for a stream that no file made. */
GArrowNativeFile *garrow_file_input_stream_get_file (gpointer stream);
