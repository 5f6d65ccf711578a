/* tests/bench/bench-ranges.c: many ranges of one file, in memory and on the disk.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "bench-ranges.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MIB (1 << 20)
#define RANGE_SIZE (64 << 10)
#define N_RANGES 1000
#define HOLE_SIZE (16 << 10) /* inside of a cluster, */
#define CLUSTER_RANGES 50    /* which has so many */

static gint64 file_size = G_GINT64_CONSTANT (2048) * MIB;
static gint64 scattered[N_RANGES], clustered[N_RANGES], sizes[N_RANGES];

static char *
make_file (void)
{
  g_autofree guint32 *block = g_malloc (MIB);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  char *path;
  int fd = g_file_open_tmp ("bench-ranges-XXXXXX", &path, NULL);

  bench_check (fd != -1);
  for (gint64 at = 0; at < file_size; at += MIB) {
    for (gsize i = 0; i < MIB / sizeof *block; i++)
      block[i] = at == 0 ? g_rand_int (random) : block[i] * 69069 + 1;
    bench_check (write (fd, block, MIB) == MIB);
  }
  bench_check (fsync (fd) == 0);
  close (fd);
  return path;
}

/* In no order, as who asks for columns of a table does. */
static void
choose_ranges (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  gint64 slot = file_size / N_RANGES;
  gint64 n_clusters = N_RANGES / CLUSTER_RANGES;

  for (gint64 i = 0; i < N_RANGES; i++) {
    gint64 cluster = i % n_clusters * (file_size / n_clusters);

    sizes[i] = RANGE_SIZE;
    scattered[i] =
      i * 389 % N_RANGES * slot + (gint64)(g_rand_double (random) * (double)(slot / 3));
    clustered[i] =
      MIN (cluster + i / n_clusters * (RANGE_SIZE + HOLE_SIZE), file_size - RANGE_SIZE);
  }
}

void
ranges_prepare (const RangesSetting *setting)
{
  int fd;

  if (!setting->cold)
    return;
  bench_pause ();
  fd = open (setting->path, O_RDONLY | O_CLOEXEC);
  bench_check (fd != -1);
  bench_check (posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED) == 0);
  close (fd);
  bench_resume ();
}

static void
ours (gconstpointer data, gint64 n)
{
  const RangesSetting *setting = data;

  while (n-- > 0) {
    g_autoptr (GArrowNativeFile) file = NULL;
    g_autolist (GArrowBuffer) parts = NULL;

    ranges_prepare (setting);
    file = GARROW_NATIVE_FILE (garrow_os_file_new (setting->path, "r", NULL));
    parts = garrow_native_file_read_ranges (file,
                                            setting->offsets,
                                            setting->n,
                                            setting->sizes,
                                            setting->n,
                                            NULL);
    bench_check (parts != NULL);
  }
}

/* Each range into memory of its own, all of which are kept till the end, or all into the
 * same. */
static void
read_one_by_one (const RangesSetting *setting, gint64 n, gboolean keep)
{
  while (n-- > 0) {
    g_autofree void **parts = g_new0 (void *, setting->n);
    int fd;

    ranges_prepare (setting);
    fd = open (setting->path, O_RDONLY | O_CLOEXEC);
    bench_check (fd != -1);
    for (gsize i = 0; i < setting->n; i++) {
      gsize size = (gsize)setting->sizes[i];

      parts[i] = keep || i == 0 ? malloc (size) : parts[0];
      bench_check (pread (fd, parts[i], size, setting->offsets[i]) == (gssize)size);
    }
    for (gsize i = 0; i < (keep ? setting->n : 1); i++)
      free (parts[i]);
    close (fd);
  }
}

static void
by_pread (gconstpointer setting, gint64 n)
{
  read_one_by_one (setting, n, TRUE);
}

static void
by_pread_into_one (gconstpointer setting, gint64 n)
{
  read_one_by_one (setting, n, FALSE);
}

int
main (int argc, char **argv)
{
  gboolean is_short = FALSE;
  g_autofree char *path = NULL;
  int status;

  for (int i = 1; i < argc; i++)
    is_short = is_short || strcmp (argv[i], "--short") == 0;
  if (is_short)
    file_size = 128 * MIB;
  path = make_file ();
  choose_ranges ();
  {
    const struct
    {
      const char *name;
      RangesSetting setting;
    } cases[] = {
      {"scattered, warm", {path, scattered, sizes, N_RANGES, FALSE}},
      {"clustered, warm", {path, clustered, sizes, N_RANGES, FALSE}},
      {"scattered, cold", {path, scattered, sizes, N_RANGES, TRUE}},
      {"clustered, cold", {path, clustered, sizes, N_RANGES, TRUE}},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
      bench_add (RANGES_WORK,
                 cases[i].name,
                 "arrow-io",
                 ours,
                 &cases[i].setting,
                 N_RANGES * RANGE_SIZE);
    bench_add_rival (RANGES_WORK, NULL, "pread", by_pread);
    bench_add_rival (RANGES_WORK, NULL, "pread into one buffer", by_pread_into_one);
    status = bench_run (argc, argv);
  }
  unlink (path);
  return status;
}
