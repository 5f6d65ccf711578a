/* core/memory/thread.h: a number for each thread, to keep what threads use apart.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

/* 0 until the thread has asked for it. Four bytes of what is there for libraries that are
 * opened late, so that finding them is one instruction. */
extern _Thread_local unsigned arw_thread_number_or_0
  __attribute__ ((tls_model ("initial-exec")));

unsigned arw_thread_number_new (void);

/* From 1 on, in the order of asking. */
static inline unsigned
arw_thread_number (void)
{
  unsigned number = arw_thread_number_or_0;

  return number != 0 ? number : arw_thread_number_new ();
}
