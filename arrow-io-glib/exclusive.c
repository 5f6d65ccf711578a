/* arrow-io-glib/exclusive.c: the library cannot share a process with Arrow GLib.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "exclusive-private.h"

#include <arrow-io-glib/error.h>
#include <arrow-io-glib/exclusive.h>

#include "core/platform.h"

/* Whether the types of these names are ours: set before the first is registered. */
static int types_are_ours;

static gboolean
refuse (const char *what, GError **error)
{
  g_autofree char *name = g_filename_display_name (what);

  g_set_error (
    error,
    GARROW_ERROR,
    GARROW_ERROR_NOT_SUPPORTED,
    "ArrowIO cannot share a process with Arrow GLib: %s is loaded and registers "
    "the same types",
    name);
  return FALSE;
}

/**
 * garrow_check_exclusive:
 * @error: return location for an error
 *
 * Checks that Arrow GLib is not loaded into this process.
 *
 * It registers types of the same names, so the two libraries cannot be used side by side.
 * Language bindings call this before anything else, and C programs may: without it, the
 * first object of this library ends the process with the same message. Loading Arrow GLib
 * later cannot be found from here.
 *
 * Fails with `GARROW_ERROR_NOT_SUPPORTED`, and names the other library.
 *
 * Returns: whether the library can be used
 *
 * Since: 0.1
 */
gboolean
garrow_check_exclusive (GError **error)
{
  char path[1024];

  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (arw_platform_find_library ("/libarrow-glib.", path, sizeof path))
    return refuse (path, error);
  if (g_type_from_name ("GArrowBuffer") != 0 && !g_atomic_int_get (&types_are_ours))
    return refuse ("another library", error);
  return TRUE;
}

GType
garrow_exclusive_get_root_type (void)
{
  static gsize checked;

  if (g_once_init_enter (&checked)) {
    g_autoptr (GError) error = NULL;

    if (!garrow_check_exclusive (&error))
      g_error ("%s", error->message);
    g_atomic_int_set (&types_are_ours, TRUE);
    g_once_init_leave (&checked, 1);
  }
  return G_TYPE_OBJECT;
}
