/* core/memory/region.h: large memory straight from the system, for allocators that are
 * slow with it.
 *
 * A region grows where it is, or moves without being copied. A few that are freed are
 * kept for whoever comes next, as most of the cost of large memory is its first use.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <stdbool.h>
#include <stdint.h>

/* What regions are for. The functions below want it to be so for each size. */
bool arw_region_fits (int64_t size, int64_t alignment);

/* NULL when there is no memory. */
void *arw_region_allocate (int64_t size);

/* Like arw_region_allocate () for what is going to grow on: what was kept may be larger
 * than asked for, and is taken as it is. */
void *arw_region_allocate_to_grow (int64_t size);

/* NULL when there is no memory; data is then as it was. */
void *arw_region_resize (void *data, int64_t old_size, int64_t new_size);

void arw_region_free (void *data);

/* Gives back what is kept. */
void arw_region_release_unused (void);
