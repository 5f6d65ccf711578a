/* remote/webhdfs/session.c: libsoup's sessions, and requests over them.
 *
 * A session is used by one thread at a time, and there are as many as there ever were
 * requests at once. Sharing one would not do: libsoup puts timers of its own into the
 * main context of whoever calls, and they change the session from there. So each has a
 * context for itself, which nobody runs; connections that a server has closed are found
 * out about when they are to be used again.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <string.h>
#include <unistd.h>

#include "webhdfs-private.h"

#define MOST_IDLE 32 /* sessions kept of each kind */
#define LARGEST_REPLY (16 << 20)
#define LARGEST_ERROR (64 << 10)
#define LEAST_RATE 1024 /* bytes a second */

typedef struct _WebHdfsSession
{
  GMainContext *context;
  SoupSession *soup;
} WebHdfsSession;

struct _WebHdfsPool
{
  pid_t pid;
  GTlsDatabase *tls; /* NULL for the system's */
  GMutex lock;
  GPtrArray *idle[WEBHDFS_N_SERVERS]; /* the one used last at the end */
};

static void
session_free (gpointer data)
{
  WebHdfsSession *session = data;

  g_main_context_push_thread_default (session->context);
  g_clear_object (&session->soup);
  g_main_context_pop_thread_default (session->context);
  g_main_context_unref (session->context);
  g_free (session);
}

static void
pool_free (WebHdfsPool *pool)
{
  for (int i = 0; i < WEBHDFS_N_SERVERS; i++)
    g_ptr_array_unref (pool->idle[i]);
  g_clear_object (&pool->tls);
  g_mutex_clear (&pool->lock);
  g_free (pool);
}

static WebHdfsPool *
pool_new (WebHdfs *self, GError **error)
{
  const char *ca_file = garrow_hdfs_options_get_ca_file (self->options);
  GTlsDatabase *tls = NULL;
  WebHdfsPool *pool;

  if (ca_file != NULL) {
    tls = g_tls_file_database_new (ca_file, error);
    if (tls == NULL) {
      g_prefix_error (error, "Failed to use the certificates in '%s': ", ca_file);
      return NULL;
    }
  }
  pool = g_new0 (WebHdfsPool, 1);
  pool->pid = getpid ();
  pool->tls = tls;
  g_mutex_init (&pool->lock);
  for (int i = 0; i < WEBHDFS_N_SERVERS; i++)
    pool->idle[i] = g_ptr_array_new_with_free_func (session_free);
  return pool;
}

/* A child has its parent's sockets: it leaves that pool alone, whose lock may even be
 * held, and makes one of its own. */
static WebHdfsPool *
get_pool (WebHdfs *self, GError **error)
{
  WebHdfsPool *pool = g_atomic_pointer_get (&self->pool);
  WebHdfsPool *fresh;

  if (pool != NULL && pool->pid == getpid ())
    return pool;
  fresh = pool_new (self, error);
  if (fresh == NULL)
    return NULL;
  if (g_atomic_pointer_compare_and_exchange (&self->pool, pool, fresh))
    return fresh;
  pool_free (fresh);
  return g_atomic_pointer_get (&self->pool);
}

gboolean
webhdfs_pool_check (WebHdfs *self, GError **error)
{
  return get_pool (self, error) != NULL;
}

void
webhdfs_pool_free (WebHdfs *self)
{
  if (self->pool != NULL && self->pool->pid == getpid ())
    pool_free (self->pool);
}

GTlsDatabase *
webhdfs_get_tls_database (WebHdfs *self, GError **error)
{
  WebHdfsPool *pool = get_pool (self, error);

  return pool != NULL ? pool->tls : NULL;
}

guint
webhdfs_timeout (WebHdfs *self, WebHdfsServer server)
{
  return server == WEBHDFS_DATA_NODE && self->timeout > 1 ? self->timeout / 2
                                                          : self->timeout;
}

/* Proxies are for what is outside, and a cluster is not. A body is to be what is in the
 * file, whatever a server likes to do with it. */
static WebHdfsSession *
session_new (WebHdfs *self, WebHdfsPool *pool, WebHdfsServer server)
{
  WebHdfsSession *session = g_new0 (WebHdfsSession, 1);

  session->context = g_main_context_new ();
  g_main_context_push_thread_default (session->context);
  session->soup = soup_session_new_with_options ("idle-timeout",
                                                 0,
                                                 "proxy-resolver",
                                                 NULL,
                                                 "timeout",
                                                 webhdfs_timeout (self, server),
                                                 "user-agent",
                                                 "arrow-io-glib",
                                                 NULL);
  soup_session_remove_feature_by_type (session->soup, SOUP_TYPE_CONTENT_DECODER);
  if (pool->tls != NULL)
    soup_session_set_tls_database (session->soup, pool->tls);
  if (self->negotiates) {
    soup_session_add_feature_by_type (session->soup, SOUP_TYPE_AUTH_NEGOTIATE);

    /* Name nodes give a cookie to those that they have seen the ticket of. */
    soup_session_add_feature_by_type (session->soup, SOUP_TYPE_COOKIE_JAR);
  }
  g_main_context_pop_thread_default (session->context);
  return session;
}

