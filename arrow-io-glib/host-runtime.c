/* arrow-io-glib/host-runtime.c
 *
 * gjs refuses to be called while a collection sweeps, and takes it for one too where the
 * script goes on between the steps of one: a call from there would fail for no fault of
 * the script. So a collection that has begun is ended first. What it takes is found in
 * the process, as nothing here is linked with gjs.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "host-runtime-private.h"

#include <glib.h>
#include <stdbool.h>

#include "core/platform.h"

typedef struct
{
  gpointer (*get_current) (void);
  gpointer (*get_native) (gpointer context);
  bool (*is_collecting) (gpointer native);
  void (*collect) (gpointer context);
} Gjs;

static gpointer
find_gjs (gpointer data)
{
  static Gjs gjs;
  gpointer process = arw_platform_open_library (NULL);

  (void)data;
  if (process == NULL)
    return NULL;
  *(gpointer *)&gjs.get_current =
    arw_platform_find_symbol (process, "gjs_context_get_current");
  *(gpointer *)&gjs.get_native =
    arw_platform_find_symbol (process, "gjs_context_get_native_context");
  *(gpointer *)&gjs.collect = arw_platform_find_symbol (process, "gjs_context_gc");
  /* JS::IsIncrementalGCInProgress (JSContext *) */
  *(gpointer *)&gjs.is_collecting =
    arw_platform_find_symbol (process, "_ZN2JS25IsIncrementalGCInProgressEP9JSContext");
  if (gjs.get_current == NULL || gjs.get_native == NULL || gjs.collect == NULL ||
      gjs.is_collecting == NULL)
    return NULL;
  return &gjs;
}

void
garrow_host_runtime_prepare (void)
{
  static GOnce once = G_ONCE_INIT;
  const Gjs *gjs = g_once (&once, find_gjs, NULL);
  gpointer context = gjs != NULL ? gjs->get_current () : NULL;

  if (context != NULL && gjs->is_collecting (gjs->get_native (context)))
    gjs->collect (context);
}
