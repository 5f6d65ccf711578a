/* tool/hdfs.c: files in HDFS.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "hdfs.h"

#include <string.h>

static const char *const schemes[] = {"hdfs", "swebhdfs", "webhdfs", NULL};

gboolean tool_hdfs_kerberos;
char *tool_hdfs_ca_file;

gboolean
tool_hdfs_is_uri (const char *argument)
{
  const char *end = strstr (argument, "://");
  g_autofree char *before = NULL;
  g_autofree char *scheme = NULL;

  if (end == NULL)
    return FALSE;
  before = g_strndup (argument, (gsize)(end - argument));
  scheme = g_ascii_strdown (before, -1);
  return g_strv_contains (schemes, scheme);
}

/* NULL if it is none; the library says then what is wrong with it. */
static char *
get_path (const char *uri)
{
  const char *path = strchr (strstr (uri, "://") + strlen ("://"), '/');

  return g_uri_unescape_string (path != NULL ? path : "/", NULL);
}

char *
tool_hdfs_get_name (const char *uri)
{
  g_autofree char *path = get_path (uri);

  return g_path_get_basename (path != NULL ? path : uri);
}

static GArrowHdfsOptions *
make_options (void)
{
  GArrowHdfsOptions *options = garrow_hdfs_options_new ();

  garrow_hdfs_options_set_kerberos (options, tool_hdfs_kerberos);
  garrow_hdfs_options_set_ca_file (options, tool_hdfs_ca_file);
  return options;
}

GArrowNativeFile *
tool_hdfs_open (const char *uri, const char *mode, GError **error)
{
  g_autoptr (GArrowHdfsOptions) options = make_options ();

  return (GArrowNativeFile *)garrow_hdfs_file_new (uri, mode, options, error);
}

GArrowHdfsInfo *
tool_hdfs_get_info (const char *uri, GError **error)
{
  g_autoptr (GArrowHdfsOptions) options = make_options ();
  g_autoptr (GArrowHdfs) hdfs = garrow_hdfs_new (uri, options, error);
  g_autofree char *path = get_path (uri);

  return hdfs != NULL ? garrow_hdfs_get_info (hdfs, path, error) : NULL;
}

char *
tool_hdfs_enter (const char *uri, const char *name, GError **error)
{
  g_autoptr (GError) info_error = NULL;
  g_autoptr (GArrowHdfsInfo) info = tool_hdfs_get_info (uri, &info_error);
  g_autofree char *escaped = g_uri_escape_string (name, NULL, TRUE);

  if (info == NULL && !g_error_matches (info_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&info_error));
    return NULL;
  }
  if (info == NULL ||
      garrow_hdfs_info_get_file_type (info) != GARROW_HDFS_FILE_TYPE_DIRECTORY)
    return g_strdup (uri);
  return g_strconcat (uri, g_str_has_suffix (uri, "/") ? "" : "/", escaped, NULL);
}
