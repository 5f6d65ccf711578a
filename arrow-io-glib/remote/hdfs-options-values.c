/* remote/hdfs-options-values.c: what a GArrowHdfsOptions holds, read and changed.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "remote/hdfs-options-private.h"

/* Whether it changes. The new text may be part of the old one. */
static gboolean
replace (char **field, const char *text)
{
  g_autofree char *old = *field;

  if (g_strcmp0 (old, text) == 0) {
    g_steal_pointer (&old);
    return FALSE;
  }
  *field = g_strdup (text);
  return TRUE;
}

/**
 * garrow_hdfs_options_get_accept_any_certificate:
 * @self: options
 *
 * Gets whether any certificate will do.
 *
 * Returns: whether any certificate will do
 *
 * Since: 0.1
 */
gboolean
garrow_hdfs_options_get_accept_any_certificate (GArrowHdfsOptions *self)
{
  g_return_val_if_fail (GARROW_IS_HDFS_OPTIONS (self), FALSE);

  return self->accept_any_certificate;
}

/**
 * garrow_hdfs_options_set_accept_any_certificate:
 * @self: options
 * @accept: whether any certificate will do
 *
 * Sets whether any certificate will do.
 *
 * Since: 0.1
 */
void
garrow_hdfs_options_set_accept_any_certificate (GArrowHdfsOptions *self, gboolean accept)
{
  g_return_if_fail (GARROW_IS_HDFS_OPTIONS (self));

  if (self->accept_any_certificate == accept)
    return;
  self->accept_any_certificate = accept;
  garrow_hdfs_options_notify (self, GARROW_HDFS_OPTIONS_ACCEPT_ANY_CERTIFICATE);
}

/**
 * garrow_hdfs_options_get_block_size:
 * @self: options
 *
 * Gets the size of the blocks of a new file.
 *
 * Returns: the size in bytes, or 0 for the cluster's own
 *
 * Since: 0.1
 */
gint64
garrow_hdfs_options_get_block_size (GArrowHdfsOptions *self)
{
  g_return_val_if_fail (GARROW_IS_HDFS_OPTIONS (self), 0);

  return self->block_size;
}

/**
 * garrow_hdfs_options_set_block_size:
 * @self: options
 * @block_size: the size in bytes, or 0 for the cluster's own
 *
 * Sets the size of the blocks of a new file.
 *
 * Since: 0.1
 */
void
garrow_hdfs_options_set_block_size (GArrowHdfsOptions *self, gint64 block_size)
{
  g_return_if_fail (GARROW_IS_HDFS_OPTIONS (self));

  if (self->block_size == block_size)
    return;
  self->block_size = block_size;
  garrow_hdfs_options_notify (self, GARROW_HDFS_OPTIONS_BLOCK_SIZE);
}

/**
 * garrow_hdfs_options_get_buffer_size:
 * @self: options
 *
 * Gets how much the cluster's side buffers.
 *
 * Returns: the size in bytes, or 0 for the cluster's own
 *
 * Since: 0.1
 */
gint64
garrow_hdfs_options_get_buffer_size (GArrowHdfsOptions *self)
{
  g_return_val_if_fail (GARROW_IS_HDFS_OPTIONS (self), 0);

  return self->buffer_size;
}

/**
 * garrow_hdfs_options_set_buffer_size:
 * @self: options
 * @buffer_size: the size in bytes, or 0 for the cluster's own
 *
 * Sets how much the cluster's side buffers.
 *
 * Since: 0.1
 */
void
garrow_hdfs_options_set_buffer_size (GArrowHdfsOptions *self, gint64 buffer_size)
{
  g_return_if_fail (GARROW_IS_HDFS_OPTIONS (self));

  if (self->buffer_size == buffer_size)
    return;
  self->buffer_size = buffer_size;
  garrow_hdfs_options_notify (self, GARROW_HDFS_OPTIONS_BUFFER_SIZE);
}

/**
 * garrow_hdfs_options_get_ca_file:
 * @self: options
 *
 * Gets the file of certificates that are trusted.
 *
 * Returns: (type filename) (nullable): the path, or %NULL for the certificates of the
 * system
 *
 * Since: 0.1
 */
const char *
garrow_hdfs_options_get_ca_file (GArrowHdfsOptions *self)
{
  g_return_val_if_fail (GARROW_IS_HDFS_OPTIONS (self), NULL);

  return self->ca_file;
}

