/* tests/contract/operations-file.c: what an open file does.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "operations.h"

static GBytes *
op_read (World *world, char **arguments, GError **error)
{
  return garrow_native_file_read (world->file, to_number (arguments[0]), error);
}

static GBytes *
op_read1 (World *world, char **arguments, GError **error)
{
  return garrow_native_file_read1 (world->file, to_number (arguments[0]), error);
}

static GBytes *
op_read_buffer (World *world, char **arguments, GError **error)
{
  gint64 n_bytes = to_number (arguments[0]);

  return from_buffer (garrow_native_file_read_buffer (world->file, n_bytes, error));
}

static GBytes *
op_read_all (World *world, char **arguments, GError **error)
{
  (void)arguments;
  return garrow_native_file_read_all (world->file, error);
}

static GBytes *
op_read_all_buffer (World *world, char **arguments, GError **error)
{
  (void)arguments;
  return from_buffer (garrow_native_file_read_all_buffer (world->file, error));
}

static GBytes *
op_read_at (World *world, char **arguments, GError **error)
{
  return garrow_native_file_read_at (world->file,
                                     to_number (arguments[0]),
                                     to_number (arguments[1]),
                                     error);
}

static GBytes *
op_read_buffer_at (World *world, char **arguments, GError **error)
{
  return from_buffer (garrow_native_file_read_buffer_at (world->file,
                                                         to_number (arguments[0]),
                                                         to_number (arguments[1]),
                                                         error));
}

/* Of an offset and a size each; what comes of each behind a bar. */
static GBytes *
op_read_ranges (World *world, char **arguments, GError **error)
{
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autolist (GArrowBuffer) buffers = NULL;
  GError *local_error = NULL;

  for (gsize i = 0; arguments[i] != NULL; i += 2) {
    gint64 offset = to_number (arguments[i]);
    gint64 size = to_number (arguments[i + 1]);

    g_array_append_val (offsets, offset);
    g_array_append_val (sizes, size);
  }
  buffers = garrow_native_file_read_ranges (world->file,
                                            (const gint64 *)(gconstpointer)offsets->data,
                                            offsets->len,
                                            (const gint64 *)(gconstpointer)sizes->data,
                                            sizes->len,
                                            &local_error);
  if (local_error != NULL) {
    g_propagate_error (error, local_error);
    return NULL;
  }
  for (GList *node = buffers; node != NULL; node = node->next) {
    g_autoptr (GBytes) bytes = from_buffer (g_object_ref (node->data));

    g_byte_array_append (all, (const guint8 *)"|", 1);
    g_byte_array_append (all,
                         g_bytes_get_data (bytes, NULL),
                         (guint)g_bytes_get_size (bytes));
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

static GBytes *
op_read_into_buffer (World *world, char **arguments, GError **error)
{
  g_autoptr (GArrowMutableBuffer) buffer =
    garrow_allocate_buffer (to_number (arguments[0]), FALSE, NULL, error);
  gint64 n = garrow_native_file_read_into_buffer (world->file, buffer, error);

  if (n < 0)
    return NULL;
  return from_buffer (garrow_buffer_slice (GARROW_BUFFER (buffer), 0, n, error));
}

static GBytes *
op_read_line (World *world, char **arguments, GError **error)
{
  (void)arguments;
  return garrow_native_file_read_line (world->file, error);
}

static GBytes *
op_read_line_into_buffer (World *world, char **arguments, GError **error)
{
  g_autoptr (GArrowResizableBuffer) buffer = garrow_resizable_buffer_new (3, error);

  (void)arguments;
  if (garrow_native_file_read_line_into_buffer (world->file, buffer, error) < 0)
    return NULL;
  return garrow_buffer_get_data (GARROW_BUFFER (buffer));
}

static GBytes *
op_read_line_utf8 (World *world, char **arguments, GError **error)
{
  g_autofree char *line = garrow_native_file_read_line_utf8 (world->file, error);

  (void)arguments;
  return line != NULL ? from_text (line) : NULL;
}

static GBytes *
op_input_stream (World *world, char **arguments, GError **error)
{
  g_autoptr (GInputStream) stream = garrow_native_file_get_input_stream (world->file);
  gsize n_bytes = (gsize)to_number (arguments[0]);
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes (stream, n_bytes, NULL, error);

  g_input_stream_close (stream, NULL, NULL);
  return g_steal_pointer (&bytes);
}

static GBytes *
op_output_stream (World *world, char **arguments, GError **error)
{
  g_autoptr (GOutputStream) stream = garrow_native_file_get_output_stream (world->file);
  g_autoptr (GBytes) bytes = decode (arguments[0]);
  gboolean ok = g_output_stream_write_all (stream,
                                           g_bytes_get_data (bytes, NULL),
                                           g_bytes_get_size (bytes),
                                           NULL,
                                           NULL,
                                           error);

  return from_success (ok && g_output_stream_close (stream, NULL, error));
}

static int
to_enum (GType type, const char *nick)
{
  g_autoptr (GTypeClass) values = g_type_class_ref (type);

  return g_enum_get_value_by_nick ((GEnumClass *)values, nick)->value;
}

static GBytes *
op_seek (World *world, char **arguments, GError **error)
{
  int whence = to_enum (GARROW_TYPE_SEEK_WHENCE, arguments[1]);

  return from_number (garrow_native_file_seek (world->file,
                                               to_number (arguments[0]),
                                               (GArrowSeekWhence)whence,
                                               error));
}

static GBytes *
op_tell (World *world, char **arguments, GError **error)
{
  (void)arguments;
  return from_number (garrow_native_file_tell (world->file, error));
}

static GBytes *
op_size (World *world, char **arguments, GError **error)
{
  (void)arguments;
  return from_number (garrow_native_file_size (world->file, error));
}

static GBytes *
op_write (World *world, char **arguments, GError **error)
{
  g_autoptr (GBytes) bytes = decode (arguments[0]);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return from_success (garrow_native_file_write (world->file, data, (gint64)size, error));
}

static GBytes *
op_write_bytes (World *world, char **arguments, GError **error)
{
  g_autoptr (GBytes) bytes = decode (arguments[0]);

  return from_success (garrow_native_file_write_bytes (world->file, bytes, error));
}

static GBytes *
op_write_buffer (World *world, char **arguments, GError **error)
{
  g_autoptr (GBytes) bytes = decode (arguments[0]);
  g_autoptr (GArrowBuffer) buffer = garrow_buffer_new_bytes (bytes);

  return from_success (garrow_native_file_write_buffer (world->file, buffer, error));
}

static GBytes *
op_flush (World *world, char **arguments, GError **error)
{
  (void)arguments;
  return from_success (garrow_native_file_flush (world->file, error));
}

static GBytes *
op_close (World *world, char **arguments, GError **error)
{
  (void)arguments;
  return from_success (garrow_native_file_close (world->file, error));
}

static GBytes *
op_getvalue (World *world, char **arguments, GError **error)
{
  GArrowBufferOutputStream *file = GARROW_BUFFER_OUTPUT_STREAM (world->file);

  (void)arguments;
  return from_buffer (garrow_buffer_output_stream_getvalue (file, error));
}

static GBytes *
op_resize (World *world, char **arguments, GError **error)
{
  GArrowMemoryMappedFile *file = GARROW_MEMORY_MAPPED_FILE (world->file);
  gint64 size = to_number (arguments[0]);

  return from_success (garrow_memory_mapped_file_resize (file, size, error));
}

static GBytes *
op_trailing_data (World *world, char **arguments, GError **error)
{
  int trailing_data = to_enum (GARROW_TYPE_TRAILING_DATA, arguments[0]);

  (void)error;
  garrow_compressed_input_stream_set_trailing_data (
    GARROW_COMPRESSED_INPUT_STREAM (world->file),
    (GArrowTrailingData)trailing_data);
  return from_success (TRUE);
}

static GBytes *
op_members (World *world, char **arguments, GError **error)
{
  (void)arguments;
  (void)error;
  return from_number (garrow_compressed_input_stream_get_n_members (
    GARROW_COMPRESSED_INPUT_STREAM (world->file)));
}

static GBytes *
op_closed (World *world, char **arguments, GError **error)
{
  (void)arguments;
  (void)error;
  return from_boolean (garrow_native_file_is_closed (world->file));
}

static GBytes *
op_readable (World *world, char **arguments, GError **error)
{
  (void)arguments;
  (void)error;
  return from_boolean (garrow_native_file_readable (world->file));
}

static GBytes *
op_writable (World *world, char **arguments, GError **error)
{
  (void)arguments;
  (void)error;
  return from_boolean (garrow_native_file_writable (world->file));
}

static GBytes *
op_seekable (World *world, char **arguments, GError **error)
{
  (void)arguments;
  (void)error;
  return from_boolean (garrow_native_file_seekable (world->file));
}

static GBytes *
op_mode (World *world, char **arguments, GError **error)
{
  (void)arguments;
  (void)error;
  return from_text (garrow_native_file_get_mode (world->file));
}

const Operation file_operations[] = {
  {"read", op_read},
  {"read1", op_read1},
  {"read_buffer", op_read_buffer},
  {"read_all", op_read_all},
  {"read_all_buffer", op_read_all_buffer},
  {"read_at", op_read_at},
  {"read_ranges", op_read_ranges},
  {"read_buffer_at", op_read_buffer_at},
  {"read_into_buffer", op_read_into_buffer},
  {"read_line", op_read_line},
  {"read_line_into_buffer", op_read_line_into_buffer},
  {"read_line_utf8", op_read_line_utf8},
  {"input_stream", op_input_stream},
  {"output_stream", op_output_stream},
  {"seek", op_seek},
  {"tell", op_tell},
  {"size", op_size},
  {"write", op_write},
  {"write_bytes", op_write_bytes},
  {"write_buffer", op_write_buffer},
  {"flush", op_flush},
  {"close", op_close},
  {"getvalue", op_getvalue},
  {"resize", op_resize},
  {"trailing_data", op_trailing_data},
  {"members", op_members},
  {"closed", op_closed},
  {"readable", op_readable},
  {"writable", op_writable},
  {"seekable", op_seekable},
  {"mode", op_mode},
  {NULL, NULL},
};
