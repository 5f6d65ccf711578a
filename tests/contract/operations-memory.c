/* tests/contract/operations-memory.c: buffers and codecs.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "operations.h"

#include <fcntl.h>
#include <glib/gstdio.h>

static GBytes *
op_buffer (World *world, char **arguments, GError **error)
{
  g_autoptr (GBytes) bytes = decode (arguments[0]);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return set_buffer (world, garrow_buffer_new (data, (gint64)size, error));
}

static GBytes *
op_mutable_buffer (World *world, char **arguments, GError **error)
{
  g_autoptr (GBytes) bytes = decode (arguments[0]);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return set_buffer (world, garrow_mutable_buffer_new (data, (gint64)size, error));
}

static GBytes *
op_allocate (World *world, char **arguments, GError **error)
{
  gint64 size = to_number (arguments[0]);

  return set_buffer (world, garrow_allocate_buffer (size, TRUE, NULL, error));
}

static GBytes *
op_allocate_aligned (World *world, char **arguments, GError **error)
{
  gint64 size = to_number (arguments[0]);
  gint64 alignment = to_number (arguments[1]);

  return set_buffer (world,
                     garrow_allocate_aligned_buffer (size, alignment, TRUE, NULL, error));
}

static GBytes *
op_map (World *world, char **arguments, GError **error)
{
  int fd = g_open (world->path, O_RDONLY | O_CLOEXEC);
  GArrowBuffer *buffer =
    garrow_buffer_new_map (fd, to_number (arguments[0]), to_number (arguments[1]), error);

  g_close (fd, NULL);
  return set_buffer (world, buffer);
}

static GBytes *
op_slice (World *world, char **arguments, GError **error)
{
  gint64 offset = to_number (arguments[0]);
  gint64 size = to_number (arguments[1]);

  return set_buffer (world, garrow_buffer_slice (world->buffer, offset, size, error));
}

static GBytes *
op_copy (World *world, char **arguments, GError **error)
{
  gint64 start = to_number (arguments[0]);
  gint64 size = to_number (arguments[1]);

  return set_buffer (world, garrow_buffer_copy (world->buffer, start, size, error));
}

static GBytes *
op_size (World *world, char **arguments, GError **error)
{
  (void)arguments;
  (void)error;
  return from_number (garrow_buffer_get_size (world->buffer));
}

static GBytes *
op_capacity (World *world, char **arguments, GError **error)
{
  (void)arguments;
  (void)error;
  return from_number (garrow_buffer_get_capacity (world->buffer));
}

static GBytes *
op_mutable (World *world, char **arguments, GError **error)
{
  (void)arguments;
  (void)error;
  return from_boolean (garrow_buffer_is_mutable (world->buffer));
}

static GBytes *
op_data (World *world, char **arguments, GError **error)
{
  (void)arguments;
  (void)error;
  return garrow_buffer_get_data (world->buffer);
}

static GBytes *
op_hex (World *world, char **arguments, GError **error)
{
  g_autofree char *text = garrow_buffer_hex (world->buffer, error);

  (void)arguments;
  return from_text (text);
}

/* How far the address is from a multiple of the argument. */
static GBytes *
op_misaligned (World *world, char **arguments, GError **error)
{
  guint64 address = garrow_buffer_get_address (world->buffer);

  (void)error;
  return from_number ((gint64)(address % (guint64)to_number (arguments[0])));
}

static GBytes *
op_equal (World *world, char **arguments, GError **error)
{
  g_autoptr (GBytes) bytes = decode (arguments[0]);
  g_autoptr (GArrowBuffer) other = garrow_buffer_new_bytes (bytes);

  (void)error;
  return from_boolean (garrow_buffer_equal (world->buffer, other));
}

static GBytes *
op_set_data (World *world, char **arguments, GError **error)
{
  g_autoptr (GBytes) bytes = decode (arguments[1]);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return from_success (
    garrow_mutable_buffer_set_data (GARROW_MUTABLE_BUFFER (world->buffer),
                                    to_number (arguments[0]),
                                    data,
                                    (gint64)size,
                                    error));
}

static GBytes *
op_resize (World *world, char **arguments, GError **error)
{
  GArrowResizableBuffer *buffer = GARROW_RESIZABLE_BUFFER (world->buffer);
  gint64 size = to_number (arguments[0]);

  return from_success (garrow_resizable_buffer_resize (buffer, size, error));
}

static GBytes *
op_reserve (World *world, char **arguments, GError **error)
{
  GArrowResizableBuffer *buffer = GARROW_RESIZABLE_BUFFER (world->buffer);
  gint64 capacity = to_number (arguments[0]);

  return from_success (garrow_resizable_buffer_reserve (buffer, capacity, error));
}

