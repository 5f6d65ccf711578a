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
  bench_add_rival ("slice a buffer", "in core", "Arrow C++", slice);
  open_map ();
  bench_add_rival ("read 4 KiB of a map", "as an object", "Arrow C++", map_buffer);
}
