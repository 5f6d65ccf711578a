/* tests/files/test-async-queue.c: calls that wait for a thread. There is one only.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "async-util.h"

/* Keeps what comes after it waiting: the only thread waits for the pipe. */
static void
hold_threads (GArrowNativeFile *pipe, Outcome *outcome)
{
  garrow_native_file_read_async (pipe, 1, -1000, NULL, outcome_ready, outcome);
}

static void
let_threads_go (GArrowNativeFile *pipe, int fd, Outcome *outcome)
{
  put (fd, "x");
  assert_bytes (garrow_native_file_read_finish (pipe, outcome_wait (outcome), NULL), "x");
  close (fd);
}

static void
test_read_at_is_in_the_way (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (TEXT, TEXT_SIZE);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GArrowBuffer) buffer = garrow_buffer_new_bytes (bytes);
  g_autoptr (GArrowNativeFile) reader =
    GARROW_NATIVE_FILE (garrow_buffer_reader_new (buffer));
  g_autoptr (GArrowNativeFile) slice = garrow_native_file_get_stream (reader, 4, 4, NULL);
  g_autoptr (GArrowNativeFile) gio =
    GARROW_NATIVE_FILE (garrow_gio_file_new_for_input_stream (stream));
  GArrowNativeFile *files[] = {reader, slice, gio};

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (GError) error = NULL;
    g_auto (Outcome) first = {0};
    g_auto (Outcome) second = {0};
    g_auto (Outcome) closed = {0};
    g_auto (Outcome) held = {0};
    int fd;
    g_autoptr (GArrowNativeFile) pipe = open_pipe (&fd);

    hold_threads (pipe, &held);
    garrow_native_file_read_at_async (files[i], 1, 0, 0, NULL, outcome_ready, &first);
    garrow_native_file_read_at_async (files[i], 1, 0, 0, NULL, outcome_ready, &second);
    garrow_native_file_close_async (files[i], 0, NULL, outcome_ready, &closed);
    let_threads_go (pipe, fd, &held);
    outcome_wait (&first);
    outcome_wait (&second);
    g_assert_false (
      garrow_native_file_close_finish (files[i], outcome_wait (&closed), &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);

    /* Only a kind that many threads may read lets two in. */
    g_clear_error (&error);
    if (files[i] == gio) {
      g_assert_null (garrow_native_file_read_at_finish (files[i], second.result, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);
    } else {
      assert_bytes (garrow_native_file_read_at_finish (files[i], second.result, &error),
                    i == 0 ? "o" : "t");
      g_assert_no_error (error);
    }
  }

  /* Each slice of such a file can be busy by itself. */
  {
    g_autoptr (GArrowNativeFile) other =
      garrow_native_file_get_stream (reader, 8, 5, NULL);
    g_auto (Outcome) first = {0};
    g_auto (Outcome) second = {0};

    garrow_native_file_read_all_async (slice, 0, NULL, outcome_ready, &first);
    garrow_native_file_read_all_async (other, 0, NULL, outcome_ready, &second);
    assert_bytes (garrow_native_file_read_all_finish (slice, outcome_wait (&first), NULL),
                  "two\n");
    assert_bytes (
      garrow_native_file_read_all_finish (other, outcome_wait (&second), NULL),
      "three");
  }
}

static void
append_name (GObject *source, GAsyncResult *result, gpointer data)
{
  (void)result;
  g_string_append_c (data, *(char *)g_object_get_data (source, "name"));
}

/* What waits is run by priority, and then in order. */
static void
test_priorities (Fixture *fixture, gconstpointer data)
{
  static const int priorities[] = {10, 0, 10, -10, 0};
  g_autoptr (GString) order = g_string_new (NULL);
  GArrowNativeFile *files[G_N_ELEMENTS (priorities)];
  int fd;
  g_autoptr (GArrowNativeFile) pipe = open_pipe (&fd);
  g_auto (Outcome) outcome = {0};

  (void)data;
  hold_threads (pipe, &outcome);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    files[i] = open_text (fixture);
    g_object_set_data (G_OBJECT (files[i]), "name", (gpointer) & "abcde"[i]);
    garrow_native_file_read_async (files[i], 1, priorities[i], NULL, append_name, order);
  }
  let_threads_go (pipe, fd, &outcome);
  while (order->len < G_N_ELEMENTS (files))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (order->str, ==, "dbeac");
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    g_object_unref (files[i]);
}

/* A cancellable that is reset at once has cancelled nevertheless: the caller is told. */
static void
test_reset (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GArrowNativeFile) file = open_text (fixture);
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) held = {0};
  g_auto (Outcome) outcome = {0};
  int fd;
  g_autoptr (GArrowNativeFile) pipe = open_pipe (&fd);

  (void)data;
  hold_threads (pipe, &held);
  garrow_native_file_read_async (file, 3, 0, cancellable, outcome_ready, &outcome);
  g_cancellable_cancel (cancellable);
  g_cancellable_reset (cancellable);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_nonnull (outcome.result);
  g_assert_null (garrow_native_file_read_finish (file, outcome.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  let_threads_go (pipe, fd, &held);
}

/* What has been read ahead is not to be had meanwhile either. */
static void
test_pending_window (void)
{
  int fd;
  g_autoptr (GArrowNativeFile) file = open_pipe (&fd);
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) outcome = {0};
  const guint8 *line;
  char byte;

  put (fd, "one\ntwo\n");
  g_assert_cmpint (garrow_native_file_read_line_view (file, &line, NULL), ==, 4);
  garrow_native_file_read_async (file, 10, PRIORITY, NULL, outcome_ready, &outcome);
  g_assert_cmpint (garrow_native_file_read_into (file, &byte, 1, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_cmpint (garrow_native_file_read_line_view (file, &line, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_null (garrow_native_file_read_line_utf8 (file, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);

  g_clear_error (&error);
  put (fd, "three\n");
  assert_bytes (garrow_native_file_read_finish (file, outcome_wait (&outcome), NULL),
                "two\nthree\n");
  close (fd);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  /* First of all: threads that there are already may each take a call more. */
  g_assert_true (garrow_set_io_thread_count (1, NULL));

  g_test_add_func ("/async-queue/read-at", test_read_at_is_in_the_way);
  g_test_add ("/async-queue/priorities",
              Fixture,
              NULL,
              set_up,
              test_priorities,
              tear_down);
  g_test_add ("/async-queue/reset", Fixture, NULL, set_up, test_reset, tear_down);
  g_test_add_func ("/async-queue/window", test_pending_window);
  return g_test_run ();
}
