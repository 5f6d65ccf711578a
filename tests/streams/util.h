/* tests/streams/util.h: shared by the tests of streams.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include <arrow-io-glib/arrow-io-glib.h>

#include <glib/gstdio.h>
#include <string.h>

#define MIB (1024 * 1024)

/* A codec, and what to know of it here. */
typedef struct
{
  const char *name;
  const char *tool; /* the system's */
  const char *suffix;
  const char *not_this_format; /* what the codec says to GARBAGE */
  const char *wrong_checksum;  /* the same of its checksum; NULL if it has none, */
  gsize checksum_offset;       /* from the end */
  gboolean has_magic;
} Format;

static const Format formats[] = {
  {"gzip",
   "gzip",
   ".gz",
   "gzip decompression failed: incorrect header check",
   "incorrect data check",
   8,
   TRUE},
  {"zstd", "zstd", ".zst", "Unknown frame descriptor", "doesn't match checksum", 4, TRUE},
  {"bz2", "bzip2", ".bz2", "not bzip2 data", "data integrity error", 4, TRUE},
  {"lz4",
   "lz4",
   ".lz4",
   "ERROR_frameType_unknown",
   "ERROR_contentChecksum_invalid",
   4,
   TRUE},
  {"brotli", "brotli", ".br", "brotli decompression failed: ", NULL, 0, FALSE},
};

/* No member of any format. */
#define GARBAGE "no member, but garbage"

static inline GBytes *
make_garbage (void)
{
  return g_bytes_new_static (GARBAGE, sizeof GARBAGE - 1);
}

/* A path in a folder of its own, where nothing is yet. */
typedef struct
{
  const Format *format;
  char *dir;
  char *path;
} Fixture;

static inline void
set_up (Fixture *fixture, gconstpointer format)
{
  fixture->format = format;
  fixture->dir = g_dir_make_tmp ("arrow-io-XXXXXX", NULL);
  g_assert_nonnull (fixture->dir);
  fixture->path = g_strconcat (fixture->dir, "/data", fixture->format->suffix, NULL);
}

static inline void
tear_down (Fixture *fixture, gconstpointer format)
{
  (void)format;
  g_remove (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->dir), ==, 0);
  g_free (fixture->path);
  g_free (fixture->dir);
}

/* Adds a test for each codec of this build that has what the test is about. */
static inline void
add_where (const char *name,
           void (*function) (Fixture *fixture, gconstpointer format),
           gboolean (*applies) (const Format *format))
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autofree char *path = g_strdup_printf ("/%s/%s", formats[i].name, name);

    if (garrow_codec_is_available (formats[i].name) &&
        (applies == NULL || applies (&formats[i])))
      g_test_add (path, Fixture, &formats[i], set_up, function, tear_down);
  }
}

static inline void
add (const char *name, void (*function) (Fixture *fixture, gconstpointer format))
{
  add_where (name, function, NULL);
}

/* Bytes that compress, but not into nothing. */
static inline GBytes *
make_data (gsize size)
{
  guint8 *data = g_malloc (size + 1);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8)((i * i >> 9) + (i % 7 == 0 ? i : 0));
  return g_bytes_new_take (data, size);
}

/* Bytes that do not compress. */
static inline GBytes *
make_noise (gsize size)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  guint8 *data = g_malloc (size + 1);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8)g_rand_int (rand);
  return g_bytes_new_take (data, size);
}

/* Takes over bytes, which can be the call that gives them. */
static inline void
assert_bytes (GBytes *bytes, GBytes *expected)
{
  g_assert_nonnull (bytes);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, g_bytes_get_size (expected));
  g_assert_true (g_bytes_equal (bytes, expected));
  g_bytes_unref (bytes);
}

static inline GArrowNativeFile *
open_raw (Fixture *fixture, const char *mode)
{
  g_autoptr (GError) error = NULL;
  GArrowOSFile *file = garrow_os_file_new (fixture->path, mode, &error);

  g_assert_no_error (error);
  return GARROW_NATIVE_FILE (file);
}

