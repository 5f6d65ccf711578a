/* files/native-file-ranges.c: reading many ranges at once.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "error-private.h"
#include "files/async-private.h"
#include "files/native-file-private.h"
#include "memory/pressure-private.h"
#include <arrow-io-glib/files/native-file-async.h>

static gboolean
read_ranges (GArrowNativeFile *self,
             const ArwRange *ranges,
             gsize n,
             ArwBuffer *out,
             GError **error)
{
  ArwFile *core = garrow_native_file_get_shared_core (self, error);
  ArwError core_error;

  return core != NULL &&
         garrow_error_finish (
           GARROW_TRY (arw_file_read_ranges (core, ranges, n, out, &core_error),
                       &core_error),
           &core_error,
           error);
}

/**
 * garrow_native_file_read_ranges:
 * @self: a file
 * @offsets: (array length=n_offsets): where each range starts, in bytes from the start of
 *   the file
 * @n_offsets: how many offsets there are
 * @sizes: (array length=n_sizes): how many bytes to read of each range
 * @n_sizes: how many sizes there are, which is as many
 * @error: return location for an error
 *
 * Reads many ranges at once, without moving the position.
 *
 * Each buffer is what [method@NativeFile.read_buffer_at] gives for its range, and the
 * buffers come in the order that was asked for. Ranges may overlap, be empty, reach
 * behind the end of the file, and be many thousands:
 *
 * ```c
 * const gint64 offsets[] = {4, 0};
 * const gint64 sizes[] = {4, 3};
 * g_autolist (GArrowBuffer) parts =
 *   garrow_native_file_read_ranges (file, offsets, 2, sizes, 2, &error);
 *
 * GArrowBuffer *footer = parts->data;
 * ```
 *
 * This is faster than one call for each range. They are read in the order of the file,
 * those near one another by one read, and a [class@OSFile] tells the disk of all of them
 * and reads on as many threads as there are processors. A file that copies nothing, as
 * [class@MemoryMappedFile] and [class@BufferReader], copies nothing here too.
 *
 * Ranges near one another share memory, which lives as long as one of their buffers. No
 * buffer keeps more than 256 KiB alive, or more than twice its own size; to keep a small
 * one for long, keep its [method@Buffer.copy].
 *
 * If one range cannot be read, all fail. Errors are those of [method@NativeFile.read_at];
 * fails with `GARROW_ERROR_INVALID` if the numbers of offsets and sizes differ and if a
 * range has a negative offset or size or ends behind the largest offset. The message says
 * which one, counted from 0.
 *
 * Returns: (transfer full) (element-type GArrowBuffer): a buffer for each range
 *
 * Since: 0.1
 */
GList *
garrow_native_file_read_ranges (GArrowNativeFile *self,
                                const gint64 *offsets,
                                gsize n_offsets,
                                const gint64 *sizes,
                                gsize n_sizes,
                                GError **error)
{
  g_autofree ArwRange *ranges = NULL;
  g_autofree ArwBuffer *out = NULL;
  GList *buffers = NULL;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), NULL);
  g_return_val_if_fail (offsets != NULL || n_offsets == 0, NULL);
  g_return_val_if_fail (sizes != NULL || n_sizes == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (n_offsets != n_sizes) {
    g_set_error (error,
                 GARROW_ERROR,
                 GARROW_ERROR_INVALID,
                 "%" G_GSIZE_FORMAT " offsets but %" G_GSIZE_FORMAT
                 " sizes of ranges to read",
                 n_offsets,
                 n_sizes);
    return NULL;
  }

  ranges = g_new (ArwRange, n_offsets);
  out = g_new (ArwBuffer, n_offsets);
  for (gsize i = 0; i < n_offsets; i++)
    ranges[i] = (ArwRange){offsets[i], sizes[i]};
  if (!read_ranges (self, ranges, n_offsets, out, error))
    return NULL;

  for (gsize i = n_offsets; i > 0; i--)
    buffers = g_list_prepend (buffers, garrow_native_file_new_buffer (self, &out[i - 1]));
  return buffers;
}

static void
free_buffers (gpointer data)
{
  g_list_free_full (data, g_object_unref);
}

/* The call holds the offsets, and behind them the sizes. */
static gboolean
run_read_ranges (GArrowCall *call, GError **error)
{
  gsize n_offsets = (gsize)call->offset;
  const gint64 *numbers = g_bytes_get_data (call->bytes, NULL);

  call->result = garrow_native_file_read_ranges (call->source,
                                                 numbers,
                                                 n_offsets,
                                                 numbers + n_offsets,
                                                 (gsize)call->n_bytes,
                                                 error);
  call->free_result = free_buffers;
  return call->result != NULL || n_offsets == 0;
}

/**
 * garrow_native_file_read_ranges_async:
 * @self: a file
 * @offsets: (array length=n_offsets): where each range starts, in bytes from the start of
 *   the file
 * @n_offsets: how many offsets there are
 * @sizes: (array length=n_sizes): how many bytes to read of each range
 * @n_sizes: how many sizes there are, which is as many
 * @io_priority: the [I/O priority](threads.html#priorities), such as %G_PRIORITY_DEFAULT
 * @cancellable: (nullable): what ends the call early, or %NULL
 * @callback: (nullable) (scope async): what to call when it is done
 * @user_data: (closure): what to pass to @callback
 *
 * Reads many ranges as [method@NativeFile.read_ranges] does, without blocking, and many
 * of these calls at once as with [method@NativeFile.read_at_async].
 *
 * Since: 0.1
 */
void
garrow_native_file_read_ranges_async (GArrowNativeFile *self,
                                      const gint64 *offsets,
                                      gsize n_offsets,
                                      const gint64 *sizes,
                                      gsize n_sizes,
                                      int io_priority,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  GArrowCall *call;
  gint64 *numbers;

  g_return_if_fail (GARROW_IS_NATIVE_FILE (self));
  g_return_if_fail (offsets != NULL || n_offsets == 0);
  g_return_if_fail (sizes != NULL || n_sizes == 0);

  numbers = g_new (gint64, n_offsets + n_sizes);
  for (gsize i = 0; i < n_offsets; i++)
    numbers[i] = offsets[i];
  for (gsize i = 0; i < n_sizes; i++)
    numbers[n_offsets + i] = sizes[i];
  call = garrow_call_new (run_read_ranges, GARROW_CALL_READS_AT, self);
  call->bytes = g_bytes_new_take (numbers, (n_offsets + n_sizes) * sizeof *numbers);
  call->offset = (gint64)n_offsets;
  call->n_bytes = (gint64)n_sizes;
  garrow_call_start_on_file (call, io_priority, cancellable, callback, user_data);
}

/**
 * garrow_native_file_read_ranges_finish:
 * @self: a file
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what [method@NativeFile.read_ranges_async] began.
 *
 * Returns: (transfer full) (element-type GArrowBuffer): a buffer for each range
 *
 * Since: 0.1
 */
GList *
garrow_native_file_read_ranges_finish (GArrowNativeFile *self,
                                       GAsyncResult *result,
                                       GError **error)
{
  return garrow_call_finish_pointer (self, result, run_read_ranges, error);
}
