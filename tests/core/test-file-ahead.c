/* tests/core/test-file-ahead.c: reading on, which reads ahead in several
 * places, against the plain content.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#define _GNU_SOURCE

#include <sys/wait.h>
#include <unistd.h>

#include "remote-util.h"

/* Each reads something from the position on, and returns how much that was. */

static int64_t
use_read_some (ArwFile *file, int64_t size, void *room)
{
  return arw_file_read_some (file, room, size, NULL);
}

static int64_t
use_read_buffer (ArwFile *file, int64_t size, void *room)
{
  ArwBuffer buffer;

  g_assert_true (arw_file_read_buffer (file, size, &buffer, NULL));
  size = buffer.size;
  memcpy (room, buffer.data, (size_t)size);
  arw_buffer_clear (&buffer);
  return size;
}

static int64_t
use_peek (ArwFile *file, int64_t size, void *room)
{
  int64_t n = arw_file_peek (file, NULL);

  g_assert_cmpint (n, >=, 0);
  n = MIN (n, size);
  memcpy (room, file->rpos, (size_t)n);
  file->rpos += n;
  return n;
}

static int64_t
use_peek_at_least (ArwFile *file, int64_t size, void *room)
{
  int64_t n = arw_file_peek_at_least (file, size, NULL);

  g_assert_cmpint (n, >=, 0);
  n = MIN (n, size);
  memcpy (room, file->rpos, (size_t)n);
  file->rpos += n;
  return n;
}

static int64_t
use_read_until (ArwFile *file, int64_t size, void *room)
{
  ArwBuffer buffer;

  (void)size;
  g_assert_true (arw_file_read_until (file, 'x', &buffer, NULL));
  size = buffer.size;
  memcpy (room, buffer.data, (size_t)size);
  arw_buffer_clear (&buffer);
  return size;
}

typedef int64_t (*Use) (ArwFile *file, int64_t size, void *room);

static const Use uses[] = {
  use_read,
  use_read_some,
  use_read_buffer,
  use_peek,
  use_peek_at_least,
  use_read_until,
};

/* All of it, one way, and how many calls there were at once at most. */
static int
read_through (Remote *remote, Use use, int64_t size)
{
  ArwFile *file = open_remote (remote, 0, NULL);
  g_autofree uint8_t *room = g_malloc (SIZE);
  int64_t position = 0;
  int64_t n;

  while ((n = use (file, size, room)) > 0) {
    assert_next (remote, position, room, n);
    position += n;
    g_assert_cmpint (arw_file_tell (file, NULL), ==, position);
  }
  g_assert_cmpint (position, ==, SIZE);
  arw_file_free (file);
  return remote->n_most;
}

static void
test_through (Remote *remote, gconstpointer data)
{
  static const int64_t sizes[] = {4 * KIB, 100 * KIB + 1, MIB, SIZE + 1};
  int n_most = 0;

  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS (uses); i++) {
    for (gsize j = 0; j < G_N_ELEMENTS (sizes); j++) {
      gboolean some_at_start = uses[i] == use_read_some && sizes[j] > PIECE;

      remote->most = SIZE;
      n_most = MAX (n_most, read_through (remote, uses[i], sizes[j]));
      g_assert_cmpint (remote->n_most, <=, AT_ONCE + 1);
      g_assert_cmpint (remote->n_bytes, ==, SIZE);
      g_assert_cmpint (remote->n_calls, <=, SIZE / PIECE + (some_at_start ? 6 : 5));
    }
  }
  g_assert_cmpint (n_most, >=, 2);
  remote->wait = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (uses); i++) {
    remote->most = 3000;
    read_through (remote, uses[i], 100 * KIB + 1);
  }
}

static void
test_copy (Remote *remote, gconstpointer data)
{
  ArwFile *file = open_remote (remote, 0, NULL);
  ArwFile *to = arw_memory_writer_new (NULL, NULL);
  ArwBuffer all;

  (void)data;
  g_assert_cmpint (arw_file_copy (file, to, NULL, NULL), ==, SIZE);
  g_assert_true (arw_memory_writer_finish (to, &all, NULL));
  assert_next (remote, 0, all.data, SIZE);
  g_assert_cmpint (all.size, ==, SIZE);
  arw_buffer_clear (&all);
  arw_file_free (to);
  arw_file_free (file);
}

