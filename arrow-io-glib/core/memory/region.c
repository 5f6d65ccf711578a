/* core/memory/region.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/memory/region.h"

#include <stdalign.h>
#include <stdatomic.h>
#include <string.h>

#include "core/checked.h"
#include "core/memory/thread.h"
#include "core/platform.h"

#define MIN_SIZE (INT64_C (1) << 20)
#define MAX_SIZE (INT64_C (1) << 56)

/* How much is kept in all, and in how many pieces. */
#define MAX_KEPT (INT64_C (64) << 20)
#define N_SLOTS 16

/* What is going to grow gets a region of at most this many times what it asked for: it
 * may be that it never grows on, and then holds what nobody counts. */
#define MAX_ROOM 4

/* Lies before the data. */
typedef struct
{
  int64_t size;
} Header;

/* What one freed region is kept in. Whoever makes a slot busy has it for himself until he
 * makes it something else. */
typedef struct
{
  alignas (64) atomic_int state;
  atomic_int_least64_t size; /* of the region; others may look at it to pass by */
  void *data;
  int64_t reserved; /* of MAX_KEPT. It stays with the slot while that is empty, so that
                     * the shared figure is not touched each time. */
} Slot;

enum {
  EMPTY,
  BUSY,
  FULL
};

static Slot slots[N_SLOTS];
static atomic_int_least64_t n_left = MAX_KEPT;

static Header *
header_of (void *data)
{
  return (Header *)data - 1;
}

bool
arw_region_fits (int64_t size, int64_t alignment)
{
  return size >= MIN_SIZE && size <= MAX_SIZE && alignment <= ARW_REGION_ALIGNMENT;
}

/* Steps are an eighth of a doubling, so that what was freed fits what is next more often,
 * and growing a little need not ask the system. */
static int64_t
round_up (int64_t size)
{
  int64_t step = (INT64_C (1) << (63 - __builtin_clzll ((unsigned long long)size))) / 8;

  return (size + step - 1) & -step;
}

/* Threads start at different slots, so that they seldom meet. */
static Slot *
slot_at (int i)
{
  return &slots[(arw_thread_number () + (unsigned)i) % N_SLOTS];
}

static bool
claim (Slot *slot, int state)
{
  return atomic_load_explicit (&slot->state, memory_order_relaxed) == state &&
         atomic_compare_exchange_strong_explicit (&slot->state,
                                                  &state,
                                                  BUSY,
                                                  memory_order_acquire,
                                                  memory_order_relaxed);
}

static void
leave (Slot *slot, int state)
{
  atomic_store_explicit (&slot->state, state, memory_order_release);
}

/* Claimed: takes from MAX_KEPT, or gives back to it. */
static bool
reserve (Slot *slot, int64_t size)
{
  int64_t more = size - slot->reserved;

  if (atomic_fetch_sub_explicit (&n_left, more, memory_order_relaxed) < more) {
    atomic_fetch_add_explicit (&n_left, more, memory_order_relaxed);
    return false;
  }
  slot->reserved = size;
  return true;
}

/* What empty slots have reserved goes to those who need it. */
static void
unreserve_empty (void)
{
  for (int i = 0; i < N_SLOTS; i++) {
    if (claim (&slots[i], EMPTY)) {
      reserve (&slots[i], 0);
      leave (&slots[i], EMPTY);
    }
  }
}

static bool
keep_in (Slot *slot, void *data, int64_t size)
{
  if (!claim (slot, EMPTY))
    return false;
  if (size > slot->reserved && !reserve (slot, size)) {
    leave (slot, EMPTY);
    return false;
  }
  slot->data = data;
  atomic_store_explicit (&slot->size, size, memory_order_relaxed);
  leave (slot, FULL);
  return true;
}

static bool
keep_anywhere (void *data, int64_t size)
{
  for (int i = 0; i < N_SLOTS; i++) {
    if (keep_in (slot_at (i), data, size))
      return true;
  }
  return false;
}

static bool
keep (void *data)
{
  int64_t size = header_of (data)->size;

  if (size > MAX_KEPT)
    return false;
  if (keep_anywhere (data, size))
    return true;
  unreserve_empty ();
  return keep_anywhere (data, size);
}

/* A kept region of at least min bytes and at most max, or NULL. */
static void *
take (int64_t min, int64_t max)
{
  for (int i = 0; i < N_SLOTS; i++) {
    Slot *slot = slot_at (i);
    int64_t size = atomic_load_explicit (&slot->size, memory_order_relaxed);
    void *data = NULL;

    if (size < min || size > max || !claim (slot, FULL))
      continue;
    size = atomic_load_explicit (&slot->size, memory_order_relaxed);
    if (size >= min && size <= max)
      data = slot->data;
    leave (slot, data != NULL ? EMPTY : FULL);
    if (data != NULL)
      return data;
  }
  return NULL;
}

static void *
take_to_grow (int64_t size)
{
  return take (size, size * MAX_ROOM);
}

static void
unmap (void *data)
{
  arw_platform_region_unmap (data, sizeof (Header), header_of (data)->size);
}

static void *
map (int64_t size)
{
  void *data = arw_platform_region_map (sizeof (Header), size);

  if (data == NULL) {
    arw_region_release_unused ();
    data = arw_platform_region_map (sizeof (Header), size);
  }
  if (data != NULL)
    header_of (data)->size = size;
  return data;
}

void *
arw_region_allocate (int64_t size)
{
  void *data;

  size = round_up (size);
  data = take (size, size);
  return data != NULL ? data : map (size);
}

void *
arw_region_allocate_to_grow (int64_t size)
{
  void *data;

  size = round_up (size);
  data = take_to_grow (size);
  return data != NULL ? data : map (size);
}

/* The system does not move as one what somebody has told it different things about, such
 * as to lock part of it, or to leave it out of a fork. */
static void *
move_by_copy (void *data, int64_t n_bytes, int64_t size)
{
  void *moved = map (size);

  if (moved == NULL)
    return NULL;
  memcpy (moved, data, (size_t)n_bytes);
  unmap (data);
  return moved;
}

void *
arw_region_resize (void *data, int64_t old_size, int64_t new_size)
{
  int64_t size = header_of (data)->size;
  int64_t wanted = round_up (new_size);
  void *kept, *resized;

  if (wanted == size || (new_size > old_size && wanted <= size))
    return data;

  /* Memory that was used before is faster to copy to than new memory is to use. */
  kept = wanted > size ? take_to_grow (wanted) : NULL;
  if (kept != NULL) {
    memcpy (kept, data, (size_t)old_size);
    arw_region_free (data);
    return kept;
  }
  resized = arw_platform_region_resize (data, sizeof (Header), size, wanted);
  if (resized == NULL)
    return move_by_copy (data, arw_min (old_size, new_size), wanted);
  header_of (resized)->size = wanted;
  return resized;
}

void
arw_region_free (void *data)
{
  if (!keep (data))
    unmap (data);
}

void
arw_region_release_unused (void)
{
  for (int i = 0; i < N_SLOTS; i++) {
    Slot *slot = &slots[i];

    if (claim (slot, FULL)) {
      void *data = slot->data;

      reserve (slot, 0);
      leave (slot, EMPTY);
      unmap (data);
    }
  }
}
