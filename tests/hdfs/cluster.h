/* tests/hdfs/cluster.h: an HDFS cluster for a test program.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/arrow-io-glib.h>

typedef struct _Cluster Cluster;

/* Runs the tests that were added, with a cluster that has the options of
 * tests/hdfs/cluster. Where there is none to be had, they are skipped. */
int cluster_run_tests (const char *options);

/* Whether this build can talk to one. If not, it says that the tests are skipped. */
gboolean have_webhdfs (void);

/* The one that the tests have. */
extern Cluster *cluster;

/* Another one. */
Cluster *cluster_start (const char *options);
void cluster_stop (Cluster *self);

/* What it says of itself: "webhdfs", "hdfs", "ca-file", "ticket-cache", ... */
const char *cluster_get (Cluster *self, const char *name);
gboolean cluster_has (Cluster *self, const char *name);

/* Has it do what tests/hdfs/launcher/Commands.java lists, and gives what follows the
 * "ok". */
char *cluster_command (Cluster *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void cluster_do (Cluster *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* HDFS_WAY is the scheme by which the tests go, "webhdfs" unless it is set. */
gboolean goes_by_webhdfs (void);

/* "webhdfs://host:port", or of the scheme by which they go. */
const char *cluster_get_root (Cluster *self);

/* A connection, by one of its URIs, as the superuser unless options say so. */
GArrowHdfs *cluster_connect (Cluster *self, GArrowHdfsOptions *options);

/* The same with a path. */
char *cluster_uri (Cluster *self, const char *path);

/* The same bytes for the same seed, which have no period. */
GBytes *make_noise (guint32 seed, gsize size);
void fill_noise (guint32 seed, guint64 offset, guint8 *out, gsize size);

/* Writes the whole file, and reads it. */
void put (GArrowHdfs *hdfs, const char *path, GBytes *content);
GBytes *get (GArrowHdfs *hdfs, const char *path);

void assert_is (GBytes *bytes, gconstpointer expected, gsize size);

/* The call, which is given &failure, has to fail so, and to name what it was about. */
#define assert_io_error(error_code, name, call)                                          \
  G_STMT_START                                                                           \
  {                                                                                      \
    g_autoptr (GError) failure = NULL;                                                   \
                                                                                         \
    (void)(call);                                                                        \
    g_assert_error (failure, G_IO_ERROR, G_IO_ERROR_##error_code);                       \
    assert_says (failure, name);                                                         \
  }                                                                                      \
  G_STMT_END

#define assert_arrow_error(error_code, name, call)                                       \
  G_STMT_START                                                                           \
  {                                                                                      \
    g_autoptr (GError) failure = NULL;                                                   \
                                                                                         \
    (void)(call);                                                                        \
    g_assert_error (failure, GARROW_ERROR, GARROW_ERROR_##error_code);                   \
    assert_says (failure, name);                                                         \
  }                                                                                      \
  G_STMT_END

void assert_says (GError *error, const char *name);
