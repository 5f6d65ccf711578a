/* examples/guide.c: the guide's walk in C.
 *
 *   guide FILE DIRECTORY
 *
 * Prints a line for each step: its name, its result and the milliseconds that it took.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/arrow-io-glib.h>
#include <locale.h>

#define PIECE (1024 * 1024)

typedef struct
{
  const char *file; /* what the walk is about */
  char *plain;      /* the same, decompressed */
  char *packed;     /* and compressed again */
} Paths;

static char *
say_open (const Paths *paths, GError **error)
{
  g_autoptr (GArrowOSFile) file = garrow_os_file_new (paths->file, "rb", error);
  gint64 size;

  if (file == NULL)
    return NULL;
  size = garrow_native_file_size (GARROW_NATIVE_FILE (file), error);
  return size < 0 ? NULL : g_strdup_printf ("%" G_GINT64_FORMAT " bytes", size);
}

/* What the file's suffix does not tell, its content does. */
static GArrowNativeFile *
open_source (const Paths *paths, GError **error)
{
  g_autoptr (GArrowStreamOptions) options = garrow_stream_options_new ();

  garrow_stream_options_set_compression (options, "auto");
  return garrow_input_stream_for_path (paths->file, options, error);
}

static char *
say_detect (const Paths *paths, GError **error)
{
  g_autoptr (GArrowNativeFile) source = open_source (paths, error);
  GArrowCodec *codec;

  if (source == NULL)
    return NULL;
  if (!GARROW_IS_COMPRESSED_INPUT_STREAM (source))
    return g_strdup ("not compressed");
  codec =
    garrow_compressed_input_stream_get_codec (GARROW_COMPRESSED_INPUT_STREAM (source));
  return g_strdup (garrow_codec_get_name (codec));
}

/* Piece by piece: however long the file is, memory stays flat. */
static char *
say_decompress (const Paths *paths, GError **error)
{
  g_autoptr (GArrowNativeFile) source = open_source (paths, error);
  g_autoptr (GArrowOSFile) target = NULL;
  gint64 n_bytes = 0;

  if (source == NULL)
    return NULL;
  target = garrow_os_file_new (paths->plain, "wb", error);
  if (target == NULL)
    return NULL;
  for (;;) {
    g_autoptr (GArrowBuffer) piece =
      garrow_native_file_read_buffer (source, PIECE, error);

    if (piece == NULL)
      return NULL;
    if (garrow_buffer_get_size (piece) == 0)
      break;
    if (!garrow_native_file_write_buffer (GARROW_NATIVE_FILE (target), piece, error))
      return NULL;
    n_bytes += garrow_buffer_get_size (piece);
  }
  if (!garrow_native_file_close (GARROW_NATIVE_FILE (target), error))
    return NULL;
  return g_strdup_printf ("%" G_GINT64_FORMAT " bytes", n_bytes);
}

/* The whole file as a buffer. It keeps the map alive and copies nothing. */
static GArrowBuffer *
map_plain (const Paths *paths, GError **error)
{
  g_autoptr (GArrowMemoryMappedFile) file = garrow_memory_map (paths->plain, "r", error);

  if (file == NULL)
    return NULL;
  return garrow_native_file_read_all_buffer (GARROW_NATIVE_FILE (file), error);
}

static char *
say_map (const Paths *paths, GError **error)
{
  GArrowMemoryPool *pool = garrow_default_memory_pool ();
  gint64 before = garrow_memory_pool_get_num_allocations (pool);
  g_autoptr (GArrowBuffer) buffer = map_plain (paths, error);

  if (buffer == NULL)
    return NULL;
  return g_strdup_printf ("%" G_GINT64_FORMAT " bytes, %" G_GINT64_FORMAT " allocations",
                          garrow_buffer_get_size (buffer),
                          garrow_memory_pool_get_num_allocations (pool) - before);
}

static char *
say_slice (const Paths *paths, GError **error)
{
  g_autoptr (GArrowBuffer) buffer = map_plain (paths, error);
  g_autoptr (GArrowBuffer) middle = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const guint8 *data;
  gsize size;
  gint64 half;
  GString *said;

  if (buffer == NULL)
    return NULL;
  half = garrow_buffer_get_size (buffer) / 2;
  middle = garrow_buffer_slice (buffer, half, MIN (half, 8), error);
  if (middle == NULL)
    return NULL;
  bytes = garrow_buffer_get_data (middle);
  data = g_bytes_get_data (bytes, &size);
  said = g_string_new ("middle");
  for (gsize i = 0; i < size; i++)
    g_string_append_printf (said, " %02x", data[i]);
  return g_string_free (said, FALSE);
}

