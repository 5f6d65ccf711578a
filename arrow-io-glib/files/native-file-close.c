/* files/native-file-close.c: the ends that a file can come to.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "error-private.h"
#include "files/native-file-private.h"

static gboolean
end (GArrowNativeFile *self,
     bool (*end_core) (ArwFile *core, ArwError *error),
     GError **error)
{
  g_autoptr (GArrowNativeFile) hold = NULL;
  ArwError core_error;
  ArwFile *core;
  gboolean ok;

  if (garrow_native_file_peek_core (self) == NULL)
    return TRUE;
  core = garrow_native_file_get_core (self, error);
  if (core == NULL)
    return FALSE;
  hold = g_object_ref (self); /* which a function of the host may drop */
  ok = end_core (core, &core_error);
  garrow_native_file_note_closed (self);
  return garrow_error_finish (ok, &core_error, error);
}

/**
 * garrow_native_file_close:
 * @self: a file
 * @error: return location for an error
 *
 * Writes what is not written yet and closes the file, and the file below it if there is
 * one. The file is closed even if this fails. Closing it again does nothing.
 *
 * Buffers that were read from the file stay valid, those of a memory map too.
 *
 * Returns: whether everything was written
 *
 * Since: 0.1
 */
gboolean
garrow_native_file_close (GArrowNativeFile *self, GError **error)
{
  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return end (self, arw_file_close, error);
}

/**
 * garrow_native_file_abort:
 * @self: a file
 * @error: return location for an error
 *
 * Closes the file, and the file below it if there is one, without writing what is not
 * written yet. What is on disk already stays there, and a compressed file is then not
 * complete. On a file that is only read this is [method@NativeFile.close].
 *
 * The file is closed even if this fails. Aborting a file that is closed does nothing.
 *
 * Returns: whether it went well
 *
 * Since: 0.1
 */
gboolean
garrow_native_file_abort (GArrowNativeFile *self, GError **error)
{
  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return end (self, arw_file_abort, error);
}

/**
 * garrow_native_file_give_up:
 * @self: a file
 * @error: return location for an error
 *
 * Closes the file because what it was opened for has failed: by [method@NativeFile.abort]
 * if it, or the file below it, is one that is only there when it is closed, as a
 * [class@HdfsFile] that is written, so that half of it is not taken for the whole; and by
 * [method@NativeFile.close] if it is any other.
 *
 * Blocks of the languages, as `with` of Python, end by this where they fail.
 *
 * Returns: whether it went well
 *
 * Since: 0.1
 */
gboolean
garrow_native_file_give_up (GArrowNativeFile *self, GError **error)
{
  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return end (self, arw_file_give_up, error);
}
