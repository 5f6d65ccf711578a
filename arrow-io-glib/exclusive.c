/* arrow-io-glib/exclusive.c: the library cannot share a process with Arrow GLib.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/exclusive.h>

#include <arrow-io-glib/error.h>
#include <arrow-io-glib/memory/buffer.h>

#include "core/platform.h"

/**
 * garrow_check_exclusive:
 * @error: return location for an error
 *
 * Checks that Arrow GLib is not loaded into this process.
 *
 * It registers types of the same names, so the two libraries cannot be used side by side.
 * Language bindings call this before anything else, and C programs may. Loading Arrow
 * GLib later cannot be found from here.
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
  g_autofree char *name = NULL;

  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!arw_platform_find_library ("/libarrow-glib.", path, sizeof path))
    return TRUE;

  name = g_filename_display_name (path);
  g_set_error (
    error,
    GARROW_ERROR,
    GARROW_ERROR_NOT_SUPPORTED,
    "ArrowIO cannot share a process with Arrow GLib: %s is loaded and registers "
    "the same types",
    name);
  return FALSE;
}
