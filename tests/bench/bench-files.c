/* tests/bench/bench-files.c: many small files, each opened, read and closed.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "bench.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define WORK "open, read 100 B and close small files"
#define SIZE 100
#define N_FOLDERS 100

typedef struct
{
  char *folder;
  char **paths;
  gint64 n;
  gint64 next;
} Files;

static char *
folder_of (const Files *files, gint64 i)
{
  return g_strdup_printf ("%s/%d", files->folder, (int)(i % N_FOLDERS));
}

static void
make_files (Files *files)
{
  const char content[SIZE] = {1};

  files->folder = g_dir_make_tmp ("bench-files-XXXXXX", NULL);
  bench_check (files->folder != NULL);
  files->paths = g_new0 (char *, files->n + 1);
  for (gint64 i = 0; i < files->n; i++) {
    g_autofree char *folder = folder_of (files, i);
    int fd;

    bench_check (g_mkdir (folder, 0700) == 0 || errno == EEXIST);
    files->paths[i] = g_strdup_printf ("%s/%d", folder, (int)i);
    fd = open (files->paths[i], O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    bench_check (fd != -1 && write (fd, content, SIZE) == SIZE && close (fd) == 0);
  }
}

static void
remove_files (Files *files)
{
  for (gint64 i = 0; i < files->n; i++)
    g_unlink (files->paths[i]);
  for (gint64 i = 0; i < N_FOLDERS; i++) {
    g_autofree char *folder = folder_of (files, i);

    g_rmdir (folder);
  }
  g_rmdir (files->folder);
  g_strfreev (files->paths);
  g_free (files->folder);
}

static Files small;

/* One after the other, and then again. */
static const char *
next_path (void)
{
  small.next = (small.next + 1) % small.n;
  return small.paths[small.next];
}

static void
ours (gconstpointer setting, gint64 n)
{
  (void)setting;
  while (n-- > 0) {
    GArrowOSFile *file = garrow_os_file_new (next_path (), "r", NULL);
    char out[SIZE];

    bench_check (file != NULL);
    bench_check (
      garrow_native_file_read_into (GARROW_NATIVE_FILE (file), out, SIZE, NULL) == SIZE);
    bench_check (garrow_native_file_close (GARROW_NATIVE_FILE (file), NULL));
    g_object_unref (file);
  }
}

static void
read_bare (gint64 n, gboolean look)
{
  while (n-- > 0) {
    int fd = open (next_path (), O_RDONLY | O_CLOEXEC);
    struct stat status;
    char out[SIZE];

    bench_check (fd != -1);
    bench_check (!look || fstat (fd, &status) == 0);
    bench_check (read (fd, out, SIZE) == SIZE);
    close (fd);
  }
}

static void
by_system_calls (gconstpointer setting, gint64 n)
{
  (void)setting;
  read_bare (n, FALSE);
}

/* Whoever has to know whether it is a folder or a pipe asks for that too. */
static void
by_system_calls_and_fstat (gconstpointer setting, gint64 n)
{
  (void)setting;
  read_bare (n, TRUE);
}

static void
by_gio (gconstpointer setting, gint64 n)
{
  (void)setting;
  while (n-- > 0) {
    g_autoptr (GFile) path = g_file_new_for_path (next_path ());
    g_autoptr (GFileInputStream) stream = g_file_read (path, NULL, NULL);
    char out[SIZE];

    bench_check (stream != NULL);
    bench_check (g_input_stream_read (G_INPUT_STREAM (stream), out, SIZE, NULL, NULL) ==
                 SIZE);
    g_input_stream_close (G_INPUT_STREAM (stream), NULL, NULL);
  }
}

int
main (int argc, char **argv)
{
  int status;

  small.n = 100000;
  for (int i = 1; i < argc; i++) {
    if (strcmp (argv[i], "--short") == 0)
      small.n = N_FOLDERS;
  }
  make_files (&small);
  bench_add (WORK, "100,000 files", "arrow-io", ours, NULL, SIZE);
  bench_add_rival (WORK, NULL, "open, read, close", by_system_calls);
  bench_add_rival (WORK, NULL, "open, fstat, read, close", by_system_calls_and_fstat);
  bench_add_rival (WORK, NULL, "GIO", by_gio);
  status = bench_run (argc, argv);
  remove_files (&small);
  return status;
}
