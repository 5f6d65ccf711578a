/* tests/files/test-async-host.c: files of a host language, and streams over files, in
 * calls that do not block.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "async-util.h"

/* A host whose functions may be called on the thread that made it only. */
typedef struct
{
  GThread *thread;
  GString *written;
  gboolean end;
} Host;

static GBytes *
host_read (GArrowForeignFile *file, gint64 n_bytes, gpointer data)
{
  Host *host = data;

  (void)file;
  g_assert_true (host->thread == g_thread_self ());
  g_assert_cmpint (n_bytes, >=, TEXT_SIZE);
  if (host->end)
    return g_bytes_new (NULL, 0);
  host->end = TRUE;
  return g_bytes_new_static (TEXT, TEXT_SIZE);
}

static gboolean
host_write (GArrowForeignFile *file, GBytes *bytes, gpointer data)
{
  Host *host = data;

  (void)file;
  g_assert_true (host->thread == g_thread_self ());
  g_string_append_len (host->written,
                       g_bytes_get_data (bytes, NULL),
                       (gssize)g_bytes_get_size (bytes));
  return TRUE;
}

static GArrowNativeFile *
open_host (Host *host, const char *mode)
{
  GArrowForeignFile *file = garrow_foreign_file_new ("host", mode, FALSE, NULL);

  *host = (Host){.thread = g_thread_self (), .written = g_string_new (NULL)};
  g_signal_connect (file, "host-read", G_CALLBACK (host_read), host);
  g_signal_connect (file, "host-write", G_CALLBACK (host_write), host);
  return GARROW_NATIVE_FILE (file);
}

