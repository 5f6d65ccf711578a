# tests/bindings/python/test_io.py: the files where Python's library wants a file.
#
# SPDX-License-Identifier: Apache-2.0

import csv
import gzip
import io
import json
import pickle
import shutil
import subprocess
import tarfile
import unittest
import zipfile

from gi.repository import ArrowIO as pa

from case import TestCase

try:
    import numpy
except ImportError:
    numpy = None

ROWS = [['id', 'name'], ['1', 'Zoë'], ['2', 'two\nlines']]


class TestStandardLibrary(TestCase):
    def test_is_a_file(self):
        self.assertIsInstance(pa.BufferReader(b''), io.RawIOBase)
        self.assertIsInstance(pa.BufferOutputStream(), io.IOBase)
        self.assertNotIsInstance(pa.BufferReader(b''), io.BufferedIOBase)
        self.assertIsInstance(pa.BufferedInputStream(b'', 10), io.BufferedIOBase)
        self.assertIsInstance(pa.BufferedOutputStream(bytearray(1), 10), io.BufferedIOBase)

    def test_text(self):
        with io.TextIOWrapper(pa.OSFile('text', 'wb'), encoding='utf-8', newline='') as file:
            file.write('Zoë\nsecond\n')
        with io.TextIOWrapper(pa.OSFile('text'), encoding='utf-8') as file:
            self.assertEqual(file.readline(), 'Zoë\n')
            position = file.tell()
            self.assertEqual(file.read(), 'second\n')
            file.seek(position)
            self.assertEqual(list(file), ['second\n'])

    def test_csv_compressed(self):
        with pa.output_stream('rows.csv.gz') as raw:
            with io.TextIOWrapper(raw, encoding='utf-8', newline='') as file:
                csv.writer(file).writerows(ROWS)
        with gzip.open('rows.csv.gz', 'rt', encoding='utf-8', newline='') as file:
            self.assertEqual(list(csv.reader(file)), ROWS)
        with pa.input_stream('rows.csv.gz') as raw:
            with io.TextIOWrapper(raw, encoding='utf-8', newline='') as file:
                self.assertEqual(list(csv.reader(file)), ROWS)

    def test_buffered(self):
        data = bytes(range(256)) * 100
        with io.BufferedWriter(pa.OSFile('data', 'wb')) as file:
            for start in range(0, len(data), 100):
                file.write(data[start:start + 100])
        with io.BufferedReader(pa.memory_map('data')) as file:
            self.assertEqual(file.peek(2)[:2], b'\0\1')
            self.assertEqual(file.read(1000), data[:1000])
            file.seek(-100, io.SEEK_END)
            self.assertEqual(file.read(), data[-100:])
        with io.BufferedRandom(pa.memory_map('data', 'r+')) as file:
            file.seek(10)
            file.write(b'changed')
            file.seek(8)
            self.assertEqual(file.read(11), b'\x08\x09changed\x11\x12')

    def test_json(self):
        value = {'name': 'Zoë', 'list': [1, 2.5, None]}
        with pa.OSFile('data', 'wb') as file:
            json.dump(value, io.TextIOWrapper(file, encoding='utf-8', write_through=True))
        self.assertEqual(json.load(pa.OSFile('data')), value)

    def test_pickle(self):
        value = {'bytes': bytes(100_000), 'list': list(range(1000))}
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            with pa.BufferOutputStream() as file:
                pickle.dump(value, file, protocol)
                self.assertEqual(pickle.load(pa.BufferReader(file.getvalue())), value)

    def test_gzip(self):
        with pa.BufferOutputStream() as raw:
            with gzip.GzipFile(fileobj=raw, mode='wb') as file:
                file.write(b'some data')
            with gzip.GzipFile(fileobj=pa.BufferReader(raw.getvalue())) as file:
                self.assertEqual(file.read(), b'some data')

    def test_zip(self):
        with pa.OSFile('data.zip', 'wb') as raw, zipfile.ZipFile(raw, 'w') as archive:
            archive.writestr('inside', b'some data')
        for open_file in pa.OSFile, pa.memory_map:
            with open_file('data.zip') as raw, zipfile.ZipFile(raw) as archive:
                self.assertEqual(archive.read('inside'), b'some data')

    def test_tar(self):
        self.write('inside', b'some data')
        with pa.output_stream('data.tar.gz') as raw:
            with tarfile.open(fileobj=raw, mode='w|') as archive:
                archive.add('inside')
        with pa.input_stream('data.tar.gz') as raw:
            with tarfile.open(fileobj=raw, mode='r|') as archive:
                self.assertEqual(archive.extractfile(archive.next()).read(), b'some data')

    def test_bytes_io(self):
        with pa.BufferOutputStream() as file:
            file.write(io.BytesIO(b'some data').getbuffer())
        self.assertEqual(io.BytesIO(file.getvalue()).read(), b'some data')

    def test_subprocess(self):
        self.write('data', b'some data\n')
        with pa.OSFile('data') as source, pa.OSFile('copy', 'wb') as target:
            subprocess.run(['cat'], stdin=source, stdout=target, check=True)
        self.assertEqual(self.read('copy'), b'some data\n')

    def test_path_like(self):
        class Path:
            def __fspath__(self):
                return 'data.gz'

        with pa.output_stream(Path()) as file:
            file.write(b'some data')
        for opened in pa.input_stream(Path(), None), pa.OSFile(Path()), pa.memory_map(Path()):
            self.assertEqual(gzip.decompress(opened.read()), b'some data')
        self.assertEqual(pa.Codec.detect(Path()).name, 'gzip')

    def test_copy(self):
        data = bytes(range(256)) * 5000
        self.write('from', data)
        with pa.OSFile('from') as source, pa.output_stream('to.gz') as target:
            shutil.copyfileobj(source, target)
        with pa.input_stream('to.gz') as source, open('to', 'wb') as target:
            shutil.copyfileobj(source, target)
        self.assertEqual(self.read('to'), data)


