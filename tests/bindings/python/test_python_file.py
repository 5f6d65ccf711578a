# tests/bindings/python/test_python_file.py: file objects of Python's as files of the library.
#
# SPDX-License-Identifier: Apache-2.0

import errno
import gc
import gzip
import io
import os
import unittest
import weakref

from gi.repository import ArrowIO as pa
from gi.repository import Gio, GLib

from case import TestCase
from handles import DATA, Failing, Slow


class Named(Exception):
    def __init__(self, number):
        super().__init__(number)


class TestModes(TestCase):
    def test_memory(self):
        # 110: what can be both is both.
        file = pa.PythonFile(io.BytesIO(DATA))
        self.assertEqual((file.readable(), file.writable(), file.seekable(), file.mode),
                         (True, True, True, 'rb+'))
        self.assertEqual((file.read(), file.size()), (DATA, len(DATA)))
        file.seek(0)
        file.write(b'F')
        self.assertEqual(file.read_at(5, 0), b'First')

    def test_files(self):
        # 110
        self.write('data', DATA)
        for mode, expected, can in (('rb', 'rb', (True, False)), ('r+b', 'rb+', (True, True)),
                                    ('ab', 'ab', (False, True)), ('wb', 'wb', (False, True))):
            with open('data', mode) as handle, pa.PythonFile(handle) as file:
                self.assertEqual((file.mode, (file.readable(), file.writable())), (expected, can))
        for mode in 'xb', 'x+b':
            os.unlink('data')
            with open('data', mode) as handle, pa.PythonFile(handle) as file:
                file.write(DATA)
        self.assertEqual(self.read('data'), DATA)

    def test_append(self):
        self.write('data', DATA)
        with open('data', 'ab') as handle, pa.PythonFile(handle) as file:
            self.assertEqual(file.tell(), len(DATA))
            file.write(b'!')
        self.assertEqual(self.read('data'), DATA + b'!')

    def test_gzip(self):
        # 110: its mode is a number.
        with gzip.GzipFile('data.gz', 'wb') as handle, pa.PythonFile(handle) as file:
            self.assertFalse(file.readable())
            file.write(DATA)
        with gzip.GzipFile('data.gz') as handle, pa.PythonFile(handle) as file:
            self.assertFalse(file.writable())
            self.assertEqual(list(file), DATA.splitlines(True))

    def test_given(self):
        for mode in 'r', 'rb', 'r+', 'rb+', 'r+b':
            self.assertTrue(pa.PythonFile(io.BytesIO(DATA), mode).readable())
        file = pa.PythonFile(io.BytesIO(DATA), mode='r')
        self.assertEqual((file.writable(), file.mode), (False, 'rb'))
        with self.assertRaises(io.UnsupportedOperation):
            file.write(b'')
        with self.assertRaises(io.UnsupportedOperation):
            pa.PythonFile(io.BytesIO(DATA), 'w').read()
        for mode in 'rt', 'rw', '', 'U':
            with self.assertRaisesRegex(ValueError, 'Invalid file mode'):
                pa.PythonFile(io.BytesIO(), mode)

    def test_only_some_methods(self):
        class Reader:
            def read(self, size):
                return DATA[:size]

        class Writer:
            data = b''

            def write(self, data):
                self.data += data

        class Both(Reader, Writer):
            pass

        self.assertEqual(pa.PythonFile(Reader()).read(5), b'first')
        writer = Writer()
        file = pa.PythonFile(writer)
        self.assertEqual((file.write(DATA), file.flush(), writer.data), (len(DATA), None, DATA))
        self.assertFalse(file.seekable())
        file.close()  # which there is nothing to do for
        with self.assertRaisesRegex(ValueError, 'could not infer open mode'):
            pa.PythonFile(Both())
        with self.assertRaisesRegex(ValueError, 'could not infer open mode'):
            pa.PythonFile(object())
        Both.mode = 'rb'
        self.assertFalse(pa.PythonFile(Both()).writable())

    def test_wrong_kind(self):
        # 111
        self.write('data', DATA)
        for text in io.StringIO('text'), open('data'):
            with text:
                for opener in pa.PythonFile, pa.input_stream, pa.output_stream:
                    with self.assertRaisesRegex(TypeError, 'binary file expected, got text file'):
                        opener(text)
        with open('data', 'rb') as reader, open('other', 'wb') as writer:
            with self.assertRaisesRegex(TypeError, 'writable file expected'):
                pa.PythonFile(reader, 'w')
            with self.assertRaisesRegex(TypeError, 'readable file expected'):
                pa.PythonFile(writer, 'r')
            with self.assertRaisesRegex(TypeError, 'readable file expected'):
                pa.input_stream(writer)

    def test_from_where_it_stands(self):
        handle = io.BytesIO(DATA)
        handle.seek(6)
        file = pa.PythonFile(handle)
        self.assertEqual((file.tell(), file.read(4), file.tell()), (6, b'line', 10))


