/* tests/hdfs/many.c: many at once, and many entries.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "functions.h"

#include <gio/gio.h>
#include <string.h>

#define N_READERS 8
#define FILE_SIZE (4 << 20)

typedef struct
{
  GArrowNativeFile *file;
  GBytes *content;
  guint32 seed;
} Reader;

/* At many offsets. */
static gpointer
read_parts (gpointer data)
{
  const Reader *self = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (self->seed);

  for (int i = 0; i < 20; i++) {
    gint64 offset = g_rand_int_range (random, 0, FILE_SIZE);
    gint64 size = g_rand_int_range (random, 1, 300000);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) part =
      garrow_native_file_read_at (self->file, size, offset, &error);
    g_autoptr (GBytes) expected =
      g_bytes_new_from_bytes (self->content,
                              (gsize)offset,
                              (gsize)MIN (size, FILE_SIZE - offset));

    g_assert_no_error (error);
    g_assert_true (g_bytes_equal (part, expected));
  }
  return NULL;
}

/* From the start to the end, by pieces. */
static gpointer
read_on (gpointer data)
{
  const Reader *self = data;
  gsize done = 0;

  for (;;) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) part = garrow_native_file_read (self->file, 100000, &error);
    gsize size;

    g_assert_no_error (error);
    size = g_bytes_get_size (part);
    if (size == 0)
      break;
    g_assert_cmpuint (size, <=, FILE_SIZE - done);
    assert_is (part, (const guint8 *)g_bytes_get_data (self->content, NULL) + done, size);
    done += size;
  }
  g_assert_cmpuint (done, ==, FILE_SIZE);
  return NULL;
}

static void
run_readers (Reader *readers, GThreadFunc run)
{
  GThread *threads[N_READERS];

  for (int i = 0; i < N_READERS; i++)
    threads[i] = g_thread_new ("reader", run, &readers[i]);
  for (int i = 0; i < N_READERS; i++)
    g_thread_join (threads[i]);
}

static GArrowNativeFile *
open_file (Fixture *fixture, const char *path, const char *mode)
{
  g_autoptr (GError) error = NULL;
  GArrowHdfsFile *file = garrow_hdfs_open (fixture->hdfs, path, mode, NULL, &error);

  g_assert_no_error (error);
  return GARROW_NATIVE_FILE (file);
}

static void
test_threads (Fixture *fixture)
{
  g_autofree char *path = path_of (fixture, "shared");
  g_autoptr (GBytes) content = make_noise (11, FILE_SIZE);
  g_autoptr (GArrowNativeFile) file = NULL;
  Reader readers[N_READERS];

  put (fixture->hdfs, path, content);
  file = open_file (fixture, path, "r");
  for (guint32 i = 0; i < N_READERS; i++)
    readers[i] = (Reader){file, content, i};
  run_readers (readers, read_parts);
}

static void
test_readers (Fixture *fixture)
{
  Reader readers[N_READERS];

  for (guint32 i = 0; i < N_READERS; i++) {
    g_autofree char *name = g_strdup_printf ("file-%u", i);
    g_autofree char *path = path_of (fixture, name);

    readers[i] = (Reader){NULL, make_noise (i, FILE_SIZE), i};
    put (fixture->hdfs, path, readers[i].content);
    readers[i].file = open_file (fixture, path, "r");
  }
  run_readers (readers, read_on);
  for (int i = 0; i < N_READERS; i++) {
    g_object_unref (readers[i].file);
    g_bytes_unref (readers[i].content);
  }
}

static gboolean
append (GArrowNativeFile *file, GBytes *bytes, GError **error)
{
  return garrow_native_file_write_bytes (file, bytes, error);
}

/* While one appends, who else does is told so; nothing is lost. */
static void
test_two_append (Fixture *fixture)
{
  g_autofree char *path = path_of (fixture, "log");
  g_autoptr (GArrowHdfsOptions) options = garrow_hdfs_options_new ();
  g_autoptr (GArrowHdfs) other = NULL;
  g_autoptr (GBytes) large = make_noise (21, 32 << 20);
  g_autoptr (GBytes) line = g_bytes_new_static ("a line\n", 7);
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GArrowNativeFile) first = open_file (fixture, path, "a");
  g_autoptr (GArrowHdfsFile) second = NULL;
  g_autoptr (GError) error = NULL;

  garrow_hdfs_options_set_retries (options, 1);
  other = cluster_connect (cluster, options);
  append (first, large, &error);
  g_assert_no_error (error);

  second = garrow_hdfs_open (other, path, "a", options, &error);
  if (second != NULL && append (GARROW_NATIVE_FILE (second), line, &error))
    garrow_native_file_close (GARROW_NATIVE_FILE (second), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  assert_says (error, path);
  g_clear_error (&error);

  append (first, line, &error);
  g_assert_no_error (error);
  garrow_native_file_close (first, &error);
  g_assert_no_error (error);
  content = get (fixture->hdfs, path);
  g_assert_cmpuint (g_bytes_get_size (content), ==, (32 << 20) + 7);
}

/* One after the other, though both have it open. */
static void
test_taking_turns (Fixture *fixture)
{
  g_autofree char *path = path_of (fixture, "log");
  g_autoptr (GArrowNativeFile) first = open_file (fixture, path, "a");
  g_autoptr (GArrowNativeFile) second = NULL;
  g_autoptr (GBytes) line = g_bytes_new_static ("a line\n", 7);
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (append (first, line, &error));
  g_assert_true (garrow_native_file_flush (first, &error));
  second = open_file (fixture, path, "a");
  g_assert_true (append (second, line, &error));
  g_assert_true (garrow_native_file_close (second, &error));
  g_assert_true (append (first, line, &error));
  g_assert_true (garrow_native_file_close (first, &error));
  g_assert_no_error (error);
  content = get (fixture->hdfs, path);
  assert_is (content, "a line\na line\na line\n", 21);
}

#define N_ENTRIES 100000

/* They come as they are taken. */
static void
test_many_entries (Fixture *fixture)
{
  g_autofree char *folder = path_of (fixture, "many");
  g_autofree char *last = NULL;
  g_autoptr (GArrowHdfsLister) lister = NULL;
  g_autoptr (GArrowHdfsLister) left = NULL;
  g_autoptr (GError) error = NULL;
  guint n_found = 0;

  cluster_do (cluster, "files %s %d", folder, N_ENTRIES);
  left = garrow_hdfs_list (fixture->hdfs, folder, &error);
  g_assert_no_error (error);
  g_object_unref (garrow_hdfs_lister_next (left, &error));

  lister = garrow_hdfs_list (fixture->hdfs, folder, &error);
  g_assert_no_error (error);
  for (;;) {
    GList *infos = garrow_hdfs_lister_next_many (lister, 777, &error);

    g_assert_no_error (error);
    if (infos == NULL)
      break;
    for (GList *node = infos; node != NULL; node = node->next) {
      const char *name = garrow_hdfs_info_get_name (node->data);

      g_assert_cmpstr (last != NULL ? last : "", <, name);
      g_free (last);
      last = g_strdup (name);
      n_found++;
    }
    g_list_free_full (infos, g_object_unref);
  }
  g_assert_cmpuint (n_found, ==, N_ENTRIES);
}

void
add_many_tests (void)
{
  add_test ("threads", test_threads);
  add_test ("readers", test_readers);
  add_test ("two-append", test_two_append);
  if (goes_by_webhdfs ()) /* libhdfs keeps a file to itself while it is open */
    add_test ("taking-turns", test_taking_turns);
  add_test ("many-entries", test_many_entries);
}
