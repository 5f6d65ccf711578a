/* tests/streams/test-transform-input-stream.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "source.h"

#include <errno.h>

static GArrowNativeFile *
transform (GArrowNativeFile *raw, GCallback function, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GArrowTransformInputStream *stream = garrow_transform_input_stream_new (raw, &error);

  g_assert_no_error (error);
  g_signal_connect (stream, "transform", function, data);
  return GARROW_NATIVE_FILE (stream);
}

/* Doubles each byte, so that more is given than there is. */
static GBytes *
twice (GArrowTransformInputStream *stream, GBytes *bytes, gpointer data)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  GString *out = g_string_new (NULL);

  (void)stream;
  (void)data;
  for (gsize i = 0; i < size; i++)
    g_string_append_printf (out, "%c%c", text[i], text[i]);
  return g_string_free_to_bytes (out);
}

static void
test_read (gconstpointer chunk)
{
  Source source = {"one\ntwo\n", 8, GPOINTER_TO_SIZE (chunk)};
  g_autoptr (GArrowNativeFile) raw = source_open (&source);
  g_autoptr (GArrowNativeFile) stream = transform (raw, G_CALLBACK (twice), NULL);

  g_assert_cmpstr (garrow_native_file_get_mode (stream), ==, "rb");
  g_assert_true (garrow_native_file_readable (stream));
  g_assert_false (garrow_native_file_writable (stream));
  g_assert_false (garrow_native_file_seekable (stream));
  assert_bytes (garrow_native_file_read (stream, 3, NULL), "oon");
  g_assert_cmpint (garrow_native_file_tell (stream, NULL), ==, 3);
  assert_bytes (garrow_native_file_read_line (stream, NULL), "nee\n");
  assert_bytes (garrow_native_file_read_all (stream, NULL), "\nttwwoo\n\n");
  assert_bytes (garrow_native_file_read (stream, 1, NULL), "");
  g_assert_true (garrow_native_file_close (stream, NULL));
  g_assert_true (garrow_native_file_is_closed (raw));
}

/* 116: keeps everything until it gets no bytes, which it does once. */
static GBytes *
reverse (GArrowTransformInputStream *stream, GBytes *bytes, GString *kept)
{
  g_autofree char *text = NULL;

  (void)stream;
  g_string_append_len (kept,
                       g_bytes_get_data (bytes, NULL),
                       (gssize)g_bytes_get_size (bytes));
  if (g_bytes_get_size (bytes) > 0)
    return g_bytes_new (NULL, 0);
  text = g_utf8_strreverse (kept->str, (gssize)kept->len);
  g_string_append (kept, "!");
  return g_bytes_new (text, strlen (text));
}

static void
test_flush (void)
{
  Source source = {"desserts", 8, 3};
  g_autoptr (GArrowNativeFile) raw = source_open (&source);
  g_autoptr (GString) kept = g_string_new (NULL);
  g_autoptr (GArrowNativeFile) stream = transform (raw, G_CALLBACK (reverse), kept);

  assert_bytes (garrow_native_file_read (stream, 4, NULL), "stre");
  assert_bytes (garrow_native_file_read_all (stream, NULL), "ssed");
  assert_bytes (garrow_native_file_read_all (stream, NULL), "");
  g_assert_cmpstr (kept->str, ==, "desserts!");
}

static void
test_empty (void)
{
  Source source = {"", 0, 3};
  g_autoptr (GArrowNativeFile) raw = source_open (&source);
  g_autoptr (GArrowNativeFile) stream = transform (raw, G_CALLBACK (twice), NULL);

  assert_bytes (garrow_native_file_read_all (stream, NULL), "");
}

/* What the function may say, one thing at a call. */
typedef enum {
  PASS,
  SILENT,
  MESSAGE,
  ERRNO,
  ERROR
} Outcome;

static GBytes *
pass_or_fail (GArrowTransformInputStream *stream, GBytes *bytes, Outcome *outcome)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "no");

  switch (*outcome) {
  case PASS:
    return g_bytes_ref (bytes);
  case MESSAGE:
    garrow_transform_input_stream_fail (stream, 0, "out of ink");
    break;
  case ERRNO:
    garrow_transform_input_stream_fail (stream, EIO, NULL);
    break;
  case ERROR:
    garrow_transform_input_stream_fail_error (stream, error);
    break;
  case SILENT:
    break;
  }
  return NULL;
}

