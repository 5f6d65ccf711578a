/* tests/streams/test-buffered-streams.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/arrow-io-glib.h>
#include <string.h>

static GArrowNativeFile *
open_reader (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return GARROW_NATIVE_FILE (garrow_buffer_reader_new_bytes (bytes));
}

static GArrowNativeFile *
read_buffered (GArrowNativeFile *raw, gint64 size)
{
  return (GArrowNativeFile *)garrow_buffered_input_stream_new (raw, size, NULL, NULL);
}

static GArrowNativeFile *
write_buffered (GArrowNativeFile *raw, gint64 size)
{
  return (GArrowNativeFile *)garrow_buffered_output_stream_new (raw, size, NULL, NULL);
}

static gboolean
write_text (GArrowNativeFile *file, const char *text, GError **error)
{
  return garrow_native_file_write (file,
                                   (const guint8 *)text,
                                   (gint64)strlen (text),
                                   error);
}

static void
assert_read (GArrowNativeFile *file, gint64 n_bytes, const char *expected)
{
  g_autoptr (GBytes) bytes = garrow_native_file_read (file, n_bytes, NULL);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_cmpuint (size, ==, strlen (expected));
  g_assert_true (memcmp (data, expected, size) == 0);
}

static void
assert_at (GArrowNativeFile *file, gint64 position)
{
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, position);
}

/* 70, 73: so much at a time, and what is not smaller goes past. */
static void
test_read (void)
{
  g_autoptr (GArrowNativeFile) raw = open_reader ("abcdefghijklmnopqrstuvwxyz");
  g_autoptr (GArrowNativeFile) file = NULL;

  assert_read (raw, 1, "a");
  file = read_buffered (raw, 4);
  assert_at (file, 1);
  assert_at (raw, 1);
  assert_read (file, 2, "bc");
  assert_at (raw, 5);
  assert_at (file, 3);
  assert_read (file, 6, "defghi");
  assert_at (raw, 9);
  assert_at (file, 9);
  assert_read (file, 1, "j");
  assert_at (raw, 13);
  assert_read (file, 100, "klmnopqrstuvwxyz");
  assert_read (file, 1, "");
}

/* 70: what was read ahead is given back; 8: twice is an error. */
static void
test_detach_reader (void)
{
  g_autoptr (GArrowNativeFile) raw = open_reader ("abcdefgh");
  g_autoptr (GArrowNativeFile) file = read_buffered (raw, 4);
  g_autoptr (GArrowNativeFile) detached = NULL;
  g_autoptr (GError) error = NULL;

  assert_read (file, 2, "ab");
  detached =
    garrow_buffered_input_stream_detach (GARROW_BUFFERED_INPUT_STREAM (file), NULL);
  g_assert_true (detached == raw);
  g_assert_true (garrow_native_file_is_closed (file));
  g_assert_false (garrow_native_file_is_closed (raw));
  assert_at (raw, 2);
  assert_read (raw, 2, "cd");
  g_assert_null (
    garrow_buffered_input_stream_detach (GARROW_BUFFERED_INPUT_STREAM (file), &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
  g_clear_object (&file);
  assert_read (raw, 100, "efgh");
}

/* Nothing is lost either if the file below cannot seek. */
static void
test_detach_stream (void)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data ("abcdefgh", 8, NULL);
  g_autoptr (GInputStream) plain = g_buffered_input_stream_new (stream);
  g_autoptr (GConverter) none =
    G_CONVERTER (g_charset_converter_new ("UTF-8", "UTF-8", NULL));
  g_autoptr (GInputStream) unseekable = g_converter_input_stream_new (plain, none);
  g_autoptr (GArrowNativeFile) raw =
    GARROW_NATIVE_FILE (garrow_gio_file_new_for_input_stream (unseekable));
  g_autoptr (GArrowNativeFile) file = read_buffered (raw, 5);
  g_autoptr (GArrowNativeFile) detached = NULL;

  g_assert_false (garrow_native_file_seekable (raw));
  assert_read (file, 2, "ab");
  detached =
    garrow_buffered_input_stream_detach (GARROW_BUFFERED_INPUT_STREAM (file), NULL);
  assert_at (raw, 2);
  assert_read (raw, 100, "cdefgh");
}

static void
test_buffer_size (void)
{
  g_autoptr (GArrowNativeFile) raw = open_reader ("abcdefgh");
  g_autoptr (GArrowNativeFile) file = read_buffered (raw, 4);
  GArrowBufferedInputStream *stream = GARROW_BUFFERED_INPUT_STREAM (file);
  static const gint64 bad[] = {0, -1, 2};
  g_autoptr (GError) error = NULL;

  assert_read (file, 1, "a");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_assert_false (
      garrow_buffered_input_stream_set_buffer_size (stream, bad[i], &error));
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
    g_clear_error (&error);
  }
  g_assert_cmpint (garrow_buffered_input_stream_get_buffer_size (stream), ==, 4);
  g_assert_true (garrow_buffered_input_stream_set_buffer_size (stream, 3, NULL));
  g_assert_cmpint (garrow_buffered_input_stream_get_buffer_size (stream), ==, 3);
  assert_read (file, 4, "bcde");
  assert_at (raw, 7);
}

