/* files/native-file.c: GArrowNativeFile, the face of core/files/file.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "files/native-file-private.h"

#include <arrow-io-glib/enums.h>
#include <arrow-io-glib/error.h>

#include "error-private.h"
#include "exclusive-private.h"
#include "memory/pressure-private.h"

/**
 * GArrowNativeFile:
 *
 * Something that is read, written or both: a file on disk, a memory map, a buffer, a
 * compressed stream, a stream of GIO.
 *
 * Files are opened by [func@input_stream], [func@output_stream] and [func@memory_map], or
 * by the constructors of the classes. Every class has the same methods; what a file
 * cannot do fails with `GARROW_ERROR_NOT_SUPPORTED`.
 *
 * ```c
 * g_autoptr (GArrowNativeFile) file =
 *   garrow_input_stream_for_path ("words.txt.gz", NULL, NULL);
 *
 * for (;;) {
 *   g_autoptr (GBytes) line = garrow_native_file_read_line (file, NULL);
 *
 *   if (line == NULL || g_bytes_get_size (line) == 0)
 *     break;
 *   fwrite (g_bytes_get_data (line, NULL), 1, g_bytes_get_size (line), stdout);
 * }
 * ```
 *
 * Sizes and positions are in bytes. Reading at the end of a file gives nothing, which is
 * no error. A call that fails does not move the position. Every method but those that say
 * otherwise fails with `GARROW_ERROR_CLOSED` once the file is closed, and with an error
 * of the domain `G_IO_ERROR` if the system refuses; messages name the file.
 *
 * Reading, writing, flushing and closing block for as long as the system does; what ends
 * in `_async` does not, see [threads and asynchronous calls](threads.html). A file must
 * be used by one thread at a time, except that [method@NativeFile.read_at],
 * [method@NativeFile.read_buffer_at] and [method@NativeFile.read_ranges] may be called by
 * many threads at once on an [class@OSFile] over a regular file, on a
 * [class@MemoryMappedFile] and on a [class@BufferReader].
 *
 * A file that is dropped is closed. If it then has data that is not written yet, it
 * warns, since an error could not be seen: close what you write. One that is there only
 * when it is closed, as a [class@HdfsFile], is aborted, with a warning.
 *
 * Since: 0.1
 */

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GArrowNativeFile,
                                     garrow_native_file,
                                     garrow_exclusive_get_root_type ())

enum {
  PROP_CLOSED = 1,
  PROP_INPUT_STREAM,
  PROP_MODE,
  PROP_OUTPUT_STREAM,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

gssize garrow_native_file_private_offset;
GArrowTypeCache garrow_native_file_types = GARROW_TYPE_CACHE_INIT;

gpointer
garrow_native_file_new_from_core (GType type,
                                  ArwFile *core,
                                  gpointer source,
                                  ArwError *core_error,
                                  GError **error)
{
  GArrowNativeFile *self;

  if (core == NULL) {
    garrow_error_set_from_core (error, core_error);
    return NULL;
  }
  self = g_object_new (type, NULL);
  garrow_native_file_take_core (self, core, source);
  return self;
}

void
garrow_native_file_take_core (GArrowNativeFile *self, ArwFile *core, gpointer source)
{
  GArrowNativeFilePrivate *priv = garrow_native_file_get_private (self);

  priv->core = core;
  priv->source = source != NULL ? g_object_ref (source) : NULL;
  priv->below = GARROW_IS_NATIVE_FILE (source) ? source : NULL;
  priv->alone = priv->below == NULL ? core : NULL;
}

gboolean
garrow_native_file_belongs_to_host (GArrowNativeFile *self)
{
  ArwFile *core = garrow_native_file_peek_core (self);

  return core != NULL && (core->flags & ARW_FILE_HOST) != 0;
}

gpointer
garrow_native_file_get_source (GArrowNativeFile *self)
{
  GArrowNativeFilePrivate *priv = garrow_native_file_get_private (self);

  return priv->source;
}

gboolean
garrow_native_file_check_path (const char *path, GError **error)
{
  if (path == NULL)
    g_set_error_literal (error,
                         GARROW_ERROR,
                         GARROW_ERROR_INVALID,
                         "There is no path, or one that is not valid text");
  return path != NULL;
}

static void
drop_source (GArrowNativeFile *self)
{
  GArrowNativeFilePrivate *priv = garrow_native_file_get_private (self);

  if (priv->core->closed && GARROW_IS_BUFFER (priv->source))
    g_clear_object (&priv->source);
}

void
garrow_native_file_note_closed (GArrowNativeFile *self)
{
  GArrowNativeFilePrivate *priv = garrow_native_file_get_private (self);

  g_autoptr (GObject) source = NULL;

  drop_source (self);
  if (!priv->core->closed || priv->told_closed)
    return;

  priv->told_closed = TRUE;
  if (GARROW_IS_NATIVE_FILE (priv->source))
    source = g_object_ref (priv->source); /* whoever is told may drop the file */
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CLOSED]);
  if (source != NULL)
    garrow_native_file_note_closed (GARROW_NATIVE_FILE (source));
}

