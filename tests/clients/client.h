/* tests/clients/client.h: what the tests with other libraries share.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "util.h"

/* A folder of its own, for any files. */
typedef struct
{
  char *dir;
} Folder;

static inline void
folder_set_up (Folder *folder, gconstpointer data)
{
  (void)data;
  folder->dir = g_dir_make_tmp ("arrow-io-XXXXXX", NULL);
  g_assert_nonnull (folder->dir);
}

static inline void
folder_tear_down (Folder *folder, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (folder->dir, 0, NULL);
  const char *name;

  (void)data;
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder->dir, name, NULL);

    g_assert_cmpint (g_remove (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (folder->dir), ==, 0);
  g_free (folder->dir);
}

static inline char *
folder_path (Folder *folder, const char *name)
{
  return g_build_filename (folder->dir, name, NULL);
}

/* By the suffix of its name, the file is compressed or not. */

static inline GArrowNativeFile *
open_to_read (Folder *folder, const char *name)
{
  g_autofree char *path = folder_path (folder, name);
  g_autoptr (GError) error = NULL;
  GArrowNativeFile *file = garrow_input_stream_for_path (path, NULL, &error);

  g_assert_no_error (error);
  return file;
}

static inline GArrowNativeFile *
open_to_write (Folder *folder, const char *name)
{
  g_autofree char *path = folder_path (folder, name);
  g_autoptr (GError) error = NULL;
  GArrowNativeFile *file = garrow_output_stream_for_path (path, NULL, &error);

  g_assert_no_error (error);
  return file;
}

static inline void
close_file (GArrowNativeFile *file)
{
  g_autoptr (GError) error = NULL;

  garrow_native_file_close (file, &error);
  g_assert_no_error (error);
}

static inline void
write_whole (Folder *folder, const char *name, GBytes *bytes)
{
  g_autoptr (GArrowNativeFile) file = open_to_write (folder, name);
  g_autoptr (GError) error = NULL;

  garrow_native_file_write_bytes (file, bytes, &error);
  g_assert_no_error (error);
  close_file (file);
}

static inline GBytes *
read_whole (Folder *folder, const char *name)
{
  g_autoptr (GArrowNativeFile) file = open_to_read (folder, name);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = garrow_native_file_read_all (file, &error);

  g_assert_no_error (error);
  return bytes;
}

static inline void
assert_whole (Folder *folder, const char *name, GBytes *expected)
{
  g_autoptr (GBytes) bytes = read_whole (folder, name);

  g_assert_true (g_bytes_equal (bytes, expected));
}

/* Leaves out the end of a file. */
static inline void
cut_file (Folder *folder, const char *name, gsize n_bytes)
{
  g_autofree char *path = folder_path (folder, name);
  g_autofree char *contents = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_assert_cmpuint (size, >, n_bytes);
  g_assert_true (g_file_set_contents (path, contents, (gssize)(size - n_bytes), NULL));
}

/* So many lines that neither a window nor a pipe holds them all. */
static inline GBytes *
make_lines (int n_lines)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < n_lines; i++)
    g_string_append_printf (text, "line %d\n", i);
  return g_string_free_to_bytes (text);
}

/* A GAsyncReadyCallback, for the address of a NULL. */
static inline void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  (void)source;
  *(GAsyncResult **)data = g_object_ref (result);
}

/* Until what was asked for is done; leaves NULL again. */
static inline GAsyncResult *
wait_for_result (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (result);
}

/* The suffixes of what this build compresses. */
static inline gboolean
has_suffix (const char *suffix)
{
  g_autoptr (GArrowCodec) codec = garrow_codec_detect (suffix);

  return codec != NULL;
}

/* Adds a test for every suffix, which is its data. */
static inline void
add_for_suffixes (const char *path, void (*test) (Folder *folder, gconstpointer suffix))
{
  static const char *const suffixes[] = {"", ".gz", ".zst", ".bz2", ".lz4", ".br"};

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *full = g_strdup_printf ("%s/plain%s", path, suffixes[i]);

    if (suffixes[i][0] == '\0' || has_suffix (suffixes[i]))
      g_test_add (full, Folder, suffixes[i], folder_set_up, test, folder_tear_down);
  }
}

static inline void
add_test (const char *path, void (*test) (Folder *folder, gconstpointer data))
{
  g_test_add (path, Folder, NULL, folder_set_up, test, folder_tear_down);
}
