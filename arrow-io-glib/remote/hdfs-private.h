/* remote/hdfs-private.h: between a GArrowHdfs and what is opened by it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "remote/hdfs-uri-private.h"
#include <arrow-io-glib/remote/hdfs.h>

struct _GArrowHdfs
{
  GObject parent_instance;

  char *uri;
  GArrowHdfsOptions *options; /* a copy of its own */
  GArrowHdfsClient *client;
};

GArrowHdfs *garrow_hdfs_new_parsed (const GArrowHdfsUri *uri,
                                    GArrowHdfsOptions *options,
                                    GError **error);

/* What every call starts with: gives the client, and the path as the cluster has it. NULL
 * with error set if the path can be none, or no constructor made the object. */
GArrowHdfsClient *garrow_hdfs_begin (GArrowHdfs *self,
                                     const char *path,
                                     char **checked,
                                     GError **error);

/* Fails for functions that not every way in has, if this one has not. */
gboolean garrow_hdfs_check_has (GArrowHdfsClient *client,
                                gboolean has,
                                const char *what,
                                GError **error);

/* Fails unless permission is one, or -1. */
gboolean garrow_hdfs_check_permission (int permission, GError **error);

/* path is checked. */
GArrowHdfsFile *garrow_hdfs_file_open (GArrowHdfs *self,
                                       const char *path,
                                       const char *mode,
                                       GArrowHdfsOptions *options,
                                       GError **error);
