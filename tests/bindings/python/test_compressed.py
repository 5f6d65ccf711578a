# tests/bindings/python/test_compressed.py
#
# SPDX-License-Identifier: Apache-2.0

import gzip
import io
import os
import pathlib
import subprocess
import unittest
import zlib

from gi.repository import ArrowIO as pa

from case import TestCase

DATA = b''.join(b'%d,%d\n' % (n, n * n) for n in range(50_000))
BLOCKS = [name for name in ('lz4_raw', 'snappy') if pa.Codec.is_available(name)]
CODECS = [name for name in pa.supported_codecs() if name not in BLOCKS]


def compress(data, codec):
    raw = pa.BufferOutputStream()
    with pa.CompressedOutputStream(raw, codec) as file:
        file.write(data)
    return raw.getvalue().to_pybytes()


class TestCodec(unittest.TestCase):
    def test_levels(self):
        # 96
        for name, default in (('gzip', 6), ('zstd', 3), ('bz2', 9), ('lz4', 1), ('lz4_raw', 1),
                              ('brotli', 8)):
            if pa.Codec.is_available(name):
                self.assertTrue(pa.Codec.supports_compression_level(name))
                codec = pa.Codec(name)
                self.assertEqual((codec.name, codec.compression_level), (name, default))
                self.assertEqual(pa.Codec.default_compression_level(name), default)
                least = pa.Codec.minimum_compression_level(name)
                most = pa.Codec.maximum_compression_level(name)
                self.assertEqual(pa.Codec(name, most).compression_level, most)
                for level in least - 1, most + 1:
                    with self.assertRaises(pa.ArrowInvalid):
                        pa.Codec(name, compression_level=level)

    def test_no_levels(self):
        # 96
        if 'snappy' not in BLOCKS:
            self.skipTest('this build has no snappy')
        self.assertIsNone(pa.Codec('snappy').compression_level)
        self.assertFalse(pa.Codec.supports_compression_level('snappy'))
        for call in (lambda: pa.Codec('snappy', 1),
                     lambda: pa.Codec.minimum_compression_level('snappy'),
                     lambda: pa.Codec.maximum_compression_level('snappy'),
                     lambda: pa.Codec.default_compression_level('snappy')):
            with self.assertRaises(pa.ArrowInvalid):
                call()

    def test_names(self):
        # 95
        self.assertTrue(pa.Codec.is_available('gzip'))
        self.assertFalse(pa.Codec.is_available('rabbit'))
        self.assertEqual(pa.Codec('GZip').name, 'gzip')
        for name in 'rabbit', '', 'none':
            with self.assertRaises(ValueError):
                pa.Codec(name)
        with self.assertRaises(TypeError):
            pa.Codec(None)
        self.assertEqual(repr(pa.Codec('gzip', 9)),
                         '<ArrowIO.Codec name=gzip compression_level=9>')

    def test_detect(self):
        # 98
        for path in 'a.gz', 'a.GZ', pathlib.Path('/x/a.csv.gz'), b'\xff.gz':
            self.assertEqual(pa.Codec.detect(path).name, 'gzip')
        for path in 'a', 'gz', 'a.gz.txt':
            with self.subTest(path=path), self.assertRaises(ValueError):
                pa.Codec.detect(path)


