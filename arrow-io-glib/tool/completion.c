/* tool/completion.c: arrow-io completion, which writes what the shells need to know out
 * of the table of commands.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <string.h>

#include "tool.h"

static const char *const shells[] = {"bash", "zsh", NULL};

static const GOptionEntry help_option = {
  .long_name = "help",
  .short_name = 'h',
  .description = "Say what the command does",
};

/* Walks the options of a command, and the one that all have: NULL after that. */
static const GOptionEntry *
get_option (const ToolCommand *command, guint n)
{
  guint n_own = 0;

  while (command->options != NULL && command->options[n_own].long_name != NULL)
    n_own++;
  return n < n_own ? &command->options[n] : n == n_own ? &help_option : NULL;
}

/* What a value can be, separated by spaces; NULL if that is not known. */
static char *
list_values (const char *description)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_auto (GStrv) names = garrow_supported_codecs ();
  gboolean is_format = strcmp (description, "FORMAT") == 0;

  if (!is_format && strcmp (description, "CODEC") != 0)
    return NULL;
  if (is_format)
    g_string_append (list, "auto none");
  for (char **name = names; *name != NULL; name++) {
    g_autoptr (GArrowCodec) codec =
      garrow_codec_new (*name, GARROW_COMPRESSION_LEVEL_DEFAULT, NULL);

    /* Only they are formats of files. */
    if (!is_format || garrow_codec_check_streaming (codec, NULL))
      g_string_append_printf (list, "%s%s", list->len > 0 ? " " : "", *name);
  }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static void
print_bash_option (const ToolCommand *command, const GOptionEntry *option)
{
  g_autofree char *values = NULL;

  if (option->arg_description == NULL)
    return;
  values = list_values (option->arg_description);
  g_print ("      %s=--%s", command->name, option->long_name);
  if (option->short_name != '\0')
    g_print ("|%s=-%c", command->name, option->short_name);
  if (values != NULL)
    g_print (") words='%s' ;;\n", values);
  else
    g_print (") return 0 ;;\n");
}

/* The choices of an argument come first, then the options. */
static void
print_bash_words (const ToolCommand *command)
{
  const GOptionEntry *option;

  g_print ("      %s=-*) words='", command->name);
  for (guint i = 0; (option = get_option (command, i)) != NULL; i++) {
    g_print ("%s--%s", i > 0 ? " " : "", option->long_name);
    if (option->short_name != '\0')
      g_print (" -%c", option->short_name);
  }
  g_print ("' ;;\n");
  if (command->choices != NULL) {
    g_autofree char *choices = g_strjoinv (" ", (char **)command->choices);

    g_print ("      %s=*) words='%s' ;;\n", command->name, choices);
  }
}

static void
print_bash (void)
{
  g_print ("# Completion for bash, written by: arrow-io completion bash\n"
           "\n"
           "_arrow_io ()\n"
           "{\n"
           "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
           "  local command=${COMP_WORDS[1]} words=\n"
           "  COMPREPLY=()\n"
           "\n"
           "  # --option=value is three words here.\n"
           "  if [ \"$word\" = = ]; then\n"
           "    word=\n"
           "  elif [ \"$before\" = = ]; then\n"
           "    before=${COMP_WORDS[COMP_CWORD - 2]}\n"
           "  fi\n"
           "\n"
           "  if [ \"$COMP_CWORD\" = 1 ]; then\n"
           "    words='");
  for (const ToolCommand *const *command = tool_commands; *command != NULL; command++)
    g_print ("%s ", (*command)->name);
  g_print ("--help --version'\n"
           "  else\n"
           "    case $command=$before in\n");
  for (const ToolCommand *const *command = tool_commands; *command != NULL; command++) {
    const GOptionEntry *option;

    for (guint i = 0; (option = get_option (*command, i)) != NULL; i++)
      print_bash_option (*command, option);
  }
  g_print ("    *) case $command=$word in\n");
  for (const ToolCommand *const *command = tool_commands; *command != NULL; command++)
    print_bash_words (*command);
  g_print ("      esac ;;\n"
           "    esac\n"
           "  fi\n"
           "  # Without words, these are files.\n"
           "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
           "}\n"
           "complete -o bashdefault -o default -F _arrow_io arrow-io\n");
}

