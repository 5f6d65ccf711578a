/* tests/files/test-mock-output-stream.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

/* 69: it counts, keeps nothing, and answers when it is closed. */
static void
test_counts (void)
{
  g_autoptr (GArrowMockOutputStream) stream = garrow_mock_output_stream_new ();
  GArrowNativeFile *file = GARROW_NATIVE_FILE (stream);
  gint64 before = garrow_total_allocated_bytes ();
  g_autofree guint8 *data = g_malloc0 (1 << 20);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (garrow_native_file_size (file, NULL), ==, 0);
  g_assert_true (write_text (file, "hello, friends", NULL));
  for (int i = 0; i < 5000; i++)
    g_assert_true (garrow_native_file_write (file, data, 1 << 20, NULL));
  g_assert_cmpint (garrow_total_allocated_bytes (), ==, before);
  g_assert_true (garrow_native_file_close (file, NULL));
  g_assert_cmpint (garrow_native_file_size (file, NULL),
                   ==,
                   14 + G_GINT64_CONSTANT (5000) * (1 << 20));
  g_assert_false (write_text (file, "x", &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
}

/* What it is for: the size of what is not there yet. */
static void
test_compressed (void)
{
  g_autoptr (GArrowMockOutputStream) mock = garrow_mock_output_stream_new ();
  g_autoptr (GArrowCodec) codec = garrow_codec_new ("gzip", 6, NULL);
  g_autoptr (GArrowCompressedOutputStream) stream =
    garrow_compressed_output_stream_new (GARROW_NATIVE_FILE (mock), codec, NULL);
  g_autoptr (GArrowBuffer) plain =
    garrow_buffer_new ((const guint8 *)"columnar", 8, NULL);
  g_autoptr (GArrowBuffer) compressed = garrow_codec_compress (codec, plain, NULL, NULL);

  g_assert_true (write_text (GARROW_NATIVE_FILE (stream), "columnar", NULL));
  g_assert_true (garrow_native_file_close (GARROW_NATIVE_FILE (stream), NULL));
  g_assert_cmpint (garrow_native_file_size (GARROW_NATIVE_FILE (mock), NULL),
                   ==,
                   garrow_buffer_get_size (compressed));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mock-output-stream/counts", test_counts);
  g_test_add_func ("/mock-output-stream/compressed", test_compressed);
  return g_test_run ();
}
