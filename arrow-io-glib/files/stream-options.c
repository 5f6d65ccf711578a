/* files/stream-options.c: GArrowStreamOptions.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/files/stream-options.h>

#include "exclusive-private.h"
#include "files/stream-options-private.h"

/**
 * GArrowStreamOptions:
 *
 * How [func@input_stream] and [func@output_stream] open a file.
 *
 * ```c
 * g_autoptr (GArrowStreamOptions) options = garrow_stream_options_new ();
 *
 * garrow_stream_options_set_compression (options, "zstd");
 * garrow_stream_options_set_compression_level (options, 19);
 * ```
 *
 * The values are checked when a file is opened, before anything happens to it.
 *
 * Since: 0.1
 */

struct _GArrowStreamOptions
{
  GObject parent_instance;

  gint64 buffer_size;
  char *compression;
  int compression_level;
  GArrowMemoryPool *memory_pool;
  int threads;
  gboolean members;
};

G_DEFINE_FINAL_TYPE (GArrowStreamOptions,
                     garrow_stream_options,
                     garrow_exclusive_get_root_type ())

enum {
  PROP_BUFFER_SIZE = 1,
  PROP_COMPRESSION,
  PROP_COMPRESSION_LEVEL,
  PROP_MEMBERS,
  PROP_MEMORY_POOL,
  PROP_THREADS,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
garrow_stream_options_get_property (GObject *object,
                                    guint prop_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  GArrowStreamOptions *self = GARROW_STREAM_OPTIONS (object);

  switch (prop_id) {
  case PROP_BUFFER_SIZE:
    g_value_set_int64 (value, self->buffer_size);
    break;
  case PROP_COMPRESSION:
    g_value_set_string (value, self->compression);
    break;
  case PROP_COMPRESSION_LEVEL:
    g_value_set_int (value, self->compression_level);
    break;
  case PROP_MEMBERS:
    g_value_set_boolean (value, self->members);
    break;
  case PROP_MEMORY_POOL:
    g_value_set_object (value, self->memory_pool);
    break;
  case PROP_THREADS:
    g_value_set_int (value, self->threads);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
garrow_stream_options_set_property (GObject *object,
                                    guint prop_id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  GArrowStreamOptions *self = GARROW_STREAM_OPTIONS (object);

  switch (prop_id) {
  case PROP_BUFFER_SIZE:
    garrow_stream_options_set_buffer_size (self, g_value_get_int64 (value));
    break;
  case PROP_COMPRESSION:
    garrow_stream_options_set_compression (self, g_value_get_string (value));
    break;
  case PROP_COMPRESSION_LEVEL:
    garrow_stream_options_set_compression_level (self, g_value_get_int (value));
    break;
  case PROP_MEMBERS:
    garrow_stream_options_set_members (self, g_value_get_boolean (value));
    break;
  case PROP_MEMORY_POOL:
    garrow_stream_options_set_memory_pool (self, g_value_get_object (value));
    break;
  case PROP_THREADS:
    garrow_stream_options_set_threads (self, g_value_get_int (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
garrow_stream_options_finalize (GObject *object)
{
  GArrowStreamOptions *self = GARROW_STREAM_OPTIONS (object);

  g_clear_pointer (&self->compression, g_free);
  g_clear_object (&self->memory_pool);

  G_OBJECT_CLASS (garrow_stream_options_parent_class)->finalize (object);
}

static void
garrow_stream_options_class_init (GArrowStreamOptionsClass *klass)
{
  const GParamFlags flags =
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = garrow_stream_options_finalize;
  object_class->get_property = garrow_stream_options_get_property;
  object_class->set_property = garrow_stream_options_set_property;

  /**
   * GArrowStreamOptions:buffer-size:
   *
   * The size in bytes of a [class@BufferedInputStream] or [class@BufferedOutputStream]
   * that is put over the file, below the compression; or 0 for none.
   *
   * Since: 0.1
   */
  props[PROP_BUFFER_SIZE] =
    g_param_spec_int64 ("buffer-size", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);

  /**
   * GArrowStreamOptions:compression:
   *
   * `detect` to go by the suffix of the path, in any case, and by nothing else; `auto` to
   * go by the first bytes too when reading; the name of a codec, as `gzip` or `zstd`; or
   * %NULL for none.
   *
   * Since: 0.1
   */
  props[PROP_COMPRESSION] =
    g_param_spec_string ("compression", NULL, NULL, "detect", flags);

  /**
   * GArrowStreamOptions:compression-level:
   *
   * The level to compress at, in the range of the codec, or
   * %GARROW_COMPRESSION_LEVEL_DEFAULT. It is looked at only where something is
   * compressed.
   *
   * Since: 0.1
   */
  props[PROP_COMPRESSION_LEVEL] = g_param_spec_int ("compression-level",
                                                    NULL,
                                                    NULL,
                                                    G_MININT,
                                                    G_MAXINT,
                                                    GARROW_COMPRESSION_LEVEL_DEFAULT,
                                                    flags);

  /**
   * GArrowStreamOptions:members:
   *
   * Whether `gzip` is written as members of about 1 MiB of data each rather than as one.
   *
   * Each is compressed for itself and says in its header how large it is, so that several
   * threads can decompress them and that one can be found without those before it. Every
   * program that reads gzip reads them one after the other. The size goes by the field
   * `IG`, as pgzip writes it. The other codecs know nothing of this.
   *
   * Since: 0.1
   */
  props[PROP_MEMBERS] = g_param_spec_boolean ("members", NULL, NULL, FALSE, flags);

  /**
   * GArrowStreamOptions:memory-pool:
   *
   * Where the file takes memory from, or %NULL for the default pool.
   *
   * Since: 0.1
   */
  props[PROP_MEMORY_POOL] =
    g_param_spec_object ("memory-pool", NULL, NULL, GARROW_TYPE_MEMORY_POOL, flags);

  /**
   * GArrowStreamOptions:threads:
   *
   * How many threads may compress or decompress at once, or 0 for as many as there are
   * processors, which are never exceeded. A number below 0 is refused when a file is
   * opened.
   *
   * To compress, `gzip` uses them, and takes about 3 MiB of memory for each, and `zstd`
   * does if libzstd was built for it. `gzip` uses them to decompress members that say in
   * their header how large they are, as those of [property@StreamOptions:members] and of
   * BGZF do: each thread takes up to a MiB of memory then, or four times a member, if
   * that is larger. Everything else works on the thread that calls, as with 1. Whatever
   * the number, only that thread uses the file below.
   *
   * A stream that has `zstd` compress on several fails with `GARROW_ERROR_NOT_SUPPORTED`
   * in a child that was forked meanwhile, as `fork` does not take those threads along.
   *
   * Since: 0.1
   */
  props[PROP_THREADS] =
    g_param_spec_int ("threads", NULL, NULL, G_MININT, G_MAXINT, 1, flags);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
garrow_stream_options_init (GArrowStreamOptions *self)
{
  self->compression = g_strdup ("detect");
  self->compression_level = GARROW_COMPRESSION_LEVEL_DEFAULT;
  self->threads = 1;
}

GArrowStreamOptions *
garrow_stream_options_copy (GArrowStreamOptions *self)
{
  GArrowStreamOptions *copy = garrow_stream_options_new ();

  for (int i = 1; i < N_PROPS; i++) {
    g_auto (GValue) value = G_VALUE_INIT;

    g_object_get_property (G_OBJECT (self), props[i]->name, &value);
    g_object_set_property (G_OBJECT (copy), props[i]->name, &value);
  }
  return copy;
}

/**
 * garrow_stream_options_new:
 *
 * Creates options that all have their defaults.
 *
 * Returns: (transfer full): new options
 *
 * Since: 0.1
 */
GArrowStreamOptions *
garrow_stream_options_new (void)
{
  return g_object_new (GARROW_TYPE_STREAM_OPTIONS, NULL);
}

/**
 * garrow_stream_options_get_buffer_size:
 * @self: options
 *
 * Gets the size of the buffer that is put over the file.
 *
 * Returns: the size in bytes, or 0 for no buffer
 *
 * Since: 0.1
 */
gint64
garrow_stream_options_get_buffer_size (GArrowStreamOptions *self)
{
  g_return_val_if_fail (GARROW_IS_STREAM_OPTIONS (self), 0);

  return self->buffer_size;
}

/**
 * garrow_stream_options_set_buffer_size:
 * @self: options
 * @buffer_size: the size in bytes, or 0 for no buffer
 *
 * Sets the size of the buffer that is put over the file.
 *
 * Since: 0.1
 */
void
garrow_stream_options_set_buffer_size (GArrowStreamOptions *self, gint64 buffer_size)
{
  g_return_if_fail (GARROW_IS_STREAM_OPTIONS (self));

  if (self->buffer_size == buffer_size)
    return;
  self->buffer_size = buffer_size;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUFFER_SIZE]);
}

/**
 * garrow_stream_options_get_compression:
 * @self: options
 *
 * Gets how the file is compressed.
 *
 * Returns: (nullable): `detect`, `auto`, the name of a codec, or %NULL for none
 *
 * Since: 0.1
 */
const char *
garrow_stream_options_get_compression (GArrowStreamOptions *self)
{
  g_return_val_if_fail (GARROW_IS_STREAM_OPTIONS (self), NULL);

  return self->compression;
}

/**
 * garrow_stream_options_set_compression:
 * @self: options
 * @compression: (nullable): `detect`, `auto`, the name of a codec, or %NULL for none
 *
 * Sets how the file is compressed.
 *
 * Since: 0.1
 */
void
garrow_stream_options_set_compression (GArrowStreamOptions *self, const char *compression)
{
  char *copy;
  g_return_if_fail (GARROW_IS_STREAM_OPTIONS (self));

  if (g_strcmp0 (self->compression, compression) == 0)
    return;
  copy = g_strdup (compression); /* which may be part of the old one */
  g_free (self->compression);
  self->compression = copy;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPRESSION]);
}

/**
 * garrow_stream_options_get_compression_level:
 * @self: options
 *
 * Gets the level to compress at.
 *
 * Returns: the level, or %GARROW_COMPRESSION_LEVEL_DEFAULT
 *
 * Since: 0.1
 */
int
garrow_stream_options_get_compression_level (GArrowStreamOptions *self)
{
  g_return_val_if_fail (GARROW_IS_STREAM_OPTIONS (self),
                        GARROW_COMPRESSION_LEVEL_DEFAULT);

  return self->compression_level;
}

/**
 * garrow_stream_options_set_compression_level:
 * @self: options
 * @level: the level, or %GARROW_COMPRESSION_LEVEL_DEFAULT
 *
 * Sets the level to compress at.
 *
 * Since: 0.1
 */
void
garrow_stream_options_set_compression_level (GArrowStreamOptions *self, int level)
{
  g_return_if_fail (GARROW_IS_STREAM_OPTIONS (self));

  if (self->compression_level == level)
    return;
  self->compression_level = level;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPRESSION_LEVEL]);
}

/**
 * garrow_stream_options_get_memory_pool:
 * @self: options
 *
 * Gets where the file takes memory from.
 *
 * Returns: (transfer none) (nullable): the pool, or %NULL for the default pool
 *
 * Since: 0.1
 */
GArrowMemoryPool *
garrow_stream_options_get_memory_pool (GArrowStreamOptions *self)
{
  g_return_val_if_fail (GARROW_IS_STREAM_OPTIONS (self), NULL);

  return self->memory_pool;
}

/**
 * garrow_stream_options_set_memory_pool:
 * @self: options
 * @pool: (nullable): the pool, or %NULL for the default pool
 *
 * Sets where the file takes memory from.
 *
 * Since: 0.1
 */
void
garrow_stream_options_set_memory_pool (GArrowStreamOptions *self, GArrowMemoryPool *pool)
{
  g_return_if_fail (GARROW_IS_STREAM_OPTIONS (self));
  g_return_if_fail (pool == NULL || GARROW_IS_MEMORY_POOL (pool));

  if (g_set_object (&self->memory_pool, pool))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MEMORY_POOL]);
}

