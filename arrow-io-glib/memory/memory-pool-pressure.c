/* memory/memory-pool-pressure.c: tells who has things that can be freed that there is
 * much memory out.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "memory/pressure-private.h"

#include <gio/gio.h>

#include "error-private.h"
#include "host-runtime-private.h"
#include "memory/memory-pool-private.h"

/* A pool with a threshold. These are never freed: there is one for each allocator. */
typedef struct
{
  GArrowMemoryPool *pool;
  gint64 threshold; /* 0: nobody wants to know any more */
  GThread *thread;  /* who is told */
  GMainContext *context;
  gboolean noted;
  gboolean called; /* the context is going to tell */
} Watch;

/* Guards all there is in this file. No signal is emitted and no core pool is used below
 * it. */
static GMutex mutex;
static GPtrArray *watches;
int garrow_pressure_noted; /* whether one of them is */

/* How often this thread is told nothing. */
static GPrivate held;

void
garrow_pressure_hold (void)
{
  g_private_set (&held, GINT_TO_POINTER (GPOINTER_TO_INT (g_private_get (&held)) + 1));
}

void
garrow_pressure_release (void)
{
  g_private_set (&held, GINT_TO_POINTER (GPOINTER_TO_INT (g_private_get (&held)) - 1));
}

static Watch *
find_watch (ArwPool *core)
{
  for (guint i = 0; watches != NULL && i < watches->len; i++) {
    Watch *watch = watches->pdata[i];

    if (garrow_memory_pool_get_core (watch->pool) == core)
      return watch;
  }
  return NULL;
}

static void
count_noted (void)
{
  gboolean noted = FALSE;

  for (guint i = 0; i < watches->len; i++)
    noted |= ((Watch *)watches->pdata[i])->noted;
  g_atomic_int_set (&garrow_pressure_noted, noted);
}

static gboolean
tell_from_context (gpointer data)
{
  Watch *watch = data;

  g_mutex_lock (&mutex);
  watch->called = FALSE;
  g_mutex_unlock (&mutex);
  garrow_pressure_tell ();
  return G_SOURCE_REMOVE;
}

/* The hook of core. The thread to be told most often comes by by itself, before its main
 * context does. */
static void
note (ArwPool *core)
{
  Watch *watch;

  g_mutex_lock (&mutex);
  watch = find_watch (core);
  watch->noted = TRUE;
  count_noted ();
  if (!watch->called) {
    g_autoptr (GSource) source = g_idle_source_new ();

    watch->called = TRUE;
    g_source_set_priority (source, G_PRIORITY_DEFAULT);
    g_source_set_callback (source, tell_from_context, watch, NULL);
    g_source_attach (source, watch->context);
  }
  g_mutex_unlock (&mutex);
}

static void
look_again (Watch *watch)
{
  g_mutex_lock (&mutex);
  watch->noted = FALSE;
  count_noted ();
  if (watch->threshold > 0)
    arw_pool_watch_on (garrow_memory_pool_get_core (watch->pool));
  g_mutex_unlock (&mutex);
}

/* The next pool of this thread from *i on that is to be told, or NULL. */
static Watch *
next_watch (guint *i, gboolean only_noted)
{
  Watch *found = NULL;

  g_mutex_lock (&mutex);
  while (watches != NULL && found == NULL && *i < watches->len) {
    Watch *watch = watches->pdata[(*i)++];

    if (watch->thread == g_thread_self () && watch->threshold > 0 &&
        (watch->noted || !only_noted))
      found = watch;
  }
  g_mutex_unlock (&mutex);
  return found;
}

/* Returns how many were told. */
static guint
tell (gboolean only_noted)
{
  guint n_told = 0;
  guint i = 0;
  Watch *watch;

  if (g_private_get (&held) != NULL)
    return 0;

  garrow_pressure_hold ();
  while ((watch = next_watch (&i, only_noted)) != NULL) {
    garrow_host_runtime_prepare ();
    g_signal_emit_by_name (watch->pool, "pressure");
    look_again (watch);
    n_told++;
  }
  garrow_pressure_release ();
  return n_told;
}

