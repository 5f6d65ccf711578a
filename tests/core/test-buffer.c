/* tests/core/test-buffer.c: buffers, and the memory below them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <glib.h>
#include <string.h>

#include "core/memory/buffer.h"

static int64_t
bytes_allocated (void)
{
  ArwPoolStatistics statistics;

  arw_pool_statistics (arw_pool_default (), &statistics);
  return statistics.bytes_allocated;
}

/* 82: aligned to 64, in steps of 64, the padding zeroed. */
static void
test_allocate (void)
{
  ArwBuffer buffer;

  g_assert_true (arw_buffer_allocate (&buffer, arw_pool_default (), 100, NULL));
  g_assert_cmpint (buffer.size, ==, 100);
  g_assert_cmpint (arw_buffer_capacity (&buffer), ==, 128);
  g_assert_cmpuint ((guintptr)buffer.data % 64, ==, 0);
  for (int i = 100; i < 128; i++)
    g_assert_cmpint (buffer.data[i], ==, 0);
  arw_buffer_clear (&buffer);
}

/* 81 */
static void
test_allocate_refuses (void)
{
  ArwBuffer buffer;
  ArwError error;

  g_assert_false (arw_buffer_allocate (&buffer, arw_pool_default (), -1, &error));
  g_assert_cmpint (error.code, ==, ARW_INVALID);
  g_assert_false (arw_buffer_allocate (&buffer, arw_pool_default (), INT64_MAX, &error));
  g_assert_cmpint (error.code, ==, ARW_OUT_OF_MEMORY);
  g_assert_nonnull (buffer.data);
}

