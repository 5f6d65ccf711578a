/* tests/files/test-foreign-calls.c: who may call the functions of a GArrowForeignFile,
 * what they may do meanwhile, and having them in a subclass.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "foreign.h"

static gpointer
read_elsewhere (gpointer file)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = garrow_native_file_read (file, 3, &error);

  if (bytes == NULL) {
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_FOREIGN);
    g_assert_nonnull (strstr (error->message, "only on the thread that made it"));
  }
  return bytes;
}

static void
test_other_thread (void)
{
  g_autoptr (Host) host = host_new (TEXT);
  g_autoptr (GArrowNativeFile) file = host_open (host, "r", TRUE);
  GArrowForeignFile *foreign = GARROW_FOREIGN_FILE (file);

  g_assert_null (g_thread_join (g_thread_new ("other", read_elsewhere, file)));
  assert_log (host, "");
  g_assert_false (garrow_foreign_file_get_any_thread (foreign));
  garrow_foreign_file_set_any_thread (foreign, TRUE);
  g_assert_true (garrow_foreign_file_get_any_thread (foreign));
  assert_bytes (g_thread_join (g_thread_new ("other", read_elsewhere, file)), "one");
}

/* Functions that use their own file. */

static void
assert_busy (const GError *error)
{
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "'host' is in another call"));
}

static void
use (GArrowForeignFile *foreign)
{
  GArrowNativeFile *file = GARROW_NATIVE_FILE (foreign);
  g_autoptr (GError) error = NULL;

  g_assert_null (garrow_native_file_read (file, 3, &error));
  assert_busy (error);
  g_clear_error (&error);
  g_assert_null (garrow_native_file_read_at (file, 3, 0, &error));
  assert_busy (error);
  g_clear_error (&error);
  g_assert_false (write_text (file, "abc", &error));
  assert_busy (error);
  g_clear_error (&error);
  g_assert_cmpint (garrow_native_file_seek (file, 0, GARROW_SEEK_WHENCE_SET, &error),
                   ==,
                   -1);
  assert_busy (error);
  g_clear_error (&error);
  g_assert_cmpint (garrow_native_file_size (file, &error), ==, -1);
  assert_busy (error);
  g_clear_error (&error);
  g_assert_false (garrow_native_file_truncate (file, 0, &error));
  assert_busy (error);
  g_clear_error (&error);
  g_assert_false (garrow_native_file_close (file, &error));
  assert_busy (error);
  g_assert_cmpint (garrow_native_file_tell (file, NULL), >=, 0);
}

static gboolean
use_without (GArrowForeignFile *file)
{
  use (file);
  return FALSE;
}

static gboolean
use_with (GArrowForeignFile *file, gpointer argument)
{
  (void)argument;
  use (file);
  return FALSE;
}

static gboolean
use_with_number (GArrowForeignFile *file, gint64 number)
{
  (void)number;
  use (file);
  return FALSE;
}

static GBytes *
use_and_read (GArrowForeignFile *file, gint64 n_bytes)
{
  (void)n_bytes;
  use (file);
  return g_bytes_new (NULL, 0);
}

static void
test_reentry (void)
{
  g_autoptr (GArrowForeignFile) foreign =
    garrow_foreign_file_new ("host", "r+", TRUE, NULL);
  GArrowNativeFile *file = GARROW_NATIVE_FILE (foreign);

  CONNECT (file, "host-read", use_and_read, NULL);
  CONNECT (file, "host-write", use_with, NULL);
  CONNECT (file, "host-seek", use_with_number, NULL);
  CONNECT (file, "host-size", use_without, NULL);
  CONNECT (file, "host-truncate", use_with_number, NULL);
  CONNECT (file, "host-flush", use_without, NULL);
  assert_bytes (garrow_native_file_read_all (file, NULL), "");
  g_assert_null (garrow_native_file_read_at (file, 3, 5, NULL));
  g_assert_false (write_text (file, "abc", NULL));
  g_assert_cmpint (garrow_native_file_seek (file, 9, GARROW_SEEK_WHENCE_SET, NULL),
                   ==,
                   -1);
  g_assert_cmpint (garrow_native_file_size (file, NULL), ==, -1);
  g_assert_false (garrow_native_file_truncate (file, 3, NULL));
  g_assert_false (garrow_native_file_flush (file, NULL));
  g_assert_true (garrow_native_file_close (file, NULL));
}

