/* tests/languages/test-hdfs.c: all of HDFS from C, as calls.tsv has it for the others.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

#include <sys/wait.h>
#include <unistd.h>

/* Where tests/hdfs/played.py plays a cluster. */
static const char *played;

static GArrowHdfsOptions *
make_options (void)
{
  GArrowHdfsOptions *options = garrow_hdfs_options_new ();

  garrow_hdfs_options_set_user (options, "ada");
  garrow_hdfs_options_set_retries (options, 0);
  return options;
}

/* One that fails whatever it is asked if there is no cluster. */
static GArrowHdfs *
connect_to_played (void)
{
  g_autoptr (GArrowHdfsOptions) options = make_options ();
  g_autoptr (GError) error = NULL;
  GArrowHdfs *hdfs =
    garrow_hdfs_new (played != NULL ? played : "webhdfs://127.0.0.1:1", options, &error);

  if (played != NULL)
    g_assert_no_error (error);
  return hdfs != NULL ? hdfs : g_object_new (GARROW_TYPE_HDFS, NULL);
}

/* Clears the error. */
static void
check (gboolean ok, GError **error)
{
  if (played != NULL)
    g_assert_no_error (*error);
  g_assert_true (ok || played == NULL);
  g_clear_error (error);
}

static void
check_object (gpointer object, GError **error)
{
  check (object != NULL, error);
  g_clear_object (&object);
}

static void
check_text (char *text, const char *expected, GError **error)
{
  check (text != NULL, error);
  if (played != NULL)
    g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_options (void)
{
  g_autoptr (GArrowHdfsOptions) options = make_options ();

  garrow_hdfs_options_set_accept_any_certificate (options, TRUE);
  g_assert_true (garrow_hdfs_options_get_accept_any_certificate (options));
  garrow_hdfs_options_set_block_size (options, 4096);
  g_assert_cmpint (garrow_hdfs_options_get_block_size (options), ==, 4096);
  garrow_hdfs_options_set_buffer_size (options, 9);
  g_assert_cmpint (garrow_hdfs_options_get_buffer_size (options), ==, 9);
  garrow_hdfs_options_set_ca_file (options, "/ca.pem");
  g_assert_cmpstr (garrow_hdfs_options_get_ca_file (options), ==, "/ca.pem");
  garrow_hdfs_options_set_delegation_token (options, "t0ken");
  g_assert_cmpstr (garrow_hdfs_options_get_delegation_token (options), ==, "t0ken");
  garrow_hdfs_options_set_kerberos (options, TRUE);
  g_assert_true (garrow_hdfs_options_get_kerberos (options));
  garrow_hdfs_options_set_permission (options, 0640);
  g_assert_cmpint (garrow_hdfs_options_get_permission (options), ==, 0640);
  garrow_hdfs_options_set_replication (options, 2);
  g_assert_cmpint (garrow_hdfs_options_get_replication (options), ==, 2);
  g_assert_cmpint (garrow_hdfs_options_get_retries (options), ==, 0);
  garrow_hdfs_options_set_ticket_cache (options, "/tickets");
  g_assert_cmpstr (garrow_hdfs_options_get_ticket_cache (options), ==, "/tickets");
  garrow_hdfs_options_set_timeout (options, 9);
  g_assert_cmpint (garrow_hdfs_options_get_timeout (options), ==, 9);
  g_assert_cmpstr (garrow_hdfs_options_get_user (options), ==, "ada");
}

static void
test_info (void)
{
  g_autoptr (GArrowHdfs) hdfs = connect_to_played ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowHdfsInfo) info = garrow_hdfs_get_info (hdfs, "/data/a", &error);

  /* One that no constructor made says nothing. */
  if (info == NULL)
    info = g_object_new (GARROW_TYPE_HDFS_INFO, NULL);
  g_assert_cmpint (garrow_hdfs_info_get_accessed (info), ==, played ? 1500 : 0);
  g_assert_cmpint (garrow_hdfs_info_get_block_size (info), ==, played ? 4096 : 0);
  g_assert_cmpint (garrow_hdfs_info_get_file_type (info), ==, GARROW_HDFS_FILE_TYPE_FILE);
  g_assert_cmpstr (garrow_hdfs_info_get_group (info), ==, played ? "staff" : NULL);
  g_assert_cmpint (garrow_hdfs_info_get_modified (info), ==, played ? 1000 : 0);
  g_assert_cmpstr (garrow_hdfs_info_get_name (info), ==, played ? "a" : NULL);
  g_assert_cmpstr (garrow_hdfs_info_get_owner (info), ==, played ? "ada" : NULL);
  g_assert_cmpstr (garrow_hdfs_info_get_path (info), ==, played ? "/data/a" : NULL);
  g_assert_cmpint (garrow_hdfs_info_get_permission (info), ==, played ? 0644 : 0);
  g_assert_cmpint (garrow_hdfs_info_get_replication (info), ==, played ? 3 : 0);
  g_assert_cmpint (garrow_hdfs_info_get_size (info), ==, played ? 8 : 0);
}

