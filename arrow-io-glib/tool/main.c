/* tool/main.c: arrow-io, which finds the command and parses its options.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "report.h"

#define ROW(name) extern const ToolCommand tool_##name;
TOOL_COMMANDS
#undef ROW

#define ROW(name) &tool_##name,
const ToolCommand *const tool_commands[] = {TOOL_COMMANDS NULL};
#undef ROW

/* For those who call it without a command. */
static const char usage[] = "Usage:\n"
                            "  arrow-io COMMAND [OPTION…] [ARGUMENT…]\n";

static const char more[] = "'arrow-io COMMAND --help' tells more about a command.\n"
                           "'arrow-io --version' tells which version this is.\n";

static int
print_help (void)
{
  g_print (
    "%s\nRead and write files of every kind that arrow-io-glib knows.\n\nCommands:\n",
    usage);
  for (const ToolCommand *const *command = tool_commands; *command != NULL; command++)
    g_print ("  %-12s%s\n", (*command)->name, (*command)->summary);
  g_print ("\n%s", more);
  return TOOL_OK;
}

static int G_GNUC_PRINTF (1, 2) refuse (const char *format, ...)
{
  GError *error;
  va_list words;

  va_start (words, format);
  error = g_error_new_valist (GARROW_ERROR, GARROW_ERROR_INVALID, format, words);
  va_end (words);
  return tool_refuse (error);
}

/* Where the value begins in a word as -l9 or -fl9; 0 if there is none. */
static gsize
find_value (const ToolCommand *command, const char *word)
{
  for (gsize i = 1; word[0] == '-' && word[i] != '\0'; i++) {
    const GOptionEntry *option = command->options;

    while (option != NULL && option->long_name != NULL && option->short_name != word[i])
      option++;
    if (option == NULL || option->long_name == NULL)
      return 0;
    if (option->arg_description != NULL)
      return word[i + 1] != '\0' ? i + 1 : 0;
  }
  return 0;
}

/* GOption takes the value of a short option only as a word of its own. */
static char **
separate_values (const ToolCommand *command, char **words)
{
  g_autoptr (GStrvBuilder) separate = g_strv_builder_new ();

  for (; *words != NULL && strcmp (*words, "--") != 0; words++) {
    gsize value = find_value (command, *words);
    g_autofree char *option = g_strndup (*words, value);

    if (value > 0)
      g_strv_builder_add (separate, option);
    g_strv_builder_add (separate, *words + value);
  }
  g_strv_builder_addv (separate, (const char **)words);
  return g_strv_builder_end (separate);
}

static int
run_command (const ToolCommand *command, char **argv)
{
  g_auto (GStrv) words = separate_values (command, argv);
  gboolean help = FALSE;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry common[] = {
    {"help", 'h', 0, G_OPTION_ARG_NONE, &help, "Say what the command does", NULL},
    {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments, NULL, NULL},
    {0},
  };
  g_autofree char *title = g_strdup_printf ("arrow-io %s", command->name);
  g_autofree char *description = tool_wrap (command->description);
  g_autoptr (GOptionContext) context = g_option_context_new (command->arguments);
  GError *error = NULL;
  guint n_arguments;

  g_set_prgname (title);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, command->summary);
  g_option_context_set_description (context, description);
  if (command->options != NULL)
    g_option_context_add_main_entries (context, command->options, NULL);
  g_option_context_add_main_entries (context, common, NULL);
  if (!g_option_context_parse_strv (context, &words, &error))
    return tool_refuse (error);
  if (help) {
    g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);

    g_print ("%s", text);
    return TOOL_OK;
  }

  if (arguments == NULL)
    arguments = g_new0 (char *, 1);
  n_arguments = g_strv_length (arguments);
  if (n_arguments < command->min_arguments)
    return refuse ("the arguments have to be %s", command->arguments);
  if (n_arguments > command->max_arguments)
    return refuse ("'%s' is one argument too many", arguments[command->max_arguments]);
  return command->run (arguments);
}

static const ToolCommand *
find_command (const char *name)
{
  for (const ToolCommand *const *command = tool_commands; *command != NULL; command++) {
    if (strcmp ((*command)->name, name) == 0)
      return *command;
  }
  return NULL;
}

static int
run (char **arguments)
{
  const char *name = arguments[1];
  const ToolCommand *command;

  if (name == NULL) {
    g_printerr ("%s%s", usage, more);
    return TOOL_USAGE;
  }
  if (strcmp (name, "--help") == 0 || strcmp (name, "-h") == 0)
    return print_help ();
  if (strcmp (name, "--version") == 0) {
    g_print ("arrow-io %d.%d.%d\n",
             GARROW_IO_MAJOR_VERSION,
             GARROW_IO_MINOR_VERSION,
             GARROW_IO_MICRO_VERSION);
    return TOOL_OK;
  }
  command = find_command (name);
  if (command == NULL)
    return refuse ("there is no command '%s'", name);
  tool_report_set_command (command->name);
  return run_command (command, arguments + 1);
}

/* Were one of them closed, the next file that is opened would be in its place, and get
 * what is meant for it. What is opened here can only fail. */
static void
fill_standard_descriptors (void)
{
  for (int fd = 0; fd <= 2; fd++) {
    if (fcntl (fd, F_GETFD) == -1 && errno == EBADF)
      open ("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
  }
}

/* That the disk is full shows only now. */
static int
finish_output (int status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  return tool_fail (NULL,
                    g_error_new (G_IO_ERROR,
                                 (int)g_io_error_from_errno (errno),
                                 "Failed to write to 'standard output': %s [errno %d]",
                                 g_strerror (errno),
                                 errno));
}

int
main (int argc, char **argv)
{
  int status;

  (void)argc;
  setlocale (LC_ALL, "");
  fill_standard_descriptors ();
  status = finish_output (run (argv));
  tool_report_clear ();
  return status;
}
