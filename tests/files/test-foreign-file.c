/* tests/files/test-foreign-file.c: what a GArrowForeignFile reads, writes and says.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "foreign.h"

/* 112: exactly what was asked for, and nothing else is called. */
static void
test_read (void)
{
  g_autoptr (Host) host = host_new (TEXT);
  g_autoptr (GArrowNativeFile) file = host_open (host, "r", FALSE);

  g_assert_cmpstr (garrow_native_file_get_mode (file), ==, "rb");
  g_assert_true (garrow_native_file_readable (file));
  g_assert_false (garrow_native_file_writable (file));
  g_assert_false (garrow_native_file_seekable (file));
  assert_bytes (garrow_native_file_read (file, 3, NULL), "one");
  assert_log (host, "read 3,");
  assert_bytes (garrow_native_file_read_line (file, NULL), "\n");
  assert_bytes (garrow_native_file_read_all (file, NULL), "two\nthree\n");
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, TEXT_SIZE);
  assert_bytes (garrow_native_file_read (file, 3, NULL), "");
}

/* 4: short reads are no end. */
static void
test_short_reads (void)
{
  g_autoptr (Host) host = host_new (TEXT);
  g_autoptr (GArrowNativeFile) file = host_open (host, "r", TRUE);

  host->chunk = 3;
  assert_bytes (garrow_native_file_read1 (file, 8, NULL), "one");
  assert_bytes (garrow_native_file_read (file, 8, NULL), "\ntwo\nthr");
  assert_bytes (garrow_native_file_read_at (file, 8, 0, NULL), "one\ntwo\n");
  assert_bytes (garrow_native_file_read_all (file, NULL), "ee\n");
}

static GBytes *
give_too_much (GArrowForeignFile *file, gint64 n_bytes, gpointer data)
{
  gsize size = (gsize)n_bytes + GPOINTER_TO_SIZE (data);

  (void)file;
  return g_bytes_new_take (g_malloc0 (size), size);
}

/* 2: nothing is overrun. */
static void
test_too_long_reads (void)
{
  g_autoptr (GArrowForeignFile) foreign = garrow_foreign_file_new ("x", "r", FALSE, NULL);
  GArrowNativeFile *file = GARROW_NATIVE_FILE (foreign);
  g_autoptr (GError) error = NULL;
  guint8 out[16] = {0};

  CONNECT (foreign, "host-read", give_too_much, GSIZE_TO_POINTER (1024 * 1024));
  g_assert_cmpint (garrow_native_file_read_into (file, out, 8, &error), ==, -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_FOREIGN);
  g_assert_cmpstr (error->message,
                   ==,
                   "'x' returned 1048584 bytes, more than the 8 requested");
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 0);
}

/* 3 */
static void
test_short_writes (void)
{
  g_autoptr (Host) host = host_new ("");
  g_autoptr (GArrowNativeFile) file = host_open (host, "w", FALSE);

  host->chunk = 4;
  g_assert_true (write_text (file, "hello, friends", NULL));
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 14);
  assert_log (host, "write 14,write 10,write 6,write 2,");
  assert_held (host, "hello, friends");
}

