/* memory/mutable-buffer.c: GArrowMutableBuffer.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/memory/mutable-buffer.h>

#include <arrow-io-glib/memory/resizable-buffer.h>

#include "core/checked.h"
#include "error-private.h"
#include "memory/buffer-private.h"
#include "memory/memory-pool-private.h"
#include "memory/pressure-private.h"

/**
 * GArrowMutableBuffer:
 *
 * A buffer whose bytes can be written to.
 *
 * ```c
 * g_autoptr (GArrowMutableBuffer) buffer = garrow_allocate_buffer (8, FALSE, NULL, NULL);
 *
 * garrow_mutable_buffer_set_data (buffer, 0, (const guint8 *)"columnar", 8, NULL);
 * ```
 *
 * What shares the bytes, slices and [struct@GLib.Bytes], sees what is written.
 *
 * Since: 0.1
 */

G_DEFINE_TYPE (GArrowMutableBuffer, garrow_mutable_buffer, GARROW_TYPE_BUFFER)

static void
garrow_mutable_buffer_class_init (GArrowMutableBufferClass *klass)
{
  (void)klass;
}

static void
garrow_mutable_buffer_init (GArrowMutableBuffer *self)
{
  (void)self;
}

/**
 * garrow_mutable_buffer_new:
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
GArrowMutableBuffer *
garrow_mutable_buffer_new (const guint8 *data, gint64 size, GError **error)
{
  return garrow_buffer_new_kind (GARROW_TYPE_MUTABLE_BUFFER, data, size, error);
}

/**
 * garrow_mutable_buffer_new_bytes:
 * @data: the bytes
 * @error: return location for an error
 *
 * Creates a buffer with a copy of @data: a [struct@GLib.Bytes] never changes, so its own
 * memory cannot be used.
 *
 * Fails with `GARROW_ERROR_OUT_OF_MEMORY`.
 *
 * Returns: (transfer full): a new buffer
 *
 * Since: 0.1
 */
GArrowMutableBuffer *
garrow_mutable_buffer_new_bytes (GBytes *data, GError **error)
{
  gconstpointer start;
  gsize size;

  g_return_val_if_fail (data != NULL, NULL);

  start = g_bytes_get_data (data, &size);
  return garrow_mutable_buffer_new (start, (gint64)size, error);
}

/**
 * garrow_mutable_buffer_new_foreign:
 * @address: where the bytes are in memory
 * @size: how many, in bytes
 * @owner: (nullable): what keeps the bytes alive
 * @error: return location for an error
 *
 * Creates a buffer over memory that @owner keeps alive and that may be written to,
 * without copying it.
 *
 * Lifetimes and errors are those of [ctor@Buffer.new_foreign].
 *
 * Returns: (transfer full): a new buffer
 *
 * Since: 0.1
 */
GArrowMutableBuffer *
garrow_mutable_buffer_new_foreign (guint64 address,
                                   gint64 size,
                                   GObject *owner,
                                   GError **error)
{
  return garrow_buffer_new_foreign_kind (GARROW_TYPE_MUTABLE_BUFFER,
                                         address,
                                         size,
                                         owner,
                                         error);
}

/**
 * garrow_mutable_buffer_new_map:
 * @fd: a descriptor of a regular file that is open for reading and writing
 * @offset: where in the file the buffer starts, in bytes; any number will do
 * @size: how many bytes
 * @error: return location for an error
 *
 * Creates a buffer over part of a file, as [ctor@Buffer.new_map] does. What is written to
 * the buffer is written to the file.
 *
 * Returns: (transfer full): a new buffer
 *
 * Since: 0.1
 */
GArrowMutableBuffer *
garrow_mutable_buffer_new_map (int fd, gint64 offset, gint64 size, GError **error)
{
  return garrow_buffer_new_map_kind (GARROW_TYPE_MUTABLE_BUFFER, fd, offset, size, error);
}

/**
 * garrow_mutable_buffer_slice:
 * @self: a buffer
 * @offset: where the slice starts, in bytes
 * @size: how long the slice is, in bytes
 * @error: return location for an error
 *
 * Shares part of a buffer, as [method@Buffer.slice] does, for writing.
 *
 * Fails with `GARROW_ERROR_INDEX` if the slice does not lie inside @self.
 *
 * Returns: (transfer full): the slice, which can be written to
 *
 * Since: 0.1
 */
