/* core/memory/allocator.h: one way to get memory, as a table of plain functions.
 *
 * To add one: write core/memory/NAME.c and add its row to core/meson.build.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Sizes are above 0. Counting, checking and sizes of 0 are the pool's business. */
typedef struct
{
  const char *name;

  /* Whether the pool may keep a few small blocks for each thread: what looks for faults
   * in programs wants to see every one of them. */
  bool keeps_blocks;

  /* Whether it can be used in this process; asked once, before anything else. */
  bool (*open) (void);

  /* NULL when there is no memory. */
  void *(*allocate) (int64_t size, int64_t alignment);
  void *(*reallocate) (void *data, int64_t old_size, int64_t new_size, int64_t alignment);
  void (*free) (void *data, int64_t size, int64_t alignment);
  void (*release_unused) (void);

  /* Says on standard error what the allocator knows about itself. */
  void (*print_stats) (void);
} ArwAllocator;
