/* files/file-io-stream.c: a GIOStream of both streams over a GArrowNativeFile.
 *
 * GSimpleIOStream would do, but that it closes the streams when it is dropped, as if the
 * user did.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "files/file-io-stream.h"

#include "files/file-input-stream.h"
#include "files/file-output-stream.h"

struct _GArrowFileIOStream
{
  GIOStream parent_instance;

  GInputStream *input;
  GOutputStream *output;
};

G_DEFINE_FINAL_TYPE (GArrowFileIOStream, garrow_file_io_stream, G_TYPE_IO_STREAM)

static GInputStream *
garrow_file_io_stream_get_input_stream (GIOStream *stream)
{
  return GARROW_FILE_IO_STREAM (stream)->input;
}

static GOutputStream *
garrow_file_io_stream_get_output_stream (GIOStream *stream)
{
  return GARROW_FILE_IO_STREAM (stream)->output;
}

static void
garrow_file_io_stream_dispose (GObject *object)
{
  GArrowFileIOStream *self = GARROW_FILE_IO_STREAM (object);

  if (self->output != NULL)
    garrow_file_output_stream_drop (self->output);

  G_OBJECT_CLASS (garrow_file_io_stream_parent_class)->dispose (object);
}

static void
garrow_file_io_stream_finalize (GObject *object)
{
  GArrowFileIOStream *self = GARROW_FILE_IO_STREAM (object);

  g_clear_object (&self->input);
  g_clear_object (&self->output);

  G_OBJECT_CLASS (garrow_file_io_stream_parent_class)->finalize (object);
}

static void
garrow_file_io_stream_class_init (GArrowFileIOStreamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GIOStreamClass *stream_class = G_IO_STREAM_CLASS (klass);

  object_class->dispose = garrow_file_io_stream_dispose;
  object_class->finalize = garrow_file_io_stream_finalize;
  stream_class->get_input_stream = garrow_file_io_stream_get_input_stream;
  stream_class->get_output_stream = garrow_file_io_stream_get_output_stream;
}

static void
garrow_file_io_stream_init (GArrowFileIOStream *self)
{
  (void)self;
}

GIOStream *
garrow_file_io_stream_new (GArrowNativeFile *file)
{
  GArrowFileIOStream *self = g_object_new (GARROW_TYPE_FILE_IO_STREAM, NULL);

  self->input = garrow_file_input_stream_new (file);
  self->output = garrow_file_output_stream_new (file);
  return G_IO_STREAM (self);
}
