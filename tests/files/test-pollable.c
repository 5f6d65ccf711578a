/* tests/files/test-pollable.c: streams over pipes and sockets, in a main loop.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "async-util.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct
{
  GArrowNativeFile *reader;
  GArrowNativeFile *writer;
  GPollableInputStream *input;
  GPollableOutputStream *output;
} Ends;

static void
open_ends (Ends *ends, gconstpointer kind)
{
  int fds[2];

  if (g_strcmp0 (kind, "socket") == 0)
    g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), ==, 0);
  else
    g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
  ends->reader = GARROW_NATIVE_FILE (garrow_os_file_new_fd (fds[0], "r", NULL));
  ends->writer = GARROW_NATIVE_FILE (garrow_os_file_new_fd (fds[1], "w", NULL));
  ends->input =
    G_POLLABLE_INPUT_STREAM (garrow_native_file_get_input_stream (ends->reader));
  ends->output =
    G_POLLABLE_OUTPUT_STREAM (garrow_native_file_get_output_stream (ends->writer));
}

static void
close_ends (Ends *ends, gconstpointer kind)
{
  (void)kind;
  g_clear_object (&ends->input);
  g_clear_object (&ends->output);
  g_clear_object (&ends->reader);
  g_clear_object (&ends->writer);
}

/* Nothing blocks: not the reader while there is nothing, nor the writer once it is full.
 */
