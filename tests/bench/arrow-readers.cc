/* tests/bench/arrow-readers.cc: Arrow C++ beside bench-readers.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow/buffer.h>
#include <arrow/io/buffered.h>
#include <arrow/io/file.h>

#include <vector>

#include "bench.h"
#include "bench-readers.h"

#define BUFFER_SIZE 65536 /* which is more than stdio and GIO take */

static std::shared_ptr<arrow::io::ReadableFile>
open_file (const Input &input)
{
  return arrow::io::ReadableFile::Open (input.path).ValueOrDie ();
}

static void
small_reads (gconstpointer setting, gint64 n)
{
  gint64 size = *static_cast<const gint64 *> (setting);
  guint8 out[64];

  while (n > 0) {
    auto file = arrow::io::BufferedInputStream::Create (BUFFER_SIZE,
                                                        arrow::default_memory_pool (),
                                                        open_file (small))
                  .ValueOrDie ();

    for (gint64 i = 0; i < SMALL_SIZE / size && n > 0; i++, n--) {
      bench_check (file->Read (size, out).ValueOrDie () == size);
      bench_use (out);
    }
  }
}

static void
pieces (gconstpointer setting, gint64 n)
{
  gint64 size = *static_cast<const gint64 *> (setting);
  std::vector<guint8> out (static_cast<size_t> (size));

  while (n-- > 0) {
    auto file = open_file (large);

    while (file->Read (size, out.data ()).ValueOrDie () > 0)
      bench_use (out.data ());
  }
}

static void
buffers (gconstpointer setting, gint64 n)
{
  gint64 size = *static_cast<const gint64 *> (setting);

  while (n-- > 0) {
    auto file = open_file (large);
    gint64 n_read = size;

    while (n_read == size)
      n_read = file->Read (size).ValueOrDie ()->size ();
  }
}

void
bench_add_arrow (void)
{
  bench_add_rival ("small reads of a file", NULL, "Arrow C++", small_reads);
  bench_add_rival ("read a file into memory", NULL, "Arrow C++", pieces);
  bench_add_rival ("read a file as buffers", NULL, "Arrow C++", buffers);
}
