/* tests/files/test-async.c: calls that do not block, and what they give.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "async-util.h"

#include <stdlib.h>
#include <unistd.h>

/* Each of these starts a call that reads, and finishes it as bytes. */

typedef struct
{
  void (*start) (GArrowNativeFile *file, Outcome *outcome);
  GBytes *(*finish) (GArrowNativeFile *file, GAsyncResult *result, GError **error);
  const char *expected;
} Reader;

#define START(name, ...)                                                                 \
  static void start_##name (GArrowNativeFile *file, Outcome *outcome)                    \
  {                                                                                      \
    garrow_native_file_##name##_async (file,                                             \
                                       __VA_ARGS__ PRIORITY,                             \
                                       NULL,                                             \
                                       outcome_ready,                                    \
                                       outcome);                                         \
  }

#define COMMA ,
#define FINISH_BUFFER(name)                                                              \
  static GBytes *finish_##name (GArrowNativeFile *file,                                  \
                                GAsyncResult *result,                                    \
                                GError **error)                                          \
  {                                                                                      \
    g_autoptr (GArrowBuffer) buffer =                                                    \
      garrow_native_file_##name##_finish (file, result, error);                          \
                                                                                         \
    return buffer != NULL ? garrow_buffer_get_data (buffer) : NULL;                      \
  }

START (read, 6 COMMA)
START (read_buffer, 6 COMMA)
START (read1, 100 COMMA)
START (read_all, )
START (read_all_buffer, )
START (read_line, )
START (read_at, 5 COMMA 4 COMMA)
START (read_buffer_at, 5 COMMA 4 COMMA)
FINISH_BUFFER (read_buffer)
FINISH_BUFFER (read_all_buffer)
FINISH_BUFFER (read_buffer_at)

static const Reader readers[] = {
  {start_read, garrow_native_file_read_finish, "one\ntw"},
  {start_read_buffer, finish_read_buffer, "one\ntw"},
  {start_read1, garrow_native_file_read1_finish, TEXT},
  {start_read_all, garrow_native_file_read_all_finish, TEXT},
  {start_read_all_buffer, finish_read_all_buffer, TEXT},
  {start_read_line, garrow_native_file_read_line_finish, "one\n"},
  {start_read_at, garrow_native_file_read_at_finish, "two\nt"},
  {start_read_buffer_at, finish_read_buffer_at, "two\nt"},
};

static void
test_reads (Fixture *fixture, gconstpointer data)
{
  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++) {
    g_autoptr (GArrowNativeFile) file = open_text (fixture);
    g_autoptr (GError) error = NULL;
    g_auto (Outcome) outcome = {0};

    readers[i].start (file, &outcome);
    g_assert_null (outcome.result); /* never before the call returns */
    outcome_wait (&outcome);
    g_assert_true (outcome.thread == g_thread_self ());
    assert_bytes (readers[i].finish (file, outcome.result, &error), readers[i].expected);
    g_assert_no_error (error);
  }
}

static void
test_reads_of_closed (Fixture *fixture, gconstpointer data)
{
  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++) {
    g_autoptr (GArrowNativeFile) file = open_text (fixture);
    g_autoptr (GError) error = NULL;
    g_auto (Outcome) outcome = {0};

    garrow_native_file_close (file, NULL);
    readers[i].start (file, &outcome);
    g_assert_true (garrow_native_file_is_closed (file));
    g_assert_null (readers[i].finish (file, outcome_wait (&outcome), &error));
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
  }
}

