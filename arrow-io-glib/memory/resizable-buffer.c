/* memory/resizable-buffer.c: GArrowResizableBuffer.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/memory/resizable-buffer.h>

#include "error-private.h"
#include "memory/buffer-private.h"
#include "memory/pressure-private.h"

/**
 * GArrowResizableBuffer:
 *
 * A buffer that can grow and shrink.
 *
 * ```c
 * g_autoptr (GArrowResizableBuffer) buffer = garrow_resizable_buffer_new (1024, NULL);
 *
 * garrow_resizable_buffer_resize (buffer, 2048, NULL);
 * ```
 *
 * Slices and [struct@GLib.Bytes] that were made from it keep the bytes that they had,
 * where they were: if there are any, a change of size moves the buffer itself to new
 * memory.
 *
 * Since: 0.1
 */

struct _GArrowResizableBuffer
{
  GArrowMutableBuffer parent_instance;
};

GArrowTypeCache garrow_resizable_buffer_types = GARROW_TYPE_CACHE_INIT;

G_DEFINE_FINAL_TYPE (GArrowResizableBuffer,
                     garrow_resizable_buffer,
                     GARROW_TYPE_MUTABLE_BUFFER)

static void
garrow_resizable_buffer_class_init (GArrowResizableBufferClass *klass)
{
  (void)klass;
}

static void
garrow_resizable_buffer_init (GArrowResizableBuffer *self)
{
  (void)self;
}

/**
 * garrow_resizable_buffer_new:
 * @initial_size: how many bytes
 * @error: return location for an error
 *
 * Allocates a buffer from the default pool. Its bytes are not cleared.
 *
 * Fails with `GARROW_ERROR_INVALID` if @initial_size is negative and with
 * `GARROW_ERROR_OUT_OF_MEMORY`.
 *
 * Returns: (transfer full): a new buffer
 *
 * Since: 0.1
 */
GArrowResizableBuffer *
garrow_resizable_buffer_new (gint64 initial_size, GError **error)
{
  GArrowMutableBuffer *self = garrow_allocate_buffer (initial_size, TRUE, NULL, error);

  return self != NULL ? GARROW_RESIZABLE_BUFFER (self) : NULL;
}

/* An object that no constructor made has no memory yet. */
ArwBuffer *
garrow_resizable_buffer_get_core (GArrowResizableBuffer *self, GError **error)
{
  ArwBuffer *core = garrow_buffer_get_core ((GArrowBuffer *)self);
  ArwError core_error;

  if (core->memory == NULL &&
      !garrow_error_finish (
        arw_buffer_allocate (core, arw_pool_default (), 0, &core_error),
        &core_error,
        error))
    return NULL;
  return core;
}

/**
 * garrow_resizable_buffer_resize:
 * @self: a buffer
 * @new_size: how many bytes it is to have
 * @error: return location for an error
 *
 * Changes the size of the buffer.
 *
 * What fits into both sizes stays; what is new is not cleared. The capacity does not
 * shrink: [method@ResizableBuffer.shrink] does that.
 *
 * Fails with `GARROW_ERROR_INVALID` if @new_size is negative and with
 * `GARROW_ERROR_OUT_OF_MEMORY`; the buffer then stays as it was.
 *
 * Returns: whether the buffer has the size now
 *
 * Since: 0.1
 */
gboolean
garrow_resizable_buffer_resize (GArrowResizableBuffer *self,
                                gint64 new_size,
                                GError **error)
{
  ArwError core_error;
  ArwBuffer *core;

  g_return_val_if_fail (GARROW_IS_RESIZABLE_BUFFER (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  core = garrow_resizable_buffer_get_core (self, error);
  return core != NULL &&
         garrow_error_finish (
           GARROW_TRY (arw_buffer_resize (core, new_size, &core_error), &core_error),
           &core_error,
           error);
}

/**
 * garrow_resizable_buffer_reserve:
 * @self: a buffer
 * @new_capacity: how many bytes to have room for
 * @error: return location for an error
 *
 * Makes room, so that growing to @new_capacity moves nothing.
 *
 * Fails with `GARROW_ERROR_INVALID` if @new_capacity is negative and with
 * `GARROW_ERROR_OUT_OF_MEMORY`; the buffer then stays as it was.
 *
 * Returns: whether there is room now
 *
 * Since: 0.1
 */
gboolean
garrow_resizable_buffer_reserve (GArrowResizableBuffer *self,
                                 gint64 new_capacity,
                                 GError **error)
{
  ArwError core_error;
  ArwBuffer *core;

  g_return_val_if_fail (GARROW_IS_RESIZABLE_BUFFER (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  core = garrow_resizable_buffer_get_core (self, error);
  return core != NULL &&
         garrow_error_finish (
           GARROW_TRY (arw_buffer_reserve (core, new_capacity, &core_error), &core_error),
           &core_error,
           error);
}

/**
 * garrow_resizable_buffer_shrink:
 * @self: a buffer
 * @error: return location for an error
 *
 * Gives memory behind the size back to the pool.
 *
 * Fails with `GARROW_ERROR_OUT_OF_MEMORY` if smaller memory could not be had; the buffer
 * then stays as it was.
 *
 * Returns: whether the capacity now is the size, rounded up to 64
 *
 * Since: 0.1
 */
gboolean
garrow_resizable_buffer_shrink (GArrowResizableBuffer *self, GError **error)
{
  ArwError core_error;
  ArwBuffer *core;

  g_return_val_if_fail (GARROW_IS_RESIZABLE_BUFFER (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  core = garrow_resizable_buffer_get_core (self, error);
  return core != NULL &&
         garrow_error_finish (
           GARROW_TRY (arw_buffer_set_capacity (core, core->size, &core_error),
                       &core_error),
           &core_error,
           error);
}
