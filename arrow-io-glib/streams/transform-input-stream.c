/* streams/transform-input-stream.c: GArrowTransformInputStream, whose bytes pass through
 * a function.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "streams/transform-private.h"

#include <arrow-io-glib/error.h>

#include "error-private.h"
#include "files/native-file-private.h"

/**
 * GArrowTransformInputStream:
 *
 * Reads another file through a function of the program, which makes other bytes of them.
 *
 * The function is [signal@TransformInputStream::transform], which can be connected, or be
 * a method of a subclass.
 *
 * ```c
 * static GBytes *
 * to_upper (GArrowTransformInputStream *stream, GBytes *bytes, gpointer data)
 * {
 *   gsize size;
 *   const char *text = g_bytes_get_data (bytes, &size);
 *
 *   return g_bytes_new_take (g_ascii_strup (text, size), size);
 * }
 *
 * g_autoptr (GArrowTransformInputStream) stream =
 *   garrow_transform_input_stream_new (raw, &error);
 * g_signal_connect (stream, "transform", G_CALLBACK (to_upper), NULL);
 * g_autoptr (GBytes) line =
 *   garrow_native_file_read_line (GARROW_NATIVE_FILE (stream), &error);
 * ```
 *
 * An instance of a subclass is made with [property@TransformInputStream:raw] alone.
 *
 * A function that fails says why by [method@TransformInputStream.fail] or
 * [method@TransformInputStream.fail_error]. Whoever reads on has it called again for the
 * same bytes. It is called on the thread that made the stream only, unless
 * [property@TransformInputStream:any-thread] is set, and never when the stream is
 * dropped: all of that is as with [class@ForeignFile].
 *
 * Closing the stream closes the file below it. [func@transcoding_input_stream] changes
 * the encoding of text.
 *
 * Since: 0.1
 */

typedef struct
{
  GArrowHostCall call;
  GArrowNativeFile *raw;
} GArrowTransformInputStreamPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (GArrowTransformInputStream,
                            garrow_transform_input_stream,
                            GARROW_TYPE_NATIVE_FILE)

enum {
  PROP_ANY_THREAD = 1,
  PROP_RAW,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];
static guint transform_signal;

static GArrowTransformInputStreamPrivate *
get_private (gpointer self)
{
  return garrow_transform_input_stream_get_instance_private (
    GARROW_TRANSFORM_INPUT_STREAM (self));
}

GArrowHostCall *
garrow_transform_input_stream_get_call (GArrowTransformInputStream *self)
{
  return &get_private (self)->call;
}

gboolean
garrow_transform_check_raw (GArrowNativeFile *raw, GError **error)
{
  ArwFile *core = garrow_native_file_get_core (raw, error);
  ArwError core_error;

  return core != NULL &&
         garrow_error_finish (arw_file_check_readable (core, 0, &core_error),
                              &core_error,
                              error);
}

static gboolean
has_function (GArrowTransformInputStream *self)
{
  return GARROW_TRANSFORM_INPUT_STREAM_GET_CLASS (self)->transform != NULL ||
         g_signal_has_handler_pending (self, transform_signal, 0, TRUE);
}

GBytes *
garrow_transform_input_stream_apply (GArrowTransformInputStream *self,
                                     GBytes *bytes,
                                     const char *name,
                                     ArwError *error)
{
  g_autoptr (GArrowTransformInputStream) hold = NULL;
  GArrowHostCall *call = &get_private (self)->call;
  g_autoptr (GBytes) result = NULL;

  hold = g_object_ref (self); /* which the function may drop */
  if (!has_function (self)) {
    arw_error_set (error,
                   ARW_NOT_SUPPORTED,
                   "Failed to transform '%s': there is no function for that",
                   name);
    return NULL;
  }
  if (!garrow_host_call_begin (call, "transform", "bytes", name, error))
    return NULL;
  g_signal_emit (self, transform_signal, 0, bytes, &result);
  return garrow_host_call_end (call, result != NULL, error) ? g_steal_pointer (&result)
                                                            : NULL;
}

static void
garrow_transform_input_stream_constructed (GObject *object)
{
  GArrowTransformInputStream *self = GARROW_TRANSFORM_INPUT_STREAM (object);
  GArrowNativeFile *raw = get_private (self)->raw;
  ArwFile *core = raw != NULL ? garrow_native_file_peek_core (raw) : NULL;

  G_OBJECT_CLASS (garrow_transform_input_stream_parent_class)->constructed (object);

  if (core != NULL)
    garrow_native_file_take_core (GARROW_NATIVE_FILE (self),
                                  garrow_transform_core_new (self, core, NULL),
                                  raw);
}

