/* tests/files/test-gio-stream.c: GArrowGIOFile over streams.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

static GArrowNativeFile *
new_reader (GInputStream *stream)
{
  return GARROW_NATIVE_FILE (garrow_gio_file_new_for_input_stream (stream));
}

static GArrowNativeFile *
new_text_reader (void)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (TEXT, TEXT_SIZE, NULL);

  return new_reader (stream);
}

/* A stream that gives "abcdefgh", three bytes at a time at most; before the last two it
 * once does what fail does. */

#define TYPE_HALF_WAY (half_way_get_type ())
G_DECLARE_FINAL_TYPE (HalfWay, half_way, HALF, WAY, GInputStream)

struct _HalfWay
{
  GInputStream parent_instance;
  gsize position;
  gboolean failed;
  gssize (*fail) (gsize count, GError **error);
};

G_DEFINE_FINAL_TYPE (HalfWay, half_way, G_TYPE_INPUT_STREAM)

static gssize
half_way_read (GInputStream *stream,
               void *buffer,
               gsize count,
               GCancellable *cancellable,
               GError **error)
{
  HalfWay *self = HALF_WAY (stream);
  gsize end = self->failed ? 8 : 6;
  gsize n = MIN (MIN (count, 3), end - self->position);

  (void)cancellable;
  if (n == 0 && !self->failed) {
    self->failed = TRUE;
    return self->fail (count, error);
  }
  memcpy (buffer, &"abcdefgh"[self->position], n);
  self->position += n;
  return (gssize)n;
}

static void
half_way_class_init (HalfWayClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = half_way_read;
}

static void
half_way_init (HalfWay *self)
{
  (void)self;
}

static gssize
fail_half_way (gsize count, GError **error)
{
  (void)count;
  g_set_error_literal (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_INTERNAL, "half way");
  return -1;
}

static gssize
fail_without_words (gsize count, GError **error)
{
  (void)count;
  (void)error;
  return -1;
}

static gssize
claim_too_much (gsize count, GError **error)
{
  (void)error;
  return (gssize)count + 1;
}

static GArrowNativeFile *
new_half_way_reader (gssize (*fail) (gsize count, GError **error))
{
  g_autoptr (GInputStream) stream = g_object_new (TYPE_HALF_WAY, NULL);

  HALF_WAY (stream)->fail = fail;
  return new_reader (stream);
}

static void
test_starts_where_the_stream_stands (void)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (TEXT, TEXT_SIZE, NULL);
  g_autoptr (GArrowNativeFile) file = NULL;

  g_assert_cmpint (g_input_stream_skip (stream, 4, NULL, NULL), ==, 4);
  file = new_reader (stream);
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 4);
  assert_bytes (garrow_native_file_read_line (file, NULL), "two\n");
  g_assert_cmpint (garrow_native_file_seek (file, 0, GARROW_SEEK_WHENCE_SET, NULL),
                   ==,
                   0);
  assert_bytes (garrow_native_file_read_line (file, NULL), "one\n");
}

/* 29 */
static void
test_read_at_moves_nothing (void)
{
  g_autoptr (GArrowNativeFile) file = new_text_reader ();

  assert_bytes (garrow_native_file_read_at (file, 5, 8, NULL), "three");
  assert_bytes (garrow_native_file_read_line (file, NULL), "one\n");
  assert_bytes (garrow_native_file_read_at (file, 3, 0, NULL), "one");
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 4);
  assert_bytes (garrow_native_file_read (file, 3, NULL), "two");
}

/* 13, 19, 25, 30 */
static void
test_beyond_the_end (void)
{
  g_autoptr (GArrowNativeFile) file = new_text_reader ();

  assert_bytes (garrow_native_file_read_at (file, 4, TEXT_SIZE + 1, NULL), "");
  g_assert_cmpint (garrow_native_file_seek (file, 100, GARROW_SEEK_WHENCE_SET, NULL),
                   ==,
                   100);
  assert_bytes (garrow_native_file_read (file, 4, NULL), "");
  assert_bytes (garrow_native_file_read_all (file, NULL), "");
  g_assert_cmpint (garrow_native_file_size (file, NULL), ==, TEXT_SIZE);
  g_assert_cmpint (garrow_native_file_seek (file, -6, GARROW_SEEK_WHENCE_END, NULL),
                   ==,
                   8);
  assert_bytes (garrow_native_file_read (file, 100, NULL), "three\n");
}

