/* tests/core/test-gunzip.c: gzip data of every make, whole and damaged, decoded in every
 * way, beside what zlib makes of it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "gzip-util.h"

#include "core/codecs/codec.h"
#include "core/files/kinds.h"

static const ArwCodec *gzip;

static const ArwCodecSettings one_thread = {.threads = 1};

/* Decodes all of data in pieces of any size, as a stream would. */
static gboolean
decoder_accepts (GRand *rand, const guint8 *data, guint size, GByteArray *out)
{
  static guint8 room[100000];
  guint most_in = random_size (rand, 1, 70000);
  guint most_out = random_size (rand, 1, sizeof room);
  const guint8 *end = data + size;
  ArwCodecStatus status = ARW_CODEC_END;
  ArwError error = {0};
  gboolean wants_input = TRUE;
  void *decoder = gzip->decoder_new (&one_thread, &error);

  g_assert_nonnull (decoder);
  g_byte_array_set_size (out, 0);
  while (status != ARW_CODEC_FAILED && (data < end || !wants_input)) {
    guint left = (guint)(end - data);
    guint most = random_size (rand, 1, most_in);
    guint n_in = MIN (left, most);
    guint n_out = random_size (rand, 1, most_out);
    ArwCodecSpan span = {data, data + n_in, room, room + n_out};

    if (status == ARW_CODEC_END)
      gzip->decoder_reset (decoder);
    status = gzip->decode (decoder, &span, &error);
    g_assert_true (span.in >= data && span.in <= data + n_in);
    g_assert_true (span.out >= room && span.out <= room + n_out);
    data = span.in;
    wants_input = status == ARW_CODEC_END || span.out < span.out_end;
    g_byte_array_append (out, room, (guint)(span.out - room));
  }
  gzip->decoder_free (decoder);
  if (status == ARW_CODEC_FAILED) {
    g_assert_cmpint (error.code, ==, ARW_CORRUPT);
    g_assert_true (g_str_has_prefix (error.message, "gzip decompression failed: "));
  }
  return status == ARW_CODEC_END;
}

/* A stream that gives as much at once as it likes. */
typedef struct
{
  ArwFile base;
  GRand *rand;
  const guint8 *data;
  guint left;
} Stream;

static int64_t
read_stream (ArwFile *file, void *out, int64_t size, ArwError *error)
{
  Stream *stream = (Stream *)file;
  guint most = MIN (stream->left, (guint)size);
  guint n = most > 0 ? random_size (stream->rand, 1, most) : 0;

  (void)error;
  memcpy (out, stream->data, n);
  stream->data += n;
  stream->left -= n;
  return n;
}

static const ArwFileOps stream_ops = {.read = read_stream};

static ArwFile *
open_stream (GRand *rand, const guint8 *data, guint size)
{
  Stream *stream = arw_file_new (sizeof *stream,
                                 &stream_ops,
                                 ARW_FILE_READABLE,
                                 "stream",
                                 "rb",
                                 NULL,
                                 NULL);

  stream->rand = rand;
  stream->data = data;
  stream->left = size;
  return &stream->base;
}

static ArwFile *
open_memory (const guint8 *data, guint size)
{
  ArwBuffer buffer;
  ArwFile *file;

  arw_buffer_init_empty (&buffer);
  g_assert_true (arw_buffer_allocate (&buffer, arw_pool_default (), size, NULL));
  memcpy (buffer.data, data, size);
  file = arw_memory_reader_new (&buffer, NULL, NULL);
  arw_buffer_clear (&buffer);
  return file;
}

/* The same by a file, which reads from another. */
static gboolean
file_accepts (GRand *rand, ArwFile *raw, int n_threads, GByteArray *out)
{
  static guint8 room[100000];
  const ArwCodecSettings settings = {.threads = n_threads};
  guint most_out = random_size (rand, 1, sizeof room);
  ArwError error = {0};
  ArwFile *file = arw_compressed_reader_new (raw, gzip, &settings, NULL);
  gint64 n;

  arw_compressed_reader_set_trailing (file, ARW_TRAILING_ERROR);
  g_byte_array_set_size (out, 0);
  while ((n = arw_file_read_some (file, room, random_size (rand, 1, most_out), &error)) >
         0)
    g_byte_array_append (out, room, (guint)n);
  g_assert_true (n == 0 || error.code == ARW_CORRUPT || error.code == ARW_TRUNCATED);
  g_assert_cmpint (arw_file_tell (file, NULL), ==, out->len);
  arw_file_free (file);
  arw_file_free (raw);
  return n == 0;
}

static gboolean
one_thread_accepts (GRand *rand, const guint8 *data, guint size, GByteArray *out)
{
  return file_accepts (rand, open_memory (data, size), 1, out);
}

static gboolean
threads_accept (GRand *rand, const guint8 *data, guint size, GByteArray *out)
{
  return file_accepts (rand, open_memory (data, size), 3, out);
}

static gboolean
threads_accept_stream (GRand *rand, const guint8 *data, guint size, GByteArray *out)
{
  return file_accepts (rand, open_stream (rand, data, size), 2, out);
}

typedef gboolean (*Accepts) (GRand *rand,
                             const guint8 *data,
                             guint size,
                             GByteArray *out);

static const Accepts ways[] = {
  decoder_accepts,
  one_thread_accepts,
  threads_accept,
  threads_accept_stream,
};

