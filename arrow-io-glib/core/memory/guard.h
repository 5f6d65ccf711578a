/* core/memory/guard.h: a mark behind every allocation, to find who writes past the end.
 *
 * ARROW_DEBUG_MEMORY_POOL turns it on, and says what happens when the mark is gone.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <stdint.h>

/* Asks the environment; called once, before any of the others. */
void arw_guard_open (void);

/* How many bytes behind each allocation belong to the mark; 0 if it is off, and then the
 * two functions need not be called. Changes in arw_guard_open () alone. */
extern int64_t arw_guard_size;

void arw_guard_set (uint8_t *data, int64_t size);

/* May end the process. operation is for the message. */
void arw_guard_check (const uint8_t *data, int64_t size, const char *operation);
