/* tests/bench/bench-readers.c: reading files on disk, in pieces, small ones and lines.
 *
 * What is read is in the system's cache: it is the way from there that is measured.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "bench.h"
#include "bench-readers.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

Input large, small;
static Input source_text, csv;

/* What is in the file is letters, in lines that are as long as a text's are. */
static Input
make_input (gsize size, guint32 shortest, guint32 longest)
{
  Input input = {NULL, size};
  g_autofree char *text = g_malloc (size);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  int fd = g_file_open_tmp ("bench-readers-XXXXXX", &input.path, NULL);
  gsize i = 0;

  bench_check (fd != -1);
  while (i < size) {
    gsize length =
      (gsize)g_rand_int_range (random, (gint32)shortest, (gint32)longest + 1);

    length = MIN (length, size - i);
    memset (text + i, 'a' + (int)(i % 26), length);
    i += length;
    if (i < size)
      text[i++] = '\n';
  }
  bench_check (g_file_set_contents (input.path, text, (gssize)size, NULL));
  close (fd);
  return input;
}

static void
drop_input (Input *input)
{
  unlink (input->path);
  g_free (input->path);
}

static GArrowNativeFile *
open_ours (const Input *input)
{
  GArrowOSFile *file = garrow_os_file_new (input->path, "rb", NULL);

  bench_check (file != NULL);
  return GARROW_NATIVE_FILE (file);
}

static FILE *
open_stdio (const Input *input)
{
  FILE *file = fopen (input->path, "rb");

  bench_check (file != NULL);
  return file;
}

static GDataInputStream *
open_gio (const Input *input)
{
  g_autoptr (GFile) file = g_file_new_for_path (input->path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);

  bench_check (stream != NULL);
  return g_data_input_stream_new (G_INPUT_STREAM (stream));
}

/* Small reads: one time is one read. */

static void
small_ours (gconstpointer setting, gint64 n)
{
  gint64 size = *(const gint64 *)setting;
  guint8 out[64];

  while (n > 0) {
    g_autoptr (GArrowNativeFile) file = open_ours (&small);

    for (gint64 i = 0; i < SMALL_SIZE / size && n > 0; i++, n--) {
      bench_check (garrow_native_file_read_into (file, out, size, NULL) == size);
      bench_use (out);
    }
  }
}

static void
small_fread (gconstpointer setting, gint64 n)
{
  gint64 size = *(const gint64 *)setting;
  guint8 out[64];

  while (n > 0) {
    FILE *file = open_stdio (&small);

    for (gint64 i = 0; i < SMALL_SIZE / size && n > 0; i++, n--) {
      bench_check (fread (out, 1, (gsize)size, file) == (gsize)size);
      bench_use (out);
    }
    fclose (file);
  }
}

static void
small_fread_unlocked (gconstpointer setting, gint64 n)
{
  gint64 size = *(const gint64 *)setting;
  guint8 out[64];

  while (n > 0) {
    FILE *file = open_stdio (&small);

    for (gint64 i = 0; i < SMALL_SIZE / size && n > 0; i++, n--) {
      bench_check ((fread_unlocked)(out, 1, (gsize)size, file) == (gsize)size);
      bench_use (out);
    }
    fclose (file);
  }
}

static void
small_gio (gconstpointer setting, gint64 n)
{
  gint64 size = *(const gint64 *)setting;
  guint8 out[64];

  while (n > 0) {
    g_autoptr (GDataInputStream) stream = open_gio (&small);

    for (gint64 i = 0; i < SMALL_SIZE / size && n > 0; i++, n--) {
      bench_check (
        g_input_stream_read (G_INPUT_STREAM (stream), out, (gsize)size, NULL, NULL) > 0);
      bench_use (out);
    }
  }
}

/* Lines: one time is all of a text. */

