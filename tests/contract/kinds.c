/* tests/contract/kinds.c: makes files of every kind.
 *
 * To add a kind: write how it is opened, and add its row.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "fifo-kinds.h"
#include "foreign-kinds.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define CONTENT_SIZE 300000

struct _RawKind
{
  const char *name;
  gboolean seekable;

  /* One of these may be NULL. */
  GArrowNativeFile *(*read) (Fixture *fixture, GError **error);
  GArrowNativeFile *(*write) (Fixture *fixture, GError **error);

  gboolean is_remote; /* made where a cluster is played, and only there */
};

static GArrowNativeFile *
read_os_file (Fixture *fixture, GError **error)
{
  return (GArrowNativeFile *)garrow_os_file_new (fixture->path, "r", error);
}

static GArrowNativeFile *
write_os_file (Fixture *fixture, GError **error)
{
  return (GArrowNativeFile *)garrow_os_file_new (fixture->path, "w", error);
}

static GArrowNativeFile *
read_map (Fixture *fixture, GError **error)
{
  return (GArrowNativeFile *)garrow_memory_map (fixture->path, "r", error);
}

/* A map has its size from the start. Zeros behind compressed data are padding. */
static gint64
map_size (Fixture *fixture)
{
  return fixture->kind.codec != NULL ? 2 * CONTENT_SIZE : content_size (fixture);
}

static GArrowNativeFile *
write_map (Fixture *fixture, GError **error)
{
  return (GArrowNativeFile *)
    garrow_create_memory_map (fixture->path, map_size (fixture), TRUE, error);
}

/* What lies around a region, which starts at no page. */
#define MARGIN 5000

static GArrowNativeFile *
open_region (Fixture *fixture, const char *mode, gint64 size, GError **error)
{
  return (GArrowNativeFile *)
    garrow_memory_mapped_file_new_region (fixture->path, mode, MARGIN, size, error);
}

static GArrowNativeFile *
read_region (Fixture *fixture, GError **error)
{
  gint64 size = (gint64)g_bytes_get_size (fixture->stored);
  g_autoptr (GArrowMemoryMappedFile) whole =
    garrow_create_memory_map (fixture->path, size + 2 * MARGIN, TRUE, error);

  garrow_native_file_write_at (GARROW_NATIVE_FILE (whole),
                               g_bytes_get_data (fixture->stored, NULL),
                               size,
                               MARGIN,
                               error);
  return open_region (fixture, "r", size, error);
}

static GArrowNativeFile *
write_region (Fixture *fixture, GError **error)
{
  gint64 size = map_size (fixture);
  g_autoptr (GArrowMemoryMappedFile) whole =
    garrow_create_memory_map (fixture->path, size + 2 * MARGIN, TRUE, error);

  return whole != NULL ? open_region (fixture, "r+", size, error) : NULL;
}

static GArrowNativeFile *
read_buffer (Fixture *fixture, GError **error)
{
  (void)error;
  return (GArrowNativeFile *)garrow_buffer_reader_new_bytes (fixture->stored);
}

static GArrowNativeFile *
write_buffer (Fixture *fixture, GError **error)
{
  (void)fixture;
  (void)error;
  return (GArrowNativeFile *)garrow_buffer_output_stream_new (NULL);
}

/* What writes compressed data leaves zeros behind it, as with a map. */
static GArrowNativeFile *
write_fixed (Fixture *fixture, GError **error)
{
  gint64 size = map_size (fixture);
  g_autofree guint8 *zeros = g_malloc0 ((gsize)size);

  fixture->memory = (GArrowBuffer *)garrow_mutable_buffer_new (zeros, size, error);
  return (GArrowNativeFile *)garrow_fixed_size_buffer_writer_new (fixture->memory, error);
}

static GArrowNativeFile *
read_slice (Fixture *fixture, GError **error)
{
  g_autoptr (GArrowNativeFile) file = read_os_file (fixture, error);

  return garrow_native_file_get_stream (file, 0, G_MAXINT64, error);
}

