/* tests/hdfs/namespace.c: the file system around files.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "functions.h"

#include <gio/gio.h>
#include <string.h>

static void
put_text (Fixture *fixture, const char *path, const char *text)
{
  g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));

  put (fixture->hdfs, path, content);
}

static GArrowHdfsInfo *
get_info (GArrowHdfs *hdfs, const char *path)
{
  g_autoptr (GError) error = NULL;
  GArrowHdfsInfo *info = garrow_hdfs_get_info (hdfs, path, &error);

  g_assert_no_error (error);
  return info;
}

static void
test_connection (Fixture *fixture)
{
  g_assert_cmpstr (garrow_hdfs_get_uri (fixture->hdfs), ==, cluster_get_root (cluster));
  g_assert_cmpstr (garrow_hdfs_get_backend_name (fixture->hdfs),
                   ==,
                   goes_by_webhdfs () ? "webhdfs" : "libhdfs");
}

static void
test_mkdirs (Fixture *fixture)
{
  g_autofree char *deep = path_of (fixture, "a/b/c");
  g_autofree char *file = path_of (fixture, "file");
  g_autofree char *below_file = path_of (fixture, "file/x");
  g_autoptr (GArrowHdfsInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (garrow_hdfs_mkdirs (fixture->hdfs, deep, 0750, &error));
  g_assert_true (garrow_hdfs_mkdirs (fixture->hdfs, deep, -1, &error));
  g_assert_no_error (error);
  info = get_info (fixture->hdfs, deep);
  g_assert_cmpint (garrow_hdfs_info_get_file_type (info),
                   ==,
                   GARROW_HDFS_FILE_TYPE_DIRECTORY);
  g_assert_cmpuint (garrow_hdfs_info_get_permission (info), ==, 0750);

  put_text (fixture, file, "text");
  assert_io_error (NOT_DIRECTORY,
                   below_file,
                   garrow_hdfs_mkdirs (fixture->hdfs, below_file, -1, &failure));
  assert_io_error (EXISTS, file, garrow_hdfs_mkdirs (fixture->hdfs, file, -1, &failure));
  assert_arrow_error (INVALID,
                      "permission",
                      garrow_hdfs_mkdirs (fixture->hdfs, deep, 010000, &failure));
}

static void
test_info (Fixture *fixture)
{
  gint64 before = g_get_real_time () / 1000 - 60000;
  g_autofree char *path = path_of (fixture, "file");
  g_autofree char *missing = path_of (fixture, "missing");
  g_autoptr (GArrowHdfsInfo) info = NULL;
  g_autoptr (GArrowHdfsInfo) root = get_info (fixture->hdfs, "/");

  g_assert_cmpint (garrow_hdfs_info_get_file_type (root),
                   ==,
                   GARROW_HDFS_FILE_TYPE_DIRECTORY);
  g_assert_cmpstr (garrow_hdfs_info_get_path (root), ==, "/");

  put_text (fixture, path, "12345");
  info = get_info (fixture->hdfs, path);
  g_assert_cmpstr (garrow_hdfs_info_get_path (info), ==, path);
  g_assert_cmpstr (garrow_hdfs_info_get_name (info), ==, "file");
  g_assert_cmpint (garrow_hdfs_info_get_file_type (info), ==, GARROW_HDFS_FILE_TYPE_FILE);
  g_assert_cmpint (garrow_hdfs_info_get_size (info), ==, 5);
  g_assert_cmpstr (garrow_hdfs_info_get_owner (info), ==, g_get_user_name ());
  g_assert_cmpstr (garrow_hdfs_info_get_group (info), ==, "supergroup");
  g_assert_cmpuint (garrow_hdfs_info_get_permission (info), ==, 0644);
  g_assert_cmpuint (garrow_hdfs_info_get_replication (info), ==, 1);
  g_assert_cmpint (garrow_hdfs_info_get_block_size (info), ==, 128 << 20);
  g_assert_cmpint (garrow_hdfs_info_get_modified (info), >, before);
  g_assert_cmpint (garrow_hdfs_info_get_accessed (info), >, before);

  assert_io_error (NOT_FOUND,
                   missing,
                   garrow_hdfs_get_info (fixture->hdfs, missing, &failure));
}

static void
test_exists (Fixture *fixture)
{
  g_autofree char *path = path_of (fixture, "file");
  g_autofree char *below = path_of (fixture, "file/below");
  g_autoptr (GError) error = NULL;

  g_assert_false (garrow_hdfs_exists (fixture->hdfs, path, &error));
  g_assert_no_error (error);
  put_text (fixture, path, "");
  g_assert_true (garrow_hdfs_exists (fixture->hdfs, path, &error));
  g_assert_true (garrow_hdfs_exists (fixture->hdfs, fixture->folder, &error));
  g_assert_true (garrow_hdfs_exists (fixture->hdfs, "/", &error));
  g_assert_no_error (error);
  g_assert_false (garrow_hdfs_exists (fixture->hdfs, below, &error));
  g_assert_no_error (error);
}

static void
test_list (Fixture *fixture)
{
  const char *const expected[] = {"B", "a", "b", "dir"};
  g_autoptr (GArrowHdfsLister) lister = NULL;
  g_autoptr (GArrowHdfsLister) of_file = NULL;
  g_autoptr (GArrowHdfsLister) empty = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = path_of (fixture, "dir");
  g_autofree char *missing = path_of (fixture, "missing");
  g_autofree char *last = NULL;
  GList *infos;

  for (int i = 0; i < 3; i++) {
    g_autofree char *path = path_of (fixture, expected[i]);

    put_text (fixture, path, expected[i]);
    g_free (g_steal_pointer (&last));
    last = g_steal_pointer (&path);
  }
  garrow_hdfs_mkdirs (fixture->hdfs, dir, -1, &error);
  g_assert_no_error (error);

  lister = garrow_hdfs_list (fixture->hdfs, fixture->folder, &error);
  g_assert_no_error (error);
  infos = garrow_hdfs_lister_next_many (lister, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_length (infos), ==, 4);
  for (guint i = 0; i < 4; i++) {
    GArrowHdfsInfo *info = g_list_nth_data (infos, i);

    g_assert_cmpstr (garrow_hdfs_info_get_name (info), ==, expected[i]);
    g_assert_cmpint (garrow_hdfs_info_get_file_type (info),
                     ==,
                     i == 3 ? GARROW_HDFS_FILE_TYPE_DIRECTORY
                            : GARROW_HDFS_FILE_TYPE_FILE);
  }
  g_list_free_full (infos, g_object_unref);
  g_assert_null (garrow_hdfs_lister_next_many (lister, 10, &error));
  g_assert_null (garrow_hdfs_lister_next (lister, &error));
  g_assert_no_error (error);

  empty = garrow_hdfs_list (fixture->hdfs, dir, &error);
  g_assert_no_error (error);
  g_assert_null (garrow_hdfs_lister_next (empty, &error));
  g_assert_no_error (error);

  of_file = garrow_hdfs_list (fixture->hdfs, last, &error);
  g_assert_no_error (error);
  infos = garrow_hdfs_lister_next_many (of_file, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_length (infos), ==, 1);
  g_assert_cmpstr (garrow_hdfs_info_get_path (infos->data), ==, last);
  g_list_free_full (infos, g_object_unref);

  assert_io_error (NOT_FOUND,
                   missing,
                   garrow_hdfs_list (fixture->hdfs, missing, &failure));
}

static void
assert_text (Fixture *fixture, const char *path, const char *expected)
{
  g_autoptr (GBytes) content = get (fixture->hdfs, path);

  assert_is (content, expected, strlen (expected));
}

static void
test_rename (Fixture *fixture)
{
  g_autofree char *one = path_of (fixture, "one");
  g_autofree char *two = path_of (fixture, "two");
  g_autofree char *missing = path_of (fixture, "missing");
  g_autofree char *nowhere = path_of (fixture, "no/where");
  g_autofree char *full = path_of (fixture, "full");
  g_autofree char *in_full = path_of (fixture, "full/file");
  g_autofree char *dir = path_of (fixture, "dir");
  GArrowHdfs *hdfs = fixture->hdfs;
  g_autoptr (GError) error = NULL;

  put_text (fixture, one, "1");
  put_text (fixture, two, "2");
  put_text (fixture, in_full, "");
  garrow_hdfs_mkdirs (hdfs, dir, -1, &error);
  g_assert_no_error (error);
  assert_io_error (EXISTS, two, garrow_hdfs_rename (hdfs, one, two, FALSE, &failure));
  assert_text (fixture, two, "2");
  assert_io_error (NOT_FOUND,
                   missing,
                   garrow_hdfs_rename (hdfs, missing, two, TRUE, &failure));
  assert_io_error (NOT_FOUND,
                   nowhere,
                   garrow_hdfs_rename (hdfs, one, nowhere, FALSE, &failure));
  assert_io_error (NOT_EMPTY, full, garrow_hdfs_rename (hdfs, dir, full, TRUE, &failure));

  g_assert_true (garrow_hdfs_rename (hdfs, one, two, TRUE, &error));
  g_assert_no_error (error);
  assert_text (fixture, two, "1");
  g_assert_true (garrow_hdfs_rename (hdfs, dir, missing, FALSE, &error));
  g_assert_no_error (error);
  g_assert_true (garrow_hdfs_exists (hdfs, missing, &error));
  g_assert_no_error (error);
}

static void
test_delete (Fixture *fixture)
{
  g_autofree char *dir = path_of (fixture, "dir");
  g_autofree char *file = path_of (fixture, "dir/file");
  GArrowHdfs *hdfs = fixture->hdfs;
  g_autoptr (GError) error = NULL;

  assert_io_error (NOT_FOUND, dir, garrow_hdfs_delete (hdfs, dir, FALSE, &failure));
  assert_io_error (NOT_FOUND, dir, garrow_hdfs_delete (hdfs, dir, TRUE, &failure));
  put_text (fixture, file, "text");
  assert_io_error (NOT_EMPTY, dir, garrow_hdfs_delete (hdfs, dir, FALSE, &failure));
  g_assert_true (garrow_hdfs_delete (hdfs, dir, TRUE, &error));
  g_assert_no_error (error);
  g_assert_false (garrow_hdfs_exists (hdfs, dir, &error));
  g_assert_no_error (error);
}

static void
test_attributes (Fixture *fixture)
{
  g_autofree char *path = path_of (fixture, "file");
  g_autofree char *missing = path_of (fixture, "missing");
  GArrowHdfs *hdfs = fixture->hdfs;
  g_autoptr (GArrowHdfsInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  put_text (fixture, path, "text");
  g_assert_true (garrow_hdfs_set_permission (hdfs, path, 0604, &error));
  g_assert_true (garrow_hdfs_set_owner (hdfs, path, "somebody", NULL, &error));
  g_assert_true (garrow_hdfs_set_owner (hdfs, path, NULL, "some group", &error));
  g_assert_true (garrow_hdfs_set_times (hdfs, path, 1000000000123, -1, &error));
  g_assert_true (garrow_hdfs_set_times (hdfs, path, -1, 1100000000456, &error));
  g_assert_true (garrow_hdfs_set_replication (hdfs, path, 3, &error));
  g_assert_no_error (error);
  info = get_info (hdfs, path);
  g_assert_cmpuint (garrow_hdfs_info_get_permission (info), ==, 0604);
  g_assert_cmpstr (garrow_hdfs_info_get_owner (info), ==, "somebody");
  g_assert_cmpstr (garrow_hdfs_info_get_group (info), ==, "some group");
  g_assert_cmpint (garrow_hdfs_info_get_modified (info), ==, 1000000000123);
  g_assert_cmpint (garrow_hdfs_info_get_accessed (info), ==, 1100000000456);
  g_assert_cmpuint (garrow_hdfs_info_get_replication (info), ==, 3);

  assert_io_error (NOT_FOUND,
                   missing,
                   garrow_hdfs_set_permission (hdfs, missing, 0600, &failure));
  assert_io_error (NOT_FOUND,
                   missing,
                   garrow_hdfs_set_owner (hdfs, missing, "a", NULL, &failure));
  assert_io_error (NOT_FOUND,
                   missing,
                   garrow_hdfs_set_times (hdfs, missing, 1, 1, &failure));
  g_assert_false (garrow_hdfs_set_replication (hdfs, missing, 1, &error));
  g_assert_nonnull (error);
  assert_says (error, missing);
  assert_arrow_error (INVALID,
                      "permission",
                      garrow_hdfs_set_permission (hdfs, path, 010000, &failure));
  assert_arrow_error (INVALID,
                      "replication",
                      garrow_hdfs_set_replication (hdfs, path, 65537, &failure));
}

static void
test_checksum (Fixture *fixture)
{
  g_autofree char *one = path_of (fixture, "one");
  g_autofree char *same = path_of (fixture, "same");
  g_autofree char *other = path_of (fixture, "other");
  g_autofree char *algorithm = NULL;
  g_autoptr (GBytes) sum_one = NULL;
  g_autoptr (GBytes) sum_same = NULL;
  g_autoptr (GBytes) sum_other = NULL;
  g_autoptr (GError) error = NULL;

  put_text (fixture, one, "some text");
  put_text (fixture, same, "some text");
  put_text (fixture, other, "Some text");
  sum_one = garrow_hdfs_get_checksum (fixture->hdfs, one, &algorithm, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (algorithm, "MD5-of-0MD5-of-"));
  g_free (g_steal_pointer (&algorithm));
  sum_same = garrow_hdfs_get_checksum (fixture->hdfs, same, &algorithm, &error);
  g_free (g_steal_pointer (&algorithm));
  sum_other = garrow_hdfs_get_checksum (fixture->hdfs, other, &algorithm, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (sum_one, sum_same));
  g_assert_false (g_bytes_equal (sum_one, sum_other));

  g_free (g_steal_pointer (&algorithm));
  g_assert_null (
    garrow_hdfs_get_checksum (fixture->hdfs, fixture->folder, &algorithm, &error));
  g_assert_nonnull (error);
  assert_says (error, fixture->folder);
  g_assert_null (algorithm);
}

static void
test_space (Fixture *fixture)
{
  gint64 capacity = -1, used = -1, remaining = -1;
  g_autoptr (GError) error = NULL;

  g_assert_true (
    garrow_hdfs_get_space (fixture->hdfs, &capacity, &used, &remaining, &error));
  g_assert_no_error (error);
  g_assert_cmpint (capacity, >, 0);
  g_assert_cmpint (used, >=, 0);
  g_assert_cmpint (remaining, >=, 0);
  g_assert_cmpint (remaining, <=, capacity);
}

static void
test_home (Fixture *fixture)
{
  g_autoptr (GArrowHdfsOptions) options = garrow_hdfs_options_new ();
  g_autoptr (GArrowHdfs) alice = NULL;
  g_autofree char *home = garrow_hdfs_get_home (fixture->hdfs, NULL);
  g_autofree char *expected = g_strconcat ("/user/", g_get_user_name (), NULL);
  g_autofree char *of_alice = NULL;

  g_assert_cmpstr (home, ==, expected);
  garrow_hdfs_options_set_user (options, "alice");
  alice = cluster_connect (cluster, options);
  of_alice = garrow_hdfs_get_home (alice, NULL);
  g_assert_cmpstr (of_alice, ==, "/user/alice");
}

static void
test_user_in_uri (Fixture *fixture)
{
  g_auto (GStrv) parts = g_strsplit (cluster_get_root (cluster), "://", 2);
  g_autofree char *uri = g_strdup_printf ("%s://bob@%s", parts[0], parts[1]);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowHdfs) bob = garrow_hdfs_new (uri, NULL, &error);
  g_autofree char *home = NULL;

  (void)fixture;
  g_assert_no_error (error);
  home = garrow_hdfs_get_home (bob, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (home, ==, "/user/bob");
}

/* What others may not do. */
static void
test_permission (Fixture *fixture)
{
  g_autofree char *closed = path_of (fixture, "closed");
  g_autofree char *below = path_of (fixture, "closed/file");
  g_autofree char *there = path_of (fixture, "there");
  g_autoptr (GArrowHdfsOptions) options = garrow_hdfs_options_new ();
  g_autoptr (GArrowHdfs) alice = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (garrow_hdfs_mkdirs (fixture->hdfs, closed, 0700, &error));
  put_text (fixture, below, "text");
  put_text (fixture, there, "text");
  garrow_hdfs_options_set_user (options, "alice");
  alice = cluster_connect (cluster, options);
  assert_io_error (PERMISSION_DENIED,
                   below,
                   garrow_hdfs_open (alice, below, "r", NULL, &failure));
  assert_io_error (PERMISSION_DENIED,
                   below,
                   garrow_hdfs_open (alice, below, "w", NULL, &failure));
  assert_io_error (PERMISSION_DENIED,
                   below,
                   garrow_hdfs_open (alice, below, "a", NULL, &failure));
  assert_io_error (PERMISSION_DENIED,
                   there,
                   garrow_hdfs_open (alice, there, "a", NULL, &failure));
  assert_io_error (PERMISSION_DENIED,
                   below,
                   garrow_hdfs_get_info (alice, below, &failure));
  assert_io_error (PERMISSION_DENIED, closed, garrow_hdfs_list (alice, closed, &failure));
  assert_io_error (PERMISSION_DENIED,
                   there,
                   garrow_hdfs_delete (alice, there, FALSE, &failure));
  assert_io_error (PERMISSION_DENIED,
                   there,
                   garrow_hdfs_set_permission (alice, there, 0777, &failure));
  assert_io_error (PERMISSION_DENIED,
                   there,
                   garrow_hdfs_set_owner (alice, there, "alice", NULL, &failure));
  assert_io_error (PERMISSION_DENIED,
                   closed,
                   garrow_hdfs_rename (alice, there, below, TRUE, &failure));
}

void
add_namespace_tests (void)
{
  add_test ("connection", test_connection);
  add_test ("mkdirs", test_mkdirs);
  add_test ("info", test_info);
  add_test ("exists", test_exists);
  add_test ("list", test_list);
  add_test ("rename", test_rename);
  add_test ("delete", test_delete);
  add_test ("attributes", test_attributes);
  add_test ("checksum", test_checksum);
  add_test ("space", test_space);
  add_test ("home", test_home);
  add_test ("user-in-uri", test_user_in_uri);
  add_test ("permission", test_permission);
}
