/* tool/codecs.c: arrow-io codecs.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "tool.h"

static void
add_row (ToolTable *table, const char *name)
{
  g_autoptr (GArrowCodec) codec =
    garrow_codec_new (name, GARROW_COMPRESSION_LEVEL_DEFAULT, NULL);
  g_autofree char *suffixes =
    g_strjoinv (" ", (char **)garrow_codec_get_suffixes (codec));
  gboolean streams = garrow_codec_check_streaming (codec, NULL);
  g_autofree char *levels = NULL;
  g_autofree char *usual = NULL;

  if (garrow_codec_supports_compression_level (codec)) {
    levels = g_strdup_printf ("%d to %d",
                              garrow_codec_get_minimum_compression_level (codec),
                              garrow_codec_get_maximum_compression_level (codec));
    usual = g_strdup_printf ("%d", garrow_codec_get_default_compression_level (codec));
  }
  tool_table_add (table,
                  (const char *const[]){name,
                                        levels,
                                        usual,
                                        streams ? "files" : "blocks",
                                        *suffixes != '\0' ? suffixes : NULL});
}

static int
run (char **arguments)
{
  g_autoptr (ToolTable) table = tool_table_new ("lrrll");
  g_auto (GStrv) names = garrow_supported_codecs ();

  (void)arguments;
  tool_table_add (table,
                  (const char *const[]){"CODEC", "LEVELS", "DEFAULT", "FOR", "SUFFIXES"});
  for (char **name = names; *name != NULL; name++)
    add_row (table, *name);
  tool_table_print (table);
  return TOOL_OK;
}

const ToolCommand tool_codecs = {
  .name = "codecs",
  .summary = "List the codecs of this build, their levels and their suffixes",
  .description = "What is for blocks compresses whole buffers, and no files.",
  .run = run,
};
