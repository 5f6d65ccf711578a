/* remote/webhdfs/reply.h: what the bytes of an answer mean.
 *
 * Nothing here asks anybody: bytes go in, and what they say or a GError comes out. Bytes
 * that are not what a cluster would say are GARROW_ERROR_CORRUPT.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/remote/hdfs-backend-private.h>

G_BEGIN_DECLS

/* What a request that failed means for the next one. */
typedef enum {
  WEBHDFS_FINAL,    /* asking again would give the same */
  WEBHDFS_NOT_DONE, /* nothing was done: ask another name node, or later */
  WEBHDFS_UNKNOWN,  /* it may have been done */
} WebHdfsFailure;

gboolean webhdfs_reply_boolean (GBytes *bytes, gboolean *value, GError **error);
gboolean webhdfs_reply_long (GBytes *bytes, gint64 *value, GError **error);
gboolean webhdfs_reply_status (GBytes *bytes, GArrowHdfsStatus *status, GError **error);

/* Appends; *more is whether others come after these. */
gboolean webhdfs_reply_listing (GBytes *bytes,
                                GPtrArray *entries,
                                gboolean *more,
                                GError **error);
GBytes *webhdfs_reply_checksum (GBytes *bytes, char **algorithm, GError **error);
gboolean webhdfs_reply_space (GBytes *bytes,
                              gint64 *capacity,
                              gint64 *used,
                              gint64 *remaining,
                              GError **error);
char *webhdfs_reply_path (GBytes *bytes, GError **error);
char *webhdfs_reply_location (GBytes *bytes, GError **error);

/* NULL without an error where the cluster has no tokens. */
char *webhdfs_reply_token (GBytes *bytes, GError **error);

/* The address by which name nodes know the data node whose web server is at host and
 * port, out of the locations of a block; NULL if it is not there. */
char *webhdfs_reply_data_node (GBytes *bytes, const char *host, int port);

/* The error of an answer that is not of success. */
GError *webhdfs_reply_error (guint status, GBytes *bytes, WebHdfsFailure *failure);

/* What of answer, which came over a plain connection, is known so far: whether it is
 * complete, and then its status and body. at_end is whether no more can come. */
gboolean webhdfs_reply_http (const char *answer,
                             gsize size,
                             gboolean at_end,
                             guint *status, /* 0 if there is more to come */
                             GBytes **body,
                             GError **error);

G_END_DECLS
