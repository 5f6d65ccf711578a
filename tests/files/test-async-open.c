/* tests/files/test-async-open.c: opening without blocking.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <fcntl.h>
#include <sys/stat.h>

#include "async-util.h"

static void
test_paths (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strconcat (fixture->path, ".gz", NULL);
  g_autoptr (GArrowNativeFile) out = NULL;
  g_autoptr (GArrowNativeFile) in = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) opened = {0};
  g_auto (Outcome) again = {0};
  g_auto (Outcome) missing = {0};
  g_auto (Outcome) none = {0};

  (void)data;
  garrow_output_stream_for_path_async (path, NULL, 0, NULL, outcome_ready, &opened);
  out = garrow_output_stream_for_path_finish (outcome_wait (&opened), &error);
  g_assert_no_error (error);
  g_assert_true (GARROW_IS_COMPRESSED_OUTPUT_STREAM (out));
  g_assert_true (write_text (out, TEXT, NULL));
  g_assert_true (garrow_native_file_close (out, NULL));

  garrow_input_stream_for_path_async (path, NULL, 0, NULL, outcome_ready, &again);
  in = garrow_input_stream_for_path_finish (outcome_wait (&again), &error);
  g_assert_no_error (error);
  assert_bytes (garrow_native_file_read_all (in, NULL), TEXT);
  g_remove (path);

  garrow_input_stream_for_path_async (path, NULL, 0, NULL, outcome_ready, &missing);
  g_assert_null (garrow_input_stream_for_path_finish (outcome_wait (&missing), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  garrow_input_stream_for_path_async (NULL, NULL, 0, NULL, outcome_ready, &none);
  g_assert_null (garrow_input_stream_for_path_finish (outcome_wait (&none), &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
}

static void
test_objects (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowStreamOptions) options = garrow_stream_options_new ();
  g_autoptr (GArrowNativeFile) in = NULL;
  g_autoptr (GArrowNativeFile) out = NULL;
  g_autoptr (GArrowNativeFile) file = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) opened = {0};
  g_auto (Outcome) again = {0};
  g_auto (Outcome) third = {0};
  g_auto (Outcome) refused = {0};

  (void)data;
  garrow_stream_options_set_buffer_size (options, 10);
  garrow_input_stream_for_object_async (G_OBJECT (fixture->file),
                                        options,
                                        0,
                                        NULL,
                                        outcome_ready,
                                        &opened);
  garrow_stream_options_set_buffer_size (options, -10); /* too late to matter */
  in = garrow_input_stream_for_object_finish (outcome_wait (&opened), &error);
  g_assert_no_error (error);
  g_assert_true (GARROW_IS_BUFFERED_INPUT_STREAM (in));
  g_assert_cmpint (
    garrow_buffered_input_stream_get_buffer_size (GARROW_BUFFERED_INPUT_STREAM (in)),
    ==,
    10);

  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, fixture->path);
  garrow_input_stream_async (&value, NULL, 0, NULL, outcome_ready, &again);
  g_value_set_string (&value, "elsewhere");
  file = garrow_input_stream_finish (outcome_wait (&again), &error);
  g_assert_no_error (error);
  assert_bytes (garrow_native_file_read (file, 3, NULL), "one");

  garrow_output_stream_for_object_async (G_OBJECT (fixture->file),
                                         NULL,
                                         0,
                                         NULL,
                                         outcome_ready,
                                         &third);
  out = garrow_output_stream_for_object_finish (outcome_wait (&third), &error);
  g_assert_no_error (error);
  g_assert_true (write_text (out, "new", NULL));
  g_assert_true (garrow_native_file_close (out, NULL));
  assert_contents (fixture, "new");

  g_value_unset (&value);
  g_value_init (&value, G_TYPE_INT);
  garrow_output_stream_async (&value, NULL, 0, NULL, outcome_ready, &refused);
  g_assert_null (garrow_output_stream_finish (outcome_wait (&refused), &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
}

/* Looking at the content uses the file. */
static void
test_pending (void)
{
  int fd;
  g_autoptr (GArrowNativeFile) pipe = open_pipe (&fd);
  g_autoptr (GArrowStreamOptions) options = garrow_stream_options_new ();
  g_autoptr (GArrowNativeFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) outcome = {0};

  garrow_stream_options_set_compression (options, "auto");
  garrow_input_stream_for_object_async (G_OBJECT (pipe),
                                        options,
                                        0,
                                        NULL,
                                        outcome_ready,
                                        &outcome);
  g_assert_null (garrow_native_file_read (pipe, 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  put (fd, "text");
  close (fd);
  file = garrow_input_stream_for_object_finish (outcome_wait (&outcome), NULL);
  g_assert_true (file == pipe);
  assert_bytes (garrow_native_file_read_all (pipe, NULL), "text");
}

static void
make_fifo (Fixture *fixture)
{
  g_remove (fixture->path);
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
}

static gpointer
write_to_fifo (gpointer path)
{
  int fd = open (path, O_WRONLY);

  g_usleep (20000);
  put (fd, TEXT);
  close (fd);
  return NULL;
}

/* Opening does not wait for who writes, and the end does not come before them. */
static void
test_fifo_to_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GArrowNativeFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) opened = {0};
  g_auto (Outcome) read = {0};
  g_auto (Outcome) again = {0};
  GThread *thread;

  (void)data;
  make_fifo (fixture);
  garrow_input_stream_for_path_async (fixture->path,
                                      NULL,
                                      0,
                                      cancellable,
                                      outcome_ready,
                                      &opened);
  file = garrow_input_stream_for_path_finish (outcome_wait (&opened), &error);
  g_assert_no_error (error);
  garrow_native_file_read_all_async (file, 0, cancellable, outcome_ready, &read);
  g_usleep (20000);
  g_cancellable_cancel (cancellable);
  g_assert_null (garrow_native_file_read_all_finish (file, outcome_wait (&read), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_clear_error (&error);
  thread = g_thread_new (NULL, write_to_fifo, fixture->path);
  garrow_native_file_read_all_async (file, 0, NULL, outcome_ready, &again);
  assert_bytes (garrow_native_file_read_all_finish (file, outcome_wait (&again), &error),
                TEXT);
  g_assert_no_error (error);
  g_thread_join (thread);
}

static gpointer
read_from_fifo (gpointer path)
{
  char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  return contents;
}

static void
test_fifo_to_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GArrowNativeFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  g_auto (Outcome) cancelled = {0};
  g_auto (Outcome) opened = {0};
  GThread *thread;

  (void)data;
  make_fifo (fixture);
  garrow_output_stream_for_path_async (fixture->path,
                                       NULL,
                                       0,
                                       cancellable,
                                       outcome_ready,
                                       &cancelled);
  g_usleep (20000);
  g_cancellable_cancel (cancellable);
  g_assert_null (
    garrow_output_stream_for_path_finish (outcome_wait (&cancelled), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_clear_error (&error);
  g_cancellable_reset (cancellable);
  garrow_output_stream_for_path_async (fixture->path,
                                       NULL,
                                       0,
                                       cancellable,
                                       outcome_ready,
                                       &opened);
  g_usleep (20000);
  thread = g_thread_new (NULL, read_from_fifo, fixture->path);
  file = garrow_output_stream_for_path_finish (outcome_wait (&opened), &error);
  g_assert_no_error (error);
  g_assert_true (write_text (file, TEXT, NULL));
  g_assert_true (garrow_native_file_close (file, NULL));
  contents = g_thread_join (thread);
  g_assert_cmpstr (contents, ==, TEXT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/async-open/paths", test_paths);
  ADD ("/async-open/objects", test_objects);
  g_test_add_func ("/async-open/pending", test_pending);
  ADD ("/async-open/fifo/read", test_fifo_to_read);
  ADD ("/async-open/fifo/write", test_fifo_to_write);
#undef ADD
  return g_test_run ();
}
