/* tests/files/test-os-file.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static GArrowNativeFile *
open_file (const char *path, const char *mode)
{
  g_autoptr (GError) error = NULL;
  GArrowOSFile *file = garrow_os_file_new (path, mode, &error);

  g_assert_no_error (error);
  return GARROW_NATIVE_FILE (file);
}

static void
test_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_file (fixture->path, "r");

  (void)data;
  g_assert_true (garrow_native_file_readable (file));
  g_assert_false (garrow_native_file_writable (file));
  g_assert_true (garrow_native_file_seekable (file));
  g_assert_cmpstr (garrow_native_file_get_mode (file), ==, "rb");
  g_assert_cmpint (garrow_native_file_size (file, NULL), ==, TEXT_SIZE);
  assert_bytes (garrow_native_file_read (file, 5, NULL), "one\nt");
  assert_bytes (garrow_native_file_read_line (file, NULL), "wo\n");
  assert_bytes (garrow_native_file_read_all (file, NULL), "three\n");
  assert_bytes (garrow_native_file_read (file, 5, NULL), "");
}

/* 40: what is written can be looked up, and written over. */
static void
test_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_file (fixture->path, "wb");

  (void)data;
  assert_contents (fixture, "");
  g_assert_true (write_text (file, "abcdef", NULL));
  assert_contents (fixture, "abcdef"); /* 52: with the system at once */
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 6);
  g_assert_cmpint (garrow_native_file_size (file, NULL), ==, 6);
  g_assert_cmpint (garrow_native_file_seek (file, 1, GARROW_SEEK_WHENCE_SET, NULL),
                   ==,
                   1);
  g_assert_true (write_text (file, "BC", NULL));
  g_assert_cmpint (garrow_native_file_seek (file, 2, GARROW_SEEK_WHENCE_END, NULL),
                   ==,
                   8);
  g_assert_true (write_text (file, "x", NULL));
  g_assert_cmpint (garrow_native_file_size (file, NULL), ==, 9);
  g_assert_true (garrow_native_file_close (file, NULL));
}

/* 41: starts at the end, and stays there whoever else writes. */
static void
test_append (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_file (fixture->path, "a");
  g_autoptr (GArrowNativeFile) other = open_file (fixture->path, "a");

  (void)data;
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, TEXT_SIZE);
  g_assert_true (write_text (file, "4", NULL));
  g_assert_true (write_text (other, "5", NULL));
  g_assert_true (write_text (file, "6", NULL));
  assert_contents (fixture, TEXT "456");
  g_assert_cmpstr (garrow_native_file_get_mode (file), ==, "ab");
}

/* What is appended to stands at its end, also when that moves. */
static void
test_append_after_truncate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_file (fixture->path, "a");

  (void)data;
  g_assert_true (garrow_native_file_truncate (file, 3, NULL));
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 3);
  g_assert_true (write_text (file, "!", NULL));
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 4);
  assert_contents (fixture, "one!");
}

static void
test_exclusive (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowNativeFile) file = NULL;

  (void)data;
  g_assert_null (garrow_os_file_new (fixture->path, "x", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  assert_contents (fixture, TEXT);
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  file = open_file (fixture->path, "x");
  g_assert_true (write_text (file, "new", NULL));
  assert_contents (fixture, "new");
}

static void
test_read_and_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_file (fixture->path, "r+");

  (void)data;
  assert_bytes (garrow_native_file_read (file, 1, NULL), "o");
  assert_bytes (garrow_native_file_read (file, 1, NULL), "n"); /* reads ahead */
  g_assert_true (write_text (file, "E", NULL));
  assert_bytes (garrow_native_file_read_line (file, NULL), "\n");
  assert_contents (fixture, "onE\ntwo\nthree\n");
  g_assert_cmpint (garrow_native_file_seek (file, 0, GARROW_SEEK_WHENCE_SET, NULL),
                   ==,
                   0);
  assert_bytes (garrow_native_file_read_line (file, NULL), "onE\n");
}

/* What is written by the descriptor is read, although much was read ahead. */
static void
test_descriptor_of_what_was_read_ahead (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_file (fixture->path, "r+");
  int fd;

  (void)data;
  assert_bytes (garrow_native_file_read (file, 1, NULL), "o");
  assert_bytes (garrow_native_file_read (file, 1, NULL), "n");
  fd = garrow_native_file_fileno (file, NULL);
  g_assert_cmpint (pwrite (fd, "E", 1, 2), ==, 1);
  assert_bytes (garrow_native_file_read (file, 2, NULL), "E\n");
}

/* 34: the size is what the file system says now, and growth is seen. */
static void
test_growing_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) reader = open_file (fixture->path, "r");
  g_autoptr (GArrowNativeFile) writer = open_file (fixture->path, "a");

  (void)data;
  assert_bytes (garrow_native_file_read_all (reader, NULL), TEXT);
  g_assert_true (write_text (writer, "four\n", NULL));
  g_assert_cmpint (garrow_native_file_size (reader, NULL), ==, TEXT_SIZE + 5);
  assert_bytes (garrow_native_file_read_all (reader, NULL), "four\n");
  g_assert_cmpint (truncate (fixture->path, 3), ==, 0);
  g_assert_cmpint (garrow_native_file_size (reader, NULL), ==, 3);
  assert_bytes (garrow_native_file_read_all (reader, NULL), ""); /* 13 */
}

