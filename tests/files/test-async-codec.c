/* tests/files/test-async-codec.c: whole buffers by a codec, without blocking.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "async-util.h"

#define SIZE (64 * 1024 * 1024)

static void
test_round_trip (void)
{
  g_autoptr (GArrowCodec) codec =
    garrow_codec_new ("gzip", GARROW_COMPRESSION_LEVEL_DEFAULT, NULL);
  g_autoptr (GArrowResizableBuffer) text = garrow_resizable_buffer_new (TEXT_SIZE, NULL);
  g_autoptr (GArrowBuffer) expected =
    garrow_buffer_new ((const guint8 *)TEXT, TEXT_SIZE, NULL);
  g_autoptr (GArrowBuffer) compressed = NULL;
  g_autoptr (GArrowBuffer) back = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) first = {0};
  g_auto (Outcome) second = {0};
  g_auto (Outcome) limited = {0};

  g_assert_true (garrow_mutable_buffer_set_data (GARROW_MUTABLE_BUFFER (text),
                                                 0,
                                                 (const guint8 *)TEXT,
                                                 TEXT_SIZE,
                                                 NULL));
  garrow_codec_compress_async (codec,
                               GARROW_BUFFER (text),
                               NULL,
                               0,
                               NULL,
                               outcome_ready,
                               &first);
  g_assert_true (
    garrow_resizable_buffer_resize (text, 100000, NULL)); /* its copy moves */
  compressed = garrow_codec_compress_finish (codec, outcome_wait (&first), &error);
  g_assert_no_error (error);
  garrow_codec_decompress_async (codec,
                                 compressed,
                                 -1,
                                 NULL,
                                 0,
                                 NULL,
                                 outcome_ready,
                                 &second);
  back = garrow_codec_decompress_finish (codec, outcome_wait (&second), &error);
  g_assert_no_error (error);
  g_assert_true (garrow_buffer_equal (back, expected));
  garrow_codec_decompress_async (codec,
                                 compressed,
                                 3,
                                 NULL,
                                 0,
                                 NULL,
                                 outcome_ready,
                                 &limited);
  g_assert_null (garrow_codec_decompress_finish (codec, outcome_wait (&limited), &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_LIMIT);
}

/* Whoever cancels does not wait, whatever the codec is at. */
static void
test_cancel (void)
{
  g_autoptr (GArrowCodec) codec = garrow_codec_new ("gzip", 9, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GArrowBuffer) buffer = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) outcome = {0};
  guint8 *data = g_malloc (SIZE);
  guint32 state = 1;
  gint64 start;

  for (gsize i = 0; i < SIZE; i++) {
    state = state * 1664525 + 1013904223;
    data[i] = (guint8)(state >> 30);
  }
  bytes = g_bytes_new_take (data, SIZE);
  buffer = garrow_buffer_new_bytes (bytes);
  garrow_codec_compress_async (codec,
                               buffer,
                               NULL,
                               0,
                               cancellable,
                               outcome_ready,
                               &outcome);
  g_usleep (20000);
  start = g_get_monotonic_time ();
  g_cancellable_cancel (cancellable);
  g_assert_null (garrow_codec_compress_finish (codec, outcome_wait (&outcome), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_TIME_SPAN_SECOND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/async-codec/round-trip", test_round_trip);
  g_test_add_func ("/async-codec/cancel", test_cancel);
  return g_test_run ();
}
