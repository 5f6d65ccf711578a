/* files/async.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "files/async-private.h"

#include <arrow-io-glib/error.h>

#include "files/cancel-private.h"
#include "files/io-threads-private.h"
#include "files/native-file-private.h"

/* Whoever makes the first step from one to the next has the call. */
enum {
  WAITING, /* for a thread */
  RUNNING,
  DONE,
  DROPPED, /* its caller was told that it is cancelled */
};

/* Tells tasks of calls from others. */
static const char tag;

GArrowCall *
garrow_call_new (GArrowCallFunc run, GArrowCallFlags flags, gpointer source)
{
  GArrowCall *call = g_new0 (GArrowCall, 1);

  call->run = run;
  call->flags = flags;
  call->source = source;
  call->reported = -1;
  g_mutex_init (&call->lock);
  garrow_claim_init (&call->claim);
  return call;
}

/* As soon as it is over: a result may live until the language of the function ends. */
static void
forget_progress (GArrowCall *call)
{
  GDestroyNotify free_data = call->progress_data_free;

  call->progress_data_free = NULL;
  if (free_data != NULL)
    free_data (call->progress_data);
}

static void
free_call (gpointer data)
{
  GArrowCall *call = data;

  if (call->result != NULL)
    call->free_result (call->result);
  forget_progress (call);
  g_clear_object (&call->object);
  g_clear_object (&call->other);
  g_clear_pointer (&call->bytes, g_bytes_unref);
  g_free (call->text);
  g_free (call->mode);
  if (G_IS_VALUE (&call->value))
    g_value_unset (&call->value);
  g_clear_error (&call->error);
  garrow_claim_clear (&call->claim);
  g_mutex_clear (&call->lock);
  g_free (call);
}

static gboolean
step (GArrowCall *call, int from, int to)
{
  return g_atomic_int_compare_and_exchange (&call->state, from, to);
}

/* Goes on in the caller's main context. Takes over the task, so that the last who holds
 * its objects is there, and not on a thread that the caller does not know. */
static void
hand_over (GTask *task, GSourceFunc callback)
{
  g_autoptr (GMainContext) context = g_main_context_ref (g_task_get_context (task));
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_static_name (source, "[arrow-io] call");
  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, callback, task, g_object_unref);
  g_source_attach (source, context);

  /* Attaching wakes only a thread that has the context, and not an event loop that waits
   * for its descriptor. */
  g_main_context_wakeup (context);
}

/* What a file tells when it is closed is told where the call was made, and what it lets
 * go of then goes there. */
static void
hold_back (GArrowCall *call)
{
  gpointer source;

  if (!(call->flags & GARROW_CALL_CLOSES))
    return;
  for (GArrowNativeFile *file = call->source; file != NULL;
       file = garrow_native_file_get_private (file)->below)
    g_object_freeze_notify (G_OBJECT (file));
  source = garrow_native_file_get_source (call->source);
  call->object = source != NULL ? g_object_ref (source) : NULL;
}

static void
let_out (GArrowCall *call)
{
  if (!(call->flags & GARROW_CALL_CLOSES))
    return;
  for (GArrowNativeFile *file = call->source; file != NULL;
       file = garrow_native_file_get_private (file)->below)
    g_object_thaw_notify (G_OBJECT (file));
}

static void
forget_cancellable (GArrowCall *call)
{
  if (call->cancel_source == NULL)
    return;
  g_source_destroy (call->cancel_source);
  g_clear_pointer (&call->cancel_source, g_source_unref);
}