/* 20, 26, 30 */
static void
test_negative (void)
{
  g_autoptr (GArrowNativeFile) file = new_text_reader ();
  g_autoptr (GError) error = NULL;

  g_assert_null (garrow_native_file_read (file, -1, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (garrow_native_file_read_at (file, 1, -1, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpint (garrow_native_file_seek (file, -1, GARROW_SEEK_WHENCE_SET, &error),
                   ==,
                   -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);

  assert_bytes (garrow_native_file_read (file, 0, NULL), "");
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 0);
  assert_bytes (garrow_native_file_read (file, 3, NULL), "one");
}

static void
test_wrong_direction (void)
{
  g_autoptr (GArrowNativeFile) reader = new_text_reader ();
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GArrowNativeFile) writer =
    GARROW_NATIVE_FILE (garrow_gio_file_new_for_output_stream (stream));
  g_autoptr (GError) error = NULL;

  g_assert_false (write_text (reader, "x", &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_null (garrow_native_file_read (writer, 1, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_assert_true (garrow_native_file_flush (reader, NULL));
}

static void
test_memory_output (void)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GArrowNativeFile) file =
    GARROW_NATIVE_FILE (garrow_gio_file_new_for_output_stream (stream));
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);

  g_assert_true (write_text (file, "columnar", NULL));
  g_assert_true (garrow_native_file_write_bytes (file, empty, NULL));
  g_assert_cmpint (garrow_native_file_size (file, NULL), ==, 8);
  g_assert_cmpint (garrow_native_file_seek (file, 6, GARROW_SEEK_WHENCE_SET, NULL),
                   ==,
                   6);
  g_assert_true (write_text (file, "ns", NULL));
  g_assert_true (garrow_native_file_close (file, NULL));
  g_assert_true (g_output_stream_is_closed (stream));
  assert_bytes (g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream)),
                "columnns");
}

static void
test_failed_write_moves_nothing (void)
{
  char memory[8] = {0};
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new (memory, 8, NULL, NULL);
  g_autoptr (GArrowNativeFile) file =
    GARROW_NATIVE_FILE (garrow_gio_file_new_for_output_stream (stream));
  g_autoptr (GError) error = NULL;

  g_assert_true (write_text (file, "12", NULL));
  g_assert_false (write_text (file, "seven b", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 2);
  g_assert_true (write_text (file, "345678", NULL));
  g_assert_cmpint (memcmp (memory, "12345678", 8), ==, 0);
}

/* Bytes through gzip and back, more than is read ahead at once. */
static void
test_stream_that_cannot_seek (void)
{
  const int n_lines = 200000;
  g_autoptr (GConverter) packer =
    G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1));
  g_autoptr (GConverter) unpacker =
    G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) packed = g_converter_output_stream_new (memory, packer);
  g_autoptr (GArrowNativeFile) writer =
    GARROW_NATIVE_FILE (garrow_gio_file_new_for_output_stream (packed));
  g_autoptr (GArrowNativeFile) reader = NULL;
  g_autoptr (GInputStream) source = NULL;
  g_autoptr (GInputStream) unpacked = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < n_lines; i++) {
    g_autofree char *line = g_strdup_printf ("line %d\n", i);

    g_assert_true (write_text (writer, line, NULL));
  }
  g_assert_true (garrow_native_file_close (writer, NULL));

  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  source = g_memory_input_stream_new_from_bytes (bytes);
  unpacked = g_converter_input_stream_new (source, unpacker);
  reader = new_reader (unpacked);
  g_assert_false (garrow_native_file_seekable (reader));
  g_assert_cmpint (garrow_native_file_seek (reader, 0, GARROW_SEEK_WHENCE_SET, &error),
                   ==,
                   -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_cmpint (garrow_native_file_size (reader, &error), ==, -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_assert_nonnull (strstr (error->message, "GConverterInputStream"));

  for (int i = 0; i < n_lines; i++) {
    g_autofree char *line = g_strdup_printf ("line %d\n", i);

    assert_bytes (garrow_native_file_read_line (reader, NULL), line);
  }
  assert_bytes (garrow_native_file_read_line (reader, NULL), "");
}

static void
test_child_process (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                      &error,
                      "sort",
                      NULL);
  g_autoptr (GArrowNativeFile) to = NULL;
  g_autoptr (GArrowNativeFile) from = NULL;

  g_assert_no_error (error);
  to = GARROW_NATIVE_FILE (
    garrow_gio_file_new_for_output_stream (g_subprocess_get_stdin_pipe (child)));
  from = new_reader (g_subprocess_get_stdout_pipe (child));
  g_assert_false (garrow_native_file_seekable (to));
  g_assert_false (garrow_native_file_seekable (from));

  g_assert_true (write_text (to, "b\na\n", NULL));
  g_assert_true (garrow_native_file_close (to, NULL));
  assert_bytes (garrow_native_file_read_line (from, NULL), "a\n");
  g_assert_cmpint (garrow_native_file_tell (from, NULL), ==, 2);
  assert_bytes (garrow_native_file_read_all (from, NULL), "b\n");
  g_assert_true (g_subprocess_wait_check (child, NULL, NULL));
}

