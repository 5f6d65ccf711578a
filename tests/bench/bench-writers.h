/* tests/bench/bench-writers.h: what the cases of bench-writers.c write.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#define SMALL 16
#define SMALL_TOTAL 65536 /* in one file, so that growing is a small part */
#define LARGE (1 << 20)
