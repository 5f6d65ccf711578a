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

/* In the order of the table. An allocator is opened when somebody asks for it, as that
 * may load a library and all that it needs. */
static ArwPool pools[N_ALLOCATORS];
static ArwKept blocks[N_ALLOCATORS][ARW_N_SLOTS];
static pthread_mutex_t pools_mutex = PTHREAD_MUTEX_INITIALIZER;
static _Atomic (ArwPool *) default_pool;

/* The pool of a row, or NULL if its allocator cannot be used here. */
static ArwPool *
open_row (size_t row)
{
  static bool tried[N_ALLOCATORS];
  ArwPool *pool = &pools[row];

  pthread_mutex_lock (&pools_mutex);
  if (!tried[row] && allocators[row]->open ()) {
    arw_account_init (&pool->account);
    if (allocators[row]->keeps_blocks && arw_guard_size == 0)
      pool->blocks = blocks[row];
    pool->allocator = allocators[row];
  }
  tried[row] = true;
  if (pool->allocator == NULL)
    pool = NULL;
  pthread_mutex_unlock (&pools_mutex);
  return pool;
}

static ArwPool *
open_nth (size_t n)
{
  for (size_t row = 0; row < N_ALLOCATORS; row++) {
    ArwPool *pool = open_row (row);

    if (pool != NULL && n-- == 0)
      return pool;
  }
  return NULL;
}

/* N_ALLOCATORS if there is none of that name in this build. */
static size_t
find_row (const char *name)
{
  size_t row = 0;

  while (row < N_ALLOCATORS && strcmp (allocators[row]->name, name) != 0)
    row++;
  return row;
}

static void
warn_of_unknown (const char *name)
{
  char known[128] = "";
  ArwPool *pool;

  for (size_t i = 0; (pool = open_nth (i)) != NULL; i++) {
    strncat (known, i > 0 ? ", '" : "'", sizeof known - strlen (known) - 1);
    strncat (known, pool->allocator->name, sizeof known - strlen (known) - 1);
    strncat (known, "'", sizeof known - strlen (known) - 1);
  }
  arw_platform_warn ("Unsupported backend '%s' specified in ARROW_DEFAULT_MEMORY_POOL "
                     "(supported backends are %s)",
                     name,
                     known);
}

static ArwPool *
choose_default (void)
{
  const char *name = getenv ("ARROW_DEFAULT_MEMORY_POOL");
  ArwPool *pool = NULL;
  size_t row;

  if (name == NULL || name[0] == '\0')
    return open_nth (0);
  row = find_row (name);
  if (row < N_ALLOCATORS)
    pool = open_row (row);
  if (pool != NULL)
    return pool;
  warn_of_unknown (name);
  return open_nth (0);
}

static void
prepare (void)
{
  arw_guard_open ();
  atomic_store (&default_pool, choose_default ());
}

static void
ensure_prepared (void)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;

  pthread_once (&once, prepare);
}

ArwPool *
arw_pool_default (void)
{
  ensure_prepared ();
  return atomic_load_explicit (&default_pool, memory_order_acquire);
}

void
arw_pool_set_default (ArwPool *pool)
{
  static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  static ArwPool *kept;

  ensure_prepared ();
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
  ensure_prepared ();
  return open_nth (n);
}

ArwPool *
arw_pool_for_backend (const char *name, ArwError *error)
{
  size_t row = find_row (name);
  ArwPool *pool;

  ensure_prepared ();
  if (row == N_ALLOCATORS) {
    arw_error_set (error,
                   ARW_NOT_IMPLEMENTED,
                   "This build has no memory pool backend '%s'",
                   name);
    return NULL;
  }
  pool = open_row (row);
  if (pool == NULL)
    arw_error_set (error,
                   ARW_NOT_IMPLEMENTED,
                   "The memory pool backend '%s' is not installed on this system, or "
                   "cannot be opened in this process",
                   name);
  return pool;
}

void
arw_pool_release_unused_everywhere (void)
{
  for (size_t row = 0; row < N_ALLOCATORS; row++) {
    bool is_open;

    pthread_mutex_lock (&pools_mutex);
    is_open = pools[row].allocator != NULL;
    pthread_mutex_unlock (&pools_mutex);
    if (is_open)
      arw_pool_release_unused (&pools[row]);
  }
}
