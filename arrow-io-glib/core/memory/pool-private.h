/* core/memory/pool-private.h: what a pool is made of, for pool.c and pool-table.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <stdatomic.h>

#include "core/memory/account.h"
#include "core/memory/allocator.h"
#include "core/memory/kept.h"
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

  int64_t pressure_threshold;
  ArwPoolPressureFunc tell_pressure;

  /* One for each slot of the account, or NULL if nothing is kept. */
  ArwKept *blocks;

  ArwAccount account;
};
