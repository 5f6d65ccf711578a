/* tests/files/test-memory-mapped-file.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

#include <sys/stat.h>
#include <unistd.h>

static GArrowMemoryMappedFile *
map (const char *path, const char *mode)
{
  g_autoptr (GError) error = NULL;
  GArrowMemoryMappedFile *self = garrow_memory_map (path, mode, &error);

  g_assert_no_error (error);
  return self;
}

static void
test_read_copies_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowMemoryMappedFile) self = map (fixture->path, "r");
  GArrowNativeFile *file = GARROW_NATIVE_FILE (self);
  gint64 allocated = garrow_total_allocated_bytes ();
  g_autoptr (GArrowBuffer) line = garrow_native_file_read_buffer (file, 4, NULL);
  g_autoptr (GArrowBuffer) again = garrow_native_file_read_buffer_at (file, 4, 0, NULL);

  (void)data;
  g_assert_cmpuint (garrow_buffer_get_address (line),
                    ==,
                    garrow_buffer_get_address (again));
  g_assert_cmpint (garrow_total_allocated_bytes (), ==, allocated);
  assert_bytes (garrow_native_file_read_line (file, NULL), "two\n");
  assert_bytes (garrow_native_file_read_all (file, NULL), "three\n");
  assert_bytes (garrow_native_file_read_all (file, NULL), "");
  g_assert_cmpint (garrow_native_file_size (file, NULL), ==, TEXT_SIZE);
}

/* 59: what was read outlives the file. */
static void
test_buffers_outlive_the_file (Fixture *fixture, gconstpointer data)
{
  GArrowMemoryMappedFile *self = map (fixture->path, "r");
  g_autoptr (GArrowBuffer) buffer =
    garrow_native_file_read_buffer (GARROW_NATIVE_FILE (self), 3, NULL);

  (void)data;
  g_assert_true (garrow_native_file_close (GARROW_NATIVE_FILE (self), NULL));
  g_object_unref (self);
  assert_bytes (garrow_buffer_get_data (buffer), "one");
}

/* 56: all or nothing. */
static void
test_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowMemoryMappedFile) self = map (fixture->path, "r+");
  GArrowNativeFile *file = GARROW_NATIVE_FILE (self);
  g_autoptr (GArrowBuffer) start = garrow_native_file_read_buffer_at (file, 3, 0, NULL);
  g_autoptr (GError) error = NULL;

  (void)data;
  assert_bytes (garrow_native_file_read (file, 1, NULL), "o");
  g_assert_true (write_text (file, "NE", NULL));
  assert_bytes (garrow_native_file_read (file, 2, NULL), "\nt");
  assert_contents (fixture, "oNE\ntwo\nthree\n");
  assert_bytes (garrow_buffer_get_data (start), "oNE"); /* 59 */

  g_assert_cmpint (garrow_native_file_seek (file, -1, GARROW_SEEK_WHENCE_END, NULL),
                   ==,
                   13);
  g_assert_false (write_text (file, "xy", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_nonnull (strstr (error->message, fixture->path));
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 13);
  assert_contents (fixture, "oNE\ntwo\nthree\n");
  g_assert_true (write_text (file, "!", NULL));
  g_assert_true (write_text (file, "", NULL));
}

