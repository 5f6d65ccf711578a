/* core/memory/pool-pressure.c: says when much memory of a pool is out.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <inttypes.h>

#include "core/checked.h"
#include "core/memory/pool-private.h"

void
arw_pool_tell_pressure (ArwPool *pool, int64_t bytes_allocated)
{
  int64_t limit = atomic_load_explicit (&pool->pressure_limit, memory_order_acquire);

  /* Of several threads that come here at once, one tells. */
  while (bytes_allocated > limit) {
    if (atomic_compare_exchange_weak_explicit (&pool->pressure_limit,
                                               &limit,
                                               INT64_MAX,
                                               memory_order_acquire,
                                               memory_order_acquire)) {
      pool->tell_pressure (pool);
      return;
    }
  }
}

bool
arw_pool_watch (ArwPool *pool,
                int64_t threshold,
                ArwPoolPressureFunc func,
                ArwError *error)
{
  if (threshold < 0) {
    arw_error_set (error,
                   ARW_INVALID,
                   "negative pressure threshold: %" PRId64,
                   threshold);
    return false;
  }
  if (pool->parent != NULL) {
    arw_error_set (error,
                   ARW_NOT_SUPPORTED,
                   "A memory pool over another one has no pressure threshold");
    return false;
  }
  pool->pressure_threshold = threshold;
  pool->tell_pressure = func;
  if (threshold > 0)
    arw_pool_watch_on (pool);
  else
    atomic_store_explicit (&pool->pressure_limit, INT64_MAX, memory_order_relaxed);
  return true;
}

void
arw_pool_watch_on (ArwPool *pool)
{
  int64_t now = atomic_load_explicit (&pool->bytes_allocated, memory_order_relaxed);
  int64_t limit = now > INT64_MAX / 2 ? INT64_MAX : now * 2;

  atomic_store_explicit (&pool->pressure_limit,
                         arw_max (limit, pool->pressure_threshold),
                         memory_order_release);
}