static void
test_nonblocking (Ends *ends, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;
  static guint8 data[1 << 16];
  gint64 written = 0, read = 0;
  gssize n;

  (void)kind;
  g_assert_true (g_pollable_input_stream_can_poll (ends->input));
  g_assert_true (g_pollable_output_stream_can_poll (ends->output));
  g_assert_false (g_pollable_input_stream_is_readable (ends->input));
  n = g_pollable_input_stream_read_nonblocking (ends->input, data, 10, NULL, &error);
  g_assert_cmpint (n, ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
  g_clear_error (&error);

  do {
    n = g_pollable_output_stream_write_nonblocking (ends->output,
                                                    data,
                                                    sizeof data,
                                                    NULL,
                                                    &error);
    written += MAX (n, 0);
  } while (n > 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
  g_clear_error (&error);
  g_assert_cmpint (written, >, 4096);

  do {
    n = g_pollable_input_stream_read_nonblocking (ends->input,
                                                  data,
                                                  sizeof data,
                                                  NULL,
                                                  &error);
    read += MAX (n, 0);
  } while (n > 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
  g_assert_cmpint (read, ==, written);
}

typedef struct
{
  GMainLoop *loop;
  GString *text;
} Heard;

static gboolean
on_readable (GPollableInputStream *stream, Heard *heard)
{
  char data[100];
  gssize n =
    g_pollable_input_stream_read_nonblocking (stream, data, sizeof data, NULL, NULL);

  g_assert_cmpint (n, >=, 0);
  g_string_append_len (heard->text, data, n);
  if (n == 0)
    g_main_loop_quit (heard->loop);
  return n > 0;
}

static gboolean
write_more (gpointer data)
{
  Ends *ends = data;

  if (garrow_native_file_tell (ends->writer, NULL) < 30)
    return write_text (ends->writer, "0123456789", NULL);
  garrow_native_file_close (ends->writer, NULL);
  return G_SOURCE_REMOVE;
}

/* A loop wakes up for what arrives, what was read ahead, and the end. */
static void
test_source (Ends *ends, gconstpointer kind)
{
  Heard heard = {g_main_loop_new (NULL, FALSE), g_string_new (NULL)};
  g_autoptr (GSource) source = NULL;
  g_autoptr (GBytes) ahead = NULL;

  (void)kind;
  g_assert_true (write_text (ends->writer, "ahead", NULL));
  ahead = garrow_native_file_peek (ends->reader, 5, NULL);
  g_assert_cmpuint (g_bytes_get_size (ahead), ==, 5);
  g_assert_true (g_pollable_input_stream_is_readable (ends->input));

  source = g_pollable_input_stream_create_source (ends->input, NULL);
  g_source_set_callback (source, G_SOURCE_FUNC (on_readable), &heard, NULL);
  g_source_attach (source, NULL);
  g_timeout_add (1, write_more, ends);
  g_main_loop_run (heard.loop);
  g_assert_true (g_str_has_prefix (heard.text->str, "ahead0123456789"));
  g_assert_cmpuint (heard.text->len, ==, 35);

  g_main_loop_unref (heard.loop);
  g_string_free (heard.text, TRUE);
}

static gboolean
on_cancelled (GObject *stream, GMainLoop *loop)
{
  (void)stream;
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static void
test_source_cancelled (Ends *ends, gconstpointer kind)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GSource) source =
    g_pollable_input_stream_create_source (ends->input, cancellable);

  (void)kind;
  g_source_set_callback (source, G_SOURCE_FUNC (on_cancelled), loop, NULL);
  g_source_attach (source, NULL);
  g_cancellable_cancel (cancellable);
  g_main_loop_run (loop);
}

static gboolean
count (GPollableInputStream *stream, guint *n_calls)
{
  (void)stream;
  ++*n_calls;
  return G_SOURCE_CONTINUE;
}

/* A source that is made while an asynchronous call has the file waits too, and wakes up
 * for what comes after the call. */
static void
test_source_during_call (Ends *ends, gconstpointer kind)
{
  g_autoptr (GSource) source = NULL;
  g_auto (Outcome) outcome = {0};
  guint n_calls = 0;

  (void)kind;
  garrow_native_file_read1_async (ends->reader,
                                  9,
                                  PRIORITY,
                                  NULL,
                                  outcome_ready,
                                  &outcome);
  source = g_pollable_input_stream_create_source (ends->input, NULL);
  g_source_set_callback (source, G_SOURCE_FUNC (count), &n_calls, NULL);
  g_source_attach (source, NULL);
  for (int i = 0; i < 10; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (n_calls, ==, 0);

  g_assert_true (write_text (ends->writer, "one", NULL));
  g_assert_true (garrow_native_file_flush (ends->writer, NULL));
  outcome_wait (&outcome);
  assert_bytes (garrow_native_file_read1_finish (ends->reader, outcome.result, NULL),
                "one");

  n_calls = 0;
  g_assert_true (write_text (ends->writer, "two", NULL));
  g_assert_true (garrow_native_file_flush (ends->writer, NULL));
  while (n_calls == 0)
    g_main_context_iteration (NULL, TRUE);
  g_source_destroy (source);
}

/* A file that is closed is ready to say so. */
static void
test_closed (Ends *ends, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;
  char data[1];

  (void)kind;
  g_assert_true (garrow_native_file_close (ends->reader, NULL));
  g_assert_true (g_pollable_input_stream_is_readable (ends->input));
  g_assert_cmpint (
    g_pollable_input_stream_read_nonblocking (ends->input, data, 1, NULL, &error),
    ==,
    -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
}

/* 123: a file that both reads and writes is one stream to GIO. */
static void
test_io_stream (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowOSFile) file = garrow_os_file_new (fixture->path, "r+", NULL);
  g_autoptr (GIOStream) stream =
    garrow_native_file_to_io_stream (GARROW_NATIVE_FILE (file));
  GInputStream *input = g_io_stream_get_input_stream (stream);
  GOutputStream *output = g_io_stream_get_output_stream (stream);

  (void)data;
  g_assert_false (g_pollable_input_stream_can_poll (G_POLLABLE_INPUT_STREAM (input)));
  assert_bytes (g_input_stream_read_bytes (input, 4, NULL, NULL), "one\n");
  g_assert_true (g_output_stream_write_all (output, "TWO", 3, NULL, NULL, NULL));
  assert_bytes (g_input_stream_read_bytes (input, 100, NULL, NULL), "\nthree\n");
  g_assert_true (g_io_stream_close (stream, NULL, NULL));
  g_assert_false (garrow_native_file_is_closed (GARROW_NATIVE_FILE (file)));
  assert_contents (fixture, "one\nTWO\nthree\n");
}

static void
add (const char *name, void (*test) (Ends *, gconstpointer))
{
  static const char *const kinds[] = {"pipe", "socket"};

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *path = g_strdup_printf ("/pollable/%s/%s", kinds[i], name);

    g_test_add (path, Ends, kinds[i], open_ends, test, close_ends);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("nonblocking", test_nonblocking);
  add ("source", test_source);
  add ("source-cancelled", test_source_cancelled);
  add ("source-during-call", test_source_during_call);
  add ("closed", test_closed);
  g_test_add ("/io-stream", Fixture, NULL, set_up, test_io_stream, tear_down);
  return g_test_run ();
}
