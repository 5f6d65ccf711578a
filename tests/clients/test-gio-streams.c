/* tests/clients/test-gio-streams.c: GIO's streams over ours, and ours over GIO's.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "client.h"

#define N_LINES 100000

static GInputStream *
open_input (Folder *folder, const char *name)
{
  g_autoptr (GArrowNativeFile) file = open_to_read (folder, name);

  return garrow_native_file_get_input_stream (file);
}

static void
write_records (Folder *folder, const char *name)
{
  g_autoptr (GArrowNativeFile) file = open_to_write (folder, name);
  g_autoptr (GOutputStream) output = garrow_native_file_get_output_stream (file);
  g_autoptr (GDataOutputStream) records = g_data_output_stream_new (output);
  g_autoptr (GError) error = NULL;

  for (gint32 i = 0; i < N_LINES; i++) {
    g_data_output_stream_put_int32 (records, i * 7, NULL, &error);
    g_assert_no_error (error);
  }
  g_data_output_stream_put_string (records, "Zoë\nend", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (G_OUTPUT_STREAM (records), NULL, NULL));
  close_file (file);
}

static void
test_data_streams (Folder *folder, gconstpointer suffix)
{
  g_autofree char *name = g_strconcat ("records", suffix, NULL);
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GDataInputStream) records = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  g_autofree char *end = NULL;

  write_records (folder, name);
  input = open_input (folder, name);
  records = g_data_input_stream_new (input);
  for (gint32 i = 0; i < N_LINES; i++)
    g_assert_cmpint (g_data_input_stream_read_int32 (records, NULL, NULL), ==, i * 7);
  line = g_data_input_stream_read_line_utf8 (records, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, "Zoë");
  end = g_data_input_stream_read_upto (records, "x", 1, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (end, ==, "end");
  g_data_input_stream_read_byte (records, NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED); /* it is at the end */
}

static char *
read_line_async (GDataInputStream *lines)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  char *line;

  g_data_input_stream_read_line_async (lines, 0, NULL, keep_result, &result);
  done = wait_for_result (&result);
  line = g_data_input_stream_read_line_finish (lines, done, NULL, &error);
  g_assert_no_error (error);
  return line;
}

static void
test_lines_async (Folder *folder, gconstpointer suffix)
{
  g_autofree char *name = g_strconcat ("lines", suffix, NULL);
  g_autoptr (GBytes) text = make_lines (2000);
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  char *line;
  int n = 0;

  write_whole (folder, name, text);
  input = open_input (folder, name);
  lines = g_data_input_stream_new (input);
  while ((line = read_line_async (lines)) != NULL) {
    g_autofree char *expected = g_strdup_printf ("line %d", n++);

    g_assert_cmpstr (line, ==, expected);
    g_free (line);
  }
  g_assert_cmpint (n, ==, 2000);
}

/* What GIO has read ahead of a header is not lost for who goes on over it. */
static void
test_ours_behind_their_header (Folder *folder, gconstpointer suffix)
{
  g_autofree char *name = g_strconcat ("headed", suffix, NULL);
  g_autoptr (GBytes) text = g_bytes_new_static ("header\n" TEXT, 7 + TEXT_SIZE);
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GDataInputStream) data = NULL;
  g_autoptr (GArrowGIOFile) file = NULL;
  g_autofree char *header = NULL;

  write_whole (folder, name, text);
  input = open_input (folder, name);
  data = g_data_input_stream_new (input);
  header = g_data_input_stream_read_line (data, NULL, NULL, NULL);
  g_assert_cmpstr (header, ==, "header");
  file = garrow_gio_file_new_for_input_stream (G_INPUT_STREAM (data));
  assert_bytes (garrow_native_file_read_line (GARROW_NATIVE_FILE (file), NULL), "one\n");
  assert_bytes (garrow_native_file_read_all (GARROW_NATIVE_FILE (file), NULL),
                "two\nthree\n");
}

/* Ours, GIO's buffer over it, and ours over that: seeking goes all the way down. */
static void
test_buffered_seeks (Folder *folder, gconstpointer data)
{
  g_autoptr (GBytes) text = make_lines (N_LINES);
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GInputStream) buffered = NULL;
  g_autoptr (GArrowGIOFile) outer = NULL;
  GArrowNativeFile *file;

  (void)data;
  write_whole (folder, "lines", text);
  input = open_input (folder, "lines");
  buffered = g_buffered_input_stream_new (input);
  assert_bytes (g_input_stream_read_bytes (buffered, 6, NULL, NULL), "line 0");
  g_assert_cmpint (g_seekable_tell (G_SEEKABLE (buffered)), ==, 6);
  outer = garrow_gio_file_new_for_input_stream (buffered);
  file = GARROW_NATIVE_FILE (outer);
  g_assert_true (garrow_native_file_seekable (file));
  g_assert_cmpint (garrow_native_file_size (file, NULL),
                   ==,
                   (gint64)g_bytes_get_size (text));
  assert_bytes (garrow_native_file_read_line (file, NULL), "\n");
  g_assert_cmpint (garrow_native_file_seek (file, -11, GARROW_SEEK_WHENCE_END, NULL),
                   >,
                   0);
  assert_bytes (garrow_native_file_read_all (file, NULL), "line 99999\n");
  assert_bytes (garrow_native_file_read_at (file, 6, 7, NULL), "line 1");
}