static void
lines_bytes (gconstpointer setting, gint64 n)
{
  while (n-- > 0) {
    g_autoptr (GArrowNativeFile) file = open_ours (setting);
    gsize size = 1;

    while (size > 0) {
      GBytes *line = garrow_native_file_read_line (file, NULL);

      bench_check (line != NULL);
      size = g_bytes_get_size (line);
      g_bytes_unref (line);
    }
  }
}

static void
lines_view (gconstpointer setting, gint64 n)
{
  while (n-- > 0) {
    g_autoptr (GArrowNativeFile) file = open_ours (setting);
    const guint8 *line;
    gint64 size;

    while ((size = garrow_native_file_read_line_view (file, &line, NULL)) > 0)
      bench_use (line);
    bench_check (size == 0);
  }
}

static void
lines_buffer (gconstpointer setting, gint64 n)
{
  g_autoptr (GArrowResizableBuffer) line = garrow_resizable_buffer_new (0, NULL);

  while (n-- > 0) {
    g_autoptr (GArrowNativeFile) file = open_ours (setting);
    gint64 size;

    while ((size = garrow_native_file_read_line_into_buffer (file, line, NULL)) > 0)
      bench_use (line);
    bench_check (size == 0);
  }
}

static void
lines_utf8 (gconstpointer setting, gint64 n)
{
  while (n-- > 0) {
    g_autoptr (GArrowNativeFile) file = open_ours (setting);
    char *line = garrow_native_file_read_line_utf8 (file, NULL);

    while (line != NULL && line[0] != '\0') {
      g_free (line);
      line = garrow_native_file_read_line_utf8 (file, NULL);
    }
    bench_check (line != NULL);
    g_free (line);
  }
}

static void
lines_getline (gconstpointer setting, gint64 n)
{
  char *line = NULL;
  gsize room = 0;

  while (n-- > 0) {
    FILE *file = open_stdio (setting);

    while (getline (&line, &room, file) > 0)
      bench_use (line);
    fclose (file);
  }
  free (line);
}

static void
lines_gio (gconstpointer setting, gint64 n)
{
  while (n-- > 0) {
    g_autoptr (GDataInputStream) stream = open_gio (setting);
    char *line;

    while ((line = g_data_input_stream_read_line (stream, NULL, NULL, NULL)) != NULL)
      g_free (line);
  }
}

/* Pieces: one time is all of a file. */

static void
pieces_ours (gconstpointer setting, gint64 n)
{
  gint64 size = *(const gint64 *)setting;
  g_autofree guint8 *out = g_malloc ((gsize)size);

  while (n-- > 0) {
    g_autoptr (GArrowNativeFile) file = open_ours (&large);
    gint64 n_read;

    while ((n_read = garrow_native_file_read_into (file, out, size, NULL)) > 0)
      bench_use (out);
    bench_check (n_read == 0);
  }
}

static void
pieces_read (gconstpointer setting, gint64 n)
{
  gsize size = (gsize) * (const gint64 *)setting;
  g_autofree guint8 *out = g_malloc (size);

  while (n-- > 0) {
    int fd = open (large.path, O_RDONLY | O_CLOEXEC);
    gssize n_read;

    bench_check (fd != -1);
    while ((n_read = read (fd, out, size)) > 0)
      bench_use (out);
    bench_check (n_read == 0);
    close (fd);
  }
}

static void
pieces_gio (gconstpointer setting, gint64 n)
{
  gsize size = (gsize) * (const gint64 *)setting;
  g_autofree guint8 *out = g_malloc (size);

  while (n-- > 0) {
    g_autoptr (GFile) path = g_file_new_for_path (large.path);
    g_autoptr (GFileInputStream) file = g_file_read (path, NULL, NULL);
    gssize n_read;

    while ((n_read = g_input_stream_read (G_INPUT_STREAM (file), out, size, NULL, NULL)) >
           0)
      bench_use (out);
    bench_check (n_read == 0);
  }
}

