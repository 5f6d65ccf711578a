/* tests/files/test-streams.c: the GIO streams that a file hands out.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

static GArrowNativeFile *
open_file (Fixture *fixture, const char *mode)
{
  g_autoptr (GError) error = NULL;
  GArrowOSFile *file = garrow_os_file_new (fixture->path, mode, &error);

  g_assert_no_error (error);
  return GARROW_NATIVE_FILE (file);
}

static GArrowNativeFile *
new_text_reader (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (TEXT, TEXT_SIZE);

  return GARROW_NATIVE_FILE (garrow_buffer_reader_new_bytes (bytes));
}

static GArrowNativeFile *
new_writer (void)
{
  return GARROW_NATIVE_FILE (garrow_buffer_output_stream_new (NULL));
}

static GBytes *
get_written (GArrowNativeFile *writer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowBuffer) buffer =
    garrow_buffer_output_stream_getvalue (GARROW_BUFFER_OUTPUT_STREAM (writer), &error);

  g_assert_no_error (error);
  return garrow_buffer_get_data (buffer);
}

/* So many bytes that no window holds them all. */
static GBytes *
new_long_text (void)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < 400000; i++)
    g_string_append_printf (text, "line %d\n", i);
  return g_string_free_to_bytes (text);
}

static void
assert_line (GDataInputStream *stream, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line (stream, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, expected);
}

static void
test_lines (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_file (fixture, "r");
  g_autoptr (GInputStream) input = garrow_native_file_get_input_stream (file);
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (input);

  (void)data;
  assert_line (lines, "one");
  assert_line (lines, "two");
  assert_line (lines, "three");
  assert_line (lines, NULL);
}

static void
test_properties_give_new_streams (void)
{
  g_autoptr (GArrowNativeFile) file = new_text_reader ();
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GInputStream) other = NULL;
  g_autoptr (GOutputStream) output = NULL;

  g_object_get (file, "input-stream", &input, "output-stream", &output, NULL);
  g_object_get (file, "input-stream", &other, NULL);
  g_assert_true (G_IS_INPUT_STREAM (input) && G_IS_SEEKABLE (input));
  g_assert_true (G_IS_OUTPUT_STREAM (output) && G_IS_SEEKABLE (output));
  g_assert_true (input != other);
}

static void
test_splice_from_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) text = new_long_text ();
  g_autoptr (GArrowNativeFile) file = NULL;
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (GBytes) copy = NULL;
  g_autoptr (GError) error = NULL;

  (void)data;
  g_assert_true (g_file_set_contents (fixture->path,
                                      g_bytes_get_data (text, NULL),
                                      (gssize)g_bytes_get_size (text),
                                      NULL));
  file = open_file (fixture, "r");
  input = garrow_native_file_get_input_stream (file);
  g_assert_cmpint (g_output_stream_splice (output,
                                           input,
                                           G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE |
                                             G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                           NULL,
                                           &error),
                   ==,
                   (gssize)g_bytes_get_size (text));
  g_assert_no_error (error);
  copy = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (output));
  g_assert_true (g_bytes_equal (copy, text));
  g_assert_false (garrow_native_file_is_closed (file));
}

static void
test_splice_into_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFileInputStream) input = g_file_read (fixture->file, NULL, NULL);
  g_autoptr (GArrowNativeFile) file = new_writer ();
  g_autoptr (GOutputStream) output = garrow_native_file_get_output_stream (file);
  g_autoptr (GError) error = NULL;

  (void)data;
  g_assert_cmpint (g_output_stream_splice (output,
                                           G_INPUT_STREAM (input),
                                           G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE |
                                             G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                           NULL,
                                           &error),
                   ==,
                   TEXT_SIZE);
  g_assert_no_error (error);
  g_assert_true (write_text (file, "more", NULL));
  assert_bytes (get_written (file), TEXT "more");
}

/* Packed by GIO into one of our files, unpacked by GIO out of it, and that read as one of
 * our files again. */
