/* core/memory/pool.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/memory/pool.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdalign.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "core/checked.h"
#include "core/memory/allocator.h"
#include "core/platform.h"

#define ARW_ROW(name) extern const ArwAllocator arw_allocator_##name;
#include "allocator-rows.h"
#undef ARW_ROW

static const ArwAllocator *const allocators[] = {
#define ARW_ROW(name) &arw_allocator_##name,
#include "allocator-rows.h"
#undef ARW_ROW
};

#define N_ALLOCATORS (sizeof allocators / sizeof allocators[0])

struct ArwPool
{
  const ArwAllocator *allocator;
  atomic_int_least64_t bytes_allocated;
  atomic_int_least64_t max_memory;
  atomic_int_least64_t total_bytes_allocated;
  atomic_int_least64_t num_allocations;
};

/* Those whose allocator opens, in the order of the table. */
static ArwPool pools[N_ALLOCATORS];
static size_t n_pools;
static ArwPool *default_pool;

/* What every allocation of 0 bytes gets. */
static alignas (ARW_ALIGNMENT) uint8_t nothing[ARW_ALIGNMENT];

static void
choose_default (void)
{
  const char *name = getenv ("ARROW_DEFAULT_MEMORY_POOL");
  char known[128] = "";

  default_pool = &pools[0];
  if (name == NULL || name[0] == '\0')
    return;

  for (size_t i = 0; i < n_pools; i++) {
    if (strcmp (pools[i].allocator->name, name) == 0) {
      default_pool = &pools[i];
      return;
    }
    strncat (known, i > 0 ? ", '" : "'", sizeof known - strlen (known) - 1);
    strncat (known, pools[i].allocator->name, sizeof known - strlen (known) - 1);
    strncat (known, "'", sizeof known - strlen (known) - 1);
  }
  arw_platform_warn ("Unsupported backend '%s' specified in ARROW_DEFAULT_MEMORY_POOL "
                     "(supported backends are %s)",
                     name,
                     known);
}

static void
open_pools (void)
{
  for (size_t i = 0; i < N_ALLOCATORS; i++) {
    if (allocators[i]->open ())
      pools[n_pools++].allocator = allocators[i];
  }
  choose_default ();
}

static void
ensure_open (void)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;

  pthread_once (&once, open_pools);
}

ArwPool *
arw_pool_default (void)
{
  ensure_open ();
  return default_pool;
}

ArwPool *
arw_pool_nth (size_t n)
{
  ensure_open ();
  return n < n_pools ? &pools[n] : NULL;
}

ArwPool *
arw_pool_for_backend (const char *name, ArwError *error)
{
  ArwPool *pool;

  for (size_t i = 0; (pool = arw_pool_nth (i)) != NULL; i++) {
    if (strcmp (pool->allocator->name, name) == 0)
      return pool;
  }
  for (size_t i = 0; i < N_ALLOCATORS; i++) {
    if (strcmp (allocators[i]->name, name) == 0) {
      arw_error_set (error,
                     ARW_NOT_IMPLEMENTED,
                     "The memory pool backend '%s' is not installed on this system",
                     name);
      return NULL;
    }
  }
  arw_error_set (error,
                 ARW_NOT_IMPLEMENTED,
                 "This build has no memory pool backend '%s'",
                 name);
  return NULL;
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
}

static void
count_less (ArwPool *pool, int64_t n_bytes)
{
  atomic_fetch_sub_explicit (&pool->bytes_allocated, n_bytes, memory_order_relaxed);
}

static bool
check (const char *operation, int64_t size, int64_t alignment, ArwError *error)
{
  if (size < 0) {
    arw_error_set (error, ARW_INVALID, "negative %s size: %" PRId64, operation, size);
    return false;
  }
  if (alignment < (int64_t)sizeof (void *) || (alignment & (alignment - 1)) != 0) {
    arw_error_set (error,
                   ARW_INVALID,
                   "invalid alignment parameter: %" PRId64,
                   alignment);
    return false;
  }
  return true;
}

uint8_t *
arw_pool_allocate (ArwPool *pool, int64_t size, int64_t alignment, ArwError *error)
{
  uint8_t *data = nothing;

  if (!check ("malloc", size, alignment, error))
    return NULL;
  if (size > 0)
    data = pool->allocator->allocate (size, alignment);
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
  uint8_t *moved = nothing;

  if (!check ("realloc", new_size, alignment, error))
    return -1;

  if (old_size == 0 && new_size > 0)
    moved = pool->allocator->allocate (new_size, alignment);
  else if (old_size > 0 && new_size > 0)
    moved = pool->allocator->reallocate (*data, old_size, new_size, alignment);
  else if (old_size > 0)
    pool->allocator->free (*data, old_size, alignment);

  if (moved == NULL) {
    arw_error_set (error,
                   ARW_OUT_OF_MEMORY,
                   "realloc of size %" PRId64 " failed",
                   new_size);
    return -1;
  }
  *data = moved;
  if (new_size > old_size)
    count_more (pool, new_size - old_size);
  else
    count_less (pool, old_size - new_size);
  return 0;
}

void
arw_pool_free (ArwPool *pool, uint8_t *data, int64_t size, int64_t alignment)
{
  if (size > 0)
    pool->allocator->free (data, size, alignment);
  count_less (pool, size);
}

void
arw_pool_release_unused (ArwPool *pool)
{
  pool->allocator->release_unused ();
}
