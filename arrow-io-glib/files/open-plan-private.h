/* files/open-plan-private.h: what stands over a file that open.c opened.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/native-file.h>
#include <arrow-io-glib/files/stream-options.h>

#include "core/codecs/codec.h"
#include "core/memory/pool.h"
#include "streams/compressed-private.h"

/* What the options come to for one source. */
typedef struct
{
  GArrowCodec *codec; /* NULL for none */
  gboolean by_content;
  ArwCodecSettings settings;
  gint64 buffer_size; /* 0 for none */
  gboolean atomic;
  GArrowDurability durability;
  ArwPool *pool;
  gboolean opened; /* the file below, and not handed in by the caller */
} GArrowOpenPlan;

void garrow_open_plan_clear (GArrowOpenPlan *plan);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GArrowOpenPlan, garrow_open_plan_clear)

/* Checks everything that can be checked before a file is touched. path is NULL for what
 * has none. */
gboolean garrow_open_plan_init (GArrowOpenPlan *plan,
                                GArrowStreamOptions *options,
                                const char *path,
                                gboolean compresses,
                                GError **error);

/* For a file that was opened here: it takes its memory where the options say. */
GArrowNativeFile *garrow_open_plan_pool (GArrowOpenPlan *plan, gpointer file);

/* Both take over raw, and let an error through if it is NULL. */
GArrowNativeFile *garrow_open_plan_read (GArrowOpenPlan *plan,
                                         GArrowNativeFile *raw,
                                         GError **error);
GArrowNativeFile *garrow_open_plan_write (GArrowOpenPlan *plan,
                                          GArrowNativeFile *raw,
                                          GError **error);
