/* files/file-seekable.h: what the streams over a file share of GSeekable.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/error.h>
#include <arrow-io-glib/files/native-file.h>

/* A stream that no file made has none. */
static inline gboolean
garrow_file_seekable_check (GArrowNativeFile *file, GError **error)
{
  if (file == NULL)
    g_set_error_literal (error,
                         GARROW_ERROR,
                         GARROW_ERROR_CLOSED,
                         "The stream has no file");
  return file != NULL;
}

static inline goffset
garrow_file_seekable_tell (GArrowNativeFile *file)
{
  return file != NULL ? MAX (garrow_native_file_tell (file, NULL), 0) : 0;
}

static inline gboolean
garrow_file_seekable_can_seek (GArrowNativeFile *file)
{
  return file != NULL && garrow_native_file_seekable (file);
}

static inline gboolean
garrow_file_seekable_seek (GArrowNativeFile *file,
                           goffset offset,
                           GSeekType type,
                           GCancellable *cancellable,
                           GError **error)
{
  GArrowSeekWhence whence;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !garrow_file_seekable_check (file, error))
    return FALSE;

  switch (type) {
  case G_SEEK_CUR:
    whence = GARROW_SEEK_WHENCE_CUR;
    break;
  case G_SEEK_SET:
    whence = GARROW_SEEK_WHENCE_SET;
    break;
  default: /* the end, or what the file refuses */
    whence = (GArrowSeekWhence)type;
  }
  return garrow_native_file_seek (file, offset, whence, error) >= 0;
}
