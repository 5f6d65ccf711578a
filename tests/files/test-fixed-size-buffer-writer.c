/* tests/files/test-fixed-size-buffer-writer.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

#define LARGE (1234567)

static GArrowFixedSizeBufferWriter *
new_writer (GArrowBuffer *buffer)
{
  g_autoptr (GError) error = NULL;
  GArrowFixedSizeBufferWriter *writer =
    garrow_fixed_size_buffer_writer_new (buffer, &error);

  g_assert_no_error (error);
  return writer;
}

static GArrowBuffer *
new_buffer (gint64 size)
{
  g_autofree guint8 *zeros = g_malloc0 ((gsize)size);

  return GARROW_BUFFER (garrow_mutable_buffer_new (zeros, size, NULL));
}

static void
assert_memory (GArrowBuffer *buffer, const void *expected, gsize size)
{
  g_autoptr (GBytes) bytes = garrow_buffer_get_data (buffer);

  g_assert_true (memcmp (g_bytes_get_data (bytes, NULL), expected, size) == 0);
}

/* 6: an immutable buffer is an error and no abort, and so is any other that cannot be
 * written to. */
static void
test_immutable (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("columnar", 8);
  g_autoptr (GArrowBuffer) immutable = garrow_buffer_new_bytes (bytes);
  g_autoptr (GArrowBuffer) mutable = new_buffer (8);
  g_autoptr (GArrowBuffer) slice = garrow_buffer_slice (mutable, 0, 4, NULL);
  GArrowBuffer *buffers[] = {immutable, slice};

  for (gsize i = 0; i < G_N_ELEMENTS (buffers); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (garrow_fixed_size_buffer_writer_new (buffers[i], &error));
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
    g_clear_error (&error);
    g_assert_null (garrow_output_stream_for_object (G_OBJECT (buffers[i]), NULL, &error));
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  }
}

/* 67: all or nothing. */
static void
test_end (void)
{
  g_autoptr (GArrowBuffer) buffer = new_buffer (10);
  g_autoptr (GArrowFixedSizeBufferWriter) writer = new_writer (buffer);
  GArrowNativeFile *file = GARROW_NATIVE_FILE (writer);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) expected = g_bytes_new ("abcd\0\0\0\0\0\0", 10);
  g_autoptr (GBytes) written = garrow_buffer_get_data (buffer);

  g_assert_true (write_text (file, "abcd", NULL));
  g_assert_false (write_text (file, "efghijk", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_nonnull (strstr (error->message, "(offset = 4, size = 7)"));
  g_assert_nonnull (strstr (error->message, "of size 10"));
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 4);
  g_assert_true (g_bytes_equal (written, expected));
  g_assert_true (write_text (file, "efghij", NULL));
  g_assert_true (memcmp (g_bytes_get_data (written, NULL), "abcdefghij", 10) == 0);
}

static void
test_output_stream (void)
{
  g_autoptr (GArrowMutableBuffer) whole = GARROW_MUTABLE_BUFFER (new_buffer (10));
  g_autoptr (GArrowMutableBuffer) part = garrow_mutable_buffer_slice (whole, 2, 4, NULL);
  g_autoptr (GArrowNativeFile) file =
    garrow_output_stream_for_object (G_OBJECT (part), NULL, NULL);

  g_assert_true (GARROW_IS_FIXED_SIZE_BUFFER_WRITER (file));
  g_assert_cmpint (garrow_native_file_size (file, NULL), ==, 4);
  g_assert_true (write_text (file, "abcd", NULL));
  assert_memory (GARROW_BUFFER (whole), "\0\0abcd\0", 7);
}

/* The memory stays for the writer when the buffer moves away, and when it is gone. */
static void
test_memory (void)
{
  g_autoptr (GArrowResizableBuffer) buffer = garrow_resizable_buffer_new (4, NULL);
  g_autoptr (GArrowFixedSizeBufferWriter) writer = new_writer (GARROW_BUFFER (buffer));
  GArrowNativeFile *file = GARROW_NATIVE_FILE (writer);

  g_assert_true (garrow_resizable_buffer_resize (buffer, 100000, NULL));
  g_assert_true (write_text (file, "ab", NULL));
  g_clear_object (&buffer);
  g_assert_true (write_text (file, "cd", NULL));
  g_assert_true (garrow_native_file_close (file, NULL));
  g_assert_cmpint (garrow_native_file_size (file, NULL), ==, 4);
}

/* Every number of threads, block size and threshold copies the same. */
static void
test_parallel (void)
{
  static const gint64 blocks[] = {1, 64, 4096, 1 << 20, G_GINT64_CONSTANT (1) << 60};
  static const int threads[] = {1, 2, 3, 7, 256};
  g_autofree guint8 *data = g_malloc (LARGE);

  for (gsize i = 0; i < LARGE; i++)
    data[i] = (guint8)(i * 7 >> 3);
  for (gsize t = 0; t < G_N_ELEMENTS (threads); t++) {
    for (gsize b = 0; b < G_N_ELEMENTS (blocks); b++) {
      g_autoptr (GArrowBuffer) buffer = new_buffer (LARGE);
      g_autoptr (GArrowFixedSizeBufferWriter) writer = new_writer (buffer);
      GArrowNativeFile *file = GARROW_NATIVE_FILE (writer);

      g_assert_true (
        garrow_fixed_size_buffer_writer_set_memcopy_threads (writer, threads[t], NULL));
      g_assert_true (
        garrow_fixed_size_buffer_writer_set_memcopy_blocksize (writer, blocks[b], NULL));
      g_assert_true (
        garrow_fixed_size_buffer_writer_set_memcopy_threshold (writer, 100, NULL));
      g_assert_true (garrow_native_file_write (file, data, 101, NULL));
      g_assert_true (garrow_native_file_write (file, data + 101, 99, NULL));
      g_assert_true (garrow_native_file_write (file, data + 200, LARGE - 200, NULL));
      assert_memory (buffer, data, LARGE);
    }
  }
}

/* 67 */
static void
test_settings (void)
{
  g_autoptr (GArrowBuffer) buffer = new_buffer (8);
  g_autoptr (GArrowFixedSizeBufferWriter) writer = new_writer (buffer);
  static const gint64 bad_blocks[] = {0, -1, 3, 65, G_MAXINT64, G_MININT64};
  static const int bad_threads[] = {0, -1, 257, G_MININT};
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad_threads); i++) {
    g_assert_false (garrow_fixed_size_buffer_writer_set_memcopy_threads (writer,
                                                                         bad_threads[i],
                                                                         &error));
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
    g_clear_error (&error);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (bad_blocks); i++) {
    g_assert_false (garrow_fixed_size_buffer_writer_set_memcopy_blocksize (writer,
                                                                           bad_blocks[i],
                                                                           &error));
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
    g_clear_error (&error);
  }
  g_assert_false (
    garrow_fixed_size_buffer_writer_set_memcopy_threshold (writer, -1, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fixed-size-buffer-writer/immutable", test_immutable);
  g_test_add_func ("/fixed-size-buffer-writer/end", test_end);
  g_test_add_func ("/fixed-size-buffer-writer/output-stream", test_output_stream);
  g_test_add_func ("/fixed-size-buffer-writer/memory", test_memory);
  g_test_add_func ("/fixed-size-buffer-writer/parallel", test_parallel);
  g_test_add_func ("/fixed-size-buffer-writer/settings", test_settings);
  return g_test_run ();
}
