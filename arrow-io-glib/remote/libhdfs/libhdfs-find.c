/* remote/libhdfs/libhdfs-find.c: getting libhdfs, and the JVM before it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "remote/libhdfs/libhdfs-private.h"

#include <gmodule.h>

#include <arrow-io-glib/error.h>

static GArrowLibhdfs library;

typedef struct
{
  const char *name;
  gpointer *function;
  gboolean optional;
} Symbol;

static const Symbol symbols[] = {
  {"hdfsNewBuilder", (gpointer *)&library.new_builder, FALSE},
  {"hdfsBuilderSetNameNode", (gpointer *)&library.set_name_node, FALSE},
  {"hdfsBuilderSetUserName", (gpointer *)&library.set_user, FALSE},
  {"hdfsBuilderSetKerbTicketCachePath", (gpointer *)&library.set_ticket_cache, FALSE},
  {"hdfsBuilderSetForceNewInstance", (gpointer *)&library.set_new_instance, FALSE},
  {"hdfsBuilderConfSetStr", (gpointer *)&library.set_value, FALSE},
  {"hdfsBuilderConnect", (gpointer *)&library.connect, FALSE},
  {"hdfsDisconnect", (gpointer *)&library.disconnect, FALSE},
  {"hdfsGetDefaultBlockSize", (gpointer *)&library.get_default_block_size, FALSE},
  {"hdfsOpenFile", (gpointer *)&library.open, FALSE},
  {"hdfsCloseFile", (gpointer *)&library.close, FALSE},
  {"hdfsRead", (gpointer *)&library.read, FALSE},
  {"hdfsPread", (gpointer *)&library.read_at, FALSE},
  {"hdfsWrite", (gpointer *)&library.write, FALSE},
  {"hdfsHFlush", (gpointer *)&library.flush, FALSE},
  {"hdfsSeek", (gpointer *)&library.seek, FALSE},
  {"hdfsGetLastExceptionRootCause", (gpointer *)&library.get_root_cause, TRUE},
  {"hdfsGetLastExceptionStackTrace", (gpointer *)&library.get_stack_trace, TRUE},
};

/* Its threads and Java's go on for ever, so it stays. */
static gboolean
load (const char *path, GString *tried)
{
  GModule *module = g_module_open (path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);

  if (module == NULL) {
    garrow_java_note_failure (tried, path);
    return FALSE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++) {
    gpointer function = NULL;

    if (!g_module_symbol (module, symbols[i].name, &function) && !symbols[i].optional) {
      g_string_append_printf (tried, "\n  %s: it has no %s", path, symbols[i].name);
      g_module_close (module);
      return FALSE;
    }
    *symbols[i].function = function;
  }
  g_module_make_resident (module);
  return TRUE;
}

static gboolean
load_from (const char *variable, const char *folder, GString *tried)
{
  const char *value = g_getenv (variable);
  g_autofree char *path = NULL;

  if (value == NULL || *value == '\0') {
    g_string_append_printf (tried, "\n  libhdfs.so: %s is not set", variable);
    return FALSE;
  }
  path = folder != NULL ? g_build_filename (value, folder, "libhdfs.so", NULL)
                        : g_build_filename (value, "libhdfs.so", NULL);
  return load (path, tried);
}

static gboolean
load_library (GString *tried)
{
  return load_from ("ARROW_LIBHDFS_DIR", NULL, tried) ||
         load_from ("HADOOP_HOME", "lib/native", tried) ||
         load_from ("HADOOP_HDFS_HOME", "lib/native", tried) ||
         load ("libhdfs.so", tried) || load ("libhdfs.so.0.0.0", tried);
}

/* libhdfs is linked with libjvm, most often without a path: it has to be there first. */
static gboolean
find (GError **error)
{
  static gboolean (*const steps[]) (GString * tried) = {
    garrow_java_vm_load,
    load_library,
    garrow_java_vm_start,
  };
  g_autoptr (GString) tried = g_string_new (NULL);
  gsize n = 0;

  while (n < G_N_ELEMENTS (steps) && steps[n](g_string_truncate (tried, 0)))
    n++;
  if (n == G_N_ELEMENTS (steps))
    return TRUE;
  g_set_error (
    error,
    GARROW_ERROR,
    GARROW_ERROR_NOT_IMPLEMENTED,
    "Cannot open 'hdfs://', as that needs libhdfs and a JVM. Tried:%s\n"
    "JAVA_HOME says where Java is, ARROW_LIBHDFS_DIR in which folder libhdfs.so "
    "is, and CLASSPATH which classes Hadoop is, as `hadoop classpath` gives it. "
    "Without all that, 'webhdfs://HOST:9870' reads and writes the same files.",
    tried->str);
  return FALSE;
}

const GArrowLibhdfs *
garrow_libhdfs_get (GError **error)
{
  static GMutex lock;
  static gboolean found;
  gboolean ok;

  g_mutex_lock (&lock);
  if (!found)
    found = find (error);
  ok = found;
  g_mutex_unlock (&lock);
  return ok ? &library : NULL;
}
