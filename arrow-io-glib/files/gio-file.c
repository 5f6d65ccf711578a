/* files/gio-file.c: GArrowGIOFile, a core file whose functions call GIO.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/files/gio-file.h>

#include <inttypes.h>

#include "core/files/mode.h"
#include "error-private.h"
#include "files/file-input-stream.h"
#include "files/file-io-stream.h"
#include "files/file-output-stream.h"
#include "files/native-file-private.h"
#include "memory/memory-pool-private.h"

/**
 * GArrowGIOFile:
 *
 * A file that is a GIO stream: of a [iface@Gio.File], of a socket or a child process, out
 * of a [class@Gio.ConverterInputStream], or any other.
 *
 * ```c
 * g_autoptr (GInputStream) stream =
 *   g_memory_input_stream_new_from_data ("one\ntwo\n", -1, NULL);
 * g_autoptr (GArrowGIOFile) file = garrow_gio_file_new_for_input_stream (stream);
 * g_autoptr (GBytes) line =
 *   garrow_native_file_read_line (GARROW_NATIVE_FILE (file), NULL);
 * ```
 *
 * It can seek if the stream is a [iface@Gio.Seekable] that can, and then starts where the
 * stream stands. It reads ahead, so that nobody else should use the stream meanwhile.
 * Closing the file, or dropping it, closes the stream. Errors of the stream come through
 * as they are, with its own domain, code and message.
 *
 * Since: 0.1
 */

struct _GArrowGIOFile
{
  GArrowNativeFile parent_instance;
};

G_DEFINE_FINAL_TYPE (GArrowGIOFile, garrow_gio_file, GARROW_TYPE_NATIVE_FILE)

typedef struct
{
  ArwFile base;
  GObject *stream; /* holds those below; NULL once closed */
  GInputStream *input;
  GOutputStream *output;
  GSeekable *seekable; /* NULL if it cannot seek */
} GIOCore;

/* Takes over gio_error. A stream that a script implements may fail without one. */
static bool
finish (ArwFile *file, gboolean ok, GError *gio_error, ArwError *error)
{
  if (ok)
    return true;
  if (gio_error != NULL)
    garrow_error_to_core (gio_error, error);
  else
    arw_error_set (error, ARW_FOREIGN, "'%s' failed and did not say why", file->name);
  return false;
}

static int64_t
read_next (ArwFile *file, void *out, int64_t size, ArwError *error)
{
  GIOCore *self = (GIOCore *)file;
  GError *gio_error = NULL;
  gssize n = g_input_stream_read (self->input,
                                  out,
                                  (gsize)size,
                                  g_cancellable_get_current (),
                                  &gio_error);

  if (n > size) { /* a script again */
    arw_error_set (error,
                   ARW_FOREIGN,
                   "'%s' returned %" PRId64 " bytes, more than the %" PRId64 " requested",
                   file->name,
                   (int64_t)n,
                   size);
    return -1;
  }
  return finish (file, n >= 0, gio_error, error) ? n : -1;
}

/* By seeking, as that is what every seekable stream can do. */
static int64_t
get_size (ArwFile *file, ArwError *error)
{
  GSeekable *seekable = ((GIOCore *)file)->seekable;
  goffset position = g_seekable_tell (seekable);
  goffset size = -1;
  GError *gio_error = NULL;
  gboolean ok = g_seekable_seek (seekable, 0, G_SEEK_END, NULL, &gio_error);

  if (ok) {
    size = g_seekable_tell (seekable);
    ok = g_seekable_seek (seekable, position, G_SEEK_SET, NULL, &gio_error);
  }
  return finish (file, ok, gio_error, error) ? size : -1;
}

static bool
seek_to (ArwFile *file, int64_t offset, ArwError *error)
{
  GIOCore *self = (GIOCore *)file;
  GError *gio_error = NULL;
  gboolean ok = g_seekable_seek (self->seekable, offset, G_SEEK_SET, NULL, &gio_error);

  /* Streams of a fixed size refuse to go beyond it. There is nothing to read there, just
   * as at the end. */
  if (!ok && self->output == NULL) {
    int64_t size = get_size (file, NULL);

    if (size >= 0 && size < offset)
      ok = g_seekable_seek (self->seekable, size, G_SEEK_SET, NULL, NULL);
    if (ok)
      g_clear_error (&gio_error);
  }
  return finish (file, ok, gio_error, error);
}

