/* memory/resizable-buffer.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/memory/mutable-buffer.h>

G_BEGIN_DECLS

#define GARROW_TYPE_RESIZABLE_BUFFER (garrow_resizable_buffer_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (GArrowResizableBuffer,
                      garrow_resizable_buffer,
                      GARROW,
                      RESIZABLE_BUFFER,
                      GArrowMutableBuffer)

GARROW_IO_AVAILABLE_IN_0_1
GArrowResizableBuffer *garrow_resizable_buffer_new (gint64 initial_size, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_resizable_buffer_resize (GArrowResizableBuffer *self,
                                         gint64 new_size,
                                         GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_resizable_buffer_reserve (GArrowResizableBuffer *self,
                                          gint64 new_capacity,
                                          GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_resizable_buffer_shrink (GArrowResizableBuffer *self, GError **error);

G_END_DECLS