static gboolean
has_flag (GArrowNativeFile *self, unsigned flag)
{
  return garrow_native_file_is_open (self) &&
         (garrow_native_file_peek_core (self)->flags & flag) != 0;
}

static void
garrow_native_file_get_property (GObject *object,
                                 guint prop_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  GArrowNativeFile *self = GARROW_NATIVE_FILE (object);

  switch (prop_id) {
  case PROP_CLOSED:
    g_value_set_boolean (value, garrow_native_file_is_closed (self));
    break;
  case PROP_INPUT_STREAM:
    g_value_take_object (value, garrow_native_file_get_input_stream (self));
    break;
  case PROP_MODE:
    g_value_set_string (value, garrow_native_file_get_mode (self));
    break;
  case PROP_OUTPUT_STREAM:
    g_value_take_object (value, garrow_native_file_get_output_stream (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
abandon (ArwFile *core, const char *reason)
{
  gboolean unwritten = core->unwritten;

  arw_file_abandon (core);
  if (unwritten)
    g_warning ("'%s' was dropped without being closed, and data is lost: %s",
               core->name,
               reason);
}

static void
garrow_native_file_dispose (GObject *object)
{
  GArrowNativeFile *self = GARROW_NATIVE_FILE (object);
  GArrowNativeFilePrivate *priv = garrow_native_file_get_private (self);
  ArwFile *core = garrow_native_file_get_core (self, NULL);

  if (core != NULL && !core->closed && (core->flags & ARW_FILE_HOST) != 0) {
    /* A runtime may be collecting, and must not be called then. */
    abandon (core, "a file of a host language is not written to then");
  } else if (core == NULL && priv->core != NULL && g_atomic_int_get (&priv->users) == 0) {
    /* A thread uses what is below. */
    abandon (priv->core, "what is below it is in another call");
  } else if (core != NULL && !core->closed && (core->flags & ARW_FILE_COMMITS) != 0) {
    g_warning ("'%s' was dropped without being closed, and does not come to be",
               core->name);
    arw_file_abort (core, NULL);
  } else if (core != NULL && !core->closed) {
    g_autoptr (GError) error = NULL;
    gboolean unwritten = core->unwritten;
    ArwError core_error;

    garrow_pressure_hold (); /* it may be a collector that drops the file */
    garrow_error_finish (arw_file_close (core, &core_error), &core_error, &error);
    drop_source (self);
    garrow_pressure_release ();
    if (error != NULL && (core->flags & ARW_FILE_WRITABLE) != 0)
      g_warning ("'%s' was dropped without being closed, and data is lost: %s",
                 core->name,
                 error->message);
    else if (unwritten)
      g_warning ("'%s' was dropped without being closed; its data is written now",
                 core->name);
  }

  G_OBJECT_CLASS (garrow_native_file_parent_class)->dispose (object);
}

/* Who calls a file has to hold it, and this one was dropped by a function that it calls.
 * What the call needs is left to it, for good, and kept where those who look for leaks
 * see it. */
static void
leave (GArrowNativeFilePrivate *priv)
{
  static GSList *left = NULL;
  static GMutex lock;

  g_critical ("'%s' was dropped while it was called", priv->core->name);
  g_mutex_lock (&lock);
  left = g_slist_prepend (left, g_steal_pointer (&priv->core));
  left = g_slist_prepend (left, g_steal_pointer (&priv->source));
  g_mutex_unlock (&lock);
}

static void
garrow_native_file_finalize (GObject *object)
{
  GArrowNativeFilePrivate *priv =
    garrow_native_file_get_private (GARROW_NATIVE_FILE (object));

  if (priv->core != NULL && priv->core->busy)
    leave (priv);
  g_clear_pointer (&priv->core, arw_file_free);
  g_clear_object (&priv->source);

  G_OBJECT_CLASS (garrow_native_file_parent_class)->finalize (object);
}

static void
garrow_native_file_class_init (GArrowNativeFileClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  garrow_native_file_private_offset = GArrowNativeFile_private_offset;
  object_class->dispose = garrow_native_file_dispose;
  object_class->finalize = garrow_native_file_finalize;
  object_class->get_property = garrow_native_file_get_property;

  /**
   * GArrowNativeFile:closed: (getter is_closed)
   *
   * Whether the file is closed. It is told when a call closes the file, and not when the
   * file is dropped.
   *
   * Since: 0.1
   */
  props[PROP_CLOSED] = g_param_spec_boolean ("closed", NULL, NULL, FALSE, flags);

  /**
   * GArrowNativeFile:input-stream:
   *
   * A new [class@Gio.InputStream] over the file.
   *
   * Since: 0.1
   */
  props[PROP_INPUT_STREAM] =
    g_param_spec_object ("input-stream", NULL, NULL, G_TYPE_INPUT_STREAM, flags);

  /**
   * GArrowNativeFile:mode:
   *
   * How the file was opened.
   *
   * Since: 0.1
   */
  props[PROP_MODE] = g_param_spec_string ("mode", NULL, NULL, NULL, flags);

  /**
   * GArrowNativeFile:output-stream:
   *
   * A new [class@Gio.OutputStream] over the file.
   *
   * Since: 0.1
   */
  props[PROP_OUTPUT_STREAM] =
    g_param_spec_object ("output-stream", NULL, NULL, G_TYPE_OUTPUT_STREAM, flags);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
garrow_native_file_init (GArrowNativeFile *self)
{
  (void)self;
}

/**
 * garrow_native_file_readable:
 * @self: a file
 *
 * Tells whether the file can be read.
 *
 * Returns: whether it can; %FALSE once it is closed
 *
 * Since: 0.1
 */
gboolean
garrow_native_file_readable (GArrowNativeFile *self)
{
  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), FALSE);

  return has_flag (self, ARW_FILE_READABLE);
}

/**
 * garrow_native_file_writable:
 * @self: a file
 *
 * Tells whether the file can be written to.
 *
 * Returns: whether it can; %FALSE once it is closed
 *
 * Since: 0.1
 */
gboolean
garrow_native_file_writable (GArrowNativeFile *self)
{
  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), FALSE);

  return has_flag (self, ARW_FILE_WRITABLE);
}

/**
 * garrow_native_file_seekable:
 * @self: a file
 *
 * Tells whether [method@NativeFile.seek] and [method@NativeFile.read_at] work on the
 * file.
 *
 * Returns: whether they do; %FALSE once it is closed
 *
 * Since: 0.1
 */
gboolean
garrow_native_file_seekable (GArrowNativeFile *self)
{
  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), FALSE);

  return has_flag (self, ARW_FILE_SEEKABLE);
}