static void
test_converters (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GConverter) packer =
    G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1));
  g_autoptr (GConverter) unpacker =
    G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GBytes) text = new_long_text ();
  g_autoptr (GArrowNativeFile) target = open_file (fixture, "w");
  g_autoptr (GOutputStream) output = garrow_native_file_get_output_stream (target);
  g_autoptr (GOutputStream) packed = g_converter_output_stream_new (output, packer);
  g_autoptr (GArrowNativeFile) source = NULL;
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GInputStream) unpacked = NULL;
  g_autoptr (GArrowGIOFile) file = NULL;
  g_autoptr (GBytes) copy = NULL;
  g_autoptr (GError) error = NULL;

  (void)data;
  g_assert_true (g_output_stream_write_all (packed,
                                            g_bytes_get_data (text, NULL),
                                            g_bytes_get_size (text),
                                            NULL,
                                            NULL,
                                            NULL));
  g_assert_true (g_output_stream_close (packed, NULL, NULL));
  g_assert_true (garrow_native_file_close (target, NULL));

  source = open_file (fixture, "r");
  input = garrow_native_file_get_input_stream (source);
  unpacked = g_converter_input_stream_new (input, unpacker);
  file = garrow_gio_file_new_for_input_stream (unpacked);
  copy = garrow_native_file_read_all (GARROW_NATIVE_FILE (file), &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (copy, text));
}

static void
test_position_is_shared (void)
{
  g_autoptr (GArrowNativeFile) file = new_text_reader ();
  g_autoptr (GInputStream) input = garrow_native_file_get_input_stream (file);
  g_autoptr (GInputStream) other = garrow_native_file_get_input_stream (file);

  assert_bytes (garrow_native_file_read_line (file, NULL), "one\n");
  assert_bytes (g_input_stream_read_bytes (input, 4, NULL, NULL), "two\n");
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 8);
  assert_bytes (g_input_stream_read_bytes (other, 100, NULL, NULL), "three\n");
  g_assert_cmpint (g_seekable_tell (G_SEEKABLE (input)), ==, TEXT_SIZE);
}

static void
assert_seeks (GSeekable *seekable, goffset offset, GSeekType type, goffset expected)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_seekable_seek (seekable, offset, type, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_seekable_tell (seekable), ==, expected);
}

