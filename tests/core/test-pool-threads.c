/* tests/core/test-pool-threads.c: a pool's figures are exact whatever threads do.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <glib.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/memory/pool.h"

#define N_THREADS 8
#define N_BLOCKS 8 /* of each thread */

typedef struct
{
  guint8 *data;
  gint64 size;
} Block;

static ArwPool *pool;
static ArwPoolStatistics expected;
static Block bottom; /* raises what is out to the maximum that there was before */
static Block blocks[N_THREADS][N_BLOCKS];
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static int
n_rounds (int n)
{
  return g_getenv ("TESTS_RUN_SLOWLY") != NULL ? n / 20 : n;
}

/* Of all sizes: those that threads keep, others, and now and then large ones. */
static gint64
random_size (GRand *random)
{
  switch (g_rand_int_range (random, 0, 16)) {
  case 0:
    return 0;
  case 1:
    return g_rand_int_range (random, 1, 3 << 20);
  default:
    return g_rand_int_range (random, 1, 32) * 64;
  }
}

static void
take (Block *block, gint64 size)
{
  block->data = arw_pool_allocate (pool, size, 64, NULL);
  block->size = size;
  g_assert_nonnull (block->data);
  if (size > 0)
    memset (block->data, 'x', (gsize)MIN (size, 64));
}

static void
give (Block *block)
{
  arw_pool_free (pool, block->data, block->size, 64);
  *block = (Block){0};
}

static void
expect_more (gint64 size)
{
  expected.bytes_allocated += size;
  expected.max_memory = MAX (expected.max_memory, expected.bytes_allocated);
  expected.total_bytes_allocated += size;
  expected.num_allocations++;
}

static void
check (void)
{
  ArwPoolStatistics now;

  arw_pool_statistics (pool, &now);
  g_assert_cmpint (now.bytes_allocated, ==, expected.bytes_allocated);
  g_assert_cmpint (now.max_memory, ==, expected.max_memory);
  g_assert_cmpint (now.total_bytes_allocated, ==, expected.total_bytes_allocated);
  g_assert_cmpint (now.num_allocations, ==, expected.num_allocations);
}

static void
start (gconstpointer data)
{
  gint64 size;

  pool = (ArwPool *)data;
  arw_pool_statistics (pool, &expected);
  size = expected.max_memory - expected.bytes_allocated;
  take (&bottom, size);
  expect_more (size);
  check ();
}

static void
end (void)
{
  for (int i = 0; i < N_THREADS; i++) {
    for (int j = 0; j < N_BLOCKS; j++) {
      if (blocks[i][j].data != NULL) {
        expected.bytes_allocated -= blocks[i][j].size;
        give (&blocks[i][j]);
      }
    }
  }
  expected.bytes_allocated -= bottom.size;
  give (&bottom);
  check ();
}

static void
run_threads (GThreadFunc func)
{
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new (NULL, func, GUINT_TO_POINTER (i));
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
}

static void
change_block (GRand *random)
{
  Block *block = &blocks[g_rand_int_range (random, 0, N_THREADS)]
                        [g_rand_int_range (random, 0, N_BLOCKS)];
  gint64 size = random_size (random);

  if (block->data == NULL) {
    take (block, size);
    expect_more (size);
  } else if (size % 128 == 0) {
    expected.bytes_allocated -= block->size;
    give (block);
  } else {
    g_assert_cmpint (
      arw_pool_reallocate (pool, &block->data, block->size, size, 64, NULL),
      ==,
      0);
    if (size > block->size)
      expect_more (size - block->size);
    else
      expected.bytes_allocated -= block->size - size;
    block->size = size;
  }
}

/* Threads give back what others took. */
static gpointer
change_in_turns (gpointer number)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (GPOINTER_TO_UINT (number));

  for (int i = 0; i < n_rounds (2000); i++) {
    pthread_mutex_lock (&mutex);
    change_block (random);
    if (i % 16 == 0)
      check ();
    pthread_mutex_unlock (&mutex);
  }
  return NULL;
}

static void
test_in_turns (gconstpointer data)
{
  start (data);
  run_threads (change_in_turns);
  check ();
  end ();
}

/* All threads do only one of both at a time, so what is out at the end of it is the most
 * or the least there was. */

static gint64 sizes[N_THREADS];
static gboolean taking;

