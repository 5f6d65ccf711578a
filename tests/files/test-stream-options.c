/* tests/files/test-stream-options.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

static void
test_defaults (void)
{
  g_autoptr (GArrowStreamOptions) options = garrow_stream_options_new ();

  g_assert_cmpstr (garrow_stream_options_get_compression (options), ==, "detect");
  g_assert_cmpint (garrow_stream_options_get_compression_level (options),
                   ==,
                   GARROW_COMPRESSION_LEVEL_DEFAULT);
  g_assert_null (garrow_stream_options_get_memory_pool (options));
  g_assert_cmpint (garrow_stream_options_get_threads (options), ==, 1);
  g_assert_false (garrow_stream_options_get_members (options));
}

static void
count (int *n_notified)
{
  ++*n_notified;
}

static void
test_properties (void)
{
  g_autoptr (GArrowStreamOptions) options = garrow_stream_options_new ();
  g_autoptr (GArrowMemoryPool) pool = garrow_memory_pool_default ();
  g_autoptr (GArrowMemoryPool) same = NULL;
  g_autofree char *compression = NULL;
  int level, threads, n_notified = 0;

  g_signal_connect_swapped (options, "notify", G_CALLBACK (count), &n_notified);
  g_object_set (options,
                "compression",
                "zstd",
                "compression-level",
                -5,
                "memory-pool",
                pool,
                "threads",
                -3,
                "members",
                TRUE,
                NULL);
  g_assert_cmpint (n_notified, ==, 5);
  garrow_stream_options_set_compression (options, "zstd");
  garrow_stream_options_set_compression_level (options, -5);
  garrow_stream_options_set_memory_pool (options, pool);
  garrow_stream_options_set_threads (options, -3);
  garrow_stream_options_set_members (options, 7);
  g_assert_cmpint (n_notified, ==, 5);
  g_object_get (options,
                "compression",
                &compression,
                "compression-level",
                &level,
                "memory-pool",
                &same,
                "threads",
                &threads,
                NULL);
  g_assert_cmpstr (compression, ==, "zstd");
  g_assert_cmpint (level, ==, -5);
  g_assert_true (same == pool);
  g_assert_cmpint (threads, ==, -3);
  g_assert_true (garrow_stream_options_get_members (options));

  garrow_stream_options_set_compression (options, NULL);
  garrow_stream_options_set_memory_pool (options, NULL);
  g_assert_null (garrow_stream_options_get_compression (options));
  g_assert_null (garrow_stream_options_get_memory_pool (options));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stream-options/defaults", test_defaults);
  g_test_add_func ("/stream-options/properties", test_properties);
  return g_test_run ();
}