static void
host_clear (Host *host)
{
  g_string_free (host->written, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Host, host_clear)

static void
test_read (void)
{
  for (int buffered = FALSE; buffered <= TRUE; buffered++) {
    g_auto (Host) host = {0};
    g_autoptr (GArrowNativeFile) raw = open_host (&host, "r");
    g_autoptr (GArrowNativeFile) file =
      buffered
        ? GARROW_NATIVE_FILE (garrow_buffered_input_stream_new (raw, 100, NULL, NULL))
        : g_object_ref (raw);
    g_auto (Outcome) outcome = {0};
    g_auto (Outcome) second = {0};

    garrow_native_file_read_line_async (file, 0, NULL, outcome_ready, &outcome);
    g_assert_null (outcome.result);
    g_assert_false (host.end); /* it runs when the main context does */
    garrow_native_file_read_line_async (file, 0, NULL, outcome_ready, &second);
    assert_bytes (
      garrow_native_file_read_line_finish (file, outcome_wait (&outcome), NULL),
      "one\n");
    g_assert_null (
      garrow_native_file_read_line_finish (file, outcome_wait (&second), NULL));
  }
}

static void
test_write (void)
{
  g_auto (Host) host = {0};
  g_autoptr (GArrowNativeFile) raw = open_host (&host, "w");
  g_autoptr (GArrowNativeFile) file =
    GARROW_NATIVE_FILE (garrow_buffered_output_stream_new (raw, 100, NULL, NULL));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) cancelled = {0};
  g_auto (Outcome) wrote = {0};
  g_auto (Outcome) closed = {0};

  garrow_native_file_write_async (file,
                                  (const guint8 *)"no",
                                  2,
                                  0,
                                  cancellable,
                                  outcome_ready,
                                  &cancelled);
  g_cancellable_cancel (cancellable);
  g_assert_false (
    garrow_native_file_write_finish (file, outcome_wait (&cancelled), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  garrow_native_file_write_async (file,
                                  (const guint8 *)"yes",
                                  3,
                                  0,
                                  NULL,
                                  outcome_ready,
                                  &wrote);
  g_assert_true (garrow_native_file_write_finish (file, outcome_wait (&wrote), NULL));
  garrow_native_file_close_async (file, 0, NULL, outcome_ready, &closed);
  g_assert_true (garrow_native_file_close_finish (file, outcome_wait (&closed), NULL));
  g_assert_cmpstr (host.written->str, ==, "yes");
}

/* Copying belongs where one of both files belongs, and so does opening. */
static void
test_copy (Fixture *fixture, gconstpointer data)
{
  g_auto (Host) host = {0};
  g_autoptr (GArrowNativeFile) raw = open_host (&host, "w");
  g_autoptr (GArrowNativeFile) from = open_text (fixture);
  g_auto (Outcome) outcome = {0};

  (void)data;
  garrow_native_file_upload_async (raw,
                                   from,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   NULL,
                                   outcome_ready,
                                   &outcome);
  g_assert_cmpint (garrow_native_file_upload_finish (raw, outcome_wait (&outcome), NULL),
                   ==,
                   TEXT_SIZE);
  g_assert_cmpstr (host.written->str, ==, TEXT);
  g_assert_true (garrow_native_file_close (raw, NULL));
}

static void
test_open (void)
{
  g_auto (Host) host = {0};
  g_autoptr (GArrowNativeFile) raw = open_host (&host, "r");
  g_autoptr (GArrowStreamOptions) options = garrow_stream_options_new ();
  g_autoptr (GArrowNativeFile) file = NULL;
  g_auto (Outcome) outcome = {0};

  garrow_stream_options_set_compression (options, "auto");
  garrow_input_stream_for_object_async (G_OBJECT (raw),
                                        options,
                                        0,
                                        NULL,
                                        outcome_ready,
                                        &outcome);
  file = garrow_input_stream_for_object_finish (outcome_wait (&outcome), NULL);
  assert_bytes (garrow_native_file_read_all (file, NULL), TEXT);
}

static void
test_streams_of_host (void)
{
  g_auto (Host) host = {0};
  g_auto (Host) target = {0};
  g_autoptr (GArrowNativeFile) raw = open_host (&host, "r");
  g_autoptr (GArrowNativeFile) sink = open_host (&target, "w");
  g_autoptr (GInputStream) in = garrow_native_file_get_input_stream (raw);
  g_autoptr (GOutputStream) out = garrow_native_file_get_output_stream (sink);
  g_auto (Outcome) outcome = {0};
  g_autoptr (GError) error = NULL;

  g_output_stream_splice_async (out,
                                in,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE |
                                  G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                0,
                                NULL,
                                outcome_ready,
                                &outcome);
  g_assert_cmpint (g_output_stream_splice_finish (out, outcome_wait (&outcome), &error),
                   ==,
                   TEXT_SIZE);
  g_assert_no_error (error);
  g_assert_cmpstr (target.written->str, ==, TEXT);
  g_assert_true (garrow_native_file_close (sink, NULL));
}

/* Those over other files run on I/O threads, of which there is one that is busy. */
static void
test_streams (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_text (fixture);
  g_autoptr (GInputStream) in = garrow_native_file_get_input_stream (file);
  g_autoptr (GArrowNativeFile) memory =
    GARROW_NATIVE_FILE (garrow_buffer_output_stream_new (NULL));
  g_autoptr (GOutputStream) out = garrow_native_file_get_output_stream (memory);
  g_autoptr (GOutputStream) idle = garrow_native_file_get_output_stream (memory);
  GOutputVector vectors[] = {{"one", 3}, {"two", 3}};
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gsize n_written = 0;
  int fd;
  g_autoptr (GArrowNativeFile) pipe = open_pipe (&fd);
  g_auto (Outcome) held = {0};
  g_auto (Outcome) read = {0};
  g_auto (Outcome) wrote = {0};
  g_auto (Outcome) closed = {0};
  g_auto (Outcome) closed_idle = {0};

  (void)data;
  garrow_native_file_read_async (pipe, 1, -1000, NULL, outcome_ready, &held);
  g_input_stream_read_bytes_async (in, 5, 0, cancellable, outcome_ready, &read);
  g_assert_null (garrow_native_file_read (file, 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (g_input_stream_read_bytes_finish (in, outcome_wait (&read), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (held.result);

  g_output_stream_writev_async (out, vectors, 2, 0, NULL, outcome_ready, &wrote);
  g_output_stream_close_async (idle, 0, NULL, outcome_ready, &closed_idle);
  put (fd, "x");
  g_clear_error (&error);
  g_assert_true (
    g_output_stream_writev_finish (out, outcome_wait (&wrote), &n_written, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_written, ==, 6);
  g_assert_true (
    g_output_stream_close_finish (idle, outcome_wait (&closed_idle), &error));
  g_assert_no_error (error);
  g_output_stream_close_async (out, 0, NULL, outcome_ready, &closed);
  g_assert_true (g_output_stream_close_finish (out, outcome_wait (&closed), &error));
  g_assert_no_error (error);
  assert_bytes (garrow_native_file_read_all (file, NULL), TEXT);
  outcome_wait (&held);
  close (fd);
}

/* A stream honours what cancels it in the call that blocks, too. */
static gpointer
cancel_later (gpointer cancellable)
{
  g_usleep (30000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancel_stream (void)
{
  int fd;
  g_autoptr (GArrowNativeFile) pipe = open_pipe (&fd);
  g_autoptr (GInputStream) in = garrow_native_file_get_input_stream (pipe);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new (NULL, cancel_later, cancellable);
  g_autoptr (GError) error = NULL;
  char byte;

  g_assert_cmpint (g_input_stream_read (in, &byte, 1, cancellable, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  put (fd, "x");
  g_assert_cmpint (g_input_stream_read (in, &byte, 1, NULL, NULL), ==, 1);
  close (fd);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (garrow_set_io_thread_count (1, NULL));
  g_test_add_func ("/async-host/read", test_read);
  g_test_add_func ("/async-host/write", test_write);
  g_test_add ("/async-host/copy", Fixture, NULL, set_up, test_copy, tear_down);
  g_test_add_func ("/async-host/open", test_open);
  g_test_add_func ("/async-host/streams", test_streams_of_host);
  g_test_add ("/async-streams/threads", Fixture, NULL, set_up, test_streams, tear_down);
  g_test_add_func ("/async-streams/cancel", test_cancel_stream);
  return g_test_run ();
}
