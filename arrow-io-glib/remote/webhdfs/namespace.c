/* remote/webhdfs/namespace.c: what name nodes do by themselves.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <gio/gio.h>
#include <string.h>

#include "webhdfs-private.h"

/* What an answer was found to be wrong about has no place in it yet. */
static gboolean
finish (gboolean ok, WebHdfs *self, const WebHdfsCall *call, GError **error)
{
  if (!ok)
    webhdfs_prefix (error, call, self->name_nodes[g_atomic_int_get (&self->current)]);
  return ok;
}

/* For what is answered by no more than that it was done. */
static gboolean
do_call (GArrowHdfsClient *client,
         const WebHdfsCall *call,
         const char *query,
         GError **error)
{
  g_autoptr (GBytes) body = webhdfs_call ((WebHdfs *)client, call, query, error);

  return body != NULL;
}

/* For what is answered by whether it was done. If it was not, looks why: nothing is
 * there, or it is of the wrong type. */
static gboolean
do_boolean_call (GArrowHdfsClient *client,
                 const WebHdfsCall *call,
                 const char *query,
                 GIOErrorEnum refusal,
                 const char *words,
                 GError **error)
{
  WebHdfs *self = (WebHdfs *)client;
  WebHdfsCall look = {call->verb, "GET", "GETFILESTATUS", call->path, FALSE, NULL};
  g_autoptr (GBytes) body = webhdfs_call (self, call, query, error);
  g_autoptr (GBytes) status = NULL;
  gboolean done = FALSE;

  if (body == NULL)
    return FALSE;
  if (!webhdfs_reply_boolean (body, &done, error))
    return finish (FALSE, self, call, error);
  if (done)
    return TRUE;
  status = webhdfs_call (self, &look, NULL, error);
  if (status == NULL)
    return FALSE;
  g_set_error_literal (error, G_IO_ERROR, (gint)refusal, words);
  return finish (FALSE, self, call, error);
}

gboolean
webhdfs_mkdirs (GArrowHdfsClient *client,
                const char *path,
                int permission,
                GError **error)
{
  WebHdfsCall call = {"make the directory", "PUT", "MKDIRS", path, FALSE, NULL};
  g_autofree char *query =
    permission >= 0 ? g_strdup_printf ("&permission=%o", (guint)permission) : NULL;

  return do_boolean_call (client,
                          &call,
                          query,
                          G_IO_ERROR_FAILED,
                          "the name node did not do it",
                          error);
}

gboolean
webhdfs_get_status (GArrowHdfsClient *client,
                    const char *path,
                    GArrowHdfsStatus *status,
                    GError **error)
{
  WebHdfs *self = (WebHdfs *)client;
  WebHdfsCall call = {"look at", "GET", "GETFILESTATUS", path, FALSE, NULL};
  g_autoptr (GBytes) body = webhdfs_call (self, &call, NULL, error);

  return body != NULL &&
         finish (webhdfs_reply_status (body, status, error), self, &call, error);
}

static gboolean
goes_in_circles (GPtrArray *entries, const char *after)
{
  const GArrowHdfsStatus *last = g_ptr_array_index (entries, entries->len - 1);

  return after != NULL && strcmp (last->name, after) == 0;
}

gboolean
webhdfs_list (GArrowHdfsClient *client,
              const char *path,
              const char *after,
              GPtrArray *entries,
              gboolean *more,
              GError **error)
{
  WebHdfs *self = (WebHdfs *)client;
  WebHdfsCall call = {"list", "GET", "LISTSTATUS_BATCH", path, FALSE, NULL};
  g_autoptr (GString) query = g_string_new (NULL);
  g_autoptr (GBytes) body = NULL;

  /* Name nodes spell it in the first way, and HttpFS, which stands before some, in the
   * second; both begin anew if they do not find it. */
  if (after != NULL) {
    webhdfs_add (query, "startafter", after);
    webhdfs_add (query, "startAfter", after);
  }
  body = webhdfs_call (self, &call, query->str, error);
  if (body == NULL)
    return FALSE;
  if (!webhdfs_reply_listing (body, entries, more, error))
    return finish (FALSE, self, &call, error);
  if (*more && goes_in_circles (entries, after)) {
    g_set_error_literal (error,
                         GARROW_ERROR,
                         GARROW_ERROR_CORRUPT,
                         "the entries after one of them end with that one");
    return finish (FALSE, self, &call, error);
  }
  return TRUE;
}

