/* core/memory/buffer.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/memory/buffer.h"

#include <inttypes.h>
#include <string.h>

#include "core/checked.h"
#include "core/copy.h"

_Static_assert(ARW_COPY_FEW_MAX == ARW_ALIGNMENT, "what is copied fits");

static void
zero_padding (ArwBuffer *buffer)
{
  int64_t end = arw_min (arw_round_up (buffer->size), buffer->memory->capacity);

  memset (buffer->data + buffer->size, 0, (size_t)(end - buffer->size));
}

bool
arw_buffer_allocate (ArwBuffer *out, ArwPool *pool, int64_t size, ArwError *error)
{
  return arw_buffer_allocate_aligned (out, pool, size, ARW_ALIGNMENT, error);
}

bool
arw_buffer_allocate_aligned (ArwBuffer *out,
                             ArwPool *pool,
                             int64_t size,
                             int64_t alignment,
                             ArwError *error)
{
  ArwMemory *memory = arw_memory_allocate_aligned (pool, size, alignment, error);

  arw_buffer_init_empty (out);
  if (memory == NULL)
    return false;
  *out = (ArwBuffer){memory, memory->data, size};
  zero_padding (out);
  return true;
}

bool
arw_buffer_wrap (ArwBuffer *out,
                 void *data,
                 int64_t size,
                 ArwReleaseFunc release,
                 void *owner,
                 ArwError *error)
{
  ArwMemory *memory;

  arw_buffer_init_empty (out);
  memory = arw_memory_wrap (data, size, release, owner, error);
  if (memory == NULL)
    return false;
  *out = (ArwBuffer){memory, memory->data, size};
  return true;
}

bool
arw_buffer_refuse_range (const ArwBuffer *buffer,
                         int64_t offset,
                         int64_t size,
                         ArwBuffer *out,
                         ArwError *error)
{
  arw_error_set (error,
                 ARW_INDEX,
                 "%" PRId64 " bytes at offset %" PRId64
                 " are not inside a buffer of %" PRId64 " bytes",
                 size,
                 offset,
                 buffer->size);
  if (out != NULL)
    arw_buffer_init_empty (out);
  return false;
}

bool
arw_buffer_copy (const ArwBuffer *buffer,
                 ArwPool *pool,
                 int64_t offset,
                 int64_t size,
                 ArwBuffer *out,
                 ArwError *error)
{
  if (!arw_range_fits (offset, size, buffer->size))
    return arw_buffer_refuse_range (buffer, offset, size, out, error);
  if (!arw_buffer_allocate (out, pool, size, error))
    return false;
  memcpy (out->data, buffer->data + offset, (size_t)size);
  return true;
}

bool
arw_buffer_write (ArwBuffer *buffer,
                  int64_t offset,
                  const void *data,
                  int64_t size,
                  ArwError *error)
{
  if (!arw_range_fits (offset, size, buffer->size))
    return arw_buffer_refuse_range (buffer, offset, size, NULL, error);
  if (size > 0)
    memmove (buffer->data + offset, data, (size_t)size);
  return true;
}

void
arw_buffer_to_hex (const ArwBuffer *buffer, char *out)
{
  static const char digits[] = "0123456789ABCDEF";

  for (int64_t i = 0; i < buffer->size; i++) {
    *out++ = digits[buffer->data[i] >> 4];
    *out++ = digits[buffer->data[i] & 15];
  }
}

bool
arw_buffer_equal (const ArwBuffer *buffer, const ArwBuffer *other)
{
  if (buffer->size != other->size)
    return false;
  return buffer->data == other->data ||
         memcmp (buffer->data, other->data, (size_t)buffer->size) == 0;
}

int64_t
arw_buffer_capacity (const ArwBuffer *buffer)
{
  if (buffer->memory == NULL)
    return 0;
  return buffer->memory->capacity - (buffer->data - buffer->memory->data);
}

bool
arw_buffer_set_capacity (ArwBuffer *buffer, int64_t capacity, ArwError *error)
{
  ArwMemory *own;

  if (capacity >= 0)
    capacity = arw_max (capacity, buffer->size);
  if (!arw_memory_is_shared (buffer->memory)) {
    if (!arw_memory_resize (buffer->memory, capacity, error))
      return false;
    buffer->data = buffer->memory->data;
    return true;
  }

  own = arw_memory_allocate_aligned (buffer->memory->pool,
                                     capacity,
                                     buffer->memory->alignment,
                                     error);
  if (own == NULL)
    return false;
  memcpy (own->data, buffer->data, (size_t)buffer->size);
  arw_memory_unref (buffer->memory);
  *buffer = (ArwBuffer){own, own->data, buffer->size};
  return true;
}

bool
arw_buffer_reserve (ArwBuffer *buffer, int64_t capacity, ArwError *error)
{
  if (capacity >= 0 && capacity <= buffer->memory->capacity)
    return true;
  return arw_buffer_set_capacity (buffer, capacity, error);
}

bool
arw_buffer_resize (ArwBuffer *buffer, int64_t size, ArwError *error)
{
  /* Whoever looks at the bytes must not see the size change below them either, and the
   * padding is zeroed below; so a change while they look moves the buffer away. */
  int64_t capacity = buffer->memory->capacity;
  bool must_move =
    size > capacity || (size != buffer->size && arw_memory_is_shared (buffer->memory));

  if ((size < 0 || must_move) &&
      !arw_buffer_set_capacity (buffer,
                                size < 0 ? size : arw_max (size, capacity),
                                error))
    return false;
  buffer->size = size;
  zero_padding (buffer);
  return true;
}

bool
arw_buffer_replace (ArwBuffer *buffer, const void *data, int64_t size, ArwError *error)
{
  int64_t capacity = buffer->memory->capacity;

  if ((size > capacity || arw_memory_is_shared (buffer->memory)) &&
      !arw_buffer_set_capacity (buffer, arw_max (size, capacity), error))
    return false;
  buffer->size = size;
  if (size > 0 && size <= ARW_ALIGNMENT) {
    memset (buffer->data, 0, ARW_ALIGNMENT); /* of a known size: no call */
    arw_copy_few (buffer->data, data, (size_t)size);
  } else {
    memcpy (buffer->data, data, (size_t)size);
    zero_padding (buffer);
  }
  return true;
}
