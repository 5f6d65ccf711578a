/* remote/libhdfs/libhdfs-private.h: HDFS by libhdfs, the C library that comes with
 * Hadoop.
 *
 * Files are read and written by libhdfs. Of the file system, its interface in C leaves
 * much out (replacing in a rename, milliseconds, directories page by page, checksums) and
 * what it refuses it prints. So that part goes straight to the Java object which a
 * connection of libhdfs is.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "remote/hdfs-backend-private.h"
#include "remote/libhdfs/java-private.h"

G_BEGIN_DECLS

/* The way in, a row of the table in remote/hdfs-backends.c. */
extern G_GNUC_INTERNAL const GArrowHdfsBackend garrow_hdfs_libhdfs;

/* What is used of libhdfs. */
typedef struct
{
  gpointer (*new_builder) (void);
  void (*set_name_node) (gpointer builder, const char *uri);
  void (*set_user) (gpointer builder, const char *user);
  void (*set_ticket_cache) (gpointer builder, const char *path);
  void (*set_new_instance) (gpointer builder);
  int (*set_value) (gpointer builder, const char *name, const char *value);
  gpointer (*connect) (gpointer builder);
  int (*disconnect) (gpointer fs);
  gint64 (*get_default_block_size) (gpointer fs);
  gpointer (*open) (gpointer fs,
                    const char *path,
                    int flags,
                    int buffer_size,
                    short replication,
                    gint32 block_size);
  int (*close) (gpointer fs, gpointer file);
  gint32 (*read) (gpointer fs, gpointer file, void *out, gint32 size);
  gint32 (*read_at) (gpointer fs, gpointer file, gint64 offset, void *out, gint32 size);
  gint32 (*write) (gpointer fs, gpointer file, const void *data, gint32 size);
  int (*flush) (gpointer fs, gpointer file);
  int (*seek) (gpointer fs, gpointer file, gint64 offset);
  char *(*get_root_cause) (void); /* NULL in a libhdfs before 3.0, as the next */
  char *(*get_stack_trace) (void);
} GArrowLibhdfs;

/* Opens it, with a JVM, once. GARROW_ERROR_NOT_IMPLEMENTED says what was tried. */
const GArrowLibhdfs *garrow_libhdfs_get (GError **error);

typedef struct
{
  GArrowHdfsClient base;
  const GArrowLibhdfs *lib;
  gpointer fs; /* a Java object too */
  char *uri;   /* for messages */
  unsigned process;
  guint retries;
} GArrowLibhdfsClient;

/* Whether the client may be used here. FALSE, with an error, in a child of the process
 * that connected: none of the JVM's threads is there. The calling thread is known to the
 * JVM afterwards, until it ends. */
gboolean garrow_libhdfs_enter (GArrowLibhdfsClient *client, GError **error);

/* What a call of libhdfs threw last on this thread; to be asked for before the call, and
 * given to these after it. The exception is NULL if errno is all that is known. */
const char *garrow_libhdfs_get_thrown (GArrowLibhdfsClient *client);
const char *garrow_libhdfs_find_exception (GArrowLibhdfsClient *client,
                                           const char *thrown_before);
void garrow_libhdfs_fail (GArrowLibhdfsClient *client,
                          int system_errno,
                          const char *thrown_before,
                          const char *path,
                          GError **error);

/* Whether what failed with this exception, after so many tries, is worth another; waits
 * before it says so. */
gboolean garrow_libhdfs_wait (GArrowLibhdfsClient *client,
                              const char *exception,
                              gboolean twice_is_once,
                              guint tries);

/* The error for an exception, "CLASS: MESSAGE" and maybe more lines. */
void garrow_libhdfs_set_error (const char *uri,
                               const char *path,
                               const char *exception,
                               GError **error);

/* In remote/libhdfs/libhdfs-names.c: the functions of the backend for paths. */
gboolean garrow_libhdfs_mkdirs (GArrowHdfsClient *client,
                                const char *path,
                                int permission,
                                GError **error);
gboolean garrow_libhdfs_get_status (GArrowHdfsClient *client,
                                    const char *path,
                                    GArrowHdfsStatus *status,
                                    GError **error);
gboolean garrow_libhdfs_list (GArrowHdfsClient *client,
                              const char *path,
                              const char *after,
                              GPtrArray *entries,
                              gboolean *more,
                              GError **error);
gboolean garrow_libhdfs_rename (GArrowHdfsClient *client,
                                const char *path,
                                const char *new_path,
                                gboolean overwrite,
                                GError **error);
gboolean garrow_libhdfs_remove (GArrowHdfsClient *client,
                                const char *path,
                                gboolean recursive,
                                GError **error);
gboolean garrow_libhdfs_set_permission (GArrowHdfsClient *client,
                                        const char *path,
                                        guint permission,
                                        GError **error);
gboolean garrow_libhdfs_set_owner (GArrowHdfsClient *client,
                                   const char *path,
                                   const char *owner,
                                   const char *group,
                                   GError **error);
gboolean garrow_libhdfs_set_times (GArrowHdfsClient *client,
                                   const char *path,
                                   gint64 modified,
                                   gint64 accessed,
                                   GError **error);
gboolean garrow_libhdfs_set_replication (GArrowHdfsClient *client,
                                         const char *path,
                                         guint replication,
                                         GError **error);
GBytes *garrow_libhdfs_get_checksum (GArrowHdfsClient *client,
                                     const char *path,
                                     char **algorithm,
                                     GError **error);
gboolean garrow_libhdfs_get_space (GArrowHdfsClient *client,
                                   gint64 *capacity,
                                   gint64 *used,
                                   gint64 *remaining,
                                   GError **error);
char *garrow_libhdfs_get_home (GArrowHdfsClient *client, GError **error);

/* In remote/libhdfs/libhdfs-file.c: those for files. */
GArrowHdfsHandle *garrow_libhdfs_open_read (GArrowHdfsClient *client,
                                            const char *path,
                                            gint64 file_size,
                                            GArrowHdfsOptions *options,
                                            GError **error);
gint64 garrow_libhdfs_read_at (GArrowHdfsHandle *handle,
                               gint64 offset,
                               gpointer out,
                               gint64 size,
                               GError **error);
void garrow_libhdfs_close_read (GArrowHdfsHandle *handle);
GArrowHdfsHandle *garrow_libhdfs_open_write (GArrowHdfsClient *client,
                                             const char *path,
                                             gboolean append,
                                             gboolean overwrite,
                                             GArrowHdfsOptions *options,
                                             GError **error);
gboolean garrow_libhdfs_write (GArrowHdfsHandle *handle,
                               gconstpointer data,
                               gint64 size,
                               GError **error);
gboolean garrow_libhdfs_flush (GArrowHdfsHandle *handle, GError **error);
gboolean garrow_libhdfs_close_write (GArrowHdfsHandle *handle, GError **error);
void garrow_libhdfs_abort_write (GArrowHdfsHandle *handle);

G_END_DECLS
