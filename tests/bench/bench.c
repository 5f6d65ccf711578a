/* tests/bench/bench.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "bench.h"

#include <stdlib.h>
#include <string.h>

#define N_ROUNDS 11
#define LEAST_ROUNDS 3         /* however long they take */
#define SHORT_BYTES (64 << 20) /* what is larger is no short work */

typedef struct
{
  const char *work;
  const char *setting_name;
  const char *who;
  BenchFunc func;
  gconstpointer setting;
  gint64 n_bytes;
  gint64 n; /* times in one round */
  int n_rounds;
  double rounds[N_ROUNDS];
} Case;

static GPtrArray *cases;

void
bench_add (const char *work,
           const char *setting_name,
           const char *who,
           BenchFunc func,
           gconstpointer setting,
           gint64 n_bytes)
{
  Case *one = g_new0 (Case, 1);

  *one = (Case){work, setting_name, who, func, setting, n_bytes, 1, 0, {0}};
  if (cases == NULL)
    cases = g_ptr_array_new ();
  g_ptr_array_add (cases, one);
}

void
bench_add_rival (const char *work,
                 const char *setting_name,
                 const char *who,
                 BenchFunc func)
{
  guint n_cases = cases->len, n_added = 0;

  for (guint i = 0; i < n_cases; i++) {
    const Case *one = cases->pdata[i];

    if (strcmp (one->who, "arrow-io") == 0 && strcmp (one->work, work) == 0 &&
        (setting_name == NULL || strcmp (one->setting_name, setting_name) == 0)) {
      bench_add (work, one->setting_name, who, func, one->setting, one->n_bytes);
      n_added++;
    }
  }
  if (n_added == 0)
    g_error ("arrow-io has no case of %s for %s", work, who);
}

static int
compare (const void *a, const void *b)
{
  double difference = *(const double *)a - *(const double *)b;

  return difference < 0 ? -1 : difference > 0;
}

static void
print_row (const Case *one, const char *unit)
{
  double sorted[N_ROUNDS];

  memcpy (sorted, one->rounds, sizeof sorted);
  qsort (sorted, (gsize)one->n_rounds, sizeof sorted[0], compare);
  g_print ("%s\t%s\t%s\t%.2f\t%.2f\t%.2f\t%" G_GINT64_FORMAT "\t%s\t",
           one->work,
           one->setting_name,
           one->who,
           sorted[one->n_rounds / 2],
           sorted[0],
           sorted[one->n_rounds - 1],
           one->n_bytes,
           unit);
  for (int i = 0; i < one->n_rounds; i++)
    g_print ("%s%.2f", i == 0 ? "" : " ", one->rounds[i]);
  g_print ("\n");
}

void
bench_figure (const char *work,
              const char *setting_name,
              const char *who,
              double figure,
              const char *unit)
{
  Case one = {work, setting_name, who, NULL, NULL, 0, 1, 1, {figure}};

  print_row (&one, unit);
}

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static double paused; /* how long, and since when */
static double pause_start;

void
bench_pause (void)
{
  pause_start = now ();
}

void
bench_resume (void)
{
  paused += now () - pause_start;
}

static double
measure (const Case *one, gint64 n)
{
  double start = now ();

  paused = 0;
  one->func (one->setting, n);
  return now () - start - paused;
}

/* Finds how many times fill a round. What runs first pays for what is set up once, so a
 * time is believed when it was seen twice; or when it is so long that this is a small
 * part. */
static void
calibrate (Case *one, double round_ns)
{
  for (;;) {
    double ns = measure (one, one->n);

    if (ns >= round_ns / 4 && ns < round_ns * 8)
      ns = MIN (ns, measure (one, one->n));
    if (ns >= round_ns / 4) {
      one->n = MAX (1, (gint64)((double)one->n * round_ns / ns));
      return;
    }
    one->n *= ns < round_ns / 64 ? 16 : 4;
  }
}

/* Measures round by round, fewer rounds where they take longer than they should. */
static void
run_rivals (GPtrArray *rivals, double seconds)
{
  double limit = seconds * 1e9 * rivals->len, taken = 0;
  int n_rounds = seconds > 0 ? N_ROUNDS : 1;

  for (guint i = 0; i < rivals->len && seconds > 0; i++)
    calibrate (rivals->pdata[i], seconds * 1e9 / N_ROUNDS);
  for (int round = 0; round < n_rounds && (round < LEAST_ROUNDS || taken < limit);
       round++) {
    for (guint i = 0; i < rivals->len; i++) {
      Case *one = rivals->pdata[i];
      double ns = measure (one, one->n);

      one->rounds[one->n_rounds++] = ns / (double)one->n;
      taken += ns;
    }
  }
  for (guint i = 0; i < rivals->len; i++)
    print_row (rivals->pdata[i], "ns");
}

/* Takes the first case and its rivals out of the list. */
static GPtrArray *
take_rivals (void)
{
  GPtrArray *rivals = g_ptr_array_new_with_free_func (g_free);
  const Case *first = cases->pdata[0];

  for (guint i = 0; i < cases->len;) {
    const Case *one = cases->pdata[i];

    if (strcmp (one->work, first->work) == 0 &&
        strcmp (one->setting_name, first->setting_name) == 0)
      g_ptr_array_add (rivals, g_ptr_array_steal_index (cases, i));
    else
      i++;
  }
  return rivals;
}

/* --times=N WORK SETTING: our case alone, and nothing that measures it. */
static void
run_times (char **arguments)
{
  gint64 n = g_ascii_strtoll (arguments[0] + strlen ("--times="), NULL, 10);

  for (guint i = 0; i < cases->len; i++) {
    const Case *one = cases->pdata[i];

    if (g_str_has_prefix (one->who, "arrow-io") &&
        strcmp (one->work, arguments[1]) == 0 &&
        strcmp (one->setting_name, arguments[2]) == 0) {
      one->func (one->setting, n);
      return;
    }
  }
  g_error ("arrow-io has no case of %s with %s", arguments[1], arguments[2]);
}

int
bench_run (int argc, char **argv)
{
  double seconds = 0.22;
  const char *only = "";

  if (argc == 4 && g_str_has_prefix (argv[1], "--times=")) {
    run_times (argv + 1);
    return 0;
  }
#ifdef HAVE_ARROW
  bench_add_arrow ();
#endif
  for (int i = 1; i < argc; i++) {
    if (strcmp (argv[i], "--short") == 0)
      seconds = 0;
    else if (g_str_has_prefix (argv[i], "--seconds="))
      seconds = g_ascii_strtod (argv[i] + strlen ("--seconds="), NULL);
    else
      only = argv[i];
  }
  while (cases->len > 0) {
    g_autoptr (GPtrArray) rivals = take_rivals ();
    const Case *first = rivals->pdata[0];

    if (strstr (first->work, only) != NULL &&
        (seconds > 0 || first->n_bytes <= SHORT_BYTES))
      run_rivals (rivals, seconds);
  }
  g_ptr_array_unref (cases);
  return 0;
}
