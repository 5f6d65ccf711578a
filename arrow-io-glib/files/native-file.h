/* files/native-file.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <gio/gio.h>

#include <arrow-io-glib/memory/resizable-buffer.h>
#include <arrow-io-glib/version.h>

G_BEGIN_DECLS

/**
 * GArrowSeekWhence:
 * @GARROW_SEEK_WHENCE_SET: From the start of the file.
 * @GARROW_SEEK_WHENCE_CUR: From the current position.
 * @GARROW_SEEK_WHENCE_END: From the end of the file.
 *
 * What an offset counts from. The values are those of `SEEK_SET`, `SEEK_CUR` and
 * `SEEK_END` in C, Python and Ruby; those of [enum@GLib.SeekType] differ.
 *
 * Since: 0.1
 */
typedef enum {
  GARROW_SEEK_WHENCE_SET = 0,
  GARROW_SEEK_WHENCE_CUR = 1,
  GARROW_SEEK_WHENCE_END = 2,
} GArrowSeekWhence;

#define GARROW_TYPE_NATIVE_FILE (garrow_native_file_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_DERIVABLE_TYPE (GArrowNativeFile,
                          garrow_native_file,
                          GARROW,
                          NATIVE_FILE,
                          GObject)

struct _GArrowNativeFileClass
{
  GObjectClass parent_class;

  /*< private >*/
  gpointer padding[8];
};

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_native_file_readable (GArrowNativeFile *self);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_native_file_writable (GArrowNativeFile *self);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_native_file_seekable (GArrowNativeFile *self);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_native_file_is_closed (GArrowNativeFile *self);

GARROW_IO_AVAILABLE_IN_0_1
const char *garrow_native_file_get_mode (GArrowNativeFile *self);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_native_file_size (GArrowNativeFile *self, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_native_file_tell (GArrowNativeFile *self, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_native_file_seek (GArrowNativeFile *self,
                                gint64 offset,
                                GArrowSeekWhence whence,
                                GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GBytes *garrow_native_file_read (GArrowNativeFile *self, gint64 n_bytes, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowBuffer *garrow_native_file_read_buffer (GArrowNativeFile *self,
                                              gint64 n_bytes,
                                              GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GBytes *garrow_native_file_read1 (GArrowNativeFile *self, gint64 n_bytes, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GBytes *garrow_native_file_read_all (GArrowNativeFile *self, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowBuffer *garrow_native_file_read_all_buffer (GArrowNativeFile *self, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GBytes *garrow_native_file_read_at (GArrowNativeFile *self,
                                    gint64 n_bytes,
                                    gint64 offset,
                                    GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowBuffer *garrow_native_file_read_buffer_at (GArrowNativeFile *self,
                                                 gint64 n_bytes,
                                                 gint64 offset,
                                                 GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GList *garrow_native_file_read_ranges (GArrowNativeFile *self,
                                       const gint64 *offsets,
                                       gsize n_offsets,
                                       const gint64 *sizes,
                                       gsize n_sizes,
                                       GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_native_file_read_into (GArrowNativeFile *self,
                                     gpointer out,
                                     gint64 n_bytes,
                                     GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_native_file_read_at_into (GArrowNativeFile *self,
                                        gpointer out,
                                        gint64 n_bytes,
                                        gint64 offset,
                                        GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_native_file_read_into_buffer (GArrowNativeFile *self,
                                            GArrowMutableBuffer *buffer,
                                            GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GBytes *garrow_native_file_read_line (GArrowNativeFile *self, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GBytes *garrow_native_file_read_until (GArrowNativeFile *self,
                                       guint8 delimiter,
                                       GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_native_file_read_line_view (GArrowNativeFile *self,
                                          const guint8 **line,
                                          GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_native_file_read_line_into_buffer (GArrowNativeFile *self,
                                                 GArrowResizableBuffer *buffer,
                                                 GError **error);

GARROW_IO_AVAILABLE_IN_0_1
char *garrow_native_file_read_line_utf8 (GArrowNativeFile *self, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GBytes *garrow_native_file_peek (GArrowNativeFile *self, gint64 n_bytes, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GBytes *garrow_native_file_peek_lines (GArrowNativeFile *self,
                                       gint64 n_bytes,
                                       GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_native_file_advance (GArrowNativeFile *self,
                                   gint64 n_bytes,
                                   GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_native_file_unread (GArrowNativeFile *self,
                                    const guint8 *data,
                                    gint64 n_bytes,
                                    GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_native_file_copy (GArrowNativeFile *self,
                                GArrowNativeFile *target,
                                GFileProgressCallback progress_callback,
                                gpointer progress_callback_data,
                                GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_native_file_download (GArrowNativeFile *self,
                                    GArrowNativeFile *target,
                                    GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_native_file_upload (GArrowNativeFile *self,
                                  GArrowNativeFile *source,
                                  GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GArrowNativeFile *garrow_native_file_get_stream (GArrowNativeFile *self,
                                                 gint64 offset,
                                                 gint64 n_bytes,
                                                 GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_native_file_write (GArrowNativeFile *self,
                                   const guint8 *data,
                                   gint64 n_bytes,
                                   GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_native_file_write_bytes (GArrowNativeFile *self,
                                         GBytes *bytes,
                                         GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_native_file_write_buffer (GArrowNativeFile *self,
                                          GArrowBuffer *buffer,
                                          GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_native_file_write_at (GArrowNativeFile *self,
                                      const guint8 *data,
                                      gint64 n_bytes,
                                      gint64 offset,
                                      GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_native_file_write_buffer_at (GArrowNativeFile *self,
                                             GArrowBuffer *buffer,
                                             gint64 offset,
                                             GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_native_file_flush (GArrowNativeFile *self, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_native_file_sync (GArrowNativeFile *self, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_native_file_truncate (GArrowNativeFile *self,
                                      gint64 size,
                                      GError **error);

GARROW_IO_AVAILABLE_IN_0_1
int garrow_native_file_fileno (GArrowNativeFile *self, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_native_file_close (GArrowNativeFile *self, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_native_file_abort (GArrowNativeFile *self, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_native_file_give_up (GArrowNativeFile *self, GError **error);

GARROW_IO_AVAILABLE_IN_0_1
GInputStream *garrow_native_file_get_input_stream (GArrowNativeFile *self);

GARROW_IO_AVAILABLE_IN_0_1
GOutputStream *garrow_native_file_get_output_stream (GArrowNativeFile *self);

GARROW_IO_AVAILABLE_IN_0_1
GIOStream *garrow_native_file_to_io_stream (GArrowNativeFile *self);

G_END_DECLS
