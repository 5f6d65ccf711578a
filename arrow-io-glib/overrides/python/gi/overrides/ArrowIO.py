# gi/overrides/ArrowIO.py: the library as Python would have it.
#
# SPDX-License-Identifier: Apache-2.0
"""Names and habits of pyarrow and of Python's own files, over what PyGObject gives."""

import io
import os
import pickle
import types

import gi
from gi.module import get_introspection_module
from gi.overrides import override
from gi.repository import GLib, GObject

# So that a plain "from gi.repository import ArrowIO" warns of nothing.
gi.require_version('ArrowIO', '1.0')
ArrowIO = get_introspection_module('ArrowIO')
try:
    ArrowIO.check_exclusive()
except GLib.Error as error:
    raise ImportError(error.message) from None

# Only now, as these use types that the other library has too.
from gi.overrides import _arrowio  # noqa: E402
from gi.overrides._arrowio_errors import CLASSES, exception, translate_all  # noqa: E402
from gi.overrides._arrowio_files import FileHabits  # noqa: E402

__all__ = []


def _public(function):
    """Add a function to the namespace, under which pickle looks for it as well."""
    function.__module__ = 'gi.repository.ArrowIO'
    __all__.append(function.__name__)
    return function


# Errors

lib = types.SimpleNamespace(ArrowIOError=OSError, **CLASSES)
globals().update(vars(lib))
__all__ += ['lib', *vars(lib)]


# Arguments

def _not_constructed(function):
    def __init__(self, *args, **kwargs):
        raise TypeError(f'Do not call {type(self).__name__}(): use {function}()')
    return __init__


def _path(path):
    path = os.fsencode(path)
    if b'\0' in path:
        raise exception(ArrowIO.Error.INVALID, f'Embedded NUL char in path: {path!r}')
    return path


def _owner(base):
    """Make a GObject that keeps any Python object alive for as long as C holds it."""
    owner = GObject.Object()
    owner.base = base
    return owner


# Memory

@override
class MemoryPool(ArrowIO.MemoryPool):
    __init__ = _not_constructed('default_memory_pool')

    backend_name = property(ArrowIO.MemoryPool.get_backend_name)
    bytes_allocated = ArrowIO.MemoryPool.get_bytes_allocated
    max_memory = ArrowIO.MemoryPool.get_max_memory
    num_allocations = ArrowIO.MemoryPool.get_num_allocations
    total_bytes_allocated = ArrowIO.MemoryPool.get_total_bytes_allocated

    def __repr__(self):
        return (f'<ArrowIO.MemoryPool backend_name={self.backend_name}'
                f' bytes_allocated={self.bytes_allocated()} max_memory={self.max_memory()}>')


@_public
def system_memory_pool():
    """Get the pool of the C library's malloc."""
    return MemoryPool.for_backend('system')


@_public
def mimalloc_memory_pool():
    """Get the pool of mimalloc; ArrowNotImplementedError where that is not installed."""
    return MemoryPool.for_backend('mimalloc')


@_public
def jemalloc_memory_pool():
    """Get the pool of jemalloc; ArrowNotImplementedError where it cannot be had."""
    return MemoryPool.for_backend('jemalloc')


