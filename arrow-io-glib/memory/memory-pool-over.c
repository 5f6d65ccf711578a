/* memory/memory-pool-over.c: pools that stand on another pool.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "memory/memory-pool-private.h"

/* Fails as g_malloc() would: only for want of memory. */
static GArrowMemoryPool *
new_over (GArrowMemoryPool *parent, ArwPoolObserver observer)
{
  ArwError core_error;
  ArwPool *core =
    arw_pool_new_over (garrow_memory_pool_get_core (parent), observer, &core_error);

  if (core == NULL)
    g_error ("%s", core_error.message);
  return garrow_memory_pool_new_from_core (core);
}

/**
 * garrow_proxy_memory_pool:
 * @parent: where the memory comes from
 *
 * Creates a pool that takes from another one and counts what goes through itself, as for
 * one part of a program.
 *
 * Its figures start at 0; @parent counts the same memory as well.
 *
 * Returns: (transfer full): a new pool
 *
 * Since: 0.1
 */
GArrowMemoryPool *
garrow_proxy_memory_pool (GArrowMemoryPool *parent)
{
  g_return_val_if_fail (GARROW_IS_MEMORY_POOL (parent), NULL);

  return new_over (parent, NULL);
}

static void
log_event (ArwPool *pool, const ArwPoolEvent *event)
{
  static const char *const names[] = {
    [ARW_POOL_ALLOCATE] = "Allocate",
    [ARW_POOL_REALLOCATE] = "Reallocate",
    [ARW_POOL_FREE] = "Free",
  };
  g_autofree char *old_size = g_strdup_printf ("%" G_GINT64_FORMAT, event->old_size);
  g_autofree char *new_size = g_strdup_printf ("%" G_GINT64_FORMAT, event->new_size);
  g_autofree char *alignment = g_strdup_printf ("%" G_GINT64_FORMAT, event->alignment);
  const char *name = names[event->operation];
  g_autofree char *message =
    event->operation == ARW_POOL_REALLOCATE
      ? g_strdup_printf ("%s: old_size = %s, new_size = %s, alignment = %s",
                         name,
                         old_size,
                         new_size,
                         alignment)
      : g_strdup_printf ("%s: size = %s, alignment = %s",
                         name,
                         event->operation == ARW_POOL_FREE ? old_size : new_size,
                         alignment);

  g_log_structured (G_LOG_DOMAIN,
                    G_LOG_LEVEL_DEBUG,
                    "GARROW_OPERATION",
                    name,
                    "GARROW_BACKEND",
                    arw_pool_backend_name (pool),
                    "GARROW_OLD_SIZE",
                    old_size,
                    "GARROW_NEW_SIZE",
                    new_size,
                    "GARROW_ALIGNMENT",
                    alignment,
                    "MESSAGE",
                    "%s",
                    message);
}

/**
 * garrow_logging_memory_pool:
 * @parent: where the memory comes from
 *
 * Creates a pool that takes from another one, counts as [func@proxy_memory_pool] does,
 * and says in the log what it does.
 *
 * Each allocation, reallocation and release is one structured message of the domain
 * `ArrowIO` at the level debug, such as `Allocate: size = 128, alignment = 64`; the
 * fields `GARROW_OPERATION`, `GARROW_BACKEND`, `GARROW_OLD_SIZE`, `GARROW_NEW_SIZE` and
 * `GARROW_ALIGNMENT` have the same one by one. GLib shows them if the environment
 * variable `G_MESSAGES_DEBUG` names the domain. They come from whichever thread does it.
 *
 * Returns: (transfer full): a new pool
 *
 * Since: 0.1
 */
GArrowMemoryPool *
garrow_logging_memory_pool (GArrowMemoryPool *parent)
{
  g_return_val_if_fail (GARROW_IS_MEMORY_POOL (parent), NULL);

  return new_over (parent, log_event);
}
