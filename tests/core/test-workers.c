/* tests/core/test-workers.c: jobs, where there are threads for them and where not.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#define _GNU_SOURCE

#include <glib.h>
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/workers.h"

#define N_JOBS 200

typedef struct
{
  ArwJob job;
  int number;
  int n_runs;
  int result;
} Square;

static void
square (ArwJob *job)
{
  Square *self = (Square *)job;

  self->n_runs++;
  self->result = self->number * self->number;
}

static void
start_squares (Square *squares, int n)
{
  for (int i = 0; i < n; i++) {
    squares[i] = (Square){{.run = square}, i, 0, 0};
    arw_job_start (&squares[i].job);
  }
}

static void
wait_for_square (Square *self)
{
  arw_job_wait (&self->job);
  g_assert_cmpint (self->n_runs, ==, 1);
  g_assert_cmpint (self->result, ==, self->number * self->number);
}

static void
test_each_runs_once (void)
{
  Square squares[N_JOBS];

  start_squares (squares, N_JOBS);
  for (int i = 0; i < N_JOBS; i++)
    wait_for_square (&squares[i]);
  wait_for_square (&squares[0]); /* there is nothing left to wait for */

  start_squares (squares, N_JOBS);
  for (int i = N_JOBS - 1; i >= 0; i--)
    wait_for_square (&squares[i]);
}

static void
test_wait_for_nothing (void)
{
  Square never = {{.run = square}, 1, 0, 0};

  arw_job_wait (&never.job);
  g_assert_cmpint (never.n_runs, ==, 0);
}

static void
test_start_again (void)
{
  Square self = {{.run = square}, 3, 0, 0};

  for (int i = 1; i <= N_JOBS; i++) {
    arw_job_start (&self.job);
    arw_job_wait (&self.job);
    g_assert_cmpint (self.n_runs, ==, i);
  }
}

typedef struct
{
  ArwJob job;
  int depth;
  int result;
} Tree;

/* More of them wait than there are threads. */
static void
grow (ArwJob *job)
{
  Tree *self = (Tree *)job;
  Tree branches[3];

  self->result = 1;
  if (self->depth == 0)
    return;
  for (int i = 0; i < 3; i++) {
    branches[i] = (Tree){{.run = grow}, self->depth - 1, 0};
    arw_job_start (&branches[i].job);
  }
  for (int i = 0; i < 3; i++) {
    arw_job_wait (&branches[i].job);
    self->result += branches[i].result;
  }
}

static void
test_wait_in_a_job (void)
{
  Tree tree = {{.run = grow}, 6, 0};

  arw_job_start (&tree.job);
  arw_job_wait (&tree.job);
  g_assert_cmpint (tree.result, ==, (3 * 3 * 3 * 3 * 3 * 3 * 3 - 1) / 2);
}

static gpointer
use_squares (gpointer data)
{
  Square squares[N_JOBS];

  (void)data;
  for (int i = 0; i < 20; i++) {
    start_squares (squares, N_JOBS);
    for (int j = 0; j < N_JOBS; j++)
      wait_for_square (&squares[j]);
  }
  return NULL;
}

static void
test_many_users (void)
{
  GThread *threads[4];

  for (int i = 0; i < 4; i++)
    threads[i] = g_thread_new ("user", use_squares, NULL);
  for (int i = 0; i < 4; i++)
    g_thread_join (threads[i]);
}

/* A job that says when it runs, and waits to be let go. */
typedef struct
{
  ArwJob job;
  int runs;
  int may_end;
} Slow;

static void
run_slowly (ArwJob *job)
{
  Slow *self = (Slow *)job;

  g_atomic_int_set (&self->runs, 1);
  while (!g_atomic_int_get (&self->may_end))
    g_usleep (100);
}

static void
wait_until_it_runs (Slow *self)
{
  while (!g_atomic_int_get (&self->runs))
    g_usleep (100);
}

/* Nobody waits for the jobs, so only threads of the library's own can run them. */
static void
test_threads_run_at_once (void)
{
  int n = arw_workers_count ();
  g_autofree Slow *jobs = g_new0 (Slow, (gsize)n);

  g_assert_cmpint (n, >=, 1);
  for (int i = 0; i < n; i++) {
    jobs[i].job.run = run_slowly;
    arw_job_start (&jobs[i].job);
  }
  for (int i = 0; i < n; i++)
    wait_until_it_runs (&jobs[i]);
  for (int i = 0; i < n; i++) {
    g_atomic_int_set (&jobs[i].may_end, 1);
    arw_job_wait (&jobs[i].job);
  }
}

/* However many wait for a network, others find threads. */
static void
test_waiting (void)
{
  g_autofree Slow *waiting = g_new0 (Slow, N_JOBS);

  for (int i = 0; i < N_JOBS; i++) {
    waiting[i].job.run = run_slowly;
    waiting[i].job.waits = true;
    arw_job_start (&waiting[i].job);
  }
  wait_until_it_runs (&waiting[0]);
  g_assert_true (arw_job_is_running (&waiting[0].job));
  g_assert_false (arw_job_wait_for (&waiting[0].job, 1));
  test_threads_run_at_once ();

  for (int i = 0; i < N_JOBS; i++)
    g_atomic_int_set (&waiting[i].may_end, 1);
  for (int i = 0; i < N_JOBS; i++)
    arw_job_wait (&waiting[i].job);
  g_assert_true (arw_job_wait_for (&waiting[0].job, 1));
  g_assert_false (arw_job_is_running (&waiting[0].job));
}

