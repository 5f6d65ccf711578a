/* tests/streams/test-compressed-threads.c: compressing on several threads, and gzip as
 * members, by what the system's own programs make of it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

#define SIZE (3 * MIB + 4321)

static guint8 *text;

static void
make_text (void)
{
  GString *lines = g_string_sized_new (SIZE + 100);

  for (guint i = 0; lines->len < SIZE; i++)
    g_string_append_printf (lines, "%u,column %u,%u\n", i, i % 17, i * 2654435761u >> 20);
  text = (guint8 *)g_string_free (lines, FALSE);
}

typedef struct
{
  const char *codec;
  int threads;
  gboolean members;
} Way;

static const Way ways[] = {
  {"gzip", 0, FALSE},
  {"gzip", 2, FALSE},
  {"gzip", 1, TRUE},
  {"gzip", 2, TRUE},
  {"zstd", 2, FALSE},
};

static GArrowStreamOptions *
options_of (const Way *way, int level)
{
  GArrowStreamOptions *options = garrow_stream_options_new ();

  garrow_stream_options_set_compression (options, way->codec);
  garrow_stream_options_set_compression_level (options, level);
  garrow_stream_options_set_threads (options, way->threads);
  garrow_stream_options_set_members (options, way->members);
  return options;
}

static GArrowNativeFile *
open_output (const Way *way, int level, const char *path)
{
  g_autoptr (GArrowStreamOptions) options = options_of (way, level);
  g_autoptr (GError) error = NULL;
  GArrowNativeFile *file = garrow_output_stream_for_path (path, options, &error);

  g_assert_no_error (error);
  return file;
}

static void
write_pieces (GArrowNativeFile *file, gsize size, gsize piece)
{
  for (gsize at = 0; at < size; at += piece)
    g_assert_true (
      garrow_native_file_write (file, text + at, (gint64)MIN (piece, size - at), NULL));
}

static void
assert_tool_reads (const Way *way, const char *path, gsize size)
{
  const char *argv[] = {way->codec, "-dcq", path, NULL};
  g_autoptr (GSubprocess) tool = NULL;
  g_autoptr (GBytes) out = NULL;
  g_autofree char *program = g_find_program_in_path (way->codec);

  if (program == NULL)
    return;
  tool = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL);
  g_assert_nonnull (tool);
  g_assert_true (g_subprocess_communicate (tool, NULL, NULL, &out, NULL, NULL));
  g_assert_true (g_subprocess_get_successful (tool));
  g_assert_cmpuint (g_bytes_get_size (out), ==, size);
  g_assert_true (size == 0 || memcmp (g_bytes_get_data (out, NULL), text, size) == 0);
}

static void
assert_ours_reads (const Way *way, const char *path, gsize size)
{
  g_autoptr (GArrowStreamOptions) options = options_of (way, 1);
  g_autoptr (GArrowNativeFile) file = garrow_input_stream_for_path (path, options, NULL);
  g_autoptr (GBytes) out = garrow_native_file_read_all (file, NULL);

  g_assert_cmpuint (g_bytes_get_size (out), ==, size);
  g_assert_true (size == 0 || memcmp (g_bytes_get_data (out, NULL), text, size) == 0);
  if (strcmp (way->codec, "gzip") == 0)
    g_assert_cmpint (garrow_compressed_input_stream_get_n_members (
                       GARROW_COMPRESSED_INPUT_STREAM (file)),
                     ==,
                     way->members ? MAX (1, (gint64)(size + MIB - 1) / MIB) : 1);
}

static char *
make_path (void)
{
  g_autofree char *dir = g_dir_make_tmp ("compressed-threads-XXXXXX", NULL);

  return g_build_filename (dir, "packed", NULL);
}

static void
remove_path (char *path)
{
  g_autofree char *dir = g_path_get_dirname (path);

  g_unlink (path);
  g_rmdir (dir);
  g_free (path);
}

static void
test_round_trip (gconstpointer data)
{
  static const gsize sizes[] = {0, 1, 70000, MIB, SIZE};
  const Way *way = data;
  char *path = make_path ();

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    for (int level = 1; level <= 7; level += 3) {
      g_autoptr (GArrowNativeFile) file = open_output (way, level, path);

      write_pieces (file, sizes[i], i % 2 ? 1000 : SIZE);
      g_assert_true (garrow_native_file_close (file, NULL));
      assert_tool_reads (way, path, sizes[i]);
      assert_ours_reads (way, path, sizes[i]);
    }
  }
  remove_path (path);
}

/* 107: what was written before a flush can be read before the file is closed. */
static void
test_flush (gconstpointer data)
{
  const Way *way = data;
  char *path = make_path ();
  g_autoptr (GArrowNativeFile) file = open_output (way, 6, path);
  g_autoptr (GArrowStreamOptions) options = options_of (way, 1);
  g_autoptr (GArrowNativeFile) reader = NULL;
  g_autoptr (GBytes) out = NULL;

  write_pieces (file, MIB + 10, 5000);
  g_assert_true (garrow_native_file_flush (file, NULL));
  reader = garrow_input_stream_for_path (path, options, NULL);
  out = garrow_native_file_read (reader, MIB + 10, NULL);
  g_assert_cmpuint (g_bytes_get_size (out), ==, MIB + 10);
  g_assert_cmpint (memcmp (g_bytes_get_data (out, NULL), text, MIB + 10), ==, 0);
  g_assert_true (garrow_native_file_close (file, NULL));
  remove_path (path);
}

/* Once the disk is full, all that follows fails, and so does closing. */
static void
test_full (gconstpointer data)
{
  const Way *way = data;
  g_autoptr (GArrowNativeFile) file = open_output (way, 6, "/dev/full");
  g_autoptr (GError) error = NULL;
  gboolean ok = TRUE;

  for (int i = 0; i < 20 && ok; i++)
    ok = garrow_native_file_write (file, text, SIZE, &error);
  if (ok)
    ok = garrow_native_file_flush (file, &error);
  g_assert_false (ok);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_clear_error (&error);
  g_assert_false (garrow_native_file_write (file, text, SIZE, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (garrow_native_file_close (file, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

/* What is under way when a file is given up is waited for, and goes nowhere. */
static void
test_abort (gconstpointer data)
{
  const Way *way = data;
  char *path = make_path ();

  for (gsize size = 1; size <= SIZE; size += MIB / 2) {
    g_autoptr (GArrowNativeFile) file = open_output (way, 6, path);

    write_pieces (file, size, 65536);
    g_assert_true (garrow_native_file_abort (file, NULL));
    g_assert_true (garrow_native_file_is_closed (file));
  }
  remove_path (path);
}

static void
add_way (const Way *way, const char *name, GTestDataFunc function)
{
  g_autofree char *path = g_strdup_printf ("/threads/%s/%s%d/%s",
                                           way->codec,
                                           way->members ? "members/" : "",
                                           way->threads,
                                           name);

  g_test_add_data_func (path, way, function);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  make_text ();
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++) {
    if (!garrow_codec_is_available (ways[i].codec))
      continue;
    add_way (&ways[i], "round-trip", test_round_trip);
    add_way (&ways[i], "flush", test_flush);
    add_way (&ways[i], "full", test_full);
    add_way (&ways[i], "abort", test_abort);
  }
  status = g_test_run ();
  g_free (text);
  return status;
}
