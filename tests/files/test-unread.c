/* tests/files/test-unread.c: what was read is put back.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

#include <glib-unix.h>
#include <unistd.h>

static gboolean
unread (GArrowNativeFile *file, const char *text, GError **error)
{
  return garrow_native_file_unread (file,
                                    (const guint8 *)text,
                                    (gint64)strlen (text),
                                    error);
}

/* Takes over the file, which has TEXT. */
static void
check (GArrowNativeFile *owned)
{
  g_autoptr (GArrowNativeFile) file = owned;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (file);
  assert_bytes (garrow_native_file_read (file, 6, NULL), "one\ntw");
  g_assert_true (unread (file, "tw", &error));
  g_assert_no_error (error);
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 4);
  assert_bytes (garrow_native_file_read_line (file, NULL), "two\n");
  g_assert_true (unread (file, "two\n", NULL));
  g_assert_true (unread (file, "one\n", NULL));
  assert_bytes (garrow_native_file_read_all (file, NULL), TEXT);
  g_assert_true (unread (file, TEXT, NULL));
  g_assert_true (unread (file, "", NULL));

  g_assert_false (unread (file, "x", &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (garrow_native_file_unread (file, (const guint8 *)TEXT, -1, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  g_clear_error (&error);
  assert_bytes (garrow_native_file_read_all (file, NULL), TEXT);

  g_assert_true (garrow_native_file_close (file, NULL));
  g_assert_false (unread (file, "\n", &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
}

static void
test_disk (Fixture *fixture, gconstpointer data)
{
  (void)data;
  check (GARROW_NATIVE_FILE (garrow_os_file_new (fixture->path, "r", NULL)));
  check (GARROW_NATIVE_FILE (garrow_memory_map (fixture->path, "r", NULL)));
}

static void
test_memory (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (TEXT, TEXT_SIZE);

  check (GARROW_NATIVE_FILE (garrow_buffer_reader_new_bytes (bytes)));
}

static void
test_pipe (void)
{
  int fds[2];

  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
  g_assert_cmpint (write (fds[1], TEXT, TEXT_SIZE), ==, TEXT_SIZE);
  close (fds[1]);
  check (GARROW_NATIVE_FILE (garrow_os_file_new_fd (fds[0], "r", NULL)));
}

static void
test_compressed (void)
{
  g_autoptr (GArrowBuffer) plain =
    garrow_buffer_new ((const guint8 *)TEXT, TEXT_SIZE, NULL);
  g_autoptr (GArrowBuffer) packed = garrow_compress (plain, "gzip", NULL, NULL);
  g_autoptr (GArrowCodec) codec =
    garrow_codec_new ("gzip", GARROW_COMPRESSION_LEVEL_DEFAULT, NULL);
  g_autoptr (GArrowNativeFile) raw =
    GARROW_NATIVE_FILE (garrow_buffer_reader_new (packed));

  check (GARROW_NATIVE_FILE (garrow_compressed_input_stream_new (raw, codec, NULL)));
}

static void
test_written (void)
{
  g_autoptr (GArrowNativeFile) file =
    GARROW_NATIVE_FILE (garrow_buffer_output_stream_new (NULL));
  g_autoptr (GError) error = NULL;

  g_assert_true (write_text (file, "text", NULL));
  g_assert_false (unread (file, "t", &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/unread/disk", Fixture, NULL, set_up, test_disk, tear_down);
  g_test_add_func ("/unread/memory", test_memory);
  g_test_add_func ("/unread/pipe", test_pipe);
  g_test_add_func ("/unread/compressed", test_compressed);
  g_test_add_func ("/unread/written", test_written);
  return g_test_run ();
}
