/* files/gio-file.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/native-file.h>

G_BEGIN_DECLS

#define GARROW_TYPE_GIO_FILE (garrow_gio_file_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (GArrowGIOFile, garrow_gio_file, GARROW, GIO_FILE, GArrowNativeFile)

GARROW_IO_AVAILABLE_IN_0_1
GArrowGIOFile *garrow_gio_file_new_for_input_stream (GInputStream *stream);

GARROW_IO_AVAILABLE_IN_0_1
GArrowGIOFile *garrow_gio_file_new_for_output_stream (GOutputStream *stream);

GARROW_IO_AVAILABLE_IN_0_1
GArrowGIOFile *garrow_gio_file_new_for_io_stream (GIOStream *stream);

GARROW_IO_AVAILABLE_IN_0_1
GArrowGIOFile *garrow_gio_file_new_for_file (GFile *file,
                                             const char *mode,
                                             GError **error);

G_END_DECLS
