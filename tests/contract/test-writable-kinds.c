/* tests/contract/test-writable-kinds.c: what every file that can be written does.
 *
 * The numbers are those of the behaviours that are promised.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "kinds.h"

#include <gio/gio.h>

static gboolean
write_text (GArrowNativeFile *file, const char *text, gint64 n_bytes, GError **error)
{
  return garrow_native_file_write (file, (const guint8 *)text, n_bytes, error);
}

/* Writes what is left of the content. */
static void
write_from (Fixture *fixture, gint64 position)
{
  g_autoptr (GBytes) rest =
    g_bytes_new_from_bytes (fixture->content,
                            (gsize)position,
                            (gsize)(content_size (fixture) - position));

  g_assert_true (garrow_native_file_write_bytes (fixture->file, rest, NULL));
  assert_at (fixture, content_size (fixture));
}

static void
test_at_once (Fixture *fixture, gconstpointer kind)
{
  (void)kind;
  assert_at (fixture, 0);
  write_from (fixture, 0);
  assert_arrived (fixture);
}

/* 51 */
static void
test_nothing (Fixture *fixture, gconstpointer kind)
{
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr (GArrowBuffer) buffer = garrow_buffer_new_bytes (nothing);

  (void)kind;
  g_assert_true (write_text (fixture->file, "", 0, NULL));
  g_assert_true (write_text (fixture->file, NULL, 0, NULL));
  g_assert_true (garrow_native_file_write_bytes (fixture->file, nothing, NULL));
  g_assert_true (garrow_native_file_write_buffer (fixture->file, buffer, NULL));
  assert_at (fixture, 0);
  write_from (fixture, 0);
  g_assert_true (write_text (fixture->file, "", 0, NULL));
  assert_arrived (fixture);
}

static void
test_negative_size (Fixture *fixture, gconstpointer kind)
{
  (void)kind;
  assert_fails (INVALID, write_text (fixture->file, "x", -1, &error));
  assert_fails (INVALID, write_text (fixture->file, "x", G_MININT64, &error));
  assert_at (fixture, 0);
  write_from (fixture, 0);
  assert_arrived (fixture);
}

static void
write_through_stream (Fixture *fixture, GBytes *part)
{
  g_autoptr (GOutputStream) stream = garrow_native_file_get_output_stream (fixture->file);
  gsize size;
  const void *data = g_bytes_get_data (part, &size);

  g_assert_true (g_output_stream_write_all (stream, data, size, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
}

static void
write_in_any_way (Fixture *fixture, GBytes *part)
{
  GArrowNativeFile *file = fixture->file;
  g_autoptr (GArrowBuffer) buffer = garrow_buffer_new_bytes (part);
  gsize size;
  const char *data = g_bytes_get_data (part, &size);

  switch (g_test_rand_int_range (0, 4)) {
  case 0:
    g_assert_true (write_text (file, data, (gint64)size, NULL));
    break;
  case 1:
    g_assert_true (garrow_native_file_write_bytes (file, part, NULL));
    break;
  case 2:
    g_assert_true (garrow_native_file_write_buffer (file, buffer, NULL));
    break;
  default:
    write_through_stream (fixture, part);
  }
}

static void
test_in_any_way (Fixture *fixture, gconstpointer kind)
{
  gint64 position = 0;

  (void)kind;
  for (int i = 0; i < 300 && position < content_size (fixture); i++) {
    gint64 n_bytes = g_test_rand_int_range (1, g_test_rand_bit () ? 100 : 10000);
    gint64 left = content_size (fixture) - position;
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (fixture->content,
                                                      (gsize)position,
                                                      (gsize)MIN (n_bytes, left));

    write_in_any_way (fixture, part);
    position += MIN (n_bytes, left);
    assert_at (fixture, position);
    if (g_test_rand_int_range (0, 20) == 0)
      g_assert_true (garrow_native_file_flush (fixture->file, NULL));
  }
  write_from (fixture, position);
  assert_arrived (fixture);
}

/* 50 */
static void
test_direction (Fixture *fixture, gconstpointer kind)
{
  GArrowNativeFile *file = fixture->file;
  const guint8 *line;
  guint8 out[1];

  (void)kind;
  g_assert_true (garrow_native_file_writable (file));
  g_assert_false (garrow_native_file_is_closed (file));
  if (!garrow_native_file_readable (file)) {
    assert_fails (NOT_SUPPORTED, garrow_native_file_read (file, 1, &error));
    assert_fails (NOT_SUPPORTED, garrow_native_file_read (file, 0, &error));
    assert_fails (NOT_SUPPORTED, garrow_native_file_read_buffer (file, 1, &error));
    assert_fails (NOT_SUPPORTED, garrow_native_file_read_into (file, out, 1, &error));
    assert_fails (NOT_SUPPORTED, garrow_native_file_read_all (file, &error));
    assert_fails (NOT_SUPPORTED, garrow_native_file_read_line (file, &error));
    assert_fails (NOT_SUPPORTED, garrow_native_file_read_line_view (file, &line, &error));
    assert_fails (NOT_SUPPORTED, garrow_native_file_read_at (file, 1, 0, &error));
  }
  write_from (fixture, 0);
  assert_arrived (fixture);
}

/* 49, 69 */
static void
test_closed (Fixture *fixture, gconstpointer kind)
{
  GArrowNativeFile *file = fixture->file;
  g_autoptr (GArrowBuffer) buffer = garrow_buffer_new_bytes (fixture->content);
  g_autofree char *mode = g_strdup (garrow_native_file_get_mode (file));

  (void)kind;
  write_from (fixture, 0);
  close_watched (fixture);
  assert_arrived (fixture);
  g_assert_cmpstr (garrow_native_file_get_mode (file), ==, mode);
  g_assert_false (garrow_native_file_readable (file));
  g_assert_false (garrow_native_file_writable (file));
  g_assert_false (garrow_native_file_seekable (file));

  assert_fails (CLOSED, write_text (file, "x", 1, &error));
  assert_fails (CLOSED, write_text (file, "", 0, &error));
  assert_fails (CLOSED, garrow_native_file_write_bytes (file, fixture->content, &error));
  assert_fails (CLOSED, garrow_native_file_write_buffer (file, buffer, &error));
  assert_fails (CLOSED, garrow_native_file_flush (file, &error));
  assert_fails (CLOSED, garrow_native_file_read (file, 1, &error));
  assert_fails (CLOSED,
                garrow_native_file_seek (file, 0, GARROW_SEEK_WHENCE_SET, &error));
  if (GARROW_IS_BUFFER_OUTPUT_STREAM (file) || GARROW_IS_FIXED_SIZE_BUFFER_WRITER (file))
    assert_at (fixture, content_size (fixture));
  else
    assert_fails (CLOSED, garrow_native_file_tell (file, &error));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_writable ("at-once", test_at_once);
  add_writable ("nothing", test_nothing);
  add_writable ("negative-size", test_negative_size);
  add_writable ("in-any-way", test_in_any_way);
  add_writable ("direction", test_direction);
  add_writable ("closed", test_closed);
  return g_test_run ();
}
