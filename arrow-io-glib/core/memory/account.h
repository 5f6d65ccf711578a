/* core/memory/account.h: how much memory is out, counted exactly by many threads.
 *
 * Words that all threads write to would make them wait for each other. Instead, what is
 * below the maximum so far is handed out to the threads as slack: an allocation takes
 * from its thread's, and gives it back when it ends. Only a thread that has too little
 * looks at the others', all at one moment, and if they have too little too there is a new
 * maximum.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/memory/lock.h"
#include "core/memory/pool.h"
#include "core/memory/thread.h"

#define ARW_N_SLOTS 64 /* bits of ArwAccount.loose */

/* What one thread counts, or a few if there are many. Others may look at the figures. */
typedef struct
{
  alignas (64) ArwLock lock;
  bool is_loose; /* has, or may have, slack: see ArwAccount.loose */
  atomic_int_least64_t slack;
  atomic_int_least64_t total_bytes_allocated;
  atomic_int_least64_t num_allocations;
} ArwSlot;

typedef struct ArwAccount ArwAccount;

struct ArwAccount
{
  ArwSlot slots[ARW_N_SLOTS];

  alignas (64) ArwLock lock; /* comes before the slots' */
  int64_t given;             /* to the slots: what is out, and their slack */
  int64_t max;
  int64_t limit;                  /* more than this is told once; else INT64_MAX */
  _Atomic (uint_least64_t) loose; /* a bit for each slot that may have slack */
  ArwAccount *next, *previous;    /* for fork () */
};

void arw_account_init (ArwAccount *account);
void arw_account_clear (ArwAccount *account);

/* Every figure, of one moment. */
void arw_account_read (ArwAccount *account, ArwPoolStatistics *out);

/* From now on arw_account_add () tells when more than threshold bytes are out, and more
 * than twice of what there is now; 0 ends that. */
void arw_account_watch (ArwAccount *account, int64_t threshold);

/* This thread's slot. What follows wants it to be locked. */
static inline ArwSlot *
arw_account_slot (ArwAccount *account)
{
  return &account->slots[arw_thread_number () % ARW_N_SLOTS];
}

/* What only the holder of the slot's lock changes. */
static inline void
arw_slot_change (atomic_int_least64_t *figure, int64_t change)
{
  atomic_store_explicit (figure,
                         atomic_load_explicit (figure, memory_order_relaxed) + change,
                         memory_order_relaxed);
}

/* Whether an allocation of n_bytes can be counted here alone; then it is. */
static inline bool
arw_slot_add (ArwSlot *slot, int64_t n_bytes)
{
  if (atomic_load_explicit (&slot->slack, memory_order_relaxed) < n_bytes)
    return false;
  arw_slot_change (&slot->slack, -n_bytes);
  arw_slot_change (&slot->total_bytes_allocated, n_bytes);
  arw_slot_change (&slot->num_allocations, 1);
  return true;
}

void arw_slot_set_loose (ArwAccount *account, ArwSlot *slot);

/* What was out is back. */
static inline void
arw_slot_subtract (ArwAccount *account, ArwSlot *slot, int64_t n_bytes)
{
  if (!slot->is_loose)
    arw_slot_set_loose (account, slot);
  arw_slot_change (&slot->slack, n_bytes);
}

/* For a slot that has too little, and is not locked. */
bool arw_account_add_more (ArwAccount *account, ArwSlot *slot, int64_t n_bytes);

/* Counts an allocation. True if now more is out than was to be told: the caller is the
 * only one to hear it. */
static inline bool
arw_account_add (ArwAccount *account, int64_t n_bytes)
{
  ArwSlot *slot = arw_account_slot (account);
  bool counted;

  arw_lock (&slot->lock);
  counted = arw_slot_add (slot, n_bytes);
  arw_unlock (&slot->lock);
  return !counted && arw_account_add_more (account, slot, n_bytes);
}

static inline void
arw_account_subtract (ArwAccount *account, int64_t n_bytes)
{
  ArwSlot *slot = arw_account_slot (account);

  arw_lock (&slot->lock);
  arw_slot_subtract (account, slot, n_bytes);
  arw_unlock (&slot->lock);
}
