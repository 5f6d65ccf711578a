/* tests/bench/bench-hdfs.h: what bench-hdfs.c and arrow-hdfs.cc share.
 *
 * SPDX-License-Identifier: Apache-2.0
 */

#pragma once

#include "bench.h"

G_BEGIN_DECLS

#define HDFS_READ_WORK "read a file of HDFS by libhdfs"
#define HDFS_RANGES_WORK "read 64 ranges of 4 KiB of HDFS by libhdfs"
#define HDFS_WRITE_WORK "write a file of HDFS by libhdfs"

#define HDFS_N_RANGES 64
#define HDFS_RANGE_SIZE 4096
#define HDFS_PIECE (1 << 20)

typedef struct
{
  const char *host; /* of hdfs://host:port */
  int port;
  const char *path;     /* of a file with the data */
  const char *new_path; /* of one to write */
  const guint8 *data;
  gint64 size;
  gint64 offsets[HDFS_N_RANGES];
} HdfsSetting;

G_END_DECLS