static void
test_lister (void)
{
  g_autoptr (GArrowHdfs) hdfs = connect_to_played ();
  g_autoptr (GArrowHdfsLister) lister = NULL;
  GError *error = NULL;
  GList *infos;

  lister = garrow_hdfs_list (hdfs, "/data", &error);
  check (lister != NULL, &error);
  if (lister == NULL)
    lister = g_object_new (GARROW_TYPE_HDFS_LISTER, NULL);
  check_object (garrow_hdfs_lister_next (lister, &error), &error);
  infos = garrow_hdfs_lister_next_many (lister, 9, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_list_length (infos), ==, played ? 1 : 0);
  g_list_free_full (infos, g_object_unref);
}

static void
test_files (void)
{
  g_autoptr (GArrowHdfs) hdfs = connect_to_played ();
  g_autoptr (GArrowHdfsOptions) options = make_options ();
  g_autofree char *uri =
    g_strconcat (played != NULL ? played : "webhdfs://127.0.0.1:1", "/data/a", NULL);
  GArrowHdfsFile *file;
  GError *error = NULL;

  file = garrow_hdfs_file_new (uri, "r", options, &error);
  if (file != NULL)
    assert_bytes (garrow_native_file_read_all (GARROW_NATIVE_FILE (file), NULL),
                  "columnar");
  check_object (file, &error);

  file = garrow_hdfs_open (hdfs, "/given-up", "w", options, &error);
  if (file != NULL) {
    GArrowNativeFile *writer = GARROW_NATIVE_FILE (file);

    g_assert_true (garrow_native_file_write (writer, (const guint8 *)"half", 4, &error));
    g_assert_true (garrow_native_file_give_up (writer, &error));
    g_assert_false (garrow_hdfs_exists (hdfs, "/given-up", &error));
  }
  check_object (file, &error);
}

/* A child that has its parent's file neither writes to it nor takes it away. */
static void
test_fork (void)
{
  g_autoptr (GArrowHdfs) hdfs = connect_to_played ();
  GError *error = NULL;
  GArrowHdfsFile *file = garrow_hdfs_open (hdfs, "/forked", "w", NULL, &error);

  if (file != NULL) {
    GArrowNativeFile *writer = GARROW_NATIVE_FILE (file);
    g_autoptr (GArrowHdfsInfo) info = NULL;
    pid_t child;
    int status;

    g_assert_true (garrow_native_file_write (writer, (const guint8 *)"ours", 4, &error));
    child = fork ();
    if (child == 0)
      _exit (garrow_native_file_write (writer, (const guint8 *)"theirs", 6, NULL) ||
             !garrow_native_file_abort (writer, NULL));
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    g_assert_cmpint (status, ==, 0);
    child = fork ();
    if (child == 0)
      _exit (garrow_native_file_close (writer, NULL));
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    g_assert_cmpint (status, ==, 0);
    check (garrow_native_file_close (writer, &error), &error);
    info = garrow_hdfs_get_info (hdfs, "/forked", &error);
    g_assert_no_error (error);
    g_assert_cmpint (garrow_hdfs_info_get_size (info), ==, 4);
  }
  check_object (file, &error);
}

