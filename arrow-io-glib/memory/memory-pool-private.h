/* memory/memory-pool-private.h
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "core/memory/pool.h"
#include <arrow-io-glib/memory/memory-pool.h>

/* The core pool of self, or the default one if self is NULL. */
ArwPool *garrow_memory_pool_get_core (GArrowMemoryPool *self);

/* Takes over core. */
GArrowMemoryPool *garrow_memory_pool_new_from_core (ArwPool *core);
