/* tests/hdfs/played.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "played.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

struct _Played
{
  GSocketService *service;
  GCancellable *ending;
  guint16 port;
  Answer answer;
  gpointer data;
  int n_requests;
  int n_running;
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
};

/* Gives NULL at the end. */
static char *
read_line (GDataInputStream *in, Played *self)
{
  char *line = g_data_input_stream_read_line (in, NULL, self->ending, NULL);

  if (line != NULL)
    g_strchomp (line);
  return line;
}

static gsize
read_headers (GDataInputStream *in, Played *self)
{
  gsize body_size = 0;

  for (;;) {
    g_autofree char *line = read_line (in, self);

    if (line == NULL || *line == '\0')
      return body_size;
    if (g_ascii_strncasecmp (line, "content-length:", 15) == 0)
      body_size = (gsize)g_ascii_strtoull (line + 15, NULL, 10);
    if (g_ascii_strncasecmp (line, "transfer-encoding:", 18) == 0)
      body_size = G_MAXSIZE;
  }
}

static gboolean
answer_one (Played *self, GDataInputStream *in, GOutputStream *out)
{
  g_autofree char *line = read_line (in, self);
  g_auto (GStrv) words = g_strsplit (line != NULL ? line : "", " ", -1);
  Request request = {.server = self, .in = G_INPUT_STREAM (in), .out = out};

  if (g_strv_length (words) != 3)
    return FALSE;
  request.method = words[0];
  request.target = words[1];
  request.body_size = read_headers (in, self);
  request.n = (guint)g_atomic_int_add (&self->n_requests, 1);
  return self->answer (&request, self->data);
}

static gboolean
serve (GThreadedSocketService *service,
       GSocketConnection *connection,
       GObject *source,
       gpointer data)
{
  Played *self = data;
  GIOStream *stream = G_IO_STREAM (connection);
  g_autoptr (GDataInputStream) in = NULL;

  (void)service;
  (void)source;

  /* Whoever waits for the rest of an answer shall not wait for 40 ms. */
  g_socket_set_option (g_socket_connection_get_socket (connection),
                       IPPROTO_TCP,
                       TCP_NODELAY,
                       1,
                       NULL);
  in = g_data_input_stream_new (g_io_stream_get_input_stream (stream));
  g_data_input_stream_set_newline_type (in, G_DATA_STREAM_NEWLINE_TYPE_LF);
  while (!played_is_ending (self) &&
         answer_one (self, in, g_io_stream_get_output_stream (stream)))
    continue;
  g_io_stream_close (stream, NULL, NULL);
  g_atomic_int_add (&self->n_running, -1);
  return TRUE;
}

static gboolean
count_one (GSocketService *service,
           GSocketConnection *connection,
           GObject *source,
           gpointer data)
{
  Played *self = data;

  (void)service;
  (void)connection;
  (void)source;
  g_atomic_int_inc (&self->n_running);
  return FALSE;
}

static gpointer
run (gpointer data)
{
  Played *self = data;

  g_main_context_push_thread_default (self->context);
  g_socket_service_start (self->service);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static guint16
listen_somewhere (Played *self)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) found = NULL;
  g_autoptr (GError) error = NULL;

  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service),
                                 address,
                                 G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP,
                                 NULL,
                                 &found,
                                 &error);
  g_assert_no_error (error);
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (found));
}

Played *
played_new (Answer answer, gpointer data)
{
  Played *self = g_new0 (Played, 1);

  self->answer = answer;
  self->data = data;
  self->ending = g_cancellable_new ();
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->service = g_threaded_socket_service_new (64);
  g_socket_service_stop (
    self->service); /* until the thread that it belongs to is there */
  self->port = listen_somewhere (self);
  g_signal_connect (self->service, "incoming", G_CALLBACK (count_one), self);
  g_signal_connect (self->service, "run", G_CALLBACK (serve), self);
  self->thread = g_thread_new ("played", run, self);
  return self;
}