/* GLib reads the map itself, through a GBytes that is a view of it. */
static char *
say_hash (const Paths *paths, GError **error)
{
  g_autoptr (GArrowBuffer) buffer = map_plain (paths, error);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *hash = NULL;

  if (buffer == NULL)
    return NULL;
  bytes = garrow_buffer_get_data (buffer);
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  return g_strdup_printf ("sha256 %.16s", hash);
}

/* A slice read as a file, line by line. */
static char *
say_lines (const Paths *paths, GError **error)
{
  g_autoptr (GArrowBuffer) buffer = map_plain (paths, error);
  g_autoptr (GArrowBuffer) start = NULL;
  g_autoptr (GArrowBufferReader) reader = NULL;
  int n_lines = 0;

  if (buffer == NULL)
    return NULL;
  start =
    garrow_buffer_slice (buffer, 0, MIN (garrow_buffer_get_size (buffer), PIECE), error);
  if (start == NULL)
    return NULL;
  reader = garrow_buffer_reader_new (start);
  for (;;) {
    g_autoptr (GBytes) line =
      garrow_native_file_read_line (GARROW_NATIVE_FILE (reader), error);

    if (line == NULL)
      return NULL;
    if (g_bytes_get_size (line) == 0)
      break;
    n_lines++;
  }
  return g_strdup_printf ("%d lines in the first MiB", n_lines);
}

static char *
say_compress (const Paths *paths, GError **error)
{
  g_autoptr (GArrowBuffer) buffer = map_plain (paths, error);
  g_autoptr (GArrowNativeFile) target = NULL;
  g_autoptr (GArrowOSFile) packed = NULL;
  gint64 size;

  if (buffer == NULL)
    return NULL;
  target = garrow_output_stream_for_path (paths->packed, NULL, error);
  if (target == NULL)
    return NULL;
  if (!garrow_native_file_write_buffer (target, buffer, error) ||
      !garrow_native_file_close (target, error))
    return NULL;
  packed = garrow_os_file_new (paths->packed, "rb", error);
  if (packed == NULL)
    return NULL;
  size = garrow_native_file_size (GARROW_NATIVE_FILE (packed), error);
  return size < 0 ? NULL : g_strdup_printf ("%" G_GINT64_FORMAT " bytes of zstd", size);
}

/* What comes back is compared with the map, slice by slice. */
static char *
say_verify (const Paths *paths, GError **error)
{
  g_autoptr (GArrowBuffer) buffer = map_plain (paths, error);
  g_autoptr (GArrowNativeFile) source = NULL;
  gint64 n_same = 0;

  if (buffer == NULL)
    return NULL;
  source = garrow_input_stream_for_path (paths->packed, NULL, error);
  if (source == NULL)
    return NULL;
  for (;;) {
    g_autoptr (GArrowBuffer) piece =
      garrow_native_file_read_buffer (source, PIECE, error);
    g_autoptr (GArrowBuffer) expected = NULL;

    if (piece == NULL)
      return NULL;
    if (garrow_buffer_get_size (piece) == 0)
      break;
    expected =
      garrow_buffer_slice (buffer, n_same, garrow_buffer_get_size (piece), error);
    if (expected == NULL)
      return NULL;
    if (!garrow_buffer_equal (piece, expected))
      break;
    n_same += garrow_buffer_get_size (piece);
  }
  return g_strdup_printf ("%" G_GINT64_FORMAT " bytes are the same", n_same);
}

static const struct
{
  const char *name;
  char *(*run) (const Paths *paths, GError **error);
} steps[] = {
  {"open", say_open},
  {"detect", say_detect},
  {"decompress", say_decompress},
  {"map", say_map},
  {"slice", say_slice},
  {"hash", say_hash},
  {"lines", say_lines},
  {"compress", say_compress},
  {"verify", say_verify},
};

int
main (int argc, char **argv)
{
  GArrowMemoryPool *pool = garrow_default_memory_pool ();
  Paths paths;

  setlocale (LC_ALL, "");
  if (argc != 3) {
    g_printerr ("Usage: %s FILE DIRECTORY\n", argv[0]);
    return 2;
  }
  paths.file = argv[1];
  paths.plain = g_build_filename (argv[2], "plain", NULL);
  paths.packed = g_build_filename (argv[2], "packed.zst", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    gint64 start = g_get_monotonic_time ();
    g_autoptr (GError) error = NULL;
    g_autofree char *result = steps[i].run (&paths, &error);

    if (result == NULL) {
      g_printerr ("%s: %s\n", steps[i].name, error->message);
      return 1;
    }
    g_print ("%s\t%s\t%.1f\n",
             steps[i].name,
             result,
             (double)(g_get_monotonic_time () - start) / 1000);
  }
  g_print ("pool\tpeak of %s, in KiB\t%" G_GINT64_FORMAT "\n",
           garrow_memory_pool_get_backend_name (pool),
           garrow_memory_pool_get_max_memory (pool) / 1024);
  g_free (paths.plain);
  g_free (paths.packed);
  return 0;
}