static pthread_t taker;

static void
note_taker (int signal_number)
{
  (void)signal_number;
  taker = pthread_self ();
}

static void
test_threads_take_no_signals (void)
{
  struct sigaction action = {.sa_handler = note_taker};
  Slow slow = {{.run = run_slowly}, 0, 0};
  sigset_t user, before, pending;

  arw_job_start (&slow.job);
  wait_until_it_runs (&slow);
  sigaction (SIGUSR1, &action, NULL);
  sigemptyset (&user);
  sigaddset (&user, SIGUSR1);
  pthread_sigmask (SIG_BLOCK, &user, &before);

  /* It has nobody to go to, as this thread does not take it. */
  kill (getpid (), SIGUSR1);
  g_usleep (10 * 1000);
  sigpending (&pending);
  g_assert_true (sigismember (&pending, SIGUSR1));
  pthread_sigmask (SIG_SETMASK, &before, NULL);
  g_assert_true (pthread_equal (taker, pthread_self ()));

  g_atomic_int_set (&slow.may_end, 1);
  arw_job_wait (&slow.job);
}

/* Runs a function in a child, which is killed if it hangs. */
static void
assert_in_child (void (*function) (gpointer data), gpointer data)
{
  pid_t child = fork ();
  int status;

  if (child == 0) {
    alarm (60);
    function (data);
    _exit (0);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
finish_parents_jobs (gpointer data)
{
  Slow *slow = data;
  Square *squares = (Square *)(slow + 1);

  slow->may_end = 1;
  slow->runs = 0;
  arw_job_wait (&slow->job); /* which nobody runs here: it is run again */
  if (!slow->runs)
    _exit (1);
  for (int i = 0; i < N_JOBS; i++) {
    arw_job_wait (&squares[i].job);
    if (squares[i].result != i * i)
      _exit (2);
  }
  use_squares (NULL);
  test_threads_run_at_once ();
}

static void
test_fork (void)
{
  g_autofree Slow *slow = g_malloc0 (sizeof *slow + N_JOBS * sizeof (Square));
  Square *squares = (Square *)(slow + 1);

  slow->job.run = run_slowly;
  arw_job_start (&slow->job);
  wait_until_it_runs (slow);
  start_squares (squares, N_JOBS);
  assert_in_child (finish_parents_jobs, slow);

  g_atomic_int_set (&slow->may_end, 1);
  arw_job_wait (&slow->job);
  for (int i = 0; i < N_JOBS; i++)
    wait_for_square (&squares[i]);
}

#ifdef __GLIBC__
/* The child has no threads yet, and gets none: there is no memory for such a stack. */
static void
do_without_threads (gpointer data)
{
  Square squares[N_JOBS];
  Slow alone = {{.run = run_slowly}, 0, 0};
  pthread_attr_t huge;

  (void)data;
  pthread_attr_init (&huge);
  pthread_attr_setstacksize (&huge, G_MAXSIZE / 4 + 1);
  if (pthread_setattr_default_np (&huge) != 0)
    _exit (1);
  start_squares (squares, N_JOBS);
  arw_job_start (&alone.job);
  g_usleep (10 * 1000);
  if (alone.runs)
    _exit (2);
  alone.may_end = 1;
  for (int i = 0; i < N_JOBS; i++) {
    arw_job_wait (&squares[i].job);
    if (squares[i].n_runs != 1)
      _exit (3);
  }
  arw_job_wait (&alone.job);
  test_wait_in_a_job ();
}

static void
test_no_threads (void)
{
  assert_in_child (do_without_threads, NULL);
}
#endif

static void
count_run (void *data, int index)
{
  g_atomic_int_inc (&((int *)data)[index]);
}

static void
test_run_all (void)
{
  int counts[33] = {0};

  arw_workers_run (0, count_run, counts);
  arw_workers_run (1, count_run, counts);
  arw_workers_run (32, count_run, counts);
  g_assert_cmpint (counts[0], ==, 2);
  for (int i = 1; i < 32; i++)
    g_assert_cmpint (counts[i], ==, 1);
  g_assert_cmpint (counts[32], ==, 0);
  arw_workers_run_waiting (33, count_run, counts);
  g_assert_cmpint (counts[1], ==, 2);
  g_assert_cmpint (counts[32], ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workers/each", test_each_runs_once);
  g_test_add_func ("/workers/nothing", test_wait_for_nothing);
  g_test_add_func ("/workers/again", test_start_again);
  g_test_add_func ("/workers/nested", test_wait_in_a_job);
  g_test_add_func ("/workers/users", test_many_users);
  g_test_add_func ("/workers/at-once", test_threads_run_at_once);
  g_test_add_func ("/workers/waiting", test_waiting);
  g_test_add_func ("/workers/signals", test_threads_take_no_signals);
  g_test_add_func ("/workers/fork", test_fork);
#ifdef __GLIBC__
  g_test_add_func ("/workers/no-threads", test_no_threads);
#endif
  g_test_add_func ("/workers/all", test_run_all);
  return g_test_run ();
}
