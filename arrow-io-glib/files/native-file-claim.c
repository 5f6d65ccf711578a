/* files/native-file-claim.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "files/native-file-claim.h"

#include <errno.h>

#include "error-private.h"
#include "files/native-file-private.h"

typedef struct
{
  GArrowNativeFile *file; /* NULL once it was found to be closed */
  gboolean shared;
} Use;

/* The claim that the call on this thread has. */
static GPrivate current = G_PRIVATE_INIT (NULL);

void
garrow_claim_init (GArrowClaim *claim)
{
  claim->uses = g_array_new (FALSE, FALSE, sizeof (Use));
}

void
garrow_claim_clear (GArrowClaim *claim)
{
  g_clear_pointer (&claim->uses, g_array_unref);
}

/* A file that is used twice is so at once, for whatever needs more. */
static void
add_one (GArrowClaim *claim, GArrowNativeFile *file, gboolean shared)
{
  for (guint i = 0; i < claim->uses->len; i++) {
    Use *use = &g_array_index (claim->uses, Use, i);

    if (use->file == file) {
      use->shared = use->shared && shared;
      return;
    }
  }
  g_array_append_val (claim->uses, ((Use){file, shared}));
}

/* Whether a call that uses the file shares what is below it. */
static gboolean
shares_below (const GArrowNativeFilePrivate *priv, gboolean shared)
{
  return shared || (priv->core != NULL && (priv->core->flags & ARW_FILE_READS_AT) != 0);
}

void
garrow_claim_add (GArrowClaim *claim, GArrowNativeFile *file, gboolean shared)
{
  while (file != NULL) {
    GArrowNativeFilePrivate *priv = garrow_native_file_get_private (file);

    if (priv->core == NULL)
      break;
    shared = shared && (priv->core->flags & ARW_FILE_READS_AT) != 0;
    add_one (claim, file, shared);
    shared = shares_below (priv, shared);
    file = priv->below;
  }
}

static void
release_one (const Use *use)
{
  GArrowNativeFilePrivate *priv;

  if (use->file == NULL)
    return;
  priv = garrow_native_file_get_private (use->file);
  if (use->shared) {
    g_atomic_int_add (&priv->users, -1);
    return;
  }
  g_atomic_pointer_set (&priv->user, NULL);
  g_atomic_int_set (&priv->users, 0);
}

/* What is claimed is open: nothing can become of a file that is closed. */
static gboolean
take_one (Use *use, GArrowClaim *claim)
{
  GArrowNativeFilePrivate *priv = garrow_native_file_get_private (use->file);

  if (use->shared) {
    int users;

    do {
      users = g_atomic_int_get (&priv->users);
      if (users < 0)
        return FALSE;
    } while (!g_atomic_int_compare_and_exchange (&priv->users, users, users + 1));
  } else {
    if (!g_atomic_int_compare_and_exchange (&priv->users, 0, -1))
      return FALSE;
    if (priv->core->busy) {
      g_atomic_int_set (&priv->users, 0);
      return FALSE;
    }
    g_atomic_pointer_set (&priv->user, claim);
  }
  if (priv->core->closed) {
    release_one (use);
    use->file = NULL;
  }
  return TRUE;
}

static void
release_first (GArrowClaim *claim, guint n)
{
  for (guint i = 0; i < n; i++)
    release_one (&g_array_index (claim->uses, Use, i));
}

gboolean
garrow_claim_take (GArrowClaim *claim, GError **error)
{
  for (guint i = 0; i < claim->uses->len; i++) {
    Use *use = &g_array_index (claim->uses, Use, i);

    if (!take_one (use, claim)) {
      g_autofree char *name =
        g_utf8_make_valid (garrow_native_file_get_private (use->file)->core->name, -1);

      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_PENDING,
                   "'%s' is in another call",
                   name);
      release_first (claim, i);
      g_array_set_size (claim->uses, 0);
      return FALSE;
    }
  }
  return TRUE;
}

void
garrow_claim_release (GArrowClaim *claim)
{
  release_first (claim, claim->uses->len);
  g_array_set_size (claim->uses, 0);
}

GArrowClaim *
garrow_claim_enter (GArrowClaim *claim)
{
  GArrowClaim *before = g_private_get (&current);

  g_private_set (&current, claim);
  return before;
}

/* Whether no call of another thread has the file, or what is below it. */
static gboolean
is_free (GArrowNativeFilePrivate *priv, gboolean shared)
{
  for (;;) {
    int users = g_atomic_int_get (&priv->users);

    if (users < 0 && g_atomic_pointer_get (&priv->user) == g_private_get (&current))
      return TRUE; /* and all that is below */
    if (users < 0 || (users > 0 && !shared))
      return FALSE;
    if (priv->below == NULL || priv->core->closed)
      return TRUE;
    shared = shares_below (priv, shared);
    priv = garrow_native_file_get_private (priv->below);
  }
}

ArwFile *
garrow_native_file_claim_core (GArrowNativeFile *self, gboolean shared, GError **error)
{
  GArrowNativeFilePrivate *priv = garrow_native_file_get_private (self);
  ArwError core_error;

  if (priv->core == NULL) {
    g_set_error (error,
                 GARROW_ERROR,
                 GARROW_ERROR_CLOSED,
                 "This %s was never opened",
                 G_OBJECT_TYPE_NAME (self));
    return NULL;
  }
  if (is_free (priv, shared))
    return priv->core;
  arw_error_set_system (&core_error, EBUSY, "'%s' is in another call", priv->core->name);
  garrow_error_set_from_core (error, &core_error);
  return NULL;
}

ArwFile *
garrow_native_file_peek_core (GArrowNativeFile *self)
{
  return garrow_native_file_get_private (self)->core;
}

/* Only the thread that has all of a file may look. */
gboolean
garrow_native_file_is_open (GArrowNativeFile *self)
{
  GArrowNativeFilePrivate *priv = garrow_native_file_get_private (self);

  if (priv->core == NULL)
    return FALSE;
  if (g_atomic_int_get (&priv->users) < 0 &&
      g_atomic_pointer_get (&priv->user) != g_private_get (&current))
    return TRUE;
  return !priv->core->closed;
}
