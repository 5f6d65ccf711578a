/* memory/memory-pool.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <glib-object.h>

#include <arrow-io-glib/version.h>

G_BEGIN_DECLS

#define GARROW_TYPE_MEMORY_POOL (garrow_memory_pool_get_type ())
GARROW_IO_AVAILABLE_IN_0_1
G_DECLARE_DERIVABLE_TYPE (GArrowMemoryPool,
                          garrow_memory_pool,
                          GARROW,
                          MEMORY_POOL,
                          GObject)

/**
 * GARROW_PRESSURE_THRESHOLD_DEFAULT:
 *
 * The threshold of [signal@MemoryPool::pressure] that the languages with a collector set
 * for the pools that they use, in bytes: 64 MiB.
 *
 * Since: 0.1
 */
#define GARROW_PRESSURE_THRESHOLD_DEFAULT (64 * 1024 * 1024)

struct _GArrowMemoryPoolClass
{
  GObjectClass parent_class;

  /*< private >*/
  gpointer padding[4];
};

GARROW_IO_AVAILABLE_IN_0_1
GArrowMemoryPool *garrow_memory_pool_default (void);

GARROW_IO_AVAILABLE_IN_0_1
GArrowMemoryPool *garrow_memory_pool_for_backend (const char *backend_name,
                                                  GError **error);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_memory_pool_get_bytes_allocated (GArrowMemoryPool *self);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_memory_pool_get_max_memory (GArrowMemoryPool *self);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_memory_pool_get_total_bytes_allocated (GArrowMemoryPool *self);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_memory_pool_get_num_allocations (GArrowMemoryPool *self);

GARROW_IO_AVAILABLE_IN_0_1
const char *garrow_memory_pool_get_backend_name (GArrowMemoryPool *self);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_memory_pool_get_pressure_threshold (GArrowMemoryPool *self);

GARROW_IO_AVAILABLE_IN_0_1
gboolean garrow_memory_pool_set_pressure_threshold (GArrowMemoryPool *self,
                                                    gint64 n_bytes,
                                                    GError **error);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_memory_pool_release_unused (GArrowMemoryPool *self);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_memory_pool_print_stats (GArrowMemoryPool *self);

GARROW_IO_AVAILABLE_IN_0_1
GArrowMemoryPool *garrow_default_memory_pool (void);

GARROW_IO_AVAILABLE_IN_0_1
void garrow_set_memory_pool (GArrowMemoryPool *pool);

GARROW_IO_AVAILABLE_IN_0_1
GArrowMemoryPool *garrow_proxy_memory_pool (GArrowMemoryPool *parent);

GARROW_IO_AVAILABLE_IN_0_1
GArrowMemoryPool *garrow_logging_memory_pool (GArrowMemoryPool *parent);

GARROW_IO_AVAILABLE_IN_0_1
gint64 garrow_total_allocated_bytes (void);

GARROW_IO_AVAILABLE_IN_0_1
char **garrow_supported_memory_backends (void);

G_END_DECLS