gboolean
webhdfs_rename (GArrowHdfsClient *client,
                const char *path,
                const char *new_path,
                gboolean overwrite,
                GError **error)
{
  WebHdfsCall call = {"rename", "PUT", "RENAME", path, TRUE, new_path};
  g_autoptr (GString) query = g_string_new (NULL);

  webhdfs_add (query, "destination", new_path);
  webhdfs_add (query, "renameoptions", overwrite ? "OVERWRITE" : "NONE");
  return do_call (client, &call, query->str, error);
}

gboolean
webhdfs_remove (GArrowHdfsClient *client,
                const char *path,
                gboolean recursive,
                GError **error)
{
  WebHdfsCall call = {"delete", "DELETE", "DELETE", path, TRUE, NULL};

  return do_boolean_call (client,
                          &call,
                          recursive ? "&recursive=true" : "&recursive=false",
                          G_IO_ERROR_PERMISSION_DENIED,
                          "the name node did not do it",
                          error);
}

gboolean
webhdfs_set_permission (GArrowHdfsClient *client,
                        const char *path,
                        guint permission,
                        GError **error)
{
  WebHdfsCall call = {"set the permission of", "PUT", "SETPERMISSION", path, FALSE, NULL};
  g_autofree char *query = g_strdup_printf ("&permission=%o", permission);

  return do_call (client, &call, query, error);
}

gboolean
webhdfs_set_owner (GArrowHdfsClient *client,
                   const char *path,
                   const char *owner,
                   const char *group,
                   GError **error)
{
  WebHdfsCall call = {"set the owner of", "PUT", "SETOWNER", path, FALSE, NULL};
  g_autoptr (GString) query = g_string_new (NULL);

  if (owner != NULL)
    webhdfs_add (query, "owner", owner);
  if (group != NULL)
    webhdfs_add (query, "group", group);
  return do_call (client, &call, query->str, error);
}

gboolean
webhdfs_set_times (GArrowHdfsClient *client,
                   const char *path,
                   gint64 modified,
                   gint64 accessed,
                   GError **error)
{
  WebHdfsCall call = {"set the times of", "PUT", "SETTIMES", path, FALSE, NULL};
  g_autoptr (GString) query = g_string_new (NULL);

  webhdfs_add_int (query, "modificationtime", modified);
  webhdfs_add_int (query, "accesstime", accessed);
  return do_call (client, &call, query->str, error);
}

gboolean
webhdfs_set_replication (GArrowHdfsClient *client,
                         const char *path,
                         guint replication,
                         GError **error)
{
  WebHdfsCall call =
    {"set the replication of", "PUT", "SETREPLICATION", path, FALSE, NULL};
  g_autofree char *query = g_strdup_printf ("&replication=%u", replication);

  return do_boolean_call (client,
                          &call,
                          query,
                          G_IO_ERROR_IS_DIRECTORY,
                          "Is a directory",
                          error);
}

