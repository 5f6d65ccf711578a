/* tool/watch.c: a thread that waits for signals and for time to pass.
 *
 * What has to happen when a signal comes is more than a signal handler may do, and the
 * main thread may be waiting for a disk or a pipe.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "watch.h"

#include <glib-unix.h>
#include <signal.h>
#include <unistd.h>

static GMainContext *context;
static void (*clean_up_before_end) (void);
static int ending;

static gboolean
end (gpointer data)
{
  int number = GPOINTER_TO_INT (data);

  g_atomic_int_set (&ending, TRUE);
  clean_up_before_end ();
  signal (number, SIG_DFL);
  kill (getpid (), number);
  return G_SOURCE_CONTINUE;
}

/* A signal that was to be ignored, as by nohup, still is. */
static void
watch (int number)
{
  struct sigaction now;
  GSource *source;

  if (sigaction (number, NULL, &now) == 0 && now.sa_handler == SIG_IGN)
    return;
  source = g_unix_signal_source_new (number);
  g_source_set_callback (source, end, GINT_TO_POINTER (number), NULL);
  g_source_attach (source, context);
  g_source_unref (source);
}

static gpointer
run (gpointer data)
{
  (void)data;
  for (;;)
    g_main_context_iteration (context, TRUE);
  return NULL;
}

void
tool_watch_start (void (*clean_up) (void))
{
  clean_up_before_end = clean_up;
  context = g_main_context_new ();
  watch (SIGHUP);
  watch (SIGINT);
  watch (SIGTERM);
  g_thread_unref (g_thread_new ("watch", run, NULL));
}

void
tool_watch_check (void)
{
  while (g_atomic_int_get (&ending))
    pause ();
}

GSource *
tool_watch_every (guint milliseconds,
                  GSourceFunc tick,
                  gpointer data,
                  GDestroyNotify release)
{
  GSource *source = g_timeout_source_new (milliseconds);

  g_source_set_callback (source, tick, data, release);
  g_source_attach (source, context);
  return source;
}
