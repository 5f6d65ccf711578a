/* tests/core/test-file.c: what the base does for every kind, shown on a kind that gives
 * its bytes in pieces of any size and fails where it is told to.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <errno.h>
#include <glib.h>
#include <stdio.h>

#include "core/files/file.h"

#define SIZE 300000

typedef struct
{
  ArwFile base;
  int64_t at;       /* of a source that has one place only */
  int64_t piece;    /* at most this much a call */
  int64_t fails_at; /* a call that starts here fails; -1 for never */
  int n_calls;
} Source;

static uint8_t
byte_at (int64_t offset)
{
  return (uint8_t)(offset % 251);
}

static int64_t
give (Source *self, int64_t offset, uint8_t *out, int64_t size, ArwError *error)
{
  self->n_calls++;
  if (offset == self->fails_at) {
    arw_error_set_system (error, EIO, "Failed to read from '%s'", self->base.name);
    return -1;
  }
  size = MIN (size, self->piece);
  size = MIN (size, MAX (SIZE - offset, 0));
  if (self->fails_at > offset)
    size = MIN (size, self->fails_at - offset);
  for (int64_t i = 0; i < size; i++)
    out[i] = byte_at (offset + i);
  return size;
}

static int64_t
read_next (ArwFile *file, void *out, int64_t size, ArwError *error)
{
  Source *self = (Source *)file;
  int64_t n = give (self, self->at, out, size, error);

  if (n > 0)
    self->at += n;
  return n;
}

static int64_t
read_at (ArwFile *file, int64_t offset, void *out, int64_t size, ArwError *error)
{
  return give ((Source *)file, offset, out, size, error);
}

static bool
seek (ArwFile *file, int64_t offset, ArwError *error)
{
  (void)error;
  ((Source *)file)->at = offset;
  return true;
}

static const ArwFileOps stream_ops = {.read = read_next};
static const ArwFileOps seeking_ops = {.read = read_next, .seek = seek};
static const ArwFileOps offset_ops = {.read_at = read_at};

static const struct
{
  const char *name;
  const ArwFileOps *ops;
  unsigned flags;
} kinds[] = {
  {"stream", &stream_ops, ARW_FILE_READABLE},
  {"seeking", &seeking_ops, ARW_FILE_READABLE | ARW_FILE_SEEKABLE},
  {"offset", &offset_ops, ARW_FILE_READABLE | ARW_FILE_SEEKABLE},
};

static Source *
open_source (gsize kind, int64_t piece)
{
  Source *self = arw_file_new (sizeof *self,
                               kinds[kind].ops,
                               kinds[kind].flags,
                               "source",
                               "rb",
                               NULL,
                               NULL);

  self->piece = piece;
  self->fails_at = -1;
  return self;
}

static void
assert_bytes (const uint8_t *data, int64_t offset, int64_t size)
{
  for (int64_t i = 0; i < size; i++)
    g_assert_cmpint (data[i], ==, byte_at (offset + i));
}

/* 4: short pieces are put together, whatever the sizes of pieces and reads. */
static void
test_reads_are_whole (gconstpointer data)
{
  static const int64_t pieces[] = {1, 7, 4096, 65536, 1000000};
  static const int64_t reads[] = {1, 3, 100, 16384, 65535, 65536, 100001};
  gsize kind = GPOINTER_TO_SIZE (data);
  g_autofree uint8_t *out = g_malloc (SIZE);

  for (gsize p = 0; p < G_N_ELEMENTS (pieces); p++) {
    for (gsize r = 0; r < G_N_ELEMENTS (reads); r++) {
      Source *source = open_source (kind, pieces[p]);
      int64_t total = 0, n;

      while ((n = arw_file_read (&source->base, out, reads[r], NULL)) > 0) {
        assert_bytes (out, total, n);
        total += n;
        g_assert_cmpint (arw_file_tell (&source->base, NULL), ==, total);
        if (n < reads[r])
          break;
      }
      g_assert_cmpint (total, ==, SIZE);
      arw_file_free (&source->base);
    }
  }
}

/* A call that fails does not move the position, and what it took can be read again. */
static void
test_failure_loses_nothing (gconstpointer data)
{
  static const int64_t reads[] = {50, 5000, 200000};
  gsize kind = GPOINTER_TO_SIZE (data);
  g_autofree uint8_t *out = g_malloc (SIZE);

  for (gsize r = 0; r < G_N_ELEMENTS (reads); r++) {
    Source *source = open_source (kind, 1000);
    ArwError error;
    ArwBuffer buffer;

    source->fails_at = 1040;
    g_assert_cmpint (arw_file_read (&source->base, out, 1000, NULL), ==, 1000);
    g_assert_cmpint (arw_file_read (&source->base, out, reads[r], &error), ==, -1);
    g_assert_cmpint (error.system_errno, ==, EIO);
    g_assert_cmpint (arw_file_tell (&source->base, NULL), ==, 1000);
    g_assert_false (arw_file_read_all (&source->base, &buffer, &error));
    g_assert_cmpint (arw_file_tell (&source->base, NULL), ==, 1000);
    g_assert_cmpint (arw_file_peek_until (&source->base, 255, &error), ==, -1);
    g_assert_cmpint (arw_file_tell (&source->base, NULL), ==, 1000);

    source->fails_at = -1;
    g_assert_true (arw_file_read_all (&source->base, &buffer, NULL));
    g_assert_cmpint (buffer.size, ==, SIZE - 1000);
    assert_bytes (buffer.data, 1000, buffer.size);
    arw_buffer_clear (&buffer);
    arw_file_free (&source->base);
  }
}