/* A data node works it out. */
GBytes *
webhdfs_get_checksum (GArrowHdfsClient *client,
                      const char *path,
                      char **algorithm,
                      GError **error)
{
  WebHdfs *self = (WebHdfs *)client;
  WebHdfsCall call = {"get the checksum of", "GET", "GETFILECHECKSUM", path, FALSE, NULL};

  for (guint n_tries = 0;; n_tries++) {
    g_autoptr (GUri) uri = webhdfs_locate (self, &call, NULL, error);
    WebHdfsFailure failure;
    g_autoptr (GBytes) body = NULL;
    GBytes *checksum;
    GError *local = NULL;

    if (uri == NULL)
      return NULL;
    body = webhdfs_ask (self, WEBHDFS_NAME_NODE, &call, uri, &failure, &local);
    if (body != NULL) {
      checksum = webhdfs_reply_checksum (body, algorithm, error);
      finish (checksum != NULL, self, &call, error);
      return checksum;
    }
    if (failure == WEBHDFS_FINAL || n_tries >= self->retries ||
        g_error_matches (local, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)) {
      g_propagate_error (error, local);
      return NULL;
    }
    g_clear_error (&local);
    if (!webhdfs_wait (n_tries, error))
      return NULL;
  }
}

gboolean
webhdfs_get_space (GArrowHdfsClient *client,
                   gint64 *capacity,
                   gint64 *used,
                   gint64 *remaining,
                   GError **error)
{
  WebHdfs *self = (WebHdfs *)client;
  WebHdfsCall call = {"get the space of", "GET", "GETSTATUS", "/", FALSE, NULL};
  g_autoptr (GBytes) body = webhdfs_call (self, &call, NULL, error);

  return body != NULL &&
         finish (webhdfs_reply_space (body, capacity, used, remaining, error),
                 self,
                 &call,
                 error);
}

char *
webhdfs_get_home (GArrowHdfsClient *client, GError **error)
{
  WebHdfs *self = (WebHdfs *)client;
  WebHdfsCall call =
    {"get the home directory by", "GET", "GETHOMEDIRECTORY", "/", FALSE, NULL};
  g_autoptr (GBytes) body = webhdfs_call (self, &call, NULL, error);
  char *path = body != NULL ? webhdfs_reply_path (body, error) : NULL;

  if (body != NULL)
    finish (path != NULL, self, &call, error);
  return path;
}

char *
webhdfs_get_token (GArrowHdfsClient *client, const char *renewer, GError **error)
{
  WebHdfs *self = (WebHdfs *)client;
  WebHdfsCall call =
    {"get a delegation token by", "GET", "GETDELEGATIONTOKEN", "/", FALSE, NULL};
  g_autoptr (GString) query = g_string_new (NULL);
  g_autoptr (GBytes) body = NULL;
  GError *local = NULL;
  char *token;

  if (renewer != NULL)
    webhdfs_add (query, "renewer", renewer);
  body = webhdfs_call (self, &call, query->str, error);
  if (body == NULL)
    return NULL;
  token = webhdfs_reply_token (body, &local);
  if (token == NULL && local == NULL)
    g_set_error_literal (&local,
                         G_IO_ERROR,
                         G_IO_ERROR_NOT_SUPPORTED,
                         "it has none, as it is without Kerberos");
  if (local != NULL) {
    finish (FALSE, self, &call, &local);
    g_propagate_error (error, local);
  }
  return token;
}

gint64
webhdfs_renew_token (GArrowHdfsClient *client, const char *token, GError **error)
{
  WebHdfs *self = (WebHdfs *)client;
  WebHdfsCall call =
    {"renew the delegation token by", "PUT", "RENEWDELEGATIONTOKEN", "/", FALSE, NULL};
  g_autoptr (GString) query = g_string_new (NULL);
  g_autoptr (GBytes) body = NULL;
  gint64 ends;

  webhdfs_add (query, "token", token);
  body = webhdfs_call (self, &call, query->str, error);
  if (body == NULL)
    return -1;
  return finish (webhdfs_reply_long (body, &ends, error), self, &call, error) ? ends : -1;
}

gboolean
webhdfs_cancel_token (GArrowHdfsClient *client, const char *token, GError **error)
{
  WebHdfsCall call =
    {"cancel the delegation token by", "PUT", "CANCELDELEGATIONTOKEN", "/", TRUE, NULL};
  g_autoptr (GString) query = g_string_new (NULL);

  webhdfs_add (query, "token", token);
  return do_call (client, &call, query->str, error);
}