/* 71: a write that would fill the buffer empties it first. */
static void
test_write (void)
{
  g_autoptr (GArrowNativeFile) raw =
    GARROW_NATIVE_FILE (garrow_mock_output_stream_new ());
  g_autoptr (GArrowNativeFile) file = write_buffered (raw, 4);
  static const struct
  {
    const char *text;
    gint64 raw_at;
  } writes[] = {{"ab", 0}, {"cd", 2}, {"e", 2}, {"", 2}, {"fghi", 9}, {"j", 9}};
  gint64 position = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (writes); i++) {
    g_assert_true (write_text (file, writes[i].text, NULL));
    position += (gint64)strlen (writes[i].text);
    assert_at (file, position);
    assert_at (raw, writes[i].raw_at);
  }
  g_assert_true (garrow_native_file_flush (file, NULL));
  assert_at (raw, 10);
  g_assert_true (write_text (file, "k", NULL));
  g_assert_true (garrow_native_file_close (file, NULL));
  assert_at (raw, 11);
  g_assert_true (garrow_native_file_is_closed (raw)); /* 72 */
}

/* 8 */
static void
test_detach_writer (void)
{
  g_autoptr (GArrowNativeFile) raw =
    GARROW_NATIVE_FILE (garrow_mock_output_stream_new ());
  g_autoptr (GArrowNativeFile) file = write_buffered (raw, 100);
  g_autoptr (GArrowNativeFile) detached = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (write_text (file, "ab", NULL));
  detached =
    garrow_buffered_output_stream_detach (GARROW_BUFFERED_OUTPUT_STREAM (file), NULL);
  g_assert_true (detached == raw);
  assert_at (raw, 2);
  g_assert_true (garrow_native_file_is_closed (file));
  g_assert_null (
    garrow_buffered_output_stream_detach (GARROW_BUFFERED_OUTPUT_STREAM (file), &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
  g_assert_true (write_text (raw, "c", NULL));
}

/* 71, 72: whatever fails, the file below is closed, and all that follows fails too. */
static void
test_full (void)
{
  g_autoptr (GArrowNativeFile) raw =
    GARROW_NATIVE_FILE (garrow_os_file_new ("/dev/full", "w", NULL));
  g_autoptr (GArrowNativeFile) file = write_buffered (raw, 100);
  GArrowBufferedOutputStream *stream = GARROW_BUFFERED_OUTPUT_STREAM (file);
  g_autoptr (GError) error = NULL;

  g_assert_true (write_text (file, "ab", NULL));
  g_assert_false (garrow_native_file_flush (file, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_clear_error (&error);
  g_assert_false (write_text (file, "c", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_clear_error (&error);
  g_assert_null (garrow_buffered_output_stream_detach (stream, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_clear_error (&error);
  g_assert_false (garrow_native_file_is_closed (file));
  g_assert_false (garrow_native_file_close (file, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_true (garrow_native_file_is_closed (raw));
}

/* 52: only what is not written yet is worth a warning. */
static void
test_dropped (void)
{
  g_autoptr (GArrowNativeFile) raw =
    GARROW_NATIVE_FILE (garrow_mock_output_stream_new ());
  GArrowNativeFile *file = write_buffered (raw, 100);

  g_object_unref (file);
  g_assert_true (garrow_native_file_is_closed (raw));

  g_clear_object (&raw);
  raw = GARROW_NATIVE_FILE (garrow_mock_output_stream_new ());
  file = write_buffered (raw, 100);
  g_assert_true (write_text (file, "ab", NULL));
  g_test_expect_message ("ArrowIO",
                         G_LOG_LEVEL_WARNING,
                         "*dropped without being closed; its data is written now");
  g_object_unref (file);
  g_test_assert_expected_messages ();
  assert_at (raw, 2);
}

/* 70 */
static void
test_refuses (void)
{
  g_autoptr (GArrowNativeFile) reader = open_reader ("a");
  g_autoptr (GArrowNativeFile) writer =
    GARROW_NATIVE_FILE (garrow_mock_output_stream_new ());
  g_autoptr (GError) error = NULL;

  for (gint64 size = -1; size <= 0; size++) {
    g_assert_null (garrow_buffered_input_stream_new (reader, size, NULL, &error));
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
    g_assert_nonnull (strstr (error->message, "Buffer size must be larger than zero"));
    g_clear_error (&error);
    g_assert_null (garrow_buffered_output_stream_new (writer, size, NULL, &error));
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
    g_clear_error (&error);
  }
  g_assert_null (garrow_buffered_input_stream_new (writer, 4, NULL, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_null (garrow_buffered_output_stream_new (reader, 4, NULL, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_null (garrow_buffered_output_stream_new (writer, G_MAXINT64, NULL, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_OUT_OF_MEMORY);
}

/* 117: the buffer is below the compression. */
static void
test_options (void)
{
  g_autoptr (GArrowStreamOptions) options = garrow_stream_options_new ();
  g_autoptr (GArrowNativeFile) raw =
    GARROW_NATIVE_FILE (garrow_mock_output_stream_new ());
  g_autoptr (GArrowNativeFile) file = NULL;
  g_autoptr (GArrowCodec) codec =
    garrow_codec_new ("gzip", GARROW_COMPRESSION_LEVEL_DEFAULT, NULL);
  g_autoptr (GArrowBuffer) plain =
    garrow_buffer_new ((const guint8 *)"columnar", 8, NULL);
  g_autoptr (GArrowBuffer) compressed = garrow_codec_compress (codec, plain, NULL, NULL);
  GArrowNativeFile *below;

  garrow_stream_options_set_buffer_size (options, 1000);
  garrow_stream_options_set_compression (options, "gzip");
  file = garrow_output_stream_for_object (G_OBJECT (raw), options, NULL);
  g_assert_true (GARROW_IS_COMPRESSED_OUTPUT_STREAM (file));
  below =
    garrow_compressed_output_stream_get_raw (GARROW_COMPRESSED_OUTPUT_STREAM (file));
  g_assert_true (GARROW_IS_BUFFERED_OUTPUT_STREAM (below));
  g_assert_true (write_text (file, "columnar", NULL));
  g_assert_true (garrow_native_file_close (file, NULL));
  assert_at (raw, garrow_buffer_get_size (compressed));

  garrow_stream_options_set_compression (options, NULL);
  g_clear_object (&raw);
  g_clear_object (&file);
  raw = open_reader ("columnar");
  file = garrow_input_stream_for_object (G_OBJECT (raw), options, NULL);
  g_assert_true (GARROW_IS_BUFFERED_INPUT_STREAM (file));
  assert_read (file, 100, "columnar");
}

/* A file below that was closed is not touched, nor complained about for nothing. */
static void
test_raw_is_closed_first (void)
{
  g_autoptr (GArrowNativeFile) raw = open_reader ("abcdefgh");
  g_autoptr (GArrowNativeFile) reader = read_buffered (raw, 4);
  g_autoptr (GArrowNativeFile) out =
    GARROW_NATIVE_FILE (garrow_buffer_output_stream_new (NULL));
  g_autoptr (GArrowNativeFile) writer = write_buffered (out, 4);
  g_autoptr (GError) error = NULL;

  assert_read (reader, 1, "a");
  g_assert_true (garrow_native_file_close (raw, NULL));
  g_assert_null (
    garrow_buffered_input_stream_detach (GARROW_BUFFERED_INPUT_STREAM (reader), &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
  g_clear_error (&error);

  g_assert_true (write_text (writer, "ab", NULL));
  g_assert_true (garrow_native_file_flush (writer, NULL));
  g_assert_true (garrow_native_file_close (out, NULL));
  g_assert_true (garrow_native_file_close (writer, &error));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/buffered-streams/read", test_read);
  g_test_add_func ("/buffered-streams/detach-reader", test_detach_reader);
  g_test_add_func ("/buffered-streams/detach-stream", test_detach_stream);
  g_test_add_func ("/buffered-streams/buffer-size", test_buffer_size);
  g_test_add_func ("/buffered-streams/write", test_write);
  g_test_add_func ("/buffered-streams/detach-writer", test_detach_writer);
  g_test_add_func ("/buffered-streams/full", test_full);
  g_test_add_func ("/buffered-streams/dropped", test_dropped);
  g_test_add_func ("/buffered-streams/refuses", test_refuses);
  g_test_add_func ("/buffered-streams/options", test_options);
  g_test_add_func ("/buffered-streams/raw-is-closed-first", test_raw_is_closed_first);
  return g_test_run ();
}
