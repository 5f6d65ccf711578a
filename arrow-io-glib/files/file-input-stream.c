/* files/file-input-stream.c: a GInputStream that reads a GArrowNativeFile.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "files/file-input-stream.h"

#include "core/checked.h"
#include "error-private.h"
#include "files/cancel-private.h"
#include "files/file-pollable.h"
#include "files/file-seekable.h"
#include "files/file-stream-async.h"
#include "files/native-file-private.h"

struct _GArrowFileInputStream
{
  GInputStream parent_instance;

  GArrowNativeFile *file;
};

static void garrow_file_input_stream_pollable_init (GPollableInputStreamInterface *iface);
static void garrow_file_input_stream_seekable_init (GSeekableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (
  GArrowFileInputStream,
  garrow_file_input_stream,
  G_TYPE_INPUT_STREAM,
  G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM,
                         garrow_file_input_stream_pollable_init)
    G_IMPLEMENT_INTERFACE (G_TYPE_SEEKABLE, garrow_file_input_stream_seekable_init))

static gssize
garrow_file_input_stream_read (GInputStream *stream,
                               void *buffer,
                               gsize count,
                               GCancellable *cancellable,
                               GError **error)
{
  GArrowFileInputStream *self = GARROW_FILE_INPUT_STREAM (stream);
  GArrowCancelScope scope;
  ArwError core_error;
  ArwFile *core;
  gint64 n_read;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !garrow_file_seekable_check (self->file, error))
    return -1;
  core = garrow_native_file_get_core (self->file, error);
  if (core == NULL)
    return -1;

  garrow_cancel_enter (&scope, cancellable);
  n_read = arw_file_read_some (core, buffer, (gint64)count, &core_error);
  garrow_cancel_leave (&scope);
  if (n_read < 0)
    garrow_error_set_from_core (error, &core_error);
  return (gssize)n_read;
}

/* GInputStream's own would seek, and abort the process where that is beyond the end. */
static gssize
garrow_file_input_stream_skip (GInputStream *stream,
                               gsize count,
                               GCancellable *cancellable,
                               GError **error)
{
  GArrowFileInputStream *self = GARROW_FILE_INPUT_STREAM (stream);
  GArrowCancelScope scope;
  ArwError core_error;
  ArwFile *core;
  gint64 n_skipped;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !garrow_file_seekable_check (self->file, error))
    return -1;
  core = garrow_native_file_get_core (self->file, error);
  if (core == NULL)
    return -1;

  garrow_cancel_enter (&scope, cancellable);
  n_skipped = arw_file_peek (core, &core_error);
  garrow_cancel_leave (&scope);
  if (n_skipped < 0) {
    garrow_error_set_from_core (error, &core_error);
    return -1;
  }
  n_skipped = arw_min (n_skipped, (gint64)count);
  core->rpos += n_skipped;
  return (gssize)n_skipped;
}

static goffset
garrow_file_input_stream_tell (GSeekable *seekable)
{
  return garrow_file_seekable_tell (GARROW_FILE_INPUT_STREAM (seekable)->file);
}

static gboolean
garrow_file_input_stream_can_seek (GSeekable *seekable)
{
  return garrow_file_seekable_can_seek (GARROW_FILE_INPUT_STREAM (seekable)->file);
}

static gboolean
garrow_file_input_stream_seek (GSeekable *seekable,
                               goffset offset,
                               GSeekType type,
                               GCancellable *cancellable,
                               GError **error)
{
  GInputStream *stream = G_INPUT_STREAM (seekable);
  GArrowFileInputStream *self = GARROW_FILE_INPUT_STREAM (seekable);
  gboolean ok;

  if (!g_input_stream_set_pending (stream, error))
    return FALSE;
  ok = garrow_file_seekable_seek (self->file, offset, type, cancellable, error);
  g_input_stream_clear_pending (stream);
  return ok;
}

static gboolean
garrow_file_input_stream_can_truncate (GSeekable *seekable)
{
  (void)seekable;
  return FALSE;
}

static gboolean
garrow_file_input_stream_truncate (GSeekable *seekable,
                                   goffset size,
                                   GCancellable *cancellable,
                                   GError **error)
{
  (void)seekable;
  (void)size;
  (void)cancellable;
  g_set_error_literal (error,
                       GARROW_ERROR,
                       GARROW_ERROR_NOT_SUPPORTED,
                       "A stream that is read cannot truncate its file");
  return FALSE;
}

static void
garrow_file_input_stream_seekable_init (GSeekableIface *iface)
{
  iface->tell = garrow_file_input_stream_tell;
  iface->can_seek = garrow_file_input_stream_can_seek;
  iface->seek = garrow_file_input_stream_seek;
  iface->can_truncate = garrow_file_input_stream_can_truncate;
  iface->truncate_fn = garrow_file_input_stream_truncate;
}

static gboolean
garrow_file_input_stream_can_poll (GPollableInputStream *stream)
{
  return garrow_file_pollable_can_poll (GARROW_FILE_INPUT_STREAM (stream)->file);
}

static gboolean
garrow_file_input_stream_is_readable (GPollableInputStream *stream)
{
  return garrow_file_pollable_is_ready (GARROW_FILE_INPUT_STREAM (stream)->file, G_IO_IN);
}

static GSource *
garrow_file_input_stream_create_source (GPollableInputStream *stream,
                                        GCancellable *cancellable)
{
  return garrow_file_pollable_source_new (stream,
                                          GARROW_FILE_INPUT_STREAM (stream)->file,
                                          G_IO_IN,
                                          cancellable);
}

static void
garrow_file_input_stream_pollable_init (GPollableInputStreamInterface *iface)
{
  iface->can_poll = garrow_file_input_stream_can_poll;
  iface->is_readable = garrow_file_input_stream_is_readable;
  iface->create_source = garrow_file_input_stream_create_source;
}

static void
garrow_file_input_stream_finalize (GObject *object)
{
  g_clear_object (&GARROW_FILE_INPUT_STREAM (object)->file);

  G_OBJECT_CLASS (garrow_file_input_stream_parent_class)->finalize (object);
}

static void
garrow_file_input_stream_class_init (GArrowFileInputStreamClass *klass)
{
  GInputStreamClass *stream_class = G_INPUT_STREAM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = garrow_file_input_stream_finalize;
  stream_class->read_fn = garrow_file_input_stream_read;
  stream_class->skip = garrow_file_input_stream_skip;
  garrow_file_stream_async_init_input (stream_class);
}

static void
garrow_file_input_stream_init (GArrowFileInputStream *self)
{
  (void)self;
}

GInputStream *
garrow_file_input_stream_new (GArrowNativeFile *file)
{
  GArrowFileInputStream *self = g_object_new (GARROW_TYPE_FILE_INPUT_STREAM, NULL);

  self->file = g_object_ref (file);
  return G_INPUT_STREAM (self);
}

GArrowNativeFile *
garrow_file_input_stream_get_file (gpointer stream)
{
  return GARROW_FILE_INPUT_STREAM (stream)->file;
}