static void
test_seek (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_file (fixture, "r+");
  g_autoptr (GInputStream) input = garrow_native_file_get_input_stream (file);
  g_autoptr (GOutputStream) output = garrow_native_file_get_output_stream (file);
  g_autoptr (GError) error = NULL;

  (void)data;
  g_assert_true (g_seekable_can_seek (G_SEEKABLE (input)));
  g_assert_true (g_seekable_can_seek (G_SEEKABLE (output)));
  assert_seeks (G_SEEKABLE (input), 4, G_SEEK_SET, 4);
  assert_bytes (g_input_stream_read_bytes (input, 2, NULL, NULL), "tw");
  assert_seeks (G_SEEKABLE (output), -2, G_SEEK_CUR, 4);
  g_assert_cmpint (g_output_stream_write (output, "TWO", 3, NULL, NULL), ==, 3);
  assert_seeks (G_SEEKABLE (input), -6, G_SEEK_END, 8);
  assert_bytes (g_input_stream_read_bytes (input, 100, NULL, NULL), "three\n");
  assert_contents (fixture, "one\nTWO\nthree\n");

  g_assert_false (g_seekable_seek (G_SEEKABLE (input), -1, G_SEEK_SET, NULL, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (g_seekable_seek (G_SEEKABLE (input), 0, (GSeekType)3, NULL, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  g_assert_cmpint (g_seekable_tell (G_SEEKABLE (output)), ==, TEXT_SIZE);
}

static void
test_truncate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_file (fixture, "r+");
  g_autoptr (GInputStream) input = garrow_native_file_get_input_stream (file);
  g_autoptr (GOutputStream) output = garrow_native_file_get_output_stream (file);
  g_autoptr (GError) error = NULL;

  (void)data;
  g_assert_false (g_seekable_can_truncate (G_SEEKABLE (input)));
  g_assert_false (g_seekable_truncate (G_SEEKABLE (input), 1, NULL, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);

  g_assert_true (g_seekable_can_truncate (G_SEEKABLE (output)));
  g_assert_false (g_seekable_truncate (G_SEEKABLE (output), -1, NULL, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  assert_contents (fixture, TEXT);
  g_assert_true (g_seekable_truncate (G_SEEKABLE (output), 4, NULL, NULL));
  assert_contents (fixture, "one\n");
  g_assert_true (garrow_native_file_close (file, NULL));
  g_assert_false (g_seekable_can_truncate (G_SEEKABLE (output)));
}

/* 123: what is skipped is counted, and the end is no trap. */
static void
test_skip (void)
{
  g_autoptr (GArrowNativeFile) file = new_text_reader ();
  g_autoptr (GInputStream) input = garrow_native_file_get_input_stream (file);

  g_assert_cmpint (g_input_stream_skip (input, 4, NULL, NULL), ==, 4);
  assert_bytes (g_input_stream_read_bytes (input, 4, NULL, NULL), "two\n");
  g_assert_cmpint (g_input_stream_skip (input, 100, NULL, NULL), ==, 6);
  g_assert_cmpint (g_input_stream_skip (input, 100, NULL, NULL), ==, 0);
  assert_seeks (G_SEEKABLE (input), 100, G_SEEK_SET, 100);
  g_assert_cmpint (g_input_stream_skip (input, 1, NULL, NULL), ==, 0);
  assert_bytes (g_input_stream_read_bytes (input, 1, NULL, NULL), "");
}

static void
test_closing_leaves_the_file_open (void)
{
  g_autoptr (GArrowNativeFile) file = new_text_reader ();
  g_autoptr (GInputStream) input = garrow_native_file_get_input_stream (file);
  g_autoptr (GError) error = NULL;

  assert_bytes (g_input_stream_read_bytes (input, 4, NULL, NULL), "one\n");
  g_assert_true (g_input_stream_close (input, NULL, NULL));
  g_assert_null (g_input_stream_read_bytes (input, 4, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_assert_false (garrow_native_file_is_closed (file));
  assert_bytes (garrow_native_file_read_line (file, NULL), "two\n");
}

static void
test_closing_flushes_the_file (void)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) buffered = g_buffered_output_stream_new (memory);
  g_autoptr (GArrowGIOFile) file = garrow_gio_file_new_for_output_stream (buffered);
  g_autoptr (GOutputStream) output =
    garrow_native_file_get_output_stream (GARROW_NATIVE_FILE (file));

  g_assert_cmpint (g_output_stream_write (output, "now", 3, NULL, NULL), ==, 3);
  g_assert_cmpuint (
    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)),
    ==,
    0);
  g_assert_true (g_output_stream_close (output, NULL, NULL));
  g_assert_cmpuint (
    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)),
    ==,
    3);
  g_assert_false (garrow_native_file_is_closed (GARROW_NATIVE_FILE (file)));
}

static void
test_streams_hold_the_file (void)
{
  GArrowNativeFile *file = new_text_reader ();
  g_autoptr (GInputStream) input = garrow_native_file_get_input_stream (file);

  g_object_add_weak_pointer (G_OBJECT (file), (gpointer *)&file);
  g_object_unref (file);
  g_assert_nonnull (file);
  assert_bytes (g_input_stream_read_bytes (input, 3, NULL, NULL), "one");
  g_clear_object (&input);
  g_assert_null (file);
}

/* 49 */
static void
test_closed_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_file (fixture, "r+");
  g_autoptr (GInputStream) input = garrow_native_file_get_input_stream (file);
  g_autoptr (GOutputStream) output = garrow_native_file_get_output_stream (file);
  g_autoptr (GError) error = NULL;

  (void)data;
  g_assert_true (garrow_native_file_close (file, NULL));
  g_assert_null (g_input_stream_read_bytes (input, 1, NULL, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_cmpint (g_input_stream_skip (input, 1, NULL, &error), ==, -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_cmpint (g_output_stream_write (output, "x", 1, NULL, &error), ==, -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (g_output_stream_flush (output, NULL, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
  g_assert_false (g_seekable_can_seek (G_SEEKABLE (input)));
  g_assert_cmpint (g_seekable_tell (G_SEEKABLE (input)), ==, 0);
}

static void
test_wrong_direction (void)
{
  g_autoptr (GArrowNativeFile) reader = new_text_reader ();
  g_autoptr (GArrowNativeFile) writer = new_writer ();
  g_autoptr (GInputStream) input = garrow_native_file_get_input_stream (writer);
  g_autoptr (GOutputStream) output = garrow_native_file_get_output_stream (reader);
  g_autoptr (GError) error = NULL;

  g_assert_null (g_input_stream_read_bytes (input, 1, NULL, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_cmpint (g_output_stream_write (output, "x", 1, NULL, &error), ==, -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_assert_true (g_output_stream_close (output, NULL, NULL));
}

static void
test_file_that_cannot_seek (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "echo", "one two", NULL);
  g_autoptr (GArrowGIOFile) file = NULL;
  g_autoptr (GInputStream) input = NULL;

  g_assert_no_error (error);
  file = garrow_gio_file_new_for_input_stream (g_subprocess_get_stdout_pipe (child));
  input = garrow_native_file_get_input_stream (GARROW_NATIVE_FILE (file));
  g_assert_false (g_seekable_can_seek (G_SEEKABLE (input)));
  g_assert_false (g_seekable_seek (G_SEEKABLE (input), 1, G_SEEK_SET, NULL, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_assert_cmpint (g_input_stream_skip (input, 4, NULL, NULL), ==, 4);
  g_assert_cmpint (g_seekable_tell (G_SEEKABLE (input)), ==, 4);
  assert_bytes (g_input_stream_read_bytes (input, 100, NULL, NULL), "two\n");
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_file (fixture, "r+");
  g_autoptr (GInputStream) input = garrow_native_file_get_input_stream (file);
  g_autoptr (GOutputStream) output = garrow_native_file_get_output_stream (file);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  (void)data;
  g_cancellable_cancel (cancellable);
  g_assert_null (g_input_stream_read_bytes (input, 1, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (g_input_stream_skip (input, 1, cancellable, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (g_output_stream_write (output, "x", 1, cancellable, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (
    g_seekable_seek (G_SEEKABLE (input), 1, G_SEEK_SET, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 0);
  assert_contents (fixture, TEXT);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  (void)source;
  *(GAsyncResult **)data = g_object_ref (result);
}

static void
test_async (void)
{
  g_autoptr (GArrowNativeFile) file = new_text_reader ();
  g_autoptr (GInputStream) input = garrow_native_file_get_input_stream (file);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_input_stream_read_bytes_async (input,
                                   4,
                                   G_PRIORITY_DEFAULT,
                                   NULL,
                                   keep_result,
                                   &result);
  g_assert_false (g_seekable_seek (G_SEEKABLE (input), 8, G_SEEK_SET, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  assert_bytes (g_input_stream_read_bytes_finish (input, result, NULL), "one\n");
}

#define ADD(name, test)                                                                  \
  g_test_add ("/streams/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("lines", test_lines);
  g_test_add_func ("/streams/properties", test_properties_give_new_streams);
  ADD ("splice/from-file", test_splice_from_file);
  ADD ("splice/into-file", test_splice_into_file);
  ADD ("converters", test_converters);
  g_test_add_func ("/streams/position", test_position_is_shared);
  ADD ("seek", test_seek);
  ADD ("truncate", test_truncate);
  g_test_add_func ("/streams/skip", test_skip);
  g_test_add_func ("/streams/close/leaves-open", test_closing_leaves_the_file_open);
  g_test_add_func ("/streams/close/flushes", test_closing_flushes_the_file);
  g_test_add_func ("/streams/lifetime", test_streams_hold_the_file);
  ADD ("closed", test_closed_file);
  g_test_add_func ("/streams/wrong-direction", test_wrong_direction);
  g_test_add_func ("/streams/no-seek", test_file_that_cannot_seek);
  ADD ("cancelled", test_cancelled);
  g_test_add_func ("/streams/async", test_async);
  return g_test_run ();
}