/* Whoever reads here and there fetches what is asked for, and nothing more. */
static void
test_few (Remote *remote, gconstpointer data)
{
  ArwFile *file = open_remote (remote, 0, NULL);
  uint8_t room[4096];

  (void)data;
  remote->wait = 0;
  for (int i = 0; i < 100; i++) {
    int64_t offset = g_test_rand_int_range (0, SIZE - 4096);

    g_assert_cmpint (arw_file_seek (file, offset, SEEK_SET, NULL), ==, offset);
    g_assert_cmpint (arw_file_read (file, room, 4096, NULL), ==, 4096);
    assert_next (remote, offset, room, 4096);
    g_assert_cmpint (arw_file_read_at (file, i, room, 10, NULL), ==, 10);
  }
  g_assert_cmpint (remote->n_calls, ==, 200);
  g_assert_cmpint (remote->n_bytes, ==, 100 * 4106);
  g_assert_cmpint (remote->n_elsewhere, ==, 0);

  /* As much again as was read, and not more. */
  arw_file_seek (file, 0, SEEK_SET, NULL);
  remote->n_bytes = 0;
  for (int i = 0; i < 200; i++)
    g_assert_cmpint (arw_file_read (file, room, 4096, NULL), ==, 4096);
  arw_file_free (file);
  g_assert_cmpint (remote->n_bytes, <=, 3 * 200 * 4096 + PIECE);
}

static int64_t
peak (ArwPool *pool)
{
  ArwPoolStatistics statistics;

  arw_pool_statistics (pool, &statistics);
  return statistics.max_memory;
}

static void
test_memory (Remote *remote, gconstpointer data)
{
  const int64_t most = (AT_ONCE + 1) * (PIECE + 64 * KIB);
  ArwPool *pool = arw_pool_new_over (arw_pool_default (), NULL, NULL);
  ArwFile *file = open_remote (remote, 0, pool);
  g_autofree uint8_t *room = g_malloc (SIZE);
  ArwBuffer buffers[8];

  (void)data;
  while (use_read (file, 10 * KIB, room) > 0)
    g_assert_cmpint (bytes_out (pool), <=, most);
  g_assert_cmpint (peak (pool), <=, most);
  g_assert_cmpint (peak (pool), >, most / 2);
  g_assert_cmpint (bytes_out (pool), <=, PIECE + 64 * KIB); /* the window */

  /* What is read as buffers is not copied, and kept as long as it is used. */
  arw_file_seek (file, 0, SEEK_SET, NULL);
  use_read (file, 2 * PIECE, room);
  for (int i = 0; i < 8; i++)
    g_assert_true (arw_file_read_buffer (file, PIECE / 2, &buffers[i], NULL));
  while (use_read (file, 10 * KIB, room) > 0) {
  }
  for (int i = 0; i < 8; i++) {
    assert_next (remote, 2 * PIECE + i * PIECE / 2, buffers[i].data, PIECE / 2);
    arw_buffer_clear (&buffers[i]);
  }

  arw_file_seek (file, 0, SEEK_SET, NULL);
  g_assert_cmpint (arw_file_peek_at_least (file, SIZE / 2, NULL), >=, SIZE / 2);
  while (use_peek (file, MIB, room) > 0) {
  }
  g_assert_cmpint (bytes_out (pool), <=, most);
  arw_file_free (file);
  g_assert_cmpint (bytes_out (pool), ==, 0);
  arw_pool_unref (pool);
}