static void
test_buffered_writes (Folder *folder, gconstpointer data)
{
  g_autofree char *path = folder_path (folder, "text");
  g_autoptr (GArrowOSFile) file = NULL;
  g_autoptr (GOutputStream) output = NULL;
  g_autoptr (GOutputStream) buffered = NULL;
  g_autoptr (GError) error = NULL;

  (void)data;
  g_assert_true (g_file_set_contents (path, TEXT, TEXT_SIZE, NULL));
  file = garrow_os_file_new (path, "r+", &error);
  g_assert_no_error (error);
  output = garrow_native_file_get_output_stream (GARROW_NATIVE_FILE (file));
  buffered = g_buffered_output_stream_new (output);
  g_assert_true (g_seekable_seek (G_SEEKABLE (buffered), 4, G_SEEK_SET, NULL, NULL));
  g_assert_true (g_output_stream_write_all (buffered, "TWO", 3, NULL, NULL, NULL));
  g_assert_true (g_seekable_seek (G_SEEKABLE (buffered), -6, G_SEEK_END, NULL, NULL));
  g_assert_true (g_output_stream_write_all (buffered, "T", 1, NULL, NULL, NULL));
  g_assert_cmpint (g_seekable_tell (G_SEEKABLE (buffered)), ==, 9);
  g_assert_true (g_output_stream_close (buffered, NULL, NULL));
  close_file (GARROW_NATIVE_FILE (file));
  {
    g_autoptr (GBytes) expected = g_bytes_new_static ("one\nTWO\nThree\n", TEXT_SIZE);

    assert_whole (folder, "text", expected);
  }
}

/* UTF-16 through GIO into one of ours, and back as lines of ours over GIO's. */
static void
test_charset_converter (Folder *folder, gconstpointer suffix)
{
  g_autofree char *name = g_strconcat ("utf-16", suffix, NULL);
  g_autoptr (GConverter) encoder =
    G_CONVERTER (g_charset_converter_new ("UTF-16LE", "UTF-8", NULL));
  g_autoptr (GConverter) decoder =
    G_CONVERTER (g_charset_converter_new ("UTF-8", "UTF-16LE", NULL));
  g_autoptr (GArrowNativeFile) target = open_to_write (folder, name);
  g_autoptr (GOutputStream) output = garrow_native_file_get_output_stream (target);
  g_autoptr (GOutputStream) encoded = g_converter_output_stream_new (output, encoder);
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GInputStream) decoded = NULL;
  g_autoptr (GArrowGIOFile) file = NULL;
  g_autoptr (GBytes) raw = NULL;

  g_assert_true (g_output_stream_write_all (encoded, "Zoë\nñ\n", 8, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (encoded, NULL, NULL));
  close_file (target);

  raw = read_whole (folder, name);
  g_assert_cmpuint (g_bytes_get_size (raw), ==, 12);
  input = open_input (folder, name);
  decoded = g_converter_input_stream_new (input, decoder);
  file = garrow_gio_file_new_for_input_stream (decoded);
  assert_bytes (garrow_native_file_read_line (GARROW_NATIVE_FILE (file), NULL), "Zoë\n");
  assert_bytes (garrow_native_file_read_line (GARROW_NATIVE_FILE (file), NULL), "ñ\n");
  assert_bytes (garrow_native_file_read_line (GARROW_NATIVE_FILE (file), NULL), "");
}

/* GIO's gzip and ours read each other's. */
static void
test_gzip_both_ways (Folder *folder, gconstpointer data)
{
  g_autoptr (GConverter) packer =
    G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1));
  g_autoptr (GConverter) unpacker =
    G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autofree char *path = folder_path (folder, "ours.gz");
  g_autofree char *other = folder_path (folder, "theirs.gz");
  g_autoptr (GBytes) text = make_lines (N_LINES);
  g_autoptr (GArrowOSFile) raw = NULL;
  g_autoptr (GArrowOSFile) target = NULL;
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GInputStream) unpacked = NULL;
  g_autoptr (GOutputStream) output = NULL;
  g_autoptr (GOutputStream) packed = NULL;

  (void)data;
  write_whole (folder, "ours.gz", text);
  raw = garrow_os_file_new (path, "r", NULL);
  input = garrow_native_file_get_input_stream (GARROW_NATIVE_FILE (raw));
  unpacked = g_converter_input_stream_new (input, unpacker);
  target = garrow_os_file_new (other, "w", NULL);
  output = garrow_native_file_get_output_stream (GARROW_NATIVE_FILE (target));
  packed = g_converter_output_stream_new (output, packer);
  g_assert_cmpint (g_output_stream_splice (packed,
                                           unpacked,
                                           G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                           NULL,
                                           NULL),
                   ==,
                   (gssize)g_bytes_get_size (text));
  close_file (GARROW_NATIVE_FILE (target));
  assert_whole (folder, "theirs.gz", text);
}

/* What is wrong with compressed data is told through GIO's streams in our words. */
static void
test_errors_come_through (Folder *folder, gconstpointer data)
{
  g_autoptr (GBytes) text = make_lines (1000);
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;
  char *line;

  (void)data;
  write_whole (folder, "cut.gz", text);
  cut_file (folder, "cut.gz", 4);
  input = open_input (folder, "cut.gz");
  lines = g_data_input_stream_new (input);
  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, &error)) != NULL)
    g_free (line);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_TRUNCATED);
  g_assert_nonnull (strstr (error->message, "cut.gz"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_for_suffixes ("/gio-streams/data", test_data_streams);
  add_for_suffixes ("/gio-streams/lines-async", test_lines_async);
  add_for_suffixes ("/gio-streams/header", test_ours_behind_their_header);
  add_test ("/gio-streams/buffered/reading", test_buffered_seeks);
  add_test ("/gio-streams/buffered/writing", test_buffered_writes);
  add_for_suffixes ("/gio-streams/charset", test_charset_converter);
  add_test ("/gio-streams/gzip", test_gzip_both_ways);
  add_test ("/gio-streams/errors", test_errors_come_through);
  return g_test_run ();
}
