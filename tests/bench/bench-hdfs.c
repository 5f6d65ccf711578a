/* tests/bench/bench-hdfs.c: files of HDFS, on a cluster that runs on this machine.
 *
 * By WebHDFS beside curl, which asks for the same; by libhdfs beside Arrow C++; and both
 * beside Hadoop's own client, which runs in a process of its own and is told what to do.
 * HDFS_CLUSTER names tests/hdfs/cluster, and without it there is nothing to measure.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "bench-hdfs.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define READ "read a file of HDFS by WebHDFS"
#define RANGES "read 64 ranges of 4 KiB of HDFS by WebHDFS"
#define WRITE "write a file of HDFS by WebHDFS"

typedef struct
{
  HdfsSetting base; /* is first */
  GArrowHdfs *hdfs;
  GArrowNativeFile *file; /* kept, for ranges */
  char *uri;              /* of the cluster, for Hadoop's client */
  char *http;             /* where curl asks */
  char *ranges_config;    /* what curl is told for ranges */
  char *local;            /* what curl sends */
} Way;

typedef struct
{
  GSubprocess *process;
  GDataInputStream *answers;
} Helper;

static Helper java;

static Helper
start (const char *const *words)
{
  g_autoptr (GError) error = NULL;
  Helper helper;

  helper.process =
    g_subprocess_newv (words,
                       G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                       &error);
  g_assert_no_error (error);
  helper.answers =
    g_data_input_stream_new (g_subprocess_get_stdout_pipe (helper.process));
  return helper;
}

static void
stop (Helper *helper)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (helper->process), NULL, NULL);
  g_subprocess_wait (helper->process, NULL, NULL);
  g_object_unref (helper->answers);
  g_object_unref (helper->process);
}

static void
run_curl (const char *const *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) curl =
    g_subprocess_newv (words, G_SUBPROCESS_FLAGS_NONE, &error);

  g_assert_no_error (error);
  bench_check (g_subprocess_wait_check (curl, NULL, NULL));
}

static void
tell_java (const char *line)
{
  g_autofree char *answer = NULL;
  GOutputStream *pipe = g_subprocess_get_stdin_pipe (java.process);

  bench_check (g_output_stream_write_all (pipe, line, strlen (line), NULL, NULL, NULL));
  bench_check (g_output_stream_flush (pipe, NULL, NULL));
  answer = g_data_input_stream_read_line (java.answers, NULL, NULL, NULL);
  bench_check (g_strcmp0 (answer, "ok") == 0);
}

static void
read_ours (gconstpointer data, gint64 n)
{
  const Way *way = data;
  g_autofree guint8 *out = g_malloc (HDFS_PIECE);

  while (n-- > 0) {
    g_autoptr (GArrowHdfsFile) file =
      garrow_hdfs_open (way->hdfs, way->base.path, "r", NULL, NULL);
    GArrowNativeFile *native = GARROW_NATIVE_FILE (file);
    gint64 size = 0, part;

    while ((part = garrow_native_file_read_into (native, out, HDFS_PIECE, NULL)) > 0)
      size += part;
    bench_check (size == way->base.size);
  }
}

static void
read_curl (gconstpointer data, gint64 n)
{
  const Way *way = data;
  g_autofree char *url =
    g_strdup_printf ("%s%s?op=OPEN&buffersize=65536", way->http, way->base.path);

  while (n-- > 0)
    run_curl ((const char *[]){"curl", "-sfL", "-o", "/dev/null", url, NULL});
}

static void
read_java (gconstpointer data, gint64 n)
{
  const Way *way = data;
  g_autofree char *line = g_strdup_printf ("read %s%s\n", way->uri, way->base.path);

  while (n-- > 0)
    tell_java (line);
}

static void
ranges_ours (gconstpointer data, gint64 n)
{
  const Way *way = data;
  guint8 out[HDFS_RANGE_SIZE];

  while (n-- > 0)
    for (int i = 0; i < HDFS_N_RANGES; i++)
      bench_check (garrow_native_file_read_at_into (way->file,
                                                    out,
                                                    sizeof out,
                                                    way->base.offsets[i],
                                                    NULL) == sizeof out);
}

static void
ranges_curl (gconstpointer data, gint64 n)
{
  const Way *way = data;

  while (n-- > 0)
    run_curl ((const char *[]){"curl", "-sf", "-K", way->ranges_config, NULL});
}

static void
ranges_java (gconstpointer data, gint64 n)
{
  const Way *way = data;
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_printf (line, "ranges %s%s", way->uri, way->base.path);
  for (int i = 0; i < HDFS_N_RANGES; i++)
    g_string_append_printf (line, " %" G_GINT64_FORMAT, way->base.offsets[i]);
  g_string_append_c (line, '\n');
  while (n-- > 0)
    tell_java (line->str);
}

static void
put (const Way *way, const char *path, gint64 size)
{
  g_autoptr (GArrowHdfsFile) file = garrow_hdfs_open (way->hdfs, path, "w", NULL, NULL);
  GArrowNativeFile *native = GARROW_NATIVE_FILE (file);

  for (gint64 at = 0; at < size; at += HDFS_PIECE)
    bench_check (garrow_native_file_write (native,
                                           way->base.data + at % way->base.size,
                                           HDFS_PIECE,
                                           NULL));
  bench_check (garrow_native_file_close (native, NULL));
}

