/* tests/files/test-descriptor.c: files of descriptors that are handed in.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <sys/socket.h>
#include <unistd.h>

static int
open_fd (Fixture *fixture, int flags)
{
  int fd = g_open (fixture->path, flags | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  return fd;
}

static GArrowNativeFile *
hand_in (int fd, const char *mode)
{
  g_autoptr (GError) error = NULL;
  GArrowOSFile *file = garrow_os_file_new_fd (fd, mode, &error);

  g_assert_no_error (error);
  return GARROW_NATIVE_FILE (file);
}

static gint64
place_of (int fd)
{
  return lseek (fd, 0, SEEK_CUR);
}

/* 42: it starts where the descriptor stands, which goes along with it. */
static void
test_read (Fixture *fixture, gconstpointer data)
{
  int fd = open_fd (fixture, O_RDONLY);
  g_autoptr (GArrowNativeFile) file = NULL;

  (void)data;
  g_assert_cmpint (lseek (fd, 1, SEEK_SET), ==, 1);
  file = hand_in (fd, "r");
  g_assert_true (garrow_native_file_seekable (file));
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 1);
  g_assert_cmpint (garrow_native_file_size (file, NULL), ==, TEXT_SIZE);
  assert_bytes (garrow_native_file_read (file, 1, NULL), "n");
  g_assert_cmpint (place_of (fd), ==, 2);
  assert_bytes (garrow_native_file_read (file, 1, NULL), "e");
  g_assert_cmpint (place_of (fd), ==, 3);
  assert_bytes (garrow_native_file_read_line (file, NULL), "\n");
  g_assert_cmpint (place_of (fd), ==, 4);
  assert_bytes (garrow_native_file_peek (file, 3, NULL), "two");
  g_assert_cmpint (place_of (fd), ==, 4);
  assert_bytes (garrow_native_file_read_at (file, 3, 0, NULL), "one");
  g_assert_cmpint (place_of (fd), ==, 4);
  g_assert_cmpint (garrow_native_file_advance (file, 1, NULL), ==, 1);
  g_assert_cmpint (place_of (fd), ==, 5);
  g_assert_cmpint (garrow_native_file_seek (file, -6, GARROW_SEEK_WHENCE_END, NULL),
                   ==,
                   TEXT_SIZE - 6);
  g_assert_cmpint (place_of (fd), ==, TEXT_SIZE - 6);
  assert_bytes (garrow_native_file_read_all (file, NULL), "three\n");
  g_assert_cmpint (place_of (fd), ==, TEXT_SIZE);
}

/* 42: it owns the descriptor, and changes no flag of it. */
static void
test_owns (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int fd = g_open (fixture->path, O_RDONLY, 0);
  GArrowNativeFile *file = hand_in (fd, "r");

  (void)data;
  g_assert_cmpint (garrow_native_file_fileno (file, NULL), ==, fd);
  g_assert_cmpint (fcntl (fd, F_GETFD), ==, 0);
  g_assert_true (garrow_native_file_close (file, NULL));
  g_assert_cmpint (fcntl (fd, F_GETFD), ==, -1);
  g_assert_cmpint (garrow_native_file_fileno (file, &error), ==, -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
  g_object_unref (file);

  fd = open_fd (fixture, O_RDONLY);
  g_object_unref (hand_in (fd, "r"));
  g_assert_cmpint (fcntl (fd, F_GETFD), ==, -1);
}

static void
test_write (Fixture *fixture, gconstpointer data)
{
  int fd = open_fd (fixture, O_WRONLY);
  g_autoptr (GArrowNativeFile) file = NULL;

  (void)data;
  g_assert_cmpint (lseek (fd, 4, SEEK_SET), ==, 4);
  file = hand_in (fd, "w");
  assert_contents (fixture, TEXT);
  g_assert_true (write_text (file, "TWO", NULL));
  g_assert_cmpint (place_of (fd), ==, 7);
  g_assert_true (garrow_native_file_write_at (file, (const guint8 *)"ONE", 3, 0, NULL));
  g_assert_cmpint (place_of (fd), ==, 7);
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 7);
  g_assert_true (garrow_native_file_sync (file, NULL));
  assert_contents (fixture, "ONE\nTWO\nthree\n");
  g_assert_true (garrow_native_file_truncate (file, 8, NULL));
  assert_contents (fixture, "ONE\nTWO\n");
}

static void
test_read_and_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = hand_in (open_fd (fixture, O_RDWR), "r+");

  (void)data;
  assert_bytes (garrow_native_file_read_line (file, NULL), "one\n");
  g_assert_true (write_text (file, "TWO", NULL));
  assert_bytes (garrow_native_file_read_line (file, NULL), "\n");
  assert_bytes (garrow_native_file_read_line (file, NULL), "three\n");
  assert_contents (fixture, "one\nTWO\nthree\n");
}

