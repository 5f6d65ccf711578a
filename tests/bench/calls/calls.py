# tests/bench/calls/calls.py: what one call costs from Python, beside its rivals.
#
# SPDX-License-Identifier: Apache-2.0
"""calls.py [--short | --seconds=N] [PART OF THE NAME OF A WORK]

Prints rows as the programs in C do, see bench.h. pyarrow is a rival where
tests/clients/fetch has put it into the folder that $ARROW_CLIENTS names.
"""

import glob
import io
import mmap
import os
import statistics
import sys
import tempfile
import timeit

from gi.repository import ArrowIO, Gio, GLib

sys.path[:0] = glob.glob(f'{os.environ.get("ARROW_CLIENTS")}/python/lib/*/site-packages')
try:
    import pyarrow
except ImportError:
    pyarrow = None

N_ROUNDS = 11
MIB = 1 << 20
N_LINES = 10_000

seconds_each = 0.22
only = ''
for argument in sys.argv[1:]:
    if argument == '--short':
        seconds_each = 0
    elif argument.startswith('--seconds='):
        seconds_each = float(argument.partition('=')[2])
    else:
        only = argument


class Case:
    """A statement, and what is done before each batch of it without being measured."""

    def __init__(self, statement, setup, batch, names):
        self.batch = batch
        self.times = 1
        self.rounds = []
        self.timer = timeit.Timer(statement, setup, globals={**globals(), **names})

    def measure(self):
        """Get the seconds that all the times took."""
        whole, rest = divmod(self.times, self.batch)
        return sum(self.timer.timeit(n) for n in [self.batch] * whole + [rest] if n > 0)

    def calibrate(self):
        """Find how many times fill a round."""
        wanted = seconds_each / N_ROUNDS
        while (seconds := self.measure()) < wanted / 4:
            self.times *= 4
        self.times = max(1, round(self.times * wanted / seconds))


def compare(work, setting, rivals, *, batch=1000, divisor=1, n_bytes=0, **names):
    """Print a row for each of the rivals, {who: (setup, statement)}, who take turns."""
    work = f'Python: {work}'
    if only not in work:
        return
    cases = {who: Case(statement, setup, batch, names)
             for who, (setup, statement) in rivals.items() if who != 'pyarrow' or pyarrow}
    for case in cases.values():
        if seconds_each:
            case.calibrate()
    for _ in range(N_ROUNDS if seconds_each else 1):
        for case in cases.values():
            case.rounds.append(case.measure() / case.times / divisor * 1e9)
    for who, case in cases.items():
        figures = statistics.median(case.rounds), min(case.rounds), max(case.rounds)
        print(work, setting, who, *(f'{figure:.2f}' for figure in figures), n_bytes, 'ns',
              ' '.join(f'{figure:.2f}' for figure in case.rounds), sep='\t')


def compare_reading(where, opened):
    """Reading a little, as bytes."""
    for size, setting in (16, '16 B'), (4096, '4 KiB'):
        rivals = {who: (f'read = {opened[who]}.read', f'read({size})')
                  for who in ('arrow-io', 'Python', 'pyarrow')}
        rivals['GIO'] = (f'read = {opened["GIO"]}.read_bytes', f'read({size}, None).get_data()')
        compare(f'read {where}', setting, rivals, n_bytes=size, path=path, data=data)


def compare_lines():
    compare('iterate over lines', '60 B', {
        'arrow-io': ('f = ArrowIO.OSFile(path)', 'for line in f: pass'),
        'GIO': ('f = Gio.DataInputStream.new(Gio.File.new_for_path(path).read())',
                'while f.read_line_utf8(None)[0] is not None: pass'),
        'Python': ('f = open(path, "rb")', 'for line in f: pass'),
    }, batch=1, divisor=N_LINES, n_bytes=60, path=lines_path)
    compare('read a line', '60 B', {
        'arrow-io': ('read = ArrowIO.OSFile(path).readline', 'read()'),
        'GIO': ('f = Gio.DataInputStream.new(Gio.File.new_for_path(path).read());'
                'read = f.read_line_utf8', 'read(None)'),
        'Python': ('read = open(path, "rb").readline', 'read()'),
    }, n_bytes=60, path=lines_path)


