/* tests/files/test-open.c: the high-level API.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

static GArrowStreamOptions *
new_options (const char *compression)
{
  GArrowStreamOptions *options = garrow_stream_options_new ();

  garrow_stream_options_set_compression (options, compression);
  return options;
}

static gboolean
is_available (const char *codec)
{
  return codec == NULL || garrow_codec_is_available (codec);
}

/* Writes TEXT to a path below the fixture's folder, and returns the path. */
static char *
write_file (Fixture *fixture, const char *name, const char *compression)
{
  char *path = g_build_filename (fixture->dir, name, NULL);
  g_autoptr (GArrowStreamOptions) options = new_options (compression);
  g_autoptr (GArrowNativeFile) file = garrow_output_stream_for_path (path, options, NULL);

  g_assert_nonnull (file);
  g_assert_true (write_text (file, TEXT, NULL));
  g_assert_true (garrow_native_file_close (file, NULL));
  return path;
}

static void
assert_reads (const char *path, const char *compression, GType type)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowStreamOptions) options = new_options (compression);
  g_autoptr (GArrowNativeFile) file =
    garrow_input_stream_for_path (path, options, &error);

  g_assert_no_error (error);
  g_assert_true (G_OBJECT_TYPE (file) == type);
  if (compression != NULL)
    assert_bytes (garrow_native_file_read_all (file, NULL), TEXT);
}

/* 98: by the suffix, in any case, and by nothing else. */
static void
test_detect (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *codec;
  } files[] = {{"a.gz", "gzip"},
               {"a.GZ", "gzip"},
               {"a.zst", "zstd"},
               {"a.bz2", "bz2"},
               {"a.tbz2", "bz2"},
               {"a.lz4", "lz4"},
               {"a.br", "brotli"},
               {"a.gz.txt", NULL},
               {"gz", NULL}};

  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = NULL;

    if (!is_available (files[i].codec))
      continue; /* what happens then: test_missing_codec () */
    path = write_file (fixture, files[i].name, "detect");
    assert_reads (path,
                  "detect",
                  files[i].codec != NULL ? GARROW_TYPE_COMPRESSED_INPUT_STREAM
                                         : GARROW_TYPE_OS_FILE);
    assert_reads (path, NULL, GARROW_TYPE_OS_FILE);
    g_assert_cmpint (g_remove (path), ==, 0);
  }
}

/* 98: auto looks at the content too. */
static void
test_auto (Fixture *fixture, gconstpointer data)
{
  static const char *const codecs[] = {"gzip", "zstd", "bz2", "lz4", NULL};

  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS (codecs); i++) {
    g_autofree char *path = NULL;
    g_autoptr (GFile) gfile = NULL;
    g_autoptr (GArrowStreamOptions) options = new_options ("auto");
    g_autoptr (GArrowNativeFile) file = NULL;

    if (!is_available (codecs[i]))
      continue;
    path = write_file (fixture, "data", codecs[i]);
    gfile = g_file_new_for_path (path);
    file = garrow_input_stream_for_object (G_OBJECT (gfile), options, NULL);

    assert_reads (path,
                  "auto",
                  codecs[i] != NULL ? GARROW_TYPE_COMPRESSED_INPUT_STREAM
                                    : GARROW_TYPE_OS_FILE);
    assert_bytes (garrow_native_file_read_all (file, NULL), TEXT);
    g_assert_cmpint (g_remove (path), ==, 0);
  }
}

static void
test_auto_on_short_files (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {"", "\x1f", "\x1f\x8b"};

  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GArrowStreamOptions) options = new_options ("auto");
    g_autoptr (GArrowNativeFile) file = NULL;

    g_assert_true (g_file_set_contents (fixture->path, texts[i], -1, NULL));
    file = garrow_input_stream_for_path (fixture->path, options, NULL);
    if (i < 2)
      assert_bytes (garrow_native_file_read_all (file, NULL), texts[i]);
  }
}

