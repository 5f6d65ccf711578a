"""To a cluster of HDFS and back, with progress, and what is there: hdfs.py

The environment variable HDFS says where the cluster is, such as webhdfs://namenode:9870.

Prints:

    to the cluster: 1000000 of 1000000 bytes
    and back: 1000000 of 1000000 bytes
    /examples/python/days.txt has 8 bytes
    /examples/python/trips.csv has 1000000 bytes
    half a file is not there

SPDX-License-Identifier: Apache-2.0
"""

import os

from gi.repository import ArrowIO


def copy(what, source, target):
    """Copy one open file to another, and tell how far it is."""
    told = []
    source.copy(target, lambda done, total: told.append((done, total)))
    print("{}: {} of {} bytes".format(what, *told[-1]))


with ArrowIO.OSFile("trips.csv", "wb") as file:
    file.write(b"mon,12,Oslo\n" * 83333 + b"end\n")

hdfs = ArrowIO.Hdfs(os.environ["HDFS"], replication=1)
with (ArrowIO.OSFile("trips.csv") as source,
      hdfs.open("/examples/python/trips.csv", "wb") as target):
    copy("to the cluster", source, target)
with (hdfs.open("/examples/python/trips.csv") as source,
      ArrowIO.OSFile("back.csv", "wb") as target):
    copy("and back", source, target)

with hdfs.open("/examples/python/days.txt", "wb") as file:
    file.write(b"mon\ntue\n")
for info in hdfs.list("/examples/python"):
    print(f"{info.path} has {info.size} bytes")

# What is written is there when it is closed, and a block that fails gives it up.
try:
    with hdfs.open("/examples/python/half.txt", "wb") as file:
        file.write(b"mon\n")
        raise ValueError("there is no day after that")
except ValueError:
    print("half a file is", "there" if hdfs.exists("/examples/python/half.txt") else "not there")
