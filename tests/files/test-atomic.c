/* tests/files/test-atomic.c: files that appear when they are closed.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static GArrowNativeFile *
create (const char *path, const char *mode)
{
  g_autoptr (GError) error = NULL;
  GArrowOSFile *file =
    garrow_os_file_new_atomic (path, mode, GARROW_DURABILITY_NONE, &error);

  g_assert_no_error (error);
  return GARROW_NATIVE_FILE (file);
}

static void
assert_refused (const char *path, const char *mode, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (garrow_os_file_new_atomic (path, mode, GARROW_DURABILITY_NONE, &error));
  g_assert_error (error, domain, code);
  g_assert_nonnull (
    strstr (error->message, domain == GARROW_ERROR && *mode == 'a' ? mode : path));
}

/* How many names there are beside the fixture's file. */
static int
count_others (Fixture *fixture)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *name = g_path_get_basename (fixture->path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *other;
  int n = 0;

  while ((other = g_dir_read_name (dir)) != NULL)
    n += strcmp (other, name) != 0;
  return n;
}

static unsigned
get_permission (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_mode & 07777;
}

static void
test_appears (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = create (fixture->path, "w");
  g_autoptr (GError) error = NULL;

  (void)data;
  g_assert_true (garrow_native_file_seekable (file));
  g_assert_true (write_text (file, "new xontent", NULL));
  g_assert_true (garrow_native_file_write_at (file, (const guint8 *)"c", 1, 4, NULL));
  g_assert_cmpint (garrow_native_file_size (file, NULL), ==, 11);
  assert_contents (fixture, TEXT);
  g_assert_true (garrow_native_file_close (file, &error));
  g_assert_no_error (error);
  assert_contents (fixture, "new content");
  g_assert_cmpint (count_others (fixture), ==, 0);
}

static void
test_never_appears (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) aborted = create (fixture->path, "w");
  g_autoptr (GArrowNativeFile) given_up = create (fixture->path, "w");
  GArrowNativeFile *dropped = create (fixture->path, "w");

  (void)data;
  g_assert_true (write_text (aborted, "half", NULL));
  g_assert_true (garrow_native_file_abort (aborted, NULL));
  g_assert_true (write_text (given_up, "half", NULL));
  g_assert_true (garrow_native_file_give_up (given_up, NULL));
  g_assert_true (write_text (dropped, "half", NULL));
  g_test_expect_message ("ArrowIO",
                         G_LOG_LEVEL_WARNING,
                         "*dropped without being closed*");
  g_object_unref (dropped);
  g_test_assert_expected_messages ();
  assert_contents (fixture, TEXT);
  g_assert_cmpint (count_others (fixture), ==, 0);
}

/* Half of what a compressed stream was to hold is no file either. */
static void
test_compressed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strconcat (fixture->path, ".gz", NULL);
  g_autoptr (GArrowStreamOptions) options = garrow_stream_options_new ();
  g_autoptr (GError) error = NULL;

  (void)data;
  garrow_stream_options_set_atomic (options, TRUE);
  garrow_stream_options_set_durability (options, GARROW_DURABILITY_FULL);
  garrow_stream_options_set_buffer_size (options, 4096);
  for (int whole = 0; whole < 2; whole++) {
    g_autoptr (GArrowNativeFile) file =
      garrow_output_stream_for_path (path, options, &error);

    g_assert_no_error (error);
    g_assert_true (write_text (file, "some text", NULL));
    if (whole)
      g_assert_true (garrow_native_file_close (file, &error));
    else
      g_assert_true (garrow_native_file_give_up (file, &error));
    g_assert_no_error (error);
    g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, whole);
  }

  g_autoptr (GArrowNativeFile) file = garrow_input_stream_for_path (path, NULL, NULL);

  assert_bytes (garrow_native_file_read_all (file, NULL), "some text");
  g_unlink (path);
}

