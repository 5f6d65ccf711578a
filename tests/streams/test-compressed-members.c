/* tests/streams/test-compressed-members.c: what lies behind a member of a compressed
 * stream.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

static GArrowNativeFile *
open_with_policy (Fixture *fixture, GArrowTrailingData policy)
{
  GArrowNativeFile *file = open_reader (fixture);

  g_object_set (file, "trailing-data", policy, NULL);
  return file;
}

/* 101, 18: an empty member is one, too. */
static void
test_members (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) one = make_data (100000);
  g_autoptr (GBytes) nothing = make_data (0);
  g_autoptr (GBytes) packed = run_tool (fixture->format, "-6", one);
  g_autoptr (GBytes) empty = run_tool (fixture->format, "-6", nothing);
  g_autoptr (GByteArray) twice = g_byte_array_new ();
  g_autoptr (GBytes) expected = NULL;

  (void)data;
  for (int i = 0; i < 2; i++)
    g_byte_array_append (twice, g_bytes_get_data (one, NULL), 100000);
  expected = g_byte_array_free_to_bytes (g_steal_pointer (&twice));

  store (fixture, packed, packed, NULL);
  assert_stored (fixture, expected);
  store (fixture, empty, packed, empty, empty, packed, empty, NULL);
  assert_stored (fixture, expected);
  store (fixture, empty, NULL);
  assert_stored (fixture, nothing);
}

/* Those that are complete, and still once the stream is closed. */
static void
test_count (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) text = make_data (100000);
  g_autoptr (GBytes) nothing = make_data (0);
  g_autoptr (GBytes) packed = pack (fixture->format, text);
  g_autoptr (GBytes) empty = pack (fixture->format, nothing);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (packed, 0, 10);
  g_autoptr (GArrowNativeFile) file = NULL;
  g_autoptr (GArrowNativeFile) broken = NULL;
  g_autoptr (GBytes) read = NULL;
  GArrowCompressedInputStream *stream;

  (void)data;
  store (fixture, packed, empty, packed, NULL);
  file = open_reader (fixture);
  stream = GARROW_COMPRESSED_INPUT_STREAM (file);
  g_assert_cmpint (garrow_compressed_input_stream_get_n_members (stream), ==, 0);
  read = garrow_native_file_read_all (file, NULL);
  g_assert_cmpint (garrow_compressed_input_stream_get_n_members (stream), ==, 3);
  g_assert_true (garrow_native_file_close (file, NULL));
  g_assert_cmpint (garrow_compressed_input_stream_get_n_members (stream), ==, 3);

  store (fixture, packed, cut, NULL);
  broken = open_reader (fixture);
  stream = GARROW_COMPRESSED_INPUT_STREAM (broken);
  g_assert_null (garrow_native_file_read_all (broken, NULL));
  g_assert_cmpint (garrow_compressed_input_stream_get_n_members (stream), ==, 1);
}

/* However many there are, nothing recurs, and nothing is quadratic. */
static void
test_many_empty_members (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) nothing = make_data (0);
  g_autoptr (GBytes) empty = pack (fixture->format, nothing);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autoptr (GBytes) stored = NULL;
  int n_members = 200000;

  (void)data;

  /* libbz2 allocates for its largest block each time, and the tests fill what is freed.
   */
  if (strcmp (fixture->format->name, "bz2") == 0)
    n_members = 500;
  for (int i = 0; i < n_members; i++)
    g_byte_array_append (all,
                         g_bytes_get_data (empty, NULL),
                         (guint)g_bytes_get_size (empty));
  stored = g_byte_array_free_to_bytes (g_steal_pointer (&all));
  store (fixture, stored, NULL);
  assert_stored (fixture, nothing);
}

/* 102 */
static void
test_padding (Fixture *fixture, gconstpointer data)
{
  static const gsize sizes[] = {1, 512, 8 * MIB};
  g_autoptr (GBytes) text = make_data (1000);
  g_autoptr (GBytes) packed = pack (fixture->format, text);

  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GBytes) zeros = g_bytes_new_take (g_malloc0 (sizes[i]), sizes[i]);
    g_autoptr (GArrowNativeFile) strict = NULL;
    g_autoptr (GArrowNativeFile) lax = NULL;
    g_autoptr (GArrowNativeFile) member = NULL;
    g_autoptr (GError) error = NULL;

    store (fixture, packed, zeros, NULL);
    assert_stored (fixture, text);
    lax = open_with_policy (fixture, GARROW_TRAILING_DATA_IGNORE);
    assert_reads (lax, text);
    strict = open_with_policy (fixture, GARROW_TRAILING_DATA_ERROR);
    g_assert_null (garrow_native_file_read_all (strict, &error));
    g_assert_nonnull (error);

    /* Padding between members, as tapes have it. */
    store (fixture, packed, zeros, packed, zeros, NULL);
    member = open_reader (fixture);
    assert_bytes (garrow_native_file_read (member, 1000, NULL), text);
    assert_bytes (garrow_native_file_read_all (member, NULL), text);
  }
}

static void
test_trailing_garbage (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) text = make_data (1000);
  g_autoptr (GBytes) packed = pack (fixture->format, text);
  g_autoptr (GBytes) garbage = make_garbage ();
  g_autoptr (GArrowNativeFile) strict = NULL;
  g_autoptr (GArrowNativeFile) lax = NULL;

  (void)data;
  store (fixture, packed, garbage, NULL);
  assert_stored_fails (fixture, GARROW_ERROR_CORRUPT, fixture->format->not_this_format);
  strict = open_with_policy (fixture, GARROW_TRAILING_DATA_ERROR);
  assert_fails (strict, fixture, GARROW_ERROR_CORRUPT, fixture->format->not_this_format);
  lax = open_with_policy (fixture, GARROW_TRAILING_DATA_IGNORE);
  assert_reads (lax, text);
}

