/* tests/contract/operations-pool.c: memory pools.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "operations.h"

static GBytes *
op_pool (World *world, char **arguments, GError **error)
{
  g_autoptr (GArrowMemoryPool) pool =
    garrow_memory_pool_for_backend (arguments[0], error);

  (void)world;
  return pool != NULL ? from_text (garrow_memory_pool_get_backend_name (pool)) : NULL;
}

static GBytes *
set_pool (World *world, GArrowMemoryPool *new_over (GArrowMemoryPool *parent))
{
  g_autoptr (GArrowMemoryPool) parent = garrow_default_memory_pool ();

  g_clear_object (&world->pool);
  world->pool = new_over (parent);
  return from_success (TRUE);
}

static GBytes *
op_proxy (World *world, char **arguments, GError **error)
{
  (void)arguments;
  (void)error;
  return set_pool (world, garrow_proxy_memory_pool);
}

static GBytes *
op_logging (World *world, char **arguments, GError **error)
{
  (void)arguments;
  (void)error;
  return set_pool (world, garrow_logging_memory_pool);
}

static GBytes *
op_allocate (World *world, char **arguments, GError **error)
{
  gint64 size = to_number (arguments[0]);

  return set_buffer (world, garrow_allocate_buffer (size, TRUE, world->pool, error));
}

/* Bytes, maximum, total and number, joined by +. */
static GBytes *
op_figures (World *world, char **arguments, GError **error)
{
  g_autofree char *text =
    g_strdup_printf ("%d+%d+%d+%d",
                     (int)garrow_memory_pool_get_bytes_allocated (world->pool),
                     (int)garrow_memory_pool_get_max_memory (world->pool),
                     (int)garrow_memory_pool_get_total_bytes_allocated (world->pool),
                     (int)garrow_memory_pool_get_num_allocations (world->pool));

  (void)arguments;
  (void)error;
  return from_text (text);
}

static GBytes *
op_set_default (World *world, char **arguments, GError **error)
{
  (void)arguments;
  (void)error;
  world->default_pool = garrow_default_memory_pool ();
  garrow_set_memory_pool (world->pool);
  return from_success (TRUE);
}

static GBytes *
op_restore_default (World *world, char **arguments, GError **error)
{
  (void)arguments;
  (void)error;
  garrow_set_memory_pool (world->default_pool);
  g_clear_object (&world->default_pool);
  return from_success (TRUE);
}

static GBytes *
op_is_default (World *world, char **arguments, GError **error)
{
  g_autoptr (GArrowMemoryPool) pool = garrow_default_memory_pool ();

  (void)arguments;
  (void)error;
  return from_boolean (pool == world->pool);
}

const Operation pool_operations[] = {
  {"pool", op_pool},
  {"pool.proxy", op_proxy},
  {"pool.logging", op_logging},
  {"pool.allocate", op_allocate},
  {"pool.figures", op_figures},
  {"pool.set_default", op_set_default},
  {"pool.restore_default", op_restore_default},
  {"pool.is_default", op_is_default},
  {NULL, NULL},
};
