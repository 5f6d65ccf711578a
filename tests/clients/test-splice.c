/* tests/clients/test-splice.c: GIO copying from our streams and into them, and its
 * asynchronous calls on them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "client.h"

#define CLOSE_BOTH                                                                       \
  (G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET)

static gssize
splice (GOutputStream *target,
        GInputStream *source,
        GOutputStreamSpliceFlags flags,
        GError **error)
{
  return g_output_stream_splice (target, source, flags, NULL, error);
}

static gssize
splice_async (GOutputStream *target,
              GInputStream *source,
              GOutputStreamSpliceFlags flags,
              GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) done = NULL;

  g_output_stream_splice_async (target,
                                source,
                                flags,
                                G_PRIORITY_DEFAULT,
                                NULL,
                                keep_result,
                                &result);
  done = wait_for_result (&result);
  return g_output_stream_splice_finish (target, done, error);
}

typedef gssize (*Splice) (GOutputStream *target,
                          GInputStream *source,
                          GOutputStreamSpliceFlags flags,
                          GError **error);

/* From GIO's into ours, from ours into ours, and from ours into GIO's. */
static void
check_splice (Folder *folder, const char *suffix, Splice copy)
{
  g_autofree char *name = g_strconcat ("packed", suffix, NULL);
  g_autoptr (GBytes) text = make_lines (100000);
  const gssize size = (gssize)g_bytes_get_size (text);
  g_autoptr (GInputStream) their_source = g_memory_input_stream_new_from_bytes (text);
  g_autoptr (GOutputStream) their_target = g_memory_output_stream_new_resizable ();
  g_autoptr (GArrowNativeFile) packed = open_to_write (folder, name);
  g_autoptr (GOutputStream) into_packed = garrow_native_file_get_output_stream (packed);
  g_autoptr (GArrowNativeFile) source = NULL;
  g_autoptr (GInputStream) from_source = NULL;
  g_autoptr (GArrowNativeFile) target = NULL;
  g_autoptr (GOutputStream) into_target = NULL;
  g_autoptr (GInputStream) from_target = NULL;
  g_autoptr (GBytes) copied = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (copy (into_packed, their_source, CLOSE_BOTH, &error), ==, size);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_is_closed (into_packed));
  close_file (packed);

  source = open_to_read (folder, name);
  from_source = garrow_native_file_get_input_stream (source);
  target = open_to_write (folder, "target.gz");
  into_target = garrow_native_file_get_output_stream (target);
  g_assert_cmpint (copy (into_target, from_source, CLOSE_BOTH, &error), ==, size);
  g_assert_no_error (error);
  g_assert_true (g_input_stream_is_closed (from_source));
  g_assert_false (garrow_native_file_is_closed (source));
  close_file (target);

  g_set_object (&target, NULL);
  target = open_to_read (folder, "target.gz");
  from_target = garrow_native_file_get_input_stream (target);
  g_assert_cmpint (copy (their_target, from_target, CLOSE_BOTH, &error), ==, size);
  g_assert_no_error (error);
  copied = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (their_target));
  g_assert_true (g_bytes_equal (copied, text));
}

static void
test_splice (Folder *folder, gconstpointer suffix)
{
  check_splice (folder, suffix, splice);
}

static void
test_splice_async (Folder *folder, gconstpointer suffix)
{
  check_splice (folder, suffix, splice_async);
}

