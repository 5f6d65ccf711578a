/* files/native-file-disk-async.c: what a file on disk can do, without blocking.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/files/native-file-async.h>

#include "files/async-private.h"

static gboolean
run_write_at (GArrowCall *call, GError **error)
{
  const guint8 *data;

  return garrow_call_get_copy (call, &data, error) &&
         garrow_native_file_write_at (call->source,
                                      data,
                                      call->n_bytes,
                                      call->offset,
                                      error);
}

/**
 * garrow_native_file_write_at_async:
 * @self: a file
 * @data: (array length=n_bytes): what to write, which is copied
 * @n_bytes: how much, in bytes
 * @offset: where to write, in bytes from the start of the file
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Writes bytes at an offset as [method@NativeFile.write_at] does, without blocking. If
 * the call is cancelled, part of them may be written.
 *
 * Since: 0.1
 */
void
garrow_native_file_write_at_async (GArrowNativeFile *self,
                                   const guint8 *data,
                                   gint64 n_bytes,
                                   gint64 offset,
                                   int io_priority,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_NATIVE_FILE (self));
  g_return_if_fail (data != NULL || n_bytes <= 0);

  call = garrow_call_new (run_write_at, 0, self);
  garrow_call_take_copy (call, data, n_bytes);
  call->offset = offset;
  garrow_call_start_on_file (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_native_file_write_at_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@NativeFile.write_at_async] began.
 *
 * Returns: whether everything was written
 *
 * Since: 0.1
 */
gboolean
garrow_native_file_write_at_finish (GArrowNativeFile *self,
                                    GAsyncResult *result,
                                    GError **error)
{
  return garrow_call_finish (self, result, run_write_at, error) != NULL;
}

static gboolean
run_write_buffer_at (GArrowCall *call, GError **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (call->bytes, &size);

  return garrow_native_file_write_at (call->source,
                                      data,
                                      (gint64)size,
                                      call->offset,
                                      error);
}

/**
 * garrow_native_file_write_buffer_at_async:
 * @self: a file
 * @buffer: what to write, which is held and not copied
 * @offset: where to write, in bytes from the start of the file
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Writes all of @buffer at an offset as [method@NativeFile.write_buffer_at] does,
 * without blocking. If the call is cancelled, part of it may be written.
 *
 * Since: 0.1
 */
void
garrow_native_file_write_buffer_at_async (GArrowNativeFile *self,
                                          GArrowBuffer *buffer,
                                          gint64 offset,
                                          int io_priority,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_NATIVE_FILE (self));
  g_return_if_fail (GARROW_IS_BUFFER (buffer));

  call = garrow_call_new (run_write_buffer_at, 0, self);
  call->bytes = garrow_buffer_get_data (buffer);
  call->offset = offset;
  garrow_call_start_on_file (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_native_file_write_buffer_at_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@NativeFile.write_buffer_at_async] began.
 *
 * Returns: whether everything was written
 *
 * Since: 0.1
 */
gboolean
garrow_native_file_write_buffer_at_finish (GArrowNativeFile *self,
                                           GAsyncResult *result,
                                           GError **error)
{
  return garrow_call_finish (self, result, run_write_buffer_at, error) != NULL;
}

static gboolean
run_sync (GArrowCall *call, GError **error)
{
  return garrow_native_file_sync (call->source, error);
}

/**
 * garrow_native_file_sync_async:
 * @self: a file
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Waits until the system has the file on disk as [method@NativeFile.sync] does, without
 * blocking. The system cannot be told to stop, so a call that is cancelled once it
 * waits for the disk ends when that is done.
 *
 * Since: 0.1
 */
void
garrow_native_file_sync_async (GArrowNativeFile *self,
                               int io_priority,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_NATIVE_FILE (self));

  call = garrow_call_new (run_sync, 0, self);
  garrow_call_start_on_file (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_native_file_sync_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@NativeFile.sync_async] began.
 *
 * Returns: whether it went well
 *
 * Since: 0.1
 */
gboolean
garrow_native_file_sync_finish (GArrowNativeFile *self,
                                GAsyncResult *result,
                                GError **error)
{
  return garrow_call_finish (self, result, run_sync, error) != NULL;
}

static gboolean
run_truncate (GArrowCall *call, GError **error)
{
  return garrow_native_file_truncate (call->source, call->n_bytes, error);
}

/**
 * garrow_native_file_truncate_async:
 * @self: a file
 * @size: how many bytes the file is to have
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Cuts the file short or makes it longer as [method@NativeFile.truncate] does, without
 * blocking.
 *
 * Since: 0.1
 */
void
garrow_native_file_truncate_async (GArrowNativeFile *self,
                                   gint64 size,
                                   int io_priority,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_NATIVE_FILE (self));

  call = garrow_call_new (run_truncate, 0, self);
  call->n_bytes = size;
  garrow_call_start_on_file (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_native_file_truncate_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@NativeFile.truncate_async] began.
 *
 * Returns: whether the file has the size now
 *
 * Since: 0.1
 */
gboolean
garrow_native_file_truncate_finish (GArrowNativeFile *self,
                                    GAsyncResult *result,
                                    GError **error)
{
  return garrow_call_finish (self, result, run_truncate, error) != NULL;
}