/* 58 */
static void
test_write_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowMemoryMappedFile) self = map (fixture->path, "w");
  g_autoptr (GError) error = NULL;

  (void)data;
  g_assert_null (garrow_native_file_read (GARROW_NATIVE_FILE (self), 1, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_assert_true (write_text (GARROW_NATIVE_FILE (self), "ONE", NULL));
  assert_contents (fixture, "ONE\ntwo\nthree\n");

  g_clear_object (&self);
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  self = map (fixture->path, "w");
  assert_contents (fixture, "");
}

/* 46 */
static void
test_open_refuses (Fixture *fixture, gconstpointer data)
{
  static const char *const modes[] = {"a", "x", "w+", "", "rt"};
  g_autofree char *missing = g_build_filename (fixture->dir, "missing", NULL);
  g_autoptr (GError) error = NULL;

  (void)data;
  g_assert_null (garrow_memory_map (missing, "r+", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (missing, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_assert_null (garrow_memory_map (fixture->dir, "r", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_clear_error (&error);
  g_assert_null (garrow_memory_map ("/dev/null", "r", &error));
  g_assert_error (error, G_IO_ERROR, (int)g_io_error_from_errno (ENODEV));
  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++) {
    g_clear_error (&error);
    g_assert_null (garrow_memory_map (fixture->path, modes[i], &error));
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  }
}

/* 55 */
static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowMemoryMappedFile) self = NULL;
  g_autoptr (GArrowBuffer) nothing = NULL;

  (void)data;
  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  self = map (fixture->path, "r+");
  nothing = garrow_native_file_read_buffer (GARROW_NATIVE_FILE (self), 5, NULL);
  g_assert_cmpint (garrow_buffer_get_size (nothing), ==, 0);
  g_assert_cmpuint (garrow_buffer_get_address (nothing), !=, 0);
  g_assert_true (garrow_memory_mapped_file_resize (self, 3, NULL));
  g_assert_true (write_text (GARROW_NATIVE_FILE (self), "abc", NULL));
  assert_contents (fixture, "abc");
}

/* 10: what copies goes through the descriptor, so a file that is cut short is an error.
 */
static void
test_cut_short (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowMemoryMappedFile) self = map (fixture->path, "r");
  GArrowNativeFile *file = GARROW_NATIVE_FILE (self);
  g_autoptr (GInputStream) stream = garrow_native_file_get_input_stream (file);
  g_autoptr (GError) error = NULL;
  char out[TEXT_SIZE];

  (void)data;
  g_assert_cmpint (truncate (fixture->path, 0), ==, 0);
  g_assert_cmpint (garrow_native_file_read_into (file, out, 3, &error), ==, -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_TRUNCATED);
  g_assert_nonnull (strstr (error->message, fixture->path));
  g_clear_error (&error);
  g_assert_cmpint (garrow_native_file_read_at_into (file, out, 3, 4, &error), ==, -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_TRUNCATED);
  g_clear_error (&error);
  g_assert_cmpint (g_input_stream_read (stream, out, 3, NULL, &error), ==, -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_TRUNCATED);
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 0);
}

/* What copies is as fresh as what is shared. */
static void
test_reads_are_coherent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowMemoryMappedFile) reader = map (fixture->path, "r");
  g_autoptr (GArrowMemoryMappedFile) writer = map (fixture->path, "r+");
  char out[1];

  (void)data;
  for (char c = 'a'; c <= 'z'; c++) {
    char text[] = {c, '\0'};

    garrow_native_file_seek (GARROW_NATIVE_FILE (writer),
                             c - 'a' + 1,
                             GARROW_SEEK_WHENCE_SET,
                             NULL);
    if (c - 'a' + 1 == TEXT_SIZE)
      break;
    g_assert_true (write_text (GARROW_NATIVE_FILE (writer), text, NULL));
    garrow_native_file_seek (GARROW_NATIVE_FILE (reader),
                             c - 'a',
                             GARROW_SEEK_WHENCE_SET,
                             NULL);
    g_assert_cmpint (
      garrow_native_file_read_into (GARROW_NATIVE_FILE (reader), out, 1, NULL),
      ==,
      1);
    g_assert_cmpint (
      garrow_native_file_read_into (GARROW_NATIVE_FILE (reader), out, 1, NULL),
      ==,
      1);
    g_assert_cmpint (out[0], ==, c);
  }
}

/* A copy that fails leaves nothing behind that would get old. */
static void
test_fresh_after_failed_copy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowMemoryMappedFile) reader = map (fixture->path, "r");
  g_autoptr (GArrowMemoryMappedFile) writer = map (fixture->path, "r+");
  g_autoptr (GArrowNativeFile) full =
    GARROW_NATIVE_FILE (garrow_os_file_new ("/dev/full", "w", NULL));
  char out[3];

  (void)data;
  g_assert_cmpint (garrow_native_file_download (GARROW_NATIVE_FILE (reader), full, NULL),
                   ==,
                   -1);
  g_assert_true (write_text (GARROW_NATIVE_FILE (writer), "ONE", NULL));
  g_assert_cmpint (
    garrow_native_file_read_into (GARROW_NATIVE_FILE (reader), out, 3, NULL),
    ==,
    3);
  g_assert_cmpint (memcmp (out, "ONE", 3), ==, 0);
}