class TestOneShot(unittest.TestCase):
    def test_there_and_back(self):
        # 106: the result is as large as the data, whatever was said.
        for name in CODECS + BLOCKS:
            with self.subTest(codec=name):
                packed = pa.compress(DATA, name)
                self.assertLess(packed.size, len(DATA))
                for size in len(DATA), len(DATA) + 1000:
                    data = pa.decompress(packed, size, name)
                    self.assertIsInstance(data, pa.Buffer)
                    self.assertEqual(data, DATA)
                codec = pa.Codec(name)
                packed = codec.compress(memoryview(DATA), asbytes=True)
                self.assertIsInstance(packed, bytes)
                data = codec.decompress(packed, decompressed_size=len(DATA), asbytes=True)
                self.assertEqual(data, DATA)

    def test_size(self):
        # 14, 106: only blocks that do not say their size need it.
        for name in CODECS + BLOCKS:
            packed = pa.compress(DATA, codec=name)
            if name == 'lz4_raw':
                with self.assertRaises(ValueError):
                    pa.decompress(packed, codec=name)
            else:
                self.assertEqual(pa.decompress(packed, codec=name), DATA)
            for size in len(DATA) - 1, 0, -1:
                with self.subTest(codec=name, size=size), self.assertRaises(pa.ArrowException):
                    pa.decompress(packed, size, codec=name)

    def test_lz4_is_the_default(self):
        if 'lz4' not in CODECS:
            self.skipTest('this build has no lz4')
        self.assertEqual(pa.Codec.detect_content(pa.compress(DATA)).name, 'lz4')
        self.assertEqual(pa.decompress(pa.compress(DATA), asbytes=True), DATA)
        self.assertEqual(pa.Codec('LZ4_frame').name, 'lz4')

    def test_suffixes(self):
        self.assertEqual(pa.Codec('gzip').get_suffixes(), ['.gz', '.tgz'])
        self.assertEqual(pa.Codec.name_for_path('a.zst'), 'zstd')
        self.assertIsNone(pa.Codec.name_for_path('a.csv'))

    def test_number_of_members(self):
        two = pa.compress(DATA, 'gzip', asbytes=True) * 2
        with pa.input_stream(pa.py_buffer(two), compression='gzip') as file:
            file.read()
            self.assertEqual(file.get_n_members(), 2)

    def test_members(self):
        # 106
        for name in CODECS:
            packed = pa.compress(DATA, name, asbytes=True)
            self.assertEqual(pa.decompress(packed * 2, codec=name), DATA * 2)
            with self.subTest(codec=name), self.assertRaises(OSError):
                pa.decompress(packed + b'no member', codec=name)

    def test_memory_pool(self):
        # 91
        pool = pa.system_memory_pool()
        before = pool.bytes_allocated()
        packed = pa.compress(DATA, 'gzip', memory_pool=pool)
        self.assertGreaterEqual(pool.bytes_allocated() - before, packed.size)

    def test_wrong_arguments(self):
        for call in (lambda: pa.compress('text', 'gzip'), lambda: pa.compress(b'', None),
                     lambda: pa.decompress(b'', 'size', 'gzip')):
            with self.assertRaises(TypeError):
                call()
        with self.assertRaises(ValueError):
            pa.compress(b'', 'rabbit')


