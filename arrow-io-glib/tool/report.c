/* tool/report.c: what is said on stderr, and how sizes are written.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "report.h"

#include <string.h>

#include "watch.h"

#define WIDTH 78

static const char *command_name;

/* Pairs: what the library says, and what the user knows. */
static GPtrArray *names;

void
tool_report_set_command (const char *name)
{
  command_name = name;
}

void
tool_call (const char *inside, const char *shown)
{
  if (names == NULL)
    names = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (names, g_filename_display_name (inside));
  g_ptr_array_add (names, g_filename_display_name (shown));
}

void
tool_report_clear (void)
{
  g_clear_pointer (&names, g_ptr_array_unref);
}

char *
tool_make_printable (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *printable = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    g_string_append_unichar (printable, g_unichar_iscntrl (c) ? '?' : c);
  }
  return g_string_free (printable, FALSE);
}

/* Where something is missing, the library lists in lines where it looked. */
static char *
make_lines_printable (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++) {
    char *printable = tool_make_printable (*line);

    g_free (*line);
    *line = printable;
  }
  return g_strjoinv ("\n", lines);
}

static void
report (const char *name, const GError *error)
{
  g_autoptr (GString) message = g_string_new (error->message);
  g_autofree char *shown = name != NULL ? g_filename_display_name (name) : NULL;
  g_autofree char *line = NULL;

  for (guint i = 0; names != NULL && i < names->len; i += 2)
    g_string_replace (message, names->pdata[i], names->pdata[i + 1], 0);
  if (shown != NULL && strcmp (shown, "-") != 0 && strstr (message->str, shown) == NULL) {
    g_string_prepend (message, ": ");
    g_string_prepend (message, shown);
  }
  if (command_name != NULL) {
    g_string_prepend (message, ": ");
    g_string_prepend (message, command_name);
  }
  line = g_error_matches (error, GARROW_ERROR, GARROW_ERROR_NOT_IMPLEMENTED)
           ? make_lines_printable (message->str)
           : tool_make_printable (message->str);
  g_printerr ("arrow-io: %s\n", line);
}

int
tool_fail (const char *name, GError *error)
{
  tool_watch_check ();
  report (name, error);
  g_error_free (error);
  return TOOL_FAILED;
}

int
tool_refuse (GError *error)
{
  report (NULL, error);
  g_printerr ("Try 'arrow-io%s%s --help'.\n",
              command_name != NULL ? " " : "",
              command_name != NULL ? command_name : "");
  g_error_free (error);
  return TOOL_USAGE;
}

char *
tool_format_size (double size)
{
  static const char *const units[] = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
  gsize i = 0;

  while (size >= 999.95 && i + 1 < G_N_ELEMENTS (units)) {
    size /= 1000;
    i++;
  }
  return g_strdup_printf (i == 0 ? "%.0f %s" : "%.1f %s", size, units[i]);
}

char *
tool_wrap (const char *text)
{
  GString *wrapped = g_string_new (NULL);
  gsize column = 0;

  for (const char *p = text; *p != '\0';) {
    gsize word = strcspn (p, " \n");

    if (column > 0 && column + 1 + word > WIDTH) {
      g_string_append_c (wrapped, '\n');
      column = 0;
    }
    if (column > 0)
      g_string_append_c (wrapped, ' ');
    g_string_append_len (wrapped, p, (gssize)word);
    column += word + (column > 0);
    p += word;
    if (*p == '\n') {
      g_string_append_c (wrapped, '\n');
      column = 0;
    }
    p += *p != '\0';
  }
  return g_string_free (wrapped, FALSE);
}
