/* tests/contract/operations-pool.c: memory pools.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "operations.h"

static GBytes *
op_pool (World *world, char **arguments, GError **error)
{
  GArrowMemoryPool *pool = garrow_memory_pool_for_backend (arguments[0], error);

  if (pool == NULL)
    return NULL;
  g_clear_object (&world->pool);
  world->pool = pool;
  return from_text (garrow_memory_pool_get_backend_name (pool));
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

static void
on_pressure (GArrowMemoryPool *pool, gint64 *n_told)
{
  (void)pool;
  ++*n_told;
}

/* Sets the threshold, and counts from now on how often the pool says that it is passed.
 */
static GBytes *
op_watch (World *world, char **arguments, GError **error)
{
  if (!garrow_memory_pool_set_pressure_threshold (world->pool,
                                                  to_number (arguments[0]),
                                                  error))
    return NULL;
  world->n_told = 0;
  g_signal_handlers_disconnect_by_data (world->pool, &world->n_told);
  if (to_number (arguments[0]) > 0)
    g_signal_connect (world->pool, "pressure", G_CALLBACK (on_pressure), &world->n_told);
  return from_number (garrow_memory_pool_get_pressure_threshold (world->pool));
}

static GBytes *
op_told (World *world, char **arguments, GError **error)
{
  (void)arguments;
  (void)error;
  return from_number (world->n_told);
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
  {"pool.watch", op_watch},
  {"pool.told", op_told},
  {NULL, NULL},
};
