/* tool/tool.h: what the commands of arrow-io share.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/arrow-io-glib.h>

/* How the program ends. */
enum {
  TOOL_OK,
  TOOL_FAILED,
  TOOL_USAGE,
};

/* To add a command: write NAME.c with the row tool_NAME, and add NAME to meson.build. */
typedef struct
{
  const char *name;
  const char *arguments;   /* as in the help: "SOURCE TARGET" */
  const char *summary;     /* a line */
  const char *description; /* what else there is to say, below the options */

  /* Each has a long name and is described. A value that is a codec's name is called
   * CODEC, and one that can be auto or none too is called FORMAT. */
  const GOptionEntry *options;
  guint min_arguments;
  guint max_arguments;

  /* What an argument can be, for completion; NULL if it is a file. */
  const char *const *choices;

  /* Gives one of the above. */
  int (*run) (char **arguments);
} ToolCommand;

/* NULL after the last one. */
extern const ToolCommand *const tool_commands[];

/* Both say what is wrong on stderr, take the error over, and give how the program is to
 * end. name is the argument that it is about, or NULL. */
int tool_fail (const char *name, GError *error);
int tool_refuse (GError *error);

/* From now on, what the library calls inside is called shown in messages. */
void tool_call (const char *inside, const char *shown);

/* In one line of valid UTF-8 that moves no cursor. */
char *tool_make_printable (const char *text);

/* As in 1.5 MB, and as in 12.3 MB. */
char *tool_format_size (double size);

/* Rows of cells, one cell for each letter of columns: l for text, r for numbers, which
 * stand to the right. A cell that is NULL is a dash. */
typedef struct _ToolTable ToolTable;

ToolTable *tool_table_new (const char *columns);
void tool_table_add (ToolTable *self, const char *const *cells);
void tool_table_print (ToolTable *self);
void tool_table_free (ToolTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ToolTable, tool_table_free)
