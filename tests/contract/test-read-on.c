/* tests/contract/test-read-on.c: files that are read on in one way after the other.
 *
 * The numbers are those of the behaviours that are promised.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "kinds.h"

#include <string.h>

/* 24: all the ways to read a line read the same, also when they take turns. */
static void
test_lines_in_any_way (Fixture *fixture, gconstpointer kind)
{
  g_autoptr (GArrowResizableBuffer) buffer = garrow_resizable_buffer_new (0, NULL);
  GArrowNativeFile *file = fixture->file;
  gint64 position = 0;
  gint64 size = 1;

  (void)kind;
  for (guint i = 0; size > 0; i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *text = NULL;
    const guint8 *line;

    switch (i % 3) {
    case 0:
      size = garrow_native_file_read_line_view (file, &line, NULL);
      assert_bytes (fixture, g_bytes_new (line, (gsize)size), position, size);
      break;
    case 1:
      size = garrow_native_file_read_line_into_buffer (file, buffer, NULL);
      g_assert_cmpint (garrow_buffer_get_size (GARROW_BUFFER (buffer)), ==, size);
      assert_buffer (fixture, g_object_ref (GARROW_BUFFER (buffer)), position, size);
      break;
    default:
      text = garrow_native_file_read_line_utf8 (file, &error);
      if (text == NULL) {
        g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
        assert_at (fixture, position);
        continue; /* the next way reads any line */
      }
      size = (gint64)strlen (text);
      assert_bytes (fixture, g_bytes_new (text, (gsize)size), position, size);
    }
    position += size;
    assert_at (fixture, position);
  }
  g_assert_cmpint (position, ==, content_size (fixture));
}

/* 24: at the end every way gives a line of nothing, also after moving there. */
static void
test_lines_at_end (Fixture *fixture, gconstpointer kind)
{
  g_autoptr (GArrowResizableBuffer) buffer = garrow_resizable_buffer_new (3, NULL);
  GArrowNativeFile *file = fixture->file;
  g_autofree char *text = NULL;
  const guint8 *line = NULL;

  (void)kind;
  if (is_seekable (fixture))
    garrow_native_file_seek (file, 0, GARROW_SEEK_WHENCE_END, NULL);
  else
    garrow_native_file_advance (file, content_size (fixture), NULL);

  g_assert_cmpint (garrow_native_file_read_line_view (file, &line, NULL), ==, 0);
  g_assert_nonnull (line);
  g_assert_cmpint (garrow_native_file_read_line_into_buffer (file, buffer, NULL), ==, 0);
  g_assert_cmpint (garrow_buffer_get_size (GARROW_BUFFER (buffer)), ==, 0);
  text = garrow_native_file_read_line_utf8 (file, NULL);
  g_assert_cmpstr (text, ==, "");
  assert_at (fixture, content_size (fixture));
}

/* What was read stays as it is while the file is read on, moved in and closed. */
static void
test_kept (Fixture *fixture, gconstpointer kind)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);
  const gint64 sizes[] = {4096, 4096, 8192, 100, 4096, 65536, 1024, 64, 4096};
  GArrowNativeFile *file = fixture->file;
  gint64 position = 0;

  (void)kind;
  for (guint i = 0; position < content_size (fixture); i++) {
    gint64 size = sizes[i / 50 % G_N_ELEMENTS (sizes)];
    GArrowBuffer *buffer = garrow_native_file_read_buffer (file, size, NULL);

    g_assert_nonnull (buffer);
    g_ptr_array_add (kept, buffer);
    position += garrow_buffer_get_size (buffer);
    if (i % 7 == 0)
      g_bytes_unref (garrow_native_file_peek (file, 10000, NULL));
    if (i % 11 == 0 && is_seekable (fixture))
      garrow_native_file_seek (file, position, GARROW_SEEK_WHENCE_SET, NULL);
    assert_at (fixture, position);
  }
  garrow_native_file_close (file, NULL);

  position = 0;
  for (guint i = 0; i < kept->len; i++) {
    GArrowBuffer *buffer = kept->pdata[i];
    gint64 size = garrow_buffer_get_size (buffer);

    assert_buffer (fixture, g_object_ref (buffer), position, size);
    position += size;
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_readable ("lines-in-any-way", test_lines_in_any_way);
  add_readable ("lines-at-end", test_lines_at_end);
  add_readable ("kept", test_kept);
  return g_test_run ();
}
