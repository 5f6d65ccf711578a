/* tests/core/test-files-over.c: slices, buffered and compressed files over another file,
 * which they borrow.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

/* 32: the range may reach behind the end, and the file below stays open. */
static void
test_slice (void)
{
  ArwFile *raw = reader_of ("columnar");
  ArwFile *slice = arw_file_slice_new (raw, 2, 100, NULL);
  ArwFile *behind = arw_file_slice_new (raw, 9, 1, NULL);

  assert_reads (slice, 3, "lum");
  g_assert_cmpint (arw_file_tell (raw, NULL), ==, 0);
  assert_reads (slice, 100, "nar");
  assert_reads (behind, 1, "");
  g_assert_true (arw_file_close (slice, NULL));
  g_assert_false (raw->closed);
  arw_file_free (slice);
  arw_file_free (behind);
  assert_fails (ARW_INVALID, "-1", arw_file_slice_new (raw, -1, 1, &error) != NULL);
  assert_fails (ARW_INVALID, "-3", arw_file_slice_new (raw, 0, -3, &error) != NULL);
  arw_file_free (raw);
}

/* 70: reads take the size from below; what is over is given back when it is detached. */
static void
test_buffered_reader (void)
{
  ArwFile *raw = reader_of ("columnar");
  ArwFile *file = arw_buffered_reader_new (raw, 4, NULL, NULL);

  assert_reads (file, 1, "c");
  g_assert_cmpint (arw_file_tell (file, NULL), ==, 1);
  g_assert_cmpint (arw_buffered_reader_get_size (file), ==, 4);
  g_assert_true (arw_buffered_reader_detach (file, NULL));
  assert_fails (ARW_CLOSED, "closed", arw_buffered_reader_detach (file, &error)); /* 8 */
  g_assert_false (raw->closed);
  assert_reads (raw, 100, "olumnar");
  arw_file_free (file);
  arw_file_free (raw);
}

/* 71, 72 */
static void
test_buffered_writer (void)
{
  ArwFile *raw = arw_memory_writer_new (NULL, NULL);
  ArwFile *file = arw_buffered_writer_new (raw, 4, NULL, NULL);

  write_text (file, "ab");
  g_assert_cmpint (arw_file_tell (raw, NULL), ==, 0);
  write_text (file, "cd");
  g_assert_cmpint (arw_file_tell (raw, NULL), ==, 2);
  write_text (file, "efghi");
  g_assert_cmpint (arw_file_tell (raw, NULL), ==, 9);
  write_text (file, "j");
  g_assert_true (arw_file_close (file, NULL));
  g_assert_true (raw->closed);
  assert_written (raw, "abcdefghij");
  arw_file_free (file);
  arw_file_free (raw);
}

static void
test_buffered_refuses (void)
{
  ArwFile *raw = reader_of ("columnar");

  assert_fails (ARW_INVALID, "0", arw_buffered_reader_new (raw, 0, NULL, &error) != NULL);
  assert_fails (ARW_NOT_SUPPORTED,
                "writing",
                arw_buffered_writer_new (raw, 4, NULL, &error) != NULL);
  g_assert_false (raw->closed);
  arw_file_free (raw);
}

static ArwBuffer
compress (const ArwCodec *codec, const char *text, int times)
{
  ArwFile *raw = arw_memory_writer_new (NULL, NULL);
  ArwCodecSettings settings = {.level = codec->default_level, .threads = 1};
  ArwFile *file = arw_compressed_writer_new (raw, codec, &settings, NULL);
  ArwBuffer stored;

  for (int i = 0; i < times; i++)
    write_text (file, text);
  g_assert_cmpint (arw_file_tell (file, NULL), ==, times * (int64_t)strlen (text));
  g_assert_true (arw_file_close (file, NULL));
  g_assert_true (raw->closed);
  g_assert_true (arw_memory_writer_finish (raw, &stored, NULL));
  arw_file_free (file);
  arw_file_free (raw);
  return stored;
}

/* The first size bytes of it, which may be all. */
static ArwFile *
open_stored (const ArwBuffer *stored, int64_t size)
{
  ArwBuffer part;
  ArwFile *raw;

  g_assert_true (arw_buffer_slice (stored, 0, size, &part, NULL));
  raw = arw_memory_reader_new (&part, NULL, NULL);
  arw_buffer_clear (&part);
  return raw;
}

#define TIMES 50000

static void
test_compressed (gconstpointer data)
{
  const ArwCodec *codec = data;
  ArwBuffer stored = compress (codec, "columnar", TIMES);
  ArwFile *raw = open_stored (&stored, stored.size);
  ArwCodecSettings settings = {.threads = 1};
  ArwFile *file = arw_compressed_reader_new (raw, codec, &settings, NULL);
  ArwBuffer all;

  for (int i = 0; i < TIMES; i++)
    assert_reads (file, 8, "columnar");
  assert_reads (file, 8, "");
  g_assert_cmpint (arw_file_tell (file, NULL), ==, TIMES * 8); /* 33 */
  arw_file_free (file);
  arw_file_free (raw);

  /* 100 */
  raw = open_stored (&stored, stored.size - 1);
  file = arw_compressed_reader_new (raw, codec, &settings, NULL);
  assert_fails (ARW_TRUNCATED, "Truncated", arw_file_read_all (file, &all, &error));
  arw_file_free (file);
  arw_file_free (raw);
  arw_buffer_clear (&stored);
}

int
main (int argc, char **argv)
{
  const ArwCodec *codec;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/slice", test_slice);
  g_test_add_func ("/buffered/reader", test_buffered_reader);
  g_test_add_func ("/buffered/writer", test_buffered_writer);
  g_test_add_func ("/buffered/refuses", test_buffered_refuses);
  for (gsize i = 0; (codec = arw_codec_nth (i)) != NULL; i++) {
    g_autofree char *path = g_strdup_printf ("/compressed/%s", codec->name);

    if (codec->no_streaming == NULL)
      g_test_add_data_func (path, codec, test_compressed);
  }
  return g_test_run ();
}
