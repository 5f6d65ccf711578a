# tests/bindings/python/test_native_file.py
#
# SPDX-License-Identifier: Apache-2.0

import array
import asyncio
import copy
import gzip
import io
import os
import pathlib
import pickle
import threading
import unittest
import weakref

from gi.repository import ArrowIO as pa
from gi.repository import Gio

from case import TestCase

DATA = b'first line\nsecond\n\nno newline'


def gio_file(path):
    return pa.GIOFile.new_for_file(Gio.File.new_for_path(path), 'r')


def gio_stream(path):
    return pa.GIOFile.new_for_input_stream(Gio.File.new_for_path(path).read())


def buffer_reader(path):
    return pa.BufferReader(TestCase.read(path))


def compressed(path):
    return pa.CompressedInputStream(pa.BufferReader(gzip.compress(TestCase.read(path))), 'gzip')


READERS = pa.OSFile, pa.memory_map, buffer_reader, gio_file, gio_stream, compressed


class TestReading(TestCase):
    def each(self, data=DATA, seekable=False):
        """Open a file that holds data in each way that there is."""
        self.write('data', data)
        for open_file in READERS:
            with self.subTest(open_file.__name__), open_file('data') as file:
                if not seekable or file.seekable():
                    yield file

    def test_positions_are_integers(self):
        for position in 1.5, '1', None:
            with self.assertRaises(TypeError):
                pa.BufferReader(b'text').seek(position)
        with self.assertRaises(TypeError):
            pa.BufferReader(b'text').truncate(1.5)
        reader = pa.BufferReader(b'text')
        self.assertEqual(reader.seek(True), 1)

    def test_read(self):
        # 19, 21
        for file in self.each():
            self.assertEqual(file.read(5), b'first')
            self.assertEqual(file.read(0), b'')
            self.assertEqual(file.tell(), 5)
            self.assertEqual(file.read(), DATA[5:])
            self.assertEqual((file.read(5), file.read(), file.tell()), (b'', b'', len(DATA)))

    def test_read_more_than_there_is(self):
        # 37
        for file in self.each():
            self.assertEqual(file.read(1 << 40), DATA)

    def test_read_all(self):
        # 20: a size of None or -1 is all that is left, as for every file of Python.
        for args in (), (None,), (-1,):
            for file in self.each():
                file.read(6)
                self.assertEqual(file.read(*args), DATA[6:])
        for file in self.each():
            self.assertEqual(file.read(nbytes=6) + file.readall(), DATA)

    def test_read_large(self):
        data = os.urandom(3 << 20)
        for file in self.each(data):
            self.assertEqual(file.read(100_000), data[:100_000])
            self.assertEqual(file.read(), data[100_000:])

    def test_read1(self):
        # 22
        for file in self.each(bytes(300_000)):
            n = len(file.read1())
            self.assertTrue(0 < n <= 262_144, n)
            self.assertTrue(0 < len(file.read1(10)) <= 10)

    def test_readinto(self):
        # 23
        for file in self.each():
            target = bytearray(8)
            self.assertEqual((file.readinto(target), target), (8, b'first li'))
            shorts = array.array('h', [0, 0])
            self.assertEqual((file.readinto(shorts), shorts.tobytes()), (4, b'ne\nse'[:4]))
            buf = pa.allocate_buffer(4)
            self.assertEqual((file.readinto(buf), bytes(buf)), (4, DATA[12:16]))
            target = bytearray(b'.' * 100)
            self.assertEqual(file.readinto(target), len(DATA) - 16)
            self.assertEqual(target, DATA[16:] + b'.' * (116 - len(DATA)))
            with self.assertRaises(TypeError):
                file.readinto(b'read-only')

    def test_read_buffer(self):
        for file in self.each():
            buf = file.read_buffer(5)
            self.assertIsInstance(buf, pa.Buffer)
            self.assertEqual(buf, b'first')
            self.assertEqual(file.read_buffer(), DATA[5:])
            self.assertEqual(file.read_buffer(nbytes=5), b'')
            file.close()
            self.assertEqual(buf, b'first')
            with self.assertRaises(ValueError):
                file.read_buffer(5)

    def test_read_at(self):
        # 28, 29, 30
        for file in self.each(seekable=True):
            file.seek(3)
            self.assertEqual(file.read_at(4, 6), b'line')
            self.assertEqual(file.read_at(nbytes=100, offset=19), DATA[19:])
            self.assertEqual(file.read_at(4, len(DATA)), b'')
            self.assertEqual(file.read_at(4, len(DATA) + 5), b'')
            for nbytes, offset in (-1, 0), (1, -1):
                with self.assertRaises(pa.ArrowInvalid):
                    file.read_at(nbytes, offset)
            self.assertEqual(file.tell(), 3)
            self.assertEqual(file.read(2), b'st')

    def test_read_at_needs_seekable(self):
        self.write('data', DATA)
        with compressed('data') as file, self.assertRaises(io.UnsupportedOperation):
            file.read_at(1, 0)

    def test_read_at_by_many_threads(self):
        # 29
        data = os.urandom(1 << 20)
        self.write('data', data)
        for open_file in pa.OSFile, pa.memory_map, buffer_reader:
            with self.subTest(open_file.__name__), open_file('data') as file:
                wrong = []

                def work(seed):
                    for i in range(500):
                        offset = (seed * 7919 + i * 104729) % len(data)
                        if file.read_at(512, offset) != data[offset:offset + 512]:
                            wrong.append(offset)

                threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
                for thread in threads:
                    thread.start()
                for thread in threads:
                    thread.join()
                self.assertEqual(wrong, [])
                self.assertEqual(file.tell(), 0)

    def test_readline(self):
        # 24
        for file in self.each():
            self.assertEqual(file.readline(), b'first line\n')
            self.assertEqual(file.readline(3), b'sec')
            self.assertEqual(file.readline(100), b'ond\n')
            self.assertEqual(file.readline(0), b'')
            self.assertEqual(file.readline(None), b'\n')
            self.assertEqual(file.readline(-1), b'no newline')
            self.assertEqual(file.readline(), b'')
            self.assertEqual(file.tell(), len(DATA))

    def test_lines(self):
        # 24
        lines = DATA.splitlines(keepends=True)
        for file in self.each():
            self.assertEqual(list(file), lines)
            self.assertEqual(next(file, None), None)
        for file in self.each():
            self.assertEqual(file.readlines(), lines)
        for file in self.each():
            self.assertEqual(file.readlines(12), lines[:2])
            self.assertEqual(file.readlines(None), lines[2:])

    def test_many_lines(self):
        lines = [b'%d' % n * (n % 50) + b'\n' for n in range(5000)]
        for file in self.each(b''.join(lines)):
            self.assertEqual(list(file), lines)

    def test_seek(self):
        # 27
        for file in self.each(seekable=True):
            self.assertEqual(file.seek(6), 6)
            self.assertEqual(file.read(4), b'line')
            self.assertEqual(file.seek(-4, os.SEEK_CUR), 6)
            self.assertEqual(file.seek(-7, os.SEEK_END), len(DATA) - 7)
            self.assertEqual(file.read(), b'newline')
            self.assertEqual(file.size(), len(DATA))
            with self.assertRaisesRegex(ValueError, 'Invalid value of whence: 3'):
                file.seek(0, 3)

    def test_seek_beyond(self):
        # 13, 25, 26
        for file in self.each(seekable=True):
            self.assertEqual(file.seek(1000), 1000)
            self.assertEqual((file.read(5), file.read(), file.read_buffer(5).size), (b'', b'', 0))
            self.assertEqual(file.tell(), 1000)
            file.seek(3)
            for args in (-1,), (-4, os.SEEK_CUR), (-1000, os.SEEK_END):
                with self.assertRaises(pa.ArrowInvalid):
                    file.seek(*args)
                self.assertEqual(file.tell(), 3)

    def test_what_it_can_do(self):
        for file in self.each():
            self.assertEqual((file.readable(), file.writable(), file.isatty()),
                             (True, False, False))
            self.assertEqual(file.mode, 'rb')
            self.assertEqual(file.metadata(), {})
            self.assertFalse(file.closed)
            self.assertIsNone(file.flush())
            for call in (lambda: file.write(b'x'), lambda: file.writelines([]),
                         lambda: file.truncate(0), lambda: file.write_at(b'x', 0), file.sync):
                with self.assertRaises(io.UnsupportedOperation):
                    call()

    def test_closed(self):
        # 49
        calls = {
            'read': (), 'read1': (), 'readall': (), 'read_buffer': (), 'read_at': (1, 0),
            'readinto': (bytearray(1),), 'readline': (), 'readlines': (), 'seek': (0,),
            'tell': (), 'size': (), 'flush': (), 'write': (b'x',), 'writelines': ([],),
            'readable': (), 'writable': (), 'seekable': (), 'isatty': (), 'fileno': (), 'metadata': (),
            'peek': (1,), 'advance': (1,), 'read_until': (b';',), 'get_stream': (0, 1),
            'write_at': (b'x', 0), 'truncate': (0,), 'sync': (),
        }
        for file in self.each():
            self.assertIsNone(file.close())
            file.close()
            self.assertTrue(file.closed)
            self.assertEqual(file.mode, 'rb')
            for name, args in calls.items():
                with self.subTest(name), self.assertRaisesRegex(ValueError, 'closed file'):
                    getattr(file, name)(*args)
            with self.assertRaisesRegex(ValueError, 'closed file'):
                next(file)
            with file:
                pass

    def test_proc(self):
        # 12: a file that has more in it than it says.
        with pa.OSFile('/proc/self/status') as file:
            self.assertIn(b'VmRSS', file.read())

    def test_wrong_arguments(self):
        for file in self.each():
            for call in (lambda: file.read('x'), lambda: file.read(1.5), lambda: file.readinto('x'),
                         lambda: file.read(1, 2), lambda: file.read(n=1)):
                with self.assertRaises(TypeError):
                    call()
            self.assertEqual(file.tell(), 0)

    def test_keywords(self):
        for file in self.each(seekable=True):
            target = bytearray(5)
            self.assertEqual((file.readinto(b=target), target), (5, b'first'))
            self.assertEqual(file.seek(position=-7, whence=2), len(DATA) - 7)
            self.assertEqual(file.readline(size=2) + file.read1(nbytes=1), b'new')
            self.assertEqual(file.readlines(hint=100), [b'line'])
            self.assertEqual(file.get_stream(file_offset=0, nbytes=5).readall(), b'first')

    def test_weak_references_and_hashes(self):
        for file in self.each():
            self.assertIs(weakref.ref(file)(), file)
            self.assertEqual({file: 1}[file], 1)

    def test_cannot_be_copied(self):
        for file in self.each():
            for call in copy.copy, copy.deepcopy, pickle.dumps:
                with self.assertRaises(TypeError):
                    call(file)

    def test_with_closes_after_an_exception(self):
        for file in self.each():
            with self.assertRaisesRegex(ZeroDivisionError, '^oops$'):
                with file as same:
                    self.assertIs(same, file)
                    raise ZeroDivisionError('oops')
            self.assertTrue(file.closed)

    def test_with_raises_what_failed_first(self):
        with self.assertRaisesRegex(ZeroDivisionError, '^oops$'):
            with pa.output_stream('/dev/full', buffer_size=4096) as file:
                file.write(b'data')
                raise ZeroDivisionError('oops')
        with self.assertRaisesRegex(OSError, '/dev/full'):
            with pa.output_stream('/dev/full', buffer_size=4096) as file:
                file.write(b'data')

        async def run(error):
            async with await pa.output_stream_async('/dev/full', buffer_size=4096) as file:
                await file.write_async(b'data')
                if error is not None:
                    raise error
        with self.assertRaisesRegex(ZeroDivisionError, '^oops$'):
            asyncio.run(run(ZeroDivisionError('oops')))
        with self.assertRaisesRegex(OSError, '/dev/full'):
            asyncio.run(run(None))

    def test_is_not_called(self):
        # 53
        for kind in pa.NativeFile, pa.GIOFile, pa.FileSlice:
            with self.assertRaisesRegex(TypeError, f'Do not call {kind.__name__}'):
                kind()

    def test_repr(self):
        self.write('data', DATA)
        with pa.OSFile('data') as file:
            self.assertEqual(repr(file), "<ArrowIO.OSFile mode='rb' closed=False>")

    def test_frees_its_memory(self):
        before = pa.total_allocated_bytes()
        for file in self.each(os.urandom(1 << 20)):
            file.read(10)
            file.read_buffer(1000)
            list(file)
        del file
        self.assertEqual(pa.total_allocated_bytes(), before)


