/* remote/hdfs-namespace.c: what a GArrowHdfs says of paths, and changes about them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "remote/hdfs-private.h"

#include <gio/gio.h>

#include <arrow-io-glib/error.h>

#include "remote/hdfs-info-private.h"

gboolean
garrow_hdfs_check_permission (int permission, GError **error)
{
  if (permission >= -1 && permission <= 01777)
    return TRUE;
  g_set_error (error,
               GARROW_ERROR,
               GARROW_ERROR_INVALID,
               "Invalid permission: %d is not from 0 to 01777",
               permission);
  return FALSE;
}

/**
 * garrow_hdfs_mkdirs:
 * @self: a connection
 * @path: a path in the cluster
 * @permission: the permission bits, or -1 for what the cluster gives
 * @error: return location for an error
 *
 * Makes a directory, and those above it that are not there yet. One that is there is no
 * error.
 *
 * Fails with `G_IO_ERROR_EXISTS` if it is a file, and with `G_IO_ERROR_NOT_DIRECTORY` if
 * one of those above it is.
 *
 * Returns: whether the directory is there; `FALSE` with @error set
 *
 * Since: 0.1
 */
gboolean
garrow_hdfs_mkdirs (GArrowHdfs *self, const char *path, int permission, GError **error)
{
  g_autofree char *checked = NULL;
  GArrowHdfsClient *client;

  g_return_val_if_fail (GARROW_IS_HDFS (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!garrow_hdfs_check_permission (permission, error))
    return FALSE;
  client = garrow_hdfs_begin (self, path, &checked, error);
  return client != NULL && client->backend->mkdirs (client, checked, permission, error);
}

/**
 * garrow_hdfs_get_info:
 * @self: a connection
 * @path: a path in the cluster
 * @error: return location for an error
 *
 * Gets what the cluster says of a file or a directory.
 *
 * Fails with `G_IO_ERROR_NOT_FOUND` if there is nothing.
 *
 * Returns: (transfer full): a new info
 *
 * Since: 0.1
 */
GArrowHdfsInfo *
garrow_hdfs_get_info (GArrowHdfs *self, const char *path, GError **error)
{
  g_autofree char *checked = NULL;
  GArrowHdfsClient *client;
  g_auto (GArrowHdfsStatus) status = {0};

  g_return_val_if_fail (GARROW_IS_HDFS (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  client = garrow_hdfs_begin (self, path, &checked, error);
  if (client == NULL || !client->backend->get_status (client, checked, &status, error))
    return NULL;
  return garrow_hdfs_info_new (checked, &status);
}

/**
 * garrow_hdfs_exists:
 * @self: a connection
 * @path: a path in the cluster
 * @error: return location for an error
 *
 * Tells whether there is a file or a directory.
 *
 * Returns: whether there is one; `FALSE` with @error set if that could not be told
 *
 * Since: 0.1
 */
gboolean
garrow_hdfs_exists (GArrowHdfs *self, const char *path, GError **error)
{
  g_autofree char *checked = NULL;
  GArrowHdfsClient *client;
  g_auto (GArrowHdfsStatus) status = {0};
  g_autoptr (GError) status_error = NULL;

  g_return_val_if_fail (GARROW_IS_HDFS (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  client = garrow_hdfs_begin (self, path, &checked, error);
  if (client == NULL)
    return FALSE;
  if (client->backend->get_status (client, checked, &status, &status_error))
    return TRUE;
  if (!g_error_matches (status_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) &&
      !g_error_matches (status_error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    g_propagate_error (error, g_steal_pointer (&status_error));
  return FALSE;
}

/**
 * garrow_hdfs_rename:
 * @self: a connection
 * @path: a path in the cluster
 * @new_path: the path that it is to have, whose directory is there
 * @overwrite: whether a file, or an empty directory, that has @new_path is replaced
 * @error: return location for an error
 *
 * Gives a file or a directory another path, in one step.
 *
 * Fails with `G_IO_ERROR_NOT_FOUND` if @path or the directory of @new_path is not there,
 * with `G_IO_ERROR_EXISTS` if @new_path is and is not to be replaced, and, if it is, with
 * `G_IO_ERROR_IS_DIRECTORY` or `G_IO_ERROR_NOT_EMPTY` if it is a directory that cannot
 * be.
 *
 * Returns: whether it went well
 *
 * Since: 0.1
 */
gboolean
garrow_hdfs_rename (GArrowHdfs *self,
                    const char *path,
                    const char *new_path,
                    gboolean overwrite,
                    GError **error)
{
  g_autofree char *checked = NULL;
  GArrowHdfsClient *client;
  g_autofree char *new_checked = NULL;

  g_return_val_if_fail (GARROW_IS_HDFS (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  client = garrow_hdfs_begin (self, path, &checked, error);
  if (client == NULL || garrow_hdfs_begin (self, new_path, &new_checked, error) == NULL)
    return FALSE;
  return client->backend->rename (client, checked, new_checked, overwrite, error);
}

/**
 * garrow_hdfs_delete:
 * @self: a connection
 * @path: a path in the cluster
 * @recursive: whether a directory goes with all that is in it
 * @error: return location for an error
 *
 * Deletes a file or a directory.
 *
 * Fails with `G_IO_ERROR_NOT_FOUND` if there is nothing, and with
 * `G_IO_ERROR_NOT_EMPTY` if a directory is not empty and @recursive is `FALSE`.
 *
 * Returns: whether it went well
 *
 * Since: 0.1
 */
gboolean
garrow_hdfs_delete (GArrowHdfs *self,
                    const char *path,
                    gboolean recursive,
                    GError **error)
{
  g_autofree char *checked = NULL;
  GArrowHdfsClient *client;

  g_return_val_if_fail (GARROW_IS_HDFS (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  client = garrow_hdfs_begin (self, path, &checked, error);
  return client != NULL && client->backend->remove (client, checked, recursive, error);
}

/**
 * garrow_hdfs_set_permission:
 * @self: a connection
 * @path: a path in the cluster
 * @permission: the bits, 01777 at most
 * @error: return location for an error
 *
 * Changes the permission bits of a file or a directory.
 *
 * Returns: whether it went well
 *
 * Since: 0.1
 */
gboolean
garrow_hdfs_set_permission (GArrowHdfs *self,
                            const char *path,
                            guint permission,
                            GError **error)
{
  g_autofree char *checked = NULL;
  GArrowHdfsClient *client;

  g_return_val_if_fail (GARROW_IS_HDFS (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!garrow_hdfs_check_permission ((int)MIN (permission, G_MAXINT), error))
    return FALSE;
  client = garrow_hdfs_begin (self, path, &checked, error);
  return client != NULL &&
         client->backend->set_permission (client, checked, permission, error);
}

/**
 * garrow_hdfs_set_owner:
 * @self: a connection
 * @path: a path in the cluster
 * @owner: (nullable): the name of the user, or %NULL to leave it
 * @group: (nullable): the name of the group, or %NULL to leave it
 * @error: return location for an error
 *
 * Changes to whom a file or a directory belongs. Only the superuser of the cluster may
 * give it to another user.
 *
 * Returns: whether it went well
 *
 * Since: 0.1
 */
gboolean
garrow_hdfs_set_owner (GArrowHdfs *self,
                       const char *path,
                       const char *owner,
                       const char *group,
                       GError **error)
{
  g_autofree char *checked = NULL;
  GArrowHdfsClient *client;

  g_return_val_if_fail (GARROW_IS_HDFS (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  client = garrow_hdfs_begin (self, path, &checked, error);
  if (client == NULL || (owner == NULL && group == NULL))
    return client != NULL;
  return client->backend->set_owner (client, checked, owner, group, error);
}

/**
 * garrow_hdfs_set_times:
 * @self: a connection
 * @path: a path in the cluster
 * @modified: the time in milliseconds since 1970 began in UTC, or -1 to leave it
 * @accessed: the same, or -1 to leave it
 * @error: return location for an error
 *
 * Changes when a file was written and read last. Clusters may be set to keep no times of
 * reading, and refuse those then.
 *
 * Returns: whether it went well
 *
 * Since: 0.1
 */
gboolean
garrow_hdfs_set_times (GArrowHdfs *self,
                       const char *path,
                       gint64 modified,
                       gint64 accessed,
                       GError **error)
{
  g_autofree char *checked = NULL;
  GArrowHdfsClient *client;

  g_return_val_if_fail (GARROW_IS_HDFS (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  client = garrow_hdfs_begin (self, path, &checked, error);
  return client != NULL &&
         client->backend->set_times (client, checked, modified, accessed, error);
}

/**
 * garrow_hdfs_set_replication:
 * @self: a connection
 * @path: a path in the cluster
 * @replication: how many, from 1 to 32767
 * @error: return location for an error
 *
 * Changes how many copies there are to be of each block of a file. The cluster makes or
 * drops them later.
 *
 * Fails with `GARROW_ERROR_INVALID` if @replication is not from 1 to 32767, with
 * `G_IO_ERROR_NOT_FOUND` if there is nothing, and with `G_IO_ERROR_IS_DIRECTORY` if it is
 * a directory.
 *
 * Returns: whether it went well
 *
 * Since: 0.1
 */
gboolean
garrow_hdfs_set_replication (GArrowHdfs *self,
                             const char *path,
                             guint replication,
                             GError **error)
{
  g_autofree char *checked = NULL;
  GArrowHdfsClient *client;

  g_return_val_if_fail (GARROW_IS_HDFS (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (replication < 1 || replication > G_MAXINT16) {
    g_set_error (error,
                 GARROW_ERROR,
                 GARROW_ERROR_INVALID,
                 "Invalid replication: %u is not from 1 to %d",
                 replication,
                 G_MAXINT16);
    return FALSE;
  }
  client = garrow_hdfs_begin (self, path, &checked, error);
  return client != NULL &&
         client->backend->set_replication (client, checked, replication, error);
}

/**
 * garrow_hdfs_get_checksum:
 * @self: a connection
 * @path: a path in the cluster
 * @algorithm: (out) (transfer full): what it is of, as `MD5-of-0MD5-of-512CRC32C`
 * @error: return location for an error
 *
 * Gets the checksum of a file that the cluster makes of those of its blocks. Files of the
 * same content have the same one if their blocks have the same size.
 *
 * Returns: (transfer full): the checksum
 *
 * Since: 0.1
 */
GBytes *
garrow_hdfs_get_checksum (GArrowHdfs *self,
                          const char *path,
                          char **algorithm,
                          GError **error)
{
  g_autofree char *checked = NULL;
  GArrowHdfsClient *client;

  g_return_val_if_fail (GARROW_IS_HDFS (self), NULL);
  g_return_val_if_fail (algorithm != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  *algorithm = NULL;
  client = garrow_hdfs_begin (self, path, &checked, error);
  if (client == NULL || !garrow_hdfs_check_has (client,
                                                client->backend->get_checksum != NULL,
                                                "Checksums",
                                                error))
    return NULL;
  return client->backend->get_checksum (client, checked, algorithm, error);
}
