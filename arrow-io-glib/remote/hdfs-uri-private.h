/* remote/hdfs-uri-private.h: what a URI of HDFS says, and which way it goes.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "remote/hdfs-backend-private.h"

/* How a scheme is reached. */
typedef struct
{
  const char *scheme;
  const char *module;               /* that holds the backend, or NULL */
  const GArrowHdfsBackend *backend; /* if it is part of the library */
  guint16 port;                     /* 0 leaves it to the backend */
} GArrowHdfsWay;

typedef struct
{
  const GArrowHdfsWay *way;
  char *base;        /* without user and path, for messages */
  char *user;        /* or NULL */
  char **name_nodes; /* "host:port", or "host" if the way has no port; at least one */
  char *path;        /* "/" if there is none */
} GArrowHdfsUri;

/* Whether text begins with one of the schemes and "://". */
gboolean garrow_hdfs_uri_matches (const char *text);

/* Fails with GARROW_ERROR_INVALID. uri was cleared before. */
gboolean garrow_hdfs_uri_parse (const char *text, GArrowHdfsUri *uri, GError **error);

void garrow_hdfs_uri_clear (GArrowHdfsUri *uri);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GArrowHdfsUri, garrow_hdfs_uri_clear)

/* A path as the cluster has it: from the root, without doubled slashes or one at the end.
 * NULL with GARROW_ERROR_INVALID for what no cluster can have. */
char *garrow_hdfs_path_check (const char *path, GError **error);

/* In remote/hdfs-backends.c. */
extern G_GNUC_INTERNAL const GArrowHdfsWay garrow_hdfs_ways[];
const GArrowHdfsBackend *garrow_hdfs_way_load (const GArrowHdfsWay *way, GError **error);
