/* core/codecs/gzip/find-last.c: walks the blocks of a deflate stream, without decoding
 * what they hold.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/codecs/gzip/deflate.h"

#include <string.h>

#define MAX_LENGTH 15 /* of a code, in bits */
#define N_LITERALS 286
#define N_DISTANCES 30
#define FAST_BITS 11
#define END_OF_BLOCK 256

/* What the bits that come next are: how many of them, and whether a distance follows or
 * the block ends. 0 where the code is longer than FAST_BITS. */
#define ENTRY_MATCH 0x40
#define ENTRY_END 0x80
#define ENTRY_BITS 0x3f

typedef struct
{
  uint16_t counts[MAX_LENGTH + 1]; /* of codes that are so long */
  uint16_t symbols[N_LITERALS + 2];
  uint8_t fast[1 << FAST_BITS];
} Code;

typedef struct
{
  const uint8_t *data;
  uint64_t position; /* in bits, as the end is */
  uint64_t end;
  Code literals;
  Code distances;
} Walk;

/* At least 56 bits from the position on; whatever lies behind the end counts as well. */
static inline uint64_t
peek (const Walk *walk)
{
  const uint8_t *next = walk->data + walk->position / 8;
  uint64_t bits;

#if defined __BYTE_ORDER__ && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  memcpy (&bits, next, sizeof bits);
#else
  bits = 0;
  for (int i = 7; i >= 0; i--)
    bits = bits << 8 | next[i];
#endif
  return bits >> walk->position % 8;
}

/* n is 16 at most. Gives 0 behind the end, where the walk then fails. */
static unsigned
take (Walk *walk, unsigned n)
{
  unsigned bits = walk->position < walk->end ? (unsigned)peek (walk) : 0;

  walk->position += n;
  return bits & ((1u << n) - 1);
}

static uint8_t
literal_entry (unsigned symbol)
{
  if (symbol < END_OF_BLOCK)
    return 0;
  if (symbol == END_OF_BLOCK)
    return ENTRY_END;
  return (uint8_t)(ENTRY_MATCH |
                   (symbol < 265 || symbol == 285 ? 0 : (symbol - 261) / 4));
}

static uint8_t
distance_entry (unsigned symbol)
{
  return (uint8_t)(symbol < 4 ? 0 : (symbol - 2) / 2);
}

/* Where codes are short, several literals are one entry. */
static void
join_literals (Code *code)
{
  for (unsigned i = (1 << FAST_BITS) - 1; i > 0; i--) {
    unsigned n = code->fast[i];

    if (n == 0 || n > ENTRY_BITS)
      continue;
    for (;;) {
      unsigned more = code->fast[i >> n];

      if (more == 0 || more > ENTRY_BITS || n + more > FAST_BITS)
        break;
      n += more;
    }
    code->fast[i] = (uint8_t)n;
  }
}

static unsigned
reverse (unsigned code, unsigned n_bits)
{
  unsigned reversed = 0;

  while (n_bits-- > 0) {
    reversed = reversed << 1 | (code & 1);
    code >>= 1;
  }
  return reversed;
}

static void
build (Code *code, const uint8_t *lengths, unsigned n, uint8_t (*entry) (unsigned symbol))
{
  uint16_t places[MAX_LENGTH + 2] = {0}, codes[MAX_LENGTH + 2] = {0};

  memset (code->counts, 0, sizeof code->counts);
  memset (code->fast, 0, sizeof code->fast);
  for (unsigned i = 0; i < n; i++)
    code->counts[lengths[i]]++;
  code->counts[0] = 0;
  for (unsigned length = 1; length <= MAX_LENGTH; length++) {
    places[length + 1] = (uint16_t)(places[length] + code->counts[length]);
    codes[length + 1] = (uint16_t)((codes[length] + code->counts[length]) << 1);
  }
  for (unsigned i = 0; i < n; i++) {
    unsigned length = lengths[i];
    unsigned step = 1u << length;

    if (length == 0)
      continue;
    code->symbols[places[length]++] = (uint16_t)i;
    if (length > FAST_BITS)
      continue;
    for (unsigned j = reverse (codes[length]++, length); j < 1 << FAST_BITS; j += step)
      code->fast[j] = (uint8_t)(entry (i) + length);
  }
}

/* A code of any length, bit by bit; -1 if there is none such. */
static int
take_symbol (Walk *walk, const Code *code)
{
  int value = 0, first = 0, place = 0;

  for (unsigned length = 1; length <= MAX_LENGTH; length++) {
    int count = code->counts[length];

    value |= (int)take (walk, 1);
    if (value - first < count)
      return code->symbols[place + value - first];
    place += count;
    first = (first + count) << 1;
    value <<= 1;
  }
  return -1;
}

