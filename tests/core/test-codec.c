/* tests/core/test-codec.c: the streams of every codec in the build, by walking the table.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <glib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/codecs/codec.h"

#define LARGE 300000

static const char text[] = "columnar, columnar and columnar";

static const char garbage[] = "no member of any format";

/* A codec, and how it is put to work. */
typedef struct
{
  const ArwCodec *codec;
  ArwCodecSettings settings;
} Way;

static ArwCodecSettings settings; /* those of the test that runs */

static const ArwCodec *
take_way (gconstpointer user_data)
{
  const Way *way = user_data;

  settings = way->settings;
  return way->codec;
}

static void *
new_encoder (const ArwCodec *codec, int level)
{
  ArwCodecSettings with_level = settings;
  ArwError error = {0};
  void *encoder;

  with_level.level = level;
  encoder = codec->encoder_new (&with_level, &error);
  g_assert_nonnull (encoder);
  return encoder;
}

/* Brotli has neither a magic number nor a checksum. */
static gboolean
is_marked (const ArwCodec *codec)
{
  return strcmp (codec->name, "brotli") != 0;
}

/* Bytes that compress, but not into nothing. */
static GByteArray *
make_data (guint size)
{
  GByteArray *data = g_byte_array_sized_new (size + 1);

  g_byte_array_set_size (data, size);
  for (guint i = 0; i < size; i++)
    data->data[i] = (guint8)((i * i >> 9) + (i % 7 == 0 ? i : 0));
  return data;
}

static void
assert_bytes (GByteArray *bytes, gconstpointer expected, gsize size)
{
  g_assert_cmpuint (bytes->len, ==, size);
  g_assert_true (size == 0 || memcmp (bytes->data, expected, size) == 0);
}

/* Runs one step, in pieces of at most piece bytes of input and of output. */
static ArwCodecStatus
encode (const ArwCodec *codec,
        void *encoder,
        ArwCodecStep step,
        const guint8 *data,
        gsize size,
        gsize piece,
        GByteArray *out)
{
  g_autofree guint8 *room = g_malloc (piece);
  const guint8 *end = data + size;
  ArwCodecStatus status = ARW_CODEC_MORE;

  while (data < end || (step != ARW_CODEC_RUN && status != ARW_CODEC_END)) {
    gsize n = MIN (piece, (gsize)(end - data));
    ArwCodecSpan span = {data, data + n, room, room + piece};
    ArwError error = {0};

    status =
      codec->encode (encoder, data + n == end ? step : ARW_CODEC_RUN, &span, &error);
    g_assert_cmpint (error.code, ==, ARW_OK);
    g_assert_cmpint (status, !=, ARW_CODEC_FAILED);
    g_byte_array_append (out, room, (guint)(span.out - room));
    data = span.in;
  }
  return status;
}

/* One member, in pieces. */
static GByteArray *
compress (const ArwCodec *codec, int level, const guint8 *data, gsize size, gsize piece)
{
  GByteArray *out = g_byte_array_new ();
  void *encoder = new_encoder (codec, level);

  encode (codec, encoder, ARW_CODEC_FINISH, data, size, piece, out);
  codec->encoder_free (encoder);
  return out;
}

static GByteArray *
compress_text (const ArwCodec *codec)
{
  return compress (codec,
                   codec->default_level,
                   (const guint8 *)text,
                   sizeof text,
                   sizeof text);
}

/* Decodes up to the end of a member, or of the data; moves *data to where it came. */
static ArwCodecStatus
decode (const ArwCodec *codec,
        void *decoder,
        const guint8 **data,
        const guint8 *end,
        gsize piece,
        GByteArray *out,
        ArwError *error)
{
  g_autofree guint8 *room = g_malloc (piece);

  for (;;) {
    gsize n = MIN (piece, (gsize)(end - *data));
    ArwCodecSpan span = {*data, *data + n, room, room + piece};
    ArwCodecStatus status = codec->decode (decoder, &span, error);

    *data = span.in;
    g_byte_array_append (out, room, (guint)(span.out - room));
    if (status != ARW_CODEC_MORE || (*data == end && span.out < span.out_end))
      return status;
  }
}

/* The same with a decoder of its own. */
static ArwCodecStatus
decompress (const ArwCodec *codec,
            const guint8 *data,
            gsize size,
            gsize piece,
            GByteArray *out,
            ArwError *error)
{
  void *decoder = codec->decoder_new (&settings, error);
  ArwCodecStatus status;

  g_assert_nonnull (decoder);
  status = decode (codec, decoder, &data, data + size, piece, out, error);
  codec->decoder_free (decoder);
  return status;
}

static void
assert_round_trip (const ArwCodec *codec, int level, GByteArray *data, gsize piece)
{
  g_autoptr (GByteArray) packed = compress (codec, level, data->data, data->len, piece);
  g_autoptr (GByteArray) back = g_byte_array_new ();
  ArwError error = {0};

  g_assert_cmpint (decompress (codec, packed->data, packed->len, piece, back, &error),
                   ==,
                   ARW_CODEC_END);
  assert_bytes (back, data->data, data->len);
  g_assert_cmpint (codec->matches (packed->data, packed->len), ==, is_marked (codec));
}

