/* files/foreign-file.c: GArrowForeignFile, an object that is a file because somebody gave
 * it functions.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "files/foreign-file-private.h"

#include <arrow-io-glib/error.h>

#include "core/files/mode.h"
#include "error-private.h"
#include "files/native-file-private.h"

/**
 * GArrowForeignFile:
 *
 * A file whose bytes come from functions of the program, and go to them: a file object of
 * the host language, a socket of another library, or data that is made up while it is
 * read.
 *
 * The functions are signals, so that they can be connected, and slots of the class, so
 * that a subclass can have them as methods: [signal@ForeignFile::host-read],
 * [signal@ForeignFile::host-write], [signal@ForeignFile::host-seek],
 * [signal@ForeignFile::host-size], [signal@ForeignFile::host-truncate],
 * [signal@ForeignFile::host-flush] and [signal@ForeignFile::host-close]. Give those that
 * serve; the first handler of a signal wins, and one that is connected comes before the
 * method.
 *
 * ```c
 * static GBytes *
 * give_zeros (GArrowForeignFile *file, gint64 n_bytes, gpointer data)
 * {
 *   return g_bytes_new_take (g_malloc0 (n_bytes), n_bytes);
 * }
 *
 * g_autoptr (GArrowForeignFile) zeros =
 *   garrow_foreign_file_new ("zeros", "r", FALSE, NULL);
 * g_signal_connect (zeros, "host-read", G_CALLBACK (give_zeros), NULL);
 * g_autoptr (GBytes) bytes =
 *   garrow_native_file_read (GARROW_NATIVE_FILE (zeros), 100, NULL);
 * ```
 *
 * An instance of a subclass needs no arguments: it can be read, written to and seek if
 * its class has `host_read`, `host_write` and `host_seek`, unless
 * [property@ForeignFile:can-read], [property@ForeignFile:can-write] or
 * [property@ForeignFile:can-seek] is set to %FALSE.
 *
 * A function gives bytes or %TRUE if it went well. One that does not says why by
 * [method@ForeignFile.fail] or [method@ForeignFile.fail_error] first; else the caller of
 * the file gets `GARROW_ERROR_FOREIGN` without a reason. Numbers are given by
 * [method@ForeignFile.answer].
 *
 * The functions are called by whoever uses the file, on the thread that made it;
 * elsewhere the file fails with `GARROW_ERROR_FOREIGN`, unless
 * [property@ForeignFile:any-thread] is set. A function may not use its own file: that
 * fails with `G_IO_ERROR_BUSY`. A file that is dropped calls nothing, not even
 * `host-close`, since the host may be collecting its garbage just then; nor does a stream
 * over it, which warns if that had data to write. So close what you write.
 *
 * The file starts at position 0 and reads ahead, so that nobody else should use what is
 * behind it meanwhile.
 *
 * Since: 0.1
 */

typedef struct
{
  GArrowHostCall call;
  char *name;
  gboolean can_read;
  gboolean can_write;
  gboolean can_seek;
} GArrowForeignFilePrivate;

G_DEFINE_TYPE_WITH_PRIVATE (GArrowForeignFile,
                            garrow_foreign_file,
                            GARROW_TYPE_NATIVE_FILE)

