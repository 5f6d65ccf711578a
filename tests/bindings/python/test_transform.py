# tests/bindings/python/test_transform.py: files through a function, and text in another
# encoding.
#
# SPDX-License-Identifier: Apache-2.0

import gzip
import io
import os
import unittest
import zlib

from gi.repository import ArrowIO as pa
from gi.repository import GLib

from case import TestCase
from handles import DATA, Failing, Slow

TEXT = 'Zoë, 日本語, Ωmega, ¶, 𝄞\n' * 3000


def upper(buf):
    return buf.to_pybytes().upper()


class TestTransform(TestCase):
    def test_function(self):
        # 116
        stream = pa.TransformInputStream(pa.BufferReader(DATA), upper)
        self.assertEqual((stream.readable(), stream.writable(), stream.seekable()),
                         (True, False, False))
        self.assertEqual(stream.readline(), b'FIRST LINE\n')
        self.assertEqual((stream.tell(), stream.read()), (11, DATA[11:].upper()))

    def test_over_everything(self):
        self.write('data', DATA)
        self.write('data.gz', gzip.compress(DATA))
        for source in 'data', DATA, io.BytesIO(DATA), open('data', 'rb'), pa.OSFile('data'):
            stream = pa.TransformInputStream(stream=source, transform_func=upper)
            with self.subTest(kind=type(source)), stream:
                self.assertEqual(stream.read(), DATA.upper())
        stream = pa.TransformInputStream(pa.input_stream('data.gz'), upper)
        self.assertEqual(stream.read(), DATA.upper())

    def test_what_it_gets(self):
        # 116: buffers, and an empty one at the end.
        got = []

        def keep(buf):
            got.append(buf)
            return buf

        data = os.urandom(200_000)
        self.assertEqual(pa.TransformInputStream(pa.BufferReader(data), keep).read(), data)
        self.assertTrue(all(isinstance(buf, pa.Buffer) for buf in got))
        self.assertEqual(b''.join(got), data)
        self.assertEqual([buf.size for buf in got].index(0), len(got) - 1)

    def test_what_it_may_give(self):
        for kind in bytes, bytearray, memoryview, pa.py_buffer, GLib.Bytes.new:
            stream = pa.TransformInputStream(
                pa.BufferReader(DATA), lambda buf: kind(buf.to_pybytes()))
            self.assertEqual(stream.read(), DATA)
        for wrong in 'text', 5:
            with self.assertRaises(TypeError):
                pa.TransformInputStream(pa.BufferReader(DATA), lambda buf: wrong).read()
        with self.assertRaises(pa.ArrowException):
            pa.TransformInputStream(pa.BufferReader(DATA), lambda buf: None).read()

    def test_keeps_something_back(self):
        data = os.urandom(500_000)
        unpack = zlib.decompressobj()

        def inflate(buf):
            return unpack.decompress(buf) if len(buf) else unpack.flush()

        stream = pa.TransformInputStream(Slow(zlib.compress(data)[:3000]), inflate)
        self.assertEqual(stream.read(), zlib.decompressobj().decompress(
            zlib.compress(data)[:3000]))
        unpack = zlib.decompressobj()
        stream = pa.TransformInputStream(io.BytesIO(zlib.compress(data)), inflate)
        self.assertEqual(stream.read(), data)

    def test_errors(self):
        error = ZeroDivisionError('oops')

        def fail(buf):
            raise error

        stream = pa.TransformInputStream(pa.BufferReader(DATA), fail)
        for _ in range(2):
            with self.assertRaises(ZeroDivisionError) as caught:
                stream.read(3)
            self.assertIs(caught.exception, error)
        packed = pa.CompressedInputStream(pa.TransformInputStream(DATA, fail), 'gzip')
        with self.assertRaises(ZeroDivisionError):
            packed.read()
        with self.assertRaises(KeyboardInterrupt):
            pa.TransformInputStream(Failing(KeyboardInterrupt()), upper).read()

    def test_wrong_arguments(self):
        closed = pa.BufferReader(DATA)
        closed.close()
        with self.assertRaisesRegex(ValueError, 'closed file'):
            pa.TransformInputStream(closed, upper)
        with self.assertRaises(io.UnsupportedOperation):
            pa.TransformInputStream(pa.BufferOutputStream(), upper)
        with self.assertRaises(TypeError):
            pa.TransformInputStream(5, upper)
        with self.assertRaises(TypeError):
            pa.TransformInputStream()
        with self.assertRaises(io.UnsupportedOperation):
            pa.TransformInputStream(DATA).read()

    def test_closing(self):
        raw = io.BytesIO(DATA)
        stream = pa.TransformInputStream(raw, upper)
        stream.close()
        self.assertTrue(raw.closed)
        with self.assertRaisesRegex(ValueError, 'closed file'):
            stream.read()

    def test_subclass(self):
        class Upper(pa.TransformInputStream):
            def do_transform(self, bytes):
                return (bytes.get_data() or b'').upper()

        self.assertEqual(list(Upper(DATA)), DATA.upper().splitlines(True))


