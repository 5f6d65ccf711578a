/* streams/file-slice.c: GArrowFileSlice, the face of core/files/file-slice.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/streams/file-slice.h>

#include "core/files/kinds.h"
#include "files/native-file-private.h"

/**
 * GArrowFileSlice:
 *
 * A range of another file, to be read as a file of its own.
 *
 * [method@NativeFile.get_stream] makes one.
 *
 * ```c
 * g_autoptr (GArrowNativeFile) slice =
 *   garrow_native_file_get_stream (file, 1000, 50, &error);
 * g_autoptr (GBytes) bytes = garrow_native_file_read_all (slice, &error);
 * ```
 *
 * It has a position of its own, which starts at 0 with the first byte of the range, and
 * never moves that of the file. Where the file can share its bytes it copies nothing, and
 * it reads nothing ahead. Closing it does not close the file; once the file is closed,
 * reading the slice fails with `GARROW_ERROR_CLOSED`.
 *
 * Since: 0.1
 */

struct _GArrowFileSlice
{
  GArrowNativeFile parent_instance;
};

G_DEFINE_FINAL_TYPE (GArrowFileSlice, garrow_file_slice, GARROW_TYPE_NATIVE_FILE)

static void
garrow_file_slice_class_init (GArrowFileSliceClass *klass)
{
  (void)klass;
}

static void
garrow_file_slice_init (GArrowFileSlice *self)
{
  (void)self;
}

/**
 * garrow_native_file_get_stream:
 * @self: a file that can seek
 * @offset: where the range starts, in bytes from the start of the file
 * @n_bytes: how many bytes it has
 * @error: return location for an error
 *
 * Makes a file of a range of this one. It may reach behind the end, where there is
 * nothing to read.
 *
 * Fails with `GARROW_ERROR_INVALID` if @offset or @n_bytes is negative and with
 * `GARROW_ERROR_NOT_SUPPORTED` if the file cannot seek or is not open for reading.
 *
 * Returns: (transfer full): a [class@FileSlice], which holds the file
 *
 * Since: 0.1
 */
GArrowNativeFile *
garrow_native_file_get_stream (GArrowNativeFile *self,
                               gint64 offset,
                               gint64 n_bytes,
                               GError **error)
{
  ArwError core_error;
  ArwFile *core;

  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  core = garrow_native_file_get_core (self, error);
  if (core == NULL)
    return NULL;
  core = arw_file_slice_new (core, offset, n_bytes, &core_error);
  return garrow_native_file_new_from_core (GARROW_TYPE_FILE_SLICE,
                                           core,
                                           self,
                                           &core_error,
                                           error);
}
