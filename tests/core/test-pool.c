/* tests/core/test-pool.c: every pool of this process, by walking the table, and a pool
 * over each.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <glib.h>
#include <string.h>

#include "core/memory/pool.h"
#include "core/platform.h"

/* How far the figures have moved since they were read. */
static ArwPoolStatistics
since (ArwPool *pool, const ArwPoolStatistics *start)
{
  ArwPoolStatistics now;

  arw_pool_statistics (pool, &now);
  now.bytes_allocated -= start->bytes_allocated;
  now.total_bytes_allocated -= start->total_bytes_allocated;
  now.num_allocations -= start->num_allocations;
  return now;
}

/* 86: allocate 100 and 50, free 50, grow 100 to 150, shrink to 50, free. */
static void
test_statistics (gconstpointer data)
{
  ArwPool *pool = (ArwPool *)data;
  ArwPoolStatistics start, now;
  uint8_t *a, *b;

  arw_pool_statistics (pool, &start);
  a = arw_pool_allocate (pool, 100, 64, NULL);
  b = arw_pool_allocate (pool, 50, 64, NULL);
  arw_pool_free (pool, b, 50, 64);
  memset (a, 'x', 100);
  g_assert_cmpint (arw_pool_reallocate (pool, &a, 100, 150, 64, NULL), ==, 0);
  now = since (pool, &start);
  g_assert_cmpint (now.bytes_allocated, ==, 150);
  g_assert_cmpint (now.total_bytes_allocated, ==, 200);
  g_assert_cmpint (now.num_allocations, ==, 3);

  g_assert_cmpint (arw_pool_reallocate (pool, &a, 150, 50, 64, NULL), ==, 0);
  g_assert_cmpint (a[49], ==, 'x');
  arw_pool_free (pool, a, 50, 64);
  now = since (pool, &start);
  g_assert_cmpint (now.bytes_allocated, ==, 0);
  g_assert_cmpint (now.total_bytes_allocated, ==, 200);
  g_assert_cmpint (now.num_allocations, ==, 3);
  g_assert_cmpint (now.max_memory, >=, start.bytes_allocated + 150);
}

static void
test_maximum (gconstpointer data)
{
  ArwPool *pool = (ArwPool *)data;
  ArwPoolStatistics start, now;
  uint8_t *memory;
  int64_t size;

  arw_pool_statistics (pool, &start);
  size = start.max_memory - start.bytes_allocated + 1000;
  memory = arw_pool_allocate (pool, size, 64, NULL);
  arw_pool_free (pool, memory, size, 64);
  arw_pool_statistics (pool, &now);
  g_assert_cmpint (now.max_memory, ==, start.max_memory + 1000);
}

/* 82: one address for all that is empty; it counts as an allocation of no bytes. */
static void
test_nothing (gconstpointer data)
{
  ArwPool *pool = (ArwPool *)data;
  ArwPoolStatistics start;
  uint8_t *a, *b;

  arw_pool_statistics (pool, &start);
  a = arw_pool_allocate (pool, 0, 64, NULL);
  b = arw_pool_allocate (pool, 0, 64, NULL);
  g_assert_nonnull (a);
  g_assert_true (a == b);
  g_assert_cmpint (since (pool, &start).num_allocations, ==, 2);
  g_assert_cmpint (since (pool, &start).bytes_allocated, ==, 0);

  g_assert_cmpint (arw_pool_reallocate (pool, &a, 0, 64, 64, NULL), ==, 0);
  g_assert_true (a != b);
  g_assert_cmpint (arw_pool_reallocate (pool, &a, 64, 0, 64, NULL), ==, 0);
  g_assert_true (a == b);
  g_assert_cmpint (since (pool, &start).bytes_allocated, ==, 0);
}

static void
test_alignment (gconstpointer data)
{
  ArwPool *pool = (ArwPool *)data;

  for (int64_t alignment = 8; alignment <= 4096; alignment *= 2) {
    uint8_t *memory = arw_pool_allocate (pool, 100, alignment, NULL);

    g_assert_cmpuint ((guintptr)memory % (guintptr)alignment, ==, 0);
    arw_pool_free (pool, memory, 100, alignment);
  }
}

