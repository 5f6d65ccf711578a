/* tests/core/test-file-peek.c: how much is read ahead, looking ahead, and copying.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <errno.h>
#include <glib.h>
#include <stdio.h>

#include "core/files/kinds.h"

#define SIZE 100000

/* A source with one place only, which fails where it is told to; what is written to it is
 * counted. */
typedef struct
{
  ArwFile base;
  int64_t at;
  int64_t fails_at; /* -1 for never */
} Source;

static uint8_t
byte_at (int64_t offset)
{
  return (uint8_t)(offset % 100);
}

static bool
fail (Source *self, ArwError *error)
{
  arw_error_set_system (error, EIO, "Failed to use '%s'", self->base.name);
  return false;
}

static int64_t
read_next (ArwFile *file, void *out, int64_t size, ArwError *error)
{
  Source *self = (Source *)file;

  if (self->at == self->fails_at)
    return fail (self, error) - 1;
  size = MIN (size, SIZE - self->at);
  if (self->fails_at > self->at)
    size = MIN (size, self->fails_at - self->at);
  for (int64_t i = 0; i < size; i++)
    ((uint8_t *)out)[i] = byte_at (self->at + i);
  self->at += size;
  return size;
}

static bool
write_next (ArwFile *file, const void *data, int64_t size, ArwError *error)
{
  Source *self = (Source *)file;

  (void)data;
  if (self->fails_at >= 0 && self->at + size > self->fails_at)
    return fail (self, error);
  self->at += size;
  return true;
}

static bool
seek (ArwFile *file, int64_t offset, ArwError *error)
{
  (void)error;
  ((Source *)file)->at = offset;
  return true;
}

static const ArwFileOps ops = {.read = read_next, .write = write_next, .seek = seek};

static Source *
open_source (unsigned flags, int64_t window_size, int64_t fails_at)
{
  Source *self = arw_file_new (sizeof *self, &ops, flags, "source", "rb", NULL, NULL);

  self->base.window_size = window_size;
  self->fails_at = fails_at;
  return self;
}

static const unsigned seekable = ARW_FILE_READABLE | ARW_FILE_SEEKABLE;

static void
test_nothing_ahead (void)
{
  Source *source = open_source (seekable, -1, -1);
  ArwFile *file = &source->base;
  uint8_t out[100];
  ArwBuffer buffer;

  for (int64_t i = 1; i < 100; i++) {
    g_assert_cmpint (arw_file_read (file, out, i, NULL), ==, i);
    g_assert_cmpint (source->at, ==, arw_file_tell (file, NULL));
  }
  g_assert_true (arw_file_read_until (file, 7, &buffer, NULL));
  g_assert_cmpint (buffer.data[buffer.size - 1], ==, 7);
  arw_buffer_clear (&buffer);
  g_assert_cmpint (source->at, ==, arw_file_tell (file, NULL));
  g_assert_true (arw_file_peek_buffer (file, 50000, &buffer, NULL));
  g_assert_cmpint (buffer.size, ==, 50000);
  arw_buffer_clear (&buffer);
  g_assert_cmpint (source->at, ==, arw_file_tell (file, NULL));
  g_assert_cmpint (arw_file_advance (file, 5, NULL), ==, 5);
  g_assert_cmpint (source->at, ==, arw_file_tell (file, NULL));
  arw_file_free (file);
}

/* 70 */
static void
test_that_much_ahead (void)
{
  Source *source = open_source (ARW_FILE_READABLE, 4, -1);
  ArwFile *file = &source->base;
  uint8_t out[10];

  g_assert_cmpint (arw_file_read (file, out, 2, NULL), ==, 2);
  g_assert_cmpint (source->at, ==, 4);
  g_assert_cmpint (arw_file_read (file, out, 6, NULL), ==, 6);
  g_assert_cmpint (source->at, ==, 8);
  g_assert_cmpint (arw_file_peek_at_least (file, 9, NULL), >=, 9);
  g_assert_cmpint (arw_file_read (file, out, 10, NULL), ==, 10);
  g_assert_cmpint (out[0], ==, 8);
  g_assert_cmpint (arw_file_tell (file, NULL), ==, 18); /* 73 */
  arw_file_free (file);
}

