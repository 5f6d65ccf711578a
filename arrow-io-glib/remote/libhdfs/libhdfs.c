/* remote/libhdfs/libhdfs.c: connecting by libhdfs.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "remote/libhdfs/libhdfs-private.h"

#include <gio/gio.h>
#include <string.h>

#include <arrow-io-glib/error.h>

#include "core/workers.h"

#define JNI_GLOBAL_REFERENCE 2

/* That the calling thread was in libhdfs, which makes what it keeps of a thread, and has
 * the JVM forget the thread when it ends. It has to have been before it may be asked what
 * was thrown. */
static GPrivate thread_known;

gboolean
garrow_libhdfs_enter (GArrowLibhdfsClient *client, GError **error)
{
  if (arw_workers_process () != client->process) {
    g_set_error (error,
                 GARROW_ERROR,
                 GARROW_ERROR_NOT_SUPPORTED,
                 "'%s' was connected before this process was forked, and a JVM does not "
                 "live on in a child",
                 client->uri);
    return FALSE;
  }
  if (g_private_get (&thread_known) != NULL)
    return TRUE;
  client->lib->get_default_block_size (client->fs);
  if (garrow_java_vm_get_env () == NULL) {
    g_set_error (error,
                 GARROW_ERROR,
                 GARROW_ERROR_LIMIT,
                 "'%s': the JVM takes no more threads",
                 client->uri);
    return FALSE;
  }
  g_private_set (&thread_known, (gpointer)&thread_known);
  return TRUE;
}

/* Settings of Hadoop. libhdfs keeps only pointers to them until it connects. */
static void
set_value (const GArrowLibhdfs *lib,
           gpointer builder,
           GPtrArray *texts,
           const char *name,
           char *value)
{
  g_ptr_array_add (texts, value);
  lib->set_value (builder, name, value);
}

static void
set_numbers (const GArrowLibhdfs *lib,
             gpointer builder,
             GPtrArray *texts,
             const char *const *names,
             guint64 number)
{
  for (; *names != NULL; names++)
    set_value (lib,
               builder,
               texts,
               *names,
               g_strdup_printf ("%" G_GUINT64_FORMAT, MIN (number, G_MAXINT32)));
}

/* A block that no data node gives is asked for so often, after a time that grows by the
 * window each time: together these are no longer than the time-out. */
static void
set_patience (const GArrowLibhdfs *lib,
              gpointer builder,
              GPtrArray *texts,
              GArrowHdfsOptions *options)
{
  static const char *const times[] = {
    "dfs.client.socket-timeout",
    "ipc.client.connect.timeout",
    "ipc.client.rpc-timeout.ms",
    NULL,
  };
  static const char *const tries[] = {
    "dfs.client.max.block.acquire.failures",
    "ipc.client.connect.max.retries",
    "ipc.client.connect.max.retries.on.timeouts",
    NULL,
  };
  static const char *const window[] = {"dfs.client.retry.window.base", NULL};
  static const char *const pause[] = {"ipc.client.connect.retry.interval", NULL};
  guint64 timeout = (guint64)garrow_hdfs_options_get_timeout (options) * 1000;
  guint64 retries = garrow_hdfs_options_get_retries (options);

  if (timeout > 0)
    set_numbers (lib, builder, texts, times, timeout);
  if (timeout > 0 && retries > 0)
    set_numbers (lib,
                 builder,
                 texts,
                 window,
                 MIN (timeout / (retries * retries) + 1, 3000));
  set_numbers (lib, builder, texts, tries, retries);
  set_numbers (lib, builder, texts, pause, 500);
}

/* One name node, or a name service that Hadoop is configured for, goes by its name. Many
 * make up a name service here. */
