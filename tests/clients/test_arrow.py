# tests/clients/test_arrow.py: pyarrow, pandas and DuckDB read and write through our files.
#
# SPDX-License-Identifier: Apache-2.0
"""test_arrow.py FOLDER, where tests/clients/fetch has put the packages."""

import errno
import glob
import os
import sys
import unittest

from gi.repository import ArrowIO, Gio

from case import TestCase

SKIPPED = 77

folder = sys.argv.pop(1)
if not os.path.exists(folder):
    print(f'{folder} is missing: run tests/clients/fetch')
    sys.exit(SKIPPED)
sys.path[:0] = glob.glob(f'{folder}/lib/*/site-packages')

import duckdb
import pandas
import pyarrow as pa
import pyarrow.csv
import pyarrow.feather
import pyarrow.json
import pyarrow.orc
import pyarrow.parquet

N_ROWS = 20_000
TABLE = pa.table({'id': range(N_ROWS), 'name': [f'name {i % 7}' for i in range(N_ROWS)]})
SUFFIXES = ['', *(suffix for suffix in ('.gz', '.zst', '.bz2', '.lz4', '.br')
                  if ArrowIO.Codec.is_available(ArrowIO.Codec.name_for_path(f'x{suffix}')))]


def sources(path):
    """Every kind of file that can seek, over the same bytes."""
    with open(path, 'rb') as file:
        data = file.read()
    padded = ArrowIO.BufferReader(b'before' + data + b'behind')
    return [
        ArrowIO.OSFile(path),
        ArrowIO.memory_map(path),
        ArrowIO.BufferReader(data),
        ArrowIO.input_stream(Gio.File.new_for_path(path)),
        padded.get_stream(6, len(data)),
    ]


class TestParquet(TestCase):
    def setUp(self):
        super().setUp()
        with ArrowIO.OSFile('t.parquet', 'wb') as file:
            pa.parquet.write_table(TABLE, file, row_group_size=2000)

    def test_read(self):
        for file in sources('t.parquet'):
            with self.subTest(file=file), file:
                self.assertTrue(pa.parquet.read_table(file).equals(TABLE))

    def test_read_a_part(self):
        for file in sources('t.parquet'):
            with self.subTest(file=file), file:
                parquet = pa.parquet.ParquetFile(file)
                self.assertEqual(parquet.metadata.num_rows, N_ROWS)
                part = parquet.read_row_group(7, columns=['id'])
                self.assertEqual(part['id'][0].as_py(), 14_000)
                self.assertEqual(sum(b.num_rows for b in parquet.iter_batches()), N_ROWS)

    def test_by_itself(self):
        """What is on the disk is what pyarrow reads without us."""
        self.assertTrue(pa.parquet.read_table('t.parquet').equals(TABLE))

    def test_to_memory(self):
        writer = ArrowIO.BufferOutputStream()
        pa.parquet.write_table(TABLE, writer)
        buffer = writer.getvalue()
        self.assertTrue(pa.parquet.read_table(pa.BufferReader(buffer)).equals(TABLE))

    def test_compressed(self):
        """It can be written to what cannot seek, and read once it is in memory."""
        with ArrowIO.output_stream('t.parquet.gz') as file:
            pa.parquet.write_table(TABLE, file)
        with ArrowIO.input_stream('t.parquet.gz') as file:
            self.assertRaises(OSError, pa.parquet.read_table, file)
        with ArrowIO.input_stream('t.parquet.gz') as file:
            reader = ArrowIO.BufferReader(file.read_buffer())
        self.assertTrue(pa.parquet.read_table(reader).equals(TABLE))


class TestIPC(TestCase):
    def write_file(self, path):
        with ArrowIO.OSFile(path, 'wb') as file:
            with pa.ipc.new_file(file, TABLE.schema) as writer:
                writer.write_table(TABLE)

    def test_stream(self):
        for suffix in SUFFIXES:
            with self.subTest(suffix=suffix):
                with ArrowIO.output_stream(f't.arrows{suffix}') as file:
                    with pa.ipc.new_stream(file, TABLE.schema) as writer:
                        writer.write_table(TABLE, max_chunksize=1000)
                with ArrowIO.input_stream(f't.arrows{suffix}') as file:
                    self.assertTrue(pa.ipc.open_stream(file).read_all().equals(TABLE))

    def test_file(self):
        self.write_file('t.arrow')
        for file in sources('t.arrow'):
            with self.subTest(file=file), file:
                self.assertTrue(pa.ipc.open_file(file).read_all().equals(TABLE))

    def test_map_is_not_copied(self):
        """Neither by reading the file nor by handing on the buffer."""
        self.write_file('t.arrow')
        whole = ArrowIO.memory_map('t.arrow').read_buffer()
        for source in (ArrowIO.memory_map('t.arrow'), pa.py_buffer(whole)):
            with self.subTest(source=source):
                before = pa.total_allocated_bytes()
                table = pa.ipc.open_file(source).read_all()
                self.assertEqual(pa.total_allocated_bytes(), before)
                self.assertTrue(table.equals(TABLE))
        column = pa.ipc.open_file(pa.py_buffer(whole)).read_all()['id']
        address = column.chunk(0).buffers()[1].address
        self.assertIn(address, range(whole.address, whole.address + whole.size))

    def test_map_outlives_its_file(self):
        self.write_file('t.arrow')
        with ArrowIO.memory_map('t.arrow') as file:
            table = pa.ipc.open_file(file).read_all()
        os.remove('t.arrow')
        self.assertTrue(table.equals(TABLE))


