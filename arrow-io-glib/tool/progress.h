/* tool/progress.h: how far it is, on a terminal.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <glib.h>

typedef struct _ToolProgress ToolProgress;

/* Draws on stderr, if that is a terminal and it takes longer than a moment; quiet is not
 * to. size is -1 if it is not known. tool_watch_start () comes first. */
ToolProgress *tool_progress_new (const char *title, gint64 size, gboolean quiet);

void tool_progress_set (ToolProgress *self, gint64 done);

/* Leaves what was drawn last, and goes to the next line. */
void tool_progress_free (ToolProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ToolProgress, tool_progress_free)