static void
buffers_ours (gconstpointer setting, gint64 n)
{
  gint64 size = *(const gint64 *)setting;

  while (n-- > 0) {
    g_autoptr (GArrowNativeFile) file = open_ours (&large);
    gint64 n_read = size;

    while (n_read == size) {
      GArrowBuffer *buffer = garrow_native_file_read_buffer (file, size, NULL);

      bench_check (buffer != NULL);
      n_read = garrow_buffer_get_size (buffer);
      g_object_unref (buffer);
    }
  }
}

static void
buffers_gio (gconstpointer setting, gint64 n)
{
  gsize size = (gsize) * (const gint64 *)setting;

  while (n-- > 0) {
    g_autoptr (GFile) path = g_file_new_for_path (large.path);
    g_autoptr (GFileInputStream) file = g_file_read (path, NULL, NULL);
    gsize n_read = size;

    while (n_read == size) {
      GBytes *bytes = g_input_stream_read_bytes (G_INPUT_STREAM (file), size, NULL, NULL);

      bench_check (bytes != NULL);
      n_read = g_bytes_get_size (bytes);
      g_bytes_unref (bytes);
    }
  }
}

typedef struct
{
  const char *name;
  gint64 size;
} Size;

static const Size small_sizes[] = {{"1 B", 1}, {"4 B", 4}, {"16 B", 16}, {"64 B", 64}};
static const Size piece_sizes[] = {
  {"4 KiB", 4096},
  {"64 KiB", 65536},
  {"1 MiB", 1 << 20},
};

static void
add_small (const Size *size)
{
  const char *work = "small reads of a file";

  bench_add (work, size->name, "arrow-io", small_ours, &size->size, size->size);
  bench_add (work, size->name, "fread", small_fread, &size->size, size->size);
  bench_add (work,
             size->name,
             "fread_unlocked",
             small_fread_unlocked,
             &size->size,
             size->size);
  bench_add (work, size->name, "GDataInputStream", small_gio, &size->size, size->size);
}

static void
add_lines (const char *name, const Input *input)
{
  gint64 size = (gint64)input->size;
  const char *work = "read lines";

  bench_add (work, name, "arrow-io, view", lines_view, input, size);
  bench_add (work, name, "arrow-io, kept buffer", lines_buffer, input, size);
  bench_add (work, name, "arrow-io, string", lines_utf8, input, size);
  bench_add (work, name, "arrow-io, GBytes", lines_bytes, input, size);
  bench_add (work, name, "getline", lines_getline, input, size);
  bench_add (work, name, "GDataInputStream", lines_gio, input, size);
}

static void
add_pieces (const Size *size)
{
  const char *work = "read a file into memory";

  bench_add (work, size->name, "arrow-io", pieces_ours, &size->size, FILE_SIZE);
  bench_add (work, size->name, "read", pieces_read, &size->size, FILE_SIZE);
  bench_add (work, size->name, "GFileInputStream", pieces_gio, &size->size, FILE_SIZE);
  work = "read a file as buffers";
  bench_add (work, size->name, "arrow-io", buffers_ours, &size->size, FILE_SIZE);
  bench_add (work, size->name, "GFileInputStream", buffers_gio, &size->size, FILE_SIZE);
}

int
main (int argc, char **argv)
{
  large = make_input (FILE_SIZE, 0, 70);
  small = make_input (SMALL_SIZE, 0, 70);
  source_text = make_input (4 << 20, 0, 62);
  csv = make_input (4 << 20, 40, 80);

  for (gsize i = 0; i < G_N_ELEMENTS (small_sizes); i++)
    add_small (&small_sizes[i]);
  add_lines ("source text", &source_text);
  add_lines ("CSV", &csv);
  for (gsize i = 0; i < G_N_ELEMENTS (piece_sizes); i++)
    add_pieces (&piece_sizes[i]);
  bench_run (argc, argv);

  drop_input (&large);
  drop_input (&small);
  drop_input (&source_text);
  drop_input (&csv);
  return 0;
}
