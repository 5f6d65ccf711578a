/* core/memory/pool.h: where memory comes from, and how much of it is out.
 *
 * There is one pool for each allocator of this build, which lives as long as the process.
 * Pools over other pools come and go: whoever has memory from one holds a reference.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/error.h"

typedef struct ArwPool ArwPool;

typedef struct
{
  int64_t bytes_allocated;       /* out at the moment */
  int64_t max_memory;            /* the most that ever was */
  int64_t total_bytes_allocated; /* of all allocations, and of what they grew by */
  int64_t num_allocations;       /* allocations, and times that one grew */
} ArwPoolStatistics;

typedef enum {
  ARW_POOL_ALLOCATE,
  ARW_POOL_REALLOCATE,
  ARW_POOL_FREE,
} ArwPoolOperation;

typedef struct
{
  ArwPoolOperation operation;
  int64_t old_size;
  int64_t new_size;
  int64_t alignment;
} ArwPoolEvent;

/* Hears of what was done, on the thread that did it. */
typedef void (*ArwPoolObserver) (ArwPool *pool, const ArwPoolEvent *event);

/* Hears that much memory is out, on the thread that allocates and in the middle of that:
 * it must not use the pool. */
typedef void (*ArwPoolPressureFunc) (ArwPool *pool);

/* What was set, else what ARROW_DEFAULT_MEMORY_POOL names, else the first that can be
 * used. It needs no reference. */
ArwPool *arw_pool_default (void);

/* As other threads may be just about to use a default pool, one that was it once lives as
 * long as the process. */
void arw_pool_set_default (ArwPool *pool);

ArwPool *arw_pool_for_backend (const char *name, ArwError *error);

/* Walks the pools that can be used here, the preferred one first; NULL after the last. */
ArwPool *arw_pool_nth (size_t n);

/* A pool that takes from parent, counts what goes through it, and tells observer, if that
 * is not NULL. Holds parent. */
ArwPool *arw_pool_new_over (ArwPool *parent, ArwPoolObserver observer, ArwError *error);

/* These cost nothing where the pool lives as long as the process. */
ArwPool *arw_pool_ref (ArwPool *pool);
void arw_pool_unref (ArwPool *pool);

/* Of the allocator. */
const char *arw_pool_backend_name (ArwPool *pool);

/* Exact: all figures are of one moment, between the operations of other threads. */
void arw_pool_statistics (ArwPool *pool, ArwPoolStatistics *out);

/* Returns NULL with error set on failure, and never NULL for 0 bytes. The memory is not
 * cleared. alignment is a power of 2. An allocator that has none is asked again after it
 * gave back what it keeps for later. */
uint8_t *arw_pool_allocate (ArwPool *pool,
                            int64_t size,
                            int64_t alignment,
                            ArwError *error);

/* Moves *data if it must. On failure *data and what is in it stay as they were. */
int arw_pool_reallocate (ArwPool *pool,
                         uint8_t **data,
                         int64_t old_size,
                         int64_t new_size,
                         int64_t alignment,
                         ArwError *error);

void arw_pool_free (ArwPool *pool, uint8_t *data, int64_t size, int64_t alignment);

/* Gives memory that the allocator keeps for later back to the system. */
void arw_pool_release_unused (ArwPool *pool);

/* The same for every allocator that is open. */
void arw_pool_release_unused_everywhere (void);

/* Tells func when more than threshold bytes are out, once; 0 ends that. Only a pool that
 * takes from its allocator can be watched, as nothing shall count twice. func has to be
 * the same each time. */
bool arw_pool_watch (ArwPool *pool,
                     int64_t threshold,
                     ArwPoolPressureFunc func,
                     ArwError *error);

/* Looks again, after what can be freed was: tells when more than the threshold is out,
 * and more than twice of what there is now, so that a program which holds that rightly is
 * left alone. */
void arw_pool_watch_on (ArwPool *pool);

/* Says the pool's figures, and what its allocator has to say, on standard error. */
void arw_pool_print_stats (ArwPool *pool);
