/* tests/bench/bench-gunzip.h: what the rivals share.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "bench.h"

#define DATA_SIZE (8 << 20)
#define READ_SIZE (256 * 1024) /* at once */

#define ONE_MEMBER "gunzip one member"

typedef struct
{
  const char *name;
  GBytes *bytes;
} Packed;
