/* streams/codec.c: GArrowCodec, the face of core/codecs/codec.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "streams/codec-private.h"

#include <arrow-io-glib/files/stream-options.h>

#include "error-private.h"
#include "exclusive-private.h"

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
 * Codecs are known by their names: `gzip` is always there, `zstd` if it was built. They
 * are put to work by [class@CompressedInputStream] and [class@CompressedOutputStream]. A
 * codec never changes, so any number of streams and threads can share it. One that no
 * constructor made is gzip.
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
 * Creates the codec that a path's suffix stands for, at its default level: `.gz` and
 * `.tgz` for gzip, `.zst` and `.zstd` for zstd, in any case.
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
