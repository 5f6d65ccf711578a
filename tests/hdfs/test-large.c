/* tests/hdfs/test-large.c: a file of more than 4 GiB, which is written once and read
 * where numbers of 32 bits end.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "cluster.h"

#include <gio/gio.h>

#define PATH "/tmp/large"
#define PIECE (8 << 20)
#define SIZE ((G_GINT64_CONSTANT (4) << 30) + PIECE + 12345)

/* The same noise again and again, with a mark of its own at the start of each piece. */
static guint8 *
make_piece (void)
{
  guint8 *piece = g_malloc (PIECE);

  fill_noise (9, 0, piece, PIECE);
  return piece;
}

static void
mark (guint8 *piece, gint64 offset)
{
  fill_noise (10, (guint64)offset, piece, 64);
}

static void
write_all (GArrowNativeFile *file)
{
  g_autofree guint8 *piece = make_piece ();
  g_autoptr (GError) error = NULL;

  for (gint64 done = 0; done < SIZE; done += PIECE) {
    mark (piece, done);
    garrow_native_file_write (file, piece, MIN (PIECE, SIZE - done), &error);
    g_assert_no_error (error);
  }
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, SIZE);
  garrow_native_file_close (file, &error);
  g_assert_no_error (error);
}

static void
assert_at (GArrowNativeFile *file, gint64 offset, gint64 size)
{
  g_autofree guint8 *piece = make_piece ();
  g_autofree guint8 *expected = g_malloc ((gsize)size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) part = garrow_native_file_read_at (file, size, offset, &error);
  gint64 there = MIN (size, SIZE - offset);

  g_assert_no_error (error);
  for (gint64 i = 0; i < there; i++) {
    gint64 at = offset + i;

    if (i == 0 || at % PIECE == 0)
      mark (piece, at - at % PIECE);
    expected[i] = piece[at % PIECE];
  }
  assert_is (part, expected, (gsize)there);
}

static gboolean
is_room (GArrowHdfs *hdfs)
{
  g_autoptr (GError) error = NULL;
  gint64 capacity, used, room;

  garrow_hdfs_get_space (hdfs, &capacity, &used, &room, &error);
  g_assert_no_error (error);
  return room > SIZE + SIZE / 4;
}

static void
test_large (void)
{
  const gint64 gib = G_GINT64_CONSTANT (1) << 30;
  g_autoptr (GArrowHdfs) hdfs = cluster_connect (cluster, NULL);
  g_autoptr (GArrowHdfsFile) writer = NULL;
  g_autoptr (GArrowHdfsFile) reader = NULL;
  g_autoptr (GBytes) rest = NULL;
  g_autoptr (GError) error = NULL;
  GArrowNativeFile *file;

  if (!is_room (hdfs)) {
    g_test_skip ("The disk is too full");
    return;
  }
  writer = garrow_hdfs_open (hdfs, PATH, "w", NULL, &error);
  g_assert_no_error (error);
  write_all (GARROW_NATIVE_FILE (writer));

  reader = garrow_hdfs_open (hdfs, PATH, "r", NULL, &error);
  g_assert_no_error (error);
  file = GARROW_NATIVE_FILE (reader);
  g_assert_cmpint (garrow_native_file_size (file, &error), ==, SIZE);
  assert_at (file, 0, 1000);
  assert_at (file, 2 * gib - 1000, 2000);
  assert_at (file, 2 * gib, 300000);
  assert_at (file, 4 * gib - 1000, 2000);
  assert_at (file, 4 * gib + PIECE - 10, 1000);
  assert_at (file, SIZE - 1000, 2000);

  garrow_native_file_seek (file, -1000, GARROW_SEEK_WHENCE_END, &error);
  g_assert_no_error (error);
  rest = garrow_native_file_read_all (file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (rest), ==, 1000);
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, SIZE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hdfs/large", test_large);
  return cluster_run_tests ("");
}
