/* tests/hdfs/files.c: files that are read and written.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "functions.h"

#include <gio/gio.h>
#include <string.h>

#define BLOCK 4096

static GArrowNativeFile *
open_file (Fixture *fixture, const char *path, const char *mode)
{
  g_autoptr (GError) error = NULL;
  GArrowHdfsFile *file = garrow_hdfs_open (fixture->hdfs, path, mode, NULL, &error);

  g_assert_no_error (error);
  return GARROW_NATIVE_FILE (file);
}

static void
write_text (GArrowNativeFile *file, const char *text)
{
  g_autoptr (GError) error = NULL;

  garrow_native_file_write (file, (const guint8 *)text, (gint64)strlen (text), &error);
  g_assert_no_error (error);
}

static void
close_file (GArrowNativeFile *file)
{
  g_autoptr (GError) error = NULL;

  garrow_native_file_close (file, &error);
  g_assert_no_error (error);
}

static void
assert_content (Fixture *fixture, const char *path, const char *expected)
{
  g_autoptr (GBytes) content = get (fixture->hdfs, path);

  assert_is (content, expected, strlen (expected));
}

static gboolean
exists (Fixture *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;
  gboolean found = garrow_hdfs_exists (fixture->hdfs, path, &error);

  g_assert_no_error (error);
  return found;
}

static void
test_create (Fixture *fixture)
{
  g_autofree char *path = path_of (fixture, "new");
  g_autoptr (GArrowNativeFile) file = open_file (fixture, path, "w");

  g_assert_true (garrow_native_file_writable (file));
  g_assert_false (garrow_native_file_readable (file));
  write_text (file, "one\n");
  write_text (file, "two\n");
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 8);
  g_assert_false (exists (fixture, path)); /* until it is whole */
  close_file (file);
  close_file (file);
  assert_content (fixture, path, "one\ntwo\n");
}

static void
test_overwrite (Fixture *fixture)
{
  g_autofree char *path = path_of (fixture, "there");
  g_autoptr (GArrowNativeFile) first = open_file (fixture, path, "wb");
  g_autoptr (GArrowNativeFile) second = NULL;

  write_text (first, "the first one");
  close_file (first);
  second = open_file (fixture, path, "w");
  write_text (second, "another");
  assert_content (fixture, path, "the first one");
  close_file (second);
  assert_content (fixture, path, "another");
}

static void
test_exclusive (Fixture *fixture)
{
  g_autofree char *path = path_of (fixture, "x");
  g_autoptr (GArrowNativeFile) file = open_file (fixture, path, "x");
  g_autoptr (GArrowNativeFile) late = open_file (fixture, path, "xb");

  write_text (file, "mine");
  close_file (file);
  assert_io_error (EXISTS,
                   path,
                   garrow_hdfs_open (fixture->hdfs, path, "x", NULL, &failure));

  /* Both were opened when it was not there. */
  write_text (late, "not mine");
  assert_io_error (EXISTS, path, garrow_native_file_close (late, &failure));
  assert_content (fixture, path, "mine");
}

static void
test_append (Fixture *fixture)
{
  g_autofree char *path = path_of (fixture, "log");

  for (int i = 0; i < 3; i++) {
    g_autoptr (GArrowNativeFile) file = open_file (fixture, path, "a");

    g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 5 * i);
    write_text (file, "line\n");
    close_file (file);
  }
  assert_content (fixture, path, "line\nline\nline\n");
}

static void
test_empty (Fixture *fixture)
{
  g_autofree char *path = path_of (fixture, "empty");
  g_autoptr (GArrowNativeFile) file = open_file (fixture, path, "w");
  g_autoptr (GArrowNativeFile) reader = NULL;

  close_file (file);
  assert_content (fixture, path, "");
  reader = open_file (fixture, path, "r");
  g_assert_cmpint (garrow_native_file_size (reader, NULL), ==, 0);
}

static void
test_modes (Fixture *fixture)
{
  g_autofree char *path = path_of (fixture, "modes");
  g_autofree char *missing = path_of (fixture, "no/such");
  GArrowHdfs *hdfs = fixture->hdfs;

  assert_io_error (NOT_FOUND, path, garrow_hdfs_open (hdfs, path, "r", NULL, &failure));
  assert_io_error (NOT_FOUND,
                   missing,
                   garrow_hdfs_open (hdfs, missing, "r", NULL, &failure));
  assert_io_error (IS_DIRECTORY,
                   fixture->folder,
                   garrow_hdfs_open (hdfs, fixture->folder, "r", NULL, &failure));
  assert_io_error (IS_DIRECTORY,
                   fixture->folder,
                   garrow_hdfs_open (hdfs, fixture->folder, "w", NULL, &failure));
  assert_io_error (IS_DIRECTORY,
                   fixture->folder,
                   garrow_hdfs_open (hdfs, fixture->folder, "a", NULL, &failure));
  assert_arrow_error (NOT_SUPPORTED,
                      path,
                      garrow_hdfs_open (hdfs, path, "r+", NULL, &failure));
  assert_arrow_error (INVALID, "q", garrow_hdfs_open (hdfs, path, "q", NULL, &failure));
  g_assert_false (exists (fixture, path));
}