static bool
write_next (ArwFile *file, const void *data, int64_t size, ArwError *error)
{
  GIOCore *self = (GIOCore *)file;
  GError *gio_error = NULL;
  gboolean ok = g_output_stream_write_all (self->output,
                                           data,
                                           (gsize)size,
                                           NULL,
                                           g_cancellable_get_current (),
                                           &gio_error);

  /* Part of it may be written, but a write that fails does not move the position. */
  if (!ok && self->seekable != NULL)
    g_seekable_seek (self->seekable, file->position, G_SEEK_SET, NULL, NULL);
  return finish (file, ok, gio_error, error);
}

static bool
truncate_stream (ArwFile *file, int64_t size, ArwError *error)
{
  GSeekable *seekable = ((GIOCore *)file)->seekable;
  GError *gio_error = NULL;
  gboolean ok;

  if (!g_seekable_can_truncate (seekable)) {
    arw_error_set (error, ARW_NOT_SUPPORTED, "'%s' cannot be truncated", file->name);
    return false;
  }
  ok = g_seekable_truncate (seekable, size, NULL, &gio_error) &&
       g_seekable_seek (seekable, file->position, G_SEEK_SET, NULL, &gio_error);
  return finish (file, ok, gio_error, error);
}

static bool
flush_stream (ArwFile *file, ArwError *error)
{
  GIOCore *self = (GIOCore *)file;
  GError *gio_error = NULL;
  gboolean ok =
    g_output_stream_flush (self->output, g_cancellable_get_current (), &gio_error);

  return finish (file, ok, gio_error, error);
}

static gboolean
end_stream (GIOCore *self, GCancellable *cancellable, GError **error)
{
  if (G_IS_IO_STREAM (self->stream))
    return g_io_stream_close (G_IO_STREAM (self->stream), cancellable, error);
  if (self->input != NULL)
    return g_input_stream_close (self->input, cancellable, error);
  return g_output_stream_close (self->output, cancellable, error);
}

static void
release_stream (ArwFile *file)
{
  g_clear_object (&((GIOCore *)file)->stream);
}

static bool
close_stream (ArwFile *file, ArwError *error)
{
  GError *gio_error = NULL;
  gboolean ok = end_stream ((GIOCore *)file, g_cancellable_get_current (), &gio_error);

  return finish (file, ok, gio_error, error);
}

/* GIO drops what is not written, and the new content of a file that it replaces, if
 * closing is cancelled; and says that it was cancelled. */
static bool
abort_stream (ArwFile *file, ArwError *error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GError *gio_error = NULL;
  gboolean ok;

  g_cancellable_cancel (cancellable);
  ok = end_stream ((GIOCore *)file, cancellable, &gio_error);
  if (g_error_matches (gio_error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_clear_error (&gio_error);
    ok = TRUE;
  }
  return finish (file, ok, gio_error, error);
}

static const ArwFileOps seekable_ops = {
  .read = read_next,
  .write = write_next,
  .seek = seek_to,
  .size = get_size,
  .truncate = truncate_stream,
  .flush = flush_stream,
  .close = close_stream,
  .abort = abort_stream,
  .release = release_stream,
};

static const ArwFileOps stream_ops = {
  .read = read_next,
  .write = write_next,
  .flush = flush_stream,
  .close = close_stream,
  .abort = abort_stream,
  .release = release_stream,
};

/* A stream of our own may be over a file that does. */
static unsigned
get_host_flag (gpointer stream)
{
  GArrowNativeFile *file = NULL;

  if (GARROW_IS_FILE_IO_STREAM (stream))
    stream = g_io_stream_get_output_stream (stream);
  if (GARROW_IS_FILE_INPUT_STREAM (stream))
    file = garrow_file_input_stream_get_file (stream);
  else if (GARROW_IS_FILE_OUTPUT_STREAM (stream))
    file = garrow_file_output_stream_get_file (stream);
  return file != NULL && garrow_native_file_belongs_to_host (file) ? ARW_FILE_HOST : 0;
}

static GArrowGIOFile *
new_named (gpointer stream, const char *name, const ArwMode *mode, GError **error)
{
  gboolean can_seek = G_IS_SEEKABLE (stream) && g_seekable_can_seek (stream);
  unsigned flags = can_seek ? mode->flags : mode->flags & ~(unsigned)ARW_FILE_SEEKABLE;
  ArwError core_error;
  GIOCore *core = arw_file_new (sizeof *core,
                                can_seek ? &seekable_ops : &stream_ops,
                                flags | get_host_flag (stream),
                                name,
                                mode->name,
                                garrow_memory_pool_get_core (NULL),
                                &core_error);

  if (core != NULL) {
    core->stream = g_object_ref (stream);
    if (G_IS_IO_STREAM (stream)) {
      core->input = g_io_stream_get_input_stream (stream);
      core->output = g_io_stream_get_output_stream (stream);
    } else if (G_IS_INPUT_STREAM (stream)) {
      core->input = stream;
    } else {
      core->output = stream;
    }
    if (can_seek) {
      core->seekable = stream;
      core->base.position = g_seekable_tell (stream);
    }
  }
  return garrow_native_file_new_from_core (GARROW_TYPE_GIO_FILE,
                                           (ArwFile *)core,
                                           NULL,
                                           &core_error,
                                           error);
}

static GArrowGIOFile *
new_for_stream (gpointer stream, const char *mode)
{
  return new_named (stream,
                    G_OBJECT_TYPE_NAME (stream),
                    arw_mode_parse (mode, NULL),
                    NULL);
}

static gpointer
open_to_append (GFile *file, GError **error)
{
  g_autoptr (GFileOutputStream) stream =
    g_file_append_to (file, G_FILE_CREATE_NONE, g_cancellable_get_current (), error);

  /* GIO would say that it stands at 0 until something is written. */
  if (stream != NULL && g_seekable_can_seek (G_SEEKABLE (stream)) &&
      !g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_END, NULL, error))
    return NULL;
  return g_steal_pointer (&stream);
}

