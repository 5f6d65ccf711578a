/* core/files/mode.h: what a mode string means.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "core/error.h"

typedef struct
{
  const char *name;   /* "rb", "wb", "ab", "xb" or "rb+" */
  unsigned flags;     /* ArwFileFlags, for a regular file */
  int open_flags;     /* for arw_platform_open () */
  const char *intent; /* "reading", "writing", …, for messages */
} ArwMode;

/* NULL with error set unless text is one of r w a x r+, with or without a b. */
const ArwMode *arw_mode_parse (const char *text, ArwError *error);
