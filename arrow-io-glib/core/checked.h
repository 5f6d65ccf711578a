/* core/checked.h: arithmetic on sizes that cannot overflow.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Memory is aligned to this many bytes, and its capacity is a multiple of it. */
#define ARW_ALIGNMENT 64

/* The largest size that memory can have, and that still rounds up to a capacity. */
#define ARW_SIZE_MAX                                                                     \
  ((PTRDIFF_MAX < INT64_MAX ? (int64_t)PTRDIFF_MAX : INT64_MAX) - ARW_ALIGNMENT + 1)

/* size must not be above ARW_SIZE_MAX. */
static inline int64_t
arw_round_up (int64_t size)
{
  return (size + ARW_ALIGNMENT - 1) / ARW_ALIGNMENT * ARW_ALIGNMENT;
}

static inline bool
arw_is_power_of_2 (int64_t number)
{
  return number > 0 && (number & (number - 1)) == 0;
}

static inline int64_t
arw_min (int64_t a, int64_t b)
{
  return a < b ? a : b;
}

static inline int64_t
arw_max (int64_t a, int64_t b)
{
  return a > b ? a : b;
}

/* Whether size bytes at offset lie inside total. Subtracts, as offset + size could wrap.
 */
static inline bool
arw_range_fits (int64_t offset, int64_t size, int64_t total)
{
  return offset >= 0 && size >= 0 && offset <= total && size <= total - offset;
}
