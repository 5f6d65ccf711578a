/* tests/bench/bench-compress.h: what the cases of bench-compress.c compress.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  guint8 *data;
  gsize size;
} Corpus;

/* How one case does it. Rivals take from it what they know. */
typedef struct
{
  const Corpus *corpus;
  const char *codec;
  int level;
  int threads;
  gboolean members;
} Way;

G_END_DECLS
