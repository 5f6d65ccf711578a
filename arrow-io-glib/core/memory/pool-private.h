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

  atomic_int_least64_t bytes_allocated;
  atomic_int_least64_t max_memory;
  atomic_int_least64_t total_bytes_allocated;
  atomic_int_least64_t num_allocations;
};
