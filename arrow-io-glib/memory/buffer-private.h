/* memory/buffer-private.h: the only way between core bytes and objects.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "core/memory/buffer.h"
#include "type-cache-private.h"
#include <arrow-io-glib/memory/resizable-buffer.h>

/* Only for memory/buffer.c and what is here. */
typedef struct
{
  ArwBuffer core;
  GArrowBuffer *parent;
} GArrowBufferPrivate;

extern G_GNUC_INTERNAL gssize garrow_buffer_private_offset;

static inline GArrowBufferPrivate *
garrow_buffer_get_private (gpointer self)
{
  return G_STRUCT_MEMBER_P (self, garrow_buffer_private_offset);
}

/* What every call asks first is asked quickly, under the name that a critical has. */
extern G_GNUC_INTERNAL GArrowTypeCache garrow_buffer_types;
#define GARROW_IS_BUFFER(object)                                                         \
  garrow_type_cache_check (&garrow_buffer_types, (object), garrow_buffer_get_type)

/* Makes a GArrowBuffer, or a kind of it, of core, and takes core over. */
gpointer garrow_buffer_new_from_core (GType type, ArwBuffer *core);

/* The same of what a call of core filled in, if that went well; else core_error becomes
 * error and the result is NULL. */
gpointer garrow_buffer_finish (gboolean ok,
                               GType type,
                               ArwBuffer *core,
                               ArwError *core_error,
                               GError **error);

/* Valid until the buffer is resized or finalized. */
static inline ArwBuffer *
garrow_buffer_get_core (GArrowBuffer *self)
{
  return &garrow_buffer_get_private (self)->core;
}

/* The same of a buffer that can be resized, which has memory then. */
extern G_GNUC_INTERNAL GArrowTypeCache garrow_resizable_buffer_types;
#define GARROW_IS_RESIZABLE_BUFFER(object)                                               \
  garrow_type_cache_check (&garrow_resizable_buffer_types,                               \
                           (object),                                                     \
                           garrow_resizable_buffer_get_type)
ArwBuffer *garrow_resizable_buffer_get_core (GArrowResizableBuffer *self, GError **error);

/* For a slice that was just made: says what it is a slice of. */
static inline void
garrow_buffer_set_parent (GArrowBuffer *self, GArrowBuffer *parent)
{
  garrow_buffer_get_private (self)->parent = g_object_ref (parent);
}

/* What the functions without _kind do, for a kind of buffer. */
gpointer garrow_buffer_new_kind (GType type,
                                 const guint8 *data,
                                 gint64 size,
                                 GError **error);
gpointer garrow_buffer_new_foreign_kind (GType type,
                                         guint64 address,
                                         gint64 size,
                                         GObject *owner,
                                         GError **error);
gpointer garrow_buffer_new_map_kind (GType type,
                                     int fd,
                                     gint64 offset,
                                     gint64 size,
                                     GError **error);
gpointer garrow_buffer_slice_kind (GType type,
                                   GArrowBuffer *self,
                                   gint64 offset,
                                   gint64 size,
                                   GError **error);

/* Makes a GBytes of core, without copying, and takes core over. */
GBytes *garrow_bytes_new_from_core (ArwBuffer *core);

/* Fills in out so that it holds bytes, without copying. */
gboolean garrow_bytes_to_core (GBytes *bytes, ArwBuffer *out, GError **error);