static void
write_ours (gconstpointer data, gint64 n)
{
  const Way *way = data;

  while (n-- > 0)
    put (way, way->base.new_path, way->base.size);
}

static void
write_curl (gconstpointer data, gint64 n)
{
  const Way *way = data;
  g_autofree char *url = g_strdup_printf ("%s%s?op=CREATE&overwrite=true&user.name=%s",
                                          way->http,
                                          way->base.new_path,
                                          g_get_user_name ());

  while (n-- > 0)
    run_curl (
      (const char *[]){"curl", "-sfL", "-o", "/dev/null", "-T", way->local, url, NULL});
}

static void
write_java (gconstpointer data, gint64 n)
{
  const Way *way = data;
  g_autofree char *line = g_strdup_printf ("write %s%s %" G_GINT64_FORMAT "\n",
                                           way->uri,
                                           way->base.new_path,
                                           way->base.size);

  while (n-- > 0)
    tell_java (line);
}

/* What a client keeps for ranges of a file: where a data node has it. */
static char *
find_location (const Way *way)
{
  g_autofree char *command =
    g_strdup_printf ("curl -s -o /dev/null -w '%%{redirect_url}' '%s%s?op=OPEN'",
                     way->http,
                     way->base.path);
  char *location = NULL;

  bench_check (g_spawn_command_line_sync (command, &location, NULL, NULL, NULL));
  return location;
}

static void
make_ranges_config (Way *way, const char *folder)
{
  g_autofree char *redirect = find_location (way);
  g_auto (GStrv) parts = g_strsplit (redirect, "&offset=0", 2);
  g_autofree char *location = g_strjoinv ("", parts);
  g_autoptr (GString) config = g_string_new (NULL);

  for (int i = 0; i < HDFS_N_RANGES; i++)
    g_string_append_printf (config,
                            "url = \"%s&offset=%" G_GINT64_FORMAT "&length=%d\"\n"
                            "output = /dev/null\n",
                            location,
                            way->base.offsets[i],
                            HDFS_RANGE_SIZE);
  way->ranges_config = g_build_filename (folder, "ranges", NULL);
  bench_check (g_file_set_contents (way->ranges_config, config->str, -1, NULL));
}

static void
add_webhdfs (Way *way, const char *setting, const char *folder)
{
  make_ranges_config (way, folder);
  way->local = g_build_filename (folder, "data", NULL);
  bench_check (g_file_set_contents (way->local,
                                    (const char *)way->base.data,
                                    (gssize)way->base.size,
                                    NULL));

  bench_add (READ, setting, "arrow-io", read_ours, way, way->base.size);
  bench_add_rival (READ, NULL, "curl", read_curl);
  bench_add_rival (READ, NULL, "Hadoop's client", read_java);
  bench_add (RANGES,
             setting,
             "arrow-io",
             ranges_ours,
             way,
             HDFS_N_RANGES * HDFS_RANGE_SIZE);
  bench_add_rival (RANGES, NULL, "curl", ranges_curl);
  bench_add (WRITE, setting, "arrow-io", write_ours, way, way->base.size);
  bench_add_rival (WRITE, NULL, "curl", write_curl);
  bench_add_rival (WRITE, NULL, "Hadoop's client", write_java);
}

static void
add_libhdfs (Way *way, const char *setting)
{
  bench_add (HDFS_READ_WORK, setting, "arrow-io", read_ours, way, way->base.size);
  bench_add_rival (HDFS_READ_WORK, NULL, "Hadoop's client", read_java);
  bench_add (HDFS_RANGES_WORK,
             setting,
             "arrow-io",
             ranges_ours,
             way,
             HDFS_N_RANGES * HDFS_RANGE_SIZE);
  bench_add_rival (HDFS_RANGES_WORK, NULL, "Hadoop's client", ranges_java);
  bench_add (HDFS_WRITE_WORK, setting, "arrow-io", write_ours, way, way->base.size);
  bench_add_rival (HDFS_WRITE_WORK, NULL, "Hadoop's client", write_java);
}

/* FALSE where this way cannot be gone. */
static gboolean
open_way (Way *way, const char *uri)
{
  g_autoptr (GArrowHdfsOptions) options = garrow_hdfs_options_new ();
  g_autoptr (GError) error = NULL;

  garrow_hdfs_options_set_user (options, g_get_user_name ());
  way->hdfs = garrow_hdfs_new (uri, options, &error);
  if (way->hdfs == NULL) {
    g_printerr ("Going on without %s: %s\n", uri, error->message);
    return FALSE;
  }
  way->uri = g_strdup (uri);
  way->http = g_strdup_printf ("http://%s/webhdfs/v1", strstr (uri, "://") + 3);
  put (way, way->base.path, way->base.size);
  way->file =
    GARROW_NATIVE_FILE (garrow_hdfs_open (way->hdfs, way->base.path, "r", NULL, &error));
  g_assert_no_error (error);
  return TRUE;
}

