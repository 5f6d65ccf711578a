/* core/workers.h: pieces of work for threads of the library's own.
 *
 * There are as many threads as processors for what keeps a processor busy, and others,
 * more than that, for what waits for a network, so that neither is in the way of the
 * other. They are started when there is work for them, take no signals, keep nothing
 * between two jobs and are never joined: a process may end while they wait. Where none
 * can be started, all of this works without.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <stdbool.h>

/* Owned by whoever starts it, who waits for it before it goes. All zero, it is one that
 * was never started. run () is called again from the start, in the child, if the process
 * forks in the middle of it. */
typedef struct ArwJob ArwJob;
struct ArwJob
{
  void (*run) (ArwJob *job);
  bool waits; /* most of the time, for a network */

  /* private */
  ArwJob *next;
  ArwJob *previous;
  int state;
  unsigned process;
};

/* How many processors this process may use. */
int arw_workers_count (void);

/* Another number in each process that forks led to from one that had asked before. */
unsigned arw_workers_process (void);

/* Has the job run, by the first thread that has time for it. It must not be under way. */
void arw_job_start (ArwJob *job);

/* Returns when the job has run, at once if it was not started. Runs it here if no thread
 * has begun it: so a job may wait for others that it started. */
void arw_job_wait (ArwJob *job);

/* The same, but may give up waiting, and return false, and does so after so many
 * milliseconds. Less than 0 is for ever. */
bool arw_job_wait_for (ArwJob *job, int milliseconds);

/* Whether a thread is at it now: if not, waiting for it takes no longer than running it.
 */
bool arw_job_is_running (ArwJob *job);

/* Runs a function once for each index below n, here and on the threads, and waits for
 * all. */
void arw_workers_run (int n, void (*run) (void *data, int index), void *data);

/* The same for what waits for a network. */
void arw_workers_run_waiting (int n, void (*run) (void *data, int index), void *data);
