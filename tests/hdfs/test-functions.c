/* tests/hdfs/test-functions.c: all that can be done on a cluster where nothing goes
 * wrong.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "functions.h"

static void
set_up (Fixture *fixture, gconstpointer test)
{
  static guint n_folders;
  g_autoptr (GError) error = NULL;

  (void)test;
  fixture->hdfs = cluster_connect (cluster, NULL);
  fixture->folder = g_strdup_printf ("/tmp/functions-%u", n_folders++);
  garrow_hdfs_mkdirs (fixture->hdfs, fixture->folder, -1, &error);
  g_assert_no_error (error);
}

/* Nothing that a test wrote is left behind under another name. */
static void
assert_tidy (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowHdfsLister) lister =
    garrow_hdfs_list (fixture->hdfs, fixture->folder, &error);
  GArrowHdfsInfo *info;

  g_assert_no_error (error);
  while ((info = garrow_hdfs_lister_next (lister, &error)) != NULL) {
    if (g_str_has_suffix (garrow_hdfs_info_get_name (info), ".tmp"))
      g_error ("%s is left", garrow_hdfs_info_get_path (info));
    g_object_unref (info);
  }
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer test)
{
  g_autoptr (GError) error = NULL;

  (void)test;
  assert_tidy (fixture);
  garrow_hdfs_delete (fixture->hdfs, fixture->folder, TRUE, &error);
  g_assert_no_error (error);
  g_assert_finalize_object (fixture->hdfs);
  g_free (fixture->folder);
}

typedef struct
{
  void (*run) (Fixture *fixture);
} Test;

static void
run (Fixture *fixture, gconstpointer test)
{
  ((const Test *)test)->run (fixture);
}

/* GLib does not free what a test with a fixture is given. */
static Test tests[100];
static guint n_tests;

void
add_test (const char *name, void (*test) (Fixture *fixture))
{
  g_autofree char *path = g_strdup_printf ("/hdfs/%s", name);

  g_assert_cmpuint (n_tests, <, G_N_ELEMENTS (tests));
  tests[n_tests].run = test;
  g_test_add_vtable (path,
                     sizeof (Fixture),
                     &tests[n_tests++],
                     (GTestFixtureFunc)set_up,
                     (GTestFixtureFunc)run,
                     (GTestFixtureFunc)tear_down);
}

char *
path_of (Fixture *fixture, const char *name)
{
  return g_strconcat (fixture->folder, "/", name, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_file_tests ();
  add_name_tests ();
  add_namespace_tests ();
  add_stream_tests ();
  add_many_tests ();
  return cluster_run_tests ("");
}
