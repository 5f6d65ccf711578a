/* tests/memory/test-buffer.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

#include <fcntl.h>

static const char text[] = "columnar";

static GArrowBuffer *
new_buffer (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, 8);

  return garrow_buffer_new_bytes (bytes);
}

static void
test_new_copies (void)
{
  guint8 data[] = {'a', 'b', 'c'};
  g_autoptr (GArrowBuffer) buffer = garrow_buffer_new (data, 3, NULL);

  data[0] = 'x';
  assert_bytes (garrow_buffer_get_data (buffer), "abc");
  g_assert_cmpuint (garrow_buffer_get_address (buffer) % 64, ==, 0);
  g_assert_cmpint (garrow_buffer_get_capacity (buffer), ==, 64);
}

static void
test_new_refuses (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (garrow_buffer_new ((const guint8 *)text, -1, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
}

static void
test_bytes_are_shared (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, 8);
  g_autoptr (GArrowBuffer) buffer = garrow_buffer_new_bytes (bytes);

  g_assert_cmpuint (garrow_buffer_get_address (buffer), ==, (gsize)text);
  g_assert_cmpint (garrow_buffer_get_size (buffer), ==, 8);
  g_assert_false (garrow_buffer_is_mutable (buffer));
  g_assert_null (garrow_buffer_get_mutable_data (buffer));
}

static void
count_release (gpointer n_released)
{
  ++*(int *)n_released;
}

static void
test_bytes_live_as_long_as_needed (void)
{
  int n_released = 0;
  GArrowBuffer *buffer =
    garrow_buffer_new_take (text, 8, count_release, &n_released, NULL);
  GArrowBuffer *slice = garrow_buffer_slice (buffer, 0, 4, NULL);
  GArrowBuffer *again = garrow_buffer_slice (slice, 1, 2, NULL);
  GBytes *data = garrow_buffer_get_data (again);

  g_object_unref (buffer);
  g_object_unref (slice);
  g_object_unref (again);
  g_assert_cmpint (n_released, ==, 0);

  g_bytes_unref (data);
  g_assert_cmpint (n_released, ==, 1);
}

static void
test_foreign_holds_its_owner (void)
{
  g_autoptr (GArrowBuffer) inner = new_buffer ();
  GObject *owner = g_object_new (G_TYPE_OBJECT, NULL);
  GArrowBuffer *buffer =
    garrow_buffer_new_foreign (garrow_buffer_get_address (inner), 8, owner, NULL);

  g_object_add_weak_pointer (owner, (gpointer *)&owner);
  g_object_unref (owner);
  g_assert_nonnull (owner);
  assert_bytes (garrow_buffer_get_data (buffer), "columnar");
  g_object_unref (buffer);
  g_assert_null (owner);
}

/* 79 */
static void
test_foreign_refuses (void)
{
  static const struct
  {
    guint64 address;
    gint64 size;
  } bad[] = {{0, 10}, {4096, -5}};
  g_autoptr (GArrowBuffer) empty = garrow_foreign_buffer (0, 0, NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (garrow_foreign_buffer (bad[i].address, bad[i].size, NULL, &error));
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  }
  g_assert_cmpint (garrow_buffer_get_size (empty), ==, 0);
}

static void
test_slice (void)
{
  g_autoptr (GArrowBuffer) buffer = new_buffer ();
  g_autoptr (GArrowBuffer) slice = garrow_buffer_slice (buffer, 3, 5, NULL);

  assert_bytes (garrow_buffer_get_data (slice), "umnar");
  g_assert_cmpuint (garrow_buffer_get_address (slice),
                    ==,
                    garrow_buffer_get_address (buffer) + 3);
  g_assert_true (garrow_buffer_get_parent (slice) == buffer);
  g_assert_null (garrow_buffer_get_parent (buffer));
}

/* 75 */
static void
test_slice_out_of_range (void)
{
  static const gint64 bad[][2] =
    {{-1, 1}, {0, -1}, {0, 9}, {9, 0}, {8, 1}, {1, G_MAXINT64}, {G_MAXINT64, G_MAXINT64}};
  g_autoptr (GArrowBuffer) buffer = new_buffer ();

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (garrow_buffer_slice (buffer, bad[i][0], bad[i][1], &error));
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INDEX);
    g_clear_error (&error);
    g_assert_null (garrow_buffer_copy (buffer, bad[i][0], bad[i][1], &error));
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INDEX);
  }
}

/* A parser that slices what is left again and again makes a chain of any length. */
static void
test_chain_of_slices (void)
{
  GArrowBuffer *rest = new_buffer ();

  for (int i = 0; i < 200000; i++) {
    GArrowBuffer *next = garrow_buffer_slice (rest, 0, 8, NULL);

    g_object_unref (rest);
    rest = next;
  }
  g_object_unref (rest);
}

static void
test_copy (void)
{
  g_autoptr (GArrowBuffer) buffer = new_buffer ();
  g_autoptr (GArrowBuffer) copy = garrow_buffer_copy (buffer, 3, 5, NULL);

  assert_bytes (garrow_buffer_get_data (copy), "umnar");
  g_assert_cmpuint (garrow_buffer_get_address (copy) % 64, ==, 0);
  g_assert_null (garrow_buffer_get_parent (copy));
}

static void
test_equal (void)
{
  g_autoptr (GArrowBuffer) buffer = new_buffer ();
  g_autoptr (GArrowBuffer) copy = garrow_buffer_copy (buffer, 0, 8, NULL);
  g_autoptr (GArrowBuffer) part = garrow_buffer_slice (buffer, 0, 3, NULL);

  g_assert_true (garrow_buffer_equal (buffer, copy));
  g_assert_false (garrow_buffer_equal (buffer, part));
  g_assert_false (garrow_buffer_equal (buffer, NULL));
  g_assert_true (garrow_buffer_equal_n_bytes (buffer, part, 3));
  g_assert_false (garrow_buffer_equal_n_bytes (buffer, part, 4));
  g_assert_false (garrow_buffer_equal_n_bytes (buffer, part, -1));
}

