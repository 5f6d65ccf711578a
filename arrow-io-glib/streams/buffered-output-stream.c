/* streams/buffered-output-stream.c: GArrowBufferedOutputStream, the face of
 * core/files/buffered-writer.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/streams/buffered-output-stream.h>

#include "core/files/kinds.h"
#include "error-private.h"
#include "files/native-file-private.h"
#include "memory/memory-pool-private.h"

/**
 * GArrowBufferedOutputStream:
 *
 * Collects small writes to another file, so that it gets them in larger pieces.
 *
 * ```c
 * g_autoptr (GArrowBufferedOutputStream) stream =
 *   garrow_buffered_output_stream_new (raw, 64 * 1024, NULL, &error);
 *
 * for (int i = 0; i < 1000; i++)
 *   garrow_native_file_write (GARROW_NATIVE_FILE (stream), (const guint8 *)"x", 1,
 * &error); garrow_native_file_close (GARROW_NATIVE_FILE (stream), &error);
 * ```
 *
 * What is at least as large as the buffer goes past it. [method@NativeFile.flush] hands
 * on what is collected, and closing does too: it closes the file below, even if it fails.
 * [method@BufferedOutputStream.detach] leaves that open.
 *
 * Once something could not be written, every further write, flush and the close fail too.
 *
 * Since: 0.1
 */

struct _GArrowBufferedOutputStream
{
  GArrowNativeFile parent_instance;
};

G_DEFINE_FINAL_TYPE (GArrowBufferedOutputStream,
                     garrow_buffered_output_stream,
                     GARROW_TYPE_NATIVE_FILE)

static void
garrow_buffered_output_stream_class_init (GArrowBufferedOutputStreamClass *klass)
{
  (void)klass;
}

static void
garrow_buffered_output_stream_init (GArrowBufferedOutputStream *self)
{
  (void)self;
}

/**
 * garrow_buffered_output_stream_new:
 * @raw: the file to write to
 * @buffer_size: the size of the buffer in bytes
 * @pool: (nullable): where to take the memory from, or %NULL for where @raw takes it
 * @error: return location for an error
 *
 * Creates a stream that writes to @raw, from where it stands.
 *
 * Fails with `GARROW_ERROR_INVALID` if @buffer_size is not above 0, with
 * `GARROW_ERROR_CLOSED` if @raw is closed and with `GARROW_ERROR_NOT_SUPPORTED` if it
 * cannot be written to.
 *
 * Returns: (transfer full): a new stream, which holds @raw
 *
 * Since: 0.1
 */
GArrowBufferedOutputStream *
garrow_buffered_output_stream_new (GArrowNativeFile *raw,
                                   gint64 buffer_size,
                                   GArrowMemoryPool *pool,
                                   GError **error)
{
  ArwError core_error;
  ArwFile *core;
  ArwPool *core_pool;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (raw), NULL);
  g_return_val_if_fail (pool == NULL || GARROW_IS_MEMORY_POOL (pool), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  core = garrow_native_file_get_core (raw, error);
  if (core == NULL)
    return NULL;
  core_pool = pool != NULL ? garrow_memory_pool_get_core (pool) : NULL;
  core = arw_buffered_writer_new (core, buffer_size, core_pool, &core_error);
  return garrow_native_file_new_from_core (GARROW_TYPE_BUFFERED_OUTPUT_STREAM,
                                           core,
                                           raw,
                                           &core_error,
                                           error);
}

/**
 * garrow_buffered_output_stream_detach:
 * @self: a stream
 * @error: return location for an error
 *
 * Writes what is collected, closes the stream and gives the file below it, which stays
 * open.
 *
 * Fails with `GARROW_ERROR_CLOSED` if the stream is closed or detached already.
 *
 * Returns: (transfer full): the file below the stream
 *
 * Since: 0.1
 */
GArrowNativeFile *
garrow_buffered_output_stream_detach (GArrowBufferedOutputStream *self, GError **error)
{
  GArrowNativeFile *file;
  ArwError core_error;
  ArwFile *core;

  g_return_val_if_fail (GARROW_IS_BUFFERED_OUTPUT_STREAM (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  file = GARROW_NATIVE_FILE (self);
  core = garrow_native_file_get_core (file, error);
  if (core == NULL)
    return NULL;
  if (!arw_buffered_writer_detach (core, &core_error)) {
    garrow_error_set_from_core (error, &core_error);
    return NULL;
  }
  garrow_native_file_note_closed (file);
  return g_object_ref (garrow_native_file_get_source (file));
}