static void
do_at_random (Remote *remote, ArwFile *file, uint8_t *room)
{
  int64_t position = arw_file_tell (file, NULL);
  int64_t size = 1 << g_test_rand_int_range (0, 22);
  int64_t n;

  switch (g_test_rand_int_range (0, 12)) {
  case 0:
    position = g_test_rand_int_range (0, SIZE + 100);
    g_assert_cmpint (arw_file_seek (file, position, SEEK_SET, NULL), ==, position);
    return;
  case 1: /* not far */
    position += size / 4 - g_test_rand_int_range (0, 200000);
    position = CLAMP (position, 0, SIZE);
    g_assert_cmpint (arw_file_seek (file, position, SEEK_SET, NULL), ==, position);
    return;
  case 2:
    n = arw_file_advance (file, size, NULL);
    g_assert_cmpint (n, ==, CLAMP (SIZE - position, 0, size));
    return;
  case 3:
    n = arw_file_read_at (file, position / 2, room, size, NULL);
    g_assert_cmpint (n, ==, CLAMP (SIZE - position / 2, 0, size));
    assert_next (remote, position / 2, room, n);
    return;
  case 4:
    n = use_read (file, 100, room);
    g_assert_true (arw_file_unread (file, room, n, NULL));
    g_assert_cmpint (arw_file_tell (file, NULL), ==, position);
    return;
  default:
    n = uses[g_test_rand_int_range (0, G_N_ELEMENTS (uses))](file, size, room);
    g_assert_cmpint (n, >=, 0);
    g_assert_true (n > 0 || position >= SIZE);
    if (n > 0)
      assert_next (remote, position, room, n);
    g_assert_cmpint (arw_file_tell (file, NULL), ==, position + n);
  }
}

static void
test_random (Remote *remote, gconstpointer data)
{
  g_autofree uint8_t *room = g_malloc (SIZE);
  int n_rounds = g_test_slow () ? 100 : 12;

  (void)data;
  for (int i = 0; i < n_rounds; i++) {
    ArwFile *file = open_remote (remote, 0, NULL);

    remote->most = i % 3 == 0 ? 30000 : SIZE;
    remote->wait = i % 3 == 0 ? 0 : g_test_rand_int_range (0, 2000);
    for (int j = 0; j < 100; j++)
      do_at_random (remote, file, room);
    arw_file_free (file);
  }
}

/* What is before the failure is given, then the failure, and then what can be had. */
static void
read_to_failure (Remote *remote, ArwFile *file, int64_t *position)
{
  g_autofree uint8_t *room = g_malloc (SIZE);
  int64_t n;

  while (*position < remote->fail_at) {
    n = arw_file_read_some (file, room, 70000, NULL);
    g_assert_cmpint (n, >, 0);
    assert_next (remote, *position, room, n);
    *position += n;
  }
  g_assert_cmpint (*position, ==, remote->fail_at);
}

static void
test_failing (Remote *remote, gconstpointer data)
{
  static const int64_t offsets[] = {0, 10, PIECE, 5 * PIECE - 1, 3 * MIB + 5, SIZE - 1};
  uint8_t room[10];

  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++) {
    ArwFile *file = open_remote (remote, 0, NULL);
    int64_t position = 0;
    int n_calls;

    remote->fail_at = offsets[i];
    remote->fail_also_at = offsets[i] + MIB;
    read_to_failure (remote, file, &position);
    assert_fails (ARW_SYSTEM,
                  "Cannot read 'remote' at",
                  arw_file_read_some (file, room, 10, &error) >= 0);
    n_calls = remote->n_calls;
    assert_fails (ARW_SYSTEM, "remote", arw_file_read (file, room, 10, &error) >= 0);
    g_assert_cmpint (remote->n_calls, >, n_calls); /* it was asked again */
    g_assert_cmpint (arw_file_tell (file, NULL), ==, position);

    remote->fail_at = remote->fail_also_at;
    if (remote->fail_at < SIZE)
      read_to_failure (remote, file, &position);
    remote->fail_at = remote->fail_also_at = NEVER;
    if (position < SIZE)
      arw_file_read_some (file, room, 10, NULL); /* may be told late */
    arw_file_seek (file, position, SEEK_SET, NULL);
    while ((position = arw_file_tell (file, NULL)) < SIZE)
      assert_next (remote,
                   position,
                   room,
                   use_read (file, MIN (10, SIZE - position), room));
    arw_file_free (file);
  }
}

