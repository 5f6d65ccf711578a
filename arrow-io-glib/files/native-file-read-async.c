/* files/native-file-read-async.c: reading without blocking.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/files/native-file-async.h>

#include "files/async-private.h"

static gboolean
run_read (GArrowCall *call, GError **error)
{
  return garrow_call_give_bytes (
    call,
    garrow_native_file_read (call->source, call->n_bytes, error));
}

/**
 * garrow_native_file_read_async:
 * @self: a file
 * @n_bytes: how many bytes to read
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Reads the next bytes as [method@NativeFile.read] does, without blocking. If the call
 * is cancelled, what it had read already is read again by the next one.
 *
 * Since: 0.1
 */
void
garrow_native_file_read_async (GArrowNativeFile *self,
                               gint64 n_bytes,
                               int io_priority,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_NATIVE_FILE (self));

  call = garrow_call_new (run_read, 0, self);
  call->n_bytes = n_bytes;
  garrow_call_start_on_file (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_native_file_read_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@NativeFile.read_async] began.
 *
 * Returns: (transfer full): the bytes, empty at the end of the file
 *
 * Since: 0.1
 */
GBytes *
garrow_native_file_read_finish (GArrowNativeFile *self,
                                GAsyncResult *result,
                                GError **error)
{
  return garrow_call_finish_pointer (self, result, run_read, error);
}

static gboolean
run_read_buffer (GArrowCall *call, GError **error)
{
  return garrow_call_give_object (
    call,
    garrow_native_file_read_buffer (call->source, call->n_bytes, error));
}

/**
 * garrow_native_file_read_buffer_async:
 * @self: a file
 * @n_bytes: how many bytes to read
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Reads the next bytes as [method@NativeFile.read_buffer] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_native_file_read_buffer_async (GArrowNativeFile *self,
                                      gint64 n_bytes,
                                      int io_priority,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_NATIVE_FILE (self));

  call = garrow_call_new (run_read_buffer, 0, self);
  call->n_bytes = n_bytes;
  garrow_call_start_on_file (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_native_file_read_buffer_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@NativeFile.read_buffer_async] began.
 *
 * Returns: (transfer full): the bytes, empty at the end of the file
 *
 * Since: 0.1
 */
GArrowBuffer *
garrow_native_file_read_buffer_finish (GArrowNativeFile *self,
                                       GAsyncResult *result,
                                       GError **error)
{
  return garrow_call_finish_pointer (self, result, run_read_buffer, error);
}

static gboolean
run_read1 (GArrowCall *call, GError **error)
{
  return garrow_call_give_bytes (
    call,
    garrow_native_file_read1 (call->source, call->n_bytes, error));
}

/**
 * garrow_native_file_read1_async:
 * @self: a file
 * @n_bytes: how many bytes to read at most
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Reads what one call to the source gives as [method@NativeFile.read1] does, without
 * blocking: on a pipe, what has come.
 *
 * Since: 0.1
 */
void
garrow_native_file_read1_async (GArrowNativeFile *self,
                                gint64 n_bytes,
                                int io_priority,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_NATIVE_FILE (self));

  call = garrow_call_new (run_read1, 0, self);
  call->n_bytes = n_bytes;
  garrow_call_start_on_file (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_native_file_read1_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@NativeFile.read1_async] began.
 *
 * Returns: (transfer full): the bytes, empty at the end of the file
 *
 * Since: 0.1
 */
GBytes *
garrow_native_file_read1_finish (GArrowNativeFile *self,
                                 GAsyncResult *result,
                                 GError **error)
{
  return garrow_call_finish_pointer (self, result, run_read1, error);
}

static gboolean
run_read_all (GArrowCall *call, GError **error)
{
  return garrow_call_give_bytes (call, garrow_native_file_read_all (call->source, error));
}

/**
 * garrow_native_file_read_all_async:
 * @self: a file
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Reads everything that is left as [method@NativeFile.read_all] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_native_file_read_all_async (GArrowNativeFile *self,
                                   int io_priority,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_NATIVE_FILE (self));

  call = garrow_call_new (run_read_all, 0, self);
  garrow_call_start_on_file (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_native_file_read_all_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@NativeFile.read_all_async] began.
 *
 * Returns: (transfer full): the bytes, empty at the end of the file
 *
 * Since: 0.1
 */
GBytes *
garrow_native_file_read_all_finish (GArrowNativeFile *self,
                                    GAsyncResult *result,
                                    GError **error)
{
  return garrow_call_finish_pointer (self, result, run_read_all, error);
}

static gboolean
run_read_all_buffer (GArrowCall *call, GError **error)
{
  return garrow_call_give_object (
    call,
    garrow_native_file_read_all_buffer (call->source, error));
}

