/* tests/hdfs/test-faults.c: what goes wrong in clusters, on one of three DataNodes that
 * are processes of their own.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "cluster.h"
#include "played.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define N_DATA_NODES 3
#define FILE_SIZE (48 << 20)
#define BLOCK_SIZE (4 << 20)

/* Seconds that a server may be silent, and that a call may take altogether: so often is
 * asked again, and this machine has other things to do. */
#define TIMEOUT 30
#define RETRIES 6
#define LONGEST 200

/* Where a server is silent for longer. */
#define SHORT_TIMEOUT 8

static GArrowHdfsOptions *
make_options (guint replication, guint timeout)
{
  GArrowHdfsOptions *options = garrow_hdfs_options_new ();

  garrow_hdfs_options_set_timeout (options, timeout);
  garrow_hdfs_options_set_retries (options, RETRIES);
  garrow_hdfs_options_set_replication (options, replication);
  garrow_hdfs_options_set_block_size (options, BLOCK_SIZE);
  return options;
}

static GArrowHdfs *
connect_patiently (guint replication)
{
  g_autoptr (GArrowHdfsOptions) options = make_options (replication, TIMEOUT);

  return cluster_connect (cluster, options);
}

static GArrowNativeFile *
open_file (GArrowHdfs *hdfs, const char *path, const char *mode)
{
  g_autoptr (GError) error = NULL;
  GArrowHdfsFile *file = garrow_hdfs_open (hdfs, path, mode, NULL, &error);

  g_assert_no_error (error);
  return GARROW_NATIVE_FILE (file);
}

static guint
get_data_node (const char *path)
{
  g_autofree char *nodes = cluster_command (cluster, "data-nodes-of %s", path);

  return (guint)strtoul (nodes, NULL, 10);
}

static void
revive (guint node)
{
  cluster_do (cluster, "start-data-node %u", node);
  cluster_do (cluster, "wait-live %d", N_DATA_NODES);
}

/* The next size bytes of the noise that the file is of. */
static void
assert_next (GArrowNativeFile *file, GBytes *content, gint64 size)
{
  gint64 at = garrow_native_file_tell (file, NULL);
  gint64 left = (gint64)g_bytes_get_size (content) - at;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) expected =
    g_bytes_new_from_bytes (content, (gsize)at, (gsize)MIN (size, left));
  g_autoptr (GBytes) part = garrow_native_file_read (file, size, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (part, expected));
}

/* Reads on: all of it is right, or it fails, and that is said in time. */
static gboolean
read_on (GArrowNativeFile *file, GBytes *content, const char *path)
{
  gint64 start = g_get_monotonic_time ();
  gint64 at = garrow_native_file_tell (file, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) rest = garrow_native_file_read_all (file, &error);
  g_autoptr (GBytes) expected =
    g_bytes_new_from_bytes (content, (gsize)at, (gsize)(FILE_SIZE - at));

  g_assert_cmpint (g_get_monotonic_time () - start, <, LONGEST * G_USEC_PER_SEC);
  if (rest != NULL) {
    g_assert_true (g_bytes_equal (rest, expected));
    return TRUE;
  }
  g_test_message ("%s", error->message);
  assert_says (error, path);
  return FALSE;
}

/* Two DataNodes of three that have the file go while it is read. */
static void
test_killed (void)
{
  const char *path = "/tmp/killed";
  g_autoptr (GArrowHdfs) hdfs = connect_patiently (N_DATA_NODES);
  g_autoptr (GBytes) content = make_noise (1, FILE_SIZE);
  g_autoptr (GArrowNativeFile) file = NULL;

  put (hdfs, path, content);
  file = open_file (hdfs, path, "r");
  assert_next (file, content, 1000);
  assert_next (file, content, FILE_SIZE / 4);
  cluster_do (cluster, "kill-data-node 0");
  assert_next (file, content, FILE_SIZE / 4);
  cluster_do (cluster, "kill-data-node 1");
  assert_next (file, content, FILE_SIZE);
  cluster_do (cluster, "start-data-node 0");
  revive (1);
}

/* For longer than anybody waits. Here a DataNode cannot tell which of three is nearest to
 * itself, and may read from the one that stands still for whoever asks, so there may be
 * nothing to be had; but never bytes that are wrong, or too few. */
static void
test_stopped (void)
{
  const char *path = "/tmp/stopped";
  g_autoptr (GArrowHdfs) patient = connect_patiently (N_DATA_NODES);
  g_autoptr (GArrowHdfsOptions) options = make_options (N_DATA_NODES, SHORT_TIMEOUT);
  g_autoptr (GArrowHdfs) hdfs = cluster_connect (cluster, options);
  g_autoptr (GBytes) content = make_noise (2, FILE_SIZE);
  g_autoptr (GArrowNativeFile) file = NULL;

  put (patient, path, content);
  file = open_file (hdfs, path, "r");
  cluster_do (cluster, "pause-data-node 0 60");
  g_test_message ("%s", read_on (file, content, path) ? "read" : "failed");
  cluster_do (cluster, "kill-data-node 0");
  revive (0);
}