@override
class Buffer(_arrowio.Buffer, ArrowIO.Buffer):
    __init__ = _not_constructed('py_buffer')
    __hash__ = None

    address = property(ArrowIO.Buffer.get_address)
    is_cpu = True
    is_mutable = property(ArrowIO.Buffer.is_mutable)
    parent = property(ArrowIO.Buffer.get_parent)
    size = property(ArrowIO.Buffer.get_size)
    __len__ = ArrowIO.Buffer.get_size

    def __repr__(self):
        return (f'<ArrowIO.{type(self).__name__} address={self.address:#x} size={self.size}'
                f' is_cpu={self.is_cpu} is_mutable={self.is_mutable}>')

    def __eq__(self, other):
        try:
            return self.equals(other)
        except (BufferError, TypeError):
            return NotImplemented

    def __getitem__(self, key):
        if not isinstance(key, slice):
            return memoryview(self)[key]
        start, stop, step = key.indices(len(self))
        if step != 1:
            raise IndexError('only slices with step 1 supported')
        return self.slice(start, max(stop - start, 0))

    def __reduce_ex__(self, protocol):
        if protocol >= 5:
            return py_buffer, (pickle.PickleBuffer(self),)
        return py_buffer, (bytearray(self) if self.is_mutable else bytes(self),)

    def equals(self, other):
        """Compare the bytes with those of any bytes-like object."""
        return self.equal(py_buffer(other))

    def hex(self):
        """Get the bytes in upper case hexadecimal, as bytes."""
        return super().hex().encode()

    def slice(self, offset=0, length=None):
        """Share the bytes from offset on, or length of them, without copying."""
        return super().slice(offset, self.size - offset if length is None else length)

    def to_pybytes(self):
        """Copy the bytes into a bytes object."""
        return bytes(self)


@override
class MutableBuffer(ArrowIO.MutableBuffer):
    # A part of any buffer is immutable, as in pyarrow.
    slice = Buffer.slice


@override
class ResizableBuffer(ArrowIO.ResizableBuffer):
    def resize(self, new_size, shrink_to_fit=False):
        """Change the size. What memory is left over stays, unless it shall be given back."""
        super().resize(new_size)
        if shrink_to_fit:
            self.shrink()


@_public
def py_buffer(obj):
    """Make a buffer of a bytes-like object, without copying; a mutable one where it can."""
    if isinstance(obj, Buffer):
        return obj
    if isinstance(obj, GLib.Bytes):
        return Buffer.new_bytes(obj)
    view = memoryview(obj)
    address, size, readonly = _arrowio.memory_of(view)
    kind = Buffer if readonly else MutableBuffer
    return kind.new_foreign(address, size, _owner(view))


@_public
def foreign_buffer(address, size, base=None):
    """Make a buffer over memory of others, which base keeps alive."""
    return Buffer.new_foreign(address, size, _owner(base))


@_public
def allocate_buffer(size, memory_pool=None, resizable=False, *, alignment=64):
    """Allocate a mutable buffer, which is not cleared."""
    return ArrowIO.allocate_aligned_buffer(size, alignment, resizable, memory_pool)


# Files

@override
class NativeFile(_arrowio.NativeFile, FileHabits, ArrowIO.NativeFile):
    """What Python's binary files can do."""

    closed = property(ArrowIO.NativeFile.is_closed)
    mode = property(ArrowIO.NativeFile.get_mode)

    def __init__(self, *args, **kwargs):
        """Do nothing: __new__() of each kind of file does it all."""

    def __repr__(self):
        return f'<ArrowIO.{type(self).__name__} mode={self.mode!r} closed={self.closed}>'

    def get_stream(self, file_offset, nbytes):
        """Make a file of a range of this one, with a position of its own."""
        return super().get_stream(file_offset, nbytes)

    # A file of the caller's gets no buffer, as what is copied comes in large pieces anyway,
    # and stays open; what is opened here is closed here.

    def download(self, stream_or_path, buffer_size=None):
        """Copy all that is left to a path, or to a file, which stays open."""
        if isinstance(stream_or_path, NativeFile):
            super().download(stream_or_path)
        else:
            with output_stream(stream_or_path, None, buffer_size) as target:
                super().download(target)

    def upload(self, stream, buffer_size=None):
        """Copy all that is left of a path or a file, which stays open, to this one."""
        if isinstance(stream, NativeFile):
            super().upload(stream)
        else:
            with input_stream(stream, None, buffer_size) as source:
                super().upload(source)

    def read_buffer(self, nbytes=None):
        """Read into a buffer, without copying where the file is memory already."""
        return self.read_all_buffer() if nbytes is None else super().read_buffer(nbytes)


