/* tests/files/async-util.h: waiting for asynchronous calls.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "util.h"

#include <glib-unix.h>
#include <unistd.h>

#define PRIORITY G_PRIORITY_DEFAULT

/* What one call came to. */
typedef struct
{
  GAsyncResult *result;
  GThread *thread; /* that it was given on */
} Outcome;

static inline void
outcome_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;

  (void)source;
  g_assert_null (outcome->result);
  outcome->result = g_object_ref (result);
  outcome->thread = g_thread_self ();
}

/* Waits in the context that is this thread's default. */
static inline GAsyncResult *
outcome_wait (Outcome *outcome)
{
  GMainContext *context = g_main_context_get_thread_default ();

  while (outcome->result == NULL)
    g_main_context_iteration (context, TRUE);
  return outcome->result;
}

static inline void
outcome_clear (Outcome *outcome)
{
  g_clear_object (&outcome->result);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static inline GArrowNativeFile *
open_text (Fixture *fixture)
{
  GArrowNativeFile *file =
    GARROW_NATIVE_FILE (garrow_os_file_new (fixture->path, "r", NULL));

  g_assert_nonnull (file);
  return file;
}

/* A pipe that is read until somebody writes to it. */
static inline GArrowNativeFile *
open_pipe (int *write_fd)
{
  int fds[2];

  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
  *write_fd = fds[1];
  return GARROW_NATIVE_FILE (garrow_os_file_new_fd (fds[0], "r", NULL));
}

static inline void
put (int fd, const char *text)
{
  g_assert_cmpint (write (fd, text, strlen (text)), ==, (gssize)strlen (text));
}
