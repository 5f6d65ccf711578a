/* files/native-file-read.c: how a GArrowNativeFile is read.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "error-private.h"
#include "files/native-file-private.h"
#include "memory/buffer-private.h"
#include "memory/pressure-private.h"

GArrowBuffer *
garrow_native_file_new_buffer (GArrowNativeFile *self, ArwBuffer *out)
{
  GArrowBuffer *buffer = garrow_buffer_new_from_core (GARROW_TYPE_BUFFER, out);
  gpointer source = garrow_native_file_get_source (self);

  if (GARROW_IS_BUFFER (source))
    garrow_buffer_set_parent (buffer, source);
  return buffer;
}

static gboolean
read_next (GArrowNativeFile *self, gint64 n_bytes, ArwBuffer *out, GError **error)
{
  ArwFile *core = garrow_native_file_get_core (self, error);
  ArwError core_error;

  return core != NULL &&
         garrow_error_finish (
           GARROW_TRY (arw_file_read_buffer (core, n_bytes, out, &core_error),
                       &core_error),
           &core_error,
           error);
}

static gboolean
read_rest (GArrowNativeFile *self, ArwBuffer *out, GError **error)
{
  ArwFile *core = garrow_native_file_get_core (self, error);
  ArwError core_error;

  return core != NULL &&
         garrow_error_finish (
           GARROW_TRY (arw_file_read_all (core, out, &core_error), &core_error),
           &core_error,
           error);
}

static gboolean
read_at_slow (GArrowNativeFile *self,
              gint64 n_bytes,
              gint64 offset,
              ArwBuffer *out,
              GError **error)
{
  ArwFile *core = garrow_native_file_get_shared_core (self, error);
  ArwError core_error;

  return core != NULL &&
         garrow_error_finish (
           GARROW_TRY (arw_file_read_buffer_at (core, offset, n_bytes, out, &core_error),
                       &core_error),
           &core_error,
           error);
}

static inline gboolean
read_at (GArrowNativeFile *self,
         gint64 n_bytes,
         gint64 offset,
         ArwBuffer *out,
         GError **error)
{
  ArwFile *core = garrow_native_file_get_ready_core (self, error);

  return (core != NULL && arw_file_share_at (core, offset, n_bytes, out)) ||
         read_at_slow (self, n_bytes, offset, out, error);
}

/**
 * garrow_native_file_read:
 * @self: a file
 * @n_bytes: how many bytes to read
 * @error: return location for an error
 *
 * Reads the next bytes: @n_bytes of them, and fewer only at the end of the file.
 *
 * A [class@MemoryMappedFile] and a [class@BufferReader] copy nothing; every other file
 * takes memory from its pool, of which reads that follow one another may share a piece.
 * Asking for far more than there is costs nothing.
 *
 * Fails with `GARROW_ERROR_NOT_SUPPORTED` if the file is not open for reading, with
 * `GARROW_ERROR_INVALID` if @n_bytes is negative, with `GARROW_ERROR_OUT_OF_MEMORY`, and
 * with `GARROW_ERROR_CORRUPT` or `GARROW_ERROR_TRUNCATED` if compressed data is damaged.
 *
 * Returns: (transfer full): the bytes, empty at the end of the file
 *
 * Since: 0.1
 */
GBytes *
garrow_native_file_read (GArrowNativeFile *self, gint64 n_bytes, GError **error)
{
  ArwBuffer out;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return read_next (self, n_bytes, &out, error) ? garrow_bytes_new_from_core (&out)
                                                : NULL;
}

/**
 * garrow_native_file_read_buffer:
 * @self: a file
 * @n_bytes: how many bytes to read
 * @error: return location for an error
 *
 * Reads the next bytes as a buffer.
 *
 * Copying and errors are those of [method@NativeFile.read].
 *
 * Returns: (transfer full): the bytes, empty at the end of the file
 *
 * Since: 0.1
 */
GArrowBuffer *
garrow_native_file_read_buffer (GArrowNativeFile *self, gint64 n_bytes, GError **error)
{
  ArwBuffer out;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!read_next (self, n_bytes, &out, error))
    return NULL;
  return garrow_native_file_new_buffer (self, &out);
}

