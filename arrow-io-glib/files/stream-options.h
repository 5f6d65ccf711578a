/* files/stream-options.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/memory/memory-pool.h>

G_BEGIN_DECLS

/**
 * GARROW_COMPRESSION_LEVEL_DEFAULT:
 *
 * The level that a codec takes when none is asked for: 6 for gzip, 3 for zstd.
 *
 * Since: 0.1
 */
#define GARROW_COMPRESSION_LEVEL_DEFAULT (-2147483647 - 1)

/**
 * GArrowDurability:
 * @GARROW_DURABILITY_NONE: The end of the process.
 * @GARROW_DURABILITY_DATA: The end of the system too: what is in the file is on its disk
 *   before it takes its place (`fsync`).
 * @GARROW_DURABILITY_FULL: The same of its name: the folder is on its disk when closing
 *   returns.
 *
 * What a file survives once it is closed.
 *
 * Since: 0.1
 */
typedef enum {
  GARROW_DURABILITY_NONE,
  GARROW_DURABILITY_DATA,
  GARROW_DURABILITY_FULL,
} GArrowDurability;

#define GARROW_TYPE_STREAM_OPTIONS (garrow_stream_options_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_FINAL_TYPE (GArrowStreamOptions,
                      garrow_stream_options,
                      GARROW,
                      STREAM_OPTIONS,
                      GObject)

GARROW_IO_AVAILABLE_IN_0_1
GArrowStreamOptions *garrow_stream_options_new (void);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_stream_options_get_atomic (GArrowStreamOptions *self);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_stream_options_set_atomic (GArrowStreamOptions *self, gboolean atomic);

GARROW_IO_AVAILABLE_IN_0_1
GArrowDurability garrow_stream_options_get_durability (GArrowStreamOptions *self);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_stream_options_set_durability (GArrowStreamOptions *self,
                                           GArrowDurability durability);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_stream_options_get_buffer_size (GArrowStreamOptions *self);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_stream_options_set_buffer_size (GArrowStreamOptions *self,
                                            gint64 buffer_size);

GARROW_IO_AVAILABLE_IN_0_1
const char *garrow_stream_options_get_compression (GArrowStreamOptions *self);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_stream_options_set_compression (GArrowStreamOptions *self,
                                            const char *compression);

GARROW_IO_AVAILABLE_IN_0_1
int garrow_stream_options_get_compression_level (GArrowStreamOptions *self);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_stream_options_set_compression_level (GArrowStreamOptions *self, int level);

GARROW_IO_AVAILABLE_IN_0_1
GArrowMemoryPool *garrow_stream_options_get_memory_pool (GArrowStreamOptions *self);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_stream_options_set_memory_pool (GArrowStreamOptions *self,
                                            GArrowMemoryPool *pool);

GARROW_IO_AVAILABLE_IN_0_1
int garrow_stream_options_get_threads (GArrowStreamOptions *self);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_stream_options_set_threads (GArrowStreamOptions *self, int threads);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_stream_options_get_members (GArrowStreamOptions *self);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_stream_options_set_members (GArrowStreamOptions *self, gboolean members);

G_END_DECLS
