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
#define GSS_C_INITIATE 1

typedef guint32 (*SetCacheName) (guint32 *minor, const char *name, const char **old);
typedef guint32 (*AcquireCred) (guint32 *minor,
                                gpointer name,
                                guint32 seconds,
                                gpointer mechanisms,
                                int usage,
                                gpointer *credentials,
                                gpointer *actual,
                                guint32 *actual_seconds);
typedef guint32 (*ReleaseCred) (guint32 *minor, gpointer *credentials);

static SetCacheName set_cache_name;
static AcquireCred acquire_cred;
static ReleaseCred release_cred;

static gpointer
load_library (gpointer data)
{
  GModule *module = g_module_open (LIBRARY, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);

  if (module == NULL ||
      !g_module_symbol (module, "gss_krb5_ccache_name", (gpointer *)&set_cache_name) ||
      !g_module_symbol (module, "gss_acquire_cred", (gpointer *)&acquire_cred) ||
      !g_module_symbol (module, "gss_release_cred", (gpointer *)&release_cred))
    return NULL;
  return data;
}

static gboolean
has_library (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load_library, &once) != NULL;
}

gboolean
webhdfs_tickets_begin (const char *path, const char **previous, GError **error)
{
  guint32 minor;

  if (path == NULL)
    return TRUE;
  if (!has_library ()) {
    g_set_error_literal (error,
                         GARROW_ERROR,
                         GARROW_ERROR_NOT_IMPLEMENTED,
                         "A ticket cache of one's own needs MIT Kerberos (" LIBRARY ")");
    return FALSE;
  }
  if (set_cache_name (&minor, path, previous) != 0) {
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
    set_cache_name (&minor, previous, NULL);
}

/* libsoup says that there are none to nobody but the log. */
gboolean
webhdfs_tickets_check (const char *path, GError **error)
{
  const char *previous = NULL;
  gpointer credentials = NULL;
  guint32 minor, status;

  if (!webhdfs_tickets_begin (path, &previous, error))
    return FALSE;
  if (!has_library ())
    return TRUE;
  status = acquire_cred (&minor, NULL, 0, NULL, GSS_C_INITIATE, &credentials, NULL, NULL);
  release_cred (&minor, &credentials);
  webhdfs_tickets_end (path, previous);
  if (status == 0)
    return TRUE;
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_PERMISSION_DENIED,
               "There is no Kerberos ticket in %s",
               path != NULL ? path : "the usual place: kinit gets one");
  return FALSE;
}
