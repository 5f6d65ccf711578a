/* remote/hdfs-options.c: GArrowHdfsOptions.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "remote/hdfs-options-private.h"

#include <arrow-io-glib/error.h>

#include "exclusive-private.h"
#include "remote/hdfs-private.h"

/**
 * GArrowHdfsOptions:
 *
 * How to connect to a cluster of HDFS, and how the files are that are made there.
 *
 * ```c
 * g_autoptr (GArrowHdfsOptions) options = garrow_hdfs_options_new ();
 *
 * garrow_hdfs_options_set_user (options, "ada");
 * garrow_hdfs_options_set_replication (options, 2);
 * ```
 *
 * What is given to [ctor@Hdfs.new] holds for the connection; its
 * [property@HdfsOptions:block-size], [property@HdfsOptions:buffer-size],
 * [property@HdfsOptions:permission] and [property@HdfsOptions:replication] also hold for
 * the files that [method@Hdfs.open] is given no options for. It is copied: what changes
 * later changes nothing there.
 *
 * Since: 0.1
 */

G_DEFINE_FINAL_TYPE (GArrowHdfsOptions,
                     garrow_hdfs_options,
                     garrow_exclusive_get_root_type ())

static GParamSpec *props[GARROW_HDFS_OPTIONS_N_PROPS];

void
garrow_hdfs_options_notify (GArrowHdfsOptions *self, guint prop_id)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[prop_id]);
}

