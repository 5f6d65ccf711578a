/* tests/core/test-ranges.c: many ranges of a file at once, against reading each of them.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "core/cancel.h"
#include "core/checked.h"
#include "util.h"

#define KIB INT64_C (1024)
#define MIB (KIB * KIB)
#define SIZE (6 * MIB)

typedef struct
{
  char *path;
  uint8_t *content;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  int fd = g_file_open_tmp ("arrow-io-XXXXXX", &fixture->path, NULL);

  (void)data;
  close (fd);
  fixture->content = g_malloc (SIZE);
  for (int64_t i = 0; i < SIZE; i++)
    fixture->content[i] = (uint8_t)(i * 7 + i / 251);
  g_assert_true (
    g_file_set_contents (fixture->path, (char *)fixture->content, SIZE, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  (void)data;
  g_remove (fixture->path);
  g_free (fixture->path);
  g_free (fixture->content);
}

/* Takes what the system has of a file out of memory, as far as it does that. */
static void
make_cold (const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  g_assert_cmpint (fsync (fd), ==, 0);
  g_assert_cmpint (posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED), ==, 0);
  close (fd);
}

static int64_t
bytes_out (ArwPool *pool)
{
  ArwPoolStatistics statistics;

  arw_pool_statistics (pool, &statistics);
  return statistics.bytes_allocated;
}

static void
assert_ranges (const Fixture *fixture,
               ArwFile *file,
               int64_t start,
               int64_t end,
               const ArwRange *ranges,
               size_t n)
{
  g_autofree ArwBuffer *out = g_new (ArwBuffer, n);
  int64_t position = arw_file_tell (file, NULL);

  g_assert_true (arw_file_read_ranges (file, ranges, n, out, NULL));
  g_assert_cmpint (arw_file_tell (file, NULL), ==, position);
  for (size_t i = 0; i < n; i++) {
    int64_t left = arw_max (end - start - ranges[i].offset, 0);

    g_assert_cmpint (out[i].size, ==, arw_min (ranges[i].size, left));
    if (out[i].size > 0)
      g_assert_true (memcmp (out[i].data,
                             fixture->content + start + ranges[i].offset,
                             (size_t)out[i].size) == 0);
    arw_buffer_clear (&out[i]);
  }
}

/* In any order, over one another, empty and behind the end. */
static void
fill_ranges (ArwRange *ranges, size_t n, int64_t largest)
{
  for (size_t i = 0; i < n; i++) {
    ranges[i].offset = g_test_rand_int_range (0, SIZE + 1000);
    ranges[i].size = g_test_rand_int_range (0, (gint32)largest);
  }
}

static void
test_random (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    size_t n;
    int64_t largest;
  } rounds[] = {{1, 100}, {2, 1}, {10000, 20}, {3000, 3000}, {200, MIB}, {20, SIZE}};
  ArwFile *file = arw_os_file_open (fixture->path, "r", NULL, NULL);
  ArwFile *slice = arw_file_slice_new (file, 1000, SIZE - 3000, NULL);

  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS (rounds); i++) {
    g_autofree ArwRange *ranges = g_new (ArwRange, rounds[i].n);

    fill_ranges (ranges, rounds[i].n, rounds[i].largest);
    make_cold (fixture->path);
    assert_ranges (fixture, file, 0, SIZE, ranges, rounds[i].n);
    assert_ranges (fixture, slice, 1000, SIZE - 2000, ranges, rounds[i].n);
  }
  assert_ranges (fixture, file, 0, SIZE, NULL, 0);
  arw_file_free (slice);
  arw_file_free (file);
}

/* What is read for the sake of its neighbours is not kept, and a small range does not
 * keep a large one. */
static void
test_memory (Fixture *fixture, gconstpointer data)
{
  static const ArwRange near[] = {{0, 10}, {3 * KIB, 10}, {6 * KIB, 10}, {9 * KIB, 10}};
  static const ArwRange inside[] = {{0, 4 * MIB}, {2 * MIB, 10}, {100, 3 * MIB}};
  static const ArwRange chain[] = {{0, MIB}, {MIB, 10}, {MIB + 10, MIB}, {2 * MIB, MIB}};
  ArwPool *pool = arw_pool_new_over (arw_pool_default (), NULL, NULL);
  ArwFile *file = arw_os_file_open (fixture->path, "r", pool, NULL);
  ArwBuffer out[4];

  (void)data;
  g_assert_true (arw_file_read_ranges (file, near, 4, out, NULL));
  g_assert_cmpint (bytes_out (pool), <=, 128);
  for (int i = 0; i < 4; i++)
    arw_buffer_clear (&out[i]);

  g_assert_true (arw_file_read_ranges (file, inside, 3, out, NULL));
  arw_buffer_clear (&out[0]);
  arw_buffer_clear (&out[2]);
  g_assert_cmpint (out[1].size, ==, 10);
  g_assert_cmpint (bytes_out (pool), <=, 256 * KIB);
  arw_buffer_clear (&out[1]);

  g_assert_true (arw_file_read_ranges (file, chain, 4, out, NULL));
  for (int i = 0; i < 4; i++) {
    if (i != 1)
      arw_buffer_clear (&out[i]);
  }
  g_assert_cmpint (bytes_out (pool), <=, 256 * KIB);
  arw_buffer_clear (&out[1]);
  g_assert_cmpint (bytes_out (pool), ==, 0);
  arw_file_free (file);
  arw_pool_unref (pool);
}