/* 113 */
static void
test_write (void)
{
  g_autoptr (Host) host = host_new ("");
  g_autoptr (GArrowNativeFile) file = host_open (host, "w", FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (garrow_native_file_get_mode (file), ==, "wb");
  g_assert_true (write_text (file, "abc", NULL));
  g_assert_true (garrow_native_file_flush (file, NULL));
  assert_log (host, "write 3,flush,");
  host->fail_errno = ENOSPC;
  g_assert_false (write_text (file, "def", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpstr (error->message,
                   ==,
                   "Failed to write to 'host': No space left on device [errno 28]");
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 3);
}

static gboolean
answer (GArrowForeignFile *file, gpointer bytes, gpointer number)
{
  (void)bytes;
  garrow_foreign_file_answer (file, GPOINTER_TO_INT (number));
  return TRUE;
}

static void
test_bad_answer (gconstpointer number)
{
  g_autoptr (GArrowForeignFile) file = garrow_foreign_file_new ("x", "w", FALSE, NULL);
  g_autoptr (GError) error = NULL;

  CONNECT (file, "host-write", answer, (gpointer)number);
  g_assert_false (write_text (GARROW_NATIVE_FILE (file), "abc", &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_FOREIGN);
  g_assert_nonnull (strstr (error->message, "'x' says that it wrote"));
}

static void
test_seek (void)
{
  g_autoptr (Host) host = host_new (TEXT);
  g_autoptr (GArrowNativeFile) file = host_open (host, "r+", TRUE);

  g_assert_cmpstr (garrow_native_file_get_mode (file), ==, "rb+");
  g_assert_cmpint (garrow_native_file_size (file, NULL), ==, TEXT_SIZE);
  g_assert_cmpint (garrow_native_file_seek (file, -6, GARROW_SEEK_WHENCE_END, NULL),
                   ==,
                   8);
  assert_log (host, "size,size,seek 8,");
  assert_bytes (garrow_native_file_read (file, 5, NULL), "three");
  g_assert_cmpint (garrow_native_file_seek (file, 99, GARROW_SEEK_WHENCE_SET, NULL),
                   ==,
                   99);
  assert_bytes (garrow_native_file_read (file, 5, NULL), "");
  g_assert_cmpint (garrow_native_file_seek (file, 4, GARROW_SEEK_WHENCE_SET, NULL),
                   ==,
                   4);
  g_assert_true (write_text (file, "TWO", NULL));
  g_assert_true (garrow_native_file_truncate (file, 8, NULL));
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 7);
  assert_held (host, "one\nTWO\n");
}

/* 29 */
static void
test_read_at (void)
{
  g_autoptr (Host) host = host_new (TEXT);
  g_autoptr (GArrowNativeFile) file = host_open (host, "r", TRUE);

  assert_bytes (garrow_native_file_read (file, 2, NULL), "on");
  assert_bytes (garrow_native_file_read_at (file, 3, 4, NULL), "two");
  g_assert_cmpuint (host->position, ==, 2);
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 2);
  assert_bytes (garrow_native_file_read (file, 2, NULL), "e\n");
}

static void
test_not_seekable (void)
{
  g_autoptr (Host) host = host_new (TEXT);
  g_autoptr (GArrowNativeFile) file = host_open (host, "r", FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (garrow_native_file_seek (file, 0, GARROW_SEEK_WHENCE_SET, &error),
                   ==,
                   -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_cmpint (garrow_native_file_size (file, &error), ==, -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  assert_log (host, "");
}

/* A failed call does not move the position, whatever the host did before it failed. */
static void
test_failed_read (void)
{
  g_autoptr (Host) host = host_new (TEXT);
  g_autoptr (GArrowNativeFile) file = host_open (host, "r", TRUE);
  g_autoptr (GError) error = NULL;

  assert_bytes (garrow_native_file_read (file, 4, NULL), "one\n");
  host->fail_message = "the disk is on fire";
  host->only = "read";
  host->position = 11;
  g_assert_null (garrow_native_file_read (file, 3, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_FOREIGN);
  g_assert_cmpstr (error->message, ==, "Failed to read from 'host': the disk is on fire");
  host->fail_message = NULL;
  assert_bytes (garrow_native_file_read (file, 3, NULL), "two");
}

static void
test_silent_failure (void)
{
  g_autoptr (Host) host = host_new (TEXT);
  g_autoptr (GArrowNativeFile) file = host_open (host, "r+", TRUE);
  g_autoptr (GError) error = NULL;

  host->fail_silently = TRUE;
  g_assert_null (garrow_native_file_read (file, 3, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_FOREIGN);
  g_assert_nonnull (strstr (error->message, "'host'"));
  g_assert_nonnull (strstr (error->message, "failed and did not say why"));
  g_clear_error (&error);
  g_assert_false (write_text (file, "abc", &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_FOREIGN);
  g_clear_error (&error);
  g_assert_cmpint (garrow_native_file_size (file, &error), ==, -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_FOREIGN);
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 0);
}

static GBytes *
fail_by_error (GArrowForeignFile *file, gint64 n_bytes, gpointer data)
{
  g_autoptr (GError) error =
    g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "too slow");

  (void)n_bytes;
  (void)data;
  garrow_foreign_file_fail_error (file, error);
  return g_bytes_new_static ("ignored", 7);
}

static void
test_fail_error (void)
{
  g_autoptr (GArrowForeignFile) file = garrow_foreign_file_new ("x", "r", FALSE, NULL);
  g_autoptr (GError) error = NULL;

  CONNECT (file, "host-read", fail_by_error, NULL);
  g_assert_null (garrow_native_file_read (GARROW_NATIVE_FILE (file), 9, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpstr (error->message, ==, "too slow");

  /* Outside of a function, they say nothing to anybody. */
  garrow_foreign_file_fail (file, 0, "late");
  garrow_foreign_file_fail_error (file, error);
  garrow_foreign_file_answer (file, 1);
}

/* Messages are text, whatever a script says. */
static void
test_bad_text (void)
{
  g_autoptr (Host) host = host_new (TEXT);
  g_autoptr (GArrowNativeFile) file = host_open (host, "r", FALSE);
  g_autoptr (GError) error = NULL;

  host->fail_message = "caf\xe9";
  g_assert_null (garrow_native_file_read (file, 3, &error));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

/* What has no function says so. */
static void
test_no_functions (void)
{
  g_autoptr (GArrowForeignFile) foreign =
    garrow_foreign_file_new (NULL, "r+", TRUE, NULL);
  GArrowNativeFile *file = GARROW_NATIVE_FILE (foreign);
  g_autoptr (GError) error = NULL;

  g_assert_null (garrow_native_file_read (file, 3, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_assert_cmpstr (
    error->message,
    ==,
    "Failed to read from 'GArrowForeignFile': it has no function for that");
  g_clear_error (&error);
  g_assert_false (write_text (file, "abc", &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_cmpint (garrow_native_file_size (file, &error), ==, -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_false (garrow_native_file_truncate (file, 3, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_cmpint (garrow_native_file_seek (file, 3, GARROW_SEEK_WHENCE_SET, &error),
                   ==,
                   -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_assert_true (garrow_native_file_flush (file, NULL));
  g_assert_true (garrow_native_file_close (file, NULL));
}

static void
test_bad_mode (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (garrow_foreign_file_new ("x", "rw", FALSE, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
}

/* 114 */
static void
test_close (void)
{
  g_autoptr (Host) host = host_new ("");
  g_autoptr (GArrowNativeFile) file = host_open (host, "w", FALSE);
  g_autoptr (GError) error = NULL;

  host->fail_errno = EIO;
  g_assert_false (garrow_native_file_close (file, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_true (g_str_has_suffix (error->message, "[errno 5]"));
  g_assert_true (garrow_native_file_is_closed (file));
  g_assert_true (garrow_native_file_close (file, NULL));
  assert_log (host, "close,");
  g_clear_error (&error);
  g_assert_false (write_text (file, "abc", &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
  assert_log (host, "");
}

/* Compression over it, and detection by content. */
static void
test_compressed (void)
{
  g_autoptr (Host) host = host_new ("");
  g_autoptr (GArrowNativeFile) target = host_open (host, "w", FALSE);
  g_autoptr (GArrowNativeFile) source = host_open (host, "r", FALSE);
  g_autoptr (GArrowStreamOptions) options = garrow_stream_options_new ();
  g_autoptr (GArrowNativeFile) out = NULL;
  g_autoptr (GArrowNativeFile) in = NULL;

  garrow_stream_options_set_compression (options, "gzip");
  out = garrow_output_stream_for_object (G_OBJECT (target), options, NULL);
  g_assert_true (write_text (out, TEXT, NULL));
  g_assert_true (garrow_native_file_close (out, NULL));
  g_assert_true (garrow_native_file_is_closed (target));
  g_assert_cmphex (host->data->data[0], ==, 0x1f);

  host->position = 0;
  host->chunk = 1;
  garrow_stream_options_set_compression (options, "auto");
  in = garrow_input_stream_for_object (G_OBJECT (source), options, NULL);
  g_assert_true (GARROW_IS_COMPRESSED_INPUT_STREAM (in));
  assert_bytes (garrow_native_file_read_all (in, NULL), TEXT);
}

static void
test_itself (void)
{
  g_autoptr (Host) host = host_new (TEXT);
  g_autoptr (GArrowNativeFile) file = host_open (host, "r+", FALSE);
  g_autoptr (GArrowNativeFile) in = NULL;
  g_autoptr (GArrowNativeFile) out = NULL;

  in = garrow_input_stream_for_object (G_OBJECT (file), NULL, NULL);
  out = garrow_output_stream_for_object (G_OBJECT (file), NULL, NULL);
  g_assert_true (in == file);
  g_assert_true (out == file);
}

/* 109: the host's own error comes through a decoder. */
static void
test_error_through_decoder (void)
{
  g_autoptr (Host) host = host_new ("\x1f\x8b");
  g_autoptr (GArrowNativeFile) file = host_open (host, "r", FALSE);
  g_autoptr (GArrowCodec) codec = garrow_codec_new ("gzip", 6, NULL);
  g_autoptr (GArrowCompressedInputStream) stream =
    garrow_compressed_input_stream_new (file, codec, NULL);
  g_autoptr (GError) error = NULL;

  host->fail_errno = EIO;
  g_assert_null (garrow_native_file_read (GARROW_NATIVE_FILE (stream), 5, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "[errno 5]"));
}

/* What is written is copied: a script may keep it. */
static gboolean
keep (GArrowForeignFile *file, GBytes *bytes, GBytes **kept)
{
  (void)file;
  *kept = g_bytes_ref (bytes);
  return TRUE;
}

static void
test_kept_bytes (void)
{
  g_autoptr (GArrowForeignFile) file = garrow_foreign_file_new ("x", "w", FALSE, NULL);
  guint8 data[] = "abc";
  GBytes *kept = NULL;

  CONNECT (file, "host-write", keep, &kept);
  g_assert_true (garrow_native_file_write (GARROW_NATIVE_FILE (file), data, 3, NULL));
  data[0] = 'x';
  assert_bytes (kept, "abc");
}

#define ADD(name, test) g_test_add_func ("/foreign-file/" name, test)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("read", test_read);
  ADD ("short-reads", test_short_reads);
  ADD ("too-long-reads", test_too_long_reads);
  ADD ("short-writes", test_short_writes);
  ADD ("write", test_write);
  g_test_add_data_func ("/foreign-file/answer/0", GINT_TO_POINTER (0), test_bad_answer);
  g_test_add_data_func ("/foreign-file/answer/4", GINT_TO_POINTER (4), test_bad_answer);
  g_test_add_data_func ("/foreign-file/answer/-1", GINT_TO_POINTER (-1), test_bad_answer);
  ADD ("seek", test_seek);
  ADD ("read-at", test_read_at);
  ADD ("not-seekable", test_not_seekable);
  ADD ("failed-read", test_failed_read);
  ADD ("silent-failure", test_silent_failure);
  ADD ("fail-error", test_fail_error);
  ADD ("bad-text", test_bad_text);
  ADD ("no-functions", test_no_functions);
  ADD ("bad-mode", test_bad_mode);
  ADD ("close", test_close);
  ADD ("compressed", test_compressed);
  ADD ("itself", test_itself);
  ADD ("error-through-decoder", test_error_through_decoder);
  ADD ("kept-bytes", test_kept_bytes);
  return g_test_run ();
}
