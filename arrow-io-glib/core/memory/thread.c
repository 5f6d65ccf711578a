/* core/memory/thread.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/memory/thread.h"

#include <stdatomic.h>

_Thread_local unsigned arw_thread_number_or_0 ARW_THREAD_MODEL;

unsigned
arw_thread_number_new (void)
{
  static atomic_uint n_threads;

  /* After 2^32 threads it starts again. */
  while (arw_thread_number_or_0 == 0)
    arw_thread_number_or_0 =
      atomic_fetch_add_explicit (&n_threads, 1, memory_order_relaxed) + 1;
  return arw_thread_number_or_0;
}
