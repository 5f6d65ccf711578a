/* tests/bench/arrow-writers.cc: Arrow C++ beside bench-writers.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow/buffer.h>
#include <arrow/io/memory.h>

#include <vector>

#include "bench.h"
#include "bench-writers.h"

static std::vector<guint8> block (LARGE);

static void
small (gconstpointer, gint64 n)
{
  while (n > 0) {
    auto stream = arrow::io::BufferOutputStream::Create ().ValueOrDie ();

    for (int i = 0; i < SMALL_TOTAL / SMALL && n > 0; i++, n--)
      bench_check (stream->Write (block.data (), SMALL).ok ());
    bench_check (stream->Finish ().ok ());
  }
}

static void
large (gconstpointer setting, gint64 n)
{
  while (n-- > 0) {
    auto stream = arrow::io::BufferOutputStream::Create ().ValueOrDie ();

    for (gint64 left = *static_cast<const gint64 *> (setting); left > 0; left -= LARGE)
      bench_check (stream->Write (block.data (), LARGE).ok ());
    bench_check (stream->Finish ().ok ());
  }
}

void
bench_add_arrow (void)
{
  bench_add_rival ("write to memory", "16 B", "Arrow C++", small);
  bench_add_rival ("write 1 MiB to memory", NULL, "Arrow C++", large);
}
