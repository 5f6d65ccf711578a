/* files/file-output-stream.c: a GOutputStream that writes to a GArrowNativeFile.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "files/file-output-stream.h"

#include "files/file-seekable.h"
#include "files/native-file-private.h"

struct _GArrowFileOutputStream
{
  GOutputStream parent_instance;

  GArrowNativeFile *file;
  gboolean wrote;
};

static void garrow_file_output_stream_seekable_init (GSeekableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (
  GArrowFileOutputStream,
  garrow_file_output_stream,
  G_TYPE_OUTPUT_STREAM,
  G_IMPLEMENT_INTERFACE (G_TYPE_SEEKABLE, garrow_file_output_stream_seekable_init))

static gssize
garrow_file_output_stream_write (GOutputStream *stream,
                                 const void *buffer,
                                 gsize count,
                                 GCancellable *cancellable,
                                 GError **error)
{
  GArrowFileOutputStream *self = GARROW_FILE_OUTPUT_STREAM (stream);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !garrow_file_seekable_check (self->file, error) ||
      !garrow_native_file_write (self->file, buffer, (gint64)count, error))
    return -1;
  self->wrote = TRUE;
  return (gssize)count;
}

/* GOutputStream calls this before it closes too, which a stream that nobody wrote to does
 * when it is dropped: the file has nothing to do with that. */
static gboolean
garrow_file_output_stream_flush (GOutputStream *stream,
                                 GCancellable *cancellable,
                                 GError **error)
{
  GArrowFileOutputStream *self = GARROW_FILE_OUTPUT_STREAM (stream);

  if (g_output_stream_is_closing (stream) && !self->wrote)
    return TRUE;
  return !g_cancellable_set_error_if_cancelled (cancellable, error) &&
         garrow_file_seekable_check (self->file, error) &&
         garrow_native_file_flush (self->file, error);
}

static goffset
garrow_file_output_stream_tell (GSeekable *seekable)
{
  return garrow_file_seekable_tell (GARROW_FILE_OUTPUT_STREAM (seekable)->file);
}

static gboolean
garrow_file_output_stream_can_seek (GSeekable *seekable)
{
  return garrow_file_seekable_can_seek (GARROW_FILE_OUTPUT_STREAM (seekable)->file);
}

static gboolean
garrow_file_output_stream_seek (GSeekable *seekable,
                                goffset offset,
                                GSeekType type,
                                GCancellable *cancellable,
                                GError **error)
{
  GOutputStream *stream = G_OUTPUT_STREAM (seekable);
  GArrowFileOutputStream *self = GARROW_FILE_OUTPUT_STREAM (seekable);
  gboolean ok;

  if (!g_output_stream_set_pending (stream, error))
    return FALSE;
  ok = garrow_file_seekable_seek (self->file, offset, type, cancellable, error);
  g_output_stream_clear_pending (stream);
  return ok;
}

static gboolean
garrow_file_output_stream_can_truncate (GSeekable *seekable)
{
  GArrowNativeFile *file = GARROW_FILE_OUTPUT_STREAM (seekable)->file;
  ArwFile *core = file != NULL ? garrow_native_file_get_core (file, NULL) : NULL;

  return core != NULL && arw_file_check_writable (core, 0, NULL) &&
         core->ops->truncate != NULL;
}

static gboolean
garrow_file_output_stream_truncate (GSeekable *seekable,
                                    goffset size,
                                    GCancellable *cancellable,
                                    GError **error)
{
  GOutputStream *stream = G_OUTPUT_STREAM (seekable);
  GArrowFileOutputStream *self = GARROW_FILE_OUTPUT_STREAM (seekable);
  gboolean ok;

  if (!g_output_stream_set_pending (stream, error))
    return FALSE;
  ok = !g_cancellable_set_error_if_cancelled (cancellable, error) &&
       garrow_file_seekable_check (self->file, error) &&
       garrow_native_file_truncate (self->file, size, error);
  g_output_stream_clear_pending (stream);
  return ok;
}

static void
garrow_file_output_stream_seekable_init (GSeekableIface *iface)
{
  iface->tell = garrow_file_output_stream_tell;
  iface->can_seek = garrow_file_output_stream_can_seek;
  iface->seek = garrow_file_output_stream_seek;
  iface->can_truncate = garrow_file_output_stream_can_truncate;
  iface->truncate_fn = garrow_file_output_stream_truncate;
}

static void
garrow_file_output_stream_finalize (GObject *object)
{
  g_clear_object (&GARROW_FILE_OUTPUT_STREAM (object)->file);

  G_OBJECT_CLASS (garrow_file_output_stream_parent_class)->finalize (object);
}

static void
garrow_file_output_stream_class_init (GArrowFileOutputStreamClass *klass)
{
  GOutputStreamClass *stream_class = G_OUTPUT_STREAM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = garrow_file_output_stream_finalize;
  stream_class->write_fn = garrow_file_output_stream_write;
  stream_class->flush = garrow_file_output_stream_flush;
}

static void
garrow_file_output_stream_init (GArrowFileOutputStream *self)
{
  (void)self;
}

GOutputStream *
garrow_file_output_stream_new (GArrowNativeFile *file)
{
  GArrowFileOutputStream *self = g_object_new (GARROW_TYPE_FILE_OUTPUT_STREAM, NULL);

  self->file = g_object_ref (file);
  return G_OUTPUT_STREAM (self);
}
