"""Compressed files as tables, with pandas and DuckDB: query.py

Prints:

    pandas: 42 km
    DuckDB, of a CSV: 14.0 km a day
    DuckDB, of a Parquet file: 23 km at most

SPDX-License-Identifier: Apache-2.0
"""

import duckdb
import pandas
from gi.repository import ArrowIO

trips = pandas.DataFrame({"day": ["mon", "tue", "wed"], "km": [12, 7, 23]})
with ArrowIO.output_stream("trips.csv.bz2") as file:
    trips.to_csv(file, index=False)
with ArrowIO.output_stream("trips.parquet") as file:
    trips.to_parquet(file)

with ArrowIO.input_stream("trips.csv.bz2") as file:
    print("pandas:", pandas.read_csv(file)["km"].sum(), "km")
with ArrowIO.input_stream("trips.csv.bz2") as file:
    table = duckdb.read_csv(file)
    print("DuckDB, of a CSV:", table.aggregate("avg(km)").fetchall()[0][0], "km a day")
with ArrowIO.memory_map("trips.parquet") as file:
    table = duckdb.read_parquet(file)
    print("DuckDB, of a Parquet file:", table.aggregate("max(km)").fetchall()[0][0], "km at most")
