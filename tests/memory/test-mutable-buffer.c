/* tests/memory/test-mutable-buffer.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

static const guint8 text[] = "columnar";

static void
test_set_data (void)
{
  g_autoptr (GArrowMutableBuffer) buffer = garrow_mutable_buffer_new (text, 8, NULL);
  g_autoptr (GArrowBuffer) slice =
    garrow_buffer_slice (GARROW_BUFFER (buffer), 0, 4, NULL);

  g_assert_true (garrow_buffer_is_mutable (GARROW_BUFFER (buffer)));
  g_assert_true (garrow_mutable_buffer_set_data (buffer, 2, text, 3, NULL));
  assert_bytes (garrow_buffer_get_data (GARROW_BUFFER (buffer)), "cocolnar");
  assert_bytes (garrow_buffer_get_data (slice), "coco");
  g_assert_true (garrow_mutable_buffer_set_data (buffer, 8, NULL, 0, NULL));
}

static void
test_set_data_out_of_range (void)
{
  static const gint64 bad[][2] =
    {{-1, 1}, {0, -1}, {0, 9}, {9, 0}, {8, 1}, {G_MAXINT64, 8}, {1, 8}};
  g_autoptr (GArrowMutableBuffer) buffer = garrow_mutable_buffer_new (text, 8, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (
      garrow_mutable_buffer_set_data (buffer, bad[i][0], text, bad[i][1], &error));
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INDEX);
  }
  assert_bytes (garrow_buffer_get_data (GARROW_BUFFER (buffer)), "columnar");
}

/* 77: a plain slice cannot be written to; one that was asked for can. */
static void
test_slice (void)
{
  g_autoptr (GArrowMutableBuffer) buffer = garrow_mutable_buffer_new (text, 8, NULL);
  g_autoptr (GArrowBuffer) plain =
    garrow_buffer_slice (GARROW_BUFFER (buffer), 3, 5, NULL);
  g_autoptr (GArrowMutableBuffer) slice =
    garrow_mutable_buffer_slice (buffer, 3, 5, NULL);

  g_assert_false (garrow_buffer_is_mutable (plain));
  g_assert_true (garrow_mutable_buffer_set_data (slice, 0, text, 2, NULL));
  assert_bytes (garrow_buffer_get_data (GARROW_BUFFER (buffer)), "colconar");
}

static void
test_bytes_are_copied (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, 8);
  g_autoptr (GArrowMutableBuffer) buffer = garrow_mutable_buffer_new_bytes (bytes, NULL);

  g_assert_true (
    garrow_mutable_buffer_set_data (buffer, 0, (const guint8 *)"C", 1, NULL));
  assert_bytes (garrow_buffer_get_data (GARROW_BUFFER (buffer)), "Columnar");
  g_assert_cmpint (text[0], ==, 'c');
}

static void
test_foreign_is_written_through (void)
{
  guint8 memory[] = "columnar";
  g_autoptr (GArrowMutableBuffer) buffer =
    garrow_mutable_buffer_new_foreign ((gsize)memory, 8, NULL, NULL);

  g_assert_true (
    garrow_mutable_buffer_set_data (buffer, 0, (const guint8 *)"C", 1, NULL));
  g_assert_cmpint (memory[0], ==, 'C');
}

static void
test_mutable_data (void)
{
  g_autoptr (GArrowMutableBuffer) buffer = garrow_mutable_buffer_new (text, 8, NULL);
  g_autoptr (GBytes) data = garrow_buffer_get_mutable_data (GARROW_BUFFER (buffer));

  *(guint8 *)(gpointer)(gsize)g_bytes_get_data (data, NULL) = 'C';
  assert_bytes (garrow_buffer_get_data (GARROW_BUFFER (buffer)), "Columnar");
}

/* 81 */
static void
test_allocate (void)
{
  g_autoptr (GArrowMutableBuffer) fixed = garrow_allocate_buffer (100, FALSE, NULL, NULL);
  g_autoptr (GArrowMutableBuffer) resizable =
    garrow_allocate_buffer (100, TRUE, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (garrow_buffer_get_size (GARROW_BUFFER (fixed)), ==, 100);
  g_assert_cmpint (garrow_buffer_get_capacity (GARROW_BUFFER (fixed)), ==, 128);
  g_assert_false (GARROW_IS_RESIZABLE_BUFFER (fixed));
  g_assert_true (GARROW_IS_RESIZABLE_BUFFER (resizable));

  g_assert_null (garrow_allocate_buffer (-1, FALSE, NULL, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (garrow_allocate_buffer (G_MAXINT64, FALSE, NULL, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_OUT_OF_MEMORY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mutable-buffer/set-data", test_set_data);
  g_test_add_func ("/mutable-buffer/set-data/out-of-range", test_set_data_out_of_range);
  g_test_add_func ("/mutable-buffer/slice", test_slice);
  g_test_add_func ("/mutable-buffer/bytes", test_bytes_are_copied);
  g_test_add_func ("/mutable-buffer/foreign", test_foreign_is_written_through);
  g_test_add_func ("/mutable-buffer/mutable-data", test_mutable_data);
  g_test_add_func ("/mutable-buffer/allocate", test_allocate);
  return g_test_run ();
}