/* 15: nothing happens to a file before every argument is checked. */
static void
test_bad_options_touch_nothing (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *compression;
    int level;
    int threads;
  } bad[] = {{"rabbit", GARROW_COMPRESSION_LEVEL_DEFAULT, 1},
             {"", 1, 1},
             {"gzip", 10, 1},
             {"gzip", 0, 1},
             {"gzip", 1, -1},
             {NULL, 1, -1}};

  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GArrowStreamOptions) options = new_options (bad[i].compression);
    g_autoptr (GError) error = NULL;

    garrow_stream_options_set_compression_level (options, bad[i].level);
    garrow_stream_options_set_threads (options, bad[i].threads);
    g_assert_null (garrow_output_stream_for_path (fixture->path, options, &error));
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
    g_clear_error (&error);
    g_assert_null (
      garrow_output_stream_for_object (G_OBJECT (fixture->file), options, &error));
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
    assert_contents (fixture, TEXT);
  }
}

/* 105: nor by a codec that has no streams. */
static void
test_no_streams_touch_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowStreamOptions) options = new_options ("snappy");
  g_autoptr (GError) error = NULL;

  (void)data;
  g_assert_null (garrow_output_stream_for_path (fixture->path, options, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_IMPLEMENTED);
  g_clear_error (&error);
  g_assert_null (garrow_input_stream_for_path (fixture->path, options, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_IMPLEMENTED);
  assert_contents (fixture, TEXT);
}

/* A suffix of a codec that the build left out is an error, not a file that is plain. */
static void
test_missing_codec (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "a.zst", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowNativeFile) file = garrow_output_stream_for_path (path, NULL, &error);

  (void)data;
  if (garrow_codec_is_available ("zstd")) {
    g_assert_no_error (error);
    g_assert_cmpint (g_remove (path), ==, 0);
    return;
  }
  g_assert_null (file);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_IMPLEMENTED);
  g_assert_nonnull (strstr (error->message, "-Dzstd=enabled"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* 117: a native file comes back as itself. */
static void
test_native_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowOSFile) raw = garrow_os_file_new (fixture->path, "r", NULL);
  g_autoptr (GArrowNativeFile) same =
    garrow_input_stream_for_object (G_OBJECT (raw), NULL, NULL);
  g_autoptr (GError) error = NULL;

  (void)data;
  g_assert_true (same == GARROW_NATIVE_FILE (raw));
  g_assert_null (garrow_output_stream_for_object (G_OBJECT (raw), NULL, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_true (garrow_native_file_close (same, NULL));
  g_assert_null (garrow_input_stream_for_object (G_OBJECT (raw), NULL, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
}

/* Closing the file that was asked for closes all of the chain. */
static void
test_compressed_native_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowBufferOutputStream) raw = garrow_buffer_output_stream_new (NULL);
  g_autoptr (GArrowStreamOptions) options = new_options ("gzip");
  g_autoptr (GArrowNativeFile) writer =
    garrow_output_stream_for_object (G_OBJECT (raw), options, NULL);
  g_autoptr (GArrowBuffer) packed = NULL;
  g_autoptr (GArrowNativeFile) reader = NULL;

  (void)fixture;
  (void)data;
  g_assert_true (write_text (writer, TEXT, NULL));
  g_assert_true (garrow_native_file_close (writer, NULL));
  g_assert_true (garrow_native_file_is_closed (GARROW_NATIVE_FILE (raw)));
  packed = garrow_buffer_output_stream_getvalue (raw, NULL);
  reader = garrow_input_stream_for_object (G_OBJECT (packed), options, NULL);
  assert_bytes (garrow_native_file_read_all (reader, NULL), TEXT);
}

static void
test_values (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (TEXT, TEXT_SIZE);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GArrowBuffer) buffer = garrow_buffer_new_bytes (bytes);
  const struct
  {
    GType type, file_type;
    gpointer value;
  } sources[] = {
    {G_TYPE_STRING, GARROW_TYPE_OS_FILE, fixture->path},
    {G_TYPE_BYTES, GARROW_TYPE_BUFFER_READER, bytes},
    {GARROW_TYPE_BUFFER, GARROW_TYPE_BUFFER_READER, buffer},
    {G_TYPE_FILE, GARROW_TYPE_GIO_FILE, fixture->file},
    {G_TYPE_INPUT_STREAM, GARROW_TYPE_GIO_FILE, stream},
  };

  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++) {
    g_auto (GValue) value = G_VALUE_INIT;
    g_autoptr (GArrowNativeFile) file = NULL;

    g_value_init (&value, sources[i].type);
    if (sources[i].type == G_TYPE_STRING)
      g_value_set_string (&value, sources[i].value);
    else if (sources[i].type == G_TYPE_BYTES)
      g_value_set_boxed (&value, sources[i].value);
    else
      g_value_set_object (&value, sources[i].value);
    file = garrow_input_stream (&value, NULL, NULL);
    g_assert_true (G_OBJECT_TYPE (file) == sources[i].file_type);
    assert_bytes (garrow_native_file_read_all (file, NULL), TEXT);
  }
}

