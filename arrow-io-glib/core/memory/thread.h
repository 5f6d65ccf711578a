/* core/memory/thread.h: a number for each thread, to keep what threads use apart.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <limits.h> /* and with it __GLIBC__ */

/* Finding it is one instruction where the C library has room for such variables of
 * libraries that are opened late, of which this takes four bytes. musl has none. */
#ifdef __GLIBC__
#define ARW_THREAD_MODEL __attribute__ ((tls_model ("initial-exec")))
#else
#define ARW_THREAD_MODEL
#endif

/* 0 until the thread has asked for it. */
extern _Thread_local unsigned arw_thread_number_or_0 ARW_THREAD_MODEL;

unsigned arw_thread_number_new (void);

/* From 1 on, in the order of asking. */
static inline unsigned
arw_thread_number (void)
{
  unsigned number = arw_thread_number_or_0;

  return number != 0 ? number : arw_thread_number_new ();
}