static GArrowNativeFile *
read_buffered (Fixture *fixture, GError **error)
{
  g_autoptr (GArrowNativeFile) file = read_os_file (fixture, error);

  return (GArrowNativeFile *)garrow_buffered_input_stream_new (file, 5000, NULL, error);
}

static GArrowNativeFile *
write_buffered (Fixture *fixture, GError **error)
{
  g_autoptr (GArrowNativeFile) file = write_os_file (fixture, error);

  return (GArrowNativeFile *)garrow_buffered_output_stream_new (file, 5000, NULL, error);
}

static GArrowNativeFile *
read_descriptor (Fixture *fixture, GError **error)
{
  int fd = g_open (fixture->path, O_RDONLY | O_CLOEXEC, 0);

  return (GArrowNativeFile *)garrow_os_file_new_fd (fd, "r", error);
}

static GArrowNativeFile *
write_descriptor (Fixture *fixture, GError **error)
{
  int fd = g_open (fixture->path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

  return (GArrowNativeFile *)garrow_os_file_new_fd (fd, "w", error);
}

static GArrowNativeFile *
open_gio_file (Fixture *fixture, const char *mode, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);

  return (GArrowNativeFile *)garrow_gio_file_new_for_file (file, mode, error);
}

static GArrowNativeFile *
read_gio_file (Fixture *fixture, GError **error)
{
  return open_gio_file (fixture, "r", error);
}

static GArrowNativeFile *
write_gio_file (Fixture *fixture, GError **error)
{
  return open_gio_file (fixture, "w", error);
}

static GArrowNativeFile *
write_atomic (Fixture *fixture, GError **error)
{
  return (GArrowNativeFile *)
    garrow_os_file_new_atomic (fixture->path, "w", GARROW_DURABILITY_NONE, error);
}

static GArrowNativeFile *
open_hdfs (Fixture *fixture, const char *mode, GError **error)
{
  g_autofree char *uri = g_strconcat (g_getenv ("GARROW_TEST_HDFS"), fixture->path, NULL);

  return (GArrowNativeFile *)garrow_hdfs_file_new (uri, mode, NULL, error);
}

static GArrowNativeFile *
write_hdfs (Fixture *fixture, GError **error)
{
  return open_hdfs (fixture, "w", error);
}

static GArrowNativeFile *
read_hdfs (Fixture *fixture, GError **error)
{
  g_autoptr (GArrowNativeFile) file = write_hdfs (fixture, error);

  if (file == NULL || !garrow_native_file_write_bytes (file, fixture->stored, error) ||
      !garrow_native_file_close (file, error))
    return NULL;
  return open_hdfs (fixture, "r", error);
}

static const RawKind raw_kinds[] = {
  {"os-file", TRUE, read_os_file, write_os_file, FALSE},
  {"memory-map", TRUE, read_map, write_map, FALSE},
  {"region", TRUE, read_region, write_region, FALSE},
  {"buffer", TRUE, read_buffer, write_buffer, FALSE},
  {"gio-file", TRUE, read_gio_file, write_gio_file, FALSE},
  {"fifo", FALSE, read_fifo, write_fifo, FALSE},
  {"descriptor", TRUE, read_descriptor, write_descriptor, FALSE},
  {"fixed", TRUE, NULL, write_fixed, FALSE},
  {"slice", TRUE, read_slice, NULL, FALSE},
  {"buffered", FALSE, read_buffered, write_buffered, FALSE},
  {"foreign", TRUE, read_foreign, write_foreign, FALSE},
  {"transform", FALSE, read_transform, NULL, FALSE},
  {"atomic", TRUE, NULL, write_atomic, FALSE},
  {"hdfs", TRUE, read_hdfs, NULL, TRUE},
  {"hdfs", FALSE, NULL, write_hdfs, TRUE},
};

static const char *const codecs[] = {NULL, "gzip", "zstd", "bz2", "lz4", "brotli"};