static gpointer
take_or_give (gpointer number)
{
  guint i = GPOINTER_TO_UINT (number);

  for (int j = 0; j < N_BLOCKS; j++) {
    if (taking)
      take (&blocks[i][j], sizes[i]);
    else
      give (&blocks[(i + 1) % N_THREADS][j]);
  }
  return NULL;
}

static void
test_at_once (gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  start (data);
  for (int round = 0; round < n_rounds (60); round++) {
    taking = TRUE;
    for (int i = 0; i < N_THREADS; i++) {
      sizes[i] = random_size (random);
      for (int j = 0; j < N_BLOCKS; j++)
        expect_more (sizes[i]);
    }
    run_threads (take_or_give);
    check ();

    taking = FALSE;
    for (int i = 0; i < N_THREADS; i++)
      expected.bytes_allocated -= sizes[i] * N_BLOCKS;
    run_threads (take_or_give);
    check ();
  }
  end ();
}

/* What is out is never counted as more than it is, nor is the maximum, while threads take
 * and give, others ask, and what is kept is released. */

static gpointer
take_and_give (gpointer number)
{
  gint64 size = 64 * (1 + GPOINTER_TO_UINT (number) / 2);

  for (int i = 0; i < n_rounds (10000); i++) {
    Block block;

    take (&block, size);
    give (&block);
    if (i % 512 == 0) {
      ArwPoolStatistics now;

      arw_pool_statistics (pool, &now);
      g_assert_cmpint (now.bytes_allocated, >=, expected.bytes_allocated);
      g_assert_cmpint (now.bytes_allocated, <=, now.max_memory);
      g_assert_cmpint (now.max_memory, <=, expected.bytes_allocated + 64 * 20);
    }
    if (i % 1024 == 0)
      arw_pool_release_unused (pool);
  }
  return NULL;
}

static void
test_without_order (gconstpointer data)
{
  ArwPoolStatistics now;

  start (data);
  run_threads (take_and_give);
  arw_pool_statistics (pool, &now);
  g_assert_cmpint (now.max_memory, >=, expected.max_memory + 64 * 4);
  g_assert_cmpint (now.max_memory, <=, expected.max_memory + 64 * 20);
  g_assert_cmpint (now.bytes_allocated, ==, expected.bytes_allocated);
  g_assert_cmpint (now.num_allocations,
                   ==,
                   expected.num_allocations + N_THREADS * n_rounds (10000));
  expected = now;
  end ();
}

/* A child has only the thread that made it, whatever the others were doing. */

static gint is_forking;

static gpointer
work_on (gpointer data)
{
  (void)data;
  while (g_atomic_int_get (&is_forking)) {
    Block block;

    take (&block, 64);
    give (&block);
  }
  return NULL;
}

static void
test_fork (gconstpointer data)
{
  GThread *threads[4];

#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("the sanitizer's malloc does not unlock itself in a child");
  return;
#endif
  pool = (ArwPool *)data;
  g_atomic_int_set (&is_forking, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new (NULL, work_on, NULL);
  for (int i = 0; i < n_rounds (60); i++) {
    pid_t child = fork ();
    int status;

    if (child == 0) {
      ArwPoolStatistics now;
      Block block;

      alarm (60);
      take (&block, 64);
      give (&block);
      arw_pool_statistics (pool, &now);
      arw_pool_release_unused (pool);
      raise (SIGKILL); /* so that nothing looks for what the other threads held */
    }
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    g_assert_true (WIFSIGNALED (status));
    g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
  }
  g_atomic_int_set (&is_forking, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
unref (gpointer data)
{
  arw_pool_unref (data);
}

/* Takes over one. */
static void
add (const char *kind, ArwPool *one)
{
  static const struct
  {
    const char *name;
    GTestDataFunc func;
  } tests[] = {
    {"in-turns", test_in_turns},
    {"at-once", test_at_once},
    {"without-order", test_without_order},
    {"fork", test_fork},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++) {
    g_autofree char *path = g_strdup_printf ("/pool-threads/%s%s/%s",
                                             kind,
                                             arw_pool_backend_name (one),
                                             tests[i].name);

    g_test_add_data_func_full (path, arw_pool_ref (one), tests[i].func, unref);
  }
  arw_pool_unref (one);
}

int
main (int argc, char **argv)
{
  ArwPool *one;

  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; (one = arw_pool_nth (i)) != NULL; i++) {
    add ("", one);
    if (i == 0)
      add ("over-", arw_pool_new_over (one, NULL, NULL));
  }
  return g_test_run ();
}
