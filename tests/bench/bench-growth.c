/* tests/bench/bench-growth.c: whether one costs the same, however many there are.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "bench.h"

#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define FEW 1000 /* at once, which the others are compared with */
#define FEW_NAME "arrow-io, 1,000 at once"
#define LEFT 100 /* descriptors for others */

/* Something that is made, and of which many are there at once. */
typedef struct
{
  const char *work;
  const char *memory; /* the same, for the figure of its memory */
  gpointer (*make) (void);
  void (*drop) (gpointer one);
  const char *bare; /* the limit: what cannot be left out */
  gpointer (*make_bare) (void);
  void (*drop_bare) (gpointer one);
  gboolean has_descriptor;
} Kind;

typedef struct
{
  const Kind *kind;
  const char *name;
  gint64 n;
} Setting;

static gpointer *all; /* room for those that are there */
static GArrowBuffer *parent;
static char *path;

static gpointer
make_buffer (void)
{
  static const guint8 data[64];

  return garrow_buffer_new (data, sizeof data, NULL);
}

static gpointer
make_slice (void)
{
  return garrow_buffer_slice (parent, 100, 200, NULL);
}

static gpointer
make_object (void)
{
  return g_object_new (G_TYPE_OBJECT, NULL);
}

static gpointer
open_ours (void)
{
  return garrow_os_file_new (path, "r", NULL);
}

/* 0 is no descriptor that is left. */
static gpointer
open_bare (void)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  return fd > 0 ? GINT_TO_POINTER (fd) : NULL;
}

static void
close_bare (gpointer one)
{
  close (GPOINTER_TO_INT (one));
}

static const Kind kinds[] = {
  {"buffers that are alive",
   "buffers that are alive: memory of one",
   make_buffer,
   g_object_unref,
   "bare GObject",
   make_object,
   g_object_unref,
   FALSE},
  {"slices of one buffer that are alive",
   "slices of one buffer that are alive: memory of one",
   make_slice,
   g_object_unref,
   "bare GObject",
   make_object,
   g_object_unref,
   FALSE},
  {"files that are open",
   "files that are open: memory of one",
   open_ours,
   g_object_unref,
   "open, close",
   open_bare,
   close_bare,
   TRUE},
};

static const struct
{
  const char *name;
  gint64 n;
} counts[] = {
  {"1,000", FEW},
  {"10,000", 10000},
  {"100,000", 100000},
  {"1,000,000", 1000000},
};

static void
make_all (gpointer (*make) (void), gint64 n)
{
  for (gint64 i = 0; i < n; i++) {
    all[i] = make ();
    bench_check (all[i] != NULL);
  }
}

static void
drop_all (void (*drop) (gpointer one), gint64 n)
{
  for (gint64 i = 0; i < n; i++)
    drop (all[i]);
}

/* One time is as many as the setting says, of which all are there at once. */
static void
run_at_once (gconstpointer data, gint64 n)
{
  const Setting *setting = data;

  while (n-- > 0) {
    make_all (setting->kind->make, setting->n);
    drop_all (setting->kind->drop, setting->n);
  }
}

/* Just as many, a few after the other. */
static void
run_few (gconstpointer data, gint64 n)
{
  const Setting *setting = data;

  for (gint64 left = n * setting->n; left > 0; left -= FEW) {
    make_all (setting->kind->make, FEW);
    drop_all (setting->kind->drop, FEW);
  }
}

static void
run_bare (gconstpointer data, gint64 n)
{
  const Setting *setting = data;

  while (n-- > 0) {
    make_all (setting->kind->make_bare, setting->n);
    drop_all (setting->kind->drop_bare, setting->n);
  }
}

static gint64
resident_size (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) fields = NULL;

  bench_check (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  fields = g_strsplit (text, " ", 3);
  return g_ascii_strtoll (fields[1], NULL, 10) * sysconf (_SC_PAGESIZE);
}

/* In a process of its own, as memory that was used before does not grow. */
static double
memory_of_one (const Kind *kind, gint64 n)
{
  gint64 size = 0;
  int ends[2];
  pid_t child;

  bench_check (pipe (ends) == 0);
  child = fork ();
  bench_check (child >= 0);
  if (child == 0) {
    make_all (kind->make, FEW); /* so that what is set up once is there */
    memset (all, 0, (gsize)n * sizeof all[0]);
    size = resident_size ();
    make_all (kind->make, n);
    size = resident_size () - size;
    _exit (write (ends[1], &size, sizeof size) == sizeof size ? 0 : 1);
  }
  bench_check (read (ends[0], &size, sizeof size) == sizeof size);
  bench_check (waitpid (child, NULL, 0) == child);
  close (ends[0]);
  close (ends[1]);
  return (double)size / (double)n;
}

static void
add_memory (const Setting *setting, gint64 few)
{
  const Kind *kind = setting->kind;

  bench_figure (kind->memory,
                setting->name,
                "arrow-io",
                memory_of_one (kind, setting->n),
                "bytes");
  bench_figure (kind->memory,
                setting->name,
                "arrow-io, 10,000 at once",
                memory_of_one (kind, few),
                "bytes");
}

static void
add (const Setting *setting, gboolean is_short)
{
  const Kind *kind = setting->kind;

  bench_add (kind->work, setting->name, "arrow-io", run_at_once, setting, 0);
  bench_add_rival (kind->work, setting->name, FEW_NAME, run_few);
  bench_add_rival (kind->work, setting->name, kind->bare, run_bare);

  /* What only a few take is as much as the pages that it comes in. */
  if (!is_short && setting->n >= 10000)
    add_memory (setting, 10000);
}

/* How many files can be open. */
static gint64
raise_limit (void)
{
  struct rlimit limit;

  bench_check (getrlimit (RLIMIT_NOFILE, &limit) == 0);
  limit.rlim_cur = limit.rlim_max;
  bench_check (setrlimit (RLIMIT_NOFILE, &limit) == 0);
  return (gint64)MIN (limit.rlim_cur, 200000) - LEFT;
}

int
main (int argc, char **argv)
{
  static Setting settings[G_N_ELEMENTS (kinds)][G_N_ELEMENTS (counts)];
  gboolean is_short = argc > 1 && strcmp (argv[1], "--short") == 0;
  gsize n_counts = is_short ? 1 : G_N_ELEMENTS (counts);
  gint64 n_files = raise_limit ();
  int fd = g_file_open_tmp ("bench-growth-XXXXXX", &path, NULL);

  bench_check (fd != -1 && close (fd) == 0);
  parent = garrow_buffer_new ((const guint8[1000]){0}, 1000, NULL);
  all = g_new0 (gpointer, counts[n_counts - 1].n);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    for (gsize k = 0; k < n_counts; k++) {
      settings[i][k] = (Setting){&kinds[i], counts[k].name, counts[k].n};
      if (!kinds[i].has_descriptor || counts[k].n <= n_files)
        add (&settings[i][k], is_short);
    }
  }
  bench_run (argc, argv);

  unlink (path);
  g_free (path);
  g_free (all);
  g_object_unref (parent);
  return 0;
}