io.RawIOBase.register(NativeFile)


@override
class OSFile(ArrowIO.OSFile):
    def __new__(cls, path, mode='r'):
        if isinstance(path, int):
            return cls.new_fd(path, mode)
        return cls.new(_path(path), mode)


@override
class MemoryMappedFile(ArrowIO.MemoryMappedFile):
    def __new__(cls, path, mode='r'):
        return cls.new(_path(path), mode)

    @staticmethod
    def create(path, size):
        return create_memory_map(path, size)


@override
class BufferReader(ArrowIO.BufferReader):
    def __new__(cls, obj):
        return cls.new(py_buffer(obj))


@override
class BufferOutputStream(ArrowIO.BufferOutputStream):
    def __new__(cls, memory_pool=None):
        return cls.new(memory_pool)


@override
class FixedSizeBufferWriter(ArrowIO.FixedSizeBufferWriter):
    def __new__(cls, buffer):
        return cls.new(py_buffer(buffer))


@override
class MockOutputStream(ArrowIO.MockOutputStream):
    def __new__(cls):
        return cls.new()


@override
class BufferedInputStream(ArrowIO.BufferedInputStream):
    def __new__(cls, stream, buffer_size, memory_pool=None):
        return cls.new(input_stream(stream, compression=None), buffer_size, memory_pool)


@override
class BufferedOutputStream(ArrowIO.BufferedOutputStream):
    def __new__(cls, stream, buffer_size, memory_pool=None):
        return cls.new(output_stream(stream, compression=None), buffer_size, memory_pool)


@_public
def memory_map(path, mode='r'):
    """Open a file as memory, to read ('r'), to write ('w') or for both ('r+')."""
    return MemoryMappedFile(path, mode)


@_public
def create_memory_map(path, size, replace=False):
    """Make a file of size zeros and open it as memory, for reading and writing."""
    return ArrowIO.create_memory_map(_path(path), size, replace)


# Compression

@override
class Codec(ArrowIO.Codec):
    name = property(ArrowIO.Codec.get_name)

    @property
    def compression_level(self):
        """The level to compress at; None for a format without levels."""
        return self.get_compression_level() if super().supports_compression_level() else None

    def __new__(cls, compression, compression_level=None):
        return cls.new(compression, _level(compression_level))

    def __init__(self, *args, **kwargs):
        """Do nothing: __new__() does it all."""

    def __repr__(self):
        return f'<ArrowIO.Codec name={self.name} compression_level={self.compression_level}>'

    @staticmethod
    def detect(path):
        """Get the codec that the suffix of a path stands for."""
        codec = ArrowIO.Codec.detect(_path(path))
        if codec is None:
            raise exception(ArrowIO.Error.INVALID,
                            f'No codec is known by the suffix of {path!r}')
        return codec

    def compress(self, buf, asbytes=False, memory_pool=None):
        """Compress a bytes-like object into a Buffer, or into bytes."""
        return _result(super().compress(py_buffer(buf), memory_pool), asbytes)

    def decompress(self, buf, decompressed_size=None, asbytes=False, memory_pool=None):
        """Decompress a bytes-like object into a Buffer, or into bytes.

        decompressed_size is the most that the result may have, and the result is as large
        as the data; only lz4_raw needs it.
        """
        size = -1 if decompressed_size is None else _size(decompressed_size)
        return _result(super().decompress(py_buffer(buf), size, memory_pool), asbytes)

    @staticmethod
    def supports_compression_level(compression):
        """Tell whether a format has levels."""
        return ArrowIO.Codec.supports_compression_level(Codec(compression))

    @staticmethod
    def default_compression_level(compression):
        return _with_levels(compression).get_default_compression_level()

    @staticmethod
    def maximum_compression_level(compression):
        return _with_levels(compression).get_maximum_compression_level()

    @staticmethod
    def minimum_compression_level(compression):
        return _with_levels(compression).get_minimum_compression_level()


