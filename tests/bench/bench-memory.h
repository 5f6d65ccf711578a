/* tests/bench/bench-memory.h: what the cases of bench-memory.c read.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#define MAP_SIZE (1 << 20)
#define PIECE 4096
