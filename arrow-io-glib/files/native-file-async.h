/* files/native-file-async.h: what a GArrowNativeFile does without blocking.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/native-file.h>

G_BEGIN_DECLS

GARROW_IO_AVAILABLE_IN_0_1
void garrow_native_file_read_async (GArrowNativeFile *self,
                                    gint64 n_bytes,
                                    int io_priority,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GBytes *garrow_native_file_read_finish (GArrowNativeFile *self,
                                        GAsyncResult *result,
                                        GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_native_file_read_buffer_async (GArrowNativeFile *self,
                                           gint64 n_bytes,
                                           int io_priority,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GArrowBuffer *garrow_native_file_read_buffer_finish (GArrowNativeFile *self,
                                                     GAsyncResult *result,
                                                     GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_native_file_read1_async (GArrowNativeFile *self,
                                     gint64 n_bytes,
                                     int io_priority,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GBytes *garrow_native_file_read1_finish (GArrowNativeFile *self,
                                         GAsyncResult *result,
                                         GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_native_file_read_all_async (GArrowNativeFile *self,
                                        int io_priority,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GBytes *garrow_native_file_read_all_finish (GArrowNativeFile *self,
                                            GAsyncResult *result,
                                            GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_native_file_read_all_buffer_async (GArrowNativeFile *self,
                                               int io_priority,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GArrowBuffer *garrow_native_file_read_all_buffer_finish (GArrowNativeFile *self,
                                                         GAsyncResult *result,
                                                         GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_native_file_read_line_async (GArrowNativeFile *self,
                                         int io_priority,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GBytes *garrow_native_file_read_line_finish (GArrowNativeFile *self,
                                             GAsyncResult *result,
                                             GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_native_file_read_at_async (GArrowNativeFile *self,
                                       gint64 n_bytes,
                                       gint64 offset,
                                       int io_priority,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GBytes *garrow_native_file_read_at_finish (GArrowNativeFile *self,
                                           GAsyncResult *result,
                                           GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_native_file_read_buffer_at_async (GArrowNativeFile *self,
                                              gint64 n_bytes,
                                              gint64 offset,
                                              int io_priority,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GArrowBuffer *garrow_native_file_read_buffer_at_finish (GArrowNativeFile *self,
                                                        GAsyncResult *result,
                                                        GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_native_file_read_into_buffer_async (GArrowNativeFile *self,
                                                GArrowMutableBuffer *buffer,
                                                int io_priority,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_native_file_read_into_buffer_finish (GArrowNativeFile *self,
                                                   GAsyncResult *result,
                                                   GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_native_file_read_until_async (GArrowNativeFile *self,
                                          guint8 delimiter,
                                          int io_priority,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GBytes *garrow_native_file_read_until_finish (GArrowNativeFile *self,
                                              GAsyncResult *result,
                                              GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_native_file_peek_async (GArrowNativeFile *self,
                                    gint64 n_bytes,
                                    int io_priority,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GBytes *garrow_native_file_peek_finish (GArrowNativeFile *self,
                                        GAsyncResult *result,
                                        GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_native_file_advance_async (GArrowNativeFile *self,
                                       gint64 n_bytes,
                                       int io_priority,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_native_file_advance_finish (GArrowNativeFile *self,
                                          GAsyncResult *result,
                                          GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_native_file_read_ranges_async (GArrowNativeFile *self,
                                           const gint64 *offsets,
                                           gsize n_offsets,
                                           const gint64 *sizes,
                                           gsize n_sizes,
                                           int io_priority,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GList *garrow_native_file_read_ranges_finish (GArrowNativeFile *self,
                                              GAsyncResult *result,
                                              GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_native_file_write_async (GArrowNativeFile *self,
                                     const guint8 *data,
                                     gint64 n_bytes,
                                     int io_priority,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_native_file_write_finish (GArrowNativeFile *self,
                                          GAsyncResult *result,
                                          GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_native_file_write_bytes_async (GArrowNativeFile *self,
                                           GBytes *bytes,
                                           int io_priority,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_native_file_write_bytes_finish (GArrowNativeFile *self,
                                                GAsyncResult *result,
                                                GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_native_file_write_buffer_async (GArrowNativeFile *self,
                                            GArrowBuffer *buffer,
                                            int io_priority,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_native_file_write_buffer_finish (GArrowNativeFile *self,
                                                 GAsyncResult *result,
                                                 GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_native_file_write_at_async (GArrowNativeFile *self,
                                        const guint8 *data,
                                        gint64 n_bytes,
                                        gint64 offset,
                                        int io_priority,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_native_file_write_at_finish (GArrowNativeFile *self,
                                             GAsyncResult *result,
                                             GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_native_file_write_buffer_at_async (GArrowNativeFile *self,
                                               GArrowBuffer *buffer,
                                               gint64 offset,
                                               int io_priority,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_native_file_write_buffer_at_finish (GArrowNativeFile *self,
                                                    GAsyncResult *result,
                                                    GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_native_file_sync_async (GArrowNativeFile *self,
                                    int io_priority,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_native_file_sync_finish (GArrowNativeFile *self,
                                         GAsyncResult *result,
                                         GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_native_file_truncate_async (GArrowNativeFile *self,
                                        gint64 size,
                                        int io_priority,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_native_file_truncate_finish (GArrowNativeFile *self,
                                             GAsyncResult *result,
                                             GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_native_file_flush_async (GArrowNativeFile *self,
                                     int io_priority,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_native_file_flush_finish (GArrowNativeFile *self,
                                          GAsyncResult *result,
                                          GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_native_file_close_async (GArrowNativeFile *self,
                                     int io_priority,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_native_file_close_finish (GArrowNativeFile *self,
                                          GAsyncResult *result,
                                          GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_native_file_copy_async (GArrowNativeFile *self,
                                    GArrowNativeFile *target,
                                    int io_priority,
                                    GCancellable *cancellable,
                                    GFileProgressCallback progress_callback,
                                    gpointer progress_callback_data,
                                    GDestroyNotify progress_callback_data_free,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_native_file_copy_finish (GArrowNativeFile *self,
                                       GAsyncResult *result,
                                       GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_native_file_download_async (GArrowNativeFile *self,
                                        GArrowNativeFile *target,
                                        int io_priority,
                                        GCancellable *cancellable,
                                        GFileProgressCallback progress_callback,
                                        gpointer progress_callback_data,
                                        GDestroyNotify progress_callback_data_free,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_native_file_download_finish (GArrowNativeFile *self,
                                           GAsyncResult *result,
                                           GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_native_file_upload_async (GArrowNativeFile *self,
                                      GArrowNativeFile *source,
                                      int io_priority,
                                      GCancellable *cancellable,
                                      GFileProgressCallback progress_callback,
                                      gpointer progress_callback_data,
                                      GDestroyNotify progress_callback_data_free,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_native_file_upload_finish (GArrowNativeFile *self,
                                         GAsyncResult *result,
                                         GError **error);

G_END_DECLS
