/* tests/hdfs/streams.c: by URI, with detection and compression, and without blocking.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "functions.h"

#include <gio/gio.h>
#include <string.h>

static char *
uri_of (Fixture *fixture, const char *name)
{
  g_autofree char *path = path_of (fixture, name);

  return cluster_uri (cluster, path);
}

static void
write_text (GArrowNativeFile *file, const char *text)
{
  g_autoptr (GError) error = NULL;

  garrow_native_file_write (file, (const guint8 *)text, (gint64)strlen (text), &error);
  g_assert_no_error (error);
  garrow_native_file_close (file, &error);
  g_assert_no_error (error);
}

static void
assert_reads (GArrowNativeFile *file, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = garrow_native_file_read_all (file, &error);

  g_assert_no_error (error);
  assert_is (content, expected, strlen (expected));
}

static void
test_plain (Fixture *fixture)
{
  g_autofree char *uri = uri_of (fixture, "a.csv");
  g_autofree char *missing = uri_of (fixture, "b.csv");
  g_autoptr (GArrowNativeFile) writer = NULL;
  g_autoptr (GArrowNativeFile) reader = NULL;
  g_autoptr (GError) error = NULL;

  writer = garrow_output_stream_for_path (uri, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (GARROW_IS_HDFS_FILE (writer));
  write_text (writer, "a,b\n1,2\n");
  reader = garrow_input_stream_for_path (uri, NULL, &error);
  g_assert_no_error (error);
  assert_reads (reader, "a,b\n1,2\n");
  assert_io_error (NOT_FOUND,
                   "b.csv",
                   garrow_input_stream_for_path (missing, NULL, &failure));
}

static void
test_suffix (Fixture *fixture)
{
  g_autofree char *uri = uri_of (fixture, "a.csv.gz");
  g_autofree char *path = path_of (fixture, "a.csv.gz");
  g_autoptr (GArrowNativeFile) writer = NULL;
  g_autoptr (GArrowNativeFile) reader = NULL;
  g_autoptr (GBytes) stored = NULL;
  g_autoptr (GBytes) start = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GValue) source = G_VALUE_INIT;

  writer = garrow_output_stream_for_path (uri, NULL, &error);
  g_assert_no_error (error);
  write_text (writer, "some text");
  stored = get (fixture->hdfs, path);
  start = g_bytes_new_from_bytes (stored, 0, 2);
  assert_is (start, "\x1f\x8b", 2);
  g_value_init (&source, G_TYPE_STRING);
  g_value_set_string (&source, uri);
  reader = garrow_input_stream (&source, NULL, &error);
  g_assert_no_error (error);
  assert_reads (reader, "some text");
}

/* By content, whatever its name. */
static void
test_content (Fixture *fixture)
{
  g_autofree char *uri = uri_of (fixture, "a.gz");
  g_autofree char *from = path_of (fixture, "a.gz");
  g_autofree char *to = path_of (fixture, "unnamed");
  g_autofree char *renamed = uri_of (fixture, "unnamed");
  g_autoptr (GArrowStreamOptions) options = garrow_stream_options_new ();
  g_autoptr (GArrowNativeFile) writer = NULL;
  g_autoptr (GArrowNativeFile) reader = NULL;
  g_autoptr (GError) error = NULL;

  writer = garrow_output_stream_for_path (uri, NULL, &error);
  g_assert_no_error (error);
  write_text (writer, "some text");
  garrow_hdfs_rename (fixture->hdfs, from, to, FALSE, &error);
  g_assert_no_error (error);
  garrow_stream_options_set_compression (options, "auto");
  reader = garrow_input_stream_for_path (renamed, options, &error);
  g_assert_no_error (error);
  assert_reads (reader, "some text");
}

/* The stream above it goes first; nothing is there of what was not finished. */
static void
test_dropped (Fixture *fixture)
{
  g_autofree char *uri = uri_of (fixture, "dropped.gz");
  g_autofree char *path = path_of (fixture, "dropped.gz");
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowNativeFile) writer = garrow_output_stream_for_path (uri, NULL, &error);

  g_assert_no_error (error);
  garrow_native_file_write (writer, (const guint8 *)"text", 4, &error);
  g_assert_no_error (error);
  garrow_native_file_abort (writer, &error);
  g_assert_no_error (error);
  g_assert_false (garrow_hdfs_exists (fixture->hdfs, path, &error));
  g_assert_no_error (error);
}

static void
keep_result (GObject *object, GAsyncResult *result, gpointer data)
{
  (void)object;
  *(GAsyncResult **)data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (result);
}

static void
test_async (Fixture *fixture)
{
  g_autofree char *uri = uri_of (fixture, "async");
  g_autofree char *path = path_of (fixture, "async");
  g_autoptr (GBytes) content = make_noise (5, 3 << 20);
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GArrowNativeFile) file = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  put (fixture->hdfs, path, content);
  garrow_input_stream_for_path_async (uri, NULL, 0, NULL, keep_result, &result);
  opened = wait_for (&result);
  file = garrow_input_stream_for_path_finish (opened, &error);
  g_assert_no_error (error);
  garrow_native_file_read_all_async (file, 0, NULL, keep_result, &result);
  done = wait_for (&result);
  found = garrow_native_file_read_all_finish (file, done, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (found, content));
}

static void
test_cancelled (Fixture *fixture)
{
  g_autofree char *uri = uri_of (fixture, "cancelled");
  g_autofree char *path = path_of (fixture, "cancelled");
  g_autoptr (GBytes) content = make_noise (5, 1 << 20);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GArrowNativeFile) file = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GBytes) found = NULL;
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  put (fixture->hdfs, path, content);
  file = garrow_input_stream_for_path (uri, NULL, &error);
  g_assert_no_error (error);
  g_cancellable_cancel (cancellable);
  garrow_native_file_read_all_async (file, 0, cancellable, keep_result, &result);
  done = wait_for (&result);
  g_assert_null (garrow_native_file_read_all_finish (file, done, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  found = garrow_native_file_read_at (file, 1 << 20, 0, NULL);
  g_assert_true (g_bytes_equal (found, content));
}

/* A program in between has streams of GIO. */
static void
test_gio (Fixture *fixture)
{
  g_autofree char *path = path_of (fixture, "gio");
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowHdfsFile) writer =
    garrow_hdfs_open (fixture->hdfs, path, "w", NULL, &error);
  g_autoptr (GArrowHdfsFile) reader = NULL;
  g_autoptr (GOutputStream) out = NULL;
  g_autoptr (GInputStream) in = NULL;
  char text[5] = {0};

  g_assert_no_error (error);
  out = garrow_native_file_get_output_stream (GARROW_NATIVE_FILE (writer));
  g_output_stream_write_all (out, "text", 4, NULL, NULL, &error);
  g_assert_no_error (error);
  garrow_native_file_close (GARROW_NATIVE_FILE (writer), &error);
  g_assert_no_error (error);
  reader = garrow_hdfs_open (fixture->hdfs, path, "r", NULL, &error);
  g_assert_no_error (error);
  in = garrow_native_file_get_input_stream (GARROW_NATIVE_FILE (reader));
  g_input_stream_read_all (in, text, 4, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "text");
}

void
add_stream_tests (void)
{
  add_test ("streams/plain", test_plain);
  add_test ("streams/suffix", test_suffix);
  add_test ("streams/content", test_content);
  add_test ("streams/dropped", test_dropped);
  add_test ("streams/async", test_async);
  add_test ("streams/cancelled", test_cancelled);
  add_test ("streams/gio", test_gio);
}
