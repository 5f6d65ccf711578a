/* files/native-file-claim.h: what an asynchronous call uses is its own until it is done.
 *
 * A claim is made on the thread that makes the call, before anything is handed to another
 * one, and holds the file and all that it reads or writes. Whoever comes meanwhile gets
 * an error. Reading at offsets can share a file with others that do.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/native-file.h>

typedef struct
{
  GArray *uses;
} GArrowClaim;

void garrow_claim_init (GArrowClaim *claim);

/* Adds a file, which may be NULL, and what is below it. shared: it is only read at
 * offsets. */
void garrow_claim_add (GArrowClaim *claim, GArrowNativeFile *file, gboolean shared);

/* Takes all of it or nothing; fails with G_IO_ERROR_PENDING if a file is in use. */
gboolean garrow_claim_take (GArrowClaim *claim, GError **error);
void garrow_claim_release (GArrowClaim *claim);
void garrow_claim_clear (GArrowClaim *claim);

/* From here on, this thread may use what is claimed. Returns what was before. */
GArrowClaim *garrow_claim_enter (GArrowClaim *claim);
