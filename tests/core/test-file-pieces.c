/* tests/core/test-file-pieces.c: what is large, and many ranges, read in several
 * places at once.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "remote-util.h"

/* Into place: all or nothing, and the first failure is what is told. */
static void
test_large (Remote *remote, gconstpointer data)
{
  ArwFile *file = open_remote (remote, 0, NULL);
  g_autofree uint8_t *room = g_malloc (SIZE + MIB);
  ArwBuffer all;

  (void)data;
  remote->gather = AT_ONCE;
  g_assert_cmpint (arw_file_read (file, room, SIZE + MIB, NULL), ==, SIZE);
  assert_next (remote, 0, room, SIZE);
  g_assert_cmpint (remote->n_most, ==, AT_ONCE);
  g_assert_cmpint (remote->n_calls, <=, SIZE / PIECE + AT_ONCE + 1);
  g_assert_cmpint (arw_file_read (file, room, SIZE, NULL), ==, 0);
  g_assert_cmpint (arw_file_read_at (file, 5, room, SIZE, NULL), ==, SIZE - 5);
  assert_next (remote, 5, room, SIZE - 5);

  arw_file_seek (file, 1, SEEK_SET, NULL);
  g_assert_true (arw_file_read_all (file, &all, NULL));
  g_assert_cmpint (all.size, ==, SIZE - 1);
  assert_next (remote, 1, all.data, SIZE - 1);
  arw_buffer_clear (&all);

  remote->fail_at = 2 * MIB + 1;
  remote->fail_also_at = 2 * MIB + 2 * PIECE;
  remote->most = 5000;
  arw_file_seek (file, 3, SEEK_SET, NULL);
  assert_fails (ARW_SYSTEM, "at 2097153", arw_file_read (file, room, SIZE, &error) >= 0);
  assert_fails (ARW_SYSTEM,
                "at 2097153",
                arw_file_read_at (file, 0, room, SIZE, &error) >= 0);
  assert_fails (ARW_SYSTEM, "at 2097153", arw_file_read_all (file, &all, &error));
  g_assert_cmpint (arw_file_read (file, room, SIZE, NULL), ==, -1);
  g_assert_cmpint (arw_file_tell (file, NULL), ==, 3);
  remote->fail_at = remote->fail_also_at = NEVER;
  g_assert_cmpint (arw_file_read (file, room, SIZE, NULL), ==, SIZE - 3);
  assert_next (remote, 3, room, SIZE - 3);
  arw_file_free (file);
}

/* What a slice reads in pieces is not cut again by the file below it. */
static void
test_slice (Remote *remote, gconstpointer data)
{
  ArwFile *file = open_remote (remote, 0, NULL);
  ArwFile *slice = arw_file_slice_new (file, 100, SIZE, NULL);
  ArwFile *inner = arw_file_slice_new (slice, 10, SIZE - 120, NULL);
  g_autofree uint8_t *room = g_malloc (SIZE);

  (void)data;
  g_assert_cmpint (arw_file_read (slice, room, SIZE, NULL), ==, SIZE - 100);
  assert_next (remote, 100, room, SIZE - 100);
  g_assert_cmpint (remote->n_most, ==, AT_ONCE);
  g_assert_cmpint (arw_file_read_at (inner, 1, room, SIZE, NULL), ==, SIZE - 121);
  assert_next (remote, 111, room, SIZE - 121);
  g_assert_cmpint (remote->n_most, ==, AT_ONCE);
  g_assert_true (arw_file_close (file, NULL));
  assert_fails (ARW_CLOSED, "remote", arw_file_read (slice, room, 10, &error) >= 0);
  arw_file_free (inner);
  arw_file_free (slice);
  arw_file_free (file);
}

static void
assert_ranges (Remote *remote, ArwFile *file, const ArwRange *ranges, size_t n)
{
  g_autofree ArwBuffer *out = g_new (ArwBuffer, n);

  g_assert_true (arw_file_read_ranges (file, ranges, n, out, NULL));
  for (size_t i = 0; i < n; i++) {
    int64_t left = MAX (remote->size - ranges[i].offset, 0);

    g_assert_cmpint (out[i].size, ==, MIN (ranges[i].size, left));
    if (out[i].size > 0)
      assert_next (remote, ranges[i].offset, out[i].data, out[i].size);
    arw_buffer_clear (&out[i]);
  }
}