/* In single quotes, and with the characters that mean something to _arguments masked. */
static char *
quote_for_zsh (const char *text)
{
  g_autoptr (GString) quoted = g_string_new (text);

  g_string_replace (quoted, "'", "'\\''", 0);
  g_string_replace (quoted, "[", "\\[", 0);
  g_string_replace (quoted, "]", "\\]", 0);
  g_string_replace (quoted, ":", "\\:", 0);
  return g_string_free (g_steal_pointer (&quoted), FALSE);
}

static void
print_zsh_option (const GOptionEntry *option)
{
  g_autofree char *description = quote_for_zsh (option->description);
  const char *value = option->arg_description;
  g_autofree char *values = value != NULL ? list_values (value) : NULL;

  g_print (" \\\n        ");
  if (option->short_name != '\0')
    g_print ("'(-%c --%s)'{-%c%s,--%s%s}'",
             option->short_name,
             option->long_name,
             option->short_name,
             value != NULL ? "+" : "",
             option->long_name,
             value != NULL ? "=" : "");
  else
    g_print ("'--%s%s", option->long_name, value != NULL ? "=" : "");
  g_print ("[%s]", description);
  if (values != NULL)
    g_print (":%s:(%s)", value, values);
  else if (value != NULL)
    g_print (":%s: ", value);
  g_print ("'");
}

static void
print_zsh_command (const ToolCommand *command)
{
  const GOptionEntry *option;

  g_print ("      %s) _arguments", command->name);
  for (guint i = 0; (option = get_option (command, i)) != NULL; i++)
    print_zsh_option (option);
  if (command->choices != NULL) {
    g_autofree char *choices = g_strjoinv (" ", (char **)command->choices);

    g_print (" \\\n        '*:argument:(%s)'", choices);
  } else if (command->max_arguments > 0) {
    g_print (" \\\n        '*:file:_files'");
  }
  g_print (" ;;\n");
}

static void
print_zsh (void)
{
  g_print ("#compdef arrow-io\n"
           "# Completion for zsh, written by: arrow-io completion zsh\n"
           "\n"
           "local -a commands\n"
           "commands=(\n");
  for (const ToolCommand *const *command = tool_commands; *command != NULL; command++) {
    g_autofree char *summary = quote_for_zsh ((*command)->summary);

    g_print ("  '%s:%s'\n", (*command)->name, summary);
  }
  g_print (")\n"
           "\n"
           "_arguments -C \\\n"
           "  '(- *)'{-h,--help}'[List the commands]' \\\n"
           "  '(- *)--version[Say which version this is]' \\\n"
           "  '1:command:->command' \\\n"
           "  '*::argument:->argument'\n"
           "case $state in\n"
           "  command) _describe command commands ;;\n"
           "  argument)\n"
           "    case $words[1] in\n");
  for (const ToolCommand *const *command = tool_commands; *command != NULL; command++)
    print_zsh_command (*command);
  g_print ("    esac\n"
           "    ;;\n"
           "esac\n");
}

static int
run (char **arguments)
{
  GError *error = NULL;

  if (strcmp (arguments[0], "bash") == 0) {
    print_bash ();
  } else if (strcmp (arguments[0], "zsh") == 0) {
    print_zsh ();
  } else {
    g_set_error (&error,
                 GARROW_ERROR,
                 GARROW_ERROR_INVALID,
                 "'%s' is no shell that is known here: bash and zsh are",
                 arguments[0]);
    return tool_refuse (error);
  }
  return TOOL_OK;
}

const ToolCommand tool_completion = {
  .name = "completion",
  .arguments = "SHELL",
  .summary = "Write what completes the commands in bash or zsh",
  .description = "What was installed is found by itself. Elsewhere, bash takes it with:\n"
                 "source <(arrow-io completion bash)",
  .min_arguments = 1,
  .max_arguments = 1,
  .choices = shells,
  .run = run,
};
