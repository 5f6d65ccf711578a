/* tests/core/test-gzip.c: gzip made of pieces, which zlib has to understand.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <glib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include "core/codecs/codec.h"
#include "core/codecs/gzip/deflate.h"

#define PIECE (1024 * 1024)
#define MOST (2 * PIECE + 12345) /* three pieces */
#define SHORT (PIECE + 12345)    /* two, where compressing takes long */

static guint8 *text;  /* lines that compress well */
static guint8 *noise; /* nothing that compresses */

static void
make_data (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  text = g_malloc (MOST);
  noise = g_malloc (MOST);
  for (gsize i = 0; i < MOST; i++)
    noise[i] = (guint8)g_rand_int (rand);
  for (gsize i = 0; i < MOST;) {
    g_autofree char *line =
      g_strdup_printf ("%d,%s,%u\n",
                       g_rand_int_range (rand, 0, 9999),
                       g_rand_boolean (rand) ? "column" : "buffer",
                       g_rand_int (rand) >> g_rand_int_range (rand, 0, 32));
    gsize n = MIN (strlen (line), MOST - i);

    memcpy (text + i, line, n);
    i += n;
  }
}

static const ArwCodec *
gzip (void)
{
  return arw_codec_find ("gzip", NULL);
}

static void
encode (void *encoder,
        ArwCodecStep step,
        const guint8 *data,
        gsize size,
        gsize piece,
        GByteArray *out)
{
  static guint8 room[50000];
  const guint8 *end = data + size;
  ArwCodecStatus status = ARW_CODEC_MORE;

  while (data < end || (step != ARW_CODEC_RUN && status != ARW_CODEC_END)) {
    gsize n = MIN (piece, (gsize)(end - data));
    ArwCodecSpan span = {data, data + n, room, room + sizeof room};
    ArwError error = {0};

    status =
      gzip ()->encode (encoder, data + n == end ? step : ARW_CODEC_RUN, &span, &error);
    g_assert_cmpint (status, !=, ARW_CODEC_FAILED);
    g_byte_array_append (out, room, (guint)(span.out - room));
    data = span.in;
  }
}

static GByteArray *
compress_data (const ArwCodecSettings *settings,
               const guint8 *data,
               gsize size,
               gsize piece)
{
  GByteArray *out = g_byte_array_new ();
  void *encoder = gzip ()->encoder_new (settings, NULL);

  g_assert_nonnull (encoder);
  encode (encoder, ARW_CODEC_FINISH, data, size, piece, out);
  gzip ()->encoder_free (encoder);
  return out;
}

/* Decodes by zlib alone, and compares. Gives the number of members; 0 for a member that
 * is not complete, as it is after a flush. */
static guint
assert_holds (const guint8 *packed, gsize packed_size, const guint8 *data, gsize size)
{
  g_autofree guint8 *back = g_malloc (size + 1);
  z_stream stream = {0};
  guint n_members = 0;
  int status = Z_OK;

  stream.next_in = (guint8 *)packed;
  stream.avail_in = (uInt)packed_size;
  stream.next_out = back;
  stream.avail_out = (uInt)size + 1;
  g_assert_cmpint (inflateInit2 (&stream, MAX_WBITS + 16), ==, Z_OK);
  while (stream.avail_in > 0) {
    status = inflate (&stream, Z_NO_FLUSH);
    g_assert_cmpint (status, >=, Z_OK);
    if (status != Z_STREAM_END)
      break;
    n_members++;
    g_assert_cmpint (inflateReset (&stream), ==, Z_OK);
  }
  g_assert_cmpuint (stream.avail_in, ==, 0);
  g_assert_cmpuint ((gsize)(stream.next_out - back), ==, size);
  g_assert_true (memcmp (back, data, size) == 0);
  inflateEnd (&stream);
  return status == Z_STREAM_END ? n_members : 0;
}

static void
assert_one_member (const ArwCodecSettings *settings,
                   const guint8 *data,
                   gsize size,
                   gsize piece)
{
  g_autoptr (GByteArray) packed = compress_data (settings, data, size, piece);

  g_assert_cmpuint (assert_holds (packed->data, packed->len, data, size), ==, 1);
  g_assert_cmpuint (packed->len,
                    <=,
                    (data == text ? size / 2 : size + size / 1000) + 100);
}

static void
test_levels (gconstpointer user_data)
{
  ArwCodecSettings settings = {.threads = GPOINTER_TO_INT (user_data)};

  for (settings.level = 1; settings.level <= 9; settings.level++)
    assert_one_member (&settings, text, SHORT, settings.level % 2 ? SHORT : 65536);
}

static void
test_sizes (gconstpointer user_data)
{
  static const gsize sizes[] = {0, 1, 70000, PIECE, PIECE + 1};

  for (int level = 1; level <= 6; level += 5) {
    const ArwCodecSettings settings = {.level = level,
                                       .threads = GPOINTER_TO_INT (user_data)};

    for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
      assert_one_member (&settings, text, sizes[i], MOST);
      assert_one_member (&settings, noise, sizes[i], 65536);
    }
  }
}

