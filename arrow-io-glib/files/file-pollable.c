/* files/file-pollable.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "files/file-pollable.h"

#include "files/native-file-private.h"

/* -1 if there is nothing to wait for: bytes were read ahead, or the file is closed. */
static int
get_descriptor (GArrowNativeFile *file, GIOCondition condition)
{
  ArwFile *core = file != NULL ? garrow_native_file_get_core (file, NULL) : NULL;

  if (core == NULL || core->closed || (core->flags & ARW_FILE_POLLS) == 0 ||
      (condition == G_IO_IN && core->rpos < core->rend))
    return -1;
  return core->ops->fileno (core);
}

gboolean
garrow_file_pollable_can_poll (GArrowNativeFile *file)
{
  ArwFile *core = file != NULL ? garrow_native_file_peek_core (file) : NULL;

  return core != NULL && (core->flags & ARW_FILE_POLLS) != 0;
}

gboolean
garrow_file_pollable_is_ready (GArrowNativeFile *file, GIOCondition condition)
{
  GPollFD poll_fd = {.fd = get_descriptor (file, condition),
                     .events = (gushort)condition};

  return poll_fd.fd == -1 || g_poll (&poll_fd, 1, 0) > 0;
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
  return get_descriptor (self->file, self->condition) == -1;
}

static gboolean
check (GSource *source)
{
  FileSource *self = (FileSource *)source;

  return get_descriptor (self->file, self->condition) == -1 ||
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
  int fd =
    garrow_file_pollable_can_poll (file) ? garrow_native_file_fileno (file, NULL) : -1;

  g_set_object (&self->file, file);
  self->condition = condition;
  if (fd != -1)
    self->tag = g_source_add_unix_fd (source, fd, condition);
  return g_pollable_source_new_full (stream, source, cancellable);
}