/* 111: neither a wrong type nor a NULL aborts. */
static void
test_values_refused (void)
{
  const GType types[] = {G_TYPE_INT, G_TYPE_STRING, G_TYPE_BYTES, GARROW_TYPE_BUFFER};
  g_autoptr (GCancellable) object = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
    g_auto (GValue) value = G_VALUE_INIT;

    g_value_init (&value, types[i]);
    g_assert_null (garrow_input_stream (&value, NULL, &error));
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
    g_clear_error (&error);
    g_assert_null (garrow_output_stream (&value, NULL, &error));
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
    g_clear_error (&error);
  }
  g_assert_null (garrow_input_stream_for_object (G_OBJECT (object), NULL, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "GCancellable"));
}

/* 91: all memory of a chain comes from the pool that was asked for. */
static void
test_pool (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "a.gz", "detect");
  g_autoptr (GArrowMemoryPool) pool = garrow_memory_pool_for_backend ("system", NULL);
  g_autoptr (GArrowMemoryPool) other = garrow_memory_pool_default ();
  g_autoptr (GArrowStreamOptions) options = garrow_stream_options_new ();
  gint64 of_pool = garrow_memory_pool_get_total_bytes_allocated (pool);
  gint64 of_other = garrow_memory_pool_get_total_bytes_allocated (other);
  g_autoptr (GArrowNativeFile) file = NULL;

  (void)data;
  garrow_stream_options_set_memory_pool (options, pool);
  file = garrow_input_stream_for_path (path, options, NULL);
  assert_bytes (garrow_native_file_read_line (file, NULL), "one\n");
  g_assert_cmpint (garrow_memory_pool_get_total_bytes_allocated (pool), >, of_pool);
  if (other != pool)
    g_assert_cmpint (garrow_memory_pool_get_total_bytes_allocated (other), ==, of_other);
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (garrow_input_stream_for_path ("/missing/a.gz", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "/missing/a.gz"));
}

#define ADD(name, test) g_test_add ("/open/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("detect", test_detect);
  ADD ("auto", test_auto);
  ADD ("auto/short", test_auto_on_short_files);
  ADD ("bad-options", test_bad_options_touch_nothing);
  ADD ("no-streams", test_no_streams_touch_nothing);
  ADD ("missing-codec", test_missing_codec);
  ADD ("native-file", test_native_file);
  ADD ("native-file/compressed", test_compressed_native_file);
  ADD ("values", test_values);
  ADD ("pool", test_pool);
  g_test_add_func ("/open/values/refused", test_values_refused);
  g_test_add_func ("/open/missing", test_missing);
  return g_test_run ();
}
