/* core/files/members.h: decodes the members of another file on several threads, where
 * they say how large they are.
 *
 * It is a short cut only: what it does not know how to decode, and all from a member on
 * that it cannot decode, is left in the file, for whoever decodes one byte after the
 * other to find out what is wrong.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "core/codecs/codec.h"
#include "core/files/file.h"

typedef struct ArwMembers ArwMembers;

/* raw is borrowed, and called by the thread that reads only. */
ArwMembers *arw_members_new (ArwFile *raw,
                             const ArwCodec *codec,
                             int n_threads,
                             ArwError *error);

/* Gives what comes next. 0 if that is not the start of a member that can be decoded here:
 * then raw stands there, and nowhere else. -1 on failure, which is raw's: reading may go
 * on. Adds to *n_members those that were decoded. A failure behind the start of a member
 * is kept, for when what raw has of that is decoded. */
int64_t arw_members_read (ArwMembers *members,
                          void *out,
                          int64_t size,
                          int64_t *n_members,
                          ArwError *error);

/* Whether there is a failure that was kept, which it gives: it is kept no longer. */
bool arw_members_fail (ArwMembers *members, ArwError *error);

/* NULL is nothing. */
void arw_members_free (ArwMembers *members);
