/* streams/codec.c: GArrowCodec, the face of core/codecs/codec.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "streams/codec-private.h"

#include <arrow-io-glib/files/stream-options.h>

#include "error-private.h"
#include "exclusive-private.h"
#include "memory/buffer-private.h"

/**
 * GArrowCodec:
 *
 * A compression format, and the level to compress at.
 *
 * ```c
 * g_autoptr (GArrowCodec) codec = garrow_codec_new ("gzip", 9, &error);
 *
 * if (codec != NULL)
 *   g_print ("%s at level %d\n",
 *            garrow_codec_get_name (codec),
 *            garrow_codec_get_compression_level (codec));
 * ```
 *
 * What is in memory is compressed at once:
 *
 * ```c
 * g_autoptr (GArrowBuffer) packed = garrow_codec_compress (codec, data, NULL, &error);
 * ```
 *
 * Codecs are known by their names. `gzip` is always there; the others are those that were
 * built, which [func@supported_codecs] lists.
 *
 * | name | levels | suffixes | checksum |
 * | --- | --- | --- | --- |
 * | `gzip` | 1 to 9, 6 by default | `.gz`, `.tgz` | yes |
 * | `zstd` | -131072 to 22, 3 by default | `.zst`, `.zstd` | yes |
 * | `bz2` | 1 to 9, 9 by default | `.bz2`, `.tbz2` | yes |
 * | `lz4`, or `lz4_frame` | 1 to 12, 1 by default | `.lz4` | yes |
 * | `brotli` | 0 to 11, 8 by default | `.br` | no |
 * | `lz4_raw` | 1 to 12, 1 by default | none | no |
 * | `snappy` | none | none | no |
 *
 * Damage in data without a checksum may go unnoticed. What is compressed by `brotli`,
 * `lz4_raw` or `snappy` cannot be told by its content.
 *
 * Where the library was built with ISA-L, that decodes gzip, two to three times as fast
 * as zlib, which does it everywhere else. What comes out, and what is an error, is the
 * same.
 *
 * Codecs are put to work by [class@CompressedInputStream] and
 * [class@CompressedOutputStream], and on whole buffers by [method@Codec.compress] and
 * [method@Codec.decompress]. `lz4_raw` and `snappy` are formats of single blocks: they
 * compress whole buffers only. A codec never changes, so any number of streams and
 * threads can share it. One that no constructor made is gzip.
 *
 * Since: 0.1
 */

struct _GArrowCodec
{
  GObject parent_instance;
  const ArwCodec *core;
  int level;
};

G_DEFINE_FINAL_TYPE (GArrowCodec, garrow_codec, garrow_exclusive_get_root_type ())

G_STATIC_ASSERT (GARROW_COMPRESSION_LEVEL_DEFAULT == ARW_LEVEL_DEFAULT);

const ArwCodec *
garrow_codec_get_core (GArrowCodec *self)
{
  return self->core;
}

static void
garrow_codec_class_init (GArrowCodecClass *klass)
{
  (void)klass;
}

static void
garrow_codec_init (GArrowCodec *self)
{
  self->core = arw_codec_nth (0);
  self->level = self->core->default_level;
}

static GArrowCodec *
new_from_core (const ArwCodec *core, int level)
{
  GArrowCodec *self = g_object_new (GARROW_TYPE_CODEC, NULL);

  self->core = core;
  self->level = level;
  return self;
}

/**
 * garrow_codec_new:
 * @name: the name of a codec, in any case
 * @level: the level to compress at, or %GARROW_COMPRESSION_LEVEL_DEFAULT
 * @error: return location for an error
 *
 * Creates a codec.
 *
 * Fails with `GARROW_ERROR_INVALID` if there is no codec of this name or @level is out of
 * its range, and with `GARROW_ERROR_NOT_IMPLEMENTED` if this build lacks the codec.
 *
 * Returns: (transfer full): a new codec
 *
 * Since: 0.1
 */
GArrowCodec *
garrow_codec_new (const char *name, int level, GError **error)
{
  const ArwCodec *core;
  ArwError core_error;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  core = arw_codec_find (name, &core_error);
  if (core == NULL || !arw_codec_resolve_level (core, &level, &core_error)) {
    garrow_error_set_from_core (error, &core_error);
    return NULL;
  }
  return new_from_core (core, level);
}

/**
 * garrow_codec_detect:
 * @path: (type filename): the path or the name of a file, which need not exist
 *
 * Creates the codec that a path's suffix stands for, in any case, at its default level.
 *
 * Returns: (transfer full) (nullable): a new codec, or %NULL if no codec of this build
 * has the suffix
 *
 * Since: 0.1
 */
GArrowCodec *
garrow_codec_detect (const char *path)
{
  const char *name;

  g_return_val_if_fail (path != NULL, NULL);

  name = arw_codec_name_for_path (path);
  return name != NULL ? garrow_codec_new (name, ARW_LEVEL_DEFAULT, NULL) : NULL;
}

/**
 * garrow_codec_name_for_path:
 * @path: (type filename): the path or the name of a file, which need not exist
 *
 * Tells the name of the codec that a path's suffix stands for, in any case, be it in this
 * build or not. [ctor@Codec.new] says what is missing if it is not.
 *
 * Returns: (nullable): the name, or %NULL if the suffix stands for none
 *
 * Since: 0.1
 */
