/* streams/compressed-input-stream.c: GArrowCompressedInputStream, the face of
 * core/files/compressed-reader.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/enums.h>

#include "core/files/kinds.h"
#include "files/native-file-private.h"
#include "streams/codec-private.h"
#include "streams/compressed-private.h"

/**
 * GArrowCompressedInputStream:
 *
 * Decompresses another file while it is read.
 *
 * ```c
 * g_autoptr (GArrowOSFile) raw = garrow_os_file_new ("table.csv.gz", "r", &error);
 * g_autoptr (GArrowCodec) codec = garrow_codec_detect ("table.csv.gz");
 * g_autoptr (GArrowCompressedInputStream) stream =
 *   garrow_compressed_input_stream_new (GARROW_NATIVE_FILE (raw), codec, &error);
 * g_autoptr (GBytes) line =
 *   garrow_native_file_read_line (GARROW_NATIVE_FILE (stream), &error);
 * ```
 *
 * [func@input_stream] makes one by itself of a path that ends in `.gz`.
 *
 * A file may hold many members, one behind the other, as `cat a.gz b.gz` makes it: all
 * are decoded, empty ones too. [property@CompressedInputStream:trailing-data] says what
 * becomes of bytes that are none. A file of no bytes decodes to nothing.
 *
 * Reading fails with `GARROW_ERROR_CORRUPT` on damage and with `GARROW_ERROR_TRUNCATED`
 * if the file ends inside a member, and again so for whoever reads on. What came before
 * the damage is given first.
 *
 * Memory stays within a few MiB whatever the size of the file, but for what is read in
 * one piece, a long line too, and for the window of a zstd file, which can take up to
 * 128 MiB if it was compressed for that. From the file below, no more is taken than was
 * decoded, so that reading it can go on behind the compressed data. Nobody else should
 * use it until then. Closing the stream closes it.
 *
 * Since: 0.1
 */

struct _GArrowCompressedInputStream
{
  GArrowNativeFile parent_instance;
  GArrowCodec *codec;
  GArrowTrailingData trailing_data;
};

G_DEFINE_FINAL_TYPE (GArrowCompressedInputStream,
                     garrow_compressed_input_stream,
                     GARROW_TYPE_NATIVE_FILE)

