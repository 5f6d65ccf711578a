/* streams/compressed-output-stream.c: GArrowCompressedOutputStream, the face of
 * core/files/compressed-writer.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/files/kinds.h"
#include "files/native-file-private.h"
#include "streams/codec-private.h"
#include "streams/compressed-private.h"

/**
 * GArrowCompressedOutputStream:
 *
 * Compresses what is written to it into another file.
 *
 * ```c
 * g_autoptr (GArrowOSFile) raw = garrow_os_file_new ("table.csv.zst", "w", &error);
 * g_autoptr (GArrowCodec) codec = garrow_codec_new ("zstd", 19, &error);
 * g_autoptr (GArrowCompressedOutputStream) stream =
 *   garrow_compressed_output_stream_new (GARROW_NATIVE_FILE (raw), codec, &error);
 *
 * garrow_native_file_write (GARROW_NATIVE_FILE (stream), data, n_bytes, &error);
 * garrow_native_file_close (GARROW_NATIVE_FILE (stream), &error);
 * ```
 *
 * [func@output_stream] makes one by itself of a path that ends in `.gz`.
 *
 * The file is complete only when the stream is closed, which closes the file below too,
 * even when it fails. [method@NativeFile.flush] makes what was written so far decodable,
 * at some cost in size; with `bz2` it ends a member. What is written carries a checksum,
 * but with `brotli`, which has none, and no time, so that the same data gives the same
 * file. [method@NativeFile.tell] counts uncompressed bytes.
 *
 * Once something could not be written, every further write, flush and the close fail too.
 *
 * Memory stays within a few MiB whatever the size, but for what the codec itself needs at
 * its highest levels. Several threads can compress, and gzip can be made of independent
 * members, in a stream that [func@output_stream_for_object] makes over a file with
 * [property@StreamOptions:threads] and [property@StreamOptions:members].
 *
 * Since: 0.1
 */

struct _GArrowCompressedOutputStream
{
  GArrowNativeFile parent_instance;
  GArrowCodec *codec;
};

G_DEFINE_FINAL_TYPE (GArrowCompressedOutputStream,
                     garrow_compressed_output_stream,
                     GARROW_TYPE_NATIVE_FILE)

static void
garrow_compressed_output_stream_finalize (GObject *object)
{
  g_clear_object (&GARROW_COMPRESSED_OUTPUT_STREAM (object)->codec);

  G_OBJECT_CLASS (garrow_compressed_output_stream_parent_class)->finalize (object);
}

static void
garrow_compressed_output_stream_class_init (GArrowCompressedOutputStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = garrow_compressed_output_stream_finalize;
}

static void
garrow_compressed_output_stream_init (GArrowCompressedOutputStream *self)
{
  (void)self;
}

GArrowNativeFile *
garrow_compressed_output_stream_new_with (GArrowNativeFile *raw,
                                          GArrowCodec *codec,
                                          const ArwCodecSettings *settings,
                                          GError **error)
{
  GArrowCompressedOutputStream *self;
  ArwCodecSettings all = *settings;
  ArwError core_error;
  ArwFile *core = garrow_native_file_get_core (raw, error);

  if (core == NULL)
    return NULL;
  all.level = garrow_codec_get_compression_level (codec);
  core =
    arw_compressed_writer_new (core, garrow_codec_get_core (codec), &all, &core_error);
  self = garrow_native_file_new_from_core (GARROW_TYPE_COMPRESSED_OUTPUT_STREAM,
                                           core,
                                           raw,
                                           &core_error,
                                           error);
  if (self != NULL)
    self->codec = g_object_ref (codec);
  return (GArrowNativeFile *)self;
}

/**
 * garrow_compressed_output_stream_new:
 * @raw: the file to write to, from where it stands
 * @codec: the format, and the level to compress at
 * @error: return location for an error
 *
 * Creates a stream that compresses into @raw. Nothing is written yet.
 *
 * Fails with `GARROW_ERROR_CLOSED` if @raw is closed, with
 * `GARROW_ERROR_NOT_SUPPORTED` if it cannot be written to, and with
 * `GARROW_ERROR_NOT_IMPLEMENTED` if @codec has no streams.
 *
 * Returns: (transfer full): a new stream, which holds @raw
 *
 * Since: 0.1
 */
GArrowCompressedOutputStream *
garrow_compressed_output_stream_new (GArrowNativeFile *raw,
                                     GArrowCodec *codec,
                                     GError **error)
{
  const ArwCodecSettings settings = {.threads = 1};

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (raw), NULL);
  g_return_val_if_fail (GARROW_IS_CODEC (codec), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return (GArrowCompressedOutputStream *)
    garrow_compressed_output_stream_new_with (raw, codec, &settings, error);
}

/**
 * garrow_compressed_output_stream_get_codec:
 * @self: a stream
 *
 * Gets the format that is written, and its level.
 *
 * Returns: (transfer none) (nullable): the codec, or %NULL if no constructor made the
 *   object
 *
 * Since: 0.1
 */
GArrowCodec *
garrow_compressed_output_stream_get_codec (GArrowCompressedOutputStream *self)
{
  g_return_val_if_fail (GARROW_IS_COMPRESSED_OUTPUT_STREAM (self), NULL);

  return self->codec;
}

/**
 * garrow_compressed_output_stream_get_raw:
 * @self: a stream
 *
 * Gets the file that is written to.
 *
 * Returns: (transfer none) (nullable): the file, or %NULL if no constructor made the
 * object
 *
 * Since: 0.1
 */
GArrowNativeFile *
garrow_compressed_output_stream_get_raw (GArrowCompressedOutputStream *self)
{
  g_return_val_if_fail (GARROW_IS_COMPRESSED_OUTPUT_STREAM (self), NULL);

  return garrow_native_file_get_source (GARROW_NATIVE_FILE (self));
}
