# gi/overrides/_arrowio_files.py: files, as Python's own are.
#
# SPDX-License-Identifier: Apache-2.0
"""NativeFile with the habits of Python's binary files, and the kinds that stand alone."""

from __future__ import annotations

import contextlib
import io
import operator
import os
from collections.abc import Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from gi.module import get_introspection_module
from gi.overrides import _arrowio
from gi.overrides._arrowio_async import AsyncFile, call, split_ranges
from gi.overrides._arrowio_common import as_byte, override, path_bytes, public
from gi.overrides._arrowio_errors import exception
from gi.overrides._arrowio_memory import MemoryPool, py_buffer

if TYPE_CHECKING:
    from gi.overrides._arrowio_memory import Buffer
    from gi.overrides._arrowio_open import _Sink, _Source
    from _typeshed import ReadableBuffer as BytesLike

    _AnyPath = str | bytes | os.PathLike[str] | os.PathLike[bytes]

ArrowIO = get_introspection_module('ArrowIO')


@override
class NativeFile(_arrowio.NativeFile, AsyncFile, ArrowIO.NativeFile):
    """A file that does what Python's binary files do."""

    closed = property(ArrowIO.NativeFile.is_closed)
    mode = property(ArrowIO.NativeFile.get_mode)

    def __new__(cls, *args: Any, **kwargs: Any) -> NativeFile:
        # The kinds that are made by their names have one that does.
        raise TypeError(f'Do not call {cls.__name__}(): use input_stream() or output_stream()')

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Do nothing: __new__() of each kind of file does it all."""

    def __repr__(self) -> str:
        return f'<ArrowIO.{type(self).__name__} mode={self.mode!r} closed={self.closed}>'

    def __enter__(self) -> Self:
        return self

    def __exit__(self, exc_type: type[BaseException] | None, exc_value: BaseException | None,
                 tb: TracebackType | None) -> None:
        if exc_value is None:
            self.close()
        else:
            # Whoever asked hears what failed first, not that closing fails then as well.
            with contextlib.suppress(Exception):
                self.give_up()

    # What a file can do. On a closed one it is an error to ask.

    def _check_open(self) -> None:
        if self.closed:
            raise exception(ArrowIO.Error.CLOSED, 'I/O operation on closed file')

    def readable(self) -> bool:
        """Tell whether the file can be read."""
        self._check_open()
        return super().readable()

    def writable(self) -> bool:
        """Tell whether the file can be written."""
        self._check_open()
        return super().writable()

    def seekable(self) -> bool:
        """Tell whether the position can be moved."""
        self._check_open()
        return super().seekable()

    def isatty(self) -> bool:
        """Tell whether the file is a terminal, which none of the library's is."""
        self._check_open()
        return False

    def metadata(self) -> dict[str, str]:
        """Get what the storage says about the file: nothing, for files on this machine."""
        self._check_open()
        return {}

    # Positions

    def truncate(self, pos: int | None = None) -> int:
        """Change the size, to the position if there is none given, and get it."""
        size = self.tell() if pos is None else operator.index(pos)
        super().truncate(size)
        return size

    # Reading

    def readall(self) -> bytes:
        """Read all that is left."""
        return self.read()

    def read_buffer(self, nbytes: int | None = None) -> Buffer:
        """Read into a buffer, without copying where the file is memory already."""
        return self.read_all_buffer() if nbytes is None else super().read_buffer(nbytes)

    def read_ranges(self, ranges: Iterable[tuple[int, int]]) -> list[Buffer]:
        """Read many ranges at once, each an offset and a size, and give a buffer for each."""
        return super().read_ranges(*split_ranges(ranges))

    def peek(self, nbytes: int) -> bytes:
        """Get the next bytes and leave the position before them."""
        return super().peek(nbytes).get_data() or b''

    def peek_lines(self, nbytes: int) -> bytes:
        """Get the next line, and those at hand that end within nbytes, and leave them there."""
        return super().peek_lines(nbytes).get_data() or b''

    def read_until(self, delimiter: str | bytes | int) -> bytes:
        """Read up to and including the next delimiter, which is one byte."""
        return super().read_until(as_byte(delimiter)).get_data() or b''

    def readline(self, size: int | None = None) -> bytes:
        """Read up to and including the next newline, or size bytes of that."""
        if size is None or size < 0:
            return next(self, b'')
        line = bytearray()
        while len(line) < size and not line.endswith(b'\n'):
            byte = self.read(1)
            if not byte:
                break
            line += byte
        return bytes(line)

    def readlines(self, hint: int | None = None) -> list[bytes]:
        """Read all lines, or as many as it takes to have hint bytes."""
        if hint is None or hint <= 0:
            return list(self)
        lines = []
        while hint > 0 and (line := self.readline()):
            lines.append(line)
            hint -= len(line)
        return lines

    def get_stream(self, file_offset: int, nbytes: int) -> FileSlice:
        """Make a file of a range of this one, with a position of its own."""
        return super().get_stream(file_offset, nbytes)

    # Writing

    def writelines(self, lines: Iterable[BytesLike]) -> None:
        """Write each of some bytes-like objects."""
        self.write(b'')  # for what is wrong with the file, even if there is no line
        for line in lines:
            self.write(line)

    # Copying. A file of the caller's gets no buffer, as what is copied comes in large pieces
    # anyway, and stays open; what is opened here is closed here.

    def download(self, stream_or_path: _Sink, buffer_size: int | None = None) -> None:
        """Copy all that is left to a path, or to a file, which stays open."""
        from gi.overrides._arrowio_open import target_for_copy
        with target_for_copy(stream_or_path, buffer_size) as target:
            super().download(target)

    def upload(self, stream: _Source, buffer_size: int | None = None) -> None:
        """Copy all that is left of a path or a file, which stays open, to this one."""
        from gi.overrides._arrowio_open import source_for_copy
        with source_for_copy(stream, buffer_size) as source:
            super().upload(source)