static void
test_ranges (Remote *remote, gconstpointer data)
{
  static const ArwRange near[] = {{0, 9}, {PIECE / 8, 9}, {PIECE / 4, 9}};
  static const ArwRange far[] = {{0, 9},
                                 {MIB, 9},
                                 {2 * MIB, 9},
                                 {3 * MIB, 9},
                                 {5 * MIB, 9}};
  static const ArwRange large[] = {{10, 9}, {PIECE * 2, 3 * MIB}, {SIZE - 9, 99}};
  ArwFile *file = open_remote (remote, 0, NULL);
  ArwFile *slice = arw_file_slice_new (file, 0, SIZE, NULL);
  ArwRange ranges[300];

  (void)data;
  assert_ranges (remote, file, near, 3);
  g_assert_cmpint (remote->n_calls, ==, 1);
  remote->n_calls = 0;
  remote->gather = AT_ONCE;
  assert_ranges (remote, file, far, 5);
  g_assert_cmpint (remote->n_calls, ==, 5);
  g_assert_cmpint (remote->n_most, ==, AT_ONCE);
  remote->n_most = 0;
  assert_ranges (remote, slice, far, 5);
  g_assert_cmpint (remote->n_most, ==, AT_ONCE);
  remote->gather = 0;
  remote->n_most = 0;
  remote->wait = 10000;
  assert_ranges (remote, file, large, 3);
  g_assert_cmpint (remote->n_most, >=, 2);

  remote->wait = 0;
  for (int i = 0; i < 20; i++) {
    for (gsize j = 0; j < G_N_ELEMENTS (ranges); j++) {
      ranges[j].offset = g_test_rand_int_range (0, SIZE + 1000);
      ranges[j].size = g_test_rand_int_range (0, 2 << g_test_rand_int_range (0, 20));
    }
    remote->most = i % 2 == 0 ? SIZE : 30000;
    assert_ranges (remote, file, ranges, (size_t)g_test_rand_int_range (1, 300));
  }

  remote->most = SIZE;
  remote->fail_at = MIB;
  for (gsize i = 0; i < 2; i++) {
    ArwBuffer out[5];

    assert_fails (ARW_SYSTEM,
                  "Cannot read 'remote' at 1048576",
                  arw_file_read_ranges (file, i == 0 ? far : large, 3, out, &error));
  }
  arw_file_free (slice);
  arw_file_free (file);
}

/* A small range does not keep what was read along with it. */
static void
test_ranges_memory (Remote *remote, gconstpointer data)
{
  ArwPool *pool = arw_pool_new_over (arw_pool_default (), NULL, NULL);
  ArwFile *file = open_remote (remote, 0, pool);
  ArwRange ranges[30];
  ArwBuffer out[30];

  (void)data;
  file->piece_size = 4 * MIB;
  for (int i = 0; i < 30; i++)
    ranges[i] = (ArwRange){i * 128 * KIB, 100 * KIB};
  g_assert_true (arw_file_read_ranges (file, ranges, 30, out, NULL));
  g_assert_cmpint (remote->n_calls, <=, 5);
  for (int i = 0; i < 30; i++) {
    assert_next (remote, ranges[i].offset, out[i].data, 100 * KIB);
    if (i != 7)
      arw_buffer_clear (&out[i]);
  }
  g_assert_cmpint (bytes_out (pool), <=, 256 * KIB);
  arw_buffer_clear (&out[7]);
  arw_file_free (file);
  arw_pool_unref (pool);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add (name, Remote, NULL, set_up, test, tear_down)
  ADD ("/file-pieces/large", test_large);
  ADD ("/file-pieces/slice", test_slice);
  ADD ("/file-pieces/ranges", test_ranges);
  ADD ("/file-pieces/ranges-memory", test_ranges_memory);
  return g_test_run ();
}
