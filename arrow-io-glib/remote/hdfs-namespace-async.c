/* remote/hdfs-namespace-async.c: changing what paths name, without blocking.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/remote/hdfs-async.h>

#include "remote/hdfs-async-private.h"

static gboolean
run_mkdirs (GArrowCall *call, GError **error)
{
  return garrow_hdfs_mkdirs (call->source, call->text, (int)call->number, error);
}

/**
 * garrow_hdfs_mkdirs_async:
 * @self: a connection
 * @path: a path in the cluster
 * @permission: the permission bits, or -1 for what the cluster gives
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Does what [method@Hdfs.mkdirs] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_hdfs_mkdirs_async (GArrowHdfs *self,
                          const char *path,
                          int permission,
                          int io_priority,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_HDFS (self));

  call = garrow_call_new (run_mkdirs, 0, self);
  call->text = g_strdup (path);
  call->number = permission;
  garrow_hdfs_call_start (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_hdfs_mkdirs_finish:
 * @self: a connection
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@Hdfs.mkdirs_async] began.
 *
 * Returns: whether the directory is there
 *
 * Since: 0.1
 */
gboolean
garrow_hdfs_mkdirs_finish (GArrowHdfs *self, GAsyncResult *result, GError **error)
{
  return garrow_call_finish (self, result, run_mkdirs, error) != NULL;
}

static gboolean
run_rename (GArrowCall *call, GError **error)
{
  return garrow_hdfs_rename (call->source, call->text, call->mode, call->replace, error);
}

/**
 * garrow_hdfs_rename_async:
 * @self: a connection
 * @path: a path in the cluster
 * @new_path: the path that it is to have
 * @overwrite: whether a file, or an empty directory, that has @new_path is replaced
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Does what [method@Hdfs.rename] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_hdfs_rename_async (GArrowHdfs *self,
                          const char *path,
                          const char *new_path,
                          gboolean overwrite,
                          int io_priority,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_HDFS (self));

  call = garrow_call_new (run_rename, 0, self);
  call->text = g_strdup (path);
  call->mode = g_strdup (new_path);
  call->replace = overwrite;
  garrow_hdfs_call_start (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_hdfs_rename_finish:
 * @self: a connection
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@Hdfs.rename_async] began.
 *
 * Returns: whether it went well
 *
 * Since: 0.1
 */
gboolean
garrow_hdfs_rename_finish (GArrowHdfs *self, GAsyncResult *result, GError **error)
{
  return garrow_call_finish (self, result, run_rename, error) != NULL;
}

static gboolean
run_delete (GArrowCall *call, GError **error)
{
  return garrow_hdfs_delete (call->source, call->text, call->replace, error);
}

/**
 * garrow_hdfs_delete_async:
 * @self: a connection
 * @path: a path in the cluster
 * @recursive: whether a directory goes with all that is in it
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Does what [method@Hdfs.delete] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_hdfs_delete_async (GArrowHdfs *self,
                          const char *path,
                          gboolean recursive,
                          int io_priority,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_HDFS (self));

  call = garrow_call_new (run_delete, 0, self);
  call->text = g_strdup (path);
  call->replace = recursive;
  garrow_hdfs_call_start (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_hdfs_delete_finish:
 * @self: a connection
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@Hdfs.delete_async] began.
 *
 * Returns: whether it went well
 *
 * Since: 0.1
 */
gboolean
garrow_hdfs_delete_finish (GArrowHdfs *self, GAsyncResult *result, GError **error)
{
  return garrow_call_finish (self, result, run_delete, error) != NULL;
}

static gboolean
run_set_permission (GArrowCall *call, GError **error)
{
  return garrow_hdfs_set_permission (call->source,
                                     call->text,
                                     (guint)call->number,
                                     error);
}

/**
 * garrow_hdfs_set_permission_async:
 * @self: a connection
 * @path: a path in the cluster
 * @permission: the bits, 01777 at most
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Does what [method@Hdfs.set_permission] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_hdfs_set_permission_async (GArrowHdfs *self,
                                  const char *path,
                                  guint permission,
                                  int io_priority,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_HDFS (self));

  call = garrow_call_new (run_set_permission, 0, self);
  call->text = g_strdup (path);
  call->number = permission;
  garrow_hdfs_call_start (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_hdfs_set_permission_finish:
 * @self: a connection
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@Hdfs.set_permission_async] began.
 *
 * Returns: whether it went well
 *
 * Since: 0.1
 */
