/* tests/hdfs/refused.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "refused.h"

#include <string.h>

/* Seconds: a silent server, asked twice, and a machine that has other things to do. */
#define TIMEOUT 1
#define LONGEST 20

/* Of the memory that the process ever had. */
#define MOST_MEMORY (256 << 20)

#define ROOT                                                                             \
  "{\"FileStatus\":{\"accessTime\":0,\"blockSize\":0,\"group\":\"g\",\"length\":0,"      \
  "\"modificationTime\":1,\"owner\":\"o\",\"pathSuffix\":\"\",\"permission\":\"755\","   \
  "\"replication\":0,\"type\":\"DIRECTORY\"}}"

GArrowHdfs *
connect_to (Played *server)
{
  g_autofree char *uri = played_uri (server);
  g_autoptr (GArrowHdfsOptions) options = garrow_hdfs_options_new ();
  g_autoptr (GError) error = NULL;
  GArrowHdfs *hdfs;

  garrow_hdfs_options_set_timeout (options, TIMEOUT);
  garrow_hdfs_options_set_retries (options, 1);
  hdfs = garrow_hdfs_new (uri, options, &error);
  g_assert_no_error (error);
  return hdfs;
}

/* A number of /proc/self/status, in bytes. */
static guint64
get_memory (const char *name)
{
  g_autofree char *status = NULL;
  const char *found;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  found = strstr (status, name);
  return found != NULL ? g_ascii_strtoull (found + strlen (name), NULL, 10) * 1024 : 0;
}

gboolean
say_root_first (const Request *request, gpointer data)
{
  const Then *then = data;

  if (g_str_has_prefix (request->target, "/webhdfs/v1/?"))
    return say_json (request, 200, ROOT);
  return then->answer (request, then->data);
}

void
assert_refused (Answer answer, gpointer data, Call call)
{
  Then then = {answer, data};
  Played *server = played_new (say_root_first, &then);
  g_autoptr (GArrowHdfs) hdfs = connect_to (server);
  gint64 start = g_get_monotonic_time ();
  guint64 memory = get_memory ("VmRSS:");
  g_autoptr (GError) error = NULL;

  g_assert_false (call (hdfs, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  assert_says (error, PATH);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (strlen (error->message), <, 10000);
  g_assert_cmpint (g_get_monotonic_time () - start, <, LONGEST * G_USEC_PER_SEC);
  g_assert_cmpuint (get_memory ("VmHWM:"), <, memory + MOST_MEMORY);
  g_clear_object (&hdfs);
  played_free (server);
}

gboolean
get_info (GArrowHdfs *hdfs, GError **error)
{
  g_autoptr (GArrowHdfsInfo) info = garrow_hdfs_get_info (hdfs, PATH, error);

  return info != NULL;
}

gboolean
list (GArrowHdfs *hdfs, GError **error)
{
  g_autoptr (GArrowHdfsLister) lister = garrow_hdfs_list (hdfs, PATH, error);
  GArrowHdfsInfo *info;

  if (lister == NULL)
    return FALSE;
  while ((info = garrow_hdfs_lister_next (lister, error)) != NULL)
    g_object_unref (info);
  return *error == NULL;
}

gboolean
read_file (GArrowHdfs *hdfs, GError **error)
{
  g_autoptr (GArrowHdfsFile) file = garrow_hdfs_open (hdfs, PATH, "r", NULL, error);
  g_autoptr (GBytes) content = NULL;

  if (file != NULL)
    content = garrow_native_file_read_all (GARROW_NATIVE_FILE (file), error);
  return content != NULL;
}

gboolean
write_file (GArrowHdfs *hdfs, GError **error)
{
  g_autoptr (GArrowHdfsFile) file = garrow_hdfs_open (hdfs, PATH, "w", NULL, error);
  g_autoptr (GBytes) content = make_noise (1, 8 << 20);
  gboolean ok;

  if (file == NULL)
    return FALSE;
  ok = garrow_native_file_write_bytes (GARROW_NATIVE_FILE (file), content, error) &&
       garrow_native_file_close (GARROW_NATIVE_FILE (file), error);
  if (!ok)
    garrow_native_file_abort (GARROW_NATIVE_FILE (file), NULL);
  return ok;
}

static gboolean delete (GArrowHdfs *hdfs, GError **error)
{
  return garrow_hdfs_delete (hdfs, PATH, TRUE, error);
}

static gboolean
get_checksum (GArrowHdfs *hdfs, GError **error)
{
  g_autofree char *algorithm = NULL;
  g_autoptr (GBytes) checksum = garrow_hdfs_get_checksum (hdfs, PATH, &algorithm, error);

  return checksum != NULL;
}

const Call calls[N_CALLS] = {get_info, list, delete, get_checksum, read_file, write_file};
