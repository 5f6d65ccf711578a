/* tests/clients/test-soup.c: libsoup sends what our files hold, and we read what it gets.
 *
 * The server runs on a thread of its own, on this machine only.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <libsoup/soup.h>

#include "client.h"

typedef struct
{
  GThread *thread;
  GMainLoop *loop;
  GAsyncQueue *started;
  GUri *uri;
  GBytes *text; /* what it serves */
} Server;

static void
echo (SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);

  soup_message_body_append_bytes (soup_server_message_get_response_body (message), bytes);
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
}

/* /lines.* gives the text, packed by its suffix; /encoded too, as gzip that libsoup
 * unpacks; and /echo and
 * /private/echo give back what they got. */
static void
handle (SoupServer *server,
        SoupServerMessage *message,
        const char *path,
        GHashTable *query,
        gpointer data)
{
  Server *self = data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autoptr (GArrowCodec) codec = garrow_codec_detect (path);

  (void)server;
  (void)query;
  if (g_str_has_suffix (path, "/echo")) {
    echo (message);
    return;
  }
  if (g_str_equal (path, "/encoded")) {
    codec = garrow_codec_new ("gzip", GARROW_COMPRESSION_LEVEL_DEFAULT, NULL);
    soup_message_headers_append (headers, "Content-Encoding", "gzip");
  }
  {
    g_autoptr (GArrowBuffer) buffer = garrow_buffer_new_bytes (self->text);
    g_autoptr (GArrowBuffer) packed = garrow_codec_compress (codec, buffer, NULL, NULL);
    g_autoptr (GBytes) bytes = garrow_buffer_get_data (packed);

    soup_message_body_append_bytes (soup_server_message_get_response_body (message),
                                    bytes);
    soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  }
}

static gboolean
check_password (SoupAuthDomain *domain,
                SoupServerMessage *message,
                const char *name,
                const char *password,
                gpointer data)
{
  (void)domain;
  (void)message;
  (void)data;
  return g_str_equal (name, "zoe") && g_str_equal (password, "secret");
}

static gpointer
serve (gpointer data)
{
  g_autoptr (SoupAuthDomain) private =
    soup_auth_domain_basic_new ("realm", "private", NULL);
  Server *self = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (SoupServer) server = NULL;
  g_autoptr (GError) error = NULL;
  GSList *uris;

  g_main_context_push_thread_default (context);
  self->loop = g_main_loop_new (context, FALSE);
  server = soup_server_new (NULL, NULL);
  soup_server_add_handler (server, NULL, handle, self, NULL);
  soup_auth_domain_add_path (private, "/private");
  soup_auth_domain_basic_set_auth_callback (private, check_password, NULL, NULL);
  soup_server_add_auth_domain (server, private);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  self->uri = g_uri_ref (uris->data);
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  g_async_queue_push (self->started, self);
  g_main_loop_run (self->loop);
  soup_server_disconnect (server);
  g_main_context_pop_thread_default (context);
  return NULL;
}

static void
server_start (Server *self)
{
  self->started = g_async_queue_new ();
  self->text = make_lines (50000);
  self->thread = g_thread_new ("server", serve, self);
  g_async_queue_pop (self->started);
}

static gboolean
quit (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static void
server_stop (Server *self)
{
  g_main_context_invoke (g_main_loop_get_context (self->loop), quit, self->loop);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_async_queue_unref (self->started);
  g_uri_unref (self->uri);
  g_bytes_unref (self->text);
}

static Server the_server;

static SoupMessage *
new_message (const char *method, const char *path)
{
  g_autoptr (GUri) uri =
    g_uri_parse_relative (the_server.uri, path, SOUP_HTTP_URI_FLAGS, NULL);

  return soup_message_new_from_uri (method, uri);
}

static GInputStream *
send_message (SoupSession *session, SoupMessage *message)
{
  g_autoptr (GError) error = NULL;
  GInputStream *response = soup_session_send (session, message, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, SOUP_STATUS_OK);
  return response;
}

static GInputStream *
send_message_async (SoupSession *session, SoupMessage *message)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  GInputStream *response;

  soup_session_send_async (session,
                           message,
                           G_PRIORITY_DEFAULT,
                           NULL,
                           keep_result,
                           &result);
  done = wait_for_result (&result);
  response = soup_session_send_finish (session, done, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, SOUP_STATUS_OK);
  return response;
}

typedef GInputStream *(*Send) (SoupSession *session, SoupMessage *message);

static GArrowNativeFile *
open_response (GInputStream *response, const char *compression)
{
  g_autoptr (GArrowStreamOptions) options = garrow_stream_options_new ();
  g_autoptr (GError) error = NULL;
  GArrowNativeFile *file;

  garrow_stream_options_set_compression (options, compression);
  file = garrow_input_stream_for_object (G_OBJECT (response), options, &error);
  g_assert_no_error (error);
  return file;
}

static void
check_download (const char *path, const char *compression, Send send_one)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = new_message ("GET", path);
  g_autoptr (GInputStream) response = send_one (session, message);
  g_autoptr (GArrowNativeFile) file = open_response (response, compression);
  g_autoptr (GBytes) rest = NULL;
  g_autoptr (GError) error = NULL;

  assert_bytes (garrow_native_file_read_line (file, NULL), "line 0\n");
  rest = garrow_native_file_read_all (file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (rest), ==, g_bytes_get_size (the_server.text) - 7);
  close_file (file);
}

