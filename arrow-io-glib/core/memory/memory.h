/* core/memory/memory.h: a run of bytes that many can share.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/error.h"
#include "core/memory/pool.h"

typedef void (*ArwReleaseFunc) (void *owner);

/* The address of no bytes. Nothing is ever written to it. */
extern uint8_t arw_no_bytes[1];

typedef struct
{
  uint8_t *data;    /* never NULL */
  int64_t capacity; /* bytes that may be used */

  /* Private to core/memory/memory.c. */
  atomic_int n_refs;
  ArwPool *pool; /* NULL if others brought the bytes: then release (owner) ends it */
  int64_t alignment;
  ArwReleaseFunc release;
  void *owner;
} ArwMemory;

/* At least size bytes, a multiple of 64, aligned to 64, not cleared. Holds pool. */
ArwMemory *arw_memory_allocate (ArwPool *pool, int64_t size, ArwError *error);

/* The same aligned to alignment, a power of 2, if that is more; it stays so in a resize.
 */
ArwMemory *arw_memory_allocate_aligned (ArwPool *pool,
                                        int64_t size,
                                        int64_t alignment,
                                        ArwError *error);

/* Takes over owner, and calls release (owner) with the last reference; release may be
 * NULL. On failure owner still belongs to the caller. */
ArwMemory *arw_memory_wrap (void *data,
                            int64_t size,
                            ArwReleaseFunc release,
                            void *owner,
                            ArwError *error);

/* Grows or shrinks memory from a pool that nobody shares, keeping what is in it. */
bool arw_memory_resize (ArwMemory *memory, int64_t size, ArwError *error);

/* Whether somebody else looks at the bytes too. */
static inline bool
arw_memory_is_shared (ArwMemory *memory)
{
  return atomic_load_explicit (&memory->n_refs, memory_order_acquire) > 1;
}

static inline ArwMemory *
arw_memory_ref (ArwMemory *memory)
{
  atomic_fetch_add_explicit (&memory->n_refs, 1, memory_order_relaxed);
  return memory;
}

/* Takes a void pointer so that it is itself an ArwReleaseFunc. */
void arw_memory_unref (void *memory);