static void
garrow_hdfs_options_get_property (GObject *object,
                                  guint prop_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  GArrowHdfsOptions *self = GARROW_HDFS_OPTIONS (object);

  switch (prop_id) {
  case GARROW_HDFS_OPTIONS_ACCEPT_ANY_CERTIFICATE:
    g_value_set_boolean (value, self->accept_any_certificate);
    break;
  case GARROW_HDFS_OPTIONS_BLOCK_SIZE:
    g_value_set_int64 (value, self->block_size);
    break;
  case GARROW_HDFS_OPTIONS_BUFFER_SIZE:
    g_value_set_int64 (value, self->buffer_size);
    break;
  case GARROW_HDFS_OPTIONS_CA_FILE:
    g_value_set_string (value, self->ca_file);
    break;
  case GARROW_HDFS_OPTIONS_DELEGATION_TOKEN:
    g_value_set_string (value, self->delegation_token);
    break;
  case GARROW_HDFS_OPTIONS_KERBEROS:
    g_value_set_boolean (value, self->kerberos);
    break;
  case GARROW_HDFS_OPTIONS_PERMISSION:
    g_value_set_int (value, self->permission);
    break;
  case GARROW_HDFS_OPTIONS_REPLICATION:
    g_value_set_uint (value, self->replication);
    break;
  case GARROW_HDFS_OPTIONS_RETRIES:
    g_value_set_uint (value, self->retries);
    break;
  case GARROW_HDFS_OPTIONS_TICKET_CACHE:
    g_value_set_string (value, self->ticket_cache);
    break;
  case GARROW_HDFS_OPTIONS_TIMEOUT:
    g_value_set_uint (value, self->timeout);
    break;
  case GARROW_HDFS_OPTIONS_USER:
    g_value_set_string (value, self->user);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
garrow_hdfs_options_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  GArrowHdfsOptions *self = GARROW_HDFS_OPTIONS (object);

  switch (prop_id) {
  case GARROW_HDFS_OPTIONS_ACCEPT_ANY_CERTIFICATE:
    garrow_hdfs_options_set_accept_any_certificate (self, g_value_get_boolean (value));
    break;
  case GARROW_HDFS_OPTIONS_BLOCK_SIZE:
    garrow_hdfs_options_set_block_size (self, g_value_get_int64 (value));
    break;
  case GARROW_HDFS_OPTIONS_BUFFER_SIZE:
    garrow_hdfs_options_set_buffer_size (self, g_value_get_int64 (value));
    break;
  case GARROW_HDFS_OPTIONS_CA_FILE:
    garrow_hdfs_options_set_ca_file (self, g_value_get_string (value));
    break;
  case GARROW_HDFS_OPTIONS_DELEGATION_TOKEN:
    garrow_hdfs_options_set_delegation_token (self, g_value_get_string (value));
    break;
  case GARROW_HDFS_OPTIONS_KERBEROS:
    garrow_hdfs_options_set_kerberos (self, g_value_get_boolean (value));
    break;
  case GARROW_HDFS_OPTIONS_PERMISSION:
    garrow_hdfs_options_set_permission (self, g_value_get_int (value));
    break;
  case GARROW_HDFS_OPTIONS_REPLICATION:
    garrow_hdfs_options_set_replication (self, g_value_get_uint (value));
    break;
  case GARROW_HDFS_OPTIONS_RETRIES:
    garrow_hdfs_options_set_retries (self, g_value_get_uint (value));
    break;
  case GARROW_HDFS_OPTIONS_TICKET_CACHE:
    garrow_hdfs_options_set_ticket_cache (self, g_value_get_string (value));
    break;
  case GARROW_HDFS_OPTIONS_TIMEOUT:
    garrow_hdfs_options_set_timeout (self, g_value_get_uint (value));
    break;
  case GARROW_HDFS_OPTIONS_USER:
    garrow_hdfs_options_set_user (self, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
garrow_hdfs_options_finalize (GObject *object)
{
  GArrowHdfsOptions *self = GARROW_HDFS_OPTIONS (object);

  g_free (self->ca_file);
  g_free (self->delegation_token);
  g_free (self->ticket_cache);
  g_free (self->user);

  G_OBJECT_CLASS (garrow_hdfs_options_parent_class)->finalize (object);
}

static void
garrow_hdfs_options_class_init (GArrowHdfsOptionsClass *klass)
{
  const GParamFlags flags =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = garrow_hdfs_options_finalize;
  object_class->get_property = garrow_hdfs_options_get_property;
  object_class->set_property = garrow_hdfs_options_set_property;

  /**
   * GArrowHdfsOptions:accept-any-certificate:
   *
   * Whether `swebhdfs` goes on with a server whose certificate nobody vouches for, or
   * that is somebody else's. Whoever is in between can then read and change everything:
   * it is for trying things out.
   *
   * Since: 0.1
   */
  props[GARROW_HDFS_OPTIONS_ACCEPT_ANY_CERTIFICATE] =
    g_param_spec_boolean ("accept-any-certificate", NULL, NULL, FALSE, flags);

  /**
   * GArrowHdfsOptions:block-size:
   *
   * The size in bytes of the blocks of a new file, or 0 for the cluster's own. Clusters
   * refuse those that are smaller than a megabyte, unless they are set to take them, and
   * libhdfs those of 2 GiB and more.
   *
   * Since: 0.1
   */
  props[GARROW_HDFS_OPTIONS_BLOCK_SIZE] =
    g_param_spec_int64 ("block-size", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);

  /**
   * GArrowHdfsOptions:buffer-size:
   *
   * How many bytes the cluster's side buffers when a file is read or written, or 0 for
   * its own number.
   *
   * Since: 0.1
   */
  props[GARROW_HDFS_OPTIONS_BUFFER_SIZE] =
    g_param_spec_int64 ("buffer-size", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);

  /**
   * GArrowHdfsOptions:ca-file:
   *
   * The path of a file of certificates in PEM, which `swebhdfs` trusts instead of those
   * of the system, or %NULL.
   *
   * Since: 0.1
   */
  props[GARROW_HDFS_OPTIONS_CA_FILE] =
    g_param_spec_string ("ca-file", NULL, NULL, NULL, flags);

  /**
   * GArrowHdfsOptions:delegation-token:
   *
   * A token of [method@Hdfs.get_delegation_token] to connect by instead of a user or a
   * ticket, or %NULL. `hdfs` takes none here: Hadoop reads it from the file that the
   * environment variable `HADOOP_TOKEN_FILE_LOCATION` names.
   *
   * Since: 0.1
   */
  props[GARROW_HDFS_OPTIONS_DELEGATION_TOKEN] =
    g_param_spec_string ("delegation-token", NULL, NULL, NULL, flags);

  /**
   * GArrowHdfsOptions:kerberos:
   *
   * Whether to prove by Kerberos who is connecting, where the cluster asks for it: by
   * SPNEGO with `webhdfs` and `swebhdfs`, and as Hadoop is configured with `hdfs`.
   *
   * Without TLS, tickets are shown only to those servers that the environment variable
   * `SOUP_GSSAPI_TRUSTED_URIS` names, as in `http://namenode:9870`, with the port.
   *
   * Since: 0.1
   */
  props[GARROW_HDFS_OPTIONS_KERBEROS] =
    g_param_spec_boolean ("kerberos", NULL, NULL, FALSE, flags);

  /**
   * GArrowHdfsOptions:permission:
   *
   * The permission bits of a new file, as 0640, or -1 for what the cluster gives.
   *
   * Since: 0.1
   */
  props[GARROW_HDFS_OPTIONS_PERMISSION] =
    g_param_spec_int ("permission", NULL, NULL, G_MININT, G_MAXINT, -1, flags);

  /**
   * GArrowHdfsOptions:replication:
   *
   * How many copies of each block of a new file there are to be, or 0 for the cluster's
   * own number.
   *
   * Since: 0.1
   */
  props[GARROW_HDFS_OPTIONS_REPLICATION] =
    g_param_spec_uint ("replication", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * GArrowHdfsOptions:retries:
   *
   * How many times a request is made again that failed by what may pass: a server that is
   * gone, starting up or on standby. Each time it waits twice as long as before. A
   * cluster that never answered is asked again twice at most by `webhdfs`.
   *
   * Since: 0.1
   */
  props[GARROW_HDFS_OPTIONS_RETRIES] =
    g_param_spec_uint ("retries", NULL, NULL, 0, G_MAXUINT, 5, flags);

  /**
   * GArrowHdfsOptions:ticket-cache:
   *
   * The path of the Kerberos ticket cache, or %NULL for the usual one: the one that the
   * environment variable `KRB5CCNAME` names, if any.
   *
   * Since: 0.1
   */
  props[GARROW_HDFS_OPTIONS_TICKET_CACHE] =
    g_param_spec_string ("ticket-cache", NULL, NULL, NULL, flags);

  /**
   * GArrowHdfsOptions:timeout:
   *
   * How many seconds a server may be silent until the request fails. A read is asked of
   * another data node before that. 0 is for as long as it takes with `webhdfs` and
   * `swebhdfs`, and for what Hadoop is configured for with `hdfs`.
   *
   * Since: 0.1
   */
  props[GARROW_HDFS_OPTIONS_TIMEOUT] =
    g_param_spec_uint ("timeout", NULL, NULL, 0, G_MAXUINT, 10, flags);

  /**
   * GArrowHdfsOptions:user:
   *
   * The user to connect as, where the cluster believes what it is told; or %NULL for the
   * one in the URI, or else the one that the environment variable `HADOOP_USER_NAME`
   * names, or who runs the program.
   *
   * Since: 0.1
   */
  props[GARROW_HDFS_OPTIONS_USER] = g_param_spec_string ("user", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, GARROW_HDFS_OPTIONS_N_PROPS, props);
}

static void
garrow_hdfs_options_init (GArrowHdfsOptions *self)
{
  self->permission = -1;
  self->retries = 5;
  self->timeout = 10;
}

GArrowHdfsOptions *
garrow_hdfs_options_copy (GArrowHdfsOptions *self)
{
  GArrowHdfsOptions *copy = garrow_hdfs_options_new ();

  for (int i = 1; self != NULL && i < GARROW_HDFS_OPTIONS_N_PROPS; i++) {
    g_auto (GValue) value = G_VALUE_INIT;

    g_object_get_property (G_OBJECT (self), props[i]->name, &value);
    g_object_set_property (G_OBJECT (copy), props[i]->name, &value);
  }
  return copy;
}

gboolean
garrow_hdfs_options_check (GArrowHdfsOptions *self, GError **error)
{
  if (garrow_hdfs_options_get_block_size (self) < 0 ||
      garrow_hdfs_options_get_buffer_size (self) < 0) {
    g_set_error_literal (error,
                         GARROW_ERROR,
                         GARROW_ERROR_INVALID,
                         "Invalid size of blocks or buffers: it is negative");
    return FALSE;
  }
  return garrow_hdfs_check_permission (garrow_hdfs_options_get_permission (self), error);
}

/**
 * garrow_hdfs_options_new:
 *
 * Creates options that all have their defaults.
 *
 * Returns: (transfer full): new options
 *
 * Since: 0.1
 */
GArrowHdfsOptions *
garrow_hdfs_options_new (void)
{
  return g_object_new (GARROW_TYPE_HDFS_OPTIONS, NULL);
}