static void
test_levels (gconstpointer user_data)
{
  const ArwCodec *codec = take_way (user_data);
  g_autoptr (GByteArray) data = make_data (LARGE);

  assert_round_trip (codec, codec->min_level, data, LARGE);
  for (int level = MAX (codec->min_level, 1); level <= codec->max_level; level++)
    assert_round_trip (codec, level, data, LARGE);
}

static void
test_pieces (gconstpointer user_data)
{
  static const guint sizes[] = {0, 1, 2, 100, 70000};
  const ArwCodec *codec = take_way (user_data);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GByteArray) data = make_data (sizes[i]);

    assert_round_trip (codec, codec->default_level, data, 1);
    assert_round_trip (codec, codec->default_level, data, 3);
    assert_round_trip (codec, codec->default_level, data, 4096);
  }
}

/* What follows a member is not touched, and a decoder that was reset decodes it. */
static void
test_members (gconstpointer user_data)
{
  const ArwCodec *codec = take_way (user_data);
  g_autoptr (GByteArray) member = compress_text (codec);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  ArwError error = {0};
  void *decoder = codec->decoder_new (&settings, &error);
  const guint8 *data;

  for (int i = 0; i < 3; i++)
    g_byte_array_append (all, member->data, member->len);
  data = all->data;
  for (guint i = 1; i <= 3; i++) {
    g_autoptr (GByteArray) back = g_byte_array_new ();

    g_assert_cmpint (
      decode (codec, decoder, &data, all->data + all->len, 1000, back, &error),
      ==,
      ARW_CODEC_END);
    g_assert_cmpint (data - all->data, ==, i * member->len);
    assert_bytes (back, text, sizeof text);
    codec->decoder_reset (decoder);
  }
  codec->decoder_free (decoder);
}

/* 100 */
static void
test_truncation (gconstpointer user_data)
{
  const ArwCodec *codec = take_way (user_data);
  g_autoptr (GByteArray) packed = compress_text (codec);

  for (guint size = 0; size < packed->len; size++) {
    g_autoptr (GByteArray) back = g_byte_array_new ();
    ArwError error = {0};

    g_assert_cmpint (decompress (codec, packed->data, size, 1000, back, &error),
                     ==,
                     ARW_CODEC_MORE);
  }
}

/* 103: a flipped bit is found, or changes nothing, unless there is no checksum. */
static void
test_damage (gconstpointer user_data)
{
  const ArwCodec *codec = take_way (user_data);
  g_autoptr (GByteArray) packed = compress_text (codec);
  guint n_found = 0;

  for (guint i = 0; i < packed->len * 8; i++) {
    g_autoptr (GByteArray) back = g_byte_array_new ();
    ArwError error = {0};
    ArwCodecStatus status;

    packed->data[i / 8] ^= (guint8)(1 << i % 8);
    status = decompress (codec, packed->data, packed->len, 1000, back, &error);
    packed->data[i / 8] ^= (guint8)(1 << i % 8);

    if (status == ARW_CODEC_END && is_marked (codec))
      assert_bytes (back, text, sizeof text);
    if (status == ARW_CODEC_FAILED) {
      g_assert_cmpint (error.code, ==, ARW_CORRUPT);
      n_found++;
    }
  }
  g_assert_cmpint (n_found, >, is_marked (codec) ? packed->len * 4 : 0);
}

static void
test_garbage (gconstpointer user_data)
{
  const ArwCodec *codec = take_way (user_data);
  g_autoptr (GByteArray) back = g_byte_array_new ();
  ArwError error = {0};

  g_assert_false (codec->matches ((const guint8 *)garbage, sizeof garbage));
  g_assert_cmpint (
    decompress (codec, (const guint8 *)garbage, sizeof garbage, 1000, back, &error),
    ==,
    ARW_CODEC_FAILED);
  g_assert_cmpint (error.code, ==, ARW_CORRUPT);
  g_assert_nonnull (strstr (error.message, "failed: "));
  g_assert_cmpint (back->len, ==, 0);
}

/* 107: a flush makes everything decodable, and a second one adds nothing. That of bz2
 * ends the member. */
static void
test_flush (gconstpointer user_data)
{
  const ArwCodec *codec = take_way (user_data);
  g_autoptr (GByteArray) data = make_data (LARGE);
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  g_autoptr (GByteArray) back = g_byte_array_new ();
  ArwError error = {0};
  void *encoder = new_encoder (codec, codec->default_level);
  guint size;

  encode (codec, encoder, ARW_CODEC_FLUSH, data->data, data->len, 4096, packed);
  size = packed->len;
  g_assert_cmpint (decompress (codec, packed->data, packed->len, 4096, back, &error),
                   ==,
                   strcmp (codec->name, "bz2") == 0 ? ARW_CODEC_END : ARW_CODEC_MORE);
  assert_bytes (back, data->data, data->len);

  encode (codec, encoder, ARW_CODEC_FLUSH, data->data, 0, 4096, packed);
  g_assert_cmpint (packed->len, ==, size);
  codec->encoder_free (encoder);
}

