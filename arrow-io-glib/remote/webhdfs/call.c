/* remote/webhdfs/call.c: asking the name nodes, in turn and again.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <gio/gio.h>
#include <string.h>

#include "webhdfs-private.h"

#define FIRST_WAIT 250 /* milliseconds; doubled each time */
#define LONGEST_WAIT 10000
#define RETRIES_AT_FIRST 2

void
webhdfs_add (GString *query, const char *name, const char *value)
{
  g_autofree char *escaped = g_uri_escape_string (value, NULL, FALSE);

  g_string_append_printf (query, "&%s=%s", name, escaped);
}

void
webhdfs_add_int (GString *query, const char *name, gint64 value)
{
  g_string_append_printf (query, "&%s=%" G_GINT64_FORMAT, name, value);
}

void
webhdfs_prefix (GError **error, const WebHdfsCall *call, const char *where)
{
  if (call->new_path == NULL)
    g_prefix_error (error, "Failed to %s '%s' at %s: ", call->verb, call->path, where);
  else
    g_prefix_error (error,
                    "Failed to %s '%s' to '%s' at %s: ",
                    call->verb,
                    call->path,
                    call->new_path,
                    where);
}

char *
webhdfs_uri_authority (GUri *uri)
{
  return g_strdup_printf (strchr (g_uri_get_host (uri), ':') != NULL ? "[%s]:%d"
                                                                     : "%s:%d",
                          g_uri_get_host (uri),
                          g_uri_get_port (uri));
}

/* Many that wait for the same server do not come back at the same time. */
gboolean
webhdfs_wait (guint n_tries, GError **error)
{
  GCancellable *cancellable = g_cancellable_get_current ();
  gint64 wait = MIN (LONGEST_WAIT, (gint64)FIRST_WAIT << MIN (n_tries, 10));
  GPollFD fd;

  wait = (gint64)((double)wait * g_random_double_range (0.8, 1.2));
  if (g_cancellable_make_pollfd (cancellable, &fd)) {
    g_poll (&fd, 1, (int)wait);
    g_cancellable_release_fd (cancellable);
  } else {
    g_usleep ((gulong)wait * 1000);
  }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* Where an answer sends to, either in its body or, if the server is an old one, in its
 * head. */
static gboolean
read_location (WebHdfsExchange *exchange, char **location, GError **error)
{
  const char *header;

  if (exchange->status != SOUP_STATUS_TEMPORARY_REDIRECT) {
    *location = webhdfs_reply_location (exchange->body, error);
    return *location != NULL;
  }
  header =
    soup_message_headers_get_one (soup_message_get_response_headers (exchange->message),
                                  "Location");
  if (header == NULL) {
    g_set_error_literal (error,
                         GARROW_ERROR,
                         GARROW_ERROR_CORRUPT,
                         "the answer sends nowhere");
    return FALSE;
  }
  *location = g_utf8_make_valid (header, -1);
  return TRUE;
}

static GBytes *
ask (WebHdfs *self,
     WebHdfsServer server,
     const WebHdfsCall *call,
     GUri *uri,
     char **location,
     WebHdfsFailure *failure,
     GError **error)
{
  g_auto (WebHdfsExchange) exchange = {0};
  GError *local = NULL;

  if (!webhdfs_exchange_start (&exchange,
                               self,
                               server,
                               call->method,
                               uri,
                               !call->once,
                               &local) ||
      !webhdfs_exchange_read_body (&exchange, &local)) {
    *failure = webhdfs_exchange_judge (&exchange, &local);
    g_propagate_error (error, local);
    return NULL;
  }

  g_atomic_int_set (&self->answered, TRUE);
  *failure = WEBHDFS_FINAL;
  if (SOUP_STATUS_IS_SUCCESSFUL (exchange.status) ||
      (location != NULL && exchange.status == SOUP_STATUS_TEMPORARY_REDIRECT)) {
    if (location == NULL || read_location (&exchange, location, error))
      return g_steal_pointer (&exchange.body);
    return NULL;
  }
  local = webhdfs_reply_error (exchange.status, exchange.body, failure);
  g_propagate_error (error, local);
  return NULL;
}

GBytes *
webhdfs_ask (WebHdfs *self,
             WebHdfsServer server,
             const WebHdfsCall *call,
             GUri *uri,
             WebHdfsFailure *failure,
             GError **error)
{
  g_autofree char *where = webhdfs_uri_authority (uri);
  GBytes *body = ask (self, server, call, uri, NULL, failure, error);

  if (body == NULL)
    webhdfs_prefix (error, call, where);
  return body;
}

static GUri *
name_node_uri (WebHdfs *self,
               const char *name_node,
               const WebHdfsCall *call,
               const char *query,
               GError **error)
{
  g_autofree char *path = g_uri_escape_string (call->path, "/", FALSE);
  g_autofree char *string = g_strdup_printf ("%s://%s/webhdfs/v1%s?op=%s%s%s",
                                             self->scheme,
                                             name_node,
                                             path,
                                             call->op,
                                             self->identity,
                                             query != NULL ? query : "");

  return g_uri_parse (string, SOUP_HTTP_URI_FLAGS, error);
}

/* Asks each name node until one answers. *again is whether it may help to do so once
 * more: not where the time for it has passed, or where there is no such host. */
static GBytes *
ask_in_turn (WebHdfs *self,
             const WebHdfsCall *call,
             const char *query,
             char **location,
             gboolean *again,
             GError **error)
{
  int current = g_atomic_int_get (&self->current);
  g_autoptr (GString) others = g_string_new (NULL);

  *again = TRUE;
  for (int i = 0; i < self->n_name_nodes; i++) {
    int index = (current + i) % self->n_name_nodes;
    const char *name_node = self->name_nodes[index];
    g_autoptr (GUri) uri = name_node_uri (self, name_node, call, query, error);
    WebHdfsFailure failure = WEBHDFS_FINAL;
    GError *local = NULL;
    GBytes *body;

    if (uri == NULL)
      return NULL;
    body = ask (self, WEBHDFS_NAME_NODE, call, uri, location, &failure, &local);
    if (body != NULL || failure == WEBHDFS_FINAL)
      g_atomic_int_set (&self->current, index);
    if (body != NULL)
      return body;

    if (failure == WEBHDFS_UNKNOWN && call->once) {
      g_prefix_error (&local, "the answer was lost, and it may have been done: ");
      failure = WEBHDFS_FINAL;
    }
    if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ||
        g_error_matches (local, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND))
      *again = FALSE;
    if (failure == WEBHDFS_FINAL || i == self->n_name_nodes - 1) {
      *again = *again && failure != WEBHDFS_FINAL;
      g_prefix_error (&local, "%s", others->str);
      webhdfs_prefix (&local, call, name_node);
      g_propagate_error (error, local);
      return NULL;
    }
    g_string_append_printf (others, "(%s: %s) ", name_node, local->message);
    g_clear_error (&local);
  }
  g_return_val_if_reached (NULL);
}

