/* tests/streams/test-codec-class.c: GArrowCodec.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

static void
test_levels (Fixture *fixture, gconstpointer data)
{
  const char *name = fixture->format->name;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowCodec) codec =
    garrow_codec_new (name, GARROW_COMPRESSION_LEVEL_DEFAULT, &error);
  g_autoptr (GArrowCodec) highest = NULL;
  int min, max;

  (void)data;
  g_assert_no_error (error);
  g_assert_cmpstr (garrow_codec_get_name (codec), ==, name);
  g_assert_true (garrow_codec_supports_compression_level (codec));
  g_assert_true (garrow_codec_check_streaming (codec, &error));
  g_assert_cmpint (garrow_codec_get_compression_level (codec),
                   ==,
                   garrow_codec_get_default_compression_level (codec));

  min = garrow_codec_get_minimum_compression_level (codec);
  max = garrow_codec_get_maximum_compression_level (codec);
  highest = garrow_codec_new (name, max, &error);
  g_assert_no_error (error);
  g_assert_cmpint (garrow_codec_get_compression_level (highest), ==, max);

  /* 96: never clamped. */
  g_assert_null (garrow_codec_new (name, max + 1, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, name));
  g_clear_error (&error);
  g_assert_null (garrow_codec_new (name, min - 1, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autofree char *upper = g_ascii_strup (fixture->format->name, -1);
  g_autofree char *upper_path = g_ascii_strup (fixture->path, -1);
  g_autoptr (GArrowCodec) codec = garrow_codec_new (upper, 1, NULL);
  g_autoptr (GArrowCodec) detected = garrow_codec_detect (fixture->path);
  g_autoptr (GArrowCodec) detected_upper = garrow_codec_detect (upper_path);

  (void)data;
  g_assert_true (garrow_codec_is_available (upper));
  g_assert_cmpstr (garrow_codec_get_name (codec), ==, fixture->format->name);
  g_assert_cmpstr (garrow_codec_get_name (detected), ==, fixture->format->name);
  g_assert_cmpstr (garrow_codec_get_name (detected_upper), ==, fixture->format->name);
  g_assert_cmpstr (garrow_codec_name_for_path (upper_path), ==, fixture->format->name);
  g_assert_true (
    g_strv_contains (garrow_codec_get_suffixes (codec), strrchr (fixture->path, '.')));
}

/* 96 */
static void
test_gzip (void)
{
  g_autoptr (GArrowCodec) codec = garrow_codec_new ("gzip", 9, NULL);
  g_autoptr (GArrowCodec) tgz = garrow_codec_detect ("a/b.tgz");

  g_assert_cmpint (garrow_codec_get_compression_level (codec), ==, 9);
  g_assert_cmpint (garrow_codec_get_default_compression_level (codec), ==, 6);
  g_assert_cmpint (garrow_codec_get_minimum_compression_level (codec), ==, 1);
  g_assert_cmpint (garrow_codec_get_maximum_compression_level (codec), ==, 9);
  g_assert_cmpstr (garrow_codec_get_name (tgz), ==, "gzip");
  g_assert_cmpstr (garrow_codec_get_suffixes (codec)[0], ==, ".gz");
  g_assert_cmpstr (garrow_codec_get_suffixes (codec)[1], ==, ".tgz");
  g_assert_null (garrow_codec_get_suffixes (codec)[2]);
}

/* Also for codecs that this build may lack, so that what lacks can be told. */
static void
test_names_for_paths (void)
{
  static const char *const names[][2] = {
    {"a/b.csv.gz", "gzip"},
    {"a/b.ZST", "zstd"},
    {"b.bz2", "bz2"},
    {".lz4", "lz4"},
    {"b.br", "brotli"},
    {"b.csv", NULL},
    {"b.gz/c", NULL},
    {"", NULL},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (garrow_codec_name_for_path (names[i][0]), ==, names[i][1]);
}

/* 95 */
static void
test_unknown (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (garrow_codec_new ("xz", GARROW_COMPRESSION_LEVEL_DEFAULT, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "Invalid value for compression: 'xz'");
  g_assert_false (garrow_codec_is_available ("xz"));
  g_assert_false (garrow_codec_is_available (""));
  g_assert_null (garrow_codec_detect ("table.csv"));
  g_assert_null (garrow_codec_detect ("table.gz/part"));
  g_assert_null (garrow_codec_detect (""));
}

static GArrowBuffer *
make_buffer (gsize size)
{
  g_autoptr (GBytes) bytes = make_data (size);

  return garrow_buffer_new_bytes (bytes);
}

/* 14, 105, 106: for every codec, those of single blocks too. */
static void
test_one_shot (void)
{
  g_auto (GStrv) names = garrow_supported_codecs ();
  g_autoptr (GArrowBuffer) data = make_buffer (100000);
  gint64 before = garrow_total_allocated_bytes ();

  g_assert_true (g_strv_contains ((const char *const *)names, "gzip"));
  for (char **name = names; *name != NULL; name++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GArrowCodec) codec =
      garrow_codec_new (*name, GARROW_COMPRESSION_LEVEL_DEFAULT, &error);
    g_autoptr (GArrowBuffer) packed = garrow_codec_compress (codec, data, NULL, &error);
    g_autoptr (GArrowBuffer) same = garrow_compress (data, *name, NULL, &error);
    g_autoptr (GArrowBuffer) back = NULL;

    g_assert_no_error (error);
    g_assert_true (garrow_codec_is_available (*name));
    g_assert_true (garrow_buffer_equal (packed, same));

    back = garrow_codec_decompress (codec, packed, 200000, NULL, &error);
    g_assert_no_error (error);
    g_assert_true (garrow_buffer_equal (back, data));
    g_clear_object (&back);
    back = garrow_decompress (packed, 100000, *name, NULL, &error);
    g_assert_no_error (error);
    g_assert_true (garrow_buffer_equal (back, data));

    g_assert_null (garrow_codec_decompress (codec, packed, 99999, NULL, &error));
    g_assert_nonnull (error);
  }
  g_assert_cmpint (garrow_total_allocated_bytes (), ==, before);
}

static void
test_one_shot_failures (void)
{
  g_autoptr (GArrowBuffer) data = make_buffer (1000);
  g_autoptr (GArrowCodec) codec = garrow_codec_new ("gzip", 1, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (garrow_compress (data, "xz", NULL, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (garrow_decompress (data, -1, "xz", NULL, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (garrow_codec_decompress (codec, data, -1, NULL, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_null (garrow_codec_decompress (codec, data, -2, NULL, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
}

/* 91: the pool that is named is the one that is used. */
static void
test_one_shot_pool (void)
{
  g_autoptr (GArrowMemoryPool) pool = garrow_memory_pool_for_backend ("system", NULL);
  g_autoptr (GArrowBuffer) data = make_buffer (1000);
  gint64 before = garrow_memory_pool_get_bytes_allocated (pool);
  g_autoptr (GArrowBuffer) packed = garrow_compress (data, "gzip", pool, NULL);
  g_autoptr (GArrowBuffer) back = garrow_decompress (packed, -1, "gzip", pool, NULL);

  g_assert_true (garrow_buffer_equal (back, data));
  g_assert_cmpint (garrow_memory_pool_get_bytes_allocated (pool) - before,
                   >=,
                   garrow_buffer_get_size (packed) + 1000);
}

/* What was compressed at once, and what the system's tool writes. */
static void
test_one_shot_tool (Fixture *fixture, gconstpointer data)
{
  const char *name = fixture->format->name;
  g_autoptr (GBytes) text = make_data (100000);
  g_autoptr (GBytes) theirs = run_tool (fixture->format, "-6", text);
  g_autoptr (GArrowBuffer) theirs_buffer = garrow_buffer_new_bytes (theirs);
  g_autoptr (GArrowBuffer) buffer = garrow_buffer_new_bytes (text);
  g_autoptr (GArrowBuffer) packed = garrow_compress (buffer, name, NULL, NULL);
  g_autoptr (GArrowBuffer) back = garrow_decompress (theirs_buffer, -1, name, NULL, NULL);
  g_autoptr (GBytes) ours = garrow_buffer_get_data (packed);

  (void)data;
  assert_bytes (run_tool (fixture->format, "-d", ours), text);
  g_assert_true (garrow_buffer_equal (back, buffer));
}

/* 98 */
static void
test_content (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) text = make_data (100);
  g_autoptr (GBytes) packed = pack (fixture->format, text);
  g_autoptr (GArrowBuffer) buffer = garrow_buffer_new_bytes (packed);
  g_autoptr (GArrowBuffer) other = garrow_buffer_new_bytes (text);
  g_autoptr (GArrowCodec) codec = garrow_codec_detect_content (buffer);

  (void)data;
  g_assert_null (garrow_codec_detect_content (other));
  if (fixture->format->has_magic)
    g_assert_cmpstr (garrow_codec_get_name (codec), ==, fixture->format->name);
  else
    g_assert_null (codec);
}

static void
test_lz4_frame (void)
{
  g_autoptr (GArrowCodec) codec = garrow_codec_new ("LZ4_Frame", 3, NULL);

  g_assert_cmpstr (garrow_codec_get_name (codec), ==, "lz4");
}

/* 96, 105: a format of single blocks, which has no levels either. */
static void
test_snappy (void)
{
  g_autoptr (GArrowCodec) codec =
    garrow_codec_new ("snappy", GARROW_COMPRESSION_LEVEL_DEFAULT, NULL);
  g_autoptr (GArrowNativeFile) raw =
    GARROW_NATIVE_FILE (garrow_buffer_output_stream_new (NULL));
  g_autoptr (GError) error = NULL;

  g_assert_false (garrow_codec_supports_compression_level (codec));
  g_assert_cmpint (garrow_codec_get_compression_level (codec),
                   ==,
                   GARROW_COMPRESSION_LEVEL_DEFAULT);
  g_assert_null (garrow_codec_new ("snappy", 1, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_false (garrow_codec_check_streaming (codec, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_IMPLEMENTED);
  g_assert_cmpstr (error->message, ==, "Streaming compression unsupported with Snappy");
  g_clear_error (&error);
  g_assert_null (garrow_compressed_output_stream_new (raw, codec, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_IMPLEMENTED);
  g_clear_error (&error);
  g_assert_null (garrow_compressed_input_stream_new (raw, codec, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_IMPLEMENTED);
}

/* Bindings can make one without a constructor. */
static void
test_bare_object (void)
{
  g_autoptr (GArrowCodec) codec = g_object_new (GARROW_TYPE_CODEC, NULL);

  g_assert_cmpstr (garrow_codec_get_name (codec), ==, "gzip");
  g_assert_cmpint (garrow_codec_get_compression_level (codec), ==, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("levels", test_levels);
  add ("names", test_names);
  add ("one-shot-tool", test_one_shot_tool);
  add ("content", test_content);
  g_test_add_func ("/one-shot/round-trip", test_one_shot);
  g_test_add_func ("/one-shot/failures", test_one_shot_failures);
  g_test_add_func ("/one-shot/pool", test_one_shot_pool);
  if (garrow_codec_is_available ("lz4"))
    g_test_add_func ("/lz4/lz4-frame", test_lz4_frame);
  if (garrow_codec_is_available ("snappy"))
    g_test_add_func ("/snappy/no-streams-no-levels", test_snappy);
  g_test_add_func ("/gzip/range", test_gzip);
  g_test_add_func ("/names-for-paths", test_names_for_paths);
  g_test_add_func ("/unknown", test_unknown);
  g_test_add_func ("/bare-object", test_bare_object);
  return g_test_run ();
}
