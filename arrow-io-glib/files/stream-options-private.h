/* files/stream-options-private.h: between stream-options.c and stream-options-values.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/files/stream-options.h>

enum {
  GARROW_STREAM_OPTIONS_ATOMIC = 1,
  GARROW_STREAM_OPTIONS_BUFFER_SIZE,
  GARROW_STREAM_OPTIONS_COMPRESSION,
  GARROW_STREAM_OPTIONS_COMPRESSION_LEVEL,
  GARROW_STREAM_OPTIONS_DURABILITY,
  GARROW_STREAM_OPTIONS_MEMBERS,
  GARROW_STREAM_OPTIONS_MEMORY_POOL,
  GARROW_STREAM_OPTIONS_THREADS,
  GARROW_STREAM_OPTIONS_N_PROPS,
};

struct _GArrowStreamOptions
{
  GObject parent_instance;

  gboolean atomic;
  gint64 buffer_size;
  char *compression;
  int compression_level;
  GArrowDurability durability;
  GArrowMemoryPool *memory_pool;
  int threads;
  gboolean members;
};

void garrow_stream_options_notify (GArrowStreamOptions *self, guint prop_id);

/* With the values that the options have now. */
GArrowStreamOptions *garrow_stream_options_copy (GArrowStreamOptions *self);
