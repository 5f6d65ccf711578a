/* files/fixed-size-buffer-writer.c: GArrowFixedSizeBufferWriter, the face of
 * core/files/fixed-writer.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/files/fixed-size-buffer-writer.h>

#include <arrow-io-glib/error.h>

#include "core/files/kinds.h"
#include "error-private.h"
#include "files/native-file-private.h"
#include "memory/buffer-private.h"

/**
 * GArrowFixedSizeBufferWriter:
 *
 * Writes into a buffer, without making it larger.
 *
 * ```c
 * g_autoptr (GArrowMutableBuffer) buffer = garrow_allocate_buffer (8, FALSE, NULL, NULL);
 * g_autoptr (GArrowFixedSizeBufferWriter) writer =
 *   garrow_fixed_size_buffer_writer_new (GARROW_BUFFER (buffer), NULL);
 *
 * garrow_native_file_write (GARROW_NATIVE_FILE (writer),
 *                           (const guint8 *)"columnar", 8, NULL);
 * ```
 *
 * It starts at the start, can seek, and can write at an offset
 * ([method@NativeFile.write_at]). A write that reaches behind the end of the buffer fails
 * with `G_IO_ERROR_NO_SPACE` and writes nothing. Its size is that of the buffer;
 * [method@NativeFile.size] and [method@NativeFile.tell] answer when it is closed, too.
 *
 * Large writes can be copied by several threads
 * ([method@FixedSizeBufferWriter.set_memcopy_threads]). Whether that is faster depends on
 * the machine: where one core uses up the speed of the memory it is not.
 *
 * Since: 0.1
 */

struct _GArrowFixedSizeBufferWriter
{
  GArrowNativeFile parent_instance;
};

G_DEFINE_FINAL_TYPE (GArrowFixedSizeBufferWriter,
                     garrow_fixed_size_buffer_writer,
                     GARROW_TYPE_NATIVE_FILE)

static void
garrow_fixed_size_buffer_writer_class_init (GArrowFixedSizeBufferWriterClass *klass)
{
  (void)klass;
}

static void
garrow_fixed_size_buffer_writer_init (GArrowFixedSizeBufferWriter *self)
{
  (void)self;
}

/**
 * garrow_fixed_size_buffer_writer_new:
 * @buffer: where to write, which has to be mutable
 * @error: return location for an error
 *
 * Creates a writer into a buffer. It writes to the bytes that the buffer has now: a
 * buffer that is resized later leaves them behind.
 *
 * Fails with `GARROW_ERROR_INVALID` if @buffer cannot be written to.
 *
 * Returns: (transfer full): a new file
 *
 * Since: 0.1
 */
GArrowFixedSizeBufferWriter *
garrow_fixed_size_buffer_writer_new (GArrowBuffer *buffer, GError **error)
{
  ArwError core_error;

  g_return_val_if_fail (GARROW_IS_BUFFER (buffer), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!garrow_buffer_is_mutable (buffer)) {
    g_set_error_literal (error,
                         GARROW_ERROR,
                         GARROW_ERROR_INVALID,
                         "Cannot write to an immutable buffer");
    return NULL;
  }
  return garrow_native_file_new_from_core (
    GARROW_TYPE_FIXED_SIZE_BUFFER_WRITER,
    arw_fixed_writer_new (garrow_buffer_get_core (buffer), &core_error),
    NULL,
    &core_error,
    error);
}

/**
 * garrow_fixed_size_buffer_writer_set_memcopy_threads:
 * @self: a writer
 * @num_threads: how many threads
 * @error: return location for an error
 *
 * Sets how many threads copy what is written. One, which is the default, copies by
 * itself.
 *
 * Fails with `GARROW_ERROR_INVALID` if @num_threads is below 1 or above 256.
 *
 * Returns: whether it is set
 *
 * Since: 0.1
 */
gboolean
garrow_fixed_size_buffer_writer_set_memcopy_threads (GArrowFixedSizeBufferWriter *self,
                                                     int num_threads,
                                                     GError **error)
{
  ArwError core_error;
  ArwFile *core;

  g_return_val_if_fail (GARROW_IS_FIXED_SIZE_BUFFER_WRITER (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  core = garrow_native_file_get_core (GARROW_NATIVE_FILE (self), error);
  return core != NULL && garrow_error_finish (
                           arw_fixed_writer_set_threads (core, num_threads, &core_error),
                           &core_error,
                           error);
}

/**
 * garrow_fixed_size_buffer_writer_set_memcopy_blocksize:
 * @self: a writer
 * @blocksize: in bytes
 * @error: return location for an error
 *
 * Sets the size of the pieces that threads share out among themselves. The default is 64
 * bytes.
 *
 * Fails with `GARROW_ERROR_INVALID` if @blocksize is not a power of two.
 *
 * Returns: whether it is set
 *
 * Since: 0.1
 */
gboolean
garrow_fixed_size_buffer_writer_set_memcopy_blocksize (GArrowFixedSizeBufferWriter *self,
                                                       gint64 blocksize,
                                                       GError **error)
{
  ArwError core_error;
  ArwFile *core;

  g_return_val_if_fail (GARROW_IS_FIXED_SIZE_BUFFER_WRITER (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  core = garrow_native_file_get_core (GARROW_NATIVE_FILE (self), error);
  return core != NULL && garrow_error_finish (
                           arw_fixed_writer_set_block_size (core, blocksize, &core_error),
                           &core_error,
                           error);
}

/**
 * garrow_fixed_size_buffer_writer_set_memcopy_threshold:
 * @self: a writer
 * @threshold: in bytes
 * @error: return location for an error
 *
 * Sets how large a write has to be so that several threads copy it: larger than
 * @threshold. The default is 1 MiB.
 *
 * Fails with `GARROW_ERROR_INVALID` if @threshold is negative.
 *
 * Returns: whether it is set
 *
 * Since: 0.1
 */
gboolean
garrow_fixed_size_buffer_writer_set_memcopy_threshold (GArrowFixedSizeBufferWriter *self,
                                                       gint64 threshold,
                                                       GError **error)
{
  ArwError core_error;
  ArwFile *core;

  g_return_val_if_fail (GARROW_IS_FIXED_SIZE_BUFFER_WRITER (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  core = garrow_native_file_get_core (GARROW_NATIVE_FILE (self), error);
  return core != NULL && garrow_error_finish (
                           arw_fixed_writer_set_threshold (core, threshold, &core_error),
                           &core_error,
                           error);
}