class TestReading(TestCase):
    def test_pipe(self):
        # 112: asked whether it can seek, a pipe says no.
        for read in (lambda file: file.read(), lambda file: file.readall(),
                     lambda file: b''.join(file), lambda file: file.read_buffer()):
            fd, other = os.pipe()
            os.write(other, DATA)
            os.close(other)
            with os.fdopen(fd, 'rb') as handle, pa.PythonFile(handle) as file:
                self.assertFalse(file.seekable())
                self.assertEqual(read(file), DATA)
                for call in file.size, lambda: file.seek(0), lambda: file.read_at(1, 0):
                    with self.assertRaises(io.UnsupportedOperation):
                        call()

    def test_short_reads(self):
        # 4
        for data in DATA, bytes(range(256)) * 40:
            for read in (lambda file: file.read(), lambda file: file.read(len(data)),
                         lambda file: file.read_buffer(len(data)), lambda file: b''.join(file)):
                self.assertEqual(read(pa.PythonFile(Slow(data))), data)
            target = bytearray(len(data))
            self.assertEqual(pa.PythonFile(Slow(data)).readinto(target), len(data))
            self.assertEqual(target, data)
        self.assertEqual(pa.PythonFile(Slow(DATA)).read1(10), DATA[:3])
        self.assertEqual(pa.input_stream(Slow(gzip.compress(DATA)), 'gzip').read(), DATA)

    def test_too_much(self):
        # 2
        class Generous(io.BytesIO):
            def read(self, size=-1):
                return bytes(1 << 20)

        file = pa.PythonFile(Generous())
        for call in lambda: file.read(16), lambda: file.read_buffer(3), file.readline:
            with self.assertRaisesRegex(pa.ArrowException, 'returned 1048576 bytes, more than'):
                call()

    def test_no_bytes(self):
        # 115
        class Wrong(io.BytesIO):
            def __init__(self, result):
                self.result = result

            def read(self, size=-1):
                return self.result

        for result in 'text', 5, [1, 2]:
            with self.assertRaises(TypeError):
                pa.PythonFile(Wrong(result), 'r').read(3)
        with self.assertRaises(BlockingIOError) as caught:
            pa.PythonFile(Wrong(None), 'r').read(3)
        self.assertEqual(caught.exception.errno, errno.EAGAIN)

    def test_bytes_of_any_kind(self):
        class Kind(io.BytesIO):
            def read(self, size=-1):
                return kind(super().read(size))

        for kind in bytes, bytearray, memoryview, pa.py_buffer, GLib.Bytes.new:
            self.assertEqual(pa.PythonFile(Kind(DATA)).read(), DATA)

    def test_buffers(self):
        # 115: what gives buffers is asked for them.
        class Buffers(io.BytesIO):
            def read_buffer(self, size):
                return pa.py_buffer(super().read(size))

            def read(self, size=-1):
                raise NotImplementedError

        self.assertEqual(pa.PythonFile(Buffers(DATA)).read(), DATA)

    def test_everything(self):
        file = pa.PythonFile(io.BytesIO(DATA))
        self.assertEqual(file.readline(), b'first line\n')
        self.assertEqual((file.peek(3), file.tell()), (b'sec', 11))
        self.assertEqual(file.read_at(4, 6), b'line')
        self.assertEqual(file.tell(), 11)
        self.assertEqual(file.seek(-3, os.SEEK_END), len(DATA) - 3)
        self.assertEqual(file.read1(), b'end')
        self.assertEqual((file.seek(1000), file.read()), (1000, b''))
        with self.assertRaises(pa.ArrowInvalid):
            file.seek(-1)
        self.assertEqual(file.get_stream(6, 4).read(), b'line')
        stream = file.get_input_stream()
        stream.seek(0, GLib.SeekType.SET)
        self.assertEqual(stream.read_bytes(5).get_data(), b'first')