static void
close_way (Way *way)
{
  g_clear_object (&way->file);
  g_clear_object (&way->hdfs);
  g_free (way->uri);
  g_free (way->http);
  g_free (way->local);
  g_free (way->ranges_config);
}

/* What the cluster says of itself until it is ready. */
static GHashTable *
read_facts (Helper *cluster)
{
  GHashTable *facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  char *line;

  while ((line = g_data_input_stream_read_line (cluster->answers, NULL, NULL, NULL)) !=
         NULL) {
    char *space = strchr (line, ' ');

    if (space == NULL) {
      g_free (line);
      return facts;
    }
    *space = '\0';
    g_hash_table_insert (facts, line, g_strdup (space + 1));
  }
  g_hash_table_unref (facts);
  return NULL;
}

/* A number of bytes that Linux tells about this process. */
static gint64
get_memory (const char *name)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, name);
  return line != NULL ? g_ascii_strtoll (line + strlen (name), NULL, 10) * 1024 : 0;
}

/* How much the process grows by reading a file that is larger than memory should get. */
static void
measure_memory (Way *way, gint64 size)
{
  HdfsSetting before = way->base;
  gint64 resident;
  FILE *clear;

  put (way, "/bench/large", size);
  way->base.path = "/bench/large";
  way->base.size = size;
  /* From here on the peak is counted anew. */
  clear = fopen ("/proc/self/clear_refs", "w");
  bench_check (clear != NULL && fputs ("5", clear) >= 0 && fclose (clear) == 0);
  resident = get_memory ("VmRSS:");
  read_ours (way, 1);
  bench_figure ("grow by reading a file of HDFS by WebHDFS",
                "1 GiB",
                "arrow-io",
                (double)(get_memory ("VmHWM:") - resident),
                "bytes");
  bench_check (garrow_hdfs_delete (way->hdfs, way->base.path, FALSE, NULL));
  way->base = before;
}

static void
measure (GHashTable *facts, int argc, char **argv)
{
  gboolean brief = argc > 1 && strcmp (argv[1], "--short") == 0;
  const char *setting_name = brief ? "4 MiB" : "256 MiB";
  const char *hdfs = g_hash_table_lookup (facts, "hdfs");
  g_autofree char *folder = g_dir_make_tmp ("bench-hdfs-XXXXXX", NULL);
  g_autofree guint8 *data = NULL;
  g_auto (GStrv) address = g_strsplit (strstr (hdfs, "://") + 3, ":", 2);
  HdfsSetting setting = {.path = "/bench/data", .new_path = "/bench/new"};
  Way webhdfs, libhdfs;

  setting.host = address[0];
  setting.port = atoi (address[1]);
  setting.size = brief ? 4 << 20 : 256 << 20;
  setting.data = data = g_malloc ((gsize)setting.size);
  for (gint64 i = 0; i < setting.size; i++)
    data[i] = (guint8)(i * 7 + (i >> 8));
  for (gint64 i = 0; i < HDFS_N_RANGES; i++)
    setting.offsets[i] = (i * 2654435761 + 12345) % (setting.size - HDFS_RANGE_SIZE);
  webhdfs = libhdfs = (Way){.base = setting};

  if (open_way (&webhdfs, g_hash_table_lookup (facts, "webhdfs"))) {
    add_webhdfs (&webhdfs, setting_name, folder);
    if (!brief)
      measure_memory (&webhdfs, G_GINT64_CONSTANT (1) << 30);
  }
  if (open_way (&libhdfs, hdfs))
    add_libhdfs (&libhdfs, setting_name);
  bench_run (argc, argv);
  if (webhdfs.local != NULL) {
    g_remove (webhdfs.local);
    g_remove (webhdfs.ranges_config);
  }
  close_way (&webhdfs);
  close_way (&libhdfs);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  const char *script = g_getenv ("HDFS_CLUSTER");
  const char *home = g_getenv ("JAVA_HOME");
  g_autofree char *java_program =
    home != NULL ? g_build_filename (home, "bin", "java", NULL) : g_strdup ("java");
  Helper cluster;
  GHashTable *facts;

  if (script == NULL || argc < 2) {
    g_printerr ("HDFS_CLUSTER is not set: nothing is measured\n");
    return 77;
  }
  /* So that what a disk does meanwhile is not measured. */
  if (g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR))
    g_setenv ("TMPDIR", "/dev/shm", FALSE);
  cluster = start ((const char *[]){script, "--for-tests", NULL});
  facts = read_facts (&cluster);
  if (facts == NULL) {
    g_printerr ("There is no cluster: nothing is measured\n");
    stop (&cluster);
    return 77;
  }
  /* Its class path is in the environment, as that of libhdfs. */
  java =
    start ((const char *[]){java_program, "-Xmx512m", "-XX:+UseSerialGC", argv[1], NULL});
  measure (facts, argc - 1, argv + 1);
  stop (&java);
  stop (&cluster);
  g_hash_table_unref (facts);
  return 0;
}
