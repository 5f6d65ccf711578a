/* tests/bench/bench-gunzip.h: what the rivals share.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "bench.h"

G_BEGIN_DECLS

#define READ_SIZE (256 * 1024) /* at once */

#define ONE_MEMBER "gunzip one member"

extern gsize data_size; /* of what is decompressed */

typedef struct
{
  const char *name;
  GBytes *bytes;
} Packed;

G_END_DECLS
