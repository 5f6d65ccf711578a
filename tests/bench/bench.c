/* tests/bench/bench.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "bench.h"

#include <stdlib.h>
#include <string.h>

#define N_ROUNDS 11
#define ROUND_NS 20000000
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
  double rounds[N_ROUNDS];
} Case;

static GArray *cases;

void
bench_add (const char *work,
           const char *setting_name,
           const char *who,
           BenchFunc func,
           gconstpointer setting,
           gint64 n_bytes)
{
  Case new_case = {work, setting_name, who, func, setting, n_bytes, 1, {0}};

  if (cases == NULL)
    cases = g_array_new (FALSE, FALSE, sizeof (Case));
  g_array_append_val (cases, new_case);
}

static double
measure (const Case *one, gint64 n)
{
  struct timespec start, end;

  clock_gettime (CLOCK_MONOTONIC, &start);
  one->func (one->setting, n);
  clock_gettime (CLOCK_MONOTONIC, &end);
  return (double)(end.tv_sec - start.tv_sec) * 1e9 +
         (double)(end.tv_nsec - start.tv_nsec);
}

/* Finds how many times fill a round. What runs first pays for what is set up once. */
static void
calibrate (Case *one)
{
  for (;;) {
    double ns = measure (one, one->n);

    if (ns >= ROUND_NS / 4) {
      one->n = MAX (1, (gint64)((double)one->n * ROUND_NS / ns));
      return;
    }
    one->n *= ns < ROUND_NS / 64 ? 16 : 4;
  }
}

static gboolean
are_rivals (const Case *a, const Case *b)
{
  return strcmp (a->work, b->work) == 0 && strcmp (a->setting_name, b->setting_name) == 0;
}

static int
compare (const void *a, const void *b)
{
  double difference = *(const double *)a - *(const double *)b;

  return difference < 0 ? -1 : difference > 0;
}

static void
print_case (Case *one, int n_rounds)
{
  qsort (one->rounds, (gsize)n_rounds, sizeof one->rounds[0], compare);
  g_print ("%s\t%s\t%s\t%.2f\t%.2f\t%.2f\t%" G_GINT64_FORMAT "\n",
           one->work,
           one->setting_name,
           one->who,
           one->rounds[n_rounds / 2],
           one->rounds[0],
           one->rounds[n_rounds - 1],
           one->n_bytes);
}

/* The rivals stand one after the other. */
static void
run_rivals (Case *rivals, guint n_rivals, gboolean is_short)
{
  int n_rounds = is_short ? 1 : N_ROUNDS;

  for (guint i = 0; i < n_rivals && !is_short; i++)
    calibrate (&rivals[i]);
  for (int round = 0; round < n_rounds; round++) {
    for (guint i = 0; i < n_rivals; i++)
      rivals[i].rounds[round] = measure (&rivals[i], rivals[i].n) / (double)rivals[i].n;
  }
  for (guint i = 0; i < n_rivals; i++)
    print_case (&rivals[i], n_rounds);
}

int
bench_run (int argc, char **argv)
{
  gboolean is_short = FALSE;
  const char *only = NULL;

  for (int i = 1; i < argc; i++) {
    if (strcmp (argv[i], "--short") == 0)
      is_short = TRUE;
    else
      only = argv[i];
  }
  for (guint i = 0, n; i < cases->len; i += n) {
    Case *rivals = &g_array_index (cases, Case, i);

    for (n = 1; i + n < cases->len && are_rivals (rivals, &rivals[n]); n++) {
    }
    if ((only == NULL || strstr (rivals->work, only) != NULL) &&
        (!is_short || rivals->n_bytes <= SHORT_BYTES))
      run_rivals (rivals, n, is_short);
  }
  g_array_unref (cases);
  return 0;
}
