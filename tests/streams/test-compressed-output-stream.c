/* tests/streams/test-compressed-output-stream.c: GArrowCompressedOutputStream.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

static int
default_level (Fixture *fixture)
{
  g_autoptr (GArrowCodec) codec =
    garrow_codec_new (fixture->format->name, GARROW_COMPRESSION_LEVEL_DEFAULT, NULL);

  return garrow_codec_get_default_compression_level (codec);
}

/* The system's tool reads what was written, at any level. */
static void
test_tool (Fixture *fixture, gconstpointer data)
{
  static const gsize sizes[] = {0, 1, 1000, 65535, 65536, 65537, 3 * MIB + 1};

  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GBytes) expected = make_data (sizes[i]);

    for (int level = 1; level <= 9; level += 4) {
      g_autoptr (GArrowNativeFile) file = open_writer (fixture, level);
      g_autoptr (GBytes) stored = NULL;

      write_bytes (file, expected);
      close_file (file);
      stored = load (fixture->path);
      assert_bytes (run_tool (fixture->format, "-d", stored), expected);
    }
  }
}

/* Writes part of text, from memory that is something else right after it. */
static void
write_and_forget (GArrowNativeFile *file, GBytes *text, gsize offset, gsize size)
{
  static guint8 part[MIB];

  memcpy (part, (const guint8 *)g_bytes_get_data (text, NULL) + offset, size);
  g_assert_true (garrow_native_file_write (file, part, (gint64)size, NULL));
  memset (part, 0x5a, size);
}

/* Pieces of any size, mixed, make one member: the same in a file, and in memory, where
 * the codec has room to write into. */
static void
test_write_sizes (Fixture *fixture, gconstpointer data)
{
  static const gsize sizes[] =
    {1, 16, 1000, 65535, 1, 65536, 0, 65537, 3, 200000, 262143, 262144, 262145, 700000};
  g_autoptr (GArrowNativeFile) file = open_writer (fixture, 1);
  g_autoptr (GArrowBufferOutputStream) memory = garrow_buffer_output_stream_new (NULL);
  g_autoptr (GArrowNativeFile) in_memory =
    compress (fixture->format, 1, GARROW_NATIVE_FILE (memory));
  g_autoptr (GBytes) text = make_data (4 * MIB);
  g_autoptr (GBytes) expected = NULL;
  g_autoptr (GArrowBuffer) buffer = NULL;
  g_autoptr (GBytes) packed = NULL;
  gsize offset = 0;

  (void)data;
  for (gsize i = 0; offset < 3 * MIB; i++) {
    gsize size = sizes[i % G_N_ELEMENTS (sizes)];

    write_and_forget (file, text, offset, size);
    write_and_forget (in_memory, text, offset, size);
    offset += size;
    g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, (gint64)offset);
  }
  close_file (file);
  expected = g_bytes_new_from_bytes (text, 0, offset);
  assert_stored (fixture, expected);

  close_file (in_memory);
  buffer = garrow_buffer_output_stream_getvalue (memory, NULL);
  packed = garrow_buffer_get_data (buffer);
  store (fixture, packed, NULL);
  assert_stored (fixture, expected);
}

/* 99: with and without a write of nothing. */
static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) nothing = make_data (0);
  g_autoptr (GBytes) stored = NULL;
  g_autoptr (GBytes) stored_again = NULL;
  g_autoptr (GArrowNativeFile) file = open_writer (fixture, 1);

  (void)data;
  close_file (file);
  stored = load (fixture->path);
  assert_bytes (run_tool (fixture->format, "-d", stored), nothing);

  g_clear_object (&file);
  file = open_writer (fixture, 1);
  write_bytes (file, nothing);
  close_file (file);
  stored_again = load (fixture->path);
  g_assert_true (g_bytes_equal (stored, stored_again));
}

/* 107: a flush makes everything decodable, and a second one adds nothing. */
static void
test_flush (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) text = make_data (100000);
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GBytes) packed_again = NULL;
  g_autoptr (GArrowNativeFile) reader = NULL;
  g_autoptr (GArrowNativeFile) file = open_writer (fixture, default_level (fixture));

  (void)data;
  write_bytes (file, text);
  g_assert_true (garrow_native_file_flush (file, NULL));
  packed = load (fixture->path);
  reader = open_reader (fixture);
  assert_bytes (garrow_native_file_read (reader, 100000, NULL), text);
  if (strcmp (fixture->format->name, "bz2") != 0) /* where a flush ends the member */
    assert_fails (reader, fixture, GARROW_ERROR_TRUNCATED, "Truncated compressed stream");

  g_assert_true (garrow_native_file_flush (file, NULL));
  packed_again = load (fixture->path);
  g_assert_true (g_bytes_equal (packed, packed_again));
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 100000);
  close_file (file);
  assert_stored (fixture, text);
}

