/* remote/hdfs-cluster.c: what a GArrowHdfs says of the cluster and its user, and tokens.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "remote/hdfs-private.h"

#include <arrow-io-glib/error.h>

gboolean
garrow_hdfs_check_has (GArrowHdfsClient *client,
                       gboolean has,
                       const char *what,
                       GError **error)
{
  if (!has)
    g_set_error (error,
                 GARROW_ERROR,
                 GARROW_ERROR_NOT_SUPPORTED,
                 "%s cannot be had by %s; webhdfs:// gives them",
                 what,
                 client->backend->name);
  return has;
}

/* For calls without a path. */
static GArrowHdfsClient *
get_client (GArrowHdfs *self, GError **error)
{
  g_autofree char *root = NULL;

  return garrow_hdfs_begin (self, "/", &root, error);
}

/**
 * garrow_hdfs_get_space:
 * @self: a connection
 * @capacity: (out): the size of its disks
 * @used: (out): what HDFS uses of it
 * @remaining: (out): what is free for it
 * @error: return location for an error
 *
 * Gets how much the cluster can hold, in bytes on its disks: each copy counts.
 *
 * Returns: whether it went well
 *
 * Since: 0.1
 */
gboolean
garrow_hdfs_get_space (GArrowHdfs *self,
                       gint64 *capacity,
                       gint64 *used,
                       gint64 *remaining,
                       GError **error)
{
  GArrowHdfsClient *client;

  g_return_val_if_fail (GARROW_IS_HDFS (self), FALSE);
  g_return_val_if_fail (capacity != NULL && used != NULL && remaining != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  *capacity = *used = *remaining = 0;
  client = get_client (self, error);
  return client != NULL &&
         client->backend->get_space (client, capacity, used, remaining, error);
}

/**
 * garrow_hdfs_get_home:
 * @self: a connection
 * @error: return location for an error
 *
 * Gets the home directory of the user that is connected. It need not be there.
 *
 * Returns: (transfer full): a path
 *
 * Since: 0.1
 */
char *
garrow_hdfs_get_home (GArrowHdfs *self, GError **error)
{
  GArrowHdfsClient *client;

  g_return_val_if_fail (GARROW_IS_HDFS (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  client = get_client (self, error);
  return client != NULL ? client->backend->get_home (client, error) : NULL;
}

/**
 * garrow_hdfs_get_delegation_token:
 * @self: a connection
 * @renewer: (nullable): the user that may renew it, or %NULL for nobody else
 * @error: return location for an error
 *
 * Gets a token by which others can connect as this user, see
 * [property@HdfsOptions:delegation-token]. Whoever has it needs no ticket: keep it
 * secret.
 *
 * Fails with an error of the domain `G_IO_ERROR` if the cluster gives none, as those
 * without Kerberos do.
 *
 * Returns: (transfer full): the token, as text
 *
 * Since: 0.1
 */
char *
garrow_hdfs_get_delegation_token (GArrowHdfs *self, const char *renewer, GError **error)
{
  GArrowHdfsClient *client;

  g_return_val_if_fail (GARROW_IS_HDFS (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  client = get_client (self, error);
  if (client == NULL || !garrow_hdfs_check_has (client,
                                                client->backend->get_token != NULL,
                                                "Delegation tokens",
                                                error))
    return NULL;
  return client->backend->get_token (client, renewer, error);
}

/**
 * garrow_hdfs_renew_delegation_token:
 * @self: a connection
 * @token: the token
 * @error: return location for an error
 *
 * Makes a token hold longer, by a day if the cluster says nothing else.
 *
 * Returns: until when it holds, in milliseconds since 1970 began in UTC; -1 with @error
 * set
 *
 * Since: 0.1
 */
gint64
garrow_hdfs_renew_delegation_token (GArrowHdfs *self, const char *token, GError **error)
{
  GArrowHdfsClient *client;

  g_return_val_if_fail (GARROW_IS_HDFS (self), -1);
  g_return_val_if_fail (token != NULL, -1);
  g_return_val_if_fail (error == NULL || *error == NULL, -1);

  client = get_client (self, error);
  if (client == NULL || !garrow_hdfs_check_has (client,
                                                client->backend->renew_token != NULL,
                                                "Delegation tokens",
                                                error))
    return -1;
  return client->backend->renew_token (client, token, error);
}

/**
 * garrow_hdfs_cancel_delegation_token:
 * @self: a connection
 * @token: the token
 * @error: return location for an error
 *
 * Makes a token hold no longer.
 *
 * Returns: whether it went well
 *
 * Since: 0.1
 */
gboolean
garrow_hdfs_cancel_delegation_token (GArrowHdfs *self, const char *token, GError **error)
{
  GArrowHdfsClient *client;

  g_return_val_if_fail (GARROW_IS_HDFS (self), FALSE);
  g_return_val_if_fail (token != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  client = get_client (self, error);
  if (client == NULL || !garrow_hdfs_check_has (client,
                                                client->backend->cancel_token != NULL,
                                                "Delegation tokens",
                                                error))
    return FALSE;
  return client->backend->cancel_token (client, token, error);
}
