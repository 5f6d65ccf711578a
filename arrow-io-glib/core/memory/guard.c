/* core/memory/guard.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/memory/guard.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "core/platform.h"

/* The mark is the size of the allocation in disguise, so that it also tells when memory
 * is given back with another size than it was taken with. */
#define DISGUISE INT64_C (0x2b9d1c6e5f8a4735)

static void
warn_only (void)
{
}

static const struct
{
  const char *name;
  void (*react) (void); /* NULL: there are no marks */
} reactions[] = {
  {"abort", abort},
  {"trap", arw_platform_trap},
  {"warn", warn_only},
  {"none", NULL},
};

int64_t arw_guard_size;
static void (*react) (void);

void
arw_guard_open (void)
{
  const char *name = getenv ("ARROW_DEBUG_MEMORY_POOL");

  if (name == NULL || name[0] == '\0')
    return;
  for (size_t i = 0; i < sizeof reactions / sizeof reactions[0]; i++) {
    if (strcmp (reactions[i].name, name) == 0) {
      react = reactions[i].react;
      arw_guard_size = react != NULL ? (int64_t)sizeof (int64_t) : 0;
      return;
    }
  }
  arw_platform_warn ("Invalid value for ARROW_DEBUG_MEMORY_POOL: '%s'. Valid values are "
                     "'abort', 'trap', 'warn', 'none'.",
                     name);
}

void
arw_guard_set (uint8_t *data, int64_t size)
{
  int64_t mark = size ^ DISGUISE;

  memcpy (data + size, &mark, sizeof mark);
}

void
arw_guard_check (const uint8_t *data, int64_t size, const char *operation)
{
  int64_t mark;

  memcpy (&mark, data + size, sizeof mark);
  mark ^= DISGUISE;
  if (mark == size)
    return;
  arw_platform_warn ("Invalid: Wrong size on %s: given size = %" PRId64
                     ", actual size = %" PRId64
                     " (unless somebody wrote past the end of the memory)",
                     operation,
                     size,
                     mark);
  react ();
}