/* In the caller's main context, as all that follow but run_there (). */
static gboolean
complete (gpointer data)
{
  GTask *task = data;
  GArrowCall *call = g_task_get_task_data (task);

  if (g_atomic_int_get (&call->state) == DROPPED)
    return G_SOURCE_REMOVE;
  forget_cancellable (call);
  let_out (call);
  if (call->error == NULL && call->progress != NULL && call->reported != call->number)
    call->progress (call->number, call->number, call->progress_data);
  forget_progress (call);
  if (call->error != NULL)
    g_task_return_error (task, g_steal_pointer (&call->error));
  else
    g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

static gboolean
report (gpointer data)
{
  GArrowCall *call = g_task_get_task_data (data);
  gint64 total;

  g_mutex_lock (&call->lock);
  call->reporting = FALSE;
  call->reported = call->copied;
  total = call->total;
  g_mutex_unlock (&call->lock);
  call->progress (call->reported, total, call->progress_data);
  return G_SOURCE_REMOVE;
}

/* On whatever thread the call runs. There is one report under way at most, which tells
 * what is newest then. */
void
garrow_call_report (gint64 copied, gint64 total, gpointer data)
{
  GArrowCall *call = data;
  gboolean reporting;

  g_mutex_lock (&call->lock);
  call->copied = copied;
  call->total = total;
  reporting = call->reporting;
  call->reporting = TRUE;
  g_mutex_unlock (&call->lock);
  if (call->here)
    report (call->task);
  else if (!reporting)
    hand_over (g_object_ref (call->task), report);
}

static gboolean
drop (GCancellable *cancellable, gpointer data)
{
  GTask *task = data;
  GArrowCall *call = g_task_get_task_data (task);

  (void)cancellable;
  if (step (call, WAITING, DROPPED))
    garrow_claim_release (&call->claim);
  else if (!(call->flags & GARROW_CALL_PURE) || !step (call, RUNNING, DROPPED))
    return G_SOURCE_REMOVE; /* the call itself will see */

  forget_cancellable (call);
  forget_progress (call);
  if (!g_task_return_error_if_cancelled (task)) /* it was reset since */
    g_task_return_new_error (task,
                             G_IO_ERROR,
                             G_IO_ERROR_CANCELLED,
                             "The call was cancelled");
  return G_SOURCE_REMOVE;
}

static void
watch_cancellable (GTask *task, GArrowCall *call)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable == NULL || (call->flags & GARROW_CALL_CLOSES))
    return;
  call->cancel_source = g_cancellable_source_new (cancellable);
  g_task_attach_source (task, call->cancel_source, G_SOURCE_FUNC (drop));
}

static void
run (GTask *task, GArrowCall *call)
{
  GArrowCancelScope scope;
  GArrowClaim *before = garrow_claim_enter (&call->claim);

  garrow_cancel_enter (&scope, g_task_get_cancellable (task));
  call->run (call, &call->error);
  garrow_cancel_leave (&scope);
  garrow_claim_enter (before);
  garrow_claim_release (&call->claim);
  step (call, RUNNING, DONE);
}

static void
run_there (GTask *task)
{
  GArrowCall *call = g_task_get_task_data (task);

  if (step (call, WAITING, RUNNING))
    run (task, call);
  hand_over (task, complete);
}

static gboolean
run_here (gpointer data)
{
  GTask *task = data;
  GArrowCall *call = g_task_get_task_data (task);

  if (step (call, WAITING, RUNNING))
    run (task, call);
  return complete (task);
}

/* The system may have no thread to give, and then fails the call at once. */
static void
send_away (GTask *task, GArrowCall *call)
{
  g_autoptr (GError) error = NULL;

  if (garrow_io_threads_push (task, run_there, &error) || !step (call, WAITING, DROPPED))
    return;
  garrow_claim_release (&call->claim);
  forget_cancellable (call);
  let_out (call);
  g_task_return_error (task, g_steal_pointer (&error));
}

static gboolean
claim (GArrowCall *call, GArrowNativeFile *const *files, GError **error)
{
  for (; *files != NULL; files++) {
    garrow_claim_add (&call->claim, *files, (call->flags & GARROW_CALL_READS_AT) != 0);
    call->here = call->here || garrow_native_file_belongs_to_host (*files);
  }
  return garrow_claim_take (&call->claim, error);
}

