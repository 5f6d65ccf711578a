/* files/cancel-private.h: a GCancellable, for the calls that core makes on this thread.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <gio/gio.h>

#include "core/cancel.h"

/* On the stack of whoever makes the calls. */
typedef struct
{
  ArwCancel cancel;
  const ArwCancel *before;
  GCancellable *cancellable;
  int fd; /* of the cancellable, or -1 as long as nobody asked for it */
} GArrowCancelScope;

/* Streams of GIO find it too, as the current one. With NULL nothing changes. */
void garrow_cancel_enter (GArrowCancelScope *scope, GCancellable *cancellable);
void garrow_cancel_leave (GArrowCancelScope *scope);
