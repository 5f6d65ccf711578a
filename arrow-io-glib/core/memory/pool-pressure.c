/* core/memory/pool-pressure.c: says when much memory of a pool is out.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <inttypes.h>

#include "core/memory/pool-private.h"

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
  arw_pool_watch_on (pool);
  return true;
}

void
arw_pool_watch_on (ArwPool *pool)
{
  arw_account_watch (&pool->account, pool->pressure_threshold);
}
