/* tool/table.c: a table on standard output.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "tool.h"

#include <string.h>

struct _ToolTable
{
  const char *columns;
  GPtrArray *cells; /* row by row */
};

ToolTable *
tool_table_new (const char *columns)
{
  ToolTable *self = g_new0 (ToolTable, 1);

  self->columns = columns;
  self->cells = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
tool_table_free (ToolTable *self)
{
  g_ptr_array_unref (self->cells);
  g_free (self);
}

void
tool_table_add (ToolTable *self, const char *const *cells)
{
  for (gsize i = 0; self->columns[i] != '\0'; i++)
    g_ptr_array_add (self->cells, g_strdup (cells[i] != NULL ? cells[i] : "-"));
}

static int
find_width (ToolTable *self, guint column)
{
  guint n_columns = (guint)strlen (self->columns);
  glong width = 0;

  for (guint i = column; i < self->cells->len; i += n_columns)
    width = MAX (width, g_utf8_strlen (self->cells->pdata[i], -1));
  return (int)width;
}

void
tool_table_print (ToolTable *self)
{
  guint n_columns = (guint)strlen (self->columns);
  g_autofree int *widths = g_new (int, n_columns);

  for (guint i = 0; i < n_columns; i++)
    widths[i] = find_width (self, i);

  for (guint i = 0; i < self->cells->len; i++) {
    const char *cell = self->cells->pdata[i];
    guint column = i % n_columns;
    gboolean last = column == n_columns - 1;
    int space = widths[column] - (int)g_utf8_strlen (cell, -1);

    if (self->columns[column] == 'r')
      g_print ("%*s%s", space, "", cell);
    else
      g_print ("%s%*s", cell, last ? 0 : space, "");
    g_print (last ? "\n" : "  ");
  }
}
