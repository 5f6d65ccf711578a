/* files/os-file.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/native-file.h>
#include <arrow-io-glib/files/stream-options.h>

G_BEGIN_DECLS

#define GARROW_TYPE_OS_FILE (garrow_os_file_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (GArrowOSFile, garrow_os_file, GARROW, OS_FILE, GArrowNativeFile)

GARROW_IO_AVAILABLE_IN_0_1
GArrowOSFile *garrow_os_file_new (const char *path, const char *mode, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowOSFile *garrow_os_file_new_atomic (const char *path,
                                         const char *mode,
                                         GArrowDurability durability,
                                         GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowOSFile *garrow_os_file_new_fd (int fd, const char *mode, GError **error);

G_END_DECLS