/* 74 */
static void
test_hex (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\0az\377", 4);
  g_autoptr (GArrowBuffer) buffer = garrow_buffer_new_bytes (bytes);
  g_autoptr (GArrowBuffer) empty = garrow_buffer_slice (buffer, 4, 0, NULL);
  g_autofree char *digits = garrow_buffer_hex (buffer, NULL);
  g_autofree char *nothing = garrow_buffer_hex (empty, NULL);

  g_assert_cmpstr (digits, ==, "00617AFF");
  g_assert_cmpstr (nothing, ==, "");
}

/* 61 */
static void
test_map (Fixture *fixture, gconstpointer data)
{
  int fd = g_open (fixture->path, O_RDWR | O_CLOEXEC);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowBuffer) buffer = garrow_buffer_new_map (fd, 4, 3, &error);
  g_autoptr (GArrowMutableBuffer) writable =
    garrow_mutable_buffer_new_map (fd, 8, 5, &error);

  (void)data;
  g_assert_no_error (error);
  g_assert_null (garrow_buffer_new_map (fd, 8, TEXT_SIZE, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "file descriptor"));
  g_assert_true (g_close (fd, NULL));
  g_clear_error (&error);
  g_assert_null (garrow_buffer_new_map (fd, 0, 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);

  g_assert_false (garrow_buffer_is_mutable (buffer));
  assert_bytes (garrow_buffer_get_data (buffer), "two");
  assert_bytes (garrow_buffer_get_data (GARROW_BUFFER (writable)), "three");
  g_assert_true (
    garrow_mutable_buffer_set_data (writable, 0, (const guint8 *)"THREE", 5, NULL));
  assert_contents (fixture, "one\ntwo\nTHREE\n");
}

static void
test_empty (void)
{
  g_autoptr (GArrowBuffer) buffer = g_object_new (GARROW_TYPE_BUFFER, NULL);
  g_autoptr (GArrowBuffer) slice = garrow_buffer_slice (buffer, 0, 0, NULL);
  g_autoptr (GBytes) data = garrow_buffer_get_data (slice);

  g_assert_cmpint (garrow_buffer_get_size (buffer), ==, 0);
  g_assert_cmpuint (garrow_buffer_get_address (buffer), !=, 0);
  g_assert_cmpuint (g_bytes_get_size (data), ==, 0);
}

/* 80: who takes a view of nothing gets an address all the same, as some ask for one. */
static void
test_views_of_nothing (void)
{
  g_autoptr (GBytes) none = g_bytes_new_static (NULL, 0);
  g_autoptr (GArrowBufferReader) reader = garrow_buffer_reader_new_bytes (none);
  GArrowNativeFile *file = GARROW_NATIVE_FILE (reader);
  GArrowBuffer *buffers[] = {
    garrow_buffer_new_bytes (none),
    garrow_buffer_new_foreign (0, 0, NULL, NULL),
    garrow_native_file_read_buffer (file, 3, NULL),
  };
  g_autoptr (GBytes) read = garrow_native_file_read_all (file, NULL);

  g_assert_nonnull (g_bytes_get_data (read, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (buffers); i++) {
    g_autoptr (GBytes) data = garrow_buffer_get_data (buffers[i]);

    g_assert_nonnull (g_bytes_get_data (data, NULL));
    g_assert_cmpuint (g_bytes_get_size (data), ==, 0);
    g_clear_object (&buffers[i]);
  }
}

static void
test_properties (void)
{
  g_autoptr (GArrowBuffer) buffer = new_buffer ();
  g_autoptr (GArrowBuffer) slice = garrow_buffer_slice (buffer, 3, 5, NULL);
  g_autoptr (GArrowBuffer) parent = NULL;
  gboolean is_mutable;
  guint64 address;
  gint64 size;

  g_object_get (slice,
                "address",
                &address,
                "mutable",
                &is_mutable,
                "parent",
                &parent,
                "size",
                &size,
                NULL);
  g_assert_cmpuint (address, ==, (gsize)text + 3);
  g_assert_false (is_mutable);
  g_assert_true (parent == buffer);
  g_assert_cmpint (size, ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/buffer/new", test_new_copies);
  g_test_add_func ("/buffer/new/refuses", test_new_refuses);
  g_test_add_func ("/buffer/bytes", test_bytes_are_shared);
  g_test_add_func ("/buffer/lifetime", test_bytes_live_as_long_as_needed);
  g_test_add_func ("/buffer/foreign", test_foreign_holds_its_owner);
  g_test_add_func ("/buffer/foreign/refuses", test_foreign_refuses);
  g_test_add_func ("/buffer/slice", test_slice);
  g_test_add_func ("/buffer/slice/out-of-range", test_slice_out_of_range);
  g_test_add_func ("/buffer/slice/chain", test_chain_of_slices);
  g_test_add_func ("/buffer/copy", test_copy);
  g_test_add_func ("/buffer/equal", test_equal);
  g_test_add_func ("/buffer/hex", test_hex);
  g_test_add ("/buffer/map", Fixture, NULL, set_up, test_map, tear_down);
  g_test_add_func ("/buffer/empty", test_empty);
  g_test_add_func ("/buffer/nothing", test_views_of_nothing);
  g_test_add_func ("/buffer/properties", test_properties);
  return g_test_run ();
}
