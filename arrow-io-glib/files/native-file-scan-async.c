/* files/native-file-scan-async.c: reading into a buffer and up to a delimiter, looking
 * ahead and skipping without blocking.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/files/native-file-async.h>

#include "files/async-private.h"

static gboolean
run_read_into_buffer (GArrowCall *call, GError **error)
{
  gsize size;
  gconstpointer out = g_bytes_get_data (call->bytes, &size);

  return garrow_call_give_number (
    call,
    garrow_native_file_read_into (call->source, (gpointer)out, (gint64)size, error));
}

/**
 * garrow_native_file_read_into_buffer_async:
 * @self: a file
 * @buffer: where to put the bytes
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Reads the next bytes into a buffer as [method@NativeFile.read_into_buffer] does,
 * without blocking. The bytes go where the buffer has its memory now, and nobody else
 * should touch them until it is done.
 *
 * Since: 0.1
 */
void
garrow_native_file_read_into_buffer_async (GArrowNativeFile *self,
                                           GArrowMutableBuffer *buffer,
                                           int io_priority,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_NATIVE_FILE (self));
  g_return_if_fail (GARROW_IS_MUTABLE_BUFFER (buffer));

  call = garrow_call_new (run_read_into_buffer, 0, self);
  call->bytes = garrow_buffer_get_mutable_data (GARROW_BUFFER (buffer));
  garrow_call_start_on_file (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_native_file_read_into_buffer_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@NativeFile.read_into_buffer_async] began.
 *
 * Returns: how many bytes were read, or -1 on failure
 *
 * Since: 0.1
 */
gint64
garrow_native_file_read_into_buffer_finish (GArrowNativeFile *self,
                                            GAsyncResult *result,
                                            GError **error)
{
  return garrow_call_finish_number (self, result, run_read_into_buffer, error);
}

static gboolean
run_read_until (GArrowCall *call, GError **error)
{
  return garrow_call_give_bytes (
    call,
    garrow_native_file_read_until (call->source, (guint8)call->n_bytes, error));
}

/**
 * garrow_native_file_read_until_async:
 * @self: a file
 * @delimiter: the byte that ends what is read
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Reads everything up to and including the next @delimiter as
 * [method@NativeFile.read_until] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_native_file_read_until_async (GArrowNativeFile *self,
                                     guint8 delimiter,
                                     int io_priority,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_NATIVE_FILE (self));

  call = garrow_call_new (run_read_until, 0, self);
  call->n_bytes = delimiter;
  garrow_call_start_on_file (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_native_file_read_until_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@NativeFile.read_until_async] began.
 *
 * Returns: (transfer full): the bytes, empty at the end of the file
 *
 * Since: 0.1
 */
GBytes *
garrow_native_file_read_until_finish (GArrowNativeFile *self,
                                      GAsyncResult *result,
                                      GError **error)
{
  return garrow_call_finish_pointer (self, result, run_read_until, error);
}

static gboolean
run_peek (GArrowCall *call, GError **error)
{
  return garrow_call_give_bytes (
    call,
    garrow_native_file_peek (call->source, call->n_bytes, error));
}

/**
 * garrow_native_file_peek_async:
 * @self: a file
 * @n_bytes: how many bytes to look at
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Looks at the next bytes as [method@NativeFile.peek] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_native_file_peek_async (GArrowNativeFile *self,
                               gint64 n_bytes,
                               int io_priority,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_NATIVE_FILE (self));

  call = garrow_call_new (run_peek, 0, self);
  call->n_bytes = n_bytes;
  garrow_call_start_on_file (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_native_file_peek_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@NativeFile.peek_async] began.
 *
 * Returns: (transfer full): the bytes, fewer than asked for only at the end of the file
 *
 * Since: 0.1
 */
GBytes *
garrow_native_file_peek_finish (GArrowNativeFile *self,
                                GAsyncResult *result,
                                GError **error)
{
  return garrow_call_finish_pointer (self, result, run_peek, error);
}

static gboolean
run_advance (GArrowCall *call, GError **error)
{
  return garrow_call_give_number (
    call,
    garrow_native_file_advance (call->source, call->n_bytes, error));
}

/**
 * garrow_native_file_advance_async:
 * @self: a file
 * @n_bytes: how many bytes to skip
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Skips bytes as [method@NativeFile.advance] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_native_file_advance_async (GArrowNativeFile *self,
                                  gint64 n_bytes,
                                  int io_priority,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_NATIVE_FILE (self));

  call = garrow_call_new (run_advance, 0, self);
  call->n_bytes = n_bytes;
  garrow_call_start_on_file (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_native_file_advance_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@NativeFile.advance_async] began.
 *
 * Returns: how many bytes were skipped, or -1 on failure
 *
 * Since: 0.1
 */
gint64
garrow_native_file_advance_finish (GArrowNativeFile *self,
                                   GAsyncResult *result,
                                   GError **error)
{
  return garrow_call_finish_number (self, result, run_advance, error);
}
