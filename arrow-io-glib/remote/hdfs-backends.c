/* remote/hdfs-backends.c: the ways into HDFS, and getting those that are modules.
 *
 * WebHDFS is in a module for two reasons: libsoup and what it needs would be loaded into
 * every program that uses this library, and libsoup 3 ends a process that has libsoup 2.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "remote/hdfs-uri-private.h"

#include <gmodule.h>

#include <arrow-io-glib/error.h>

#include "core/platform.h"
#include "remote/libhdfs/libhdfs-private.h"

/* To add a way: write a backend, and add its row here. */
const GArrowHdfsWay garrow_hdfs_ways[] = {
  {"hdfs", NULL, &garrow_hdfs_libhdfs, 0},
  {"webhdfs", "arrow-io-webhdfs", NULL, 9870},
  {"swebhdfs", "arrow-io-webhdfs", NULL, 9871},
  {NULL, NULL, NULL, 0},
};

static gpointer
refuse (const GArrowHdfsWay *way, const char *reason, GError **error)
{
  g_set_error (error,
               GARROW_ERROR,
               GARROW_ERROR_NOT_IMPLEMENTED,
               "Cannot open '%s://': %s",
               way->scheme,
               reason);
  return NULL;
}

/* libsoup 3 looks in the same way, and ends the process. */
static gboolean
has_libsoup_2 (void)
{
  GModule *process = g_module_open (NULL, 0);
  gpointer symbol;
  gboolean found = process != NULL && g_module_symbol (process, "soup_uri_new", &symbol);

  if (process != NULL)
    g_module_close (process);
  return found;
}

/* Beside the library: in a folder of its own where it is installed, and in that of its
 * sources where it is built. */
static GModule *
open_module (const char *name, GError **error)
{
  const char *const folders[] = {"arrow-io-glib-1.0", "remote/webhdfs"};
  g_autofree char *file = g_strdup_printf ("lib%s." G_MODULE_SUFFIX, name);
  char library[4096];
  g_autofree char *folder = NULL;

  if (!arw_platform_find_address (garrow_hdfs_ways, library, sizeof library))
    *library = '\0';
  folder = g_path_get_dirname (library);
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autofree char *path = g_build_filename (folder, folders[i], file, NULL);

    if (g_file_test (path, G_FILE_TEST_EXISTS))
      return g_module_open_full (path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL, error);
  }
  g_set_error (error,
               G_FILE_ERROR,
               G_FILE_ERROR_NOENT,
               "%s is not in %s/%s, as it was not built or not installed",
               file,
               folder,
               folders[0]);
  return NULL;
}

/* It stays loaded: types that it registers cannot be taken back. */
static const GArrowHdfsBackend *
load (const GArrowHdfsWay *way, GError **error)
{
  g_autoptr (GError) module_error = NULL;
  gpointer symbol;
  GModule *module;

  if (has_libsoup_2 ())
    return refuse (way,
                   "libsoup 2 is in this process, which libsoup 3 cannot be beside",
                   error);
  module = open_module (way->module, &module_error);
  if (module == NULL)
    return refuse (way, module_error->message, error);
  g_module_make_resident (module);
  if (!g_module_symbol (module, GARROW_HDFS_BACKEND_SYMBOL, &symbol))
    return refuse (way, g_module_error (), error);
  return symbol;
}

const GArrowHdfsBackend *
garrow_hdfs_way_load (const GArrowHdfsWay *way, GError **error)
{
  static GMutex lock;
  const GArrowHdfsBackend *backend = way->backend;

  if (backend != NULL)
    return backend;
  g_mutex_lock (&lock); /* GModule's own error is one for all threads */
  backend = load (way, error);
  g_mutex_unlock (&lock);
  return backend;
}
