/* tests/files/test-unused-streams.c: streams of a file that are dropped, or have none.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

/* A stream that nobody wrote to leaves its file alone. */
static void
test_unused_output_stream (void)
{
  g_autoptr (GArrowBufferOutputStream) raw = garrow_buffer_output_stream_new (NULL);
  g_autoptr (GArrowCodec) codec =
    garrow_codec_new ("gzip", GARROW_COMPRESSION_LEVEL_DEFAULT, NULL);
  g_autoptr (GArrowCompressedOutputStream) writer =
    garrow_compressed_output_stream_new (GARROW_NATIVE_FILE (raw), codec, NULL);
  GArrowNativeFile *file = GARROW_NATIVE_FILE (writer);
  GOutputStream *stream = garrow_native_file_get_output_stream (file);

  g_assert_true (write_text (file, TEXT, NULL));
  g_object_unref (stream);
  g_assert_cmpint (garrow_native_file_tell (GARROW_NATIVE_FILE (raw), NULL), ==, 0);
  stream = garrow_native_file_get_output_stream (file);
  g_assert_true (garrow_native_file_close (file, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  g_object_unref (stream);
}

static void
test_bare_streams (void)
{
  g_autoptr (GArrowBufferOutputStream) file = garrow_buffer_output_stream_new (NULL);
  g_autoptr (GInputStream) in =
    garrow_native_file_get_input_stream (GARROW_NATIVE_FILE (file));
  g_autoptr (GOutputStream) out =
    garrow_native_file_get_output_stream (GARROW_NATIVE_FILE (file));
  g_autoptr (GInputStream) bare_in = g_object_new (G_OBJECT_TYPE (in), NULL);
  g_autoptr (GOutputStream) bare_out = g_object_new (G_OBJECT_TYPE (out), NULL);
  g_autoptr (GError) error = NULL;
  char data[1] = "x";

  g_assert_cmpint (g_input_stream_read (bare_in, data, 1, NULL, &error), ==, -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_cmpint (g_input_stream_skip (bare_in, 1, NULL, &error), ==, -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_cmpint (g_output_stream_write (bare_out, data, 1, NULL, &error), ==, -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
  g_assert_false (g_seekable_can_seek (G_SEEKABLE (bare_in)));
  g_assert_cmpint (g_seekable_tell (G_SEEKABLE (bare_out)), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unused-streams/output", test_unused_output_stream);
  g_test_add_func ("/unused-streams/bare", test_bare_streams);
  return g_test_run ();
}
