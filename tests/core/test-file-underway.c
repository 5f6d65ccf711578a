/* tests/core/test-file-underway.c: what happens while other threads read for a file:
 * it is left, closed, cancelled, and used by others.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <sys/wait.h>
#include <unistd.h>

#include "remote-util.h"

/* What hangs is in nobody's way who reads elsewhere, as far as that is free. */
static void
test_seek_away (Remote *remote, gconstpointer data)
{
  ArwFile *file = open_remote (remote, 0, NULL);
  g_autofree uint8_t *room = g_malloc (SIZE);

  (void)data;
  start_reading (remote, file);
  arw_file_seek (file, 0, SEEK_SET, NULL);
  for (int i = 0; i < 10; i++)
    g_assert_cmpint (arw_file_read (file, room + i * 10000, 10000, NULL), ==, 10000);
  assert_next (remote, 0, room, 100000);
  g_assert_cmpint (remote->n_hung, >, 0);
  remote->hang_at = NEVER;
  arw_file_seek (file, 4 * MIB, SEEK_SET, NULL);
  for (int i = 0; i < 100; i++)
    g_assert_cmpint (arw_file_read (file, room + i * 10000, 10000, NULL), ==, 10000);
  assert_next (remote, 4 * MIB, room, 1000000);
  arw_file_free (file);
}

/* Ends what is under way, and nothing comes after it. */
static void
test_close (Remote *remote, gconstpointer data)
{
  (void)data;
  for (int i = 0; i < 4; i++) {
    ArwFile *file = open_remote (remote, 0, NULL);

    start_reading (remote, file);
    if (i == 1)
      arw_file_close (file, NULL);
    else if (i == 2)
      arw_file_abandon (file);
    else if (i == 3)
      arw_file_seek (file, 5 * MIB, SEEK_SET, NULL);
    arw_file_free (file);
    g_assert_cmpint (remote->n_interrupts, ==, 1);
    g_assert_cmpint (remote->closed, ==, 1);
  }
}

typedef struct
{
  Remote *remote;
  int n_hung; /* when it is set */
  int set;
  int n_entered;
  int n_left;
} Cancel;

static bool
is_set (void *data)
{
  return g_atomic_int_get (&((Cancel *)data)->set) != 0;
}

static int
get_no_fd (void *data)
{
  (void)data;
  return -1;
}

static void
enter (void *data)
{
  g_atomic_int_inc (&((Cancel *)data)->n_entered);
}

static void
leave (void *data)
{
  g_atomic_int_inc (&((Cancel *)data)->n_left);
}

static gpointer
set_soon (gpointer data)
{
  Cancel *cancel = data;

  while (cancel->remote->n_hung < cancel->n_hung)
    g_usleep (100);
  g_atomic_int_set (&cancel->set, 1);
  return NULL;
}

/* The call hangs in so many places until it is cancelled by another thread. */
#define assert_is_cancelled(cancel, n, call)                                             \
  G_STMT_START                                                                           \
  {                                                                                      \
    GThread *thread;                                                                     \
                                                                                         \
    (cancel).set = 0;                                                                    \
    (cancel).n_hung = n;                                                                 \
    (cancel).remote->hang_at = MIB;                                                      \
    thread = g_thread_new ("cancel", set_soon, &(cancel));                               \
    assert_fails (ARW_SYSTEM, "", call);                                                 \
    g_thread_join (thread);                                                              \
    (cancel).remote->hang_at = NEVER;                                                    \
    (cancel).set = 0;                                                                    \
  }                                                                                      \
  G_STMT_END

static void
test_cancel (Remote *remote, gconstpointer data)
{
  static const ArwRange ranges[] = {{0, 100}, {MIB, 100}, {2 * MIB, 3 * MIB}};
  Cancel cancel = {.remote = remote};
  ArwCancel called = {is_set, get_no_fd, &cancel, enter, leave};
  ArwFile *file = open_remote (remote, 0, NULL);
  g_autofree uint8_t *room = g_malloc (SIZE);
  ArwBuffer out[3];
  int64_t position;

  (void)data;
  arw_cancel_swap (&called);
  start_reading (remote, file);
  position = arw_file_tell (file, NULL);
  assert_is_cancelled (cancel, 1, arw_file_read (file, room, 7 * MIB, &error) >= 0);
  g_assert_cmpint (arw_file_tell (file, NULL), ==, position);
  g_assert_cmpint (arw_file_read (file, room, 7 * MIB, NULL), ==, 7 * MIB);
  assert_next (remote, position, room, 7 * MIB);

  /* It reaches all threads that work for the call. */
  cancel.n_entered = cancel.n_left = 0;
  arw_file_seek (file, 0, SEEK_SET, NULL);
  assert_is_cancelled (cancel, AT_ONCE, arw_file_read (file, room, SIZE, &error) >= 0);
  assert_is_cancelled (cancel,
                       AT_ONCE,
                       arw_file_read_at (file, 9, room, SIZE, &error) >= 0);
  g_assert_cmpint (cancel.n_entered, ==, 2 * AT_ONCE);
  assert_is_cancelled (cancel, 1, arw_file_read_ranges (file, ranges, 3, out, &error));
  g_assert_cmpint (cancel.n_entered, ==, cancel.n_left);
  g_assert_cmpint (arw_file_read (file, room, SIZE, NULL), ==, SIZE);
  assert_next (remote, 0, room, SIZE);

  arw_cancel_swap (NULL);
  arw_file_free (file);
}

