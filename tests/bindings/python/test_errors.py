# tests/bindings/python/test_errors.py
#
# SPDX-License-Identifier: Apache-2.0

import errno
import io
import os
import pickle
import unittest

from gi.repository import ArrowIO as pa
from gi.repository import Gio, GLib

from case import TestCase


class TestErrors(TestCase):
    def check(self, call, kind, domain, code, words=''):
        """Call, and look at what it raises as Python and as GLib would."""
        with self.assertRaisesRegex(kind, words) as caught:
            call()
        error = caught.exception
        self.assertIsInstance(error, GLib.Error)
        self.assertTrue(error.matches(domain, code), error.code)
        self.assertEqual(str(error), error.message)
        self.assertEqual(repr(error), f'{type(error).__name__}({error.message!r})')
        return error

    def check_own(self, call, kind, code, words=''):
        return self.check(call, kind, pa.error_quark(), code, words)

    def check_system(self, call, kind, number, code, words=''):
        error = self.check(call, kind, Gio.io_error_quark(), code, words)
        self.assertEqual((error.errno, error.strerror), (number, os.strerror(number)))
        self.assertTrue(error.message.endswith(f'[errno {number}]'), error.message)
        return error

    def test_own(self):
        closed = pa.BufferReader(b'')
        closed.close()
        buf = pa.py_buffer(b'abc')
        self.check_own(lambda: pa.allocate_buffer(-1), ValueError, pa.Error.INVALID)
        self.check_own(lambda: buf.slice(5), IndexError, pa.Error.INDEX)
        self.check_own(closed.read, ValueError, pa.Error.CLOSED, 'I/O operation on closed file')
        self.check_own(closed.tell, ValueError, pa.Error.CLOSED, 'I/O operation on closed file')
        self.check_own(lambda: pa.BufferReader(b'').write(b''), io.UnsupportedOperation,
                       pa.Error.NOT_SUPPORTED)
        self.check_own(lambda: pa.allocate_buffer(2**63 - 1), MemoryError,
                       pa.Error.OUT_OF_MEMORY)
        self.check_own(lambda: pa.input_stream(b'x', 'gzip').read(), OSError,
                       pa.Error.TRUNCATED)
        self.check_own(lambda: pa.input_stream(b'not gzip', 'gzip').read(), OSError,
                       pa.Error.CORRUPT)

    def test_names(self):
        for name in ('ArrowException', 'ArrowInvalid', 'ArrowIndexError', 'ArrowMemoryError',
                     'ArrowNotImplementedError', 'ArrowCapacityError', 'ArrowIOError'):
            self.assertIs(getattr(pa, name), getattr(pa.lib, name))
        self.assertTrue(issubclass(pa.ArrowInvalid, (ValueError, pa.ArrowException)))
        self.assertTrue(issubclass(pa.ArrowMemoryError, MemoryError))
        self.assertTrue(issubclass(pa.ArrowNotImplementedError, NotImplementedError))
        self.assertEqual(pa.ArrowInvalid.__module__, 'gi.repository.ArrowIO')

    def test_missing(self):
        for opener in (pa.OSFile, pa.memory_map, pa.input_stream,
                       lambda path: pa.memory_map(path, 'r+'),
                       lambda path: pa.OSFile(f'{path}/missing', 'w')):
            self.check_system(lambda: opener('missing'), FileNotFoundError, errno.ENOENT,
                              Gio.IOErrorEnum.NOT_FOUND, "'missing")
        self.assertFalse(os.path.exists('missing'))

    def test_directory(self):
        # 45
        os.mkdir('folder')
        for opener in (pa.OSFile, pa.memory_map, pa.input_stream, pa.output_stream,
                       lambda path: pa.create_memory_map(path, 5, replace=True)):
            self.check_system(lambda: opener('folder'), IsADirectoryError, errno.EISDIR,
                              Gio.IOErrorEnum.IS_DIRECTORY, "'folder'")

    def test_not_a_directory(self):
        self.write('file', b'')
        self.check_system(lambda: pa.OSFile('file/inside'), NotADirectoryError, errno.ENOTDIR,
                          Gio.IOErrorEnum.NOT_DIRECTORY, "'file/inside'")

    def test_full_disk(self):
        # 54
        def write():
            with pa.OSFile('/dev/full', 'wb') as file:
                file.write(bytes(100_000))

        self.check_system(write, OSError, errno.ENOSPC, Gio.IOErrorEnum.NO_SPACE, '/dev/full')

        def compress():
            with pa.output_stream('/dev/full', 'gzip') as file:
                file.write(b'some data')

        self.check_system(compress, OSError, errno.ENOSPC, Gio.IOErrorEnum.NO_SPACE, '/dev/full')

    def test_paths_that_are_not_utf_8(self):
        path = os.fsdecode(b'n\xff\xfe/not')
        for opener in pa.OSFile, pa.memory_map, pa.input_stream, pa.output_stream:
            with self.assertRaises(FileNotFoundError) as caught:
                opener(path)
            self.assertEqual(caught.exception.filename, path)
            str(caught.exception).encode()  # the message is UTF-8 as before

    def test_errno_without_a_code_of_its_own(self):
        # Many share G_IO_ERROR_FAILED; the number is what tells them apart.
        os.symlink('loop', 'loop')
        self.check_system(lambda: pa.OSFile('loop'), OSError, errno.ELOOP,
                          Gio.io_error_from_errno(errno.ELOOP), "'loop'")

    def test_filename(self):
        os.mkdir("it's a folder")
        for path in 'missing', "it's a folder/and 'a file'", '/dev/null/é':
            with self.assertRaises(OSError) as caught:
                pa.OSFile(path)
            self.assertEqual(caught.exception.filename, path)
        with self.assertRaises(OSError) as caught:
            pa.OSFile(9999)
        self.assertIsNone(caught.exception.filename)

    def test_gio_s_own(self):
        error = self.check(lambda: pa.input_stream(Gio.File.new_for_path('missing')),
                           FileNotFoundError, Gio.io_error_quark(), Gio.IOErrorEnum.NOT_FOUND)
        self.assertEqual(error.errno, errno.ENOENT)

    def test_embedded_nul(self):
        # 47
        for call in (lambda: pa.OSFile('a\0b'), lambda: pa.memory_map(b'a\0b'),
                     lambda: pa.input_stream('a\0b'), lambda: pa.output_stream('a\0b'),
                     lambda: pa.create_memory_map('a\0b', 5)):
            self.check_own(call, pa.ArrowInvalid, pa.Error.INVALID, 'Embedded NUL')
        self.assertEqual(os.listdir(), [])

    def test_path_that_is_not_utf8(self):
        error = self.check_system(lambda: pa.OSFile(b'missing \xff'), FileNotFoundError,
                                  errno.ENOENT, Gio.IOErrorEnum.NOT_FOUND)
        self.assertIn('missing', str(error))

    def test_the_introspected_functions_raise_them_too(self):
        self.check_own(lambda: pa.ResizableBuffer.new(-1), ValueError, pa.Error.INVALID)
        self.check_system(lambda: pa.OSFile.new('missing', 'r'), FileNotFoundError,
                          errno.ENOENT, Gio.IOErrorEnum.NOT_FOUND)
        self.check_system(lambda: pa.input_stream_for_path('missing', None), FileNotFoundError,
                          errno.ENOENT, Gio.IOErrorEnum.NOT_FOUND)

    def test_pickle(self):
        for call in (lambda: pa.OSFile('missing'), lambda: pa.allocate_buffer(-1)):
            with self.assertRaises(GLib.Error) as caught:
                call()
            error = pickle.loads(pickle.dumps(caught.exception))
            self.assertIs(type(error), type(caught.exception))
            self.assertEqual(str(error), str(caught.exception))
            self.assertEqual(getattr(error, 'errno', None),
                             getattr(caught.exception, 'errno', None))

    def test_nothing_is_chained(self):
        with self.assertRaises(ValueError) as caught:
            pa.allocate_buffer(-1)
        self.assertIsNone(caught.exception.__context__)


if __name__ == '__main__':
    unittest.main()