class TestCompressed(TestCase):
    def test_no_streams_of_blocks(self):
        # 105, 15: and no file is opened for one.
        words = {'snappy': 'Streaming compression unsupported with Snappy',
                 'lz4_raw': 'Streaming compression unsupported with LZ4 raw format. '
                            'Try using LZ4 frame format instead.'}
        for name in BLOCKS:
            self.write('data', b'keep')
            for call in (lambda: pa.CompressedOutputStream('data', name),
                         lambda: pa.CompressedInputStream('data', name),
                         lambda: pa.output_stream('data', name),
                         lambda: pa.input_stream('data', name)):
                with self.assertRaises(pa.ArrowNotImplementedError) as caught:
                    call()
                self.assertEqual(str(caught.exception), words[name])
            self.assertEqual(self.read('data'), b'keep')

    def test_there_and_back(self):
        for codec in CODECS:
            data = compress(DATA, codec)
            self.assertLess(len(data), len(DATA))
            with pa.CompressedInputStream(pa.BufferReader(data), codec) as file:
                self.assertEqual(file.read(), DATA)
                # 33: it always knows where it is.
                self.assertEqual(file.tell(), len(DATA))

    def test_what_it_takes(self):
        # 97: a Codec with its level as well as a name, and whatever can be opened.
        fast, small = (compress(DATA, pa.Codec('gzip', level)) for level in (1, 9))
        self.assertLess(len(small), len(fast))
        self.write('data', fast)
        for source in 'data', fast, pa.py_buffer(fast), pa.OSFile('data'):
            with pa.CompressedInputStream(source, 'gzip') as file:
                self.assertEqual(file.read(), DATA)
        with pa.CompressedOutputStream('out.gz', 'gzip') as file:
            file.write(DATA)
        self.assertEqual(gzip.decompress(self.read('out.gz')), DATA)

    def test_lines_without_reading_everything(self):
        raw = pa.BufferReader(compress(DATA, 'gzip'))
        with pa.CompressedInputStream(raw, 'gzip') as file:
            for line, expected in zip(file, DATA.splitlines(keepends=True)):
                self.assertEqual(line, expected)

    def test_closing_closes_the_raw_file(self):
        # 72
        raw = pa.BufferOutputStream()
        pa.CompressedOutputStream(raw, 'gzip').close()
        self.assertTrue(raw.closed)
        self.assertEqual(gzip.decompress(raw.getvalue()), b'')
        raw = pa.BufferReader(compress(b'', 'gzip'))
        pa.CompressedInputStream(raw, 'gzip').close()
        self.assertTrue(raw.closed)

    def test_flush(self):
        # 107: what was written so far can be decoded.
        raw = pa.OSFile('data.gz', 'wb')
        with pa.CompressedOutputStream(raw, 'gzip') as file:
            file.write(b'some data')
            file.flush()
            decoder = zlib.decompressobj(31)
            self.assertEqual(decoder.decompress(self.read('data.gz')), b'some data')

    def test_many_members(self):
        # 101
        for codec in CODECS:
            parts = [compress(data, codec) for data in (b'some', b'', b' data')]
            with pa.CompressedInputStream(b''.join(parts), codec) as file:
                self.assertEqual(file.read(), b'some data')

    def test_cut_off(self):
        # 100
        for codec in CODECS:
            data = compress(DATA, codec)
            for size in 1, 5, len(data) // 2, len(data) - 1:
                with self.subTest(codec=codec, size=size):
                    file = pa.CompressedInputStream(data[:size], codec)
                    with self.assertRaisesRegex(OSError, 'Truncated compressed stream'):
                        file.read()

    def test_corrupt(self):
        # 102
        for codec in CODECS:
            damaged = bytearray(compress(DATA, codec))
            damaged[len(damaged) // 2] ^= 0x55
            for data in damaged, b'nothing that was compressed':
                if codec == 'brotli' and data is damaged:
                    continue  # which has no checksum
                with self.subTest(codec=codec), self.assertRaises(OSError) as caught:
                    pa.CompressedInputStream(data, codec).read()
                self.assertIsNone(caught.exception.errno)

    def test_trailing_data(self):
        # 102
        data = compress(b'some data', 'gzip')
        self.assertEqual(pa.CompressedInputStream(data + bytes(512), 'gzip').read(), b'some data')
        with self.assertRaises(OSError):
            pa.CompressedInputStream(data + b'garbage', 'gzip').read()
        file = pa.CompressedInputStream(data + b'garbage', 'gzip')
        file.set_trailing_data(pa.TrailingData.IGNORE)
        self.assertEqual(file.read(), b'some data')

    def test_nothing_is_opened_for_wrong_arguments(self):
        # 15
        self.write('data.gz', b'keep')
        with self.assertRaises(ValueError):
            pa.CompressedOutputStream('data.gz', 'rabbit')
        self.assertEqual(self.read('data.gz'), b'keep')

    def test_unseekable(self):
        with pa.CompressedInputStream(compress(DATA, 'gzip'), 'gzip') as file:
            self.assertFalse(file.seekable())
            for call in (lambda: file.seek(0), file.size):
                with self.assertRaises(io.UnsupportedOperation):
                    call()

    def test_wrong_arguments(self):
        for compression in None, 5:
            with self.assertRaises(TypeError):
                pa.CompressedInputStream(b'', compression)
        with self.assertRaises(ValueError):
            pa.CompressedInputStream(b'', 'rabbit')
        with self.assertRaises(TypeError):
            pa.CompressedOutputStream(5, 'gzip')

    def test_the_system_s_tools(self):
        for codec, tool, suffix in (('gzip', 'gzip', 'gz'), ('zstd', 'zstd', 'zst'),
                                    ('bz2', 'bzip2', 'bz2'), ('lz4', 'lz4', 'lz4'),
                                    ('brotli', 'brotli', 'br')):
            if codec not in CODECS:
                continue
            with self.subTest(codec=codec):
                with pa.output_stream('ours.' + suffix) as file:
                    file.write(DATA)
                theirs = subprocess.run([tool, '-dc', 'ours.' + suffix], check=True,
                                        capture_output=True)
                self.assertEqual(theirs.stdout, DATA)
                theirs = subprocess.run([tool, '-c'], input=DATA, check=True,
                                        capture_output=True)
                self.write('theirs.' + suffix, theirs.stdout)
                with pa.input_stream('theirs.' + suffix) as file:
                    self.assertEqual(file.read(), DATA)

    def test_memory_stays_flat(self):
        before = pa.total_allocated_bytes()
        with pa.output_stream('large.gz') as file:
            for _ in range(64):
                file.write(os.urandom(1 << 18))
                self.assertLess(pa.total_allocated_bytes() - before, 8 << 20)
        with pa.input_stream('large.gz') as file:
            while file.read(1 << 18):
                self.assertLess(pa.total_allocated_bytes() - before, 8 << 20)
        del file
        self.assertEqual(pa.total_allocated_bytes(), before)


if __name__ == '__main__':
    unittest.main()