enum {
  PROP_TRAILING_DATA = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_STATIC_ASSERT ((int)GARROW_TRAILING_DATA_ERROR == (int)ARW_TRAILING_ERROR);
G_STATIC_ASSERT ((int)GARROW_TRAILING_DATA_IGNORE_ZEROS ==
                 (int)ARW_TRAILING_IGNORE_ZEROS);
G_STATIC_ASSERT ((int)GARROW_TRAILING_DATA_IGNORE == (int)ARW_TRAILING_IGNORE);

static void
garrow_compressed_input_stream_get_property (GObject *object,
                                             guint prop_id,
                                             GValue *value,
                                             GParamSpec *pspec)
{
  GArrowCompressedInputStream *self = GARROW_COMPRESSED_INPUT_STREAM (object);

  if (prop_id == PROP_TRAILING_DATA)
    g_value_set_enum (value, (int)self->trailing_data);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
garrow_compressed_input_stream_set_property (GObject *object,
                                             guint prop_id,
                                             const GValue *value,
                                             GParamSpec *pspec)
{
  GArrowCompressedInputStream *self = GARROW_COMPRESSED_INPUT_STREAM (object);

  if (prop_id == PROP_TRAILING_DATA)
    garrow_compressed_input_stream_set_trailing_data (
      self,
      (GArrowTrailingData)g_value_get_enum (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
garrow_compressed_input_stream_finalize (GObject *object)
{
  g_clear_object (&GARROW_COMPRESSED_INPUT_STREAM (object)->codec);

  G_OBJECT_CLASS (garrow_compressed_input_stream_parent_class)->finalize (object);
}

static void
garrow_compressed_input_stream_class_init (GArrowCompressedInputStreamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = garrow_compressed_input_stream_get_property;
  object_class->set_property = garrow_compressed_input_stream_set_property;
  object_class->finalize = garrow_compressed_input_stream_finalize;

  /**
   * GArrowCompressedInputStream:trailing-data:
   *
   * What to do with bytes behind the last member.
   *
   * Since: 0.1
   */
  props[PROP_TRAILING_DATA] = g_param_spec_enum (
    "trailing-data",
    NULL,
    NULL,
    GARROW_TYPE_TRAILING_DATA,
    GARROW_TRAILING_DATA_IGNORE_ZEROS,
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
garrow_compressed_input_stream_init (GArrowCompressedInputStream *self)
{
  self->trailing_data = GARROW_TRAILING_DATA_IGNORE_ZEROS;
}

GArrowNativeFile *
garrow_compressed_input_stream_new_with (GArrowNativeFile *raw,
                                         GArrowCodec *codec,
                                         const ArwCodecSettings *settings,
                                         GError **error)
{
  GArrowCompressedInputStream *self;
  ArwError core_error;
  ArwFile *core = garrow_native_file_get_core (raw, error);

  if (core == NULL)
    return NULL;
  core = arw_compressed_reader_new (core,
                                    garrow_codec_get_core (codec),
                                    settings,
                                    &core_error);
  self = garrow_native_file_new_from_core (GARROW_TYPE_COMPRESSED_INPUT_STREAM,
                                           core,
                                           raw,
                                           &core_error,
                                           error);
  if (self != NULL)
    self->codec = g_object_ref (codec);
  return (GArrowNativeFile *)self;
}

/**
 * garrow_compressed_input_stream_new:
 * @raw: the file to decompress, from where it stands
 * @codec: its format
 * @error: return location for an error
 *
 * Creates a stream that decompresses @raw. Nothing is read yet.
 *
 * Fails with `GARROW_ERROR_CLOSED` if @raw is closed, with
 * `GARROW_ERROR_NOT_SUPPORTED` if it cannot be read, and with
 * `GARROW_ERROR_NOT_IMPLEMENTED` if @codec has no streams.
 *
 * Returns: (transfer full): a new stream, which holds @raw
 *
 * Since: 0.1
 */
GArrowCompressedInputStream *
garrow_compressed_input_stream_new (GArrowNativeFile *raw,
                                    GArrowCodec *codec,
                                    GError **error)
{
  const ArwCodecSettings settings = {.threads = 1};

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (raw), NULL);
  g_return_val_if_fail (GARROW_IS_CODEC (codec), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return (GArrowCompressedInputStream *)
    garrow_compressed_input_stream_new_with (raw, codec, &settings, error);
}

/**
 * garrow_compressed_input_stream_get_codec:
 * @self: a stream
 *
 * Gets the format that is decoded.
 *
 * Returns: (transfer none) (nullable): the codec, or %NULL if no constructor made the
 *   object
 *
 * Since: 0.1
 */
GArrowCodec *
garrow_compressed_input_stream_get_codec (GArrowCompressedInputStream *self)
{
  g_return_val_if_fail (GARROW_IS_COMPRESSED_INPUT_STREAM (self), NULL);

  return self->codec;
}

/**
 * garrow_compressed_input_stream_get_raw:
 * @self: a stream
 *
 * Gets the file that is decompressed.
 *
 * Returns: (transfer none) (nullable): the file, or %NULL if no constructor made the
 * object
 *
 * Since: 0.1
 */
GArrowNativeFile *
garrow_compressed_input_stream_get_raw (GArrowCompressedInputStream *self)
{
  g_return_val_if_fail (GARROW_IS_COMPRESSED_INPUT_STREAM (self), NULL);

  return garrow_native_file_get_source (GARROW_NATIVE_FILE (self));
}

/**
 * garrow_compressed_input_stream_get_n_members:
 * @self: a stream
 *
 * Counts the members, or frames, that are completely decoded so far, which may be ahead
 * of what was read. At the end of the stream these are all, and they stay known once it
 * is closed.
 *
 * Returns: how many
 *
 * Since: 0.1
 */
gint64
garrow_compressed_input_stream_get_n_members (GArrowCompressedInputStream *self)
{
  ArwFile *core;

  g_return_val_if_fail (GARROW_IS_COMPRESSED_INPUT_STREAM (self), 0);

  core = garrow_native_file_get_core (GARROW_NATIVE_FILE (self), NULL);
  return core != NULL ? arw_compressed_reader_n_members (core) : 0;
}

/**
 * garrow_compressed_input_stream_get_trailing_data:
 * @self: a stream
 *
 * Gets what is done with bytes behind the last member.
 *
 * Returns: the policy
 *
 * Since: 0.1
 */
GArrowTrailingData
garrow_compressed_input_stream_get_trailing_data (GArrowCompressedInputStream *self)
{
  g_return_val_if_fail (GARROW_IS_COMPRESSED_INPUT_STREAM (self),
                        GARROW_TRAILING_DATA_IGNORE_ZEROS);

  return self->trailing_data;
}

/**
 * garrow_compressed_input_stream_set_trailing_data:
 * @self: a stream
 * @trailing_data: the policy
 *
 * Sets what to do with bytes behind the last member. It is best set before reading.
 *
 * Since: 0.1
 */
void
garrow_compressed_input_stream_set_trailing_data (GArrowCompressedInputStream *self,
                                                  GArrowTrailingData trailing_data)
{
  ArwFile *core;

  g_return_if_fail (GARROW_IS_COMPRESSED_INPUT_STREAM (self));

  if (self->trailing_data == trailing_data)
    return;
  self->trailing_data = trailing_data;
  core = garrow_native_file_get_core (GARROW_NATIVE_FILE (self), NULL);
  if (core != NULL)
    arw_compressed_reader_set_trailing (core, (ArwTrailing)trailing_data);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TRAILING_DATA]);
}
