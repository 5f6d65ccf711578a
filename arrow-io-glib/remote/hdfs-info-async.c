/* remote/hdfs-info-async.c: asking about paths without blocking.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/remote/hdfs-async.h>

#include "remote/hdfs-async-private.h"

static gboolean
run_get_info (GArrowCall *call, GError **error)
{
  return garrow_call_give_object (call,
                                  garrow_hdfs_get_info (call->source, call->text, error));
}

/**
 * garrow_hdfs_get_info_async:
 * @self: a connection
 * @path: a path in the cluster
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Does what [method@Hdfs.get_info] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_hdfs_get_info_async (GArrowHdfs *self,
                            const char *path,
                            int io_priority,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_HDFS (self));

  call = garrow_call_new (run_get_info, 0, self);
  call->text = g_strdup (path);
  garrow_hdfs_call_start (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_hdfs_get_info_finish:
 * @self: a connection
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@Hdfs.get_info_async] began.
 *
 * Returns: (transfer full): a new info
 *
 * Since: 0.1
 */
GArrowHdfsInfo *
garrow_hdfs_get_info_finish (GArrowHdfs *self, GAsyncResult *result, GError **error)
{
  return garrow_call_finish_pointer (self, result, run_get_info, error);
}

static gboolean
run_exists (GArrowCall *call, GError **error)
{
  GError *exists_error = NULL;

  call->number = garrow_hdfs_exists (call->source, call->text, &exists_error);
  if (exists_error == NULL)
    return TRUE;
  g_propagate_error (error, exists_error);
  return FALSE;
}

/**
 * garrow_hdfs_exists_async:
 * @self: a connection
 * @path: a path in the cluster
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Does what [method@Hdfs.exists] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_hdfs_exists_async (GArrowHdfs *self,
                          const char *path,
                          int io_priority,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_HDFS (self));

  call = garrow_call_new (run_exists, 0, self);
  call->text = g_strdup (path);
  garrow_hdfs_call_start (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_hdfs_exists_finish:
 * @self: a connection
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@Hdfs.exists_async] began.
 *
 * Returns: whether there is one; `FALSE` with @error set if that could not be told
 *
 * Since: 0.1
 */
gboolean
garrow_hdfs_exists_finish (GArrowHdfs *self, GAsyncResult *result, GError **error)
{
  return garrow_call_finish_number (self, result, run_exists, error) == 1;
}

static gboolean
run_get_checksum (GArrowCall *call, GError **error)
{
  return garrow_call_give_bytes (
    call,
    garrow_hdfs_get_checksum (call->source, call->text, &call->mode, error));
}

/**
 * garrow_hdfs_get_checksum_async:
 * @self: a connection
 * @path: a path in the cluster
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Does what [method@Hdfs.get_checksum] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_hdfs_get_checksum_async (GArrowHdfs *self,
                                const char *path,
                                int io_priority,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_HDFS (self));

  call = garrow_call_new (run_get_checksum, 0, self);
  call->text = g_strdup (path);
  garrow_hdfs_call_start (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_hdfs_get_checksum_finish:
 * @self: a connection
 * @result: what the callback was given
 * @algorithm: (out) (transfer full): what it is of
 * @error: return location for an error
 *
 * Ends what [method@Hdfs.get_checksum_async] began.
 *
 * Returns: (transfer full): the checksum
 *
 * Since: 0.1
 */
GBytes *
garrow_hdfs_get_checksum_finish (GArrowHdfs *self,
                                 GAsyncResult *result,
                                 char **algorithm,
                                 GError **error)
{
  GArrowCall *call = garrow_call_finish (self, result, run_get_checksum, error);

  g_return_val_if_fail (algorithm != NULL, NULL);

  *algorithm = call != NULL ? g_steal_pointer (&call->mode) : NULL;
  return call != NULL ? g_steal_pointer (&call->result) : NULL;
}
