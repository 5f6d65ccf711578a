# gi/overrides/_arrowio_open.py: opening whatever there is.
#
# SPDX-License-Identifier: Apache-2.0
"""input_stream() and output_stream(), and the files that something else is made over."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Protocol

from gi.module import get_introspection_module
from gi.overrides._arrowio_async import call
from gi.overrides._arrowio_common import level_or_default, path_bytes, public
from gi.overrides._arrowio_files import NativeFile
from gi.overrides._arrowio_foreign import PythonFile
from gi.overrides._arrowio_memory import MemoryPool, py_buffer
from gi.repository import Gio, GLib, GObject

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as BytesLike

    _Path = str | os.PathLike[str]
    class _Readable(Protocol):
        def read(self, size: int, /) -> BytesLike | None: ...

    class _Writable(Protocol):
        def write(self, data: memoryview, /) -> int | None: ...

    _Source = (_Path | BytesLike | GLib.Bytes | NativeFile | _Readable
              | Gio.File | Gio.InputStream | Gio.IOStream)
    _Sink = (_Path | BytesLike | NativeFile | _Writable
             | Gio.File | Gio.OutputStream | Gio.IOStream)

ArrowIO = get_introspection_module('ArrowIO')


def _options(compression, level, buffer_size, memory_pool, threads, members=False,
             atomic=False, durability=None):
    options = ArrowIO.StreamOptions.new()
    options.set_buffer_size(buffer_size or 0)
    options.set_compression(compression)
    options.set_compression_level(level_or_default(level))
    if memory_pool is not None:
        options.set_memory_pool(memory_pool)
    options.set_threads(threads)
    options.set_members(members)
    options.set_atomic(atomic)
    if durability is not None:
        options.set_durability(durability)
    return options


def _is_path(obj):
    # A Gio.File is a path-like object too, even where it has no path.
    return isinstance(obj, (str, os.PathLike)) and not isinstance(obj, GObject.Object)


def _source_object(source):
    """Make what C can read of what is not a path."""
    if isinstance(source, GObject.Object):
        return source
    with contextlib.suppress(TypeError):
        return py_buffer(source)
    if callable(getattr(source, 'read', None)):
        return PythonFile(source, 'r')
    raise TypeError(
        'input_stream() takes a path, a bytes-like object, GLib.Bytes, a Buffer, a NativeFile,'
        ' a file object, Gio.File, Gio.InputStream or Gio.IOStream,'
        f' not {type(source).__name__}')


def _target_object(target):
    """Make what C can write to of what is not a path."""
    if isinstance(target, GObject.Object):
        return target
    if isinstance(target, (bytearray, memoryview)):
        return py_buffer(target)
    if callable(getattr(target, 'write', None)):
        return PythonFile(target, 'w')
    raise TypeError(
        'output_stream() takes a path, a bytearray, a memoryview, a Buffer, a NativeFile,'
        ' a file object, Gio.File, Gio.OutputStream or Gio.IOStream,'
        f' not {type(target).__name__}')


@public
def input_stream(source: _Source, compression: str | None = 'detect',
                 buffer_size: int | None = None, *,
                 memory_pool: MemoryPool | None = None, threads: int = 1) -> NativeFile:
    """Open a path, bytes in memory, a file object or a stream of GIO to read, and decompress.

    compression is a codec's name, None, 'detect' (by a path's suffix) or 'auto' (by the
    content too). A NativeFile that is neither decompressed nor buffered comes back as it is.
    As many threads as are given may decompress at once; 0 is for all processors.
    """
    options = _options(compression, None, buffer_size, memory_pool, threads)
    if _is_path(source):
        return ArrowIO.input_stream_for_path(path_bytes(source), options)
    return ArrowIO.input_stream_for_object(_source_object(source), options)


@public
def output_stream(source: _Sink, compression: str | None = 'detect',
                  buffer_size: int | None = None, *, compression_level: int | None = None,
                  memory_pool: MemoryPool | None = None, threads: int = 1,
                  members: bool = False, atomic: bool = False,
                  durability: Durability | None = None) -> NativeFile:
    """Open a path, memory, a file object or a stream of GIO to write, and compress.

    compression and threads are as in input_stream(). With members, gzip is written as
    members of about 1 MiB that threads can decompress at once. An atomic file appears when
    it is closed, in the place of one that was there, and survives then what durability says.
    """
    options = _options(compression, compression_level, buffer_size, memory_pool, threads,
                       members, atomic, durability)
    if _is_path(source):
        return ArrowIO.output_stream_for_path(path_bytes(source), options)
    return ArrowIO.output_stream_for_object(_target_object(source), options)


@public
async def input_stream_async(source: _Source, compression: str | None = 'detect',
                             buffer_size: int | None = None, *,
                             memory_pool: MemoryPool | None = None, threads: int = 1) -> NativeFile:
    """Open to read as input_stream() does, without blocking."""
    options = _options(compression, None, buffer_size, memory_pool, threads)
    if _is_path(source):
        return await call(ArrowIO.input_stream_for_path_async,
                          ArrowIO.input_stream_for_path_finish, path_bytes(source), options)
    return await call(ArrowIO.input_stream_for_object_async,
                      ArrowIO.input_stream_for_object_finish, _source_object(source), options)


@public
async def output_stream_async(source: _Sink, compression: str | None = 'detect',
                              buffer_size: int | None = None, *,
                              compression_level: int | None = None,
                              memory_pool: MemoryPool | None = None, threads: int = 1,
                              members: bool = False, atomic: bool = False,
                              durability: Durability | None = None) -> NativeFile:
    """Open to write as output_stream() does, without blocking."""
    options = _options(compression, compression_level, buffer_size, memory_pool, threads,
                       members, atomic, durability)
    if _is_path(source):
        return await call(ArrowIO.output_stream_for_path_async,
                          ArrowIO.output_stream_for_path_finish, path_bytes(source), options)
    return await call(ArrowIO.output_stream_for_object_async,
                      ArrowIO.output_stream_for_object_finish, _target_object(source), options)


def source_file(source):
    """Get the file that another one shall read."""
    return input_stream(source, compression=None)


def target_file(target):
    """Get the file that another one shall write."""
    return output_stream(target, compression=None)


def source_for_copy(source, buffer_size):
    """Get a context with the file to copy from, which is closed if it was opened here."""
    if not _is_path(source):
        source = _source_object(source)
    if isinstance(source, NativeFile):
        return contextlib.nullcontext(source)
    return input_stream(source, None, buffer_size)


def target_for_copy(target, buffer_size):
    """Get a context with the file to copy to, which is closed if it was opened here."""
    if not _is_path(target):
        target = _target_object(target)
    if isinstance(target, NativeFile):
        return contextlib.nullcontext(target)
    return output_stream(target, None, buffer_size)


@contextlib.asynccontextmanager
async def async_source_for_copy(source):
    """The same as source_for_copy(), without blocking."""
    if not _is_path(source):
        source = _source_object(source)
    if isinstance(source, NativeFile):
        yield source
    else:
        async with await input_stream_async(source, None) as file:
            yield file


@contextlib.asynccontextmanager
async def async_target_for_copy(target):
    """The same as target_for_copy(), without blocking."""
    if not _is_path(target):
        target = _target_object(target)
    if isinstance(target, NativeFile):
        yield target
    else:
        async with await output_stream_async(target, None) as file:
            yield file
