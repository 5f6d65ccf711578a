/* tests/bench/arrow-compress.cc: Arrow C++ beside bench-compress.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow/io/compressed.h>
#include <arrow/io/memory.h>
#include <arrow/util/compression.h>

#include <algorithm>
#include <memory>

#include "bench-compress.h"
#include "bench.h"

#define BLOCK (256 * 1024)

static arrow::Compression::type
kind_of (const Way *way)
{
  return arrow::util::Codec::GetCompressionType (way->codec).ValueOrDie ();
}

static void
compress (gconstpointer setting, gint64 n)
{
  auto way = static_cast<const Way *> (setting);
  auto size = static_cast<gint64> (way->corpus->size);

  while (n-- > 0) {
    auto codec = arrow::util::Codec::Create (kind_of (way), way->level).ValueOrDie ();
    auto raw = arrow::io::BufferOutputStream::Create ().ValueOrDie ();
    auto stream =
      arrow::io::CompressedOutputStream::Make (codec.get (), raw).ValueOrDie ();

    for (gint64 at = 0; at < size; at += BLOCK)
      bench_check (
        stream->Write (way->corpus->data + at, std::min<gint64> (BLOCK, size - at))
          .ok ());
    bench_check (stream->Close ().ok ());
  }
}

void
bench_add_arrow (void)
{
  for (const char *work : {"gzip level 1", "gzip level 6"})
    bench_add_rival (work, NULL, "Arrow C++", compress);
}
