/* tests/core/test-cancel.c: how long calls learn that they shall end.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <unistd.h>

#include "core/cancel.h"
#include "util.h"

typedef struct
{
  int is_set;
  int fds[2]; /* the first can be read once it is set; -1 without */
} Switch;

static bool
is_set (void *data)
{
  return g_atomic_int_get (&((Switch *)data)->is_set) != 0;
}

static int
get_fd (void *data)
{
  return ((Switch *)data)->fds[0];
}

static gpointer
set_later (gpointer data)
{
  Switch *one = data;

  g_usleep (20000);
  g_atomic_int_set (&one->is_set, 1);
  if (one->fds[1] != -1)
    g_assert_cmpint (write (one->fds[1], "x", 1), ==, 1);
  return NULL;
}

static void
switch_init (Switch *one, gboolean has_fd)
{
  *one = (Switch){0, {-1, -1}};
  if (has_fd)
    g_assert_true (g_unix_open_pipe (one->fds, FD_CLOEXEC, NULL));
}

static void
switch_clear (Switch *one)
{
  if (one->fds[0] != -1) {
    close (one->fds[0]);
    close (one->fds[1]);
  }
}

/* Without anybody who could cancel, nothing is done in pieces or looked at. */
static void
test_none (void)
{
  g_assert_false (arw_cancel_is_possible ());
  g_assert_false (arw_cancel_is_set ());
  g_assert_cmpint (arw_cancel_piece (INT64_MAX), ==, INT64_MAX);
  g_assert_cmpint (arw_cancel_sleep (1), ==, 0);
}

static gpointer
look (gpointer data)
{
  (void)data;
  return GINT_TO_POINTER (arw_cancel_is_possible ());
}

/* One in the other, and for this thread alone. */
static void
test_swap (void)
{
  Switch off, on;
  ArwCancel outer = {.is_set = is_set, .get_fd = get_fd, .data = &off};
  ArwCancel inner = {.is_set = is_set, .get_fd = get_fd, .data = &on};

  switch_init (&off, FALSE);
  switch_init (&on, FALSE);
  on.is_set = 1;
  g_assert_null (arw_cancel_swap (&outer));
  g_assert_true (arw_cancel_is_possible ());
  g_assert_false (arw_cancel_is_set ());
  g_assert_cmpint (arw_cancel_piece (INT64_MAX), ==, ARW_PIECE);
  g_assert_cmpint (arw_cancel_piece (5), ==, 5);
  g_assert_null (g_thread_join (g_thread_new (NULL, look, NULL)));
  g_assert_true (arw_cancel_swap (&inner) == &outer);
  g_assert_true (arw_cancel_is_set ());
  g_assert_true (arw_cancel_swap (&outer) == &inner);
  g_assert_false (arw_cancel_is_set ());
  arw_cancel_swap (NULL);
}

/* A wait ends when it is cancelled, with a descriptor that says so and without. */
static void
test_wait (gconstpointer has_fd)
{
  Switch one;
  ArwCancel cancel = {.is_set = is_set, .get_fd = get_fd, .data = &one};
  GThread *thread;
  int fds[2];

  switch_init (&one, GPOINTER_TO_INT (has_fd));
  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
  arw_cancel_swap (&cancel);
  g_assert_cmpint (arw_cancel_wait (fds[1], true), ==, 0);

  thread = g_thread_new (NULL, set_later, &one);
  g_assert_cmpint (arw_cancel_wait (fds[0], false), ==, -1);
  g_assert_cmpint (errno, ==, ECANCELED);
  g_thread_join (thread);
  g_assert_cmpint (arw_cancel_sleep (1), ==, -1);
  g_assert_cmpint (errno, ==, ECANCELED);

  arw_cancel_swap (NULL);
  g_assert_cmpint (write (fds[1], "x", 1), ==, 1);
  g_assert_cmpint (arw_cancel_wait (fds[0], false), ==, 0);
  close (fds[0]);
  close (fds[1]);
  switch_clear (&one);
}

/* A file that waits for more is left where it was, and what had come is read next. */
static void
test_read (void)
{
  Switch one;
  ArwCancel cancel = {.is_set = is_set, .get_fd = get_fd, .data = &one};
  ArwError error;
  GThread *thread;
  ArwFile *file;
  char out[3];
  int fds[2];

  switch_init (&one, TRUE);
  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
  file = arw_os_file_from_fd (fds[0], "r", NULL, NULL);
  g_assert_cmpint (write (fds[1], "ab", 2), ==, 2);
  arw_cancel_swap (&cancel);
  thread = g_thread_new (NULL, set_later, &one);
  g_assert_cmpint (arw_file_read (file, out, 3, &error), ==, -1);
  g_assert_cmpint (error.code, ==, ARW_SYSTEM);
  g_assert_cmpint (error.system_errno, ==, ECANCELED);
  g_thread_join (thread);
  arw_cancel_swap (NULL);

  g_assert_cmpint (arw_file_tell (file, NULL), ==, 0);
  close (fds[1]);
  assert_reads (file, 3, "ab");
  arw_file_free (file);
  switch_clear (&one);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cancel/none", test_none);
  g_test_add_func ("/cancel/swap", test_swap);
  g_test_add_data_func ("/cancel/wait", GINT_TO_POINTER (TRUE), test_wait);
  g_test_add_data_func ("/cancel/wait-by-looking", GINT_TO_POINTER (FALSE), test_wait);
  g_test_add_func ("/cancel/read", test_read);
  return g_test_run ();
}
