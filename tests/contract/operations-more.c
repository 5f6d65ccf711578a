/* tests/contract/operations-more.c: what else an open file does.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "operations.h"

static GBytes *
op_read_until (World *world, char **arguments, GError **error)
{
  return garrow_native_file_read_until (world->file, (guint8)arguments[0][0], error);
}

static GBytes *
op_peek (World *world, char **arguments, GError **error)
{
  return garrow_native_file_peek (world->file, to_number (arguments[0]), error);
}

static GBytes *
op_peek_lines (World *world, char **arguments, GError **error)
{
  return garrow_native_file_peek_lines (world->file, to_number (arguments[0]), error);
}

static GBytes *
op_advance (World *world, char **arguments, GError **error)
{
  return from_number (
    garrow_native_file_advance (world->file, to_number (arguments[0]), error));
}

static GBytes *
op_get_stream (World *world, char **arguments, GError **error)
{
  GArrowNativeFile *slice = garrow_native_file_get_stream (world->file,
                                                           to_number (arguments[0]),
                                                           to_number (arguments[1]),
                                                           error);

  return slice != NULL ? set_file (world, slice) : NULL;
}

static GBytes *
op_download (World *world, char **arguments, GError **error)
{
  g_autoptr (GArrowBufferOutputStream) target = garrow_buffer_output_stream_new (NULL);

  (void)arguments;
  if (garrow_native_file_download (world->file, GARROW_NATIVE_FILE (target), error) < 0)
    return NULL;
  return from_buffer (garrow_buffer_output_stream_getvalue (target, error));
}

static GBytes *
op_upload (World *world, char **arguments, GError **error)
{
  g_autoptr (GBytes) bytes = decode (arguments[0]);
  g_autoptr (GArrowBufferReader) source = garrow_buffer_reader_new_bytes (bytes);
  gint64 size = (gint64)g_bytes_get_size (bytes);

  return from_success (
    garrow_native_file_upload (world->file, GARROW_NATIVE_FILE (source), error) == size);
}

static GBytes *
op_write_at (World *world, char **arguments, GError **error)
{
  g_autoptr (GBytes) bytes = decode (arguments[0]);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return from_success (garrow_native_file_write_at (world->file,
                                                    data,
                                                    (gint64)size,
                                                    to_number (arguments[1]),
                                                    error));
}

static GBytes *
op_write_buffer_at (World *world, char **arguments, GError **error)
{
  g_autoptr (GBytes) bytes = decode (arguments[0]);
  g_autoptr (GArrowBuffer) buffer = garrow_buffer_new_bytes (bytes);
  gint64 offset = to_number (arguments[1]);

  return from_success (
    garrow_native_file_write_buffer_at (world->file, buffer, offset, error));
}

static GBytes *
op_sync (World *world, char **arguments, GError **error)
{
  (void)arguments;
  return from_success (garrow_native_file_sync (world->file, error));
}

static GBytes *
op_truncate (World *world, char **arguments, GError **error)
{
  return from_success (
    garrow_native_file_truncate (world->file, to_number (arguments[0]), error));
}

static GBytes *
op_has_fileno (World *world, char **arguments, GError **error)
{
  (void)arguments;
  return from_boolean (garrow_native_file_fileno (world->file, error) >= 0);
}

static GBytes *
op_abort (World *world, char **arguments, GError **error)
{
  (void)arguments;
  return from_success (garrow_native_file_abort (world->file, error));
}

static GBytes *
op_give_up (World *world, char **arguments, GError **error)
{
  (void)arguments;
  return from_success (garrow_native_file_give_up (world->file, error));
}

static GBytes *
op_detach (World *world, char **arguments, GError **error)
{
  g_autoptr (GArrowNativeFile) raw = NULL;

  (void)arguments;
  if (GARROW_IS_BUFFERED_INPUT_STREAM (world->file))
    raw = garrow_buffered_input_stream_detach (GARROW_BUFFERED_INPUT_STREAM (world->file),
                                               error);
  else
    raw =
      garrow_buffered_output_stream_detach (GARROW_BUFFERED_OUTPUT_STREAM (world->file),
                                            error);
  return raw != NULL ? from_number (garrow_native_file_tell (raw, error)) : NULL;
}

static GBytes *
op_memcopy (World *world, char **arguments, GError **error)
{
  GArrowFixedSizeBufferWriter *file = GARROW_FIXED_SIZE_BUFFER_WRITER (world->file);

  return from_success (
    garrow_fixed_size_buffer_writer_set_memcopy_threads (file,
                                                         (int)to_number (arguments[0]),
                                                         error) &&
    garrow_fixed_size_buffer_writer_set_memcopy_blocksize (file,
                                                           to_number (arguments[1]),
                                                           error) &&
    garrow_fixed_size_buffer_writer_set_memcopy_threshold (file,
                                                           to_number (arguments[2]),
                                                           error));
}

const Operation more_file_operations[] = {
  {"read_until", op_read_until},
  {"peek", op_peek},
  {"peek_lines", op_peek_lines},
  {"advance", op_advance},
  {"get_stream", op_get_stream},
  {"download", op_download},
  {"upload", op_upload},
  {"write_at", op_write_at},
  {"write_buffer_at", op_write_buffer_at},
  {"sync", op_sync},
  {"truncate", op_truncate},
  {"has_fileno", op_has_fileno},
  {"abort", op_abort},
  {"give_up", op_give_up},
  {"detach", op_detach},
  {"memcopy", op_memcopy},
  {NULL, NULL},
};