/**
 * garrow_hdfs_options_set_ca_file:
 * @self: options
 * @path: (type filename) (nullable): the path, or %NULL for the certificates of the
 * system
 *
 * Sets the file of certificates that are trusted.
 *
 * Since: 0.1
 */
void
garrow_hdfs_options_set_ca_file (GArrowHdfsOptions *self, const char *path)
{
  g_return_if_fail (GARROW_IS_HDFS_OPTIONS (self));

  if (replace (&self->ca_file, path))
    garrow_hdfs_options_notify (self, GARROW_HDFS_OPTIONS_CA_FILE);
}

/**
 * garrow_hdfs_options_get_delegation_token:
 * @self: options
 *
 * Gets the delegation token to connect by.
 *
 * Returns: (nullable): the token, or %NULL for none
 *
 * Since: 0.1
 */
const char *
garrow_hdfs_options_get_delegation_token (GArrowHdfsOptions *self)
{
  g_return_val_if_fail (GARROW_IS_HDFS_OPTIONS (self), NULL);

  return self->delegation_token;
}

/**
 * garrow_hdfs_options_set_delegation_token:
 * @self: options
 * @token: (nullable): the token, or %NULL for none
 *
 * Sets the delegation token to connect by.
 *
 * Since: 0.1
 */
void
garrow_hdfs_options_set_delegation_token (GArrowHdfsOptions *self, const char *token)
{
  g_return_if_fail (GARROW_IS_HDFS_OPTIONS (self));

  if (replace (&self->delegation_token, token))
    garrow_hdfs_options_notify (self, GARROW_HDFS_OPTIONS_DELEGATION_TOKEN);
}

/**
 * garrow_hdfs_options_get_kerberos:
 * @self: options
 *
 * Gets whether Kerberos is used.
 *
 * Returns: whether to use Kerberos
 *
 * Since: 0.1
 */
gboolean
garrow_hdfs_options_get_kerberos (GArrowHdfsOptions *self)
{
  g_return_val_if_fail (GARROW_IS_HDFS_OPTIONS (self), FALSE);

  return self->kerberos;
}

/**
 * garrow_hdfs_options_set_kerberos:
 * @self: options
 * @kerberos: whether to use Kerberos
 *
 * Sets whether Kerberos is used.
 *
 * Since: 0.1
 */
void
garrow_hdfs_options_set_kerberos (GArrowHdfsOptions *self, gboolean kerberos)
{
  g_return_if_fail (GARROW_IS_HDFS_OPTIONS (self));

  if (self->kerberos == kerberos)
    return;
  self->kerberos = kerberos;
  garrow_hdfs_options_notify (self, GARROW_HDFS_OPTIONS_KERBEROS);
}

/**
 * garrow_hdfs_options_get_permission:
 * @self: options
 *
 * Gets the permission bits of a new file.
 *
 * Returns: the bits, or -1 for what the cluster gives
 *
 * Since: 0.1
 */
int
garrow_hdfs_options_get_permission (GArrowHdfsOptions *self)
{
  g_return_val_if_fail (GARROW_IS_HDFS_OPTIONS (self), -1);

  return self->permission;
}

/**
 * garrow_hdfs_options_set_permission:
 * @self: options
 * @permission: the bits, or -1 for what the cluster gives
 *
 * Sets the permission bits of a new file.
 *
 * Since: 0.1
 */
void
garrow_hdfs_options_set_permission (GArrowHdfsOptions *self, int permission)
{
  g_return_if_fail (GARROW_IS_HDFS_OPTIONS (self));

  if (self->permission == permission)
    return;
  self->permission = permission;
  garrow_hdfs_options_notify (self, GARROW_HDFS_OPTIONS_PERMISSION);
}

/**
 * garrow_hdfs_options_get_replication:
 * @self: options
 *
 * Gets how many copies of a new file there are to be.
 *
 * Returns: how many, or 0 for the cluster's own number
 *
 * Since: 0.1
 */
guint
garrow_hdfs_options_get_replication (GArrowHdfsOptions *self)
{
  g_return_val_if_fail (GARROW_IS_HDFS_OPTIONS (self), 0);

  return self->replication;
}

/**
 * garrow_hdfs_options_set_replication:
 * @self: options
 * @replication: how many, or 0 for the cluster's own number
 *
 * Sets how many copies of a new file there are to be.
 *
 * Since: 0.1
 */
