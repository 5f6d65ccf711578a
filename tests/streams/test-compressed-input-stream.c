/* tests/streams/test-compressed-input-stream.c: GArrowCompressedInputStream.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

/* What the system's tool wrote is read. */
static void
test_tool (Fixture *fixture, gconstpointer data)
{
  static const gsize sizes[] = {0, 1, 1000, 3 * MIB + 1};

  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GBytes) expected = make_data (sizes[i]);
    g_autoptr (GBytes) fast = run_tool (fixture->format, "-1", expected);
    g_autoptr (GBytes) small = run_tool (fixture->format, "-9", expected);

    store (fixture, fast, NULL);
    assert_stored (fixture, expected);
    store (fixture, small, NULL);
    assert_stored (fixture, expected);
  }
}

/* 99 */
static void
test_no_bytes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) nothing = make_data (0);

  (void)data;
  store (fixture, nothing, NULL);
  assert_stored (fixture, nothing);
}

/* 100: at every byte, and reading just what is there does not notice. */
static void
test_truncation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) text = make_data (40);
  g_autoptr (GBytes) packed = pack (fixture->format, text);
  g_autoptr (GArrowNativeFile) file = NULL;

  (void)data;
  for (gsize size = 1; size < g_bytes_get_size (packed); size++) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (packed, 0, size);

    store (fixture, part, NULL);
    assert_stored_fails (fixture, GARROW_ERROR_TRUNCATED, "Truncated compressed stream");
    store (fixture, packed, part, NULL);
    assert_stored_fails (fixture, GARROW_ERROR_TRUNCATED, "Truncated compressed stream");
  }

  file = open_reader (fixture);
  assert_bytes (garrow_native_file_read (file, 40, NULL), text);
  assert_fails (file, fixture, GARROW_ERROR_TRUNCATED, "Truncated compressed stream");
}

static void
test_garbage (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) garbage = make_garbage ();

  (void)data;
  store (fixture, garbage, NULL);
  assert_stored_fails (fixture, GARROW_ERROR_CORRUPT, fixture->format->not_this_format);
}

/* 103 */
static void
test_corruption (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) text = make_data (3000000);
  g_autoptr (GBytes) packed = pack (fixture->format, text);
  gsize size = g_bytes_get_size (packed);
  g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (packed, NULL), size);
  g_autoptr (GBytes) wrong = g_bytes_new_static (copy, size);
  gsize sum = size - fixture->format->checksum_offset;
  g_autoptr (GArrowNativeFile) file = NULL;
  gsize n_read = 0;
  GBytes *part;

  (void)data;
  copy[sum] ^= 1;
  store (fixture, wrong, NULL);
  assert_stored_fails (fixture, GARROW_ERROR_CORRUPT, fixture->format->wrong_checksum);

  /* Nothing but what was stored is given before the error. */
  file = open_reader (fixture);
  while ((part = garrow_native_file_read (file, 1000, NULL)) != NULL) {
    g_autoptr (GBytes) expected = g_bytes_new_from_bytes (text, n_read, 1000);

    assert_bytes (part, expected);
    n_read += 1000;
  }
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, (gint64)n_read);
}

/* It starts where the file below stands. */
static void
test_start (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) text = make_data (1000);
  g_autoptr (GBytes) packed = pack (fixture->format, text);
  g_autoptr (GBytes) head = g_bytes_new_static ("head", 4);
  g_autoptr (GArrowNativeFile) raw = NULL;
  g_autoptr (GArrowNativeFile) file = NULL;

  (void)data;
  store (fixture, head, packed, NULL);
  raw = open_raw (fixture, "r");
  assert_bytes (garrow_native_file_read (raw, 4, NULL), head);
  file = decompress (fixture->format, raw);
  assert_reads (file, text);
}

/* Any sizes of reads give the same. */
static void
test_read_sizes (Fixture *fixture, gconstpointer data)
{
  static const gint64 sizes[] = {1, 7, 4096, 70000, MIB};
  g_autoptr (GBytes) text = make_data (300000);
  g_autoptr (GBytes) packed = pack (fixture->format, text);

  (void)data;
  store (fixture, packed, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GArrowNativeFile) file = open_reader (fixture);
    g_autoptr (GByteArray) all = g_byte_array_new ();
    gsize size;

    do {
      g_autoptr (GBytes) part = garrow_native_file_read (file, sizes[i], NULL);

      size = g_bytes_get_size (part);
      g_byte_array_append (all, g_bytes_get_data (part, NULL), (guint)size);
    } while (size > 0);
    assert_bytes (g_byte_array_free_to_bytes (g_steal_pointer (&all)), text);
  }
}

