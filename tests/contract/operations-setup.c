/* tests/contract/operations-setup.c: what a scenario starts from, opening, and looking at
 * what was stored.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "operations.h"

#include "foreign-kinds.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

static gboolean
kind_is (World *world, const char *kind)
{
  return strcmp (world->kind, kind) == 0;
}

static gboolean
is_in_memory (World *world)
{
  return kind_is (world, "reader") || kind_is (world, "source") ||
         kind_is (world, "fixed");
}

/* Each of these makes a file, or NULL with error set. */

static gpointer
open_compressed (World *world, const char *mode, GError **error)
{
  g_autoptr (GArrowOSFile) raw = garrow_os_file_new (world->path, mode, error);
  g_autoptr (GArrowCodec) codec = NULL;

  if (raw == NULL)
    return NULL;
  codec = garrow_codec_new (world->kind, GARROW_COMPRESSION_LEVEL_DEFAULT, error);
  if (mode[0] == 'r')
    return garrow_compressed_input_stream_new (GARROW_NATIVE_FILE (raw), codec, error);
  return garrow_compressed_output_stream_new (GARROW_NATIVE_FILE (raw), codec, error);
}

static gpointer
open_gio (World *world, const char *mode, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (world->path);

  return garrow_gio_file_new_for_file (file, mode, error);
}

static gpointer
open_in_memory (World *world, GError **error)
{
  g_autoptr (GArrowBuffer) buffer = garrow_buffer_new_bytes (world->content);

  if (kind_is (world, "reader"))
    return garrow_buffer_reader_new (buffer);
  return garrow_input_stream_for_object (G_OBJECT (buffer), world->options, error);
}

static gpointer
open_stream (World *world, const char *mode, GError **error)
{
  if (mode[0] == 'r')
    return garrow_input_stream_for_path (world->path, world->options, error);
  return garrow_output_stream_for_path (world->path, world->options, error);
}

static gpointer
open_fixed (World *world, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (world->content, &size);
  GArrowMutableBuffer *buffer = garrow_mutable_buffer_new (data, (gint64)size, error);

  if (buffer == NULL)
    return NULL;
  g_clear_object (&world->buffer);
  world->buffer = GARROW_BUFFER (buffer);
  return garrow_fixed_size_buffer_writer_new (world->buffer, error);
}

static gpointer
open_slice (World *world, GError **error)
{
  g_autoptr (GArrowOSFile) raw = garrow_os_file_new (world->path, "r", error);

  if (raw == NULL)
    return NULL;
  return garrow_native_file_get_stream (GARROW_NATIVE_FILE (raw),
                                        0,
                                        G_GINT64_CONSTANT (1) << 40,
                                        error);
}

static gpointer
open_buffered (World *world, const char *mode, GError **error)
{
  g_autoptr (GArrowOSFile) raw = garrow_os_file_new (world->path, mode, error);

  if (raw == NULL)
    return NULL;
  if (mode[0] == 'r')
    return garrow_buffered_input_stream_new (GARROW_NATIVE_FILE (raw), 4, NULL, error);
  return garrow_buffered_output_stream_new (GARROW_NATIVE_FILE (raw), 4, NULL, error);
}

static gpointer
open_kind (World *world, const char *mode, GError **error)
{
  if (kind_is (world, "os"))
    return garrow_os_file_new (world->path, mode, error);
  if (kind_is (world, "map"))
    return garrow_memory_map (world->path, mode, error);
  if (kind_is (world, "gio"))
    return open_gio (world, mode, error);
  if (kind_is (world, "writer"))
    return garrow_buffer_output_stream_new (NULL);
  if (kind_is (world, "fixed"))
    return open_fixed (world, error);
  if (kind_is (world, "mock"))
    return garrow_mock_output_stream_new ();
  if (kind_is (world, "slice"))
    return open_slice (world, error);
  if (kind_is (world, "buffered"))
    return open_buffered (world, mode, error);
  if (kind_is (world, "foreign"))
    return open_foreign (world->path, mode, error);
  if (kind_is (world, "transform"))
    return open_transform (world->path, error);
  if (kind_is (world, "stream"))
    return open_stream (world, mode, error);
  if (is_codec (world->kind))
    return open_compressed (world, mode, error);
  g_assert_true (is_in_memory (world));
  return open_in_memory (world, error);
}

GBytes *
set_file (World *world, gpointer file)
{
  g_clear_object (&world->file);
  world->file = file;
  return from_success (file != NULL);
}

static GBytes *
op_open (World *world, char **arguments, GError **error)
{
  g_autofree char *mode = decode_text (arguments[0]);

  return set_file (world, open_kind (world, mode, error));
}