/* In closing, the file is closed already. */
static gboolean
use_closed (GArrowForeignFile *foreign, int *n_calls)
{
  GArrowNativeFile *file = GARROW_NATIVE_FILE (foreign);
  g_autoptr (GError) error = NULL;

  (*n_calls)++;
  g_assert_null (garrow_native_file_read (file, 3, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
  g_assert_true (garrow_native_file_close (file, NULL));
  return TRUE;
}

static void
test_close_in_close (void)
{
  g_autoptr (GArrowForeignFile) file = garrow_foreign_file_new ("x", "r", FALSE, NULL);
  int n_calls = 0;

  CONNECT (file, "host-close", use_closed, &n_calls);
  g_assert_true (garrow_native_file_close (GARROW_NATIVE_FILE (file), NULL));
  g_assert_cmpint (n_calls, ==, 1);
}

static GBytes *
disconnect (GArrowForeignFile *file, gint64 n_bytes, gpointer data)
{
  (void)n_bytes;
  g_signal_handlers_disconnect_matched (file,
                                        G_SIGNAL_MATCH_DATA,
                                        0,
                                        0,
                                        NULL,
                                        NULL,
                                        data);
  return g_bytes_new_static ("x", 1);
}

static void
test_disconnect (void)
{
  g_autoptr (GArrowForeignFile) foreign = garrow_foreign_file_new ("x", "r", FALSE, NULL);
  GArrowNativeFile *file = GARROW_NATIVE_FILE (foreign);
  g_autoptr (GError) error = NULL;

  CONNECT (file, "host-read", disconnect, foreign);
  assert_bytes (garrow_native_file_read (file, 1, NULL), "x");
  g_assert_null (garrow_native_file_read (file, 1, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
}

/* Whoever calls a file has to hold it. If nobody does, that is said, and nothing that the
 * call still needs is freed. */

static GBytes *
drop_and_read (GArrowForeignFile *file, gint64 n_bytes, gpointer data)
{
  (void)n_bytes;
  (void)data;
  g_object_unref (file);
  return g_bytes_new_static ("x", 1);
}

static gboolean
drop_and_close (GArrowForeignFile *file, gpointer data)
{
  (void)data;
  g_object_unref (file);
  return TRUE;
}

static void
test_drop_in_read (void)
{
  GArrowForeignFile *file = garrow_foreign_file_new ("x", "r", FALSE, NULL);

  CONNECT (file, "host-read", drop_and_read, NULL);
  g_test_expect_message ("ArrowIO",
                         G_LOG_LEVEL_CRITICAL,
                         "'x' was dropped while it was called");
  assert_bytes (garrow_native_file_read (GARROW_NATIVE_FILE (file), 1, NULL), "x");
  g_test_assert_expected_messages ();
}

static void
test_drop_in_close (void)
{
  GArrowForeignFile *file = garrow_foreign_file_new ("x", "r", FALSE, NULL);

  CONNECT (file, "host-close", drop_and_close, NULL);
  g_assert_true (garrow_native_file_close (GARROW_NATIVE_FILE (file), NULL));
}

/* The first that is connected serves, and before what the class has. */
static GBytes *
give (GArrowForeignFile *file, gint64 n_bytes, const char *text)
{
  (void)file;
  (void)n_bytes;
  return g_bytes_new_static (text, strlen (text));
}

static void
test_first_wins (void)
{
  g_autoptr (GArrowForeignFile) file = garrow_foreign_file_new ("x", "r", FALSE, NULL);

  CONNECT (file, "host-read", give, (gpointer) "first");
  CONNECT (file, "host-read", give, (gpointer) "other");
  assert_bytes (garrow_native_file_read (GARROW_NATIVE_FILE (file), 5, NULL), "first");
}

/* A subclass, whose functions are in its class. */

typedef struct
{
  GArrowForeignFile parent_instance;
  int left;
} Counter;

typedef struct
{
  GArrowForeignFileClass parent_class;
} CounterClass;

static GType counter_get_type (void);
G_DEFINE_TYPE (Counter, counter, GARROW_TYPE_FOREIGN_FILE)

static GBytes *
counter_read (GArrowForeignFile *file, gint64 n_bytes)
{
  Counter *self = (Counter *)file;
  char digit = (char)('0' + self->left);

  (void)n_bytes;
  return g_bytes_new (&digit, self->left-- > 0 ? 1 : 0);
}

static gboolean
counter_write (GArrowForeignFile *file, GBytes *bytes)
{
  ((Counter *)file)->left += (int)g_bytes_get_size (bytes);
  return TRUE;
}

static gboolean
counter_seek (GArrowForeignFile *file, gint64 offset)
{
  ((Counter *)file)->left = 5 - (int)offset;
  return TRUE;
}

static void
counter_class_init (CounterClass *klass)
{
  GArrowForeignFileClass *foreign_class = GARROW_FOREIGN_FILE_CLASS (klass);

  foreign_class->host_read = counter_read;
  foreign_class->host_write = counter_write;
  foreign_class->host_seek = counter_seek;
}

static void
counter_init (Counter *self)
{
  self->left = 5;
}

static void
test_subclass (void)
{
  g_autoptr (GArrowNativeFile) file = g_object_new (counter_get_type (), NULL);
  g_autofree char *name = NULL;

  g_object_get (file, "name", &name, NULL);
  g_assert_cmpstr (name, ==, "Counter");
  g_assert_cmpstr (garrow_native_file_get_mode (file), ==, "rb+");
  g_assert_true (garrow_native_file_seekable (file));
  assert_bytes (garrow_native_file_read (file, 2, NULL), "54");
  assert_bytes (garrow_native_file_read_at (file, 1, 3, NULL), "2");
  assert_bytes (garrow_native_file_read_all (file, NULL), "321");
  g_assert_true (garrow_native_file_close (file, NULL));
}

static void
test_limited_subclass (void)
{
  g_autoptr (GArrowNativeFile) reader =
    g_object_new (counter_get_type (), "can-write", FALSE, "can-seek", FALSE, NULL);
  g_autoptr (GArrowNativeFile) writer =
    g_object_new (counter_get_type (), "can-read", FALSE, "name", "me", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (garrow_native_file_get_mode (reader), ==, "rb");
  g_assert_false (garrow_native_file_seekable (reader));
  g_assert_false (write_text (reader, "abc", NULL));
  g_assert_cmpstr (garrow_native_file_get_mode (writer), ==, "wb");
  g_assert_true (garrow_native_file_seekable (writer));
  g_assert_null (garrow_native_file_read (writer, 1, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_assert_nonnull (strstr (error->message, "'me'"));
}

/* As Ruby has it: a closure of the class. */
static void
test_class_closure (void)
{
  GTypeInfo info = {
    .class_size = sizeof (GArrowForeignFileClass),
    .instance_size = sizeof (GArrowForeignFile),
  };
  GType type = g_type_register_static (GARROW_TYPE_FOREIGN_FILE, "ClosureFile", &info, 0);
  g_autoptr (GArrowNativeFile) file = NULL;

  g_type_class_unref (g_type_class_ref (type));
  g_signal_override_class_closure (
    g_signal_lookup ("host-read", type),
    type,
    g_cclosure_new (G_CALLBACK (give), (gpointer) "ruby", NULL));
  file = g_object_new (type, NULL);
  g_assert_true (garrow_native_file_readable (file));
  g_assert_false (garrow_native_file_writable (file));
  assert_bytes (garrow_native_file_read (file, 4, NULL), "ruby");
}

/* With no functions there is no file. */
static void
test_nothing (void)
{
  g_autoptr (GArrowNativeFile) file = g_object_new (GARROW_TYPE_FOREIGN_FILE, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (garrow_native_file_read (file, 1, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
  g_assert_true (garrow_native_file_is_closed (file));
}

#define ADD(name, test) g_test_add_func ("/foreign-calls/" name, test)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("other-thread", test_other_thread);
  ADD ("reentry", test_reentry);
  ADD ("close-in-close", test_close_in_close);
  ADD ("disconnect", test_disconnect);
  ADD ("drop-in-read", test_drop_in_read);
  ADD ("drop-in-close", test_drop_in_close);
  ADD ("first-wins", test_first_wins);
  ADD ("subclass", test_subclass);
  ADD ("limited-subclass", test_limited_subclass);
  ADD ("class-closure", test_class_closure);
  ADD ("nothing", test_nothing);
  return g_test_run ();
}
