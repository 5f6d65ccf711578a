/* tests/clients/test-resource.c: resources, and files of any scheme of GIO's, as sources.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "client.h"

static const char manifest[] = "<gresources><gresource prefix='/words'>"
                               "<file>plain.txt</file>"
                               "<file compressed='true'>squeezed.txt</file>"
                               "<file>packed.txt.gz</file>"
                               "</gresource></gresources>";

/* Compiled by GLib's tool, as for any application. */
static GResource *
make_resource (Folder *folder, GBytes *text)
{
  g_autofree char *xml = folder_path (folder, "words.xml");
  g_autofree char *bundle = folder_path (folder, "words.gresource");
  g_autofree char *source = g_strconcat ("--sourcedir=", folder->dir, NULL);
  g_autofree char *target = g_strconcat ("--target=", bundle, NULL);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;
  GResource *resource;

  write_whole (folder, "plain.txt", text);
  write_whole (folder, "squeezed.txt", text);
  write_whole (folder, "packed.txt.gz", text);
  g_assert_true (g_file_set_contents (xml, manifest, -1, NULL));
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE,
                            &error,
                            "glib-compile-resources",
                            source,
                            target,
                            xml,
                            NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (child, NULL, &error);
  g_assert_no_error (error);
  resource = g_resource_load (bundle, &error);
  g_assert_no_error (error);
  g_resources_register (resource);
  return resource;
}

static void
drop_resource (GResource *resource)
{
  g_resources_unregister (resource);
  g_resource_unref (resource);
}

static void
assert_source (gpointer source, const char *compression, GBytes *text)
{
  g_autoptr (GArrowStreamOptions) options = garrow_stream_options_new ();
  g_autoptr (GArrowNativeFile) file = NULL;
  g_autoptr (GBytes) all = NULL;
  g_autoptr (GError) error = NULL;

  garrow_stream_options_set_compression (options, compression);
  file = garrow_input_stream_for_object (source, options, &error);
  g_assert_no_error (error);
  assert_bytes (garrow_native_file_read_line (file, NULL), "line 0\n");
  all = garrow_native_file_read_all (file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (all), ==, g_bytes_get_size (text) - 7);
  close_file (file);
}

static void
test_streams (Folder *folder, gconstpointer data)
{
  static const struct
  {
    const char *path;
    const char *compression;
  } cases[] = {
    {"/words/plain.txt", NULL},
    {"/words/squeezed.txt", NULL},
    {"/words/packed.txt.gz", "gzip"},
    {"/words/packed.txt.gz", "auto"},
  };
  g_autoptr (GBytes) text = make_lines (20000);
  GResource *resource = make_resource (folder, text);

  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GInputStream) input =
      g_resources_open_stream (cases[i].path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

    g_assert_no_error (error);
    assert_source (input, cases[i].compression, text);
  }
  drop_resource (resource);
}

/* The bytes of a resource lie in memory, and a buffer over them copies nothing. */
static void
test_bytes (Folder *folder, gconstpointer data)
{
  g_autoptr (GBytes) text = make_lines (20000);
  GResource *resource = make_resource (folder, text);
  g_autoptr (GBytes) bytes =
    g_resources_lookup_data ("/words/plain.txt", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GArrowBufferReader) file = garrow_buffer_reader_new_bytes (bytes);
  g_autoptr (GArrowBuffer) line =
    garrow_native_file_read_buffer_at (GARROW_NATIVE_FILE (file), 6, 7, NULL);

  (void)data;
  g_assert_cmpuint (garrow_buffer_get_address (line),
                    ==,
                    (guintptr)g_bytes_get_data (bytes, NULL) + 7);
  drop_resource (resource);
}

static void
assert_uri (const char *uri, GBytes *text)
{
  g_autoptr (GFile) file = g_file_new_for_uri (uri);

  assert_source (file, "detect", text);
}

/* A scheme of the program's own, over resources. */
static GFile *
look_up (GVfs *vfs, const char *identifier, gpointer data)
{
  g_autofree char *uri =
    g_strconcat ("resource:///words/", identifier + strlen ("words:"), NULL);

  (void)vfs;
  (void)data;
  return g_file_new_for_uri (uri);
}

static void
test_uris (Folder *folder, gconstpointer data)
{
  g_autoptr (GBytes) text = make_lines (20000);
  GResource *resource = make_resource (folder, text);
  g_autofree char *path = folder_path (folder, "packed.txt.gz");
  g_autofree char *local = g_filename_to_uri (path, NULL, NULL);

  (void)data;
  assert_uri (local, text);
  assert_uri ("resource:///words/plain.txt", text);
  assert_uri ("resource:///words/squeezed.txt", text);
  assert_uri ("resource:///words/packed.txt.gz", text);

  g_assert_true (g_vfs_register_uri_scheme (g_vfs_get_default (),
                                            "words",
                                            look_up,
                                            NULL,
                                            NULL,
                                            NULL,
                                            NULL,
                                            NULL));
  assert_uri ("words:packed.txt.gz", text);
  g_vfs_unregister_uri_scheme (g_vfs_get_default (), "words");
  drop_resource (resource);
}

static void
test_uri_errors (Folder *folder, gconstpointer data)
{
  g_autoptr (GBytes) text = make_lines (10);
  GResource *resource = make_resource (folder, text);
  g_autoptr (GFile) missing = g_file_new_for_uri ("resource:///words/missing.gz");
  g_autoptr (GFile) present = g_file_new_for_uri ("resource:///words/plain.txt");
  g_autoptr (GError) error = NULL;

  (void)data;
  g_assert_null (garrow_input_stream_for_object (G_OBJECT (missing), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (garrow_output_stream_for_object (G_OBJECT (present), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  drop_resource (resource);
}

/* What is written through a GFile is compressed by its name, and there when it is closed.
 */
static void
test_file_as_target (Folder *folder, gconstpointer suffix)
{
  g_autofree char *name = g_strconcat ("lines", suffix, NULL);
  g_autofree char *path = folder_path (folder, name);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (GBytes) text = make_lines (20000);
  g_autoptr (GArrowNativeFile) file = NULL;
  g_autoptr (GError) error = NULL;

  file = garrow_output_stream_for_object (G_OBJECT (target), NULL, &error);
  g_assert_no_error (error);
  g_assert_true (garrow_native_file_write_bytes (file, text, NULL));
  close_file (file);
  assert_whole (folder, name, text);
  assert_source (target, "detect", text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_test ("/resource/streams", test_streams);
  add_test ("/resource/bytes", test_bytes);
  add_test ("/resource/uris", test_uris);
  add_test ("/resource/uri-errors", test_uri_errors);
  add_for_suffixes ("/resource/target", test_file_as_target);
  return g_test_run ();
}
