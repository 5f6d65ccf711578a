/* core/memory/system.c: memory from the C library.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/memory/allocator.h"
#include "core/platform.h"

extern const ArwAllocator arw_allocator_system;

static bool
open_system (void)
{
  return true;
}

static void
free_system (void *data, int64_t size, int64_t alignment)
{
  (void)size;
  (void)alignment;
  arw_platform_free (data);
}

const ArwAllocator arw_allocator_system = {
  .name = "system",
  .open = open_system,
  .allocate = arw_platform_allocate,
  .reallocate = arw_platform_reallocate,
  .free = free_system,
  .release_unused = arw_platform_trim,
  .print_stats = arw_platform_print_stats,
};
