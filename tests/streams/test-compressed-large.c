/* tests/streams/test-compressed-large.c: compressed streams of more than fits.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include "util.h"

#include <sys/mman.h>

/* Bytes of this process that are in memory now; 0 where the system does not say, or where
 * it says nothing, as a sanitizer keeps what was freed. */
static gint64
get_resident_size (void)
{
#ifdef __SANITIZE_ADDRESS__
  return 0;
#else
  g_autofree char *text = NULL;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    return 0;
  return g_ascii_strtoll (strchr (text, ' '), NULL, 10) * 4096;
#endif
}

static void
assert_little_memory (gint64 resident_before, gint64 allocated_before)
{
  g_assert_cmpint (get_resident_size () - resident_before, <, 16 * MIB);
  g_assert_cmpint (garrow_total_allocated_bytes () - allocated_before, <, 4 * MIB);
}

/* Gives how many bytes there are. What the first are repeats in all pieces of the size of
 * expected. */
static gint64
read_through (Fixture *fixture, GBytes *expected)
{
  g_autoptr (GArrowNativeFile) file = open_reader (fixture);
  gsize size = g_bytes_get_size (expected);
  g_autofree guint8 *piece = g_malloc0 (size);
  gint64 resident = get_resident_size ();
  gint64 allocated = garrow_total_allocated_bytes ();
  gint64 total = 0;
  gint64 n;

  do {
    g_autoptr (GError) error = NULL;

    n = garrow_native_file_read_into (file, piece, (gint64)size, &error);
    g_assert_no_error (error);
    g_assert_true (memcmp (piece, g_bytes_get_data (expected, NULL), (gsize)n) == 0);
    assert_little_memory (resident, allocated);
    total += n;
  } while (n > 0);
  return total;
}

/* A stream of any length passes through in little memory. */
static void
test_flat_memory (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArrowNativeFile) file = open_writer (fixture, 1);
  g_autoptr (GBytes) piece = make_data (MIB);
  gint64 resident = get_resident_size ();
  gint64 allocated = garrow_total_allocated_bytes ();

  (void)data;
  for (int i = 0; i < 64; i++) {
    write_bytes (file, piece);
    assert_little_memory (resident, allocated);
  }
  close_file (file);
  g_assert_cmpint (read_through (fixture, piece), ==, 64 * MIB);
}

/* 1: in one write. 108: it takes no more memory than small ones. */
static void
test_more_than_4_gib (Fixture *fixture, gconstpointer data)
{
  const gint64 size = (G_GINT64_CONSTANT (1) << 32) + MIB;
  g_autoptr (GArrowNativeFile) file = open_writer (fixture, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) zeros = g_bytes_new_take (g_malloc0 (MIB), MIB);
  void *address;
  gint64 resident, allocated;

  (void)data;
  if (strcmp (fixture->format->name, "bz2") == 0 && g_getenv ("TESTS_RUN_SLOWLY")) {
    g_test_skip ("bz2 is slow by itself");
    return;
  }
  address = mmap (NULL,
                  (gsize)size,
                  PROT_READ,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
                  -1,
                  0);
  g_assert_true (address != MAP_FAILED);
  resident = get_resident_size ();
  allocated = garrow_total_allocated_bytes ();
  garrow_native_file_write (file, address, size, &error);
  g_assert_no_error (error);
  g_assert_cmpint (garrow_native_file_tell (file, NULL), ==, size);
  assert_little_memory (resident, allocated);
  close_file (file);
  munmap (address, (gsize)size);

  g_assert_cmpint (read_through (fixture, zeros), ==, size);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("flat-memory", test_flat_memory);
  add ("more-than-4-gib", test_more_than_4_gib);
  return g_test_run ();
}
