/* tool/stat.c: arrow-io stat.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <stdio.h>
#include <string.h>

#include "hdfs.h"
#include "progress.h"
#include "source.h"
#include "watch.h"

static const char *from = "auto";
static gboolean as_json;
static gboolean quiet;

static const GOptionEntry options[] = {
  {.long_name = "from",
   .arg = G_OPTION_ARG_STRING,
   .arg_data = &from,
   .description = "Decompress FORMAT, or not with none",
   .arg_description = "FORMAT"},
  {.long_name = "json",
   .short_name = 'j',
   .arg = G_OPTION_ARG_NONE,
   .arg_data = &as_json,
   .description = "Write a JSON object a line for each file"},
  {.long_name = "quiet",
   .short_name = 'q',
   .arg = G_OPTION_ARG_NONE,
   .arg_data = &quiet,
   .description = "Draw no progress bar"},
  TOOL_HDFS_OPTIONS,
  {0},
};

/* What is said about a file, in this order. A number is -1, and text NULL, where there is
 * nothing to say. */
typedef struct
{
  const char *format;
  const char *suffix;
  gint64 members;
  gint64 compressed;
  gint64 size;
  double ratio;
  const char *checksum;
  gboolean intact;
  GArrowHdfsInfo *info; /* of a file in HDFS */
} Facts;

/* Whether the first member has a checksum of what is in it: in some formats a flag in the
 * header says so. */
static const struct
{
  const char *codec;
  gsize byte;
  guint8 flag;
} checksums[] = {
  {"gzip", 0, 0xff},
  {"bz2", 0, 0xff},
  {"zstd", 4, 0x04},
  {"lz4", 4, 0x04},
};

static gboolean
has_checksum (const char *codec, GBytes *start)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (start, &size);

  for (gsize i = 0; i < G_N_ELEMENTS (checksums); i++) {
    if (strcmp (codec, checksums[i].codec) == 0)
      return checksums[i].byte < size &&
             (bytes[checksums[i].byte] & checksums[i].flag) != 0;
  }
  return FALSE;
}

/* Decodes everything. The facts hold what is known, even if that fails. */
static gboolean
examine (ToolSource *source, Facts *facts, GError **error)
{
  g_autoptr (GBytes) start = garrow_native_file_peek (source->raw, 16, error);
  g_autoptr (GArrowMockOutputStream) counter = garrow_mock_output_stream_new ();
  g_autoptr (ToolProgress) progress = NULL;

  if (start == NULL || !tool_source_find_codec (source, from, error))
    return FALSE;
  facts->suffix = garrow_codec_name_for_path (source->name);
  if (source->codec != NULL) {
    facts->format = garrow_codec_get_name (source->codec);
    facts->checksum = has_checksum (facts->format, start) ? "verified" : "none";
  }
  if (!tool_source_decode (source, error))
    return FALSE;

  progress = tool_progress_new (source->name, source->size, quiet);
  facts->intact =
    tool_source_pump (source, GARROW_NATIVE_FILE (counter), progress, error);
  facts->size = garrow_native_file_tell (GARROW_NATIVE_FILE (counter), NULL);
  if (source->codec != NULL) {
    facts->members = garrow_compressed_input_stream_get_n_members (
      GARROW_COMPRESSED_INPUT_STREAM (source->file));
    facts->compressed =
      source->size >= 0 ? source->size : garrow_native_file_tell (source->raw, NULL);
    facts->ratio = (double)facts->size / (double)MAX (facts->compressed, 1);
  }
  if (!facts->intact && facts->checksum != NULL)
    facts->checksum = "not verified";
  return facts->intact;
}

static void
print_size (const char *title, gint64 size)
{
  g_autofree char *short_form = tool_format_size ((double)size);

  if (size >= 0)
    g_print ("%-13s %s (%" G_GINT64_FORMAT " bytes)\n", title, short_form, size);
}