/* What was read ahead of a stream that cannot seek is still there after a write. */
static void
test_both_directions (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                      &error,
                      "cat",
                      NULL);
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GArrowNativeFile) file = NULL;

  g_assert_no_error (error);
  stream = g_simple_io_stream_new (g_subprocess_get_stdout_pipe (child),
                                   g_subprocess_get_stdin_pipe (child));
  file = GARROW_NATIVE_FILE (garrow_gio_file_new_for_io_stream (stream));
  g_assert_cmpstr (garrow_native_file_get_mode (file), ==, "rb+");

  g_assert_true (write_text (file, "one\ntwo\n", NULL));
  assert_bytes (garrow_native_file_read_line (file, NULL), "one\n");
  g_assert_true (write_text (file, "three\n", NULL));
  assert_bytes (garrow_native_file_read_line (file, NULL), "two\n");
  assert_bytes (garrow_native_file_read_line (file, NULL), "three\n");
  g_assert_true (garrow_native_file_close (file, NULL));
  g_assert_true (g_io_stream_is_closed (stream));
}

/* 4: short reads go on; 109, 115: an error crosses as it is, and takes nothing along. */
static void
test_error_half_way (void)
{
  g_autoptr (GArrowNativeFile) file = new_half_way_reader (fail_half_way);
  g_autoptr (GError) error = NULL;

  assert_bytes (garrow_native_file_read (file, 2, NULL), "ab");
  g_assert_null (garrow_native_file_read (file, 6, &error));
  g_assert_error (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_INTERNAL);
  g_assert_cmpstr (error->message, ==, "half way");
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 2);
  assert_bytes (garrow_native_file_read (file, 6, NULL), "cdefgh");
}

static void
test_error_half_way_through_the_rest (void)
{
  g_autoptr (GArrowNativeFile) file = new_half_way_reader (fail_half_way);
  g_autoptr (GError) error = NULL;

  g_assert_null (garrow_native_file_read_all (file, &error));
  g_assert_error (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_INTERNAL);
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 0);
  assert_bytes (garrow_native_file_read_all (file, NULL), "abcdefgh");
}

static void
test_error_half_way_through_a_line (void)
{
  g_autoptr (GArrowNativeFile) file = new_half_way_reader (fail_half_way);
  g_autoptr (GError) error = NULL;

  g_assert_null (garrow_native_file_read_line (file, &error));
  g_assert_error (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_INTERNAL);
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 0);
  assert_bytes (garrow_native_file_read_line (file, NULL), "abcdefgh");
}

/* 2: streams that scripts implement may break the rules. */
static void
test_broken_streams (void)
{
  gssize (*const faults[]) (gsize, GError **) = {fail_without_words, claim_too_much};

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++) {
    g_autoptr (GArrowNativeFile) file = new_half_way_reader (faults[i]);
    g_autoptr (GError) error = NULL;

    g_assert_null (garrow_native_file_read (file, 8, &error));
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_FOREIGN);
    g_assert_nonnull (strstr (error->message, "HalfWay"));
    assert_bytes (garrow_native_file_read (file, 8, NULL), "abcdefgh");
  }
}

