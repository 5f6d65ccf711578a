/* tests/bench/bench-ranges.h: what bench-ranges.c and arrow-ranges.cc share.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "bench.h"

G_BEGIN_DECLS

#define RANGES_WORK "read 1000 ranges of a file"

typedef struct
{
  const char *path;
  const gint64 *offsets;
  const gint64 *sizes;
  gsize n;
  gboolean cold; /* nothing of the file is in memory */
} RangesSetting;

/* Before each time: takes the file out of memory if it shall be cold, unmeasured. */
void ranges_prepare (const RangesSetting *setting);

G_END_DECLS
