# gi/overrides/_arrowio_foreign.py: files that are made of Python's own.
#
# SPDX-License-Identifier: Apache-2.0
"""Functions of a ForeignFile in Python may raise, and give what is natural; PythonFile."""

from __future__ import annotations

import errno
import functools
import io
import operator
import re
from typing import TYPE_CHECKING, Any

from gi.module import get_introspection_module
from gi.overrides._arrowio_common import override, public
from gi.overrides._arrowio_errors import keep_exception
from gi.overrides._arrowio_memory import Buffer, py_buffer
from gi.repository import GLib, GObject

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as BytesLike

ArrowIO = get_introspection_module('ArrowIO')

_FUNCTIONS = ('host_read', 'host_write', 'host_seek', 'host_size', 'host_truncate',
              'host_flush', 'host_close', 'transform')
_GIVE_BYTES = 'host_read', 'transform'

# Copying is quicker than making a buffer over so few bytes.
_COPIED = 64 * 1024


def _result(file, name, result):
    """Give C what a function gave: bytes of any kind, a number, or nothing at all."""
    if name in _GIVE_BYTES:
        if isinstance(result, bytes) and len(result) <= _COPIED:
            return GLib.Bytes.new(result)
        return result if result is None else py_buffer(result).get_data()
    if result is None or isinstance(result, bool):
        return result is not False
    if name in ('host_write', 'host_size'):
        file.answer(operator.index(result))
    return True


def _text(text, size=200):
    """What C can take, and not too much of it, as the messages of core are limited."""
    return text.replace('\0', '').encode(errors='replace').decode()[:size]


def _words(error):
    kind = type(error).__name__
    try:
        return _text(f'{kind}: {error}')
    except Exception:
        return kind


def _hosted(name, function):
    """Make a function that C can call: what it raises is raised again where C was called."""
    @functools.wraps(function)
    def call(file, *args):
        try:
            return _result(file, name, function(file, *args))
        except BaseException as error:
            words = _words(error)
            keep_exception(error, words)
            number = error.errno if isinstance(error, OSError) else None
            file.fail(number if isinstance(number, int) and number > 0 else 0, words)
            return None if name in _GIVE_BYTES else False
    return call