enum {
  PROP_ANY_THREAD = 1,
  PROP_CAN_READ,
  PROP_CAN_SEEK,
  PROP_CAN_WRITE,
  PROP_NAME,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static GArrowForeignFilePrivate *
get_private (gpointer self)
{
  return garrow_foreign_file_get_instance_private (GARROW_FOREIGN_FILE (self));
}

GArrowHostCall *
garrow_foreign_file_get_call (GArrowForeignFile *self)
{
  return &get_private (self)->call;
}

/* An instance of a subclass has its functions from the start, and so what it can. One
 * that has none is left to garrow_foreign_file_new (). */
static void
garrow_foreign_file_constructed (GObject *object)
{
  GArrowForeignFile *self = GARROW_FOREIGN_FILE (object);
  GArrowForeignFilePrivate *priv = get_private (self);
  const char *mode = "rb";
  unsigned flags = 0;

  G_OBJECT_CLASS (garrow_foreign_file_parent_class)->constructed (object);

  if (priv->can_read && garrow_foreign_file_has (self, HOST_READ))
    flags |= ARW_FILE_READABLE;
  if (priv->can_write && garrow_foreign_file_has (self, HOST_WRITE)) {
    mode = flags != 0 ? "rb+" : "wb";
    flags |= ARW_FILE_WRITABLE;
  }
  if (flags == 0)
    return;
  if (priv->can_seek && garrow_foreign_file_has (self, HOST_SEEK))
    flags |= ARW_FILE_SEEKABLE;
  garrow_native_file_take_core (
    GARROW_NATIVE_FILE (self),
    garrow_foreign_core_new (self,
                             garrow_foreign_file_get_name (self),
                             mode,
                             flags,
                             NULL),
    NULL);
}

static void
garrow_foreign_file_get_property (GObject *object,
                                  guint prop_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  GArrowForeignFilePrivate *priv = get_private (object);

  switch (prop_id) {
  case PROP_ANY_THREAD:
    g_value_set_boolean (value, priv->call.any_thread);
    break;
  case PROP_CAN_READ:
    g_value_set_boolean (value, priv->can_read);
    break;
  case PROP_CAN_SEEK:
    g_value_set_boolean (value, priv->can_seek);
    break;
  case PROP_CAN_WRITE:
    g_value_set_boolean (value, priv->can_write);
    break;
  case PROP_NAME:
    g_value_set_string (value,
                        garrow_foreign_file_get_name (GARROW_FOREIGN_FILE (object)));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
garrow_foreign_file_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  GArrowForeignFilePrivate *priv = get_private (object);

  switch (prop_id) {
  case PROP_ANY_THREAD:
    garrow_foreign_file_set_any_thread (GARROW_FOREIGN_FILE (object),
                                        g_value_get_boolean (value));
    break;
  case PROP_CAN_READ:
    priv->can_read = g_value_get_boolean (value);
    break;
  case PROP_CAN_SEEK:
    priv->can_seek = g_value_get_boolean (value);
    break;
  case PROP_CAN_WRITE:
    priv->can_write = g_value_get_boolean (value);
    break;
  case PROP_NAME:
    priv->name = g_value_dup_string (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
garrow_foreign_file_finalize (GObject *object)
{
  GArrowForeignFilePrivate *priv = get_private (object);

  garrow_host_call_clear (&priv->call);
  g_clear_pointer (&priv->name, g_free);

  G_OBJECT_CLASS (garrow_foreign_file_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags fixed =
    G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  /**
   * GArrowForeignFile:any-thread:
   *
   * Whether the functions may be called on any thread. It is %FALSE, since most languages
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
   * GArrowForeignFile:can-read:
   *
   * Whether an instance of a subclass that has `host_read` can be read.
   *
   * Since: 0.1
   */
  props[PROP_CAN_READ] = g_param_spec_boolean ("can-read", NULL, NULL, TRUE, fixed);

  /**
   * GArrowForeignFile:can-seek:
   *
   * Whether an instance of a subclass that has `host_seek` can seek.
   *
   * Since: 0.1
   */
  props[PROP_CAN_SEEK] = g_param_spec_boolean ("can-seek", NULL, NULL, TRUE, fixed);

  /**
   * GArrowForeignFile:can-write:
   *
   * Whether an instance of a subclass that has `host_write` can be written to.
   *
   * Since: 0.1
   */
  props[PROP_CAN_WRITE] = g_param_spec_boolean ("can-write", NULL, NULL, TRUE, fixed);

  /**
   * GArrowForeignFile:name:
   *
   * What messages call the file; by default the name of its class.
   *
   * Since: 0.1
   */
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, fixed);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
garrow_foreign_file_class_init (GArrowForeignFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = garrow_foreign_file_constructed;
  object_class->get_property = garrow_foreign_file_get_property;
  object_class->set_property = garrow_foreign_file_set_property;
  object_class->finalize = garrow_foreign_file_finalize;
  garrow_foreign_file_install_functions ();
  install_properties (object_class);
}

static void
garrow_foreign_file_init (GArrowForeignFile *self)
{
  garrow_host_call_init (&get_private (self)->call);
}

/**
 * garrow_foreign_file_new:
 * @name: (nullable): what messages call it, or %NULL for the name of its class
 * @mode: `r`, `w`, `a`, `x` or `r+`, with or without a `b`
 * @seekable: whether there is a function for [signal@ForeignFile::host-seek]
 * @error: return location for an error
 *
 * Creates a file whose functions are still to be connected.
 *
 * Fails with `GARROW_ERROR_INVALID` if @mode is none of these.
 *
 * Returns: (transfer full): a new file
 *
 * Since: 0.1
 */
GArrowForeignFile *
garrow_foreign_file_new (const char *name,
                         const char *mode,
                         gboolean seekable,
                         GError **error)
{
  g_autoptr (GArrowForeignFile) self = NULL;
  ArwError core_error;
  const ArwMode *parsed;
  unsigned flags;
  ArwFile *core = NULL;

  g_return_val_if_fail (mode != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self = g_object_new (GARROW_TYPE_FOREIGN_FILE, "name", name, NULL);
  parsed = arw_mode_parse (mode, &core_error);
  if (parsed != NULL) {
    flags = parsed->flags & ~(unsigned)ARW_FILE_SEEKABLE;
    if (seekable)
      flags |= ARW_FILE_SEEKABLE;
    core = garrow_foreign_core_new (self,
                                    garrow_foreign_file_get_name (self),
                                    parsed->name,
                                    flags,
                                    &core_error);
  }
  if (core == NULL) {
    garrow_error_set_from_core (error, &core_error);
    return NULL;
  }
  garrow_native_file_take_core (GARROW_NATIVE_FILE (self), core, NULL);
  return g_steal_pointer (&self);
}

/**
 * garrow_foreign_file_answer:
 * @self: a file
 * @number: a number of bytes
 *
 * For [signal@ForeignFile::host-size] and [signal@ForeignFile::host-write]: gives the
 * size of the file, or how many bytes were written if that were not all.
 *
 * Since: 0.1
 */
void
garrow_foreign_file_answer (GArrowForeignFile *self, gint64 number)
{
  g_return_if_fail (GARROW_IS_FOREIGN_FILE (self));

  garrow_host_call_answer (&get_private (self)->call, number);
}

/**
 * garrow_foreign_file_fail:
 * @self: a file
 * @system_errno: the number of a system error, as `ENOSPC`, or 0
 * @message: (nullable): why it failed, or %NULL for the system's words
 *
 * For the functions of a file: says why one failed, before it returns.
 *
 * Whoever uses the file gets `GARROW_ERROR_FOREIGN` if @system_errno is 0, and else the
 * error of the domain `G_IO_ERROR` for it, whose message ends in the number. The message
 * names the file and what was done to it, so that @message need not.
 *
 * Since: 0.1
 */
void
garrow_foreign_file_fail (GArrowForeignFile *self, int system_errno, const char *message)
{
  g_return_if_fail (GARROW_IS_FOREIGN_FILE (self));

  garrow_host_call_fail (&get_private (self)->call, system_errno, message);
}

/**
 * garrow_foreign_file_fail_error:
 * @self: a file
 * @error: why it failed
 *
 * As [method@ForeignFile.fail], with an error that comes through as it is.
 *
 * Since: 0.1
 */
void
garrow_foreign_file_fail_error (GArrowForeignFile *self, const GError *error)
{
  g_return_if_fail (GARROW_IS_FOREIGN_FILE (self));
  g_return_if_fail (error != NULL);

  garrow_host_call_fail_error (&get_private (self)->call, error);
}

/**
 * garrow_foreign_file_get_any_thread:
 * @self: a file
 *
 * Tells whether the functions may be called on any thread.
 *
 * Returns: whether they may
 *
 * Since: 0.1
 */
gboolean
garrow_foreign_file_get_any_thread (GArrowForeignFile *self)
{
  g_return_val_if_fail (GARROW_IS_FOREIGN_FILE (self), FALSE);

  return get_private (self)->call.any_thread;
}

/**
 * garrow_foreign_file_set_any_thread:
 * @self: a file
 * @any_thread: whether the functions may be called on any thread
 *
 * Sets whether the functions may be called on any thread. One at a time uses the file
 * nevertheless.
 *
 * Since: 0.1
 */
void
garrow_foreign_file_set_any_thread (GArrowForeignFile *self, gboolean any_thread)
{
  g_return_if_fail (GARROW_IS_FOREIGN_FILE (self));

  if (garrow_host_call_set_any_thread (&get_private (self)->call, any_thread))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ANY_THREAD]);
}

/**
 * garrow_foreign_file_get_name:
 * @self: a file
 *
 * Gets what messages call the file.
 *
 * Returns: the name
 *
 * Since: 0.1
 */
const char *
garrow_foreign_file_get_name (GArrowForeignFile *self)
{
  GArrowForeignFilePrivate *priv;

  g_return_val_if_fail (GARROW_IS_FOREIGN_FILE (self), NULL);

  priv = get_private (self);
  return priv->name != NULL ? priv->name : G_OBJECT_TYPE_NAME (self);
}
