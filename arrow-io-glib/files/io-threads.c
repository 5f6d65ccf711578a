/* files/io-threads.c: the threads that asynchronous calls run on.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow-io-glib/files/io-threads.h>

#include <arrow-io-glib/error.h>

#include "files/io-threads-private.h"

#define DEFAULT_THREADS 8

typedef struct
{
  GTask *task;
  GArrowIORun run;
  guint64 serial;
} Job;

static void
run_job (gpointer data, gpointer user_data)
{
  Job job = *(Job *)data;

  (void)user_data;
  g_free (data);
  job.run (job.task);
}

static int
compare_jobs (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Job *job_a = a;
  const Job *job_b = b;
  int priority_a = g_task_get_priority (job_a->task);
  int priority_b = g_task_get_priority (job_b->task);

  (void)user_data;
  if (priority_a != priority_b)
    return priority_a < priority_b ? -1 : 1;
  return job_a->serial < job_b->serial ? -1 : job_a->serial > job_b->serial;
}

static int
get_initial_count (void)
{
  const char *text = g_getenv ("ARROW_IO_THREADS");
  gint64 count;

  if (text == NULL || *text == '\0')
    return DEFAULT_THREADS;
  if (g_ascii_string_to_signed (text, 10, 1, G_MAXINT, &count, NULL))
    return (int)count;
  g_warning ("ARROW_IO_THREADS is '%s', which is no number above 0; %d threads are used",
             text,
             DEFAULT_THREADS);
  return DEFAULT_THREADS;
}

/* Lives for ever. */
static GThreadPool *
get_pool (void)
{
  static gsize pool;

  if (g_once_init_enter (&pool)) {
    GThreadPool *new_pool =
      g_thread_pool_new (run_job, NULL, get_initial_count (), FALSE, NULL);

    g_thread_pool_set_sort_function (new_pool, compare_jobs, NULL);
    g_once_init_leave (&pool, (gsize)new_pool);
  }
  return (GThreadPool *)pool;
}

gboolean
garrow_io_threads_push (GTask *task, GArrowIORun run, GError **error)
{
  static gsize last_serial;
  Job *job = g_new (Job, 1);

  job->task = task;
  job->run = run;
  job->serial = (guint64)g_atomic_pointer_add (&last_serial, 1);
  return g_thread_pool_push (get_pool (), job, error);
}

/**
 * garrow_io_thread_count:
 *
 * Gets how many asynchronous calls run at once; more than that wait for their turn.
 *
 * That is 8, unless `ARROW_IO_THREADS` in the environment says otherwise when it is first
 * asked for. Threads are started when they are needed.
 *
 * Returns: the number of I/O threads
 *
 * Since: 0.1
 */
int
garrow_io_thread_count (void)
{
  return g_thread_pool_get_max_threads (get_pool ());
}

/**
 * garrow_set_io_thread_count:
 * @n_threads: how many asynchronous calls may run at once
 * @error: return location for an error
 *
 * Changes the number of I/O threads. Calls that run already are not disturbed.
 *
 * Fails with `GARROW_ERROR_INVALID` if @n_threads is not above 0.
 *
 * Returns: whether it went well
 *
 * Since: 0.1
 */
gboolean
garrow_set_io_thread_count (int n_threads, GError **error)
{
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (n_threads <= 0) {
    g_set_error_literal (error,
                         GARROW_ERROR,
                         GARROW_ERROR_INVALID,
                         "IO thread count must be strictly positive");
    return FALSE;
  }
  return g_thread_pool_set_max_threads (get_pool (), n_threads, error);
}
