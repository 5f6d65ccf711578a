/* tests/files/test-foreign-dropped.c: what is dropped calls no function of a host, as
 * that may be collecting its garbage just then.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "foreign.h"

static void
test_file (gconstpointer mode)
{
  g_autoptr (Host) host = host_new (TEXT);
  GArrowNativeFile *file = host_open (host, mode, TRUE);

  if (garrow_native_file_writable (file))
    g_assert_true (write_text (file, "ONE", NULL));
  else
    assert_bytes (garrow_native_file_read_line (file, NULL), "one\n");
  g_string_set_size (host->log, 0);
  g_object_unref (file);
  assert_log (host, "");
}

static void
expect_loss (void)
{
  g_test_expect_message ("ArrowIO",
                         G_LOG_LEVEL_WARNING,
                         "'host' was dropped without being closed, and data is lost: *");
}

static GArrowNativeFile *
compress (GArrowNativeFile *file)
{
  g_autoptr (GArrowCodec) codec = garrow_codec_new ("gzip", 6, NULL);

  return (GArrowNativeFile *)garrow_compressed_output_stream_new (file, codec, NULL);
}

static GArrowNativeFile *
collect (GArrowNativeFile *file)
{
  return (GArrowNativeFile *)garrow_buffered_output_stream_new (file, 100, NULL, NULL);
}

typedef GArrowNativeFile *(*Wrap) (GArrowNativeFile *file);

static const struct
{
  const char *name;
  Wrap wrap;
} writers[] = {{"compressed", compress}, {"buffered", collect}};

/* The file below stays as it is, for whoever has it. */
static void
test_writer (gconstpointer data)
{
  Wrap wrap = writers[GPOINTER_TO_INT (data)].wrap;
  g_autoptr (Host) host = host_new ("");
  g_autoptr (GArrowNativeFile) file = host_open (host, "w", FALSE);
  GArrowNativeFile *stream = wrap (file);

  g_assert_true (write_text (stream, "lost", NULL));
  expect_loss ();
  g_object_unref (stream);
  g_test_assert_expected_messages ();
  assert_log (host, "");
  g_assert_false (garrow_native_file_is_closed (file));
  g_assert_true (write_text (file, "kept", NULL));
  g_assert_true (garrow_native_file_close (file, NULL));
  assert_log (host, "write 4,close,");
}

/* The chain may be of any length. */
static void
test_chain (void)
{
  g_autoptr (Host) host = host_new ("");
  GArrowNativeFile *file = host_open (host, "w", FALSE);
  GArrowNativeFile *below = collect (file);
  GArrowNativeFile *stream = compress (below);

  g_object_unref (file);
  g_object_unref (below);
  g_assert_true (write_text (stream, "lost", NULL));
  expect_loss ();
  g_object_unref (stream);
  g_test_assert_expected_messages ();
  assert_log (host, "");
}

/* Nothing was written, so that there is nothing to warn about. */
static void
test_unused_writer (gconstpointer data)
{
  Wrap wrap = writers[GPOINTER_TO_INT (data)].wrap;
  g_autoptr (Host) host = host_new ("");
  g_autoptr (GArrowNativeFile) file = host_open (host, "w", FALSE);

  g_object_unref (wrap (file));
  assert_log (host, "");
}

static void
test_readers (void)
{
  g_autoptr (Host) host = host_new (TEXT);
  g_autoptr (GArrowNativeFile) file = host_open (host, "r", TRUE);
  g_autoptr (GArrowCodec) codec = garrow_codec_new ("gzip", 6, NULL);

  g_object_unref (garrow_compressed_input_stream_new (file, codec, NULL));
  g_object_unref (garrow_buffered_input_stream_new (file, 100, NULL, NULL));
  g_object_unref (garrow_native_file_get_stream (file, 0, 3, NULL));
  assert_log (host, "");
  assert_bytes (garrow_native_file_read_all (file, NULL), TEXT);
}