static void
test_read_at_moves_nothing (gconstpointer data)
{
  gsize kind = GPOINTER_TO_SIZE (data);
  Source *source = open_source (kind, 1000);
  uint8_t out[5000];
  ArwBuffer buffer;
  ArwError error;

  g_assert_cmpint (arw_file_read (&source->base, out, 10, NULL), ==, 10);
  g_assert_cmpint (arw_file_read (&source->base, out, 10, NULL), ==, 10);
  if ((kinds[kind].flags & ARW_FILE_SEEKABLE) == 0) {
    g_assert_cmpint (arw_file_read_at (&source->base, 0, out, 10, &error), ==, -1);
    g_assert_cmpint (error.code, ==, ARW_NOT_SUPPORTED);
  } else {
    g_assert_cmpint (arw_file_read_at (&source->base, 70000, out, 5000, NULL), ==, 5000);
    assert_bytes (out, 70000, 5000);
    g_assert_cmpint (arw_file_read_at (&source->base, SIZE - 3, out, 9, NULL), ==, 3);
    g_assert_cmpint (arw_file_read_at (&source->base, SIZE + 3, out, 9, NULL), ==, 0);
    g_assert_cmpint (arw_file_read_at (&source->base, INT64_MAX, out, 9, NULL), ==, 0);
    g_assert_cmpint (arw_file_read_at (&source->base, -1, out, 9, &error), ==, -1);
    g_assert_cmpint (error.code, ==, ARW_INVALID);
    g_assert_true (
      arw_file_read_buffer_at (&source->base, 100, INT64_MAX, &buffer, NULL));
    g_assert_cmpint (buffer.size, ==, SIZE - 100);
    assert_bytes (buffer.data, 100, buffer.size);
    arw_buffer_clear (&buffer);
  }
  g_assert_cmpint (arw_file_tell (&source->base, NULL), ==, 20);
  g_assert_cmpint (arw_file_read (&source->base, out, 5000, NULL), ==, 5000);
  assert_bytes (out, 20, 5000);
  arw_file_free (&source->base);
}

static void
test_small_reads_make_few_calls (gconstpointer data)
{
  Source *source = open_source (GPOINTER_TO_SIZE (data), SIZE);
  uint8_t out[16];

  while (arw_file_read (&source->base, out, 16, NULL) > 0)
    continue;
  g_assert_cmpint (source->n_calls, <, 12);
  arw_file_free (&source->base);
}

static void
test_seek_stays_in_the_window (gconstpointer data)
{
  gsize kind = GPOINTER_TO_SIZE (data);
  Source *source = open_source (kind, SIZE);
  uint8_t out[100];
  ArwError error;
  int n_calls;

  g_assert_cmpint (arw_file_read (&source->base, out, 100, NULL), ==, 100);
  g_assert_cmpint (arw_file_read (&source->base, out, 100, NULL), ==, 100);
  n_calls = source->n_calls;
  if ((kinds[kind].flags & ARW_FILE_SEEKABLE) == 0) {
    g_assert_cmpint (arw_file_seek (&source->base, 0, SEEK_SET, &error), ==, -1);
    g_assert_cmpint (error.code, ==, ARW_NOT_SUPPORTED);
  } else {
    g_assert_cmpint (arw_file_seek (&source->base, 101, SEEK_SET, NULL), ==, 101);
    g_assert_cmpint (arw_file_seek (&source->base, 5000, SEEK_CUR, NULL), ==, 5101);
    g_assert_cmpint (arw_file_read (&source->base, out, 100, NULL), ==, 100);
    assert_bytes (out, 5101, 100);
    g_assert_cmpint (source->n_calls, ==, n_calls);

    g_assert_cmpint (arw_file_seek (&source->base, 0, SEEK_SET, NULL), ==, 0);
    g_assert_cmpint (arw_file_read (&source->base, out, 100, NULL), ==, 100);
    assert_bytes (out, 0, 100);

    g_assert_cmpint (arw_file_seek (&source->base, SIZE + 1, SEEK_SET, NULL),
                     ==,
                     SIZE + 1);
    g_assert_cmpint (arw_file_read (&source->base, out, 100, NULL), ==, 0);
  }
  arw_file_free (&source->base);
}

