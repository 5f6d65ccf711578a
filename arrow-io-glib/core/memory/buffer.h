/* core/memory/buffer.h: part of a memory, with a reference to it.
 *
 * An ArwBuffer is a value: it is embedded where it is needed, so that a slice costs one
 * reference and no allocation. Whoever has one ends it by arw_buffer_clear ().
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "core/checked.h"
#include "core/memory/memory.h"

typedef struct
{
  ArwMemory *memory; /* NULL when there are no bytes to keep alive */
  uint8_t *data;     /* never NULL once set up, not even when size is 0 */
  int64_t size;
} ArwBuffer;

/* The functions that fill *out want it cleared or not yet set up, and leave it cleared
 * on failure. */

static inline void
arw_buffer_init_empty (ArwBuffer *out)
{
  *out = (ArwBuffer){.data = arw_no_bytes};
}

/* size bytes, not cleared but for the padding behind them. */
bool arw_buffer_allocate (ArwBuffer *out, ArwPool *pool, int64_t size, ArwError *error);

/* As arw_memory_allocate_aligned (). */
bool arw_buffer_allocate_aligned (ArwBuffer *out,
                                  ArwPool *pool,
                                  int64_t size,
                                  int64_t alignment,
                                  ArwError *error);

/* As arw_memory_wrap (). */
bool arw_buffer_wrap (ArwBuffer *out,
                      void *data,
                      int64_t size,
                      ArwReleaseFunc release,
                      void *owner,
                      ArwError *error);

static inline void
arw_buffer_share (const ArwBuffer *buffer, ArwBuffer *out)
{
  *out = *buffer;
  if (out->memory != NULL)
    arw_memory_ref (out->memory);
}

/* Private to core/memory/buffer.c: always fails. */
bool arw_buffer_refuse_range (const ArwBuffer *buffer,
                              int64_t offset,
                              int64_t size,
                              ArwBuffer *out,
                              ArwError *error);

static inline bool
arw_buffer_slice (const ArwBuffer *buffer,
                  int64_t offset,
                  int64_t size,
                  ArwBuffer *out,
                  ArwError *error)
{
  if (!arw_range_fits (offset, size, buffer->size))
    return arw_buffer_refuse_range (buffer, offset, size, out, error);
  arw_buffer_share (buffer, out);
  out->data += offset;
  out->size = size;
  return true;
}

bool arw_buffer_copy (const ArwBuffer *buffer,
                      ArwPool *pool,
                      int64_t offset,
                      int64_t size,
                      ArwBuffer *out,
                      ArwError *error);

/* Over part of the bytes, which data may be part of. All, or an error. */
bool arw_buffer_write (ArwBuffer *buffer,
                       int64_t offset,
                       const void *data,
                       int64_t size,
                       ArwError *error);

/* Puts two digits for each byte into out, in upper case. */
void arw_buffer_to_hex (const ArwBuffer *buffer, char *out);

bool arw_buffer_equal (const ArwBuffer *buffer, const ArwBuffer *other);

/* Bytes behind data that the buffer may use. */
int64_t arw_buffer_capacity (const ArwBuffer *buffer);

/* These are for a buffer from a pool that starts where its memory does. Who shares the
 * memory keeps the old bytes where they are: the buffer then moves to memory of its own.
 * On failure the buffer stays as it was. */

/* Changes the size. The capacity grows if it must and does not shrink. */
bool arw_buffer_resize (ArwBuffer *buffer, int64_t size, ArwError *error);

/* Makes it hold a copy of size bytes at data, and nothing else. */
bool arw_buffer_replace (ArwBuffer *buffer,
                         const void *data,
                         int64_t size,
                         ArwError *error);

/* Makes the capacity at least this. */
bool arw_buffer_reserve (ArwBuffer *buffer, int64_t capacity, ArwError *error);

/* Changes the capacity, to no less than the size. */
bool arw_buffer_set_capacity (ArwBuffer *buffer, int64_t capacity, ArwError *error);

static inline void
arw_buffer_clear (ArwBuffer *buffer)
{
  if (buffer->memory != NULL)
    arw_memory_unref (buffer->memory);
  arw_buffer_init_empty (buffer);
}