/**
 * garrow_native_file_read1:
 * @self: a file
 * @n_bytes: how many bytes to read at most
 * @error: return location for an error
 *
 * Reads what one call to the source gives: at least a byte, and none only at the end of
 * the file. On a pipe this does not wait for @n_bytes to come.
 *
 * Errors are those of [method@NativeFile.read].
 *
 * Returns: (transfer full): the bytes, copied
 *
 * Since: 0.1
 */
GBytes *
garrow_native_file_read1 (GArrowNativeFile *self, gint64 n_bytes, GError **error)
{
  ArwError core_error;
  ArwBuffer out;
  ArwFile *core;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  core = garrow_native_file_get_core (self, error);
  if (core == NULL ||
      !garrow_error_finish (arw_file_read_some_buffer (core, n_bytes, &out, &core_error),
                            &core_error,
                            error))
    return NULL;
  return garrow_bytes_new_from_core (&out);
}

/**
 * garrow_native_file_read_all:
 * @self: a file
 * @error: return location for an error
 *
 * Reads everything from the position to the end of the file.
 *
 * Copying and errors are those of [method@NativeFile.read].
 *
 * Returns: (transfer full): the bytes, empty at the end of the file
 *
 * Since: 0.1
 */
GBytes *
garrow_native_file_read_all (GArrowNativeFile *self, GError **error)
{
  ArwBuffer out;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return read_rest (self, &out, error) ? garrow_bytes_new_from_core (&out) : NULL;
}

/**
 * garrow_native_file_read_all_buffer:
 * @self: a file
 * @error: return location for an error
 *
 * Reads everything from the position to the end of the file as a buffer.
 *
 * Copying and errors are those of [method@NativeFile.read].
 *
 * Returns: (transfer full): the bytes, empty at the end of the file
 *
 * Since: 0.1
 */
GArrowBuffer *
garrow_native_file_read_all_buffer (GArrowNativeFile *self, GError **error)
{
  ArwBuffer out;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!read_rest (self, &out, error))
    return NULL;
  return garrow_native_file_new_buffer (self, &out);
}

/**
 * garrow_native_file_read_at:
 * @self: a file
 * @n_bytes: how many bytes to read
 * @offset: where to read, in bytes from the start of the file
 * @error: return location for an error
 *
 * Reads bytes at an offset, without moving the position: @n_bytes of them, and fewer only
 * at the end of the file.
 *
 * Copying and errors are those of [method@NativeFile.read]; fails also with
 * `GARROW_ERROR_INVALID` if @offset is negative and with `GARROW_ERROR_NOT_SUPPORTED` if
 * the file is not seekable.
 *
 * Returns: (transfer full): the bytes, empty at and behind the end of the file
 *
 * Since: 0.1
 */
GBytes *
garrow_native_file_read_at (GArrowNativeFile *self,
                            gint64 n_bytes,
                            gint64 offset,
                            GError **error)
{
  ArwBuffer out;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!read_at (self, n_bytes, offset, &out, error))
    return NULL;
  return garrow_bytes_new_from_core (&out);
}

/**
 * garrow_native_file_read_buffer_at:
 * @self: a file
 * @n_bytes: how many bytes to read
 * @offset: where to read, in bytes from the start of the file
 * @error: return location for an error
 *
 * Reads bytes at an offset as a buffer, without moving the position.
 *
 * Copying and errors are those of [method@NativeFile.read_at].
 *
 * Returns: (transfer full): the bytes, empty at and behind the end of the file
 *
 * Since: 0.1
 */
GArrowBuffer *
garrow_native_file_read_buffer_at (GArrowNativeFile *self,
                                   gint64 n_bytes,
                                   gint64 offset,
                                   GError **error)
{
  ArwBuffer out;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!read_at (self, n_bytes, offset, &out, error))
    return NULL;
  return garrow_native_file_new_buffer (self, &out);
}

/* What it takes if it is not done in a moment. Its name is what a critical tells. */
static G_GNUC_NO_INLINE gint64
garrow_native_file_read_into_slow (GArrowNativeFile *self,
                                   gpointer out,
                                   gint64 n_bytes,
                                   GError **error)
{
  ArwError core_error;
  ArwFile *core;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), -1);
  g_return_val_if_fail (out != NULL || n_bytes <= 0, -1);
  g_return_val_if_fail (error == NULL || *error == NULL, -1);

  core = garrow_native_file_get_core (self, error);
  if (core == NULL)
    return -1;
  return garrow_error_finish_number (arw_file_read (core, out, n_bytes, &core_error),
                                     &core_error,
                                     error);
}

