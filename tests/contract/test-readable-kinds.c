/* tests/contract/test-readable-kinds.c: what every file that can be read does.
 *
 * The numbers are those of the behaviours that are promised.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "kinds.h"

#include <gio/gio.h>
#include <string.h>

/* 19, 20, 21 */
static void
test_to_the_end (Fixture *fixture, gconstpointer kind)
{
  GArrowNativeFile *file = fixture->file;
  gint64 size = content_size (fixture);

  (void)kind;
  assert_bytes (fixture, garrow_native_file_read (file, 10, NULL), 0, 10);
  assert_bytes (fixture, garrow_native_file_read (file, 0, NULL), 10, 0);
  assert_bytes (fixture, garrow_native_file_read (file, size, NULL), 10, size);
  assert_bytes (fixture, garrow_native_file_read (file, 10, NULL), size, 0);
  assert_buffer (fixture, garrow_native_file_read_buffer (file, 10, NULL), size, 0);
  assert_bytes (fixture, garrow_native_file_read1 (file, 10, NULL), size, 0);
  assert_bytes (fixture, garrow_native_file_read_line (file, NULL), size, 0);
  assert_bytes (fixture, garrow_native_file_read_all (file, NULL), size, 0);
  assert_at (fixture, size);
}

/* 21 */
static void
test_all_that_is_left (Fixture *fixture, gconstpointer kind)
{
  gint64 size = content_size (fixture);

  (void)kind;
  assert_bytes (fixture, garrow_native_file_read (fixture->file, 10, NULL), 0, 10);
  assert_buffer (fixture,
                 garrow_native_file_read_all_buffer (fixture->file, NULL),
                 10,
                 size);
  assert_at (fixture, size);
}

/* 20 */
static void
test_negative_sizes (Fixture *fixture, gconstpointer kind)
{
  GArrowNativeFile *file = fixture->file;
  guint8 out[1];

  (void)kind;
  assert_bytes (fixture, garrow_native_file_read (file, 10, NULL), 0, 10);
  assert_fails (INVALID, garrow_native_file_read (file, -1, &error));
  assert_fails (INVALID, garrow_native_file_read (file, G_MININT64, &error));
  assert_fails (INVALID, garrow_native_file_read_buffer (file, -1, &error));
  assert_fails (INVALID, garrow_native_file_read1 (file, -1, &error));
  assert_fails (INVALID, garrow_native_file_read_into (file, out, -1, &error));
  assert_at (fixture, 10);
  assert_bytes (fixture, garrow_native_file_read (file, 10, NULL), 10, 10);
}

/* 23 */
static void
test_into_memory (Fixture *fixture, gconstpointer kind)
{
  g_autoptr (GArrowMutableBuffer) buffer =
    garrow_allocate_buffer (1000, FALSE, NULL, NULL);
  gint64 size = content_size (fixture);
  guint8 out[20] = {0};

  (void)kind;
  g_assert_cmpint (garrow_native_file_read_into_buffer (fixture->file, buffer, NULL),
                   ==,
                   1000);
  assert_buffer (fixture, g_object_ref (GARROW_BUFFER (buffer)), 0, 1000);
  assert_bytes (fixture,
                garrow_native_file_read (fixture->file, size - 1010, NULL),
                1000,
                size - 1010);

  g_assert_cmpint (garrow_native_file_read_into (fixture->file, out, 15, NULL), ==, 10);
  assert_bytes (fixture, g_bytes_new (out, 10), size - 10, 10);
  for (gsize i = 10; i < sizeof out; i++)
    g_assert_cmpint (out[i], ==, 0);
  g_assert_cmpint (garrow_native_file_read_into (fixture->file, out, 15, NULL), ==, 0);
}

/* 24 */
static void
test_lines (Fixture *fixture, gconstpointer kind)
{
  gint64 position = 0;
  guint n_lines = 0;

  (void)kind;
  while (position < content_size (fixture)) {
    GBytes *line = garrow_native_file_read_line (fixture->file, NULL);
    gsize size;
    const guint8 *data = g_bytes_get_data (line, &size);

    g_assert_cmpuint (size, >, 0);
    if (memchr (data, '\n', size) != data + size - 1)
      g_assert_cmpint (position + (gint64)size, ==, content_size (fixture));
    assert_bytes (fixture, line, position, (gint64)size);
    position += (gint64)size;
    assert_at (fixture, position);
    n_lines++;
  }
  g_assert_cmpuint (n_lines, >, 100);
  assert_bytes (fixture, garrow_native_file_read_line (fixture->file, NULL), position, 0);
}

