/* remote/webhdfs/webhdfs.c: the backend that is this module, and its connections.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <gio/gio.h>
#include <gmodule.h>
#include <string.h>

#include "webhdfs-private.h"

#define PORT "9870"
#define TLS_PORT "9871"

G_MODULE_EXPORT extern const GArrowHdfsBackend garrow_hdfs_backend;

static void
free_client (GArrowHdfsClient *client)
{
  WebHdfs *self = (WebHdfs *)client;

  webhdfs_pool_free (self);
  g_strfreev (self->name_nodes);
  g_free (self->identity);
  g_free (self);
}

/* Kerberos says who asks, and so does a token. Else a cluster believes what it is told:
 * what Hadoop's own clients tell it. */
static char *
identify (GArrowHdfsOptions *options)
{
  const char *token = garrow_hdfs_options_get_delegation_token (options);
  const char *user = garrow_hdfs_options_get_user (options);
  GString *identity = g_string_new (NULL);

  if (token != NULL) {
    webhdfs_add (identity, "delegation", token);
  } else if (!garrow_hdfs_options_get_kerberos (options)) {
    if (user == NULL)
      user = g_getenv ("HADOOP_USER_NAME");
    webhdfs_add (identity, "user.name", user != NULL ? user : g_get_user_name ());
  }
  return g_string_free (identity, FALSE);
}

static gboolean
add_name_nodes (WebHdfs *self, const char *const *name_nodes, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (; *name_nodes != NULL; name_nodes++) {
    g_autofree char *string = g_strdup_printf ("%s://%s/", self->scheme, *name_nodes);
    g_autoptr (GUri) uri = g_uri_parse (string, G_URI_FLAGS_NONE, NULL);
    const char *port = strcmp (self->scheme, "https") == 0 ? TLS_PORT : PORT;
    gboolean has_port = strrchr (*name_nodes, ':') > strrchr (*name_nodes, ']');
    g_autofree char *authority = NULL;

    if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' ||
        g_uri_get_userinfo (uri) != NULL) {
      g_set_error (error,
                   GARROW_ERROR,
                   GARROW_ERROR_INVALID,
                   "'%s' is no name node: it has to be \"host\" or \"host:port\"",
                   *name_nodes);
      return FALSE;
    }
    authority =
      g_strconcat (*name_nodes, has_port ? "" : ":", has_port ? "" : port, NULL);
    g_strv_builder_add (builder, authority);
    self->n_name_nodes++;
  }
  self->name_nodes = g_strv_builder_end (builder);
  return TRUE;
}

/* Looks at the root, so that what is wrong with the connection shows now. */
static gboolean
look (WebHdfs *self, GError **error)
{
  GArrowHdfsStatus status = {0};
  gboolean ok;

  if (self->negotiates && !webhdfs_tickets_check (self->tickets, error))
    return FALSE;
  ok = webhdfs_get_status (&self->base, "/", &status, error);
  g_free (status.owner);
  g_free (status.group);
  return ok;
}

static GArrowHdfsClient *
connect_client (const char *scheme,
                const char *const *name_nodes,
                GArrowHdfsOptions *options,
                GError **error)
{
  WebHdfs *self = g_new0 (WebHdfs, 1);

  self->base.backend = &garrow_hdfs_backend;
  self->options = options;
  self->scheme = strcmp (scheme, "swebhdfs") == 0 ? "https" : "http";
  self->timeout = garrow_hdfs_options_get_timeout (options);
  self->retries = garrow_hdfs_options_get_retries (options);
  self->identity = identify (options);
  self->negotiates = garrow_hdfs_options_get_kerberos (options) &&
                     garrow_hdfs_options_get_delegation_token (options) == NULL;
  if (self->negotiates)
    self->tickets = garrow_hdfs_options_get_ticket_cache (options);
  if (add_name_nodes (self, name_nodes, error) && webhdfs_pool_check (self, error) &&
      look (self, error))
    return &self->base;
  free_client (&self->base);
  return NULL;
}

const GArrowHdfsBackend garrow_hdfs_backend = {
  .name = "webhdfs",
  .reads_at_once = 4,
  .connect = connect_client,
  .free = free_client,
  .mkdirs = webhdfs_mkdirs,
  .get_status = webhdfs_get_status,
  .list = webhdfs_list,
  .rename = webhdfs_rename,
  .remove = webhdfs_remove,
  .set_permission = webhdfs_set_permission,
  .set_owner = webhdfs_set_owner,
  .set_times = webhdfs_set_times,
  .set_replication = webhdfs_set_replication,
  .get_checksum = webhdfs_get_checksum,
  .get_space = webhdfs_get_space,
  .get_home = webhdfs_get_home,
  .get_token = webhdfs_get_token,
  .renew_token = webhdfs_renew_token,
  .cancel_token = webhdfs_cancel_token,
  .open_read = webhdfs_open_read,
  .read_at = webhdfs_read_at,
  .close_read = webhdfs_close_read,
  .open_write = webhdfs_open_write,
  .write = webhdfs_write,
  .flush = webhdfs_flush,
  .close_write = webhdfs_close_write,
  .abort_write = webhdfs_abort_write,
};
