/* tool/copy.c: arrow-io copy.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <string.h>

#include "hdfs.h"
#include "progress.h"
#include "source.h"
#include "target.h"
#include "watch.h"

static const char *from = "detect";
static const char *compression = "detect";
static int level = GARROW_COMPRESSION_LEVEL_DEFAULT;
static int threads;
static gboolean force;
static gboolean quiet;

static const GOptionEntry options[] = {
  {.long_name = "compression",
   .short_name = 'c',
   .arg = G_OPTION_ARG_STRING,
   .arg_data = &compression,
   .description = "Compress as FORMAT, or not with none",
   .arg_description = "FORMAT"},
  {.long_name = "level",
   .short_name = 'l',
   .arg = G_OPTION_ARG_INT,
   .arg_data = &level,
   .description = "Compress at level N of those in 'arrow-io codecs'",
   .arg_description = "N"},
  {.long_name = "threads",
   .short_name = 'T',
   .arg = G_OPTION_ARG_INT,
   .arg_data = &threads,
   .description = "Compress and decompress on N threads; 0 is for all processors",
   .arg_description = "N"},
  {.long_name = "from",
   .arg = G_OPTION_ARG_STRING,
   .arg_data = &from,
   .description = "Decompress FORMAT, or by content with auto, or not with none",
   .arg_description = "FORMAT"},
  {.long_name = "force",
   .short_name = 'f',
   .arg = G_OPTION_ARG_NONE,
   .arg_data = &force,
   .description = "Replace what exists, and compress onto a terminal"},
  {.long_name = "quiet",
   .short_name = 'q',
   .arg = G_OPTION_ARG_NONE,
   .arg_data = &quiet,
   .description = "Draw no progress bar"},
  TOOL_HDFS_OPTIONS,
  {0},
};

static char *
get_name (const char *source)
{
  g_autoptr (GFile) file = tool_parse_uri (source);

  if (tool_hdfs_is_uri (source))
    return tool_hdfs_get_name (source);
  return file != NULL ? g_file_get_basename (file) : g_path_get_basename (source);
}

/* In a folder, a file has the name that it had. */
static char *
find_target (const char *source, const char *target, GError **error)
{
  g_autofree char *name = get_name (source);

  if (strcmp (source, "-") == 0)
    return g_strdup (target);
  if (tool_hdfs_is_uri (target))
    return tool_hdfs_enter (target, name, error);
  if (!g_file_test (target, G_FILE_TEST_IS_DIR))
    return g_strdup (target);
  return g_build_filename (target, name, NULL);
}

/* What compresses TARGET; NULL for nothing, without an error too. */
static GArrowCodec *
find_codec (const char *target, GError **error)
{
  const char *name = compression;

  if (strcmp (name, "detect") == 0 || strcmp (name, "auto") == 0)
    name = garrow_codec_name_for_path (target);
  if (name != NULL && strcmp (name, "none") != 0)
    return garrow_codec_new (name, level, error);
  if (level != GARROW_COMPRESSION_LEVEL_DEFAULT)
    g_set_error (error,
                 GARROW_ERROR,
                 GARROW_ERROR_INVALID,
                 "--level is given, and nothing is to be compressed");
  return NULL;
}

/* What is in the same format already is copied as it is. */
static gboolean
stays_as_it_is (GArrowCodec *before, GArrowCodec *after)
{
  return before != NULL && after != NULL && level == GARROW_COMPRESSION_LEVEL_DEFAULT &&
         strcmp (garrow_codec_get_name (before), garrow_codec_get_name (after)) == 0;
}

static gboolean
check_terminal (ToolTarget *target, GError **error)
{
  if (force || !tool_target_is_terminal (target))
    return TRUE;
  g_set_error (error,
               GARROW_ERROR,
               GARROW_ERROR_INVALID,
               "Compressed data is not written to a terminal; --force writes it");
  return FALSE;
}

