/* tests/hdfs/test-libhdfs.c: hdfs:// without a cluster: libhdfs and its JVM found or not,
 * and what the JVM does to the process. What can be done by it with a cluster is in
 * test-functions.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/arrow-io-glib.h>

#include <gio/gio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOBODY "hdfs://127.0.0.1:1" /* where nothing listens */

static void
assert_says (GError *error, const char *part)
{
  if (strstr (error->message, part) == NULL)
    g_error ("'%s' does not say '%s'", error->message, part);
}

static void
assert_missing (const char *variable, const char *value, const char *part)
{
  g_autoptr (GError) error = NULL;

  if (value != NULL)
    g_setenv (variable, value, TRUE);
  else
    g_unsetenv (variable);
  g_assert_null (garrow_hdfs_new (NOBODY, NULL, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_IMPLEMENTED);
  assert_says (error, part);
  assert_says (error, "webhdfs://");
}

/* In a process of its own, as a JVM that is found stays. */
static void
test_missing_java (void)
{
  if (!g_test_subprocess ()) {
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
    g_test_trap_assert_passed ();
    return;
  }
  g_setenv ("PATH", "/nowhere", TRUE);
  /* Where one is installed in a usual place, it is found without. */
  if (g_file_test ("/usr/lib/jvm/default-java/lib/server/libjvm.so", G_FILE_TEST_EXISTS))
    return;
  assert_missing ("JAVA_HOME", "/no/java", "/no/java/lib/server/libjvm.so: cannot open");
  assert_missing ("JAVA_HOME", NULL, "JAVA_HOME is not set");
}

static void
test_missing_library (void)
{
  if (!g_test_subprocess ()) {
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
    g_test_trap_assert_passed ();
    return;
  }
  assert_missing ("ARROW_LIBHDFS_DIR", "/no/hdfs", "/no/hdfs/libhdfs.so: cannot open");
  assert_missing ("HADOOP_HOME", "/no/hadoop", "/no/hadoop/lib/native/libhdfs.so");
  assert_missing ("ARROW_LIBHDFS_DIR", NULL, "ARROW_LIBHDFS_DIR is not set");
  assert_missing ("HADOOP_HDFS_HOME", "/no/dfs", "/no/dfs/lib/native/libhdfs.so");
}

static void
test_missing_classes (void)
{
  if (!g_test_subprocess ()) {
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
    g_test_trap_assert_passed ();
    return;
  }
  g_unsetenv ("HADOOP_HOME");
  assert_missing ("CLASSPATH", NULL, "neither CLASSPATH nor HADOOP_HOME is set");
  assert_missing ("HADOOP_HOME", "/no/hadoop", "there is no /no/hadoop/share/hadoop");
  assert_missing ("CLASSPATH", "/no/classes/*", "org/apache/hadoop/fs/FileSystem");
}

/* As Hadoop is unpacked. */
static void
test_home (void)
{
  g_autofree char *home = NULL, *share = NULL, *link = NULL, *jars = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowHdfs) hdfs = NULL;
  g_auto (GStrv) parts = NULL;

  if (!g_test_subprocess ()) {
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
    g_test_trap_assert_passed ();
    return;
  }
  parts = g_strsplit (g_getenv ("CLASSPATH"), ":", 2);
  jars = g_path_get_dirname (parts[1]);
  home = g_dir_make_tmp ("hadoop-XXXXXX", &error);
  g_assert_no_error (error);
  share = g_build_filename (home, "share", "hadoop", NULL);
  link = g_build_filename (share, "hdfs", NULL);
  g_assert_cmpint (g_mkdir_with_parents (share, 0700), ==, 0);
  g_assert_cmpint (symlink (jars, link), ==, 0);
  g_unsetenv ("CLASSPATH");
  g_setenv ("HADOOP_HOME", home, TRUE);
  hdfs = garrow_hdfs_new (NOBODY, NULL, &error);
  g_assert_no_error (error);
  unlink (link);
  rmdir (share);
  *strrchr (share, '/') = '\0';
  rmdir (share);
  rmdir (home);
}