/* Shorter than anybody waits. */
static void
test_pause (void)
{
  const char *path = "/tmp/pause";
  g_autoptr (GArrowHdfs) hdfs = connect_patiently (1);
  g_autoptr (GBytes) content = make_noise (3, FILE_SIZE);
  g_autoptr (GArrowNativeFile) file = NULL;

  put (hdfs, path, content);
  file = open_file (hdfs, path, "r");
  assert_next (file, content, BLOCK_SIZE / 2);
  for (guint node = 0; node < N_DATA_NODES; node++)
    cluster_do (cluster, "pause-data-node %u 1", node);
  assert_next (file, content, FILE_SIZE);
}

/* Whose only copy is gone: an error, and soon, and never what looks like all of it. */
static void
test_only_copy (void)
{
  const char *path = "/tmp/only";
  g_autoptr (GArrowHdfs) hdfs = connect_patiently (1);
  g_autoptr (GBytes) content = make_noise (4, BLOCK_SIZE);
  g_autoptr (GArrowNativeFile) file = NULL;
  g_autoptr (GBytes) part = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start;
  guint node;

  put (hdfs, path, content);
  node = get_data_node (path);
  file = open_file (hdfs, path, "r");
  cluster_do (cluster, "kill-data-node %u", node);
  start = g_get_monotonic_time ();
  part = garrow_native_file_read_all (file, &error);
  g_assert_cmpint (g_get_monotonic_time () - start, <, LONGEST * G_USEC_PER_SEC);
  g_assert_null (part);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  assert_says (error, path);

  /* Once it is back, so is the file. */
  revive (node);
  g_clear_object (&file);
  file = open_file (hdfs, path, "r");
  assert_next (file, content, FILE_SIZE);
}

static gpointer
start_name_node (gpointer data)
{
  (void)data;
  g_usleep (G_USEC_PER_SEC);
  cluster_do (cluster, "start-name-node");
  return NULL;
}

/* Nobody answers, then it is in safe mode, then the first read of a DataNode fails. */
static void
test_name_node (void)
{
  const char *path = "/tmp/restart";
  g_autoptr (GArrowHdfsOptions) options = make_options (N_DATA_NODES, TIMEOUT);
  g_autoptr (GArrowHdfs) hdfs = NULL;
  g_autoptr (GBytes) content = make_noise (5, FILE_SIZE);
  g_autoptr (GArrowNativeFile) file = NULL;
  g_autoptr (GBytes) all = NULL;
  GThread *thread;

  garrow_hdfs_options_set_retries (options, 8);
  hdfs = cluster_connect (cluster, options);
  put (hdfs, path, content);
  file = open_file (hdfs, path, "r");
  assert_next (file, content, 1000);
  cluster_do (cluster, "stop-name-node");
  thread = g_thread_new ("name node", start_name_node, NULL);
  all = get (hdfs, path);
  g_assert_true (g_bytes_equal (all, content));
  assert_next (file, content, FILE_SIZE);
  put (hdfs, path, content);
  g_thread_join (thread);
  cluster_do (cluster, "wait-live %d", N_DATA_NODES);
}

static void
test_safe_mode (void)
{
  g_autoptr (GArrowHdfsOptions) options = make_options (1, TIMEOUT);
  g_autoptr (GArrowHdfs) hdfs = NULL;

  garrow_hdfs_options_set_retries (options, 1);
  hdfs = cluster_connect (cluster, options);
  cluster_do (cluster, "safe-mode on");
  assert_io_error (BUSY,
                   "/tmp/safe",
                   garrow_hdfs_mkdirs (hdfs, "/tmp/safe", -1, &failure));
  assert_io_error (BUSY,
                   "/tmp/safe",
                   garrow_hdfs_open (hdfs, "/tmp/safe", "w", NULL, &failure));
  cluster_do (cluster, "safe-mode off");
}

/* A DataNode of the pipeline goes in mid-upload: it is all there, or it was told that
 * not, and what was there still is. */
static void
test_upload (void)
{
  const char *path = "/tmp/upload";
  g_autoptr (GArrowHdfs) hdfs = connect_patiently (N_DATA_NODES);
  g_autoptr (GBytes) before = make_noise (6, 1000);
  g_autoptr (GBytes) content = make_noise (7, FILE_SIZE);
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GArrowNativeFile) file = NULL;
  gint64 start = g_get_monotonic_time ();
  gboolean ok = TRUE;

  put (hdfs, path, before);
  file = open_file (hdfs, path, "w");
  for (gsize done = 0; ok && done < FILE_SIZE; done += 1 << 20) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (content, done, 1 << 20);

    if (done == FILE_SIZE / 2)
      cluster_do (cluster, "kill-data-node 1");
    ok = garrow_native_file_write_bytes (file, part, NULL);
  }
  ok = ok && garrow_native_file_close (file, NULL);
  garrow_native_file_abort (file, NULL);
  g_assert_cmpint (g_get_monotonic_time () - start, <, LONGEST * G_USEC_PER_SEC);
  g_test_message ("%s", ok ? "written" : "failed");
  found = get (hdfs, path);
  g_assert_true (g_bytes_equal (found, ok ? content : before));
  revive (1);
}