static void
test_calls (void)
{
  g_autoptr (GArrowHdfs) hdfs = connect_to_played ();
  g_autoptr (GBytes) checksum = NULL;
  g_autofree char *algorithm = NULL;
  gint64 capacity, used, remaining;
  GError *error = NULL;
  gboolean ok;

  g_assert_cmpstr (garrow_hdfs_get_uri (hdfs), ==, played);
  g_assert_cmpstr (garrow_hdfs_get_backend_name (hdfs), ==, played ? "webhdfs" : NULL);
  check (garrow_hdfs_exists (hdfs, "/data/a", &error), &error);
  check (garrow_hdfs_mkdirs (hdfs, "/data/x/y", 0700, &error), &error);
  check (garrow_hdfs_rename (hdfs, "/data/a", "/data/b", TRUE, &error), &error);
  check (garrow_hdfs_delete (hdfs, "/data", TRUE, &error), &error);
  check (garrow_hdfs_set_permission (hdfs, "/data/a", 0640, &error), &error);
  check (garrow_hdfs_set_owner (hdfs, "/data/a", "ada", "staff", &error), &error);
  check (garrow_hdfs_set_times (hdfs, "/data/a", 1000, 2000, &error), &error);
  check (garrow_hdfs_set_replication (hdfs, "/data/a", 2, &error), &error);
  checksum = garrow_hdfs_get_checksum (hdfs, "/data/a", &algorithm, &error);
  check (checksum != NULL, &error);
  ok = garrow_hdfs_get_space (hdfs, &capacity, &used, &remaining, &error);
  check (ok && capacity == 300 && used == 100 && remaining == 200, &error);
  check_text (garrow_hdfs_get_home (hdfs, &error), "/user/ada", &error);
  check_text (garrow_hdfs_get_delegation_token (hdfs, "ada", &error), "t0ken", &error);
  check (garrow_hdfs_renew_delegation_token (hdfs, "t0ken", &error) == 2000, &error);
  check (garrow_hdfs_cancel_delegation_token (hdfs, "t0ken", &error), &error);
}

static void
on_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  (void)source;
  *(GAsyncResult **)data = g_object_ref (result);
}

/* Makes a call with the arguments given, and leaves its result in "result". */
#define AWAIT(start, ...)                                                                \
  G_STMT_START                                                                           \
  {                                                                                      \
    g_clear_object (&result);                                                            \
    start (__VA_ARGS__, 0, NULL, on_ready, &result);                                     \
    while (result == NULL)                                                               \
      g_main_context_iteration (NULL, TRUE);                                             \
  }                                                                                      \
  G_STMT_END

