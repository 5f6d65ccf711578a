/* tests/files/test-async-cancel.c: calls that are cancelled.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "async-util.h"

/* A call has to end within 100 ms of being cancelled. A machine that is busy with other
 * things may be late now and then, so half of all calls have to keep that. */
#define IN_TIME (G_TIME_SPAN_SECOND / 10)
#define SOON (G_TIME_SPAN_SECOND * 2)

static GArray *delays;

static gboolean
set (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Lets the call run into what it waits for. */
static void
pass_time (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, set, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static GAsyncResult *
cancel (GCancellable *cancellable, Outcome *outcome)
{
  gint64 start, delay;

  pass_time (30);
  g_assert_null (outcome->result);
  start = g_get_monotonic_time ();
  g_cancellable_cancel (cancellable);
  outcome_wait (outcome);
  delay = g_get_monotonic_time () - start;
  g_assert_cmpint (delay, <, SOON);
  g_array_append_val (delays, delay);
  return outcome->result;
}

static void
test_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_text (fixture);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) outcome = {0};

  (void)data;
  g_cancellable_cancel (cancellable);
  garrow_native_file_read_async (file, 3, 0, cancellable, outcome_ready, &outcome);
  g_assert_null (outcome.result);
  assert_bytes (garrow_native_file_read (file, 3, NULL), "one"); /* not in use */
  g_assert_null (garrow_native_file_read_finish (file, outcome_wait (&outcome), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What was read is not thrown away because the caller changes its mind too late. */
static void
test_too_late (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_text (fixture);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Outcome) outcome = {0};

  (void)data;
  garrow_native_file_read_async (file, 3, 0, cancellable, outcome_ready, &outcome);
  outcome_wait (&outcome);
  g_cancellable_cancel (cancellable);
  assert_bytes (garrow_native_file_read_finish (file, outcome.result, NULL), "one");
}

/* What had come when a read was cancelled is read by the next. */
static void
check_stream (GArrowNativeFile *file, int fd)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) outcome = {0};
  g_auto (Outcome) line = {0};
  g_auto (Outcome) all = {0};

  garrow_native_file_read_async (file, 6, 0, cancellable, outcome_ready, &outcome);
  put (fd, "abc");
  g_assert_null (
    garrow_native_file_read_finish (file, cancel (cancellable, &outcome), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 0);

  g_clear_error (&error);
  g_cancellable_reset (cancellable);
  garrow_native_file_read_line_async (file, 0, cancellable, outcome_ready, &line);
  g_assert_null (
    garrow_native_file_read_line_finish (file, cancel (cancellable, &line), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_clear_error (&error);
  g_cancellable_reset (cancellable);
  garrow_native_file_read_all_async (file, 0, cancellable, outcome_ready, &all);
  put (fd, "def\n");
  g_assert_null (
    garrow_native_file_read_all_finish (file, cancel (cancellable, &all), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 0);

  close (fd);
  assert_bytes (garrow_native_file_read_all (file, NULL), "abcdef\n");
  g_assert_true (garrow_native_file_close (file, NULL));
}

static void
test_pipe (void)
{
  int fd;
  g_autoptr (GArrowNativeFile) file = open_pipe (&fd);

  check_stream (file, fd);
}

static void
test_socket (void)
{
  int fds[2];
  g_autoptr (GArrowNativeFile) file = NULL;

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM, 0, fds), ==, 0);
  file = GARROW_NATIVE_FILE (garrow_os_file_new_fd (fds[0], "r", NULL));
  check_stream (file, fds[1]);
}

static void
test_below (void)
{
  int fd;
  g_autoptr (GArrowNativeFile) raw = open_pipe (&fd);
  g_autoptr (GArrowNativeFile) file =
    GARROW_NATIVE_FILE (garrow_buffered_input_stream_new (raw, 2, NULL, NULL));

  check_stream (file, fd);
}

static void
test_compressed (void)
{
  g_autoptr (GArrowCodec) codec =
    garrow_codec_new ("gzip", GARROW_COMPRESSION_LEVEL_DEFAULT, NULL);
  g_autoptr (GArrowBuffer) text =
    garrow_buffer_new ((const guint8 *)TEXT, TEXT_SIZE, NULL);
  g_autoptr (GArrowBuffer) data = garrow_codec_compress (codec, text, NULL, NULL);
  const guint8 *bytes = GSIZE_TO_POINTER (garrow_buffer_get_address (data));
  gsize half = (gsize)garrow_buffer_get_size (data) - 9;
  int fd;
  g_autoptr (GArrowNativeFile) raw = open_pipe (&fd);
  g_autoptr (GArrowNativeFile) file =
    GARROW_NATIVE_FILE (garrow_compressed_input_stream_new (raw, codec, NULL));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) outcome = {0};

  garrow_native_file_read_all_async (file, 0, cancellable, outcome_ready, &outcome);
  g_assert_cmpint (write (fd, bytes, half), ==, (gssize)half);
  g_assert_null (
    garrow_native_file_read_all_finish (file, cancel (cancellable, &outcome), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (write (fd, bytes + half, 9), ==, 9);
  close (fd);
  assert_bytes (garrow_native_file_read_all (file, NULL), TEXT);
}

#define MANY (4 * 1024 * 1024)

/* Reads what is in the other end of a pipe or a socket, and gives how much that was. */
static gint64
drain (int fd)
{
  char piece[4096];
  gint64 total = 0;
  gssize n;

  while ((n = read (fd, piece, sizeof piece)) > 0)
    total += n;
  return total;
}

/* Nobody reads: writing waits, and so does closing what is not written yet. */
static void
check_full (int read_fd, int write_fd, gboolean buffered)
{
  g_autoptr (GArrowNativeFile) raw =
    GARROW_NATIVE_FILE (garrow_os_file_new_fd (write_fd, "w", NULL));
  g_autoptr (GArrowNativeFile) file = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (MANY), MANY);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) outcome = {0};
  g_auto (Outcome) closed = {0};

  file =
    buffered
      ? GARROW_NATIVE_FILE (garrow_buffered_output_stream_new (raw, 1000, NULL, NULL))
      : g_object_ref (raw);
  garrow_native_file_write_bytes_async (file,
                                        bytes,
                                        0,
                                        cancellable,
                                        outcome_ready,
                                        &outcome);
  g_assert_false (
    garrow_native_file_write_bytes_finish (file, cancel (cancellable, &outcome), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (garrow_native_file_is_closed (file));

  g_clear_error (&error);
  garrow_native_file_close_async (file, 0, cancellable, outcome_ready, &closed);
  outcome_wait (&closed);
  g_assert_cmpint (garrow_native_file_close_finish (file, closed.result, &error),
                   ==,
                   !buffered);
  g_assert_true (garrow_native_file_is_closed (file));
  g_assert_true (garrow_native_file_is_closed (raw));
  g_assert_cmpint (drain (read_fd), <, MANY); /* the other side sees the end */
  close (read_fd);
}

static void
test_full_pipe (void)
{
  for (int buffered = FALSE; buffered <= TRUE; buffered++) {
    int fds[2];

    g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
    check_full (fds[0], fds[1], buffered);
  }
}

static void
test_full_socket (void)
{
  int fds[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM, 0, fds), ==, 0);
  check_full (fds[0], fds[1], FALSE);
}

/* Closing writes what is left, which nobody reads: cancelled, it closes without. */
static void
test_close (void)
{
  int fds[2];
  char full[65536] = {0};
  g_autoptr (GArrowNativeFile) raw = NULL;
  g_autoptr (GArrowNativeFile) file = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) outcome = {0};

  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
  g_assert_cmpint (fcntl (fds[1], F_SETFL, O_NONBLOCK), ==, 0);
  while (write (fds[1], full, sizeof full) > 0)
    ;
  g_assert_cmpint (fcntl (fds[1], F_SETFL, 0), ==, 0);
  raw = GARROW_NATIVE_FILE (garrow_os_file_new_fd (fds[1], "w", NULL));
  file = GARROW_NATIVE_FILE (garrow_buffered_output_stream_new (raw, 1000, NULL, NULL));
  g_assert_true (write_text (file, TEXT, NULL));

  garrow_native_file_close_async (file, 0, cancellable, outcome_ready, &outcome);
  g_assert_false (
    garrow_native_file_close_finish (file, cancel (cancellable, &outcome), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (garrow_native_file_is_closed (file));
  g_assert_true (garrow_native_file_is_closed (raw));
  close (fds[0]);
}

static void
test_stream_of_gio (void)
{
  int fd;
  g_autoptr (GArrowNativeFile) raw = open_pipe (&fd);
  g_autoptr (GInputStream) stream = garrow_native_file_get_input_stream (raw);
  g_autoptr (GArrowNativeFile) file =
    GARROW_NATIVE_FILE (garrow_gio_file_new_for_input_stream (stream));

  check_stream (file, fd);
}

static int
compare_delays (gconstpointer a, gconstpointer b)
{
  gint64 difference = *(const gint64 *)a - *(const gint64 *)b;

  return difference < 0 ? -1 : difference > 0;
}

/* After all others. */
static void
test_in_time (void)
{
  test_pipe (); /* so that there are some if this runs alone */
  g_array_sort (delays, compare_delays);
  g_assert_cmpint (g_array_index (delays, gint64, delays->len / 2), <, IN_TIME);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/async-cancel/before", test_before);
  ADD ("/async-cancel/too-late", test_too_late);
#undef ADD
  g_test_add_func ("/async-cancel/pipe", test_pipe);
  g_test_add_func ("/async-cancel/socket", test_socket);
  g_test_add_func ("/async-cancel/below", test_below);
  g_test_add_func ("/async-cancel/compressed", test_compressed);
  g_test_add_func ("/async-cancel/full-pipe", test_full_pipe);
  g_test_add_func ("/async-cancel/full-socket", test_full_socket);
  g_test_add_func ("/async-cancel/close", test_close);
  g_test_add_func ("/async-cancel/stream-of-gio", test_stream_of_gio);
  g_test_add_func ("/async-cancel/in-time", test_in_time);
  delays = g_array_new (FALSE, FALSE, sizeof (gint64));
  result = g_test_run ();
  g_array_unref (delays);
  return result;
}
