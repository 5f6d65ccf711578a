"""The guide's walk in Python: guide.py FILE DIRECTORY

Prints a line for each step: its name, its result and the milliseconds that it took.

SPDX-License-Identifier: Apache-2.0
"""

import hashlib
import os
import sys
import time

from gi.repository import ArrowIO as pa

PIECE = 1024 * 1024

file, directory = sys.argv[1:]
plain = os.path.join(directory, "plain")        # FILE, decompressed
packed = os.path.join(directory, "packed.zst")  # and compressed again


def open_file():
    with pa.OSFile(file) as source:
        return f"{source.size()} bytes"


def open_source():
    """What the file's suffix does not tell, its content does."""
    return pa.input_stream(file, compression="auto")


def detect():
    with open_source() as source:
        compressed = isinstance(source, pa.CompressedInputStream)
        return source.get_codec().name if compressed else "not compressed"


def decompress():
    """Piece by piece: however long the file is, memory stays flat."""
    with open_source() as source, pa.OSFile(plain, "wb") as target:
        while piece := source.read_buffer(PIECE):
            target.write(piece)
        return f"{target.tell()} bytes"


def map_plain():
    """The whole file as a buffer. It keeps the map alive and copies nothing."""
    with pa.memory_map(plain) as source:
        return source.read_buffer()


def memory_map():
    pool = pa.default_memory_pool()
    before = pool.num_allocations()
    buffer = map_plain()
    return f"{buffer.size} bytes, {pool.num_allocations() - before} allocations"


def slice_middle():
    buffer = map_plain()
    half = buffer.size // 2
    middle = buffer[half:half + min(half, 8)]
    return " ".join(["middle"] + [f"{byte:02x}" for byte in memoryview(middle)])


def hash_map():
    """hashlib reads the map itself, through the buffer protocol."""
    return "sha256 " + hashlib.sha256(map_plain()).hexdigest()[:16]


def lines():
    """A slice read as a file, line by line."""
    reader = pa.BufferReader(map_plain()[:PIECE])
    return f"{sum(1 for line in reader)} lines in the first MiB"


def compress():
    with pa.output_stream(packed) as target:
        target.write(map_plain())
    with pa.OSFile(packed) as source:
        return f"{source.size()} bytes of zstd"


def verify():
    """What comes back is compared with the map, slice by slice."""
    buffer = map_plain()
    same = 0
    with pa.input_stream(packed) as source:
        while (piece := source.read_buffer(PIECE)) and piece == buffer[same:same + piece.size]:
            same += piece.size
    return f"{same} bytes are the same"


steps = {
    "open": open_file,
    "detect": detect,
    "decompress": decompress,
    "map": memory_map,
    "slice": slice_middle,
    "hash": hash_map,
    "lines": lines,
    "compress": compress,
    "verify": verify,
}
for name, step in steps.items():
    start = time.perf_counter()
    result = step()
    print(name, result, f"{(time.perf_counter() - start) * 1000:.1f}", sep="\t", flush=True)

pool = pa.default_memory_pool()
print("pool", f"peak of {pool.backend_name}, in KiB", pool.max_memory() // 1024, sep="\t")
