/* core/memory/lock.h: a lock for a few instructions, which is most often nobody's.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <stdatomic.h>

typedef atomic_int ArwLock; /* starts as 0 */

void arw_lock_wait (ArwLock *lock);

static inline void
arw_lock (ArwLock *lock)
{
  if (atomic_exchange_explicit (lock, 1, memory_order_acquire) != 0)
    arw_lock_wait (lock);
}

static inline void
arw_unlock (ArwLock *lock)
{
  atomic_store_explicit (lock, 0, memory_order_release);
}
