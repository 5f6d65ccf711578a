/* remote/hdfs.c: GArrowHdfs, a connection to a cluster.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "remote/hdfs-private.h"

#include <arrow-io-glib/error.h>

#include "exclusive-private.h"
#include "remote/hdfs-options-private.h"

/**
 * GArrowHdfs:
 *
 * A cluster of HDFS, the Hadoop file system: its directories, and the files in it.
 *
 * ```c
 * const char *uri = "webhdfs://namenode:9870";
 * g_autoptr (GError) error = NULL;
 * g_autoptr (GArrowHdfs) hdfs = garrow_hdfs_new (uri, NULL, &error);
 * g_autoptr (GArrowHdfsFile) file = NULL;
 *
 * if (hdfs != NULL)
 *   file = garrow_hdfs_open (hdfs, "/data/trips.csv", "r", NULL, &error);
 * ```
 *
 * There are two ways in, which the scheme of the URI names:
 *
 * - `webhdfs` and, by TLS, `swebhdfs` talk to the cluster's HTTP interface, with no JVM
 *   in the process. They need a module of this library that is built with libsoup, and go
 *   to the cluster directly, whatever proxies there are.
 * - `hdfs` goes through libhdfs, which comes with Hadoop and is opened when it is first
 *   needed, and which starts a JVM in the process. It is several times as fast on a fast
 *   network. The environment says where it is: `ARROW_LIBHDFS_DIR`, or else
 *   `HADOOP_HOME`, and `JAVA_HOME` and `CLASSPATH`. See [HDFS](guide-hdfs.html).
 *
 * The JVM stays until the process ends. Options for it are in `LIBHDFS_OPTS`: without
 * any, its heap may grow to a quarter of the memory. It leaves ctrl-C and other signals
 * that end programs to the program, and takes `SIGSEGV`, `SIGBUS`, `SIGFPE`, `SIGILL` and
 * `SIGPIPE`: handlers that were there before it get those that are not its own. In a
 * child of the process (`fork`) the connections fail with `GARROW_ERROR_NOT_SUPPORTED`,
 * as a JVM does not live on there. What libhdfs refuses it also prints on the standard
 * error.
 *
 * Paths start with a slash, are UTF-8, and are not escaped. Permissions are numbers, as
 * 0644, and times are milliseconds since 1970 began in UTC.
 *
 * All that talks to the cluster blocks until it answers, or was silent for as long as
 * [property@HdfsOptions:timeout] says and was asked again as often as
 * [property@HdfsOptions:retries] says; what ends in `_async` does not block. Many threads
 * may use one connection at once. Errors are of the domain `G_IO_ERROR`, as
 * `G_IO_ERROR_NOT_FOUND`, `G_IO_ERROR_PERMISSION_DENIED` or `G_IO_ERROR_TIMED_OUT`, and
 * of [error@Error] if an argument cannot be used, if what the cluster says makes no sense
 * (`GARROW_ERROR_CORRUPT`), or if the way in has no such call
 * (`GARROW_ERROR_NOT_SUPPORTED`). A certificate that is refused is an error of the domain
 * `G_TLS_ERROR`. Messages name the path.
 *
 * Since: 0.1
 */

G_DEFINE_FINAL_TYPE (GArrowHdfs, garrow_hdfs, garrow_exclusive_get_root_type ())

