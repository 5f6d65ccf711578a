/* remote/webhdfs/upload.c: one request with a body that is not there yet.
 *
 * libsoup asks for a body 8 KiB at a time, on a thread that has to wait for it; and when
 * a server refuses it in the middle, it loses why. So data is sent here, from where it
 * lies and by the thread that has it, and what the server says meanwhile is looked at.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <gio/gio.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <unistd.h>

#include "webhdfs-private.h"

#define LONGEST_CHUNK (4 << 20)
#define LONGEST_ANSWER (128 << 10)

struct _WebHdfsUpload
{
  GSocketConnection *connection;
  GInputStream *in;
  GOutputStream *out;
  pid_t pid;
  guint timeout;      /* in seconds; 0 is for ever */
  GByteArray *answer; /* what came of it */
};

static void
on_event (GSocketClient *client,
          GSocketClientEvent event,
          GSocketConnectable *connectable,
          GIOStream *stream,
          gpointer data)
{
  WebHdfs *self = data;
  GTlsDatabase *database;

  (void)client;
  (void)connectable;
  if (event != G_SOCKET_CLIENT_TLS_HANDSHAKING)
    return;
  database = webhdfs_get_tls_database (self, NULL);
  if (database != NULL)
    g_tls_connection_set_database (G_TLS_CONNECTION (stream), database);
  if (garrow_hdfs_options_get_accept_any_certificate (self->options))
    g_signal_connect (stream, "accept-certificate", G_CALLBACK (webhdfs_accept), NULL);

  /* Answers say how long they are. */
  g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (stream), FALSE);
}

static GSocketConnection *
connect_to (WebHdfs *self, GUri *uri, GError **error)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnectable) address =
    g_network_address_new (g_uri_get_host (uri), (guint16)g_uri_get_port (uri));
  GSocketConnection *connection;

  g_socket_client_set_timeout (client, webhdfs_timeout (self, WEBHDFS_NAME_NODE));
  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_set_tls (client, strcmp (g_uri_get_scheme (uri), "https") == 0);
  g_signal_connect (client, "event", G_CALLBACK (on_event), self);
  connection =
    g_socket_client_connect (client, address, g_cancellable_get_current (), error);
  if (connection == NULL)
    webhdfs_translate (error);
  else
    g_socket_set_option (g_socket_connection_get_socket (connection),
                         IPPROTO_TCP,
                         TCP_NODELAY,
                         1,
                         NULL);
  return connection;
}

WebHdfsUpload *
webhdfs_upload_new (WebHdfs *self, GUri *uri, GError **error)
{
  g_autoptr (GSocketConnection) connection = connect_to (self, uri, error);
  g_autofree char *host = webhdfs_uri_authority (uri);
  g_autofree char *head = g_strdup_printf ("POST %s?%s HTTP/1.1\r\n"
                                           "Host: %s\r\n"
                                           "User-Agent: arrow-io-glib\r\n"
                                           "Content-Type: application/octet-stream\r\n"
                                           "Transfer-Encoding: chunked\r\n"
                                           "Connection: close\r\n"
                                           "\r\n",
                                           g_uri_get_path (uri),
                                           g_uri_get_query (uri),
                                           host);
  WebHdfsUpload *upload;

  if (connection == NULL)
    return NULL;
  if (!g_output_stream_write_all (
        g_io_stream_get_output_stream (G_IO_STREAM (connection)),
        head,
        strlen (head),
        NULL,
        g_cancellable_get_current (),
        error))
    return NULL;

  upload = g_new0 (WebHdfsUpload, 1);
  upload->connection = g_steal_pointer (&connection);
  upload->in = g_io_stream_get_input_stream (G_IO_STREAM (upload->connection));
  upload->out = g_io_stream_get_output_stream (G_IO_STREAM (upload->connection));
  upload->pid = getpid ();
  upload->timeout = webhdfs_timeout (self, WEBHDFS_NAME_NODE);
  upload->answer = g_byte_array_new ();
  return upload;
}

/* A child leaves alone what its parent sends. */
void
webhdfs_upload_free (WebHdfsUpload *upload)
{
  if (upload->pid == getpid ())
    g_object_unref (upload->connection);
  g_byte_array_unref (upload->answer);
  g_free (upload);
}

/* What the answer means, once it is complete. */
static gboolean
judge (guint status, GBytes *body, GError **error)
{
  WebHdfsFailure failure;

  if (SOUP_STATUS_IS_SUCCESSFUL (status))
    return TRUE;
  g_propagate_error (error, webhdfs_reply_error (status, body, &failure));
  return FALSE;
}

/* A byte now and then is as good as silence. */
static gboolean
is_slow (WebHdfsUpload *upload, gint64 start, GError **error)
{
  gint64 seconds = (g_get_monotonic_time () - start) / G_USEC_PER_SEC;

  if (upload->timeout == 0 || seconds < 2 * (gint64)upload->timeout)
    return FALSE;
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_TIMED_OUT,
               "the answer is not complete after %" G_GINT64_FORMAT " s",
               seconds);
  return TRUE;
}

/* Waits for the answer, or only takes what is there: *status stays 0 if that is not all
 * of it. */
