/* tests/clients/test-subprocess.c: the pipes of child processes as files.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <signal.h>
#include <unistd.h>

#include "client.h"

static GSubprocess *
spawn (GSubprocessFlags flags, const char *command, const char *argument)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *child = g_subprocess_new (flags, &error, command, argument, NULL);

  g_assert_no_error (error);
  return child;
}

static GSubprocess *
spawn_between_pipes (const char *command, const char *argument)
{
  return spawn (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                command,
                argument);
}

static void
assert_success (GSubprocess *child)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check (child, NULL, &error);
  g_assert_no_error (error);
}

static GArrowNativeFile *
open_stdin (GSubprocess *child)
{
  g_autoptr (GError) error = NULL;
  GArrowNativeFile *file =
    garrow_output_stream_for_object (G_OBJECT (g_subprocess_get_stdin_pipe (child)),
                                     NULL,
                                     &error);

  g_assert_no_error (error);
  return file;
}

static GArrowNativeFile *
open_stdout (GSubprocess *child, const char *compression)
{
  g_autoptr (GArrowStreamOptions) options = garrow_stream_options_new ();
  g_autoptr (GError) error = NULL;
  GArrowNativeFile *file;

  garrow_stream_options_set_compression (options, compression);
  file = garrow_input_stream_for_object (G_OBJECT (g_subprocess_get_stdout_pipe (child)),
                                         options,
                                         &error);
  g_assert_no_error (error);
  return file;
}

/* Writes the bytes and closes the pipe. */
static gpointer
feed (gpointer data)
{
  gpointer *file_and_bytes = data;
  g_autoptr (GError) error = NULL;

  garrow_native_file_write_bytes (file_and_bytes[0], file_and_bytes[1], &error);
  g_assert_no_error (error);
  close_file (file_and_bytes[0]);
  return NULL;
}

/* A child reads what we write, and we read what it writes, more than the pipes hold. */
static void
test_filter (Folder *folder, gconstpointer data)
{
  g_autoptr (GBytes) text = make_lines (300000);
  g_autoptr (GSubprocess) child = spawn_between_pipes ("gzip", "-1");
  g_autoptr (GArrowNativeFile) in = open_stdin (child);
  g_autoptr (GArrowNativeFile) out = open_stdout (child, "gzip");
  gpointer file_and_bytes[] = {in, text};
  GThread *feeder = g_thread_new ("feeder", feed, file_and_bytes);
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GError) error = NULL;

  (void)folder;
  (void)data;
  g_assert_false (garrow_native_file_seekable (in));
  g_assert_false (garrow_native_file_seekable (out));
  back = garrow_native_file_read_all (out, &error);
  g_assert_no_error (error);
  g_thread_join (feeder);
  g_assert_true (g_bytes_equal (back, text));
  assert_success (child);
}

/* The other way round: we pack, the child unpacks. */
static void
test_gzip_unpacks_ours (Folder *folder, gconstpointer data)
{
  g_autoptr (GBytes) text = make_lines (300000);
  g_autoptr (GSubprocess) child = spawn_between_pipes ("gzip", "-dc");
  g_autoptr (GArrowStreamOptions) options = garrow_stream_options_new ();
  g_autoptr (GArrowNativeFile) out = open_stdout (child, NULL);
  g_autoptr (GArrowNativeFile) packer = NULL;
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GError) error = NULL;

  (void)folder;
  (void)data;
  garrow_stream_options_set_compression (options, "gzip");
  packer =
    garrow_output_stream_for_object (G_OBJECT (g_subprocess_get_stdin_pipe (child)),
                                     options,
                                     &error);
  g_assert_no_error (error);
  {
    gpointer file_and_bytes[] = {packer, text};
    GThread *feeder = g_thread_new ("feeder", feed, file_and_bytes);

    back = garrow_native_file_read_all (out, &error);
    g_thread_join (feeder);
  }
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (back, text));
  assert_success (child);
}

/* GIO moves the bytes of our file into the child, while its main loop runs, and we read
 * them with GIO's calls. */