/* Whoever reads on has it called for the same bytes: none are lost. */
static void
test_failure (void)
{
  Source source = {"abcdef", 6, 2};
  Outcome outcome = PASS;
  g_autoptr (GArrowNativeFile) raw = source_open (&source);
  g_autoptr (GArrowNativeFile) stream =
    transform (raw, G_CALLBACK (pass_or_fail), &outcome);
  g_autoptr (GError) error = NULL;

  assert_bytes (garrow_native_file_read (stream, 2, NULL), "ab");
  outcome = MESSAGE;
  g_assert_null (garrow_native_file_read (stream, 2, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_FOREIGN);
  g_assert_cmpstr (error->message, ==, "Failed to transform 'source': out of ink");
  g_clear_error (&error);
  outcome = ERRNO;
  g_assert_null (garrow_native_file_read_all (stream, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_true (g_str_has_suffix (error->message, "[errno 5]"));
  g_clear_error (&error);
  outcome = ERROR;
  g_assert_null (garrow_native_file_read_line (stream, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  outcome = SILENT;
  g_assert_null (garrow_native_file_read (stream, 1, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_FOREIGN);
  g_assert_nonnull (strstr (error->message, "failed and did not say why"));
  g_assert_cmpint (garrow_native_file_tell (stream, NULL), ==, 2);
  outcome = PASS;
  assert_bytes (garrow_native_file_read_all (stream, NULL), "cdef");
}

static void
test_no_function (void)
{
  Source source = {"abc", 3, 3};
  g_autoptr (GArrowNativeFile) raw = source_open (&source);
  g_autoptr (GArrowTransformInputStream) stream =
    garrow_transform_input_stream_new (raw, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (garrow_transform_input_stream_get_raw (stream) == raw);
  g_assert_null (garrow_native_file_read (GARROW_NATIVE_FILE (stream), 1, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
}

/* The file below it has to be open, and to be read from. */
static void
test_bad_raw (void)
{
  g_autoptr (GArrowNativeFile) writer =
    GARROW_NATIVE_FILE (garrow_buffer_output_stream_new (NULL));
  g_autoptr (GError) error = NULL;

  g_assert_null (garrow_transform_input_stream_new (writer, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_clear_error (&error);
  g_assert_true (garrow_native_file_close (writer, NULL));
  g_assert_null (garrow_transform_input_stream_new (writer, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
}

/* 109 */
static void
test_raw_fails (void)
{
  g_autoptr (GArrowForeignFile) raw = garrow_foreign_file_new ("raw", "r", FALSE, NULL);
  g_autoptr (GArrowNativeFile) stream =
    transform (GARROW_NATIVE_FILE (raw), G_CALLBACK (twice), NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (garrow_native_file_read_all (stream, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_NOT_SUPPORTED);
  g_assert_nonnull (strstr (error->message, "read from 'raw'"));
}

static gpointer
read_elsewhere (gpointer file)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = garrow_native_file_read (file, 2, &error);

  if (bytes == NULL)
    g_assert_error (error, GARROW_ERROR, GARROW_ERROR_FOREIGN);
  return bytes;
}

static void
test_other_thread (void)
{
  g_autoptr (GArrowNativeFile) raw = reader_open ("abc");
  g_autoptr (GArrowNativeFile) stream = transform (raw, G_CALLBACK (twice), NULL);

  g_assert_null (g_thread_join (g_thread_new ("other", read_elsewhere, stream)));
  g_object_set (stream, "any-thread", TRUE, NULL);
  assert_bytes (g_thread_join (g_thread_new ("other", read_elsewhere, stream)), "aa");
}

static GBytes *
read_itself (GArrowTransformInputStream *stream, GBytes *bytes, gpointer data)
{
  g_autoptr (GError) error = NULL;

  (void)data;
  g_assert_null (garrow_native_file_read (GARROW_NATIVE_FILE (stream), 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_false (garrow_native_file_close (GARROW_NATIVE_FILE (stream), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  return g_bytes_ref (bytes);
}

static void
test_reentry (void)
{
  Source source = {"abc", 3, 3};
  g_autoptr (GArrowNativeFile) raw = source_open (&source);
  g_autoptr (GArrowNativeFile) stream = transform (raw, G_CALLBACK (read_itself), NULL);

  assert_bytes (garrow_native_file_read_all (stream, NULL), "abc");
}

/* A subclass, made by its property alone. */

typedef struct
{
  GArrowTransformInputStream parent_instance;
} Caesar;

typedef struct
{
  GArrowTransformInputStreamClass parent_class;
} CaesarClass;

static GType caesar_get_type (void);
G_DEFINE_TYPE (Caesar, caesar, GARROW_TYPE_TRANSFORM_INPUT_STREAM)

static GBytes *
caesar_transform (GArrowTransformInputStream *stream, GBytes *bytes)
{
  gsize size;
  guint8 *data = g_bytes_unref_to_data (g_bytes_ref (bytes), &size);

  (void)stream;
  for (gsize i = 0; i < size; i++)
    data[i]++;
  return g_bytes_new_take (data, size);
}

static void
caesar_class_init (CaesarClass *klass)
{
  GARROW_TRANSFORM_INPUT_STREAM_CLASS (klass)->transform = caesar_transform;
}

static void
caesar_init (Caesar *self)
{
  (void)self;
}

static void
test_subclass (void)
{
  Source source = {"HAL", 3, 1};
  g_autoptr (GArrowNativeFile) raw = source_open (&source);
  g_autoptr (GArrowNativeFile) stream =
    g_object_new (caesar_get_type (), "raw", raw, NULL);
  g_autoptr (GArrowNativeFile) nothing = g_object_new (caesar_get_type (), NULL);
  g_autoptr (GError) error = NULL;

  assert_bytes (garrow_native_file_read_all (stream, NULL), "IBM");
  g_assert_null (garrow_native_file_read (nothing, 1, &error));
  g_assert_error (error, GARROW_ERROR, GARROW_ERROR_CLOSED);
}

#define ADD(name, test) g_test_add_func ("/transform-input-stream/" name, test)
#define ADD_READ(chunk)                                                                  \
  g_test_add_data_func ("/transform-input-stream/read/" #chunk,                          \
                        GSIZE_TO_POINTER (chunk),                                        \
                        test_read)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_READ (1);
  ADD_READ (3);
  ADD_READ (100);
  ADD ("flush", test_flush);
  ADD ("empty", test_empty);
  ADD ("failure", test_failure);
  ADD ("no-function", test_no_function);
  ADD ("bad-raw", test_bad_raw);
  ADD ("raw-fails", test_raw_fails);
  ADD ("other-thread", test_other_thread);
  ADD ("reentry", test_reentry);
  ADD ("subclass", test_subclass);
  return g_test_run ();
}