def compare_a_map():
    """Reading much of a file that is mapped, or as near to that as a rival comes."""
    with mmap.mmap(os.open(path, os.O_RDONLY), 0, prot=mmap.PROT_READ) as mapped:
        compare('read of a map', '1 MiB as a buffer', {
            'arrow-io': ('read = ArrowIO.memory_map(path).read_buffer', 'read(1048576)'),
            'GIO': ('read = Gio.File.new_for_path(path).read().read_bytes',
                    'read(1048576, None)'),
            'Python': ('', 'memoryview(mapped)[:1048576]'),
            'pyarrow': ('read = pyarrow.memory_map(path).read_buffer', 'read(1048576)'),
        }, batch=len(data) // MIB, n_bytes=MIB, path=path, mapped=mapped)
        compare('read of a map', '1 MiB as a memoryview', {
            'arrow-io': ('read = ArrowIO.memory_map(path).read_buffer',
                         'memoryview(read(1048576))'),
            'GIO': ('read = Gio.File.new_for_path(path).read().read_bytes',
                    'memoryview(read(1048576, None).get_data())'),
            'Python': ('', 'memoryview(mapped)[:1048576]'),
            'pyarrow': ('read = pyarrow.memory_map(path).read_buffer',
                        'memoryview(read(1048576))'),
        }, batch=len(data) // MIB, n_bytes=MIB, path=path, mapped=mapped)


def compare_writing():
    for size, setting in (16, '16 B'), (4096, '4 KiB'):
        compare('write to memory', setting, {
            'arrow-io': ('write = ArrowIO.BufferOutputStream().write', 'write(data)'),
            'GIO': ('write = Gio.MemoryOutputStream.new_resizable().write', 'write(data)'),
            'Python': ('write = io.BytesIO().write', 'write(data)'),
            'pyarrow': ('write = pyarrow.BufferOutputStream().write', 'write(data)'),
        }, n_bytes=size, data=bytes(size))


def compare_buffers():
    kib = bytes(4096)
    compare('slice of a buffer', '4 KiB', {
        'arrow-io': ('part = ArrowIO.py_buffer(data).slice', 'part(64, 4096)'),
        'GIO': ('whole = GLib.Bytes.new(data)', 'GLib.Bytes.new_from_bytes(whole, 64, 4096)'),
        'Python': ('view = memoryview(data)', 'view[64:4160]'),
        'pyarrow': ('part = pyarrow.py_buffer(data).slice', 'part(64, 4096)'),
    }, data=bytes(8192))
    compare('bytes of a buffer', '4 KiB', {
        'arrow-io': ('get = ArrowIO.py_buffer(data).to_pybytes', 'get()'),
        'GIO': ('get = GLib.Bytes.new(data).get_data', 'get()'),
        'Python': ('view = memoryview(data)', 'bytes(view)'),
        'pyarrow': ('get = pyarrow.py_buffer(data).to_pybytes', 'get()'),
    }, n_bytes=4096, data=kib)
    compare('size of a buffer', 'len ()', {
        'arrow-io': ('buffer = ArrowIO.py_buffer(data)', 'len(buffer)'),
        'GIO': ('get = GLib.Bytes.new(data).get_size', 'get()'),
        'pyarrow': ('buffer = pyarrow.py_buffer(data)', 'len(buffer)'),
    }, data=kib)


def compare_files():
    compare('tell', 'memory', {
        'arrow-io': ('tell = ArrowIO.BufferReader(b"x").tell', 'tell()'),
        'GIO': ('tell = Gio.MemoryInputStream.new_from_data(b"x").tell', 'tell()'),
        'Python': ('tell = io.BytesIO(b"x").tell', 'tell()'),
        'pyarrow': ('tell = pyarrow.BufferReader(b"x").tell', 'tell()'),
    })
    compare('open and close', 'file', {
        'arrow-io': ('', 'ArrowIO.OSFile(path).close()'),
        'GIO': ('', 'Gio.File.new_for_path(path).read(None).close(None)'),
        'Python': ('', 'open(path, "rb").close()'),
        'pyarrow': ('', 'pyarrow.OSFile(path).close()'),
    }, path=path)


with tempfile.TemporaryDirectory() as folder:
    data = bytes(8 * MIB)
    path = f'{folder}/zeros'
    lines_path = f'{folder}/lines'
    with open(path, 'wb') as file:
        file.write(data)
    with open(lines_path, 'wb') as file:
        file.write((b'x' * 59 + b'\n') * N_LINES)

    compare_reading('from memory', {
        'arrow-io': 'ArrowIO.BufferReader(data)',
        'GIO': 'Gio.MemoryInputStream.new_from_data(data)',
        'Python': 'io.BytesIO(data)',
        'pyarrow': 'pyarrow.BufferReader(data)',
    })
    compare_reading('from a file', {
        'arrow-io': 'ArrowIO.OSFile(path)',
        'GIO': 'Gio.BufferedInputStream.new(Gio.File.new_for_path(path).read())',
        'Python': 'open(path, "rb")',
        'pyarrow': 'pyarrow.OSFile(path)',
    })
    compare_a_map()
    compare_lines()
    compare_writing()
    compare_buffers()
    compare_files()
