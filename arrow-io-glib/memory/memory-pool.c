/* memory/memory-pool.c: GArrowMemoryPool, the face of core/memory/pool.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "memory/memory-pool-private.h"

#include "error-private.h"
#include "exclusive-private.h"

/**
 * GArrowMemoryPool:
 *
 * Where the memory of buffers comes from, with exact figures of how much of it is out.
 *
 * There is one pool for each backend, an allocator that this process can use:
 * [func@supported_memory_backends] names them. The default one is mimalloc where it is
 * installed, else the C library's (`system`); the environment variable
 * `ARROW_DEFAULT_MEMORY_POOL` chooses another, and [func@set_memory_pool] yet another
 * while the process runs.
 *
 * A pool may also stand on another one: [func@proxy_memory_pool] counts what goes through
 * it, and [func@logging_memory_pool] logs it as well. Whatever has memory from a pool
 * holds it, so they can be released in any order. Pools may be used from any thread.
 *
 * ```c
 * g_autoptr (GArrowMemoryPool) pool = garrow_memory_pool_default ();
 * g_autoptr (GArrowMutableBuffer) buffer =
 *   garrow_allocate_buffer (1000, FALSE, pool, NULL);
 *
 * g_print ("%s: %" G_GINT64_FORMAT " bytes\n",
 *          garrow_memory_pool_get_backend_name (pool),
 *          garrow_memory_pool_get_bytes_allocated (pool)); // 1024: in steps of 64
 * ```
 *
 * Since: 0.1
 */

typedef struct
{
  ArwPool *core;
} GArrowMemoryPoolPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (GArrowMemoryPool,
                            garrow_memory_pool,
                            garrow_exclusive_get_root_type ())

