/* arrow-io-glib/type-cache.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "type-cache-private.h"

gboolean
garrow_type_cache_learn (GArrowTypeCache *cache, gpointer object, GType type)
{
  gpointer klass;

  if (!G_TYPE_CHECK_INSTANCE_TYPE (object, type))
    return FALSE;

  /* The class of a module may go, and that of another type come to lie where it was. */
  klass = ((GTypeInstance *)object)->g_class;
  if (g_type_get_plugin (G_TYPE_FROM_CLASS (klass)) == NULL)
    g_atomic_pointer_set (&cache->classes[garrow_type_cache_slot (klass)], klass);
  return TRUE;
}