class TestBuffers(TestCase):
    def test_shared(self):
        theirs = TABLE['id'].chunk(0).buffers()[1]
        self.assertEqual(ArrowIO.py_buffer(theirs).address, theirs.address)
        ours = ArrowIO.py_buffer(b'some bytes')
        self.assertEqual(pa.py_buffer(ours).address, ours.address)

    def test_of_nothing(self):
        # 80: pyarrow ends the process if a view has no address.
        buffers = [ArrowIO.py_buffer(b''), ArrowIO.foreign_buffer(0, 0),
                   ArrowIO.allocate_buffer(0), ArrowIO.BufferReader(b'abc').read_buffer(0)]
        for ours in buffers:
            with self.subTest(ours=ours):
                self.assertEqual(pa.py_buffer(ours).size, 0)
                self.assertEqual(pa.BufferReader(ours).read(), b'')


class TestFilesOverFiles(TestCase):
    """Files of either library over files of the other."""

    DATA = b'some data, more than a little\n' * 10_000

    def test_ours_over_theirs(self):
        self.write('data', self.DATA)
        for theirs in (pa.OSFile('data'), pa.memory_map('data'), pa.BufferReader(self.DATA)):
            with self.subTest(theirs=theirs), ArrowIO.input_stream(theirs) as file:
                self.assertEqual(file.readline(), b'some data, more than a little\n')
                file.seek(-7, os.SEEK_END)
                self.assertEqual(file.read(), b'little\n')
                self.assertEqual(file.size(), len(self.DATA))

    def test_ours_packs_into_theirs(self):
        with pa.OSFile('data.gz', 'wb') as theirs:
            with ArrowIO.output_stream(theirs, compression='gzip') as file:
                file.write(self.DATA)
        with pa.input_stream('data.gz') as file:
            self.assertEqual(file.read(), self.DATA)

    def test_theirs_over_ours(self):
        with ArrowIO.output_stream('data.gz') as file:
            file.write(self.DATA)
        with pa.CompressedInputStream(ArrowIO.OSFile('data.gz'), 'gzip') as file:
            self.assertEqual(file.read(), self.DATA)
        with pa.input_stream(ArrowIO.input_stream('data.gz'), buffer_size=100) as file:
            self.assertEqual(file.read(), self.DATA)
        with pa.output_stream(ArrowIO.OSFile('data.bz2', 'wb'), compression='bz2') as file:
            file.write(self.DATA)
        with ArrowIO.input_stream('data.bz2') as file:
            self.assertEqual(file.read(), self.DATA)

    def test_copies(self):
        writer = ArrowIO.BufferOutputStream()
        pa.PythonFile(writer, 'w').upload(pa.BufferReader(self.DATA))
        self.assertEqual(writer.getvalue().to_pybytes(), self.DATA)
        pa.PythonFile(ArrowIO.BufferReader(self.DATA)).download('data')
        self.assertEqual(self.read('data'), self.DATA)

    def test_three_deep(self):
        pa.parquet.write_table(TABLE, 't.parquet')
        with ArrowIO.input_stream(pa.OSFile('t.parquet')) as file:
            self.assertTrue(pa.parquet.read_table(file).equals(TABLE))

    def test_transcoding(self):
        reader = pa.PythonFile(ArrowIO.BufferReader('Zoë'.encode('latin-1')))
        with pa.transcoding_input_stream(reader, 'latin-1', 'utf-8') as file:
            self.assertEqual(file.read().decode(), 'Zoë')