static WebHdfsSession *
take_session (WebHdfs *self, WebHdfsServer server, GError **error)
{
  WebHdfsPool *pool = get_pool (self, error);
  WebHdfsSession *session = NULL;

  if (pool == NULL)
    return NULL;
  g_mutex_lock (&pool->lock);
  if (pool->idle[server]->len > 0)
    session = g_ptr_array_steal_index (pool->idle[server], pool->idle[server]->len - 1);
  g_mutex_unlock (&pool->lock);
  return session != NULL ? session : session_new (self, pool, server);
}

static void
give_session (WebHdfs *self, WebHdfsServer server, WebHdfsSession *session)
{
  WebHdfsPool *pool = g_atomic_pointer_get (&self->pool);
  gboolean keep;

  g_mutex_lock (&pool->lock);
  keep = pool->idle[server]->len < MOST_IDLE;
  if (keep)
    g_ptr_array_add (pool->idle[server], session);
  g_mutex_unlock (&pool->lock);
  if (!keep)
    session_free (session);
}

static void
on_starting (WebHdfsExchange *exchange)
{
  exchange->sent = TRUE;
}

/* A server that says again and again that an answer will come is as good as a silent one,
 * but there is always something to read from it. */
static void
on_informational (WebHdfsExchange *exchange)
{
  gint64 timeout = exchange->client->timeout;

  if (timeout > 0 &&
      g_get_monotonic_time () - exchange->started_at >= timeout * G_USEC_PER_SEC)
    g_cancellable_cancel (exchange->giving_up);
}

/* Of certificates, whatever is wrong with them. */
gboolean
webhdfs_accept (void)
{
  return TRUE;
}

static SoupMessage *
message_new (WebHdfsExchange *exchange, const char *method, GUri *uri, gboolean repeats)
{
  SoupMessage *message = soup_message_new_from_uri (method, uri);

  /* libsoup sends a request again if a connection that was kept turns out to be closed,
   * and cannot know whether the first came through. */
  soup_message_add_flags (message,
                          repeats
                            ? SOUP_MESSAGE_NO_REDIRECT
                            : SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION);
  g_signal_connect_swapped (message, "starting", G_CALLBACK (on_starting), exchange);
  g_signal_connect_swapped (message,
                            "got-informational",
                            G_CALLBACK (on_informational),
                            exchange);
  if (garrow_hdfs_options_get_accept_any_certificate (exchange->client->options))
    g_signal_connect (message, "accept-certificate", G_CALLBACK (webhdfs_accept), NULL);
  return message;
}

static void
on_cancelled (GCancellable *caller, gpointer giving_up)
{
  (void)caller;
  g_cancellable_cancel (giving_up);
}

/* Until the head of an answer that is one has come. */
static GInputStream *
send_request (WebHdfsExchange *exchange, GError **error)
{
  GCancellable *caller = g_cancellable_get_current ();
  g_autoptr (GCancellable) giving_up = g_cancellable_new ();
  GInputStream *stream;
  gulong id = 0;

  exchange->started_at = g_get_monotonic_time ();
  exchange->giving_up = giving_up;
  if (caller != NULL)
    id = g_cancellable_connect (caller, G_CALLBACK (on_cancelled), giving_up, NULL);
  stream =
    soup_session_send (exchange->session->soup, exchange->message, giving_up, error);
  g_cancellable_disconnect (caller, id);
  exchange->giving_up = NULL;

  if (stream == NULL && g_cancellable_is_cancelled (giving_up) &&
      !g_cancellable_is_cancelled (caller)) {
    g_clear_error (error);
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_TIMED_OUT,
                 "there is no answer after %u s, but that it will come",
                 exchange->client->timeout);
  }
  return stream;
}

