/* core/memory/pool.c: one pool, which takes memory from its allocator or from its parent.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/memory/pool.h"

#include <inttypes.h>
#include <stdalign.h>
#include <stdlib.h>

#include "core/checked.h"
#include "core/memory/guard.h"
#include "core/memory/pool-private.h"
#include "core/platform.h"

/* What every allocation of 0 bytes gets. */
static alignas (ARW_ALIGNMENT) uint8_t nothing[ARW_ALIGNMENT];

ArwPool *
arw_pool_new_over (ArwPool *parent, ArwPoolObserver observer, ArwError *error)
{
  ArwPool *pool = calloc (1, sizeof *pool);

  if (pool == NULL) {
    arw_error_set (error, ARW_OUT_OF_MEMORY, "malloc of size %zu failed", sizeof *pool);
    return NULL;
  }
  pool->allocator = parent->allocator;
  pool->parent = arw_pool_ref (parent);
  pool->observer = observer;
  atomic_init (&pool->n_refs, 1);
  atomic_init (&pool->pressure_limit, INT64_MAX);
  return pool;
}

ArwPool *
arw_pool_ref (ArwPool *pool)
{
  if (pool->parent != NULL)
    atomic_fetch_add_explicit (&pool->n_refs, 1, memory_order_relaxed);
  return pool;
}

void
arw_pool_unref (ArwPool *pool)
{
  while (pool->parent != NULL &&
         atomic_fetch_sub_explicit (&pool->n_refs, 1, memory_order_acq_rel) == 1) {
    ArwPool *parent = pool->parent;

    free (pool);
    pool = parent;
  }
}

const char *
arw_pool_backend_name (ArwPool *pool)
{
  return pool->allocator->name;
}

void
arw_pool_statistics (ArwPool *pool, ArwPoolStatistics *out)
{
  out->bytes_allocated = atomic_load (&pool->bytes_allocated);
  out->max_memory = atomic_load (&pool->max_memory);
  out->total_bytes_allocated = atomic_load (&pool->total_bytes_allocated);
  out->num_allocations = atomic_load (&pool->num_allocations);
}

static void
count_more (ArwPool *pool, int64_t n_bytes)
{
  int64_t now =
    atomic_fetch_add_explicit (&pool->bytes_allocated, n_bytes, memory_order_relaxed) +
    n_bytes;
  int64_t max = atomic_load_explicit (&pool->max_memory, memory_order_relaxed);

  while (now > max && !atomic_compare_exchange_weak_explicit (&pool->max_memory,
                                                              &max,
                                                              now,
                                                              memory_order_relaxed,
                                                              memory_order_relaxed)) {
  }
  atomic_fetch_add_explicit (&pool->total_bytes_allocated, n_bytes, memory_order_relaxed);
  atomic_fetch_add_explicit (&pool->num_allocations, 1, memory_order_relaxed);
  if (now > atomic_load_explicit (&pool->pressure_limit, memory_order_relaxed))
    arw_pool_tell_pressure (pool, now);
}

static void
count_less (ArwPool *pool, int64_t n_bytes)
{
  atomic_fetch_sub_explicit (&pool->bytes_allocated, n_bytes, memory_order_relaxed);
}

static void
count_change (ArwPool *pool, int64_t old_size, int64_t new_size)
{
  if (new_size > old_size)
    count_more (pool, new_size - old_size);
  else
    count_less (pool, old_size - new_size);
}

static bool
check (const char *operation, int64_t size, int64_t alignment, ArwError *error)
{
  if (size < 0) {
    arw_error_set (error, ARW_INVALID, "negative %s size: %" PRId64, operation, size);
    return false;
  }
  if (alignment < (int64_t)sizeof (void *) || !arw_is_power_of_2 (alignment)) {
    arw_error_set (error,
                   ARW_INVALID,
                   "invalid alignment parameter: %" PRId64,
                   alignment);
    return false;
  }
  return true;
}

/* What follows is for a pool that takes from its allocator. */

static uint8_t *
take (const ArwAllocator *allocator, int64_t size, int64_t alignment)
{
  uint8_t *data;

  if (size == 0)
    return nothing;
  if (size > INT64_MAX - arw_guard_size)
    return NULL;
  data = allocator->allocate (size + arw_guard_size, alignment);
  if (data != NULL && arw_guard_size > 0)
    arw_guard_set (data, size);
  return data;
}

static void
give (const ArwAllocator *allocator, uint8_t *data, int64_t size, int64_t alignment)
{
  if (size == 0)
    return;
  if (arw_guard_size > 0)
    arw_guard_check (data, size, "deallocation");
  allocator->free (data, size + arw_guard_size, alignment);
}

