/* tests/streams/test-transcoding-input-stream.c: against iconv of the C library.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "source.h"

/* Of one, two, three and four bytes in UTF-8, and in Japanese. */
#define WORDS "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z"
#define JAPANESE "kana \xe3\x81\x8b\xe3\x81\xaa, end \xe3\x81\x8b"

static GArrowNativeFile *
transcode (GArrowNativeFile *raw, const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  GArrowNativeFile *stream = garrow_transcoding_input_stream (raw, from, to, &error);

  g_assert_no_error (error);
  return stream;
}

typedef struct
{
  const char *text; /* in UTF-8 */
  const char *from;
  const char *to;
} Case;

static const Case cases[] = {
  {"plain", "ASCII", "UTF-8"},
  {"caf\xc3\xa9", "latin1", "UTF-8"},
  {WORDS, "UTF-8", "UTF-16LE"},
  {WORDS, "UTF-16BE", "UTF-8"},
  {WORDS, "UTF-32", "UTF-8"},
  {"\xe2\x82\xac 5", "cp1252", "UTF-16"},
  {JAPANESE, "UTF-8", "GB18030"},
  {JAPANESE, "UTF-8", "UTF-7"}, /* with states, and an end */
  {JAPANESE, "UTF-7", "UTF-8"},
};

/* Byte by byte, so that every character comes in parts. */
static void
test_case (gconstpointer data)
{
  const Case *row = data;
  gsize chunks[] = {1, 2, 3, 5, 1000};
  gsize in_size, out_size;
  g_autofree char *in =
    g_convert (row->text, -1, row->from, "UTF-8", NULL, &in_size, NULL);
  g_autofree char *out =
    g_convert (row->text, -1, row->to, "UTF-8", NULL, &out_size, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (chunks); i++) {
    Source source = {in, in_size, chunks[i]};
    g_autoptr (GArrowNativeFile) raw = source_open (&source);
    g_autoptr (GArrowNativeFile) stream = transcode (raw, row->from, row->to);
    g_autoptr (GBytes) read = garrow_native_file_read_all (stream, NULL);
    g_autoptr (GBytes) expected = g_bytes_new (out, out_size);

    g_assert_true (g_bytes_equal (read, expected));
  }
}

/* More than a chunk, and longer when it is done. */
static void
test_large (void)
{
  const gsize size = 3 * 1000 * 1000;
  g_autofree char *in = g_malloc (size);
  Source source = {in, size, size};
  g_autoptr (GArrowNativeFile) raw = source_open (&source);
  g_autoptr (GArrowNativeFile) stream = transcode (raw, "latin1", "UTF-32LE");
  g_autoptr (GBytes) read = NULL;
  const guint32 *characters;

  for (gsize i = 0; i < size; i++)
    in[i] = (char)(i % 251);
  read = garrow_native_file_read_all (stream, NULL);
  g_assert_cmpuint (g_bytes_get_size (read), ==, 4 * size);
  characters = g_bytes_get_data (read, NULL);
  for (gsize i = 0; i < size; i++) {
    if (GUINT32_FROM_LE (characters[i]) != i % 251)
      g_error ("another character at %zu", i);
  }
}

static void
assert_read_fails (GArrowNativeFile *stream, GArrowError code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (garrow_native_file_read (stream, 1, &error));
  g_assert_error (error, GARROW_ERROR, (int)code);
  g_assert_cmpstr (error->message, ==, words);
}

/* What comes before is read first, and whoever reads on hears it again. */
static void
test_bad_text (gconstpointer chunk)
{
  Source source = {"ab\xff"
                   "cd",
                   5,
                   GPOINTER_TO_SIZE (chunk)};
  g_autoptr (GArrowNativeFile) raw = source_open (&source);
  g_autoptr (GArrowNativeFile) stream = transcode (raw, "UTF-8", "UTF-16LE");
  g_autoptr (GBytes) read = garrow_native_file_read (stream, 4, NULL);
  g_autoptr (GBytes) expected = g_bytes_new_static ("a\0b", 4);

  g_assert_true (g_bytes_equal (read, expected));
  for (int i = 0; i < 3; i++)
    assert_read_fails (stream,
                       GARROW_ERROR_CORRUPT,
                       "Failed to convert 'source' from UTF-8 to UTF-16LE: there is no "
                       "such character at byte 2");
}

