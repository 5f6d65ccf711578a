# tests/bindings/python/test_open.py
#
# SPDX-License-Identifier: Apache-2.0

import array
import gzip
import io
import pathlib
import unittest

from gi.repository import ArrowIO as pa
from gi.repository import Gio, GLib

from case import TestCase


class TestInputStream(TestCase):
    def test_memory(self):
        # 117
        for source in (memoryview(b'some data'), b'some data', bytearray(b'some data'),
                       array.array('B', b'some data'), pa.py_buffer(b'some data'),
                       GLib.Bytes.new(b'some data')):
            with self.subTest(kind=type(source)), pa.input_stream(source) as stream:
                self.assertIsInstance(stream, pa.BufferReader)
                self.assertEqual(stream.read(), b'some data')

    def test_memory_is_not_copied(self):
        data = bytearray(b'some data')
        stream = pa.input_stream(data)
        data[:4] = b'SOME'
        self.assertEqual(stream.read(), b'SOME data')

    def test_path(self):
        for path in 'data', pathlib.Path('path'), 'é', pathlib.Path('not \udcff UTF-8'):
            self.write(path, b'some data')
            with self.subTest(path=path), pa.input_stream(path) as stream:
                self.assertIsInstance(stream, pa.OSFile)
                self.assertEqual(stream.read(), b'some data')

    def test_gio(self):
        self.write('data', b'some data')
        file = Gio.File.new_for_path('data')
        for source in file, file.read(), Gio.MemoryInputStream.new_from_data(b'some data'):
            with self.subTest(kind=type(source)), pa.input_stream(source) as stream:
                self.assertEqual(stream.read(), b'some data')

    def test_file_object(self):
        # 117
        handle = io.BytesIO(gzip.compress(b'some data'))
        stream = pa.input_stream(handle)
        self.assertIsInstance(stream, pa.PythonFile)
        self.assertEqual(stream.read(), handle.getvalue())
        for compression in 'gzip', 'auto':
            handle.seek(0)
            self.assertEqual(pa.input_stream(handle, compression).read(), b'some data')
        self.write('data.gz', handle.getvalue())
        with open('data.gz', 'rb') as handle:  # by its path only
            self.assertEqual(pa.input_stream(handle).read(), self.read('data.gz'))

    def test_native_file_comes_back(self):
        # 117
        file = pa.BufferReader(b'some data')
        self.assertIs(pa.input_stream(file), file)
        self.assertIs(pa.input_stream(file, compression=None), file)

    def test_detect(self):
        # 98: by a path's suffix, in any case, and by nothing else.
        data = gzip.compress(b'some data')
        for name in 'data.gz', 'data.GZ':
            self.write(name, data)
            self.assertEqual(pa.input_stream(name).read(), b'some data')
            self.assertEqual(pa.input_stream(name, compression=None).read(), data)
        self.assertEqual(pa.input_stream(data).read(), data)
        self.write('data', data)
        self.assertEqual(pa.input_stream('data').read(), data)

    def test_auto(self):
        # 98: by the content too.
        data = gzip.compress(b'some data')
        self.write('data', data)
        for source in 'data', data, pa.BufferReader(data), b'some data':
            self.assertEqual(pa.input_stream(source, 'auto').read(), b'some data')

    def test_codec(self):
        data = gzip.compress(b'some data')
        self.write('data', data)
        for source in 'data', data, pa.py_buffer(data), pa.OSFile('data'):
            self.assertEqual(pa.input_stream(source, compression='GZIP').read(), b'some data')

    def test_pool(self):
        pool = pa.system_memory_pool()
        self.write('data', bytes(1000))
        with pa.input_stream('data', memory_pool=pool) as stream:
            before = pool.num_allocations()
            self.assertEqual(stream.read_buffer(1000).size, 1000)
            self.assertGreater(pool.num_allocations(), before)

    def test_wrong_kind(self):
        # 111
        for source in None, 5, [], object(), open:
            with self.subTest(source=source):
                with self.assertRaisesRegex(TypeError, f'not {type(source).__name__}$'):
                    pa.input_stream(source)
        with self.assertRaises(pa.ArrowInvalid):
            pa.input_stream(pa.Codec('gzip'))

    def test_closed(self):
        # 117
        file = pa.BufferReader(b'')
        file.close()
        with self.assertRaisesRegex(ValueError, 'closed file'):
            pa.input_stream(file, 'gzip')

    def test_unknown_codec(self):
        self.write('data', b'')
        for source in 'data', b'', pa.BufferReader(b''), 'missing':
            with self.subTest(source=source), self.assertRaises(pa.ArrowInvalid):
                pa.input_stream(source, 'rabbit')
        with self.assertRaises(TypeError):
            pa.input_stream('data', 5)

    def test_no_error_is_in_the_way_of_another(self):
        for source in io.StringIO('text'), object():
            with self.assertRaises(TypeError) as caught:
                pa.input_stream(source)
            self.assertIsNone(caught.exception.__context__)