class TestWriting(TestCase):
    def test_short_writes(self):
        # 3
        handle = Slow()
        file = pa.PythonFile(handle, 'w')
        self.assertEqual((file.write(DATA), file.tell()), (len(DATA), len(DATA)))
        self.assertEqual(handle.getvalue(), DATA)

    def test_wrong_counts(self):
        for count in 0, -1, 100:
            class Wrong(io.BytesIO):
                def write(self, data):
                    return count

            with self.assertRaisesRegex(pa.ArrowException, f'wrote {count} of 3 bytes'):
                pa.PythonFile(Wrong()).write(b'abc')

    def test_flush(self):
        # 113
        with open('data', 'wb') as handle, pa.PythonFile(handle) as file:
            file.write(DATA)
            self.assertEqual(self.read('data'), b'')
            file.flush()
            self.assertEqual(self.read('data'), DATA)

    def test_a_failed_write_does_not_move(self):
        # 113
        with open('/dev/full', 'wb', buffering=0) as handle, pa.PythonFile(handle) as file:
            with self.assertRaises(OSError) as caught:
                file.write(b'abc')
            self.assertEqual((caught.exception.errno, file.tell()), (errno.ENOSPC, 0))

    def test_what_is_written_may_be_kept(self):
        class Keeping(io.RawIOBase):
            def __init__(self):
                self.kept = []

            def writable(self):
                return True

            def write(self, data):
                self.kept.append(data)
                return len(data)

        handle = Keeping()
        file = pa.PythonFile(handle)
        data = bytearray(b'abc')
        file.write(data)
        data[:] = b'xyz'
        del file
        self.assertEqual([bytes(data) for data in handle.kept], [b'abc'])

    def test_truncate(self):
        handle = io.BytesIO(DATA)
        file = pa.PythonFile(handle)
        self.assertEqual((file.truncate(pos=5), file.size()), (5, 5))
        file.seek(2)
        self.assertEqual((file.truncate(), handle.getvalue()), (2, b'fi'))


class TestClosing(TestCase):
    def test_close(self):
        # 114
        class Counting(io.BytesIO):
            closings = 0

            def close(self):
                self.closings += 1
                super().close()

        handle = Counting()
        file = pa.PythonFile(handle)
        file.close()
        file.close()
        self.assertEqual((file.closed, handle.closed, handle.closings), (True, True, 1))
        for call in file.read, file.tell, file.readable, lambda: file.write(b''):
            with self.assertRaisesRegex(ValueError, 'closed file'):
                call()

    def test_dropping(self):
        # 114
        handle = io.BytesIO(DATA)
        file = pa.PythonFile(handle)
        file.read(3)
        gone = weakref.ref(file)
        del file
        gc.collect()
        self.assertIsNone(gone())
        self.assertFalse(handle.closed)

    def test_lets_go(self):
        handle = io.BytesIO(DATA)
        gone = weakref.ref(handle)
        stream = pa.BufferedInputStream(handle, 10)
        del handle
        gc.collect()
        self.assertEqual(stream.read(5), b'first')
        del stream
        gc.collect()
        self.assertIsNone(gone())

    def test_close_fails(self):
        # 114
        class Failing(io.BytesIO):
            def close(self):
                raise ZeroDivisionError('oops')

        file = pa.PythonFile(Failing())
        with self.assertRaisesRegex(ZeroDivisionError, '^oops$'):
            file.close()
        self.assertTrue(file.closed)
        file.close()

    def test_closed_from_below(self):
        # 114
        handle = io.BytesIO(DATA)
        file = pa.PythonFile(handle)
        self.assertFalse(file.closed)
        handle.close()
        self.assertTrue(file.closed)
        for call in lambda: file.read(3), file.readable, lambda: file.write(b'x'):
            with self.assertRaisesRegex(ValueError, 'closed file'):
                call()
        with self.assertRaisesRegex(ValueError, 'closed file'):
            pa.PythonFile(handle)

    def test_with(self):
        handle = io.BytesIO()
        with self.assertRaises(ZeroDivisionError):
            with pa.PythonFile(handle):
                raise ZeroDivisionError
        self.assertTrue(handle.closed)


