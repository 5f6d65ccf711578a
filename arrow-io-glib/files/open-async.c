/* files/open-async.c: opening without blocking.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/files/open-async.h>

#include <arrow-io-glib/files/open.h>

#include "files/async-private.h"
#include "files/stream-options-private.h"

/* The options stay as they are now. */
static GArrowCall *
new_call (GArrowCallFunc run, GArrowStreamOptions *options)
{
  GArrowCall *call = garrow_call_new (run, 0, NULL);

  if (options != NULL)
    call->other = G_OBJECT (garrow_stream_options_copy (options));
  return call;
}

static GArrowStreamOptions *
get_options (GArrowCall *call)
{
  return (GArrowStreamOptions *)call->other;
}

static void
start_for_path (GArrowCall *call,
                const char *path,
                int io_priority,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  GArrowNativeFile *none[] = {NULL};

  call->text = g_strdup (path);
  garrow_call_start (call, none, io_priority, cancellable, callback, user_data);
}

static void
start_for_value (GArrowCall *call,
                 const GValue *value,
                 int io_priority,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  GArrowNativeFile *files[] = {NULL, NULL};

  g_value_init (&call->value, G_VALUE_TYPE (value));
  g_value_copy (value, &call->value);
  if (G_VALUE_HOLDS_OBJECT (value) && GARROW_IS_NATIVE_FILE (g_value_get_object (value)))
    files[0] = g_value_get_object (value);
  garrow_call_start (call, files, io_priority, cancellable, callback, user_data);
}

static void
start_for_object (GArrowCall *call,
                  GObject *object,
                  int io_priority,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_OBJECT);
  g_value_set_object (&value, object);
  start_for_value (call, &value, io_priority, cancellable, callback, user_data);
}

static gboolean
run_input_stream (GArrowCall *call, GError **error)
{
  return garrow_call_give_object (
    call,
    garrow_input_stream (&call->value, get_options (call), error));
}

/**
 * garrow_input_stream_async:
 * @source: what to open, as for [func@input_stream]
 * @options: (nullable): how to open it, or %NULL for the defaults
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Opens for reading as [func@input_stream] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_input_stream_async (const GValue *source,
                           GArrowStreamOptions *options,
                           int io_priority,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (G_IS_VALUE (source));
  g_return_if_fail (options == NULL || GARROW_IS_STREAM_OPTIONS (options));

  start_for_value (new_call (run_input_stream, options),
                   source,
                   io_priority,
                   cancellable,
                   callback,
                   user_data);
}

/**
 * garrow_input_stream_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [func@input_stream_async] began.
 *
 * Returns: (transfer full): a file
 *
 * Since: 0.1
 */
GArrowNativeFile *
garrow_input_stream_finish (GAsyncResult *result, GError **error)
{
  return garrow_call_finish_pointer (NULL, result, run_input_stream, error);
}

static gboolean
run_input_stream_for_path (GArrowCall *call, GError **error)
{
  return garrow_call_give_object (
    call,
    garrow_input_stream_for_path (call->text, get_options (call), error));
}

/**
 * garrow_input_stream_for_path_async:
 * @path: (type filename): the path of a file
 * @options: (nullable): how to open it, or %NULL for the defaults
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Opens for reading as [func@input_stream_for_path] does, without blocking. A FIFO that
 * is opened for reading is there at once, and the first read waits for somebody to
 * write.
 *
 * Since: 0.1
 */
void
garrow_input_stream_for_path_async (const char *path,
                                    GArrowStreamOptions *options,
                                    int io_priority,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (options == NULL || GARROW_IS_STREAM_OPTIONS (options));

  start_for_path (new_call (run_input_stream_for_path, options),
                  path,
                  io_priority,
                  cancellable,
                  callback,
                  user_data);
}

/**
 * garrow_input_stream_for_path_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [func@input_stream_for_path_async] began.
 *
 * Returns: (transfer full): a file
 *
 * Since: 0.1
 */
GArrowNativeFile *
garrow_input_stream_for_path_finish (GAsyncResult *result, GError **error)
{
  return garrow_call_finish_pointer (NULL, result, run_input_stream_for_path, error);
}

