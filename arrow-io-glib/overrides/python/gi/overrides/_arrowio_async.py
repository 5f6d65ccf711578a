# gi/overrides/_arrowio_async.py: calls to await.
#
# SPDX-License-Identifier: Apache-2.0
"""What ends in _async is awaited under asyncio, which needs no main loop of GLib.

The arguments are those of the method that blocks. With more, up to a callback, such a method
is what it is everywhere in GObject.
"""

from __future__ import annotations

import asyncio
import contextlib
import operator
import weakref
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from gi.overrides import _arrowio
from gi.overrides._arrowio_common import as_byte
from gi.overrides._arrowio_memory import py_buffer
from gi.repository import Gio, GLib

if TYPE_CHECKING:
    from gi.overrides._arrowio_memory import Buffer
    from gi.overrides._arrowio_open import _Sink, _Source
    from _typeshed import ReadableBuffer as BytesLike


class _Results:
    """Brings the results of calls to an event loop, on whose thread they were made."""

    _of_loop = weakref.WeakKeyDictionary()

    def __init__(self, loop):
        self.loop = weakref.ref(loop)
        self.context = _arrowio.Context()
        self.n_calls = 0

    @classmethod
    def of(cls, loop):
        results = cls._of_loop.get(loop)
        if results is None:
            results = cls._of_loop[loop] = cls(loop)
        return results

    @contextlib.contextmanager
    def awaited(self):
        """Watch while there is a call, so that the loop has nothing of ours in the end."""
        loop = self.loop()
        if self.n_calls == 0:
            loop.add_reader(self.context.fileno(), self.context.dispatch)
        self.n_calls += 1
        try:
            yield
        finally:
            self.n_calls -= 1
            if self.n_calls == 0:
                loop.remove_reader(self.context.fileno())


async def _end_of(future):
    """Wait, and do not let go if whoever waits is cancelled once more."""
    while not future.done():
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.wait([future])
    future.exception()  # which is looked at now


async def call(start: Callable[..., None], finish: Callable[..., Any], *args: Any,
               after: tuple[Any, ...] = (), io_priority: int = GLib.PRIORITY_DEFAULT,
               give_back: Callable[[Any], None] | None = None) -> Any:
    """Make a call and await what it gives. Cancelling the task cancels the call.

    What it gave nevertheless, as that came too late, is given back.
    """
    loop = asyncio.get_running_loop()
    results = _Results.of(loop)
    future = loop.create_future()
    cancellable = Gio.Cancellable()

    def ready(_source, result):
        try:
            future.set_result(finish(result))
        except BaseException as error:
            future.set_exception(error)

    with results.awaited():
        with results.context:
            start(*args, io_priority, cancellable, *after, ready)
        loop.call_soon(results.context.dispatch)  # for a call that failed at once
        try:
            return await asyncio.shield(future)
        except asyncio.CancelledError:
            # The file can be used once the call is over, and not before.
            cancellable.cancel()
            results.context.dispatch()  # in which a call that waits for a thread ends
            await _end_of(future)
            if give_back is not None and future.exception() is None:
                give_back(future.result())
            raise


def _as_bytes(finish):
    return lambda result: finish(result).get_data() or b''