/* 37: what is asked for is not what is allocated. */
static void
test_far_more_than_there_is (Fixture *fixture, gconstpointer kind)
{
  GArrowMemoryPool *pool = garrow_memory_pool_default ();
  gint64 before = garrow_memory_pool_get_total_bytes_allocated (pool);
  GArrowBuffer *buffer =
    garrow_native_file_read_buffer (fixture->file, G_GINT64_CONSTANT (1) << 50, NULL);

  (void)kind;
  assert_buffer (fixture, buffer, 0, G_MAXINT64);
  g_assert_cmpint (garrow_memory_pool_get_total_bytes_allocated (pool) - before,
                   <,
                   16 << 20);
}

/* 25, 26, 27 */
static void
test_seek (Fixture *fixture, gconstpointer kind)
{
  GArrowNativeFile *file = fixture->file;
  gint64 size = content_size (fixture);

  (void)kind;
  g_assert_cmpint (garrow_native_file_seek (file, 20, GARROW_SEEK_WHENCE_SET, NULL),
                   ==,
                   20);
  g_assert_cmpint (garrow_native_file_seek (file, -5, GARROW_SEEK_WHENCE_CUR, NULL),
                   ==,
                   15);
  assert_bytes (fixture, garrow_native_file_read (file, 5, NULL), 15, 5);
  g_assert_cmpint (garrow_native_file_seek (file, -5, GARROW_SEEK_WHENCE_END, NULL),
                   ==,
                   size - 5);
  assert_bytes (fixture, garrow_native_file_read (file, 10, NULL), size - 5, 5);

  g_assert_cmpint (garrow_native_file_seek (file, 1000, GARROW_SEEK_WHENCE_END, NULL),
                   ==,
                   size + 1000);
  assert_bytes (fixture, garrow_native_file_read (file, 10, NULL), size, 0);
  assert_bytes (fixture, garrow_native_file_read_all (file, NULL), size, 0);
  assert_at (fixture, size + 1000);

  garrow_native_file_seek (file, 7, GARROW_SEEK_WHENCE_SET, NULL);
  assert_fails (INVALID,
                garrow_native_file_seek (file, -1, GARROW_SEEK_WHENCE_SET, &error));
  assert_fails (INVALID,
                garrow_native_file_seek (file, -8, GARROW_SEEK_WHENCE_CUR, &error));
  assert_fails (
    INVALID,
    garrow_native_file_seek (file, G_MAXINT64, GARROW_SEEK_WHENCE_CUR, &error));
  assert_fails (INVALID, garrow_native_file_seek (file, 0, (GArrowSeekWhence)3, &error));
  assert_at (fixture, 7);
  assert_bytes (fixture, garrow_native_file_read (file, 5, NULL), 7, 5);
}

static void
assert_ranges (Fixture *fixture)
{
  gint64 size = content_size (fixture);
  const gint64 offsets[] = {size - 3, 0, 4, size / 2, 2, size, 0};
  const gint64 sizes[] = {5, 10, 0, 100, 10, 1, 3};
  g_autolist (GArrowBuffer) buffers =
    garrow_native_file_read_ranges (fixture->file, offsets, 7, sizes, 7, NULL);
  GList *node = buffers;

  for (int i = 0; i < 7; i++, node = node->next)
    assert_buffer (fixture,
                   g_object_ref (node->data),
                   offsets[i],
                   MIN (sizes[i], size - offsets[i]));
  g_assert_null (node);
}

static GList *
read_uneven (GArrowNativeFile *file, GError **error)
{
  return garrow_native_file_read_ranges (file, (gint64[]){0, 1}, 2, NULL, 0, error);
}

static GList *
read_range (GArrowNativeFile *file, gint64 offset, gint64 size, GError **error)
{
  return garrow_native_file_read_ranges (file, &offset, 1, &size, 1, error);
}

/* 29, 30 */
static void
test_at_an_offset (Fixture *fixture, gconstpointer kind)
{
  GArrowNativeFile *file = fixture->file;
  gint64 size = content_size (fixture);

  (void)kind;
  assert_bytes (fixture, garrow_native_file_read (file, 10, NULL), 0, 10);
  assert_bytes (fixture, garrow_native_file_read_at (file, 5, 100, NULL), 100, 5);
  assert_buffer (fixture,
                 garrow_native_file_read_buffer_at (file, 5, size - 3, NULL),
                 size - 3,
                 3);
  assert_bytes (fixture, garrow_native_file_read_at (file, 5, size, NULL), size, 0);
  assert_bytes (fixture, garrow_native_file_read_at (file, 5, size + 1, NULL), size, 0);
  assert_bytes (fixture,
                garrow_native_file_read_at (file, G_MAXINT64, size - 1, NULL),
                size - 1,
                1);
  assert_bytes (fixture, garrow_native_file_read_at (file, 5, G_MAXINT64, NULL), size, 0);
  assert_fails (INVALID, garrow_native_file_read_at (file, 5, -1, &error));
  assert_fails (INVALID, garrow_native_file_read_at (file, -1, 5, &error));
  assert_fails (INVALID, garrow_native_file_read_buffer_at (file, 5, -1, &error));
  assert_ranges (fixture);
  assert_fails (INVALID, read_range (file, -1, 5, &error));
  assert_fails (INVALID, read_range (file, 5, -1, &error));
  assert_fails (INVALID, read_uneven (file, &error));
  assert_at (fixture, 10);
  assert_bytes (fixture, garrow_native_file_read (file, 10, NULL), 10, 10);
}