/* 104: no time, no name, so the same file each time. 103: a checksum. */
static void
test_header (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) text = make_data (1000);
  g_autoptr (GBytes) packed = pack (fixture->format, text);
  const guint8 *header = g_bytes_get_data (packed, NULL);

  (void)data;
  if (strcmp (fixture->format->name, "gzip") == 0)
    g_assert_true (memcmp (header, "\x1f\x8b\x08\0\0\0\0\0\0\x03", 10) == 0);
  if (strcmp (fixture->format->name, "zstd") == 0)
    g_assert_cmpint (header[4] & 4, ==, 4);
  if (strcmp (fixture->format->name, "lz4") == 0)
    g_assert_cmpint (header[4] & 4, ==, 4);
}

static void
test_levels (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) text = make_data (MIB);
  g_autoptr (GArrowNativeFile) low = open_writer (fixture, 1);
  g_autoptr (GArrowNativeFile) high = NULL;
  g_autoptr (GBytes) large = NULL;
  g_autoptr (GBytes) small = NULL;

  (void)data;
  write_bytes (low, text);
  close_file (low);
  large = load (fixture->path);
  high = open_writer (fixture, 9);
  write_bytes (high, text);
  close_file (high);
  small = load (fixture->path);
  g_assert_cmpuint (g_bytes_get_size (small), <, g_bytes_get_size (large));
}

/* What is appended is a further member. */
static void
test_append (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) text = make_data (2000);
  g_autoptr (GBytes) first = g_bytes_new_from_bytes (text, 0, 1500);
  g_autoptr (GBytes) second = g_bytes_new_from_bytes (text, 1500, 500);
  g_autoptr (GBytes) packed = pack (fixture->format, first);
  g_autoptr (GArrowNativeFile) raw = NULL;
  g_autoptr (GArrowNativeFile) file = NULL;

  (void)data;
  store (fixture, packed, NULL);
  raw = open_raw (fixture, "a");
  file = compress (fixture->format, 1, raw);
  write_bytes (file, second);
  close_file (file);
  assert_stored (fixture, text);
}

static void
assert_disk_is_full (gboolean ok, GError **error)
{
  g_assert_false (ok);
  g_assert_error (*error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_nonnull (strstr ((*error)->message, "/dev/full"));
  g_assert_true (g_str_has_suffix ((*error)->message, "[errno 28]"));
  g_clear_error (error);
}

/* 54, 72: nothing claims success, and the file below is closed all the same. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  static const gsize sizes[] = {1, MIB};

  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GArrowOSFile) raw = garrow_os_file_new ("/dev/full", "w", NULL);
    g_autoptr (GArrowNativeFile) file =
      compress (fixture->format, 1, GARROW_NATIVE_FILE (raw));
    g_autoptr (GBytes) noise = make_noise (sizes[i]);
    g_autoptr (GError) error = NULL;

    garrow_native_file_write_bytes (file, noise, NULL);
    assert_disk_is_full (garrow_native_file_flush (file, &error), &error);
    assert_disk_is_full (garrow_native_file_write_bytes (file, noise, &error), &error);
    assert_disk_is_full (garrow_native_file_flush (file, &error), &error);
    assert_disk_is_full (garrow_native_file_close (file, &error), &error);

    g_assert_true (garrow_native_file_is_closed (file));
    g_assert_true (garrow_native_file_is_closed (GARROW_NATIVE_FILE (raw)));
    g_assert_true (garrow_native_file_close (file, NULL));
  }
}

/* The disk is full just when the member is to be ended. */
static void
test_full_disk_at_the_end (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowOSFile) raw = garrow_os_file_new ("/dev/full", "w", NULL);
  g_autoptr (GArrowNativeFile) file =
    compress (fixture->format, 1, GARROW_NATIVE_FILE (raw));
  g_autoptr (GError) error = NULL;

  (void)data;
  assert_disk_is_full (garrow_native_file_close (file, &error), &error);
  g_assert_true (garrow_native_file_is_closed (GARROW_NATIVE_FILE (raw)));
}

