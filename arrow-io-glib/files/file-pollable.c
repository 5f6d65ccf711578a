/* files/file-pollable.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "files/file-pollable.h"

#include "files/native-file-private.h"

gboolean
garrow_file_pollable_can_poll (GArrowNativeFile *file)
{
  ArwFile *core = file != NULL ? garrow_native_file_peek_core (file) : NULL;

  return core != NULL && (core->flags & ARW_FILE_POLLS) != 0;
}

/* Whether there is nothing to wait for: bytes were read ahead, or the file is closed. A
 * call on another thread does not change what its descriptor waits for. */
static gboolean
is_settled (GArrowNativeFile *file, GIOCondition condition)
{
  ArwFile *core = file != NULL ? garrow_native_file_get_core (file, NULL) : NULL;

  if (core == NULL)
    return !garrow_file_pollable_can_poll (file);
  return core->closed || (core->flags & ARW_FILE_POLLS) == 0 ||
         (condition == G_IO_IN && core->rpos < core->rend);
}

/* A file that is in a call on another thread is ready to say so. */
gboolean
garrow_file_pollable_is_ready (GArrowNativeFile *file, GIOCondition condition)
{
  ArwFile *core = file != NULL ? garrow_native_file_get_core (file, NULL) : NULL;
  GPollFD poll_fd = {.events = (gushort)condition};

  if (core == NULL || is_settled (file, condition))
    return TRUE;
  poll_fd.fd = core->ops->fileno (core);
  return g_poll (&poll_fd, 1, 0) > 0;
}

typedef struct
{
  GSource base;
  GArrowNativeFile *file; /* NULL for a stream that no file made */
  GIOCondition condition;
  gpointer tag;
} FileSource;

static gboolean
prepare (GSource *source, int *timeout)
{
  FileSource *self = (FileSource *)source;

  *timeout = -1;
  return is_settled (self->file, self->condition);
}

static gboolean
check (GSource *source)
{
  FileSource *self = (FileSource *)source;

  return is_settled (self->file, self->condition) ||
         (self->tag != NULL && g_source_query_unix_fd (source, self->tag) != 0);
}

static gboolean
dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  (void)source;
  return callback (user_data);
}

static void
finalize (GSource *source)
{
  g_clear_object (&((FileSource *)source)->file);
}

/* For the source of GIO around this one, which gives it a closure that does nothing. */
static gboolean
go_on (gpointer closure)
{
  (void)closure;
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs source_funcs = {
  .prepare = prepare,
  .check = check,
  .dispatch = dispatch,
  .finalize = finalize,
  .closure_callback = go_on,
};

GSource *
garrow_file_pollable_source_new (gpointer stream,
                                 GArrowNativeFile *file,
                                 GIOCondition condition,
                                 GCancellable *cancellable)
{
  g_autoptr (GSource) source = g_source_new (&source_funcs, sizeof (FileSource));
  FileSource *self = (FileSource *)source;

  g_set_object (&self->file, file);
  self->condition = condition;
  if (garrow_file_pollable_can_poll (file) && garrow_native_file_is_open (file)) {
    ArwFile *core = garrow_native_file_peek_core (file);

    self->tag = g_source_add_unix_fd (source, core->ops->fileno (core), condition);
  }
  return g_pollable_source_new_full (stream, source, cancellable);
}
