/* remote/webhdfs/read.c: files to read.
 *
 * A name node says once which data node to ask; that one gives any part of the file, each
 * by a request of its own. When it breaks off or is silent, a name node is asked anew,
 * for another one, and reading goes on where it stopped.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <gio/gio.h>
#include <string.h>

#include "webhdfs-private.h"

/* A data node that breaks off after this much still is of use: it was not in vain. */
#define PROGRESS (64 << 10)

typedef struct
{
  GArrowHdfsHandle base;
  WebHdfsCall call;
  char *path;
  gint64 size;
  char *query; /* further parameters */

  GMutex lock; /* of what follows */
  GUri *location;
  char *excluded; /* data nodes that did not do, with commas; or NULL */

  GMutex asking; /* held by the one thread that asks for another location */
} Reader;

/* One read_at. */
typedef struct
{
  Reader *reader;
  guint n_tries;
  gint64 n_since;  /* bytes that came since the last failure */
  gint64 heard_at; /* when the last bytes came */
} Attempt;

static GUri *
locate (Reader *self, const char *excluded, GError **error)
{
  g_autoptr (GString) query = g_string_new (self->query);

  if (excluded != NULL)
    webhdfs_add (query, "excludedatanodes", excluded);
  return webhdfs_locate ((WebHdfs *)self->base.client, &self->call, query->str, error);
}

GArrowHdfsHandle *
webhdfs_open_read (GArrowHdfsClient *client,
                   const char *path,
                   gint64 file_size,
                   GArrowHdfsOptions *options,
                   GError **error)
{
  gint64 buffer_size =
    options != NULL ? garrow_hdfs_options_get_buffer_size (options) : 0;
  GString *query = g_string_new (NULL);
  Reader *self = g_new0 (Reader, 1);

  if (buffer_size > 0)
    webhdfs_add_int (query, "buffersize", buffer_size);
  self->base.client = client;
  self->path = g_strdup (path);
  self->call = (WebHdfsCall){"read", "GET", "OPEN", self->path, FALSE, NULL};
  self->size = file_size;
  self->query = g_string_free (query, FALSE);
  g_mutex_init (&self->lock);
  g_mutex_init (&self->asking);

  self->location = locate (self, NULL, error);
  if (self->location != NULL)
    return &self->base;
  webhdfs_close_read (&self->base);
  return NULL;
}

void
webhdfs_close_read (GArrowHdfsHandle *handle)
{
  Reader *self = (Reader *)handle;

  g_clear_pointer (&self->location, g_uri_unref);
  g_free (self->excluded);
  g_free (self->query);
  g_free (self->path);
  g_mutex_clear (&self->lock);
  g_mutex_clear (&self->asking);
  g_free (self);
}

static GUri *
get_location (Reader *self)
{
  GUri *location;

  g_mutex_lock (&self->lock);
  location = g_uri_ref (self->location);
  g_mutex_unlock (&self->lock);
  return location;
}

/* The location with another range, and all else that it has: the token above all. */
static GUri *
at_range (GUri *location, gint64 offset, gint64 size)
{
  g_auto (GStrv) parameters = g_strsplit (g_uri_get_query (location), "&", -1);
  g_autoptr (GString) query = g_string_new (NULL);

  for (char **p = parameters; *p != NULL; p++)
    if (!g_str_has_prefix (*p, "offset=") && !g_str_has_prefix (*p, "length="))
      g_string_append_printf (query, "%s%s", query->len > 0 ? "&" : "", *p);
  webhdfs_add_int (query, "offset", offset);
  webhdfs_add_int (query, "length", size);
  return soup_uri_copy (location, SOUP_URI_QUERY, query->str, SOUP_URI_NONE);
}

static gboolean
too_long (gint64 size, GError **error)
{
  g_set_error (error,
               GARROW_ERROR,
               GARROW_ERROR_CORRUPT,
               "more came than the %" G_GINT64_FORMAT " bytes that were asked for",
               size);
  return FALSE;
}

/* Whether nothing comes behind what was asked for. */
static gboolean
is_at_end (WebHdfsExchange *exchange, gint64 size, GError **error)
{
  char byte;
  gsize n;

  return webhdfs_exchange_read (exchange, &byte, 1, &n, error) &&
         (n == 0 || too_long (size, error));
}