/* The same with a stream of GIO, whose own error comes first. */
static void
test_full_stream (Fixture *fixture, gconstpointer data)
{
  guint8 room[1000];
  g_autoptr (GOutputStream) stream =
    g_memory_output_stream_new (room, sizeof room, NULL, NULL);
  g_autoptr (GArrowGIOFile) raw = garrow_gio_file_new_for_output_stream (stream);
  g_autoptr (GArrowNativeFile) file =
    compress (fixture->format, 1, GARROW_NATIVE_FILE (raw));
  g_autoptr (GBytes) noise = make_noise (MIB);
  g_autoptr (GError) error = NULL;

  (void)data;
  g_assert_false (garrow_native_file_write_bytes (file, noise, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_clear_error (&error);
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 0);
  g_assert_false (garrow_native_file_close (file, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_FOREIGN);
  g_assert_true (garrow_native_file_is_closed (GARROW_NATIVE_FILE (raw)));
  g_assert_true (g_output_stream_is_closed (stream));
}

/* Somebody closed the file below: that is no success either. */
static void
test_raw_closed_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) raw = open_raw (fixture, "w");
  g_autoptr (GArrowNativeFile) file = compress (fixture->format, 1, raw);
  g_autoptr (GBytes) text = make_data (1000);
  g_autoptr (GError) error = NULL;

  (void)data;
  write_bytes (file, text);
  close_file (raw);
  g_assert_false (garrow_native_file_close (file, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
}

/* 52: what is dropped without a close is complete, and warns. */
static void
test_drop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) text = make_data (1000);
  GArrowNativeFile *file = open_writer (fixture, 1);

  (void)data;
  write_bytes (file, text);
  g_test_expect_message ("ArrowIO", G_LOG_LEVEL_WARNING, "*data*without being closed*");
  g_object_unref (file);
  g_test_assert_expected_messages ();
  assert_stored (fixture, text);
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) text = make_data (1000);
  gint64 allocated = garrow_total_allocated_bytes ();
  g_autoptr (GArrowNativeFile) raw = open_raw (fixture, "w");
  g_autoptr (GArrowNativeFile) file = compress (fixture->format, 1, raw);
  g_autoptr (GError) error = NULL;

  (void)data;
  g_assert_cmpstr (garrow_native_file_get_mode (file), ==, "wb");
  g_assert_false (garrow_native_file_seekable (file));
  close_file (file);
  close_file (file);
  g_assert_true (garrow_native_file_is_closed (raw));
  g_assert_cmpint (garrow_total_allocated_bytes (), ==, allocated);

  g_assert_false (garrow_native_file_write_bytes (file, text, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
  g_assert_nonnull (strstr (error->message, fixture->path));
}

static void
test_bad_raw (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowCodec) codec = garrow_codec_new (fixture->format->name, 1, NULL);
  g_autoptr (GBytes) nothing = make_data (0);
  g_autoptr (GArrowNativeFile) raw = NULL;
  g_autoptr (GError) error = NULL;

  (void)data;
  store (fixture, nothing, NULL);
  raw = open_raw (fixture, "r");
  g_assert_null (garrow_compressed_output_stream_new (raw, codec, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);

  close_file (raw);
  g_assert_null (garrow_compressed_output_stream_new (raw, codec, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
}

static void
test_getters (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) raw = open_raw (fixture, "w");
  g_autoptr (GArrowNativeFile) file = compress (fixture->format, 9, raw);
  GArrowCompressedOutputStream *stream = GARROW_COMPRESSED_OUTPUT_STREAM (file);
  GArrowCodec *codec = garrow_compressed_output_stream_get_codec (stream);

  (void)data;
  g_assert_true (garrow_compressed_output_stream_get_raw (stream) == raw);
  g_assert_cmpstr (garrow_codec_get_name (codec), ==, fixture->format->name);
  g_assert_cmpint (garrow_codec_get_compression_level (codec), ==, 9);
}

/* Bindings can make one without a constructor: it is a closed file. */
static void
test_bare_object (void)
{
  g_autoptr (GArrowCompressedOutputStream) stream =
    g_object_new (GARROW_TYPE_COMPRESSED_OUTPUT_STREAM, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (garrow_compressed_output_stream_get_codec (stream));
  g_assert_null (garrow_compressed_output_stream_get_raw (stream));
  g_assert_false (garrow_native_file_flush (GARROW_NATIVE_FILE (stream), &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("tool", test_tool);
  add ("write-sizes", test_write_sizes);
  add ("nothing", test_nothing);
  add ("flush", test_flush);
  add ("header", test_header);
  add ("levels", test_levels);
  add ("append", test_append);
  add ("full-disk", test_full_disk);
  add ("full-disk-at-the-end", test_full_disk_at_the_end);
  add ("full-stream", test_full_stream);
  add ("raw-closed-before", test_raw_closed_before);
  add ("drop", test_drop);
  add ("close", test_close);
  add ("bad-raw", test_bad_raw);
  add ("getters", test_getters);
  g_test_add_func ("/bare-object", test_bare_object);
  return g_test_run ();
}
