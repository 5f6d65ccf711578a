/* tool/hdfs.h: files in HDFS.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "tool.h"

extern gboolean tool_hdfs_kerberos;
extern char *tool_hdfs_ca_file;

/* Rows for the options of a command that takes such files. */
#define TOOL_HDFS_OPTIONS                                                                \
  {.long_name = "kerberos",                                                              \
   .arg = G_OPTION_ARG_NONE,                                                             \
   .arg_data = &tool_hdfs_kerberos,                                                      \
   .description = "Connect to HDFS by the Kerberos ticket that is there"},               \
  {                                                                                      \
    .long_name = "ca-file", .arg = G_OPTION_ARG_FILENAME,                                \
    .arg_data = &tool_hdfs_ca_file,                                                      \
    .description = "Trust the certificates in FILE with swebhdfs",                       \
    .arg_description = "FILE"                                                            \
  }

gboolean tool_hdfs_is_uri (const char *argument);

/* The last part of what a URI names, as it is in HDFS. */
char *tool_hdfs_get_name (const char *uri);

GArrowNativeFile *tool_hdfs_open (const char *uri, const char *mode, GError **error);
GArrowHdfsInfo *tool_hdfs_get_info (const char *uri, GError **error);

/* The URI of name in what uri names, if that is a directory, and else uri. */
char *tool_hdfs_enter (const char *uri, const char *name, GError **error);