/* What could not be written whole takes nobody's place when it is closed. */
static void
test_failing (Fixture *fixture, gconstpointer data)
{
  const struct rlimit small = {100, RLIM_INFINITY};
  void (*handler) (int) = signal (SIGXFSZ, SIG_IGN);
  struct rlimit limit;

  (void)data;
  getrlimit (RLIMIT_FSIZE, &limit);
  for (int compressed = 0; compressed < 2; compressed++) {
    g_autoptr (GArrowStreamOptions) options = garrow_stream_options_new ();
    g_autoptr (GArrowNativeFile) file = NULL;
    g_autoptr (GError) error = NULL;
    guint8 noise[1000];

    for (gsize i = 0; i < sizeof noise; i++)
      noise[i] = (guint8)g_test_rand_int ();
    garrow_stream_options_set_atomic (options, TRUE);
    garrow_stream_options_set_buffer_size (options, compressed ? 0 : 4096);
    garrow_stream_options_set_compression (options, compressed ? "gzip" : NULL);
    file = garrow_output_stream_for_path (fixture->path, options, &error);
    g_assert_no_error (error);
    g_assert_true (garrow_native_file_write (file, noise, sizeof noise, NULL));
    setrlimit (RLIMIT_FSIZE, &small);
    g_assert_false (garrow_native_file_close (file, &error));
    setrlimit (RLIMIT_FSIZE, &limit);
    g_assert_error (error, G_IO_ERROR, (int)g_io_error_from_errno (EFBIG));
    assert_contents (fixture, TEXT);
    g_assert_cmpint (count_others (fixture), ==, 0);
  }
  signal (SIGXFSZ, handler);
}

/* A child that gives it up takes nothing away from its parent. */
static void
test_child (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = create (fixture->path, "w");
  g_autoptr (GError) error = NULL;
  pid_t child;

  (void)data;
  g_assert_true (write_text (file, "the parent's", NULL));
  child = fork ();
  if (child == 0)
    _exit (garrow_native_file_give_up (file, NULL) ? 0 : 1);
  g_assert_cmpint (child, >, 0);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  g_assert_true (garrow_native_file_close (file, &error));
  g_assert_no_error (error);
  assert_contents (fixture, "the parent's");
  g_assert_cmpint (count_others (fixture), ==, 0);
}

static void
test_permission (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strconcat (fixture->path, "-2", NULL);
  mode_t mask = umask (027);
  g_autoptr (GArrowNativeFile) old = NULL;
  g_autoptr (GArrowNativeFile) new = NULL;

  (void)data;
  g_assert_cmpint (g_chmod (fixture->path, 0604), ==, 0);
  old = create (fixture->path, "w");
  g_assert_true (garrow_native_file_close (old, NULL));
  g_assert_cmpint (get_permission (fixture->path), ==, 0604);
  new = create (path, "x");
  g_assert_true (garrow_native_file_close (new, NULL));
  g_assert_cmpint (get_permission (path), ==, 0640);
  umask (mask);
  g_unlink (path);
}

