/* remote/hdfs-async.c: connecting, opening and listing without blocking.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/remote/hdfs-async.h>

#include "remote/hdfs-async-private.h"
#include "remote/hdfs-options-private.h"

void
garrow_hdfs_call_start (GArrowCall *call,
                        int io_priority,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GArrowNativeFile *none[] = {NULL};

  garrow_call_start (call, none, io_priority, cancellable, callback, user_data);
}

static void
free_infos (gpointer infos)
{
  g_list_free_full (infos, g_object_unref);
}

static gboolean
run_connect (GArrowCall *call, GError **error)
{
  return garrow_call_give_object (
    call,
    garrow_hdfs_new (call->text, GARROW_HDFS_OPTIONS (call->object), error));
}

/**
 * garrow_hdfs_connect_async:
 * @uri: the URI of the cluster, as [ctor@Hdfs.new] takes it
 * @options: (nullable): how to connect, or %NULL for the defaults
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Connects to a cluster as [ctor@Hdfs.new] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_hdfs_connect_async (const char *uri,
                           GArrowHdfsOptions *options,
                           int io_priority,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (uri != NULL);
  g_return_if_fail (options == NULL || GARROW_IS_HDFS_OPTIONS (options));

  call = garrow_call_new (run_connect, 0, NULL);
  call->text = g_strdup (uri);
  call->object = G_OBJECT (garrow_hdfs_options_copy (options));
  garrow_hdfs_call_start (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_hdfs_connect_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [func@Hdfs.connect_async] began.
 *
 * Returns: (transfer full): a new connection
 *
 * Since: 0.1
 */
GArrowHdfs *
garrow_hdfs_connect_finish (GAsyncResult *result, GError **error)
{
  return garrow_call_finish_pointer (NULL, result, run_connect, error);
}

static gboolean
run_open (GArrowCall *call, GError **error)
{
  return garrow_call_give_object (call,
                                  garrow_hdfs_open (call->source,
                                                    call->text,
                                                    call->mode,
                                                    (GArrowHdfsOptions *)call->object,
                                                    error));
}

/**
 * garrow_hdfs_open_async:
 * @self: a connection
 * @path: the path of a file in the cluster
 * @mode: `r`, `w`, `x` or `a`, with or without a `b`
 * @options: (nullable): how the file is made, or %NULL for the options of the connection
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Does what [method@Hdfs.open] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_hdfs_open_async (GArrowHdfs *self,
                        const char *path,
                        const char *mode,
                        GArrowHdfsOptions *options,
                        int io_priority,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_HDFS (self));
  g_return_if_fail (mode != NULL);
  g_return_if_fail (options == NULL || GARROW_IS_HDFS_OPTIONS (options));

  call = garrow_call_new (run_open, 0, self);
  call->text = g_strdup (path);
  call->mode = g_strdup (mode);
  call->object = options != NULL ? G_OBJECT (garrow_hdfs_options_copy (options)) : NULL;
  garrow_hdfs_call_start (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_hdfs_open_finish:
 * @self: a connection
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@Hdfs.open_async] began.
 *
 * Returns: (transfer full): a new file
 *
 * Since: 0.1
 */
GArrowHdfsFile *
garrow_hdfs_open_finish (GArrowHdfs *self, GAsyncResult *result, GError **error)
{
  return garrow_call_finish_pointer (self, result, run_open, error);
}

static gboolean
run_list (GArrowCall *call, GError **error)
{
  return garrow_call_give_object (call,
                                  garrow_hdfs_list (call->source, call->text, error));
}

/**
 * garrow_hdfs_list_async:
 * @self: a connection
 * @path: a directory in the cluster
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Does what [method@Hdfs.list] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_hdfs_list_async (GArrowHdfs *self,
                        const char *path,
                        int io_priority,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_HDFS (self));

  call = garrow_call_new (run_list, 0, self);
  call->text = g_strdup (path);
  garrow_hdfs_call_start (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_hdfs_list_finish:
 * @self: a connection
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@Hdfs.list_async] began.
 *
 * Returns: (transfer full): what gives the entries
 *
 * Since: 0.1
 */
GArrowHdfsLister *
garrow_hdfs_list_finish (GArrowHdfs *self, GAsyncResult *result, GError **error)
{
  return garrow_call_finish_pointer (self, result, run_list, error);
}

static gboolean
run_next_many (GArrowCall *call, GError **error)
{
  GError *next_error = NULL;

  call->result =
    garrow_hdfs_lister_next_many (call->source, (guint)call->n_bytes, &next_error);
  call->free_result = free_infos;
  if (next_error == NULL)
    return TRUE;
  g_propagate_error (error, next_error);
  return FALSE;
}

/**
 * garrow_hdfs_lister_next_many_async:
 * @self: a lister
 * @n_entries: how many at most, at least 1
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Does what [method@HdfsLister.next_many] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_hdfs_lister_next_many_async (GArrowHdfsLister *self,
                                    guint n_entries,
                                    int io_priority,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_HDFS_LISTER (self));

  call = garrow_call_new (run_next_many, 0, self);
  call->n_bytes = n_entries;
  garrow_hdfs_call_start (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_hdfs_lister_next_many_finish:
 * @self: a lister
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@HdfsLister.next_many_async] began.
 *
 * Returns: (transfer full) (element-type GArrowHdfsInfo): infos; none behind the last
 * entry and with @error set
 *
 * Since: 0.1
 */
GList *
garrow_hdfs_lister_next_many_finish (GArrowHdfsLister *self,
                                     GAsyncResult *result,
                                     GError **error)
{
  return garrow_call_finish_pointer (self, result, run_next_many, error);
}
