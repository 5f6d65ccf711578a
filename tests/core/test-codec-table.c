/* tests/core/test-codec-table.c: how codecs are found, and what they say of themselves.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <glib.h>
#include <string.h>

#include "core/codecs/codec.h"
#include "core/files/kinds.h"

/* 96 */
static void
test_level_range (gconstpointer user_data)
{
  const ArwCodec *codec = user_data;
  int level = ARW_LEVEL_DEFAULT;
  ArwError error = {0};

  g_assert_true (arw_codec_resolve_level (codec, &level, &error));
  g_assert_cmpint (level, ==, codec->default_level);
  level = codec->max_level;
  g_assert_true (arw_codec_resolve_level (codec, &level, &error));
  g_assert_cmpint (level, ==, codec->max_level);

  level = codec->max_level + 1;
  g_assert_false (arw_codec_resolve_level (codec, &level, &error));
  g_assert_cmpint (error.code, ==, ARW_INVALID);
  level = arw_codec_has_levels (codec) ? codec->min_level - 1 : -1;
  g_assert_false (arw_codec_resolve_level (codec, &level, &error));
  g_assert_cmpint (error.code, ==, ARW_INVALID);
  g_assert_nonnull (strstr (error.message, codec->name));
}

/* 105: in these words. */
static void
test_no_streaming (gconstpointer user_data)
{
  const ArwCodec *codec = user_data;
  ArwError error = {0};

  g_assert_false (arw_codec_check_streaming (codec, &error));
  g_assert_cmpint (error.code, ==, ARW_NOT_IMPLEMENTED);
  g_assert_cmpstr (error.message,
                   ==,
                   strcmp (codec->name, "snappy") == 0
                     ? "Streaming compression unsupported with Snappy"
                     : "Streaming compression unsupported with LZ4 raw format. "
                       "Try using LZ4 frame format instead.");
  g_assert_null (arw_compressed_reader_new (NULL, codec, NULL, &error));
  g_assert_cmpint (error.code, ==, ARW_NOT_IMPLEMENTED);
  g_assert_null (arw_compressed_writer_new (NULL, codec, NULL, &error));
  g_assert_cmpint (error.code, ==, ARW_NOT_IMPLEMENTED);
}

/* 98 */
static void
test_names (gconstpointer user_data)
{
  const ArwCodec *codec = user_data;
  const char *const *suffixes = arw_codec_suffixes (codec);
  g_autofree char *upper = g_ascii_strup (codec->name, -1);
  ArwError error = {0};

  g_assert_true (arw_codec_find (codec->name, &error) == codec);
  g_assert_true (arw_codec_find (upper, &error) == codec);

  for (gsize i = 0; suffixes[i] != NULL; i++) {
    g_autofree char *path = g_strconcat ("/a.b/table", suffixes[i], NULL);
    g_autofree char *upper_path = g_ascii_strup (path, -1);
    g_autofree char *folder = g_strconcat (path, "/table", NULL);

    g_assert_cmpstr (arw_codec_name_for_path (path), ==, codec->name);
    g_assert_cmpstr (arw_codec_name_for_path (upper_path), ==, codec->name);
    g_assert_null (arw_codec_name_for_path (folder));
  }
}

/* 95 */
static void
test_unknown (void)
{
  static const char *const names[] =
    {"", "xz", "gz", "zlib", "none", "gzi", "gzipp", "gzip "};
  static const char *const paths[] =
    {"", "gz", "table.csv", "table.xz", "table.gz ", "/"};
  ArwError error;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *message =
      g_strdup_printf ("Invalid value for compression: '%s'", names[i]);

    g_assert_null (arw_codec_find (names[i], &error));
    g_assert_cmpint (error.code, ==, ARW_INVALID);
    g_assert_cmpstr (error.message, ==, message);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    g_assert_null (arw_codec_name_for_path (paths[i]));
}

/* A build without a codec says how to get it. */
static void
test_not_built (void)
{
  static const struct
  {
    const char *name;
    const char *option;
  } codecs[] = {{"ZSTD", "-Dzstd="},
                {"bz2", "-Dbz2="},
                {"lz4_raw", "-Dlz4="},
                {"lz4_frame", "-Dlz4="},
                {"brotli", "-Dbrotli="},
                {"snappy", "-Dsnappy="}};

  for (gsize i = 0; i < G_N_ELEMENTS (codecs); i++) {
    ArwError error = {0};

    if (arw_codec_find (codecs[i].name, &error) != NULL) {
      g_assert_cmpint (error.code, ==, ARW_OK);
    } else {
      g_assert_cmpint (error.code, ==, ARW_NOT_IMPLEMENTED);
      g_assert_nonnull (strstr (error.message, codecs[i].option));
    }
  }
}

/* What can start a frame to be skipped, a block, or an empty member. */
static void
test_magic (void)
{
  static const struct
  {
    const char *name;
    const char *bytes;
    gboolean matches;
  } rows[] = {{"bz2", "BZh91AY&SY", TRUE},
              {"bz2", "BZh1\x17\x72\x45\x38\x50\x90", TRUE},
              {"bz2", "BZh51A", TRUE},
              {"bz2", "BZh5", TRUE},
              {"bz2", "BZh", FALSE},
              {"bz2", "BZh0", FALSE},
              {"bz2", "BZh5 is a word", FALSE},
              {"lz4", "\x5f\x2a\x4d\x18", TRUE},
              {"lz4", "\x60\x2a\x4d\x18", FALSE},
              {"lz4", "\x04\x22\x4d\x18", TRUE},
              {"lz4", "\x04\x22\x4d", FALSE}};

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const ArwCodec *codec = arw_codec_find (rows[i].name, NULL);

    if (codec != NULL)
      g_assert_cmpint (
        codec->matches ((const guint8 *)rows[i].bytes, strlen (rows[i].bytes)),
        ==,
        rows[i].matches);
  }
}

static void
add (const ArwCodec *codec, const char *name, GTestDataFunc function)
{
  g_autofree char *path = g_strdup_printf ("/codec/%s/%s", codec->name, name);

  g_test_add_data_func (path, codec, function);
}

int
main (int argc, char **argv)
{
  const ArwCodec *codec;

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; (codec = arw_codec_nth (i)) != NULL; i++) {
    add (codec, "level-range", test_level_range);
    add (codec, "names", test_names);
    if (codec->no_streaming != NULL)
      add (codec, "no-streaming", test_no_streaming);
  }
  g_test_add_func ("/codec/unknown", test_unknown);
  g_test_add_func ("/codec/not-built", test_not_built);
  g_test_add_func ("/codec/magic", test_magic);
  return g_test_run ();
}
