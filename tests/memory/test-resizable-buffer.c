/* tests/memory/test-resizable-buffer.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

static gint64
size_of (GArrowResizableBuffer *buffer)
{
  return garrow_buffer_get_size (GARROW_BUFFER (buffer));
}

static gint64
capacity_of (GArrowResizableBuffer *buffer)
{
  return garrow_buffer_get_capacity (GARROW_BUFFER (buffer));
}

static guint64
address_of (GArrowResizableBuffer *buffer)
{
  return garrow_buffer_get_address (GARROW_BUFFER (buffer));
}

/* 83 */
static void
test_resize (void)
{
  g_autoptr (GArrowResizableBuffer) buffer = garrow_resizable_buffer_new (100, NULL);
  guint64 address = address_of (buffer);

  g_assert_true (garrow_resizable_buffer_resize (buffer, 128, NULL));
  g_assert_cmpuint (address_of (buffer), ==, address);
  g_assert_true (garrow_resizable_buffer_resize (buffer, 10, NULL));
  g_assert_cmpint (size_of (buffer), ==, 10);
  g_assert_cmpint (capacity_of (buffer), ==, 128);
  g_assert_true (garrow_resizable_buffer_shrink (buffer, NULL));
  g_assert_cmpint (capacity_of (buffer), ==, 64);
  g_assert_true (garrow_resizable_buffer_resize (buffer, 0, NULL));
  g_assert_true (garrow_resizable_buffer_shrink (buffer, NULL));
  g_assert_cmpint (capacity_of (buffer), ==, 0);
  g_assert_cmpuint (address_of (buffer), !=, 0);
}

static void
test_reserve (void)
{
  g_autoptr (GArrowResizableBuffer) buffer = garrow_resizable_buffer_new (10, NULL);
  guint64 address;

  g_assert_true (garrow_resizable_buffer_reserve (buffer, 1000, NULL));
  g_assert_cmpint (size_of (buffer), ==, 10);
  g_assert_cmpint (capacity_of (buffer), ==, 1024);
  address = address_of (buffer);
  g_assert_true (garrow_resizable_buffer_resize (buffer, 1000, NULL));
  g_assert_cmpuint (address_of (buffer), ==, address);
  g_assert_true (garrow_resizable_buffer_reserve (buffer, 10, NULL));
  g_assert_cmpint (capacity_of (buffer), ==, 1024);
}

static void
test_refuses (void)
{
  static const struct
  {
    gint64 size;
    GArrowError code;
  } bad[] = {{-1, GARROW_ERROR_INVALID},
             {G_MAXINT64, GARROW_ERROR_OUT_OF_MEMORY},
             {G_GINT64_CONSTANT (1) << 62, GARROW_ERROR_OUT_OF_MEMORY}};
  g_autoptr (GArrowResizableBuffer) buffer = garrow_resizable_buffer_new (10, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (garrow_resizable_buffer_resize (buffer, bad[i].size, &error));
    g_assert_error (error, GARROW_ERROR, (int)bad[i].code);
    g_clear_error (&error);
    g_assert_false (garrow_resizable_buffer_reserve (buffer, bad[i].size, &error));
    g_assert_error (error, GARROW_ERROR, (int)bad[i].code);
    g_clear_error (&error);
    g_assert_null (garrow_resizable_buffer_new (bad[i].size, &error));
    g_assert_error (error, GARROW_ERROR, (int)bad[i].code);
  }
  g_assert_cmpint (size_of (buffer), ==, 10);
  g_assert_cmpint (capacity_of (buffer), ==, 64);
}

/* 9: slices and bytes keep what they had, where it was. */
static void
test_viewers_keep_their_bytes (void)
{
  g_autoptr (GArrowResizableBuffer) buffer = garrow_resizable_buffer_new (4, NULL);
  g_autoptr (GArrowBuffer) slice = NULL;
  g_autoptr (GBytes) bytes = NULL;

  garrow_mutable_buffer_set_data (GARROW_MUTABLE_BUFFER (buffer),
                                  0,
                                  (const guint8 *)"abcd",
                                  4,
                                  NULL);
  slice = garrow_buffer_slice (GARROW_BUFFER (buffer), 1, 2, NULL);
  bytes = garrow_buffer_get_data (GARROW_BUFFER (buffer));

  g_assert_true (garrow_resizable_buffer_resize (buffer, 1 << 20, NULL));
  g_assert_true (garrow_resizable_buffer_resize (buffer, 2, NULL));
  garrow_mutable_buffer_set_data (GARROW_MUTABLE_BUFFER (buffer),
                                  0,
                                  (const guint8 *)"xy",
                                  2,
                                  NULL);

  assert_bytes (g_steal_pointer (&bytes), "abcd");
  assert_bytes (garrow_buffer_get_data (slice), "bc");
}

static void
test_object_without_constructor (void)
{
  g_autoptr (GArrowResizableBuffer) buffer =
    g_object_new (GARROW_TYPE_RESIZABLE_BUFFER, NULL);

  g_assert_true (garrow_resizable_buffer_shrink (buffer, NULL));
  g_assert_true (garrow_resizable_buffer_resize (buffer, 10, NULL));
  g_assert_cmpint (size_of (buffer), ==, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resizable-buffer/resize", test_resize);
  g_test_add_func ("/resizable-buffer/reserve", test_reserve);
  g_test_add_func ("/resizable-buffer/refuses", test_refuses);
  g_test_add_func ("/resizable-buffer/viewers", test_viewers_keep_their_bytes);
  g_test_add_func ("/resizable-buffer/bare-object", test_object_without_constructor);
  return g_test_run ();
}
