/* core/error.h: what went wrong, said without GLib.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <stddef.h>

/* error.c of the layer above maps each of these to a public code. */
typedef enum {
  ARW_OK,
  ARW_INVALID,
  ARW_INDEX,
  ARW_CLOSED,
  ARW_NOT_SUPPORTED,
  ARW_NOT_IMPLEMENTED,
  ARW_OUT_OF_MEMORY,
  ARW_CAPACITY,
  ARW_CORRUPT,
  ARW_TRUNCATED,
  ARW_LIMIT,
  ARW_FOREIGN,
  ARW_SYSTEM,
} ArwCode;

/* Lives on the caller's stack and never allocates, so it can report a failed malloc. It
 * holds nothing until a call fails and sets it; after that its taker reads it, or drops
 * it by arw_error_clear (). */
typedef struct
{
  ArwCode code;
  int system_errno; /* with ARW_SYSTEM */
  void *foreign;    /* with ARW_FOREIGN: what a file from above threw, */
  void (*release_foreign) (void *error); /* or NULL */
  char message[1024];
} ArwError;

/* Does nothing if error is NULL, as all of these. */
void arw_error_set (ArwError *error, ArwCode code, const char *format, ...)
  __attribute__ ((format (printf, 3, 4)));

/* Adds ": No such file or directory [errno 2]", which is never cut off. */
void arw_error_set_system (ArwError *error, int system_errno, const char *format, ...)
  __attribute__ ((format (printf, 3, 4)));

/* Takes over foreign. */
void arw_error_set_foreign (ArwError *error,
                            void *foreign,
                            void (*release) (void *foreign));

/* Gives what failed when a file was written, and keeps it for whoever asks again: what
 * was thrown has one taker, and those who follow get words. */
void arw_error_repeat (ArwError *failure, ArwError *error, const char *name);

void arw_error_clear (ArwError *error);
