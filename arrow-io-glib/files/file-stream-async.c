/* files/file-stream-async.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "files/file-stream-async.h"

#include "files/async-private.h"
#include "files/file-input-stream.h"
#include "files/file-output-stream.h"

static void
start (GArrowCall *call,
       GArrowNativeFile *file,
       int io_priority,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GArrowNativeFile *files[] = {file, NULL};

  garrow_call_start (call, files, io_priority, cancellable, callback, user_data);
}

static gboolean
run_read (GArrowCall *call, GError **error)
{
  GInputStreamClass *klass = G_INPUT_STREAM_GET_CLASS (call->source);

  return garrow_call_give_number (call,
                                  klass->read_fn (call->source,
                                                  call->memory,
                                                  (gsize)call->n_bytes,
                                                  g_cancellable_get_current (),
                                                  error));
}

/* What can be polled needs no thread, and GIO knows how. */
static GInputStreamClass *
get_input_parent (GInputStream *stream)
{
  return g_type_class_peek_parent (G_INPUT_STREAM_GET_CLASS (stream));
}

static void
read_async (GInputStream *stream,
            void *buffer,
            gsize count,
            int io_priority,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  GArrowCall *call;

  if (g_pollable_input_stream_can_poll (G_POLLABLE_INPUT_STREAM (stream))) {
    get_input_parent (stream)
      ->read_async (stream, buffer, count, io_priority, cancellable, callback, user_data);
    return;
  }
  call = garrow_call_new (run_read, 0, stream);
  call->memory = buffer;
  call->n_bytes = (gint64)count;
  start (call,
         garrow_file_input_stream_get_file (stream),
         io_priority,
         cancellable,
         callback,
         user_data);
}

static gssize
read_finish (GInputStream *stream, GAsyncResult *result, GError **error)
{
  if (!garrow_call_has_result (result))
    return get_input_parent (stream)->read_finish (stream, result, error);
  return (gssize)garrow_call_finish_number (stream, result, run_read, error);
}

void
garrow_file_stream_async_init_input (GInputStreamClass *klass)
{
  klass->read_async = read_async;
  klass->read_finish = read_finish;
}

static GOutputStreamClass *
get_output_parent (GOutputStream *stream)
{
  return g_type_class_peek_parent (G_OUTPUT_STREAM_GET_CLASS (stream));
}

static void
start_output (GArrowCall *call,
              int io_priority,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  start (call,
         garrow_file_output_stream_get_file (call->source),
         io_priority,
         cancellable,
         callback,
         user_data);
}

static gboolean
run_write (GArrowCall *call, GError **error)
{
  GOutputStreamClass *klass = G_OUTPUT_STREAM_GET_CLASS (call->source);

  return garrow_call_give_number (call,
                                  klass->write_fn (call->source,
                                                   call->memory,
                                                   (gsize)call->n_bytes,
                                                   g_cancellable_get_current (),
                                                   error));
}

static void
write_async (GOutputStream *stream,
             const void *buffer,
             gsize count,
             int io_priority,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  GArrowCall *call;

  if (g_pollable_output_stream_can_poll (G_POLLABLE_OUTPUT_STREAM (stream))) {
    get_output_parent (stream)->write_async (stream,
                                             buffer,
                                             count,
                                             io_priority,
                                             cancellable,
                                             callback,
                                             user_data);
    return;
  }
  call = garrow_call_new (run_write, 0, stream);
  call->memory = (gpointer)buffer;
  call->n_bytes = (gint64)count;
  start_output (call, io_priority, cancellable, callback, user_data);
}

static gssize
write_finish (GOutputStream *stream, GAsyncResult *result, GError **error)
{
  if (!garrow_call_has_result (result))
    return get_output_parent (stream)->write_finish (stream, result, error);
  return (gssize)garrow_call_finish_number (stream, result, run_write, error);
}

static gboolean
run_writev (GArrowCall *call, GError **error)
{
  gsize n_written = 0;
  gboolean ok = G_OUTPUT_STREAM_GET_CLASS (call->source)
                  ->writev_fn (call->source,
                               call->memory,
                               (gsize)call->n_bytes,
                               &n_written,
                               g_cancellable_get_current (),
                               error);

  return ok && garrow_call_give_number (call, (gint64)n_written);
}

static void
writev_async (GOutputStream *stream,
              const GOutputVector *vectors,
              gsize n_vectors,
              int io_priority,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  GArrowCall *call;

  if (g_pollable_output_stream_can_poll (G_POLLABLE_OUTPUT_STREAM (stream))) {
    get_output_parent (stream)->writev_async (stream,
                                              vectors,
                                              n_vectors,
                                              io_priority,
                                              cancellable,
                                              callback,
                                              user_data);
    return;
  }
  call = garrow_call_new (run_writev, 0, stream);
  call->memory = (gpointer)vectors;
  call->n_bytes = (gint64)n_vectors;
  start_output (call, io_priority, cancellable, callback, user_data);
}

static gboolean
writev_finish (GOutputStream *stream,
               GAsyncResult *result,
               gsize *bytes_written,
               GError **error)
{
  GArrowCall *call;

  if (!garrow_call_has_result (result))
    return get_output_parent (stream)->writev_finish (stream,
                                                      result,
                                                      bytes_written,
                                                      error);
  call = garrow_call_finish (stream, result, run_writev, error);
  if (bytes_written != NULL)
    *bytes_written = call != NULL ? (gsize)call->number : 0;
  return call != NULL;
}

static gboolean
run_flush (GArrowCall *call, GError **error)
{
  return G_OUTPUT_STREAM_GET_CLASS (call->source)
    ->flush (call->source, g_cancellable_get_current (), error);
}

static void
flush_async (GOutputStream *stream,
             int io_priority,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  start (garrow_call_new (run_flush, 0, stream),
         garrow_file_output_stream_get_file_to_flush (stream),
         io_priority,
         cancellable,
         callback,
         user_data);
}

static gboolean
flush_finish (GOutputStream *stream, GAsyncResult *result, GError **error)
{
  return garrow_call_finish (stream, result, run_flush, error) != NULL;
}

void
garrow_file_stream_async_init_output (GOutputStreamClass *klass)
{
  klass->write_async = write_async;
  klass->write_finish = write_finish;
  klass->writev_async = writev_async;
  klass->writev_finish = writev_finish;
  klass->flush_async = flush_async;
  klass->flush_finish = flush_finish;
}
