/* files/native-file-write.c: how a GArrowNativeFile is written.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "error-private.h"
#include "files/native-file-private.h"
#include "memory/buffer-private.h"

/* What it takes if it is not done in a moment. Its name is what a critical tells. */
static G_GNUC_NO_INLINE gboolean
garrow_native_file_write_slow (GArrowNativeFile *self,
                               const guint8 *data,
                               gint64 n_bytes,
                               GError **error)
{
  ArwError core_error;
  ArwFile *core;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), FALSE);
  g_return_val_if_fail (data != NULL || n_bytes <= 0, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  core = garrow_native_file_get_core (self, error);
  return core != NULL &&
         garrow_error_finish (arw_file_write (core, data, n_bytes, &core_error),
                              &core_error,
                              error);
}

/**
 * garrow_native_file_write:
 * @self: a file
 * @data: (array length=n_bytes): what to write
 * @n_bytes: how much, in bytes
 * @error: return location for an error
 *
 * Writes bytes at the position: all of them, or it fails.
 *
 * Fails with `GARROW_ERROR_NOT_SUPPORTED` if the file is not open for writing, with
 * `GARROW_ERROR_INVALID` if @n_bytes is negative, and with `G_IO_ERROR_NO_SPACE` if the
 * disk is full, or if a [class@MemoryMappedFile] or a [class@FixedSizeBufferWriter] has
 * no room for all of them; nothing is written to these then.
 *
 * Returns: whether everything was written
 *
 * Since: 0.1
 */
gboolean
garrow_native_file_write (GArrowNativeFile *self,
                          const guint8 *data,
                          gint64 n_bytes,
                          GError **error)
{
  ArwFile *core = garrow_native_file_get_ready_core (self, error);

  if (G_LIKELY (core != NULL && data != NULL && arw_file_write_few (core, data, n_bytes)))
    return TRUE;
  return garrow_native_file_write_slow (self, data, n_bytes, error);
}

/**
 * garrow_native_file_write_bytes:
 * @self: a file
 * @bytes: what to write
 * @error: return location for an error
 *
 * Writes all of @bytes at the position, or fails as [method@NativeFile.write] does.
 *
 * Returns: whether everything was written
 *
 * Since: 0.1
 */
gboolean
garrow_native_file_write_bytes (GArrowNativeFile *self, GBytes *bytes, GError **error)
{
  gconstpointer data;
  gsize size;

  g_return_val_if_fail (bytes != NULL, FALSE);

  data = g_bytes_get_data (bytes, &size);
  return garrow_native_file_write (self, data, (gint64)size, error);
}

/**
 * garrow_native_file_write_buffer:
 * @self: a file
 * @buffer: what to write
 * @error: return location for an error
 *
 * Writes all of @buffer at the position, or fails as [method@NativeFile.write] does.
 *
 * Returns: whether everything was written
 *
 * Since: 0.1
 */
gboolean
garrow_native_file_write_buffer (GArrowNativeFile *self,
                                 GArrowBuffer *buffer,
                                 GError **error)
{
  ArwBuffer *core;

  g_return_val_if_fail (GARROW_IS_BUFFER (buffer), FALSE);

  core = garrow_buffer_get_core (buffer);
  return garrow_native_file_write (self, core->data, core->size, error);
}

/**
 * garrow_native_file_write_at:
 * @self: a file
 * @data: (array length=n_bytes): what to write
 * @n_bytes: how much, in bytes
 * @offset: where to write, in bytes from the start of the file
 * @error: return location for an error
 *
 * Writes bytes at an offset, without moving the position: all of them, or it fails.
 *
 * A regular [class@OSFile] can, unless it was opened to append, and so can a
 * [class@MemoryMappedFile] and a [class@FixedSizeBufferWriter]. Every other file fails
 * with `GARROW_ERROR_NOT_SUPPORTED`. Errors are else those of [method@NativeFile.write],
 * and `GARROW_ERROR_INVALID` if @offset is negative.
 *
 * Returns: whether everything was written
 *
 * Since: 0.1
 */
gboolean
garrow_native_file_write_at (GArrowNativeFile *self,
                             const guint8 *data,
                             gint64 n_bytes,
                             gint64 offset,
                             GError **error)
{
  ArwError core_error;
  ArwFile *core;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), FALSE);
  g_return_val_if_fail (data != NULL || n_bytes <= 0, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  core = garrow_native_file_get_core (self, error);
  if (core == NULL)
    return FALSE;
  if (!arw_file_write_at (core, offset, data, n_bytes, &core_error)) {
    garrow_error_set_from_core (error, &core_error);
    return FALSE;
  }
  return TRUE;
}

/**
 * garrow_native_file_write_buffer_at:
 * @self: a file
 * @buffer: what to write
 * @offset: where to write, in bytes from the start of the file
 * @error: return location for an error
 *
 * Writes all of @buffer at an offset, or fails as [method@NativeFile.write_at] does.
 *
 * Returns: whether everything was written
 *
 * Since: 0.1
 */
gboolean
garrow_native_file_write_buffer_at (GArrowNativeFile *self,
                                    GArrowBuffer *buffer,
                                    gint64 offset,
                                    GError **error)
{
  ArwBuffer *core;

  g_return_val_if_fail (GARROW_IS_BUFFER (buffer), FALSE);

  core = garrow_buffer_get_core (buffer);
  return garrow_native_file_write_at (self, core->data, core->size, offset, error);
}