class HostFunctions:
    """For classes whose functions are Python's: they may raise, and give what is natural."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        for name in _FUNCTIONS:
            function = vars(cls).get(f'do_{name}')
            if function is not None:
                setattr(cls, f'do_{name}', _hosted(name, function))

    def connect(self, detailed_signal: str, handler: Any, *args: Any) -> int:
        """Call handler for a signal. One for a function may raise, and gives what it read."""
        name = detailed_signal.replace('-', '_')
        if name in _FUNCTIONS:
            handler = _hosted(name, handler)
        return super().connect(detailed_signal, handler, *args)


@override
class ForeignFile(HostFunctions, ArrowIO.ForeignFile):
    __new__ = GObject.Object.__new__

    def __init__(self, **properties: Any) -> None:
        """Make an instance of a subclass; its functions are do_host_read() and so on."""
        GObject.Object.__init__(self, **properties)

    if TYPE_CHECKING:
        # What a subclass may give is more than C can take.
        def do_host_read(self, n_bytes: int, /) -> BytesLike | GLib.Bytes | None: ...
        def do_host_write(self, bytes: GLib.Bytes, /) -> int | None: ...
        def do_host_seek(self, offset: int, /) -> bool | None: ...
        def do_host_size(self) -> int: ...
        def do_host_truncate(self, size: int, /) -> bool | None: ...
        def do_host_flush(self) -> bool | None: ...
        def do_host_close(self) -> bool | None: ...


def _can(handle, what):
    """Ask a file object whether it is readable, writable or seekable; None if it cannot say."""
    ask = getattr(handle, what, None)
    return bool(ask()) if callable(ask) else None


def _directions(handle, mode):
    """Whether a file object shall be read and written, by the mode if there is one."""
    if mode is not None:
        match = re.fullmatch(r'([rwax])(b|\+|b\+|\+b)?', mode)
        if match is None:
            raise ValueError(f'Invalid file mode: {mode}')
        both = '+' in mode
        read, write = both or match[1] == 'r', both or match[1] != 'r'
        if read and _can(handle, 'readable') is False:
            raise TypeError('readable file expected')
        if write and _can(handle, 'writable') is False:
            raise TypeError('writable file expected')
        return read, write

    read, write = _can(handle, 'readable'), _can(handle, 'writable')
    own_mode = getattr(handle, 'mode', None)
    if read is None and write is None and isinstance(own_mode, str):
        read = 'r' in own_mode or '+' in own_mode
        write = 'r' not in own_mode or '+' in own_mode
    if read is None and write is None:
        read, write = hasattr(handle, 'read'), hasattr(handle, 'write')
        if read == write:
            raise ValueError(f'could not infer open mode for file-like object {handle!r},'
                             ' please pass it explicitly')
    return bool(read), bool(write)


def _can_seek(handle):
    can = _can(handle, 'seekable')
    return hasattr(handle, 'seek') and hasattr(handle, 'tell') if can is None else can


def _decompresses(handle):
    """Whether the end is found by decompressing all, which is to be done once only."""
    return any(kind.__module__ in ('gzip', 'bz2', 'lzma', 'zipfile')
               for kind in type(handle).__mro__)


def _reader(handle):
    """The function that gives what there is, where there is one: read() may wait for all."""
    # One that has buffers of its own gives them without copying.
    if hasattr(handle, 'read_buffer'):
        return handle.read_buffer
    # After read1() one of these writes at the wrong place; read() waits for nothing in a file.
    if isinstance(handle, io.BufferedRandom):
        return handle.read
    # Whoever replaces read() wants it called, though the class below has a read1().
    for members in (getattr(handle, '__dict__', {}), *map(vars, type(handle).__mro__)):
        if 'read' in members or 'read1' in members:
            return handle.read1 if 'read1' in members else handle.read
    return handle.read


def _blocks():
    return BlockingIOError(errno.EAGAIN, 'the file is not ready, and must be a blocking one')


def _name(handle):
    name = getattr(handle, 'name', None)
    return _text(name if isinstance(name, str) and name else f'<{type(handle).__name__}>')


@public
class PythonFile(ForeignFile):
    """A file object of Python's, such as io.BytesIO or gzip.GzipFile, as a NativeFile.

    It is read, written or both, as mode says or, without it, as the file object says itself.
    What the file object raises comes out as it is, through streams over this file too.
    Closing this file closes the file object; dropping it does not. It may be used on any
    thread, by one at a time.
    """

    # A type of its own: what is in gi.overrides is taken for the introspected type itself.
    __module__ = 'ArrowIO'
    __gtype_name__ = 'GArrowIOPythonFile'

    def __init__(self, handle: Any, mode: str | None = None) -> None:
        if isinstance(handle, io.TextIOBase):
            raise TypeError('binary file expected, got text file')
        read, write = _directions(handle, mode)
        self._handle = handle
        self._size: int | None = None
        self._mode = mode or getattr(handle, 'mode', None)
        super().__init__(any_thread=True, name=_name(handle), can_read=read, can_write=write,
                         can_seek=_can_seek(handle))
        if self.seekable() and (position := handle.tell()) > 0:
            self.seek(position)

    @property
    def closed(self) -> bool:
        """Whether this file is closed, or the file object is."""
        return self.is_closed() or bool(getattr(self._handle, 'closed', False))

    @property
    def mode(self) -> str:
        """How the file was opened: 'rb', 'wb', 'ab', 'xb' or 'rb+'."""
        if self._mode in ('a', 'ab', 'x', 'xb'):
            return self._mode[0] + 'b'
        return super().mode

    def do_host_read(self, n_bytes: int) -> BytesLike | GLib.Bytes:
        data = _reader(self._handle)(n_bytes)
        if data is None:
            raise _blocks()
        if isinstance(data, str):
            raise TypeError(f"read() of {self._handle!r} gave 'str' and not bytes")
        return data

    def do_host_write(self, bytes: GLib.Bytes) -> int | None:
        written = self._handle.write(memoryview(Buffer.new_bytes(bytes)))
        if written is None and isinstance(self._handle, io.RawIOBase):
            raise _blocks()
        return written

    def do_host_seek(self, offset: int) -> None:
        self._handle.seek(offset)

    def do_host_size(self) -> int:
        if self._size is None:
            position = self._handle.tell()
            self._handle.seek(0, io.SEEK_END)
            try:
                size = self._handle.tell()
            finally:
                self._handle.seek(position)
            if not _decompresses(self._handle):
                return size
            self._size = size
        return self._size

    def do_host_truncate(self, size: int) -> None:
        self._handle.truncate(size)

    def do_host_flush(self) -> None:
        if hasattr(self._handle, 'flush'):
            self._handle.flush()

    def do_host_close(self) -> None:
        if hasattr(self._handle, 'close'):
            self._handle.close()
