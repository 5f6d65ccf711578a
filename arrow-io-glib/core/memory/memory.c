/* core/memory/memory.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/memory/memory.h"

#include <inttypes.h>
#include <stdlib.h>

#include "core/checked.h"

uint8_t arw_no_bytes[1];

static ArwMemory *
new_header (uint8_t *data, int64_t capacity, ArwError *error)
{
  ArwMemory *memory = malloc (sizeof *memory);

  if (memory == NULL) {
    arw_error_set (error, ARW_OUT_OF_MEMORY, "malloc of size %zu failed", sizeof *memory);
    return NULL;
  }
  *memory = (ArwMemory){.data = data, .capacity = capacity};
  atomic_init (&memory->n_refs, 1);
  return memory;
}

static bool
check_size (int64_t size, ArwError *error)
{
  if (size < 0) {
    arw_error_set (error, ARW_INVALID, "Negative buffer resize: %" PRId64, size);
    return false;
  }
  if (size > ARW_SIZE_MAX) {
    arw_error_set (error, ARW_OUT_OF_MEMORY, "capacity too large: %" PRId64, size);
    return false;
  }
  return true;
}

ArwMemory *
arw_memory_allocate (ArwPool *pool, int64_t size, ArwError *error)
{
  return arw_memory_allocate_aligned (pool, size, ARW_ALIGNMENT, error);
}

ArwMemory *
arw_memory_allocate_aligned (ArwPool *pool,
                             int64_t size,
                             int64_t alignment,
                             ArwError *error)
{
  ArwMemory *memory;
  int64_t capacity;
  uint8_t *data;

  if (!check_size (size, error))
    return NULL;

  /* Others are left to the pool to refuse. */
  if (arw_is_power_of_2 (alignment))
    alignment = arw_max (alignment, ARW_ALIGNMENT);
  capacity = arw_round_up (size);
  data = arw_pool_allocate (pool, capacity, alignment, error);
  if (data == NULL)
    return NULL;

  memory = new_header (data, capacity, error);
  if (memory == NULL) {
    arw_pool_free (pool, data, capacity, alignment);
    return NULL;
  }
  memory->pool = arw_pool_ref (pool);
  memory->alignment = alignment;
  return memory;
}

ArwMemory *
arw_memory_wrap (void *data,
                 int64_t size,
                 ArwReleaseFunc release,
                 void *owner,
                 ArwError *error)
{
  ArwMemory *memory;

  if (size < 0 || size > ARW_SIZE_MAX || (data == NULL && size > 0)) {
    arw_error_set (error,
                   ARW_INVALID,
                   "There cannot be %" PRId64 " bytes at address %p",
                   size,
                   data);
    return NULL;
  }
  memory = new_header (data != NULL ? data : arw_no_bytes, size, error);
  if (memory != NULL) {
    memory->release = release;
    memory->owner = owner;
  }
  return memory;
}

bool
arw_memory_resize (ArwMemory *memory, int64_t size, ArwError *error)
{
  int64_t capacity;

  if (!check_size (size, error))
    return false;
  capacity = arw_round_up (size);
  if (arw_pool_reallocate (memory->pool,
                           &memory->data,
                           memory->capacity,
                           capacity,
                           memory->alignment,
                           error) != 0)
    return false;
  memory->capacity = capacity;
  return true;
}

void
arw_memory_unref (void *data)
{
  ArwMemory *memory = data;

  if (atomic_fetch_sub_explicit (&memory->n_refs, 1, memory_order_acq_rel) > 1)
    return;

  if (memory->pool != NULL) {
    arw_pool_free (memory->pool, memory->data, memory->capacity, memory->alignment);
    arw_pool_unref (memory->pool);
  } else if (memory->release != NULL) {
    memory->release (memory->owner);
  }
  free (memory);
}
