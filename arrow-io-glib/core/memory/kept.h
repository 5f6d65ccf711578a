/* core/memory/kept.h: the few small blocks that a thread gave back last, for the next
 * allocation of the same size.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <stdalign.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#define ARW_KEPT_BITS 3
#define ARW_KEPT_MAX (INT64_C (64) << 10)

/* Aligned to ARW_ALIGNMENT. */
typedef struct
{
  uint8_t *data;
  atomic_int_least64_t size; /* 0 if there is none. Others may look at it to pass by. */
} ArwKeptBlock;

/* For one slot of the account, and under its lock. */
typedef struct
{
  alignas (64) ArwKeptBlock blocks[1 << ARW_KEPT_BITS];
} ArwKept;

/* Where a block of this size is kept: in one place, as what was given back last is what
 * the processor still has at hand. */
static inline ArwKeptBlock *
arw_kept_find (ArwKept *kept, int64_t size)
{
  uint64_t mixed = (uint64_t)size * UINT64_C (0x9e3779b97f4a7c15);

  return &kept->blocks[mixed >> (64 - ARW_KEPT_BITS)];
}

static inline int64_t
arw_kept_size (ArwKeptBlock *block)
{
  return atomic_load_explicit (&block->size, memory_order_relaxed);
}

static inline void
arw_kept_set (ArwKeptBlock *block, uint8_t *data, int64_t size)
{
  block->data = data;
  atomic_store_explicit (&block->size, size, memory_order_relaxed);
}