static void
test_async (void)
{
  g_autoptr (GArrowHdfsOptions) options = make_options ();
  g_autoptr (GArrowHdfs) hdfs = connect_to_played ();
  g_autoptr (GArrowHdfsLister) lister = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) checksum = NULL;
  g_autofree char *algorithm = NULL;
  gint64 capacity, used, remaining;
  GError *error = NULL;
  GList *infos;
  gboolean ok;

  AWAIT (garrow_hdfs_connect_async,
         played != NULL ? played : "webhdfs://127.0.0.1:1",
         options);
  check_object (garrow_hdfs_connect_finish (result, &error), &error);
  AWAIT (garrow_hdfs_open_async, hdfs, "/data/a", "r", options);
  check_object (garrow_hdfs_open_finish (hdfs, result, &error), &error);
  AWAIT (garrow_hdfs_list_async, hdfs, "/data");
  lister = garrow_hdfs_list_finish (hdfs, result, &error);
  check (lister != NULL, &error);
  if (lister == NULL)
    lister = g_object_new (GARROW_TYPE_HDFS_LISTER, NULL);
  AWAIT (garrow_hdfs_lister_next_many_async, lister, 9);
  infos = garrow_hdfs_lister_next_many_finish (lister, result, &error);
  check (g_list_length (infos) == 2, &error);
  g_list_free_full (infos, g_object_unref);

  AWAIT (garrow_hdfs_get_info_async, hdfs, "/data/a");
  check_object (garrow_hdfs_get_info_finish (hdfs, result, &error), &error);
  AWAIT (garrow_hdfs_exists_async, hdfs, "/data/none");
  check (!garrow_hdfs_exists_finish (hdfs, result, &error), &error);
  AWAIT (garrow_hdfs_get_checksum_async, hdfs, "/data/a");
  checksum = garrow_hdfs_get_checksum_finish (hdfs, result, &algorithm, &error);
  check (checksum != NULL, &error);
  AWAIT (garrow_hdfs_get_space_async, hdfs);
  ok = garrow_hdfs_get_space_finish (hdfs, result, &capacity, &used, &remaining, &error);
  check (ok && capacity == 300 && used == 100 && remaining == 200, &error);
  AWAIT (garrow_hdfs_get_home_async, hdfs);
  check_text (garrow_hdfs_get_home_finish (hdfs, result, &error), "/user/ada", &error);
}

static void
test_async_changes (void)
{
  g_autoptr (GArrowHdfs) hdfs = connect_to_played ();
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  AWAIT (garrow_hdfs_mkdirs_async, hdfs, "/data/x/y", 0700);
  check (garrow_hdfs_mkdirs_finish (hdfs, result, &error), &error);
  AWAIT (garrow_hdfs_rename_async, hdfs, "/data/a", "/data/b", TRUE);
  check (garrow_hdfs_rename_finish (hdfs, result, &error), &error);
  AWAIT (garrow_hdfs_delete_async, hdfs, "/data", TRUE);
  check (garrow_hdfs_delete_finish (hdfs, result, &error), &error);
  AWAIT (garrow_hdfs_set_permission_async, hdfs, "/data/a", 0640);
  check (garrow_hdfs_set_permission_finish (hdfs, result, &error), &error);
  AWAIT (garrow_hdfs_set_owner_async, hdfs, "/data/a", "ada", "staff");
  check (garrow_hdfs_set_owner_finish (hdfs, result, &error), &error);
  AWAIT (garrow_hdfs_set_times_async, hdfs, "/data/a", 1000, 2000);
  check (garrow_hdfs_set_times_finish (hdfs, result, &error), &error);
  AWAIT (garrow_hdfs_set_replication_async, hdfs, "/data/a", 2);
  check (garrow_hdfs_set_replication_finish (hdfs, result, &error), &error);
  AWAIT (garrow_hdfs_get_delegation_token_async, hdfs, "ada");
  check_text (garrow_hdfs_get_delegation_token_finish (hdfs, result, &error),
              "t0ken",
              &error);
  AWAIT (garrow_hdfs_renew_delegation_token_async, hdfs, "t0ken");
  check (garrow_hdfs_renew_delegation_token_finish (hdfs, result, &error) == 2000,
         &error);
  AWAIT (garrow_hdfs_cancel_delegation_token_async, hdfs, "t0ken");
  check (garrow_hdfs_cancel_delegation_token_finish (hdfs, result, &error), &error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  played = g_getenv ("GARROW_TEST_HDFS");
  g_test_add_func ("/hdfs/options", test_options);
  g_test_add_func ("/hdfs/info", test_info);
  g_test_add_func ("/hdfs/lister", test_lister);
  g_test_add_func ("/hdfs/files", test_files);
  g_test_add_func ("/hdfs/fork", test_fork);
  g_test_add_func ("/hdfs/calls", test_calls);
  g_test_add_func ("/hdfs/async", test_async);
  g_test_add_func ("/hdfs/async-changes", test_async_changes);
  return g_test_run ();
}
