/* memory/buffer.c: GArrowBuffer, the face of core/memory/buffer.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "memory/buffer-private.h"

#include <arrow-io-glib/error.h>
#include <arrow-io-glib/memory/mutable-buffer.h>

#include "error-private.h"
#include "exclusive-private.h"
#include "memory/pressure-private.h"

/**
 * GArrowBuffer:
 *
 * Bytes that are shared, never copied unless you ask for it.
 *
 * The bytes stay where they are for as long as anything made from the buffer is alive:
 * the buffer itself, a [method@Buffer.slice], or the [struct@GLib.Bytes] of
 * [method@Buffer.get_data]. A plain buffer cannot be written to through this class,
 * though whoever owns the memory may; [class@MutableBuffer] can, and
 * [class@ResizableBuffer] can change its size. Memory of the library's own is aligned to
 * 64 bytes.
 *
 * ```c
 * g_autoptr (GBytes) bytes = g_bytes_new_static ("columnar", 8);
 * g_autoptr (GArrowBuffer) buffer = garrow_buffer_new_bytes (bytes);
 * g_autoptr (GArrowBuffer) slice = garrow_buffer_slice (buffer, 3, 5, NULL);
 * g_autoptr (GBytes) data = garrow_buffer_get_data (slice); // "umnar"
 * ```
 *
 * Any thread may read a buffer. One that is resized or written to must not be used by
 * others at that time; what they made from it before, slices and bytes, they may go on to
 * read, and a resize never moves it.
 *
 * Since: 0.1
 */

G_DEFINE_TYPE_WITH_PRIVATE (GArrowBuffer,
                            garrow_buffer,
                            garrow_exclusive_get_root_type ())

