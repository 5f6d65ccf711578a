/* tests/files/test-copy.c: download and upload, and what happens to a file that is
 * aborted.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

static GArrowNativeFile *
open_os_file (const char *path, const char *mode)
{
  return GARROW_NATIVE_FILE (garrow_os_file_new (path, mode, NULL));
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_os_file (fixture->path, "r");
  g_autoptr (GArrowBufferOutputStream) target = garrow_buffer_output_stream_new (NULL);
  g_autoptr (GArrowBuffer) copied = NULL;

  (void)data;
  assert_bytes (garrow_native_file_read_line (file, NULL), "one\n");
  g_assert_cmpint (garrow_native_file_download (file, GARROW_NATIVE_FILE (target), NULL),
                   ==,
                   TEXT_SIZE - 4);
  g_assert_cmpint (garrow_native_file_seek (file, 0, GARROW_SEEK_WHENCE_SET, NULL),
                   ==,
                   0);
  g_assert_cmpint (garrow_native_file_upload (GARROW_NATIVE_FILE (target), file, NULL),
                   ==,
                   TEXT_SIZE);
  copied = garrow_buffer_output_stream_getvalue (target, NULL);
  assert_bytes (garrow_buffer_get_data (copied), "two\nthree\n" TEXT);
  g_assert_false (garrow_native_file_is_closed (file));
}

/* 5: what fails on the other side is told, and both stand behind what was copied. */
static void
test_target_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_os_file (fixture->path, "r");
  g_autoptr (GArrowNativeFile) full = open_os_file ("/dev/full", "w");
  g_autoptr (GArrowMutableBuffer) small = garrow_allocate_buffer (3, FALSE, NULL, NULL);
  g_autoptr (GArrowNativeFile) fixed =
    garrow_output_stream_for_object (G_OBJECT (small), NULL, NULL);
  GArrowNativeFile *targets[] = {full, fixed};

  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_cmpint (garrow_native_file_download (file, targets[i], &error), ==, -1);
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
    g_clear_error (&error);
    g_assert_cmpint (garrow_native_file_upload (targets[i], file, &error), ==, -1);
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
    g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 0);
    g_assert_cmpint (garrow_native_file_tell (targets[i], NULL), ==, 0);
  }
  assert_bytes (garrow_native_file_read_line (file, NULL), "one\n");
}

static void
test_source_fails (void)
{
  g_autoptr (GBytes) garbage = g_bytes_new_static ("garbage", 7);
  g_autoptr (GArrowBufferReader) raw = garrow_buffer_reader_new_bytes (garbage);
  g_autoptr (GArrowCodec) codec = garrow_codec_new ("gzip", 6, NULL);
  g_autoptr (GArrowCompressedInputStream) source =
    garrow_compressed_input_stream_new (GARROW_NATIVE_FILE (raw), codec, NULL);
  g_autoptr (GArrowMockOutputStream) target = garrow_mock_output_stream_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (garrow_native_file_download (GARROW_NATIVE_FILE (source),
                                                GARROW_NATIVE_FILE (target),
                                                &error),
                   ==,
                   -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CORRUPT);
}

static void
test_itself (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_os_file (fixture->path, "r+");
  g_autoptr (GError) error = NULL;

  (void)data;
  g_assert_cmpint (garrow_native_file_download (file, file, &error), ==, -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  assert_contents (fixture, TEXT);
}

/* A buffer that is aborted with data in it says nothing when it is dropped (52). */
static void
test_abort (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) raw = open_os_file (fixture->path, "w");
  g_autoptr (GArrowBufferedOutputStream) stream =
    garrow_buffered_output_stream_new (raw, 100, NULL, NULL);
  GArrowNativeFile *file = GARROW_NATIVE_FILE (stream);

  (void)data;
  g_assert_true (write_text (file, "flushed", NULL));
  g_assert_true (garrow_native_file_flush (file, NULL));
  g_assert_true (write_text (file, "dropped", NULL));
  g_assert_true (garrow_native_file_abort (file, NULL));
  g_assert_true (garrow_native_file_is_closed (file));
  g_assert_true (garrow_native_file_is_closed (raw));
  g_assert_true (garrow_native_file_abort (file, NULL));
  g_assert_true (garrow_native_file_close (file, NULL));
  assert_contents (fixture, "flushed");
}

#define ADD(name, function)                                                              \
  g_test_add ("/copy/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("copy", test_copy);
  ADD ("target-fails", test_target_fails);
  g_test_add_func ("/copy/source-fails", test_source_fails);
  ADD ("itself", test_itself);
  ADD ("abort", test_abort);
  return g_test_run ();
}