/* What is in memory already is not read. */
static void
test_shared (void)
{
  static const ArwRange ranges[] = {{4, 4}, {0, 8}, {8, 1}, {2, 0}};
  ArwFile *file = reader_of ("columnar");
  ArwBuffer whole, out[4];

  g_assert_true (arw_file_read_buffer_at (file, 0, 8, &whole, NULL));
  g_assert_true (arw_file_read_ranges (file, ranges, 4, out, NULL));
  g_assert_true (out[0].data == whole.data + 4);
  g_assert_true (out[1].data == whole.data);
  assert_holds (&out[0], "mnar");
  g_assert_null (out[2].memory);
  g_assert_null (out[3].memory);
  for (int i = 0; i < 4; i++)
    arw_buffer_clear (&out[i]);
  arw_buffer_clear (&whole);
  arw_file_free (file);
}

/* Which range it was is said, and nothing is kept. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const ArwRange negative[] = {{0, 1}, {-1, 1}};
  static const ArwRange empty[] = {{0, 1}, {3, 1}, {0, -1}};
  static const ArwRange wrapping[] = {{INT64_MAX, 1}};
  static const ArwRange far_away[] = {{INT64_MAX, 0}, {5, INT64_MAX - 5}, {0, 1}};
  ArwFile *file = arw_os_file_open (fixture->path, "r", NULL, NULL);
  ArwBuffer out[3];

  (void)data;
  assert_fails (ARW_INVALID,
                "Invalid range 1 of",
                arw_file_read_ranges (file, negative, 2, out, &error));
  assert_fails (ARW_INVALID,
                "range 2 of",
                arw_file_read_ranges (file, empty, 3, out, &error));
  assert_fails (ARW_INVALID,
                "offset = 9223372036854775807, size = 1",
                arw_file_read_ranges (file, wrapping, 1, out, &error));
  assert_ranges (fixture, file, 0, SIZE, far_away, 3);
  arw_file_free (file);
}

/* One that cannot be had fails all, and leaves no memory behind. */
static void
test_failing (Fixture *fixture, gconstpointer data)
{
  ArwPool *pool = arw_pool_new_over (arw_pool_default (), NULL, NULL);
  int fd = open (fixture->path, O_RDONLY | O_CLOEXEC);
  ArwFile *file = arw_os_file_from_fd (fd, "r", pool, NULL);
  int other = open (g_get_tmp_dir (), O_RDONLY | O_CLOEXEC);
  ArwRange ranges[100];
  ArwBuffer out[100];

  (void)data;
  for (int i = 0; i < 100; i++)
    ranges[i] = (ArwRange){i * 60 * KIB, 20 * KIB};

  /* A folder in the place of the file has a size and no bytes. */
  g_assert_cmpint (dup2 (other, fd), ==, fd);
  close (other);
  for (int i = 0; i < 100; i++)
    ranges[i].size = 1;
  assert_fails (ARW_SYSTEM,
                "Failed to read from",
                arw_file_read_ranges (file, ranges, 100, out, &error));
  for (int i = 0; i < 100; i++) {
    g_assert_cmpint (out[i].size, ==, 0);
    g_assert_null (out[i].memory);
  }
  g_assert_cmpint (bytes_out (pool), ==, 0);
  arw_file_free (file);
  arw_pool_unref (pool);
}

static bool
is_cancelled (void *data)
{
  int *n_asked = data;

  return g_atomic_int_add (n_asked, 1) >= 3;
}

static int
get_no_fd (void *data)
{
  (void)data;
  return -1;
}

/* The threads that help know that the call is cancelled. */
static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  ArwPool *pool = arw_pool_new_over (arw_pool_default (), NULL, NULL);
  ArwFile *file = arw_os_file_open (fixture->path, "r", pool, NULL);
  int n_asked = 0;
  ArwCancel cancel = {.is_set = is_cancelled, .get_fd = get_no_fd, .data = &n_asked};
  const ArwCancel *before = arw_cancel_swap (&cancel);
  ArwRange ranges[50];
  ArwBuffer out[50];

  (void)data;
  for (int i = 0; i < 50; i++)
    ranges[i] = (ArwRange){i * 100 * KIB, 60 * KIB};
  assert_fails (ARW_SYSTEM,
                "cancelled",
                arw_file_read_ranges (file, ranges, 50, out, &error));
  arw_cancel_swap (before);
  g_assert_cmpint (bytes_out (pool), ==, 0);
  arw_file_free (file);
  arw_pool_unref (pool);
}

/* 34: a file that was cut short, or says that it is empty, gives what there is. */
static void
test_size (Fixture *fixture, gconstpointer data)
{
  static const ArwRange ranges[] = {{0, 5}, {SIZE - 5, 5}, {SIZE / 2 - 5, 10}};
  ArwFile *file = arw_os_file_open (fixture->path, "r", NULL, NULL);
  ArwBuffer out;

  (void)data;
  g_assert_cmpint (truncate (fixture->path, SIZE / 2), ==, 0);
  assert_ranges (fixture, file, 0, SIZE / 2, ranges, 3);
  arw_file_free (file);

  file = arw_os_file_open ("/proc/self/status", "r", NULL, NULL);
  if (file == NULL)
    return;
  g_assert_true (arw_file_read_ranges (file, ranges, 1, &out, NULL));
  assert_holds (&out, "Name:");
  arw_buffer_clear (&out);
  arw_file_free (file);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add (name, Fixture, NULL, set_up, test, tear_down)
  ADD ("/ranges/random", test_random);
  ADD ("/ranges/memory", test_memory);
  ADD ("/ranges/refused", test_refused);
  ADD ("/ranges/failing", test_failing);
  ADD ("/ranges/cancelled", test_cancelled);
  ADD ("/ranges/size", test_size);
  g_test_add_func ("/ranges/shared", test_shared);
  return g_test_run ();
}
