/* core/cancel.h: how a call that takes long learns that it shall end.
 *
 * Whoever makes the call says so for the thread that it runs on, so that every file
 * below, and several calls on one file at once, know of the right one. Without that,
 * nothing here does anything.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct
{
  bool (*is_set) (void *data);
  int (*get_fd) (void *data); /* can be read once it is set; -1 if there is none */
  void *data;

  /* Run on another thread, before and after it works for the call; both may be NULL. */
  void (*enter) (void *data);
  void (*leave) (void *data);
} ArwCancel;

/* What is borrowed from now on by this thread, or NULL; returns what was before. */
const ArwCancel *arw_cancel_swap (const ArwCancel *cancel);

/* What is borrowed now, and the same for a thread that works for the call of another: it
 * ends that by giving back what the first of these returned. */
const ArwCancel *arw_cancel_current (void);
const ArwCancel *arw_cancel_join (const ArwCancel *cancel);
void arw_cancel_part (const ArwCancel *before);

/* Whether the call may be cancelled, and whether it is. */
bool arw_cancel_is_possible (void);
bool arw_cancel_is_set (void);

#define ARW_PIECE INT64_C (1048576)

/* How much of size bytes to do before looking again: all of it if nothing can cancel. */
int64_t arw_cancel_piece (int64_t size);

/* Waits until a descriptor can be read or written to without waiting. -1 and errno on
 * failure, which is ECANCELED if it was cancelled meanwhile. */
int arw_cancel_wait (int fd, bool to_write);

/* The same for some time to pass. */
int arw_cancel_sleep (int milliseconds);
