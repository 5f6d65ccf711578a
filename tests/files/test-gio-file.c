/* tests/files/test-gio-file.c: GArrowGIOFile over a GFile.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

static GArrowNativeFile *
open_file (Fixture *fixture, const char *mode)
{
  g_autoptr (GError) error = NULL;
  GArrowGIOFile *file = garrow_gio_file_new_for_file (fixture->file, mode, &error);

  g_assert_no_error (error);
  return GARROW_NATIVE_FILE (file);
}

static void
test_missing (Fixture *fixture, gconstpointer mode)
{
  g_autoptr (GError) error = NULL;

  g_remove (fixture->path);
  g_assert_null (garrow_gio_file_new_for_file (fixture->file, mode, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, fixture->path));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_directory (Fixture *fixture, gconstpointer mode)
{
  g_autoptr (GFile) dir = g_file_new_for_path (fixture->dir);
  g_autoptr (GError) error = NULL;

  g_assert_null (garrow_gio_file_new_for_file (dir, mode, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

/* 15: nothing is truncated. */
static void
test_bad_mode (Fixture *fixture, gconstpointer data)
{
  static const char *const modes[] = {"", "w+", "wt", "rw", "U", "b", "wbx"};

  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (garrow_gio_file_new_for_file (fixture->file, modes[i], &error));
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  }
  assert_contents (fixture, TEXT);
}

static void
test_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_file (fixture, "r");

  (void)data;
  g_assert_cmpstr (garrow_native_file_get_mode (file), ==, "rb");
  g_assert_true (garrow_native_file_readable (file));
  g_assert_false (garrow_native_file_writable (file));
  g_assert_true (garrow_native_file_seekable (file));
  g_assert_cmpint (garrow_native_file_size (file, NULL), ==, TEXT_SIZE);
  assert_bytes (garrow_native_file_read_line (file, NULL), "one\n");
  assert_bytes (garrow_native_file_read (file, 3, NULL), "two");
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 7);
  assert_bytes (garrow_native_file_read_all (file, NULL), "\nthree\n");
  assert_bytes (garrow_native_file_read (file, 1, NULL), "");
}

static void
test_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_file (fixture, "wb");

  (void)data;
  g_assert_cmpstr (garrow_native_file_get_mode (file), ==, "wb");
  g_assert_true (write_text (file, "new", NULL));
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 3);
  g_assert_cmpint (garrow_native_file_seek (file, 1, GARROW_SEEK_WHENCE_SET, NULL),
                   ==,
                   1);
  g_assert_true (write_text (file, "EW!", NULL));
  g_assert_cmpint (garrow_native_file_size (file, NULL), ==, 4);
  g_assert_true (garrow_native_file_close (file, NULL));
  assert_contents (fixture, "nEW!");
}

/* 41: the position is the end from the start. */
static void
test_append (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_file (fixture, "a");

  (void)data;
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, TEXT_SIZE);
  g_assert_true (write_text (file, "four\n", NULL));
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, TEXT_SIZE + 5);
  g_assert_true (garrow_native_file_close (file, NULL));
  assert_contents (fixture, TEXT "four\n");
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = NULL;
  g_autoptr (GError) error = NULL;

  (void)data;
  g_assert_null (garrow_gio_file_new_for_file (fixture->file, "x", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  assert_contents (fixture, TEXT);

  g_remove (fixture->path);
  file = open_file (fixture, "x");
  g_assert_true (write_text (file, "first", NULL));
  g_assert_true (garrow_native_file_close (file, NULL));
  assert_contents (fixture, "first");
}

static void
test_update (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_file (fixture, "r+");

  (void)data;
  g_assert_true (garrow_native_file_readable (file));
  g_assert_true (garrow_native_file_writable (file));

  /* Behind the line that was read, however far was read ahead. */
  assert_bytes (garrow_native_file_read_line (file, NULL), "one\n");
  g_assert_true (write_text (file, "TWO", NULL));
  assert_bytes (garrow_native_file_read_all (file, NULL), "\nthree\n");
  g_assert_true (garrow_native_file_close (file, NULL));
  assert_contents (fixture, "one\nTWO\nthree\n");
}

/* 54 */
static void
test_full_disk (void)
{
  g_autoptr (GFile) full = g_file_new_for_path ("/dev/full");
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowGIOFile) file = garrow_gio_file_new_for_file (full, "a", &error);

  g_assert_no_error (error);
  g_assert_false (write_text (GARROW_NATIVE_FILE (file), "lost", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpint (garrow_native_file_tell (GARROW_NATIVE_FILE (file), NULL), ==, 0);
}

/* 12: a size of 0 is no reason to stop. */
static void
test_read_all_of_unknown_size (void)
{
  g_autoptr (GFile) status = g_file_new_for_path ("/proc/self/status");
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowGIOFile) file = garrow_gio_file_new_for_file (status, "r", &error);
  g_autoptr (GBytes) bytes = NULL;

  g_assert_no_error (error);
  bytes = garrow_native_file_read_all (GARROW_NATIVE_FILE (file), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 100);
}

#define ADD(name, data, test)                                                            \
  g_test_add ("/gio-file/" name, Fixture, data, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("missing/r", "r", test_missing);
  ADD ("missing/r+", "r+", test_missing);
  ADD ("directory/r", "r", test_directory);
  ADD ("directory/w", "w", test_directory);
  ADD ("directory/a", "a", test_directory);
  ADD ("bad-mode", NULL, test_bad_mode);
  ADD ("read", NULL, test_read);
  ADD ("write", NULL, test_write);
  ADD ("append", NULL, test_append);
  ADD ("create", NULL, test_create);
  ADD ("update", NULL, test_update);
  g_test_add_func ("/gio-file/full-disk", test_full_disk);
  g_test_add_func ("/gio-file/unknown-size", test_read_all_of_unknown_size);
  return g_test_run ();
}