gint64
content_size (Fixture *fixture)
{
  return (gint64)g_bytes_get_size (fixture->content);
}

gboolean
is_seekable (Fixture *fixture)
{
  return fixture->kind.raw->seekable && fixture->kind.codec == NULL;
}

static GArrowNativeFile *
decompress (GArrowNativeFile *raw, const char *codec_name)
{
  g_autoptr (GArrowCodec) codec = NULL;

  if (codec_name == NULL)
    return g_object_ref (raw);
  codec = garrow_codec_new (codec_name, GARROW_COMPRESSION_LEVEL_DEFAULT, NULL);
  return (GArrowNativeFile *)garrow_compressed_input_stream_new (raw, codec, NULL);
}

static GArrowNativeFile *
compress (GArrowNativeFile *raw, const char *codec_name)
{
  g_autoptr (GArrowCodec) codec = NULL;

  if (codec_name == NULL)
    return g_object_ref (raw);
  codec = garrow_codec_new (codec_name, GARROW_COMPRESSION_LEVEL_DEFAULT, NULL);
  return (GArrowNativeFile *)garrow_compressed_output_stream_new (raw, codec, NULL);
}

/* Lines of many lengths, one of them longer than a window at first. */
static GBytes *
make_content (void)
{
  guint8 *data = g_malloc (CONTENT_SIZE);

  for (guint i = 0; i < CONTENT_SIZE; i++)
    data[i] = (guint8)(i * i >> 5);
  memset (data + 100000, 'x', 100000);
  return g_bytes_new_take (data, CONTENT_SIZE);
}

static GBytes *
get_value (GArrowNativeFile *writer)
{
  g_autoptr (GArrowBuffer) buffer =
    garrow_buffer_output_stream_getvalue (GARROW_BUFFER_OUTPUT_STREAM (writer), NULL);

  return garrow_buffer_get_data (buffer);
}

static void
set_up (Fixture *fixture, gconstpointer kind)
{
  signal (SIGPIPE, SIG_IGN);
  fixture->kind = *(const Kind *)kind;
  fixture->folder = g_dir_make_tmp ("arrow-io-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->path = g_build_filename (fixture->folder, "data", NULL);
  fixture->content = make_content ();
}

/* Stores the content as the kind would have it. */
static void
store (Fixture *fixture)
{
  g_autoptr (GArrowNativeFile) raw = write_buffer (fixture, NULL);
  g_autoptr (GArrowNativeFile) file = compress (raw, fixture->kind.codec);
  const char *data;
  gsize size;

  g_assert_true (garrow_native_file_write_bytes (file, fixture->content, NULL));
  g_assert_true (garrow_native_file_close (file, NULL));
  fixture->stored = get_value (raw);
  data = g_bytes_get_data (fixture->stored, &size);
  g_assert_true (g_file_set_contents (fixture->path, data, (gssize)size, NULL));
}

static void
set_up_to_read (Fixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;

  set_up (fixture, kind);
  store (fixture);
  fixture->raw = fixture->kind.raw->read (fixture, &error);
  g_assert_no_error (error);
  fixture->file = decompress (fixture->raw, fixture->kind.codec);
}

static void
set_up_to_write (Fixture *fixture, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;

  set_up (fixture, kind);
  fixture->raw = fixture->kind.raw->write (fixture, &error);
  g_assert_no_error (error);
  fixture->file = compress (fixture->raw, fixture->kind.codec);
}

/* What lies in the file now that it is closed. */
static GBytes *
load (Fixture *fixture)
{
  g_autoptr (GBytes) content = NULL;
  char *data;
  gsize size;

  if (fixture->peer != NULL)
    return g_thread_join (g_steal_pointer (&fixture->peer));
  if (GARROW_IS_BUFFER_OUTPUT_STREAM (fixture->raw))
    return get_value (fixture->raw);
  if (fixture->memory != NULL)
    return garrow_buffer_get_data (fixture->memory);
  if (fixture->kind.raw->is_remote) {
    g_autoptr (GArrowNativeFile) file = open_hdfs (fixture, "r", NULL);

    return garrow_native_file_read_all (file, NULL);
  }
  g_assert_true (g_file_get_contents (fixture->path, &data, &size, NULL));
  content = g_bytes_new_take (data, size);
  if (fixture->kind.raw->write == write_region)
    return g_bytes_new_from_bytes (content, MARGIN, size - 2 * MARGIN);
  return g_steal_pointer (&content);
}

void
assert_at (Fixture *fixture, gint64 position)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (garrow_native_file_tell (fixture->file, &error), ==, position);
  g_assert_no_error (error);
}