/* Pieces that compress beside some that do not. */
static void
test_mixed (gconstpointer user_data)
{
  g_autofree guint8 *mixed = g_memdup2 (text, MOST);

  memcpy (mixed + PIECE / 2, noise, PIECE / 2);
  memset (mixed + PIECE + PIECE / 2, 0, PIECE / 2);
  for (int level = 1; level <= 7; level += 3)
    assert_one_member (
      &(ArwCodecSettings){.level = level, .threads = GPOINTER_TO_INT (user_data)},
      mixed,
      MOST,
      300000);
}

/* Goes from member to member by what their headers say. */
static guint
count_by_headers (GByteArray *packed)
{
  static const guint8 start[] = {0x1f, 0x8b, 8, 4};
  static const guint8 extra[] = {8, 0, 'I', 'G', 4, 0};
  gsize at = 0;
  guint n;

  for (n = 0; at < packed->len; n++) {
    const guint8 *header = packed->data + at;
    guint32 size;

    g_assert_cmpuint (packed->len - at, >, 28);
    g_assert_cmpint (memcmp (header, start, sizeof start), ==, 0);
    g_assert_cmpint (memcmp (header + 10, extra, sizeof extra), ==, 0);
    memcpy (&size, header + 16, sizeof size);
    at += GUINT32_FROM_LE (size);
  }
  g_assert_cmpuint (at, ==, packed->len);
  return n;
}

static void
assert_members (ArwCodecSettings settings, const guint8 *data, gsize size, guint n)
{
  g_autoptr (GByteArray) packed = NULL;

  settings.members = true;
  packed = compress_data (&settings, data, size, 200000);
  g_assert_cmpuint (assert_holds (packed->data, packed->len, data, size), ==, n);
  g_assert_cmpuint (count_by_headers (packed), ==, n);
}

static void
test_members (gconstpointer user_data)
{
  int threads = GPOINTER_TO_INT (user_data);

  for (int level = 1; level <= 6; level += 5) {
    const ArwCodecSettings settings = {.level = level, .threads = threads};

    assert_members (settings, text, 0, 1);
    assert_members (settings, text, 1, 1);
    assert_members (settings, text, PIECE, 1);
    assert_members (settings, text, PIECE + 1, 2);
    assert_members (settings, noise, 2 * PIECE, 2);
    assert_members (settings, text, MOST, 3);
  }
}

/* 107: all that came before a flush can be decoded, and what comes behind it too. */
static void
test_flush (gconstpointer user_data)
{
  static const gsize sizes[] = {10, 9000, PIECE, PIECE + 5};

  for (int level = 1; level <= 7; level += 3) {
    for (int members = 0; members < 2; members++) {
      const ArwCodecSettings settings = {.level = level,
                                         .threads = GPOINTER_TO_INT (user_data),
                                         .members = members};
      void *encoder = gzip ()->encoder_new (&settings, NULL);
      g_autoptr (GByteArray) packed = g_byte_array_new ();
      gsize at = 0;

      for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
        guint size;

        encode (encoder, ARW_CODEC_FLUSH, text + at, sizes[i], 65536, packed);
        at += sizes[i];
        assert_holds (packed->data, packed->len, text, at);
        size = packed->len;
        encode (encoder, ARW_CODEC_FLUSH, text + at, 0, 65536, packed);
        g_assert_cmpuint (packed->len, ==, size);
      }
      encode (encoder, ARW_CODEC_FINISH, text + at, 0, 65536, packed);
      g_assert_cmpuint (assert_holds (packed->data, packed->len, text, at),
                        ==,
                        members ? 5 : 1);
      gzip ()->encoder_free (encoder);
    }
  }
}

/* Work that is under way when nobody wants it any more. */
static void
test_dropped (gconstpointer user_data)
{
  const ArwCodecSettings settings = {.level = 6, .threads = GPOINTER_TO_INT (user_data)};

  for (gsize size = 0; size <= SHORT; size += PIECE / 2) {
    void *encoder = gzip ()->encoder_new (&settings, NULL);
    g_autoptr (GByteArray) packed = g_byte_array_new ();

    encode (encoder, ARW_CODEC_RUN, text, size, 65536, packed);
    gzip ()->encoder_free (encoder);
  }
}