/* 5: neither a source that is damaged nor a target that is full goes unnoticed. */
static void
check_failing_splice (Folder *folder, Splice copy)
{
  g_autoptr (GBytes) text = make_lines (1000);
  g_autoptr (GArrowNativeFile) source = NULL;
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GInputStream) whole = g_memory_input_stream_new_from_bytes (text);
  g_autoptr (GArrowResizableBuffer) small = garrow_resizable_buffer_new (100, NULL);
  g_autoptr (GArrowFixedSizeBufferWriter) target =
    garrow_fixed_size_buffer_writer_new (GARROW_BUFFER (small), NULL);
  g_autoptr (GOutputStream) output =
    garrow_native_file_get_output_stream (GARROW_NATIVE_FILE (target));
  g_autoptr (GError) error = NULL;

  write_whole (folder, "cut.gz", text);
  cut_file (folder, "cut.gz", 9);
  source = open_to_read (folder, "cut.gz");
  input = garrow_native_file_get_input_stream (source);
  g_assert_cmpint (copy (memory, input, 0, &error), ==, -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_TRUNCATED);
  g_clear_error (&error);

  g_assert_cmpint (copy (output, whole, 0, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

static void
test_failing_splice (Folder *folder, gconstpointer data)
{
  (void)data;
  check_failing_splice (folder, splice);
}

static void
test_failing_splice_async (Folder *folder, gconstpointer data)
{
  (void)data;
  check_failing_splice (folder, splice_async);
}

static GBytes *
read_async (GInputStream *input, gsize count, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) done = NULL;

  g_input_stream_read_bytes_async (input, count, 0, cancellable, keep_result, &result);
  done = wait_for_result (&result);
  return g_input_stream_read_bytes_finish (input, done, error);
}

/* All of a file in pieces; in between, one that was cancelled takes nothing. */
static void
test_read_bytes_async (Folder *folder, gconstpointer suffix)
{
  g_autofree char *name = g_strconcat ("lines", suffix, NULL);
  g_autoptr (GCancellable) live = g_cancellable_new ();
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GBytes) text = make_lines (100000);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autoptr (GBytes) read = NULL;
  g_autoptr (GArrowNativeFile) file = NULL;
  g_autoptr (GInputStream) input = NULL;
  gsize size = 0;

  g_cancellable_cancel (cancelled);
  write_whole (folder, name, text);
  file = open_to_read (folder, name);
  input = garrow_native_file_get_input_stream (file);
  do {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) piece = read_async (input, 50000, live, &error);

    g_assert_no_error (error);
    size = g_bytes_get_size (piece);
    g_byte_array_append (all, g_bytes_get_data (piece, NULL), (guint)size);
    g_assert_null (read_async (input, 50000, cancelled, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, all->len);
  } while (size > 0);
  read = g_byte_array_free_to_bytes (g_steal_pointer (&all));
  g_assert_true (g_bytes_equal (read, text));
}

static void
test_write_and_skip_async (Folder *folder, gconstpointer suffix)
{
  g_autofree char *name = g_strconcat ("lines", suffix, NULL);
  g_autoptr (GBytes) text = make_lines (100000);
  g_autoptr (GArrowNativeFile) target = open_to_write (folder, name);
  g_autoptr (GOutputStream) output = garrow_native_file_get_output_stream (target);
  g_autoptr (GArrowNativeFile) source = NULL;
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) written = NULL;
  g_autoptr (GAsyncResult) flushed = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GAsyncResult) skipped = NULL;
  gsize size;
  gssize n;

  g_output_stream_write_all_async (output,
                                   g_bytes_get_data (text, NULL),
                                   g_bytes_get_size (text),
                                   G_PRIORITY_DEFAULT,
                                   NULL,
                                   keep_result,
                                   &result);
  written = wait_for_result (&result);
  g_assert_true (g_output_stream_write_all_finish (output, written, &size, NULL));
  g_assert_cmpuint (size, ==, g_bytes_get_size (text));
  g_output_stream_flush_async (output, 0, NULL, keep_result, &result);
  flushed = wait_for_result (&result);
  g_assert_true (g_output_stream_flush_finish (output, flushed, NULL));
  g_output_stream_close_async (output, 0, NULL, keep_result, &result);
  closed = wait_for_result (&result);
  g_assert_true (g_output_stream_close_finish (output, closed, NULL));
  close_file (target);

  source = open_to_read (folder, name);
  input = garrow_native_file_get_input_stream (source);
  g_input_stream_skip_async (input, 7, 0, NULL, keep_result, &result);
  skipped = wait_for_result (&result);
  n = g_input_stream_skip_finish (input, skipped, NULL);
  g_assert_cmpint (n, ==, 7);
  assert_bytes (garrow_native_file_read_line (source, NULL), "line 1\n");
}

/* Several pieces in one call, which streams of ours take one by one. */
static void
test_writev (Folder *folder, gconstpointer suffix)
{
  g_autofree char *name = g_strconcat ("text", suffix, NULL);
  GOutputVector pieces[] = {{"one\n", 4}, {"", 0}, {"two\n", 4}, {"three\n", 6}};
  g_autoptr (GArrowNativeFile) file = open_to_write (folder, name);
  g_autoptr (GOutputStream) output = garrow_native_file_get_output_stream (file);
  g_autoptr (GBytes) expected = g_bytes_new_static (TEXT, TEXT_SIZE);
  gsize size;

  g_assert_true (g_output_stream_writev_all (output,
                                             pieces,
                                             G_N_ELEMENTS (pieces),
                                             &size,
                                             NULL,
                                             NULL));
  g_assert_cmpuint (size, ==, TEXT_SIZE);
  close_file (file);
  assert_whole (folder, name, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_for_suffixes ("/splice/sync", test_splice);
  add_for_suffixes ("/splice/async", test_splice_async);
  add_test ("/splice/failing/sync", test_failing_splice);
  add_test ("/splice/failing/async", test_failing_splice_async);
  add_for_suffixes ("/splice/read-bytes", test_read_bytes_async);
  add_for_suffixes ("/splice/write-and-skip", test_write_and_skip_async);
  add_for_suffixes ("/splice/writev", test_writev);
  return g_test_run ();
}
