/* tests/core/test-pool-pressure.c: how a pool says that much memory is out.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <glib.h>

#include "core/memory/pool.h"

#define THRESHOLD 100000
#define SIZE 64000

static unsigned n_told;
static ArwPool *told;

static void
hear (ArwPool *pool)
{
  n_told++;
  told = pool;
}

/* How often it was told since the last call. */
static unsigned
take_told (void)
{
  unsigned n = n_told;

  n_told = 0;
  return n;
}

/* The pools of the process start each test with nothing out. */
static void
test_told_once (gconstpointer data)
{
  ArwPool *pool = (ArwPool *)data;
  uint8_t *memory[4];

  g_assert_true (arw_pool_watch (pool, THRESHOLD, hear, NULL));
  memory[0] = arw_pool_allocate (pool, SIZE, 64, NULL);
  g_assert_cmpuint (take_told (), ==, 0);
  memory[1] = arw_pool_allocate (pool, SIZE, 64, NULL);
  g_assert_cmpuint (take_told (), ==, 1);
  g_assert_true (told == pool);
  memory[2] = arw_pool_allocate (pool, SIZE, 64, NULL);
  g_assert_cmpuint (take_told (), ==, 0);

  /* 3 * SIZE are needed: the next time is above twice of that. */
  arw_pool_watch_on (pool);
  memory[3] = arw_pool_allocate (pool, SIZE, 64, NULL);
  g_assert_cmpuint (take_told (), ==, 0);
  g_assert_cmpint (arw_pool_reallocate (pool, &memory[3], SIZE, 3 * SIZE + 1, 64, NULL),
                   ==,
                   0);
  g_assert_cmpuint (take_told (), ==, 1);
  arw_pool_free (pool, memory[3], 3 * SIZE + 1, 64);
  arw_pool_free (pool, memory[2], SIZE, 64);
  arw_pool_free (pool, memory[1], SIZE, 64);
  arw_pool_free (pool, memory[0], SIZE, 64);

  /* And above the threshold, where little is needed. */
  arw_pool_watch_on (pool);
  memory[1] = arw_pool_allocate (pool, THRESHOLD, 64, NULL);
  g_assert_cmpuint (take_told (), ==, 0);
  memory[2] = arw_pool_allocate (pool, 1, 64, NULL);
  g_assert_cmpuint (take_told (), ==, 1);

  arw_pool_watch_on (pool);
  g_assert_true (arw_pool_watch (pool, 0, hear, NULL));
  memory[3] = arw_pool_allocate (pool, 100 * SIZE, 64, NULL);
  g_assert_cmpuint (take_told (), ==, 0);
  arw_pool_free (pool, memory[3], 100 * SIZE, 64);
  arw_pool_free (pool, memory[2], 1, 64);
  arw_pool_free (pool, memory[1], THRESHOLD, 64);
}

/* The pool below counts what is taken through another one, once. */
static void
test_over (gconstpointer data)
{
  ArwPool *pool = (ArwPool *)data;
  ArwPool *over = arw_pool_new_over (pool, NULL, NULL);
  ArwError error;
  uint8_t *memory;

  g_assert_false (arw_pool_watch (over, THRESHOLD, hear, &error));
  g_assert_cmpint (error.code, ==, ARW_NOT_SUPPORTED);
  g_assert_true (arw_pool_watch (pool, THRESHOLD, hear, NULL));
  memory = arw_pool_allocate (over, THRESHOLD + 1, 64, NULL);
  g_assert_cmpuint (take_told (), ==, 1);
  g_assert_true (told == pool);
  arw_pool_free (over, memory, THRESHOLD + 1, 64);
  g_assert_true (arw_pool_watch (pool, 0, hear, NULL));
  arw_pool_unref (over);
}

static void
test_refusals (gconstpointer data)
{
  ArwPool *pool = (ArwPool *)data;
  ArwError error;

  g_assert_false (arw_pool_watch (pool, -1, hear, &error));
  g_assert_cmpint (error.code, ==, ARW_INVALID);
}

static gpointer
allocate_much (gpointer pool)
{
  uint8_t *memory[100];

  for (size_t i = 0; i < G_N_ELEMENTS (memory); i++)
    memory[i] = arw_pool_allocate (pool, SIZE, 64, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (memory); i++)
    arw_pool_free (pool, memory[i], SIZE, 64);
  return NULL;
}

/* Of many threads one tells. */
static void
test_threads (gconstpointer data)
{
  GThread *threads[4];

  g_assert_true (arw_pool_watch ((ArwPool *)data, THRESHOLD, hear, NULL));
  for (size_t i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new (NULL, allocate_much, (gpointer)data);
  for (size_t i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (take_told (), ==, 1);
  g_assert_true (arw_pool_watch ((ArwPool *)data, 0, hear, NULL));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    GTestDataFunc func;
  } tests[] = {
    {"told-once", test_told_once},
    {"over", test_over},
    {"refusals", test_refusals},
    {"threads", test_threads},
  };
  ArwPool *pool;

  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; (pool = arw_pool_nth (i)) != NULL; i++) {
    for (size_t j = 0; j < G_N_ELEMENTS (tests); j++) {
      g_autofree char *path = g_strdup_printf ("/pool-pressure/%s/%s",
                                               arw_pool_backend_name (pool),
                                               tests[j].name);

      g_test_add_data_func (path, pool, tests[j].func);
    }
  }
  return g_test_run ();
}