static void
test_slice_out_of_range (void)
{
  static const int64_t bad[][2] =
    {{-1, 1}, {0, -1}, {0, 9}, {9, 0}, {8, 1}, {1, INT64_MAX}, {INT64_MAX, INT64_MAX}};
  ArwBuffer buffer, slice;

  g_assert_true (arw_buffer_wrap (&buffer, (void *)"columnar", 8, NULL, NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    ArwError error;

    g_assert_false (arw_buffer_slice (&buffer, bad[i][0], bad[i][1], &slice, &error));
    g_assert_cmpint (error.code, ==, ARW_INDEX);
  }
  g_assert_true (arw_buffer_slice (&buffer, 8, 0, &slice, NULL));
  g_assert_true (slice.data == buffer.data + 8);
  arw_buffer_clear (&slice);
  arw_buffer_clear (&buffer);
}

static void
count (void *n_released)
{
  ++*(int *)n_released;
}

static void
test_owner_is_released_with_the_last_share (void)
{
  int n_released = 0;
  ArwBuffer buffer, slice, again;

  g_assert_true (
    arw_buffer_wrap (&buffer, (void *)"columnar", 8, count, &n_released, NULL));
  g_assert_true (arw_buffer_slice (&buffer, 2, 4, &slice, NULL));
  g_assert_true (arw_buffer_slice (&slice, 1, 2, &again, NULL));
  arw_buffer_clear (&buffer);
  arw_buffer_clear (&slice);
  g_assert_cmpint (n_released, ==, 0);
  g_assert_cmpint (memcmp (again.data, "um", 2), ==, 0);
  arw_buffer_clear (&again);
  g_assert_cmpint (n_released, ==, 1);
}

/* 83 */
static void
test_resize (void)
{
  ArwBuffer buffer;
  uint8_t *data;

  g_assert_true (arw_buffer_allocate (&buffer, arw_pool_default (), 100, NULL));
  memset (buffer.data, 'x', 100);
  data = buffer.data;
  g_assert_true (arw_buffer_resize (&buffer, 120, NULL));
  g_assert_true (buffer.data == data);
  g_assert_true (arw_buffer_resize (&buffer, 10, NULL));
  g_assert_cmpint (arw_buffer_capacity (&buffer), ==, 128);
  g_assert_cmpint (buffer.data[10], ==, 0);
  g_assert_true (arw_buffer_resize (&buffer, 100000, NULL));
  g_assert_cmpint (buffer.data[9], ==, 'x');
  g_assert_cmpint (arw_buffer_capacity (&buffer), ==, 100032);
  g_assert_true (arw_buffer_resize (&buffer, 0, NULL));
  g_assert_true (arw_buffer_set_capacity (&buffer, 0, NULL));
  g_assert_cmpint (arw_buffer_capacity (&buffer), ==, 0);
  g_assert_nonnull (buffer.data);
  arw_buffer_clear (&buffer);
}

static void
test_resize_that_fails_changes_nothing (void)
{
  ArwBuffer buffer;
  ArwError error;
  uint8_t *data;

  g_assert_true (arw_buffer_allocate (&buffer, arw_pool_default (), 100, NULL));
  data = buffer.data;
  g_assert_false (arw_buffer_resize (&buffer, -1, &error));
  g_assert_cmpint (error.code, ==, ARW_INVALID);
  g_assert_false (arw_buffer_resize (&buffer, INT64_MAX, &error));
  g_assert_cmpint (error.code, ==, ARW_OUT_OF_MEMORY);
  g_assert_false (arw_buffer_reserve (&buffer, INT64_C (1) << 62, &error));
  g_assert_cmpint (error.code, ==, ARW_OUT_OF_MEMORY);
  g_assert_cmpint (buffer.size, ==, 100);
  g_assert_true (buffer.data == data);
  arw_buffer_clear (&buffer);
}

/* 9: whoever looks keeps the old bytes, where they are. */
static void
test_resize_leaves_memory_to_its_viewers (void)
{
  static const int64_t sizes[] = {1, 101, 100000};
  int64_t start = bytes_allocated ();

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    ArwBuffer buffer, view;

    g_assert_true (arw_buffer_allocate (&buffer, arw_pool_default (), 100, NULL));
    memset (buffer.data, 'x', 100);
    arw_buffer_share (&buffer, &view);
    g_assert_true (arw_buffer_resize (&buffer, sizes[i], NULL));
    g_assert_true (buffer.data != view.data);
    g_assert_cmpint (arw_buffer_capacity (&buffer), >=, 128); /* 83 */
    memset (buffer.data, 'y', (gsize)sizes[i]);
    for (int k = 0; k < 100; k++)
      g_assert_cmpint (view.data[k], ==, 'x');
    arw_buffer_clear (&buffer);
    arw_buffer_clear (&view);
  }
  g_assert_cmpint (bytes_allocated (), ==, start);
}

static void
test_equal (void)
{
  ArwBuffer a, b, c, empty;

  arw_buffer_wrap (&a, (void *)"abab", 4, NULL, NULL, NULL);
  arw_buffer_slice (&a, 0, 2, &b, NULL);
  arw_buffer_slice (&a, 2, 2, &c, NULL);
  arw_buffer_init_empty (&empty);
  g_assert_true (arw_buffer_equal (&b, &c));
  g_assert_true (arw_buffer_equal (&empty, &empty));
  g_assert_false (arw_buffer_equal (&a, &b));
  arw_buffer_clear (&a);
  arw_buffer_clear (&b);
  arw_buffer_clear (&c);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/buffer/allocate", test_allocate);
  g_test_add_func ("/buffer/allocate/refuses", test_allocate_refuses);
  g_test_add_func ("/buffer/slice/out-of-range", test_slice_out_of_range);
  g_test_add_func ("/buffer/owner", test_owner_is_released_with_the_last_share);
  g_test_add_func ("/buffer/resize", test_resize);
  g_test_add_func ("/buffer/resize/fails", test_resize_that_fails_changes_nothing);
  g_test_add_func ("/buffer/resize/viewed", test_resize_leaves_memory_to_its_viewers);
  g_test_add_func ("/buffer/equal", test_equal);
  return g_test_run ();
}