static uint8_t *
retake (const ArwAllocator *allocator,
        uint8_t *data,
        int64_t old_size,
        int64_t new_size,
        int64_t alignment)
{
  if (new_size > INT64_MAX - arw_guard_size)
    return NULL;
  if (arw_guard_size > 0)
    arw_guard_check (data, old_size, "reallocation");
  data = allocator->reallocate (data,
                                old_size + arw_guard_size,
                                new_size + arw_guard_size,
                                alignment);
  if (data != NULL && arw_guard_size > 0)
    arw_guard_set (data, new_size);
  return data;
}

static uint8_t *
exchange (const ArwAllocator *allocator,
          uint8_t *data,
          int64_t old_size,
          int64_t new_size,
          int64_t alignment)
{
  if (old_size == 0)
    return take (allocator, new_size, alignment);
  if (new_size > 0)
    return retake (allocator, data, old_size, new_size, alignment);
  give (allocator, data, old_size, alignment);
  return nothing;
}

/* What follows is for a pool that stands on another one. */

static void
tell_observer (ArwPool *pool,
               ArwPoolOperation operation,
               int64_t old_size,
               int64_t new_size,
               int64_t alignment)
{
  if (pool->observer != NULL)
    pool->observer (pool, &(ArwPoolEvent){operation, old_size, new_size, alignment});
}

static uint8_t *
allocate_over (ArwPool *pool, int64_t size, int64_t alignment, ArwError *error)
{
  uint8_t *data = arw_pool_allocate (pool->parent, size, alignment, error);

  if (data == NULL)
    return NULL;
  count_more (pool, size);
  tell_observer (pool, ARW_POOL_ALLOCATE, 0, size, alignment);
  return data;
}

static int
reallocate_over (ArwPool *pool,
                 uint8_t **data,
                 int64_t old_size,
                 int64_t new_size,
                 int64_t alignment,
                 ArwError *error)
{
  if (arw_pool_reallocate (pool->parent, data, old_size, new_size, alignment, error) != 0)
    return -1;
  count_change (pool, old_size, new_size);
  tell_observer (pool, ARW_POOL_REALLOCATE, old_size, new_size, alignment);
  return 0;
}

static void
free_over (ArwPool *pool, uint8_t *data, int64_t size, int64_t alignment)
{
  arw_pool_free (pool->parent, data, size, alignment);
  count_less (pool, size);
  tell_observer (pool, ARW_POOL_FREE, size, 0, alignment);
}

/* And from here on it is any pool. */

uint8_t *
arw_pool_allocate (ArwPool *pool, int64_t size, int64_t alignment, ArwError *error)
{
  uint8_t *data;

  if (!check ("malloc", size, alignment, error))
    return NULL;
  if (pool->parent != NULL)
    return allocate_over (pool, size, alignment, error);
  data = take (pool->allocator, size, alignment);
  if (data == NULL) {
    pool->allocator->release_unused ();
    data = take (pool->allocator, size, alignment);
  }
  if (data == NULL) {
    arw_error_set (error, ARW_OUT_OF_MEMORY, "malloc of size %" PRId64 " failed", size);
    return NULL;
  }
  count_more (pool, size);
  return data;
}

int
arw_pool_reallocate (ArwPool *pool,
                     uint8_t **data,
                     int64_t old_size,
                     int64_t new_size,
                     int64_t alignment,
                     ArwError *error)
{
  uint8_t *moved;

  if (!check ("realloc", new_size, alignment, error))
    return -1;
  if (pool->parent != NULL)
    return reallocate_over (pool, data, old_size, new_size, alignment, error);
  moved = exchange (pool->allocator, *data, old_size, new_size, alignment);
  if (moved == NULL) {
    pool->allocator->release_unused ();
    moved = exchange (pool->allocator, *data, old_size, new_size, alignment);
  }
  if (moved == NULL) {
    arw_error_set (error,
                   ARW_OUT_OF_MEMORY,
                   "realloc of size %" PRId64 " failed",
                   new_size);
    return -1;
  }
  *data = moved;
  count_change (pool, old_size, new_size);
  return 0;
}

void
arw_pool_free (ArwPool *pool, uint8_t *data, int64_t size, int64_t alignment)
{
  if (pool->parent != NULL) {
    free_over (pool, data, size, alignment);
    return;
  }
  give (pool->allocator, data, size, alignment);
  count_less (pool, size);
}

void
arw_pool_release_unused (ArwPool *pool)
{
  pool->allocator->release_unused ();
}

void
arw_pool_print_stats (ArwPool *pool)
{
  ArwPoolStatistics statistics;

  arw_pool_statistics (pool, &statistics);
  arw_platform_warn ("%s memory pool: %" PRId64 " bytes allocated, %" PRId64
                     " at most, %" PRId64 " in all, in %" PRId64 " allocations",
                     pool->allocator->name,
                     statistics.bytes_allocated,
                     statistics.max_memory,
                     statistics.total_bytes_allocated,
                     statistics.num_allocations);
  pool->allocator->print_stats ();
}
