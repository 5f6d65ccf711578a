/* files/host-call.h: calls of functions that a host language gave, by a signal.
 *
 * What such a function can give back in every language is a GBytes or TRUE. Why it
 * failed, and numbers, it says by methods of the object, which end here.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <stdbool.h>

#include "core/error.h"
#include <arrow-io-glib/files/native-file.h>

/* One for each object that has such functions. */
typedef struct
{
  GThread *thread;     /* that made the object */
  gboolean any_thread; /* whether others may call too */

  /* What runs, for messages as in "Failed to read from 'x'". */
  const char *action; /* NULL while nothing does */
  const char *gives;  /* what it gives if all is well */
  const char *name;

  /* What it said. */
  GError *error;
  gboolean answered;
  gint64 answer;
} GArrowHostCall;

void garrow_host_call_init (GArrowHostCall *self);
void garrow_host_call_clear (GArrowHostCall *self);

/* Returns whether that is a change. */
gboolean garrow_host_call_set_any_thread (GArrowHostCall *self, gboolean any_thread);

/* Before the signal is emitted: false, with error set, if it must not be. action, what it
 * gives and name live until the end. */
bool garrow_host_call_begin (GArrowHostCall *self,
                             const char *action,
                             const char *gives,
                             const char *name,
                             ArwError *error);

/* After it: ok is whether it gave bytes or TRUE. */
bool garrow_host_call_end (GArrowHostCall *self, bool ok, ArwError *error);

/* For the methods that a function calls. They do nothing while none runs. */
void garrow_host_call_answer (GArrowHostCall *self, gint64 number);
void garrow_host_call_fail (GArrowHostCall *self, int system_errno, const char *message);
void garrow_host_call_fail_error (GArrowHostCall *self, const GError *error);
