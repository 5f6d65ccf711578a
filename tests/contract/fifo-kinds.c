/* tests/contract/fifo-kinds.c: files that are FIFOs, whose peers use the system's own
 * functions.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "fifo-kinds.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static void
make_fifo (Fixture *fixture, GThreadFunc peer)
{
  g_remove (fixture->path);
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  fixture->peer = g_thread_new ("peer", peer, fixture);
}

/* Stops when nobody reads any more. Gives no bytes. */
static gpointer
feed_fifo (gpointer data)
{
  Fixture *fixture = data;
  int fd = g_open (fixture->path, O_WRONLY | O_CLOEXEC, 0);
  gsize size, done = 0;
  const char *bytes = g_bytes_get_data (fixture->stored, &size);

  while (done < size) {
    gssize n = write (fd, bytes + done, MIN (size - done, 10000));

    if (n <= 0)
      break;
    done += (gsize)n;
  }
  close (fd);
  return g_bytes_new (NULL, 0);
}

/* Gives what was written. */
static gpointer
drain_fifo (gpointer data)
{
  Fixture *fixture = data;
  int fd = g_open (fixture->path, O_RDONLY | O_CLOEXEC, 0);
  GByteArray *bytes = g_byte_array_new ();
  guint8 chunk[4096];
  gssize n;

  while ((n = read (fd, chunk, sizeof chunk)) > 0)
    g_byte_array_append (bytes, chunk, (guint)n);
  close (fd);
  return g_byte_array_free_to_bytes (bytes);
}

GArrowNativeFile *
read_fifo (Fixture *fixture, GError **error)
{
  make_fifo (fixture, feed_fifo);
  return (GArrowNativeFile *)garrow_os_file_new (fixture->path, "r", error);
}

GArrowNativeFile *
write_fifo (Fixture *fixture, GError **error)
{
  make_fifo (fixture, drain_fifo);
  return (GArrowNativeFile *)garrow_os_file_new (fixture->path, "w", error);
}
