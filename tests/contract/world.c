/* tests/contract/world.c: where a scenario happens, and the texts of the table.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "operations.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

static GHashTable *definitions;

void
decode_define (const char *name, const char *text)
{
  if (definitions == NULL)
    definitions = g_hash_table_new_full (g_str_hash,
                                         g_str_equal,
                                         g_free,
                                         (GDestroyNotify)g_bytes_unref);
  g_hash_table_insert (definitions, g_strdup (name), decode (text));
}

/* Of %41 and such, or of $name. */
static GBytes *
decode_piece (const char *piece)
{
  GByteArray *bytes;

  if (piece[0] == '$')
    return g_bytes_ref (g_hash_table_lookup (definitions, piece + 1));

  bytes = g_byte_array_new ();
  for (; *piece != '\0'; piece++) {
    guint8 byte = (guint8)*piece;

    if (byte == '%') {
      byte =
        (guint8)(g_ascii_xdigit_value (piece[1]) << 4 | g_ascii_xdigit_value (piece[2]));
      piece += 2;
    }
    g_byte_array_append (bytes, &byte, 1);
  }
  return g_byte_array_free_to_bytes (bytes);
}

GBytes *
decode (const char *text)
{
  GByteArray *bytes = g_byte_array_new ();
  g_auto (GStrv) pieces = g_strsplit (text, ",", -1);

  if (strcmp (text, "\"\"") == 0)
    return g_byte_array_free_to_bytes (bytes);

  for (char **piece = pieces; *piece != NULL; piece++) {
    g_auto (GStrv) repeated = g_strsplit (*piece, "*", 2);
    gint64 n = repeated[1] != NULL ? to_number (repeated[1]) : 1;
    g_autoptr (GBytes) once = decode_piece (repeated[0]);

    for (gint64 i = 0; i < n; i++)
      g_byte_array_append (bytes,
                           g_bytes_get_data (once, NULL),
                           (guint)g_bytes_get_size (once));
  }
  return g_byte_array_free_to_bytes (bytes);
}

char *
decode_text (const char *text)
{
  gsize size;
  char *data = g_bytes_unref_to_data (decode (text), &size);

  data = g_realloc (data, size + 1);
  data[size] = '\0';
  return data;
}

gint64
to_number (const char *argument)
{
  gint64 number;

  g_assert_true (
    g_ascii_string_to_signed (argument, 10, G_MININT64, G_MAXINT64, &number, NULL));
  return number;
}

GBytes *
from_text (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

GBytes *
from_number (gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return from_text (text);
}

GBytes *
from_boolean (gboolean boolean)
{
  return from_text (boolean ? "true" : "false");
}

GBytes *
from_success (gboolean success)
{
  return from_text (success ? "-" : "failed without an error");
}

GBytes *
from_buffer (GArrowBuffer *buffer)
{
  GBytes *bytes;

  if (buffer == NULL)
    return NULL;
  bytes = garrow_buffer_get_data (buffer);
  g_object_unref (buffer);
  return bytes;
}

gboolean
is_codec (const char *kind)
{
  static const char *const codecs[] =
    {"gzip", "zstd", "bz2", "lz4", "lz4_raw", "brotli", "snappy", NULL};

  return g_strv_contains (codecs, kind);
}

GBytes *
set_buffer (World *world, gpointer buffer)
{
  if (buffer == NULL)
    return NULL;
  g_clear_object (&world->buffer);
  world->buffer = buffer;
  return from_success (TRUE);
}

void
world_init (World *world, const char *kind)
{
  g_autoptr (GError) error = NULL;

  *world = (World){.kind = kind};
  world->folder = g_dir_make_tmp ("arrow-io-XXXXXX", &error);
  g_assert_no_error (error);
  world->path = g_build_filename (world->folder, "data", NULL);
  world->options = garrow_stream_options_new ();
}

void
world_clear (World *world)
{
  if (world->file != NULL)
    garrow_native_file_close (world->file, NULL);
  g_clear_object (&world->file);
  g_clear_object (&world->buffer);
  g_clear_object (&world->pool);
  g_clear_object (&world->default_pool);
  g_clear_object (&world->options);
  g_clear_pointer (&world->content, g_bytes_unref);
  if (g_str_has_prefix (world->path, world->folder))
    g_remove (world->path);
  g_assert_cmpint (g_rmdir (world->folder), ==, 0);
  g_free (world->path);
  g_free (world->folder);
}

GBytes *
perform (World *world, const char *operation, char **arguments, GError **error)
{
  const Operation *tables[] = {setup_operations,
                               file_operations,
                               more_file_operations,
                               memory_operations,
                               pool_operations};

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++) {
    for (const Operation *row = tables[i]; row->name != NULL; row++) {
      g_autoptr (GBytes) result = NULL;
      GError *own_error = NULL;

      if (strcmp (row->name, operation) != 0)
        continue;
      result = row->perform (world, arguments, &own_error);
      if (own_error == NULL)
        return g_steal_pointer (&result);
      g_propagate_error (error, own_error);
      return NULL;
    }
  }
  return NULL;
}