/**
 * garrow_native_file_read_into: (skip)
 * @self: a file
 * @out: where to put the bytes
 * @n_bytes: how many bytes to read
 * @error: return location for an error
 *
 * Reads the next bytes into memory of the caller's: @n_bytes of them, and fewer only at
 * the end of the file. Small reads cost neither an allocation nor a system call each.
 *
 * What lies behind the bytes that were read is not touched. Errors are those of
 * [method@NativeFile.read].
 *
 * Returns: how many bytes were read, or -1 on failure
 *
 * Since: 0.1
 */
gint64
garrow_native_file_read_into (GArrowNativeFile *self,
                              gpointer out,
                              gint64 n_bytes,
                              GError **error)
{
  ArwFile *core = garrow_native_file_get_ready_core (self, error);

  if (G_LIKELY (core != NULL && out != NULL && arw_file_read_few (core, out, n_bytes)))
    return n_bytes;
  return garrow_native_file_read_into_slow (self, out, n_bytes, error);
}

/**
 * garrow_native_file_read_at_into: (skip)
 * @self: a file
 * @out: where to put the bytes
 * @n_bytes: how many bytes to read
 * @offset: where to read, in bytes from the start of the file
 * @error: return location for an error
 *
 * Reads bytes at an offset into memory of the caller's, without moving the position.
 *
 * What lies behind the bytes that were read is not touched. Errors are those of
 * [method@NativeFile.read_at].
 *
 * Returns: how many bytes were read, or -1 on failure
 *
 * Since: 0.1
 */
gint64
garrow_native_file_read_at_into (GArrowNativeFile *self,
                                 gpointer out,
                                 gint64 n_bytes,
                                 gint64 offset,
                                 GError **error)
{
  ArwError core_error;
  ArwFile *core;
  gint64 n_read;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), -1);
  g_return_val_if_fail (out != NULL || n_bytes <= 0, -1);
  g_return_val_if_fail (error == NULL || *error == NULL, -1);

  core = garrow_native_file_get_shared_core (self, error);
  if (core == NULL)
    return -1;
  n_read = arw_file_read_at (core, offset, out, n_bytes, &core_error);
  garrow_error_finish (n_read >= 0, &core_error, error);
  return n_read;
}

/**
 * garrow_native_file_read_into_buffer:
 * @self: a file
 * @buffer: where to put the bytes
 * @error: return location for an error
 *
 * Reads the next bytes into a buffer: as many as it holds, and fewer only at the end of
 * the file.
 *
 * What lies behind the bytes that were read is not touched. To fill part of a buffer,
 * pass a [method@MutableBuffer.slice] of it. Errors are those of
 * [method@NativeFile.read].
 *
 * Returns: how many bytes were read, or -1 on failure
 *
 * Since: 0.1
 */
gint64
garrow_native_file_read_into_buffer (GArrowNativeFile *self,
                                     GArrowMutableBuffer *buffer,
                                     GError **error)
{
  ArwBuffer *out;

  g_return_val_if_fail (GARROW_IS_MUTABLE_BUFFER (buffer), -1);

  out = garrow_buffer_get_core (GARROW_BUFFER (buffer));
  return garrow_native_file_read_into (self, out->data, out->size, error);
}

/**
 * garrow_native_file_unread: (skip)
 * @self: a file
 * @data: the bytes that were read last
 * @n_bytes: how many that are
 * @error: return location for an error
 *
 * Puts back what was just read, so that the next read gives it again; a stream keeps it
 * in memory. This is for bindings of languages in which whoever waits for a read may go
 * away while the result is on its way.
 *
 * Fails with `GARROW_ERROR_INVALID` if that is more than was read, or @n_bytes is
 * negative.
 *
 * Returns: whether it is back
 *
 * Since: 0.1
 */
gboolean
garrow_native_file_unread (GArrowNativeFile *self,
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
  if (n_bytes > arw_file_position (core)) {
    g_set_error (error,
                 GARROW_ERROR,
                 GARROW_ERROR_INVALID,
                 "Cannot put %" G_GINT64_FORMAT " bytes back: fewer were read",
                 n_bytes);
    return FALSE;
  }
  return garrow_error_finish (arw_file_check_readable (core, n_bytes, &core_error) &&
                                arw_file_unread (core, data, n_bytes, &core_error),
                              &core_error,
                              error);
}
