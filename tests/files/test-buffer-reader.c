/* tests/files/test-buffer-reader.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

static GArrowNativeFile *
new_reader (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (TEXT, TEXT_SIZE);

  return GARROW_NATIVE_FILE (garrow_buffer_reader_new_bytes (bytes));
}

/* 68 */
static void
test_read_copies_nothing (void)
{
  static const char text[] = TEXT;
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, TEXT_SIZE);
  g_autoptr (GArrowBuffer) source = garrow_buffer_new_bytes (bytes);
  g_autoptr (GArrowBufferReader) reader = garrow_buffer_reader_new (source);
  GArrowNativeFile *file = GARROW_NATIVE_FILE (reader);
  gint64 allocated = garrow_total_allocated_bytes ();
  g_autoptr (GBytes) line = garrow_native_file_read_line (file, NULL);
  g_autoptr (GArrowBuffer) rest = garrow_native_file_read_all_buffer (file, NULL);

  g_assert_true (g_bytes_get_data (line, NULL) == text);
  g_assert_cmpuint (garrow_buffer_get_address (rest), ==, (gsize)text + 4);
  g_assert_true (garrow_buffer_get_parent (rest) == source);
  g_assert_cmpint (garrow_total_allocated_bytes (), ==, allocated);
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, TEXT_SIZE);
}

static void
test_seek (void)
{
  g_autoptr (GArrowNativeFile) file = new_reader ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (garrow_native_file_seek (file, -6, GARROW_SEEK_WHENCE_END, NULL),
                   ==,
                   8);
  assert_bytes (garrow_native_file_read (file, 3, NULL), "thr");
  g_assert_cmpint (garrow_native_file_seek (file, -7, GARROW_SEEK_WHENCE_CUR, NULL),
                   ==,
                   4);
  assert_bytes (garrow_native_file_read_line (file, NULL), "two\n");
  g_assert_cmpint (garrow_native_file_seek (file, 1000, GARROW_SEEK_WHENCE_SET, NULL),
                   ==,
                   1000);
  assert_bytes (garrow_native_file_read (file, 3, NULL), "");
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 1000);
  g_assert_cmpint (garrow_native_file_seek (file, -1, GARROW_SEEK_WHENCE_SET, &error),
                   ==,
                   -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  g_assert_cmpint (garrow_native_file_seek (file, 0, GARROW_SEEK_WHENCE_SET, NULL),
                   ==,
                   0);
  assert_bytes (garrow_native_file_read (file, 3, NULL), "one");
}

/* 23: what lies behind what was read is not touched. */
static void
test_read_into (void)
{
  g_autoptr (GArrowNativeFile) file = new_reader ();
  g_autoptr (GArrowMutableBuffer) buffer =
    garrow_mutable_buffer_new ((const guint8 *)"..........", 10, NULL);
  guint8 out[8] = ".......";

  g_assert_cmpint (garrow_native_file_read_into (file, out, 3, NULL), ==, 3);
  g_assert_cmpstr ((const char *)out, ==, "one....");
  g_assert_cmpint (garrow_native_file_read_into (file, NULL, 0, NULL), ==, 0);
  g_assert_cmpint (garrow_native_file_read_at_into (file, out, 2, 4, NULL), ==, 2);
  g_assert_cmpstr ((const char *)out, ==, "twe....");
  g_assert_cmpint (garrow_native_file_seek (file, 8, GARROW_SEEK_WHENCE_SET, NULL),
                   ==,
                   8);
  g_assert_cmpint (garrow_native_file_read_into_buffer (file, buffer, NULL), ==, 6);
  assert_bytes (garrow_buffer_get_data (GARROW_BUFFER (buffer)), "three\n....");
}

/* A buffer that is resized is still read as it was. */
static void
test_source_is_resized (void)
{
  g_autoptr (GArrowResizableBuffer) source = garrow_resizable_buffer_new (3, NULL);
  g_autoptr (GArrowBufferReader) reader = NULL;

  garrow_mutable_buffer_set_data (GARROW_MUTABLE_BUFFER (source),
                                  0,
                                  (const guint8 *)"abc",
                                  3,
                                  NULL);
  reader = garrow_buffer_reader_new (GARROW_BUFFER (source));
  g_assert_true (garrow_resizable_buffer_resize (source, 100000, NULL));
  assert_bytes (garrow_native_file_read_all (GARROW_NATIVE_FILE (reader), NULL), "abc");
}

/* A reader may read into the very memory that it reads. */
static void
test_read_into_itself (void)
{
  g_autoptr (GArrowMutableBuffer) buffer =
    garrow_mutable_buffer_new ((const guint8 *)"abcdef", 6, NULL);
  g_autoptr (GArrowBufferReader) reader =
    garrow_buffer_reader_new (GARROW_BUFFER (buffer));
  g_autoptr (GArrowMutableBuffer) part = garrow_mutable_buffer_slice (buffer, 2, 4, NULL);

  g_assert_cmpint (
    garrow_native_file_read_into_buffer (GARROW_NATIVE_FILE (reader), part, NULL),
    ==,
    4);
  assert_bytes (garrow_buffer_get_data (GARROW_BUFFER (buffer)), "ababcd");
}

static void
assert_end_lets_go (gboolean (*end) (GArrowNativeFile *, GError **))
{
  GBytes *bytes = g_bytes_new (TEXT, TEXT_SIZE);
  g_autoptr (GArrowBufferReader) reader = garrow_buffer_reader_new_bytes (bytes);
  gsize size;
  g_autofree char *data = NULL;

  g_assert_true (end (GARROW_NATIVE_FILE (reader), NULL));
  data = g_bytes_unref_to_data (bytes, &size); /* would copy if somebody else held it */
  g_assert_cmpuint (size, ==, TEXT_SIZE);
}

static void
test_close_lets_go (void)
{
  assert_end_lets_go (garrow_native_file_close);
}

static void
test_abort_lets_go (void)
{
  assert_end_lets_go (garrow_native_file_abort);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/buffer-reader/read", test_read_copies_nothing);
  g_test_add_func ("/buffer-reader/seek", test_seek);
  g_test_add_func ("/buffer-reader/read-into", test_read_into);
  g_test_add_func ("/buffer-reader/source-is-resized", test_source_is_resized);
  g_test_add_func ("/buffer-reader/read-into/itself", test_read_into_itself);
  g_test_add_func ("/buffer-reader/close", test_close_lets_go);
  g_test_add_func ("/buffer-reader/abort", test_abort_lets_go);
  return g_test_run ();
}