/* What came into the place meanwhile stays there with x, and goes with w. */
static void
test_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowNativeFile) first = NULL;
  g_autoptr (GArrowNativeFile) second = NULL;
  g_autoptr (GArrowNativeFile) third = NULL;

  (void)data;
  assert_refused (fixture->path, "x", G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_unlink (fixture->path);
  first = create (fixture->path, "x");
  second = create (fixture->path, "x");
  third = create (fixture->path, "w");
  g_assert_true (write_text (first, "first", NULL));
  g_assert_true (write_text (third, "third", NULL));
  g_assert_true (garrow_native_file_close (first, NULL));
  g_assert_false (garrow_native_file_close (second, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  assert_contents (fixture, "first");
  g_assert_true (garrow_native_file_close (third, NULL));
  assert_contents (fixture, "third");
  g_assert_cmpint (count_others (fixture), ==, 0);
}

static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strconcat (fixture->path, "-link", NULL);
  g_autoptr (GArrowNativeFile) file = NULL;

  (void)data;
  g_assert_cmpint (symlink (fixture->path, path), ==, 0);
  assert_refused (path, "x", G_IO_ERROR, G_IO_ERROR_EXISTS);
  file = create (path, "w");
  g_assert_true (write_text (file, "through a link", NULL));
  g_assert_true (garrow_native_file_close (file, NULL));
  assert_contents (fixture, "through a link");
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_SYMLINK));
  g_unlink (fixture->path);
  assert_refused (path, "w", G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_unlink (path);
  g_assert_true (g_file_set_contents (fixture->path, TEXT, -1, NULL));
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *slash = g_strconcat (folder, "/", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing", "file", NULL);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GArrowStreamOptions) options = garrow_stream_options_new ();
  g_autoptr (GError) error = NULL;

  (void)data;
  assert_refused (fixture->path, "a", GARROW_ERROR, GARROW_ERROR_INVALID);
  assert_refused (folder, "w", G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  assert_refused (slash, "w", G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  assert_refused (missing, "w", G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  assert_refused ("", "w", G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  assert_refused ("/dev/null", "w", GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  if (geteuid () != 0) { /* who may write anything */
    g_assert_cmpint (g_chmod (fixture->path, 0400), ==, 0);
    assert_refused (fixture->path, "w", G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  }
  garrow_stream_options_set_atomic (options, TRUE);
  g_assert_null (garrow_output_stream_for_object (G_OBJECT (stream), options, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  assert_contents (fixture, TEXT);
  g_assert_cmpint (count_others (fixture), ==, 0);
}

#define N_LINES 40000

/* In a process of its own, until it is killed or its parent is gone. The first byte of a
 * file says which one it is all of. */
static void
replace_again_and_again (const char *path, pid_t parent)
{
  g_autoptr (GArrowStreamOptions) options = garrow_stream_options_new ();

  garrow_stream_options_set_atomic (options, TRUE);
  for (guint8 letter = 'a'; getppid () == parent; letter ^= 'a' ^ 'z') {
    g_autoptr (GArrowNativeFile) file =
      garrow_output_stream_for_path (path, options, NULL);

    for (int i = 0; i < N_LINES; i++)
      garrow_native_file_write (file, (const guint8[]){letter, '\n'}, 2, NULL);
    if (!garrow_native_file_close (file, NULL))
      break;
  }
  _exit (1);
}

static void
assert_whole (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowNativeFile) file = garrow_input_stream_for_path (path, NULL, &error);
  g_autoptr (GBytes) bytes = NULL;
  const char *text;
  gsize size;

  g_assert_no_error (error);
  bytes = garrow_native_file_read_all (file, &error);
  g_assert_no_error (error);
  text = g_bytes_get_data (bytes, &size);
  g_assert_cmpuint (size, ==, 2 * N_LINES);
  for (gsize i = 0; i < size; i++)
    g_assert_cmpint (text[i], ==, i % 2 == 0 ? text[0] : '\n');
}

static void
test_killed (Fixture *fixture, gconstpointer data)
{
  int n_kills = g_getenv ("TESTS_RUN_SLOWLY") != NULL ? 20 : 200;
  g_autofree char *path = g_strconcat (fixture->path, ".gz", NULL);
  g_autoptr (GArrowNativeFile) last = NULL;
  pid_t parent = getpid ();

  (void)data;
  for (int i = 0; i < n_kills; i++) {
    pid_t child = fork ();

    if (child == 0)
      replace_again_and_again (path, parent);
    g_assert_cmpint (child, >, 0);
    do
      g_usleep ((gulong)g_test_rand_int_range (1, 10000));
    while (!g_file_test (path, G_FILE_TEST_EXISTS));
    kill (child, SIGKILL);
    g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
    assert_whole (path);
    g_assert_cmpint (count_others (fixture), <=, 2);
  }

  /* What was left behind goes with the next one. */
  last = create (path, "w");
  g_assert_true (garrow_native_file_close (last, NULL));
  g_assert_cmpint (count_others (fixture), ==, 1);
  g_unlink (path);
}

/* Two at once, again and again: each file is somebody's, whole. */
static void
test_at_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strconcat (fixture->path, ".gz", NULL);
  pid_t parent = getpid ();
  pid_t children[3];

  (void)data;
  for (gsize i = 0; i < G_N_ELEMENTS (children); i++) {
    children[i] = fork ();
    if (children[i] == 0)
      replace_again_and_again (path, parent);
    g_assert_cmpint (children[i], >, 0);
  }
  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_usleep (1000);
  for (int i = 0; i < 100; i++)
    assert_whole (path);
  for (gsize i = 0; i < G_N_ELEMENTS (children); i++) {
    g_assert_cmpint (waitpid (children[i], NULL, WNOHANG), ==, 0); /* none failed */
    kill (children[i], SIGKILL);
    g_assert_cmpint (waitpid (children[i], NULL, 0), ==, children[i]);
  }
  assert_whole (path);
  {
    g_autoptr (GArrowNativeFile) last = create (path, "w");

    g_assert_true (garrow_native_file_close (last, NULL));
  }
  g_assert_cmpint (count_others (fixture), ==, 1);
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name)                                                                        \
  g_test_add ("/atomic/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (appears);
  ADD (never_appears);
  ADD (compressed);
  ADD (failing);
  ADD (child);
  ADD (permission);
  ADD (meanwhile);
  ADD (link);
  ADD (refused);
  ADD (killed);
  ADD (at_once);
#undef ADD
  return g_test_run ();
}