/* An empty read at the end is no reader. */
static void
test_empty_reads_pin_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowMemoryMappedFile) self = map (fixture->path, "r+");
  g_autoptr (GBytes) end = NULL;

  (void)data;
  garrow_native_file_seek (GARROW_NATIVE_FILE (self), 0, GARROW_SEEK_WHENCE_END, NULL);
  end = garrow_native_file_read (GARROW_NATIVE_FILE (self), 10, NULL);
  g_assert_cmpuint (g_bytes_get_size (end), ==, 0);
  g_assert_true (garrow_memory_mapped_file_resize (self, 3, NULL));
}

/* A file that others made larger keeps their bytes when the map cannot be made. */
static void
test_resize_of_a_file_that_grew (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowMemoryMappedFile) self = map (fixture->path, "r+");
  GStatBuf info;

  (void)data;
  g_assert_cmpint (truncate (fixture->path, 8192), ==, 0);
  g_assert_false (garrow_memory_mapped_file_resize (self, G_MAXINT64 - 100, NULL));
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, 8192);
  g_assert_true (garrow_memory_mapped_file_resize (self, TEXT_SIZE, NULL));
  assert_contents (fixture, TEXT);
}

static void
test_fifo_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  (void)data;
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  g_assert_null (garrow_memory_map (fixture->path, "r", &error)); /* without waiting */
  g_assert_error (error, G_IO_ERROR, (int)g_io_error_from_errno (ENODEV));
}

/* 57 */
static void
test_resize (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowMemoryMappedFile) self = map (fixture->path, "r+");
  GArrowNativeFile *file = GARROW_NATIVE_FILE (self);

  (void)data;
  garrow_native_file_seek (file, 8, GARROW_SEEK_WHENCE_SET, NULL);
  g_assert_true (garrow_memory_mapped_file_resize (self, 10000, NULL));
  g_assert_cmpint (garrow_native_file_size (file, NULL), ==, 10000);
  assert_bytes (garrow_native_file_read (file, 6, NULL), "three\n");
  g_assert_cmpint (garrow_native_file_seek (file, 0, GARROW_SEEK_WHENCE_END, NULL),
                   ==,
                   10000);
  g_assert_true (garrow_memory_mapped_file_resize (self, 7, NULL));
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 7);
  assert_contents (fixture, "one\ntwo");
  g_assert_true (garrow_memory_mapped_file_resize (self, 0, NULL));
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 0);
  assert_contents (fixture, "");
}

