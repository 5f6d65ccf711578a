# tests/contract/runner.py: performs scenarios.tsv.
#
# SPDX-License-Identifier: Apache-2.0

import os
import re
import shutil
import sys
import tempfile

from gi.repository import ArrowIO as pa
from gi.repository import Gio, GLib

WHENCE = {'set': os.SEEK_SET, 'cur': os.SEEK_CUR, 'end': os.SEEK_END}
CODECS = ('gzip', 'zstd', 'bz2', 'lz4', 'lz4_raw', 'brotli', 'snappy')
definitions = {}


def decode(text):
    """Get the bytes that a text of the table stands for."""
    if text == '""':
        return b''
    return b''.join(decode_piece(*piece.split('*')) for piece in text.split(','))


def decode_piece(piece, times='1'):
    if piece.startswith('$'):
        data = definitions[piece[1:]]
    else:
        data = re.sub(b'%(..)', lambda m: bytes.fromhex(m[1].decode()), piece.encode())
    return data * int(times)


def encode(result):
    """Get what an operation gave, as decode() gives what is expected of it."""
    if result is None:
        return b'-'
    if isinstance(result, bool):
        return str(result).lower().encode()
    if isinstance(result, (int, str)):
        return str(result).encode()
    return result.get_data() or b'' if isinstance(result, GLib.Bytes) else bytes(result)


