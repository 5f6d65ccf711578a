/* tests/languages/trace.c: tells what is used of the library from outside.
 *
 * It is part of a second build of the library, whose functions all call it at their
 * start. What a program calls, reads, sets and is told is written to the file that the
 * environment variable GARROW_TRACE names, one a line: garrow_buffer_slice, get
 * Buffer:size, set StreamOptions:compression, MemoryPool::pressure.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#define _GNU_SOURCE /* for dladdr () */

#include "trace.h"

#undef g_object_class_install_properties
#undef g_signal_new

#include <dlfcn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#define N_PLACES 4096 /* a power of 2, and far more than there are public functions */

/* The library's own code, as the linker knows it. */
extern const char __ehdr_start[] __attribute__ ((visibility ("hidden")));
extern const char etext[] __attribute__ ((visibility ("hidden")));

static _Atomic (void *) called[N_PLACES];

static GMutex mutex;
static GHashTable *seen; /* lines about properties and signals */

void __cyg_profile_func_enter (void *function, void *caller);
void __cyg_profile_func_exit (void *function, void *caller);

void
__cyg_profile_func_enter (void *function, void *caller)
{
  gsize place = ((gsize)function >> 4) % N_PLACES;
  void *there = NULL;

  if ((const char *)caller >= __ehdr_start && (const char *)caller < etext)
    return;
  while (!atomic_compare_exchange_strong (&called[place], &there, function) &&
         there != function) {
    place = (place + 1) % N_PLACES;
    there = NULL;
  }
}

void
__cyg_profile_func_exit (void *function, void *caller)
{
  (void)function;
  (void)caller;
}

static void
see (const char *what, GType type, const char *separator, const char *name)
{
  char *line = g_strconcat (what, g_type_name (type), separator, name, NULL);

  g_mutex_lock (&mutex);
  if (seen == NULL)
    seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (seen, line);
  g_mutex_unlock (&mutex);
}

typedef struct
{
  void (*get) (GObject *object, guint id, GValue *value, GParamSpec *pspec);
  void (*set) (GObject *object, guint id, const GValue *value, GParamSpec *pspec);
} Accessors;

static GQuark
accessors_quark (void)
{
  return g_quark_from_static_string ("trace-accessors");
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  Accessors *accessors = g_type_get_qdata (pspec->owner_type, accessors_quark ());

  see ("get ", pspec->owner_type, ":", pspec->name);
  accessors->get (object, id, value, pspec);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  Accessors *accessors = g_type_get_qdata (pspec->owner_type, accessors_quark ());

  see ("set ", pspec->owner_type, ":", pspec->name);
  accessors->set (object, id, value, pspec);
}

void
trace_properties (GObjectClass *klass)
{
  Accessors *accessors = g_new (Accessors, 1);

  accessors->get = klass->get_property;
  accessors->set = klass->set_property;
  g_type_set_qdata (G_TYPE_FROM_CLASS (klass), accessors_quark (), accessors);
  klass->get_property = get_property;
  klass->set_property = set_property;
}

static gboolean
see_signal (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  GSignalQuery query;

  (void)n;
  (void)values;
  (void)data;
  g_signal_query (hint->signal_id, &query);
  see ("", query.itype, "::", query.signal_name);
  return TRUE;
}

guint
trace_signal (guint signal_id)
{
  g_signal_add_emission_hook (signal_id, 0, see_signal, NULL, NULL);
  return signal_id;
}

__attribute__ ((destructor)) static void
write_trace (void)
{
  const char *path = getenv ("GARROW_TRACE");
  FILE *file = path != NULL ? fopen (path, "a") : NULL;
  GHashTableIter lines;
  gpointer line;

  if (file == NULL)
    return;
  for (gsize i = 0; i < N_PLACES; i++) {
    Dl_info info;
    void *function = atomic_load (&called[i]);

    if (function != NULL && dladdr (function, &info) != 0 && info.dli_saddr == function)
      fprintf (file, "%s\n", info.dli_sname);
  }
  if (seen != NULL) {
    g_hash_table_iter_init (&lines, seen);
    while (g_hash_table_iter_next (&lines, &line, NULL))
      fprintf (file, "%s\n", (const char *)line);
  }
  fclose (file);
}
