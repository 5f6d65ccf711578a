/* files/native-file-position.c: where in a GArrowNativeFile the next byte is.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <stdio.h>

#include "error-private.h"
#include "files/native-file-private.h"

/**
 * garrow_native_file_size:
 * @self: a file
 * @error: return location for an error
 *
 * Gets the size of the file as it is now.
 *
 * Fails with `GARROW_ERROR_NOT_SUPPORTED` if the file is a stream, whose size nobody
 * knows. Files that write into memory or nowhere answer when they are closed, too.
 *
 * Returns: the size in bytes, or -1 on failure
 *
 * Since: 0.1
 */
gint64
garrow_native_file_size (GArrowNativeFile *self, GError **error)
{
  ArwError core_error;
  ArwFile *core;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), -1);
  g_return_val_if_fail (error == NULL || *error == NULL, -1);

  core = garrow_native_file_get_shared_core (self, error);
  if (core == NULL)
    return -1;
  return garrow_error_finish_number (arw_file_size (core, &core_error),
                                     &core_error,
                                     error);
}

/**
 * garrow_native_file_tell:
 * @self: a file
 * @error: return location for an error
 *
 * Gets the position: where the next byte is read or written. On a stream this counts what
 * was read or written so far, decompressed.
 *
 * Files that write into memory or nowhere answer when they are closed, too.
 *
 * Returns: the position in bytes from the start, or -1 on failure
 *
 * Since: 0.1
 */
gint64
garrow_native_file_tell (GArrowNativeFile *self, GError **error)
{
  ArwError core_error;
  ArwFile *core;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), -1);
  g_return_val_if_fail (error == NULL || *error == NULL, -1);

  core = garrow_native_file_get_shared_core (self, error);
  if (core == NULL)
    return -1;
  return garrow_error_finish_number (arw_file_tell (core, &core_error),
                                     &core_error,
                                     error);
}

/**
 * garrow_native_file_seek:
 * @self: a file
 * @offset: where to, in bytes
 * @whence: what @offset counts from
 * @error: return location for an error
 *
 * Moves the position. It may lie behind the end of the file, where reading gives nothing.
 *
 * Fails with `GARROW_ERROR_NOT_SUPPORTED` if the file is not seekable and with
 * `GARROW_ERROR_INVALID` if the position would be negative or @whence is none.
 *
 * Returns: the new position in bytes from the start, or -1 on failure
 *
 * Since: 0.1
 */
gint64
garrow_native_file_seek (GArrowNativeFile *self,
                         gint64 offset,
                         GArrowSeekWhence whence,
                         GError **error)
{
  ArwError core_error;
  ArwFile *core;

  G_STATIC_ASSERT ((int)GARROW_SEEK_WHENCE_SET == SEEK_SET);
  G_STATIC_ASSERT ((int)GARROW_SEEK_WHENCE_CUR == SEEK_CUR);
  G_STATIC_ASSERT ((int)GARROW_SEEK_WHENCE_END == SEEK_END);
  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), -1);
  g_return_val_if_fail (error == NULL || *error == NULL, -1);

  core = garrow_native_file_get_core (self, error);
  if (core == NULL)
    return -1;
  return garrow_error_finish_number (
    arw_file_seek (core, offset, (int)whence, &core_error),
    &core_error,
    error);
}