enum {
  PROP_BACKEND_NAME = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

ArwPool *
garrow_memory_pool_get_core (GArrowMemoryPool *self)
{
  GArrowMemoryPoolPrivate *priv;

  if (self == NULL)
    return arw_pool_default ();
  priv = garrow_memory_pool_get_instance_private (self);
  return priv->core;
}

static void
garrow_memory_pool_get_property (GObject *object,
                                 guint prop_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  if (prop_id == PROP_BACKEND_NAME)
    g_value_set_string (
      value,
      garrow_memory_pool_get_backend_name (GARROW_MEMORY_POOL (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
garrow_memory_pool_finalize (GObject *object)
{
  arw_pool_unref (garrow_memory_pool_get_core (GARROW_MEMORY_POOL (object)));

  G_OBJECT_CLASS (garrow_memory_pool_parent_class)->finalize (object);
}

static void
garrow_memory_pool_class_init (GArrowMemoryPoolClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = garrow_memory_pool_finalize;
  G_OBJECT_CLASS (klass)->get_property = garrow_memory_pool_get_property;

  /**
   * GArrowMemoryPool:backend-name:
   *
   * The name of the allocator.
   *
   * Since: 0.1
   */
  props[PROP_BACKEND_NAME] =
    g_param_spec_string ("backend-name",
                         NULL,
                         NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);

  /**
   * GArrowMemoryPool::pressure:
   * @self: the pool
   *
   * Tells that more memory of the pool is out than its threshold, for somebody who has
   * things that can be freed: caches, or a collector, as none knows how large the memory
   * is that its objects stand for.
   *
   * It is emitted on the thread that called
   * [method@MemoryPool.set_pressure_threshold], where a function of the library hands out
   * a buffer or bytes, or from the main context of that thread, if memory was taken by
   * others. So a handler may do what it likes, with files and pools too. It is not called
   * again while it runs.
   *
   * After it the threshold is twice of what is out then, unless the one that was set is
   * more: a program that needs its memory is asked ever more rarely.
   *
   * It is also emitted when an allocation failed on that thread, and when
   * [iface@Gio.MemoryMonitor] warns that the system is short of memory. The allocation is
   * tried again after it, once, and the allocators give back what they do not use.
   *
   * Since: 0.1
   */
  g_signal_new ("pressure",
                G_TYPE_FROM_CLASS (klass),
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                0);
}

static void
garrow_memory_pool_init (GArrowMemoryPool *self)
{
  GArrowMemoryPoolPrivate *priv = garrow_memory_pool_get_instance_private (self);

  priv->core = arw_pool_ref (arw_pool_default ());
}

GArrowMemoryPool *
garrow_memory_pool_new_from_core (ArwPool *core)
{
  GArrowMemoryPool *self = g_object_new (GARROW_TYPE_MEMORY_POOL, NULL);
  GArrowMemoryPoolPrivate *priv = garrow_memory_pool_get_instance_private (self);

  arw_pool_unref (priv->core);
  priv->core = core;
  return self;
}

/* The objects of the pools that live as long as the process, by their core: one for each,
 * which is what makes two of them comparable. */
static GMutex objects_mutex;
static GHashTable *objects;

static GArrowMemoryPool *
get_object (ArwPool *core)
{
  GArrowMemoryPool *self;

  g_mutex_lock (&objects_mutex);
  if (objects == NULL)
    objects = g_hash_table_new (NULL, NULL);
  self = g_hash_table_lookup (objects, core);
  if (self == NULL) {
    self = garrow_memory_pool_new_from_core (arw_pool_ref (core));
    g_hash_table_insert (objects, core, self);
  }
  g_mutex_unlock (&objects_mutex);
  return g_object_ref (self);
}

/**
 * garrow_memory_pool_default:
 *
 * Gets the pool that is used where none is named.
 *
 * Returns: (transfer full): the pool, the same object each time
 *
 * Since: 0.1
 */
GArrowMemoryPool *
garrow_memory_pool_default (void)
{
  return get_object (arw_pool_default ());
}

/**
 * garrow_set_memory_pool:
 * @pool: a pool
 *
 * Makes @pool the default pool: the one that everything takes its memory from where no
 * pool is named.
 *
 * What already has memory, and a file that is open, stays with the pool that it has. A
 * pool that was the default once lives as long as the process.
 *
 * Since: 0.1
 */
void
garrow_set_memory_pool (GArrowMemoryPool *pool)
{
  ArwPool *core;

  g_return_if_fail (GARROW_IS_MEMORY_POOL (pool));

  core = garrow_memory_pool_get_core (pool);
  g_mutex_lock (&objects_mutex);
  if (objects == NULL)
    objects = g_hash_table_new (NULL, NULL);
  if (!g_hash_table_contains (objects, core))
    g_hash_table_insert (objects, core, g_object_ref (pool));
  g_mutex_unlock (&objects_mutex);
  arw_pool_set_default (core);
}

/**
 * garrow_memory_pool_for_backend:
 * @backend_name: the name of an allocator, as `system`, `mimalloc` or `jemalloc`
 * @error: return location for an error
 *
 * Gets the pool of an allocator.
 *
 * Fails with `GARROW_ERROR_NOT_IMPLEMENTED` if this build or this system has no such
 * allocator.
 *
 * Returns: (transfer full): the pool, the same object each time
 *
 * Since: 0.1
 */
GArrowMemoryPool *
garrow_memory_pool_for_backend (const char *backend_name, GError **error)
{
  ArwError core_error;
  ArwPool *core;

  g_return_val_if_fail (backend_name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  core = arw_pool_for_backend (backend_name, &core_error);
  if (core == NULL) {
    garrow_error_set_from_core (error, &core_error);
    return NULL;
  }
  return get_object (core);
}

static ArwPoolStatistics
get_statistics (GArrowMemoryPool *self)
{
  ArwPoolStatistics statistics;

  arw_pool_statistics (garrow_memory_pool_get_core (self), &statistics);
  return statistics;
}

/**
 * garrow_memory_pool_get_bytes_allocated:
 * @self: a pool
 *
 * Gets how many bytes are allocated and not freed yet.
 *
 * Buffers count with their capacity, which is a multiple of 64.
 *
 * Returns: the figure in bytes
 *
 * Since: 0.1
 */
gint64
garrow_memory_pool_get_bytes_allocated (GArrowMemoryPool *self)
{
  g_return_val_if_fail (GARROW_IS_MEMORY_POOL (self), -1);

  return get_statistics (self).bytes_allocated;
}

/**
 * garrow_memory_pool_get_max_memory:
 * @self: a pool
 *
 * Gets the most bytes that were ever allocated at the same time.
 *
 * Returns: the figure in bytes
 *
 * Since: 0.1
 */
gint64
garrow_memory_pool_get_max_memory (GArrowMemoryPool *self)
{
  g_return_val_if_fail (GARROW_IS_MEMORY_POOL (self), -1);

  return get_statistics (self).max_memory;
}

/**
 * garrow_memory_pool_get_total_bytes_allocated:
 * @self: a pool
 *
 * Gets the sum of all allocations since there is the pool, freed or not. An allocation
 * that grew counts with what it grew by.
 *
 * Returns: the figure in bytes
 *
 * Since: 0.1
 */
gint64
garrow_memory_pool_get_total_bytes_allocated (GArrowMemoryPool *self)
{
  g_return_val_if_fail (GARROW_IS_MEMORY_POOL (self), -1);

  return get_statistics (self).total_bytes_allocated;
}

/**
 * garrow_memory_pool_get_num_allocations:
 * @self: a pool
 *
 * Gets how many allocations there were since there is the pool, with the times that one
 * grew.
 *
 * Returns: the figure
 *
 * Since: 0.1
 */
gint64
garrow_memory_pool_get_num_allocations (GArrowMemoryPool *self)
{
  g_return_val_if_fail (GARROW_IS_MEMORY_POOL (self), -1);

  return get_statistics (self).num_allocations;
}

/**
 * garrow_memory_pool_get_backend_name:
 * @self: a pool
 *
 * Gets the name of the allocator, which for a pool that stands on another is that one's.
 *
 * Returns: the name
 *
 * Since: 0.1
 */
const char *
garrow_memory_pool_get_backend_name (GArrowMemoryPool *self)
{
  g_return_val_if_fail (GARROW_IS_MEMORY_POOL (self), NULL);

  return arw_pool_backend_name (garrow_memory_pool_get_core (self));
}

/**
 * garrow_memory_pool_release_unused:
 * @self: a pool
 *
 * Gives memory that this pool's allocator keeps for later back to the system.
 *
 * Memory that is in use is not touched. This may take milliseconds.
 *
 * Since: 0.1
 */
void
garrow_memory_pool_release_unused (GArrowMemoryPool *self)
{
  g_return_if_fail (GARROW_IS_MEMORY_POOL (self));

  arw_pool_release_unused (garrow_memory_pool_get_core (self));
}

/**
 * garrow_memory_pool_print_stats:
 * @self: a pool
 *
 * Says the figures of the pool, and what its allocator knows about itself, on standard
 * error.
 *
 * Since: 0.1
 */
void
garrow_memory_pool_print_stats (GArrowMemoryPool *self)
{
  g_return_if_fail (GARROW_IS_MEMORY_POOL (self));

  arw_pool_print_stats (garrow_memory_pool_get_core (self));
}

/**
 * garrow_default_memory_pool:
 *
 * Gets the default pool, as [func@MemoryPool.default] does.
 *
 * Returns: (transfer full): the pool, the same object each time
 *
 * Since: 0.1
 */
GArrowMemoryPool *
garrow_default_memory_pool (void)
{
  return garrow_memory_pool_default ();
}

/**
 * garrow_total_allocated_bytes:
 *
 * Gets how many bytes are allocated from the default pool and not freed yet.
 *
 * Returns: the figure in bytes
 *
 * Since: 0.1
 */
gint64
garrow_total_allocated_bytes (void)
{
  ArwPoolStatistics statistics;

  arw_pool_statistics (arw_pool_default (), &statistics);
  return statistics.bytes_allocated;
}

/**
 * garrow_supported_memory_backends:
 *
 * Lists the allocators that this process can use, the preferred one first.
 *
 * Returns: (transfer full) (array zero-terminated=1): their names
 *
 * Since: 0.1
 */
char **
garrow_supported_memory_backends (void)
{
  GPtrArray *names = g_ptr_array_new ();
  ArwPool *pool;

  for (gsize i = 0; (pool = arw_pool_nth (i)) != NULL; i++)
    g_ptr_array_add (names, g_strdup (arw_pool_backend_name (pool)));
  g_ptr_array_add (names, NULL);
  return (char **)g_ptr_array_free (names, FALSE);
}