/* What is written after a flush follows what came before it, and nothing may. */
static void
test_after_flush (gconstpointer user_data)
{
  const ArwCodec *codec = take_way (user_data);

  for (gsize size = 0; size <= sizeof text; size += sizeof text) {
    g_autoptr (GByteArray) packed = g_byte_array_new ();
    g_autoptr (GByteArray) back = g_byte_array_new ();
    ArwError error = {0};
    void *encoder = new_encoder (codec, codec->default_level);
    void *decoder = codec->decoder_new (&settings, &error);
    const guint8 *data;

    encode (codec, encoder, ARW_CODEC_FLUSH, (const guint8 *)text, size, 100, packed);
    encode (codec, encoder, ARW_CODEC_FINISH, (const guint8 *)text, size, 100, packed);
    codec->encoder_free (encoder);

    data = packed->data;
    while (data < packed->data + packed->len) {
      g_assert_cmpint (
        decode (codec, decoder, &data, packed->data + packed->len, 1000, back, &error),
        ==,
        ARW_CODEC_END);
      codec->decoder_reset (decoder);
    }
    codec->decoder_free (decoder);
    g_assert_cmpuint (back->len, ==, 2 * size);
  }
}

/* Ends a member, or says why it does not. */
static void
try_to_end (const ArwCodec *codec, void *encoder)
{
  ArwCodecStatus status = ARW_CODEC_MORE;

  while (status == ARW_CODEC_MORE) {
    guint8 room[4096];
    ArwCodecSpan span = {room, room, room, room + sizeof room};
    ArwError error = {0};

    status = codec->encode (encoder, ARW_CODEC_FINISH, &span, &error);
    if (status == ARW_CODEC_FAILED)
      g_assert_cmpint (error.code, ==, ARW_NOT_SUPPORTED);
  }
}

/* A child has none of the threads that help its parent, and must not wait for them. */
static void
test_fork (gconstpointer user_data)
{
  const ArwCodec *codec = take_way (user_data);
  g_autoptr (GByteArray) data = make_data (LARGE);
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  g_autoptr (GByteArray) back = g_byte_array_new ();
  void *encoder = new_encoder (codec, codec->default_level);
  ArwError error = {0};
  int status;
  pid_t child;

  encode (codec, encoder, ARW_CODEC_RUN, data->data, LARGE / 2, LARGE, packed);
  child = fork ();
  if (child == 0) {
    alarm (60);
    try_to_end (codec, encoder);
    codec->encoder_free (encoder);
    execlp ("true", "true", NULL); /* which has lost no memory to threads, as this has */
    _exit (1);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);

  encode (codec,
          encoder,
          ARW_CODEC_FINISH,
          data->data + LARGE / 2,
          LARGE - LARGE / 2,
          LARGE,
          packed);
  codec->encoder_free (encoder);
  g_assert_cmpint (decompress (codec, packed->data, packed->len, LARGE, back, &error),
                   ==,
                   ARW_CODEC_END);
  assert_bytes (back, data->data, LARGE);
}

/* 98 */
static void
test_content (gconstpointer user_data)
{
  const ArwCodec *codec = take_way (user_data);
  g_autoptr (GByteArray) packed = compress_text (codec);

  g_assert_true (
    arw_codec_for_content (packed->data, MIN (packed->len, ARW_CODEC_MAGIC)) ==
    (is_marked (codec) ? codec : NULL));
  g_assert_null (arw_codec_for_content (packed->data, 1));
}

static void
add (const Way *way, const char *how, const char *name, GTestDataFunc function)
{
  g_autofree char *path = g_strdup_printf ("/codec/%s/%s%s", way->codec->name, how, name);

  g_test_add_data_func_full (path, g_memdup2 (way, sizeof *way), function, g_free);
}

static void
add_all (const ArwCodec *codec, const char *how, ArwCodecSettings with)
{
  const Way way = {codec, with};

  add (&way, how, "levels", test_levels);
  add (&way, how, "pieces", test_pieces);
  add (&way, how, "members", test_members);
  add (&way, how, "truncation", test_truncation);
  add (&way, how, "damage", test_damage);
  add (&way, how, "garbage", test_garbage);
  add (&way, how, "flush", test_flush);
  add (&way, how, "after-flush", test_after_flush);
  add (&way, how, "fork", test_fork);
  add (&way, how, "content", test_content);
}

int
main (int argc, char **argv)
{
  const ArwCodec *codec;

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; (codec = arw_codec_nth (i)) != NULL; i++) {
    if (codec->no_streaming != NULL)
      continue;
    add_all (codec, "", (ArwCodecSettings){.threads = 1});
    add_all (codec, "threads/", (ArwCodecSettings){.threads = 3});
  }
  return g_test_run ();
}