class TestExceptions(TestCase):
    ERRORS = (ZeroDivisionError('oops'), KeyboardInterrupt(), SystemExit(3), Named(5),
              OSError(errno.EIO, 'Input/output error', 'a file'), UnicodeError('é\0\udcff'),
              GLib.Error('from GLib'), LookupError('x' * 5000), GeneratorExit())

    def test_come_out_as_they_are(self):
        # 115
        for error in self.ERRORS:
            for call in (lambda file: file.read(), lambda file: file.read(3),
                         lambda file: file.read_buffer(3), lambda file: list(file),
                         lambda file: file.write(b'x'), lambda file: file.peek(1),
                         lambda file: file.download('copy'), lambda file: file.readall()):
                with self.subTest(error=repr(error)[:50]):
                    self.check(error, lambda: call(pa.PythonFile(Failing(error))))

    def check(self, error, call):
        with self.assertRaises(type(error)) as caught:
            call()
        self.assertIs(caught.exception, error)
        self.assertIsNone(error.__cause__)
        self.assertIsNone(error.__context__)

    def test_through_other_streams(self):
        # 109, 115
        packed = gzip.compress(os.urandom(100_000))
        for error in self.ERRORS:
            for stream in (pa.CompressedInputStream(Failing(error, packed[:50_000]), 'gzip'),
                           pa.input_stream(Failing(error, packed[:50_000]), 'gzip', 1000),
                           pa.BufferedInputStream(Failing(error, DATA), 10)):
                with self.subTest(error=repr(error)[:50]):
                    self.check(error, stream.read)
            stream = pa.CompressedOutputStream(Failing(error), 'gzip')
            self.check(error, lambda: stream.write(os.urandom(1 << 20)))
            stream.abort()

    def test_have_their_traceback(self):
        try:
            pa.PythonFile(Failing(ZeroDivisionError('oops'))).read(3)
        except ZeroDivisionError as error:
            names, traceback = [], error.__traceback__
            while traceback:
                names.append(traceback.tb_frame.f_code.co_name)
                traceback = traceback.tb_next
        self.assertEqual((names[0], names[-1]), ('test_have_their_traceback', 'readinto'))

    def test_in_every_function(self):
        for name in 'seek', 'tell', 'truncate', 'flush', 'close':
            handle = io.BytesIO(DATA)
            file = pa.PythonFile(handle)
            error = ZeroDivisionError(name)

            class Broken(io.BytesIO):
                pass

            def fail(self, *args):
                raise error

            file._handle = Broken(DATA)
            setattr(Broken, name, fail)
            call = {'tell': file.size, 'seek': lambda: file.seek(5),
                    'truncate': lambda: file.truncate(5)}.get(name) or getattr(file, name)
            with self.subTest(name):
                self.check(error, call)

    def test_the_file_goes_on(self):
        handle = Failing(ZeroDivisionError('oops'), DATA)
        file = pa.PythonFile(handle)
        self.assertEqual(file.read(len(DATA)), DATA)
        for _ in range(2):
            with self.assertRaises(ZeroDivisionError):
                file.read(1)
        handle.data.seek(6)
        self.assertEqual(file.read(4), b'line')

    def test_others_are_not_mixed_up(self):
        # One that nobody raised, as a GIO stream has GLib's errors only, is not raised later.
        stream = pa.PythonFile(Failing(ZeroDivisionError('oops'))).get_input_stream()
        with self.assertRaisesRegex(GLib.Error, "'<Failing>': ZeroDivisionError: oops"):
            stream.read_bytes(3)
        with self.assertRaises(FileNotFoundError):
            pa.OSFile('missing')
        with self.assertRaisesRegex(pa.ArrowInvalid, 'Negative'):
            pa.allocate_buffer(-1)

    def test_errno_for_glib(self):
        stream = pa.PythonFile(Failing(OSError(errno.ENOSPC, 'full'))).get_output_stream()
        with self.assertRaises(GLib.Error) as caught:
            stream.write_bytes(GLib.Bytes.new(b'abc'))
        self.assertTrue(caught.exception.matches(Gio.io_error_quark(), Gio.IOErrorEnum.NO_SPACE))

    def test_inside_its_own_call(self):
        class Recursive(io.BytesIO):
            def read(self, size=-1):
                return file.read(size)

        file = pa.PythonFile(Recursive(DATA))
        with self.assertRaises(OSError) as caught:
            file.read(3)
        self.assertEqual(caught.exception.errno, errno.EBUSY)


class TestForeignFile(TestCase):
    def test_subclass(self):
        class Zeros(pa.ForeignFile):
            left = 10

            def do_host_read(self, n_bytes):
                n = min(n_bytes, self.left)
                self.left -= n
                return bytes(n)

        with Zeros(name='zeros') as file:
            self.assertEqual((file.readable(), file.writable(), file.read()),
                             (True, False, bytes(10)))

    def test_subclass_raises(self):
        class Wrong(pa.ForeignFile):
            def do_host_read(self, n_bytes):
                raise ZeroDivisionError('oops')

        with self.assertRaisesRegex(ZeroDivisionError, 'oops'):
            Wrong().read(3)

    def test_signals(self):
        data, written = io.BytesIO(DATA), []
        file = pa.ForeignFile.new('signals', 'r+', True)
        file.connect('host-read', lambda file, n_bytes: data.read(n_bytes))
        file.connect('host-write', lambda file, bytes: written.append(bytes.get_data()))
        file.connect('host-seek', lambda file, offset: data.seek(offset) >= 0)
        file.connect('host-size', lambda file: len(DATA))
        self.assertEqual((file.read(5), file.size()), (b'first', len(DATA)))
        file.write(b'abc')
        self.assertEqual(written, [b'abc'])

        def fail(file):
            raise LookupError('oops')
        file.connect('host-flush', fail)
        with self.assertRaisesRegex(LookupError, 'oops'):
            file.flush()


if __name__ == '__main__':
    unittest.main()