static gboolean
read_answer (WebHdfsUpload *upload,
             gboolean wait,
             guint *status,
             GBytes **body,
             GError **error)
{
  GPollableInputStream *pollable = G_POLLABLE_INPUT_STREAM (upload->in);
  GCancellable *cancellable = g_cancellable_get_current ();
  gint64 start = g_get_monotonic_time ();
  guint8 bytes[4096];

  for (*status = 0; *status == 0;) {
    GError *local = NULL;
    gssize n =
      wait ? g_input_stream_read (upload->in, bytes, sizeof bytes, cancellable, &local)
           : g_pollable_input_stream_read_nonblocking (pollable,
                                                       bytes,
                                                       sizeof bytes,
                                                       cancellable,
                                                       &local);

    if (n < 0 && g_error_matches (local, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK)) {
      g_clear_error (&local);
      return TRUE;
    }
    if (n < 0) {
      g_propagate_error (error, local);
      return FALSE;
    }
    g_byte_array_append (upload->answer, bytes, (guint)n);
    if (upload->answer->len > LONGEST_ANSWER) {
      g_set_error_literal (error,
                           GARROW_ERROR,
                           GARROW_ERROR_CORRUPT,
                           "the answer has no end");
      return FALSE;
    }
    if (is_slow (upload, start, error) ||
        !webhdfs_reply_http ((const char *)upload->answer->data,
                             upload->answer->len,
                             n == 0,
                             status,
                             body,
                             error))
      return FALSE;
  }
  return TRUE;
}

/* An answer before the end of the request is a refusal, whatever it says. */
static gboolean
is_refused (WebHdfsUpload *upload, GError **error)
{
  g_autoptr (GBytes) body = NULL;
  guint status;

  if (!g_pollable_input_stream_is_readable (G_POLLABLE_INPUT_STREAM (upload->in)))
    return FALSE;
  if (!read_answer (upload, FALSE, &status, &body, error))
    return TRUE;
  if (status == 0)
    return FALSE;
  if (judge (status, body, error))
    g_set_error_literal (error,
                         GARROW_ERROR,
                         GARROW_ERROR_CORRUPT,
                         "the answer came before all was sent");
  return TRUE;
}

/* Sending failed: the server may have said why before it closed the connection, or before
 * it stopped to listen. */
static void
explain (WebHdfsUpload *upload, GError **error)
{
  gboolean wait = !g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_autoptr (GBytes) body = NULL;
  GError *reason = NULL;
  guint status;

  if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      !read_answer (upload, wait, &status, &body, NULL) || status == 0 ||
      judge (status, body, &reason))
    return;
  g_clear_error (error);
  *error = reason;
}

static gboolean
send_all (WebHdfsUpload *upload, GOutputVector *vectors, gsize n, GError **error)
{
  GError *local = NULL;

  if (is_refused (upload, error))
    return FALSE;
  if (g_output_stream_writev_all (upload->out,
                                  vectors,
                                  n,
                                  NULL,
                                  g_cancellable_get_current (),
                                  &local))
    return TRUE;
  explain (upload, &local);
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
check_process (WebHdfsUpload *upload, GError **error)
{
  if (upload->pid == getpid ())
    return TRUE;
  g_set_error_literal (error,
                       GARROW_ERROR,
                       GARROW_ERROR_CLOSED,
                       "it is being written by the process that forked this one");
  return FALSE;
}

static gboolean
send_chunk (WebHdfsUpload *upload,
            gconstpointer first,
            gsize first_size,
            gconstpointer second,
            gsize second_size,
            GError **error)
{
  char head[32];
  GOutputVector vectors[4];
  gsize n = 0;

  g_snprintf (head, sizeof head, "%zx\r\n", first_size + second_size);
  vectors[n++] = (GOutputVector){head, strlen (head)};
  if (first_size > 0)
    vectors[n++] = (GOutputVector){first, first_size};
  if (second_size > 0)
    vectors[n++] = (GOutputVector){second, second_size};
  vectors[n++] = (GOutputVector){"\r\n", 2};
  return send_all (upload, vectors, n, error);
}

gboolean
webhdfs_upload_send (WebHdfsUpload *upload,
                     gconstpointer first,
                     gsize first_size,
                     gconstpointer second,
                     gsize second_size,
                     GError **error)
{
  if (!check_process (upload, error))
    return FALSE;
  while (first_size + second_size > 0) {
    gsize n_first = MIN (first_size, LONGEST_CHUNK);
    gsize n_second = MIN (second_size, LONGEST_CHUNK - n_first);

    if (!send_chunk (upload, first, n_first, second, n_second, error))
      return FALSE;
    first = (const char *)first + n_first;
    first_size -= n_first;
    second = (const char *)second + n_second;
    second_size -= n_second;
  }
  return TRUE;
}

gboolean
webhdfs_upload_end (WebHdfsUpload *upload, GError **error)
{
  GOutputVector last = {"0\r\n\r\n", 5};
  g_autoptr (GBytes) body = NULL;
  guint status;

  return check_process (upload, error) && send_all (upload, &last, 1, error) &&
         read_answer (upload, TRUE, &status, &body, error) && judge (status, body, error);
}
