/* tests/bench/bench.h: measures several ways to do the same work, side by side.
 *
 * A program adds its cases and runs them. Cases of the same work and setting are rivals:
 * they are run in turns, round by round, so that a machine that is busy with something
 * else is so for all of them.
 *
 * A program is bench-NAME.c and a row in meson.build; its cases for Arrow C++ are in
 * arrow-NAME.cc. docs/benchmarks.md tells how to add a case, a rival and a goal.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/arrow-io-glib.h>

G_BEGIN_DECLS

/* Does the work n times. */
typedef void (*BenchFunc) (gconstpointer setting, gint64 n);

/* who is "arrow-io" for ours. n_bytes is what one time handles, or 0 where bytes are not
 * the point. Names are kept by reference, and rivals may be added in any order. */
void bench_add (const char *work,
                const char *setting_name,
                const char *who,
                BenchFunc func,
                gconstpointer setting,
                gint64 n_bytes);

/* Adds a rival to each case of ours that was added for this work: with the setting of
 * this name, or with all of them if it is NULL. */
void bench_add_rival (const char *work,
                      const char *setting_name,
                      const char *who,
                      BenchFunc func);

/* Prints a figure that is no time, such as the size of what was compressed: unit is
 * "bytes", or what else the report is to say. */
void bench_figure (const char *work,
                   const char *setting_name,
                   const char *who,
                   double figure,
                   const char *unit);

/* What is done between these two is not measured. */
void bench_pause (void);
void bench_resume (void);

/* Defined in arrow-NAME.cc, and called by bench_run: adds the cases of Arrow C++. */
void bench_add_arrow (void);

/* Runs what was added and prints a row for each: work, setting, who, the median of the
 * rounds in nanoseconds for one time, the least, the most, bytes, the unit, and all the
 * rounds. The arguments are
 *
 *   --short       one quick round, which shows that everything runs
 *   --seconds=N   about as long for each case: 0.22 unless told
 *   TEXT          only the works with TEXT in their names
 *
 * and --times=N WORK SETTING runs our case of these names N times and prints nothing, for
 * instructions.py to count. */
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

G_END_DECLS