/* 88, and 83: what cannot be had changes nothing. */
static void
test_refusals (gconstpointer data)
{
  static const int64_t too_large = INT64_C (1) << 62;
  ArwPool *pool = (ArwPool *)data;
  ArwPoolStatistics start, now;
  ArwError error;
  uint8_t *memory = arw_pool_allocate (pool, 64, 64, NULL);
  uint8_t *kept = memory;

  arw_pool_statistics (pool, &start);
  memset (memory, 'x', 64);
  g_assert_null (arw_pool_allocate (pool, -1, 64, &error));
  g_assert_cmpint (error.code, ==, ARW_INVALID);
  g_assert_cmpstr (error.message, ==, "negative malloc size: -1");
  g_assert_null (arw_pool_allocate (pool, 64, 48, &error));
  g_assert_cmpint (error.code, ==, ARW_INVALID);
  g_assert_null (arw_pool_allocate (pool, too_large, 64, &error));
  g_assert_cmpint (error.code, ==, ARW_OUT_OF_MEMORY);
  g_assert_cmpint (arw_pool_reallocate (pool, &memory, 64, -1, 64, &error), ==, -1);
  g_assert_cmpint (error.code, ==, ARW_INVALID);
  g_assert_cmpint (arw_pool_reallocate (pool, &memory, 64, too_large, 64, &error),
                   ==,
                   -1);
  g_assert_cmpint (error.code, ==, ARW_OUT_OF_MEMORY);

  now = since (pool, &start);
  g_assert_cmpint (now.bytes_allocated, ==, 0);
  g_assert_cmpint (now.num_allocations, ==, 0);
  g_assert_true (memory == kept);
  g_assert_cmpint (memory[63], ==, 'x');
  arw_pool_free (pool, memory, 64, 64);
}

/* Large memory may come from elsewhere than small memory does. */
static void
test_refuses_to_grow_too_far (gconstpointer data)
{
  static const int64_t size = 2 << 20;
  static const int64_t too_large[] = {INT64_C (1) << 57, INT64_C (1) << 62, INT64_MAX};
  ArwPool *pool = (ArwPool *)data;
  uint8_t *memory = arw_pool_allocate (pool, size, 64, NULL);
  uint8_t *kept = memory;

  memory[size - 1] = 'x';
  for (gsize i = 0; i < G_N_ELEMENTS (too_large); i++) {
    ArwError error;

    g_assert_cmpint (arw_pool_reallocate (pool, &memory, size, too_large[i], 64, &error),
                     ==,
                     -1);
    g_assert_cmpint (error.code, ==, ARW_OUT_OF_MEMORY);
    g_assert_true (memory == kept);
    g_assert_cmpint (memory[size - 1], ==, 'x');
  }
  arw_pool_free (pool, memory, size, 64);
}

#define N_ROUNDS 20000

static gpointer
allocate_and_free (gpointer pool)
{
  for (int i = 0; i < N_ROUNDS; i++) {
    uint8_t *memory = arw_pool_allocate (pool, 64, 64, NULL);

    g_assert_cmpint (arw_pool_reallocate (pool, &memory, 64, 128, 64, NULL), ==, 0);
    arw_pool_free (pool, memory, 128, 64);
  }
  return NULL;
}

static void
test_figures_are_exact_over_threads (gconstpointer data)
{
  ArwPool *pool = (ArwPool *)data;
  ArwPoolStatistics start, now;
  GThread *threads[4];

  arw_pool_statistics (pool, &start);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("pool", allocate_and_free, pool);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  now = since (pool, &start);
  g_assert_cmpint (now.bytes_allocated, ==, 0);
  g_assert_cmpint (now.num_allocations, ==, 4 * N_ROUNDS * 2);
  g_assert_cmpint (now.total_bytes_allocated, ==, 4 * N_ROUNDS * 128);
  g_assert_cmpint (now.max_memory,
                   <=,
                   MAX (start.max_memory, start.bytes_allocated + 4 * 128));
}

static void
test_unknown_backend (void)
{
  ArwError error;

  g_assert_null (arw_pool_for_backend ("tcmalloc", &error));
  g_assert_cmpint (error.code, ==, ARW_NOT_IMPLEMENTED);
  g_assert_nonnull (strstr (error.message, "tcmalloc"));
  g_assert_true (arw_pool_for_backend ("system", NULL) != NULL);
}

