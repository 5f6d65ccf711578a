# gi/overrides/_arrowio.pyi: what the extension module gives the classes of ArrowIO.
#
# SPDX-License-Identifier: Apache-2.0

from typing import Self

from _typeshed import ReadableBuffer, WriteableBuffer

def memory_of(exporter: ReadableBuffer, /) -> tuple[int, int, bool]:
    """The address and size of a bytes-like object, and whether it is read-only."""

class Context:
    def __enter__(self) -> None: ...
    def __exit__(self, *exception: object) -> None: ...
    def dispatch(self) -> None:
        """Does all that there is to do, without waiting."""
    def fileno(self) -> int:
        """The descriptor that can be read when there is something to do."""

class Buffer:
    def __buffer__(self, flags: int, /) -> memoryview: ...

class NativeFile:
    def __iter__(self) -> Self: ...
    def __next__(self) -> bytes: ...
    def read(self, nbytes: int | None = None) -> bytes:
        """Reads nbytes, fewer only at the end of the file; all that is left by default."""
    def read1(self, nbytes: int | None = None) -> bytes:
        """Reads what one call gives, up to nbytes or 256 KiB; nothing only at the end."""
    def read_at(self, nbytes: int, offset: int) -> bytes:
        """Reads nbytes at offset, wherever the position is, and leaves it there."""
    def readinto(self, b: WriteableBuffer) -> int:
        """Fills a writable bytes-like object and returns how many bytes there were."""
    def _unread(self, data: ReadableBuffer, /) -> None:
        """Puts back what was read last, so that the next read gives it again."""
    def seek(self, position: int, whence: int = 0) -> int:
        """Moves to a position and returns it, counted from the start."""
    def write(self, data: ReadableBuffer) -> int:
        """Writes all of a bytes-like object, without copying it, and returns its size."""
    def write_at(self, data: ReadableBuffer, offset: int) -> int:
        """Writes all of a bytes-like object at offset, wherever the position is, and leaves it
        there."""
