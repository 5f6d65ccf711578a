/* tests/bench/arrow-hdfs.cc: Arrow C++ beside bench-hdfs.c, which is what pyarrow reads
 * HDFS by. It has the JVM that was started for ours.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#include <arrow/buffer.h>
#include <arrow/filesystem/hdfs.h>
#include <arrow/io/interfaces.h>

#include "bench-hdfs.h"

static std::shared_ptr<arrow::fs::HadoopFileSystem>
connect_to (const HdfsSetting *setting)
{
  static std::shared_ptr<arrow::fs::HadoopFileSystem> hdfs;

  if (hdfs == nullptr) {
    arrow::fs::HdfsOptions options;

    options.ConfigureEndPoint (std::string ("hdfs://") + setting->host, setting->port);
    options.ConfigureReplication (1);
    hdfs = arrow::fs::HadoopFileSystem::Make (options).ValueOrDie ();
  }
  return hdfs;
}

static void
read_whole (gconstpointer data, gint64 n)
{
  const auto *setting = static_cast<const HdfsSetting *> (data);
  std::vector<uint8_t> out (HDFS_PIECE);

  while (n-- > 0) {
    auto file = connect_to (setting)->OpenInputStream (setting->path).ValueOrDie ();
    gint64 size = 0, part;

    while ((part = file->Read (HDFS_PIECE, out.data ()).ValueOrDie ()) > 0)
      size += part;
    bench_check (size == setting->size);
    bench_check (file->Close ().ok ());
  }
}

static void
read_ranges (gconstpointer data, gint64 n)
{
  const auto *setting = static_cast<const HdfsSetting *> (data);
  static std::shared_ptr<arrow::io::RandomAccessFile> file;
  uint8_t out[HDFS_RANGE_SIZE];

  if (file == nullptr)
    file = connect_to (setting)->OpenInputFile (setting->path).ValueOrDie ();
  while (n-- > 0) {
    for (gint64 offset : setting->offsets)
      bench_check (file->ReadAt (offset, sizeof out, out).ValueOrDie () == sizeof out);
  }
}

static void
write_whole (gconstpointer data, gint64 n)
{
  const auto *setting = static_cast<const HdfsSetting *> (data);

  while (n-- > 0) {
    auto file = connect_to (setting)->OpenOutputStream (setting->new_path).ValueOrDie ();

    for (gint64 at = 0; at < setting->size; at += HDFS_PIECE)
      bench_check (file->Write (setting->data + at, HDFS_PIECE).ok ());
    bench_check (file->Close ().ok ());
  }
}

void
bench_add_arrow (void)
{
  bench_add_rival (HDFS_READ_WORK, NULL, "Arrow C++", read_whole);
  bench_add_rival (HDFS_RANGES_WORK, NULL, "Arrow C++", read_ranges);
  bench_add_rival (HDFS_WRITE_WORK, NULL, "Arrow C++", write_whole);
}