def _with_levels(compression):
    if not Codec.supports_compression_level(compression):
        raise exception(ArrowIO.Error.INVALID, f'{compression} has no compression levels')
    return Codec(compression)


def _size(size):
    if size < 0:
        raise exception(ArrowIO.Error.INVALID, f'Negative size: {size}')
    return size


def _result(buffer, asbytes):
    return buffer.to_pybytes() if asbytes else buffer


def _level(level):
    return ArrowIO.COMPRESSION_LEVEL_DEFAULT if level is None else level


def _codec(compression):
    return compression if isinstance(compression, Codec) else Codec(compression)


def _streaming_codec(compression):
    # Called first: what is wrong here must be known before a file is opened and emptied.
    codec = _codec(compression)
    codec.check_streaming()
    return codec


@_public
def compress(buf, codec='lz4', asbytes=False, memory_pool=None):
    """Compress a bytes-like object by a codec or its name."""
    return _codec(codec).compress(buf, asbytes, memory_pool)


@_public
def decompress(buf, decompressed_size=None, codec='lz4', asbytes=False, memory_pool=None):
    """Decompress a bytes-like object by a codec or its name, as Codec.decompress() does."""
    return _codec(codec).decompress(buf, decompressed_size, asbytes, memory_pool)


@override
class CompressedInputStream(ArrowIO.CompressedInputStream):
    def __new__(cls, stream, compression):
        codec = _streaming_codec(compression)
        return cls.new(input_stream(stream, compression=None), codec)


@override
class CompressedOutputStream(ArrowIO.CompressedOutputStream):
    def __new__(cls, stream, compression):
        codec = _streaming_codec(compression)
        return cls.new(output_stream(stream, compression=None), codec)


# Opening

def _options(compression, level, buffer_size, memory_pool):
    options = ArrowIO.StreamOptions.new()
    options.set_buffer_size(buffer_size or 0)
    options.set_compression(compression)
    options.set_compression_level(_level(level))
    if memory_pool is not None:
        options.set_memory_pool(memory_pool)
    return options


def _is_path(obj):
    # A Gio.File is a path-like object too, even where it has no path.
    return isinstance(obj, (str, os.PathLike)) and not isinstance(obj, GObject.Object)


@_public
def input_stream(source, compression='detect', buffer_size=None, *, memory_pool=None):
    """Open a path, bytes in memory, or a stream of GIO to read, and decompress.

    compression is a codec's name, None, 'detect' (by a path's suffix) or 'auto' (by the
    content too). A NativeFile that is neither decompressed nor buffered comes back as it is.
    """
    options = _options(compression, None, buffer_size, memory_pool)
    if _is_path(source):
        return ArrowIO.input_stream_for_path(_path(source), options)
    if not isinstance(source, GObject.Object):
        try:
            source = py_buffer(source)
        except TypeError:
            raise TypeError(
                'input_stream() takes a path, a bytes-like object, GLib.Bytes, a Buffer,'
                ' a NativeFile, Gio.File, Gio.InputStream or Gio.IOStream,'
                f' not {type(source).__name__}') from None
    return ArrowIO.input_stream_for_object(source, options)


@_public
def output_stream(source, compression='detect', buffer_size=None, *,
                  compression_level=None, memory_pool=None):
    """Open a path, memory that can be changed, or a stream of GIO to write, and compress.

    compression is as in input_stream().
    """
    options = _options(compression, compression_level, buffer_size, memory_pool)
    if _is_path(source):
        return ArrowIO.output_stream_for_path(_path(source), options)
    if isinstance(source, (bytearray, memoryview)):
        source = py_buffer(source)
    if not isinstance(source, GObject.Object):
        raise TypeError(
            'output_stream() takes a path, a bytearray, a memoryview, a Buffer, a NativeFile,'
            f' Gio.File, Gio.OutputStream or Gio.IOStream, not {type(source).__name__}')
    return ArrowIO.output_stream_for_object(source, options)


translate_all()
