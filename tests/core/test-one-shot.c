/* tests/core/test-one-shot.c: whole buffers through every codec in the build.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <glib.h>
#include <string.h>

#include "core/codecs/one-shot.h"

#define LARGE 3000000

/* A buffer of its own with bytes that compress, but not into nothing. */
static ArwBuffer
make_data (gint64 size)
{
  ArwBuffer data;

  g_assert_true (arw_buffer_allocate (&data, arw_pool_default (), size, NULL));
  for (gint64 i = 0; i < size; i++)
    data.data[i] = (guint8)((i * i >> 9) + (i % 7 == 0 ? i : 0));
  return data;
}

static ArwBuffer
compress (const ArwCodec *codec, int level, const ArwBuffer *data)
{
  ArwBuffer packed;
  ArwError error = {0};

  arw_codec_resolve_level (codec, &level, NULL);
  g_assert_true (
    arw_codec_compress (codec, level, data, arw_pool_default (), &packed, &error));
  g_assert_cmpint (error.code, ==, ARW_OK);
  return packed;
}

static gboolean
decompress (const ArwCodec *codec,
            const ArwBuffer *packed,
            gint64 max_size,
            ArwBuffer *out,
            ArwError *error)
{
  return arw_codec_decompress (codec, packed, max_size, arw_pool_default (), out, error);
}

static void
assert_decompresses (const ArwCodec *codec,
                     const ArwBuffer *packed,
                     gint64 max_size,
                     const ArwBuffer *expected)
{
  ArwBuffer out;
  ArwError error = {0};

  g_assert_true (decompress (codec, packed, max_size, &out, &error));
  g_assert_true (arw_buffer_equal (&out, expected));
  g_assert_cmpint (arw_buffer_capacity (&out), <, expected->size * 5 / 4 + 256);
  arw_buffer_clear (&out);
}

static void
assert_fails (const ArwCodec *codec,
              const ArwBuffer *packed,
              gint64 max_size,
              ArwCode expected)
{
  ArwBuffer out;
  ArwError error = {0};

  g_assert_false (decompress (codec, packed, max_size, &out, &error));
  g_assert_cmpint (error.code, ==, expected);
  g_assert_null (out.memory);
}

/* Both, one behind the other. */
static ArwBuffer
join (const ArwBuffer *one, const ArwBuffer *two)
{
  ArwBuffer both;

  g_assert_true (
    arw_buffer_allocate (&both, arw_pool_default (), one->size + two->size, NULL));
  memcpy (both.data, one->data, (gsize)one->size);
  memcpy (both.data + one->size, two->data, (gsize)two->size);
  return both;
}

/* 14, 106: the result has the size of the data, whatever was allowed. */
static void
test_round_trip (gconstpointer user_data)
{
  static const gint64 sizes[] = {0, 1, 63, 64, 1000, LARGE};
  const ArwCodec *codec = user_data;
  ArwPoolStatistics before, after;

  arw_pool_statistics (arw_pool_default (), &before);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    ArwBuffer data = make_data (sizes[i]);
    ArwBuffer packed = compress (codec, ARW_LEVEL_DEFAULT, &data);

    g_assert_cmpint (packed.size, >, 0);
    assert_decompresses (codec, &packed, sizes[i], &data);
    assert_decompresses (codec, &packed, sizes[i] + 1, &data);
    assert_decompresses (codec, &packed, G_MAXINT64, &data);
    if (!codec->block_needs_size)
      assert_decompresses (codec, &packed, -1, &data);
    arw_buffer_clear (&packed);
    arw_buffer_clear (&data);
  }
  arw_pool_statistics (arw_pool_default (), &after);
  g_assert_cmpint (after.bytes_allocated, ==, before.bytes_allocated);
}

/* 96 */
static void
test_levels (gconstpointer user_data)
{
  const ArwCodec *codec = user_data;
  ArwBuffer data = make_data (100000);

  for (int level = MAX (codec->min_level, 0); level <= codec->max_level; level++) {
    ArwBuffer packed = compress (codec, level, &data);

    assert_decompresses (codec, &packed, data.size, &data);
    arw_buffer_clear (&packed);
  }
  arw_buffer_clear (&data);
}

/* 106 */
static void
test_too_small (gconstpointer user_data)
{
  const ArwCodec *codec = user_data;
  ArwCode code = codec->block_needs_size ? ARW_CORRUPT : ARW_LIMIT;
  ArwBuffer data = make_data (100000);
  ArwBuffer packed = compress (codec, ARW_LEVEL_DEFAULT, &data);

  assert_fails (codec, &packed, data.size - 1, code);
  assert_fails (codec, &packed, 1, code);
  assert_fails (codec, &packed, 0, code);
  assert_fails (codec, &packed, -2, ARW_INVALID);
  assert_fails (codec, &packed, G_MININT64, ARW_INVALID);
  if (codec->block_needs_size)
    assert_fails (codec, &packed, -1, ARW_INVALID);
  arw_buffer_clear (&packed);
  arw_buffer_clear (&data);
}

/* 99 */
static void
test_no_bytes (gconstpointer user_data)
{
  ArwBuffer nothing;

  arw_buffer_init_empty (&nothing);
  assert_decompresses (user_data, &nothing, 0, &nothing);
  assert_decompresses (user_data, &nothing, 100, &nothing);
}

