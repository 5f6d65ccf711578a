/* tests/core/test-memory-files.c: memory as a file that is read, and as one that is
 * written.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

/* 68: nothing is copied, and what was read outlives the file. */
static void
test_reader_shares (void)
{
  ArwBuffer source = buffer_of ("columnar");
  ArwFile *file = arw_memory_reader_new (&source, NULL, NULL);
  const uint8_t *data = source.data;
  ArwBuffer read;

  arw_buffer_clear (&source);
  g_assert_cmpint (arw_file_size (file, NULL), ==, 8);
  g_assert_cmpint (arw_file_seek (file, 3, SEEK_SET, NULL), ==, 3);
  g_assert_true (arw_file_read_buffer (file, 2, &read, NULL));
  g_assert_true (read.data == data + 3);
  g_assert_cmpint (arw_file_tell (file, NULL), ==, 5);
  arw_file_free (file);
  assert_holds (&read, "um");
  arw_buffer_clear (&read);
}

/* 25: beyond the end there is nothing, and it is no error. */
static void
test_reader_ends (void)
{
  ArwFile *file = reader_of ("columnar");

  g_assert_cmpint (arw_file_seek (file, 100, SEEK_SET, NULL), ==, 100);
  assert_reads (file, 10, "");
  g_assert_cmpint (arw_file_tell (file, NULL), ==, 100);
  assert_fails (ARW_INVALID, "position", arw_file_seek (file, -1, SEEK_SET, &error) >= 0);
  g_assert_cmpint (arw_file_tell (file, NULL), ==, 100);
  assert_fails (ARW_NOT_SUPPORTED, "writing", arw_file_write (file, "x", 1, &error));
  arw_file_free (file);
}

/* 64: what was written can be had again and again, and nothing is added any more. */
static void
test_writer_finishes (void)
{
  ArwFile *file = arw_memory_writer_new (NULL, NULL);
  ArwBuffer first, second;

  write_text (file, "colu");
  write_text (file, "mnar");
  g_assert_cmpint (arw_file_tell (file, NULL), ==, 8);
  g_assert_true (arw_memory_writer_finish (file, &first, NULL));
  g_assert_true (arw_memory_writer_finish (file, &second, NULL));
  g_assert_true (first.data == second.data);
  assert_holds (&first, "columnar");
  g_assert_cmpint (arw_buffer_capacity (&first), ==, 64); /* 65: no more than it takes */
  g_assert_cmpint (arw_file_tell (file, NULL), ==, 8);
  g_assert_cmpint (arw_file_size (file, NULL), ==, 8);
  assert_fails (ARW_CLOSED, "closed", arw_file_write (file, "x", 1, &error));
  arw_file_free (file);
  assert_holds (&second, "columnar");
  arw_buffer_clear (&first);
  arw_buffer_clear (&second);
}

static void
test_writer_grows (void)
{
  ArwFile *file = arw_memory_writer_new (NULL, NULL);
  ArwBuffer all;

  for (int i = 0; i < 100000; i++)
    g_assert_true (arw_file_write (file, &i, sizeof i, NULL));
  g_assert_true (arw_memory_writer_finish (file, &all, NULL));
  g_assert_cmpint (all.size, ==, 100000 * (int64_t)sizeof (int));
  for (int i = 0; i < 100000; i++)
    g_assert_true (memcmp (all.data + (size_t)i * sizeof i, &i, sizeof i) == 0);
  arw_buffer_clear (&all);
  arw_file_free (file);
}

static void
test_writer_of_nothing (void)
{
  ArwFile *file = arw_memory_writer_new (NULL, NULL);
  ArwBuffer all;

  g_assert_true (arw_memory_writer_finish (file, &all, NULL));
  g_assert_cmpint (all.size, ==, 0);
  g_assert_nonnull (all.data);
  arw_buffer_clear (&all);
  arw_file_free (file);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/memory-reader/shares", test_reader_shares);
  g_test_add_func ("/memory-reader/ends", test_reader_ends);
  g_test_add_func ("/memory-writer/finishes", test_writer_finishes);
  g_test_add_func ("/memory-writer/grows", test_writer_grows);
  g_test_add_func ("/memory-writer/nothing", test_writer_of_nothing);
  return g_test_run ();
}