void
garrow_call_start (GArrowCall *call,
                   GArrowNativeFile *const *files,
                   int io_priority,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (call->source, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, (gpointer)&tag);
  g_task_set_name (task, "[arrow-io] call");
  g_task_set_priority (task, io_priority);
  g_task_set_task_data (task, call, free_call);
  call->task = task;

  /* What was read before it was cancelled is not thrown away. */
  g_task_set_check_cancellable (task, FALSE);

  if (!(call->flags & GARROW_CALL_CLOSES) && g_task_return_error_if_cancelled (task)) {
    forget_progress (call);
    return;
  }
  if (!claim (call, files, &error)) {
    forget_progress (call);
    g_task_return_error (task, error);
    return;
  }
  hold_back (call);

  /* From here on others have the call. GLib sees to that, but checkers of threads do not
   * see into it. */
  g_atomic_int_set (&call->state, WAITING);
  watch_cancellable (task, call);
  if (call->here)
    hand_over (g_steal_pointer (&task), run_here);
  else
    send_away (g_steal_pointer (&task), call);
}

void
garrow_call_start_on_file (GArrowCall *call,
                           int io_priority,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GArrowNativeFile *files[] = {call->source, NULL};

  garrow_call_start (call, files, io_priority, cancellable, callback, user_data);
}

void
garrow_call_take_copy (GArrowCall *call, const guint8 *data, gint64 n_bytes)
{
  gpointer copy = n_bytes > 0 ? g_try_malloc ((gsize)n_bytes) : NULL;

  call->n_bytes = n_bytes;
  if (copy == NULL)
    return;
  memcpy (copy, data, (gsize)n_bytes);
  call->bytes = g_bytes_new_take (copy, (gsize)n_bytes);
}

gboolean
garrow_call_get_copy (GArrowCall *call, const guint8 **data, GError **error)
{
  *data = call->bytes != NULL ? g_bytes_get_data (call->bytes, NULL) : NULL;
  if (*data != NULL || call->n_bytes <= 0)
    return TRUE;
  g_set_error (error,
               GARROW_ERROR,
               GARROW_ERROR_OUT_OF_MEMORY,
               "malloc of size %" G_GINT64_FORMAT " failed",
               call->n_bytes);
  return FALSE;
}

gboolean
garrow_call_give_object (GArrowCall *call, gpointer object)
{
  call->result = object;
  call->free_result = g_object_unref;
  return object != NULL;
}

static void
free_bytes (gpointer bytes)
{
  g_bytes_unref (bytes);
}

gboolean
garrow_call_give_bytes (GArrowCall *call, GBytes *bytes)
{
  call->result = bytes;
  call->free_result = free_bytes;
  return bytes != NULL;
}

gboolean
garrow_call_give_number (GArrowCall *call, gint64 number)
{
  call->number = number;
  return number >= 0;
}

gboolean
garrow_call_has_result (GAsyncResult *result)
{
  return g_async_result_is_tagged (result, (gpointer)&tag);
}

GArrowCall *
garrow_call_finish (gpointer source,
                    GAsyncResult *result,
                    GArrowCallFunc run_func,
                    GError **error)
{
  GArrowCall *call;

  g_return_val_if_fail (g_task_is_valid (result, source), NULL);
  g_return_val_if_fail (garrow_call_has_result (result), NULL);

  call = g_task_get_task_data (G_TASK (result));
  g_return_val_if_fail (call->run == run_func, NULL);

  return g_task_propagate_boolean (G_TASK (result), error) ? call : NULL;
}

gpointer
garrow_call_finish_pointer (gpointer source,
                            GAsyncResult *result,
                            GArrowCallFunc run_func,
                            GError **error)
{
  GArrowCall *call = garrow_call_finish (source, result, run_func, error);

  return call != NULL ? g_steal_pointer (&call->result) : NULL;
}

gint64
garrow_call_finish_number (gpointer source,
                           GAsyncResult *result,
                           GArrowCallFunc run_func,
                           GError **error)
{
  GArrowCall *call = garrow_call_finish (source, result, run_func, error);

  return call != NULL ? call->number : -1;
}
