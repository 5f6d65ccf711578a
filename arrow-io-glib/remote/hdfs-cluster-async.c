/* remote/hdfs-cluster-async.c: asking about the cluster, and tokens, without blocking.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/remote/hdfs-async.h>

#include "remote/hdfs-async-private.h"

typedef struct
{
  gint64 capacity;
  gint64 used;
  gint64 remaining;
} Space;

static gboolean
run_get_space (GArrowCall *call, GError **error)
{
  Space *space = g_new0 (Space, 1);

  call->result = space;
  call->free_result = g_free;
  return garrow_hdfs_get_space (call->source,
                                &space->capacity,
                                &space->used,
                                &space->remaining,
                                error);
}

/**
 * garrow_hdfs_get_space_async:
 * @self: a connection
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Does what [method@Hdfs.get_space] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_hdfs_get_space_async (GArrowHdfs *self,
                             int io_priority,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_HDFS (self));

  call = garrow_call_new (run_get_space, 0, self);
  garrow_hdfs_call_start (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_hdfs_get_space_finish:
 * @self: a connection
 * @result: what the callback was given
 * @capacity: (out): the size of its disks in bytes
 * @used: (out): what HDFS uses of it
 * @remaining: (out): what is free for it
 * @error: return location for an error
 *
 * Ends what [method@Hdfs.get_space_async] began.
 *
 * Returns: whether it went well
 *
 * Since: 0.1
 */
gboolean
garrow_hdfs_get_space_finish (GArrowHdfs *self,
                              GAsyncResult *result,
                              gint64 *capacity,
                              gint64 *used,
                              gint64 *remaining,
                              GError **error)
{
  GArrowCall *call = garrow_call_finish (self, result, run_get_space, error);
  const Space *space = call != NULL ? call->result : &(const Space){0};

  g_return_val_if_fail (capacity != NULL && used != NULL && remaining != NULL, FALSE);

  *capacity = space->capacity;
  *used = space->used;
  *remaining = space->remaining;
  return call != NULL;
}

static gboolean
run_get_home (GArrowCall *call, GError **error)
{
  call->result = garrow_hdfs_get_home (call->source, error);
  call->free_result = g_free;
  return call->result != NULL;
}

/**
 * garrow_hdfs_get_home_async:
 * @self: a connection
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Does what [method@Hdfs.get_home] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_hdfs_get_home_async (GArrowHdfs *self,
                            int io_priority,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_HDFS (self));

  call = garrow_call_new (run_get_home, 0, self);
  garrow_hdfs_call_start (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_hdfs_get_home_finish:
 * @self: a connection
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@Hdfs.get_home_async] began.
 *
 * Returns: (transfer full): a path
 *
 * Since: 0.1
 */
char *
garrow_hdfs_get_home_finish (GArrowHdfs *self, GAsyncResult *result, GError **error)
{
  return garrow_call_finish_pointer (self, result, run_get_home, error);
}

static gboolean
run_get_delegation_token (GArrowCall *call, GError **error)
{
  call->result = garrow_hdfs_get_delegation_token (call->source, call->text, error);
  call->free_result = g_free;
  return call->result != NULL;
}

/**
 * garrow_hdfs_get_delegation_token_async:
 * @self: a connection
 * @renewer: (nullable): the user that may renew it, or %NULL for nobody else
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Does what [method@Hdfs.get_delegation_token] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_hdfs_get_delegation_token_async (GArrowHdfs *self,
                                        const char *renewer,
                                        int io_priority,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_HDFS (self));

  call = garrow_call_new (run_get_delegation_token, 0, self);
  call->text = g_strdup (renewer);
  garrow_hdfs_call_start (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_hdfs_get_delegation_token_finish:
 * @self: a connection
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@Hdfs.get_delegation_token_async] began.
 *
 * Returns: (transfer full): the token, as text
 *
 * Since: 0.1
 */
char *
garrow_hdfs_get_delegation_token_finish (GArrowHdfs *self,
                                         GAsyncResult *result,
                                         GError **error)
{
  return garrow_call_finish_pointer (self, result, run_get_delegation_token, error);
}

static gboolean
run_renew_delegation_token (GArrowCall *call, GError **error)
{
  return garrow_call_give_number (
    call,
    garrow_hdfs_renew_delegation_token (call->source, call->text, error));
}

/**
 * garrow_hdfs_renew_delegation_token_async:
 * @self: a connection
 * @token: the token
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Does what [method@Hdfs.renew_delegation_token] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_hdfs_renew_delegation_token_async (GArrowHdfs *self,
                                          const char *token,
                                          int io_priority,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_HDFS (self));
  g_return_if_fail (token != NULL);

  call = garrow_call_new (run_renew_delegation_token, 0, self);
  call->text = g_strdup (token);
  garrow_hdfs_call_start (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_hdfs_renew_delegation_token_finish:
 * @self: a connection
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@Hdfs.renew_delegation_token_async] began.
 *
 * Returns: until when it holds, in milliseconds since 1970 began in UTC; -1 with @error
 * set
 *
 * Since: 0.1
 */
gint64
garrow_hdfs_renew_delegation_token_finish (GArrowHdfs *self,
                                           GAsyncResult *result,
                                           GError **error)
{
  return garrow_call_finish_number (self, result, run_renew_delegation_token, error);
}

static gboolean
run_cancel_delegation_token (GArrowCall *call, GError **error)
{
  return garrow_hdfs_cancel_delegation_token (call->source, call->text, error);
}

/**
 * garrow_hdfs_cancel_delegation_token_async:
 * @self: a connection
 * @token: the token
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Does what [method@Hdfs.cancel_delegation_token] does, without blocking.
 *
 * Since: 0.1
 */
void
garrow_hdfs_cancel_delegation_token_async (GArrowHdfs *self,
                                           const char *token,
                                           int io_priority,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  GArrowCall *call;

  g_return_if_fail (GARROW_IS_HDFS (self));
  g_return_if_fail (token != NULL);

  call = garrow_call_new (run_cancel_delegation_token, 0, self);
  call->text = g_strdup (token);
  garrow_hdfs_call_start (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_hdfs_cancel_delegation_token_finish:
 * @self: a connection
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@Hdfs.cancel_delegation_token_async] began.
 *
 * Returns: whether it went well
 *
 * Since: 0.1
 */
gboolean
garrow_hdfs_cancel_delegation_token_finish (GArrowHdfs *self,
                                            GAsyncResult *result,
                                            GError **error)
{
  return garrow_call_finish (self, result, run_cancel_delegation_token, error) != NULL;
}