/* The program that writes is killed: this one, by another command line. */
static int
write_until_killed (const char *uri)
{
  g_autoptr (GArrowHdfsFile) file = garrow_hdfs_file_new (uri, "w", NULL, NULL);
  g_autoptr (GBytes) content = make_noise (8, 4 << 20);

  if (file == NULL ||
      !garrow_native_file_write_bytes (GARROW_NATIVE_FILE (file), content, NULL))
    return 1;
  g_print ("written\n");
  for (;;)
    g_usleep (G_USEC_PER_SEC);
}

static const char *program;

static void
test_writer_killed (void)
{
  const char *path = "/tmp/writer";
  g_autofree char *uri = cluster_uri (cluster, path);
  g_autoptr (GArrowHdfs) hdfs = connect_patiently (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                                      &error,
                                                      program,
                                                      "--write",
                                                      uri,
                                                      NULL);
  g_autoptr (GDataInputStream) out = NULL;
  g_autofree char *line = NULL;

  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  line = g_data_input_stream_read_line (out, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, "written");
  g_subprocess_send_signal (process, SIGKILL);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 20; i++) {
    g_assert_false (garrow_hdfs_exists (hdfs, path, &error));
    g_assert_no_error (error);
    g_usleep (G_USEC_PER_SEC / 10);
  }
}

/* Of two name nodes the first is not there, or on standby. */

static void
use_second (const char *first)
{
  const char *second = strstr (cluster_get (cluster, "webhdfs"), "://") + 3;
  g_autofree char *uri = g_strdup_printf ("webhdfs://%s,%s", first, second);
  g_autoptr (GArrowHdfsOptions) options = make_options (1, TIMEOUT);
  g_autoptr (GBytes) content = make_noise (9, 100000);
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowHdfs) hdfs = garrow_hdfs_new (uri, options, &error);

  g_assert_no_error (error);
  put (hdfs, "/tmp/second", content);
  found = get (hdfs, "/tmp/second");
  g_assert_true (g_bytes_equal (found, content));
}

static void
test_first_is_gone (void)
{
  use_second ("127.0.0.1:1");
}

static gboolean
say_standby (const Request *request, gpointer data)
{
  (void)data;
  take_body (request);
  return say_exception (request,
                        403,
                        "StandbyException",
                        "Operation category READ is not supported in state standby");
}

static void
test_first_is_standby (void)
{
  Played *server = played_new (say_standby, NULL);
  g_autofree char *first = g_strdup_printf ("127.0.0.1:%u", played_get_port (server));

  use_second (first);
  g_assert_cmpuint (played_get_n_requests (server), >, 0);
  g_assert_cmpuint (played_get_n_requests (server), <, 10);
  played_free (server);
}

/* Nobody is there at all. */
static void
test_nobody (void)
{
  g_autoptr (GArrowHdfsOptions) options = make_options (1, TIMEOUT);
  gint64 start = g_get_monotonic_time ();

  garrow_hdfs_options_set_retries (options, 2);
  assert_io_error (
    CONNECTION_REFUSED,
    "127.0.0.1:2",
    garrow_hdfs_new ("webhdfs://127.0.0.1:1,127.0.0.1:2", options, &failure));
  g_assert_cmpint (g_get_monotonic_time () - start, <, LONGEST * G_USEC_PER_SEC);
}

int
main (int argc, char *argv[])
{
  program = argv[0];
  if (argc == 3 && strcmp (argv[1], "--write") == 0)
    return write_until_killed (argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hdfs-faults/killed", test_killed);
  g_test_add_func ("/hdfs-faults/stopped", test_stopped);
  g_test_add_func ("/hdfs-faults/pause", test_pause);
  g_test_add_func ("/hdfs-faults/only-copy", test_only_copy);
  g_test_add_func ("/hdfs-faults/upload", test_upload);
  g_test_add_func ("/hdfs-faults/writer-killed", test_writer_killed);
  g_test_add_func ("/hdfs-faults/safe-mode", test_safe_mode);
  g_test_add_func ("/hdfs-faults/name-node", test_name_node);
  g_test_add_func ("/hdfs-faults/first-is-gone", test_first_is_gone);
  g_test_add_func ("/hdfs-faults/first-is-standby", test_first_is_standby);
  g_test_add_func ("/hdfs-faults/nobody", test_nobody);
  return cluster_run_tests ("--data-nodes 3 --apart");
}
