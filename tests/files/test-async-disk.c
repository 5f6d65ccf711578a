/* tests/files/test-async-disk.c: what only files on disk can, and looking for what is in
 * them, without blocking.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "async-util.h"

static GArrowNativeFile *
open_to_update (Fixture *fixture)
{
  GArrowNativeFile *file =
    GARROW_NATIVE_FILE (garrow_os_file_new (fixture->path, "r+", NULL));

  g_assert_nonnull (file);
  return file;
}

static void
test_write_at (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_to_update (fixture);
  g_autoptr (GArrowBuffer) buffer = garrow_buffer_new ((const guint8 *)"TWO", 3, NULL);
  g_autoptr (GError) error = NULL;
  guint8 one[] = "ONE";
  g_auto (Outcome) wrote = {0};
  g_auto (Outcome) wrote_buffer = {0};
  g_auto (Outcome) before = {0};
  g_auto (Outcome) synced = {0};
  g_auto (Outcome) cut = {0};

  (void)data;
  garrow_native_file_write_at_async (file, one, 3, 0, 0, NULL, outcome_ready, &wrote);
  memset (one, 'x', sizeof one); /* it was copied */
  g_assert_true (
    garrow_native_file_write_at_finish (file, outcome_wait (&wrote), &error));
  g_assert_no_error (error);
  garrow_native_file_write_buffer_at_async (file,
                                            buffer,
                                            4,
                                            0,
                                            NULL,
                                            outcome_ready,
                                            &wrote_buffer);
  g_clear_object (&buffer); /* the call holds it */
  g_assert_true (garrow_native_file_write_buffer_at_finish (file,
                                                            outcome_wait (&wrote_buffer),
                                                            &error));
  g_assert_no_error (error);
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, 0);

  garrow_native_file_write_at_async (file, one, 3, -1, 0, NULL, outcome_ready, &before);
  g_assert_false (
    garrow_native_file_write_at_finish (file, outcome_wait (&before), &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_INVALID);
  g_clear_error (&error);

  garrow_native_file_sync_async (file, 0, NULL, outcome_ready, &synced);
  g_assert_true (garrow_native_file_sync_finish (file, outcome_wait (&synced), &error));
  g_assert_no_error (error);
  garrow_native_file_truncate_async (file, 7, 0, NULL, outcome_ready, &cut);
  g_assert_true (garrow_native_file_truncate_finish (file, outcome_wait (&cut), &error));
  g_assert_no_error (error);
  assert_contents (fixture, "ONE\nTWO");
}