class World:
    """A scenario with one kind of file; a method op_* for each operation."""

    def __init__(self, kind):
        self.kind = kind
        self.folder = tempfile.mkdtemp()
        self.path = os.path.join(self.folder, 'data')
        self.options = {}
        self.level = {}

    def clear(self):
        self.file = self.buffer = None
        shutil.rmtree(self.folder)

    # What a scenario starts from, opening, and looking at what was stored.

    def open_kind(self, mode):
        if self.kind == 'os':
            return pa.OSFile(self.path, mode)
        if self.kind == 'map':
            return pa.memory_map(self.path, mode)
        if self.kind == 'gio':
            return pa.GIOFile.new_for_file(Gio.File.new_for_path(self.path), mode)
        if self.kind == 'reader':
            return pa.BufferReader(self.data)
        if self.kind == 'writer':
            return pa.BufferOutputStream()
        if self.kind == 'fixed':
            self.buffer = pa.py_buffer(bytearray(self.data))
            return pa.FixedSizeBufferWriter(self.buffer)
        if self.kind == 'mock':
            return pa.MockOutputStream()
        if self.kind == 'slice':
            return pa.OSFile(self.path).get_stream(0, 1 << 40)
        if self.kind == 'buffered' and mode == 'r':
            return pa.BufferedInputStream(pa.OSFile(self.path), 4)
        if self.kind == 'buffered':
            return pa.BufferedOutputStream(pa.OSFile(self.path, mode), 4)
        if self.kind == 'foreign':
            return pa.PythonFile(open(self.path, f'{mode[0]}b{mode[1:]}'), mode)
        if self.kind == 'transform':
            return pa.TransformInputStream(pa.OSFile(self.path), lambda buffer: buffer)
        if self.kind == 'source':
            return pa.input_stream(self.data, **self.options)
        if self.kind == 'stream' and mode == 'r':
            return pa.input_stream(self.path, **self.options)
        if self.kind == 'stream':
            return pa.output_stream(self.path, **self.options, **self.level)
        if mode == 'r':
            return pa.CompressedInputStream(pa.OSFile(self.path), self.kind)
        return pa.CompressedOutputStream(pa.OSFile(self.path, mode), self.kind)

    def op_open(self, mode):
        self.file = self.open_kind(decode(mode).decode())

    def op_create(self, size):
        self.file = pa.create_memory_map(self.path, int(size))

    def op_create_again(self, size):
        self.file = pa.create_memory_map(self.path, int(size), replace=True)

    def op_region(self, mode, offset, size):
        self.file = pa.MemoryMappedFile.new_region(self.path, mode, int(offset), int(size))

    def op_name(self, name):
        self.path = os.path.join(self.folder, name)

    def op_compression(self, name):
        self.options['compression'] = None if name == 'none' else name

    def op_buffering(self, size):
        self.options['buffer_size'] = int(size)

    def op_level(self, level):
        self.level = {'compression_level': int(level)}

    def op_raw(self, content):
        self.data = decode(content)
        if self.kind not in ('reader', 'source', 'fixed'):
            with open(self.path, 'wb') as file:
                file.write(self.data)

    def op_content(self, content):
        if self.kind not in CODECS:
            return self.op_raw(content)
        with self.open_kind('w') as file:
            file.write(decode(content))

    def op_folder(self):
        os.mkdir(self.path)

    def op_disk(self, size):
        with open(self.path, 'rb') as file:
            return file.read(int(size))

    def op_stored(self):
        if self.kind == 'writer':
            return self.file.getvalue()
        if self.kind == 'fixed':
            return self.buffer
        if self.kind in CODECS:
            return self.open_kind('r').read()
        return self.op_disk(-1)

    def op_exists(self):
        return os.path.exists(self.path)

    # What an open file does.

    def op_read(self, n_bytes):
        return self.file.read(int(n_bytes))

    def op_read1(self, n_bytes):
        return self.file.read1(int(n_bytes))

    def op_read_buffer(self, n_bytes):
        return self.file.read_buffer(int(n_bytes))

    def op_read_all(self):
        return self.file.read()

    def op_read_all_buffer(self):
        return self.file.read_buffer()

    def op_read_at(self, n_bytes, offset):
        return self.file.read_at(int(n_bytes), int(offset))

    def op_read_buffer_at(self, n_bytes, offset):
        return self.file.read_buffer_at(int(n_bytes), int(offset))

    def op_read_ranges(self, *numbers):
        ranges = zip(map(int, numbers[::2]), map(int, numbers[1::2]))
        return b''.join(b'|' + bytes(buffer) for buffer in self.file.read_ranges(ranges))

    def op_read_into_buffer(self, size):
        buffer = pa.allocate_buffer(int(size))
        return buffer[:self.file.read_into_buffer(buffer)]

    def op_read_line(self):
        return self.file.readline()

    def op_read_line_into_buffer(self):
        buffer = pa.allocate_buffer(3, resizable=True)
        size = self.file.read_line_into_buffer(buffer)
        assert size == buffer.size
        return buffer

    def op_read_line_utf8(self):
        return self.file.read_line_utf8()

    def op_read_until(self, delimiter):
        return self.file.read_until(delimiter.encode())

    def op_peek(self, n_bytes):
        return self.file.peek(int(n_bytes))

    def op_peek_lines(self, n_bytes):
        return self.file.peek_lines(int(n_bytes))

    def op_advance(self, n_bytes):
        return self.file.advance(int(n_bytes))

    def op_get_stream(self, offset, n_bytes):
        self.file = self.file.get_stream(int(offset), int(n_bytes))

    def op_download(self):
        target = pa.BufferOutputStream()
        self.file.download(target)
        return target.getvalue()

    def op_upload(self, text):
        self.file.upload(pa.BufferReader(decode(text)))

    def op_input_stream(self, n_bytes):
        stream = self.file.get_input_stream()
        data = stream.read_bytes(int(n_bytes))
        stream.close()
        return data

    def op_output_stream(self, text):
        stream = self.file.get_output_stream()
        stream.write_all(decode(text))
        stream.close()

    def op_seek(self, offset, whence):
        return self.file.seek(int(offset), WHENCE[whence])

    def op_tell(self):
        return self.file.tell()

    def op_size(self):
        return self.file.size()

    def op_write(self, text):
        self.file.write(decode(text))

    def op_write_bytes(self, text):
        self.file.write_bytes(GLib.Bytes.new(decode(text)))

    def op_write_buffer(self, text):
        self.file.write(pa.py_buffer(decode(text)))

    def op_write_at(self, text, offset):
        self.file.write_at(decode(text), int(offset))

    def op_write_buffer_at(self, text, offset):
        self.file.write_buffer_at(pa.py_buffer(decode(text)), int(offset))

    def op_flush(self):
        self.file.flush()

    def op_sync(self):
        self.file.sync()

    def op_truncate(self, size):
        self.file.truncate(int(size))

    def op_has_fileno(self):
        return self.file.fileno() >= 0

    def op_abort(self):
        self.file.abort()

    def op_give_up(self):
        self.file.give_up()

    def op_detach(self):
        return self.file.detach().tell()

    def op_memcopy(self, threads, blocksize, threshold):
        self.file.set_memcopy_threads(int(threads))
        self.file.set_memcopy_blocksize(int(blocksize))
        self.file.set_memcopy_threshold(int(threshold))

    def op_close(self):
        self.file.close()

    def op_getvalue(self):
        return self.file.getvalue()

    def op_resize(self, size):
        self.file.resize(int(size))

    def op_trailing_data(self, policy):
        self.file.set_trailing_data(getattr(pa.TrailingData, policy.upper()))

    def op_closed(self):
        return self.file.closed

    def op_readable(self):
        return self.file.readable()

    def op_writable(self):
        return self.file.writable()

    def op_seekable(self):
        return self.file.seekable()

    def op_mode(self):
        return self.file.mode

    # Buffers, codecs and pools.

    def op_buffer(self, text):
        self.buffer = pa.py_buffer(decode(text))

    def op_mutable_buffer(self, text):
        self.buffer = pa.py_buffer(bytearray(decode(text)))

    def op_allocate(self, size):
        self.buffer = pa.allocate_buffer(int(size), resizable=True)

    def op_allocate_aligned(self, size, alignment):
        self.buffer = pa.allocate_buffer(int(size), resizable=True, alignment=int(alignment))

    def op_buffer_map(self, offset, size):
        with open(self.path, 'rb') as file:
            self.buffer = pa.Buffer.new_map(file.fileno(), int(offset), int(size))

    def op_buffer_hex(self):
        return self.buffer.hex().decode()

    def op_buffer_misaligned(self, alignment):
        return self.buffer.address % int(alignment)

    def op_buffer_slice(self, offset, size):
        self.buffer = self.buffer.slice(int(offset), int(size))

    def op_buffer_copy(self, start, size):
        self.buffer = self.buffer.copy(int(start), int(size))

    def op_buffer_size(self):
        return self.buffer.size

    def op_buffer_capacity(self):
        return self.buffer.get_capacity()

    def op_buffer_mutable(self):
        return self.buffer.is_mutable

    def op_buffer_data(self):
        return self.buffer

    def op_buffer_equal(self, text):
        return self.buffer == decode(text)

    def op_buffer_set_data(self, offset, text):
        self.buffer.set_data(int(offset), decode(text))

    def op_buffer_resize(self, size):
        self.buffer.resize(int(size))

    def op_buffer_reserve(self, capacity):
        self.buffer.reserve(int(capacity))

    def op_buffer_shrink(self):
        self.buffer.shrink()

    def op_codec(self, name, *level):
        return pa.Codec(decode(name).decode(), *map(int, level)).name

    def op_codec_level(self, name, *level):
        return pa.Codec(name, *map(int, level)).compression_level

    def op_codec_available(self, name):
        return pa.Codec.is_available(name)

    def op_codec_detect(self, path):
        try:
            return pa.Codec.detect(path).name
        except pa.lib.ArrowInvalid:
            return 'none'

    def op_codec_for_path(self, path):
        return pa.Codec.name_for_path(path) or 'none'

    def op_codec_suffix(self, name):
        return pa.Codec(name).get_suffixes()[0]

    def op_members(self):
        return self.file.get_n_members()

    def op_codec_content(self):
        codec = pa.Codec.detect_content(self.buffer)
        return codec.name if codec else 'none'

    def op_codec_streaming(self):
        pa.Codec(self.kind).check_streaming()

    def op_compress(self, text):
        self.buffer = pa.compress(decode(text), self.kind)

    def op_decompress(self, max_size):
        size = None if max_size == '-1' else int(max_size)
        self.buffer = pa.decompress(self.buffer, size, self.kind)

    def op_pool(self, name):
        self.pool = pa.MemoryPool.for_backend(name)
        return self.pool.backend_name

    def op_pool_proxy(self):
        self.pool = pa.proxy_memory_pool(pa.default_memory_pool())

    def op_pool_logging(self):
        self.pool = pa.logging_memory_pool(pa.default_memory_pool())

    def op_pool_allocate(self, size):
        self.buffer = pa.allocate_buffer(int(size), self.pool, resizable=True)

    def op_pool_figures(self):
        pool = self.pool
        return (f'{pool.bytes_allocated()}+{pool.max_memory()}'
                f'+{pool.total_bytes_allocated()}+{pool.num_allocations()}')

    def op_pool_set_default(self):
        self.default_pool = pa.default_memory_pool()
        pa.set_memory_pool(self.pool)

    def op_pool_restore_default(self):
        pa.set_memory_pool(self.default_pool)

    def op_pool_watch(self, n_bytes):
        self.pool.set_pressure_threshold(int(n_bytes))
        self.told = []
        self.pool.connect('pressure', self.told.append)
        return self.pool.get_pressure_threshold()

    def op_pool_told(self):
        return len(self.told)

    def op_pool_is_default(self):
        return pa.default_memory_pool() == self.pool


