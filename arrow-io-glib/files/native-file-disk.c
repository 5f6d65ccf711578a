/* files/native-file-disk.c: what a GArrowNativeFile is to the system.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "error-private.h"
#include "files/native-file-private.h"

/**
 * garrow_native_file_sync:
 * @self: a file
 * @error: return location for an error
 *
 * Flushes the file and waits until the system has it on disk, where it survives a power
 * cut.
 *
 * A regular [class@OSFile] and a [class@MemoryMappedFile] can, and what writes into one
 * of them. Every other file fails with `GARROW_ERROR_NOT_SUPPORTED`, and so does one that
 * is not open for writing.
 *
 * Returns: whether it went well
 *
 * Since: 0.1
 */
gboolean
garrow_native_file_sync (GArrowNativeFile *self, GError **error)
{
  ArwError core_error;
  ArwFile *core;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  core = garrow_native_file_get_core (self, error);
  return core != NULL &&
         garrow_error_finish (arw_file_sync (core, &core_error), &core_error, error);
}

/**
 * garrow_native_file_truncate:
 * @self: a file
 * @size: how many bytes the file is to have
 * @error: return location for an error
 *
 * Cuts the file short, or makes it longer; what is new is zeros. The position stays, but
 * for that of a [class@MemoryMappedFile], which never lies behind its end, see
 * [method@MemoryMappedFile.resize], and that of a file open for appending, which is the
 * end.
 *
 * A regular [class@OSFile] and a [class@MemoryMappedFile] can, and a [class@GIOFile]
 * whose stream can. Every other file fails with `GARROW_ERROR_NOT_SUPPORTED`, and so does
 * one that is not open for writing. Fails with `GARROW_ERROR_INVALID` if @size is
 * negative.
 *
 * Returns: whether the file has the size now
 *
 * Since: 0.1
 */
gboolean
garrow_native_file_truncate (GArrowNativeFile *self, gint64 size, GError **error)
{
  ArwError core_error;
  ArwFile *core;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  core = garrow_native_file_get_core (self, error);
  return core != NULL && garrow_error_finish (arw_file_truncate (core, size, &core_error),
                                              &core_error,
                                              error);
}

/**
 * garrow_native_file_fileno:
 * @self: a file
 * @error: return location for an error
 *
 * Gets the descriptor of the file, which the file keeps and closes.
 *
 * An [class@OSFile] that was opened by its path reads ahead, and reads and writes a
 * regular file without moving the place where the descriptor stands.
 *
 * Fails with `GARROW_ERROR_NOT_SUPPORTED` if the file is neither an [class@OSFile] nor a
 * [class@MemoryMappedFile].
 *
 * Returns: the descriptor, or -1 on failure
 *
 * Since: 0.1
 */
int
garrow_native_file_fileno (GArrowNativeFile *self, GError **error)
{
  ArwError core_error;
  ArwFile *core;
  int fd;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), -1);
  g_return_val_if_fail (error == NULL || *error == NULL, -1);

  core = garrow_native_file_get_shared_core (self, error);
  if (core == NULL)
    return -1;
  fd = arw_file_fileno (core, &core_error);
  garrow_error_finish (fd >= 0, &core_error, error);
  return fd;
}