static inline GArrowNativeFile *
decompress (const Format *format, GArrowNativeFile *raw)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowCodec) codec =
    garrow_codec_new (format->name, GARROW_COMPRESSION_LEVEL_DEFAULT, NULL);
  GArrowCompressedInputStream *stream =
    garrow_compressed_input_stream_new (raw, codec, &error);

  g_assert_no_error (error);
  return GARROW_NATIVE_FILE (stream);
}

static inline GArrowNativeFile *
compress (const Format *format, int level, GArrowNativeFile *raw)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowCodec) codec = garrow_codec_new (format->name, level, &error);
  GArrowCompressedOutputStream *stream;

  g_assert_no_error (error);
  stream = garrow_compressed_output_stream_new (raw, codec, &error);
  g_assert_no_error (error);
  return GARROW_NATIVE_FILE (stream);
}

static inline GArrowNativeFile *
open_reader (Fixture *fixture)
{
  g_autoptr (GArrowNativeFile) raw = open_raw (fixture, "r");

  return decompress (fixture->format, raw);
}

static inline GArrowNativeFile *
open_writer (Fixture *fixture, int level)
{
  g_autoptr (GArrowNativeFile) raw = open_raw (fixture, "w");

  return compress (fixture->format, level, raw);
}

static inline void
write_bytes (GArrowNativeFile *file, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;

  garrow_native_file_write_bytes (file, bytes, &error);
  g_assert_no_error (error);
}

static inline void
close_file (GArrowNativeFile *file)
{
  g_autoptr (GError) error = NULL;

  garrow_native_file_close (file, &error);
  g_assert_no_error (error);
}

/* One member, in memory. */
static inline GBytes *
pack (const Format *format, GBytes *data)
{
  g_autoptr (GArrowBufferOutputStream) raw = garrow_buffer_output_stream_new (NULL);
  g_autoptr (GArrowNativeFile) file =
    compress (format, GARROW_COMPRESSION_LEVEL_DEFAULT, GARROW_NATIVE_FILE (raw));
  g_autoptr (GArrowBuffer) buffer = NULL;

  write_bytes (file, data);
  close_file (file);
  buffer = garrow_buffer_output_stream_getvalue (raw, NULL);
  return garrow_buffer_get_data (buffer);
}

/* Writes the parts to the path, one behind the other. NULL ends them. */
static inline void
store (Fixture *fixture, ...)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  va_list parts;
  GBytes *part;

  va_start (parts, fixture);
  while ((part = va_arg (parts, GBytes *)) != NULL)
    g_byte_array_append (all,
                         g_bytes_get_data (part, NULL),
                         (guint)g_bytes_get_size (part));
  va_end (parts);
  g_assert_true (
    g_file_set_contents (fixture->path, (const char *)all->data, all->len, NULL));
}

static inline GBytes *
load (const char *path)
{
  char *contents = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  return g_bytes_new_take (contents, size);
}

/* What the system's tool for the format gives for input. */
static inline GBytes *
run_tool (const Format *format, const char *option, GBytes *input)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                      &error,
                      format->tool,
                      "-c",
                      option,
                      NULL);
  GBytes *output = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate (process, input, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  return output;
}

static inline void
assert_reads (GArrowNativeFile *file, GBytes *expected)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = garrow_native_file_read_all (file, &error);

  g_assert_no_error (error);
  assert_bytes (bytes, expected);
  g_assert_cmpint (garrow_native_file_tell (file, NULL),
                   ==,
                   (gint64)g_bytes_get_size (expected));
}

static inline void
assert_stored (Fixture *fixture, GBytes *expected)
{
  g_autoptr (GArrowNativeFile) file = open_reader (fixture);

  assert_reads (file, expected);
}

/* The error names the file, and comes again. */
static inline void
assert_fails (GArrowNativeFile *file, Fixture *fixture, int code, const char *words)
{
  for (int i = 0; i < 2; i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (garrow_native_file_read_all (file, &error));
    g_assert_error (error, GARROW_ERROR, code);
    g_assert_nonnull (strstr (error->message, fixture->path));
    g_assert_nonnull (strstr (error->message, words));
  }
}

static inline void
assert_stored_fails (Fixture *fixture, int code, const char *words)
{
  g_autoptr (GArrowNativeFile) file = open_reader (fixture);

  assert_fails (file, fixture, code, words);
}
