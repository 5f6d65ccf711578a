/* To a cluster of HDFS and back, with progress, and what is there: hdfs
 *
 * The environment variable HDFS says where the cluster is, such as
 * webhdfs://namenode:9870.
 *
 * Prints:
 *
 *   to the cluster: 1000000 of 1000000 bytes
 *   and back: 1000000 of 1000000 bytes
 *   /examples/c/days.txt has 8 bytes
 *   /examples/c/trips.csv has 1000000 bytes
 *   half a file is not there
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/arrow-io-glib.h>
#include <string.h>

typedef struct
{
  gint64 done;
  gint64 total;
} Progress;

static void
on_progress (gint64 done, gint64 total, gpointer data)
{
  *(Progress *)data = (Progress){done, total};
}

/* From one file to another, which are taken over. What fails on the way gives the other
 * one up: what is written is there when it is closed. */
static gboolean
copy (const char *what,
      GArrowNativeFile *source_file,
      GArrowNativeFile *target_file,
      GError **error)
{
  g_autoptr (GArrowNativeFile) source = source_file;
  g_autoptr (GArrowNativeFile) target = target_file;
  Progress progress = {0};

  if (source == NULL || target == NULL)
    return FALSE;
  if (garrow_native_file_copy (source, target, on_progress, &progress, error) < 0) {
    garrow_native_file_give_up (target, NULL);
    return FALSE;
  }
  g_print ("%s: %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " bytes\n",
           what,
           progress.done,
           progress.total);
  return garrow_native_file_close (target, error) &&
         garrow_native_file_close (source, error);
}

/* Takes over the file. */
static gboolean
write_all (GArrowNativeFile *taken, const char *text, GError **error)
{
  g_autoptr (GArrowNativeFile) file = taken;

  return file != NULL &&
         garrow_native_file_write (file,
                                   (const guint8 *)text,
                                   (gint64)strlen (text),
                                   error) &&
         garrow_native_file_close (file, error);
}

static GArrowNativeFile *
open_local (const char *path, const char *mode, GError **error)
{
  return (GArrowNativeFile *)garrow_os_file_new (path, mode, error);
}

static GArrowNativeFile *
open_remote (GArrowHdfs *hdfs, const char *path, const char *mode, GError **error)
{
  return (GArrowNativeFile *)garrow_hdfs_open (hdfs, path, mode, NULL, error);
}

static gboolean
make_trips (GError **error)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (int i = 0; i < 83333; i++)
    g_string_append (lines, "mon,12,Oslo\n");
  g_string_append (lines, "end\n");
  return write_all (open_local ("trips.csv", "wb", error), lines->str, error);
}

static gboolean
list (GArrowHdfs *hdfs, const char *path, GError **error)
{
  g_autoptr (GArrowHdfsLister) lister = garrow_hdfs_list (hdfs, path, error);
  GError *failure = NULL;

  if (lister == NULL)
    return FALSE;
  for (;;) {
    g_autoptr (GArrowHdfsInfo) info = garrow_hdfs_lister_next (lister, &failure);

    if (info == NULL)
      break;
    g_print ("%s has %" G_GINT64_FORMAT " bytes\n",
             garrow_hdfs_info_get_path (info),
             garrow_hdfs_info_get_size (info));
  }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
give_up_half (GArrowHdfs *hdfs, const char *path, GError **error)
{
  g_autoptr (GArrowNativeFile) half = open_remote (hdfs, path, "wb", error);
  GError *failure = NULL;
  gboolean there;

  if (half == NULL ||
      !garrow_native_file_write (half, (const guint8 *)"mon\n", 4, error) ||
      !garrow_native_file_give_up (half, error))
    return FALSE;
  there = garrow_hdfs_exists (hdfs, path, &failure);
  if (failure != NULL) {
    g_propagate_error (error, failure);
    return FALSE;
  }
  g_print ("half a file is %s\n", there ? "there" : "not there");
  return TRUE;
}

int
main (void)
{
  g_autoptr (GArrowHdfsOptions) options = garrow_hdfs_options_new ();
  g_autoptr (GArrowHdfs) hdfs = NULL;
  g_autoptr (GError) error = NULL;

  garrow_hdfs_options_set_replication (options, 1);
  hdfs = garrow_hdfs_new (g_getenv ("HDFS"), options, &error);
  if (hdfs == NULL || !make_trips (&error) ||
      !copy ("to the cluster",
             open_local ("trips.csv", "rb", &error),
             open_remote (hdfs, "/examples/c/trips.csv", "wb", &error),
             &error) ||
      !copy ("and back",
             open_remote (hdfs, "/examples/c/trips.csv", "rb", &error),
             open_local ("back.csv", "wb", &error),
             &error) ||
      !write_all (open_remote (hdfs, "/examples/c/days.txt", "wb", &error),
                  "mon\ntue\n",
                  &error) ||
      !list (hdfs, "/examples/c", &error) ||
      !give_up_half (hdfs, "/examples/c/half.txt", &error)) {
    g_printerr ("%s\n", error->message);
    return 1;
  }
  return 0;
}