static void
test_abort (Fixture *fixture)
{
  g_autofree char *path = path_of (fixture, "aborted");
  g_autoptr (GArrowNativeFile) file = open_file (fixture, path, "w");
  g_autoptr (GError) error = NULL;

  write_text (file, "nothing to keep");
  garrow_native_file_abort (file, &error);
  g_assert_no_error (error);
  g_assert_false (exists (fixture, path));
}

/* A file that is dropped is never there. */
static void
test_drop (Fixture *fixture)
{
  g_autofree char *path = path_of (fixture, "dropped");
  g_autofree char *pattern = g_strdup_printf ("*%s*", path);
  g_autoptr (GArrowNativeFile) file = open_file (fixture, path, "w");

  write_text (file, "nothing to keep");
  g_test_expect_message ("ArrowIO", G_LOG_LEVEL_WARNING, pattern);
  g_clear_object (&file);
  g_test_assert_expected_messages ();
  g_assert_false (exists (fixture, path));
}

static void
test_flush (Fixture *fixture)
{
  g_autofree char *path = path_of (fixture, "flushed");
  g_autoptr (GArrowNativeFile) file = open_file (fixture, path, "a");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 4; i++) {
    write_text (file, "part\n");
    garrow_native_file_flush (file, &error);
    g_assert_no_error (error);
  }
  close_file (file);
  assert_content (fixture, path, "part\npart\npart\npart\n");
}

static GArrowHdfsInfo *
get_info (Fixture *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;
  GArrowHdfsInfo *info = garrow_hdfs_get_info (fixture->hdfs, path, &error);

  g_assert_no_error (error);
  return info;
}

/* Of blocks of 4 KiB, and a rest. */
static void
put_blocks (Fixture *fixture, const char *path, GBytes *content)
{
  g_autoptr (GArrowHdfsOptions) options = garrow_hdfs_options_new ();
  g_autoptr (GArrowHdfsFile) file = NULL;
  g_autoptr (GError) error = NULL;

  garrow_hdfs_options_set_block_size (options, BLOCK);
  file = garrow_hdfs_open (fixture->hdfs, path, "w", options, &error);
  g_assert_no_error (error);
  garrow_native_file_write_bytes (GARROW_NATIVE_FILE (file), content, &error);
  g_assert_no_error (error);
  close_file (GARROW_NATIVE_FILE (file));
}

static void
assert_part (GArrowNativeFile *file, GBytes *content, gint64 offset, gint64 size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) part = garrow_native_file_read_at (file, size, offset, &error);
  gint64 whole = (gint64)g_bytes_get_size (content);
  gint64 start = MIN (offset, whole);
  g_autoptr (GBytes) expected =
    g_bytes_new_from_bytes (content, (gsize)start, (gsize)MIN (size, whole - start));

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (part, expected));
}

static void
test_blocks (Fixture *fixture)
{
  g_autofree char *path = path_of (fixture, "blocks");
  const gint64 size = 40 * BLOCK + 123;
  g_autoptr (GBytes) content = make_noise (1, (gsize)size);
  g_autoptr (GBytes) all = NULL;
  g_autoptr (GArrowHdfsInfo) info = NULL;
  g_autoptr (GArrowNativeFile) file = NULL;

  put_blocks (fixture, path, content);
  info = get_info (fixture, path);
  g_assert_cmpint (garrow_hdfs_info_get_block_size (info), ==, BLOCK);
  g_assert_cmpint (garrow_hdfs_info_get_size (info), ==, size);
  all = get (fixture->hdfs, path);
  g_assert_true (g_bytes_equal (all, content));

  file = open_file (fixture, path, "r");
  for (gint64 block = 1; block < 40; block += 13) {
    assert_part (file, content, block * BLOCK - 1, 1);
    assert_part (file, content, block * BLOCK - 1, 2);
    assert_part (file, content, block * BLOCK, 1);
    assert_part (file, content, block * BLOCK - 10, 3 * BLOCK);
  }
  assert_part (file, content, size - 1, 1);
  assert_part (file, content, size - 1, 10);
  assert_part (file, content, size, 10);
  assert_part (file, content, size + 1000, 10);
  assert_part (file, content, 0, G_MAXINT64);
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 0);
}

