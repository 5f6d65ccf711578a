"""Parquet in HDFS, with pyarrow: hdfs-parquet.py

The environment variable HDFS says where the cluster is, such as webhdfs://namenode:9870.

Prints:

    3 rows, km in all: 42
    row groups: 3, of which one is read: wed

SPDX-License-Identifier: Apache-2.0
"""

import os

import pyarrow
import pyarrow.compute
import pyarrow.parquet
from gi.repository import ArrowIO

URI = os.environ["HDFS"] + "/examples/parquet/trips.parquet"

trips = pyarrow.table({"day": ["mon", "tue", "wed"], "km": [12, 7, 23]})

with ArrowIO.HdfsFile(URI, "wb", replication=1) as file:
    pyarrow.parquet.write_table(trips, file, row_group_size=1)

# Only the columns and the rows that are asked for come from the cluster.
with ArrowIO.HdfsFile(URI) as file:
    km = pyarrow.parquet.read_table(file, columns=["km"])["km"]
    print(f"{len(km)} rows, km in all: {pyarrow.compute.sum(km)}")
with ArrowIO.HdfsFile(URI) as file:
    parquet = pyarrow.parquet.ParquetFile(file)
    last = parquet.read_row_group(2, columns=["day"])["day"][0]
    print(f"row groups: {parquet.num_row_groups}, of which one is read: {last}")
