/* tests/core/test-platform.c: the promises that the system calls alone do not make.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "core/platform.h"

/* 11: descriptors do not leak into children. */
static void
test_open_closes_on_exec (void)
{
  int fd = arw_platform_open ("/dev/null", O_RDONLY);

  g_assert_cmpint (fd, >=, 0);
  g_assert_true ((fcntl (fd, F_GETFD) & FD_CLOEXEC) != 0);
  g_assert_cmpint (arw_platform_close (fd), ==, 0);
  g_assert_cmpint (arw_platform_close (fd), ==, -1);
  g_assert_cmpint (errno, ==, EBADF);
}

static int n_alarms;

static void
count_alarm (int signal_number)
{
  (void)signal_number;
  n_alarms++;
}

static gpointer
write_late (gpointer fd)
{
  g_usleep (100 * 1000);
  g_assert_cmpint (write (GPOINTER_TO_INT (fd), "late", 4), ==, 4);
  return NULL;
}

/* 38: a signal does not end a read that waits. */
static void
test_read_survives_signals (void)
{
  struct sigaction action = {.sa_handler = count_alarm};
  struct itimerval often = {{0, 5000}, {0, 5000}}, never = {{0, 0}, {0, 0}};
  int fds[2];
  char data[8];
  sigset_t alarms;
  GThread *writer;

  g_assert_cmpint (pipe (fds), ==, 0);
  sigemptyset (&alarms);
  sigaddset (&alarms, SIGALRM);
  pthread_sigmask (SIG_BLOCK, &alarms, NULL); /* the writer gets none of them */
  writer = g_thread_new ("writer", write_late, GINT_TO_POINTER (fds[1]));
  pthread_sigmask (SIG_UNBLOCK, &alarms, NULL);

  sigaction (SIGALRM, &action, NULL); /* without SA_RESTART: reads end with EINTR */
  setitimer (ITIMER_REAL, &often, NULL);
  g_assert_cmpint (arw_platform_read (fds[0], data, sizeof data), ==, 4);
  setitimer (ITIMER_REAL, &never, NULL);

  g_assert_cmpint (memcmp (data, "late", 4), ==, 0);
  g_assert_cmpint (n_alarms, >, 0);
  g_thread_join (writer);
  close (fds[0]);
  close (fds[1]);
}

static void
test_write_says_how_far_it_came (void)
{
  int64_t written = -1;
  int fd = arw_platform_open ("/dev/full", O_WRONLY);

  g_assert_cmpint (arw_platform_write (fd, "abc", 3, &written), ==, -1);
  g_assert_cmpint (errno, ==, ENOSPC);
  g_assert_cmpint (written, ==, 0);
  arw_platform_close (fd);
}

static void
test_reallocate_keeps_alignment_and_bytes (void)
{
  char *data = arw_platform_allocate (100, 64);

  memset (data, 'x', 100);
  for (int64_t size = 100; size < 4 * 1024 * 1024; size = size * 5 / 2) {
    data = arw_platform_reallocate (data, size, size * 5 / 2, 64);
    g_assert_cmpuint ((guintptr)data % 64, ==, 0);
    g_assert_cmpint (data[99], ==, 'x');
  }
  data = arw_platform_reallocate (data, 4 * 1024 * 1024, 100, 64);
  g_assert_cmpuint ((guintptr)data % 64, ==, 0);
  g_assert_cmpint (data[99], ==, 'x');
  arw_platform_free (data);
}

static void
test_libraries (void)
{
  void *library = arw_platform_open_library ("libz.so.1");

  g_assert_nonnull (library);
  g_assert_nonnull (arw_platform_find_symbol (library, "inflate"));
  g_assert_null (arw_platform_find_symbol (library, "no_such_symbol"));
  g_assert_null (arw_platform_open_library ("libnothing-of-this-name.so"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/platform/open", test_open_closes_on_exec);
  g_test_add_func ("/platform/read/signals", test_read_survives_signals);
  g_test_add_func ("/platform/write/full", test_write_says_how_far_it_came);
  g_test_add_func ("/platform/reallocate", test_reallocate_keeps_alignment_and_bytes);
  g_test_add_func ("/platform/libraries", test_libraries);
  return g_test_run ();
}