static char *
set_name_nodes (const GArrowLibhdfs *lib,
                gpointer builder,
                GPtrArray *texts,
                const char *const *name_nodes)
{
  static const char *const service = "arrow-io";
  g_autoptr (GString) names = g_string_new (NULL);

  if (name_nodes[1] == NULL)
    return strcmp (name_nodes[0], "default") == 0
             ? g_strdup ("default")
             : g_strdup_printf ("hdfs://%s", name_nodes[0]);
  for (guint i = 0; name_nodes[i] != NULL; i++) {
    char *name = g_strdup_printf ("dfs.namenode.rpc-address.%s.nn%u", service, i);
    gboolean has_port = strrchr (name_nodes[i], ':') > strrchr (name_nodes[i], ']');

    g_ptr_array_add (texts, name);
    set_value (lib,
               builder,
               texts,
               name,
               g_strdup_printf ("%s%s", name_nodes[i], has_port ? "" : ":8020"));
    g_string_append_printf (names, "%snn%u", i > 0 ? "," : "", i);
  }
  set_value (lib, builder, texts, "dfs.nameservices", g_strdup (service));
  set_value (lib, builder, texts, "dfs.ha.namenodes.arrow-io", g_strdup (names->str));
  set_value (lib,
             builder,
             texts,
             "dfs.client.failover.proxy.provider.arrow-io",
             g_strdup ("org.apache.hadoop.hdfs.server.namenode.ha."
                       "ConfiguredFailoverProxyProvider"));
  return g_strdup_printf ("hdfs://%s", service);
}

/* Always a file system of its own: the one that Hadoop would share has the settings of
 * whoever came first, and is closed for all. */
static gpointer
open_file_system (const GArrowLibhdfs *lib,
                  const char *const *name_nodes,
                  GArrowHdfsOptions *options)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  const char *ticket_cache = garrow_hdfs_options_get_ticket_cache (options);
  gpointer builder = lib->new_builder ();
  char *uri;

  if (builder == NULL)
    return NULL;
  uri = set_name_nodes (lib, builder, texts, name_nodes);
  g_ptr_array_add (texts, uri);
  lib->set_name_node (builder, uri);
  lib->set_new_instance (builder);
  if (garrow_hdfs_options_get_user (options) != NULL)
    lib->set_user (builder, garrow_hdfs_options_get_user (options));
  if (ticket_cache != NULL)
    lib->set_ticket_cache (builder, ticket_cache);
  set_patience (lib, builder, texts, options);
  return lib->connect (builder);
}

/* Whether Hadoop is configured for Kerberos, as only a file can: the user of the process
 * is made before there are options. */
static gboolean
is_kerberos_configured (GArrowJava *java, gpointer fs)
{
  gpointer configuration = garrow_java_call (java,
                                             fs,
                                             "getConf",
                                             "()Lorg/apache/hadoop/conf/Configuration;",
                                             NULL)
                             .l;
  gpointer name = garrow_java_string (java, "hadoop.security.authentication");
  g_autofree char *kind =
    garrow_java_get_string (java,
                            garrow_java_call (java,
                                              configuration,
                                              "get",
                                              "(Ljava/lang/String;)Ljava/lang/String;",
                                              GARROW_JAVA_ARGS ({.l = name}))
                              .l);

  return g_strcmp0 (kind, "kerberos") == 0;
}

static gboolean
refuse (GArrowLibhdfsClient *client, GArrowError code, const char *reason, GError **error)
{
  g_set_error (error,
               GARROW_ERROR,
               (int)code,
               "Cannot open '%s': %s",
               client->uri,
               reason);
  return FALSE;
}

