/* core/memory/lock.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/memory/lock.h"

#include "core/platform.h"

#define N_SPINS 200

/* Whoever has the lock has it for nanoseconds, unless the system took the processor away:
 * then he needs one, even if this thread comes first. */
void
arw_lock_wait (ArwLock *lock)
{
  int n_spins = 0;

  do {
    while (atomic_load_explicit (lock, memory_order_relaxed) != 0) {
      if (++n_spins > N_SPINS)
        arw_platform_nap ();
    }
  } while (atomic_exchange_explicit (lock, 1, memory_order_acquire) != 0);
}