/**
 * garrow_stream_options_get_threads:
 * @self: options
 *
 * Gets how many threads may compress or decompress at once.
 *
 * Returns: the number, or 0 for as many as there are processors
 *
 * Since: 0.1
 */
int
garrow_stream_options_get_threads (GArrowStreamOptions *self)
{
  g_return_val_if_fail (GARROW_IS_STREAM_OPTIONS (self), 0);

  return self->threads;
}

/**
 * garrow_stream_options_set_threads:
 * @self: options
 * @threads: the number, or 0 for as many as there are processors
 *
 * Sets how many threads may compress or decompress at once.
 *
 * Since: 0.1
 */
void
garrow_stream_options_set_threads (GArrowStreamOptions *self, int threads)
{
  g_return_if_fail (GARROW_IS_STREAM_OPTIONS (self));

  if (self->threads == threads)
    return;
  self->threads = threads;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_THREADS]);
}

/**
 * garrow_stream_options_get_members:
 * @self: options
 *
 * Gets whether gzip is written as members of about 1 MiB.
 *
 * Returns: whether it is
 *
 * Since: 0.1
 */
gboolean
garrow_stream_options_get_members (GArrowStreamOptions *self)
{
  g_return_val_if_fail (GARROW_IS_STREAM_OPTIONS (self), FALSE);

  return self->members;
}

/**
 * garrow_stream_options_set_members:
 * @self: options
 * @members: whether to write members of about 1 MiB
 *
 * Sets whether gzip is written as members of about 1 MiB rather than as one.
 *
 * Since: 0.1
 */
void
garrow_stream_options_set_members (GArrowStreamOptions *self, gboolean members)
{
  g_return_if_fail (GARROW_IS_STREAM_OPTIONS (self));

  members = !!members;
  if (self->members == members)
    return;
  self->members = members;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MEMBERS]);
}