/* 109: a failure of the file below comes through, and reading can go on after it. */
static void
test_raw_failure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) text = make_data (1000);
  g_autoptr (GBytes) packed = pack (fixture->format, text);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowOSFile) raw = garrow_os_file_new ("/proc/self/mem", "r", &error);
  g_autoptr (GArrowNativeFile) file = NULL;

  (void)data;
  g_assert_no_error (error);
  file = decompress (fixture->format, GARROW_NATIVE_FILE (raw));
  g_assert_null (garrow_native_file_read (file, 1000, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_true (g_str_has_suffix (error->message, "[errno 5]"));

  g_assert_cmpint (
    garrow_native_file_seek (GARROW_NATIVE_FILE (raw),
                             (gint64)(gintptr)g_bytes_get_data (packed, NULL),
                             GARROW_SEEK_WHENCE_SET,
                             NULL),
    >,
    0);
  assert_bytes (garrow_native_file_read (file, 1000, NULL), text);
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) nothing = make_data (0);
  g_autoptr (GArrowNativeFile) raw = NULL;
  GArrowNativeFile *file;

  (void)data;
  store (fixture, nothing, NULL);

  /* 72 */
  raw = open_raw (fixture, "r");
  file = decompress (fixture->format, raw);
  close_file (file);
  g_assert_true (garrow_native_file_is_closed (raw));
  g_object_unref (file);

  /* 52: one that is dropped closes in silence. */
  g_clear_object (&raw);
  raw = open_raw (fixture, "r");
  file = decompress (fixture->format, raw);
  g_object_unref (file);
  g_assert_true (garrow_native_file_is_closed (raw));
}

static void
test_bad_raw (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowCodec) codec =
    garrow_codec_new (fixture->format->name, GARROW_COMPRESSION_LEVEL_DEFAULT, NULL);
  g_autoptr (GArrowNativeFile) raw = open_raw (fixture, "w");
  g_autoptr (GError) error = NULL;

  (void)data;
  g_assert_null (garrow_compressed_input_stream_new (raw, codec, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);

  close_file (raw);
  g_assert_null (garrow_compressed_input_stream_new (raw, codec, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
}

static void
count_notify (GObject *object, GParamSpec *pspec, gpointer n_notified)
{
  (void)object;
  (void)pspec;
  ++*(int *)n_notified;
}

static void
test_properties (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) nothing = make_data (0);
  g_autoptr (GArrowNativeFile) raw = NULL;
  g_autoptr (GArrowNativeFile) file = NULL;
  GArrowCompressedInputStream *stream;
  GArrowTrailingData policy;
  int n_notified = 0;

  (void)data;
  store (fixture, nothing, NULL);
  raw = open_raw (fixture, "r");
  file = decompress (fixture->format, raw);
  stream = GARROW_COMPRESSED_INPUT_STREAM (file);
  g_assert_true (garrow_compressed_input_stream_get_raw (stream) == raw);
  g_assert_cmpstr (
    garrow_codec_get_name (garrow_compressed_input_stream_get_codec (stream)),
    ==,
    fixture->format->name);

  g_signal_connect (file,
                    "notify::trailing-data",
                    G_CALLBACK (count_notify),
                    &n_notified);
  g_object_get (file, "trailing-data", &policy, NULL);
  g_assert_cmpint (policy, ==, GARROW_TRAILING_DATA_IGNORE_ZEROS);
  garrow_compressed_input_stream_set_trailing_data (stream, GARROW_TRAILING_DATA_IGNORE);
  garrow_compressed_input_stream_set_trailing_data (stream, GARROW_TRAILING_DATA_IGNORE);
  g_assert_cmpint (garrow_compressed_input_stream_get_trailing_data (stream),
                   ==,
                   GARROW_TRAILING_DATA_IGNORE);
  g_assert_cmpint (n_notified, ==, 1);
}

/* Bindings can make one without a constructor: it is a closed file. */
static void
test_bare_object (void)
{
  g_autoptr (GArrowCompressedInputStream) stream =
    g_object_new (GARROW_TYPE_COMPRESSED_INPUT_STREAM, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (garrow_compressed_input_stream_get_codec (stream));
  g_assert_null (garrow_compressed_input_stream_get_raw (stream));
  garrow_compressed_input_stream_set_trailing_data (stream, GARROW_TRAILING_DATA_ERROR);
  g_assert_null (garrow_native_file_read (GARROW_NATIVE_FILE (stream), 1, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
}

/* 104: gzip's codec reads zlib's own wrapping. */
static void
test_zlib (void)
{
  Fixture fixture;
  g_autoptr (GBytes) text = make_data (1000);
  g_autoptr (GZlibCompressor) zlib =
    g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1);
  guint8 packed[2000];
  gsize n_read, n_written;
  g_autoptr (GBytes) stored = NULL;

  g_assert_cmpint (g_converter_convert (G_CONVERTER (zlib),
                                        g_bytes_get_data (text, NULL),
                                        1000,
                                        packed,
                                        sizeof packed,
                                        G_CONVERTER_INPUT_AT_END,
                                        &n_read,
                                        &n_written,
                                        NULL),
                   ==,
                   G_CONVERTER_FINISHED);
  stored = g_bytes_new (packed, n_written);
  set_up (&fixture, &formats[0]);
  store (&fixture, stored, NULL);
  assert_stored (&fixture, text);
  tear_down (&fixture, NULL);
}

static gboolean
has_checksum (const Format *format)
{
  return format->wrong_checksum != NULL;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("tool", test_tool);
  add ("no-bytes", test_no_bytes);
  add ("truncation", test_truncation);
  add ("garbage", test_garbage);
  add_where ("corruption", test_corruption, has_checksum);
  add ("start", test_start);
  add ("read-sizes", test_read_sizes);
  add ("raw-failure", test_raw_failure);
  add ("close", test_close);
  add ("bad-raw", test_bad_raw);
  add ("properties", test_properties);
  g_test_add_func ("/bare-object", test_bare_object);
  g_test_add_func ("/gzip/zlib", test_zlib);
  return g_test_run ();
}
