/* tests/bench/arrow-memory.cc: Arrow C++ beside bench-memory.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow/buffer.h>
#include <arrow/io/file.h>
#include <arrow/memory_pool.h>

#include <glib/gstdio.h>

#include "bench.h"
#include "bench-memory.h"

static void
allocate (arrow::MemoryPool *pool, gconstpointer setting, gint64 n)
{
  gint64 size = *static_cast<const gint64 *> (setting);

  while (n-- > 0) {
    uint8_t *data;

    bench_check (pool->Allocate (size, 64, &data).ok ());
    bench_use (data);
    pool->Free (data, size, 64);
  }
}

static void
pool_default (gconstpointer setting, gint64 n)
{
  allocate (arrow::default_memory_pool (), setting, n);
}

static void
pool_system (gconstpointer setting, gint64 n)
{
  allocate (arrow::system_memory_pool (), setting, n);
}

static void
pool_by_two (gconstpointer setting, gint64 n)
{
  bench_on_two_threads (pool_default, setting, n);
}

static void
pool_by_one (gconstpointer setting, gint64 n)
{
  pool_default (setting, 2 * n);
}

static void
pool_maximum (gconstpointer setting, gint64 n)
{
  static uint8_t *all[MAX_AT_ONCE];
  const Maximum *maximum = static_cast<const Maximum *> (setting);
  arrow::MemoryPool *pool = arrow::default_memory_pool ();
  gint64 size = maximum->size;

  for (; n > 0; n -= maximum->at_once) {
    gint64 n_now = MIN (n, maximum->at_once), full_size;
    uint8_t *full;

    bench_pause ();
    full_size = MAX (pool->max_memory () - pool->bytes_allocated (), 64);
    bench_check (pool->Allocate (full_size, 64, &full).ok ());
    bench_resume ();
    for (gint64 i = 0; i < n_now; i++)
      bench_check (pool->Allocate (size, 64, &all[i]).ok ());
    for (gint64 i = n_now; i-- > 0;)
      pool->Free (all[i], size, 64);
    bench_pause ();
    pool->Free (full, full_size, 64);
    bench_resume ();
  }
}

static std::shared_ptr<arrow::Buffer> parent;

static void
slice (gconstpointer, gint64 n)
{
  while (n-- > 0) {
    auto part = arrow::SliceBufferSafe (parent, 100, 200);

    bench_check (part.ok ());
    bench_use (part->get ());
  }
}

static std::shared_ptr<arrow::io::MemoryMappedFile> map;

static void
map_buffer (gconstpointer, gint64 n)
{
  while (n-- > 0) {
    auto buffer = map->ReadAt (n * PIECE % MAP_SIZE, PIECE);

    bench_check (buffer.ok ());
    bench_use (buffer->get ());
  }
}

static void
open_map ()
{
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("bench-memory-XXXXXX", &path, NULL);

  bench_check (fd != -1 && g_close (fd, NULL));
  map = arrow::io::MemoryMappedFile::Create (path, MAP_SIZE).ValueOrDie ();
  g_unlink (path);
}

void
bench_add_arrow (void)
{
  parent = arrow::AllocateBuffer (1000).ValueOrDie ();
  bench_add_rival ("allocate and free", NULL, "Arrow C++", pool_default);
  bench_add_rival ("allocate and free", NULL, "Arrow C++, system pool", pool_system);
  bench_add_rival (BY_TWO, NULL, "Arrow C++", pool_by_two);
  bench_add_rival (BY_TWO, NULL, "Arrow C++, 1 thread", pool_by_one);
  bench_add_rival (MAXIMUM, NULL, "Arrow C++", pool_maximum);
  bench_add_rival ("slice a buffer", "in core", "Arrow C++", slice);
  open_map ();
  bench_add_rival ("read 4 KiB of a map", "as an object", "Arrow C++", map_buffer);
}
