/* tool/target.h: what is written, and appears when it is complete.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "tool.h"

typedef struct _ToolTarget ToolTarget;

/* Opens a path, a URI, or standard output for "-". What exists is left alone unless force
 * is set. The file is an uncompressed one, and is in its place when it is closed. It has
 * the permissions of what it replaces, or else those of the source, whose name that is,
 * as far as the umask lets it. */
ToolTarget *tool_target_open (const char *argument,
                              const char *source,
                              gboolean force,
                              GError **error);

GArrowNativeFile *tool_target_get_file (ToolTarget *self);

/* Whether it is a terminal. */
gboolean tool_target_is_terminal (ToolTarget *self);

/* Once it is closed. */
void tool_target_keep (ToolTarget *self);

/* What is not to be abandoned meanwhile is done between these, by one thread. */
void tool_target_hold (void);
void tool_target_release (void);

/* Nothing is left of it if it is not kept. */
void tool_target_free (ToolTarget *self);

/* As that does to the one that is open, if any, from any thread. No target is put in its
 * place from then on. */
void tool_target_abandon (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ToolTarget, tool_target_free)