@unittest.skipUnless(numpy, 'numpy is not installed')
class TestNumpy(TestCase):
    def test_from_a_buffer(self):
        values = numpy.arange(1000, dtype='<f8')
        buf = pa.py_buffer(values)
        self.assertEqual((buf.size, buf.is_mutable), (8000, True))
        again = numpy.frombuffer(buf, dtype='<f8')
        self.assertEqual(again.__array_interface__['data'][0], buf.address)
        again[0] = 5
        self.assertEqual(values[0], 5)
        self.assertFalse(numpy.frombuffer(buf[8:], dtype='<f8').flags.writeable)
        with self.assertRaisesRegex(ValueError, 'ndarray is not contiguous'):  # 51
            pa.py_buffer(numpy.arange(10)[::2])

    def test_from_a_map(self):
        numpy.arange(1000, dtype='<i4').tofile('data')
        with pa.memory_map('data') as file:
            view = numpy.frombuffer(file.read_buffer(), dtype='<i4')
        self.assertEqual(view.sum(), 499500)

    def test_files(self):
        values = numpy.random.default_rng(1).random((100, 7))
        with pa.output_stream('data.npy.gz') as file:
            numpy.save(file, values)
        with pa.input_stream('data.npy.gz') as file:
            self.assertTrue((numpy.load(io.BytesIO(file.read())) == values).all())
        with pa.OSFile('data.npz', 'wb') as file:
            numpy.savez_compressed(file, values=values)
        with pa.memory_map('data.npz') as file, numpy.load(file) as arrays:
            self.assertTrue((arrays['values'] == values).all())
        with pa.output_stream('data.csv.gz') as file:
            numpy.savetxt(file, values, delimiter=',')
        with pa.input_stream('data.csv.gz') as file:
            self.assertTrue(numpy.allclose(numpy.loadtxt(file, delimiter=','), values))


if __name__ == '__main__':
    unittest.main()
