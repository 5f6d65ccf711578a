/* memory/pressure-private.h: where the library can be interrupted by a collection.
 *
 * Core only notes that much memory is out, as a collection in the middle of its work
 * could end files that the work is about. What it noted is told where that work is done.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <glib.h>

#include "core/error.h"

/* Private to memory/memory-pool-pressure.c. */
extern int garrow_pressure_noted;
void garrow_pressure_tell_noted (void);

/* Tells what was noted, if this is the thread to be told. */
static inline void
garrow_pressure_tell (void)
{
  if (G_UNLIKELY (g_atomic_int_get (&garrow_pressure_noted)))
    garrow_pressure_tell_noted ();
}

/* Between these two nothing is told on this thread: where a collection may be at work. */
void garrow_pressure_hold (void);
void garrow_pressure_release (void);

/* Whether error was want of memory and somebody who might have freed some was asked. */
gboolean garrow_pressure_relieved (const ArwError *error);

/* Does call, which sets core_error and leaves all as it was when it fails, once more if
 * that may help. */
#define GARROW_TRY(call, core_error)                                                     \
  ((call) || (garrow_pressure_relieved (core_error) && (call)))
