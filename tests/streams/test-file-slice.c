/* tests/streams/test-file-slice.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/arrow-io-glib.h>
#include <string.h>

static const char text[] = "zero\none\ntwo\nthree\n";

static GArrowNativeFile *
open_reader (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);

  return GARROW_NATIVE_FILE (garrow_buffer_reader_new_bytes (bytes));
}

static void
assert_bytes (GBytes *bytes, const char *expected)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_cmpuint (size, ==, strlen (expected));
  g_assert_true (memcmp (data, expected, size) == 0);
  g_bytes_unref (bytes);
}

/* 32: neither has to do with the position of the other. */
static void
test_positions (void)
{
  g_autoptr (GArrowNativeFile) file = open_reader ();
  g_autoptr (GArrowNativeFile) slice = garrow_native_file_get_stream (file, 5, 8, NULL);
  g_autoptr (GArrowNativeFile) other = garrow_native_file_get_stream (file, 9, 4, NULL);

  g_assert_true (GARROW_IS_FILE_SLICE (slice));
  assert_bytes (garrow_native_file_read (file, 2, NULL), "ze");
  assert_bytes (garrow_native_file_read_line (slice, NULL), "one\n");
  assert_bytes (garrow_native_file_read (other, 3, NULL), "two");
  assert_bytes (garrow_native_file_read_all (slice, NULL), "two\n");
  g_assert_cmpint (garrow_native_file_tell (slice, NULL), ==, 8);
  g_assert_cmpint (garrow_native_file_tell (other, NULL), ==, 3);
  assert_bytes (garrow_native_file_read (file, 2, NULL), "ro");
}

/* 32: closing it does not close the file; a closed file reads no more, not even what a
 * slice would have read ahead. */
static void
test_closing (void)
{
  g_autoptr (GArrowNativeFile) file = open_reader ();
  g_autoptr (GArrowNativeFile) slice = garrow_native_file_get_stream (file, 5, 8, NULL);
  g_autoptr (GArrowNativeFile) other = garrow_native_file_get_stream (file, 5, 8, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (garrow_native_file_close (slice, NULL));
  g_assert_false (garrow_native_file_is_closed (file));
  assert_bytes (garrow_native_file_read_line (other, NULL), "one\n");
  g_assert_true (garrow_native_file_close (file, NULL));
  g_assert_null (garrow_native_file_read (other, 1, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_null (garrow_native_file_read_line (other, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_cmpint (garrow_native_file_size (other, &error), ==, -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
  g_clear_error (&error);
  garrow_native_file_seek (other, 100, GARROW_SEEK_WHENCE_SET, NULL);
  g_assert_null (garrow_native_file_read (other, 1, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
}

/* The file lives as long as the slice, and what is shared longer. */
static void
test_shares (void)
{
  GArrowNativeFile *file = open_reader ();
  GArrowNativeFile *slice = garrow_native_file_get_stream (file, 5, 8, NULL);
  g_autoptr (GArrowBuffer) buffer = NULL;

  g_object_unref (file);
  buffer = garrow_native_file_read_buffer (slice, 3, NULL);
  g_object_unref (slice);
  g_assert_cmpuint (garrow_buffer_get_address (buffer), ==, (guint64)(gsize)(text + 5));
}

static void
test_ranges (void)
{
  g_autoptr (GArrowNativeFile) file = open_reader ();
  g_autoptr (GArrowNativeFile) all =
    garrow_native_file_get_stream (file, 0, G_MAXINT64, NULL);
  g_autoptr (GArrowNativeFile) far =
    garrow_native_file_get_stream (file, G_MAXINT64, G_MAXINT64, NULL);
  g_autoptr (GArrowNativeFile) none = garrow_native_file_get_stream (file, 3, 0, NULL);

  assert_bytes (garrow_native_file_read_all (all, NULL), text);
  assert_bytes (garrow_native_file_read (far, G_MAXINT64, NULL), "");
  assert_bytes (garrow_native_file_read (none, 1, NULL), "");
  g_assert_cmpint (garrow_native_file_size (far, NULL), ==, 0);
  g_assert_cmpint (garrow_native_file_size (none, NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-slice/positions", test_positions);
  g_test_add_func ("/file-slice/closing", test_closing);
  g_test_add_func ("/file-slice/shares", test_shares);
  g_test_add_func ("/file-slice/ranges", test_ranges);
  return g_test_run ();
}
