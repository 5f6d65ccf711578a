/* streams/codec-async.h: whole buffers by a GArrowCodec, without blocking.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <gio/gio.h>

#include <arrow-io-glib/streams/codec.h>

G_BEGIN_DECLS

GARROW_IO_AVAILABLE_IN_0_1
void garrow_codec_compress_async (GArrowCodec *self,
                                  GArrowBuffer *buffer,
                                  GArrowMemoryPool *memory_pool,
                                  int io_priority,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GArrowBuffer *garrow_codec_compress_finish (GArrowCodec *self,
                                            GAsyncResult *result,
                                            GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_codec_decompress_async (GArrowCodec *self,
                                    GArrowBuffer *buffer,
                                    gint64 max_size,
                                    GArrowMemoryPool *memory_pool,
                                    int io_priority,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GArrowBuffer *garrow_codec_decompress_finish (GArrowCodec *self,
                                              GAsyncResult *result,
                                              GError **error);

G_END_DECLS
