/* files/stream-options.c: GArrowStreamOptions.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "files/stream-options-private.h"

#include <arrow-io-glib/enums.h>

#include "exclusive-private.h"

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

G_DEFINE_FINAL_TYPE (GArrowStreamOptions,
                     garrow_stream_options,
                     garrow_exclusive_get_root_type ())

static GParamSpec *props[GARROW_STREAM_OPTIONS_N_PROPS];

void
garrow_stream_options_notify (GArrowStreamOptions *self, guint prop_id)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[prop_id]);
}

static void
garrow_stream_options_get_property (GObject *object,
                                    guint prop_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  GArrowStreamOptions *self = GARROW_STREAM_OPTIONS (object);

  switch (prop_id) {
  case GARROW_STREAM_OPTIONS_ATOMIC:
    g_value_set_boolean (value, self->atomic);
    break;
  case GARROW_STREAM_OPTIONS_BUFFER_SIZE:
    g_value_set_int64 (value, self->buffer_size);
    break;
  case GARROW_STREAM_OPTIONS_COMPRESSION:
    g_value_set_string (value, self->compression);
    break;
  case GARROW_STREAM_OPTIONS_COMPRESSION_LEVEL:
    g_value_set_int (value, self->compression_level);
    break;
  case GARROW_STREAM_OPTIONS_DURABILITY:
    g_value_set_enum (value, (int)self->durability);
    break;
  case GARROW_STREAM_OPTIONS_MEMBERS:
    g_value_set_boolean (value, self->members);
    break;
  case GARROW_STREAM_OPTIONS_MEMORY_POOL:
    g_value_set_object (value, self->memory_pool);
    break;
  case GARROW_STREAM_OPTIONS_THREADS:
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
  case GARROW_STREAM_OPTIONS_ATOMIC:
    garrow_stream_options_set_atomic (self, g_value_get_boolean (value));
    break;
  case GARROW_STREAM_OPTIONS_BUFFER_SIZE:
    garrow_stream_options_set_buffer_size (self, g_value_get_int64 (value));
    break;
  case GARROW_STREAM_OPTIONS_COMPRESSION:
    garrow_stream_options_set_compression (self, g_value_get_string (value));
    break;
  case GARROW_STREAM_OPTIONS_COMPRESSION_LEVEL:
    garrow_stream_options_set_compression_level (self, g_value_get_int (value));
    break;
  case GARROW_STREAM_OPTIONS_DURABILITY:
    garrow_stream_options_set_durability (self,
                                          (GArrowDurability)g_value_get_enum (value));
    break;
  case GARROW_STREAM_OPTIONS_MEMBERS:
    garrow_stream_options_set_members (self, g_value_get_boolean (value));
    break;
  case GARROW_STREAM_OPTIONS_MEMORY_POOL:
    garrow_stream_options_set_memory_pool (self, g_value_get_object (value));
    break;
  case GARROW_STREAM_OPTIONS_THREADS:
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
   * GArrowStreamOptions:atomic:
   *
   * Whether a file that is written appears when it is closed, whole, in the place of one
   * that was there, and not before. What is aborted, or dropped without being closed,
   * never appears, nor does what a process leaves that ends in between.
   *
   * The file is written in the folder that it will be in, without a name where the system
   * knows such files (`O_TMPFILE`), or else by the name `.arrow-io-….tmp`, which the next
   * such file of the same path removes if it was left behind. A new file has the
   * permissions that the umask leaves; one that takes the place of another has the
   * permissions, the group and, as far as the system lets it, the owner of that, but not
   * its hard links, access control lists and extended attributes. Only its owner sees
   * into it meanwhile. Of a symbolic link, the file that it leads to is replaced,
   * which has to be there.
   *
   * It is for paths. Files in HDFS are always so, and what else can be written to cannot.
   *
   * Since: 0.1
   */
  props[GARROW_STREAM_OPTIONS_ATOMIC] =
    g_param_spec_boolean ("atomic", NULL, NULL, FALSE, flags);

  /**
   * GArrowStreamOptions:buffer-size:
   *
   * The size in bytes of a [class@BufferedInputStream] or [class@BufferedOutputStream]
   * that is put over the file, below the compression; or 0 for none.
   *
   * Since: 0.1
   */
  props[GARROW_STREAM_OPTIONS_BUFFER_SIZE] =
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
  props[GARROW_STREAM_OPTIONS_COMPRESSION] =
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
  props[GARROW_STREAM_OPTIONS_COMPRESSION_LEVEL] =
    g_param_spec_int ("compression-level",
                      NULL,
                      NULL,
                      G_MININT,
                      G_MAXINT,
                      GARROW_COMPRESSION_LEVEL_DEFAULT,
                      flags);

  /**
   * GArrowStreamOptions:durability:
   *
   * What an atomic file survives once it is closed; see [property@StreamOptions:atomic].
   * With less than `DATA`, a file may be empty after a power cut, on some file systems,
   * though the one that it replaced was not.
   *
   * Since: 0.1
   */
  props[GARROW_STREAM_OPTIONS_DURABILITY] = g_param_spec_enum ("durability",
                                                               NULL,
                                                               NULL,
                                                               GARROW_TYPE_DURABILITY,
                                                               GARROW_DURABILITY_NONE,
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
  props[GARROW_STREAM_OPTIONS_MEMBERS] =
    g_param_spec_boolean ("members", NULL, NULL, FALSE, flags);

  /**
   * GArrowStreamOptions:memory-pool:
   *
   * Where the file takes memory from, or %NULL for the default pool.
   *
   * Since: 0.1
   */
  props[GARROW_STREAM_OPTIONS_MEMORY_POOL] =
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
  props[GARROW_STREAM_OPTIONS_THREADS] =
    g_param_spec_int ("threads", NULL, NULL, G_MININT, G_MAXINT, 1, flags);

  g_object_class_install_properties (object_class, GARROW_STREAM_OPTIONS_N_PROPS, props);
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

  for (int i = 1; i < GARROW_STREAM_OPTIONS_N_PROPS; i++) {
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