static void
test_resize_refuses (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowMemoryMappedFile) self = map (fixture->path, "r+");
  g_autoptr (GArrowMemoryMappedFile) readonly = map (fixture->path, "r");
  g_autoptr (GError) error = NULL;
  GBytes *view = garrow_native_file_read (GARROW_NATIVE_FILE (self), 3, NULL);

  (void)data;
  g_assert_false (garrow_memory_mapped_file_resize (readonly, 3, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_false (garrow_memory_mapped_file_resize (self, -1, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (garrow_memory_mapped_file_resize (self, 3, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_cmpint (garrow_native_file_size (GARROW_NATIVE_FILE (self), NULL),
                   ==,
                   TEXT_SIZE);
  assert_contents (fixture, TEXT);

  g_bytes_unref (view);
  g_assert_false (garrow_memory_mapped_file_resize (self, G_MAXINT64, &error));
  g_assert_cmpuint (error->domain, ==, G_IO_ERROR);
  g_clear_error (&error);
  assert_contents (fixture, TEXT);
  g_assert_true (garrow_memory_mapped_file_resize (self, 3, NULL));
  g_assert_true (garrow_native_file_close (GARROW_NATIVE_FILE (self), NULL));
  g_assert_false (garrow_memory_mapped_file_resize (self, 3, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
}

/* 57, 61 */
static void
test_region (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *missing = g_build_filename (fixture->dir, "missing", NULL);
  g_autoptr (GArrowMemoryMappedFile) self =
    garrow_memory_mapped_file_new_region (fixture->path, "r+", 2, 4, &error);
  GArrowNativeFile *file = GARROW_NATIVE_FILE (self);
  static const gint64 ranges[][2] = {
    {-1, 1},
    {0, -1},
    {0, TEXT_SIZE + 1},
    {TEXT_SIZE + 1, 0},
    {2, TEXT_SIZE - 1},
    {G_MAXINT64, G_MAXINT64},
  };

  (void)data;
  g_assert_no_error (error);
  g_assert_cmpint (garrow_native_file_size (file, NULL), ==, 4);
  assert_bytes (garrow_native_file_read_all (file, NULL), "e\ntw");
  g_assert_true (garrow_native_file_write_at (file, (const guint8 *)"XY", 2, 2, NULL));
  g_assert_false (garrow_native_file_write_at (file, (const guint8 *)"XY", 2, 3, NULL));
  g_assert_true (garrow_native_file_sync (file, &error));
  g_assert_no_error (error);
  assert_contents (fixture, "one\nXYo\nthree\n");

  g_assert_false (garrow_memory_mapped_file_resize (self, 2, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_assert_nonnull (strstr (error->message, "Cannot resize a partial memory map"));
  g_clear_error (&error);
  g_assert_false (garrow_native_file_truncate (file, 2, NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++) {
    g_assert_null (garrow_memory_mapped_file_new_region (fixture->path,
                                                         "r",
                                                         ranges[i][0],
                                                         ranges[i][1],
                                                         &error));
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
    g_assert_nonnull (strstr (error->message, fixture->path));
    g_clear_error (&error);
  }

  g_assert_null (garrow_memory_mapped_file_new_region (missing, "w", 0, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (missing, G_FILE_TEST_EXISTS));
}

/* 15, 62 */
static void
test_create (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "new", NULL);
  g_autoptr (GArrowMemoryMappedFile) self = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  (void)data;
  g_assert_null (garrow_create_memory_map (fixture->path, 10, FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  assert_contents (fixture, TEXT);
  g_clear_error (&error);
  g_assert_null (garrow_create_memory_map (path, -1, FALSE, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  g_clear_error (&error);
  for (gboolean replace = FALSE; replace <= TRUE; replace++) {
    g_clear_error (&error);
    g_assert_null (garrow_create_memory_map (path, G_MAXINT64, replace, &error));
    g_assert_cmpuint (error->domain, ==, G_IO_ERROR);
    g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  }
  g_assert_null (garrow_create_memory_map (fixture->path, G_MAXINT64, TRUE, NULL));
  assert_contents (fixture, TEXT);

  self = garrow_create_memory_map (path, G_GINT64_CONSTANT (1) << 32, FALSE, NULL);
  g_assert_cmpint (garrow_native_file_size (GARROW_NATIVE_FILE (self), NULL),
                   ==,
                   G_GINT64_CONSTANT (1) << 32);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_blocks, ==, 0);
  g_clear_object (&self);
  self = garrow_create_memory_map (path, 5, TRUE, NULL);
  g_assert_cmpint (garrow_native_file_size (GARROW_NATIVE_FILE (self), NULL), ==, 5);
  g_assert_cmpint (g_remove (path), ==, 0);
}

#define ADD(name, test)                                                                  \
  g_test_add ("/memory-mapped-file/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("read", test_read_copies_nothing);
  ADD ("lifetime", test_buffers_outlive_the_file);
  ADD ("write", test_write);
  ADD ("write-only", test_write_only);
  ADD ("open/refuses", test_open_refuses);
  ADD ("empty", test_empty);
  ADD ("cut-short", test_cut_short);
  ADD ("coherent", test_reads_are_coherent);
  ADD ("failed-copy", test_fresh_after_failed_copy);
  ADD ("empty-read", test_empty_reads_pin_nothing);
  ADD ("fifo", test_fifo_is_refused);
  ADD ("resize/grown", test_resize_of_a_file_that_grew);
  ADD ("resize", test_resize);
  ADD ("resize/refuses", test_resize_refuses);
  ADD ("region", test_region);
  ADD ("create", test_create);
  return g_test_run ();
}