static void
garrow_transform_input_stream_get_property (GObject *object,
                                            guint prop_id,
                                            GValue *value,
                                            GParamSpec *pspec)
{
  GArrowTransformInputStreamPrivate *priv = get_private (object);

  switch (prop_id) {
  case PROP_ANY_THREAD:
    g_value_set_boolean (value, priv->call.any_thread);
    break;
  case PROP_RAW:
    g_value_set_object (value, priv->raw);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
garrow_transform_input_stream_set_property (GObject *object,
                                            guint prop_id,
                                            const GValue *value,
                                            GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_ANY_THREAD:
    garrow_transform_input_stream_set_any_thread (GARROW_TRANSFORM_INPUT_STREAM (object),
                                                  g_value_get_boolean (value));
    break;
  case PROP_RAW:
    get_private (object)->raw = g_value_dup_object (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
garrow_transform_input_stream_finalize (GObject *object)
{
  GArrowTransformInputStreamPrivate *priv = get_private (object);

  garrow_host_call_clear (&priv->call);
  g_clear_object (&priv->raw);

  G_OBJECT_CLASS (garrow_transform_input_stream_parent_class)->finalize (object);
}

static void
garrow_transform_input_stream_class_init (GArrowTransformInputStreamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = garrow_transform_input_stream_constructed;
  object_class->get_property = garrow_transform_input_stream_get_property;
  object_class->set_property = garrow_transform_input_stream_set_property;
  object_class->finalize = garrow_transform_input_stream_finalize;

  /**
   * GArrowTransformInputStream:any-thread:
   *
   * Whether the function may be called on any thread. It is %FALSE, since most languages
   * can be called only on the thread that runs them.
   *
   * Since: 0.1
   */
  props[PROP_ANY_THREAD] = g_param_spec_boolean (
    "any-thread",
    NULL,
    NULL,
    FALSE,
    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * GArrowTransformInputStream:raw:
   *
   * The file that is read, from where it stands.
   *
   * Since: 0.1
   */
  props[PROP_RAW] = g_param_spec_object ("raw",
                                         NULL,
                                         NULL,
                                         GARROW_TYPE_NATIVE_FILE,
                                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                           G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * GArrowTransformInputStream::transform:
   * @self: the stream
   * @bytes: what comes next in the file below, however much that is; no bytes at its end
   *
   * Makes other bytes of some. It may give none and keep what it needs for later. At the
   * end of the file below it is called once more, with no bytes, and gives what is left.
   *
   * Returns: (transfer full) (nullable): what is read from the stream, or %NULL on
   * failure
   *
   * Since: 0.1
   */
  transform_signal =
    g_signal_new ("transform",
                  GARROW_TYPE_TRANSFORM_INPUT_STREAM,
                  G_SIGNAL_RUN_LAST,
                  G_STRUCT_OFFSET (GArrowTransformInputStreamClass, transform),
                  g_signal_accumulator_first_wins,
                  NULL,
                  NULL,
                  G_TYPE_BYTES,
                  1,
                  G_TYPE_BYTES);
}

static void
garrow_transform_input_stream_init (GArrowTransformInputStream *self)
{
  garrow_host_call_init (&get_private (self)->call);
}

/**
 * garrow_transform_input_stream_new:
 * @raw: the file to read, from where it stands
 * @error: return location for an error
 *
 * Creates a stream whose function is still to be connected. Nothing is read yet.
 *
 * Fails with `GARROW_ERROR_CLOSED` if @raw is closed and with
 * `GARROW_ERROR_NOT_SUPPORTED` if it cannot be read.
 *
 * Returns: (transfer full): a new stream, which holds @raw
 *
 * Since: 0.1
 */
GArrowTransformInputStream *
garrow_transform_input_stream_new (GArrowNativeFile *raw, GError **error)
{
  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (raw), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!garrow_transform_check_raw (raw, error))
    return NULL;
  return g_object_new (GARROW_TYPE_TRANSFORM_INPUT_STREAM, "raw", raw, NULL);
}

/**
 * garrow_transform_input_stream_fail:
 * @self: a stream
 * @system_errno: the number of a system error, as `EIO`, or 0
 * @message: (nullable): why it failed, or %NULL for the system's words
 *
 * For the function of a stream: says why it failed, before it returns, as
 * [method@ForeignFile.fail] does.
 *
 * Since: 0.1
 */
void
garrow_transform_input_stream_fail (GArrowTransformInputStream *self,
                                    int system_errno,
                                    const char *message)
{
  g_return_if_fail (GARROW_IS_TRANSFORM_INPUT_STREAM (self));

  garrow_host_call_fail (&get_private (self)->call, system_errno, message);
}

/**
 * garrow_transform_input_stream_fail_error:
 * @self: a stream
 * @error: why it failed
 *
 * As [method@TransformInputStream.fail], with an error that comes through as it is.
 *
 * Since: 0.1
 */
void
garrow_transform_input_stream_fail_error (GArrowTransformInputStream *self,
                                          const GError *error)
{
  g_return_if_fail (GARROW_IS_TRANSFORM_INPUT_STREAM (self));
  g_return_if_fail (error != NULL);

  garrow_host_call_fail_error (&get_private (self)->call, error);
}

/**
 * garrow_transform_input_stream_get_any_thread:
 * @self: a stream
 *
 * Tells whether the function may be called on any thread.
 *
 * Returns: whether it may
 *
 * Since: 0.1
 */
gboolean
garrow_transform_input_stream_get_any_thread (GArrowTransformInputStream *self)
{
  g_return_val_if_fail (GARROW_IS_TRANSFORM_INPUT_STREAM (self), FALSE);

  return get_private (self)->call.any_thread;
}

/**
 * garrow_transform_input_stream_set_any_thread:
 * @self: a stream
 * @any_thread: whether the function may be called on any thread
 *
 * Sets whether the function may be called on any thread. One at a time uses the stream
 * nevertheless.
 *
 * Since: 0.1
 */
void
garrow_transform_input_stream_set_any_thread (GArrowTransformInputStream *self,
                                              gboolean any_thread)
{
  g_return_if_fail (GARROW_IS_TRANSFORM_INPUT_STREAM (self));

  if (garrow_host_call_set_any_thread (&get_private (self)->call, any_thread))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ANY_THREAD]);
}

/**
 * garrow_transform_input_stream_get_raw:
 * @self: a stream
 *
 * Gets the file that is read.
 *
 * Returns: (transfer none) (nullable): the file, or %NULL if there is none
 *
 * Since: 0.1
 */
GArrowNativeFile *
garrow_transform_input_stream_get_raw (GArrowTransformInputStream *self)
{
  g_return_val_if_fail (GARROW_IS_TRANSFORM_INPUT_STREAM (self), NULL);

  return get_private (self)->raw;
}