void
garrow_hdfs_options_set_replication (GArrowHdfsOptions *self, guint replication)
{
  g_return_if_fail (GARROW_IS_HDFS_OPTIONS (self));

  if (self->replication == replication)
    return;
  self->replication = replication;
  garrow_hdfs_options_notify (self, GARROW_HDFS_OPTIONS_REPLICATION);
}

/**
 * garrow_hdfs_options_get_retries:
 * @self: options
 *
 * Gets how often a failed request is made again.
 *
 * Returns: how many times, or 0 for never
 *
 * Since: 0.1
 */
guint
garrow_hdfs_options_get_retries (GArrowHdfsOptions *self)
{
  g_return_val_if_fail (GARROW_IS_HDFS_OPTIONS (self), 5);

  return self->retries;
}

/**
 * garrow_hdfs_options_set_retries:
 * @self: options
 * @retries: how many times, or 0 for never
 *
 * Sets how often a failed request is made again.
 *
 * Since: 0.1
 */
void
garrow_hdfs_options_set_retries (GArrowHdfsOptions *self, guint retries)
{
  g_return_if_fail (GARROW_IS_HDFS_OPTIONS (self));

  if (self->retries == retries)
    return;
  self->retries = retries;
  garrow_hdfs_options_notify (self, GARROW_HDFS_OPTIONS_RETRIES);
}

/**
 * garrow_hdfs_options_get_ticket_cache:
 * @self: options
 *
 * Gets the Kerberos ticket cache.
 *
 * Returns: (type filename) (nullable): the path, or %NULL for the usual one
 *
 * Since: 0.1
 */
const char *
garrow_hdfs_options_get_ticket_cache (GArrowHdfsOptions *self)
{
  g_return_val_if_fail (GARROW_IS_HDFS_OPTIONS (self), NULL);

  return self->ticket_cache;
}

/**
 * garrow_hdfs_options_set_ticket_cache:
 * @self: options
 * @path: (type filename) (nullable): the path, or %NULL for the usual one
 *
 * Sets the Kerberos ticket cache.
 *
 * Since: 0.1
 */
void
garrow_hdfs_options_set_ticket_cache (GArrowHdfsOptions *self, const char *path)
{
  g_return_if_fail (GARROW_IS_HDFS_OPTIONS (self));

  if (replace (&self->ticket_cache, path))
    garrow_hdfs_options_notify (self, GARROW_HDFS_OPTIONS_TICKET_CACHE);
}

/**
 * garrow_hdfs_options_get_timeout:
 * @self: options
 *
 * Gets how long a server may be silent.
 *
 * Returns: the time in seconds
 *
 * Since: 0.1
 */
guint
garrow_hdfs_options_get_timeout (GArrowHdfsOptions *self)
{
  g_return_val_if_fail (GARROW_IS_HDFS_OPTIONS (self), 10);

  return self->timeout;
}

/**
 * garrow_hdfs_options_set_timeout:
 * @self: options
 * @timeout: the time in seconds
 *
 * Sets how long a server may be silent.
 *
 * Since: 0.1
 */
void
garrow_hdfs_options_set_timeout (GArrowHdfsOptions *self, guint timeout)
{
  g_return_if_fail (GARROW_IS_HDFS_OPTIONS (self));

  if (self->timeout == timeout)
    return;
  self->timeout = timeout;
  garrow_hdfs_options_notify (self, GARROW_HDFS_OPTIONS_TIMEOUT);
}

/**
 * garrow_hdfs_options_get_user:
 * @self: options
 *
 * Gets the user to connect as.
 *
 * Returns: (nullable): the name, or %NULL
 *
 * Since: 0.1
 */
const char *
garrow_hdfs_options_get_user (GArrowHdfsOptions *self)
{
  g_return_val_if_fail (GARROW_IS_HDFS_OPTIONS (self), NULL);

  return self->user;
}

/**
 * garrow_hdfs_options_set_user:
 * @self: options
 * @user: (nullable): the name, or %NULL
 *
 * Sets the user to connect as.
 *
 * Since: 0.1
 */
void
garrow_hdfs_options_set_user (GArrowHdfsOptions *self, const char *user)
{
  g_return_if_fail (GARROW_IS_HDFS_OPTIONS (self));

  if (replace (&self->user, user))
    garrow_hdfs_options_notify (self, GARROW_HDFS_OPTIONS_USER);
}