static void
test_main_loop (Folder *folder, gconstpointer data)
{
  g_autoptr (GBytes) text = make_lines (300000);
  g_autoptr (GSubprocess) child = spawn_between_pipes ("gzip", "-dc");
  g_autofree char *path = folder_path (folder, "lines.gz");
  g_autoptr (GArrowOSFile) file = NULL;
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GArrowNativeFile) target = NULL;
  g_autoptr (GOutputStream) output = NULL;
  g_autoptr (GAsyncResult) fed = NULL;
  g_autoptr (GAsyncResult) taken = NULL;
  g_autoptr (GError) error = NULL;
  const GOutputStreamSpliceFlags flags =
    G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET;

  (void)data;
  write_whole (folder, "lines.gz", text);
  file = garrow_os_file_new (path, "r", &error);
  g_assert_no_error (error);
  input = garrow_native_file_get_input_stream (GARROW_NATIVE_FILE (file));
  target = open_to_write (folder, "lines");
  output = garrow_native_file_get_output_stream (target);
  g_output_stream_splice_async (g_subprocess_get_stdin_pipe (child),
                                input,
                                flags,
                                G_PRIORITY_DEFAULT,
                                NULL,
                                keep_result,
                                &fed);
  g_output_stream_splice_async (output,
                                g_subprocess_get_stdout_pipe (child),
                                flags,
                                G_PRIORITY_DEFAULT,
                                NULL,
                                keep_result,
                                &taken);
  while (fed == NULL || taken == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_output_stream_splice_finish (g_subprocess_get_stdin_pipe (child), fed, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_output_stream_splice_finish (output, taken, &error),
                   ==,
                   (gssize)g_bytes_get_size (text));
  close_file (target);
  assert_whole (folder, "lines", text);
  assert_success (child);
}

/* Our file is the child's standard input, by its descriptor. */
static void
test_descriptor (Folder *folder, gconstpointer data)
{
  g_autoptr (GBytes) text = g_bytes_new_static (TEXT, TEXT_SIZE);
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *path = folder_path (folder, "text");
  g_autoptr (GArrowOSFile) file = NULL;
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GArrowNativeFile) out = NULL;
  g_autoptr (GError) error = NULL;
  int fd;

  (void)data;
  write_whole (folder, "text", text);
  file = garrow_os_file_new (path, "r", &error);
  g_assert_no_error (error);
  fd = garrow_native_file_fileno (GARROW_NATIVE_FILE (file), &error);
  g_assert_no_error (error);
  g_subprocess_launcher_take_stdin_fd (launcher, dup (fd));
  child = g_subprocess_launcher_spawn (launcher, &error, "tac", NULL);
  g_assert_no_error (error);
  out = open_stdout (child, NULL);
  assert_bytes (garrow_native_file_read_line (out, NULL), "three\n");
  assert_bytes (garrow_native_file_read_all (out, NULL), "two\none\n");
  assert_success (child);
}

/* A pipe that the child has closed is an error, in GIO's words. */
static void
test_child_that_ends_early (Folder *folder, gconstpointer data)
{
  g_autoptr (GSubprocess) child = spawn_between_pipes ("true", NULL);
  g_autoptr (GArrowNativeFile) in = open_stdin (child);
  g_autoptr (GArrowNativeFile) out = open_stdout (child, NULL);
  g_autoptr (GBytes) text = make_lines (100000);
  g_autoptr (GError) error = NULL;

  (void)folder;
  (void)data;
  assert_success (child);
  assert_bytes (garrow_native_file_read_all (out, NULL), "");
  g_assert_false (garrow_native_file_write_bytes (in, text, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE);
  garrow_native_file_abort (in, NULL);
}

/* Output that stops short of a whole member was cut off somewhere. */
static void
test_output_that_is_cut (Folder *folder, gconstpointer data)
{
  g_autoptr (GBytes) text = make_lines (1000);
  g_autofree char *command = NULL;
  g_autofree char *path = folder_path (folder, "lines.gz");
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GArrowNativeFile) out = NULL;
  g_autoptr (GError) error = NULL;

  (void)data;
  write_whole (folder, "lines.gz", text);
  command = g_strdup_printf ("exec head -c 100 '%s'", path);
  child =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "sh", "-c", command, NULL);
  g_assert_no_error (error);
  out = open_stdout (child, "auto");
  g_assert_null (garrow_native_file_read_all (out, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_TRUNCATED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGPIPE, SIG_IGN);
  add_test ("/child/filter", test_filter);
  add_test ("/child/unpacks", test_gzip_unpacks_ours);
  add_test ("/child/main-loop", test_main_loop);
  add_test ("/child/descriptor", test_descriptor);
  add_test ("/child/ends-early", test_child_that_ends_early);
  add_test ("/child/cut", test_output_that_is_cut);
  return g_test_run ();
}
