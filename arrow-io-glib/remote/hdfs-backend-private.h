/* remote/hdfs-backend-private.h: a way into HDFS, as GArrowHdfs and GArrowHdfsFile use
 * it.
 *
 * A backend talks to the cluster and does nothing else: arguments are checked, files get
 * their names, and uploads are made whole above it. It uses GLib and what is public of
 * this library, so that it can be a module of its own, loaded when it is first needed.
 *
 * Every function blocks, and may be called from many threads at once on one client. What
 * may take long gives up when g_cancellable_get_current () is cancelled. Paths are
 * absolute, UTF-8, and not escaped. Errors are of G_IO_ERROR (NOT_FOUND, EXISTS,
 * PERMISSION_DENIED, IS_DIRECTORY, NOT_DIRECTORY, NOT_EMPTY, TIMED_OUT, …) or
 * GARROW_ERROR, and name the path.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/remote/hdfs-info.h>
#include <arrow-io-glib/remote/hdfs-options.h>

G_BEGIN_DECLS

typedef struct _GArrowHdfsBackend GArrowHdfsBackend;

/* A connection. What a backend makes starts with this, which the backend fills in. */
typedef struct
{
  const GArrowHdfsBackend *backend;
} GArrowHdfsClient;

/* A file that is open for reading or for writing, likewise. It is used while its client
 * lives. */
typedef struct
{
  GArrowHdfsClient *client;
} GArrowHdfsHandle;

/* What the cluster says of a path. Strings are owned. */
typedef struct
{
  char *name; /* of an entry of a directory; NULL of the path that was asked about */
  GArrowHdfsFileType type;
  gint64 size;
  char *owner;
  char *group;
  guint permission; /* 01777 at most */
  gint64 modified;  /* milliseconds since 1970 UTC */
  gint64 accessed;  /* the same; 0 for a directory */
  guint replication;
  gint64 block_size;
} GArrowHdfsStatus;

struct _GArrowHdfsBackend
{
  const char *name; /* "webhdfs", "libhdfs" */

  /* How many reads of one file at once are worth it, and 0 if one is as good. */
  int reads_at_once;

  /* name_nodes are "host:port" or "host", at least one, to be tried in turn. options are
   * never changed while the client lives, and outlive it. */
  GArrowHdfsClient *(*connect) (const char *scheme,
                                const char *const *name_nodes,
                                GArrowHdfsOptions *options,
                                GError **error);
  void (*free) (GArrowHdfsClient *client);

  /* The namespace. A permission of -1 leaves it to the cluster. */
  gboolean (*mkdirs) (GArrowHdfsClient *client,
                      const char *path,
                      int permission,
                      GError **error);
  gboolean (*get_status) (GArrowHdfsClient *client,
                          const char *path,
                          GArrowHdfsStatus *status, /* cleared before */
                          GError **error);

  /* Appends entries, of type GArrowHdfsStatus *, that come after the name in the
   * directory's order, or from its start if that is NULL: as many as come at once. */
  gboolean (*list) (GArrowHdfsClient *client,
                    const char *path,
                    const char *after,
                    GPtrArray *entries,
                    gboolean *more,
                    GError **error);

  /* EXISTS if the target is there, unless overwrite, by which a file or an empty
   * directory is replaced in one step. */
  gboolean (*rename) (GArrowHdfsClient *client,
                      const char *path,
                      const char *new_path,
                      gboolean overwrite,
                      GError **error);
  gboolean (*remove) (GArrowHdfsClient *client,
                      const char *path,
                      gboolean recursive,
                      GError **error);
  gboolean (*set_permission) (GArrowHdfsClient *client,
                              const char *path,
                              guint permission,
                              GError **error);
  gboolean (*set_owner) (GArrowHdfsClient *client,
                         const char *path,
                         const char *owner, /* NULL leaves it, as group */
                         const char *group,
                         GError **error);
  gboolean (*set_times) (GArrowHdfsClient *client,
                         const char *path,
                         gint64 modified, /* -1 leaves it */
                         gint64 accessed,
                         GError **error);
  gboolean (*set_replication) (GArrowHdfsClient *client,
                               const char *path,
                               guint replication,
                               GError **error);
  GBytes *(*get_checksum) (GArrowHdfsClient *client,
                           const char *path,
                           char **algorithm,
                           GError **error);
  gboolean (*get_space) (GArrowHdfsClient *client,
                         gint64 *capacity,
                         gint64 *used,
                         gint64 *remaining,
                         GError **error);
  char *(*get_home) (GArrowHdfsClient *client, GError **error);

  /* Delegation tokens; NULL where there are none. renew gives when the token ends, in
   * milliseconds since 1970 UTC. */
  char *(*get_token) (GArrowHdfsClient *client, const char *renewer, GError **error);
  gint64 (*renew_token) (GArrowHdfsClient *client, const char *token, GError **error);
  gboolean (*cancel_token) (GArrowHdfsClient *client, const char *token, GError **error);

  /* Reading: path is a file that was just looked at, of the size given. read_at gives at
   * least a byte unless it is asked beyond that size, and never less than size without
   * having come to the end of it: what breaks off is resumed or fails. */
  GArrowHdfsHandle *(*open_read) (GArrowHdfsClient *client,
                                  const char *path,
                                  gint64 file_size,
                                  GArrowHdfsOptions *options,
                                  GError **error);
  gint64 (*read_at) (GArrowHdfsHandle *handle,
                     gint64 offset,
                     gpointer out,
                     gint64 size,
                     GError **error);
  void (*close_read) (GArrowHdfsHandle *handle);

  /* Writing, from one thread at a time. open_write creates the file, replacing one that
   * is there only if overwrite, or appends to one that is there. All of a write is taken,
   * or it fails and so does all that follows. flush returns once others can read what was
   * written, where the way in can say so. close_write does that too, and frees the handle
   * even if it fails; after abort, which stops what goes on, there is nothing to wait
   * for. */
  GArrowHdfsHandle *(*open_write) (GArrowHdfsClient *client,
                                   const char *path,
                                   gboolean append,
                                   gboolean overwrite,
                                   GArrowHdfsOptions *options,
                                   GError **error);
  gboolean (*write) (GArrowHdfsHandle *handle,
                     gconstpointer data,
                     gint64 size,
                     GError **error);
  gboolean (*flush) (GArrowHdfsHandle *handle, GError **error);
  gboolean (*close_write) (GArrowHdfsHandle *handle, GError **error);
  void (*abort_write) (GArrowHdfsHandle *handle);
};

/* Of a backend that is in a module: the one symbol that it exports. */
#define GARROW_HDFS_BACKEND_SYMBOL "garrow_hdfs_backend"

G_END_DECLS
