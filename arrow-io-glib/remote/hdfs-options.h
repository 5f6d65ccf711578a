/* remote/hdfs-options.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <glib-object.h>

#include <arrow-io-glib/version.h>

G_BEGIN_DECLS

#define GARROW_TYPE_HDFS_OPTIONS (garrow_hdfs_options_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (GArrowHdfsOptions,
                      garrow_hdfs_options,
                      GARROW,
                      HDFS_OPTIONS,
                      GObject)

GARROW_IO_AVAILABLE_IN_0_1
GArrowHdfsOptions *garrow_hdfs_options_new (void);

/* How to connect. */

GARROW_IO_AVAILABLE_IN_0_1
const char *garrow_hdfs_options_get_user (GArrowHdfsOptions *self);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_options_set_user (GArrowHdfsOptions *self, const char *user);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_hdfs_options_get_kerberos (GArrowHdfsOptions *self);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_options_set_kerberos (GArrowHdfsOptions *self, gboolean kerberos);

GARROW_IO_AVAILABLE_IN_0_1
const char *garrow_hdfs_options_get_ticket_cache (GArrowHdfsOptions *self);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_options_set_ticket_cache (GArrowHdfsOptions *self, const char *path);

GARROW_IO_AVAILABLE_IN_0_1
const char *garrow_hdfs_options_get_delegation_token (GArrowHdfsOptions *self);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_options_set_delegation_token (GArrowHdfsOptions *self,
                                               const char *token);

GARROW_IO_AVAILABLE_IN_0_1
const char *garrow_hdfs_options_get_ca_file (GArrowHdfsOptions *self);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_options_set_ca_file (GArrowHdfsOptions *self, const char *path);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_hdfs_options_get_accept_any_certificate (GArrowHdfsOptions *self);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_options_set_accept_any_certificate (GArrowHdfsOptions *self,
                                                     gboolean accept);

/* In seconds. */
GARROW_IO_AVAILABLE_IN_0_1
guint garrow_hdfs_options_get_timeout (GArrowHdfsOptions *self);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_options_set_timeout (GArrowHdfsOptions *self, guint timeout);

GARROW_IO_AVAILABLE_IN_0_1
guint garrow_hdfs_options_get_retries (GArrowHdfsOptions *self);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_options_set_retries (GArrowHdfsOptions *self, guint retries);

/* How files are made. */

GARROW_IO_AVAILABLE_IN_0_1
guint garrow_hdfs_options_get_replication (GArrowHdfsOptions *self);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_options_set_replication (GArrowHdfsOptions *self, guint replication);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_hdfs_options_get_block_size (GArrowHdfsOptions *self);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_options_set_block_size (GArrowHdfsOptions *self, gint64 block_size);

GARROW_IO_AVAILABLE_IN_0_1
int garrow_hdfs_options_get_permission (GArrowHdfsOptions *self);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_options_set_permission (GArrowHdfsOptions *self, int permission);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_hdfs_options_get_buffer_size (GArrowHdfsOptions *self);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_options_set_buffer_size (GArrowHdfsOptions *self, gint64 buffer_size);

G_END_DECLS
