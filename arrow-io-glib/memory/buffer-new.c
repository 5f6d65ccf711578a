/* memory/buffer-new.c: how a GArrowBuffer comes to be: by copying, sharing or slicing.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <string.h>

#include <arrow-io-glib/memory/mutable-buffer.h>

#include "core/memory/map.h"
#include "error-private.h"
#include "memory/buffer-private.h"
#include "memory/pressure-private.h"

/**
 * garrow_buffer_new:
 * @data: (array length=size): the bytes
 * @size: how many, in bytes
 * @error: return location for an error
 *
 * Creates a buffer with a copy of @data, from the default memory pool.
 *
 * Fails with `GARROW_ERROR_INVALID` if @size is negative and with
 * `GARROW_ERROR_OUT_OF_MEMORY`.
 *
 * Returns: (transfer full): a new buffer
 *
 * Since: 0.1
 */
GArrowBuffer *
garrow_buffer_new (const guint8 *data, gint64 size, GError **error)
{
  return garrow_buffer_new_kind (GARROW_TYPE_BUFFER, data, size, error);
}

gpointer
garrow_buffer_new_kind (GType type, const guint8 *data, gint64 size, GError **error)
{
  ArwBuffer core;
  ArwError core_error;
  gboolean ok;

  g_return_val_if_fail (data != NULL || size <= 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  ok = GARROW_TRY (arw_buffer_allocate (&core, arw_pool_default (), size, &core_error),
                   &core_error);
  if (ok && size > 0)
    memcpy (core.data, data, (gsize)size);
  return garrow_buffer_finish (ok, type, &core, &core_error, error);
}

/**
 * garrow_buffer_new_bytes:
 * @data: the bytes to share
 *
 * Creates a buffer over @data, without copying it.
 *
 * Returns: (transfer full): a new buffer
 *
 * Since: 0.1
 */
GArrowBuffer *
garrow_buffer_new_bytes (GBytes *data)
{
  g_autoptr (GError) error = NULL;
  ArwBuffer core;

  g_return_val_if_fail (data != NULL, NULL);

  if (!garrow_bytes_to_core (data, &core, &error))
    g_error ("%s", error->message); /* as g_malloc() would */
  return garrow_buffer_new_from_core (GARROW_TYPE_BUFFER, &core);
}

/**
 * garrow_buffer_new_take: (skip)
 * @data: the bytes
 * @size: how many, in bytes
 * @release: (nullable): what ends the bytes
 * @owner: (nullable): what to call @release with
 * @error: return location for an error
 *
 * Creates a buffer over memory of somebody else, without copying it.
 *
 * @release is called with @owner once, when nothing that was made from the buffer needs
 * the bytes any more, on whichever thread that happens. If the function fails it is not
 * called.
 *
 * Fails with `GARROW_ERROR_INVALID` if @size is negative, or if @data is %NULL and @size
 * is not 0.
 *
 * Returns: (transfer full): a new buffer
 *
 * Since: 0.1
 */
GArrowBuffer *
garrow_buffer_new_take (gconstpointer data,
                        gint64 size,
                        GDestroyNotify release,
                        gpointer owner,
                        GError **error)
{
  ArwBuffer core;
  ArwError core_error;
  gboolean ok;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  ok = arw_buffer_wrap (&core, (gpointer)data, size, release, owner, &core_error);
  return garrow_buffer_finish (ok, GARROW_TYPE_BUFFER, &core, &core_error, error);
}

/**
 * garrow_buffer_new_foreign:
 * @address: where the bytes are in memory
 * @size: how many, in bytes
 * @owner: (nullable): what keeps the bytes alive
 * @error: return location for an error
 *
 * Creates a buffer over memory that @owner keeps alive, without copying it.
 *
 * @owner is referenced until nothing that was made from the buffer needs the bytes any
 * more. Without an owner the bytes must outlive all of that.
 *
 * Fails with `GARROW_ERROR_INVALID` if @size is negative, or if @address is 0 and @size
 * is not.
 *
 * Returns: (transfer full): a new buffer
 *
 * Since: 0.1
 */
GArrowBuffer *
garrow_buffer_new_foreign (guint64 address, gint64 size, GObject *owner, GError **error)
{
  return garrow_buffer_new_foreign_kind (GARROW_TYPE_BUFFER, address, size, owner, error);
}

gpointer
garrow_buffer_new_foreign_kind (GType type,
                                guint64 address,
                                gint64 size,
                                GObject *owner,
                                GError **error)
{
  ArwBuffer core;
  ArwError core_error;
  gboolean ok;

  g_return_val_if_fail (owner == NULL || G_IS_OBJECT (owner), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  ok = arw_buffer_wrap (&core,
                        address <= G_MAXSIZE ? (gpointer)(gsize)address : NULL,
                        size,
                        owner != NULL ? g_object_unref : NULL,
                        owner,
                        &core_error);
  if (ok && owner != NULL)
    g_object_ref (owner);
  return garrow_buffer_finish (ok, type, &core, &core_error, error);
}

/**
 * garrow_buffer_new_map:
 * @fd: a descriptor of a regular file that is open for reading
 * @offset: where in the file the buffer starts, in bytes; any number will do
 * @size: how many bytes
 * @error: return location for an error
 *
 * Creates a buffer over part of a file, through a map of it, without copying.
 *
 * The descriptor stays the caller's and may be closed at once. What is written to the
 * file later shows in the buffer. If the file is cut short, touching what is gone ends
 * the process (`SIGBUS`).
 *
 * Fails with `GARROW_ERROR_INVALID` if the part does not lie inside the file, and with an
 * error of the domain `G_IO_ERROR` if the system refuses.
 *
 * Returns: (transfer full): a new buffer
 *
 * Since: 0.1
 */
GArrowBuffer *
garrow_buffer_new_map (int fd, gint64 offset, gint64 size, GError **error)
{
  return garrow_buffer_new_map_kind (GARROW_TYPE_BUFFER, fd, offset, size, error);
}

gpointer
garrow_buffer_new_map_kind (GType type,
                            int fd,
                            gint64 offset,
                            gint64 size,
                            GError **error)
{
  gboolean writable = g_type_is_a (type, GARROW_TYPE_MUTABLE_BUFFER);
  g_autofree char *name = NULL;
  ArwBuffer core;
  ArwError core_error;
  gboolean ok;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  name = g_strdup_printf ("file descriptor %d", fd);
  ok = arw_buffer_map (&core, fd, name, offset, size, writable, &core_error);
  return garrow_buffer_finish (ok, type, &core, &core_error, error);
}

/**
 * garrow_foreign_buffer:
 * @address: where the bytes are in memory
 * @size: how many, in bytes
 * @owner: (nullable): what keeps the bytes alive
 * @error: return location for an error
 *
 * Creates a buffer over memory of others, as [ctor@Buffer.new_foreign] does.
 *
 * Returns: (transfer full): a new buffer
 *
 * Since: 0.1
 */
GArrowBuffer *
garrow_foreign_buffer (guint64 address, gint64 size, GObject *owner, GError **error)
{
  return garrow_buffer_new_foreign (address, size, owner, error);
}

/**
 * garrow_buffer_copy:
 * @self: a buffer
 * @start: where the part starts, in bytes
 * @size: how long the part is, in bytes
 * @error: return location for an error
 *
 * Copies part of a buffer into memory from the default pool.
 *
 * Fails with `GARROW_ERROR_INDEX` if the part does not lie inside @self and with
 * `GARROW_ERROR_OUT_OF_MEMORY`.
 *
 * Returns: (transfer full): the copy
 *
 * Since: 0.1
 */
GArrowBuffer *
garrow_buffer_copy (GArrowBuffer *self, gint64 start, gint64 size, GError **error)
{
  ArwBuffer core;
  ArwError core_error;
  gboolean ok;

  g_return_val_if_fail (GARROW_IS_BUFFER (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  ok = GARROW_TRY (arw_buffer_copy (garrow_buffer_get_core (self),
                                    arw_pool_default (),
                                    start,
                                    size,
                                    &core,
                                    &core_error),
                   &core_error);
  return garrow_buffer_finish (ok, GARROW_TYPE_BUFFER, &core, &core_error, error);
}

/**
 * garrow_buffer_slice:
 * @self: a buffer
 * @offset: where the slice starts, in bytes
 * @size: how long the slice is, in bytes
 * @error: return location for an error
 *
 * Shares part of a buffer, without copying it.
 *
 * Fails with `GARROW_ERROR_INDEX` if the slice does not lie inside @self.
 *
 * Returns: (transfer full): the slice, which cannot be written to
 *
 * Since: 0.1
 */
GArrowBuffer *
garrow_buffer_slice (GArrowBuffer *self, gint64 offset, gint64 size, GError **error)
{
  return garrow_buffer_slice_kind (GARROW_TYPE_BUFFER, self, offset, size, error);
}

gpointer
garrow_buffer_slice_kind (GType type,
                          GArrowBuffer *self,
                          gint64 offset,
                          gint64 size,
                          GError **error)
{
  ArwBuffer core;
  ArwError core_error;
  GArrowBuffer *slice;

  g_return_val_if_fail (GARROW_IS_BUFFER (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!arw_buffer_slice (garrow_buffer_get_core (self),
                         offset,
                         size,
                         &core,
                         &core_error)) {
    garrow_error_set_from_core (error, &core_error);
    return NULL;
  }
  slice = garrow_buffer_new_from_core (type, &core);
  garrow_buffer_set_parent (slice, self);
  return slice;
}
