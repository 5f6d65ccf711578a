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
  g_test_add_func ("/gzip/range", test_gzip);
  g_test_add_func ("/unknown", test_unknown);
  g_test_add_func ("/bare-object", test_bare_object);
  return g_test_run ();
}