enum {
  PROP_ADDRESS = 1,
  PROP_MUTABLE,
  PROP_PARENT,
  PROP_SIZE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

gssize garrow_buffer_private_offset;
GArrowTypeCache garrow_buffer_types = GARROW_TYPE_CACHE_INIT;

gpointer
garrow_buffer_new_from_core (GType type, ArwBuffer *core)
{
  GArrowBuffer *self;

  garrow_pressure_tell ();
  self = g_object_new (type, NULL);
  *garrow_buffer_get_core (self) = *core;
  arw_buffer_init_empty (core);
  return self;
}

gpointer
garrow_buffer_finish (gboolean ok,
                      GType type,
                      ArwBuffer *core,
                      ArwError *core_error,
                      GError **error)
{
  if (!garrow_error_finish (ok, core_error, error))
    return NULL;
  return garrow_buffer_new_from_core (type, core);
}

GBytes *
garrow_bytes_new_from_core (ArwBuffer *core)
{
  /* Others take no NULL for an address, even of nothing. */
  gconstpointer data = core->data != NULL ? core->data : (const uint8_t *)"";
  GBytes *bytes;

  garrow_pressure_tell ();
  if (core->memory == NULL)
    return g_bytes_new_static (data, 0);

  bytes =
    g_bytes_new_with_free_func (data, (gsize)core->size, arw_memory_unref, core->memory);
  arw_buffer_init_empty (core);
  return bytes;
}

static void
release_bytes (void *bytes)
{
  g_bytes_unref (bytes);
}

gboolean
garrow_bytes_to_core (GBytes *bytes, ArwBuffer *out, GError **error)
{
  ArwError core_error;
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  if (arw_buffer_wrap (out,
                       (gpointer)data,
                       (gint64)size,
                       release_bytes,
                       g_bytes_ref (bytes),
                       &core_error))
    return TRUE;

  g_bytes_unref (bytes);
  garrow_error_set_from_core (error, &core_error);
  return FALSE;
}

static void
garrow_buffer_get_property (GObject *object,
                            guint prop_id,
                            GValue *value,
                            GParamSpec *pspec)
{
  GArrowBuffer *self = GARROW_BUFFER (object);

  switch (prop_id) {
  case PROP_ADDRESS:
    g_value_set_uint64 (value, garrow_buffer_get_address (self));
    break;
  case PROP_MUTABLE:
    g_value_set_boolean (value, garrow_buffer_is_mutable (self));
    break;
  case PROP_PARENT:
    g_value_set_object (value, garrow_buffer_get_parent (self));
    break;
  case PROP_SIZE:
    g_value_set_int64 (value, garrow_buffer_get_size (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

/* Without recursion, as a chain of slices can be of any length. */
static void
drop_parents (GArrowBuffer *buffer)
{
  while (buffer != NULL) {
    GArrowBufferPrivate *priv = garrow_buffer_get_private (buffer);
    GArrowBuffer *next = NULL;

    if (g_atomic_int_get (&((GObject *)buffer)->ref_count) == 1)
      next = g_steal_pointer (&priv->parent);
    g_object_unref (buffer);
    buffer = next;
  }
}

static void
garrow_buffer_finalize (GObject *object)
{
  GArrowBufferPrivate *priv = garrow_buffer_get_private (object);

  arw_buffer_clear (&priv->core);
  if (priv->parent != NULL)
    drop_parents (g_steal_pointer (&priv->parent));

  /* A cast that is checked takes longer than all that is above. */
  ((GObjectClass *)garrow_buffer_parent_class)->finalize (object);
}

static void
garrow_buffer_class_init (GArrowBufferClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  garrow_buffer_private_offset = GArrowBuffer_private_offset;
  object_class->finalize = garrow_buffer_finalize;
  object_class->get_property = garrow_buffer_get_property;

  /**
   * GArrowBuffer:address:
   *
   * Where the bytes are in memory.
   *
   * Since: 0.1
   */
  props[PROP_ADDRESS] =
    g_param_spec_uint64 ("address", NULL, NULL, 0, G_MAXUINT64, 0, flags);

  /**
   * GArrowBuffer:mutable: (getter is_mutable)
   *
   * Whether the bytes can be written to through this object.
   *
   * Since: 0.1
   */
  props[PROP_MUTABLE] = g_param_spec_boolean ("mutable", NULL, NULL, FALSE, flags);

  /**
   * GArrowBuffer:parent:
   *
   * The buffer that this one is a slice of.
   *
   * Since: 0.1
   */
  props[PROP_PARENT] =
    g_param_spec_object ("parent", NULL, NULL, GARROW_TYPE_BUFFER, flags);

  /**
   * GArrowBuffer:size:
   *
   * How many bytes there are.
   *
   * Since: 0.1
   */
  props[PROP_SIZE] = g_param_spec_int64 ("size", NULL, NULL, 0, G_MAXINT64, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
garrow_buffer_init (GArrowBuffer *self)
{
  arw_buffer_init_empty (garrow_buffer_get_core (self));
}

/**
 * garrow_buffer_get_size:
 * @self: a buffer
 *
 * Gets how many bytes there are.
 *
 * Returns: the size in bytes
 *
 * Since: 0.1
 */
gint64
garrow_buffer_get_size (GArrowBuffer *self)
{
  g_return_val_if_fail (GARROW_IS_BUFFER (self), -1);

  return garrow_buffer_get_core (self)->size;
}

/**
 * garrow_buffer_get_capacity:
 * @self: a buffer
 *
 * Gets how many bytes from the start of the buffer belong to its memory: its size, and
 * what lies behind it.
 *
 * Returns: the capacity in bytes
 *
 * Since: 0.1
 */
gint64
garrow_buffer_get_capacity (GArrowBuffer *self)
{
  g_return_val_if_fail (GARROW_IS_BUFFER (self), -1);

  return arw_buffer_capacity (garrow_buffer_get_core (self));
}

/**
 * garrow_buffer_get_address:
 * @self: a buffer
 *
 * Gets where the bytes are in memory, which is never 0. They stay there while anything
 * made from the buffer is alive, or until it is resized.
 *
 * Returns: the address
 *
 * Since: 0.1
 */
guint64
garrow_buffer_get_address (GArrowBuffer *self)
{
  g_return_val_if_fail (GARROW_IS_BUFFER (self), 0);

  return (gsize)garrow_buffer_get_core (self)->data;
}

/**
 * garrow_buffer_is_mutable: (get-property mutable)
 * @self: a buffer
 *
 * Gets whether the bytes can be written to through this object: whether it is a
 * [class@MutableBuffer].
 *
 * Returns: whether they can
 *
 * Since: 0.1
 */
gboolean
garrow_buffer_is_mutable (GArrowBuffer *self)
{
  g_return_val_if_fail (GARROW_IS_BUFFER (self), FALSE);

  return GARROW_IS_MUTABLE_BUFFER (self);
}

/**
 * garrow_buffer_get_parent:
 * @self: a buffer
 *
 * Gets the buffer that @self is a slice of.
 *
 * Returns: (transfer none) (nullable): the buffer, or %NULL if @self is no slice
 *
 * Since: 0.1
 */
GArrowBuffer *
garrow_buffer_get_parent (GArrowBuffer *self)
{
  GArrowBufferPrivate *priv = garrow_buffer_get_private (self);

  g_return_val_if_fail (GARROW_IS_BUFFER (self), NULL);

  return priv->parent;
}

/**
 * garrow_buffer_get_data:
 * @self: a buffer
 *
 * Gets the bytes. They outlive @self if the result does.
 *
 * Returns: (transfer full): the bytes, not copied
 *
 * Since: 0.1
 */
GBytes *
garrow_buffer_get_data (GArrowBuffer *self)
{
  ArwBuffer shared;

  g_return_val_if_fail (GARROW_IS_BUFFER (self), NULL);

  arw_buffer_share (garrow_buffer_get_core (self), &shared);
  return garrow_bytes_new_from_core (&shared);
}

/**
 * garrow_buffer_get_mutable_data:
 * @self: a buffer
 *
 * Gets the bytes of a buffer that can be written to, for writing into them.
 *
 * Returns: (transfer full) (nullable): the bytes, not copied, or %NULL if @self cannot be
 *   written to
 *
 * Since: 0.1
 */
GBytes *
garrow_buffer_get_mutable_data (GArrowBuffer *self)
{
  g_return_val_if_fail (GARROW_IS_BUFFER (self), NULL);

  return garrow_buffer_is_mutable (self) ? garrow_buffer_get_data (self) : NULL;
}

/**
 * garrow_buffer_hex:
 * @self: a buffer
 * @error: return location for an error
 *
 * Gets the bytes as text: two hexadecimal digits for each, in upper case.
 *
 * Fails with `GARROW_ERROR_OUT_OF_MEMORY`.
 *
 * Returns: (transfer full): the text
 *
 * Since: 0.1
 */
char *
garrow_buffer_hex (GArrowBuffer *self, GError **error)
{
  ArwBuffer *core;
  gsize size;
  char *text;

  g_return_val_if_fail (GARROW_IS_BUFFER (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  core = garrow_buffer_get_core (self);
  size = 2 * (gsize)core->size + 1;
  text = g_try_malloc (size);
  if (text == NULL) {
    g_set_error (error,
                 GARROW_ERROR,
                 GARROW_ERROR_OUT_OF_MEMORY,
                 "malloc of size %" G_GSIZE_FORMAT " failed",
                 size);
    return NULL;
  }
  arw_buffer_to_hex (core, text);
  text[size - 1] = '\0';
  return text;
}

/**
 * garrow_buffer_equal:
 * @self: a buffer
 * @other: (nullable): another buffer
 *
 * Compares the bytes of two buffers.
 *
 * Returns: whether both hold the same bytes; %FALSE if @other is %NULL
 *
 * Since: 0.1
 */
gboolean
garrow_buffer_equal (GArrowBuffer *self, GArrowBuffer *other)
{
  g_return_val_if_fail (GARROW_IS_BUFFER (self), FALSE);
  g_return_val_if_fail (other == NULL || GARROW_IS_BUFFER (other), FALSE);

  return other != NULL &&
         arw_buffer_equal (garrow_buffer_get_core (self), garrow_buffer_get_core (other));
}

/**
 * garrow_buffer_equal_n_bytes:
 * @self: a buffer
 * @other: another buffer
 * @n_bytes: how many to compare, in bytes
 *
 * Compares the first bytes of two buffers.
 *
 * Returns: whether both have at least @n_bytes bytes and these are the same
 *
 * Since: 0.1
 */
gboolean
garrow_buffer_equal_n_bytes (GArrowBuffer *self, GArrowBuffer *other, gint64 n_bytes)
{
  ArwBuffer start, other_start;
  gboolean equal = FALSE;

  g_return_val_if_fail (GARROW_IS_BUFFER (self), FALSE);
  g_return_val_if_fail (GARROW_IS_BUFFER (other), FALSE);

  if (!arw_buffer_slice (garrow_buffer_get_core (self), 0, n_bytes, &start, NULL))
    return FALSE;
  if (arw_buffer_slice (garrow_buffer_get_core (other), 0, n_bytes, &other_start, NULL))
    equal = arw_buffer_equal (&start, &other_start);
  arw_buffer_clear (&other_start);
  arw_buffer_clear (&start);
  return equal;
}