/* In UTC, as clusters count. */
static char *
format_time (gint64 milliseconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (milliseconds / 1000);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

static void
print_info (GArrowHdfsInfo *info)
{
  g_autofree char *modified = format_time (garrow_hdfs_info_get_modified (info));

  g_print ("%-13s %s\n", "owner", garrow_hdfs_info_get_owner (info));
  g_print ("%-13s %s\n", "group", garrow_hdfs_info_get_group (info));
  g_print ("%-13s %04o\n", "permission", garrow_hdfs_info_get_permission (info));
  if (modified != NULL)
    g_print ("%-13s %s\n", "modified", modified);
  g_print ("%-13s %u\n", "replication", garrow_hdfs_info_get_replication (info));
  print_size ("block size", garrow_hdfs_info_get_block_size (info));
}

static void
print_text (const char *name, const Facts *facts, gboolean first)
{
  g_autofree char *display = g_filename_display_name (name);
  g_autofree char *shown = tool_make_printable (display);

  g_print ("%s%-13s %s\n", first ? "" : "\n", "name", shown);
  g_print ("%-13s %s\n", "format", facts->format != NULL ? facts->format : "plain");
  if (g_strcmp0 (facts->suffix, facts->format) != 0 && facts->suffix != NULL)
    g_print ("%-13s stands for %s\n", "suffix", facts->suffix);
  if (facts->members >= 0)
    g_print ("%-13s %" G_GINT64_FORMAT "\n", "members", facts->members);
  print_size ("compressed", facts->compressed);
  print_size (facts->format != NULL ? "decompressed" : "size", facts->size);
  if (facts->ratio >= 0)
    g_print ("%-13s %.2f\n", "ratio", facts->ratio);
  if (facts->checksum != NULL)
    g_print ("%-13s %s\n", "checksum", facts->checksum);
  if (facts->info != NULL)
    print_info (facts->info);
  g_print ("%-13s %s\n", "intact", facts->intact ? "yes" : "no");
}

static void
add_json_string (GString *json, const char *name, const char *value)
{
  g_string_append_printf (json, "%s\"%s\": ", json->len > 1 ? ", " : "", name);
  if (value == NULL) {
    g_string_append (json, "null");
    return;
  }
  g_string_append_c (json, '"');
  for (const char *p = value; *p != '\0'; p++) {
    if ((guchar)*p < 0x20 || *p == '"' || *p == '\\')
      g_string_append_printf (json, "\\u%04x", (guint)*p);
    else
      g_string_append_c (json, *p);
  }
  g_string_append_c (json, '"');
}

static void
add_json_number (GString *json, const char *name, gint64 value)
{
  if (value >= 0)
    g_string_append_printf (json, ", \"%s\": %" G_GINT64_FORMAT, name, value);
  else
    g_string_append_printf (json, ", \"%s\": null", name);
}

static void
add_json_info (GString *json, GArrowHdfsInfo *info)
{
  g_autofree char *modified = format_time (garrow_hdfs_info_get_modified (info));
  g_autofree char *permission =
    g_strdup_printf ("%04o", garrow_hdfs_info_get_permission (info));

  add_json_string (json, "owner", garrow_hdfs_info_get_owner (info));
  add_json_string (json, "group", garrow_hdfs_info_get_group (info));
  add_json_string (json, "permission", permission);
  add_json_string (json, "modified", modified);
  add_json_number (json, "replication", garrow_hdfs_info_get_replication (info));
  add_json_number (json, "block_size", garrow_hdfs_info_get_block_size (info));
}

/* Whatever the locale and the file names are, this is UTF-8 and has points in numbers. */
static void
print_json (const char *name, const Facts *facts)
{
  g_autoptr (GString) json = g_string_new ("{");
  g_autofree char *valid = g_utf8_make_valid (name, -1);

  add_json_string (json, "name", valid);
  add_json_string (json, "format", facts->format);
  add_json_string (json, "suffix", facts->suffix);
  add_json_number (json, "members", facts->members);
  add_json_number (json, "compressed", facts->compressed);
  add_json_number (json, "size", facts->size);
  add_json_string (json, "checksum", facts->checksum);
  if (facts->info != NULL)
    add_json_info (json, facts->info);
  g_string_append_printf (json, ", \"intact\": %s}\n", facts->intact ? "true" : "false");
  fputs (json->str, stdout);
}

static gboolean
stat_file (const char *name, gboolean first, GError **error)
{
  Facts facts = {.members = -1, .compressed = -1, .size = -1, .ratio = -1};
  g_auto (ToolSource) source = {0};
  g_autoptr (GArrowHdfsInfo) info = NULL;
  gboolean ok;

  if (!tool_source_open (&source, name, error))
    return FALSE;
  if (tool_hdfs_is_uri (name)) {
    info = tool_hdfs_get_info (name, error);
    if (info == NULL)
      return FALSE;
    facts.info = info;
  }
  ok = examine (&source, &facts, error);
  if (as_json)
    print_json (name, &facts);
  else
    print_text (name, &facts, first);
  return ok;
}

static void
leave_nothing (void)
{
}

static int
run (char **arguments)
{
  GError *error = NULL;
  int status = TOOL_OK;

  if (!tool_check_format (from, &error))
    return tool_refuse (error);
  tool_watch_start (leave_nothing);
  for (char **name = arguments; *name != NULL; name++) {
    if (!stat_file (*name, name == arguments, &error)) {
      status = tool_fail (*name, error);
      error = NULL;
    }
  }
  return status;
}

const ToolCommand tool_stat = {
  .name = "stat",
  .arguments = "FILE…",
  .summary = "Say what files are, and check them by decoding all of them",
  .description =
    "A FILE is a path, a URI (of HDFS, or one that GIO can open), or - for standard "
    "input. The format is what the content shows, or else the suffix. A ratio is how "
    "many times smaller the file is than what is in it.\n\n"
    "Of a file in HDFS it also says what the cluster does: to whom it belongs, its "
    "permissions, when it was written, how many copies there are to be of each block, "
    "and how large the blocks are.",
  .options = options,
  .min_arguments = 1,
  .max_arguments = G_MAXUINT,
  .run = run,
};