/**
 * garrow_native_file_read_all_buffer_async:
 * @self: a file
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Reads everything that is left as [method@NativeFile.read_all_buffer] does, without
 * blocking.
 *
 * Since: 0.1
 */
void
garrow_native_file_read_all_buffer_async (GArrowNativeFile *self,
                                          int io_priority,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_NATIVE_FILE (self));

  call = garrow_call_new (run_read_all_buffer, 0, self);
  garrow_call_start_on_file (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_native_file_read_all_buffer_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@NativeFile.read_all_buffer_async] began.
 *
 * Returns: (transfer full): the bytes, empty at the end of the file
 *
 * Since: 0.1
 */
GArrowBuffer *
garrow_native_file_read_all_buffer_finish (GArrowNativeFile *self,
                                           GAsyncResult *result,
                                           GError **error)
{
  return garrow_call_finish_pointer (self, result, run_read_all_buffer, error);
}

static gboolean
run_read_line (GArrowCall *call, GError **error)
{
  return garrow_call_give_bytes (call,
                                 garrow_native_file_read_line (call->source, error));
}

/**
 * garrow_native_file_read_line_async:
 * @self: a file
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Reads the next line as [method@NativeFile.read_line] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_native_file_read_line_async (GArrowNativeFile *self,
                                    int io_priority,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_NATIVE_FILE (self));

  call = garrow_call_new (run_read_line, 0, self);
  garrow_call_start_on_file (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_native_file_read_line_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@NativeFile.read_line_async] began.
 *
 * Returns: (transfer full): the line, empty at the end of the file
 *
 * Since: 0.1
 */
GBytes *
garrow_native_file_read_line_finish (GArrowNativeFile *self,
                                     GAsyncResult *result,
                                     GError **error)
{
  return garrow_call_finish_pointer (self, result, run_read_line, error);
}

static gboolean
run_read_at (GArrowCall *call, GError **error)
{
  return garrow_call_give_bytes (
    call,
    garrow_native_file_read_at (call->source, call->n_bytes, call->offset, error));
}

/**
 * garrow_native_file_read_at_async:
 * @self: a file
 * @n_bytes: how many bytes to read
 * @offset: where to read, in bytes from the start of the file
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Reads bytes at an offset as [method@NativeFile.read_at] does, without blocking. Where
 * many threads may call that at once, many of these calls may run at once too.
 *
 * Since: 0.1
 */
void
garrow_native_file_read_at_async (GArrowNativeFile *self,
                                  gint64 n_bytes,
                                  gint64 offset,
                                  int io_priority,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_NATIVE_FILE (self));

  call = garrow_call_new (run_read_at, GARROW_CALL_READS_AT, self);
  call->n_bytes = n_bytes;
  call->offset = offset;
  garrow_call_start_on_file (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_native_file_read_at_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@NativeFile.read_at_async] began.
 *
 * Returns: (transfer full): the bytes, empty at and behind the end of the file
 *
 * Since: 0.1
 */
GBytes *
garrow_native_file_read_at_finish (GArrowNativeFile *self,
                                   GAsyncResult *result,
                                   GError **error)
{
  return garrow_call_finish_pointer (self, result, run_read_at, error);
}

static gboolean
run_read_buffer_at (GArrowCall *call, GError **error)
{
  return garrow_call_give_object (
    call,
    garrow_native_file_read_buffer_at (call->source, call->n_bytes, call->offset, error));
}

/**
 * garrow_native_file_read_buffer_at_async:
 * @self: a file
 * @n_bytes: how many bytes to read
 * @offset: where to read, in bytes from the start of the file
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Reads bytes at an offset as [method@NativeFile.read_buffer_at] does, without
 * blocking, and many at once as [method@NativeFile.read_at_async].
 *
 * Since: 0.1
 */
void
garrow_native_file_read_buffer_at_async (GArrowNativeFile *self,
                                         gint64 n_bytes,
                                         gint64 offset,
                                         int io_priority,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_NATIVE_FILE (self));

  call = garrow_call_new (run_read_buffer_at, GARROW_CALL_READS_AT, self);
  call->n_bytes = n_bytes;
  call->offset = offset;
  garrow_call_start_on_file (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_native_file_read_buffer_at_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@NativeFile.read_buffer_at_async] began.
 *
 * Returns: (transfer full): the bytes, empty at and behind the end of the file
 *
 * Since: 0.1
 */
GArrowBuffer *
garrow_native_file_read_buffer_at_finish (GArrowNativeFile *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  return garrow_call_finish_pointer (self, result, run_read_buffer_at, error);
}
