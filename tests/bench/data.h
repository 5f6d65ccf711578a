/* tests/bench/data.h: what is compressed and decompressed, the same bytes everywhere.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  guint8 *(*make) (gsize size);
} BenchData;

/* Words in no order, source text, CSV and columns of binary numbers. */
extern const BenchData bench_data[4];

G_END_DECLS
