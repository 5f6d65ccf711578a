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
  ArwPool *pool = aligned_alloc (alignof (ArwPool), sizeof *pool);

  if (pool == NULL) {
    arw_error_set (error, ARW_OUT_OF_MEMORY, "malloc of size %zu failed", sizeof *pool);
    return NULL;
  }
  *pool = (ArwPool){
    .allocator = parent->allocator,
    .parent = arw_pool_ref (parent),
    .observer = observer,
  };
  atomic_init (&pool->n_refs, 1);
  arw_account_init (&pool->account);
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

    arw_account_clear (&pool->account);
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
  arw_account_read (&pool->account, out);
}

static void
count_more (ArwPool *pool, int64_t n_bytes)
{
  if (arw_account_add (&pool->account, n_bytes))
    pool->tell_pressure (pool);
}

static void
count_change (ArwPool *pool, int64_t old_size, int64_t new_size)
{
  if (new_size > old_size)
    count_more (pool, new_size - old_size);
  else
    arw_account_subtract (&pool->account, old_size - new_size);
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
  arw_account_subtract (&pool->account, size);
  tell_observer (pool, ARW_POOL_FREE, size, 0, alignment);
}

/* What follows is for a pool that keeps blocks. */

static bool
keeps (const ArwPool *pool, int64_t size, int64_t alignment)
{
  return pool->blocks != NULL && alignment == ARW_ALIGNMENT && size > 0 &&
         size <= ARW_KEPT_MAX;
}

static ArwKept *
kept_of (ArwPool *pool, ArwSlot *slot)
{
  return &pool->blocks[slot - pool->account.slots];
}

/* NULL if there is none, or if it could not be counted at once. */
static uint8_t *
allocate_kept (ArwPool *pool, int64_t size)
{
  ArwSlot *slot = arw_account_slot (&pool->account);
  ArwKeptBlock *block = arw_kept_find (kept_of (pool, slot), size);
  uint8_t *data = NULL;

  if (arw_kept_size (block) != size)
    return NULL;
  arw_lock (&slot->lock);
  if (arw_kept_size (block) == size && arw_slot_add (slot, size)) {
    data = block->data;
    arw_kept_set (block, NULL, 0);
  }
  arw_unlock (&slot->lock);
  return data;
}

static void
free_kept (ArwPool *pool, uint8_t *data, int64_t size)
{
  ArwSlot *slot = arw_account_slot (&pool->account);
  ArwKeptBlock *block = arw_kept_find (kept_of (pool, slot), size);
  uint8_t *old_data;
  int64_t old_size;

  arw_lock (&slot->lock);
  old_data = block->data;
  old_size = arw_kept_size (block);
  arw_kept_set (block, data, size);
  arw_slot_subtract (&pool->account, slot, size);
  arw_unlock (&slot->lock);
  if (old_size > 0)
    pool->allocator->free (old_data, old_size, ARW_ALIGNMENT);
}

static void
release_kept_of (ArwPool *pool, ArwSlot *slot)
{
  ArwKept *kept = kept_of (pool, slot);

  for (size_t i = 0; i < sizeof kept->blocks / sizeof kept->blocks[0]; i++) {
    ArwKeptBlock *block = &kept->blocks[i];
    uint8_t *data;
    int64_t size;

    arw_lock (&slot->lock);
    data = block->data;
    size = arw_kept_size (block);
    arw_kept_set (block, NULL, 0);
    arw_unlock (&slot->lock);
    if (size > 0)
      pool->allocator->free (data, size, ARW_ALIGNMENT);
  }
}

static void
release_kept (ArwPool *pool)
{
  for (int i = 0; pool->blocks != NULL && i < ARW_N_SLOTS; i++)
    release_kept_of (pool, &pool->account.slots[i]);
}

/* And from here on it is any pool. What is not inlined would make what is often done save
 * registers for what is seldom. */

static uint8_t *__attribute__ ((noinline))
allocate_anew (ArwPool *pool, int64_t size, int64_t alignment, ArwError *error)
{
  uint8_t *data;

  if (!check ("malloc", size, alignment, error))
    return NULL;
  if (pool->parent != NULL)
    return allocate_over (pool, size, alignment, error);
  data = take (pool->allocator, size, alignment);
  if (data == NULL) {
    arw_pool_release_unused (pool);
    data = take (pool->allocator, size, alignment);
  }
  if (data == NULL) {
    arw_error_set (error, ARW_OUT_OF_MEMORY, "malloc of size %" PRId64 " failed", size);
    return NULL;
  }
  count_more (pool, size);
  return data;
}

uint8_t *
arw_pool_allocate (ArwPool *pool, int64_t size, int64_t alignment, ArwError *error)
{
  if (keeps (pool, size, alignment)) {
    uint8_t *data = allocate_kept (pool, size);

    if (data != NULL)
      return data;
  }
  return allocate_anew (pool, size, alignment, error);
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
    arw_pool_release_unused (pool);
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

static void __attribute__ ((noinline))
free_at_once (ArwPool *pool, uint8_t *data, int64_t size, int64_t alignment)
{
  if (pool->parent != NULL) {
    free_over (pool, data, size, alignment);
    return;
  }
  give (pool->allocator, data, size, alignment);
  arw_account_subtract (&pool->account, size);
}

void
arw_pool_free (ArwPool *pool, uint8_t *data, int64_t size, int64_t alignment)
{
  if (keeps (pool, size, alignment))
    free_kept (pool, data, size);
  else
    free_at_once (pool, data, size, alignment);
}

void
arw_pool_release_unused (ArwPool *pool)
{
  while (pool->parent != NULL)
    pool = pool->parent;
  release_kept (pool);
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