/* Moves behind a code and what goes with it, and gives its entry; 0 if there is none. */
static inline unsigned
pass (Walk *walk, const Code *code, uint8_t (*entry) (unsigned symbol))
{
  unsigned found = code->fast[peek (walk) & ((1 << FAST_BITS) - 1)];
  int symbol;

  if (found != 0) {
    walk->position += found & ENTRY_BITS;
    return found;
  }
  symbol = take_symbol (walk, code);
  if (symbol < 0)
    return 0;
  found = entry ((unsigned)symbol);
  walk->position += found & ENTRY_BITS;
  return found | 1;
}

static bool
pass_symbols (Walk *walk)
{
  while (walk->position < walk->end) {
    unsigned found = pass (walk, &walk->literals, literal_entry);

    if (found == 0)
      return false;
    if (found & ENTRY_END)
      return true;
    if (found & ENTRY_MATCH && (walk->position >= walk->end ||
                                pass (walk, &walk->distances, distance_entry) == 0))
      return false;
  }
  return false;
}

static bool
pass_stored (Walk *walk)
{
  unsigned size, inverse;

  walk->position = (walk->position + 7) / 8 * 8;
  size = take (walk, 16);
  inverse = take (walk, 16);
  walk->position += UINT64_C (8) * size;
  return (size ^ inverse) == 0xffff;
}

static void
use_fixed_codes (Walk *walk)
{
  uint8_t lengths[N_LITERALS + 2];

  memset (lengths, 8, 144);
  memset (lengths + 144, 9, 256 - 144);
  memset (lengths + 256, 7, 280 - 256);
  memset (lengths + 280, 8, sizeof lengths - 280);
  build (&walk->literals, lengths, sizeof lengths, literal_entry);
  memset (lengths, 5, N_DISTANCES);
  build (&walk->distances, lengths, N_DISTANCES, distance_entry);
  join_literals (&walk->literals);
}

static uint8_t
plain_entry (unsigned symbol)
{
  (void)symbol;
  return 0;
}

/* The lengths of both codes, which are coded themselves. */
static bool
take_lengths (Walk *walk, uint8_t *lengths, unsigned n)
{
  for (unsigned i = 0; i < n;) {
    int symbol = take_symbol (walk, &walk->literals);
    unsigned value = 0, repeat = 1;

    if (symbol < 0)
      return false;
    if (symbol < 16) {
      value = (unsigned)symbol;
    } else if (symbol == 16) {
      if (i == 0)
        return false;
      value = lengths[i - 1];
      repeat = 3 + take (walk, 2);
    } else {
      repeat = symbol == 17 ? 3 + take (walk, 3) : 11 + take (walk, 7);
    }
    if (repeat > n - i)
      return false;
    memset (lengths + i, (int)value, repeat);
    i += repeat;
  }
  return true;
}

static bool
take_codes (Walk *walk)
{
  static const uint8_t order[] =
    {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
  uint8_t lengths[N_LITERALS + 2 + N_DISTANCES + 2] = {0};
  unsigned n_literals = 257 + take (walk, 5);
  unsigned n_distances = 1 + take (walk, 5);
  unsigned n_lengths = 4 + take (walk, 4);

  if (n_literals > N_LITERALS || n_distances > N_DISTANCES)
    return false;
  for (unsigned i = 0; i < n_lengths; i++)
    lengths[order[i]] = (uint8_t)take (walk, 3);
  build (&walk->literals, lengths, sizeof order, plain_entry);
  if (!take_lengths (walk, lengths, n_literals + n_distances))
    return false;
  build (&walk->literals, lengths, n_literals, literal_entry);
  build (&walk->distances, lengths + n_literals, n_distances, distance_entry);
  join_literals (&walk->literals);
  return true;
}

static bool
pass_block (Walk *walk, unsigned kind)
{
  switch (kind) {
  case 0:
    return pass_stored (walk);
  case 1:
    use_fixed_codes (walk);
    return pass_symbols (walk);
  case 2:
    return take_codes (walk) && pass_symbols (walk);
  default:
    return false;
  }
}

bool
arw_deflate_find_last (const uint8_t *data, int64_t size, uint64_t *start, uint64_t *end)
{
  Walk walk = {.data = data, .end = (uint64_t)size * 8};
  bool is_last = false;

  while (!is_last) {
    *start = walk.position;
    is_last = take (&walk, 1);
    if (!pass_block (&walk, take (&walk, 2)) || walk.position > walk.end)
      return false;
  }
  *end = walk.position;
  return walk.end - walk.position < 8;
}
