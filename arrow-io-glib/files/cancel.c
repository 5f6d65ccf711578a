/* files/cancel.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "files/cancel-private.h"

static bool
is_set (void *data)
{
  return g_cancellable_is_cancelled (((GArrowCancelScope *)data)->cancellable);
}

static int
get_fd (void *data)
{
  GArrowCancelScope *scope = data;

  /* Several threads may work for the call. */
  if (g_atomic_int_get (&scope->fd) == -1) {
    int fd = g_cancellable_get_fd (scope->cancellable);

    if (fd != -1 && !g_atomic_int_compare_and_exchange (&scope->fd, -1, fd))
      g_cancellable_release_fd (scope->cancellable);
  }
  return g_atomic_int_get (&scope->fd);
}

static void
enter (void *data)
{
  g_cancellable_push_current (((GArrowCancelScope *)data)->cancellable);
}

static void
leave (void *data)
{
  g_cancellable_pop_current (((GArrowCancelScope *)data)->cancellable);
}

void
garrow_cancel_enter (GArrowCancelScope *scope, GCancellable *cancellable)
{
  *scope = (GArrowCancelScope){.cancellable = cancellable, .fd = -1};
  if (cancellable == NULL)
    return;
  scope->cancel = (ArwCancel){is_set, get_fd, scope, enter, leave};
  scope->before = arw_cancel_swap (&scope->cancel);
  g_cancellable_push_current (cancellable);
}

void
garrow_cancel_leave (GArrowCancelScope *scope)
{
  if (scope->cancellable == NULL)
    return;
  g_cancellable_pop_current (scope->cancellable);
  arw_cancel_swap (scope->before);
  if (scope->fd != -1)
    g_cancellable_release_fd (scope->cancellable);
}
