/* memory/mutable-buffer.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/memory/buffer.h>

G_BEGIN_DECLS

#define GARROW_TYPE_MUTABLE_BUFFER (garrow_mutable_buffer_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_DERIVABLE_TYPE (GArrowMutableBuffer,
                          garrow_mutable_buffer,
                          GARROW,
                          MUTABLE_BUFFER,
                          GArrowBuffer)

struct _GArrowMutableBufferClass
{
  GArrowBufferClass parent_class;

  /*< private >*/
  gpointer padding[4];
};

GARROW_IO_AVAILABLE_IN_0_1
GArrowMutableBuffer *garrow_mutable_buffer_new (const guint8 *data,
                                                gint64 size,
                                                GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowMutableBuffer *garrow_mutable_buffer_new_bytes (GBytes *data, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowMutableBuffer *garrow_mutable_buffer_new_foreign (guint64 address,
                                                        gint64 size,
                                                        GObject *owner,
                                                        GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowMutableBuffer *garrow_mutable_buffer_new_map (int fd,
                                                    gint64 offset,
                                                    gint64 size,
                                                    GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowMutableBuffer *garrow_mutable_buffer_slice (GArrowMutableBuffer *self,
                                                  gint64 offset,
                                                  gint64 size,
                                                  GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_mutable_buffer_set_data (GArrowMutableBuffer *self,
                                         gint64 offset,
                                         const guint8 *data,
                                         gint64 size,
                                         GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowMutableBuffer *garrow_allocate_buffer (gint64 size,
                                             gboolean resizable,
                                             GArrowMemoryPool *pool,
                                             GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowMutableBuffer *garrow_allocate_aligned_buffer (gint64 size,
                                                     gint64 alignment,
                                                     gboolean resizable,
                                                     GArrowMemoryPool *pool,
                                                     GError **error);

G_END_DECLS