class TestOutputStream(TestCase):
    def test_path(self):
        for path in 'data', pathlib.Path('path'), pathlib.Path('not \udcff UTF-8'):
            with self.subTest(path=path), pa.output_stream(path) as stream:
                self.assertIsInstance(stream, pa.OSFile)
                self.assertEqual(stream.write(b'some data'), 9)
            self.assertEqual(self.read(path), b'some data')

    def test_atomic(self):
        self.write('a.gz', gzip.compress(b'old'))
        with self.assertRaisesRegex(ValueError, 'half way'):
            with pa.output_stream('a.gz', atomic=True) as stream:
                stream.write(b'half')
                raise ValueError('half way')
        with pa.output_stream('a.gz', atomic=True, durability=pa.Durability.DATA) as stream:
            stream.write(b'new')
            self.assertEqual(gzip.decompress(self.read('a.gz')), b'old')
        self.assertEqual(gzip.decompress(self.read('a.gz')), b'new')

    def test_compression(self):
        for path, compression in ('a.gz', 'detect'), ('b', 'gzip'), ('c.Gz', 'auto'):
            with pa.output_stream(path, compression) as stream:
                stream.write(b'some data')
            self.assertEqual(gzip.decompress(self.read(path)), b'some data')
        with pa.output_stream('d.gz', compression=None) as stream:
            stream.write(b'some data')
        self.assertEqual(self.read('d.gz'), b'some data')

    def test_level(self):
        data = b''.join(b'%d' % (n * n) for n in range(20_000))
        for level in 1, 9:
            with pa.output_stream(f'{level}.gz', compression_level=level) as stream:
                stream.write(data)
            self.assertEqual(gzip.decompress(self.read(f'{level}.gz')), data)
        self.assertLess(len(self.read('9.gz')), len(self.read('1.gz')))

    def test_gio(self):
        with pa.output_stream(Gio.File.new_for_path('data')) as stream:
            stream.write(b'some data')
        self.assertEqual(self.read('data'), b'some data')
        memory = Gio.MemoryOutputStream.new_resizable()
        with pa.output_stream(memory, 'gzip') as stream:
            stream.write(b'some data')
        self.assertEqual(gzip.decompress(memory.steal_as_bytes().get_data()), b'some data')

    def test_native_file_comes_back(self):
        file = pa.BufferOutputStream()
        self.assertIs(pa.output_stream(file), file)

    def test_nothing_is_opened_for_wrong_arguments(self):
        # 15
        self.write('data.gz', b'keep')
        for options in ({'compression': 'rabbit'}, {'compression_level': 1000}):
            with self.subTest(options=options), self.assertRaises(pa.ArrowInvalid):
                pa.output_stream('data.gz', **options)
            self.assertEqual(self.read('data.gz'), b'keep')

    def test_wrong_kind(self):
        for target in b'immutable', None, 5, object():
            with self.subTest(kind=type(target)), self.assertRaises(TypeError):
                pa.output_stream(target)


if __name__ == '__main__':
    unittest.main()
