/* tests/clients/test-pixbuf.c: gdk-pixbuf loads and saves images through our streams.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "client.h"

#define WIDTH 300
#define HEIGHT 200

/* No two neighbours are alike, so that the image is not small once it is packed. */
static GdkPixbuf *
make_image (void)
{
  GdkPixbuf *image = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, WIDTH, HEIGHT);
  guint32 state = 1;
  guint8 *pixels = gdk_pixbuf_get_pixels (image);

  for (gsize i = 0; i < gdk_pixbuf_get_byte_length (image); i++) {
    state = state * 1664525 + 1013904223;
    pixels[i] = (guint8)(state >> 24);
  }
  return image;
}

static void
assert_same_image (GdkPixbuf *image, GdkPixbuf *expected)
{
  const gsize size = gdk_pixbuf_get_byte_length (expected);

  g_assert_cmpint (gdk_pixbuf_get_width (image), ==, gdk_pixbuf_get_width (expected));
  g_assert_cmpint (gdk_pixbuf_get_height (image), ==, gdk_pixbuf_get_height (expected));
  g_assert_cmpuint (gdk_pixbuf_get_byte_length (image), ==, size);
  g_assert_true (memcmp (gdk_pixbuf_read_pixels (image),
                         gdk_pixbuf_read_pixels (expected),
                         size) == 0);
}

static void
save (GOutputStream *output, GdkPixbuf *image)
{
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_save_to_stream (image, output, "png", NULL, &error, NULL);
  g_assert_no_error (error);
}

static void
save_async (GOutputStream *output, GdkPixbuf *image)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_save_to_stream_async (image,
                                   output,
                                   "png",
                                   NULL,
                                   keep_result,
                                   &result,
                                   NULL);
  done = wait_for_result (&result);
  gdk_pixbuf_save_to_stream_finish (done, &error);
  g_assert_no_error (error);
}

static GdkPixbuf *
load (GInputStream *input, GError **error)
{
  return gdk_pixbuf_new_from_stream (input, NULL, error);
}

static GdkPixbuf *
load_async (GInputStream *input, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) done = NULL;

  gdk_pixbuf_new_from_stream_async (input, NULL, keep_result, &result);
  done = wait_for_result (&result);
  return gdk_pixbuf_new_from_stream_finish (done, error);
}

typedef void (*Save) (GOutputStream *output, GdkPixbuf *image);
typedef GdkPixbuf *(*Load) (GInputStream *input, GError **error);

static void
save_image (Folder *folder, const char *name, GdkPixbuf *image, Save run)
{
  g_autoptr (GArrowNativeFile) file = open_to_write (folder, name);
  g_autoptr (GOutputStream) output = garrow_native_file_get_output_stream (file);

  run (output, image);
  close_file (file);
}

static GdkPixbuf *
load_image (Folder *folder, const char *name, Load run, GError **error)
{
  g_autoptr (GArrowNativeFile) file = open_to_read (folder, name);
  g_autoptr (GInputStream) input = garrow_native_file_get_input_stream (file);

  return run (input, error);
}

static void
check_round_trip (Folder *folder, const char *suffix, Save save_one, Load load_one)
{
  g_autofree char *name = g_strconcat ("image.png", suffix, NULL);
  g_autoptr (GdkPixbuf) image = make_image ();
  g_autoptr (GdkPixbuf) loaded = NULL;
  g_autoptr (GError) error = NULL;

  save_image (folder, name, image, save_one);
  loaded = load_image (folder, name, load_one, &error);
  g_assert_no_error (error);
  assert_same_image (loaded, image);
}

static void
test_round_trip (Folder *folder, gconstpointer suffix)
{
  check_round_trip (folder, suffix, save, load);
}

static void
test_round_trip_async (Folder *folder, gconstpointer suffix)
{
  check_round_trip (folder, suffix, save_async, load_async);
}

