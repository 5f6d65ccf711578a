/* remote/hdfs.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/native-file.h>
#include <arrow-io-glib/remote/hdfs-info.h>
#include <arrow-io-glib/remote/hdfs-options.h>

G_BEGIN_DECLS

#define GARROW_TYPE_HDFS (garrow_hdfs_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (GArrowHdfs, garrow_hdfs, GARROW, HDFS, GObject)

#define GARROW_TYPE_HDFS_FILE (garrow_hdfs_file_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (GArrowHdfsFile,
                      garrow_hdfs_file,
                      GARROW,
                      HDFS_FILE,
                      GArrowNativeFile)

#define GARROW_TYPE_HDFS_LISTER (garrow_hdfs_lister_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (GArrowHdfsLister, garrow_hdfs_lister, GARROW, HDFS_LISTER, GObject)

GARROW_IO_AVAILABLE_IN_0_1
GArrowHdfs *garrow_hdfs_new (const char *uri, GArrowHdfsOptions *options, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
const char *garrow_hdfs_get_uri (GArrowHdfs *self);

GARROW_IO_AVAILABLE_IN_0_1
const char *garrow_hdfs_get_backend_name (GArrowHdfs *self);

GARROW_IO_AVAILABLE_IN_0_1
GArrowHdfsFile *garrow_hdfs_open (GArrowHdfs *self,
                                  const char *path,
                                  const char *mode,
                                  GArrowHdfsOptions *options,
                                  GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_hdfs_mkdirs (GArrowHdfs *self,
                             const char *path,
                             int permission,
                             GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowHdfsLister *garrow_hdfs_list (GArrowHdfs *self, const char *path, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowHdfsInfo *garrow_hdfs_get_info (GArrowHdfs *self, const char *path, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_hdfs_exists (GArrowHdfs *self, const char *path, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_hdfs_rename (GArrowHdfs *self,
                             const char *path,
                             const char *new_path,
                             gboolean overwrite,
                             GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_hdfs_delete (GArrowHdfs *self,
                             const char *path,
                             gboolean recursive,
                             GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_hdfs_set_permission (GArrowHdfs *self,
                                     const char *path,
                                     guint permission,
                                     GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_hdfs_set_owner (GArrowHdfs *self,
                                const char *path,
                                const char *owner,
                                const char *group,
                                GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_hdfs_set_times (GArrowHdfs *self,
                                const char *path,
                                gint64 modified,
                                gint64 accessed,
                                GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_hdfs_set_replication (GArrowHdfs *self,
                                      const char *path,
                                      guint replication,
                                      GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GBytes *garrow_hdfs_get_checksum (GArrowHdfs *self,
                                  const char *path,
                                  char **algorithm,
                                  GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_hdfs_get_space (GArrowHdfs *self,
                                gint64 *capacity,
                                gint64 *used,
                                gint64 *remaining,
                                GError **error);

GARROW_IO_AVAILABLE_IN_0_1
char *garrow_hdfs_get_home (GArrowHdfs *self, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
char *garrow_hdfs_get_delegation_token (GArrowHdfs *self,
                                        const char *renewer,
                                        GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_hdfs_renew_delegation_token (GArrowHdfs *self,
                                           const char *token,
                                           GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_hdfs_cancel_delegation_token (GArrowHdfs *self,
                                              const char *token,
                                              GError **error);

/* An entry, or NULL behind the last; and many, or NULL. */

GARROW_IO_AVAILABLE_IN_0_1
GArrowHdfsInfo *garrow_hdfs_lister_next (GArrowHdfsLister *self, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GList *garrow_hdfs_lister_next_many (GArrowHdfsLister *self,
                                     guint n_entries,
                                     GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowHdfsFile *garrow_hdfs_file_new (const char *uri,
                                      const char *mode,
                                      GArrowHdfsOptions *options,
                                      GError **error);

G_END_DECLS
