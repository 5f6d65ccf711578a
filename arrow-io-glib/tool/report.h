/* tool/report.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "tool.h"

/* What messages begin with, behind the program's name; NULL for none. */
void tool_report_set_command (const char *name);

/* Breaks lines between words, where they would be wider than a terminal usually is. */
char *tool_wrap (const char *text);

void tool_report_clear (void);
