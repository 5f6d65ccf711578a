/* tool/source.c: what is read.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "source.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "hdfs.h"
#include "target.h"

/* How much goes through memory at once, and the bytes that show a format. */
#define PIECE (256 * 1024)
#define MAGIC 16

GFile *
tool_parse_uri (const char *argument)
{
  g_autofree char *scheme = g_uri_parse_scheme (argument);

  if (scheme == NULL || tool_hdfs_is_uri (argument) ||
      !g_str_has_prefix (argument + strlen (scheme), "://"))
    return NULL;
  return g_file_new_for_uri (argument);
}

static GArrowNativeFile *
open_stdin (GError **error)
{
  int fd = fcntl (STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
  g_autofree char *inside = g_strdup_printf ("<descriptor %d>", fd);
  GArrowOSFile *file = garrow_os_file_new_fd (fd, "r", error);

  tool_call (inside, "standard input");
  if (file == NULL && fd >= 0)
    close (fd);
  return (GArrowNativeFile *)file;
}

gboolean
tool_source_open (ToolSource *self, const char *argument, GError **error)
{
  g_autoptr (GFile) file = tool_parse_uri (argument);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : g_strdup (argument);

  *self = (ToolSource){.name = argument};
  if (strcmp (argument, "-") == 0)
    self->raw = open_stdin (error);
  else if (tool_hdfs_is_uri (argument))
    self->raw = tool_hdfs_open (argument, "r", error);
  else if (path != NULL)
    self->raw = (GArrowNativeFile *)garrow_os_file_new (path, "r", error);
  else
    self->raw = (GArrowNativeFile *)garrow_gio_file_new_for_file (file, "r", error);
  if (self->raw == NULL)
    return FALSE;

  self->file = g_object_ref (self->raw);
  self->size = garrow_native_file_seekable (self->raw)
                 ? garrow_native_file_size (self->raw, NULL)
                 : -1;
  return TRUE;
}

void
tool_source_clear (ToolSource *self)
{
  g_clear_object (&self->file);
  g_clear_object (&self->raw);
  g_clear_object (&self->codec);
}

gboolean
tool_source_look_at_content (ToolSource *self, GArrowCodec **codec, GError **error)
{
  g_autoptr (GBytes) start = garrow_native_file_peek (self->raw, MAGIC, error);
  g_autoptr (GArrowBuffer) buffer = NULL;

  if (start == NULL)
    return FALSE;
  buffer = garrow_buffer_new_bytes (start);
  *codec = garrow_codec_detect_content (buffer);
  return TRUE;
}

gboolean
tool_check_format (const char *format, GError **error)
{
  g_autoptr (GArrowCodec) codec = NULL;

  if (g_strv_contains ((const char *const[]){"detect", "auto", "none", NULL}, format))
    return TRUE;
  codec = garrow_codec_new (format, GARROW_COMPRESSION_LEVEL_DEFAULT, error);
  return codec != NULL && garrow_codec_check_streaming (codec, error);
}

gboolean
tool_source_find_codec (ToolSource *self, const char *format, GError **error)
{
  if (strcmp (format, "none") == 0)
    return TRUE;
  if (strcmp (format, "auto") == 0) {
    if (!tool_source_look_at_content (self, &self->codec, error))
      return FALSE;
    format = "detect";
  }
  if (strcmp (format, "detect") == 0)
    format = garrow_codec_name_for_path (self->name);
  if (self->codec != NULL || format == NULL)
    return TRUE;
  self->codec = garrow_codec_new (format, GARROW_COMPRESSION_LEVEL_DEFAULT, error);
  return self->codec != NULL;
}

gboolean
tool_source_decode (ToolSource *self, GError **error)
{
  g_autoptr (GArrowStreamOptions) options = NULL;

  if (self->codec == NULL)
    return TRUE;
  options = garrow_stream_options_new ();
  garrow_stream_options_set_compression (options, garrow_codec_get_name (self->codec));
  garrow_stream_options_set_threads (options, self->threads);
  g_object_unref (self->file);
  self->file = garrow_input_stream_for_object (G_OBJECT (self->raw), options, error);
  return self->file != NULL;
}

/* No file of a format has nothing in it: it is one that was cut at the start. */
static gboolean
check_end (ToolSource *self, GError **error)
{
  if (!GARROW_IS_COMPRESSED_INPUT_STREAM (self->file) ||
      garrow_compressed_input_stream_get_n_members (
        GARROW_COMPRESSED_INPUT_STREAM (self->file)) > 0)
    return TRUE;
  self->read_failed = TRUE;
  g_set_error_literal (error,
                       GARROW_ERROR,
                       GARROW_ERROR_TRUNCATED,
                       "Truncated compressed stream: there is nothing in the file");
  return FALSE;
}

gboolean
tool_source_pump (ToolSource *self,
                  GArrowNativeFile *target,
                  ToolProgress *progress,
                  GError **error)
{
  for (;;) {
    g_autoptr (GBytes) piece = garrow_native_file_read1 (self->file, PIECE, error);
    gboolean written;

    self->read_failed = piece == NULL;
    if (piece == NULL)
      return FALSE;
    if (g_bytes_get_size (piece) == 0)
      return check_end (self, error);
    tool_target_hold ();
    written = garrow_native_file_write_bytes (target, piece, error);
    tool_target_release ();
    if (!written)
      return FALSE;
    if (progress != NULL)
      tool_progress_set (progress, garrow_native_file_tell (self->raw, NULL));
  }
}