/* A member is found wherever the windows of the file below end. */
static void
test_members_at_any_place (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) text = make_data (100);
  g_autoptr (GBytes) packed = pack (fixture->format, text);

  (void)data;
  for (gsize size = 16 * 1024 - 60; size < 16 * 1024; size++) {
    g_autoptr (GBytes) noise = make_noise (size);
    g_autoptr (GBytes) packed_noise = pack (fixture->format, noise);
    g_autoptr (GArrowNativeFile) file = NULL;

    store (fixture, packed_noise, packed, NULL);
    file = open_with_policy (fixture, GARROW_TRAILING_DATA_IGNORE);
    assert_bytes (garrow_native_file_read (file, (gint64)size, NULL), noise);
    assert_bytes (garrow_native_file_read_all (file, NULL), text);
  }
}

/* 107: reading goes on behind the compressed data. */
static void
test_raw_position (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) text = make_data (300000);
  g_autoptr (GBytes) packed = pack (fixture->format, text);
  g_autoptr (GBytes) tail = g_bytes_new_static ("and more of another kind", 24);
  g_autoptr (GArrowNativeFile) raw = NULL;
  g_autoptr (GArrowNativeFile) file = NULL;

  (void)data;
  store (fixture, packed, tail, NULL);
  raw = open_raw (fixture, "r");
  file = decompress (fixture->format, raw);
  garrow_compressed_input_stream_set_trailing_data (GARROW_COMPRESSED_INPUT_STREAM (file),
                                                    GARROW_TRAILING_DATA_IGNORE);
  assert_reads (file, text);
  g_assert_cmpint (garrow_native_file_tell (raw, NULL),
                   ==,
                   (gint64)g_bytes_get_size (packed));
  assert_bytes (garrow_native_file_read_all (raw, NULL), tail);
}

/* 104: a file of zstd or lz4 may hold frames that are not for the reader. */
static void
test_skippable_frames (Fixture *fixture, gconstpointer data)
{
  static const guint8 skippable[] =
    {0x5a, 0x2a, 0x4d, 0x18, 5, 0, 0, 0, 'o', 't', 'h', 'e', 'r'};
  g_autoptr (GBytes) text = make_data (1000);
  g_autoptr (GBytes) nothing = make_data (0);
  g_autoptr (GBytes) packed = pack (fixture->format, text);
  g_autoptr (GBytes) skipped = g_bytes_new_static (skippable, sizeof skippable);
  g_autoptr (GArrowNativeFile) file = NULL;

  (void)data;
  store (fixture, skipped, NULL);
  assert_stored (fixture, nothing);
  store (fixture, skipped, packed, skipped, NULL);
  assert_stored (fixture, text);
  file = open_with_policy (fixture, GARROW_TRAILING_DATA_IGNORE);
  assert_reads (file, text);
}

/* 104, 101: members in zlib's own wrapping are members, whatever the policy. */
static void
test_zlib_members (void)
{
  static const guint8 packed[] =
    {0x78, 0x9c, 0x4b, 0x4c, 0x4a, 0x06, 0x00, 0x02, 0x4d, 0x01, 0x27}; /* "abc" */
  guint8 twice[2 * sizeof packed];
  g_autoptr (GBytes) bytes = NULL;

  memcpy (twice, packed, sizeof packed);
  memcpy (twice + sizeof packed, packed, sizeof packed);
  bytes = g_bytes_new_static (twice, sizeof twice);
  for (int policy = GARROW_TRAILING_DATA_ERROR; policy <= GARROW_TRAILING_DATA_IGNORE;
       policy++) {
    g_autoptr (GArrowBufferReader) raw = garrow_buffer_reader_new_bytes (bytes);
    g_autoptr (GArrowCodec) codec =
      garrow_codec_new ("gzip", GARROW_COMPRESSION_LEVEL_DEFAULT, NULL);
    g_autoptr (GArrowCompressedInputStream) stream =
      garrow_compressed_input_stream_new (GARROW_NATIVE_FILE (raw), codec, NULL);
    g_autoptr (GBytes) all = NULL;

    garrow_compressed_input_stream_set_trailing_data (stream, (GArrowTrailingData)policy);
    all = garrow_native_file_read_all (GARROW_NATIVE_FILE (stream), NULL);
    g_assert_cmpuint (g_bytes_get_size (all), ==, 6);
    g_assert_cmpint (memcmp (g_bytes_get_data (all, NULL), "abcabc", 6), ==, 0);
  }
}

static gboolean
has_magic (const Format *format)
{
  return format->has_magic;
}

static gboolean
has_skippable_frames (const Format *format)
{
  return strcmp (format->name, "zstd") == 0 || strcmp (format->name, "lz4") == 0;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("members", test_members);
  add ("count", test_count);
  add ("many-empty-members", test_many_empty_members);
  add ("padding", test_padding);
  add ("trailing-garbage", test_trailing_garbage);
  add_where ("members-at-any-place", test_members_at_any_place, has_magic);
  add ("raw-position", test_raw_position);
  add_where ("skippable-frames", test_skippable_frames, has_skippable_frames);
  g_test_add_func ("/compressed-members/zlib", test_zlib_members);
  return g_test_run ();
}