gboolean
garrow_pressure_relieved (const ArwError *error)
{
  return error->code == ARW_OUT_OF_MEMORY && tell (FALSE) > 0;
}

static void
on_low_memory (GMemoryMonitor *monitor, GMemoryMonitorWarningLevel level, gpointer data)
{
  (void)monitor;
  (void)level;
  (void)data;
  tell (FALSE);
  arw_pool_release_unused_everywhere ();
}

static void
connect_monitor (void)
{
  static gsize connected;

  if (g_once_init_enter (&connected)) {
    g_signal_connect (g_memory_monitor_dup_default (),
                      "low-memory-warning",
                      G_CALLBACK (on_low_memory),
                      NULL);
    g_once_init_leave (&connected, 1);
  }
}

void
garrow_pressure_tell_noted (void)
{
  /* Only now, as a program that takes little memory has little to give back. */
  if (tell (TRUE) > 0)
    connect_monitor ();
}

/**
 * garrow_memory_pool_get_pressure_threshold:
 * @self: a pool
 *
 * Gets how many bytes have to be out before [signal@MemoryPool::pressure] is emitted, as
 * it was set.
 *
 * Returns: the threshold in bytes, or 0 if there is none
 *
 * Since: 0.1
 */
gint64
garrow_memory_pool_get_pressure_threshold (GArrowMemoryPool *self)
{
  gint64 threshold = 0;
  Watch *watch;

  g_return_val_if_fail (GARROW_IS_MEMORY_POOL (self), -1);

  g_mutex_lock (&mutex);
  watch = find_watch (garrow_memory_pool_get_core (self));
  if (watch != NULL)
    threshold = watch->threshold;
  g_mutex_unlock (&mutex);
  return threshold;
}

static Watch *
ensure_watch (ArwPool *core)
{
  Watch *watch = find_watch (core);

  if (watch == NULL) {
    watch = g_new0 (Watch, 1);
    watch->pool = garrow_memory_pool_for_backend (arw_pool_backend_name (core), NULL);
    if (watches == NULL)
      watches = g_ptr_array_new ();
    g_ptr_array_add (watches, watch);
  }
  return watch;
}

static void
set_watch (Watch *watch, gint64 threshold)
{
  watch->threshold = threshold;
  if (watch->thread != NULL)
    g_thread_unref (watch->thread);
  watch->thread = g_thread_ref (g_thread_self ());
  g_clear_pointer (&watch->context, g_main_context_unref);
  watch->context = g_main_context_ref_thread_default ();
}

/**
 * garrow_memory_pool_set_pressure_threshold:
 * @self: a pool of an allocator
 * @n_bytes: how many bytes have to be out, such as
 *   [const@PRESSURE_THRESHOLD_DEFAULT], or 0 for no threshold, which is the default
 * @error: return location for an error
 *
 * Makes the pool emit [signal@MemoryPool::pressure] when more than this is out, on the
 * thread that calls this function.
 *
 * What counts is memory that the pool took from its allocator, whichever pool over it
 * asked for that; maps and memory of others do not. Python, Ruby, Lua and JavaScript set
 * it for the pools that they use, and collect when the signal comes.
 *
 * Fails with `GARROW_ERROR_INVALID` if @n_bytes is negative, and with
 * `GARROW_ERROR_NOT_SUPPORTED` if the pool stands on another one: that one counts.
 *
 * Returns: whether the threshold is set
 *
 * Since: 0.1
 */
gboolean
garrow_memory_pool_set_pressure_threshold (GArrowMemoryPool *self,
                                           gint64 n_bytes,
                                           GError **error)
{
  ArwError core_error;
  gboolean ok;
  ArwPool *core;

  g_return_val_if_fail (GARROW_IS_MEMORY_POOL (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  core = garrow_memory_pool_get_core (self);
  g_mutex_lock (&mutex);
  ok = arw_pool_watch (core, n_bytes, note, &core_error);
  if (ok)
    set_watch (ensure_watch (core), n_bytes);
  g_mutex_unlock (&mutex);
  return garrow_error_finish (ok, &core_error, error);
}