class TestOtherFormats(TestCase):
    def test_csv(self):
        for suffix in SUFFIXES:
            with self.subTest(suffix=suffix):
                with ArrowIO.output_stream(f't.csv{suffix}') as file:
                    pa.csv.write_csv(TABLE, file)
                with ArrowIO.input_stream(f't.csv{suffix}') as file:
                    self.assertTrue(pa.csv.read_csv(file).equals(TABLE))
                with ArrowIO.input_stream(f't.csv{suffix}') as file:
                    batches = pa.csv.open_csv(file)
                    self.assertEqual(sum(b.num_rows for b in batches), N_ROWS)

    def test_json(self):
        with ArrowIO.output_stream('t.jsonl.gz') as file:
            for i in range(1000):
                file.write(b'{"id": %d}\n' % i)
        with ArrowIO.input_stream('t.jsonl.gz') as file:
            table = pa.json.read_json(file)
        self.assertEqual(table['id'].to_pylist(), list(range(1000)))

    def test_feather_and_orc(self):
        for format in (pa.feather, pa.orc):
            with self.subTest(format=format):
                write = getattr(format, 'write_feather', None) or format.write_table
                with ArrowIO.OSFile('t', 'wb') as file:
                    write(TABLE, file)
                for file in sources('t'):
                    with self.subTest(file=file), file:
                        self.assertTrue(format.read_table(file).equals(TABLE))


class TestErrors(TestCase):
    def test_truncated(self):
        with ArrowIO.output_stream('t.arrows.gz') as file:
            with pa.ipc.new_stream(file, TABLE.schema) as writer:
                writer.write_table(TABLE)
        os.truncate('t.arrows.gz', os.path.getsize('t.arrows.gz') // 2)
        with ArrowIO.input_stream('t.arrows.gz') as file:
            with self.assertRaisesRegex(OSError, 't.arrows.gz'):
                pa.ipc.open_stream(file).read_all()

    def test_full_disk(self):
        with self.assertRaises(OSError) as caught:
            with ArrowIO.OSFile('/dev/full', 'wb') as file:
                pa.parquet.write_table(TABLE, file)
        self.assertEqual(caught.exception.errno, errno.ENOSPC)


class TestPandas(TestCase):
    def test_csv(self):
        frame = TABLE.to_pandas()
        for suffix in SUFFIXES:
            with self.subTest(suffix=suffix):
                with ArrowIO.output_stream(f't.csv{suffix}') as file:
                    frame.to_csv(file, index=False)
                with ArrowIO.input_stream(f't.csv{suffix}') as file:
                    self.assertTrue(pandas.read_csv(file).equals(frame))
                with ArrowIO.input_stream(f't.csv{suffix}') as file:
                    chunks = pandas.read_csv(file, chunksize=6000)
                    self.assertEqual([len(c) for c in chunks], [6000] * 3 + [2000])

    def test_parquet_and_pickle(self):
        frame = TABLE.to_pandas()
        with ArrowIO.OSFile('t.parquet', 'wb') as file:
            frame.to_parquet(file)
        for file in sources('t.parquet'):
            with self.subTest(file=file), file:
                self.assertTrue(pandas.read_parquet(file).equals(frame))
        with ArrowIO.output_stream('t.pickle.gz') as file:
            frame.to_pickle(file)
        with ArrowIO.input_stream('t.pickle.gz') as file:
            self.assertTrue(pandas.read_pickle(file).equals(frame))


class TestDuckDB(TestCase):
    def test_csv(self):
        for suffix in SUFFIXES:
            with self.subTest(suffix=suffix):
                with ArrowIO.output_stream(f't.csv{suffix}') as file:
                    pa.csv.write_csv(TABLE, file)
                with ArrowIO.input_stream(f't.csv{suffix}') as file:
                    rows = duckdb.read_csv(file).aggregate('count(*), max(id)').fetchall()
                self.assertEqual(rows, [(N_ROWS, N_ROWS - 1)])

    def test_parquet(self):
        with ArrowIO.OSFile('t.parquet', 'wb') as file:
            pa.parquet.write_table(TABLE, file)
        for file in sources('t.parquet'):
            with self.subTest(file=file), file:
                rows = duckdb.read_parquet(file).aggregate('sum(id)').fetchall()
                self.assertEqual(rows, [(N_ROWS * (N_ROWS - 1) // 2,)])

    def test_map(self):
        with ArrowIO.OSFile('t.arrow', 'wb') as file:
            with pa.ipc.new_file(file, TABLE.schema) as writer:
                writer.write_table(TABLE)
        table = pa.ipc.open_file(ArrowIO.memory_map('t.arrow')).read_all()
        names = duckdb.from_arrow(table).aggregate('name, min(id)').order('name')
        self.assertEqual(names.fetchall(), [(f'name {i}', i) for i in range(7)])


if __name__ == '__main__':
    unittest.main()
