/* tests/contract/runner.c: performs scenarios.tsv; each scenario is a test for each kind.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "operations.h"

#include <gio/gio.h>
#include <string.h>

typedef struct
{
  guint line;
  char **fields; /* operation, arguments, what it gives */
} Row;

typedef struct
{
  guint first_row;
  const char *kind;
} Scenario;

static GArray *rows;

static Row *
get_row (guint index)
{
  return index < rows->len ? &g_array_index (rows, Row, index) : NULL;
}

static gboolean
is_operation (const Row *row, const char *name)
{
  return strcmp (row->fields[0], name) == 0;
}

/* Such as !CLOSED or !IO.NOT_FOUND. */
static char *
describe_error (const GError *error)
{
  gboolean ours = error->domain == GARROW_ERROR;
  g_autoptr (GTypeClass) codes =
    g_type_class_ref (ours ? GARROW_TYPE_ERROR : G_TYPE_IO_ERROR_ENUM);
  const char *nick;
  g_autofree char *name = NULL;

  g_assert_true (ours || error->domain == G_IO_ERROR);
  nick = g_enum_get_value ((GEnumClass *)codes, error->code)->value_nick;
  name = g_strdelimit (g_ascii_strup (nick, -1), "-", '_');
  return g_strconcat (ours ? "!" : "!IO.", name, NULL);
}

static void
check_error (const Row *row, const GError *error)
{
  g_auto (GStrv) expected = g_strsplit (row->fields[2], " ", -1);
  g_autofree char *code = describe_error (error);

  if (strcmp (code, expected[0]) != 0)
    g_error ("line %u: expected %s, got %s: %s",
             row->line,
             row->fields[2],
             code,
             error->message);
  for (char **word = expected + 1; *word != NULL; word++) {
    g_autofree char *part = decode_text (*word);

    if (strstr (error->message, part) == NULL)
      g_error ("line %u: no \"%s\" in: %s", row->line, part, error->message);
  }
}

static void
check_result (const Row *row, GBytes *result)
{
  g_autoptr (GBytes) expected = decode (row->fields[2]);
  g_autofree char *text =
    g_strndup (g_bytes_get_data (result, NULL), MIN (g_bytes_get_size (result), 100));

  if (!g_bytes_equal (result, expected))
    g_error ("line %u: expected %s, got %s", row->line, row->fields[2], text);
}

static void
run_row (World *world, const Row *row)
{
  g_auto (GStrv) arguments =
    g_strsplit (strcmp (row->fields[1], "-") == 0 ? "" : row->fields[1], " ", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) result = perform (world, row->fields[0], arguments, &error);

  if (error != NULL)
    check_error (row, error);
  else if (result != NULL)
    check_result (row, result);
  else
    g_error ("line %u: unknown operation '%s'", row->line, row->fields[0]);
}

static void
run_scenario (gconstpointer data)
{
  const Scenario *scenario = data;
  World world;
  Row *row;

  world_init (&world, scenario->kind);
  for (guint i = scenario->first_row; (row = get_row (i)) != NULL; i++) {
    if (is_operation (row, "scenario"))
      break;
    run_row (&world, row);
  }
  world_clear (&world);
}

static void
add_scenario (guint index)
{
  Row *row = get_row (index);
  g_auto (GStrv) kinds = g_strsplit (row->fields[2], " ", -1);

  for (char **kind = kinds; *kind != NULL; kind++) {
    g_autofree char *path = g_strdup_printf ("/contract/%s/%s", row->fields[1], *kind);
    Scenario *scenario;

    if (is_codec (*kind) && !garrow_codec_is_available (*kind))
      continue;
    scenario = g_new (Scenario, 1);
    scenario->first_row = index + 1;
    scenario->kind = g_intern_string (*kind);
    g_test_add_data_func_full (path, scenario, run_scenario, g_free);
  }
}

static void
read_table (const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  rows = g_array_new (FALSE, FALSE, sizeof (Row));
  for (guint i = 0; lines[i] != NULL; i++) {
    Row row = {i + 1, NULL};

    if (lines[i][0] == '\0' || lines[i][0] == '#')
      continue;
    row.fields = g_strsplit (lines[i], "\t", -1);
    if (g_strv_length (row.fields) != 3)
      g_error ("line %u: not three fields", row.line);
    if (is_operation (&row, "let"))
      decode_define (row.fields[1], row.fields[2]);
    g_array_append_val (rows, row);
  }
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;

  g_test_init (&argc, &argv, NULL);
  path = g_test_build_filename (G_TEST_DIST, "contract", "scenarios.tsv", NULL);
  read_table (path);
  for (guint i = 0; i < rows->len; i++) {
    if (is_operation (get_row (i), "scenario"))
      add_scenario (i);
  }
  return g_test_run ();
}