static void
test_not_seekable (Fixture *fixture)
{
  GArrowNativeFile *file = fixture->file;

  assert_bytes (fixture, garrow_native_file_read (file, 10, NULL), 0, 10);
  assert_fails (NOT_SUPPORTED,
                garrow_native_file_seek (file, 0, GARROW_SEEK_WHENCE_SET, &error));
  assert_fails (NOT_SUPPORTED, garrow_native_file_read_at (file, 1, 0, &error));
  assert_fails (NOT_SUPPORTED, garrow_native_file_read_buffer_at (file, 1, 0, &error));
  assert_fails (NOT_SUPPORTED, read_range (file, 1, 0, &error));
  assert_fails (NOT_SUPPORTED, garrow_native_file_size (file, &error));
  assert_at (fixture, 10);
  assert_bytes (fixture, garrow_native_file_read (file, 10, NULL), 10, 10);
}

/* 33, 34 */
static void
test_positions (Fixture *fixture, gconstpointer kind)
{
  g_assert_true (garrow_native_file_seekable (fixture->file) == is_seekable (fixture));
  if (!is_seekable (fixture)) {
    test_not_seekable (fixture);
    return;
  }
  g_assert_cmpint (garrow_native_file_size (fixture->file, NULL),
                   ==,
                   content_size (fixture));
  test_at_an_offset (fixture, kind);
  test_seek (fixture, kind);
}

/* 50 */
static void
test_direction (Fixture *fixture, gconstpointer kind)
{
  GArrowNativeFile *file = fixture->file;
  g_autoptr (GArrowBuffer) buffer = garrow_buffer_new_bytes (fixture->content);

  (void)kind;
  g_assert_true (garrow_native_file_readable (file));
  g_assert_false (garrow_native_file_writable (file));
  g_assert_false (garrow_native_file_is_closed (file));
  g_assert_cmpstr (garrow_native_file_get_mode (file), ==, "rb");
  g_assert_true (garrow_native_file_flush (file, NULL));
  assert_fails (NOT_SUPPORTED,
                garrow_native_file_write (file, (const guint8 *)"x", 1, &error));
  assert_fails (NOT_SUPPORTED,
                garrow_native_file_write (file, (const guint8 *)"", 0, &error));
  assert_fails (NOT_SUPPORTED,
                garrow_native_file_write_bytes (file, fixture->content, &error));
  assert_fails (NOT_SUPPORTED, garrow_native_file_write_buffer (file, buffer, &error));
  assert_bytes (fixture, garrow_native_file_read (file, 10, NULL), 0, 10);
}

/* 49 */
static void
test_closed (Fixture *fixture, gconstpointer kind)
{
  GArrowNativeFile *file = fixture->file;
  const guint8 *line;
  guint8 out[1];

  (void)kind;
  assert_bytes (fixture, garrow_native_file_read (file, 10, NULL), 0, 10);
  close_watched (fixture);
  g_assert_cmpstr (garrow_native_file_get_mode (file), ==, "rb");
  g_assert_false (garrow_native_file_readable (file));
  g_assert_false (garrow_native_file_writable (file));
  g_assert_false (garrow_native_file_seekable (file));

  assert_fails (CLOSED, garrow_native_file_read (file, 1, &error));
  assert_fails (CLOSED, garrow_native_file_read (file, 0, &error));
  assert_fails (CLOSED, garrow_native_file_read1 (file, 1, &error));
  assert_fails (CLOSED, garrow_native_file_read_buffer (file, 1, &error));
  assert_fails (CLOSED, garrow_native_file_read_all (file, &error));
  assert_fails (CLOSED, garrow_native_file_read_all_buffer (file, &error));
  assert_fails (CLOSED, garrow_native_file_read_into (file, out, 1, &error));
  assert_fails (CLOSED, garrow_native_file_read_line (file, &error));
  assert_fails (CLOSED, garrow_native_file_read_line_view (file, &line, &error));
  assert_fails (CLOSED, garrow_native_file_read_at (file, 1, 0, &error));
  assert_fails (CLOSED, garrow_native_file_read_buffer_at (file, 1, 0, &error));
  assert_fails (CLOSED,
                garrow_native_file_seek (file, 0, GARROW_SEEK_WHENCE_SET, &error));
  assert_fails (CLOSED, garrow_native_file_tell (file, &error));
  assert_fails (CLOSED, garrow_native_file_size (file, &error));
  assert_fails (CLOSED, garrow_native_file_flush (file, &error));
  assert_fails (CLOSED, garrow_native_file_write (file, (const guint8 *)"x", 1, &error));
}

