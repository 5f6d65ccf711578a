/* tests/core/test-pool-over.c: what pools over other pools do beyond what test-pool.c
 * asks of every pool, and which pool is the default.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <glib.h>

#include "core/files/kinds.h"
#include "core/memory/buffer.h"

static int64_t
bytes_of (ArwPool *pool)
{
  ArwPoolStatistics statistics;

  arw_pool_statistics (pool, &statistics);
  return statistics.bytes_allocated;
}

/* 87 */
static void
test_counts_its_own (void)
{
  ArwPool *parent = arw_pool_default ();
  ArwPool *one = arw_pool_new_over (parent, NULL, NULL);
  ArwPool *other = arw_pool_new_over (one, NULL, NULL);
  int64_t before = bytes_of (parent);
  ArwBuffer a, b;

  g_assert_true (arw_buffer_allocate (&a, one, 64, NULL));
  g_assert_true (arw_buffer_allocate (&b, other, 128, NULL));
  g_assert_cmpint (bytes_of (other), ==, 128);
  g_assert_cmpint (bytes_of (one), ==, 192);
  g_assert_cmpint (bytes_of (parent), ==, before + 192);
  g_assert_cmpstr (arw_pool_backend_name (other), ==, arw_pool_backend_name (parent));
  arw_buffer_clear (&a);
  arw_buffer_clear (&b);
  g_assert_cmpint (bytes_of (one), ==, 0);
  g_assert_cmpint (bytes_of (parent), ==, before);
  arw_pool_unref (one);
  arw_pool_unref (other);
}

static GString *heard;

static void
hear (ArwPool *pool, const ArwPoolEvent *event)
{
  g_assert_true (arw_pool_backend_name (pool) != NULL);
  g_string_append_printf (heard,
                          "%d %d>%d @%d;",
                          event->operation,
                          (int)event->old_size,
                          (int)event->new_size,
                          (int)event->alignment);
}

/* 88, 89: the alignment goes all the way down, and what fails is not told. */
static void
test_observer (void)
{
  ArwPool *pool = arw_pool_new_over (arw_pool_default (), hear, NULL);
  ArwPool *top = arw_pool_new_over (pool, NULL, NULL);
  ArwBuffer buffer, slice;
  ArwError error;

  heard = g_string_new (NULL);
  g_assert_true (arw_buffer_allocate_aligned (&buffer, top, 100, 512, NULL));
  for (int64_t size = 200; size <= 100 * 1000; size *= 7) {
    g_string_truncate (heard, 0);
    g_assert_true (arw_buffer_resize (&buffer, size, NULL));
    g_assert_cmpuint ((guintptr)buffer.data % 512, ==, 0);
    g_assert_true (g_str_has_suffix (heard->str, "@512;"));
  }

  /* Moves away from the slice. */
  g_string_truncate (heard, 0);
  g_assert_true (arw_buffer_slice (&buffer, 0, 10, &slice, NULL));
  g_assert_true (arw_buffer_resize (&buffer, 10, NULL));
  g_assert_cmpuint ((guintptr)buffer.data % 512, ==, 0);
  arw_buffer_clear (&slice);
  g_assert_true (arw_buffer_set_capacity (&buffer, 0, NULL));
  g_string_truncate (heard, 0);
  arw_buffer_clear (&buffer);
  g_assert_cmpstr (heard->str, ==, "2 64>0 @512;");

  g_string_truncate (heard, 0);
  g_assert_false (arw_buffer_allocate (&buffer, top, INT64_C (1) << 62, &error));
  g_assert_cmpint (error.code, ==, ARW_OUT_OF_MEMORY);
  g_assert_false (arw_buffer_allocate_aligned (&buffer, top, 100, 48, &error));
  g_assert_cmpint (error.code, ==, ARW_INVALID);
  g_assert_cmpstr (error.message, ==, "invalid alignment parameter: 48");
  g_assert_cmpstr (heard->str, ==, "");
  arw_pool_unref (pool);
  arw_pool_unref (top);
  g_string_free (heard, TRUE);
}

/* 7: whoever has memory holds the pool, and the pool its parent. */
static void
test_memory_outlives_pool (void)
{
  ArwPool *pool = arw_pool_new_over (arw_pool_default (), NULL, NULL);
  ArwPool *top = arw_pool_new_over (pool, NULL, NULL);
  int64_t before = bytes_of (arw_pool_default ());
  ArwBuffer buffer, slice;
  ArwFile *file;

  arw_pool_unref (pool);
  g_assert_true (arw_buffer_allocate (&buffer, top, 100, NULL));
  g_assert_true (arw_buffer_slice (&buffer, 1, 2, &slice, NULL));
  file = arw_memory_writer_new (top, NULL);
  arw_pool_unref (top);
  arw_buffer_clear (&buffer);
  g_assert_true (arw_file_write (file, "columnar", 8, NULL));
  arw_file_free (file);
  g_assert_cmpint (bytes_of (arw_pool_default ()), ==, before + 128);
  arw_buffer_clear (&slice);
  g_assert_cmpint (bytes_of (arw_pool_default ()), ==, before);
}

/* 7, 91: the default may be dropped by whoever set it, and replaced while it is in use.
 */
static void
test_default (void)
{
  ArwPool *first = arw_pool_default ();
  ArwPool *pool = arw_pool_new_over (first, NULL, NULL);
  ArwFile *file;
  ArwBuffer a, b;

  arw_pool_set_default (pool);
  arw_pool_set_default (pool);
  arw_pool_unref (pool);
  g_assert_true (arw_pool_default () == pool);
  g_assert_true (arw_buffer_allocate (&a, arw_pool_default (), 100, NULL));
  file = arw_memory_writer_new (NULL, NULL);
  arw_pool_set_default (first);
  g_assert_true (arw_buffer_allocate (&b, arw_pool_default (), 100, NULL));
  g_assert_true (arw_file_write (file, "columnar", 8, NULL));
  g_assert_cmpint (bytes_of (pool), >, 128);
  arw_file_free (file);
  g_assert_cmpint (bytes_of (pool), ==, 128);
  arw_buffer_clear (&b);
  arw_buffer_clear (&a);
  g_assert_cmpint (bytes_of (pool), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pool-over/counts", test_counts_its_own);
  g_test_add_func ("/pool-over/observer", test_observer);
  g_test_add_func ("/pool-over/outlived", test_memory_outlives_pool);
  g_test_add_func ("/pool-over/default", test_default);
  return g_test_run ();
}