/* 49 */
static void
test_closed (void)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (TEXT, TEXT_SIZE, NULL);
  g_autoptr (GArrowNativeFile) file = new_reader (stream);
  g_autoptr (GError) error = NULL;

  g_assert_true (garrow_native_file_close (file, NULL));
  g_assert_true (garrow_native_file_close (file, NULL));
  g_assert_true (garrow_native_file_is_closed (file));
  g_assert_true (g_input_stream_is_closed (stream));
  g_assert_false (garrow_native_file_readable (file));
  g_assert_false (garrow_native_file_seekable (file));
  g_assert_cmpstr (garrow_native_file_get_mode (file), ==, "rb");

  g_assert_null (garrow_native_file_read (file, 1, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_cmpint (garrow_native_file_tell (file, &error), ==, -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_cmpint (garrow_native_file_size (file, &error), ==, -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
}

/* 52 */
static void
test_dropping_closes (void)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_buffered_output_stream_new (memory);
  GArrowNativeFile *file =
    GARROW_NATIVE_FILE (garrow_gio_file_new_for_output_stream (stream));

  g_assert_true (write_text (file, "kept", NULL));
  g_object_unref (file);
  g_assert_true (g_output_stream_is_closed (stream));
  assert_bytes (g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory)),
                "kept");
}

static void
test_flush (void)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_buffered_output_stream_new (memory);
  g_autoptr (GArrowNativeFile) file =
    GARROW_NATIVE_FILE (garrow_gio_file_new_for_output_stream (stream));

  g_assert_true (write_text (file, "now", NULL));
  g_assert_cmpuint (
    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)),
    ==,
    0);
  g_assert_true (garrow_native_file_flush (file, NULL));
  g_assert_cmpuint (
    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)),
    ==,
    3);
}

static void
test_errors_of_flush_and_close (void)
{
  char memory[2];
  g_autoptr (GOutputStream) small = g_memory_output_stream_new (memory, 2, NULL, NULL);
  g_autoptr (GOutputStream) stream = g_buffered_output_stream_new (small);
  g_autoptr (GArrowNativeFile) file =
    GARROW_NATIVE_FILE (garrow_gio_file_new_for_output_stream (stream));
  g_autoptr (GError) error = NULL;

  g_assert_true (write_text (file, "too long", NULL));
  g_assert_false (garrow_native_file_flush (file, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_clear_error (&error);
  g_assert_false (garrow_native_file_close (file, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_true (garrow_native_file_is_closed (file));
  g_assert_true (g_output_stream_is_closed (stream));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gio-stream/start", test_starts_where_the_stream_stands);
  g_test_add_func ("/gio-stream/read-at", test_read_at_moves_nothing);
  g_test_add_func ("/gio-stream/beyond-the-end", test_beyond_the_end);
  g_test_add_func ("/gio-stream/negative", test_negative);
  g_test_add_func ("/gio-stream/wrong-direction", test_wrong_direction);
  g_test_add_func ("/gio-stream/memory-output", test_memory_output);
  g_test_add_func ("/gio-stream/failed-write", test_failed_write_moves_nothing);
  g_test_add_func ("/gio-stream/no-seek", test_stream_that_cannot_seek);
  g_test_add_func ("/gio-stream/child-process", test_child_process);
  g_test_add_func ("/gio-stream/both-directions", test_both_directions);
  g_test_add_func ("/gio-stream/half-way/read", test_error_half_way);
  g_test_add_func ("/gio-stream/half-way/rest", test_error_half_way_through_the_rest);
  g_test_add_func ("/gio-stream/half-way/line", test_error_half_way_through_a_line);
  g_test_add_func ("/gio-stream/half-way/broken", test_broken_streams);
  g_test_add_func ("/gio-stream/closed", test_closed);
  g_test_add_func ("/gio-stream/drop", test_dropping_closes);
  g_test_add_func ("/gio-stream/flush", test_flush);
  g_test_add_func ("/gio-stream/flush/error", test_errors_of_flush_and_close);
  return g_test_run ();
}
