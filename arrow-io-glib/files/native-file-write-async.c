/* files/native-file-write-async.c: writing, flushing and closing without blocking.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/files/native-file-async.h>

#include "files/async-private.h"

static gboolean
run_write (GArrowCall *call, GError **error)
{
  const guint8 *data;

  return garrow_call_get_copy (call, &data, error) &&
         garrow_native_file_write (call->source, data, call->n_bytes, error);
}

/**
 * garrow_native_file_write_async:
 * @self: a file
 * @data: (array length=n_bytes): what to write, which is copied
 * @n_bytes: how much, in bytes
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Writes bytes as [method@NativeFile.write] does, without blocking. If the call is
 * cancelled, part of them may be written.
 *
 * Since: 0.1
 */
void
garrow_native_file_write_async (GArrowNativeFile *self,
                                const guint8 *data,
                                gint64 n_bytes,
                                int io_priority,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_NATIVE_FILE (self));
  g_return_if_fail (data != NULL || n_bytes <= 0);

  call = garrow_call_new (run_write, 0, self);
  garrow_call_take_copy (call, data, n_bytes);
  garrow_call_start_on_file (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_native_file_write_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@NativeFile.write_async] began.
 *
 * Returns: whether everything was written
 *
 * Since: 0.1
 */
gboolean
garrow_native_file_write_finish (GArrowNativeFile *self,
                                 GAsyncResult *result,
                                 GError **error)
{
  return garrow_call_finish (self, result, run_write, error) != NULL;
}

static gboolean
run_write_bytes (GArrowCall *call, GError **error)
{
  return garrow_native_file_write_bytes (call->source, call->bytes, error);
}

/**
 * garrow_native_file_write_bytes_async:
 * @self: a file
 * @bytes: what to write
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Writes all of @bytes as [method@NativeFile.write_bytes] does, without blocking. If
 * the call is cancelled, part of them may be written.
 *
 * Since: 0.1
 */
void
garrow_native_file_write_bytes_async (GArrowNativeFile *self,
                                      GBytes *bytes,
                                      int io_priority,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_NATIVE_FILE (self));
  g_return_if_fail (bytes != NULL);

  call = garrow_call_new (run_write_bytes, 0, self);
  call->bytes = g_bytes_ref (bytes);
  garrow_call_start_on_file (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_native_file_write_bytes_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@NativeFile.write_bytes_async] began.
 *
 * Returns: whether everything was written
 *
 * Since: 0.1
 */
gboolean
garrow_native_file_write_bytes_finish (GArrowNativeFile *self,
                                       GAsyncResult *result,
                                       GError **error)
{
  return garrow_call_finish (self, result, run_write_bytes, error) != NULL;
}

static gboolean
run_write_buffer (GArrowCall *call, GError **error)
{
  return garrow_native_file_write_bytes (call->source, call->bytes, error);
}

/**
 * garrow_native_file_write_buffer_async:
 * @self: a file
 * @buffer: what to write, which is held and not copied
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Writes all of @buffer as [method@NativeFile.write_buffer] does, without blocking. If
 * the call is cancelled, part of it may be written.
 *
 * Since: 0.1
 */
void
garrow_native_file_write_buffer_async (GArrowNativeFile *self,
                                       GArrowBuffer *buffer,
                                       int io_priority,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_NATIVE_FILE (self));
  g_return_if_fail (GARROW_IS_BUFFER (buffer));

  call = garrow_call_new (run_write_buffer, 0, self);
  call->bytes = garrow_buffer_get_data (buffer);
  garrow_call_start_on_file (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_native_file_write_buffer_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@NativeFile.write_buffer_async] began.
 *
 * Returns: whether everything was written
 *
 * Since: 0.1
 */
gboolean
garrow_native_file_write_buffer_finish (GArrowNativeFile *self,
                                        GAsyncResult *result,
                                        GError **error)
{
  return garrow_call_finish (self, result, run_write_buffer, error) != NULL;
}

static gboolean
run_flush (GArrowCall *call, GError **error)
{
  return garrow_native_file_flush (call->source, error);
}

/**
 * garrow_native_file_flush_async:
 * @self: a file
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Hands everything that was written on as [method@NativeFile.flush] does, without
 * blocking.
 *
 * Since: 0.1
 */
void
garrow_native_file_flush_async (GArrowNativeFile *self,
                                int io_priority,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_NATIVE_FILE (self));

  call = garrow_call_new (run_flush, 0, self);
  garrow_call_start_on_file (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_native_file_flush_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@NativeFile.flush_async] began.
 *
 * Returns: whether it went well
 *
 * Since: 0.1
 */
gboolean
garrow_native_file_flush_finish (GArrowNativeFile *self,
                                 GAsyncResult *result,
                                 GError **error)
{
  return garrow_call_finish (self, result, run_flush, error) != NULL;
}

static gboolean
run_close (GArrowCall *call, GError **error)
{
  return garrow_native_file_close (call->source, error);
}

/**
 * garrow_native_file_close_async:
 * @self: a file
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Closes the file as [method@NativeFile.close] does, without blocking. A call that is
 * cancelled closes the file too: it does not wait until everything is written, and
 * fails if something is lost.
 *
 * Since: 0.1
 */
void
garrow_native_file_close_async (GArrowNativeFile *self,
                                int io_priority,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_NATIVE_FILE (self));

  call = garrow_call_new (run_close, GARROW_CALL_CLOSES, self);
  garrow_call_start_on_file (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_native_file_close_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@NativeFile.close_async] began.
 *
 * Returns: whether everything was written
 *
 * Since: 0.1
 */
gboolean
garrow_native_file_close_finish (GArrowNativeFile *self,
                                 GAsyncResult *result,
                                 GError **error)
{
  return garrow_call_finish (self, result, run_close, error) != NULL;
}