/* Forth and back, and on. */
static void
test_seek (Fixture *fixture)
{
  g_autofree char *path = path_of (fixture, "seek");
  const gint64 size = 20 * BLOCK;
  g_autoptr (GBytes) content = make_noise (2, (gsize)size);
  g_autoptr (GArrowNativeFile) file = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  put_blocks (fixture, path, content);
  file = open_file (fixture, path, "r");
  g_assert_true (garrow_native_file_seekable (file));
  for (int i = 0; i < 50; i++) {
    gint64 offset = g_rand_int_range (random, 0, (gint32)size);
    gint64 wanted = g_rand_int_range (random, 0, 3 * BLOCK);
    gsize length = (gsize)MIN (wanted, size - offset);
    g_autoptr (GBytes) expected = g_bytes_new_from_bytes (content, (gsize)offset, length);
    g_autoptr (GBytes) part = NULL;
    g_autoptr (GError) error = NULL;

    garrow_native_file_seek (file, offset, GARROW_SEEK_WHENCE_SET, &error);
    g_assert_no_error (error);
    part = garrow_native_file_read (file, (gint64)length, &error);
    g_assert_no_error (error);
    g_assert_true (g_bytes_equal (part, expected));
    g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, offset + (gint64)length);
  }
}

static void
test_ranges (Fixture *fixture)
{
  g_autofree char *path = path_of (fixture, "ranges");
  g_autoptr (GBytes) content = make_noise (3, 100 * BLOCK);
  g_autoptr (GArrowNativeFile) file = NULL;
  g_autolist (GArrowBuffer) buffers = NULL;
  g_autoptr (GError) error = NULL;
  gint64 offsets[60], sizes[60];
  GList *node;

  put_blocks (fixture, path, content);
  for (int i = 0; i < 60; i++) {
    offsets[i] = (i * 37 % 100) * BLOCK + i;
    sizes[i] = i * 50;
  }
  file = open_file (fixture, path, "r");
  buffers = garrow_native_file_read_ranges (file, offsets, 60, sizes, 60, &error);
  g_assert_no_error (error);
  node = buffers;
  for (int i = 0; i < 60; i++, node = node->next) {
    g_autoptr (GBytes) part = garrow_buffer_get_data (node->data);
    gint64 size = MIN (sizes[i], 100 * BLOCK - offsets[i]);
    g_autoptr (GBytes) expected =
      g_bytes_new_from_bytes (content, (gsize)offsets[i], (gsize)size);

    g_assert_true (g_bytes_equal (part, expected));
  }
}

static void
test_options (Fixture *fixture)
{
  g_autofree char *path = path_of (fixture, "options");
  g_autoptr (GArrowHdfsOptions) options = garrow_hdfs_options_new ();
  g_autoptr (GArrowHdfsFile) file = NULL;
  g_autoptr (GArrowHdfsInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  garrow_hdfs_options_set_replication (options, 2);
  garrow_hdfs_options_set_block_size (options, 1 << 20);
  garrow_hdfs_options_set_permission (options, 0640);
  garrow_hdfs_options_set_buffer_size (options, 8192);
  file = garrow_hdfs_open (fixture->hdfs, path, "w", options, &error);
  g_assert_no_error (error);
  close_file (GARROW_NATIVE_FILE (file));
  info = get_info (fixture, path);
  g_assert_cmpuint (garrow_hdfs_info_get_replication (info), ==, 2);
  g_assert_cmpint (garrow_hdfs_info_get_block_size (info), ==, 1 << 20);
  g_assert_cmpuint (garrow_hdfs_info_get_permission (info), ==, 0640);

  garrow_hdfs_options_set_block_size (options, -1);
  assert_arrow_error (INVALID,
                      "negative",
                      garrow_hdfs_open (fixture->hdfs, path, "w", options, &failure));
}

/* It reads what was there when it was opened, and no more. */
static void
test_grows (Fixture *fixture)
{
  g_autofree char *path = path_of (fixture, "grows");
  g_autoptr (GArrowNativeFile) writer = open_file (fixture, path, "a");
  g_autoptr (GArrowNativeFile) reader = NULL;
  g_autoptr (GBytes) content = NULL;

  write_text (writer, "before");
  close_file (writer);
  reader = open_file (fixture, path, "r");
  g_clear_object (&writer);
  writer = open_file (fixture, path, "a");
  write_text (writer, "after");
  close_file (writer);
  g_assert_cmpint (garrow_native_file_size (reader, NULL), ==, 6);
  content = garrow_native_file_read_all (reader, NULL);
  assert_is (content, "before", 6);
}

void
add_file_tests (void)
{
  add_test ("create", test_create);
  add_test ("overwrite", test_overwrite);
  add_test ("exclusive", test_exclusive);
  add_test ("append", test_append);
  add_test ("empty", test_empty);
  add_test ("modes", test_modes);
  add_test ("abort", test_abort);
  add_test ("drop", test_drop);
  add_test ("flush", test_flush);
  add_test ("blocks", test_blocks);
  add_test ("seek", test_seek);
  add_test ("ranges", test_ranges);
  add_test ("options", test_options);
  add_test ("grows", test_grows);
}
