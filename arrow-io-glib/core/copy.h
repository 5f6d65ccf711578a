/* core/copy.h: copying few bytes without a call.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Copies the first and the last part bytes of size, which may overlap. All are read
 * before any is written, so that the two places may overlap too. */
#define ARW_COPY_ENDS(part, to, from, size)                                              \
  do {                                                                                   \
    struct                                                                               \
    {                                                                                    \
      uint8_t bytes[part];                                                               \
    } start_, end_;                                                                      \
                                                                                         \
    memcpy (&start_, (from), (part));                                                    \
    memcpy (&end_, (from) + (size) - (part), (part));                                    \
    memcpy ((to), &start_, (part));                                                      \
    memcpy ((to) + (size) - (part), &end_, (part));                                      \
  } while (0)

/* The same with 16 bytes from each end of both halves. */
static inline void
arw_copy_quarters (uint8_t *to, const uint8_t *from, size_t size)
{
  struct
  {
    uint8_t bytes[16];
  } a, b, c, d;

  memcpy (&a, from, 16);
  memcpy (&b, from + 16, 16);
  memcpy (&c, from + size - 32, 16);
  memcpy (&d, from + size - 16, 16);
  memcpy (to, &a, 16);
  memcpy (to + 16, &b, 16);
  memcpy (to + size - 32, &c, 16);
  memcpy (to + size - 16, &d, 16);
}

#define ARW_COPY_FEW_MAX 64

/* As memmove (), for 1 to ARW_COPY_FEW_MAX bytes; a few words are the most likely. */
static inline void
arw_copy_few (void *to, const void *from, size_t size)
{
  uint8_t *out = to;
  const uint8_t *in = from;

  if (size - 16 <= 16)
    ARW_COPY_ENDS (16, out, in, size);
  else if (size > 32)
    arw_copy_quarters (out, in, size);
  else if (size >= 8)
    ARW_COPY_ENDS (8, out, in, size);
  else if (size >= 4)
    ARW_COPY_ENDS (4, out, in, size);
  else if (size >= 2)
    ARW_COPY_ENDS (2, out, in, size);
  else
    *out = *in;
}

/* As memmove (), for sizes that are mostly few. */
static inline void
arw_copy (void *to, const void *from, size_t size)
{
  if (size - 1 < ARW_COPY_FEW_MAX)
    arw_copy_few (to, from, size);
  else
    memmove (to, from, size);
}