static GArrowHdfs *
connect_to_nobody (void)
{
  g_autoptr (GArrowHdfsOptions) options = garrow_hdfs_options_new ();
  g_autoptr (GError) error = NULL;
  GArrowHdfs *hdfs;

  garrow_hdfs_options_set_timeout (options, 2);
  garrow_hdfs_options_set_retries (options, 0);
  hdfs = garrow_hdfs_new (NOBODY, options, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (garrow_hdfs_get_backend_name (hdfs), ==, "libhdfs");
  return hdfs;
}

static void
test_nobody_there (void)
{
  g_autoptr (GArrowHdfs) hdfs = connect_to_nobody ();
  g_autoptr (GError) error = NULL;

  g_assert_false (garrow_hdfs_exists (hdfs, "/file", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
  assert_says (error, NOBODY "/file");
  g_clear_error (&error);
  g_assert_null (garrow_hdfs_get_delegation_token (hdfs, NULL, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
}

static void
assert_refused (const char *uri, GArrowHdfsOptions *options, int code, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (garrow_hdfs_new (uri, options, &error));
  g_assert_error (error, GARROW_ERROR, code);
  assert_says (error, part);
}

/* What is in no file that Hadoop reads. */
static void
test_not_configured (void)
{
  g_autoptr (GArrowHdfsOptions) kerberos = garrow_hdfs_options_new ();
  g_autoptr (GArrowHdfsOptions) token = garrow_hdfs_options_new ();

  assert_refused ("hdfs:///", NULL, GARROW_ERROR_INVALID, "fs.defaultFS");
  garrow_hdfs_options_set_kerberos (kerberos, TRUE);
  assert_refused (NOBODY, kerberos, GARROW_ERROR_INVALID, "core-site.xml");
  garrow_hdfs_options_set_delegation_token (token, "token");
  assert_refused (NOBODY,
                  token,
                  GARROW_ERROR_NOT_SUPPORTED,
                  "HADOOP_TOKEN_FILE_LOCATION");
}

static void
ignore (int number)
{
  (void)number;
}

/* A program that is told to end ends as it wants to. */
static void
test_signals (void)
{
  const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCHLD, SIGUSR1};
  struct sigaction mine = {.sa_handler = ignore};

  if (!g_test_subprocess ()) {
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
    g_test_trap_assert_passed ();
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_assert_cmpint (sigaction (numbers[i], &mine, NULL), ==, 0);
  g_object_unref (connect_to_nobody ());
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    struct sigaction now;

    g_assert_cmpint (sigaction (numbers[i], NULL, &now), ==, 0);
    g_assert_true (now.sa_handler == ignore);
  }
}

static void
test_fork (void)
{
  g_autoptr (GArrowHdfs) hdfs = connect_to_nobody ();
  int status = 0;
  pid_t child = fork ();

  g_assert_cmpint (child, !=, -1);
  if (child == 0) {
    g_autoptr (GError) error = NULL;

    if (garrow_hdfs_exists (hdfs, "/file", &error) ||
        !g_error_matches (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED))
      _exit (1);
    g_object_unref (hdfs);
    _exit (0);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
}

static gpointer
ask (gpointer hdfs)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (garrow_hdfs_exists (hdfs, "/file", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
  return NULL;
}

static guint
count_threads (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/task", 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* The JVM lets go of threads that end. */
static void
test_threads (void)
{
  g_autoptr (GArrowHdfs) hdfs = connect_to_nobody ();
  guint before = 0;

  for (int round = 0; round < 10; round++) {
    GThread *threads[8];

    for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
      threads[i] = g_thread_new (NULL, ask, hdfs);
    for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
      g_thread_join (threads[i]);
    if (round == 1)
      before = count_threads ();
  }
  g_assert_cmpuint (count_threads (), <, before + 40);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/libhdfs/missing/java", test_missing_java);
  g_test_add_func ("/libhdfs/missing/library", test_missing_library);
  g_test_add_func ("/libhdfs/missing/classes", test_missing_classes);
  g_test_add_func ("/libhdfs/home", test_home);
  g_test_add_func ("/libhdfs/signals", test_signals);
  g_test_add_func ("/libhdfs/nobody-there", test_nobody_there);
  g_test_add_func ("/libhdfs/not-configured", test_not_configured);
  g_test_add_func ("/libhdfs/fork", test_fork);
  g_test_add_func ("/libhdfs/threads", test_threads);
  return g_test_run ();
}
