/* examples/resource.c: files that are compiled into the program, with GResource.
 *
 * Prints:
 *
 *   4 lines by path
 *   4 lines by URI
 *
 * glib-compile-resources --generate-source --target=resources.c resource.gresource.xml
 * cc resource.c resources.c $(pkg-config --cflags --libs arrow-io-glib-1.0)
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/arrow-io-glib.h>

static int
count_lines (gpointer source, GError **error)
{
  g_autoptr (GArrowNativeFile) file =
    garrow_input_stream_for_object (source, NULL, error);

  if (file == NULL)
    return -1;
  for (int n = 0;; n++) {
    g_autoptr (GBytes) line = garrow_native_file_read_line (file, error);

    if (line == NULL)
      return -1;
    if (g_bytes_get_size (line) == 0)
      return n;
  }
}

/* GLib has squeezed it when it was compiled in, and unpacks it as it is read. */
static int
count_by_path (GError **error)
{
  g_autoptr (GInputStream) stream = g_resources_open_stream (
    "/example/resource.gresource.xml", G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return stream != NULL ? count_lines (stream, error) : -1;
}

static int
count_by_uri (GError **error)
{
  g_autoptr (GFile) file =
    g_file_new_for_uri ("resource:///example/resource.gresource.xml");

  return count_lines (file, error);
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  int by_path = count_by_path (&error);
  int by_uri = error == NULL ? count_by_uri (&error) : -1;

  if (error != NULL) {
    g_printerr ("%s\n", error->message);
    return 1;
  }
  g_print ("%d lines by path\n%d lines by URI\n", by_path, by_uri);
  return 0;
}
