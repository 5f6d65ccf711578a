/* tests/core/test-disk-files.c: a file of the system, and a map of one.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <glib/gstdio.h>
#include <fcntl.h>
#include <unistd.h>

#include "util.h"

typedef struct
{
  char *dir;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  (void)data;
  fixture->dir = g_dir_make_tmp ("arrow-io-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->dir, "data", NULL);
  g_assert_true (g_file_set_contents (fixture->path, "columnar", 8, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  (void)data;
  g_remove (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->dir), ==, 0);
  g_free (fixture->path);
  g_free (fixture->dir);
}

static void
assert_stored (Fixture *fixture, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static void
test_os_file_read (Fixture *fixture, gconstpointer data)
{
  ArwFile *file = arw_os_file_open (fixture->path, "r", NULL, NULL);
  char out[4];

  (void)data;
  assert_reads (file, 3, "col");
  g_assert_cmpint (arw_file_read_at (file, 5, out, 4, NULL), ==, 3);
  g_assert_true (memcmp (out, "nar", 3) == 0);
  g_assert_cmpint (arw_file_tell (file, NULL), ==, 3); /* 29 */
  assert_reads (file, 100, "umnar");
  arw_file_free (file);
}

/* 34: the size is what it is now. */
static void
test_os_file_write (Fixture *fixture, gconstpointer data)
{
  ArwFile *file = arw_os_file_open (fixture->path, "r+", NULL, NULL);

  (void)data;
  assert_reads (file, 3, "col");
  write_text (file, "UM");
  assert_reads (file, 1, "n");
  g_assert_true (arw_file_truncate (file, 7, NULL));
  g_assert_cmpint (arw_file_size (file, NULL), ==, 7);
  g_assert_true (arw_file_write_at (file, 10, "!", 1, NULL));
  g_assert_cmpint (arw_file_size (file, NULL), ==, 11);
  g_assert_true (arw_file_close (file, NULL));
  arw_file_free (file);
  assert_stored (fixture, "colUMna"); /* as text, which ends at the first zero */
}

static void
test_os_file_refuses (Fixture *fixture, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (fixture->dir, "missing", NULL);

  (void)data;
  assert_fails (ARW_SYSTEM,
                "[errno 2]",
                arw_os_file_open (missing, "r", NULL, &error) != NULL);
  assert_fails (ARW_INVALID,
                "w+",
                arw_os_file_open (fixture->path, "w+", NULL, &error) != NULL);
  assert_fails (ARW_SYSTEM,
                "[errno 17]",
                arw_os_file_open (fixture->path, "x", NULL, &error) != NULL);
  assert_fails (ARW_SYSTEM,
                "[errno 9]",
                arw_os_file_from_fd (-1, "r", NULL, &error) != NULL);
  assert_stored (fixture, "columnar");
}

/* A descriptor that was handed in is read from where it stands, and is the file's. */
static void
test_os_file_descriptor (Fixture *fixture, gconstpointer data)
{
  int fd = g_open (fixture->path, O_RDONLY | O_CLOEXEC, 0);
  ArwFile *file;

  (void)data;
  g_assert_cmpint (lseek (fd, 6, SEEK_SET), ==, 6);
  file = arw_os_file_from_fd (fd, "r", NULL, NULL);
  g_assert_cmpint (arw_file_tell (file, NULL), ==, 6);
  assert_reads (file, 100, "ar");
  g_assert_cmpint (arw_file_fileno (file, NULL), ==, fd);
  arw_file_free (file);
  g_assert_cmpint (fcntl (fd, F_GETFD), ==, -1);
}

/* 59: who shares the map keeps it, and sees what is written. */
static void
test_map_file (Fixture *fixture, gconstpointer data)
{
  ArwFile *file = arw_map_file_open (fixture->path, "r+", NULL, NULL);
  ArwBuffer part;

  (void)data;
  g_assert_true (arw_file_read_buffer (file, 3, &part, NULL));
  g_assert_true (arw_file_write_at (file, 0, "COL", 3, NULL));
  assert_fails (ARW_SYSTEM, "readers", arw_map_file_resize (file, 3, &error)); /* 57 */
  g_assert_true (arw_file_close (file, NULL));
  arw_file_free (file);
  assert_holds (&part, "COL");
  arw_buffer_clear (&part);
  assert_stored (fixture, "COLumnar");
}

/* 57, 61 */
static void
test_map_region (Fixture *fixture, gconstpointer data)
{
  ArwFile *file = arw_map_file_open_region (fixture->path, "r", 2, 4, NULL, NULL);

  (void)data;
  assert_reads (file, 100, "lumn");
  assert_fails (ARW_NOT_SUPPORTED, "readonly", arw_map_file_resize (file, 3, &error));
  arw_file_free (file);
  assert_fails (ARW_INVALID,
                "8 bytes",
                arw_map_file_open_region (fixture->path, "r", 2, 7, NULL, &error) !=
                  NULL);
}

/* 15, 62: what exists stays, and what cannot be is not left behind. */
static void
test_map_create (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->dir, "other", NULL);
  ArwFile *file = arw_map_file_create (other, 5, false, NULL, NULL);

  (void)data;
  g_assert_cmpint (arw_file_size (file, NULL), ==, 5);
  arw_file_free (file);
  g_assert_cmpint (g_remove (other), ==, 0);
  assert_fails (ARW_SYSTEM,
                "[errno 17]",
                arw_map_file_create (fixture->path, 5, false, NULL, &error) != NULL);
  assert_fails (ARW_INVALID,
                "-5",
                arw_map_file_create (other, -5, false, NULL, &error) != NULL);
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
  assert_stored (fixture, "columnar");
}

#define ADD(name, test) g_test_add (name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/os-file/read", test_os_file_read);
  ADD ("/os-file/write", test_os_file_write);
  ADD ("/os-file/refuses", test_os_file_refuses);
  ADD ("/os-file/descriptor", test_os_file_descriptor);
  ADD ("/map-file/shares", test_map_file);
  ADD ("/map-file/region", test_map_region);
  ADD ("/map-file/create", test_map_create);
  return g_test_run ();
}