static gboolean
receive (WebHdfsExchange *exchange,
         char *out,
         gint64 size,
         gint64 *n_read,
         GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  gsize n = 0;
  gboolean ok;

  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
      soup_message_headers_get_content_length (headers) > size)
    return too_long (size, error);
  ok = webhdfs_exchange_read (exchange, out, (gsize)size, &n, error);
  *n_read = (gint64)n;
  return ok && ((gint64)n < size || is_at_end (exchange, size, error));
}

/* One request. Gives less without an error if the answer has less. */
static gboolean
fetch (Reader *self,
       GUri *location,
       gint64 offset,
       char *out,
       gint64 size,
       gint64 *n_read,
       WebHdfsFailure *failure,
       GError **error)
{
  g_auto (WebHdfsExchange) exchange = {0};
  g_autoptr (GUri) uri = at_range (location, offset, size);
  WebHdfs *client = (WebHdfs *)self->base.client;

  *n_read = 0;
  if (!webhdfs_exchange_start (&exchange,
                               client,
                               WEBHDFS_DATA_NODE,
                               "GET",
                               uri,
                               TRUE,
                               error)) {
    *failure = webhdfs_exchange_judge (&exchange, error);
    return FALSE;
  }
  if (exchange.status != SOUP_STATUS_OK) {
    if (!webhdfs_exchange_read_body (&exchange, error)) {
      *failure = webhdfs_exchange_judge (&exchange, error);
      return FALSE;
    }
    *error = webhdfs_reply_error (exchange.status, exchange.body, failure);
    return FALSE;
  }
  if (!receive (&exchange, out, size, n_read, error)) {
    *failure = webhdfs_exchange_judge (&exchange, error);
    return FALSE;
  }
  return TRUE;
}

/* The name by which name nodes leave out the data node of location: they want the address
 * that other data nodes use. */
static char *
name_data_node (Reader *self, GUri *location, gint64 offset)
{
  WebHdfs *client = (WebHdfs *)self->base.client;
  WebHdfsCall call = {"read", "GET", "GET_BLOCK_LOCATIONS", self->path, FALSE, NULL};
  g_autoptr (GString) query = g_string_new (NULL);
  g_autoptr (GBytes) body = NULL;

  webhdfs_add_int (query, "offset", offset);
  webhdfs_add_int (query, "length", 1);
  body = webhdfs_call_briefly (client, &call, query->str);
  return body != NULL ? webhdfs_reply_data_node (body,
                                                 g_uri_get_host (location),
                                                 g_uri_get_port (location))
                      : NULL;
}

static void
exclude (Reader *self, GUri *location, gint64 offset)
{
  g_autofree char *name = name_data_node (self, location, offset);
  g_autofree char *old = self->excluded;

  if (name == NULL || (old != NULL && strstr (old, name) != NULL))
    self->excluded = g_steal_pointer (&old);
  else
    self->excluded = old != NULL ? g_strconcat (old, ",", name, NULL) : g_strdup (name);
}

/* By the thread that holds asking: no other changes what is excluded. Where none is left,
 * those that failed are tried again. */
static gboolean
replace_location (Reader *self, GUri *location, gint64 offset, GError **error)
{
  GUri *fresh;

  exclude (self, location, offset);
  fresh = locate (self, self->excluded, error);
  if (fresh == NULL && self->excluded != NULL &&
      (error == NULL || !g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))) {
    g_clear_error (error);
    g_clear_pointer (&self->excluded, g_free);
    fresh = locate (self, NULL, error);
  }
  if (fresh == NULL)
    return FALSE;

  g_mutex_lock (&self->lock);
  g_uri_unref (self->location);
  self->location = fresh;
  g_mutex_unlock (&self->lock);
  return TRUE;
}

/* Unless another thread was faster. */
static gboolean
go_elsewhere (Reader *self, GUri *location, gint64 offset, GError **error)
{
  gboolean ok = TRUE;

  g_mutex_lock (&self->asking);
  if (self->location == location)
    ok = replace_location (self, location, offset, error);
  g_mutex_unlock (&self->asking);
  return ok;
}