const char *
garrow_codec_name_for_path (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  return arw_codec_name_for_path (path);
}

/**
 * garrow_codec_detect_content:
 * @buffer: compressed data, or the start of it
 *
 * Creates the codec that the first bytes of compressed data stand for, at its default
 * level. 16 bytes are enough.
 *
 * Returns: (transfer full) (nullable): a new codec, or %NULL if no codec of this build
 * knows the bytes
 *
 * Since: 0.1
 */
GArrowCodec *
garrow_codec_detect_content (GArrowBuffer *buffer)
{
  const ArwCodec *core;
  const ArwBuffer *data;

  g_return_val_if_fail (GARROW_IS_BUFFER (buffer), NULL);

  data = garrow_buffer_get_core (buffer);
  core = arw_codec_for_content (data->data, (gsize)data->size);
  return core != NULL ? new_from_core (core, core->default_level) : NULL;
}

/**
 * garrow_codec_is_available:
 * @name: the name of a codec, in any case
 *
 * Tells whether this build has a codec.
 *
 * Returns: whether it has; %FALSE for a name that is none
 *
 * Since: 0.1
 */
gboolean
garrow_codec_is_available (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);

  return arw_codec_find (name, NULL) != NULL;
}

/**
 * garrow_supported_codecs:
 *
 * Lists the codecs of this build.
 *
 * Returns: (transfer full) (array zero-terminated=1): their names
 *
 * Since: 0.1
 */
char **
garrow_supported_codecs (void)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  const ArwCodec *core;

  for (gsize i = 0; (core = arw_codec_nth (i)) != NULL; i++)
    g_strv_builder_add (names, core->name);
  return g_strv_builder_end (names);
}

/**
 * garrow_codec_get_name:
 * @self: a codec
 *
 * Gets the name of the format, in lower case.
 *
 * Returns: the name
 *
 * Since: 0.1
 */
const char *
garrow_codec_get_name (GArrowCodec *self)
{
  g_return_val_if_fail (GARROW_IS_CODEC (self), NULL);

  return self->core->name;
}

/**
 * garrow_codec_get_suffixes:
 * @self: a codec
 *
 * Lists the suffixes of files in the format, as in `.gz`.
 *
 * Returns: (transfer none) (array zero-terminated=1): the suffixes, which may be none
 *
 * Since: 0.1
 */
const char *const *
garrow_codec_get_suffixes (GArrowCodec *self)
{
  g_return_val_if_fail (GARROW_IS_CODEC (self), NULL);

  return arw_codec_suffixes (self->core);
}

/**
 * garrow_codec_check_streaming:
 * @self: a codec
 * @error: return location for an error
 *
 * Tells whether there are streams of the format, and not only single blocks.
 *
 * Fails with `GARROW_ERROR_NOT_IMPLEMENTED` if there are none, as making one would.
 *
 * Returns: whether there are
 *
 * Since: 0.1
 */
gboolean
garrow_codec_check_streaming (GArrowCodec *self, GError **error)
{
  ArwError core_error;

  g_return_val_if_fail (GARROW_IS_CODEC (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (arw_codec_check_streaming (self->core, &core_error))
    return TRUE;
  garrow_error_set_from_core (error, &core_error);
  return FALSE;
}

/**
 * garrow_codec_supports_compression_level:
 * @self: a codec
 *
 * Tells whether the format has levels. The getters of levels give
 * %GARROW_COMPRESSION_LEVEL_DEFAULT for one that has none.
 *
 * Returns: whether it has
 *
 * Since: 0.1
 */
gboolean
garrow_codec_supports_compression_level (GArrowCodec *self)
{
  g_return_val_if_fail (GARROW_IS_CODEC (self), FALSE);

  return arw_codec_has_levels (self->core);
}

/**
 * garrow_codec_get_compression_level:
 * @self: a codec
 *
 * Gets the level to compress at. Decompressing does not depend on it.
 *
 * Returns: the level
 *
 * Since: 0.1
 */
int
garrow_codec_get_compression_level (GArrowCodec *self)
{
  g_return_val_if_fail (GARROW_IS_CODEC (self), 0);

  return self->level;
}

/**
 * garrow_codec_get_minimum_compression_level:
 * @self: a codec
 *
 * Gets the lowest level of the format, which is the fastest.
 *
 * Returns: the level
 *
 * Since: 0.1
 */
int
garrow_codec_get_minimum_compression_level (GArrowCodec *self)
{
  g_return_val_if_fail (GARROW_IS_CODEC (self), 0);

  return self->core->min_level;
}

/**
 * garrow_codec_get_maximum_compression_level:
 * @self: a codec
 *
 * Gets the highest level of the format, which compresses best.
 *
 * Returns: the level
 *
 * Since: 0.1
 */
int
garrow_codec_get_maximum_compression_level (GArrowCodec *self)
{
  g_return_val_if_fail (GARROW_IS_CODEC (self), 0);

  return self->core->max_level;
}

/**
 * garrow_codec_get_default_compression_level:
 * @self: a codec
 *
 * Gets the level that %GARROW_COMPRESSION_LEVEL_DEFAULT stands for.
 *
 * Returns: the level
 *
 * Since: 0.1
 */
int
garrow_codec_get_default_compression_level (GArrowCodec *self)
{
  g_return_val_if_fail (GARROW_IS_CODEC (self), 0);

  return self->core->default_level;
}
