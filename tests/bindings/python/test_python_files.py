# tests/bindings/python/test_python_files.py: every kind of file object that Python has, and
# threads.
#
# SPDX-License-Identifier: Apache-2.0

import bz2
import gzip
import io
import lzma
import os
import socket
import sys
import tarfile
import tempfile
import threading
import unittest
import zipfile

from gi.repository import ArrowIO as pa
from gi.repository import Gio, GLib

from case import TestCase
from handles import DATA, Failing, Slow

try:
    import pyarrow
except ImportError:
    pyarrow = None


class TestConversations(TestCase):
    def test_waits_for_no_more_than_there_is(self):
        ours, theirs = socket.socketpair()
        with ours, theirs:
            ours.settimeout(10)  # where it waits for what nobody sends
            for mode in 'rb', 'rwb':
                with ours.makefile(mode) as handle:
                    theirs.sendall(b'one\ntwo')
                    file = pa.PythonFile(handle, 'r')
                    self.assertEqual(file.readline(), b'one\n')
                    self.assertEqual(file.read1(), b'two')

    def test_writes_where_it_reads(self):
        """After a read1() Python's own file would write at another place."""
        with tempfile.TemporaryFile() as handle:
            handle.write(b'columnar')
            handle.seek(0)
            file = pa.PythonFile(handle)
            self.assertEqual(file.read(3), b'col')
            file.write(b'UM')
            self.assertEqual(file.read(), b'nar')
            file.flush()
            handle.seek(0)
            self.assertEqual(handle.read(), b'colUMnar')

    def test_read_of_a_subclass(self):
        class Loud(io.BytesIO):
            def read(self, size=-1):
                return super().read(size).upper()

        self.assertEqual(pa.PythonFile(Loud(DATA)).read(), DATA.upper())
        handle = io.BufferedReader(io.BytesIO(DATA))
        whole = Loud(DATA)
        handle.read = whole.read
        self.assertEqual(pa.PythonFile(handle).read(), DATA.upper())


class TestThreads(TestCase):
    def run_threads(self, *functions):
        wrong = []

        def work(function):
            try:
                function()
            except BaseException as error:
                wrong.append(error)

        threads = [threading.Thread(target=work, args=(function,), daemon=True)
                   for function in functions]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
            self.assertFalse(thread.is_alive(), 'deadlock')
        self.assertEqual(wrong, [])

    def test_one_after_another(self):
        file = pa.PythonFile(io.BytesIO(DATA))
        parts = []
        for size in 6, 5, 100:
            self.run_threads(lambda: parts.append(file.read(size)))
        self.assertEqual(b''.join(parts), DATA)

    def test_many_at_once(self):
        data = os.urandom(200_000)
        packed = gzip.compress(data)

        def read():
            for _ in range(5):
                self.assertEqual(pa.input_stream(Slow(packed[:3000]), None).read(), packed[:3000])
                self.assertEqual(pa.input_stream(io.BytesIO(packed), 'gzip').read(), data)

        def write():
            for _ in range(5):
                handle = io.BytesIO()
                pa.BufferReader(data).download(handle)
                self.assertEqual(handle.getvalue(), data)

        self.run_threads(read, write, read, write)

    def test_with_a_lock(self):
        lock, file = threading.Lock(), pa.PythonFile(io.BytesIO(bytes(100_000)))
        counts = []

        def read():
            while True:
                with lock:
                    piece = file.read(100)
                if not piece:
                    return
                counts.append(len(piece))

        self.run_threads(*[read] * 4)
        self.assertEqual(sum(counts), 100_000)

    def test_exceptions_stay_in_their_thread(self):
        def work():
            error = ZeroDivisionError(threading.get_ident())
            for _ in range(100):
                with self.assertRaises(ZeroDivisionError) as caught:
                    pa.PythonFile(Failing(error)).read(3)
                self.assertIs(caught.exception, error)

        self.run_threads(*[work] * 4)


