/* tests/core/test-guard.c: what ARROW_DEBUG_MEMORY_POOL finds, each time in a process of
 * its own.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <glib.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "core/memory/pool.h"

static const char *program;

/* The other process, for each pool: what says nothing, and then what has to be found. */
static int
misuse (const char *what)
{
  ArwPool *pool;

  for (size_t i = 0; (pool = arw_pool_nth (i)) != NULL; i++) {
    uint8_t *data = arw_pool_allocate (pool, 64, 64, NULL);
    int64_t size = 64;

    memset (data, 'x', 64);
    arw_pool_reallocate (pool, &data, 64, 0, 64, NULL);
    arw_pool_reallocate (pool, &data, 0, 100, 512, NULL);
    memset (data, 'x', 100);
    g_assert_cmpuint ((guintptr)data % 512, ==, 0);
    arw_pool_reallocate (pool, &data, 100, 64, 512, NULL);
    if (strcmp (what, "overrun") == 0)
      data[size] ^= 1;
    else if (strcmp (what, "overrun-then-grow") == 0) {
      data[size] ^= 1;
      arw_pool_reallocate (pool, &data, 64, 100, 512, NULL);
      size = 100;
    }
    arw_pool_free (pool, data, size, 512);
  }
  return 0;
}

/* Returns how the process ended, as wait () says it. */
static int
run (const char *value, const char *what, char **words)
{
  char *argv[] = {(char *)program, (char *)what, NULL};
  g_auto (GStrv) environment =
    g_environ_setenv (g_get_environ (), "ARROW_DEBUG_MEMORY_POOL", value, TRUE);
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_spawn_sync (NULL,
                argv,
                environment,
                G_SPAWN_DEFAULT,
                NULL,
                NULL,
                NULL,
                words,
                &status,
                &error);
  g_assert_no_error (error);
  return status;
}

static void
assert_ended_by (const char *value, int signal_number)
{
  g_autofree char *words = NULL;
  int status = run (value, "overrun", &words);

  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, signal_number);
  g_assert_nonnull (strstr (words,
                            "Invalid: Wrong size on deallocation: given size = 64, "
                            "actual size = 65"));
}

/* 92 */
static void
test_abort (void)
{
  assert_ended_by ("abort", SIGABRT);
}

static void
test_trap (void)
{
  assert_ended_by ("trap", SIGTRAP);
}

static void
test_warn (void)
{
  g_autofree char *words = NULL;
  g_autofree char *growing = NULL;
  g_autofree char *nothing = NULL;

  g_assert_cmpint (run ("warn", "overrun", &words), ==, 0);
  g_assert_nonnull (strstr (words, "Wrong size on deallocation: given size = 64"));
  g_assert_cmpint (run ("warn", "overrun-then-grow", &growing), ==, 0);
  g_assert_nonnull (strstr (growing, "Wrong size on reallocation: given size = 64"));
  g_assert_null (strstr (growing, "deallocation"));
  g_assert_cmpint (run ("warn", "no harm", &nothing), ==, 0);
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_off (void)
{
  g_autofree char *words = NULL;
  g_autofree char *empty = NULL;
  g_autofree char *unknown = NULL;

  g_assert_cmpint (run ("none", "no harm", &words), ==, 0);
  g_assert_cmpstr (words, ==, "");
  g_assert_cmpint (run ("", "no harm", &empty), ==, 0);
  g_assert_cmpstr (empty, ==, "");
  g_assert_cmpint (run ("Abort", "no harm", &unknown), ==, 0);
  g_assert_cmpstr (unknown,
                   ==,
                   "Invalid value for ARROW_DEBUG_MEMORY_POOL: 'Abort'. Valid values are "
                   "'abort', 'trap', 'warn', 'none'.\n");
}

int
main (int argc, char **argv)
{
  program = argv[0];
  if (argc == 2 && argv[1][0] != '-')
    return misuse (argv[1]);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guard/abort", test_abort);
  g_test_add_func ("/guard/trap", test_trap);
  g_test_add_func ("/guard/warn", test_warn);
  g_test_add_func ("/guard/off", test_off);
  return g_test_run ();
}
