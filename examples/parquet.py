"""Parquet and Arrow files through ours, with pyarrow: parquet.py

Prints:

    trips.parquet: 3 rows, km in all: 42
    trips.arrows.gz: 3 rows, batch by batch
    trips.arrow: 3 rows, and the numbers lie in the map

SPDX-License-Identifier: Apache-2.0
"""

import pyarrow
import pyarrow.compute
import pyarrow.parquet
from gi.repository import ArrowIO

trips = pyarrow.table({"day": ["mon", "tue", "wed"], "km": [12, 7, 23]})

# Parquet: what is read is found from the end of the file on, column by column.
with ArrowIO.OSFile("trips.parquet", "wb") as file:
    pyarrow.parquet.write_table(trips, file)
with ArrowIO.OSFile("trips.parquet") as file:
    km = pyarrow.parquet.read_table(file, columns=["km"])["km"]
print(f"trips.parquet: {len(km)} rows, km in all: {pyarrow.compute.sum(km)}")

# A stream of record batches, compressed as a whole.
with ArrowIO.output_stream("trips.arrows.gz") as file:
    with pyarrow.ipc.new_stream(file, trips.schema) as writer:
        writer.write_table(trips)
with ArrowIO.input_stream("trips.arrows.gz") as file:
    rows = sum(batch.num_rows for batch in pyarrow.ipc.open_stream(file))
print(f"trips.arrows.gz: {rows} rows, batch by batch")

# An Arrow file through a map: the arrays are the map itself, and keep it.
with ArrowIO.OSFile("trips.arrow", "wb") as file:
    with pyarrow.ipc.new_file(file, trips.schema) as writer:
        writer.write_table(trips)
with ArrowIO.memory_map("trips.arrow") as file:
    whole = file.read_buffer()
    table = pyarrow.ipc.open_file(pyarrow.py_buffer(whole)).read_all()
numbers = table["km"].chunk(0).buffers()[1]
place = "in the map" if 0 <= numbers.address - whole.address < whole.size else "elsewhere"
print(f"trips.arrow: {table.num_rows} rows, and the numbers lie {place}")