static gboolean
is_start (const GByteArray *bytes, const GByteArray *of)
{
  return bytes->len <= of->len &&
         (bytes->len == 0 || memcmp (bytes->data, of->data, bytes->len) == 0);
}

static void
assert_whole (GRand *rand, const GByteArray *packed, const GByteArray *expected)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++) {
    g_assert_true (ways[i](rand, packed->data, packed->len, out));
    g_assert_cmpuint (out->len, ==, expected->len);
    g_assert_true (is_start (out, expected));
  }
}

/* Nothing is accepted that was cut inside of a member. */
static void
assert_cut (GRand *rand,
            const GByteArray *packed,
            const GArray *ends,
            const GByteArray *expected)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint size = (guint)g_rand_int_range (rand, 0, (gint32)packed->len);
  gboolean is_end = size == 0;

  for (guint i = 0; i < ends->len; i++)
    is_end = is_end || g_array_index (ends, guint, i) == size;
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++) {
    g_assert_cmpint (ways[i](rand, packed->data, size, out), ==, is_end);
    g_assert_true (is_start (out, expected));
  }
}

/* Nothing is accepted but what zlib takes, too: not every bit of a header counts. */
static void
assert_damaged (GRand *rand, const GByteArray *packed, const GByteArray *expected)
{
  g_autofree guint8 *copy = g_memdup2 (packed->data, packed->len);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  gboolean accepted;

  for (guint n = random_size (rand, 1, 5); n > 0; n--)
    copy[g_rand_int_range (rand, 0, (gint32)packed->len)] ^=
      (guint8)g_rand_int_range (rand, 1, 256);
  accepted = zlib_accepts (copy, packed->len, out);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++) {
    g_assert_cmpint (ways[i](rand, copy, packed->len, out), ==, accepted);
    if (accepted)
      g_assert_true (out->len == expected->len && is_start (out, expected));
  }
}

static void
test_streams (void)
{
  int n_streams = g_test_slow () ? 6000 : g_getenv ("TESTS_RUN_SLOWLY") != NULL ? 5 : 30;
  GRand *rand = g_rand_new_with_seed (20);

  for (int i = 0; i < n_streams; i++) {
    g_autoptr (GByteArray) expected = g_byte_array_new ();
    g_autoptr (GByteArray) packed = g_byte_array_new ();
    g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));

    for (int n = g_rand_int_range (rand, 1, 12); n > 0; n--) {
      guint start = expected->len;
      guint end;

      append_data (rand, expected, random_size (rand, 0, 300000));
      append_member (rand, expected->data + start, expected->len - start, packed);
      end = packed->len;
      g_array_append_val (ends, end);
    }
    assert_whole (rand, packed, expected);
    assert_cut (rand, packed, ends, expected);
    assert_damaged (rand, packed, expected);
  }
  g_rand_free (rand);
}

/* Appends bits of deflate's, the first one to the lowest bit. */
static void
append_bits (GByteArray *bytes, guint *n_bits, guint bits, guint n)
{
  for (; n > 0; n--, bits >>= 1) {
    static const guint8 zero = 0;

    if (*n_bits % 8 == 0)
      g_byte_array_append (bytes, &zero, 1);
    bytes->data[bytes->len - 1] |= (guint8)((bits & 1) << (*n_bits)++ % 8);
  }
}

#define N_LITERALS 300

/* What a block of fixed codes tells to copy from before the start is not there, and so
 * nothing comes of it: what is in the room behind is the reader's own. */
static void
test_too_far (void)
{
  const ArwCodecSettings alone = {.threads = 1};
  static const guint8 header[10] = {0x1f, 0x8b, 8};
  static guint8 behind[1000], room[2000];
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  ArwError error = {0};
  ArwCodecStatus status;
  ArwCodecSpan span;
  guint n_bits = 0;
  void *decoder = gzip->decoder_new (&alone, NULL);

  g_byte_array_append (packed, header, sizeof header);
  append_bits (packed, &n_bits, 3, 3);
  for (int i = 0; i < N_LITERALS; i++)
    append_bits (packed, &n_bits, 0x89, 8); /* an 'a' */
  append_bits (packed, &n_bits, 0xa3, 8);   /* 258 bytes */
  append_bits (packed, &n_bits, 0x17, 5);   /* from 24577 before */
  append_bits (packed, &n_bits, 0, 13);
  g_byte_array_append (packed, behind, sizeof behind);

  span =
    (ArwCodecSpan){packed->data, packed->data + packed->len, room, room + sizeof room};
  do
    status = gzip->decode (decoder, &span, &error);
  while (status == ARW_CODEC_MORE);
  g_assert_cmpint (status, ==, ARW_CODEC_FAILED);
  g_assert_cmpint (error.code, ==, ARW_CORRUPT);
  g_assert_nonnull (strstr (error.message, "too far back"));
  g_assert_cmpint (span.out - room, <=, N_LITERALS);
  for (const guint8 *byte = room; byte < span.out; byte++)
    g_assert_cmpint (*byte, ==, 'a');
  arw_error_clear (&error);
  gzip->decoder_free (decoder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gzip = arw_codec_find ("gzip", NULL);
  g_test_add_func ("/gunzip/streams", test_streams);
  g_test_add_func ("/gunzip/too-far", test_too_far);
  return g_test_run ();
}