static void
test_invalid (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_text (fixture);
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) outcome = {0};
  g_auto (Outcome) written = {0};

  (void)data;
  garrow_native_file_read_async (file, -1, PRIORITY, NULL, outcome_ready, &outcome);
  g_assert_null (garrow_native_file_read_finish (file, outcome_wait (&outcome), &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);

  g_clear_error (&error);
  garrow_native_file_write_async (file, NULL, 0, PRIORITY, NULL, outcome_ready, &written);
  g_assert_false (
    garrow_native_file_write_finish (file, outcome_wait (&written), &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
}

static void
test_writes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file =
    GARROW_NATIVE_FILE (garrow_os_file_new (fixture->path, "w", NULL));
  g_autoptr (GArrowBuffer) buffer = garrow_buffer_new ((const guint8 *)"three", 5, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("two", 3);
  guint8 one[] = "one";
  g_auto (Outcome) wrote = {0};
  g_auto (Outcome) wrote_bytes = {0};
  g_auto (Outcome) wrote_buffer = {0};
  g_auto (Outcome) flushed = {0};
  g_auto (Outcome) closed = {0};
  GError *error = NULL;

  (void)data;
  garrow_native_file_write_async (file, one, 3, PRIORITY, NULL, outcome_ready, &wrote);
  memset (one, 'x', sizeof one); /* it was copied */
  g_assert_true (garrow_native_file_write_finish (file, outcome_wait (&wrote), &error));
  g_assert_no_error (error);

  garrow_native_file_write_bytes_async (file,
                                        bytes,
                                        PRIORITY,
                                        NULL,
                                        outcome_ready,
                                        &wrote_bytes);
  g_clear_pointer (&bytes, g_bytes_unref);
  g_assert_true (
    garrow_native_file_write_bytes_finish (file, outcome_wait (&wrote_bytes), &error));
  garrow_native_file_write_buffer_async (file,
                                         buffer,
                                         PRIORITY,
                                         NULL,
                                         outcome_ready,
                                         &wrote_buffer);
  g_clear_object (&buffer);
  g_assert_true (
    garrow_native_file_write_buffer_finish (file, outcome_wait (&wrote_buffer), &error));
  garrow_native_file_flush_async (file, PRIORITY, NULL, outcome_ready, &flushed);
  g_assert_true (garrow_native_file_flush_finish (file, outcome_wait (&flushed), &error));
  garrow_native_file_close_async (file, PRIORITY, NULL, outcome_ready, &closed);
  g_assert_true (garrow_native_file_close_finish (file, outcome_wait (&closed), &error));
  g_assert_no_error (error);
  g_assert_true (garrow_native_file_is_closed (file));
  assert_contents (fixture, "onetwothree");
}

static void
note_thread (GObject *object, GParamSpec *pspec, gpointer data)
{
  (void)object;
  (void)pspec;
  g_assert_true (*(GThread **)data == g_thread_self ());
  *(GThread **)data = NULL;
}

/* Who watches a file is told where the call was made. */
static void
test_notify (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) raw = open_text (fixture);
  g_autoptr (GArrowNativeFile) file =
    GARROW_NATIVE_FILE (garrow_buffered_input_stream_new (raw, 100, NULL, NULL));
  GThread *threads[] = {g_thread_self (), g_thread_self ()};
  g_auto (Outcome) outcome = {0};
  g_auto (Outcome) again = {0};

  (void)data;
  g_signal_connect (file, "notify::closed", G_CALLBACK (note_thread), &threads[0]);
  g_signal_connect (raw, "notify::closed", G_CALLBACK (note_thread), &threads[1]);
  garrow_native_file_close_async (file, 0, NULL, outcome_ready, &outcome);
  g_assert_true (garrow_native_file_close_finish (file, outcome_wait (&outcome), NULL));
  g_assert_null (threads[0]);
  g_assert_null (threads[1]);
  garrow_native_file_close_async (file, 0, NULL, outcome_ready, &again);
  g_assert_true (garrow_native_file_close_finish (file, outcome_wait (&again), NULL));
}

static void
test_pending (void)
{
  int fd;
  g_autoptr (GArrowNativeFile) file = open_pipe (&fd);
  g_autoptr (GInputStream) stream = garrow_native_file_get_input_stream (file);
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) first = {0};
  g_auto (Outcome) second = {0};
  char byte;

  garrow_native_file_read_async (file, 4, PRIORITY, NULL, outcome_ready, &first);

  garrow_native_file_close_async (file, PRIORITY, NULL, outcome_ready, &second);
  g_assert_false (garrow_native_file_close_finish (file, outcome_wait (&second), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);

  g_clear_error (&error);
  g_assert_null (garrow_native_file_read (file, 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_cmpint (garrow_native_file_read_into (file, &byte, 1, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_cmpint (garrow_native_file_tell (file, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_false (garrow_native_file_close (file, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_cmpint (g_input_stream_read (stream, &byte, 1, NULL, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_assert_false (garrow_native_file_is_closed (file));
  g_assert_true (garrow_native_file_readable (file));
  g_assert_cmpstr (garrow_native_file_get_mode (file), ==, "rb");
  g_object_run_dispose (G_OBJECT (file));
  g_assert_false (garrow_native_file_is_closed (file));

  g_clear_error (&error);
  put (fd, "abcde");
  assert_bytes (garrow_native_file_read_finish (file, outcome_wait (&first), &error),
                "abcd");
  g_assert_no_error (error);
  assert_bytes (garrow_native_file_read (file, 1, NULL), "e");
  close (fd);
}

/* What a file reads is in use with it, and so is what reads a file. */
static void
test_pending_below (void)
{
  int fd;
  g_autoptr (GArrowNativeFile) raw = open_pipe (&fd);
  g_autoptr (GArrowNativeFile) file =
    GARROW_NATIVE_FILE (garrow_buffered_input_stream_new (raw, 100, NULL, NULL));
  g_autoptr (GArrowNativeFile) other =
    GARROW_NATIVE_FILE (garrow_buffered_input_stream_new (raw, 100, NULL, NULL));
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) first = {0};
  g_auto (Outcome) second = {0};

  garrow_native_file_read_async (file, 4, PRIORITY, NULL, outcome_ready, &first);
  g_assert_null (garrow_native_file_read (raw, 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_null (garrow_native_file_read (other, 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  garrow_native_file_read_async (other, 4, PRIORITY, NULL, outcome_ready, &second);
  g_assert_null (garrow_native_file_read_finish (other, outcome_wait (&second), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);
  g_clear_error (&error);

  /* A claim that failed in the middle left nothing behind. */
  put (fd, "abcd");
  assert_bytes (garrow_native_file_read_finish (file, outcome_wait (&first), &error),
                "abcd");
  put (fd, "efgh");
  assert_bytes (garrow_native_file_read (other, 4, &error), "efgh");
  g_assert_no_error (error);
  close (fd);
}

static void
test_read_ranges (Fixture *fixture, gconstpointer data)
{
  static const gint64 offsets[] = {4, 0, 100};
  static const gint64 sizes[] = {3, 1, 5};
  g_autoptr (GArrowNativeFile) file = open_text (fixture);
  g_autoptr (GError) error = NULL;
  g_autolist (GArrowBuffer) buffers = NULL;
  g_auto (Outcome) some = {0};
  g_auto (Outcome) none = {0};
  g_auto (Outcome) uneven = {0};

#define READ(n_offsets, n_sizes, outcome)                                                \
  garrow_native_file_read_ranges_async (file,                                            \
                                        offsets,                                         \
                                        n_offsets,                                       \
                                        sizes,                                           \
                                        n_sizes,                                         \
                                        0,                                               \
                                        NULL,                                            \
                                        outcome_ready,                                   \
                                        &outcome)
  (void)data;
  READ (3, 3, some);
  READ (0, 0, none);
  READ (2, 1, uneven);
  buffers = garrow_native_file_read_ranges_finish (file, outcome_wait (&some), &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_list_length (buffers), ==, 3);
  assert_bytes (garrow_buffer_get_data (buffers->data), "two");
  assert_bytes (garrow_buffer_get_data (buffers->next->data), "o");
  assert_bytes (garrow_buffer_get_data (buffers->next->next->data), "");
  g_assert_null (
    garrow_native_file_read_ranges_finish (file, outcome_wait (&none), &error));
  g_assert_no_error (error);
  g_assert_null (
    garrow_native_file_read_ranges_finish (file, outcome_wait (&uneven), &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
}

/* Behaviour 29, from many calls at once. */
static void
test_many_read_at (Fixture *fixture, gconstpointer data)
{
  enum {
    N = 1000
  };
  g_autoptr (GArrowNativeFile) file = open_text (fixture);
  g_autofree Outcome *outcomes = g_new0 (Outcome, N);

  (void)data;
  for (int i = 0; i < N; i++)
    garrow_native_file_read_at_async (file,
                                      1,
                                      i % TEXT_SIZE,
                                      PRIORITY,
                                      NULL,
                                      outcome_ready,
                                      &outcomes[i]);
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 0);
  g_assert_cmpint (garrow_native_file_size (file, NULL), ==, TEXT_SIZE);
  assert_bytes (garrow_native_file_read_at (file, 3, 4, NULL), "two");
  for (int i = 0; i < N; i++) {
    const char expected[] = {TEXT[i % TEXT_SIZE], '\0'};

    assert_bytes (
      garrow_native_file_read_at_finish (file, outcome_wait (&outcomes[i]), NULL),
      expected);
    outcome_clear (&outcomes[i]);
  }
  assert_bytes (garrow_native_file_read (file, 3, NULL), "one");
}

/* Results come where the call was made, whatever that thread's default context is. */
static gpointer
use_own_context (gpointer path)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GArrowNativeFile) file = NULL;
  g_auto (Outcome) outcome = {0};

  g_main_context_push_thread_default (context);
  file = GARROW_NATIVE_FILE (garrow_os_file_new (path, "r", NULL));
  garrow_native_file_read_async (file, 3, PRIORITY, NULL, outcome_ready, &outcome);
  assert_bytes (garrow_native_file_read_finish (file, outcome_wait (&outcome), NULL),
                "one");
  g_assert_true (outcome.thread == g_thread_self ());
  g_main_context_pop_thread_default (context);
  return NULL;
}

static void
test_contexts (Fixture *fixture, gconstpointer data)
{
  GThread *threads[4];

  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new (NULL, use_own_context, fixture->path);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* Behaviour 93. */
static void
test_thread_count (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (garrow_io_thread_count (), ==, 8);
  g_assert_true (garrow_set_io_thread_count (3, &error));
  g_assert_cmpint (garrow_io_thread_count (), ==, 3);
  for (int count = 0; count >= -1; count--) {
    g_assert_false (garrow_set_io_thread_count (count, &error));
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
    g_assert_cmpstr (error->message, ==, "IO thread count must be strictly positive");
    g_clear_error (&error);
  }
  g_assert_cmpint (garrow_io_thread_count (), ==, 3);
  g_assert_true (garrow_set_io_thread_count (8, &error));
}

/* Behaviour 92. */
static void
test_thread_count_from_environment (gconstpointer data)
{
  const char *const *row = data;

  if (g_test_subprocess ()) {
    g_setenv ("ARROW_IO_THREADS", row[1], TRUE);
    if (row[3] != NULL)
      g_test_expect_message ("ArrowIO", G_LOG_LEVEL_WARNING, row[3]);
    g_assert_cmpint (garrow_io_thread_count (), ==, atoi (row[2]));
    g_test_assert_expected_messages ();
    return;
  }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

/* Who drops a file while a call has what is below leaves that to the call, and is told
 * what is lost. */
static void
test_drop_over_call (void)
{
  g_auto (Outcome) outcome = {0};
  GArrowNativeFile *writer;
  int fds[2];
  g_autoptr (GArrowNativeFile) raw = NULL;
  g_autofree guint8 *data = g_malloc0 (1 << 20);
  gssize n_read;
  gsize total = 0;

  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
  raw = GARROW_NATIVE_FILE (garrow_os_file_new_fd (fds[1], "w", NULL));
  writer = GARROW_NATIVE_FILE (garrow_buffered_output_stream_new (raw, 99, NULL, NULL));
  g_assert_true (write_text (writer, "lost", NULL));
  garrow_native_file_write_async (raw,
                                  data,
                                  1 << 20,
                                  PRIORITY,
                                  NULL,
                                  outcome_ready,
                                  &outcome);
  g_test_expect_message ("ArrowIO",
                         G_LOG_LEVEL_WARNING,
                         "*data is lost: what is below it is in another call");
  g_object_unref (writer);
  g_test_assert_expected_messages ();

  for (; total < 1 << 20; total += (gsize)n_read) {
    n_read = read (fds[0], data, 1 << 20);
    g_assert_cmpint (n_read, >, 0);
  }
  g_assert_true (garrow_native_file_write_finish (raw, outcome_wait (&outcome), NULL));
  g_assert_false (garrow_native_file_is_closed (raw));
  g_assert_true (garrow_native_file_close (raw, NULL));
  g_assert_cmpint (read (fds[0], data, 1), ==, 0);
  close (fds[0]);
}

int
main (int argc, char *argv[])
{
  static const char *const environments[][4] = {
    {"/async/threads/environment/number", "12", "12", NULL},
    {"/async/threads/environment/empty", "", "8", NULL},
    {"/async/threads/environment/text", "abc", "8", "*ARROW_IO_THREADS*'abc'*"},
    {"/async/threads/environment/none", "0", "8", "*ARROW_IO_THREADS*'0'*"},
    {"/async/threads/environment/negative", "-1", "8", "*ARROW_IO_THREADS*'-1'*"},
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (environments); i++)
    g_test_add_data_func (environments[i][0],
                          environments[i],
                          test_thread_count_from_environment);
  g_test_add_func ("/async/threads/count", test_thread_count);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/async/reads", test_reads);
  ADD ("/async/reads-of-closed", test_reads_of_closed);
  ADD ("/async/invalid", test_invalid);
  ADD ("/async/writes", test_writes);
  ADD ("/async/notify", test_notify);
  g_test_add_func ("/async/pending", test_pending);
  g_test_add_func ("/async/pending-below", test_pending_below);
  ADD ("/async/read-ranges", test_read_ranges);
  ADD ("/async/many-read-at", test_many_read_at);
  ADD ("/async/contexts", test_contexts);
#undef ADD
  g_test_add_func ("/async/drop-over-call", test_drop_over_call);
  return g_test_run ();
}