/* Whether the file ends before offset: somebody has made it shorter. */
static gboolean
has_shrunk (Reader *self, gint64 offset, GError **error)
{
  GArrowHdfsStatus status = {0};
  gboolean shrunk = webhdfs_get_status (self->base.client, self->path, &status, NULL) &&
                    status.size <= offset;

  if (shrunk) {
    g_clear_error (error);
    g_set_error (error,
                 GARROW_ERROR,
                 GARROW_ERROR_TRUNCATED,
                 "the file has become shorter: it had %" G_GINT64_FORMAT
                 " bytes, and has %" G_GINT64_FORMAT,
                 self->size,
                 status.size);
  }
  g_free (status.owner);
  g_free (status.group);
  return shrunk;
}

static gboolean
is_worth_a_try (Attempt *attempt, gint64 offset, WebHdfsFailure failure, GError **error)
{
  WebHdfs *client = (WebHdfs *)attempt->reader->base.client;
  gint64 silence = (g_get_monotonic_time () - attempt->heard_at) / G_USEC_PER_SEC;

  /* A name node knows whether it may be read, and a token may just have ended; the second
   * time it is as the data node says. IOException is all kinds of things. */
  if ((*error)->domain != G_IO_ERROR ||
      g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  if (failure == WEBHDFS_FINAL && attempt->n_tries > 0 &&
      !g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_FAILED))
    return FALSE;
  if (failure == WEBHDFS_FINAL && has_shrunk (attempt->reader, offset, error))
    return FALSE;
  if (client->timeout > 0 && silence >= client->timeout) {
    g_clear_error (error);
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_TIMED_OUT,
                 "nothing has come for %" G_GINT64_FORMAT " s",
                 silence);
    return FALSE;
  }
  return attempt->n_tries < client->retries;
}

/* After a request that did not give all. On failure error is that of the request, or that
 * of finding another data node. */
static gboolean
carry_on (Attempt *attempt,
          GUri *location,
          gint64 offset,
          WebHdfsFailure failure,
          GError **error)
{
  g_autofree char *where = webhdfs_uri_authority (location);
  GError *local = NULL;

  if (attempt->n_since >= PROGRESS)
    attempt->n_tries = 0;
  attempt->n_since = 0;
  if (!is_worth_a_try (attempt, offset, failure, error)) {
    webhdfs_prefix (error, &attempt->reader->call, where);
    return FALSE;
  }
  if (attempt->n_tries > 0 && !webhdfs_wait (attempt->n_tries - 1, &local))
    webhdfs_prefix (&local, &attempt->reader->call, where);
  else
    go_elsewhere (attempt->reader, location, offset, &local);
  if (local != NULL) {
    g_clear_error (error);
    g_propagate_error (error, local);
    return FALSE;
  }
  attempt->n_tries++;
  g_clear_error (error);
  return TRUE;
}

gint64
webhdfs_read_at (GArrowHdfsHandle *handle,
                 gint64 offset,
                 gpointer out,
                 gint64 size,
                 GError **error)
{
  Reader *self = (Reader *)handle;
  Attempt attempt = {self, 0, 0, g_get_monotonic_time ()};
  gint64 done = 0;

  if (offset >= self->size)
    return 0;
  size = MIN (size, self->size - offset);

  while (done < size) {
    g_autoptr (GUri) location = get_location (self);
    WebHdfsFailure failure = WEBHDFS_FINAL;
    GError *local = NULL;
    gint64 n;

    if (!fetch (self,
                location,
                offset + done,
                (char *)out + done,
                size - done,
                &n,
                &failure,
                &local) ||
        n < size - done) {
      if (local == NULL)
        g_set_error_literal (&local,
                             G_IO_ERROR,
                             G_IO_ERROR_FAILED,
                             "the answer has ended early");
      if (n > 0)
        attempt.heard_at = g_get_monotonic_time ();
      attempt.n_since += n;
      if (!carry_on (&attempt, location, offset + done + n, failure, &local)) {
        g_propagate_error (error, local);
        return -1;
      }
    }
    done += n;
  }
  return done;
}
