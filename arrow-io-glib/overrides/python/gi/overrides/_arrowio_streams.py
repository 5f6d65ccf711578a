# gi/overrides/_arrowio_streams.py: codecs, and files over other files.
#
# SPDX-License-Identifier: Apache-2.0
"""Where pyarrow takes the name of a codec, a Codec does as well."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from gi.module import get_introspection_module
from gi.overrides._arrowio_async import call
from gi.overrides._arrowio_common import level_or_default, override, path_bytes, public
from gi.overrides._arrowio_errors import exception
from gi.overrides._arrowio_memory import MemoryPool, py_buffer
from gi.overrides._arrowio_open import source_file, target_file

if TYPE_CHECKING:
    from gi.overrides._arrowio_files import _AnyPath
    from gi.overrides._arrowio_open import _Sink, _Source
    from _typeshed import ReadableBuffer as BytesLike

ArrowIO = get_introspection_module('ArrowIO')


@override
class Codec(ArrowIO.Codec):
    name = property(ArrowIO.Codec.get_name)

    @property
    def compression_level(self) -> int | None:
        """The level to compress at; None for a format without levels."""
        return self.get_compression_level() if super().supports_compression_level() else None

    def __new__(cls, compression: str, compression_level: int | None = None) -> Codec:
        return cls.new(compression, level_or_default(compression_level))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Do nothing: __new__() does it all."""

    def __repr__(self) -> str:
        return f'<ArrowIO.Codec name={self.name} compression_level={self.compression_level}>'

    @staticmethod
    def detect(path: _AnyPath) -> Codec:
        """Get the codec that the suffix of a path stands for."""
        codec = ArrowIO.Codec.detect(path_bytes(path))
        if codec is None:
            raise exception(ArrowIO.Error.INVALID,
                            f'No codec is known by the suffix of {path!r}')
        return codec

    def compress(self, buf: BytesLike, asbytes: bool = False,
                 memory_pool: MemoryPool | None = None) -> Any:
        """Compress a bytes-like object into a Buffer, or into bytes."""
        return _result(super().compress(py_buffer(buf), memory_pool), asbytes)

    def decompress(self, buf: BytesLike, decompressed_size: int | None = None,
                   asbytes: bool = False, memory_pool: MemoryPool | None = None) -> Any:
        """Decompress a bytes-like object into a Buffer, or into bytes.

        decompressed_size is the most that the result may have, and the result is as large
        as the data; only lz4_raw needs it.
        """
        size = -1 if decompressed_size is None else _size(decompressed_size)
        return _result(super().decompress(py_buffer(buf), size, memory_pool), asbytes)

    async def compress_async(self, buf: BytesLike, asbytes: bool = False,
                             memory_pool: MemoryPool | None = None) -> Any:
        """Compress as compress() does, without blocking."""
        return _result(await call(super().compress_async, self.compress_finish,
                                  py_buffer(buf), memory_pool), asbytes)

    async def decompress_async(self, buf: BytesLike, decompressed_size: int | None = None,
                               asbytes: bool = False,
                               memory_pool: MemoryPool | None = None) -> Any:
        """Decompress as decompress() does, without blocking."""
        size = -1 if decompressed_size is None else _size(decompressed_size)
        return _result(await call(super().decompress_async, self.decompress_finish,
                                  py_buffer(buf), size, memory_pool), asbytes)

    @staticmethod
    def is_available(compression: str) -> bool:
        """Tell whether this build has a codec; it has none that nobody knows."""
        return ArrowIO.Codec.is_available(compression)

    @staticmethod
    def supports_compression_level(compression: str) -> bool:
        """Tell whether a format has levels."""
        return ArrowIO.Codec.supports_compression_level(Codec(compression))

    @staticmethod
    def default_compression_level(compression: str) -> int:
        """Get the level of a format that is neither fast nor small, but in between."""
        return _with_levels(compression).get_default_compression_level()

    @staticmethod
    def maximum_compression_level(compression: str) -> int:
        """Get the level of a format that compresses most."""
        return _with_levels(compression).get_maximum_compression_level()

    @staticmethod
    def minimum_compression_level(compression: str) -> int:
        """Get the level of a format that compresses least."""
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


def _codec(compression):
    return compression if isinstance(compression, Codec) else Codec(compression)


def _streaming_codec(compression):
    # Called first: what is wrong here must be known before a file is opened and emptied.
    codec = _codec(compression)
    codec.check_streaming()
    return codec


@public
def compress(buf: BytesLike, codec: str | Codec = 'lz4', asbytes: bool = False,
             memory_pool: MemoryPool | None = None) -> Any:
    """Compress a bytes-like object by a codec or its name."""
    return _codec(codec).compress(buf, asbytes, memory_pool)


@public
def decompress(buf: BytesLike, decompressed_size: int | None = None, codec: str | Codec = 'lz4',
               asbytes: bool = False, memory_pool: MemoryPool | None = None) -> Any:
    """Decompress a bytes-like object by a codec or its name, as Codec.decompress() does."""
    return _codec(codec).decompress(buf, decompressed_size, asbytes, memory_pool)


@override
class CompressedInputStream(ArrowIO.CompressedInputStream):
    def __new__(cls, stream: _Source, compression: str | Codec) -> CompressedInputStream:
        codec = _streaming_codec(compression)
        return cls.new(source_file(stream), codec)


@override
class CompressedOutputStream(ArrowIO.CompressedOutputStream):
    def __new__(cls, stream: _Sink, compression: str | Codec) -> CompressedOutputStream:
        codec = _streaming_codec(compression)
        return cls.new(target_file(stream), codec)


@override
class BufferedInputStream(ArrowIO.BufferedInputStream):
    def __new__(cls, stream: _Source, buffer_size: int,
                memory_pool: MemoryPool | None = None) -> BufferedInputStream:
        return cls.new(source_file(stream), buffer_size, memory_pool)


@override
class BufferedOutputStream(ArrowIO.BufferedOutputStream):
    def __new__(cls, stream: _Sink, buffer_size: int,
                memory_pool: MemoryPool | None = None) -> BufferedOutputStream:
        return cls.new(target_file(stream), buffer_size, memory_pool)


io.BufferedIOBase.register(BufferedInputStream)
io.BufferedIOBase.register(BufferedOutputStream)
