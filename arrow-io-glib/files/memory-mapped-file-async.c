/* files/memory-mapped-file-async.c: mapping files without blocking.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/files/memory-mapped-file.h>

#include "files/async-private.h"

static gboolean
run_memory_map (GArrowCall *call, GError **error)
{
  return garrow_call_give_object (call,
                                  garrow_memory_map (call->text, call->mode, error));
}

/**
 * garrow_memory_map_async:
 * @path: (type filename): the path of the file
 * @mode: `r`, `r+` or `w`
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Maps a file into memory as [func@memory_map] does, without blocking. Only opening is
 * done on another thread: what is read of the map later may wait for the disk.
 *
 * Since: 0.1
 */
void
garrow_memory_map_async (const char *path,
                         const char *mode,
                         int io_priority,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GArrowCall *call;
  GArrowNativeFile *none[] = {NULL};

  g_return_if_fail (mode != NULL);

  call = garrow_call_new (run_memory_map, 0, NULL);
  call->text = g_strdup (path);
  call->mode = g_strdup (mode);
  garrow_call_start (call, none, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_memory_map_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [func@memory_map_async] began.
 *
 * Returns: (transfer full): a new file
 *
 * Since: 0.1
 */
GArrowMemoryMappedFile *
garrow_memory_map_finish (GAsyncResult *result, GError **error)
{
  return garrow_call_finish_pointer (NULL, result, run_memory_map, error);
}

static gboolean
run_create_memory_map (GArrowCall *call, GError **error)
{
  return garrow_call_give_object (
    call,
    garrow_create_memory_map (call->text, call->n_bytes, call->replace, error));
}

/**
 * garrow_create_memory_map_async:
 * @path: (type filename): the path of the file
 * @size: how many bytes the file is to have
 * @replace: whether a file that exists may be emptied
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Makes a file of zeros and maps it as [func@create_memory_map] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_create_memory_map_async (const char *path,
                                gint64 size,
                                gboolean replace,
                                int io_priority,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GArrowCall *call;
  GArrowNativeFile *none[] = {NULL};

  call = garrow_call_new (run_create_memory_map, 0, NULL);
  call->text = g_strdup (path);
  call->n_bytes = size;
  call->replace = replace;
  garrow_call_start (call, none, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_create_memory_map_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [func@create_memory_map_async] began.
 *
 * Returns: (transfer full): a new file
 *
 * Since: 0.1
 */
GArrowMemoryMappedFile *
garrow_create_memory_map_finish (GAsyncResult *result, GError **error)
{
  return garrow_call_finish_pointer (NULL, result, run_create_memory_map, error);
}
