/* files/native-file-write.c: how a GArrowNativeFile is written.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "error-private.h"
#include "files/native-file-private.h"
#include "memory/buffer-private.h"

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
 * disk is full, or if a [class@MemoryMappedFile] has no room for all of them; nothing is
 * written to a map then.
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
  ArwError core_error;
  ArwFile *core;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), FALSE);
  g_return_val_if_fail (data != NULL || n_bytes <= 0, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  core = garrow_native_file_get_core (self, error);
  if (core == NULL)
    return FALSE;
  if (!arw_file_write (core, data, n_bytes, &core_error)) {
    garrow_error_set_from_core (error, &core_error);
    return FALSE;
  }
  return TRUE;
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
