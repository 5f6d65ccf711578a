/* files/open-async.h: the high-level API, without blocking.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/native-file.h>
#include <arrow-io-glib/files/stream-options.h>

G_BEGIN_DECLS

GARROW_IO_AVAILABLE_IN_0_1
void garrow_input_stream_async (const GValue *source,
                                GArrowStreamOptions *options,
                                int io_priority,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GArrowNativeFile *garrow_input_stream_finish (GAsyncResult *result, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_input_stream_for_path_async (const char *path,
                                         GArrowStreamOptions *options,
                                         int io_priority,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GArrowNativeFile *garrow_input_stream_for_path_finish (GAsyncResult *result,
                                                       GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_input_stream_for_object_async (GObject *source,
                                           GArrowStreamOptions *options,
                                           int io_priority,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GArrowNativeFile *garrow_input_stream_for_object_finish (GAsyncResult *result,
                                                         GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_output_stream_async (const GValue *target,
                                 GArrowStreamOptions *options,
                                 int io_priority,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GArrowNativeFile *garrow_output_stream_finish (GAsyncResult *result, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_output_stream_for_path_async (const char *path,
                                          GArrowStreamOptions *options,
                                          int io_priority,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GArrowNativeFile *garrow_output_stream_for_path_finish (GAsyncResult *result,
                                                        GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_output_stream_for_object_async (GObject *target,
                                            GArrowStreamOptions *options,
                                            int io_priority,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GArrowNativeFile *garrow_output_stream_for_object_finish (GAsyncResult *result,
                                                          GError **error);

G_END_DECLS
