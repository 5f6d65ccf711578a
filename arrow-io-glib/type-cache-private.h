/* arrow-io-glib/type-cache-private.h: whether an object is of a type, quickly.
 *
 * What GLib has to find out by walking a tree of types is found out once for each class,
 * and kept here by the address of the class. Any thread may ask.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <glib-object.h>

#define GARROW_TYPE_CACHE_SIZE 64

typedef struct
{
  gpointer classes[GARROW_TYPE_CACHE_SIZE]; /* NULL where none was seen yet */
} GArrowTypeCache;

/* What was never an object has no class, which is then not found where it would be. */
#define GARROW_TYPE_CACHE_INIT                                                           \
  {                                                                                      \
    {                                                                                    \
      (gpointer)1                                                                        \
    }                                                                                    \
  }

static inline gsize
garrow_type_cache_slot (gpointer klass)
{
  return ((guintptr)klass / 64) % GARROW_TYPE_CACHE_SIZE;
}

/* Whether the class of object was seen. If not, the object may still be of the type. */
static inline gboolean
garrow_type_cache_knows (GArrowTypeCache *cache, gconstpointer object)
{
  gpointer klass;

  if (G_UNLIKELY (object == NULL))
    return FALSE;
  klass = ((const GTypeInstance *)object)->g_class;
  return g_atomic_pointer_get (&cache->classes[garrow_type_cache_slot (klass)]) == klass;
}

/* Private to type-cache.c. */
gboolean garrow_type_cache_learn (GArrowTypeCache *cache, gpointer object, GType type);

/* Whether object, which may be NULL, is of the type, always the same for one cache. */
static inline gboolean
garrow_type_cache_check (GArrowTypeCache *cache,
                         gconstpointer object,
                         GType (*get_type) (void))
{
  return garrow_type_cache_knows (cache, object) ||
         garrow_type_cache_learn (cache, (gpointer)object, get_type ());
}
