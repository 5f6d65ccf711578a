/* files/native-file-copy.c: looking ahead in a GArrowNativeFile, and copying all of it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "error-private.h"
#include "files/native-file-private.h"
#include "memory/buffer-private.h"

/**
 * garrow_native_file_peek:
 * @self: a file
 * @n_bytes: how many bytes to look at
 * @error: return location for an error
 *
 * Gets the next bytes without moving the position: @n_bytes of them, and fewer only at
 * the end of the file.
 *
 * Copying and errors are those of [method@NativeFile.read].
 *
 * Returns: (transfer full): the bytes, empty at the end of the file
 *
 * Since: 0.1
 */
GBytes *
garrow_native_file_peek (GArrowNativeFile *self, gint64 n_bytes, GError **error)
{
  ArwError core_error;
  ArwBuffer out;
  ArwFile *core;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  core = garrow_native_file_get_core (self, error);
  if (core == NULL)
    return NULL;
  if (!arw_file_peek_buffer (core, n_bytes, &out, &core_error)) {
    garrow_error_set_from_core (error, &core_error);
    return NULL;
  }
  return garrow_bytes_new_from_core (&out);
}

/**
 * garrow_native_file_peek_lines:
 * @self: a file
 * @n_bytes: how many bytes to look at
 * @error: return location for an error
 *
 * Gets the next lines without moving the position: the next one, and those behind it that
 * end within @n_bytes and need not be waited for. The last line of a file may have no
 * line feed; every other one has.
 *
 * Go on by [method@NativeFile.advance] over as much of it as you have used.
 *
 * Copying and errors are those of [method@NativeFile.read].
 *
 * Returns: (transfer full): the lines, empty at the end of the file
 *
 * Since: 0.1
 */
GBytes *
garrow_native_file_peek_lines (GArrowNativeFile *self, gint64 n_bytes, GError **error)
{
  ArwError core_error;
  ArwBuffer out;
  ArwFile *core;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  core = garrow_native_file_get_core (self, error);
  if (core == NULL)
    return NULL;
  if (!arw_file_peek_lines (core, n_bytes, &out, &core_error)) {
    garrow_error_set_from_core (error, &core_error);
    return NULL;
  }
  return garrow_bytes_new_from_core (&out);
}

/**
 * garrow_native_file_advance:
 * @self: a file
 * @n_bytes: how many bytes to skip
 * @error: return location for an error
 *
 * Moves the position on over the next bytes: @n_bytes of them, and fewer only at the end
 * of the file, or where reading on fails. Nothing is read if the file can seek.
 *
 * Errors are those of [method@NativeFile.read].
 *
 * Returns: how many bytes were skipped, or -1 on failure
 *
 * Since: 0.1
 */
gint64
garrow_native_file_advance (GArrowNativeFile *self, gint64 n_bytes, GError **error)
{
  ArwError core_error;
  ArwFile *core;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), -1);
  g_return_val_if_fail (error == NULL || *error == NULL, -1);

  core = garrow_native_file_get_core (self, error);
  if (core == NULL)
    return -1;
  return garrow_error_finish_number (arw_file_advance (core, n_bytes, &core_error),
                                     &core_error,
                                     error);
}

gint64
garrow_native_file_copy_core (GArrowNativeFile *from,
                              GArrowNativeFile *to,
                              const ArwProgress *progress,
                              GError **error)
{
  ArwError core_error;
  ArwFile *core_from = garrow_native_file_get_core (from, error);
  ArwFile *core_to;

  if (core_from == NULL)
    return -1;
  core_to = garrow_native_file_get_core (to, error);
  if (core_to == NULL)
    return -1;
  return garrow_error_finish_number (
    arw_file_copy (core_from, core_to, progress, &core_error),
    &core_error,
    error);
}

typedef struct
{
  GFileProgressCallback callback;
  gpointer data;
} Progress;

static void
report (int64_t copied, int64_t total, void *data)
{
  const Progress *progress = data;

  progress->callback (copied, total, progress->data);
}

/**
 * garrow_native_file_copy:
 * @self: a file to read
 * @target: a file to write to
 * @progress_callback: (nullable) (scope call) (closure progress_callback_data): what to
 *   tell now and then how much is copied, or %NULL
 * @progress_callback_data: what to pass to @progress_callback
 * @error: return location for an error
 *
 * Copies everything from the position to the end of the file to another file as
 * [method@NativeFile.download] does, and tells how far it is.
 *
 * @progress_callback gets how many bytes are copied and how many there are, which is -1
 * if nobody knows. It is called after each piece of at most 1 MiB, so that what is slow
 * in it is slow altogether.
 *
 * Returns: how many bytes were copied, or -1 on failure
 *
 * Since: 0.1
 */
gint64
garrow_native_file_copy (GArrowNativeFile *self,
                         GArrowNativeFile *target,
                         GFileProgressCallback progress_callback,
                         gpointer progress_callback_data,
                         GError **error)
{
  Progress progress = {progress_callback, progress_callback_data};
  const ArwProgress core_progress = {report, &progress};

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), -1);
  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (target), -1);
  g_return_val_if_fail (error == NULL || *error == NULL, -1);

  return garrow_native_file_copy_core (self,
                                       target,
                                       progress_callback != NULL ? &core_progress : NULL,
                                       error);
}

/**
 * garrow_native_file_download:
 * @self: a file to read
 * @target: a file to write to
 * @error: return location for an error
 *
 * Copies everything from the position to the end of the file to another file, which is
 * neither flushed nor closed.
 *
 * Errors are those of [method@NativeFile.read] and of [method@NativeFile.write]. Both
 * files then stand behind what was copied. Fails with `GARROW_ERROR_INVALID` if @target
 * is the file itself.
 *
 * Returns: how many bytes were copied, or -1 on failure
 *
 * Since: 0.1
 */
gint64
garrow_native_file_download (GArrowNativeFile *self,
                             GArrowNativeFile *target,
                             GError **error)
{
  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), -1);
  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (target), -1);
  g_return_val_if_fail (error == NULL || *error == NULL, -1);

  return garrow_native_file_copy_core (self, target, NULL, error);
}

/**
 * garrow_native_file_upload:
 * @self: a file to write to
 * @source: a file to read
 * @error: return location for an error
 *
 * Copies everything from the position of another file to its end to this one, as
 * [method@NativeFile.download] does the other way round.
 *
 * Returns: how many bytes were copied, or -1 on failure
 *
 * Since: 0.1
 */
gint64
garrow_native_file_upload (GArrowNativeFile *self,
                           GArrowNativeFile *source,
                           GError **error)
{
  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), -1);
  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (source), -1);
  g_return_val_if_fail (error == NULL || *error == NULL, -1);

  return garrow_native_file_copy_core (source, self, NULL, error);
}