GArrowMutableBuffer *
garrow_mutable_buffer_slice (GArrowMutableBuffer *self,
                             gint64 offset,
                             gint64 size,
                             GError **error)
{
  return garrow_buffer_slice_kind (GARROW_TYPE_MUTABLE_BUFFER,
                                   GARROW_BUFFER (self),
                                   offset,
                                   size,
                                   error);
}

/**
 * garrow_mutable_buffer_set_data:
 * @self: a buffer
 * @offset: where to write, in bytes
 * @data: (array length=size): what to write
 * @size: how much, in bytes
 * @error: return location for an error
 *
 * Copies @data over part of the buffer.
 *
 * Fails with `GARROW_ERROR_INDEX`, and writes nothing, if the part does not lie inside
 * @self.
 *
 * Returns: whether it was written
 *
 * Since: 0.1
 */
gboolean
garrow_mutable_buffer_set_data (GArrowMutableBuffer *self,
                                gint64 offset,
                                const guint8 *data,
                                gint64 size,
                                GError **error)
{
  ArwError core_error;

  g_return_val_if_fail (GARROW_IS_MUTABLE_BUFFER (self), FALSE);
  g_return_val_if_fail (data != NULL || size <= 0, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return garrow_error_finish (
    arw_buffer_write (garrow_buffer_get_core (GARROW_BUFFER (self)),
                      offset,
                      data,
                      size,
                      &core_error),
    &core_error,
    error);
}

/**
 * garrow_allocate_buffer:
 * @size: how many bytes
 * @resizable: whether the result is to be a [class@ResizableBuffer]
 * @pool: (nullable): where to take the memory from, or %NULL for the default pool
 * @error: return location for an error
 *
 * Allocates a buffer. Its bytes are not cleared.
 *
 * Fails with `GARROW_ERROR_INVALID` if @size is negative and with
 * `GARROW_ERROR_OUT_OF_MEMORY`.
 *
 * Returns: (transfer full): a new buffer
 *
 * Since: 0.1
 */
GArrowMutableBuffer *
garrow_allocate_buffer (gint64 size,
                        gboolean resizable,
                        GArrowMemoryPool *pool,
                        GError **error)
{
  return garrow_allocate_aligned_buffer (size, ARW_ALIGNMENT, resizable, pool, error);
}

/**
 * garrow_allocate_aligned_buffer:
 * @size: how many bytes
 * @alignment: what the address is to be a multiple of, in bytes
 * @resizable: whether the result is to be a [class@ResizableBuffer]
 * @pool: (nullable): where to take the memory from, or %NULL for the default pool
 * @error: return location for an error
 *
 * Allocates a buffer, as [func@allocate_buffer] does, at an address for more than the 64
 * bytes that every buffer is aligned to. It stays aligned when it is resized.
 *
 * Fails with `GARROW_ERROR_INVALID` if @size is negative or @alignment is not a power of
 * 2 from 8 on, and with `GARROW_ERROR_OUT_OF_MEMORY`.
 *
 * Returns: (transfer full): a new buffer
 *
 * Since: 0.1
 */
GArrowMutableBuffer *
garrow_allocate_aligned_buffer (gint64 size,
                                gint64 alignment,
                                gboolean resizable,
                                GArrowMemoryPool *pool,
                                GError **error)
{
  ArwBuffer core;
  ArwError core_error;
  gboolean ok;

  g_return_val_if_fail (pool == NULL || GARROW_IS_MEMORY_POOL (pool), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  ok = GARROW_TRY (arw_buffer_allocate_aligned (&core,
                                                garrow_memory_pool_get_core (pool),
                                                size,
                                                alignment,
                                                &core_error),
                   &core_error);
  return garrow_buffer_finish (ok,
                               resizable ? GARROW_TYPE_RESIZABLE_BUFFER
                                         : GARROW_TYPE_MUTABLE_BUFFER,
                               &core,
                               &core_error,
                               error);
}
