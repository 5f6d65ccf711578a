/* tests/files/test-async-copy.c: copying, and who is told how far it is.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "async-util.h"

#define SIZE (5 * 1024 * 1024 + 7)

typedef struct
{
  GThread *thread;
  goffset copied; /* as told last */
  goffset total;
  guint n_calls;
  gboolean freed;
  GCancellable *cancellable; /* to cancel when told, or NULL */
  GArrowNativeFile *use;     /* to use when told, or NULL */
} Progress;

static void
progress_tell (goffset copied, goffset total, gpointer data)
{
  Progress *progress = data;

  g_assert_true (progress->thread == NULL || progress->thread == g_thread_self ());
  g_assert_false (progress->freed);
  g_assert_cmpint (copied, >=, progress->copied);
  progress->copied = copied;
  progress->total = total;
  progress->n_calls++;
  if (progress->cancellable != NULL)
    g_cancellable_cancel (progress->cancellable);
  if (progress->use != NULL) {
    g_autoptr (GError) error = NULL;

    g_assert_false (garrow_native_file_close (progress->use, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  }
}

static void
progress_free (gpointer data)
{
  ((Progress *)data)->freed = TRUE;
}

static GArrowBuffer *
make_buffer (void)
{
  guint8 *data = g_malloc (SIZE);
  g_autoptr (GBytes) bytes = NULL;

  for (gsize i = 0; i < SIZE; i++)
    data[i] = (guint8)(i * 7 >> 3);
  bytes = g_bytes_new_take (data, SIZE);
  return garrow_buffer_new_bytes (bytes);
}

static void
test_sync (void)
{
  g_autoptr (GArrowBuffer) buffer = make_buffer ();
  g_autoptr (GArrowNativeFile) from =
    GARROW_NATIVE_FILE (garrow_buffer_reader_new (buffer));
  g_autoptr (GArrowBufferOutputStream) to = garrow_buffer_output_stream_new (NULL);
  g_autoptr (GArrowBuffer) copy = NULL;
  Progress progress = {.thread = g_thread_self (), .use = from};

  g_assert_cmpint (garrow_native_file_copy (from,
                                            GARROW_NATIVE_FILE (to),
                                            progress_tell,
                                            &progress,
                                            NULL),
                   ==,
                   SIZE);
  g_assert_cmpint (progress.copied, ==, SIZE);
  g_assert_cmpint (progress.total, ==, SIZE);
  g_assert_cmpint (progress.n_calls, ==, 6); /* pieces of 1 MiB */
  copy = garrow_buffer_output_stream_getvalue (to, NULL);
  g_assert_true (garrow_buffer_equal (copy, buffer));

  /* It is not known how much a stream has, and nobody has to be told. */
  {
    g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data ("ab", 2, NULL);
    g_autoptr (GConverter) converter =
      G_CONVERTER (g_charset_converter_new ("UTF-8", "UTF-8", NULL));
    g_autoptr (GInputStream) converted = g_converter_input_stream_new (stream, converter);
    g_autoptr (GArrowNativeFile) source =
      GARROW_NATIVE_FILE (garrow_gio_file_new_for_input_stream (converted));
    g_autoptr (GArrowNativeFile) sink =
      GARROW_NATIVE_FILE (garrow_mock_output_stream_new ());
    Progress unknown = {0};

    g_assert_cmpint (
      garrow_native_file_copy (source, sink, progress_tell, &unknown, NULL),
      ==,
      2);
    g_assert_cmpint (unknown.total, ==, -1);
    g_assert_cmpint (garrow_native_file_copy (from, sink, NULL, NULL, NULL), ==, 0);
  }
}

static void
test_async (void)
{
  for (int which = 0; which < 3; which++) {
    g_autoptr (GArrowBuffer) buffer = make_buffer ();
    g_autoptr (GArrowNativeFile) from =
      GARROW_NATIVE_FILE (garrow_buffer_reader_new (buffer));
    g_autoptr (GArrowBufferOutputStream) out = garrow_buffer_output_stream_new (NULL);
    GArrowNativeFile *to = GARROW_NATIVE_FILE (out);
    g_autoptr (GArrowBuffer) copy = NULL;
    g_autoptr (GError) error = NULL;
    Progress progress = {.thread = g_thread_self ()};
    g_auto (Outcome) outcome = {0};
    gint64 n = -1;

    if (which == 0) {
      garrow_native_file_copy_async (from,
                                     to,
                                     0,
                                     NULL,
                                     progress_tell,
                                     &progress,
                                     progress_free,
                                     outcome_ready,
                                     &outcome);
      n = garrow_native_file_copy_finish (from, outcome_wait (&outcome), &error);
    } else if (which == 1) {
      garrow_native_file_download_async (from,
                                         to,
                                         0,
                                         NULL,
                                         progress_tell,
                                         &progress,
                                         progress_free,
                                         outcome_ready,
                                         &outcome);
      n = garrow_native_file_download_finish (from, outcome_wait (&outcome), &error);
    } else {
      garrow_native_file_upload_async (to,
                                       from,
                                       0,
                                       NULL,
                                       progress_tell,
                                       &progress,
                                       progress_free,
                                       outcome_ready,
                                       &outcome);
      n = garrow_native_file_upload_finish (to, outcome_wait (&outcome), &error);
    }
    g_assert_no_error (error);
    g_assert_cmpint (n, ==, SIZE);
    g_assert_cmpint (progress.copied, ==, SIZE);
    g_assert_cmpint (progress.n_calls, >=, 1);
    g_assert_true (progress.freed);
    copy = garrow_buffer_output_stream_getvalue (out, NULL);
    g_assert_true (garrow_buffer_equal (copy, buffer));
  }
}

/* Behaviour 5. */
static void
test_fails (void)
{
  g_autoptr (GArrowBuffer) buffer = make_buffer ();
  g_autoptr (GArrowNativeFile) from =
    GARROW_NATIVE_FILE (garrow_buffer_reader_new (buffer));
  g_autoptr (GArrowNativeFile) full =
    GARROW_NATIVE_FILE (garrow_os_file_new ("/dev/full", "w", NULL));
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) outcome = {0};
  g_auto (Outcome) itself = {0};

  garrow_native_file_download_async (from,
                                     full,
                                     0,
                                     NULL,
                                     NULL,
                                     NULL,
                                     NULL,
                                     outcome_ready,
                                     &outcome);
  g_assert_cmpint (
    garrow_native_file_download_finish (from, outcome_wait (&outcome), &error),
    ==,
    -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpint (garrow_native_file_tell (from, NULL), ==, 0);

  g_clear_error (&error);
  garrow_native_file_download_async (from,
                                     from,
                                     0,
                                     NULL,
                                     NULL,
                                     NULL,
                                     NULL,
                                     outcome_ready,
                                     &itself);
  g_assert_cmpint (
    garrow_native_file_download_finish (from, outcome_wait (&itself), &error),
    ==,
    -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
}

/* Both files are in use, and a file and a slice of it can be copied to each other. */
static void
test_claims (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) both =
    GARROW_NATIVE_FILE (garrow_os_file_new (fixture->path, "r+", NULL));
  g_autoptr (GArrowNativeFile) slice = garrow_native_file_get_stream (both, 0, 3, NULL);
  int fd;
  g_autoptr (GArrowNativeFile) pipe = open_pipe (&fd);
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) first = {0};
  g_auto (Outcome) second = {0};

  (void)data;
  garrow_native_file_download_async (slice,
                                     both,
                                     0,
                                     NULL,
                                     NULL,
                                     NULL,
                                     NULL,
                                     outcome_ready,
                                     &first);
  g_assert_cmpint (
    garrow_native_file_download_finish (slice, outcome_wait (&first), &error),
    ==,
    3);
  g_assert_no_error (error);
  garrow_native_file_upload_async (both,
                                   pipe,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   NULL,
                                   outcome_ready,
                                   &second);
  g_assert_false (garrow_native_file_flush (both, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  put (fd, "TWO");
  close (fd);
  g_assert_cmpint (garrow_native_file_upload_finish (both, outcome_wait (&second), NULL),
                   ==,
                   3);
  assert_contents (fixture, "oneTWOo\nthree\n");
}

/* Both files stand behind what was copied when the call was cancelled. */
static void
test_cancel (void)
{
  g_autoptr (GArrowBuffer) buffer = make_buffer ();
  g_autoptr (GArrowNativeFile) from =
    GARROW_NATIVE_FILE (garrow_buffer_reader_new (buffer));
  int fds[2];
  g_autoptr (GArrowNativeFile) to = NULL;
  g_autoptr (GArrowNativeFile) memory =
    GARROW_NATIVE_FILE (garrow_buffer_output_stream_new (NULL));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Progress progress = {.cancellable = cancellable};
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) outcome = {0};
  g_auto (Outcome) blocked = {0};

  garrow_native_file_copy_async (from,
                                 memory,
                                 0,
                                 cancellable,
                                 progress_tell,
                                 &progress,
                                 NULL,
                                 outcome_ready,
                                 &outcome);
  if (garrow_native_file_copy_finish (from, outcome_wait (&outcome), &error) == -1)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (garrow_native_file_tell (from, NULL), >, 0);
  g_assert_cmpint (garrow_native_file_tell (from, NULL),
                   ==,
                   garrow_native_file_tell (memory, NULL));

  /* Nobody reads the pipe. */
  g_clear_error (&error);
  g_cancellable_reset (cancellable);
  garrow_native_file_seek (from, 0, GARROW_SEEK_WHENCE_SET, NULL);
  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
  to = GARROW_NATIVE_FILE (garrow_os_file_new_fd (fds[1], "w", NULL));
  garrow_native_file_copy_async (from,
                                 to,
                                 0,
                                 cancellable,
                                 NULL,
                                 NULL,
                                 NULL,
                                 outcome_ready,
                                 &blocked);
  g_usleep (20000);
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (garrow_native_file_copy_finish (from, outcome_wait (&blocked), &error),
                   ==,
                   -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  close (fds[0]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/async-copy/sync", test_sync);
  g_test_add_func ("/async-copy/async", test_async);
  g_test_add_func ("/async-copy/fails", test_fails);
  g_test_add ("/async-copy/claims", Fixture, NULL, set_up, test_claims, tear_down);
  g_test_add_func ("/async-copy/cancel", test_cancel);
  return g_test_run ();
}
