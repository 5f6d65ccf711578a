# tests/languages/calls.py: performs calls.tsv: calls.py CALLS LANGUAGES
#
# SPDX-License-Identifier: Apache-2.0

import functools
import inspect
import os
import sys
import tempfile

from gi._gi import FunctionInfo
from gi.repository import ArrowIO as pa
from gi.repository import Gio, GLib, GObject


#: Where tests/hdfs/played.py plays a cluster.
HDFS = os.environ.get('GARROW_TEST_HDFS')


class Things:
    """What a call has to work with."""

    def __init__(self, folder):
        self.path = os.path.join(folder, 'data')
        self.fresh = os.path.join(folder, 'fresh')
        with open(self.path, 'wb') as file:
            file.write(b'columnar')

    @functools.cached_property
    def buffer(self):
        buffer = pa.allocate_buffer(8, resizable=True)
        buffer.set_data(0, b'columnar')
        return buffer

    bytes = property(lambda self: GLib.Bytes.new(b'columnar'))
    ranges = property(lambda self: [(2, 3), (0, 1)])
    owner = property(lambda self: GObject.Object())
    address = property(lambda self: self.buffer.address)
    size = property(lambda self: self.buffer.size)
    fd = property(lambda self: os.open(self.path, os.O_RDONLY))
    wfd = property(lambda self: os.open(self.path, os.O_RDWR))
    file = property(lambda self: pa.OSFile(self.path))
    updated = property(lambda self: pa.OSFile(self.path, 'r+'))
    writer = property(lambda self: pa.BufferOutputStream())
    buffered = property(lambda self: pa.BufferedInputStream(self.file, 4))
    squeezed = property(lambda self: pa.compress(b'columnar', 'gzip'))
    compressed = property(lambda self: pa.CompressedInputStream(self.squeezed, 'gzip'))
    compressor = property(lambda self: pa.CompressedOutputStream(self.writer, 'gzip'))
    codec = property(lambda self: pa.Codec('gzip'))
    pool = property(lambda self: pa.system_memory_pool())
    options = property(lambda self: pa.StreamOptions.new())
    input = property(lambda self: Gio.MemoryInputStream.new_from_bytes(self.bytes))
    output = property(lambda self: Gio.MemoryOutputStream.new_resizable())
    error = property(lambda self: GLib.Error('gone', 'g-io-error-quark', 0))
    both = property(lambda self: Gio.SimpleIOStream.new(self.input, self.output))

    hdfs_uri = HDFS or 'webhdfs://127.0.0.1:1'
    hdfs_file = f'{hdfs_uri}/data/a'
    hdfs = property(lambda self: pa.Hdfs.new(self.hdfs_uri, self.hdfs_options) if HDFS
                    else GObject.new(pa.Hdfs))
    info = property(lambda self: self.hdfs.get_info('/data/a') if HDFS
                    else GObject.new(pa.HdfsInfo))
    lister = property(lambda self: self.hdfs.list('/data') if HDFS
                      else GObject.new(pa.HdfsLister))

    @property
    def hdfs_options(self):
        options = pa.HdfsOptions.new()
        options.set_user('ada')
        options.set_retries(0)
        return options

    @property
    def foreign(self):
        foreign = pa.ForeignFile.new('here', 'r+', True)
        foreign.connect('host-read', lambda file, n_bytes: GLib.Bytes.new(b'columnar'[:n_bytes]))
        foreign.connect('host-size', lambda file: (file.answer(8), True)[1])
        for signal in 'host-seek', 'host-truncate', 'host-write':
            foreign.connect(signal, lambda file, argument: True)
        for signal in 'host-flush', 'host-close':
            foreign.connect(signal, lambda file: True)
        return foreign

    @property
    def transformed(self):
        transformed = pa.TransformInputStream.new(self.file)
        transformed.connect('transform', lambda file, bytes_: bytes_)
        return transformed