class TestWriting(TestCase):
    def test_write(self):
        # 51
        with pa.OSFile('data', 'wb') as file:
            self.assertEqual(file.write(b'abc'), 3)
            self.assertEqual(file.write(data=b''), 0)
            self.assertEqual(file.write(bytearray(b'de')), 2)
            self.assertEqual(file.write(memoryview(b'xfgx')[1:3]), 2)
            self.assertEqual(file.write(array.array('H', [0x4141, 0x4242])), 4)
            self.assertEqual(file.write(pa.py_buffer(b'hi')), 2)
            self.assertEqual(file.tell(), 13)
            for wrong in 'text', 5, None:
                with self.assertRaises(TypeError):
                    file.write(wrong)
            with self.assertRaises(BufferError):
                file.write(memoryview(b'abcdef')[::2])
            self.assertIsNone(file.writelines([b'1\n', bytearray(b'2\n')]))
            self.assertEqual((file.readable(), file.writable(), file.mode), (False, True, 'wb'))
            with self.assertRaises(io.UnsupportedOperation):
                file.read()
        self.assertEqual(self.read('data'), b'abcdefgAABBhi1\n2\n')

    def test_os_file_modes(self):
        # 39
        self.write('data', b'0123456789')
        with pa.OSFile('data', 'ab') as file:
            self.assertEqual((file.tell(), file.mode), (10, 'ab'))
            file.write(b'ab')
        with pa.OSFile('data', 'r+') as file:
            file.seek(2)
            file.write(b'xx')
            self.assertEqual(file.read(2), b'45')
        self.assertEqual(self.read('data'), b'01xx456789ab')
        with self.assertRaises(FileExistsError):
            pa.OSFile('data', 'x')
        with pa.OSFile(path='data', mode='w'):
            pass
        self.assertEqual(self.read('data'), b'')
        for mode in 'rw', 'U', 'rt', '':
            with self.assertRaises(pa.ArrowInvalid):
                pa.OSFile('data', mode)

    def test_paths(self):
        # 47
        for path in 'text', pathlib.Path('path'), b'bytes', b'not \xff UTF-8', 'é':
            with self.subTest(path=path):
                with pa.OSFile(path, 'wb') as file:
                    file.write(b'data')
                self.assertEqual(self.read(path), b'data')
                with pa.memory_map(path) as file:
                    self.assertEqual(file.read(), b'data')
                with pa.MemoryMappedFile(path) as file:
                    self.assertEqual(file.read(), b'data')
        with self.assertRaises(TypeError):
            pa.OSFile(5.0)

    def test_map(self):
        # 56, 57, 58
        with pa.create_memory_map('map', 10) as file:
            self.assertIsInstance(file, pa.MemoryMappedFile)
            self.assertEqual(file.write(b'0123456789'), 10)
            with self.assertRaisesRegex(OSError, 'Write out of bounds'):
                file.write(b'x')
            self.assertEqual(file.tell(), 10)
            file.seek(0)
            self.assertEqual(file.read(), b'0123456789')
            self.assertIsNone(file.resize(4))
            self.assertEqual((file.size(), file.tell()), (4, 4))
            file.resize(6)
        self.assertEqual(self.read('map'), b'0123\0\0')
        with pa.memory_map('map', 'r+') as file:
            file.write(b'ABC')
            buf = file.read_buffer(1)
            with self.assertRaises(OSError):
                file.resize(100)
            del buf
            file.resize(3)
        self.assertEqual(self.read('map'), b'ABC')

    def test_create_map(self):
        with self.assertRaises(FileExistsError):
            self.write('map', b'keep')
            pa.create_memory_map('map', 10)
        self.assertEqual(self.read('map'), b'keep')
        pa.create_memory_map('map', 3, replace=True).close()
        self.assertEqual(self.read('map'), bytes(3))
        pa.MemoryMappedFile.create('new', 2).close()
        self.assertEqual(self.read('new'), bytes(2))

    def test_buffer_output_stream(self):
        # 64
        file = pa.BufferOutputStream(pa.system_memory_pool())
        file.write(b'hello, ')
        file.write(b'friends')
        self.assertEqual(file.tell(), 14)
        self.assertEqual(file.getvalue(), b'hello, friends')
        self.assertEqual(file.getvalue(), b'hello, friends')
        self.assertTrue(file.closed)
        with self.assertRaises(ValueError):
            file.write(b'x')
        self.assertEqual(file.tell(), 14)
        self.assertEqual(pa.BufferOutputStream().getvalue(), b'')

    def test_beyond_4_gib(self):
        # 38: nothing passes through PyGObject's arrays, which end there. The file is sparse.
        start = 5 << 30
        with pa.create_memory_map('large', start + 4) as file:
            file.seek(start)
            file.write(b'tail')
            file.seek(0)
            buf = file.read_buffer()
            self.assertEqual((buf.size, file.tell()), (start + 4, start + 4))
            self.assertEqual(memoryview(buf)[start:], b'tail')
            self.assertEqual(buf[start + 1:], b'ail')
            self.assertEqual(pa.py_buffer(memoryview(buf)).size, start + 4)
            self.assertEqual(file.read_at(100, start), b'tail')

    def test_gio(self):
        with pa.GIOFile.new_for_file(Gio.File.new_for_path('data'), 'w') as file:
            self.assertEqual(file.write(b'some data'), 9)
        self.assertEqual(self.read('data'), b'some data')
        memory = Gio.MemoryOutputStream.new_resizable()
        with pa.GIOFile.new_for_output_stream(memory) as file:
            file.write(b'some data')
        self.assertEqual(memory.steal_as_bytes().get_data(), b'some data')

    def test_as_gio_streams(self):
        self.write('data', DATA)
        with pa.OSFile('data') as file:
            stream = file.get_input_stream()
            self.assertIsInstance(stream, Gio.InputStream)
            self.assertEqual(stream.read_bytes(5).get_data(), b'first')
        with pa.BufferOutputStream() as file:
            stream = file.get_output_stream()
            self.assertEqual(stream.write_bytes(pa.py_buffer(b'abc').get_data()), 3)
            stream.close()
            self.assertEqual(file.getvalue(), b'abc')

    def test_dropped(self):
        # 52
        file = pa.OSFile('data', 'wb')
        file.write(b'some data')
        del file
        self.assertEqual(self.read('data'), b'some data')


if __name__ == '__main__':
    unittest.main()