static void
test_views_outlive_the_file (Fixture *fixture, gconstpointer kind)
{
  GBytes *bytes = garrow_native_file_read (fixture->file, 100000, NULL);
  GArrowBuffer *buffer = garrow_native_file_read_buffer (fixture->file, 100000, NULL);

  (void)kind;
  garrow_native_file_close (fixture->file, NULL);
  assert_bytes (fixture, bytes, 0, 100000);
  assert_buffer (fixture, buffer, 100000, 100000);
}

static gint64
read_through_stream (Fixture *fixture, gint64 position, gint64 n_bytes)
{
  g_autoptr (GInputStream) stream = garrow_native_file_get_input_stream (fixture->file);
  GBytes *bytes = g_input_stream_read_bytes (stream, (gsize)n_bytes, NULL, NULL);
  gint64 size = (gint64)g_bytes_get_size (bytes);

  g_assert_cmpint (size, >, 0);
  assert_bytes (fixture, bytes, position, size);
  return size;
}

/* Reads about n_bytes at the position in one of all the ways; returns how many. */
static gint64
read_in_any_way (Fixture *fixture, gint64 position, gint64 n_bytes)
{
  GArrowNativeFile *file = fixture->file;
  gint64 left = content_size (fixture) - position;
  g_autoptr (GBytes) bytes = NULL;

  switch (g_test_rand_int_range (0, 7)) {
  case 0:
    assert_bytes (fixture,
                  garrow_native_file_read (file, n_bytes, NULL),
                  position,
                  n_bytes);
    return MIN (n_bytes, left);
  case 1:
    assert_buffer (fixture,
                   garrow_native_file_read_buffer (file, n_bytes, NULL),
                   position,
                   n_bytes);
    return MIN (n_bytes, left);
  case 2:
    assert_bytes (fixture,
                  garrow_native_file_peek (file, n_bytes, NULL),
                  position,
                  n_bytes);
    return 0;
  case 3:
    g_assert_cmpint (garrow_native_file_advance (file, n_bytes, NULL),
                     ==,
                     MIN (n_bytes, left));
    return MIN (n_bytes, left);
  case 4:
    bytes = garrow_native_file_read1 (file, n_bytes, NULL);
    break;
  case 5:
    bytes = garrow_native_file_read_line (file, NULL);
    break;
  default:
    return read_through_stream (fixture, position, n_bytes);
  }
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 0);
  assert_bytes (fixture, g_bytes_ref (bytes), position, (gint64)g_bytes_get_size (bytes));
  return (gint64)g_bytes_get_size (bytes);
}

static void
test_in_any_way (Fixture *fixture, gconstpointer kind)
{
  gint64 size = content_size (fixture);
  gint64 position = 0;

  (void)kind;
  for (int i = 0; i < 300 && position < size; i++) {
    gint64 n_bytes = g_test_rand_int_range (1, g_test_rand_bit () ? 100 : 100000);

    position += read_in_any_way (fixture, position, n_bytes);
    assert_at (fixture, position);
    if (is_seekable (fixture) && g_test_rand_bit ()) {
      position = g_test_rand_int_range (0, (int)size);
      garrow_native_file_seek (fixture->file, position, GARROW_SEEK_WHENCE_SET, NULL);
    }
  }
  assert_bytes (fixture,
                garrow_native_file_read_all (fixture->file, NULL),
                position,
                size);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_readable ("to-the-end", test_to_the_end);
  add_readable ("all-that-is-left", test_all_that_is_left);
  add_readable ("negative-sizes", test_negative_sizes);
  add_readable ("into-memory", test_into_memory);
  add_readable ("lines", test_lines);
  add_readable ("far-more-than-there-is", test_far_more_than_there_is);
  add_readable ("positions", test_positions);
  add_readable ("direction", test_direction);
  add_readable ("closed", test_closed);
  add_readable ("views-outlive-the-file", test_views_outlive_the_file);
  add_readable ("in-any-way", test_in_any_way);
  return g_test_run ();
}
