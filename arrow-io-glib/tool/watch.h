/* tool/watch.h: a thread that waits for signals and for time to pass.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <glib.h>

/* From now on, SIGHUP, SIGINT and SIGTERM call clean_up on a thread of its own, and then
 * end the program as they do. */
void tool_watch_start (void (*clean_up) (void));

/* Once a signal has come, this never returns: what fails then, fails because of it. */
void tool_watch_check (void);

/* Calls tick on that thread, again and again, until the source is destroyed. Then data is
 * released, on whichever thread is the last to have it. */
GSource *tool_watch_every (guint milliseconds,
                           GSourceFunc tick,
                           gpointer data,
                           GDestroyNotify release);
