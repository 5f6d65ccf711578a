/* tests/hdfs/names.c: names with every awkward character.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "functions.h"

#include <gio/gio.h>
#include <string.h>

static const char *const names[] = {
  "with space",
  " spaces around ",
  "100%",
  "%41",
  "%2F%00",
  "a+b",
  "é",
  "decomposed e\xcc\x81",
  "日本語 😀",
  "what?",
  "a?op=DELETE",
  "#1",
  "a;b",
  "a&b=c",
  "user.name=x&op=MKDIRS",
  "'single' and \"double\"",
  "back\\slash",
  "<tag>",
  "[1,2]{3}^`|~",
  "$HOME *",
  "@host",
  "!exclaim(x)",
  "line\nbreak",
  "tab\t",
  "...",
  "-",
};

/* The name of an entry, in a directory that has the name as well. */
static void
try_name (Fixture *fixture, const char *name)
{
  g_autofree char *folder = path_of (fixture, name);
  g_autofree char *path = g_strconcat (folder, "/", name, NULL);
  g_autofree char *moved = g_strconcat (path, "2", NULL);
  g_autoptr (GBytes) content = g_bytes_new (name, strlen (name));
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GArrowHdfsLister) lister = NULL;
  g_autoptr (GArrowHdfsInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  g_test_message ("\"%s\"", name);
  put (fixture->hdfs, path, content);
  found = get (fixture->hdfs, path);
  g_assert_true (g_bytes_equal (found, content));

  lister = garrow_hdfs_list (fixture->hdfs, folder, &error);
  g_assert_no_error (error);
  info = garrow_hdfs_lister_next (lister, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (garrow_hdfs_info_get_name (info), ==, name);
  g_assert_cmpstr (garrow_hdfs_info_get_path (info), ==, path);
  g_assert_null (garrow_hdfs_lister_next (lister, &error));

  garrow_hdfs_rename (fixture->hdfs, path, moved, FALSE, &error);
  g_assert_no_error (error);
  g_assert_false (garrow_hdfs_exists (fixture->hdfs, path, NULL));
  g_assert_true (garrow_hdfs_exists (fixture->hdfs, moved, NULL));
  garrow_hdfs_delete (fixture->hdfs, moved, FALSE, &error);
  g_assert_no_error (error);
  garrow_hdfs_delete (fixture->hdfs, folder, FALSE, &error);
  g_assert_no_error (error);
}

static void
test_names (Fixture *fixture)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    try_name (fixture, names[i]);
}

/* By URI, where a path is escaped. */
static void
test_uris (Fixture *fixture)
{
  g_autofree char *path = path_of (fixture, "é %3F ?#&+ x");
  g_autofree char *escaped = g_uri_escape_string (path, "/", TRUE);
  g_autofree char *uri = cluster_uri (cluster, escaped);
  g_autoptr (GBytes) content = g_bytes_new_static ("text", 4);
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GArrowHdfsFile) file = NULL;
  g_autoptr (GError) error = NULL;

  put (fixture->hdfs, path, content);
  file = garrow_hdfs_file_new (uri, "r", NULL, &error);
  g_assert_no_error (error);
  found = garrow_native_file_read_all (GARROW_NATIVE_FILE (file), &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (found, content));
}

static void
test_refused_names (Fixture *fixture)
{
  const char *const refused[] = {"/tmp/a:b", "relative", "", "/tmp/../etc", "/tmp/\xff"};

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++) {
    assert_arrow_error (
      INVALID,
      "Invalid",
      garrow_hdfs_open (fixture->hdfs, refused[i], "w", NULL, &failure));
    assert_arrow_error (INVALID,
                        "Invalid",
                        garrow_hdfs_mkdirs (fixture->hdfs, refused[i], -1, &failure));
    assert_arrow_error (
      INVALID,
      "Invalid",
      garrow_hdfs_rename (fixture->hdfs, fixture->folder, refused[i], FALSE, &failure));
  }
}

/* Slashes that say nothing are taken away. */
static void
test_slashes (Fixture *fixture)
{
  g_autofree char *path = path_of (fixture, "a");
  g_autofree char *odd = g_strconcat ("//", fixture->folder, "///a", NULL);
  g_autoptr (GBytes) content = g_bytes_new_static ("text", 4);
  g_autoptr (GBytes) found = NULL;

  put (fixture->hdfs, odd, content);
  found = get (fixture->hdfs, path);
  g_assert_true (g_bytes_equal (found, content));
}

static void
test_long_name (Fixture *fixture)
{
  g_autofree char *longest = g_strnfill (255, 'n');
  g_autofree char *longer = g_strnfill (256, 'n');
  g_autofree char *path = path_of (fixture, longest);
  g_autofree char *too_long = path_of (fixture, longer);
  g_autoptr (GBytes) content = g_bytes_new_static ("text", 4);
  g_autoptr (GError) error = NULL;

  put (fixture->hdfs, path, content);
  g_assert_false (garrow_hdfs_mkdirs (fixture->hdfs, too_long, -1, &error));
  g_assert_nonnull (error);
  assert_says (error, longer);
}

void
add_name_tests (void)
{
  add_test ("names", test_names);
  add_test ("names/uris", test_uris);
  add_test ("names/refused", test_refused_names);
  add_test ("names/slashes", test_slashes);
  add_test ("names/long", test_long_name);
}
