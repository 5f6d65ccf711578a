/* core/memory/pool-private.h: what a pool is made of, for pool.c and pool-table.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <stdatomic.h>

#include "core/memory/allocator.h"
#include "core/memory/pool.h"

struct ArwPool
{
  const ArwAllocator *allocator; /* in the end */

  /* Those that stand on another pool. All others belong to the process: nobody counts who
   * uses them, as threads that do would slow each other down. */
  ArwPool *parent;
  atomic_int n_refs;
  ArwPoolObserver observer;
  ArwPool *next_kept; /* see arw_pool_set_default () */
  bool kept;

  /* More bytes than this are under pressure, which is told once: INT64_MAX until somebody
   * looks again, or if nobody wants to know. */
  atomic_int_least64_t pressure_limit;
  int64_t pressure_threshold;
  ArwPoolPressureFunc tell_pressure;

  atomic_int_least64_t bytes_allocated;
  atomic_int_least64_t max_memory;
  atomic_int_least64_t total_bytes_allocated;
  atomic_int_least64_t num_allocations;
};

/* To be called when more bytes than pressure_limit are out. */
void arw_pool_tell_pressure (ArwPool *pool, int64_t bytes_allocated);