static gpointer
open_stream (GFile *file, const ArwMode *mode, GError **error)
{
  if ((mode->flags & ARW_FILE_READABLE) && (mode->flags & ARW_FILE_WRITABLE))
    return g_file_open_readwrite (file, g_cancellable_get_current (), error);

  switch (mode->name[0]) {
  case 'r':
    return g_file_read (file, g_cancellable_get_current (), error);
  case 'a':
    return open_to_append (file, error);
  case 'x':
    return g_file_create (file, G_FILE_CREATE_NONE, g_cancellable_get_current (), error);
  default:
    return g_file_replace (file,
                           NULL,
                           FALSE,
                           G_FILE_CREATE_NONE,
                           g_cancellable_get_current (),
                           error);
  }
}

static void
garrow_gio_file_class_init (GArrowGIOFileClass *klass)
{
  (void)klass;
}

static void
garrow_gio_file_init (GArrowGIOFile *self)
{
  (void)self;
}

/**
 * garrow_gio_file_new_for_input_stream:
 * @stream: a stream to read
 *
 * Creates a file that reads a stream, in mode `rb`.
 *
 * Returns: (transfer full): a new file, which holds @stream
 *
 * Since: 0.1
 */
GArrowGIOFile *
garrow_gio_file_new_for_input_stream (GInputStream *stream)
{
  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  return new_for_stream (stream, "r");
}

/**
 * garrow_gio_file_new_for_output_stream:
 * @stream: a stream to write
 *
 * Creates a file that writes to a stream, in mode `wb`.
 *
 * Returns: (transfer full): a new file, which holds @stream
 *
 * Since: 0.1
 */
GArrowGIOFile *
garrow_gio_file_new_for_output_stream (GOutputStream *stream)
{
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);

  return new_for_stream (stream, "w");
}

/**
 * garrow_gio_file_new_for_io_stream:
 * @stream: a stream to read and write
 *
 * Creates a file that reads a stream and writes to it, in mode `rb+`.
 *
 * Returns: (transfer full): a new file, which holds @stream
 *
 * Since: 0.1
 */
GArrowGIOFile *
garrow_gio_file_new_for_io_stream (GIOStream *stream)
{
  g_return_val_if_fail (G_IS_IO_STREAM (stream), NULL);

  return new_for_stream (stream, "r+");
}

/**
 * garrow_gio_file_new_for_file:
 * @file: what to open; it need not be local
 * @mode: `r`, `w`, `a`, `x` or `r+`, with or without a `b`
 * @error: return location for an error
 *
 * Opens a file through GIO. This may block.
 *
 * `w` replaces what is there by [method@Gio.File.replace], `a` adds to it, `x` wants that
 * there is nothing, and `r` and `r+` that there is something.
 *
 * Fails with `GARROW_ERROR_INVALID` if @mode is none of these, and with the error of GIO
 * if the file cannot be opened.
 *
 * Returns: (transfer full): a new file
 *
 * Since: 0.1
 */
GArrowGIOFile *
garrow_gio_file_new_for_file (GFile *file, const char *mode, GError **error)
{
  ArwError core_error;
  const ArwMode *parsed;
  g_autoptr (GObject) stream = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (mode != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  parsed = arw_mode_parse (mode, &core_error);
  if (parsed == NULL) {
    garrow_error_set_from_core (error, &core_error);
    return NULL;
  }
  stream = open_stream (file, parsed, error);
  if (stream == NULL)
    return NULL;
  name = g_file_get_parse_name (file);
  return new_named (stream, name, parsed, error);
}
