/* tests/files/test-buffer-output-stream.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

/* 64, 66 */
static void
test_getvalue (void)
{
  g_autoptr (GArrowBufferOutputStream) stream = garrow_buffer_output_stream_new (NULL);
  GArrowNativeFile *file = GARROW_NATIVE_FILE (stream);
  g_autoptr (GArrowBuffer) value = NULL, again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (write_text (file, "hello, ", NULL));
  g_assert_true (write_text (file, "friends", NULL));
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 14);
  value = garrow_buffer_output_stream_getvalue (stream, NULL);
  again = garrow_buffer_output_stream_getvalue (stream, NULL);
  assert_bytes (garrow_buffer_get_data (value), "hello, friends");
  g_assert_true (garrow_buffer_is_mutable (value));
  g_assert_cmpuint (garrow_buffer_get_address (value) % 64, ==, 0);
  g_assert_cmpuint (garrow_buffer_get_address (value),
                    ==,
                    garrow_buffer_get_address (again));
  g_assert_cmpint (garrow_buffer_get_capacity (value), ==, 64); /* 65 */

  g_assert_true (garrow_native_file_is_closed (file));
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 14);
  g_assert_cmpint (garrow_native_file_size (file, NULL), ==, 14);
  g_assert_false (write_text (file, "x", &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
}

static void
test_empty (void)
{
  g_autoptr (GArrowBufferOutputStream) stream = garrow_buffer_output_stream_new (NULL);
  g_autoptr (GArrowBuffer) value = NULL;

  g_assert_true (garrow_native_file_close (GARROW_NATIVE_FILE (stream), NULL));
  value = garrow_buffer_output_stream_getvalue (stream, NULL);
  g_assert_cmpint (garrow_buffer_get_size (value), ==, 0);
  g_assert_cmpuint (garrow_buffer_get_address (value), !=, 0);
}

/* Many sizes of write, so that the memory grows at all places of one. */
static void
test_growth (void)
{
  for (gint64 step = 1; step < 5000; step = step * 3 + 1) {
    g_autoptr (GArrowBufferOutputStream) stream = garrow_buffer_output_stream_new (NULL);
    g_autoptr (GArrowBuffer) value = NULL;
    g_autoptr (GBytes) data = NULL;
    g_autofree guint8 *chunk = g_malloc ((gsize)step);
    const guint8 *out;
    gint64 total = 0;

    for (; total < 100000; total += step) {
      for (gint64 i = 0; i < step; i++)
        chunk[i] = (guint8)((total + i) % 251);
      g_assert_true (
        garrow_native_file_write (GARROW_NATIVE_FILE (stream), chunk, step, NULL));
    }
    value = garrow_buffer_output_stream_getvalue (stream, NULL);
    data = garrow_buffer_get_data (value);
    g_assert_cmpuint (g_bytes_get_size (data), ==, (gsize)total);
    out = g_bytes_get_data (data, NULL);
    for (gint64 i = 0; i < total; i++)
      g_assert_cmpint (out[i], ==, i % 251);
  }
}

static void
test_memory_goes_back_to_its_pool (void)
{
  g_autoptr (GArrowMemoryPool) pool = garrow_memory_pool_for_backend ("system", NULL);
  gint64 before = garrow_memory_pool_get_bytes_allocated (pool);
  GArrowBufferOutputStream *stream = garrow_buffer_output_stream_new (pool);
  GArrowBuffer *value;

  g_assert_true (write_text (GARROW_NATIVE_FILE (stream), TEXT, NULL));
  g_assert_cmpint (garrow_memory_pool_get_bytes_allocated (pool), ==, before + 256);
  value = garrow_buffer_output_stream_getvalue (stream, NULL);
  g_object_unref (stream);
  g_assert_cmpint (garrow_memory_pool_get_bytes_allocated (pool), ==, before + 64);
  g_object_unref (value);
  g_assert_cmpint (garrow_memory_pool_get_bytes_allocated (pool), ==, before);
}

static void
test_refuses (void)
{
  g_autoptr (GArrowBufferOutputStream) stream = garrow_buffer_output_stream_new (NULL);
  GArrowNativeFile *file = GARROW_NATIVE_FILE (stream);
  g_autoptr (GError) error = NULL;

  g_assert_null (garrow_native_file_read (file, 1, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_cmpint (garrow_native_file_seek (file, 0, GARROW_SEEK_WHENCE_SET, &error),
                   ==,
                   -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_false (garrow_native_file_write (file, (const guint8 *)"x", -1, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (
    garrow_native_file_write (file, (const guint8 *)"x", G_MAXINT64, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_OUT_OF_MEMORY);
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 0);
}

static void
test_object_without_constructor (void)
{
  g_autoptr (GArrowBufferOutputStream) stream =
    g_object_new (GARROW_TYPE_BUFFER_OUTPUT_STREAM, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (garrow_native_file_is_closed (GARROW_NATIVE_FILE (stream)));
  g_assert_null (garrow_native_file_get_mode (GARROW_NATIVE_FILE (stream)));
  g_assert_null (garrow_buffer_output_stream_getvalue (stream, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (write_text (GARROW_NATIVE_FILE (stream), "x", &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
  g_assert_true (garrow_native_file_close (GARROW_NATIVE_FILE (stream), NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/buffer-output-stream/getvalue", test_getvalue);
  g_test_add_func ("/buffer-output-stream/empty", test_empty);
  g_test_add_func ("/buffer-output-stream/growth", test_growth);
  g_test_add_func ("/buffer-output-stream/pool", test_memory_goes_back_to_its_pool);
  g_test_add_func ("/buffer-output-stream/refuses", test_refuses);
  g_test_add_func ("/buffer-output-stream/bare-object", test_object_without_constructor);
  return g_test_run ();
}
