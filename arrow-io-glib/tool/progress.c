/* tool/progress.c: how far it is, on a terminal.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "progress.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "tool.h"
#include "watch.h"

#define TICK_MS 100
#define FIRST_AFTER_US (300 * 1000)

/* The rate follows what the last few seconds were like. */
#define MEMORY_S 3.0

struct _ToolProgress
{
  GMutex lock; /* for all below */
  char *title;
  gint64 size;
  gint64 done;
  GSource *timer;
  gint64 began;
  gint64 drawn_at; /* 0 if nothing is drawn */
  gint64 drawn_done;
  double rate; /* bytes a second */
  gboolean ended;
};

static int
get_width (void)
{
  struct winsize size;

  if (ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return size.ws_col;
  return 80;
}

static int
count_columns (const char *text)
{
  int columns = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    columns += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
  }
  return columns;
}

/* Cuts the start away, as what tells files apart is at the end of their paths. */
static char *
cut_title (const char *title, int columns)
{
  const char *p = title;

  if (count_columns (title) <= columns)
    return g_strdup (title);
  while (*p != '\0' && count_columns (p) > columns - 2)
    p = g_utf8_next_char (p);
  return g_strconcat ("..", p, NULL);
}

static char *
format_time (double seconds)
{
  gint64 s = (gint64)(seconds + 0.5);

  if (s >= 3600)
    return g_strdup_printf ("%d:%02d:%02d",
                            (int)MIN (s / 3600, 9999),
                            (int)(s / 60 % 60),
                            (int)(s % 60));
  return g_strdup_printf ("%d:%02d", (int)(s / 60), (int)(s % 60));
}

static char *
draw_bar (double part, int columns)
{
  gboolean fine = g_get_charset (NULL);
  GString *bar = g_string_new (NULL);

  for (int i = 0; i < columns; i++) {
    gboolean full = part * columns >= i + 1;

    if (fine)
      g_string_append (bar, full ? "\u2588" : "\u2591");
    else
      g_string_append_c (bar, full ? '#' : '-');
  }
  return g_string_free (bar, FALSE);
}

/* What stands to the right of the bar: how much, how fast, and how long still. At the end
 * it is how fast it was, and how long it took. */
static char *
describe (ToolProgress *self, gint64 now, gboolean at_end)
{
  double elapsed = MAX ((double)(now - self->began) / G_USEC_PER_SEC, 1e-6);
  double rate = at_end ? (double)self->done / elapsed : self->rate;
  g_autofree char *done = tool_format_size ((double)self->done);
  g_autofree char *speed = tool_format_size (rate);
  g_autofree char *time = NULL;

  if (at_end || self->size < 0)
    time = format_time (elapsed);
  else if (rate > 0)
    time = format_time ((double)MAX (self->size - self->done, 0) / rate);
  /* As wide at the end as before, so that the bar does not grow. */
  return g_strdup_printf ("%9s %9s/s %7s%s",
                          done,
                          speed,
                          time != NULL ? time : "-:--",
                          self->size < 0 ? ""
                          : at_end       ? "     "
                                         : " left");
}

static void
draw (ToolProgress *self, gint64 now, gboolean at_end)
{
  g_autofree char *right = describe (self, now, at_end);
  int room = get_width () - 1 - (int)strlen (right) - 2;
  g_autofree char *title = cut_title (self->title, MAX (room / 2, 8));
  g_autoptr (GString) line = g_string_new (title);

  room -= count_columns (title);
  if (self->size > 0) {
    double part = MIN ((double)self->done / (double)self->size, 1.0);
    int columns = MIN (room - 8, 40);
    g_autofree char *bar = columns >= 4 ? draw_bar (part, columns) : g_strdup ("");

    g_string_append_printf (line, "  %s %3d%%", bar, (int)(part * 100));
  }
  /* The rest of a longer line before this one goes. */
  g_printerr ("\r%s  %s\033[K", line->str, right);
}

/* Whoever is in the background would draw over what is in front. */
static gboolean
owns_terminal (void)
{
  return tcgetpgrp (STDERR_FILENO) == getpgrp ();
}

static void
measure (ToolProgress *self, gint64 now)
{
  gint64 since = self->drawn_at != 0 ? self->drawn_at : self->began;
  double seconds = MAX ((double)(now - since) / G_USEC_PER_SEC, 1e-6);
  double rate = (double)(self->done - self->drawn_done) / seconds;
  double weight = self->drawn_at != 0 ? seconds / (seconds + MEMORY_S) : 1;

  self->rate += weight * (rate - self->rate);
  self->drawn_at = now;
  self->drawn_done = self->done;
}

static gboolean
tick (gpointer data)
{
  ToolProgress *self = data;
  gint64 now = g_get_monotonic_time ();

  g_mutex_lock (&self->lock);
  if (!self->ended && now - self->began >= FIRST_AFTER_US && owns_terminal ()) {
    measure (self, now);
    draw (self, now, FALSE);
  }
  g_mutex_unlock (&self->lock);
  return G_SOURCE_CONTINUE;
}

static void
progress_clear (gpointer data)
{
  ToolProgress *self = data;

  g_mutex_clear (&self->lock);
  g_free (self->title);
}

static void
progress_release (gpointer data)
{
  g_atomic_rc_box_release_full (data, progress_clear);
}

ToolProgress *
tool_progress_new (const char *title, gint64 size, gboolean quiet)
{
  ToolProgress *self = g_atomic_rc_box_new0 (ToolProgress);
  g_autofree char *name = g_filename_display_name (title);

  g_mutex_init (&self->lock);
  self->title = tool_make_printable (name);
  self->size = size;
  self->began = g_get_monotonic_time ();
  if (!quiet && isatty (STDERR_FILENO))
    self->timer =
      tool_watch_every (TICK_MS, tick, g_atomic_rc_box_acquire (self), progress_release);
  return self;
}

void
tool_progress_set (ToolProgress *self, gint64 done)
{
  g_mutex_lock (&self->lock);
  self->done = done;
  g_mutex_unlock (&self->lock);
}

void
tool_progress_free (ToolProgress *self)
{
  g_mutex_lock (&self->lock);
  self->ended = TRUE;
  if (self->drawn_at != 0) {
    draw (self, g_get_monotonic_time (), TRUE);
    g_printerr ("\n");
  }
  g_mutex_unlock (&self->lock);
  if (self->timer != NULL) {
    g_source_destroy (self->timer);
    g_source_unref (self->timer);
  }
  progress_release (self);
}