static void
test_seek_refuses (void)
{
  static const struct
  {
    int64_t offset;
    int whence;
    ArwCode code;
  } bad[] = {
    {-1, SEEK_SET, ARW_INVALID},
    {INT64_MIN, SEEK_CUR, ARW_INVALID},
    {INT64_MAX, SEEK_CUR, ARW_INVALID},
    {0, SEEK_END, ARW_NOT_SUPPORTED}, /* this kind does not know its size */
    {0, 3, ARW_INVALID},
  };
  Source *source = open_source (2, 1000);

  arw_file_seek (&source->base, 10, SEEK_SET, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    ArwError error;

    g_assert_cmpint (arw_file_seek (&source->base, bad[i].offset, bad[i].whence, &error),
                     ==,
                     -1);
    g_assert_cmpint (error.code, ==, bad[i].code);
    g_assert_cmpint (arw_file_tell (&source->base, NULL), ==, 10);
  }
  arw_file_free (&source->base);
}

/* Lines longer than any window are found, and those that cross one. */
static void
test_peek_until (gconstpointer data)
{
  static const int64_t pieces[] = {1, 1000, SIZE};
  gsize kind = GPOINTER_TO_SIZE (data);

  for (gsize p = 0; p < G_N_ELEMENTS (pieces); p++) {
    Source *source = open_source (kind, pieces[p]);
    int64_t total = 0, n;

    while ((n = arw_file_peek_until (&source->base, 250, NULL)) > 0) {
      g_assert_cmpint (n, ==, MIN (251, SIZE - total));
      assert_bytes (source->base.rpos, total, n);
      source->base.rpos += n;
      total += n;
    }
    g_assert_cmpint (total, ==, SIZE);
    arw_file_free (&source->base);

    source = open_source (kind, pieces[p]);
    g_assert_cmpint (arw_file_peek_until (&source->base, 255, NULL), ==, SIZE);
    assert_bytes (source->base.rpos, 0, SIZE);
    g_assert_cmpint (arw_file_tell (&source->base, NULL), ==, 0);
    arw_file_free (&source->base);
  }
}

/* A kind that comes back while it reads is refused, and nothing is freed below it. */
static int64_t
read_and_close (ArwFile *file, void *out, int64_t size, ArwError *error)
{
  ArwError refused;

  g_assert_false (arw_file_close (file, &refused));
  g_assert_cmpint (refused.system_errno, ==, EBUSY);
  g_assert_cmpint (arw_file_read (file, out, size, &refused), ==, -1);
  g_assert_cmpint (refused.system_errno, ==, EBUSY);
  g_assert_cmpint (arw_file_tell (file, NULL), ==, 0);
  return read_next (file, out, size, error);
}

static bool
close_again (ArwFile *file, ArwError *error)
{
  ((Source *)file)->n_calls++;
  return arw_file_close (file, error);
}

static void
test_call_that_comes_back (void)
{
  static const ArwFileOps reentrant_ops = {.read = read_and_close, .close = close_again};
  Source *source = open_source (0, 1000);
  uint8_t out[10];

  source->base.ops = &reentrant_ops;
  g_assert_cmpint (arw_file_read (&source->base, out, 10, NULL), ==, 10);
  assert_bytes (out, 0, 10);
  source->n_calls = 0;
  g_assert_true (arw_file_close (&source->base, NULL));
  g_assert_cmpint (source->n_calls, ==, 1);
  arw_file_free (&source->base);
}

static void
test_closed (void)
{
  Source *source = open_source (0, 1000);
  uint8_t out[10];
  ArwError error;

  g_assert_cmpint (arw_file_read (&source->base, out, 10, NULL), ==, 10);
  g_assert_cmpint (arw_file_read (&source->base, out, 10, NULL), ==, 10);
  g_assert_true (arw_file_close (&source->base, NULL));
  g_assert_true (arw_file_close (&source->base, NULL));
  g_assert_cmpint (arw_file_read (&source->base, out, 1, &error), ==, -1);
  g_assert_cmpint (error.code, ==, ARW_CLOSED);
  g_assert_cmpint (arw_file_tell (&source->base, &error), ==, -1);
  g_assert_cmpint (error.code, ==, ARW_CLOSED);
  g_assert_false (arw_file_write (&source->base, "x", 1, &error));
  g_assert_cmpint (error.code, ==, ARW_CLOSED);
  arw_file_free (&source->base);
}

static void
add (gsize kind, const char *what, GTestDataFunc test)
{
  g_autofree char *path = g_strdup_printf ("/file/%s/%s", kinds[kind].name, what);

  g_test_add_data_func (path, GSIZE_TO_POINTER (kind), test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize kind = 0; kind < G_N_ELEMENTS (kinds); kind++) {
    add (kind, "reads-are-whole", test_reads_are_whole);
    add (kind, "failure-loses-nothing", test_failure_loses_nothing);
    add (kind, "read-at", test_read_at_moves_nothing);
    add (kind, "few-calls", test_small_reads_make_few_calls);
    add (kind, "window", test_seek_stays_in_the_window);
    add (kind, "peek-until", test_peek_until);
  }
  g_test_add_func ("/file/seek/refuses", test_seek_refuses);
  g_test_add_func ("/file/comes-back", test_call_that_comes_back);
  g_test_add_func ("/file/closed", test_closed);
  return g_test_run ();
}