def describe(error):
    ours = error.matches(pa.error_quark(), error.code)
    assert ours or error.matches(Gio.io_error_quark(), error.code), error
    kind = pa.Error if ours else Gio.IOErrorEnum
    return ('!' if ours else '!IO.') + kind(error.code).value_nick.upper().replace('-', '_')


def perform(world, row):
    """Run a row; return what is wrong, or None."""
    operation, arguments, expected = row
    method = getattr(world, 'op_' + operation.replace('.', '_'))
    try:
        result = encode(method(*arguments.split(' ') if arguments != '-' else ()))
    except GLib.Error as error:
        code, *words = expected.split(' ')
        missing = [word for word in words if decode(word).decode() not in error.message]
        if describe(error) != code or missing:
            return f'{describe(error)}: {error.message}'
    else:
        if result != decode(expected):
            return result[:100]


def run(scenario, kind, rows):
    """Run a scenario with a kind of file; return how many rows failed."""
    world = World(kind)
    failures = 0
    for line, row in rows:
        wrong = perform(world, row)
        if wrong is not None:
            failures += 1
            print(f'line {line}: {scenario}, {kind}: {row}: {wrong}')
    world.clear()
    return failures


def main():
    scenarios = []
    with open(sys.argv[1], encoding='utf-8') as table:
        for line, text in enumerate(table, 1):
            if text == '\n' or text.startswith('#'):
                continue
            operation, arguments, expected = text.rstrip('\n').split('\t')
            if operation == 'let':
                definitions[arguments] = decode(expected)
            elif operation == 'scenario':
                scenarios.append((arguments, expected.split(), []))
            else:
                scenarios[-1][2].append((line, (operation, arguments, expected)))

    failures = sum(run(name, kind, rows)
                   for name, kinds, rows in scenarios
                   for kind in kinds
                   if kind not in CODECS or pa.Codec.is_available(kind))
    sys.exit(failures != 0)


main()