typedef struct
{
  Remote *remote;
  ArwFile *file;
  int may_end;
} Reader;

static gpointer
read_here_and_there (gpointer data)
{
  Reader *reader = data;
  g_autofree uint8_t *room = g_malloc (2 * MIB);

  for (int64_t i = 0; !g_atomic_int_get (&reader->may_end); i++) {
    int64_t offset = i * 314159 % (SIZE - 2 * MIB);
    int64_t size = i % 5 == 0 ? 2 * MIB : 1000;

    g_assert_cmpint (arw_file_read_at (reader->file, offset, room, size, NULL), ==, size);
    assert_next (reader->remote, offset, room, size);
  }
  return NULL;
}

static void
test_threads (Remote *remote, gconstpointer data)
{
  Reader reader = {remote, open_remote (remote, 0, NULL), 0};
  g_autofree uint8_t *room = g_malloc (SIZE);
  GThread *threads[3];

  (void)data;
  for (int i = 0; i < 3; i++)
    threads[i] = g_thread_new ("reader", read_here_and_there, &reader);
  for (int i = 0; i < 3; i++) {
    arw_file_seek (reader.file, 0, SEEK_SET, NULL);
    for (int64_t n, at = 0; (n = use_read (reader.file, 99999, room)) > 0; at += n)
      assert_next (remote, at, room, n);
  }
  g_atomic_int_set (&reader.may_end, 1);
  for (int i = 0; i < 3; i++)
    g_thread_join (threads[i]);
  arw_file_free (reader.file);
}

/* More files than there are threads for. */
static void
test_many (Remote *remote, gconstpointer data)
{
  ArwFile *files[20];
  g_autofree Remote *remotes = g_new0 (Remote, 20);
  g_autofree uint8_t *room = g_malloc (MIB);

  (void)data;
  for (int i = 0; i < 20; i++) {
    set_up (&remotes[i], NULL);
    files[i] = open_remote (&remotes[i], 0, NULL);
  }
  for (int64_t at = 0; at < 3 * MIB; at += MIB / 4) {
    for (int i = 0; i < 20; i++) {
      g_assert_cmpint (use_read (files[i], MIB / 4, room), ==, MIB / 4);
      assert_next (remote, at, room, MIB / 4);
    }
  }
  for (int i = 0; i < 20; i++) {
    arw_file_free (files[i]);
    tear_down (&remotes[i], NULL);
  }
}

static void
read_on_in_child (Remote *remote, ArwFile *file, int64_t at)
{
  g_autofree uint8_t *room = g_malloc (SIZE);
  int64_t n;

  alarm (60);
  pthread_mutex_init (&remote->lock, NULL);
  remote->n_now = 0;
  remote->hang_at = NEVER;
  while ((n = use_read (file, 99999, room)) > 0) {
    assert_next (remote, at, room, n);
    at += n;
  }
  g_assert_cmpint (at, ==, SIZE);
  arw_file_free (file);
  _exit (0);
}

static void
close_in_child (Remote *remote, ArwFile *file)
{
  alarm (60);
  pthread_mutex_init (&remote->lock, NULL);
  remote->n_now = 0;
  remote->hang_at = NEVER;
  arw_file_free (file);
  _exit (remote->n_interrupts == 0 ? 0 : 1); /* nothing is under way here */
}

static void
assert_exits (pid_t child)
{
  int status;

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
test_fork (Remote *remote, gconstpointer data)
{
  (void)data;
  for (int i = 0; i < 4; i++) {
    ArwFile *file = open_remote (remote, 0, NULL);
    g_autofree uint8_t *room = NULL;
    int64_t at;
    pid_t child;

    start_reading (remote, file);
    at = arw_file_tell (file, NULL);
    child = fork ();
    if (child == 0) {
      if (i % 2 == 0)
        read_on_in_child (remote, file, at);
      close_in_child (remote, file);
    }
    remote->hang_at = NEVER;
    room = g_malloc (SIZE);
    for (int64_t n; (n = use_read (file, 99999, room)) > 0; at += n)
      assert_next (remote, at, room, n);
    arw_file_free (file);
    assert_exits (child);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add (name, Remote, NULL, set_up, test, tear_down)
  ADD ("/file-underway/seek-away", test_seek_away);
  ADD ("/file-underway/close", test_close);
  ADD ("/file-underway/cancel", test_cancel);
  ADD ("/file-underway/threads", test_threads);
  ADD ("/file-underway/many", test_many);
  ADD ("/file-underway/fork", test_fork);
  return g_test_run ();
}