/* 92: the variable decides; what it does not name right is said, and ignored. */
static void
test_environment (void)
{
  const char *wanted = g_getenv ("WANTED_POOL");

  if (wanted == NULL) {
    g_autofree char *first = g_strdup (arw_pool_backend_name (arw_pool_nth (0)));

    g_setenv ("WANTED_POOL", "system", TRUE);
    g_setenv ("ARROW_DEFAULT_MEMORY_POOL", "system", TRUE);
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_passed ();
    g_test_trap_assert_stderr_unmatched ("*Unsupported backend*");

    g_setenv ("WANTED_POOL", first, TRUE);
    g_setenv ("ARROW_DEFAULT_MEMORY_POOL", "System", TRUE);
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_passed ();
    g_test_trap_assert_stderr ("*Unsupported backend 'System'*'system'*)*");
  } else {
    g_assert_cmpstr (arw_pool_backend_name (arw_pool_default ()), ==, wanted);
  }
}

static void
test_print_stats (gconstpointer data)
{
  ArwPool *pool = (ArwPool *)data;
  g_autofree char *line =
    g_strdup_printf ("*%s memory pool: * bytes allocated*", arw_pool_backend_name (pool));

  if (g_test_subprocess ()) {
    arw_pool_print_stats (pool);
    return;
  }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr (line);
}

static const struct
{
  const char *name;
  GTestDataFunc test;
} tests[] = {
  {"statistics", test_statistics},
  {"maximum", test_maximum},
  {"nothing", test_nothing},
  {"alignment", test_alignment},
  {"refusals", test_refusals},
  {"refuses-to-grow-too-far", test_refuses_to_grow_too_far},
  {"threads", test_figures_are_exact_over_threads},
  {"print-stats", test_print_stats},
};

static void
unref (gpointer pool)
{
  arw_pool_unref (pool);
}

/* Takes over pool. */
static void
add (const char *kind, ArwPool *pool)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++) {
    g_autofree char *path = g_strdup_printf ("/pool/%s%s/%s",
                                             kind,
                                             arw_pool_backend_name (pool),
                                             tests[i].name);

    g_test_add_data_func_full (path, arw_pool_ref (pool), tests[i].test, unref);
  }
  arw_pool_unref (pool);
}

/* Debian's jemalloc can be had only by a process that starts with it, and no process does
 * that with a sanitizer. */
static void
test_preloaded (void)
{
  ArwPool *pool;
  ArwError error;

  if (!g_test_subprocess ()) {
#ifdef __SANITIZE_ADDRESS__
    g_test_skip ("the sanitizer has to be first");
#else
    g_autofree char *before = g_strdup (g_getenv ("LD_PRELOAD"));

    g_setenv ("LD_PRELOAD", "libjemalloc.so.2", TRUE);
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_passed ();
    if (before != NULL)
      g_setenv ("LD_PRELOAD", before, TRUE);
    else
      g_unsetenv ("LD_PRELOAD");
#endif
    return;
  }
  pool = arw_pool_for_backend ("jemalloc", &error);
  if (pool == NULL) {
    g_assert_cmpint (error.code, ==, ARW_NOT_IMPLEMENTED);
    g_assert_true (strstr (error.message, "This build") != NULL ||
                   arw_platform_open_library ("libjemalloc.so.2") == NULL);
    return;
  }
  for (gsize i = 0; i + 1 < G_N_ELEMENTS (tests); i++)
    tests[i].test (pool);
  arw_pool_release_unused (pool);
  arw_pool_print_stats (pool);
}

int
main (int argc, char **argv)
{
  ArwPool *pool;

  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; (pool = arw_pool_nth (i)) != NULL; i++) {
    add ("", pool);
    add ("over-", arw_pool_new_over (pool, NULL, NULL));
  }
  g_test_add_func ("/pool/unknown", test_unknown_backend);
  g_test_add_func ("/pool/environment", test_environment);
  g_test_add_func ("/pool/preloaded", test_preloaded);
  return g_test_run ();
}
