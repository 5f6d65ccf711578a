/* tests/core/test-region.c: large memory straight from the system.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <glib.h>
#include <string.h>
#include <sys/mman.h>

#include "core/memory/region.h"
#include "core/platform.h"

#define MIB (INT64_C (1) << 20)

/* Every page has a byte that tells which it is. */
static void
mark (guint8 *data, gint64 start, gint64 end)
{
  for (gint64 i = start; i < end; i += 4096)
    data[i] = (guint8)(i / 4096 % 251);
}

static void
assert_marked (const guint8 *data, gint64 end)
{
  for (gint64 i = 0; i < end; i += 4096)
    g_assert_cmpint (data[i], ==, i / 4096 % 251);
}

static void
test_fits (void)
{
  g_assert_false (arw_region_fits (MIB - 1, 64));
  g_assert_true (arw_region_fits (MIB, 64));
  g_assert_true (arw_region_fits (INT64_C (1) << 40, ARW_REGION_ALIGNMENT));
  g_assert_false (arw_region_fits (MIB, ARW_REGION_ALIGNMENT * 2));
  g_assert_false (arw_region_fits (INT64_MAX, 64));
}

static void
test_too_much (void)
{
  g_assert_null (arw_region_allocate (INT64_C (1) << 55));
}

/* Wherever it moves, the bytes come along; it is aligned, and can be used to its end. */
static void
test_resize (void)
{
  static const gint64 sizes[] = {
    MIB,
    MIB + 1,
    3 * MIB - 5,
    8 * MIB,
    100 * MIB + 77,
    100 * MIB + 78,
    40 * MIB,
    5 * MIB,
    MIB,
    70 * MIB,
  };
  guint8 *data;
  gint64 size = sizes[0];

  arw_region_release_unused ();
  data = arw_region_allocate (size);
  mark (data, 0, size);
  for (gsize i = 1; i < G_N_ELEMENTS (sizes); i++) {
    data = arw_region_resize (data, size, sizes[i]);
    g_assert_nonnull (data);
    g_assert_cmpuint ((guintptr)data % 64, ==, 0);
    assert_marked (data, MIN (size, sizes[i]));
    size = sizes[i];
    mark (data, 0, size);
    data[size - 1] = 1;
    mark (data, 0, size);
  }
  arw_region_free (data);
  arw_region_release_unused ();
}

/* What cannot be had leaves what there is. */
static void
test_resize_fails (void)
{
  guint8 *data = arw_region_allocate (2 * MIB);

  mark (data, 0, 2 * MIB);
  g_assert_null (arw_region_resize (data, 2 * MIB, INT64_C (1) << 55));
  assert_marked (data, 2 * MIB);
  arw_region_free (data);
}

static void
test_kept (void)
{
  guint8 *data, *again, *other;

  arw_region_release_unused ();
  data = arw_region_allocate (16 * MIB);
  arw_region_free (data);
  other =
    arw_region_allocate (4 * MIB); /* what is not growing gets no more than it takes */
  again = arw_region_allocate (16 * MIB - 10);
  g_assert_true (again == data);
  g_assert_true (other != data);
  arw_region_free (again);
  again = arw_region_allocate_to_grow (5 * MIB);
  g_assert_true (again == data);
  again = arw_region_resize (again, 5 * MIB, 15 * MIB);
  g_assert_true (again == data);
  arw_region_free (again);
  arw_region_free (other);
  arw_region_release_unused ();
}

static gint64
get_resident_size (void)
{
  g_autofree char *statm = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &statm, NULL, NULL));
  return g_ascii_strtoll (strchr (statm, ' '), NULL, 10) * arw_platform_page_size ();
}

/* However much is freed, no more than 64 MiB are kept; none, when asked. */
static void
test_bound (void)
{
  guint8 *data[40];
  gint64 before;

  arw_region_release_unused ();
  before = get_resident_size ();
  for (gsize i = 0; i < G_N_ELEMENTS (data); i++) {
    data[i] = arw_region_allocate (5 * MIB);
    mark (data[i], 0, 5 * MIB);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (data); i++)
    arw_region_free (data[i]);
  g_assert_cmpint (get_resident_size () - before, <, 70 * MIB);
  data[0] = arw_region_allocate (60 * MIB); /* takes over what the small ones had */
  mark (data[0], 0, 60 * MIB);
  arw_region_release_unused ();
  arw_region_free (data[0]);
  g_assert_true (arw_region_allocate (60 * MIB) == data[0]);
  arw_region_free (data[0]);
  arw_region_release_unused ();
  g_assert_cmpint (get_resident_size () - before, <, 5 * MIB);
}