/**
 * garrow_native_file_is_closed: (get-property closed)
 * @self: a file
 *
 * Tells whether the file is closed.
 *
 * Returns: whether it is
 *
 * Since: 0.1
 */
gboolean
garrow_native_file_is_closed (GArrowNativeFile *self)
{
  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), TRUE);

  return !garrow_native_file_is_open (self);
}

/**
 * garrow_native_file_get_mode:
 * @self: a file
 *
 * Gets how the file was opened: `rb`, `wb`, `ab`, `xb` or `rb+`. A closed file answers
 * too.
 *
 * Returns: (nullable): the mode, or %NULL if no constructor made the object
 *
 * Since: 0.1
 */
const char *
garrow_native_file_get_mode (GArrowNativeFile *self)
{
  ArwFile *core;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), NULL);

  core = garrow_native_file_peek_core (self);
  return core != NULL ? core->mode : NULL;
}

/**
 * garrow_native_file_flush:
 * @self: a file
 * @error: return location for an error
 *
 * Hands everything that was written on: a compressed stream makes all of it decodable for
 * whoever reads the file meanwhile. Does nothing on a file that is only read.
 *
 * Returns: whether it went well
 *
 * Since: 0.1
 */
gboolean
garrow_native_file_flush (GArrowNativeFile *self, GError **error)
{
  ArwError core_error;
  ArwFile *core;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  core = garrow_native_file_get_core (self, error);
  if (core == NULL)
    return FALSE;
  return garrow_error_finish (arw_file_flush (core, &core_error), &core_error, error);
}