static gboolean
stop (gpointer data)
{
  Played *self = data;

  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

void
played_free (Played *self)
{
  g_cancellable_cancel (self->ending);
  g_main_context_invoke (self->context, stop, self);
  g_thread_join (self->thread);
  while (g_atomic_int_get (&self->n_running) > 0)
    g_usleep (1000);
  g_object_unref (self->service);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_object_unref (self->ending);
  g_free (self);
}

guint16
played_get_port (Played *self)
{
  return self->port;
}

guint
played_get_n_requests (Played *self)
{
  return (guint)g_atomic_int_get (&self->n_requests);
}

char *
played_uri (Played *self)
{
  return g_strdup_printf ("webhdfs://127.0.0.1:%u", self->port);
}

gboolean
played_is_ending (Played *self)
{
  return g_cancellable_is_cancelled (self->ending);
}

gboolean
is_op (const Request *request, const char *op)
{
  const char *found = strstr (request->target, "op=");
  gsize length = strlen (op);

  return found != NULL && g_ascii_strncasecmp (found + 3, op, length) == 0 &&
         !g_ascii_isalpha (found[3 + length]);
}

gboolean
say (const Request *request, const void *bytes, gsize size)
{
  return g_output_stream_write_all (request->out,
                                    bytes,
                                    size,
                                    NULL,
                                    request->server->ending,
                                    NULL);
}

gboolean
say_text (const Request *request, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return say (request, text, strlen (text));
}

static gboolean
say_whole (const Request *request,
           guint status,
           const char *type,
           const void *bytes,
           gsize size)
{
  return say_text (request,
                   "HTTP/1.1 %u Said\r\nContent-Type: %s\r\n"
                   "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                   status,
                   type,
                   size) &&
         say (request, bytes, size);
}

gboolean
say_json (const Request *request, guint status, const char *json)
{
  return say_whole (request, status, "application/json", json, strlen (json));
}

gboolean
say_bytes (const Request *request, guint status, const void *bytes, gsize size)
{
  return say_whole (request, status, "application/octet-stream", bytes, size);
}

gboolean
say_location (const Request *request, const char *location)
{
  g_autofree char *json = g_strdup_printf ("{\"Location\":\"%s\"}", location);

  if (strstr (request->target, "noredirect=true") != NULL)
    return say_json (request, 200, json);
  return say_text (request,
                   "HTTP/1.1 307 Said\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n",
                   location);
}

gboolean
say_go_on_here (const Request *request, const char *path)
{
  g_autofree char *location =
    g_strdup_printf ("http://127.0.0.1:%u%s", request->server->port, path);

  return say_location (request, location);
}

gboolean
say_exception (const Request *request,
               guint status,
               const char *exception,
               const char *message)
{
  g_autofree char *json =
    g_strdup_printf ("{\"RemoteException\":{\"exception\":\"%s\","
                     "\"javaClassName\":\"org.apache.hadoop.%s\",\"message\":\"%s\"}}",
                     exception,
                     exception,
                     message);

  return say_json (request, status, json);
}

gboolean
say_status (const Request *request, gint64 size)
{
  g_autofree char *json = g_strdup_printf (
    "{\"FileStatus\":{\"accessTime\":1,\"blockSize\":134217728,\"group\":\"g\","
    "\"length\":%" G_GINT64_FORMAT ",\"modificationTime\":1,\"owner\":\"o\","
    "\"pathSuffix\":\"\",\"permission\":\"644\",\"replication\":1,\"type\":\"FILE\"}}",
    size);

  return say_json (request, 200, json);
}

static gsize
take (const Request *request, gsize size)
{
  char chunk[16384];
  gsize done = 0;

  while (done < size) {
    gssize n = g_input_stream_read (request->in,
                                    chunk,
                                    MIN (size - done, sizeof chunk),
                                    request->server->ending,
                                    NULL);

    if (n <= 0)
      break;
    done += (gsize)n;
  }
  return done;
}

gsize
take_body (const Request *request)
{
  GDataInputStream *in = G_DATA_INPUT_STREAM (request->in);
  gsize done = 0;

  if (request->body_size != G_MAXSIZE)
    return take (request, request->body_size);
  for (;;) {
    g_autofree char *line = read_line (in, request->server);
    gsize size = line != NULL ? (gsize)g_ascii_strtoull (line, NULL, 16) : 0;
    g_autofree char *end = NULL;

    done += take (request, size);
    end = line != NULL ? read_line (in, request->server) : NULL;
    if (size == 0)
      return done;
  }
}