def split_ranges(ranges: Iterable[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Get the offsets and the sizes of pairs of both."""
    pairs = [(offset, nbytes) for offset, nbytes in ranges]
    return [offset for offset, _ in pairs], [nbytes for _, nbytes in pairs]


class AsyncFile:
    """Mixed into NativeFile."""

    def _read(self, start, finish, *args, io_priority, to_data=lambda value: value):
        """Make a call that reads; to_data gives the bytes of what it gives."""
        end = None

        def finish_there(result):
            nonlocal end
            value = finish(result)
            with contextlib.suppress(GLib.Error):
                end = self.tell()
            return value

        def give_back(value):
            # Unless another task has gone on, or closed the file.
            with contextlib.suppress(GLib.Error):
                if self.tell() == end:
                    self._unread(to_data(value))

        return call(start, finish_there, *args, io_priority=io_priority, give_back=give_back)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, exc_type: type[BaseException] | None,
                        exc_value: BaseException | None, tb: TracebackType | None) -> None:
        if exc_value is None:
            await self.close_async()
        else:
            with contextlib.suppress(Exception):
                await asyncio.to_thread(self.give_up)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while line := await self.read_line_async():
            yield line

    # Reading

    def read_async(self, nbytes: int | None = None, *gio: Any,
                   io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[bytes]:
        """Read nbytes, fewer only at the end of the file; all that is left by default."""
        if gio:
            return super().read_async(nbytes, *gio)
        if nbytes is None:
            return self.read_all_async(io_priority=io_priority)
        return self._read(super().read_async, _as_bytes(self.read_finish), nbytes,
                          io_priority=io_priority)

    def read1_async(self, nbytes: int = 256 * 1024, *gio: Any,
                    io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[bytes]:
        """Read what one call gives, up to nbytes; nothing only at the end."""
        if gio:
            return super().read1_async(nbytes, *gio)
        return self._read(super().read1_async, _as_bytes(self.read1_finish), nbytes,
                          io_priority=io_priority)

    def read_all_async(self, *gio: Any,
                       io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[bytes]:
        """Read all that is left."""
        if gio:
            return super().read_all_async(*gio)
        return self._read(super().read_all_async, _as_bytes(self.read_all_finish),
                          io_priority=io_priority)

    def read_line_async(self, *gio: Any,
                        io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[bytes]:
        """Read up to and including the next newline; nothing only at the end."""
        if gio:
            return super().read_line_async(*gio)
        return self._read(super().read_line_async, _as_bytes(self.read_line_finish),
                          io_priority=io_priority)

    def read_at_async(self, nbytes: int, offset: int, *gio: Any,
                      io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[bytes]:
        """Read nbytes at offset, many at once on a file that can."""
        if gio:
            return super().read_at_async(nbytes, offset, *gio)
        return call(super().read_at_async, _as_bytes(self.read_at_finish), nbytes, offset,
                    io_priority=io_priority)

    def read_buffer_async(self, nbytes: int | None = None, *gio: Any,
                          io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[Buffer]:
        """Read into a buffer, without copying where the file is memory already."""
        if gio:
            return super().read_buffer_async(nbytes, *gio)
        if nbytes is None:
            return self._read(super().read_all_buffer_async, self.read_all_buffer_finish,
                              io_priority=io_priority)
        return self._read(super().read_buffer_async, self.read_buffer_finish, nbytes,
                          io_priority=io_priority)

    def read_buffer_at_async(self, nbytes: int, offset: int, *gio: Any,
                             io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[Buffer]:
        """Read nbytes at offset into a buffer, many at once on a file that can."""
        if gio:
            return super().read_buffer_at_async(nbytes, offset, *gio)
        return call(super().read_buffer_at_async, self.read_buffer_at_finish, nbytes, offset,
                    io_priority=io_priority)

    def readinto_async(self, b: BytesLike, *,
                       io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[int]:
        """Fill a writable bytes-like object, which nobody else may touch; give how far."""
        buffer = py_buffer(b)
        if not buffer.is_mutable:
            raise TypeError('readinto_async() argument must be a writable buffer')
        return self._read(super().read_into_buffer_async, self.read_into_buffer_finish, buffer,
                          io_priority=io_priority, to_data=lambda n_read: buffer[:n_read])

    def read_until_async(self, delimiter: str | bytes | int, *gio: Any,
                         io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[bytes]:
        """Read up to and including the next delimiter, which is one byte."""
        delimiter = as_byte(delimiter)
        if gio:
            return super().read_until_async(delimiter, *gio)
        return self._read(super().read_until_async, _as_bytes(self.read_until_finish), delimiter,
                          io_priority=io_priority)

    def peek_async(self, nbytes: int, *gio: Any,
                   io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[bytes]:
        """Get the next bytes and leave the position before them."""
        if gio:
            return super().peek_async(nbytes, *gio)
        return call(super().peek_async, _as_bytes(self.peek_finish), nbytes,
                    io_priority=io_priority)

    def advance_async(self, nbytes: int, *gio: Any,
                      io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[int]:
        """Skip nbytes, fewer only at the end of the file; give how many that were."""
        if gio:
            return super().advance_async(nbytes, *gio)
        return call(super().advance_async, self.advance_finish, nbytes,
                    io_priority=io_priority)

    def read_ranges_async(
            self, ranges: Iterable[tuple[int, int]], *gio: Any,
            io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[list[Buffer]]:
        """Read many ranges at once, each an offset and a size, and give a buffer for each."""
        if gio:
            return super().read_ranges_async(*split_ranges(ranges), *gio)
        return call(super().read_ranges_async, self.read_ranges_finish, *split_ranges(ranges),
                    io_priority=io_priority)

    # Writing

    def write_async(self, data: BytesLike, *gio: Any,
                    io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[int]:
        """Write all of a bytes-like object, which is held and not copied; give its size."""
        if gio:
            return super().write_async(data, *gio)
        buffer = py_buffer(data)

        def finish(result):
            self.write_buffer_finish(result)
            return len(buffer)

        return call(super().write_buffer_async, finish, buffer, io_priority=io_priority)

    def write_at_async(self, data: BytesLike, offset: int, *gio: Any,
                       io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[int]:
        """Write all of a bytes-like object at offset; give its size."""
        if gio:
            return super().write_at_async(data, offset, *gio)
        buffer = py_buffer(data)

        def finish(result):
            self.write_buffer_at_finish(result)
            return len(buffer)

        return call(super().write_buffer_at_async, finish, buffer, offset,
                    io_priority=io_priority)

    def truncate_async(self, pos: int | None = None, *gio: Any,
                       io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[int]:
        """Change the size, to the position if there is none given, and give it."""
        size = self.tell() if pos is None else operator.index(pos)
        if gio:
            return super().truncate_async(size, *gio)

        def finish(result):
            self.truncate_finish(result)
            return size

        return call(super().truncate_async, finish, size, io_priority=io_priority)

    def sync_async(self, *gio: Any,
                   io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[bool]:
        """Wait until the system has the file on disk."""
        if gio:
            return super().sync_async(*gio)
        return call(super().sync_async, self.sync_finish, io_priority=io_priority)

    def flush_async(self, *gio: Any,
                    io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[None]:
        """Hand on what was written."""
        if gio:
            return super().flush_async(*gio)
        return call(super().flush_async, self.flush_finish, io_priority=io_priority)

    def close_async(self, *gio: Any,
                    io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[None]:
        """Write what is left and close, which happens even if the task is cancelled."""
        if gio:
            return super().close_async(*gio)
        return call(super().close_async, self.close_finish, io_priority=io_priority)

    # Copying. What is opened here is closed here. progress is called with how many bytes of
    # how many are copied; of -1 if nobody knows.

    def download_async(self, stream_or_path: _Sink, *gio: Any,
                       progress: Callable[[int, int], None] | None = None,
                       io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[int]:
        """Copy all that is left to a path, or to a file, which stays open."""
        if gio:
            return super().download_async(stream_or_path, *gio)
        from gi.overrides._arrowio_open import async_target_for_copy
        return _copy(super().download_async, self.download_finish,
                     async_target_for_copy(stream_or_path), progress, io_priority)

    def upload_async(self, stream: _Source, *gio: Any,
                     progress: Callable[[int, int], None] | None = None,
                     io_priority: int = GLib.PRIORITY_DEFAULT) -> Awaitable[int]:
        """Copy all that is left of a path or a file, which stays open, to this one."""
        if gio:
            return super().upload_async(stream, *gio)
        from gi.overrides._arrowio_open import async_source_for_copy
        return _copy(super().upload_async, self.upload_finish, async_source_for_copy(stream),
                     progress, io_priority)


async def _copy(start, finish, opening, progress, io_priority):
    async with opening as other:
        return await call(start, finish, other, after=(progress, ()), io_priority=io_priority)
