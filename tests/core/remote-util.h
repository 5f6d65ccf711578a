/* tests/core/remote-util.h: a kind of file whose every read waits, as for a network.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>

#include "core/cancel.h"
#include "util.h"

#define KIB INT64_C (1024)
#define MIB (KIB * KIB)
#define SIZE (8 * MIB + 77)
#define PIECE (256 * KIB)
#define AT_ONCE 4
#define NEVER INT64_MAX

/* Where the bytes come from, and what it was asked for. */
typedef struct
{
  uint8_t *content;
  _Atomic int64_t size;
  _Atomic int64_t most;    /* that one call gives */
  _Atomic int64_t fail_at; /* this byte cannot be read, nor the other */
  _Atomic int64_t fail_also_at;
  _Atomic int64_t hang_at; /* calls for this byte and those behind it hang */
  atomic_int wait;         /* microseconds for a call */
  atomic_int gather;       /* so many calls there have to be once before any goes on */
  atomic_int interrupted;
  atomic_int closed;
  atomic_int n_calls;
  atomic_int n_now;
  atomic_int n_hung;
  atomic_int n_most;
  atomic_int n_elsewhere; /* on other threads */
  atomic_int n_interrupts;
  atomic_int n_errors; /* which nobody has let go of yet */
  _Atomic int64_t n_bytes;
  pthread_mutex_t lock; /* for n_most */
  pthread_t thread;     /* GLib would allocate for one that a child of fork () lacks */
} Remote;

typedef struct
{
  ArwFile base;
  Remote *remote;
} RemoteFile;

static inline void
release_failure (void *foreign)
{
  ((Remote *)foreign)->n_errors--;
}

/* Each failure has to be let go of, and once. */
static inline void
fail (ArwFile *file, int system_errno, int64_t offset, ArwError *error)
{
  arw_error_set_system (error,
                        system_errno,
                        "Cannot read '%s' at %" G_GINT64_FORMAT,
                        file->name,
                        offset);
  if (error == NULL)
    return;
  error->foreign = ((RemoteFile *)file)->remote;
  error->release_foreign = release_failure;
  ((Remote *)error->foreign)->n_errors++;
}

/* Whether it may go on. */
static inline gboolean
wait_as_asked (Remote *remote, int64_t end)
{
  gboolean ok = TRUE;

  remote->n_hung++;
  for (int i = 0; ok; i += 500) {
    if (i >= remote->wait && end <= remote->hang_at &&
        (remote->n_most >= remote->gather || i > 10000000))
      break;
    ok = !arw_cancel_is_set () && !remote->interrupted;
    g_usleep (500);
  }
  remote->n_hung--;
  return ok;
}

/* What can be given of a call. */
static inline int64_t
clip (Remote *remote, int64_t offset, int64_t size)
{
  int64_t fail_at = remote->fail_at;

  if (remote->fail_also_at >= offset && remote->fail_also_at < fail_at)
    fail_at = remote->fail_also_at;
  if (fail_at < offset)
    fail_at = remote->fail_also_at;
  size = MIN (size, MAX (remote->size - offset, 0));
  size = MIN (size, remote->most);
  return fail_at >= offset ? MIN (size, fail_at - offset) : size;
}

static inline void
count_call (Remote *remote, int64_t n)
{
  pthread_mutex_lock (&remote->lock);
  remote->n_now++;
  remote->n_most = MAX (remote->n_most, remote->n_now);
  pthread_mutex_unlock (&remote->lock);
  remote->n_calls++;
  remote->n_elsewhere += !pthread_equal (pthread_self (), remote->thread);
  remote->n_bytes += n;
}

static inline int64_t
remote_read_at (ArwFile *file, int64_t offset, void *out, int64_t size, ArwError *error)
{
  Remote *remote = ((RemoteFile *)file)->remote;
  int64_t n = clip (remote, offset, size);
  gboolean ok;

  g_assert_false (remote->closed);
  count_call (remote, n);
  ok = offset >= remote->size || wait_as_asked (remote, offset + n);
  if (ok && n > 0)
    memcpy (out, remote->content + offset, (size_t)n);
  remote->n_now--;
  if (ok && (n > 0 || offset >= remote->size))
    return n;
  fail (file, ok ? EIO : ECANCELED, offset, error);
  return -1;
}

static inline int64_t
remote_size (ArwFile *file, ArwError *error)
{
  (void)error;
  return ((RemoteFile *)file)->remote->size;
}

static inline void
remote_interrupt (ArwFile *file)
{
  Remote *remote = ((RemoteFile *)file)->remote;

  remote->n_interrupts++;
  remote->interrupted = 1;
}

/* Nothing is under way then, and nothing comes after it. */
static inline void
remote_release (ArwFile *file)
{
  Remote *remote = ((RemoteFile *)file)->remote;

  g_assert_cmpint (remote->n_now, ==, 0);
  remote->closed = 1;
}

static const ArwFileOps ops = {
  .read_at = remote_read_at,
  .size = remote_size,
  .interrupt = remote_interrupt,
  .release = remote_release,
};

static inline ArwFile *
open_remote (Remote *remote, unsigned flags, ArwPool *pool)
{
  RemoteFile *file =
    arw_file_new (sizeof *file,
                  &ops,
                  flags | ARW_FILE_READABLE | ARW_FILE_SEEKABLE | ARW_FILE_READS_AT,
                  "remote",
                  "rb",
                  pool,
                  NULL);

  file->remote = remote;
  file->base.reads_at_once = AT_ONCE;
  file->base.piece_size = PIECE;
  remote->closed = remote->interrupted = 0;
  remote->n_calls = remote->n_most = remote->n_elsewhere = remote->n_interrupts = 0;
  remote->n_now = 0;
  remote->n_bytes = 0;
  return &file->base;
}

static inline void
set_up (Remote *remote, gconstpointer data)
{
  (void)data;
  remote->size = SIZE;
  remote->most = SIZE;
  remote->fail_at = remote->fail_also_at = remote->hang_at = NEVER;
  remote->wait = 1000;
  remote->thread = pthread_self ();
  pthread_mutex_init (&remote->lock, NULL);
  remote->content = g_malloc (SIZE);
  for (int64_t i = 0; i < SIZE; i++)
    remote->content[i] = (uint8_t)(i * 7 + i / 251);
}

static inline void
tear_down (Remote *remote, gconstpointer data)
{
  (void)data;
  g_assert_cmpint (remote->n_errors, ==, 0);
  pthread_mutex_destroy (&remote->lock);
  g_free (remote->content);
}

static inline void
assert_next (Remote *remote, int64_t position, const void *data, int64_t size)
{
  g_assert_cmpint (position + size, <=, remote->size);
  g_assert_true (memcmp (remote->content + position, data, (size_t)size) == 0);
}

static inline int64_t
bytes_out (ArwPool *pool)
{
  ArwPoolStatistics statistics;

  arw_pool_statistics (pool, &statistics);
  return statistics.bytes_allocated;
}

static inline int64_t
use_read (ArwFile *file, int64_t size, void *room)
{
  return arw_file_read (file, room, size, NULL);
}

/* Leaves the file with something under way for it, which hangs. */
static inline void
start_reading (Remote *remote, ArwFile *file)
{
  g_autofree uint8_t *room = g_malloc (MIB);

  remote->hang_at = MIB;
  for (int i = 0; i < 13; i++)
    g_assert_cmpint (use_read (file, 50 * KIB, room), ==, 50 * KIB);
  while (remote->n_hung == 0)
    g_usleep (100);
}