class TestTranscoding(TestCase):
    def transcode(self, data, src, dest):
        return pa.transcoding_input_stream(pa.BufferReader(data), src, dest).read()

    def test_encodings(self):
        for src in 'utf-8', 'utf-16', 'utf-16-le', 'utf-32', 'utf-8-sig', 'utf-7', 'gb18030':
            for dest in 'utf-8', 'UTF-16-BE', 'utf-32-le', 'gb18030':
                with self.subTest(src=src, dest=dest):
                    self.assertEqual(self.transcode(TEXT.encode(src), src, dest).decode(dest),
                                     TEXT)

    def test_encodings_with_states(self):
        text = '日本語 and ASCII\n' * 3000
        for src, dest in ('iso-2022-jp', 'utf-8'), ('utf-8', 'iso-2022-jp'), ('hz', 'utf-16'):
            text = text if src != 'hz' else '中文 and ASCII\n' * 3000
            self.assertEqual(self.transcode(text.encode(src), src, dest), text.encode(dest))

    def test_characters_in_pieces(self):
        for src in 'utf-8', 'utf-16':
            stream = pa.transcoding_input_stream(Slow(TEXT[:100].encode(src)), src, 'utf-32-le')
            self.assertEqual(stream.read(), TEXT[:100].encode('utf-32-le'))
            stream = pa.transcoding_input_stream(TEXT.encode(src), src, 'utf-8')
            pieces = list(iter(lambda: stream.read(7), b''))
            self.assertEqual(b''.join(pieces), TEXT.encode())

    def test_the_same(self):
        # 116
        raw = pa.BufferReader(b'\xff is not looked at')
        for src, dest in ('utf-8', 'UTF8'), ('latin1', 'iso-8859-1'), ('U8', 'utf_8'):
            self.assertIs(pa.transcoding_input_stream(raw, src, dest), raw)

    def test_unknown(self):
        # 116
        for args in ('rabbit', 'utf-8'), ('utf-8', 'rabbit'), ('rabbit', 'rabbit'):
            with self.assertRaises(LookupError):
                pa.transcoding_input_stream(pa.BufferReader(b''), *args)

    def test_not_in_the_encoding(self):
        # 116
        stream = pa.transcoding_input_stream(b'abc\xffdef', 'utf-8', 'utf-16')
        for _ in range(2):
            with self.assertRaises(UnicodeDecodeError) as caught:
                stream.read()
            self.assertEqual(caught.exception.start, 3)
        stream = pa.transcoding_input_stream('Ω'.encode(), 'utf-8', 'latin1')
        for _ in range(2):
            with self.assertRaises(UnicodeEncodeError):
                stream.read()

    def test_ends_early(self):
        # 116
        stream = pa.transcoding_input_stream('aΩ'.encode()[:-1], 'utf-8', 'utf-16-le')
        self.assertEqual(stream.read(2), 'a'.encode('utf-16-le'))
        with self.assertRaisesRegex(UnicodeDecodeError, 'unexpected end of data'):
            stream.read()

    def test_lines(self):
        stream = pa.transcoding_input_stream(
            stream=pa.input_stream(gzip.compress(TEXT.encode('utf-16')), 'gzip'),
            src_encoding='utf-16', dest_encoding='utf-8')
        self.assertEqual([line.decode() for line in stream], TEXT.splitlines(True))


if __name__ == '__main__':
    unittest.main()