static GBytes *
op_shrink (World *world, char **arguments, GError **error)
{
  GArrowResizableBuffer *buffer = GARROW_RESIZABLE_BUFFER (world->buffer);

  (void)arguments;
  return from_success (garrow_resizable_buffer_shrink (buffer, error));
}

/* The second argument is the level, if it is there. */
static GArrowCodec *
make_codec (char **arguments, GError **error)
{
  g_autofree char *name = decode_text (arguments[0]);
  int level = arguments[1] != NULL ? (int)to_number (arguments[1])
                                   : GARROW_COMPRESSION_LEVEL_DEFAULT;

  return garrow_codec_new (name, level, error);
}

static GBytes *
op_codec (World *world, char **arguments, GError **error)
{
  g_autoptr (GArrowCodec) codec = make_codec (arguments, error);

  (void)world;
  return codec != NULL ? from_text (garrow_codec_get_name (codec)) : NULL;
}

static GBytes *
op_codec_level (World *world, char **arguments, GError **error)
{
  g_autoptr (GArrowCodec) codec = make_codec (arguments, error);

  (void)world;
  return codec != NULL ? from_number (garrow_codec_get_compression_level (codec)) : NULL;
}

static GBytes *
op_codec_available (World *world, char **arguments, GError **error)
{
  (void)world;
  (void)error;
  return from_boolean (garrow_codec_is_available (arguments[0]));
}

static GBytes *
op_codec_detect (World *world, char **arguments, GError **error)
{
  g_autoptr (GArrowCodec) codec = garrow_codec_detect (arguments[0]);

  (void)world;
  (void)error;
  return from_text (codec != NULL ? garrow_codec_get_name (codec) : "none");
}

static GBytes *
op_codec_for_path (World *world, char **arguments, GError **error)
{
  const char *name = garrow_codec_name_for_path (arguments[0]);

  (void)world;
  (void)error;
  return from_text (name != NULL ? name : "none");
}

static GBytes *
op_codec_suffix (World *world, char **arguments, GError **error)
{
  g_autoptr (GArrowCodec) codec =
    garrow_codec_new (arguments[0], GARROW_COMPRESSION_LEVEL_DEFAULT, error);

  (void)world;
  return codec != NULL ? from_text (garrow_codec_get_suffixes (codec)[0]) : NULL;
}

/* These are by the codec that is the kind. */

static GBytes *
op_compress (World *world, char **arguments, GError **error)
{
  g_autoptr (GBytes) bytes = decode (arguments[0]);
  g_autoptr (GArrowBuffer) buffer = garrow_buffer_new_bytes (bytes);

  return set_buffer (world, garrow_compress (buffer, world->kind, NULL, error));
}

static GBytes *
op_decompress (World *world, char **arguments, GError **error)
{
  gint64 max_size = to_number (arguments[0]);

  return set_buffer (
    world,
    garrow_decompress (world->buffer, max_size, world->kind, NULL, error));
}

static GBytes *
op_codec_content (World *world, char **arguments, GError **error)
{
  g_autoptr (GArrowCodec) codec = garrow_codec_detect_content (world->buffer);

  (void)arguments;
  (void)error;
  return from_text (codec != NULL ? garrow_codec_get_name (codec) : "none");
}

static GBytes *
op_codec_streaming (World *world, char **arguments, GError **error)
{
  g_autoptr (GArrowCodec) codec =
    garrow_codec_new (world->kind, GARROW_COMPRESSION_LEVEL_DEFAULT, error);

  (void)arguments;
  return from_success (garrow_codec_check_streaming (codec, error));
}

const Operation memory_operations[] = {
  {"buffer", op_buffer},
  {"mutable_buffer", op_mutable_buffer},
  {"allocate", op_allocate},
  {"allocate_aligned", op_allocate_aligned},
  {"buffer.map", op_map},
  {"buffer.slice", op_slice},
  {"buffer.copy", op_copy},
  {"buffer.size", op_size},
  {"buffer.capacity", op_capacity},
  {"buffer.mutable", op_mutable},
  {"buffer.data", op_data},
  {"buffer.hex", op_hex},
  {"buffer.misaligned", op_misaligned},
  {"buffer.equal", op_equal},
  {"buffer.set_data", op_set_data},
  {"buffer.resize", op_resize},
  {"buffer.reserve", op_reserve},
  {"buffer.shrink", op_shrink},
  {"codec", op_codec},
  {"codec.level", op_codec_level},
  {"codec.available", op_codec_available},
  {"codec.detect", op_codec_detect},
  {"codec.for_path", op_codec_for_path},
  {"codec.suffix", op_codec_suffix},
  {"codec.content", op_codec_content},
  {"codec.streaming", op_codec_streaming},
  {"compress", op_compress},
  {"decompress", op_decompress},
  {NULL, NULL},
};
