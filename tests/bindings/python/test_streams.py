# tests/bindings/python/test_streams.py: descriptors, memory of a fixed size, buffers,
# slices and copies, as pyarrow and Python would have them.
#
# SPDX-License-Identifier: Apache-2.0

import fcntl
import io
import os
import subprocess
import unittest

from gi.repository import ArrowIO as pa

from case import TestCase

DATA = b'first line\nsecond line\nthe end'


class TestDescriptors(TestCase):
    def test_read(self):
        # 42: from where it stands, which goes along with it.
        self.write('data', DATA)
        fd = os.open('data', os.O_RDONLY)
        os.lseek(fd, 6, os.SEEK_SET)
        with pa.OSFile(fd) as file:
            self.assertEqual((file.mode, file.tell(), file.fileno()), ('rb', 6, fd))
            self.assertEqual(file.readline(), b'line\n')
            self.assertEqual(os.lseek(fd, 0, os.SEEK_CUR), 11)
            self.assertEqual(os.read(fd, 6), b'second')
        with self.assertRaises(OSError):
            os.fstat(fd)
        with self.assertRaises(ValueError):
            file.fileno()

    def test_append(self):
        # 41
        self.write('data', DATA)
        with pa.OSFile(os.open('data', os.O_WRONLY), 'ab') as file:
            self.assertEqual(file.tell(), len(DATA))
            file.write(b'!')
        self.assertEqual(self.read('data'), DATA + b'!')

    def test_bad(self):
        # 43
        for fd in -1, 9999:
            with self.assertRaises(OSError) as caught:
                pa.OSFile(fd)
            self.assertEqual(caught.exception.errno, 9)
        fd = os.open(os.devnull, os.O_RDONLY)
        with self.assertRaises(OSError):
            pa.OSFile(fd, 'w')
        os.close(fd)

    def test_pipe(self):
        # 44
        reader, writer = os.pipe()
        with pa.OSFile(writer, 'w') as file:
            file.write(DATA)
        with pa.OSFile(reader) as file:
            self.assertFalse(file.seekable())
            self.assertEqual(list(file), DATA.splitlines(True))

    def test_fileno(self):
        # 36
        with pa.OSFile('out', 'wb') as file:
            subprocess.run(['echo', 'from a child'], stdout=file, check=True)
        self.assertEqual(self.read('out'), b'from a child\n')
        with pa.memory_map('out') as file:
            self.assertEqual(os.fstat(file.fileno()).st_size, 13)
            self.assertTrue(fcntl.fcntl(file.fileno(), fcntl.F_GETFD) & fcntl.FD_CLOEXEC)
        for file in pa.BufferReader(b''), pa.BufferOutputStream():
            with self.assertRaises(io.UnsupportedOperation):
                file.fileno()


class TestFixedSizeBufferWriter(TestCase):
    def test_write(self):
        # 67
        data = bytearray(10)
        writer = pa.FixedSizeBufferWriter(data)
        self.assertEqual((writer.write(b'abcd'), writer.tell(), writer.size()), (4, 4, 10))
        with self.assertRaises(OSError):
            writer.write(b'efghijk')
        self.assertEqual(writer.tell(), 4)
        self.assertEqual(writer.seek(-2, os.SEEK_END), 8)
        writer.write(b'ij')
        self.assertEqual(writer.write_at(memoryview(b'efgh'), offset=4), 4)
        self.assertEqual(data, b'abcdefghij')
        writer.close()
        with self.assertRaises(ValueError):
            writer.write(b'')

    def test_settings(self):
        # 67
        writer = pa.FixedSizeBufferWriter(pa.allocate_buffer(8 << 20))
        writer.set_memcopy_threads(num_threads=4)
        writer.set_memcopy_blocksize(blocksize=4096)
        writer.set_memcopy_threshold(threshold=1 << 20)
        writer.write(bytes(range(256)) * (8 << 12))
        for call, value in ((writer.set_memcopy_threads, 0), (writer.set_memcopy_blocksize, 3),
                            (writer.set_memcopy_threshold, -1)):
            with self.assertRaises(pa.ArrowInvalid):
                call(value)

    def test_output_stream(self):
        data = bytearray(4)
        for target in data, memoryview(data), pa.py_buffer(data):
            with pa.output_stream(target) as stream:
                self.assertIsInstance(stream, pa.FixedSizeBufferWriter)
                stream.write(b'abcd')
            self.assertEqual(data, b'abcd')
            data[:] = bytes(4)

    def test_immutable(self):
        # 6
        for target in memoryview(b'abcd'), pa.py_buffer(b'abcd'), pa.py_buffer(bytearray(4))[:2]:
            with self.assertRaises(pa.ArrowInvalid):
                pa.output_stream(target)
            with self.assertRaises(pa.ArrowInvalid):
                pa.FixedSizeBufferWriter(target)


