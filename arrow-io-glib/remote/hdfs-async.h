/* remote/hdfs-async.h: the calls of HDFS that do not block.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/remote/hdfs.h>

G_BEGIN_DECLS

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_connect_async (const char *uri,
                                GArrowHdfsOptions *options,
                                int io_priority,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GArrowHdfs *garrow_hdfs_connect_finish (GAsyncResult *result, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_open_async (GArrowHdfs *self,
                             const char *path,
                             const char *mode,
                             GArrowHdfsOptions *options,
                             int io_priority,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GArrowHdfsFile *garrow_hdfs_open_finish (GArrowHdfs *self,
                                         GAsyncResult *result,
                                         GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_list_async (GArrowHdfs *self,
                             const char *path,
                             int io_priority,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GArrowHdfsLister *garrow_hdfs_list_finish (GArrowHdfs *self,
                                           GAsyncResult *result,
                                           GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_lister_next_many_async (GArrowHdfsLister *self,
                                         guint n_entries,
                                         int io_priority,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GList *garrow_hdfs_lister_next_many_finish (GArrowHdfsLister *self,
                                            GAsyncResult *result,
                                            GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_mkdirs_async (GArrowHdfs *self,
                               const char *path,
                               int permission,
                               int io_priority,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_hdfs_mkdirs_finish (GArrowHdfs *self,
                                    GAsyncResult *result,
                                    GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_get_info_async (GArrowHdfs *self,
                                 const char *path,
                                 int io_priority,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GArrowHdfsInfo *garrow_hdfs_get_info_finish (GArrowHdfs *self,
                                             GAsyncResult *result,
                                             GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_exists_async (GArrowHdfs *self,
                               const char *path,
                               int io_priority,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_hdfs_exists_finish (GArrowHdfs *self,
                                    GAsyncResult *result,
                                    GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_rename_async (GArrowHdfs *self,
                               const char *path,
                               const char *new_path,
                               gboolean overwrite,
                               int io_priority,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_hdfs_rename_finish (GArrowHdfs *self,
                                    GAsyncResult *result,
                                    GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_delete_async (GArrowHdfs *self,
                               const char *path,
                               gboolean recursive,
                               int io_priority,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_hdfs_delete_finish (GArrowHdfs *self,
                                    GAsyncResult *result,
                                    GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_set_permission_async (GArrowHdfs *self,
                                       const char *path,
                                       guint permission,
                                       int io_priority,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_hdfs_set_permission_finish (GArrowHdfs *self,
                                            GAsyncResult *result,
                                            GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_set_owner_async (GArrowHdfs *self,
                                  const char *path,
                                  const char *owner,
                                  const char *group,
                                  int io_priority,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_hdfs_set_owner_finish (GArrowHdfs *self,
                                       GAsyncResult *result,
                                       GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_set_times_async (GArrowHdfs *self,
                                  const char *path,
                                  gint64 modified,
                                  gint64 accessed,
                                  int io_priority,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_hdfs_set_times_finish (GArrowHdfs *self,
                                       GAsyncResult *result,
                                       GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_set_replication_async (GArrowHdfs *self,
                                        const char *path,
                                        guint replication,
                                        int io_priority,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_hdfs_set_replication_finish (GArrowHdfs *self,
                                             GAsyncResult *result,
                                             GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_get_checksum_async (GArrowHdfs *self,
                                     const char *path,
                                     int io_priority,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
GBytes *garrow_hdfs_get_checksum_finish (GArrowHdfs *self,
                                         GAsyncResult *result,
                                         char **algorithm,
                                         GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_get_space_async (GArrowHdfs *self,
                                  int io_priority,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_hdfs_get_space_finish (GArrowHdfs *self,
                                       GAsyncResult *result,
                                       gint64 *capacity,
                                       gint64 *used,
                                       gint64 *remaining,
                                       GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_get_home_async (GArrowHdfs *self,
                                 int io_priority,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
char *garrow_hdfs_get_home_finish (GArrowHdfs *self,
                                   GAsyncResult *result,
                                   GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_get_delegation_token_async (GArrowHdfs *self,
                                             const char *renewer,
                                             int io_priority,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
char *garrow_hdfs_get_delegation_token_finish (GArrowHdfs *self,
                                               GAsyncResult *result,
                                               GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_renew_delegation_token_async (GArrowHdfs *self,
                                               const char *token,
                                               int io_priority,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_hdfs_renew_delegation_token_finish (GArrowHdfs *self,
                                                  GAsyncResult *result,
                                                  GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_hdfs_cancel_delegation_token_async (GArrowHdfs *self,
                                                const char *token,
                                                int io_priority,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_hdfs_cancel_delegation_token_finish (GArrowHdfs *self,
                                                     GAsyncResult *result,
                                                     GError **error);

G_END_DECLS
