/* remote/webhdfs/kerberos.c: which file tickets come from.
 *
 * libsoup takes those of the usual place, which the environment can change for the whole
 * process. MIT's Kerberos can change it for one thread too.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <gmodule.h>

#include "webhdfs-private.h"

#define LIBRARY "libgssapi_krb5.so.2"

typedef guint32 (*SetCacheName) (guint32 *minor, const char *name, const char **old);

static SetCacheName
get_function (void)
{
  static gsize looked = 0;
  static SetCacheName function = NULL;

  if (g_once_init_enter (&looked)) {
    GModule *module = g_module_open (LIBRARY, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);

    if (module != NULL)
      g_module_symbol (module, "gss_krb5_ccache_name", (gpointer *)&function);
    g_once_init_leave (&looked, 1);
  }
  return function;
}

gboolean
webhdfs_tickets_begin (const char *path, const char **previous, GError **error)
{
  guint32 minor;

  if (path == NULL)
    return TRUE;
  if (get_function () == NULL) {
    g_set_error_literal (error,
                         GARROW_ERROR,
                         GARROW_ERROR_NOT_IMPLEMENTED,
                         "A ticket cache of one's own needs MIT Kerberos (" LIBRARY ")");
    return FALSE;
  }
  if (get_function () (&minor, path, previous) != 0) {
    g_set_error (error,
                 GARROW_ERROR,
                 GARROW_ERROR_INVALID,
                 "Kerberos cannot use the ticket cache '%s'",
                 path);
    return FALSE;
  }
  return TRUE;
}

void
webhdfs_tickets_end (const char *path, const char *previous)
{
  guint32 minor;

  if (path != NULL)
    get_function () (&minor, previous, NULL);
}
