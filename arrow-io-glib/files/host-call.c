/* files/host-call.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "files/host-call.h"

#include "error-private.h"
#include "host-runtime-private.h"

void
garrow_host_call_init (GArrowHostCall *self)
{
  /* With a reference: the address of a thread that ended may be another one's. */
  *self = (GArrowHostCall){.thread = g_thread_ref (g_thread_self ())};
}

void
garrow_host_call_clear (GArrowHostCall *self)
{
  g_clear_pointer (&self->thread, g_thread_unref);
  g_clear_error (&self->error);
}

gboolean
garrow_host_call_set_any_thread (GArrowHostCall *self, gboolean any_thread)
{
  gboolean changes = !self->any_thread != !any_thread;

  self->any_thread = any_thread;
  return changes;
}

bool
garrow_host_call_begin (GArrowHostCall *self,
                        const char *action,
                        const char *gives,
                        const char *name,
                        ArwError *error)
{
  if (!self->any_thread && self->thread != g_thread_self ()) {
    arw_error_set (error,
                   ARW_FOREIGN,
                   "Failed to %s '%s': its functions are called only on the thread that "
                   "made it",
                   action,
                   name);
    return false;
  }
  if (self->thread == g_thread_self ())
    garrow_host_runtime_prepare ();
  self->action = action;
  self->gives = gives;
  self->name = name;
  self->answered = FALSE;
  return true;
}

bool
garrow_host_call_end (GArrowHostCall *self, bool ok, ArwError *error)
{
  const char *action = g_steal_pointer (&self->action);

  if (self->error != NULL) {
    garrow_error_to_core (g_steal_pointer (&self->error), error);
    return false;
  }
  if (!ok)
    arw_error_set (error,
                   ARW_FOREIGN,
                   "Failed to %s '%s': the function for it failed and did not say why; "
                   "it gives %s if all is well",
                   action,
                   self->name,
                   self->gives);
  return ok;
}

void
garrow_host_call_answer (GArrowHostCall *self, gint64 number)
{
  self->answered = TRUE;
  self->answer = number;
}

void
garrow_host_call_fail (GArrowHostCall *self, int system_errno, const char *message)
{
  g_autofree char *words = NULL;

  if (self->action == NULL)
    return;
  g_clear_error (&self->error);
  if (message == NULL)
    message = system_errno != 0 ? g_strerror (system_errno) : "it did not say why";
  words = g_utf8_make_valid (message, -1);
  if (system_errno != 0)
    g_set_error (&self->error,
                 G_IO_ERROR,
                 (int)g_io_error_from_errno (system_errno),
                 "Failed to %s '%s': %s [errno %d]",
                 self->action,
                 self->name,
                 words,
                 system_errno);
  else
    g_set_error (&self->error,
                 GARROW_ERROR,
                 GARROW_ERROR_FOREIGN,
                 "Failed to %s '%s': %s",
                 self->action,
                 self->name,
                 words);
}

void
garrow_host_call_fail_error (GArrowHostCall *self, const GError *error)
{
  if (self->action == NULL)
    return;
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
}
