/* tests/bench/bench-memory.c: pools, and buffers as objects.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <dlfcn.h>
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

/* Few are in the processor's caches, and many are memory that was not used before. */
static const Maximum maxima[] = {
  {64, 1000, "64 B, 1,000 at once"},
  {64, MAX_AT_ONCE, "64 B, 100,000 at once"},
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

/* mimalloc as it comes, which keeps no statistics that anyone could ask for. */
static struct
{
  void *(*malloc_aligned) (gsize size, gsize alignment);
  void (*free_size_aligned) (void *data, gsize size, gsize alignment);
} mi;

static gboolean
open_mimalloc (void)
{
  static const char *const names[] = {"libmimalloc.so.2", "libmimalloc.so.3"};
  void *library = NULL;

  for (gsize i = 0; library == NULL && i < G_N_ELEMENTS (names); i++)
    library = dlopen (names[i], RTLD_LAZY | RTLD_LOCAL);
  if (library == NULL)
    return FALSE;
  *(void **)&mi.malloc_aligned = dlsym (library, "mi_malloc_aligned");
  *(void **)&mi.free_size_aligned = dlsym (library, "mi_free_size_aligned");
  return mi.malloc_aligned != NULL && mi.free_size_aligned != NULL;
}

static void
pool_mimalloc (gconstpointer setting, gint64 n)
{
  gsize size = (gsize)size_of (setting);

  while (n-- > 0) {
    void *data = mi.malloc_aligned (size, 64);

    bench_check (data != NULL);
    bench_use (data);
    mi.free_size_aligned (data, size, 64);
  }
}

/* What a second thread can gain, where the two have nothing in common. */
static void
arithmetic (gconstpointer setting, gint64 n)
{
  guint64 state = (guint64)size_of (setting);

  while (n-- > 0) {
    for (int i = 0; i < 32; i++)
      state = state * 6364136223846793005u + 1442695040888963407u;
    bench_use ((gconstpointer)(gsize)state);
  }
}

typedef struct
{
  BenchFunc func;
  gconstpointer setting;
  gint64 n;
} Half;

static void
run_half (gpointer data, gpointer done)
{
  const Half *half = data;

  half->func (half->setting, half->n);
  g_async_queue_push (done, data);
}

/* It is the same thread each time, as one that is new has to find its place first. */
void
bench_on_two_threads (BenchFunc func, gconstpointer setting, gint64 n)
{
  static GAsyncQueue *done;
  static GThreadPool *thread;
  Half half = {func, setting, n};

  if (thread == NULL) {
    done = g_async_queue_new ();
    thread = g_thread_pool_new (run_half, done, 1, TRUE, NULL);
  }
  bench_check (g_thread_pool_push (thread, &half, NULL));
  func (setting, n);
  g_async_queue_pop (done);
}

/* As cases, which do it twice: on two threads, or one after the other. */
#define TWICE(name)                                                                      \
  static void name##_by_two (gconstpointer setting, gint64 n)                            \
  {                                                                                      \
    bench_on_two_threads (name, setting, n);                                             \
  }                                                                                      \
  static void name##_by_one (gconstpointer setting, gint64 n)                            \
  {                                                                                      \
    name (setting, 2 * n);                                                               \
  }
TWICE (pool_ours)
TWICE (pool_memalign)
TWICE (pool_mimalloc)
TWICE (arithmetic)

/* So that each allocation that follows is a maximum that never was before. */
static guint8 *
fill_to_maximum (ArwPool *pool, gint64 *size)
{
  ArwPoolStatistics now;
  guint8 *data;

  arw_pool_statistics (pool, &now);
  *size = MAX (now.max_memory - now.bytes_allocated, 64);
  data = arw_pool_allocate (pool, *size, 64, NULL);
  bench_check (data != NULL);
  return data;
}

static void
pool_maximum (gconstpointer setting, gint64 n)
{
  static guint8 *all[MAX_AT_ONCE];
  const Maximum *maximum = setting;
  ArwPool *pool = arw_pool_default ();
  gint64 size = maximum->size;

  for (; n > 0; n -= maximum->at_once) {
    gint64 n_now = MIN (n, maximum->at_once), full_size;
    guint8 *full;

    bench_pause ();
    full = fill_to_maximum (pool, &full_size);
    bench_resume ();
    for (gint64 i = 0; i < n_now; i++) {
      all[i] = arw_pool_allocate (pool, size, 64, NULL);
      bench_check (all[i] != NULL);
    }
    for (gint64 i = n_now; i-- > 0;)
      arw_pool_free (pool, all[i], size, 64);
    bench_pause ();
    arw_pool_free (pool, full, full_size, 64);
    bench_resume ();
  }
}

static void
add_pools (void)
{
  gboolean has_mimalloc = open_mimalloc ();

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    const gint64 *size = &sizes[i].size;

    bench_add ("allocate and free", sizes[i].name, "arrow-io", pool_ours, size, 0);
    bench_add (BY_TWO, sizes[i].name, "arrow-io", pool_ours_by_two, size, 0);
  }
  bench_add_rival ("allocate and free", NULL, "posix_memalign", pool_memalign);
  bench_add_rival (BY_TWO, NULL, "arrow-io, 1 thread", pool_ours_by_one);
  bench_add_rival (BY_TWO, NULL, "posix_memalign", pool_memalign_by_two);
  bench_add_rival (BY_TWO, NULL, "posix_memalign, 1 thread", pool_memalign_by_one);
  bench_add_rival (BY_TWO, NULL, "arithmetic", arithmetic_by_two);
  bench_add_rival (BY_TWO, NULL, "arithmetic, 1 thread", arithmetic_by_one);
  if (has_mimalloc) {
    bench_add_rival ("allocate and free", NULL, "mimalloc", pool_mimalloc);
    bench_add_rival (BY_TWO, NULL, "mimalloc", pool_mimalloc_by_two);
    bench_add_rival (BY_TWO, NULL, "mimalloc, 1 thread", pool_mimalloc_by_one);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (maxima); i++)
    bench_add (MAXIMUM, maxima[i].name, "arrow-io", pool_maximum, &maxima[i], 0);
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

  add_pools ();
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
