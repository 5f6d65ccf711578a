/* core/workers.c: one queue for all, which threads and those who wait take from.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "core/workers.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

#include "core/platform.h"

enum {
  STATE_DONE,
  STATE_QUEUED,
  STATE_RUNNING
};

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t has_work = PTHREAD_COND_INITIALIZER;
static pthread_cond_t has_run = PTHREAD_COND_INITIALIZER;

/* All of it under the mutex. */
static ArwJob queue = {.next = &queue, .previous = &queue};
static int n_threads;
static int n_idle;       /* threads that nobody has called to work */
static int n_called;     /* those who were and are on their way */
static unsigned process; /* counts forks, to know what ran in the parent */

static void
unlink_job (ArwJob *job)
{
  job->previous->next = job->next;
  job->next->previous = job->previous;
  job->next = job->previous = job;
}

static void
before_fork (void)
{
  pthread_mutex_lock (&mutex);
}

static void
after_fork_in_parent (void)
{
  pthread_mutex_unlock (&mutex);
}

/* The threads are gone, and so are those who queued what this thread did not: nobody is
 * left to wait for that, and its memory may be used for something else. This thread's own
 * jobs run when it waits for them. */
static void
after_fork_in_child (void)
{
  while (queue.next != &queue)
    unlink_job (queue.next);
  n_threads = n_idle = n_called = 0;
  process++;
  has_work = (pthread_cond_t)PTHREAD_COND_INITIALIZER;
  has_run = (pthread_cond_t)PTHREAD_COND_INITIALIZER;
  pthread_mutex_unlock (&mutex);
}

static int count;

static void
prepare (void)
{
  count = arw_platform_count_processors ();
  pthread_atfork (before_fork, after_fork_in_parent, after_fork_in_child);
}

int
arw_workers_count (void)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;

  pthread_once (&once, prepare);
  return count;
}

unsigned
arw_workers_process (void)
{
  unsigned now;

  arw_workers_count (); /* from here on forks are counted */
  pthread_mutex_lock (&mutex);
  now = process;
  pthread_mutex_unlock (&mutex);
  return now;
}

/* Called with the mutex, which is free while the job runs. */
static void
run_job (ArwJob *job)
{
  unlink_job (job);
  job->state = STATE_RUNNING;
  job->process = process;
  pthread_mutex_unlock (&mutex);

  job->run (job);

  pthread_mutex_lock (&mutex);
  job->state = STATE_DONE; /* from here on it may be gone */
  pthread_cond_broadcast (&has_run);
}

static void *
work (void *data)
{
  (void)data;
  pthread_mutex_lock (&mutex);
  for (;;) {
    if (queue.next != &queue) {
      run_job (queue.next);
      continue;
    }
    n_idle++;
    while (n_called == 0)
      pthread_cond_wait (&has_work, &mutex);
    n_called--;
  }
  return NULL;
}

void
arw_job_start (ArwJob *job)
{
  int most = arw_workers_count ();

  pthread_mutex_lock (&mutex);
  job->state = STATE_QUEUED;
  job->next = &queue;
  job->previous = queue.previous;
  job->previous->next = queue.previous = job;
  if (n_idle > 0) {
    n_idle--;
    n_called++;
    pthread_cond_signal (&has_work);
  } else if (n_threads < most && arw_platform_start_thread (work, NULL)) {
    n_threads++;
  }
  pthread_mutex_unlock (&mutex);
}

void
arw_job_wait (ArwJob *job)
{
  pthread_mutex_lock (&mutex);
  while (job->state != STATE_DONE) {
    if (job->state == STATE_QUEUED || job->process != process)
      run_job (job);
    else
      pthread_cond_wait (&has_run, &mutex);
  }
  pthread_mutex_unlock (&mutex);
}

typedef struct
{
  ArwJob job;
  void (*run) (void *data, int index);
  void *data;
  int index;
} Piece;

static void
run_piece (ArwJob *job)
{
  Piece *piece = (Piece *)job;

  piece->run (piece->data, piece->index);
}

/* Without memory for the pieces, all run here. */
void
arw_workers_run (int n, void (*run) (void *data, int index), void *data)
{
  Piece *pieces = n > 1 ? calloc ((size_t)n, sizeof *pieces) : NULL;

  for (int i = 1; i < n && pieces != NULL; i++) {
    pieces[i] = (Piece){{.run = run_piece}, run, data, i};
    arw_job_start (&pieces[i].job);
  }
  for (int i = 0; i < n; i++) {
    if (i == 0 || pieces == NULL)
      run (data, i);
    else
      arw_job_wait (&pieces[i].job);
  }
  free (pieces);
}
