/* tests/bench/bench.h: measures several ways to do the same work, side by side.
 *
 * A program adds its cases and runs them. Cases of the same work and setting are rivals:
 * they are run in turns, round by round, so that a machine that is busy with something
 * else is so for all of them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/arrow-io-glib.h>

/* Does the work n times. */
typedef void (*BenchFunc) (gconstpointer setting, gint64 n);

/* n_bytes is what one time handles, or 0 where bytes are not the point. Names are kept by
 * reference. */
void bench_add (const char *work,
                const char *setting_name,
                const char *who,
                BenchFunc func,
                gconstpointer setting,
                gint64 n_bytes);

/* Runs what was added and prints a row for each: work, setting, who, the median of the
 * rounds in nanoseconds for one time, the least, the most, and bytes. --short is one
 * quick round, which shows that everything runs. */
int bench_run (int argc, char **argv);

/* Keeps the compiler from leaving out what gives this. */
static inline void
bench_use (gconstpointer result)
{
  __asm__ volatile("" : : "g"(result) : "memory");
}

/* Ends the program if a call failed, so that nothing is measured that did not happen. */
#define bench_check(expression)                                                          \
  G_STMT_START                                                                           \
  {                                                                                      \
    if (G_UNLIKELY (!(expression)))                                                      \
      g_error ("%s failed", #expression);                                                \
  }                                                                                      \
  G_STMT_END
