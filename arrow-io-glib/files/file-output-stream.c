/* files/file-output-stream.c: a GOutputStream that writes to a GArrowNativeFile.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "files/file-output-stream.h"

#include <limits.h>

#include "files/cancel-private.h"
#include "files/file-pollable.h"
#include "files/file-seekable.h"
#include "files/file-stream-async.h"
#include "files/native-file-private.h"

struct _GArrowFileOutputStream
{
  GOutputStream parent_instance;

  GArrowNativeFile *file;
  gboolean wrote;
  gboolean dropped; /* and must not call the file any more */
};

static void garrow_file_output_stream_pollable_init (
  GPollableOutputStreamInterface *iface);
static void garrow_file_output_stream_seekable_init (GSeekableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (
  GArrowFileOutputStream,
  garrow_file_output_stream,
  G_TYPE_OUTPUT_STREAM,
  G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_OUTPUT_STREAM,
                         garrow_file_output_stream_pollable_init)
    G_IMPLEMENT_INTERFACE (G_TYPE_SEEKABLE, garrow_file_output_stream_seekable_init))

static gssize
garrow_file_output_stream_write (GOutputStream *stream,
                                 const void *buffer,
                                 gsize count,
                                 GCancellable *cancellable,
                                 GError **error)
{
  GArrowFileOutputStream *self = GARROW_FILE_OUTPUT_STREAM (stream);
  GArrowCancelScope scope;
  gboolean ok;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !garrow_file_seekable_check (self->file, error))
    return -1;
  garrow_cancel_enter (&scope, cancellable);
  ok = garrow_native_file_write (self->file, buffer, (gint64)count, error);
  garrow_cancel_leave (&scope);
  if (!ok)
    return -1;
  self->wrote = TRUE;
  return (gssize)count;
}

/* GOutputStream flushes before it closes too, which a stream does when it is dropped. The
 * file has nothing to do with that if nobody wrote, nor may it be called if it belongs to
 * a host. */
static gboolean
leaves_file_alone (GArrowFileOutputStream *self)
{
  return g_output_stream_is_closing (G_OUTPUT_STREAM (self)) &&
         (!self->wrote || self->dropped);
}

static gboolean
garrow_file_output_stream_flush (GOutputStream *stream,
                                 GCancellable *cancellable,
                                 GError **error)
{
  GArrowFileOutputStream *self = GARROW_FILE_OUTPUT_STREAM (stream);
  GArrowCancelScope scope;
  gboolean ok;

  if (leaves_file_alone (self))
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !garrow_file_seekable_check (self->file, error))
    return FALSE;
  garrow_cancel_enter (&scope, cancellable);
  ok = garrow_native_file_flush (self->file, error);
  garrow_cancel_leave (&scope);
  return ok;
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

static gboolean
garrow_file_output_stream_can_poll (GPollableOutputStream *stream)
{
  return garrow_file_pollable_can_poll (GARROW_FILE_OUTPUT_STREAM (stream)->file);
}

static gboolean
garrow_file_output_stream_is_writable (GPollableOutputStream *stream)
{
  return garrow_file_pollable_is_ready (GARROW_FILE_OUTPUT_STREAM (stream)->file,
                                        G_IO_OUT);
}

static GSource *
garrow_file_output_stream_create_source (GPollableOutputStream *stream,
                                         GCancellable *cancellable)
{
  return garrow_file_pollable_source_new (stream,
                                          GARROW_FILE_OUTPUT_STREAM (stream)->file,
                                          G_IO_OUT,
                                          cancellable);
}

/* What is ready takes at least this much without blocking. */
static gssize
garrow_file_output_stream_write_nonblocking (GPollableOutputStream *stream,
                                             const void *buffer,
                                             gsize count,
                                             GError **error)
{
  if (!g_pollable_output_stream_is_writable (stream)) {
    g_set_error_literal (error,
                         G_IO_ERROR,
                         G_IO_ERROR_WOULD_BLOCK,
                         "The file cannot be written to just now");
    return -1;
  }
  return garrow_file_output_stream_write (G_OUTPUT_STREAM (stream),
                                          buffer,
                                          MIN (count, PIPE_BUF),
                                          NULL,
                                          error);
}

static void
garrow_file_output_stream_pollable_init (GPollableOutputStreamInterface *iface)
{
  iface->can_poll = garrow_file_output_stream_can_poll;
  iface->is_writable = garrow_file_output_stream_is_writable;
  iface->create_source = garrow_file_output_stream_create_source;
  iface->write_nonblocking = garrow_file_output_stream_write_nonblocking;
}

static void
garrow_file_output_stream_dispose (GObject *object)
{
  garrow_file_output_stream_drop (G_OUTPUT_STREAM (object));

  G_OBJECT_CLASS (garrow_file_output_stream_parent_class)->dispose (object);
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

  G_OBJECT_CLASS (klass)->dispose = garrow_file_output_stream_dispose;
  G_OBJECT_CLASS (klass)->finalize = garrow_file_output_stream_finalize;
  stream_class->write_fn = garrow_file_output_stream_write;
  stream_class->flush = garrow_file_output_stream_flush;
  garrow_file_stream_async_init_output (stream_class);
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

void
garrow_file_output_stream_drop (GOutputStream *stream)
{
  GArrowFileOutputStream *self = GARROW_FILE_OUTPUT_STREAM (stream);

  self->dropped = self->file != NULL && garrow_native_file_belongs_to_host (self->file);
}

GArrowNativeFile *
garrow_file_output_stream_get_file (gpointer stream)
{
  return GARROW_FILE_OUTPUT_STREAM (stream)->file;
}

GArrowNativeFile *
garrow_file_output_stream_get_file_to_flush (gpointer stream)
{
  GArrowFileOutputStream *self = GARROW_FILE_OUTPUT_STREAM (stream);

  return leaves_file_alone (self) ? NULL : self->file;
}
