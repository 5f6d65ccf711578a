/* core/memory/pool-table.c: the pools of the process, and which of all is the default.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory/guard.h"
#include "core/memory/pool-private.h"
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

/* Those whose allocator opens, in the order of the table. */
static ArwPool pools[N_ALLOCATORS];
static size_t n_pools;
static _Atomic (ArwPool *) default_pool;

static ArwPool *
choose_default (void)
{
  const char *name = getenv ("ARROW_DEFAULT_MEMORY_POOL");
  char known[128] = "";

  if (name == NULL || name[0] == '\0')
    return &pools[0];

  for (size_t i = 0; i < n_pools; i++) {
    if (strcmp (pools[i].allocator->name, name) == 0)
      return &pools[i];
    strncat (known, i > 0 ? ", '" : "'", sizeof known - strlen (known) - 1);
    strncat (known, pools[i].allocator->name, sizeof known - strlen (known) - 1);
    strncat (known, "'", sizeof known - strlen (known) - 1);
  }
  arw_platform_warn ("Unsupported backend '%s' specified in ARROW_DEFAULT_MEMORY_POOL "
                     "(supported backends are %s)",
                     name,
                     known);
  return &pools[0];
}

static void
open_pools (void)
{
  arw_guard_open ();
  for (size_t i = 0; i < N_ALLOCATORS; i++) {
    if (allocators[i]->open ())
      pools[n_pools++].allocator = allocators[i];
  }
  atomic_store (&default_pool, choose_default ());
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
  return atomic_load_explicit (&default_pool, memory_order_acquire);
}

void
arw_pool_set_default (ArwPool *pool)
{
  static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  static ArwPool *kept;

  ensure_open ();
  pthread_mutex_lock (&mutex);
  if (pool->parent != NULL && !pool->kept) {
    pool->kept = true;
    pool->next_kept = kept;
    kept = arw_pool_ref (pool);
  }
  atomic_store_explicit (&default_pool, pool, memory_order_release);
  pthread_mutex_unlock (&mutex);
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
                     "The memory pool backend '%s' is not installed on this system, or "
                     "cannot be opened in this process",
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
