/* tests/bench/arrow-gunzip.cc: Arrow C++ beside bench-gunzip.c.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow/buffer.h>
#include <arrow/io/compressed.h>
#include <arrow/io/memory.h>
#include <arrow/util/compression.h>

#include <vector>

#include "bench-gunzip.h"

static void
gunzip (gconstpointer setting, gint64 n)
{
  auto packed = static_cast<const Packed *> (setting);
  auto codec = arrow::util::Codec::Create (arrow::Compression::GZIP).ValueOrDie ();
  std::vector<guint8> out (READ_SIZE);
  gsize size;
  auto data = static_cast<const guint8 *> (g_bytes_get_data (packed->bytes, &size));

  while (n-- > 0) {
    auto buffer = std::make_shared<arrow::Buffer> (data, static_cast<gint64> (size));
    auto raw = std::make_shared<arrow::io::BufferReader> (buffer);
    auto stream =
      arrow::io::CompressedInputStream::Make (codec.get (), raw).ValueOrDie ();
    gint64 n_read, total = 0;

    while ((n_read = stream->Read (READ_SIZE, out.data ()).ValueOrDie ()) > 0)
      total += n_read;
    bench_check (total == static_cast<gint64> (data_size));
  }
}

void
bench_add_arrow (void)
{
  bench_add_rival (ONE_MEMBER, NULL, "Arrow C++", gunzip);
}