static GArrowNativeFile *
open_compressed (GArrowNativeFile *raw, GArrowCodec *codec, GError **error)
{
  g_autoptr (GArrowStreamOptions) how = garrow_stream_options_new ();

  garrow_stream_options_set_compression (how, garrow_codec_get_name (codec));
  garrow_stream_options_set_compression_level (how, level);
  garrow_stream_options_set_threads (how, threads);
  return garrow_output_stream_for_object (G_OBJECT (raw), how, error);
}

/* Copies what is decompressed, and compresses it. */
static gboolean
pump (ToolSource *source, GArrowNativeFile *raw, GArrowCodec *codec, GError **error)
{
  g_autoptr (GArrowNativeFile) target = NULL;
  g_autoptr (ToolProgress) progress = NULL;
  gboolean done;

  if (codec == NULL)
    target = g_object_ref (raw);
  else
    target = open_compressed (raw, codec, error);
  if (target == NULL)
    return FALSE;

  progress = tool_progress_new (source->name, source->size, quiet);
  done = tool_source_pump (source, target, progress, error);
  tool_target_hold ();
  done = done && garrow_native_file_close (target, error);
  if (!done)
    garrow_native_file_abort (target, NULL);
  tool_target_release ();
  return done;
}

static int
copy (ToolSource *source, const char *name, GArrowCodec *codec)
{
  gboolean as_it_is = stays_as_it_is (source->codec, codec);
  g_autoptr (ToolTarget) target = NULL;
  GError *error = NULL;

  if (as_it_is)
    codec = NULL;
  else if (!tool_source_decode (source, &error))
    return tool_fail (source->name, error);

  target = tool_target_open (name, source->name, force, &error);
  if (target != NULL && (codec == NULL || check_terminal (target, &error)) &&
      pump (source, tool_target_get_file (target), codec, &error)) {
    tool_target_keep (target);
    return TOOL_OK;
  }
  return tool_fail (source->read_failed ? source->name : name, error);
}

static gboolean
open_source (ToolSource *source, const char *name, GError **error)
{
  if (!tool_source_open (source, name, error))
    return FALSE;
  source->threads = threads;
  return TRUE;
}

static int
run (char **arguments)
{
  const char *name = arguments[0];
  g_autofree char *target = NULL;
  g_autoptr (GArrowCodec) codec = NULL;
  g_auto (ToolSource) source = {0};
  GError *error = NULL;

  if (!tool_check_format (from, &error))
    return tool_refuse (error);
  target = find_target (name, arguments[1], &error);
  if (target == NULL)
    return tool_fail (arguments[1], error);
  codec = find_codec (target, &error);
  if (error != NULL || (codec != NULL && !garrow_codec_check_streaming (codec, &error)))
    return tool_refuse (error);

  if (threads < 0) {
    g_set_error (&error,
                 GARROW_ERROR,
                 GARROW_ERROR_INVALID,
                 "Negative number of threads: %d",
                 threads);
    return tool_refuse (error);
  }

  tool_watch_start (tool_target_abandon);
  if (!open_source (&source, name, &error) ||
      !tool_source_find_codec (&source, from, &error))
    return tool_fail (name, error);
  return copy (&source, target, codec);
}

const ToolCommand tool_copy = {
  .name = "copy",
  .arguments = "SOURCE TARGET",
  .summary = "Copy a file, and compress, decompress or recompress it",
  .description =
    "SOURCE and TARGET are paths, URIs (of HDFS, or that GIO can open), or - for "
    "standard input and output. Their suffixes say how they are compressed, unless an "
    "option does: a.csv to a.csv.gz compresses, a.csv.gz to a.csv decompresses, "
    "a.csv.gz to a.csv.zst recompresses. What is in the format of TARGET already is "
    "copied as it is, unless a level is given.\n\n"
    "If TARGET is a folder, the file in it has the name of SOURCE. A file that exists is "
    "not replaced without --force. TARGET appears when it is complete: after an error or "
    "a signal there is what there was before.",
  .options = options,
  .min_arguments = 2,
  .max_arguments = 2,
  .run = run,
};