gboolean
garrow_hdfs_set_permission_finish (GArrowHdfs *self, GAsyncResult *result, GError **error)
{
  return garrow_call_finish (self, result, run_set_permission, error) != NULL;
}

static gboolean
run_set_owner (GArrowCall *call, GError **error)
{
  return garrow_hdfs_set_owner (call->source,
                                call->text,
                                call->mode,
                                g_value_get_string (&call->value),
                                error);
}

/**
 * garrow_hdfs_set_owner_async:
 * @self: a connection
 * @path: a path in the cluster
 * @owner: (nullable): the name of the user, or %NULL to leave it
 * @group: (nullable): the name of the group, or %NULL to leave it
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Does what [method@Hdfs.set_owner] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_hdfs_set_owner_async (GArrowHdfs *self,
                             const char *path,
                             const char *owner,
                             const char *group,
                             int io_priority,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_HDFS (self));

  call = garrow_call_new (run_set_owner, 0, self);
  call->text = g_strdup (path);
  call->mode = g_strdup (owner);
  g_value_init (&call->value, G_TYPE_STRING);
  g_value_set_string (&call->value, group);
  garrow_hdfs_call_start (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_hdfs_set_owner_finish:
 * @self: a connection
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@Hdfs.set_owner_async] began.
 *
 * Returns: whether it went well
 *
 * Since: 0.1
 */
gboolean
garrow_hdfs_set_owner_finish (GArrowHdfs *self, GAsyncResult *result, GError **error)
{
  return garrow_call_finish (self, result, run_set_owner, error) != NULL;
}

static gboolean
run_set_times (GArrowCall *call, GError **error)
{
  return garrow_hdfs_set_times (call->source,
                                call->text,
                                call->offset,
                                call->number,
                                error);
}

/**
 * garrow_hdfs_set_times_async:
 * @self: a connection
 * @path: a path in the cluster
 * @modified: the time in milliseconds since 1970 began in UTC, or -1 to leave it
 * @accessed: the same, or -1 to leave it
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Does what [method@Hdfs.set_times] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_hdfs_set_times_async (GArrowHdfs *self,
                             const char *path,
                             gint64 modified,
                             gint64 accessed,
                             int io_priority,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_HDFS (self));

  call = garrow_call_new (run_set_times, 0, self);
  call->text = g_strdup (path);
  call->offset = modified;
  call->number = accessed;
  garrow_hdfs_call_start (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_hdfs_set_times_finish:
 * @self: a connection
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@Hdfs.set_times_async] began.
 *
 * Returns: whether it went well
 *
 * Since: 0.1
 */
gboolean
garrow_hdfs_set_times_finish (GArrowHdfs *self, GAsyncResult *result, GError **error)
{
  return garrow_call_finish (self, result, run_set_times, error) != NULL;
}

static gboolean
run_set_replication (GArrowCall *call, GError **error)
{
  return garrow_hdfs_set_replication (call->source,
                                      call->text,
                                      (guint)call->number,
                                      error);
}

/**
 * garrow_hdfs_set_replication_async:
 * @self: a connection
 * @path: a path in the cluster
 * @replication: how many
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Does what [method@Hdfs.set_replication] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_hdfs_set_replication_async (GArrowHdfs *self,
                                   const char *path,
                                   guint replication,
                                   int io_priority,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_HDFS (self));

  call = garrow_call_new (run_set_replication, 0, self);
  call->text = g_strdup (path);
  call->number = replication;
  garrow_hdfs_call_start (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_hdfs_set_replication_finish:
 * @self: a connection
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@Hdfs.set_replication_async] began.
 *
 * Returns: whether it went well
 *
 * Since: 0.1
 */
gboolean
garrow_hdfs_set_replication_finish (GArrowHdfs *self,
                                    GAsyncResult *result,
                                    GError **error)
{
  return garrow_call_finish (self, result, run_set_replication, error) != NULL;
}
