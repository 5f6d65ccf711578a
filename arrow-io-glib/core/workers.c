/* core/workers.c: a queue for each crew of threads, which those who wait take from too.
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

/* How many threads may wait for networks: some files at once, each read in some places.
 */
#define MOST_WAITING 32

typedef struct
{
  ArwJob queue;
  pthread_cond_t has_work;
  int n_threads;
  int n_idle;   /* threads that nobody has called to work */
  int n_called; /* those who were and are on their way */
} Crew;

#define CREW(crew)                                                                       \
  {                                                                                      \
    .queue = {.next = &(crew).queue, .previous = &(crew).queue},                         \
    .has_work = PTHREAD_COND_INITIALIZER                                                 \
  }

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t has_run;

/* All of it under the mutex. */
static Crew crews[] = {CREW (crews[0]), CREW (crews[1])}; /* the second for what waits */
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
  for (Crew *crew = crews; crew < crews + 2; crew++) {
    while (crew->queue.next != &crew->queue)
      unlink_job (crew->queue.next);
    crew->n_threads = crew->n_idle = crew->n_called = 0;
    crew->has_work = (pthread_cond_t)PTHREAD_COND_INITIALIZER;
  }
  process++;
  arw_platform_init_condition (&has_run);
  pthread_mutex_unlock (&mutex);
}

static int count;

static void
prepare (void)
{
  count = arw_platform_count_processors ();
  arw_platform_init_condition (&has_run);
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

/* Whether the thread that began it is one of the parent's. */
static bool
is_lost (const ArwJob *job)
{
  return job->process != process;
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
  Crew *crew = data;

  pthread_mutex_lock (&mutex);
  for (;;) {
    if (crew->queue.next != &crew->queue) {
      run_job (crew->queue.next);
      continue;
    }
    crew->n_idle++;
    while (crew->n_called == 0)
      pthread_cond_wait (&crew->has_work, &mutex);
    crew->n_called--;
  }
  return NULL;
}

void
arw_job_start (ArwJob *job)
{
  int n_processors = arw_workers_count ();
  Crew *crew = &crews[job->waits];
  int most = job->waits ? MOST_WAITING : n_processors;

  pthread_mutex_lock (&mutex);
  job->state = STATE_QUEUED;
  job->next = &crew->queue;
  job->previous = crew->queue.previous;
  job->previous->next = crew->queue.previous = job;
  if (crew->n_idle > 0) {
    crew->n_idle--;
    crew->n_called++;
    pthread_cond_signal (&crew->has_work);
  } else if (crew->n_threads < most && arw_platform_start_thread (work, crew)) {
    crew->n_threads++;
  }
  pthread_mutex_unlock (&mutex);
}

bool
arw_job_wait_for (ArwJob *job, int milliseconds)
{
  bool done;

  pthread_mutex_lock (&mutex);
  if (job->state == STATE_QUEUED || (job->state == STATE_RUNNING && is_lost (job)))
    run_job (job);
  else if (job->state == STATE_RUNNING)
    arw_platform_wait_for_condition (&has_run, &mutex, milliseconds);
  done = job->state == STATE_DONE;
  pthread_mutex_unlock (&mutex);
  return done;
}

void
arw_job_wait (ArwJob *job)
{
  while (!arw_job_wait_for (job, -1)) {
  }
}

bool
arw_job_is_running (ArwJob *job)
{
  bool running;

  pthread_mutex_lock (&mutex);
  running = job->state == STATE_RUNNING && !is_lost (job);
  pthread_mutex_unlock (&mutex);
  return running;
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
static void
run_all (int n, bool waits, void (*run) (void *data, int index), void *data)
{
  Piece *pieces = n > 1 ? calloc ((size_t)n, sizeof *pieces) : NULL;

  for (int i = 1; i < n && pieces != NULL; i++) {
    pieces[i] = (Piece){{.run = run_piece, .waits = waits}, run, data, i};
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

void
arw_workers_run (int n, void (*run) (void *data, int index), void *data)
{
  run_all (n, false, run, data);
}

void
arw_workers_run_waiting (int n, void (*run) (void *data, int index), void *data)
{
  run_all (n, true, run, data);
}
