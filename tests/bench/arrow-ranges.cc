/* tests/bench/arrow-ranges.cc: Arrow C++ beside bench-ranges.c, by what its readers of
 * Parquet read ahead with.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow/buffer.h>
#include <arrow/io/caching.h>
#include <arrow/io/file.h>

#include "bench-ranges.h"

static void
read_ranges (gconstpointer data, gint64 n)
{
  const auto *setting = static_cast<const RangesSetting *> (data);

  while (n-- > 0) {
    ranges_prepare (setting);
    auto file = arrow::io::ReadableFile::Open (setting->path).ValueOrDie ();
    std::vector<arrow::io::ReadRange> ranges;
    std::vector<std::shared_ptr<arrow::Buffer>> parts;

    for (gsize i = 0; i < setting->n; i++)
      ranges.push_back ({setting->offsets[i], setting->sizes[i]});
    arrow::io::internal::ReadRangeCache cache (file,
                                               arrow::io::default_io_context (),
                                               arrow::io::CacheOptions::Defaults ());
    bench_check (cache.Cache (ranges).ok ());
    for (const auto &range : ranges)
      parts.push_back (cache.Read (range).ValueOrDie ());
    bench_use (parts.back ()->data ());
  }
}

void
bench_add_arrow (void)
{
  bench_add_rival (RANGES_WORK, NULL, "Arrow C++", read_ranges);
}
