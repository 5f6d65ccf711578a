# tests/bindings/python/test_foreign_signals.py
#
# SPDX-License-Identifier: Apache-2.0
"""Functions for files, connected and in subclasses, as introspection gives them."""

import errno
import unittest

from gi.repository import ArrowIO as pa
from gi.repository import Gio, GLib

from case import TestCase


class Text(pa.ForeignFile):
    text = b'one\ntwo\n'
    position = 0

    def do_host_read(self, n_bytes):
        start = self.position
        self.position = min(start + n_bytes, len(self.text))
        return GLib.Bytes.new(self.text[start:self.position])

    def do_host_seek(self, offset):
        self.position = offset
        return True

    def do_host_size(self):
        self.answer(len(self.text))
        return True


class Full(pa.ForeignFile):
    def do_host_write(self, data):
        self.fail(errno.ENOSPC, None)
        return False


class Upper(pa.TransformInputStream):
    def do_transform(self, data):
        return GLib.Bytes.new(data.get_data().upper())


class TestForeignSignals(TestCase):
    def test_connect(self):
        file = pa.ForeignFile.new('x', 'r', False)
        file.connect('host-read', lambda file, n_bytes: GLib.Bytes.new(b'xyz'))
        self.assertEqual(file.read(7), b'xyzxyzx')

    def test_subclass(self):
        file = Text()
        self.assertEqual(
            (file.readable(), file.writable(), file.seekable()), (True, False, True))
        self.assertEqual(file.size(), 8)
        self.assertEqual(file.readline(), b'one\n')
        self.assertEqual(file.read_at(3, 4), b'two')
        self.assertEqual(file.read(), b'two\n')
        self.assertFalse(Text(can_seek=False).seekable())

    def test_failure(self):
        with self.assertRaises(GLib.Error) as caught:
            Full(name='full').write(b'abc')
        self.assertTrue(caught.exception.matches(
            Gio.io_error_quark(), Gio.IOErrorEnum.NO_SPACE))
        self.assertIn("'full'", caught.exception.message)

    def test_transform(self):
        self.assertEqual(Upper(raw=pa.BufferReader(b'some data')).read(), b'SOME DATA')
        stream = pa.TransformInputStream.new(pa.BufferReader(b'abc'))
        stream.connect('transform', lambda stream, data: data)
        self.assertEqual(stream.read(), b'abc')

    def test_transcoding(self):
        raw = pa.BufferReader(b'caf\xe9')
        stream = pa.transcoding_input_stream(raw, 'latin1', 'utf-8')
        self.assertEqual(stream.read(), 'café'.encode())


if __name__ == '__main__':
    unittest.main()
