/* files/buffer-output-stream.c: GArrowBufferOutputStream, the face of
 * core/files/memory-writer.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/files/buffer-output-stream.h>

#include "core/files/kinds.h"
#include "error-private.h"
#include "files/native-file-private.h"
#include "memory/buffer-private.h"
#include "memory/memory-pool-private.h"

/**
 * GArrowBufferOutputStream:
 *
 * Writes into memory, and gives it as a buffer at the end.
 *
 * ```c
 * g_autoptr (GArrowBufferOutputStream) stream = garrow_buffer_output_stream_new (NULL);
 * g_autoptr (GArrowBuffer) buffer = NULL;
 *
 * garrow_native_file_write (GARROW_NATIVE_FILE (stream),
 *                           (const guint8 *)"hello, friends", 14, NULL);
 * buffer = garrow_buffer_output_stream_getvalue (stream, NULL);
 * ```
 *
 * Since: 0.1
 */

struct _GArrowBufferOutputStream
{
  GArrowNativeFile parent_instance;
};

G_DEFINE_FINAL_TYPE (GArrowBufferOutputStream,
                     garrow_buffer_output_stream,
                     GARROW_TYPE_NATIVE_FILE)

static void
garrow_buffer_output_stream_class_init (GArrowBufferOutputStreamClass *klass)
{
  (void)klass;
}

static void
garrow_buffer_output_stream_init (GArrowBufferOutputStream *self)
{
  (void)self;
}

/**
 * garrow_buffer_output_stream_new:
 * @pool: (nullable): where to take the memory from, or %NULL for the default pool
 *
 * Creates an empty stream.
 *
 * Returns: (transfer full): a new file
 *
 * Since: 0.1
 */
GArrowBufferOutputStream *
garrow_buffer_output_stream_new (GArrowMemoryPool *pool)
{
  g_autoptr (GError) error = NULL;
  ArwError core_error;
  GArrowBufferOutputStream *self;

  g_return_val_if_fail (pool == NULL || GARROW_IS_MEMORY_POOL (pool), NULL);

  self = garrow_native_file_new_from_core (
    GARROW_TYPE_BUFFER_OUTPUT_STREAM,
    arw_memory_writer_new (garrow_memory_pool_get_core (pool), &core_error),
    NULL,
    &core_error,
    &error);
  if (self == NULL)
    g_error ("%s", error->message); /* as g_object_new() would */
  return self;
}

/**
 * garrow_buffer_output_stream_getvalue:
 * @self: a stream
 * @error: return location for an error
 *
 * Closes the stream and gives what was written to it, without copying it. May be called
 * again, and after [method@NativeFile.close].
 *
 * Fails with `GARROW_ERROR_CLOSED` if no constructor made the object.
 *
 * Returns: (transfer full): a buffer of exactly the size that was written, which can be
 *   written to
 *
 * Since: 0.1
 */
GArrowBuffer *
garrow_buffer_output_stream_getvalue (GArrowBufferOutputStream *self, GError **error)
{
  ArwError core_error;
  ArwBuffer value;
  ArwFile *core;

  g_return_val_if_fail (GARROW_IS_BUFFER_OUTPUT_STREAM (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  core = garrow_native_file_get_core (GARROW_NATIVE_FILE (self), error);
  if (core == NULL)
    return NULL;
  if (!arw_memory_writer_finish (core, &value, &core_error)) {
    garrow_error_set_from_core (error, &core_error);
    return NULL;
  }
  garrow_native_file_note_closed (GARROW_NATIVE_FILE (self));
  return garrow_buffer_new_from_core (GARROW_TYPE_MUTABLE_BUFFER, &value);
}
