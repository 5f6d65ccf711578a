/* tests/bench/bench-memory.h: what the cases of bench-memory.c and those of Arrow C++
 * have in common.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "bench.h"

G_BEGIN_DECLS

#define BY_TWO "allocate and free, twice on 2 threads"
#define MAXIMUM "allocate and free, each time a new maximum"
#define MAX_AT_ONCE 100000 /* of these */

typedef struct
{
  gint64 size;
  gint64 at_once;
  const char *name;
} Maximum;

#define MAP_SIZE (1 << 20)
#define PIECE 4096

/* Does the work n times on this thread, and as often on another at the same time. */
void bench_on_two_threads (BenchFunc func, gconstpointer setting, gint64 n);

G_END_DECLS
