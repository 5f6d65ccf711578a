/* core/cancel.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/cancel.h"

#include <errno.h>
#include <stddef.h>

#include "core/checked.h"
#include "core/platform.h"

/* How often to look at what has no descriptor to wait for. */
#define MILLISECONDS 20

static _Thread_local const ArwCancel *current;

const ArwCancel *
arw_cancel_swap (const ArwCancel *cancel)
{
  const ArwCancel *before = current;

  current = cancel;
  return before;
}

const ArwCancel *
arw_cancel_current (void)
{
  return current;
}

const ArwCancel *
arw_cancel_join (const ArwCancel *cancel)
{
  const ArwCancel *before = arw_cancel_swap (cancel);

  if (cancel != NULL && cancel->enter != NULL)
    cancel->enter (cancel->data);
  return before;
}

void
arw_cancel_part (const ArwCancel *before)
{
  const ArwCancel *cancel = arw_cancel_swap (before);

  if (cancel != NULL && cancel->leave != NULL)
    cancel->leave (cancel->data);
}

bool
arw_cancel_is_possible (void)
{
  return current != NULL;
}

bool
arw_cancel_is_set (void)
{
  return current != NULL && current->is_set (current->data);
}

int64_t
arw_cancel_piece (int64_t size)
{
  return current != NULL ? arw_min (size, ARW_PIECE) : size;
}

int
arw_cancel_wait (int fd, bool to_write)
{
  int cancel_fd = current != NULL ? current->get_fd (current->data) : -1;
  int milliseconds = current != NULL && cancel_fd == -1 ? MILLISECONDS : -1;

  for (;;) {
    int ready;

    if (arw_cancel_is_set ()) {
      errno = ECANCELED;
      return -1;
    }
    ready = arw_platform_wait (fd, to_write, cancel_fd, milliseconds);
    if (ready != 0)
      return ready == 1 ? 0 : -1;
  }
}

int
arw_cancel_sleep (int milliseconds)
{
  int cancel_fd = current != NULL ? current->get_fd (current->data) : -1;

  if (arw_platform_wait (-1, false, cancel_fd, milliseconds) == -1)
    return -1;
  if (!arw_cancel_is_set ())
    return 0;
  errno = ECANCELED;
  return -1;
}
