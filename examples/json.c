/* examples/json.c: JSON in compressed files, with json-glib.
 *
 * Prints:
 *
 *   trips.json.gz has 3 trips of 42 km
 *
 * cc json.c $(pkg-config --cflags --libs arrow-io-glib-1.0 json-glib-1.0)
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/arrow-io-glib.h>
#include <json-glib/json-glib.h>

static gboolean
save (JsonNode *root, const char *path, GError **error)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (GArrowNativeFile) file = garrow_output_stream_for_path (path, NULL, error);
  g_autoptr (GOutputStream) stream = NULL;

  if (file == NULL)
    return FALSE;
  stream = garrow_native_file_get_output_stream (file);
  json_generator_set_root (generator, root);

  /* Closing the file writes the end of the compressed data, so it can fail too. */
  return json_generator_to_stream (generator, stream, NULL, error) &&
         garrow_native_file_close (file, error);
}

static JsonNode *
load (const char *path, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GArrowNativeFile) file = garrow_input_stream_for_path (path, NULL, error);
  g_autoptr (GInputStream) stream = NULL;

  if (file == NULL)
    return NULL;
  stream = garrow_native_file_get_input_stream (file);
  if (!json_parser_load_from_stream (parser, stream, NULL, error))
    return NULL;
  return json_parser_steal_root (parser);
}

int
main (void)
{
  const char *path = "trips.json.gz";
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) trips =
    json_from_string ("[{\"km\": 12}, {\"km\": 7}, {\"km\": 23}]", &error);
  g_autoptr (JsonNode) back = NULL;
  JsonArray *array;
  gint64 km = 0;

  if (trips == NULL || !save (trips, path, &error) || !(back = load (path, &error))) {
    g_printerr ("%s\n", error->message);
    return 1;
  }
  array = json_node_get_array (back);
  for (guint i = 0; i < json_array_get_length (array); i++)
    km += json_object_get_int_member (json_array_get_object_element (array, i), "km");
  g_print ("%s has %u trips of %" G_GINT64_FORMAT " km\n",
           path,
           json_array_get_length (array),
           km);
  return 0;
}