gboolean
webhdfs_exchange_start (WebHdfsExchange *exchange,
                        WebHdfs *self,
                        WebHdfsServer server,
                        const char *method,
                        GUri *uri,
                        gboolean repeats,
                        GError **error)
{
  const char *previous = NULL;

  memset (exchange, 0, sizeof *exchange);
  exchange->client = self;
  exchange->server = server;
  exchange->session = take_session (self, server, error);
  if (exchange->session == NULL)
    return FALSE;

  g_main_context_push_thread_default (exchange->session->context);
  exchange->message = message_new (exchange, method, uri, repeats);
  if (!webhdfs_tickets_begin (self->tickets, &previous, error))
    return FALSE;
  exchange->stream = send_request (exchange, error);
  webhdfs_tickets_end (self->tickets, previous);
  if (exchange->stream == NULL)
    return FALSE;
  exchange->status = soup_message_get_status (exchange->message);
  exchange->answered_at = g_get_monotonic_time ();
  return TRUE;
}

/* A byte now and then is as good as silence. */
static gboolean
is_slow (WebHdfsExchange *exchange, GError **error)
{
  gint64 seconds = (g_get_monotonic_time () - exchange->answered_at) / G_USEC_PER_SEC;
  guint timeout = exchange->client->timeout;

  if (timeout == 0 || seconds < timeout ||
      exchange->n_read / LEAST_RATE >= (gsize)seconds)
    return FALSE;
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_TIMED_OUT,
               "the answer is not complete after %" G_GINT64_FORMAT " s",
               seconds);
  return TRUE;
}

gboolean
webhdfs_exchange_read (WebHdfsExchange *exchange,
                       gpointer out,
                       gsize size,
                       gsize *n_read,
                       GError **error)
{
  gssize n = -1;

  for (*n_read = 0; *n_read < size && n != 0; *n_read += (gsize)n) {
    n = g_input_stream_read (exchange->stream,
                             (char *)out + *n_read,
                             size - *n_read,
                             g_cancellable_get_current (),
                             error);
    if (n < 0)
      return FALSE;
    exchange->n_read += (gsize)n;
    if (is_slow (exchange, error))
      return FALSE;
  }
  return TRUE;
}

/* Nobody needs to know all of an error. */
gboolean
webhdfs_exchange_read_body (WebHdfsExchange *exchange, GError **error)
{
  gboolean fine = SOUP_STATUS_IS_SUCCESSFUL (exchange->status);
  gsize limit = fine ? LARGEST_REPLY : LARGEST_ERROR;
  gsize size = 0, n;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  do {
    g_byte_array_set_size (bytes, (guint)MIN (limit + 1, MAX (2 * size, 4096)));
    if (!webhdfs_exchange_read (exchange,
                                bytes->data + size,
                                bytes->len - size,
                                &n,
                                error))
      return FALSE;
    size += n;
  } while (size == bytes->len && size <= limit);

  if (size > limit && fine) {
    g_set_error (error,
                 GARROW_ERROR,
                 GARROW_ERROR_CORRUPT,
                 "the answer has more than %d MiB",
                 LARGEST_REPLY >> 20);
    return FALSE;
  }
  g_byte_array_set_size (bytes, (guint)MIN (size, limit));
  exchange->body = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  return TRUE;
}

void
webhdfs_exchange_end (WebHdfsExchange *exchange)
{
  if (exchange->session == NULL)
    return;
  g_clear_object (&exchange->stream);
  if (exchange->message != NULL)
    g_signal_handlers_disconnect_by_data (exchange->message, exchange);
  g_clear_object (&exchange->message);
  g_clear_pointer (&exchange->body, g_bytes_unref);
  g_main_context_pop_thread_default (exchange->session->context);
  give_session (exchange->client, exchange->server, exchange->session);
  exchange->session = NULL;
}

static void
change_code (GError **error, GQuark domain, int code)
{
  g_autoptr (GError) old = *error;

  *error = g_error_new_literal (domain, code, old->message);
}

void
webhdfs_translate (GError **error)
{
  if ((*error)->domain == G_RESOLVER_ERROR)
    change_code (error, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND);
  else if ((*error)->domain == SOUP_SESSION_ERROR)
    change_code (error, GARROW_ERROR, GARROW_ERROR_CORRUPT);
  /* What closes in the middle of the handshake is going away, or what stands before it
   * has nothing to hand on to. */
  else if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) ||
           g_error_matches (*error, G_TLS_ERROR, G_TLS_ERROR_NOT_TLS) ||
           g_error_matches (*error, G_TLS_ERROR, G_TLS_ERROR_EOF))
    change_code (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
}

WebHdfsFailure
webhdfs_exchange_judge (WebHdfsExchange *exchange, GError **error)
{
  webhdfs_translate (error);
  if ((*error)->domain == GARROW_ERROR || (*error)->domain == G_TLS_ERROR ||
      g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return WEBHDFS_FINAL;
  return exchange->sent ? WEBHDFS_UNKNOWN : WEBHDFS_NOT_DONE;
}
