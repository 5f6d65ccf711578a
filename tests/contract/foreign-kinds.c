/* tests/contract/foreign-kinds.c
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "foreign-kinds.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_READ 7001
#define MAX_WRITE 4999

static gboolean
finish (GArrowForeignFile *file, gboolean ok)
{
  if (!ok)
    garrow_foreign_file_fail (file, errno, NULL);
  return ok;
}

static GBytes *
host_read (GArrowForeignFile *file, gint64 n_bytes, gpointer fd)
{
  gsize size = (gsize)MIN (n_bytes, MAX_READ);
  g_autofree guint8 *data = g_malloc (size);
  gssize n = read (GPOINTER_TO_INT (fd), data, size);

  if (!finish (file, n >= 0))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), (gsize)n);
}

static gboolean
host_write (GArrowForeignFile *file, GBytes *bytes, gpointer fd)
{
  gsize size = MIN (g_bytes_get_size (bytes), MAX_WRITE);
  gssize n = write (GPOINTER_TO_INT (fd), g_bytes_get_data (bytes, NULL), size);

  if (n >= 0)
    garrow_foreign_file_answer (file, n);
  return finish (file, n >= 0);
}

static gboolean
host_seek (GArrowForeignFile *file, gint64 offset, gpointer fd)
{
  return finish (file, lseek (GPOINTER_TO_INT (fd), offset, SEEK_SET) == offset);
}

static gboolean
host_size (GArrowForeignFile *file, gpointer fd)
{
  struct stat info;
  int result = fstat (GPOINTER_TO_INT (fd), &info);

  if (result == 0)
    garrow_foreign_file_answer (file, info.st_size);
  return finish (file, result == 0);
}

static gboolean
host_truncate (GArrowForeignFile *file, gint64 size, gpointer fd)
{
  return finish (file, ftruncate (GPOINTER_TO_INT (fd), size) == 0);
}

static gboolean
host_close (GArrowForeignFile *file, gpointer fd)
{
  return finish (file, close (GPOINTER_TO_INT (fd)) == 0);
}

GArrowNativeFile *
open_foreign (const char *path, const char *mode, GError **error)
{
  int flags = strcmp (mode, "r") == 0    ? O_RDONLY
              : strcmp (mode, "r+") == 0 ? O_RDWR
                                         : O_RDWR | O_CREAT | O_TRUNC;
  int fd = g_open (path, flags | O_CLOEXEC, 0600);
  GArrowForeignFile *file = garrow_foreign_file_new (path, mode, TRUE, error);

  g_assert_cmpint (fd, >=, 0);
  g_assert_nonnull (file);
#define CONNECT(signal, function)                                                        \
  g_signal_connect (file, signal, G_CALLBACK (function), GINT_TO_POINTER (fd))
  CONNECT ("host-read", host_read);
  CONNECT ("host-write", host_write);
  CONNECT ("host-seek", host_seek);
  CONNECT ("host-size", host_size);
  CONNECT ("host-truncate", host_truncate);
  CONNECT ("host-close", host_close);
#undef CONNECT
  return GARROW_NATIVE_FILE (file);
}

/* By halves, of which it keeps one for later. */
static GBytes *
flip (GArrowTransformInputStream *stream, GBytes *bytes, GByteArray *kept)
{
  gsize size = g_bytes_get_size (bytes);
  guint n_given;
  GBytes *given;

  (void)stream;
  g_byte_array_append (kept, g_bytes_get_data (bytes, NULL), (guint)size);
  n_given = size > 0 ? kept->len / 2 : kept->len;
  for (guint i = 0; i < n_given; i++)
    kept->data[i] ^= 0x55;
  given = g_bytes_new (kept->data, n_given);
  g_byte_array_remove_range (kept, 0, n_given);
  return given;
}

static void
forget (gpointer kept, GClosure *closure)
{
  (void)closure;
  g_byte_array_unref (kept);
}

static GArrowNativeFile *
flip_all (GArrowNativeFile *raw)
{
  GArrowTransformInputStream *stream = garrow_transform_input_stream_new (raw, NULL);

  g_signal_connect_data (stream,
                         "transform",
                         G_CALLBACK (flip),
                         g_byte_array_new (),
                         forget,
                         0);
  return GARROW_NATIVE_FILE (stream);
}

GArrowNativeFile *
open_transform (const char *path, GError **error)
{
  g_autoptr (GArrowOSFile) raw = garrow_os_file_new (path, "r", error);
  g_autoptr (GArrowNativeFile) below =
    raw != NULL ? flip_all (GARROW_NATIVE_FILE (raw)) : NULL;

  return below != NULL ? flip_all (below) : NULL;
}

GArrowNativeFile *
read_foreign (Fixture *fixture, GError **error)
{
  return open_foreign (fixture->path, "r", error);
}

GArrowNativeFile *
write_foreign (Fixture *fixture, GError **error)
{
  return open_foreign (fixture->path, "w", error);
}

GArrowNativeFile *
read_transform (Fixture *fixture, GError **error)
{
  return open_transform (fixture->path, error);
}
