/* tests/bench/bench-memory.c: pools, and buffers as objects.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <stdlib.h>
#include <unistd.h>

#include "bench.h"
#include "bench-memory.h"
#include "core/memory/buffer.h"
#include "core/memory/pool.h"

static const struct
{
  const char *name;
  gint64 size;
} sizes[] = {
  {"64 B", 64},
  {"1 KiB", 1024},
  {"64 KiB", 65536},
  {"1 MiB", 1 << 20},
  {"16 MiB", 16 << 20},
};

static gint64
size_of (gconstpointer setting)
{
  return *(const gint64 *)setting;
}

static void
pool_ours (gconstpointer setting, gint64 n)
{
  ArwPool *pool = arw_pool_default ();
  gint64 size = size_of (setting);

  while (n-- > 0) {
    guint8 *data = arw_pool_allocate (pool, size, 64, NULL);

    bench_check (data != NULL);
    bench_use (data);
    arw_pool_free (pool, data, size, 64);
  }
}

static void
pool_memalign (gconstpointer setting, gint64 n)
{
  gint64 size = size_of (setting);

  while (n-- > 0) {
    void *data;

    bench_check (posix_memalign (&data, 64, (gsize)size) == 0);
    bench_use (data);
    free (data);
  }
}

static ArwBuffer core_parent;
static GArrowBuffer *parent;
static GBytes *parent_bytes;

static void
slice_ours (gconstpointer setting, gint64 n)
{
  (void)setting;
  while (n-- > 0) {
    GArrowBuffer *slice = garrow_buffer_slice (parent, 100, 200, NULL);

    bench_check (slice != NULL);
    g_object_unref (slice);
  }
}

static void
slice_core (gconstpointer setting, gint64 n)
{
  (void)setting;
  while (n-- > 0) {
    ArwBuffer slice;

    bench_check (arw_buffer_slice (&core_parent, 100, 200, &slice, NULL));
    bench_use (&slice);
    arw_buffer_clear (&slice);
  }
}

static void
slice_object (gconstpointer setting, gint64 n)
{
  (void)setting;
  while (n-- > 0) {
    GObject *object = g_object_new (G_TYPE_OBJECT, NULL);

    bench_use (object);
    g_object_unref (object);
  }
}

static void
slice_bytes (gconstpointer setting, gint64 n)
{
  (void)setting;
  while (n-- > 0) {
    GBytes *slice = g_bytes_new_from_bytes (parent_bytes, 100, 200);

    bench_use (slice);
    g_bytes_unref (slice);
  }
}

/* What is behind an object of GLib's that shares bytes: the limit for what does so. */
static void
ignore (gpointer data)
{
  bench_use (data);
}

static void
bytes_with_free_func (gconstpointer setting, gint64 n)
{
  (void)setting;
  while (n-- > 0) {
    GBytes *bytes = g_bytes_new_with_free_func (parent_bytes, 200, ignore, parent_bytes);

    bench_use (bytes);
    g_bytes_unref (bytes);
  }
}

static GArrowNativeFile *map;

static void
map_buffer (gconstpointer setting, gint64 n)
{
  (void)setting;
  while (n-- > 0) {
    GArrowBuffer *buffer =
      garrow_native_file_read_buffer_at (map, PIECE, n * PIECE % MAP_SIZE, NULL);

    bench_check (buffer != NULL);
    g_object_unref (buffer);
  }
}

static void
map_bytes (gconstpointer setting, gint64 n)
{
  (void)setting;
  while (n-- > 0) {
    GBytes *bytes = garrow_native_file_read_at (map, PIECE, n * PIECE % MAP_SIZE, NULL);

    bench_check (bytes != NULL);
    g_bytes_unref (bytes);
  }
}

static void
open_map (void)
{
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("bench-memory-XXXXXX", &path, NULL);

  bench_check (fd != -1);
  close (fd);
  map = GARROW_NATIVE_FILE (garrow_create_memory_map (path, MAP_SIZE, TRUE, NULL));
  bench_check (map != NULL);
  unlink (path);
}

int
main (int argc, char **argv)
{
  g_autofree guint8 *data = g_malloc0 (1000);

  parent = garrow_buffer_new (data, 1000, NULL);
  parent_bytes = garrow_buffer_get_data (parent);
  bench_check (arw_buffer_allocate (&core_parent, arw_pool_default (), 1000, NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    const gint64 *size = &sizes[i].size;

    bench_add ("allocate and free", sizes[i].name, "arrow-io", pool_ours, size, 0);
  }
  bench_add_rival ("allocate and free", NULL, "posix_memalign", pool_memalign);
  bench_add ("slice a buffer", "as an object", "arrow-io", slice_ours, NULL, 0);
  bench_add_rival ("slice a buffer", "as an object", "bare GObject", slice_object);
  bench_add ("slice a buffer", "in core", "arrow-io", slice_core, NULL, 0);
  bench_add_rival ("slice a buffer", "in core", "GBytes", slice_bytes);
  open_map ();
  bench_add ("read 4 KiB of a map", "as an object", "arrow-io", map_buffer, NULL, 0);
  bench_add_rival ("read 4 KiB of a map", "as an object", "bare GObject", slice_object);
  bench_add ("read 4 KiB of a map", "as GBytes", "arrow-io", map_bytes, NULL, 0);
  bench_add_rival ("read 4 KiB of a map",
                   "as GBytes",
                   "g_bytes_new_with_free_func",
                   bytes_with_free_func);
  bench_run (argc, argv);

  g_object_unref (map);
  arw_buffer_clear (&core_parent);
  g_bytes_unref (parent_bytes);
  g_object_unref (parent);
  return 0;
}