/* The system's tool finds the image that gdk-pixbuf reads from the disk by itself. */
static void
test_tool_unpacks (Folder *folder, gconstpointer data)
{
  const char *argv[] = {"gzip", "-d", NULL, NULL};
  g_autofree char *path = folder_path (folder, "image.png");
  g_autofree char *packed = folder_path (folder, "image.png.gz");
  g_autoptr (GdkPixbuf) image = make_image ();
  g_autoptr (GdkPixbuf) loaded = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  (void)data;
  save_image (folder, "image.png.gz", image, save);
  argv[2] = packed;
  g_spawn_sync (NULL,
                (char **)argv,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                NULL,
                NULL,
                &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  loaded = gdk_pixbuf_new_from_file (path, &error);
  g_assert_no_error (error);
  assert_same_image (loaded, image);
}

/* The map itself is what is decoded. */
static void
test_from_map (Folder *folder, gconstpointer data)
{
  g_autofree char *path = folder_path (folder, "image.png");
  g_autoptr (GdkPixbuf) image = make_image ();
  g_autoptr (GdkPixbuf) scaled = NULL;
  g_autoptr (GArrowMemoryMappedFile) map = NULL;
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GError) error = NULL;

  (void)data;
  save_image (folder, "image.png", image, save);
  map = garrow_memory_map (path, "r", &error);
  g_assert_no_error (error);
  input = garrow_native_file_get_input_stream (GARROW_NATIVE_FILE (map));
  scaled = gdk_pixbuf_new_from_stream_at_scale (input, WIDTH / 2, -1, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_height (scaled), ==, HEIGHT / 2);
}

/* An archive of images: each is a range of one file. */
static void
test_from_range (Folder *folder, gconstpointer data)
{
  g_autoptr (GdkPixbuf) image = make_image ();
  g_autoptr (GArrowNativeFile) target = open_to_write (folder, "archive");
  g_autoptr (GOutputStream) output = garrow_native_file_get_output_stream (target);
  g_autoptr (GArrowNativeFile) source = NULL;
  gint64 sizes[2];

  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    save (output, image);
    sizes[i] = garrow_native_file_tell (target, NULL);
  }
  close_file (target);

  source = open_to_read (folder, "archive");
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    gint64 start = i == 0 ? 0 : sizes[i - 1];
    g_autoptr (GArrowNativeFile) range =
      garrow_native_file_get_stream (source, start, sizes[i] - start, NULL);
    g_autoptr (GInputStream) input = garrow_native_file_get_input_stream (range);
    g_autoptr (GError) error = NULL;
    g_autoptr (GdkPixbuf) loaded = load (input, &error);

    g_assert_no_error (error);
    assert_same_image (loaded, image);
  }
}

static void
check_errors (Folder *folder, Load run)
{
  g_autoptr (GdkPixbuf) image = make_image ();
  g_autoptr (GError) error = NULL;

  save_image (folder, "cut.png.gz", image, save);
  cut_file (folder, "cut.png.gz", 5000);
  g_assert_null (load_image (folder, "cut.png.gz", run, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_TRUNCATED);
  g_assert_nonnull (strstr (error->message, "cut.png.gz"));
}

static void
test_errors (Folder *folder, gconstpointer data)
{
  (void)data;
  check_errors (folder, load);
}

static void
test_errors_async (Folder *folder, gconstpointer data)
{
  (void)data;
  check_errors (folder, load_async);
}

static void
test_full_target (Folder *folder, gconstpointer data)
{
  g_autoptr (GdkPixbuf) image = make_image ();
  g_autoptr (GArrowResizableBuffer) small = garrow_resizable_buffer_new (1000, NULL);
  g_autoptr (GArrowFixedSizeBufferWriter) file =
    garrow_fixed_size_buffer_writer_new (GARROW_BUFFER (small), NULL);
  g_autoptr (GOutputStream) output =
    garrow_native_file_get_output_stream (GARROW_NATIVE_FILE (file));
  g_autoptr (GError) error = NULL;

  (void)folder;
  (void)data;
  g_assert_false (gdk_pixbuf_save_to_stream (image, output, "png", NULL, &error, NULL));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_for_suffixes ("/pixbuf/sync", test_round_trip);
  add_for_suffixes ("/pixbuf/async", test_round_trip_async);
  add_test ("/pixbuf/tool", test_tool_unpacks);
  add_test ("/pixbuf/map", test_from_map);
  add_test ("/pixbuf/range", test_from_range);
  add_test ("/pixbuf/errors/sync", test_errors);
  add_test ("/pixbuf/errors/async", test_errors_async);
  add_test ("/pixbuf/full", test_full_target);
  return g_test_run ();
}