/* What was taken back leaves room, wherever it was kept. */
static void
test_room_left (void)
{
  guint8 *kept, *taken, *other, *data;

  arw_region_release_unused ();
  kept = arw_region_allocate (20 * MIB);
  taken = arw_region_allocate (22 * MIB);
  other = arw_region_allocate (18 * MIB);
  data = arw_region_allocate (30 * MIB);
  arw_region_free (kept);
  arw_region_free (taken);
  arw_region_free (other);
  taken = arw_region_allocate (22 * MIB);
  other = arw_region_allocate (18 * MIB);
  data[0] = 1; /* new memory would be 0 */
  arw_region_free (data);
  data = arw_region_allocate (30 * MIB);
  g_assert_cmpint (data[0], ==, 1);
  arw_region_free (data);
  arw_region_free (taken);
  arw_region_free (other);
  arw_region_release_unused ();
}

/* What may grow, and does not, holds little more than it asked for. */
static void
test_room (void)
{
  guint8 *small[12];
  gint64 before;

  arw_region_release_unused ();
  before = get_resident_size ();
  for (gsize i = 0; i < G_N_ELEMENTS (small); i++) {
    guint8 *large = arw_region_allocate (60 * MIB);

    mark (large, 0, 60 * MIB);
    arw_region_free (large);
    small[i] = arw_region_allocate_to_grow (MIB / 2 * 3);
    small[i] = arw_region_resize (small[i], MIB / 2 * 3, 2 * MIB);
  }
  arw_region_release_unused ();
  g_assert_cmpint (get_resident_size () - before, <, 12 * 9 * MIB);
  for (gsize i = 0; i < G_N_ELEMENTS (small); i++)
    arw_region_free (small[i]);
  arw_region_release_unused ();
}

#ifdef MADV_DONTFORK
/* What the system cannot move as one grows nevertheless. */
static void
test_resize_advised (void)
{
  guint8 *data = arw_region_allocate (3 * MIB);

  arw_region_release_unused ();
  mark (data, 0, 3 * MIB);
  g_assert_cmpint (madvise (data, (gsize)arw_platform_page_size (), MADV_DONTFORK),
                   ==,
                   0);
  data = arw_region_resize (data, 3 * MIB, 9 * MIB);
  g_assert_nonnull (data);
  assert_marked (data, 3 * MIB);
  mark (data, 3 * MIB, 9 * MIB);
  arw_region_free (data);
  arw_region_release_unused ();
}
#endif

/* Nobody gets what another one has. */
static gpointer
hammer (gpointer data)
{
  guint8 id = (guint8)GPOINTER_TO_UINT (data);
  gint64 size = MIB;

  for (int i = 0; i < 500; i++) {
    guint8 *region = arw_region_allocate (size);

    region[0] = region[size - 1] = id;
    if (i % 3 == 0) {
      region = arw_region_resize (region, size, size + 3 * MIB);
      region[size + 3 * MIB - 1] = id;
    }
    if (i % 100 == 99)
      arw_region_release_unused ();
    g_assert_cmpint (region[0], ==, id);
    g_assert_cmpint (region[size - 1], ==, id);
    arw_region_free (region);
    size = MIB * (1 + i % 7);
  }
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[8];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new (NULL, hammer, GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  arw_region_release_unused ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/region/fits", test_fits);
  g_test_add_func ("/region/too-much", test_too_much);
  g_test_add_func ("/region/resize", test_resize);
  g_test_add_func ("/region/resize-fails", test_resize_fails);
#ifdef MADV_DONTFORK
  g_test_add_func ("/region/resize-advised", test_resize_advised);
#endif
  g_test_add_func ("/region/kept", test_kept);
  g_test_add_func ("/region/room-left", test_room_left);
  /* Where freed memory is kept by nobody else. */
  if (!g_getenv ("TESTS_RUN_SLOWLY") && !g_getenv ("TESTS_RUN_PORTABLE")) {
    g_test_add_func ("/region/bound", test_bound);
    g_test_add_func ("/region/room", test_room);
  }
  /* valgrind loses track of memory that several threads move at once. */
  if (!g_getenv ("TESTS_RUN_SLOWLY"))
    g_test_add_func ("/region/threads", test_threads);
  return g_test_run ();
}