/* A file that cannot says so, and not what it is called with. */
static void
test_not_supported (void)
{
  g_autoptr (GArrowNativeFile) file =
    GARROW_NATIVE_FILE (garrow_buffer_output_stream_new (NULL));
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) synced = {0};
  g_auto (Outcome) cut = {0};

  garrow_native_file_sync_async (file, 0, NULL, outcome_ready, &synced);
  g_assert_false (garrow_native_file_sync_finish (file, outcome_wait (&synced), &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  garrow_native_file_truncate_async (file, 7, 0, NULL, outcome_ready, &cut);
  g_assert_false (garrow_native_file_truncate_finish (file, outcome_wait (&cut), &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
}

static void
test_scan (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_text (fixture);
  g_autoptr (GArrowResizableBuffer) buffer = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) peeked = {0};
  g_auto (Outcome) skipped = {0};
  g_auto (Outcome) found = {0};
  g_auto (Outcome) filled = {0};

  (void)data;
  garrow_native_file_peek_async (file, 3, 0, NULL, outcome_ready, &peeked);
  assert_bytes (garrow_native_file_peek_finish (file, outcome_wait (&peeked), &error),
                "one");
  garrow_native_file_advance_async (file, 1, 0, NULL, outcome_ready, &skipped);
  g_assert_cmpint (
    garrow_native_file_advance_finish (file, outcome_wait (&skipped), &error),
    ==,
    1);
  garrow_native_file_read_until_async (file, 'e', 0, NULL, outcome_ready, &found);
  assert_bytes (
    garrow_native_file_read_until_finish (file, outcome_wait (&found), &error),
    "ne");
  g_assert_no_error (error);

  /* The buffer may move meanwhile: what is read goes where it was. */
  buffer = garrow_resizable_buffer_new (4, NULL);
  garrow_native_file_read_into_buffer_async (file,
                                             GARROW_MUTABLE_BUFFER (buffer),
                                             0,
                                             NULL,
                                             outcome_ready,
                                             &filled);
  g_assert_true (garrow_resizable_buffer_resize (buffer, 1 << 20, &error));
  g_assert_cmpint (
    garrow_native_file_read_into_buffer_finish (file, outcome_wait (&filled), &error),
    ==,
    4);
  g_assert_no_error (error);
  assert_bytes (garrow_native_file_read (file, 3, NULL), "\nth");
}

/* What a search has seen when it is cancelled is not lost. */
static void
test_cancel (void)
{
  int fd;
  g_autoptr (GArrowNativeFile) file = open_pipe (&fd);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) found = {0};
  g_auto (Outcome) peeked = {0};

  put (fd, "some");
  garrow_native_file_read_until_async (file, 'x', 0, cancellable, outcome_ready, &found);
  g_usleep (20000);
  g_cancellable_cancel (cancellable);
  g_assert_null (
    garrow_native_file_read_until_finish (file, outcome_wait (&found), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  g_cancellable_reset (cancellable);
  garrow_native_file_peek_async (file, 9, 0, cancellable, outcome_ready, &peeked);
  g_usleep (20000);
  g_cancellable_cancel (cancellable);
  g_assert_null (garrow_native_file_peek_finish (file, outcome_wait (&peeked), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  put (fd, "thing");
  close (fd);
  assert_bytes (garrow_native_file_read_all (file, NULL), "something");
}

static void
test_maps (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strconcat (fixture->path, "-new", NULL);
  g_autofree char *mapped = g_strdup (fixture->path);
  g_autoptr (GArrowMemoryMappedFile) map = NULL;
  g_autoptr (GArrowMemoryMappedFile) made = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) opened = {0};
  g_auto (Outcome) created = {0};
  g_auto (Outcome) again = {0};
  g_auto (Outcome) missing = {0};
  char mode[] = "r";

  (void)data;
  garrow_memory_map_async (mapped, mode, 0, NULL, outcome_ready, &opened);
  memset (mapped, 'x', strlen (mapped)); /* they were copied */
  memset (mode, 'x', 1);
  map = garrow_memory_map_finish (outcome_wait (&opened), &error);
  g_assert_no_error (error);
  assert_bytes (garrow_native_file_read_all (GARROW_NATIVE_FILE (map), NULL), TEXT);

  garrow_create_memory_map_async (path, 3, FALSE, 0, NULL, outcome_ready, &created);
  made = garrow_create_memory_map_finish (outcome_wait (&created), &error);
  g_assert_no_error (error);
  g_assert_cmpint (garrow_native_file_size (GARROW_NATIVE_FILE (made), NULL), ==, 3);
  garrow_create_memory_map_async (path, 3, FALSE, 0, NULL, outcome_ready, &again);
  g_assert_null (garrow_create_memory_map_finish (outcome_wait (&again), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);

  g_remove (path);
  garrow_memory_map_async (path, "r", 0, NULL, outcome_ready, &missing);
  g_assert_null (garrow_memory_map_finish (outcome_wait (&missing), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/async-disk/write-at", test_write_at);
  g_test_add_func ("/async-disk/not-supported", test_not_supported);
  ADD ("/async-disk/scan", test_scan);
  g_test_add_func ("/async-disk/cancel", test_cancel);
  ADD ("/async-disk/maps", test_maps);
#undef ADD
  return g_test_run ();
}