/* 106: members that follow each other, and nothing else behind them. */
static void
test_members (gconstpointer user_data)
{
  const ArwCodec *codec = user_data;
  ArwBuffer data = make_data (1000);
  ArwBuffer twice = join (&data, &data);
  ArwBuffer packed = compress (codec, ARW_LEVEL_DEFAULT, &data);
  ArwBuffer packed_twice = join (&packed, &packed);
  ArwBuffer byte = make_data (1);
  ArwBuffer with_more = join (&packed, &byte);
  ArwBuffer out;
  ArwError error = {0};

  if (codec->no_streaming == NULL)
    assert_decompresses (codec, &packed_twice, -1, &twice);
  else
    assert_fails (codec, &packed_twice, twice.size, ARW_CORRUPT);

  g_assert_false (decompress (codec, &with_more, twice.size, &out, &error));
  g_assert_true (error.code == ARW_CORRUPT || error.code == ARW_TRUNCATED);
  arw_buffer_clear (&with_more);
  arw_buffer_clear (&byte);
  arw_buffer_clear (&packed_twice);
  arw_buffer_clear (&packed);
  arw_buffer_clear (&twice);
  arw_buffer_clear (&data);
}

/* 100 */
static void
test_truncation (gconstpointer user_data)
{
  const ArwCodec *codec = user_data;
  ArwBuffer data = make_data (1000);
  ArwBuffer packed = compress (codec, ARW_LEVEL_DEFAULT, &data);

  for (gint64 size = 1; size < packed.size; size++) {
    ArwBuffer part, out;
    ArwError error = {0};

    g_assert_true (arw_buffer_slice (&packed, 0, size, &part, NULL));

    /* A block of lz4_raw that is cut can be another block. */
    if (decompress (codec, &part, data.size, &out, &error)) {
      g_assert_true (codec->block_needs_size);
      g_assert_cmpint (out.size, <, data.size);
    } else {
      g_assert_cmpint (error.code,
                       ==,
                       codec->no_streaming == NULL ? ARW_TRUNCATED : ARW_CORRUPT);
    }
    arw_buffer_clear (&out);
    arw_buffer_clear (&part);
  }
  arw_buffer_clear (&packed);
  arw_buffer_clear (&data);
}

/* Whatever bit is wrong, no memory is touched that is not the buffers'. */
static void
test_damage (gconstpointer user_data)
{
  const ArwCodec *codec = user_data;
  ArwBuffer data = make_data (200);
  ArwBuffer packed = compress (codec, ARW_LEVEL_DEFAULT, &data);

  for (gint64 i = 0; i < packed.size * 8; i++) {
    ArwBuffer out;

    packed.data[i / 8] ^= (guint8)(1 << i % 8);
    if (decompress (codec, &packed, 1000, &out, NULL))
      g_assert_cmpint (out.size, <=, 1000);
    packed.data[i / 8] ^= (guint8)(1 << i % 8);
    arw_buffer_clear (&out);
  }
  arw_buffer_clear (&packed);
  arw_buffer_clear (&data);
}

/* More than a format counts is refused before it is looked at. */
static void
test_capacity (gconstpointer user_data)
{
  const ArwCodec *codec = user_data;
  guint8 byte = 0;
  ArwBuffer huge = {NULL, &byte, G_GINT64_CONSTANT (1) << 33};
  ArwBuffer out;
  ArwError error = {0};

  g_assert_false (
    arw_codec_compress (codec, 1, &huge, arw_pool_default (), &out, &error));
  g_assert_cmpint (error.code, ==, ARW_CAPACITY);
}

/* A few bytes that claim to be gigabytes cost no memory. */
static void
test_claim (gconstpointer user_data)
{
  static guint8 bytes[] = {0xff, 0xff, 0xff, 0xff, 0x0f, 0};
  const ArwBuffer claim = {NULL, bytes, sizeof bytes};
  ArwPoolStatistics before, after;

  arw_pool_statistics (arw_pool_default (), &before);
  assert_fails (user_data, &claim, G_GINT64_CONSTANT (1) << 40, ARW_CORRUPT);
  arw_pool_statistics (arw_pool_default (), &after);
  g_assert_cmpint (after.total_bytes_allocated - before.total_bytes_allocated, <, 10000);
}

static void
add (const ArwCodec *codec, const char *name, GTestDataFunc function)
{
  g_autofree char *path = g_strdup_printf ("/one-shot/%s/%s", codec->name, name);

  g_test_add_data_func (path, codec, function);
}

int
main (int argc, char **argv)
{
  const ArwCodec *codec;

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; (codec = arw_codec_nth (i)) != NULL; i++) {
    add (codec, "round-trip", test_round_trip);
    add (codec, "levels", test_levels);
    add (codec, "too-small", test_too_small);
    add (codec, "no-bytes", test_no_bytes);
    add (codec, "members", test_members);
    add (codec, "truncation", test_truncation);
    add (codec, "damage", test_damage);
    if (codec->no_streaming != NULL) {
      add (codec, "capacity", test_capacity);
      add (codec, "claim", test_claim);
    }
  }
  return g_test_run ();
}