io.RawIOBase.register(NativeFile)


@override
class OSFile(ArrowIO.OSFile):
    def __new__(cls, path: _AnyPath | int, mode: str = 'r') -> OSFile:
        if isinstance(path, int):
            return cls.new_fd(path, mode)
        return cls.new(path_bytes(path), mode)


@override
class MemoryMappedFile(ArrowIO.MemoryMappedFile):
    def __new__(cls, path: _AnyPath, mode: str = 'r') -> MemoryMappedFile:
        return cls.new(path_bytes(path), mode)

    @staticmethod
    def create(path: _AnyPath, size: int) -> MemoryMappedFile:
        """Make a file of size zeros and open it as memory, for reading and writing."""
        return create_memory_map(path, size)


@override
class BufferReader(ArrowIO.BufferReader):
    def __new__(cls, obj: BytesLike) -> BufferReader:
        return cls.new(py_buffer(obj))


@override
class BufferOutputStream(ArrowIO.BufferOutputStream):
    def __new__(cls, memory_pool: MemoryPool | None = None) -> BufferOutputStream:
        return cls.new(memory_pool)


@override
class FixedSizeBufferWriter(ArrowIO.FixedSizeBufferWriter):
    def __new__(cls, buffer: BytesLike) -> FixedSizeBufferWriter:
        return cls.new(py_buffer(buffer))


@override
class MockOutputStream(ArrowIO.MockOutputStream):
    def __new__(cls) -> MockOutputStream:
        return cls.new()


@public
def memory_map(path: _AnyPath, mode: str = 'r') -> MemoryMappedFile:
    """Open a file as memory, to read ('r'), to write ('w') or for both ('r+')."""
    return MemoryMappedFile(path, mode)


@public
def create_memory_map(path: _AnyPath, size: int, replace: bool = False) -> MemoryMappedFile:
    """Make a file of size zeros and open it as memory, for reading and writing."""
    return ArrowIO.create_memory_map(path_bytes(path), size, replace)


@public
async def memory_map_async(path: _AnyPath, mode: str = 'r') -> MemoryMappedFile:
    """Open a file as memory as memory_map() does, without blocking."""
    return await call(ArrowIO.memory_map_async, ArrowIO.memory_map_finish,
                      path_bytes(path), mode)


@public
async def create_memory_map_async(path: _AnyPath, size: int,
                                  replace: bool = False) -> MemoryMappedFile:
    """Make a file and open it as create_memory_map() does, without blocking."""
    return await call(ArrowIO.create_memory_map_async, ArrowIO.create_memory_map_finish,
                      path_bytes(path), size, replace)