class TestStreams(TestCase):
    def test_mock(self):
        # 69
        stream = pa.MockOutputStream()
        stream.write(DATA)
        stream.close()
        self.assertEqual(stream.size(), len(DATA))
        with self.assertRaises(ValueError):
            stream.write(b'')

    def test_buffered_reader(self):
        # 8, 70
        raw = pa.BufferReader(DATA)
        stream = pa.BufferedInputStream(raw, buffer_size=4, memory_pool=None)
        self.assertEqual((stream.read(2), raw.tell()), (b'fi', 4))
        self.assertEqual(stream.peek(5), b'rst l')
        self.assertIs(stream.detach(), raw)
        self.assertEqual((raw.tell(), raw.read()), (2, DATA[2:]))
        with self.assertRaises(ValueError):
            stream.detach()
        with self.assertRaises(ValueError):
            pa.BufferedInputStream(raw, 0)

    def test_buffered_writer(self):
        # 71, 72
        raw = pa.BufferOutputStream()
        with pa.BufferedOutputStream(raw, 4) as stream:
            stream.write(b'ab')
            stream.write(b'cd')
            self.assertEqual((raw.tell(), stream.tell()), (2, 4))
        self.assertTrue(raw.closed)
        self.assertEqual(raw.getvalue(), b'abcd')

    def test_buffer_size(self):
        # 117
        for size, kind in ((None, pa.OSFile), (0, pa.OSFile), (100, pa.BufferedOutputStream)):
            with pa.output_stream('data', None, size) as stream:
                self.assertIsInstance(stream, kind)
                stream.write(DATA)
        with pa.input_stream('data', buffer_size=100) as stream:
            self.assertIsInstance(stream, pa.BufferedInputStream)
            self.assertEqual(list(stream), DATA.splitlines(True))
        with pa.output_stream('data.gz', buffer_size=100) as stream:
            stream.write(DATA)
        with pa.input_stream('data.gz', buffer_size=100) as stream:
            self.assertEqual(stream.read(), DATA)
        with self.assertRaises(ValueError):
            pa.input_stream('data', buffer_size=-1)

    def test_get_stream(self):
        # 32
        self.write('data', DATA)
        with pa.OSFile('data') as file:
            part = file.get_stream(file_offset=6, nbytes=11)
            self.assertEqual(list(part), [b'line\n', b'second'])
            self.assertEqual((part.tell(), file.tell()), (11, 0))
            part.close()
            self.assertFalse(file.closed)
            part = file.get_stream(0, 5)
        with self.assertRaises(ValueError):
            part.read()
        with pa.memory_map('data') as file:
            for args in (-1, 1), (1, -1):
                with self.assertRaises(pa.ArrowInvalid):
                    file.get_stream(*args)

    def test_looking_ahead(self):
        file = pa.BufferReader(b'a;b;c')
        self.assertEqual((file.peek(2), file.tell()), (b'a;', 0))
        self.assertEqual((file.read_until(b';'), file.read_until(';')), (b'a;', b'b;'))
        self.assertEqual((file.advance(5), file.peek(1), file.read_until(b';')), (1, b'', b''))

    def test_truncate(self):
        with pa.OSFile('data', 'wb') as file:
            file.write(DATA)
            self.assertEqual(file.truncate(5), 5)
            file.seek(2)
            self.assertEqual(file.truncate(), 2)
            self.assertIsNone(file.sync())
        self.assertEqual(self.read('data'), b'fi')

    def test_abort(self):
        raw = pa.BufferOutputStream()
        stream = pa.BufferedOutputStream(raw, 100)
        stream.write(DATA)
        self.assertIsNone(stream.abort())
        self.assertTrue(stream.closed)
        self.assertEqual(raw.getvalue(), b'')


class TestCopies(TestCase):
    def test_download(self):
        target = pa.BufferOutputStream()
        for name, args in (('path', ('path',)), ('buffered', ('buffered', 100))):
            self.assertIsNone(pa.BufferReader(DATA).download(*args))
            self.assertEqual(self.read(name), DATA)
        pa.BufferReader(DATA).download(target)
        pa.BufferReader(DATA).download(target, buffer_size=7)
        self.assertFalse(target.closed)
        self.assertEqual(target.getvalue(), DATA * 2)

    def test_upload(self):
        self.write('data', DATA)
        with pa.OSFile('copy', 'wb') as file:
            for source in 'data', DATA, pa.BufferReader(DATA):
                self.assertIsNone(file.upload(source))
            file.upload(pa.BufferReader(DATA), buffer_size=7)
        self.assertEqual(self.read('copy'), DATA * 4)

    def test_errors(self):
        # 5: those of both sides.
        with pa.OSFile('/dev/full', 'wb') as full:
            with self.assertRaises(OSError) as caught:
                pa.BufferReader(DATA).download(full, buffer_size=10)
            self.assertEqual(caught.exception.errno, 28)
            self.assertFalse(full.closed)
        with self.assertRaises(OSError):
            pa.BufferReader(DATA).download('/dev/full')
        with self.assertRaises(OSError):
            pa.FixedSizeBufferWriter(bytearray(3)).upload(pa.BufferReader(DATA))
        with self.assertRaises(io.UnsupportedOperation):
            pa.BufferReader(DATA).upload(pa.BufferReader(DATA))
        with self.assertRaises(FileNotFoundError):
            pa.BufferOutputStream().upload('missing')


if __name__ == '__main__':
    unittest.main()