/* What was before a failure is still right when somebody comes back to it. */
static void
test_before_failure (Remote *remote, gconstpointer data)
{
  static const int64_t behind[] = {1, 10000, PIECE - 100};
  uint8_t room[1];

  (void)data;
  remote->fail_at = 5 * PIECE - 50;
  for (gsize i = 0; i < G_N_ELEMENTS (behind); i++) {
    ArwFile *file = open_remote (remote, 0, NULL);
    int64_t position = 0;

    read_to_failure (remote, file, &position);
    arw_file_seek (file, 0, SEEK_SET, NULL);
    position -= behind[i];
    arw_file_seek (file, position, SEEK_SET, NULL);
    read_to_failure (remote, file, &position);
    assert_fails (ARW_SYSTEM,
                  "Cannot read 'remote' at",
                  arw_file_read_some (file, room, 1, &error) >= 0);
    arw_file_free (file);
  }
}

/* It is another size than it said. */
static void
test_size (Remote *remote, gconstpointer data)
{
  ArwFile *file = open_remote (remote, 0, NULL);
  g_autofree uint8_t *room = g_malloc (SIZE);

  (void)data;
  while (arw_file_tell (file, NULL) < 2 * MIB)
    use_read (file, 10 * KIB, room);
  remote->size = 3 * MIB;
  while (use_read (file, 10 * KIB, room) > 0) {
  }
  g_assert_cmpint (arw_file_tell (file, NULL), >=, 3 * MIB);
  g_assert_cmpint (arw_file_read_at (file, 2, room, SIZE, NULL), ==, 3 * MIB - 2);
  arw_file_free (file);

  file = open_remote (remote, 0, NULL);
  while (use_read (file, 10 * KIB, room) > 0) {
  }
  g_assert_cmpint (arw_file_tell (file, NULL), ==, 3 * MIB);
  remote->size = SIZE;
  for (int64_t at = 3 * MIB, n; (n = use_read (file, 10 * KIB, room)) > 0; at += n)
    assert_next (remote, at, room, n);
  g_assert_cmpint (arw_file_tell (file, NULL), ==, SIZE);
  arw_file_free (file);
}

/* A host's are called here only, and what can be written is not read ahead. */
static void
test_alone (Remote *remote, gconstpointer data)
{
  static const unsigned flags[] = {ARW_FILE_HOST, ARW_FILE_WRITABLE};

  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++) {
    ArwFile *file = open_remote (remote, flags[i], NULL);
    g_autofree uint8_t *room = g_malloc (SIZE);
    static const ArwRange ranges[] = {{0, 100}, {MIB, 100}, {2 * MIB, 3 * MIB}};
    ArwBuffer out[3];

    while (use_read (file, 50 * KIB, room) > 0) {
    }
    g_assert_cmpint (arw_file_read_at (file, 0, room, SIZE, NULL), ==, SIZE);
    g_assert_true (arw_file_read_ranges (file, ranges, 3, out, NULL));
    for (int j = 0; j < 3; j++)
      arw_buffer_clear (&out[j]);
    g_assert_cmpint (remote->n_elsewhere, ==, 0);
    arw_file_free (file);
  }
}

#ifdef __GLIBC__
/* The child has no threads yet, and gets none: there is no memory for such a stack. */
static void
test_no_threads (Remote *remote, gconstpointer data)
{
  pid_t child = fork ();
  int status;

  (void)data;
  if (child == 0) {
    pthread_attr_t huge;

    alarm (60);
    pthread_attr_init (&huge);
    pthread_attr_setstacksize (&huge, G_MAXSIZE / 4 + 1);
    if (pthread_setattr_default_np (&huge) != 0)
      _exit (1);
    for (gsize i = 0; i < G_N_ELEMENTS (uses); i++)
      read_through (remote, uses[i], 100 * KIB);
    read_through (remote, use_read, SIZE);
    _exit (remote->n_elsewhere == 0 && remote->n_most == 1 ? 0 : 2);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
}
#endif

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add (name, Remote, NULL, set_up, test, tear_down)
  ADD ("/file-ahead/through", test_through);
  ADD ("/file-ahead/copy", test_copy);
  ADD ("/file-ahead/few", test_few);
  ADD ("/file-ahead/memory", test_memory);
  ADD ("/file-ahead/random", test_random);
  ADD ("/file-ahead/failing", test_failing);
  ADD ("/file-ahead/before-failure", test_before_failure);
  ADD ("/file-ahead/size", test_size);
  ADD ("/file-ahead/alone", test_alone);
#ifdef __GLIBC__
  ADD ("/file-ahead/no-threads", test_no_threads);
#endif
  return g_test_run ();
}