/* A libhdfs of another make may keep something else in its connections. */
static gboolean
check_file_system (GArrowLibhdfsClient *client,
                   GArrowHdfsOptions *options,
                   GError **error)
{
  GArrowJniEnv *env = garrow_java_vm_get_env ();
  GArrowJava java;
  gboolean is_hdfs, is_secure;

  if ((*env)->get_reference_type (env, client->fs) != JNI_GLOBAL_REFERENCE ||
      !garrow_java_enter (&java, env))
    return refuse (client,
                   GARROW_ERROR_NOT_IMPLEMENTED,
                   "this libhdfs is not Hadoop's own",
                   error);
  is_hdfs =
    garrow_java_is_a (&java, client->fs, "org/apache/hadoop/hdfs/DistributedFileSystem");
  is_secure = !garrow_hdfs_options_get_kerberos (options) ||
              is_kerberos_configured (&java, client->fs);
  g_free (garrow_java_leave (&java));
  if (!is_hdfs)
    return refuse (client,
                   GARROW_ERROR_INVALID,
                   "the file system that Hadoop is configured for (fs.defaultFS) is not "
                   "in HDFS",
                   error);
  if (!is_secure)
    return refuse (client,
                   GARROW_ERROR_INVALID,
                   "Kerberos is asked for, and no core-site.xml on the CLASSPATH has "
                   "'kerberos' as hadoop.security.authentication",
                   error);
  return TRUE;
}

static void
free_client (GArrowHdfsClient *client)
{
  GArrowLibhdfsClient *self = (GArrowLibhdfsClient *)client;

  if (garrow_libhdfs_enter (self, NULL))
    self->lib->disconnect (self->fs);
  g_free (self->uri);
  g_free (self);
}

/* Nothing is sent yet: Java connects when there is something to ask. */
static GArrowHdfsClient *
connect_client (const char *scheme,
                const char *const *name_nodes,
                GArrowHdfsOptions *options,
                GError **error)
{
  const GArrowLibhdfs *lib = garrow_libhdfs_get (error);
  g_autofree char *nodes = g_strjoinv (",", (char **)name_nodes);
  GArrowLibhdfsClient *self;

  if (lib == NULL)
    return NULL;
  if (garrow_hdfs_options_get_delegation_token (options) != NULL) {
    g_set_error_literal (error,
                         GARROW_ERROR,
                         GARROW_ERROR_NOT_SUPPORTED,
                         "Cannot use a delegation token with 'hdfs://': Hadoop reads it "
                         "from the file that HADOOP_TOKEN_FILE_LOCATION names");
    return NULL;
  }
  self = g_new0 (GArrowLibhdfsClient, 1);
  self->base.backend = &garrow_hdfs_libhdfs;
  self->lib = lib;
  self->process = arw_workers_process ();
  self->retries = garrow_hdfs_options_get_retries (options);
  self->uri =
    g_strdup_printf ("%s://%s", scheme, strcmp (nodes, "default") == 0 ? "" : nodes);
  self->fs = open_file_system (lib, name_nodes, options);
  if (self->fs == NULL) {
    g_private_set (&thread_known, (gpointer)&thread_known);
    garrow_libhdfs_fail (self, EIO, NULL, NULL, error);
    g_free (self->uri);
    g_free (self);
    return NULL;
  }
  if (garrow_libhdfs_enter (self, error) && check_file_system (self, options, error))
    return &self->base;
  free_client (&self->base);
  return NULL;
}

const GArrowHdfsBackend garrow_hdfs_libhdfs = {
  .name = "libhdfs",
  .connect = connect_client,
  .free = free_client,
  .mkdirs = garrow_libhdfs_mkdirs,
  .get_status = garrow_libhdfs_get_status,
  .list = garrow_libhdfs_list,
  .rename = garrow_libhdfs_rename,
  .remove = garrow_libhdfs_remove,
  .set_permission = garrow_libhdfs_set_permission,
  .set_owner = garrow_libhdfs_set_owner,
  .set_times = garrow_libhdfs_set_times,
  .set_replication = garrow_libhdfs_set_replication,
  .get_checksum = garrow_libhdfs_get_checksum,
  .get_space = garrow_libhdfs_get_space,
  .get_home = garrow_libhdfs_get_home,
  .open_read = garrow_libhdfs_open_read,
  .read_at = garrow_libhdfs_read_at,
  .close_read = garrow_libhdfs_close_read,
  .open_write = garrow_libhdfs_open_write,
  .write = garrow_libhdfs_write,
  .flush = garrow_libhdfs_flush,
  .close_write = garrow_libhdfs_close_write,
  .abort_write = garrow_libhdfs_abort_write,
};
