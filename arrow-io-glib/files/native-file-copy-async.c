/* files/native-file-copy-async.c: copying all of a file without blocking.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/files/native-file-async.h>

#include "files/async-private.h"
#include "files/native-file-private.h"

static gboolean
copy (GArrowCall *call, gpointer from, gpointer to, GError **error)
{
  const ArwProgress progress = {garrow_call_report, call};

  return garrow_call_give_number (
    call,
    garrow_native_file_copy_core (from,
                                  to,
                                  call->progress != NULL ? &progress : NULL,
                                  error));
}

static void
start (GArrowCall *call,
       GArrowNativeFile *other,
       int io_priority,
       GCancellable *cancellable,
       GFileProgressCallback progress_callback,
       gpointer progress_callback_data,
       GDestroyNotify progress_callback_data_free,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GArrowNativeFile *files[] = {call->source, other, NULL};

  call->object = G_OBJECT (g_object_ref (other));
  call->progress = progress_callback;
  call->progress_data = progress_callback_data;
  call->progress_data_free = progress_callback_data_free;
  garrow_call_start (call, files, io_priority, cancellable, callback, user_data);
}

static gboolean
run_copy (GArrowCall *call, GError **error)
{
  return copy (call, call->source, call->object, error);
}

/**
 * garrow_native_file_copy_async:
 * @self: a file to read
 * @target: a file to write to
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @progress_callback: (nullable) (scope notified) (closure progress_callback_data)
 *   (destroy progress_callback_data_free): what to tell now and then how much is copied,
 *   or %NULL
 * @progress_callback_data: what to pass to @progress_callback
 * @progress_callback_data_free: (nullable): what frees @progress_callback_data
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Copies everything that is left to another file as [method@NativeFile.copy] does,
 * without blocking. The progress is told in the same main context as the result; each
 * call tells what is newest, and a call that went well ends with the whole. If the call
 * is cancelled, both files stand behind what was copied.
 *
 * Since: 0.1
 */
void
garrow_native_file_copy_async (GArrowNativeFile *self,
                               GArrowNativeFile *target,
                               int io_priority,
                               GCancellable *cancellable,
                               GFileProgressCallback progress_callback,
                               gpointer progress_callback_data,
                               GDestroyNotify progress_callback_data_free,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (GARROW_IS_NATIVE_FILE (self));
  g_return_if_fail (GARROW_IS_NATIVE_FILE (target));

  start (garrow_call_new (run_copy, 0, self),
         target,
         io_priority,
         cancellable,
         progress_callback,
         progress_callback_data,
         progress_callback_data_free,
         callback,
         user_data);
}

/**
 * garrow_native_file_copy_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@NativeFile.copy_async] began.
 *
 * Returns: how many bytes were copied, or -1 on failure
 *
 * Since: 0.1
 */
gint64
garrow_native_file_copy_finish (GArrowNativeFile *self,
                                GAsyncResult *result,
                                GError **error)
{
  return garrow_call_finish_number (self, result, run_copy, error);
}

static gboolean
run_download (GArrowCall *call, GError **error)
{
  return copy (call, call->source, call->object, error);
}

/**
 * garrow_native_file_download_async:
 * @self: a file to read
 * @target: a file to write to
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @progress_callback: (nullable) (scope notified) (closure progress_callback_data)
 *   (destroy progress_callback_data_free): what to tell now and then how much is copied,
 *   or %NULL
 * @progress_callback_data: what to pass to @progress_callback
 * @progress_callback_data_free: (nullable): what frees @progress_callback_data
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Copies everything that is left to another file as [method@NativeFile.download] does,
 * without blocking. The progress is told as by [method@NativeFile.copy_async].
 *
 * Since: 0.1
 */
void
garrow_native_file_download_async (GArrowNativeFile *self,
                                   GArrowNativeFile *target,
                                   int io_priority,
                                   GCancellable *cancellable,
                                   GFileProgressCallback progress_callback,
                                   gpointer progress_callback_data,
                                   GDestroyNotify progress_callback_data_free,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (GARROW_IS_NATIVE_FILE (self));
  g_return_if_fail (GARROW_IS_NATIVE_FILE (target));

  start (garrow_call_new (run_download, 0, self),
         target,
         io_priority,
         cancellable,
         progress_callback,
         progress_callback_data,
         progress_callback_data_free,
         callback,
         user_data);
}

/**
 * garrow_native_file_download_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@NativeFile.download_async] began.
 *
 * Returns: how many bytes were copied, or -1 on failure
 *
 * Since: 0.1
 */
gint64
garrow_native_file_download_finish (GArrowNativeFile *self,
                                    GAsyncResult *result,
                                    GError **error)
{
  return garrow_call_finish_number (self, result, run_download, error);
}

static gboolean
run_upload (GArrowCall *call, GError **error)
{
  return copy (call, call->object, call->source, error);
}

/**
 * garrow_native_file_upload_async:
 * @self: a file to write to
 * @source: a file to read
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @progress_callback: (nullable) (scope notified) (closure progress_callback_data)
 *   (destroy progress_callback_data_free): what to tell now and then how much is copied,
 *   or %NULL
 * @progress_callback_data: what to pass to @progress_callback
 * @progress_callback_data_free: (nullable): what frees @progress_callback_data
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Copies everything that is left of another file to this one as
 * [method@NativeFile.upload] does, without blocking. The progress is told as by
 * [method@NativeFile.copy_async].
 *
 * Since: 0.1
 */
void
garrow_native_file_upload_async (GArrowNativeFile *self,
                                 GArrowNativeFile *source,
                                 int io_priority,
                                 GCancellable *cancellable,
                                 GFileProgressCallback progress_callback,
                                 gpointer progress_callback_data,
                                 GDestroyNotify progress_callback_data_free,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (GARROW_IS_NATIVE_FILE (self));
  g_return_if_fail (GARROW_IS_NATIVE_FILE (source));

  start (garrow_call_new (run_upload, 0, self),
         source,
         io_priority,
         cancellable,
         progress_callback,
         progress_callback_data,
         progress_callback_data_free,
         callback,
         user_data);
}

/**
 * garrow_native_file_upload_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@NativeFile.upload_async] began.
 *
 * Returns: how many bytes were copied, or -1 on failure
 *
 * Since: 0.1
 */
gint64
garrow_native_file_upload_finish (GArrowNativeFile *self,
                                  GAsyncResult *result,
                                  GError **error)
{
  return garrow_call_finish_number (self, result, run_upload, error);
}