enum {
  PROP_BACKEND_NAME = 1,
  PROP_URI,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
garrow_hdfs_get_property (GObject *object,
                          guint prop_id,
                          GValue *value,
                          GParamSpec *pspec)
{
  GArrowHdfs *self = GARROW_HDFS (object);

  switch (prop_id) {
  case PROP_BACKEND_NAME:
    g_value_set_string (value, garrow_hdfs_get_backend_name (self));
    break;
  case PROP_URI:
    g_value_set_string (value, self->uri);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
garrow_hdfs_finalize (GObject *object)
{
  GArrowHdfs *self = GARROW_HDFS (object);

  if (self->client != NULL)
    self->client->backend->free (self->client);
  g_clear_object (&self->options);
  g_free (self->uri);

  G_OBJECT_CLASS (garrow_hdfs_parent_class)->finalize (object);
}

static void
garrow_hdfs_class_init (GArrowHdfsClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = garrow_hdfs_finalize;
  object_class->get_property = garrow_hdfs_get_property;

  /**
   * GArrowHdfs:backend-name:
   *
   * The way in that is used: `webhdfs` or `libhdfs`.
   *
   * Since: 0.1
   */
  props[PROP_BACKEND_NAME] =
    g_param_spec_string ("backend-name", NULL, NULL, NULL, flags);

  /**
   * GArrowHdfs:uri:
   *
   * The scheme and the hosts that were connected to, without user and path.
   *
   * Since: 0.1
   */
  props[PROP_URI] = g_param_spec_string ("uri", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
garrow_hdfs_init (GArrowHdfs *self)
{
  (void)self;
}

GArrowHdfs *
garrow_hdfs_new_parsed (const GArrowHdfsUri *uri,
                        GArrowHdfsOptions *options,
                        GError **error)
{
  g_autoptr (GArrowHdfs) self = NULL;
  const GArrowHdfsBackend *backend = garrow_hdfs_way_load (uri->way, error);

  if (backend == NULL)
    return NULL;
  self = g_object_new (GARROW_TYPE_HDFS, NULL);
  self->uri = g_strdup (uri->base);
  self->options = garrow_hdfs_options_copy (options);
  if (garrow_hdfs_options_get_user (self->options) == NULL)
    garrow_hdfs_options_set_user (self->options, uri->user);
  self->client = backend->connect (uri->way->scheme,
                                   (const char *const *)uri->name_nodes,
                                   self->options,
                                   error);
  return self->client != NULL ? g_steal_pointer (&self) : NULL;
}

GArrowHdfsClient *
garrow_hdfs_begin (GArrowHdfs *self, const char *path, char **checked, GError **error)
{
  if (self->client == NULL) {
    g_set_error_literal (
      error,
      GARROW_ERROR,
      GARROW_ERROR_CLOSED,
      "This Hdfs was not made by its constructor, and is not connected");
    return NULL;
  }
  *checked = garrow_hdfs_path_check (path, error);
  return *checked != NULL ? self->client : NULL;
}

/**
 * garrow_hdfs_new:
 * @uri: `SCHEME://[USER@]HOST[:PORT][,HOST[:PORT]…]`, of which a path is not looked at
 * @options: (nullable): how to connect, or %NULL for the defaults
 * @error: return location for an error
 *
 * Connects to a cluster.
 *
 * This blocks. With `webhdfs` and `swebhdfs` the cluster is asked about its root, so that
 * what is wrong shows here; `hdfs` loads libhdfs, starts the JVM the first time, and
 * talks to the cluster with the first call.
 *
 * The ports are those of Hadoop 3 unless they are given: 9870 for `webhdfs`, 9871 for
 * `swebhdfs`. Of several hosts, which are the name nodes of one cluster, that one is used
 * which is active. `hdfs:///` is the cluster that Hadoop is configured for, and the host
 * of `hdfs` may be a name service of that configuration.
 *
 * Fails with `GARROW_ERROR_INVALID` if @uri is none of these, and with
 * `GARROW_ERROR_NOT_IMPLEMENTED` if the way in is not there: the message says what was
 * looked for, and where. With `webhdfs` and `swebhdfs`, also with
 * `G_IO_ERROR_CONNECTION_REFUSED`, `G_IO_ERROR_HOST_NOT_FOUND` or `G_IO_ERROR_TIMED_OUT`
 * if nobody is there, and with `G_IO_ERROR_PERMISSION_DENIED` if the cluster wants to see
 * a ticket.
 *
 * Returns: (transfer full): a new connection
 *
 * Since: 0.1
 */
GArrowHdfs *
garrow_hdfs_new (const char *uri, GArrowHdfsOptions *options, GError **error)
{
  g_auto (GArrowHdfsUri) parsed = {0};

  g_return_val_if_fail (uri != NULL, NULL);
  g_return_val_if_fail (options == NULL || GARROW_IS_HDFS_OPTIONS (options), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!garrow_hdfs_uri_parse (uri, &parsed, error))
    return NULL;
  return garrow_hdfs_new_parsed (&parsed, options, error);
}

/**
 * garrow_hdfs_get_uri:
 * @self: a connection
 *
 * Gets the scheme and the hosts that were connected to.
 *
 * Returns: a URI without user and path
 *
 * Since: 0.1
 */
const char *
garrow_hdfs_get_uri (GArrowHdfs *self)
{
  g_return_val_if_fail (GARROW_IS_HDFS (self), NULL);

  return self->uri;
}

/**
 * garrow_hdfs_get_backend_name:
 * @self: a connection
 *
 * Gets the way in that is used.
 *
 * Returns: (nullable): `webhdfs` or `libhdfs`; %NULL of an object that no constructor
 * made
 *
 * Since: 0.1
 */
const char *
garrow_hdfs_get_backend_name (GArrowHdfs *self)
{
  g_return_val_if_fail (GARROW_IS_HDFS (self), NULL);

  return self->client != NULL ? self->client->backend->name : NULL;
}

/**
 * garrow_hdfs_open:
 * @self: a connection
 * @path: the path of a file in the cluster
 * @mode: `r` to read, `w` to write a new file, which takes the place of one that exists,
 *   `x` to write a file that does not exist yet, `a` to write at the end of one that
 * does, or of a new one; each with or without a `b`
 * @options: (nullable): how the file is made, or %NULL for the options of the connection
 * @error: return location for an error
 *
 * Opens a file of the cluster, see [class@HdfsFile].
 *
 * Fails with `GARROW_ERROR_INVALID` if @path or @mode is none of these, with
 * `GARROW_ERROR_NOT_SUPPORTED` for `r+`, which HDFS does not have, with
 * `G_IO_ERROR_NOT_FOUND` if there is nothing to read, with `G_IO_ERROR_IS_DIRECTORY`, and
 * with `G_IO_ERROR_EXISTS` for `x`.
 *
 * Returns: (transfer full): a new file
 *
 * Since: 0.1
 */
GArrowHdfsFile *
garrow_hdfs_open (GArrowHdfs *self,
                  const char *path,
                  const char *mode,
                  GArrowHdfsOptions *options,
                  GError **error)
{
  g_autofree char *checked = NULL;

  g_return_val_if_fail (GARROW_IS_HDFS (self), NULL);
  g_return_val_if_fail (mode != NULL, NULL);
  g_return_val_if_fail (options == NULL || GARROW_IS_HDFS_OPTIONS (options), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (garrow_hdfs_begin (self, path, &checked, error) == NULL)
    return NULL;
  return garrow_hdfs_file_open (self, checked, mode, options, error);
}
