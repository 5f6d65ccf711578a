/* remote/hdfs-options-private.h: between hdfs-options.c and hdfs-options-values.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/remote/hdfs-options.h>

enum {
  GARROW_HDFS_OPTIONS_ACCEPT_ANY_CERTIFICATE = 1,
  GARROW_HDFS_OPTIONS_BLOCK_SIZE,
  GARROW_HDFS_OPTIONS_BUFFER_SIZE,
  GARROW_HDFS_OPTIONS_CA_FILE,
  GARROW_HDFS_OPTIONS_DELEGATION_TOKEN,
  GARROW_HDFS_OPTIONS_KERBEROS,
  GARROW_HDFS_OPTIONS_PERMISSION,
  GARROW_HDFS_OPTIONS_REPLICATION,
  GARROW_HDFS_OPTIONS_RETRIES,
  GARROW_HDFS_OPTIONS_TICKET_CACHE,
  GARROW_HDFS_OPTIONS_TIMEOUT,
  GARROW_HDFS_OPTIONS_USER,
  GARROW_HDFS_OPTIONS_N_PROPS,
};

struct _GArrowHdfsOptions
{
  GObject parent_instance;

  gboolean accept_any_certificate;
  gint64 block_size;
  gint64 buffer_size;
  char *ca_file;
  char *delegation_token;
  gboolean kerberos;
  int permission;
  guint replication;
  guint retries;
  char *ticket_cache;
  guint timeout;
  char *user;
};

void garrow_hdfs_options_notify (GArrowHdfsOptions *self, guint prop_id);

/* With the values that the options have now; the defaults for NULL. */
GArrowHdfsOptions *garrow_hdfs_options_copy (GArrowHdfsOptions *self);

/* Whether a file can be made by them. */
gboolean garrow_hdfs_options_check (GArrowHdfsOptions *self, GError **error);