static void
test_unread (void)
{
  for (int64_t window_size = -1; window_size < 8; window_size++) {
    for (int with_seek = 0; with_seek < 2; with_seek++) {
      Source *source =
        open_source (with_seek ? seekable : ARW_FILE_READABLE, window_size, -1);
      ArwFile *file = &source->base;
      uint8_t out[10], again[10];

      g_assert_cmpint (arw_file_read (file, out, 5, NULL), ==, 5);
      g_assert_cmpint (arw_file_read (file, out, 10, NULL), ==, 10);
      g_assert_true (arw_file_unread (file, out + 3, 7, NULL));
      g_assert_cmpint (arw_file_tell (file, NULL), ==, 8);
      g_assert_cmpint (arw_file_read (file, again, 7, NULL), ==, 7);
      g_assert_true (memcmp (again, out + 3, 7) == 0);
      g_assert_cmpint (arw_file_read (file, out, 1, NULL), ==, 1);
      g_assert_cmpint (out[0], ==, 15);
      arw_file_free (file);
    }
  }
}

/* What was skipped before a failure counts, and the failure is for the next call. */
static void
test_advance_fails (void)
{
  Source *source = open_source (ARW_FILE_READABLE, 0, 40000);
  ArwFile *file = &source->base;
  ArwError error;

  g_assert_cmpint (arw_file_advance (file, 50000, &error), ==, 40000);
  g_assert_cmpint (arw_file_tell (file, NULL), ==, 40000);
  g_assert_cmpint (arw_file_advance (file, 1, &error), ==, -1);
  g_assert_cmpint (error.system_errno, ==, EIO);
  g_assert_cmpint (arw_file_tell (file, NULL), ==, 40000);
  arw_file_free (file);
}

/* 5: whichever side fails, both stand behind what was copied. */
static void
test_copy_fails (void)
{
  for (int side = 0; side < 2; side++) {
    Source *from = open_source (ARW_FILE_READABLE, 0, side == 0 ? 40000 : -1);
    Source *to = open_source (ARW_FILE_WRITABLE, 0, side == 1 ? 40000 : -1);
    ArwError error;

    g_assert_cmpint (arw_file_copy (&from->base, &to->base, NULL, &error), ==, -1);
    g_assert_cmpint (error.system_errno, ==, EIO);
    g_assert_cmpint (to->at, >, 0);
    g_assert_cmpint (to->at, <=, 40000);
    g_assert_cmpint (arw_file_tell (&to->base, NULL), ==, to->at);
    g_assert_cmpint (arw_file_tell (&from->base, NULL), ==, to->at);
    arw_file_free (&from->base);
    arw_file_free (&to->base);
  }
}

static void
test_copy (void)
{
  Source *from = open_source (ARW_FILE_READABLE, 0, -1);
  Source *to = open_source (ARW_FILE_READABLE | ARW_FILE_WRITABLE, 0, -1);
  ArwError error;

  g_assert_cmpint (arw_file_copy (&from->base, &to->base, NULL, NULL), ==, SIZE);
  g_assert_cmpint (to->at, ==, SIZE);
  g_assert_cmpint (arw_file_copy (&to->base, &to->base, NULL, &error), ==, -1);
  g_assert_cmpint (error.code, ==, ARW_INVALID);
  arw_file_free (&from->base);
  arw_file_free (&to->base);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-peek/nothing-ahead", test_nothing_ahead);
  g_test_add_func ("/file-peek/that-much-ahead", test_that_much_ahead);
  g_test_add_func ("/file-peek/unread", test_unread);
  g_test_add_func ("/file-peek/advance-fails", test_advance_fails);
  g_test_add_func ("/file-peek/copy-fails", test_copy_fails);
  g_test_add_func ("/file-peek/copy", test_copy);
  return g_test_run ();
}
