/* memory/buffer.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <glib-object.h>

#include <arrow-io-glib/memory/memory-pool.h>
#include <arrow-io-glib/version.h>

G_BEGIN_DECLS

#define GARROW_TYPE_BUFFER (garrow_buffer_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_DERIVABLE_TYPE (GArrowBuffer, garrow_buffer, GARROW, BUFFER, GObject)

struct _GArrowBufferClass
{
  GObjectClass parent_class;

  /*< private >*/
  gpointer padding[4];
};

GARROW_IO_AVAILABLE_IN_0_1
GArrowBuffer *garrow_buffer_new (const guint8 *data, gint64 size, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowBuffer *garrow_buffer_new_bytes (GBytes *data);

GARROW_IO_AVAILABLE_IN_0_1
GArrowBuffer *garrow_buffer_new_take (gconstpointer data,
                                      gint64 size,
                                      GDestroyNotify release,
                                      gpointer owner,
                                      GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowBuffer *garrow_buffer_new_foreign (guint64 address,
                                         gint64 size,
                                         GObject *owner,
                                         GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowBuffer *garrow_buffer_new_map (int fd, gint64 offset, gint64 size, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_buffer_get_size (GArrowBuffer *self);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_buffer_get_capacity (GArrowBuffer *self);

GARROW_IO_AVAILABLE_IN_0_1
guint64 garrow_buffer_get_address (GArrowBuffer *self);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_buffer_is_mutable (GArrowBuffer *self);

GARROW_IO_AVAILABLE_IN_0_1
GArrowBuffer *garrow_buffer_get_parent (GArrowBuffer *self);

GARROW_IO_AVAILABLE_IN_0_1
GBytes *garrow_buffer_get_data (GArrowBuffer *self);

GARROW_IO_AVAILABLE_IN_0_1
GBytes *garrow_buffer_get_mutable_data (GArrowBuffer *self);

GARROW_IO_AVAILABLE_IN_0_1
char *garrow_buffer_hex (GArrowBuffer *self, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_buffer_equal (GArrowBuffer *self, GArrowBuffer *other);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_buffer_equal_n_bytes (GArrowBuffer *self,
                                      GArrowBuffer *other,
                                      gint64 n_bytes);

GARROW_IO_AVAILABLE_IN_0_1
GArrowBuffer *garrow_buffer_copy (GArrowBuffer *self,
                                  gint64 start,
                                  gint64 size,
                                  GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowBuffer *garrow_buffer_slice (GArrowBuffer *self,
                                   gint64 offset,
                                   gint64 size,
                                   GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowBuffer *garrow_foreign_buffer (guint64 address,
                                     gint64 size,
                                     GObject *owner,
                                     GError **error);

G_END_DECLS
