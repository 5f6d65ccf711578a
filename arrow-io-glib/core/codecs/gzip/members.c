/* core/codecs/gzip/members.c: members of gzip that say in their header how large they
 * are.
 *
 * BGZF does, in the field BC: 2 bytes with the size of the whole member less 1. What this
 * library writes, and pgzip, does in the field IG: 4 bytes with the size.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/codecs/gzip/gzip.h"

#define HAS_EXTRA 4
#define FIXED_SIZE 12 /* up to and including the size of the extra fields */
#define LEAST_SIZE (FIXED_SIZE + 2 + 8) /* with an empty block and the sums */

/* No byte of deflate's gives more. */
#define MOST_FROM_BYTE 1032

static int64_t
get_number (const uint8_t *data, int n_bytes)
{
  int64_t number = 0;

  while (n_bytes-- > 0)
    number = number << 8 | data[n_bytes];
  return number;
}

int64_t
arw_gzip_member_size (const uint8_t *data, int64_t size)
{
  const uint8_t *end;

  if (size < FIXED_SIZE || get_number (data, 3) != 0x088b1f || (data[3] & HAS_EXTRA) == 0)
    return 0;
  end = data + FIXED_SIZE + get_number (data + 10, 2);
  if (end > data + size)
    return 0;
  for (data += FIXED_SIZE; end - data >= 4; data += 4 + get_number (data + 2, 2)) {
    int64_t n_bytes = get_number (data + 2, 2);

    if (n_bytes > end - data - 4)
      return 0;
    if (data[0] == 'B' && data[1] == 'C' && n_bytes == 2)
      return get_number (data + 4, 2) + 1;
    if (data[0] == 'I' && data[1] == 'G' && n_bytes == 4)
      return get_number (data + 4, 4);
  }
  return 0;
}

int64_t
arw_gzip_member_content (const uint8_t *data, int64_t size)
{
  int64_t content = size >= LEAST_SIZE ? get_number (data + size - 4, 4) : -1;

  return content <= size * MOST_FROM_BYTE ? content : -1;
}