/* 41: to append is to start at the end, however the descriptor was opened. */
static void
test_append (Fixture *fixture, gconstpointer data)
{
  static const int flags[] = {O_WRONLY, O_WRONLY | O_APPEND, O_RDWR};

  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++) {
    g_autoptr (GArrowNativeFile) file = NULL;

    g_assert_true (g_file_set_contents (fixture->path, TEXT, TEXT_SIZE, NULL));
    file = hand_in (open_fd (fixture, flags[i]), "a");
    g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, TEXT_SIZE);
    g_assert_true (write_text (file, "four\n", NULL));
    g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, TEXT_SIZE + 5);
    assert_contents (fixture, TEXT "four\n");
  }
}

/* 43, 54: at once, with the number; and the descriptor stays the caller's. */
static void
test_refuses (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    int fd;
    const char *mode;
  } bad[] = {
    {-1, "r"},
    {9999, "r"},
    {open_fd (fixture, O_RDONLY), "w"},
    {open_fd (fixture, O_RDONLY), "a"},
    {open_fd (fixture, O_WRONLY), "r"},
    {open_fd (fixture, O_WRONLY), "r+"},
  };
  int folder = g_open (fixture->dir, O_RDONLY | O_CLOEXEC, 0);

  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (garrow_os_file_new_fd (bad[i].fd, bad[i].mode, &error));
    g_assert_cmpint (error->domain, ==, G_IO_ERROR);
    g_assert_true (g_str_has_suffix (error->message, "[errno 9]"));
    if (i >= 2)
      g_assert_cmpint (close (bad[i].fd), ==, 0);
  }
  for (int i = 0; i < 2; i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (garrow_os_file_new_fd (folder, i == 0 ? "r" : "x", &error));
    if (i == 0)
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
    else
      g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  }
  g_assert_cmpint (close (folder), ==, 0);
}

/* 43: closed behind our back. */
static void
test_closed_behind (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int fd = open_fd (fixture, O_RDONLY);
  g_autoptr (GArrowNativeFile) file = hand_in (fd, "r");

  (void)data;
  g_assert_cmpint (close (fd), ==, 0);
  g_assert_false (garrow_native_file_close (file, &error));
  g_assert_true (g_str_has_suffix (error->message, "[errno 9]"));
  g_assert_true (garrow_native_file_is_closed (file));
}

/* 44: a pipe and a socket are read and written in order, and never further than asked. */
static void
test_streams (gconstpointer is_socket)
{
  g_autoptr (GArrowNativeFile) reader = NULL;
  g_autoptr (GArrowNativeFile) writer = NULL;
  g_autoptr (GError) error = NULL;
  char next[2] = {0};
  int fds[2];

  if (GPOINTER_TO_INT (is_socket))
    g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), ==, 0);
  else
    g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
  reader = hand_in (fds[0], "r");
  writer = hand_in (fds[1], "w");
  g_assert_false (garrow_native_file_seekable (reader));
  g_assert_true (write_text (writer, "abcdefg\nlast", NULL));
  g_assert_cmpint (garrow_native_file_tell (writer, NULL), ==, 12);

  assert_bytes (garrow_native_file_read (reader, 1, NULL), "a");
  assert_bytes (garrow_native_file_read (reader, 2, NULL), "bc");
  g_assert_cmpint (read (fds[0], next, 1), ==, 1);
  g_assert_cmpstr (next, ==, "d");
  assert_bytes (garrow_native_file_read_line (reader, NULL), "efg\n");
  assert_bytes (garrow_native_file_read (reader, 1, NULL), "l");
  g_assert_null (garrow_native_file_read_at (reader, 1, 0, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_assert_true (garrow_native_file_close (writer, NULL));
  assert_bytes (garrow_native_file_read_all (reader, NULL), "ast");
}

/* Both directions of a socket have nothing to do with each other. */
static void
test_duplex (void)
{
  g_autoptr (GArrowNativeFile) one = NULL;
  g_autoptr (GArrowNativeFile) other = NULL;
  int fds[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), ==, 0);
  one = hand_in (fds[0], "r+");
  other = hand_in (fds[1], "r+");
  g_assert_true (write_text (one, "question\n", NULL));
  assert_bytes (garrow_native_file_read_line (other, NULL), "question\n");
  g_assert_true (write_text (other, "answer\n", NULL));
  assert_bytes (garrow_native_file_read_line (one, NULL), "answer\n");
}

/* 54: a write that fails moves nothing. */
static void
test_full (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowNativeFile) file =
    hand_in (g_open ("/dev/full", O_WRONLY | O_CLOEXEC, 0), "w");

  g_assert_false (write_text (file, "x", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 0);
}

#define ADD(name, function)                                                              \
  g_test_add ("/descriptor/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("read", test_read);
  ADD ("owns", test_owns);
  ADD ("write", test_write);
  ADD ("read-and-write", test_read_and_write);
  ADD ("append", test_append);
  ADD ("refuses", test_refuses);
  ADD ("closed-behind", test_closed_behind);
  g_test_add_data_func ("/descriptor/pipe", GINT_TO_POINTER (FALSE), test_streams);
  g_test_add_data_func ("/descriptor/socket", GINT_TO_POINTER (TRUE), test_streams);
  g_test_add_func ("/descriptor/duplex", test_duplex);
  g_test_add_func ("/descriptor/full", test_full);
  return g_test_run ();
}
