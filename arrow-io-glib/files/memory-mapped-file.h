/* files/memory-mapped-file.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/native-file.h>

G_BEGIN_DECLS

#define GARROW_TYPE_MEMORY_MAPPED_FILE (garrow_memory_mapped_file_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (GArrowMemoryMappedFile,
                      garrow_memory_mapped_file,
                      GARROW,
                      MEMORY_MAPPED_FILE,
                      GArrowNativeFile)

GARROW_IO_AVAILABLE_IN_0_1
GArrowMemoryMappedFile *garrow_memory_mapped_file_new (const char *path,
                                                       const char *mode,
                                                       GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowMemoryMappedFile *garrow_memory_mapped_file_new_region (const char *path,
                                                              const char *mode,
                                                              gint64 offset,
                                                              gint64 size,
                                                              GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_memory_mapped_file_resize (GArrowMemoryMappedFile *self,
                                           gint64 new_size,
                                           GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowMemoryMappedFile *garrow_memory_map (const char *path,
                                           const char *mode,
                                           GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowMemoryMappedFile *garrow_create_memory_map (const char *path,
                                                  gint64 size,
                                                  gboolean replace,
                                                  GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_memory_map_async (const char *path,
                              const char *mode,
                              int io_priority,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GArrowMemoryMappedFile *garrow_memory_map_finish (GAsyncResult *result, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_create_memory_map_async (const char *path,
                                     gint64 size,
                                     gboolean replace,
                                     int io_priority,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GArrowMemoryMappedFile *garrow_create_memory_map_finish (GAsyncResult *result,
                                                         GError **error);

G_END_DECLS
