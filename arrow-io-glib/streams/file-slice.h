/* streams/file-slice.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/native-file.h>

G_BEGIN_DECLS

#define GARROW_TYPE_FILE_SLICE (garrow_file_slice_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (GArrowFileSlice,
                      garrow_file_slice,
                      GARROW,
                      FILE_SLICE,
                      GArrowNativeFile)

G_END_DECLS