# What makes a file emit a signal.
EMITTERS = {
    'host-close': lambda file: file.close(),
    'host-flush': lambda file: file.flush(),
    'host-read': lambda file: file.read_buffer(3),
    'host-seek': lambda file: file.seek(8),
    'host-size': lambda file: file.size(),
    'host-truncate': lambda file: file.truncate(3) and None,
    'host-write': lambda file: (file.write(b'abc'), file.flush())[1],
    'transform': lambda file: file.read_buffer(3),
}
CONSTANTS = {'true': True, 'false': False, 'null': None}


def argument(things, text):
    if text.startswith('s:'):
        return text[2:]
    if text.startswith('b:'):
        return text[2:].encode()
    if text in CONSTANTS:
        return CONSTANTS[text]
    return int(text) if text.isdigit() else getattr(things, text)


def call_async(target, name, arguments):
    loop = GLib.MainLoop()
    results = []
    getattr(target, name)(*arguments, GLib.PRIORITY_DEFAULT, None,
                          lambda source, result: (results.append(result), loop.quit()))
    loop.run()
    return getattr(target, name.removesuffix('_async') + '_finish')(results[0])


def call(item, target, arguments):
    if '::' in item:
        return EMITTERS[item.partition('::')[2]](target)
    if ':' in item:
        name = item.partition(':')[2]
        if arguments:
            return target.set_property(name, arguments[0])
        return target.get_property(name)
    owner, _, name = item.rpartition('.')
    if target is None:
        target = getattr(pa, owner) if owner else pa
    if name.endswith('_async'):
        return call_async(target, name, arguments)
    return getattr(target, name)(*arguments)


def encode(result):
    if isinstance(result, pa.NativeFile):
        return result.read().decode('latin-1') if result.readable() else '-'
    if isinstance(result, (pa.Buffer, GLib.Bytes)):
        result = result.to_pybytes() if isinstance(result, pa.Buffer) else result.get_data() or b''
    if isinstance(result, bytes):
        return result.decode('latin-1') or '""'
    if isinstance(result, pa.Codec):
        return result.name
    if isinstance(result, (list, tuple)):
        return ','.join(map(encode, result))
    if isinstance(result, bool):
        return '-' if result else 'false'
    if isinstance(result, (int, str)):
        return str(result)
    return '-'


def matches(result, expected):
    if expected.startswith('~'):
        return expected[1:] in result
    return expected in ('*', result)


def is_native(item):
    """Tell whether something is as the typelib has it, if with the override's exceptions."""
    if '::' in item:
        return True
    if ':' in item:
        owner, _, name = item.partition(':')
        found = inspect.getattr_static(getattr(pa, owner), name.replace('-', '_'), None)
        return found is None or isinstance(found, property) and is_introspected(found.fget)
    owner, _, name = item.rpartition('.')
    if owner:
        found = inspect.getattr_static(getattr(pa, owner), name, None)
    else:
        found = getattr(pa, name, None)
    return is_introspected(getattr(found, '__func__', found))


def is_introspected(function):
    return isinstance(getattr(function, '__wrapped__', function), FunctionInfo)


def rows(path):
    with open(path, encoding='utf-8') as table:
        for number, line in enumerate(table, 1):
            if line.strip() and not line.startswith(('#', '-')):
                yield number, line.rstrip('\n').split('\t')


def main():
    calls, languages = sys.argv[1:]
    known = set()
    failed = False
    for number, (item, python, *_) in rows(languages):
        if python in ('native', 'override'):
            known.add(item)
        if not python.startswith('-') and is_native(item) != (python == 'native'):
            failed = True
            print(f'languages.tsv, line {number}: {item} is not {python} in Python')
    for number, (item, receiver, arguments, expected, *others) in rows(calls):
        if item not in known or 'Python' in others:
            continue
        with tempfile.TemporaryDirectory() as folder:
            things = Things(folder)
            target = getattr(things, receiver) if receiver != '-' else None
            arguments = [argument(things, text) for text in arguments.split() if text != '-']
            try:
                result = encode(call(item, target, arguments))
            except (GLib.Error, TypeError, AttributeError) as error:
                result = repr(error)
        if not matches(result, expected) and (HDFS or not item.startswith('Hdfs')):
            failed = True
            print(f'line {number}: {item}: {result}')
    sys.exit(failed)


if __name__ == '__main__':
    main()