class TestEveryKind(TestCase):
    """Each kind of file object that there is in Python's library."""

    def test_socket(self):
        left, right = socket.socketpair()
        with left, right, right.makefile('rb') as reader, left.makefile('wb') as writer:
            with pa.output_stream(writer, 'gzip') as stream:
                stream.write(DATA * 1000)
            left.shutdown(socket.SHUT_WR)
            self.assertEqual(pa.input_stream(reader, 'gzip').read(), DATA * 1000)

    def test_temporary(self):
        with tempfile.TemporaryFile() as handle:
            file = pa.PythonFile(handle)
            file.write(DATA)
            file.seek(0)
            self.assertEqual(file.readlines(), DATA.splitlines(True))
        with tempfile.NamedTemporaryFile() as handle:
            pa.BufferReader(DATA).download(handle)
            handle.flush()
            self.assertEqual(self.read(handle.name), DATA)
        with tempfile.SpooledTemporaryFile() as handle:
            file = pa.PythonFile(handle)
            file.write(DATA)
            file.seek(0)
            self.assertEqual(file.read(), DATA)

    def test_archives(self):
        with zipfile.ZipFile('data.zip', 'w', zipfile.ZIP_DEFLATED) as archive:
            with archive.open('inside', 'w') as handle, pa.output_stream(handle, 'gzip') as file:
                file.write(DATA * 1000)
        with zipfile.ZipFile('data.zip') as archive, archive.open('inside') as handle:
            self.assertEqual(pa.input_stream(handle, 'gzip').read(), DATA * 1000)
        with tarfile.open('data.tar', 'w') as archive:
            archive.add('data.zip')
        with tarfile.open('data.tar') as archive, archive.extractfile('data.zip') as handle:
            self.assertEqual(pa.input_stream(handle).read(), self.read('data.zip'))

    def test_compressed(self):
        for opener, suffix in (gzip.open, 'gz'), (bz2.open, 'bz2'), (lzma.open, 'xz'):
            with opener(f'data.{suffix}', 'wb') as handle, pa.PythonFile(handle) as file:
                file.write(DATA * 1000)
            with opener(f'data.{suffix}') as handle, pa.input_stream(handle) as file:
                self.assertEqual(file.read(5), b'first')
                self.assertEqual(file.read(), (DATA * 1000)[5:])

    def test_decompresses_few_times(self):
        # Large reads ask how much there is, which takes decompressing all of it.
        class Counting(io.BytesIO):
            given = 0

            def read(self, size=-1):
                data = super().read(size)
                self.given += len(data)
                return data

        data = os.urandom(2 << 20)
        handle = Counting(gzip.compress(data))
        with pa.input_stream(gzip.GzipFile(fileobj=handle)) as file:
            pieces = list(iter(lambda: file.read(100_000), b''))
        self.assertEqual(b''.join(pieces), data)
        self.assertLess(handle.given, 2.5 * len(data))

    def test_response(self):
        class Response(io.BufferedIOBase):
            """As that of urllib: a stream with a length."""

            length = len(DATA)

            def readable(self):
                return True

            def read(self, size=-1):
                size = self.length if size is None or size < 0 else min(size, self.length)
                start, self.length = len(DATA) - self.length, self.length - size
                return DATA[start:start + size]

        self.assertEqual(list(pa.input_stream(Response())), DATA.splitlines(True))
        pa.OSFile('data', 'wb').upload(Response())
        self.assertEqual(self.read('data'), DATA)

    def test_buffered_over_ours(self):
        with pa.output_stream('data.gz') as raw, io.BufferedWriter(raw) as handle:
            pa.BufferReader(DATA).download(handle)
        with pa.input_stream('data.gz') as raw, io.BufferedReader(raw) as handle:
            self.assertEqual(pa.PythonFile(handle).read(), DATA)

    def test_copies(self):
        # They leave the file objects open.
        source, target = io.BytesIO(DATA), io.BytesIO()
        with pa.BufferOutputStream() as file:
            file.upload(source)
            self.assertEqual(file.getvalue(), DATA)
        pa.BufferReader(DATA).download(target, buffer_size=7)
        self.assertEqual((target.getvalue(), source.closed, target.closed), (DATA, False, False))
        with self.assertRaises(ZeroDivisionError):
            pa.BufferReader(DATA).download(Failing(ZeroDivisionError()))

    def test_streams_close_it(self):
        for opener in (lambda handle: pa.CompressedInputStream(handle, 'gzip'),
                       lambda handle: pa.BufferedInputStream(handle, 10), pa.input_stream):
            handle = io.BytesIO(gzip.compress(DATA))
            opener(handle).close()
            self.assertTrue(handle.closed)

    def test_gio(self):
        source = pa.PythonFile(io.BytesIO(DATA), 'r').get_input_stream()
        lines = Gio.DataInputStream.new(source)
        self.assertEqual(lines.read_line_utf8(None)[0], 'first line')
        target = io.BytesIO()
        out = pa.PythonFile(target, 'w').get_output_stream()
        out.splice(Gio.MemoryInputStream.new_from_bytes(GLib.Bytes.new(DATA)),
                   Gio.OutputStreamSpliceFlags.NONE, None)
        self.assertEqual(target.getvalue(), DATA)


@unittest.skipUnless(pyarrow, 'pyarrow is not installed')
class TestPyarrow(TestCase):
    def test_ours_over_theirs(self):
        self.write('data', DATA)
        self.assertEqual(pa.PythonFile(pyarrow.OSFile('data')).read(), DATA)
        self.assertEqual(pa.input_stream(pyarrow.BufferReader(DATA)).readlines(),
                         DATA.splitlines(True))
        with pyarrow.OSFile('copy', 'wb') as target:
            pa.BufferReader(DATA).download(target)
        self.assertEqual(self.read('copy'), DATA)

    def test_theirs_over_ours(self):
        self.write('data', DATA)
        with pa.memory_map('data') as raw, pyarrow.PythonFile(raw, 'r') as file:
            self.assertEqual((file.read(5), file.size()), (b'first', len(DATA)))
        with pa.output_stream('data.gz') as raw, pyarrow.PythonFile(raw, 'w') as file:
            file.write(DATA)
        self.assertEqual(gzip.decompress(self.read('data.gz')), DATA)


if __name__ == '__main__':
    sys.setswitchinterval(0.0005)
    unittest.main()