static void
count (guint *n)
{
  ++*n;
}

void
close_watched (Fixture *fixture)
{
  GArrowNativeFile *const files[] = {fixture->file, fixture->raw};
  guint told[] = {0, 0};

  for (int i = 0; i < 2; i++)
    g_signal_connect_swapped (files[i], "notify::closed", G_CALLBACK (count), &told[i]);
  g_assert_true (garrow_native_file_close (fixture->file, NULL));
  g_assert_true (garrow_native_file_close (fixture->file, NULL));
  for (int i = 0; i < 2; i++) {
    g_assert_true (garrow_native_file_is_closed (files[i]));
    g_assert_cmpuint (told[i], ==, 1);
    g_signal_handlers_disconnect_by_data (files[i], &told[i]);
  }
}

void
assert_arrived (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArrowNativeFile) raw = NULL;
  g_autoptr (GArrowNativeFile) file = NULL;
  g_autoptr (GBytes) content = NULL;

  garrow_native_file_close (fixture->file, &error);
  g_assert_no_error (error);
  fixture->stored = load (fixture);
  raw = read_buffer (fixture, NULL);
  file = decompress (raw, fixture->kind.codec);
  content = garrow_native_file_read_all (file, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (content, fixture->content));
}

static void
tear_down (Fixture *fixture, gconstpointer kind)
{
  (void)kind;
  garrow_native_file_close (fixture->file, NULL);
  if (fixture->peer != NULL)
    g_bytes_unref (g_thread_join (fixture->peer));
  g_clear_object (&fixture->file);
  g_clear_object (&fixture->raw);
  g_clear_object (&fixture->memory);
  g_clear_pointer (&fixture->stored, g_bytes_unref);
  g_clear_pointer (&fixture->content, g_bytes_unref);
  g_remove (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

typedef void (*Test) (Fixture *fixture, gconstpointer kind);

static void
add (const char *name, Test set_up_kind, Test test)
{
  static Kind kinds[G_N_ELEMENTS (raw_kinds) * G_N_ELEMENTS (codecs)];
  Kind *kind = kinds;

  for (gsize i = 0; i < G_N_ELEMENTS (codecs); i++) {
    for (gsize j = 0; j < G_N_ELEMENTS (raw_kinds); j++, kind++) {
      g_autofree char *path = NULL;

      *kind = (Kind){&raw_kinds[j], codecs[i]};
      if (raw_kinds[j].is_remote != (g_getenv ("GARROW_TEST_HDFS") != NULL) ||
          (codecs[i] != NULL && !garrow_codec_is_available (codecs[i])) ||
          (set_up_kind == set_up_to_read ? raw_kinds[j].read : raw_kinds[j].write) ==
            NULL)
        continue;
      path = g_strdup_printf ("/%s/%s%s%s",
                              name,
                              raw_kinds[j].name,
                              codecs[i] != NULL ? "/" : "",
                              codecs[i] != NULL ? codecs[i] : "");
      g_test_add (path, Fixture, kind, set_up_kind, test, tear_down);
    }
  }
}

void
add_readable (const char *name, Test test)
{
  add (name, set_up_to_read, test);
}

void
add_writable (const char *name, Test test)
{
  add (name, set_up_to_write, test);
}
