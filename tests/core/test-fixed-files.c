/* tests/core/test-fixed-files.c: writers that do not grow: into memory of a fixed size,
 * and into nothing.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

/* 67: all or nothing, and it can seek. */
static void
test_fixed (void)
{
  ArwBuffer memory = buffer_of ("----------");
  ArwFile *file = arw_fixed_writer_new (&memory, NULL);

  write_text (file, "abcd");
  assert_fails (ARW_SYSTEM, "10", arw_file_write (file, "1234567", 7, &error));
  g_assert_cmpint (arw_file_tell (file, NULL), ==, 4);
  write_text (file, "123456");
  g_assert_cmpint (arw_file_seek (file, 1, SEEK_SET, NULL), ==, 1);
  write_text (file, "X");
  g_assert_true (arw_file_write_at (file, 8, "YZ", 2, NULL));
  assert_fails (ARW_SYSTEM, "10", arw_file_write_at (file, 9, "YZ", 2, &error));
  g_assert_cmpint (arw_file_tell (file, NULL), ==, 2);
  arw_file_free (file);
  assert_holds (&memory, "aXcd1234YZ");
  arw_buffer_clear (&memory);
}

#define LARGE (3 * 1024 * 1024 + 17)

/* Copying by several threads leaves no gap, however the blocks fall. */
static void
test_fixed_threads (void)
{
  static const int64_t block_sizes[] = {1, 64, 65536, 1 << 30};
  uint8_t *data = g_malloc (LARGE);

  for (int i = 0; i < LARGE; i++)
    data[i] = (uint8_t)(i % 251);
  for (gsize i = 0; i < G_N_ELEMENTS (block_sizes); i++) {
    ArwBuffer memory;
    ArwFile *file;

    g_assert_true (arw_buffer_allocate (&memory, arw_pool_default (), LARGE, NULL));
    file = arw_fixed_writer_new (&memory, NULL);
    g_assert_true (arw_fixed_writer_set_threads (file, 3, NULL));
    g_assert_true (arw_fixed_writer_set_threshold (file, 1000, NULL));
    g_assert_true (arw_fixed_writer_set_block_size (file, block_sizes[i], NULL));
    g_assert_true (arw_file_write (file, data, LARGE, NULL));
    g_assert_true (memcmp (memory.data, data, LARGE) == 0);
    arw_file_free (file);
    arw_buffer_clear (&memory);
  }
  g_free (data);
}

static void
test_fixed_refuses (void)
{
  ArwBuffer memory = buffer_of ("--");
  ArwFile *file = arw_fixed_writer_new (&memory, NULL);

  assert_fails (ARW_INVALID, "0", arw_fixed_writer_set_threads (file, 0, &error));
  assert_fails (ARW_INVALID, "3", arw_fixed_writer_set_block_size (file, 3, &error));
  assert_fails (ARW_INVALID, "-1", arw_fixed_writer_set_threshold (file, -1, &error));
  arw_file_free (file);
  arw_buffer_clear (&memory);
}

/* 69 */
static void
test_counting (void)
{
  ArwFile *file = arw_counting_writer_new (NULL);

  write_text (file, "abcd");
  write_text (file, "");
  write_text (file, "ef");
  g_assert_cmpint (arw_file_tell (file, NULL), ==, 6);
  g_assert_true (arw_file_close (file, NULL));
  g_assert_cmpint (arw_file_size (file, NULL), ==, 6);
  assert_fails (ARW_CLOSED, "closed", arw_file_write (file, "x", 1, &error));
  arw_file_free (file);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fixed-writer/write", test_fixed);
  g_test_add_func ("/fixed-writer/threads", test_fixed_threads);
  g_test_add_func ("/fixed-writer/refuses", test_fixed_refuses);
  g_test_add_func ("/counting-writer/count", test_counting);
  return g_test_run ();
}
