/* remote/hdfs-info.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <glib-object.h>

#include <arrow-io-glib/version.h>

G_BEGIN_DECLS

/**
 * GArrowHdfsFileType:
 * @GARROW_HDFS_FILE_TYPE_FILE: A file.
 * @GARROW_HDFS_FILE_TYPE_DIRECTORY: A directory.
 * @GARROW_HDFS_FILE_TYPE_SYMLINK: A symbolic link, which clusters have off by default.
 *
 * What a path in HDFS is.
 *
 * Since: 0.1
 */
typedef enum {
  GARROW_HDFS_FILE_TYPE_FILE,
  GARROW_HDFS_FILE_TYPE_DIRECTORY,
  GARROW_HDFS_FILE_TYPE_SYMLINK,
} GArrowHdfsFileType;

#define GARROW_TYPE_HDFS_INFO (garrow_hdfs_info_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (GArrowHdfsInfo, garrow_hdfs_info, GARROW, HDFS_INFO, GObject)

GARROW_IO_AVAILABLE_IN_0_1
const char *garrow_hdfs_info_get_path (GArrowHdfsInfo *self);

GARROW_IO_AVAILABLE_IN_0_1
const char *garrow_hdfs_info_get_name (GArrowHdfsInfo *self);

GARROW_IO_AVAILABLE_IN_0_1
GArrowHdfsFileType garrow_hdfs_info_get_file_type (GArrowHdfsInfo *self);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_hdfs_info_get_size (GArrowHdfsInfo *self);

GARROW_IO_AVAILABLE_IN_0_1
const char *garrow_hdfs_info_get_owner (GArrowHdfsInfo *self);

GARROW_IO_AVAILABLE_IN_0_1
const char *garrow_hdfs_info_get_group (GArrowHdfsInfo *self);

GARROW_IO_AVAILABLE_IN_0_1
guint garrow_hdfs_info_get_permission (GArrowHdfsInfo *self);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_hdfs_info_get_modified (GArrowHdfsInfo *self);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_hdfs_info_get_accessed (GArrowHdfsInfo *self);

GARROW_IO_AVAILABLE_IN_0_1
guint garrow_hdfs_info_get_replication (GArrowHdfsInfo *self);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_hdfs_info_get_block_size (GArrowHdfsInfo *self);

G_END_DECLS
