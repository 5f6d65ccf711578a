/* files/file-output-stream.h: a GOutputStream that writes to a GArrowNativeFile.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/native-file.h>

#define GARROW_TYPE_FILE_OUTPUT_STREAM (garrow_file_output_stream_get_type ())
G_DECLARE_FINAL_TYPE (GArrowFileOutputStream,
                      garrow_file_output_stream,
                      GARROW,
                      FILE_OUTPUT_STREAM,
                      GOutputStream)

/* Holds file, shares its position, and flushes it but leaves it open when closed. */
GOutputStream *garrow_file_output_stream_new (GArrowNativeFile *file);

/* Before it is closed because it is dropped: it does not flush a file of a host. */
void garrow_file_output_stream_drop (GOutputStream *stream);

/* NULL for a stream that no file made. */
GArrowNativeFile *garrow_file_output_stream_get_file (gpointer stream);

/* The same, and NULL for one that closes and leaves its file alone. */
GArrowNativeFile *garrow_file_output_stream_get_file_to_flush (gpointer stream);