/* 37: asking for more than there is takes no memory. */
static void
test_huge_reads_are_cheap (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_file (fixture->path, "r");
  g_autoptr (GArrowMemoryPool) pool = garrow_memory_pool_default ();
  gint64 before = garrow_memory_pool_get_total_bytes_allocated (pool);

  (void)data;
  assert_bytes (garrow_native_file_read (file, G_GINT64_CONSTANT (1) << 62, NULL), TEXT);
  assert_bytes (garrow_native_file_read_at (file, G_MAXINT64, 4, NULL), "two\nthree\n");
  g_assert_cmpint (garrow_memory_pool_get_total_bytes_allocated (pool) - before,
                   <,
                   1 << 20);
}

/* 12: files whose size says nothing are read to their end. */
static void
test_proc (void)
{
  g_autoptr (GArrowNativeFile) file = open_file ("/proc/self/status", "r");
  g_autoptr (GBytes) all = garrow_native_file_read_all (file, NULL);

  g_assert_cmpint (garrow_native_file_size (file, NULL), ==, 0);
  g_assert_cmpuint (g_bytes_get_size (all), >, 100);
}

/* 12: those that answer only at offset 0 too, and those that are larger than they say. */
static void
test_odd_files (void)
{
  g_autoptr (GArrowNativeFile) file = open_file ("/proc/sys/kernel/pid_max", "r");
  g_autofree char *expected = NULL;
  g_autoptr (GBytes) part = NULL;

  g_assert_true (g_file_get_contents ("/proc/sys/kernel/pid_max", &expected, NULL, NULL));
  assert_bytes (garrow_native_file_read_all (file, NULL), expected);
  assert_bytes (garrow_native_file_read_at (file, 100000, 0, NULL), expected);

  g_clear_object (&file);
  file = open_file ("/proc/kallsyms", "r");
  part = garrow_native_file_read (file, 100000, NULL);
  g_assert_cmpuint (g_bytes_get_size (part), ==, 100000);
}

static gpointer
write_to_fifo (gpointer path)
{
  g_autoptr (GArrowNativeFile) file = open_file (path, "w");
  g_autoptr (GError) error = NULL;

  g_assert_false (garrow_native_file_seekable (file));
  g_assert_cmpint (garrow_native_file_size (file, &error), ==, -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_assert_true (write_text (file, TEXT, NULL));
  g_usleep (50 * 1000);
  g_assert_true (write_text (file, "four\n", NULL));
  return NULL;
}

/* 44: pipes are read in order. */
static void
test_fifo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = NULL;
  g_autoptr (GError) error = NULL;
  GThread *thread;

  (void)data;
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  thread = g_thread_new ("writer", write_to_fifo, fixture->path);
  file = open_file (fixture->path, "r");

  g_assert_false (garrow_native_file_seekable (file));
  assert_bytes (garrow_native_file_read1 (file, 1000, NULL), TEXT);    /* does not wait */
  assert_bytes (garrow_native_file_read (file, 1000, NULL), "four\n"); /* waits */
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, TEXT_SIZE + 5);
  g_assert_null (garrow_native_file_read_at (file, 1, 0, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_cmpint (garrow_native_file_seek (file, 0, GARROW_SEEK_WHENCE_SET, &error),
                   ==,
                   -1);
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_thread_join (thread);
}

#define N_DESCRIPTORS 200

/* No more can be opened than the system allows: that is an error as any other, and all
 * goes on once one is closed. */
static void
test_too_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArrowNativeFile) last = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit limit, lower;
  GArrowOSFile *file;

  (void)data;
  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &limit), ==, 0);
  lower = (struct rlimit){N_DESCRIPTORS, limit.rlim_max};
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &lower), ==, 0);
  while ((file = garrow_os_file_new (fixture->path, "r", &error)) != NULL)
    g_ptr_array_add (files, file);
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &limit), ==, 0);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES);
  g_assert_nonnull (strstr (error->message, fixture->path));
  g_assert_nonnull (strstr (error->message, "Too many open files [errno 24]"));
  g_assert_cmpint (files->len, >, N_DESCRIPTORS / 2);
  for (guint i = 0; i < files->len; i++)
    assert_bytes (garrow_native_file_read (files->pdata[i], 4, NULL), "one\n");

  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &lower), ==, 0);
  g_assert_true (garrow_native_file_close (files->pdata[0], NULL));
  last = open_file (fixture->path, "r");
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &limit), ==, 0);
  assert_bytes (garrow_native_file_read_all (last, NULL), TEXT);
}

