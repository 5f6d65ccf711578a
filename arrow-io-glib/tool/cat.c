/* tool/cat.c: arrow-io cat.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "hdfs.h"
#include "source.h"
#include "target.h"

static const char *from = "auto";

static const GOptionEntry options[] = {
  {.long_name = "from",
   .arg = G_OPTION_ARG_STRING,
   .arg_data = &from,
   .description = "Decompress FORMAT, or not with none",
   .arg_description = "FORMAT"},
  TOOL_HDFS_OPTIONS,
  {0},
};

/* What standard output does not take ends it; a file that cannot be read does not. */
static gboolean
cat (const char *name, GArrowNativeFile *target, int *status)
{
  g_auto (ToolSource) source = {0};
  GError *error = NULL;

  if (!tool_source_open (&source, name, &error) ||
      !tool_source_find_codec (&source, from, &error) ||
      !tool_source_decode (&source, &error)) {
    *status = tool_fail (name, error);
    return TRUE;
  }
  if (tool_source_pump (&source, target, NULL, &error))
    return TRUE;
  *status = tool_fail (source.read_failed ? name : NULL, error);
  return source.read_failed;
}

static int
run (char **arguments)
{
  static char *standard_input[] = {(char *)"-", NULL};
  g_autoptr (ToolTarget) target = NULL;
  GError *error = NULL;
  int status = TOOL_OK;

  if (!tool_check_format (from, &error))
    return tool_refuse (error);
  target = tool_target_open ("-", "-", TRUE, &error);
  if (target == NULL)
    return tool_fail (NULL, error);

  for (char **name = *arguments != NULL ? arguments : standard_input; *name; name++) {
    if (!cat (*name, tool_target_get_file (target), &status))
      return status;
  }
  if (!garrow_native_file_close (tool_target_get_file (target), &error))
    return tool_fail (NULL, error);
  return status;
}

const ToolCommand tool_cat = {
  .name = "cat",
  .arguments = "[FILE…]",
  .summary = "Write files to standard output, decompressed",
  .description =
    "A FILE is a path, a URI (of HDFS, or one that GIO can open), or - for standard "
    "input, which is also what is read if none is given. What is compressed shows by the "
    "content, or else by the suffix.",
  .options = options,
  .max_arguments = G_MAXUINT,
  .run = run,
};
