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