/* A name node that never answered is not there, more likely than not, or is misspelt. */
static guint
get_retries (WebHdfs *self)
{
  return g_atomic_int_get (&self->answered) ? self->retries
                                            : MIN (self->retries, RETRIES_AT_FIRST);
}

static GBytes *
ask_again (WebHdfs *self,
           const WebHdfsCall *call,
           const char *query,
           char **location,
           GError **error)
{
  for (guint n_tries = 0;; n_tries++) {
    gboolean again;
    GError *local = NULL;
    GBytes *body = ask_in_turn (self, call, query, location, &again, &local);

    if (body != NULL)
      return body;
    if (!again || n_tries >= get_retries (self)) {
      g_propagate_error (error, local);
      return NULL;
    }
    g_clear_error (&local);
    if (!webhdfs_wait (n_tries, error)) {
      webhdfs_prefix (error, call, self->name_nodes[g_atomic_int_get (&self->current)]);
      return NULL;
    }
  }
}

GBytes *
webhdfs_call (WebHdfs *self, const WebHdfsCall *call, const char *query, GError **error)
{
  return ask_again (self, call, query, NULL, error);
}

GBytes *
webhdfs_call_briefly (WebHdfs *self, const WebHdfsCall *call, const char *query)
{
  gboolean again;

  return ask_in_turn (self, call, query, NULL, &again, NULL);
}

/* Tokens are in what is asked of a data node: they go nowhere but where the name node
 * itself would be asked in the same way. */
static GUri *
parse_location (WebHdfs *self,
                const WebHdfsCall *call,
                const char *location,
                GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (location, SOUP_HTTP_URI_FLAGS, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autofree char *start = NULL, *shown = NULL;

  if (host != NULL && *host != '\0' &&
      strcmp (g_uri_get_scheme (uri), self->scheme) == 0 && g_uri_get_port (uri) > 0 &&
      g_uri_get_userinfo (uri) == NULL && g_uri_get_query (uri) != NULL)
    return g_steal_pointer (&uri);

  start = g_strndup (location, MIN (strcspn (location, "?"), 200));
  shown = g_utf8_make_valid (start, -1);
  g_set_error (error,
               GARROW_ERROR,
               GARROW_ERROR_CORRUPT,
               "the answer sends to '%s', which is no data node",
               shown);
  webhdfs_prefix (error, call, self->name_nodes[g_atomic_int_get (&self->current)]);
  return NULL;
}

GUri *
webhdfs_locate (WebHdfs *self, const WebHdfsCall *call, const char *query, GError **error)
{
  g_autoptr (GString) all = g_string_new ("&noredirect=true");
  g_autofree char *location = NULL;
  g_autoptr (GBytes) body = NULL;

  g_string_append (all, query != NULL ? query : "");
  body = ask_again (self, call, all->str, &location, error);
  return body != NULL ? parse_location (self, call, location, error) : NULL;
}
