/* core/memory/account.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/memory/account.h"

#include <pthread.h>
#include <stddef.h>

#include "core/checked.h"

/* A thread that is in the middle of counting when another one forks is not in the child,
 * and nobody would unlock there what it had locked. */

static pthread_mutex_t accounts_mutex = PTHREAD_MUTEX_INITIALIZER;
static ArwAccount *accounts;

static void
before_fork (void)
{
  pthread_mutex_lock (&accounts_mutex);
  for (ArwAccount *account = accounts; account != NULL; account = account->next) {
    arw_lock (&account->lock);
    for (int i = 0; i < ARW_N_SLOTS; i++)
      arw_lock (&account->slots[i].lock);
  }
}

static void
after_fork (void)
{
  for (ArwAccount *account = accounts; account != NULL; account = account->next) {
    for (int i = 0; i < ARW_N_SLOTS; i++)
      arw_unlock (&account->slots[i].lock);
    arw_unlock (&account->lock);
  }
  pthread_mutex_unlock (&accounts_mutex);
}

static void
prepare_for_fork (void)
{
  pthread_atfork (before_fork, after_fork, after_fork);
}

void
arw_account_init (ArwAccount *account)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;

  pthread_once (&once, prepare_for_fork);
  *account = (ArwAccount){.limit = INT64_MAX};
  pthread_mutex_lock (&accounts_mutex);
  account->next = accounts;
  if (accounts != NULL)
    accounts->previous = account;
  accounts = account;
  pthread_mutex_unlock (&accounts_mutex);
}

void
arw_account_clear (ArwAccount *account)
{
  pthread_mutex_lock (&accounts_mutex);
  if (account->next != NULL)
    account->next->previous = account->previous;
  if (account->previous != NULL)
    account->previous->next = account->next;
  else
    accounts = account->next;
  pthread_mutex_unlock (&accounts_mutex);
}

static uint64_t
bit_of (const ArwAccount *account, const ArwSlot *slot)
{
  return UINT64_C (1) << (slot - account->slots);
}

/* Before the slot has slack: see lock_loose (). */
void
arw_slot_set_loose (ArwAccount *account, ArwSlot *slot)
{
  slot->is_loose = true;
  atomic_fetch_or (&account->loose, bit_of (account, slot));
}

/* Locks every slot that has slack, and gives them. As long as they are locked and no new
 * one has come, what they have is all that there is. */
static uint64_t
lock_loose (ArwAccount *account)
{
  uint64_t locked = 0, more;

  while ((more = atomic_load (&account->loose) & ~locked) != 0) {
    int i = __builtin_ctzll (more);

    arw_lock (&account->slots[i].lock);
    locked |= UINT64_C (1) << i;
  }
  return locked;
}

static void
unlock_slots (ArwAccount *account, uint64_t locked)
{
  for (; locked != 0; locked &= locked - 1)
    arw_unlock (&account->slots[__builtin_ctzll (locked)].lock);
}

/* Takes all slack back, so that what is given is what is out. */
static void
collect (ArwAccount *account, uint64_t locked)
{
  atomic_fetch_and (&account->loose, ~locked);
  for (; locked != 0; locked &= locked - 1) {
    ArwSlot *slot = &account->slots[__builtin_ctzll (locked)];

    account->given -= atomic_load_explicit (&slot->slack, memory_order_relaxed);
    atomic_store_explicit (&slot->slack, 0, memory_order_relaxed);
    slot->is_loose = false;
  }
}

/* Hands out n_bytes and half of what could be handed out besides, for the next ones. */
static void
hand_out (ArwAccount *account, ArwSlot *slot, int64_t n_bytes)
{
  int64_t left = arw_min (account->max, account->limit) - account->given - n_bytes;
  int64_t slack = left > 0 ? left - left / 2 : 0;

  account->given += n_bytes + slack;
  if (slack > 0)
    arw_slot_subtract (account, slot, slack);
  arw_slot_change (&slot->total_bytes_allocated, n_bytes);
  arw_slot_change (&slot->num_allocations, 1);
}

bool
arw_account_add_more (ArwAccount *account, ArwSlot *slot, int64_t n_bytes)
{
  uint64_t locked = 0;
  bool is_over = false;

  arw_lock (&account->lock);
  if (arw_min (account->max, account->limit) - account->given < n_bytes) {
    locked = lock_loose (account);
    collect (account, locked);
    account->max = arw_max (account->max, account->given + n_bytes);
    is_over = account->given + n_bytes > account->limit;
    if (is_over)
      account->limit = INT64_MAX;
  }
  if ((locked & bit_of (account, slot)) == 0) {
    arw_lock (&slot->lock);
    locked |= bit_of (account, slot);
  }
  hand_out (account, slot, n_bytes);
  unlock_slots (account, locked);
  arw_unlock (&account->lock);
  return is_over;
}

void
arw_account_read (ArwAccount *account, ArwPoolStatistics *out)
{
  *out = (ArwPoolStatistics){0};
  arw_lock (&account->lock);
  for (int i = 0; i < ARW_N_SLOTS; i++)
    arw_lock (&account->slots[i].lock);
  out->bytes_allocated = account->given;
  out->max_memory = account->max;
  for (int i = 0; i < ARW_N_SLOTS; i++) {
    ArwSlot *slot = &account->slots[i];

    out->bytes_allocated -= slot->slack;
    out->total_bytes_allocated += slot->total_bytes_allocated;
    out->num_allocations += slot->num_allocations;
    arw_unlock (&slot->lock);
  }
  arw_unlock (&account->lock);
}

void
arw_account_watch (ArwAccount *account, int64_t threshold)
{
  uint64_t locked;

  arw_lock (&account->lock);
  locked = lock_loose (account);
  collect (account, locked);
  if (threshold == 0 || account->given > INT64_MAX / 2)
    account->limit = INT64_MAX;
  else
    account->limit = arw_max (account->given * 2, threshold);
  unlock_slots (account, locked);
  arw_unlock (&account->lock);
}
