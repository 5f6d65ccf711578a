/* tests/clients/test-poppler.c: poppler reads documents through our streams, from their
 * end on and back and forth, by GSeekable; cairo writes them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <cairo-pdf.h>
#include <poppler.h>

#include "client.h"

#define N_PAGES 40

static cairo_status_t
write_some (void *file, const unsigned char *data, unsigned size)
{
  return garrow_native_file_write (file, data, size, NULL) ? CAIRO_STATUS_SUCCESS
                                                           : CAIRO_STATUS_WRITE_ERROR;
}

static void
draw (GArrowNativeFile *file)
{
  cairo_surface_t *surface =
    cairo_pdf_surface_create_for_stream (write_some, file, 200, 100);
  cairo_t *cairo = cairo_create (surface);

  for (int i = 0; i < N_PAGES; i++) {
    cairo_pdf_surface_set_size (surface, 100 + i, 100);
    for (int j = 0; j < 1000; j++)
      cairo_rectangle (cairo, j * 37 % 100, j * 61 % 100, j % 7, j % 5);
    cairo_fill (cairo);
    cairo_show_page (cairo);
  }
  cairo_destroy (cairo);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

static void
draw_file (Folder *folder, const char *name)
{
  g_autoptr (GArrowNativeFile) file = open_to_write (folder, name);

  draw (file);
  close_file (file);
}

/* The last page first, so that reading has to go back. */
static void
assert_document (GArrowNativeFile *file)
{
  g_autoptr (GInputStream) input = garrow_native_file_get_input_stream (file);
  g_autoptr (GError) error = NULL;
  PopplerDocument *document =
    poppler_document_new_from_stream (input, -1, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (poppler_document_get_n_pages (document), ==, N_PAGES);
  for (int i = N_PAGES - 1; i >= 0; i--) {
    PopplerPage *page = poppler_document_get_page (document, i);
    double width;
    double height;

    poppler_page_get_size (page, &width, &height);
    g_assert_cmpfloat (width, ==, 100 + i);
    g_assert_cmpfloat (height, ==, 100);
    g_object_unref (page);
  }
  g_object_unref (document);
}

static void
test_file (Folder *folder, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = NULL;

  (void)data;
  draw_file (folder, "pages.pdf");
  file = open_to_read (folder, "pages.pdf");
  assert_document (file);
}

static void
test_map (Folder *folder, gconstpointer data)
{
  g_autofree char *path = folder_path (folder, "pages.pdf");
  g_autoptr (GArrowMemoryMappedFile) map = NULL;

  (void)data;
  draw_file (folder, "pages.pdf");
  map = garrow_memory_map (path, "r", NULL);
  assert_document (GARROW_NATIVE_FILE (map));
}

static void
test_range (Folder *folder, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) target = open_to_write (folder, "archive");
  g_autoptr (GArrowNativeFile) source = NULL;
  g_autoptr (GArrowNativeFile) range = NULL;
  gint64 size;

  (void)data;
  g_assert_true (write_text (target, TEXT, NULL));
  draw (target);
  size = garrow_native_file_tell (target, NULL) - TEXT_SIZE;
  g_assert_true (write_text (target, TEXT, NULL));
  close_file (target);
  source = open_to_read (folder, "archive");
  range = garrow_native_file_get_stream (source, TEXT_SIZE, size, NULL);
  assert_document (range);
}

/* What cannot seek is unpacked into memory first. */
static void
test_packed (Folder *folder, gconstpointer suffix)
{
  g_autofree char *name = g_strconcat ("pages.pdf", suffix, NULL);
  g_autoptr (GArrowNativeFile) packed = NULL;
  g_autoptr (GArrowBuffer) buffer = NULL;
  g_autoptr (GArrowBufferReader) file = NULL;

  draw_file (folder, name);
  packed = open_to_read (folder, name);
  buffer = garrow_native_file_read_all_buffer (packed, NULL);
  file = garrow_buffer_reader_new (buffer);
  assert_document (GARROW_NATIVE_FILE (file));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_test ("/poppler/file", test_file);
  add_test ("/poppler/map", test_map);
  add_test ("/poppler/range", test_range);
  add_for_suffixes ("/poppler/packed", test_packed);
  return g_test_run ();
}