/* A child that goes on with what its parent began has none of its threads. */
static void
test_fork (gconstpointer user_data)
{
  const ArwCodecSettings settings = {.level = 6, .threads = GPOINTER_TO_INT (user_data)};
  void *encoder = gzip ()->encoder_new (&settings, NULL);
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  int status;
  pid_t child;

  encode (encoder, ARW_CODEC_RUN, text, 2 * PIECE, 65536, packed);
  child = fork ();
  if (child == 0)
    alarm (60);
  encode (encoder, ARW_CODEC_FINISH, text + 2 * PIECE, MOST - 2 * PIECE, 65536, packed);
  gzip ()->encoder_free (encoder);
  g_assert_cmpuint (assert_holds (packed->data, packed->len, text, MOST), ==, 1);
  if (child == 0)
    _exit (0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
}

/* Where zlib, which decodes what it passes, finds the last block. */
static void
find_by_zlib (const guint8 *data, gsize size, guint64 *start)
{
  static guint8 out[MOST];
  z_stream stream = {.next_in = (guint8 *)data, .avail_in = (uInt)size};
  int status = Z_OK;

  g_assert_cmpint (inflateInit2 (&stream, -MAX_WBITS), ==, Z_OK);
  stream.next_out = out;
  stream.avail_out = sizeof out;
  *start = 0;
  while (status != Z_STREAM_END) {
    status = inflate (&stream, Z_BLOCK);
    g_assert_cmpint (status, >=, Z_OK);
    if ((stream.data_type & (128 | 64)) == 128) /* behind a block, but not the last */
      *start = (guint64)stream.total_in * 8 - (guint)(stream.data_type & 7);
  }
  inflateEnd (&stream);
}

static GByteArray *
deflate_data (int level, int memory, int strategy, const guint8 *data, gsize size)
{
  GByteArray *out = g_byte_array_new ();
  z_stream stream = {.next_in = (guint8 *)data, .avail_in = (uInt)size};

  deflateInit2 (&stream, level, Z_DEFLATED, -MAX_WBITS, memory, strategy);
  g_byte_array_set_size (out,
                         (guint)deflateBound (&stream, (uLong)size) + ARW_DEFLATE_SLACK);
  memset (out->data, 0xff, out->len);
  stream.next_out = out->data;
  stream.avail_out = out->len;
  g_assert_cmpint (deflate (&stream, Z_FINISH), ==, Z_STREAM_END);
  g_byte_array_set_size (out, (guint)stream.total_out + ARW_DEFLATE_SLACK);
  deflateEnd (&stream);
  return out;
}

static void
test_find_last (void)
{
  static const int strategies[] = {Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE};
  static const gsize sizes[] = {0, 1, 5, 1000, 300000};

  for (gsize i = 0; i < G_N_ELEMENTS (strategies); i++) {
    for (gsize j = 0; j < G_N_ELEMENTS (sizes) * 2; j++) {
      const guint8 *data = (j % 2 ? noise : text) + j * 1000;

      for (int level = 0; level <= 9; level += 3) {
        g_autoptr (GByteArray) packed =
          deflate_data (level, level % 8 + 1, strategies[i], data, sizes[j / 2]);
        gsize size = packed->len - ARW_DEFLATE_SLACK;
        guint64 start, end, expected_start;

        find_by_zlib (packed->data, size, &expected_start);
        g_assert_true (arw_deflate_find_last (packed->data, (int64_t)size, &start, &end));
        g_assert_cmpuint (start, ==, expected_start);
        g_assert_cmpuint ((end + 7) / 8, ==, size);
        if (size > 0)
          g_assert_false (
            arw_deflate_find_last (packed->data, (int64_t)size - 1, &start, &end));
      }
    }
  }
}

/* Whatever it is given, it stays inside. */
static void
test_find_last_in_damage (void)
{
  g_autoptr (GByteArray) packed = deflate_data (6, 1, Z_DEFAULT_STRATEGY, text, 20000);
  gsize size = packed->len - ARW_DEFLATE_SLACK;
  guint64 start, end;
  guint n_refused = 0;

  for (gsize i = 0; i < 8 * 400; i++) {
    g_autofree guint8 *copy = g_memdup2 (packed->data, packed->len);

    copy[i / 8] ^= (guint8)(1 << i % 8);
    n_refused += !arw_deflate_find_last (copy, (int64_t)size, &start, &end);
  }
  g_assert_cmpuint (n_refused, >, 100);
  for (gsize i = 0; i + 2000 < 500000; i += 100) {
    g_autofree guint8 *copy = g_memdup2 (noise + i, 1000 + ARW_DEFLATE_SLACK);

    if (arw_deflate_find_last (copy, 1000, &start, &end))
      g_assert_cmpuint (end, <=, 8000);
  }
}

static void
add (const char *name, GTestDataFunc function)
{
  for (int threads = 1; threads <= 3; threads += 2) {
    g_autofree char *path = g_strdup_printf ("/gzip/%s/%d", name, threads);

    g_test_add_data_func (path, GINT_TO_POINTER (threads), function);
  }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  make_data ();
  add ("levels", test_levels);
  add ("sizes", test_sizes);
  add ("mixed", test_mixed);
  add ("members", test_members);
  add ("flush", test_flush);
  add ("dropped", test_dropped);
  add ("fork", test_fork);
  g_test_add_func ("/gzip/find-last", test_find_last);
  g_test_add_func ("/gzip/find-last/damage", test_find_last_in_damage);
  status = g_test_run ();
  g_free (text);
  g_free (noise);
  return status;
}