/**
 * garrow_input_stream_for_object_async:
 * @source: what to open, as for [func@input_stream_for_object]
 * @options: (nullable): how to open it, or %NULL for the defaults
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Opens for reading as [func@input_stream_for_object] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_input_stream_for_object_async (GObject *source,
                                      GArrowStreamOptions *options,
                                      int io_priority,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_return_if_fail (G_IS_OBJECT (source));
  g_return_if_fail (options == NULL || GARROW_IS_STREAM_OPTIONS (options));

  start_for_object (new_call (run_input_stream, options),
                    source,
                    io_priority,
                    cancellable,
                    callback,
                    user_data);
}

/**
 * garrow_input_stream_for_object_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [func@input_stream_for_object_async] began.
 *
 * Returns: (transfer full): a file
 *
 * Since: 0.1
 */
GArrowNativeFile *
garrow_input_stream_for_object_finish (GAsyncResult *result, GError **error)
{
  return garrow_call_finish_pointer (NULL, result, run_input_stream, error);
}

static gboolean
run_output_stream (GArrowCall *call, GError **error)
{
  return garrow_call_give_object (
    call,
    garrow_output_stream (&call->value, get_options (call), error));
}

/**
 * garrow_output_stream_async:
 * @target: what to open, as for [func@output_stream]
 * @options: (nullable): how to open it, or %NULL for the defaults
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Opens for writing as [func@output_stream] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_output_stream_async (const GValue *target,
                            GArrowStreamOptions *options,
                            int io_priority,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (G_IS_VALUE (target));
  g_return_if_fail (options == NULL || GARROW_IS_STREAM_OPTIONS (options));

  start_for_value (new_call (run_output_stream, options),
                   target,
                   io_priority,
                   cancellable,
                   callback,
                   user_data);
}

/**
 * garrow_output_stream_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [func@output_stream_async] began.
 *
 * Returns: (transfer full): a file
 *
 * Since: 0.1
 */
GArrowNativeFile *
garrow_output_stream_finish (GAsyncResult *result, GError **error)
{
  return garrow_call_finish_pointer (NULL, result, run_output_stream, error);
}

static gboolean
run_output_stream_for_path (GArrowCall *call, GError **error)
{
  return garrow_call_give_object (
    call,
    garrow_output_stream_for_path (call->text, get_options (call), error));
}

/**
 * garrow_output_stream_for_path_async:
 * @path: (type filename): the path of a file
 * @options: (nullable): how to open it, or %NULL for the defaults
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Opens for writing as [func@output_stream_for_path] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_output_stream_for_path_async (const char *path,
                                     GArrowStreamOptions *options,
                                     int io_priority,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (options == NULL || GARROW_IS_STREAM_OPTIONS (options));

  start_for_path (new_call (run_output_stream_for_path, options),
                  path,
                  io_priority,
                  cancellable,
                  callback,
                  user_data);
}

/**
 * garrow_output_stream_for_path_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [func@output_stream_for_path_async] began.
 *
 * Returns: (transfer full): a file
 *
 * Since: 0.1
 */
GArrowNativeFile *
garrow_output_stream_for_path_finish (GAsyncResult *result, GError **error)
{
  return garrow_call_finish_pointer (NULL, result, run_output_stream_for_path, error);
}

/**
 * garrow_output_stream_for_object_async:
 * @target: what to open, as for [func@output_stream_for_object]
 * @options: (nullable): how to open it, or %NULL for the defaults
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Opens for writing as [func@output_stream_for_object] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_output_stream_for_object_async (GObject *target,
                                       GArrowStreamOptions *options,
                                       int io_priority,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_return_if_fail (G_IS_OBJECT (target));
  g_return_if_fail (options == NULL || GARROW_IS_STREAM_OPTIONS (options));

  start_for_object (new_call (run_output_stream, options),
                    target,
                    io_priority,
                    cancellable,
                    callback,
                    user_data);
}

/**
 * garrow_output_stream_for_object_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [func@output_stream_for_object_async] began.
 *
 * Returns: (transfer full): a file
 *
 * Since: 0.1
 */
GArrowNativeFile *
garrow_output_stream_for_object_finish (GAsyncResult *result, GError **error)
{
  return garrow_call_finish_pointer (NULL, result, run_output_stream, error);
}
