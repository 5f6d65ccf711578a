/* files/native-file-streams.c: the streams of GIO that a GArrowNativeFile hands out.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/files/native-file.h>

#include "files/file-input-stream.h"
#include "files/file-io-stream.h"
#include "files/file-output-stream.h"

/**
 * garrow_native_file_get_input_stream:
 * @self: a file
 *
 * Makes a [class@Gio.InputStream] that reads the file, and implements
 * [iface@Gio.Seekable] and [iface@Gio.PollableInputStream]. It can be polled if the file
 * is a pipe, a socket or a terminal.
 *
 * It shares the position of the file. Closing it does not close the file. A file that
 * cannot be read gives a stream whose reads fail.
 *
 * Returns: (transfer full): a new stream
 *
 * Since: 0.1
 */
GInputStream *
garrow_native_file_get_input_stream (GArrowNativeFile *self)
{
  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), NULL);

  return garrow_file_input_stream_new (self);
}

/**
 * garrow_native_file_get_output_stream:
 * @self: a file
 *
 * Makes a [class@Gio.OutputStream] that writes to the file, and implements
 * [iface@Gio.Seekable] and [iface@Gio.PollableOutputStream]. It can be polled if the file
 * is a pipe, a socket or a terminal.
 *
 * It shares the position of the file. Closing it flushes the file and does not close it.
 * A file that cannot be written to gives a stream whose writes fail.
 *
 * Returns: (transfer full): a new stream
 *
 * Since: 0.1
 */
GOutputStream *
garrow_native_file_get_output_stream (GArrowNativeFile *self)
{
  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), NULL);

  return garrow_file_output_stream_new (self);
}

/**
 * garrow_native_file_to_io_stream:
 * @self: a file
 *
 * Makes a [class@Gio.IOStream] of both streams, for those who want to be given one.
 *
 * Both sides share the position of the file. Closing the stream flushes the file and does
 * not close it.
 *
 * Returns: (transfer full): a new stream
 *
 * Since: 0.1
 */
GIOStream *
garrow_native_file_to_io_stream (GArrowNativeFile *self)
{
  g_return_val_if_fail (GARROW_IS_NATIVE_FILE (self), NULL);

  return garrow_file_io_stream_new (self);
}
