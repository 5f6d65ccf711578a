/* tests/languages/test-accessors.c: what no other test in C comes by.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

static void
test_foreign_file (void)
{
  g_autoptr (GArrowForeignFile) file =
    g_object_new (GARROW_TYPE_FOREIGN_FILE, "can-seek", FALSE, NULL);
  gboolean can_read, can_seek, can_write, any_thread;

  garrow_foreign_file_set_any_thread (file, TRUE);
  g_object_get (file,
                "any-thread",
                &any_thread,
                "can-read",
                &can_read,
                "can-seek",
                &can_seek,
                "can-write",
                &can_write,
                NULL);
  g_assert_true (any_thread);
  g_assert_true (can_read);
  g_assert_false (can_seek);
  g_assert_true (can_write);
}

static void
test_transform_input_stream (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (TEXT, TEXT_SIZE);
  g_autoptr (GArrowBufferReader) raw = garrow_buffer_reader_new_bytes (bytes);
  g_autoptr (GArrowTransformInputStream) stream =
    garrow_transform_input_stream_new (GARROW_NATIVE_FILE (raw), NULL);

  g_assert_false (garrow_transform_input_stream_get_any_thread (stream));
  garrow_transform_input_stream_set_any_thread (stream, TRUE);
  g_assert_true (garrow_transform_input_stream_get_any_thread (stream));
}

static void
test_compressed_input_stream (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (TEXT, TEXT_SIZE);
  g_autoptr (GArrowBuffer) plain = garrow_buffer_new_bytes (bytes);
  g_autoptr (GArrowCodec) codec =
    garrow_codec_new ("gzip", GARROW_COMPRESSION_LEVEL_DEFAULT, NULL);
  g_autoptr (GArrowBuffer) data = garrow_codec_compress (codec, plain, NULL, NULL);
  g_autoptr (GArrowBufferReader) raw = garrow_buffer_reader_new (data);
  g_autoptr (GArrowCompressedInputStream) stream =
    garrow_compressed_input_stream_new (GARROW_NATIVE_FILE (raw), codec, NULL);

  assert_bytes (garrow_native_file_read_all (GARROW_NATIVE_FILE (stream), NULL), TEXT);
  g_assert_cmpint (garrow_compressed_input_stream_get_n_members (stream), ==, 1);
}

static void
test_stream_options (void)
{
  g_autoptr (GArrowStreamOptions) options = garrow_stream_options_new ();

  garrow_stream_options_set_buffer_size (options, 9);
  g_assert_cmpint (garrow_stream_options_get_buffer_size (options), ==, 9);
}

static void
test_memory_mapped_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowMemoryMappedFile) file =
    garrow_memory_mapped_file_new (fixture->path, "r", NULL);

  (void)data;
  assert_bytes (garrow_native_file_read_all (GARROW_NATIVE_FILE (file), NULL), TEXT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/accessors/foreign-file", test_foreign_file);
  g_test_add_func ("/accessors/transform-input-stream", test_transform_input_stream);
  g_test_add_func ("/accessors/compressed-input-stream", test_compressed_input_stream);
  g_test_add_func ("/accessors/stream-options", test_stream_options);
  g_test_add ("/accessors/memory-mapped-file",
              Fixture,
              NULL,
              set_up,
              test_memory_mapped_file,
              tear_down);
  return g_test_run ();
}