static void
test_no_such_character (void)
{
  Source source = {"\xe2\x82\xac", 3, 3};
  g_autoptr (GArrowNativeFile) raw = source_open (&source);
  g_autoptr (GArrowNativeFile) stream = transcode (raw, "utf-8", "latin1");

  assert_read_fails (stream,
                     GARROW_ERROR_CORRUPT,
                     "Failed to convert 'source' from utf-8 to latin1: there is no such "
                     "character at byte 0");
}

static void
test_cut_short (gconstpointer chunk)
{
  Source source = {"abc\xe2\x82", 5, GPOINTER_TO_SIZE (chunk)};
  g_autoptr (GArrowNativeFile) raw = source_open (&source);
  g_autoptr (GArrowNativeFile) stream = transcode (raw, "utf-8", "utf-16le");
  g_autoptr (GBytes) read = garrow_native_file_read (stream, 6, NULL);

  g_assert_cmpuint (g_bytes_get_size (read), ==, 6);
  for (int i = 0; i < 3; i++)
    assert_read_fails (
      stream,
      GARROW_ERROR_TRUNCATED,
      "Failed to convert 'source' from utf-8 to utf-16le: it ends within "
      "the character at byte 3");
}

static void
test_unknown (void)
{
  Source source = {"abc", 3, 3};
  g_autoptr (GArrowNativeFile) raw = source_open (&source);
  g_autoptr (GError) error = NULL;

  g_assert_null (garrow_transcoding_input_stream (raw, "utf-9", "utf-8", &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "'utf-9'"));
  g_clear_error (&error);
  g_assert_null (garrow_transcoding_input_stream (raw, "utf-9", "UTF9", &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (garrow_native_file_close (raw, NULL));
  g_assert_null (garrow_transcoding_input_stream (raw, "utf-8", "utf-8", &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
}

static void
test_same (void)
{
  Source source = {"abc", 3, 3};
  g_autoptr (GArrowNativeFile) raw = source_open (&source);
  g_autoptr (GArrowNativeFile) same = transcode (raw, "utf-8", "UTF8");

  g_assert_true (same == raw);
}

/* It is no host's: any thread reads it, and closing the file below is not left out when
 * it is dropped. */
static gpointer
read_elsewhere (gpointer file)
{
  return garrow_native_file_read_all (file, NULL);
}

static void
test_no_host (void)
{
  g_autoptr (GArrowNativeFile) raw = reader_open ("caf\xe9");
  GArrowNativeFile *stream = transcode (raw, "latin1", "utf-8");

  assert_bytes (g_thread_join (g_thread_new ("other", read_elsewhere, stream)),
                "caf\xc3\xa9");
  g_object_unref (stream);
  g_assert_true (garrow_native_file_is_closed (raw));
}

#define ADD(name, test) g_test_add_func ("/transcoding-input-stream/" name, test)
#define ADD_CHUNK(name, chunk, test)                                                     \
  g_test_add_data_func ("/transcoding-input-stream/" name "/" #chunk,                    \
                        GSIZE_TO_POINTER (chunk),                                        \
                        test)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/transcoding-input-stream/%zu/%s/%s",
                                             i,
                                             cases[i].from,
                                             cases[i].to);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  ADD ("large", test_large);
  ADD_CHUNK ("bad-text", 1, test_bad_text);
  ADD_CHUNK ("bad-text", 100, test_bad_text);
  ADD ("no-such-character", test_no_such_character);
  ADD_CHUNK ("cut-short", 1, test_cut_short);
  ADD_CHUNK ("cut-short", 100, test_cut_short);
  ADD ("unknown", test_unknown);
  ADD ("same", test_same);
  ADD ("no-host", test_no_host);
  return g_test_run ();
}
