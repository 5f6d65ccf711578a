/* arrow-io-glib/error.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "error-private.h"

#include <gio/gio.h>

/**
 * garrow_error_quark:
 *
 * Gets the domain of [error@Error].
 *
 * Returns: the quark
 *
 * Since: 0.1
 */
/* The argument is a name, not arithmetic. */
/* clang-format off */
G_DEFINE_QUARK (garrow-error-quark, garrow_error)
/* clang-format on */

static const GArrowError codes[] = {
  [ARW_INVALID] = GARROW_ERROR_INVALID,
  [ARW_INDEX] = GARROW_ERROR_INDEX,
  [ARW_CLOSED] = GARROW_ERROR_CLOSED,
  [ARW_NOT_SUPPORTED] = GARROW_ERROR_NOT_SUPPORTED,
  [ARW_NOT_IMPLEMENTED] = GARROW_ERROR_NOT_IMPLEMENTED,
  [ARW_OUT_OF_MEMORY] = GARROW_ERROR_OUT_OF_MEMORY,
  [ARW_CAPACITY] = GARROW_ERROR_CAPACITY,
  [ARW_CORRUPT] = GARROW_ERROR_CORRUPT,
  [ARW_TRUNCATED] = GARROW_ERROR_TRUNCATED,
  [ARW_LIMIT] = GARROW_ERROR_LIMIT,
  [ARW_FOREIGN] = GARROW_ERROR_FOREIGN,
};

void
garrow_error_set_from_core (GError **error, ArwError *core_error)
{
  g_autofree char *message = NULL;

  if (core_error->foreign != NULL) {
    g_propagate_error (error, g_steal_pointer (&core_error->foreign));
    return;
  }

  /* Bindings refuse a message that is not UTF-8, and a path in it can be anything. */
  message = g_utf8_make_valid (core_error->message, -1);
  if (core_error->code == ARW_SYSTEM)
    g_set_error_literal (error,
                         G_IO_ERROR,
                         (int)g_io_error_from_errno (core_error->system_errno),
                         message);
  else
    g_set_error_literal (error, GARROW_ERROR, (int)codes[core_error->code], message);
}

gboolean
garrow_error_finish (gboolean ok, ArwError *core_error, GError **error)
{
  if (!ok)
    garrow_error_set_from_core (error, core_error);
  return ok;
}

gint64
garrow_error_finish_number (gint64 number, ArwError *core_error, GError **error)
{
  garrow_error_finish (number >= 0, core_error, error);
  return number;
}

static void
free_error (void *error)
{
  g_error_free (error);
}

void
garrow_error_to_core (GError *error, ArwError *core_error)
{
  arw_error_set_foreign (core_error, error, free_error);
}