static void
test_download (Folder *folder, gconstpointer suffix)
{
  const char *name = *(const char *)suffix != '\0' ? suffix : ".gz";
  g_autofree char *path = g_strconcat ("/lines", name, NULL);
  g_autoptr (GArrowCodec) codec = garrow_codec_detect (name);

  (void)folder;
  check_download (path, garrow_codec_get_name (codec), send_message);
  check_download (path, garrow_codec_get_name (codec), send_message_async);
}

/* libsoup has unpacked it already. */
static void
test_content_encoding (Folder *folder, gconstpointer data)
{
  (void)folder;
  (void)data;
  check_download ("/encoded", "auto", send_message);
}

/* The body is the stream of a file that unpacks as it is sent. */
static void
check_upload (Folder *folder, const char *suffix, gssize length, Send send_one)
{
  g_autofree char *name = g_strconcat ("lines", suffix, NULL);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = new_message ("PUT", "/echo");
  g_autoptr (GArrowNativeFile) file = NULL;
  g_autoptr (GInputStream) body = NULL;
  g_autoptr (GInputStream) response = NULL;
  g_autoptr (GArrowNativeFile) echoed = NULL;
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GError) error = NULL;

  write_whole (folder, name, the_server.text);
  file = open_to_read (folder, name);
  body = garrow_native_file_get_input_stream (file);
  soup_message_set_request_body (message, "text/plain", body, length);
  response = send_one (session, message);
  echoed = open_response (response, NULL);
  back = garrow_native_file_read_all (echoed, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (back, the_server.text));
}

static void
test_upload (Folder *folder, gconstpointer suffix)
{
  const gssize size = (gssize)g_bytes_get_size (the_server.text);

  check_upload (folder, suffix, size, send_message);
  check_upload (folder, suffix, size, send_message_async);
  check_upload (folder, suffix, -1, send_message); /* in chunks */
  check_upload (folder, suffix, -1, send_message_async);
}

static gboolean
authenticate (SoupMessage *message, SoupAuth *auth, gboolean retrying, gpointer data)
{
  (void)message;
  (void)data;
  if (!retrying)
    soup_auth_authenticate (auth, "zoe", "secret");
  return TRUE;
}

/* The body from its start once more: libsoup has closed the stream, but not the file. */
static void
set_body_again (SoupMessage *message, gpointer data)
{
  GArrowNativeFile *file = data;
  g_autoptr (GInputStream) body = NULL;
  g_autoptr (GError) error = NULL;

  garrow_native_file_seek (file, 0, GARROW_SEEK_WHENCE_SET, &error);
  g_assert_no_error (error);
  body = garrow_native_file_get_input_stream (file);
  soup_message_set_request_body (message,
                                 NULL,
                                 body,
                                 garrow_native_file_size (file, NULL));
}

/* Sent twice, as the server first wants to know who sends it. */
static void
test_upload_again (Folder *folder, gconstpointer data)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = new_message ("PUT", "/private/echo");
  g_autoptr (GArrowNativeFile) file = NULL;
  g_autoptr (GInputStream) response = NULL;
  g_autoptr (GArrowNativeFile) echoed = NULL;
  g_autoptr (GBytes) back = NULL;

  (void)data;
  write_whole (folder, "lines", the_server.text);
  file = open_to_read (folder, "lines");
  g_signal_connect (message, "authenticate", G_CALLBACK (authenticate), NULL);
  g_signal_connect (message, "restarted", G_CALLBACK (set_body_again), file);
  set_body_again (message, file);
  response = send_message_async (session, message);
  echoed = open_response (response, NULL);
  back = garrow_native_file_read_all (echoed, NULL);
  g_assert_true (g_bytes_equal (back, the_server.text));
}

/* What breaks while it is sent is told in our words. */
static void
test_failing_upload (Folder *folder, gconstpointer data)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = new_message ("PUT", "/echo");
  g_autoptr (GArrowNativeFile) file = NULL;
  g_autoptr (GInputStream) body = NULL;
  g_autoptr (GError) error = NULL;

  (void)data;
  write_whole (folder, "lines.gz", the_server.text);
  cut_file (folder, "lines.gz", 20);
  file = open_to_read (folder, "lines.gz");
  body = garrow_native_file_get_input_stream (file);
  soup_message_set_request_body (message, "text/plain", body, -1);
  g_assert_null (soup_session_send (session, message, NULL, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_TRUNCATED);
}

/* GIO saves the response in a compressed file. */
static void
test_save (Folder *folder, gconstpointer suffix)
{
  g_autofree char *name = g_strconcat ("saved", suffix, NULL);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = new_message ("GET", "/encoded");
  g_autoptr (GInputStream) response = send_message (session, message);
  g_autoptr (GArrowNativeFile) file = open_to_write (folder, name);
  g_autoptr (GOutputStream) output = garrow_native_file_get_output_stream (file);

  g_assert_cmpint (g_output_stream_splice (output,
                                           response,
                                           G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE,
                                           NULL,
                                           NULL),
                   ==,
                   (gssize)g_bytes_get_size (the_server.text));
  close_file (file);
  assert_whole (folder, name, the_server.text);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  server_start (&the_server);
  add_for_suffixes ("/soup/download", test_download);
  add_test ("/soup/content-encoding", test_content_encoding);
  add_for_suffixes ("/soup/upload", test_upload);
  add_test ("/soup/again", test_upload_again);
  add_test ("/soup/failing", test_failing_upload);
  add_for_suffixes ("/soup/save", test_save);
  status = g_test_run ();
  server_stop (&the_server);
  return status;
}