/* 54 */
static void
test_full_disk (void)
{
  g_autoptr (GArrowNativeFile) file = open_file ("/dev/full", "w");
  g_autoptr (GError) error = NULL;

  g_assert_false (write_text (file, "abc", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_nonnull (strstr (error->message, "'/dev/full'"));
  g_assert_nonnull (strstr (error->message, "[errno 28]"));
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 0);
}

/* A write that runs out of room half way says how far it came, and the position stays. */
static void
test_partial_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_file (fixture->path, "w");
  g_autoptr (GError) error = NULL;
  struct rlimit limit, small;

  (void)data;
  getrlimit (RLIMIT_FSIZE, &limit);
  small = limit;
  small.rlim_cur = 4;
  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &small);
  g_assert_false (write_text (file, "abcdef", &error));
  setrlimit (RLIMIT_FSIZE, &limit);
  g_assert_error (error, G_IO_ERROR, (int)g_io_error_from_errno (EFBIG));
  g_assert_nonnull (strstr (error->message, "4 of 6 bytes"));
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 0);
  g_assert_true (write_text (file, "ABCDEF", NULL));
  assert_contents (fixture, "ABCDEF");
}

static void
test_open_refuses (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *path, *mode;
    GIOErrorEnum code;
    const char *message;
  } bad[] = {
    {"/missing/\xc3\xa9", "r", G_IO_ERROR_NOT_FOUND, "[errno 2]"},
    {"/missing/file", "w", G_IO_ERROR_NOT_FOUND, "for writing: No such file"},
    {fixture->dir, "r", G_IO_ERROR_IS_DIRECTORY, "[errno 21]"},
    {fixture->dir, "w", G_IO_ERROR_IS_DIRECTORY, "[errno 21]"},
    {"/missing", "r+", G_IO_ERROR_NOT_FOUND, "for reading and writing"},
  };
  static const char *const modes[] = {"", "U", "rt", "w+", "rw", "ra", "r++", "R"};

  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (garrow_os_file_new (bad[i].path, bad[i].mode, &error));
    g_assert_error (error, G_IO_ERROR, (int)bad[i].code);
    g_assert_nonnull (strstr (error->message, bad[i].path));
    g_assert_nonnull (strstr (error->message, bad[i].message));
  }
  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++) { /* 39 */
    g_autoptr (GError) error = NULL;

    g_assert_null (garrow_os_file_new (fixture->path, modes[i], &error));
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  }
  assert_contents (fixture, TEXT);
}

/* A path is bytes; a message is UTF-8 whatever they are. */
static void
test_message_is_utf8 (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (garrow_os_file_new ("/missing/\xff\xfe", "r", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

/* 48 */
static void
test_umask (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = NULL;
  mode_t old = umask (027);
  GStatBuf info;

  (void)data;
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  file = open_file (fixture->path, "w");
  umask (old);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0640);
}

typedef struct
{
  GArrowNativeFile *file;
  gint64 offset;
} ReadAt;

static gpointer
read_at_often (gpointer data)
{
  ReadAt *read = data;

  for (int i = 0; i < 2000; i++) {
    g_autoptr (GBytes) bytes =
      garrow_native_file_read_at (read->file, 1, read->offset, NULL);

    g_assert_cmpint (*(const char *)g_bytes_get_data (bytes, NULL),
                     ==,
                     TEXT[read->offset]);
  }
  return NULL;
}

/* 29: many threads at once, and the position stays. */
static void
test_read_at_threads (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_file (fixture->path, "r");
  ReadAt reads[4];
  GThread *threads[4];

  (void)data;
  for (gsize i = 0; i < 4; i++) {
    reads[i] = (ReadAt){file, (gint64)i};
    threads[i] = g_thread_new ("reader", read_at_often, &reads[i]);
  }
  for (gsize i = 0; i < 4; i++)
    g_thread_join (threads[i]);
  assert_bytes (garrow_native_file_read_line (file, NULL), "one\n");
}

#define ADD(name, test)                                                                  \
  g_test_add ("/os-file/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("read", test_read);
  ADD ("write", test_write);
  ADD ("append", test_append);
  ADD ("append/truncate", test_append_after_truncate);
  ADD ("exclusive", test_exclusive);
  ADD ("read-and-write", test_read_and_write);
  ADD ("growing", test_growing_file);
  ADD ("descriptor", test_descriptor_of_what_was_read_ahead);
  ADD ("huge-read", test_huge_reads_are_cheap);
  ADD ("fifo", test_fifo);
  ADD ("too-many", test_too_many);
  ADD ("partial-write", test_partial_write);
  ADD ("open/refuses", test_open_refuses);
  ADD ("umask", test_umask);
  ADD ("read-at/threads", test_read_at_threads);
  g_test_add_func ("/os-file/proc", test_proc);
  g_test_add_func ("/os-file/odd", test_odd_files);
  g_test_add_func ("/os-file/full-disk", test_full_disk);
  g_test_add_func ("/os-file/message-is-utf8", test_message_is_utf8);
  return g_test_run ();
}
