/* tests/clients/test-json.c: json-glib parses from our streams and writes to them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <json-glib/json-glib.h>

#include "client.h"

#define N_ROWS 5000

static JsonNode *
make_rows (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (int i = 0; i < N_ROWS; i++) {
    json_builder_begin_object (builder);
    json_builder_set_member_name (builder, "id");
    json_builder_add_int_value (builder, i);
    json_builder_set_member_name (builder, "name");
    json_builder_add_string_value (builder, i % 2 ? "Zoë" : "two\nlines");
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  return json_builder_get_root (builder);
}

static void
generate (Folder *folder, const char *name, JsonNode *root)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (GArrowNativeFile) file = open_to_write (folder, name);
  g_autoptr (GOutputStream) output = garrow_native_file_get_output_stream (file);
  g_autoptr (GError) error = NULL;

  json_generator_set_root (generator, root);
  json_generator_to_stream (generator, output, NULL, &error);
  g_assert_no_error (error);
  close_file (file);
}

static gboolean
parse (JsonParser *parser, GInputStream *input, GError **error)
{
  return json_parser_load_from_stream (parser, input, NULL, error);
}

static gboolean
parse_async (JsonParser *parser, GInputStream *input, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) done = NULL;

  json_parser_load_from_stream_async (parser, input, NULL, keep_result, &result);
  done = wait_for_result (&result);
  return json_parser_load_from_stream_finish (parser, done, error);
}

typedef gboolean (*Parse) (JsonParser *parser, GInputStream *input, GError **error);

static gboolean
parse_file (Folder *folder,
            const char *name,
            JsonParser *parser,
            Parse run,
            GError **error)
{
  g_autoptr (GArrowNativeFile) file = open_to_read (folder, name);
  g_autoptr (GInputStream) input = garrow_native_file_get_input_stream (file);

  return run (parser, input, error);
}

static void
check_round_trip (Folder *folder, const char *suffix, Parse run)
{
  g_autofree char *name = g_strconcat ("rows.json", suffix, NULL);
  g_autoptr (JsonNode) rows = make_rows ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  generate (folder, name, rows);
  parse_file (folder, name, parser, run, &error);
  g_assert_no_error (error);
  g_assert_true (json_node_equal (json_parser_get_root (parser), rows));
}

static void
test_round_trip (Folder *folder, gconstpointer suffix)
{
  check_round_trip (folder, suffix, parse);
}

static void
test_round_trip_async (Folder *folder, gconstpointer suffix)
{
  check_round_trip (folder, suffix, parse_async);
}

/* A file of JSON lines: each is a document of its own, parsed where it lies. */
static void
test_json_lines (Folder *folder, gconstpointer suffix)
{
  g_autofree char *name = g_strconcat ("rows.jsonl", suffix, NULL);
  g_autoptr (GArrowNativeFile) target = open_to_write (folder, name);
  g_autoptr (GArrowNativeFile) source = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  gint64 sum = 0;

  for (int i = 0; i < 1000; i++) {
    g_autofree char *line = g_strdup_printf ("{\"id\": %d}\n", i);

    g_assert_true (write_text (target, line, NULL));
  }
  close_file (target);

  source = open_to_read (folder, name);
  for (;;) {
    g_autoptr (GBytes) line = garrow_native_file_read_line (source, NULL);
    g_autoptr (GError) error = NULL;
    gsize size;
    const char *text = g_bytes_get_data (line, &size);

    if (size == 0)
      break;
    json_parser_load_from_data (parser, text, (gssize)size, &error);
    g_assert_no_error (error);
    sum +=
      json_object_get_int_member (json_node_get_object (json_parser_get_root (parser)),
                                  "id");
  }
  g_assert_cmpint (sum, ==, 999 * 1000 / 2);
}

/* Half a document may be a document: that the rest is missing must be told. */
static void
check_errors (Folder *folder, Parse run)
{
  g_autoptr (JsonNode) rows = make_rows ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  generate (folder, "cut.json.gz", rows);
  cut_file (folder, "cut.json.gz", 6);
  g_assert_false (parse_file (folder, "cut.json.gz", parser, run, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_TRUNCATED);
  g_assert_nonnull (strstr (error->message, "cut.json.gz"));
}

static void
test_errors (Folder *folder, gconstpointer data)
{
  (void)data;
  check_errors (folder, parse);
}

static void
test_errors_async (Folder *folder, gconstpointer data)
{
  (void)data;
  check_errors (folder, parse_async);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_for_suffixes ("/json/sync", test_round_trip);
  add_for_suffixes ("/json/async", test_round_trip_async);
  add_for_suffixes ("/json/lines", test_json_lines);
  add_test ("/json/errors/sync", test_errors);
  add_test ("/json/errors/async", test_errors_async);
  return g_test_run ();
}
