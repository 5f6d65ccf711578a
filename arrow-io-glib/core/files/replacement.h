/* core/files/replacement.h: a regular file that takes the place of another at once.
 *
 * It is written without a name, where the system can do that, or by another name in the
 * same folder, and gets its name when it is whole. Whoever looks finds the old file or
 * the new one. What a process that was killed leaves behind goes with the next
 * replacement of the same file.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "core/error.h"
#include "core/files/kinds.h"

typedef struct ArwReplacement ArwReplacement;

/* What a link leads to is replaced, and not the link. If exclusive, there must be
 * nothing. Gives the descriptor to write to, which is the caller's, and closed after the
 * others below. NULL with error set if it cannot be. */
ArwReplacement *arw_replacement_open (const char *path,
                                      bool exclusive,
                                      int *fd,
                                      ArwError *error);

/* Puts what is written in place. May be called once. */
bool arw_replacement_commit (ArwReplacement *self,
                             ArwDurability durability,
                             ArwError *error);

/* Also drops what is not committed. */
void arw_replacement_free (ArwReplacement *self);