/* Streams of GIO close what they are dropped with. */
static void
test_gio_streams (void)
{
  g_autoptr (Host) host = host_new (TEXT);
  g_autoptr (GArrowNativeFile) file = host_open (host, "r+", TRUE);
  GInputStream *in = garrow_native_file_get_input_stream (file);
  GOutputStream *out = garrow_native_file_get_output_stream (file);

  assert_bytes (g_input_stream_read_bytes (in, 3, NULL, NULL), "one");
  g_assert_true (g_output_stream_write_all (out, "!", 1, NULL, NULL, NULL));
  g_string_set_size (host->log, 0);
  g_object_unref (in);
  g_object_unref (out);
  assert_log (host, "");

  out = garrow_native_file_get_output_stream (file);
  g_assert_true (g_output_stream_write_all (out, "!", 1, NULL, NULL, NULL));
  g_string_set_size (host->log, 0);
  g_assert_true (g_output_stream_close (out, NULL, NULL));
  g_object_unref (out);
  assert_log (host, "flush,");
}

static void
test_io_stream (void)
{
  g_autoptr (Host) host = host_new (TEXT);
  g_autoptr (GArrowNativeFile) file = host_open (host, "r+", TRUE);
  GIOStream *stream = garrow_native_file_to_io_stream (file);
  GOutputStream *out = g_io_stream_get_output_stream (stream);

  g_assert_true (g_output_stream_write_all (out, "!", 1, NULL, NULL, NULL));
  g_object_unref (stream);
  assert_log (host, "write 1,");

  stream = garrow_native_file_to_io_stream (file);
  out = g_io_stream_get_output_stream (stream);
  g_assert_true (g_output_stream_write_all (out, "!", 1, NULL, NULL, NULL));
  g_assert_true (g_io_stream_close (stream, NULL, NULL));
  g_object_unref (stream);
  assert_log (host, "write 1,flush,");
}

/* And files of GIO's streams of such a file. */
static void
test_round_trip (void)
{
  g_autoptr (Host) host = host_new (TEXT);
  g_autoptr (GArrowNativeFile) file = host_open (host, "r+", TRUE);
  g_autoptr (GOutputStream) out = garrow_native_file_get_output_stream (file);
  g_autoptr (GIOStream) both = garrow_native_file_to_io_stream (file);
  GArrowGIOFile *again = garrow_gio_file_new_for_output_stream (out);

  g_assert_true (write_text (GARROW_NATIVE_FILE (again), "!", NULL));
  g_object_unref (again);
  again = garrow_gio_file_new_for_io_stream (both);
  g_assert_true (write_text (GARROW_NATIVE_FILE (again), "!", NULL));
  g_string_set_size (host->log, 0);
  g_object_unref (again);
  assert_log (host, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/foreign-dropped/file/r", "r", test_file);
  g_test_add_data_func ("/foreign-dropped/file/w", "w", test_file);
  g_test_add_data_func ("/foreign-dropped/file/r+", "r+", test_file);
  for (int i = 0; i < (int)G_N_ELEMENTS (writers); i++) {
    g_autofree char *writer = g_strdup_printf ("/foreign-dropped/%s", writers[i].name);
    g_autofree char *unused = g_strdup_printf ("%s/unused", writer);

    g_test_add_data_func (writer, GINT_TO_POINTER (i), test_writer);
    g_test_add_data_func (unused, GINT_TO_POINTER (i), test_unused_writer);
  }
  g_test_add_func ("/foreign-dropped/chain", test_chain);
  g_test_add_func ("/foreign-dropped/readers", test_readers);
  g_test_add_func ("/foreign-dropped/gio-streams", test_gio_streams);
  g_test_add_func ("/foreign-dropped/io-stream", test_io_stream);
  g_test_add_func ("/foreign-dropped/round-trip", test_round_trip);
  return g_test_run ();
}