static GBytes *
create (World *world, char **arguments, gboolean replace, GError **error)
{
  gint64 size = to_number (arguments[0]);

  return set_file (world, garrow_create_memory_map (world->path, size, replace, error));
}

static GBytes *
op_create (World *world, char **arguments, GError **error)
{
  return create (world, arguments, FALSE, error);
}

static GBytes *
op_create_again (World *world, char **arguments, GError **error)
{
  return create (world, arguments, TRUE, error);
}

static GBytes *
op_region (World *world, char **arguments, GError **error)
{
  return set_file (world,
                   garrow_memory_mapped_file_new_region (world->path,
                                                         arguments[0],
                                                         to_number (arguments[1]),
                                                         to_number (arguments[2]),
                                                         error));
}

static GBytes *
op_name (World *world, char **arguments, GError **error)
{
  (void)error;
  g_free (world->path);
  world->path = g_path_is_absolute (arguments[0])
                  ? g_strdup (arguments[0])
                  : g_build_filename (world->folder, arguments[0], NULL);
  return from_success (TRUE);
}

static GBytes *
op_compression (World *world, char **arguments, GError **error)
{
  gboolean none = strcmp (arguments[0], "none") == 0;

  (void)error;
  garrow_stream_options_set_compression (world->options, none ? NULL : arguments[0]);
  return from_success (TRUE);
}

static GBytes *
op_buffering (World *world, char **arguments, GError **error)
{
  (void)error;
  garrow_stream_options_set_buffer_size (world->options, to_number (arguments[0]));
  return from_success (TRUE);
}

static GBytes *
op_level (World *world, char **arguments, GError **error)
{
  (void)error;
  garrow_stream_options_set_compression_level (world->options,
                                               (int)to_number (arguments[0]));
  return from_success (TRUE);
}

static GBytes *
op_raw (World *world, char **arguments, GError **error)
{
  gsize size;
  const char *data;

  g_clear_pointer (&world->content, g_bytes_unref);
  world->content = decode (arguments[0]);
  data = g_bytes_get_data (world->content, &size);
  return from_success (is_in_memory (world) ||
                       g_file_set_contents (world->path, data, (gssize)size, error));
}

static GBytes *
op_content (World *world, char **arguments, GError **error)
{
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GArrowNativeFile) file = NULL;

  if (!is_codec (world->kind))
    return op_raw (world, arguments, error);
  content = decode (arguments[0]);
  file = open_compressed (world, "w", error);
  return from_success (file != NULL &&
                       garrow_native_file_write_bytes (file, content, error) &&
                       garrow_native_file_close (file, error));
}

static GBytes *
op_folder (World *world, char **arguments, GError **error)
{
  (void)arguments;
  (void)error;
  return from_success (g_mkdir (world->path, 0700) == 0);
}

/* What is on disk. */
static GBytes *
load (World *world, GError **error)
{
  char *data;
  gsize size;

  if (!g_file_get_contents (world->path, &data, &size, error))
    return NULL;
  return g_bytes_new_take (data, size);
}

static GBytes *
op_disk (World *world, char **arguments, GError **error)
{
  gsize size = (gsize)to_number (arguments[0]);
  g_autoptr (GBytes) all = load (world, error);

  if (all == NULL)
    return NULL;
  return g_bytes_new_from_bytes (all, 0, MIN (size, g_bytes_get_size (all)));
}

static GBytes *
op_stored (World *world, char **arguments, GError **error)
{
  g_autoptr (GArrowNativeFile) file = NULL;

  (void)arguments;
  if (kind_is (world, "writer"))
    return from_buffer (
      garrow_buffer_output_stream_getvalue (GARROW_BUFFER_OUTPUT_STREAM (world->file),
                                            error));
  if (kind_is (world, "fixed"))
    return garrow_buffer_get_data (world->buffer);
  if (!is_codec (world->kind))
    return load (world, error);
  file = open_compressed (world, "r", error);
  return file != NULL ? garrow_native_file_read_all (file, error) : NULL;
}

static GBytes *
op_exists (World *world, char **arguments, GError **error)
{
  (void)arguments;
  (void)error;
  return from_boolean (g_file_test (world->path, G_FILE_TEST_EXISTS));
}

const Operation setup_operations[] = {
  {"open", op_open},
  {"create", op_create},
  {"create_again", op_create_again},
  {"region", op_region},
  {"name", op_name},
  {"compression", op_compression},
  {"buffering", op_buffering},
  {"level", op_level},
  {"raw", op_raw},
  {"content", op_content},
  {"folder", op_folder},
  {"disk", op_disk},
  {"stored", op_stored},
  {"exists", op_exists},
  {NULL, NULL},
};
