# gi/overrides/_arrowio_memory.py: memory pools and buffers.
#
# SPDX-License-Identifier: Apache-2.0
"""Buffers are bytes-like objects, and are made of bytes-like objects."""

from __future__ import annotations

import builtins
import pickle
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, overload

from gi.module import get_introspection_module
from gi.overrides import _arrowio
from gi.overrides._arrowio_common import not_constructed, override, owner_of, public
from gi.overrides._arrowio_pressure import watch
from gi.repository import GLib

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as BytesLike

ArrowIO = get_introspection_module('ArrowIO')


@override
class MemoryPool(ArrowIO.MemoryPool):
    __init__ = not_constructed('default_memory_pool')

    backend_name = property(ArrowIO.MemoryPool.get_backend_name)
    bytes_allocated = ArrowIO.MemoryPool.get_bytes_allocated
    max_memory = ArrowIO.MemoryPool.get_max_memory
    num_allocations = ArrowIO.MemoryPool.get_num_allocations
    total_bytes_allocated = ArrowIO.MemoryPool.get_total_bytes_allocated

    def __repr__(self) -> str:
        return (f'<ArrowIO.MemoryPool backend_name={self.backend_name}'
                f' bytes_allocated={self.bytes_allocated()} max_memory={self.max_memory()}>')

    @staticmethod
    def for_backend(backend_name: str) -> MemoryPool:
        """Get the pool of an allocator."""
        return watch(ArrowIO.MemoryPool.for_backend(backend_name))


# The default pool may stand on another one.
MemoryPool.for_backend(ArrowIO.default_memory_pool().get_backend_name())


@public
def system_memory_pool() -> MemoryPool:
    """Get the pool of the C library's malloc."""
    return MemoryPool.for_backend('system')


@public
def mimalloc_memory_pool() -> MemoryPool:
    """Get the pool of mimalloc; ArrowNotImplementedError where that is not installed."""
    return MemoryPool.for_backend('mimalloc')


@public
def jemalloc_memory_pool() -> MemoryPool:
    """Get the pool of jemalloc; ArrowNotImplementedError where it cannot be had."""
    return MemoryPool.for_backend('jemalloc')


# The default pool, and the one that logs in its place.
_logged: list[MemoryPool] = []


@public
def log_memory_allocations(enable: bool = True) -> None:
    """Log what the default memory pool does, to the log of GLib, or stop that."""
    pool = ArrowIO.default_memory_pool()
    logs = pool in _logged[1:]
    if enable and not logs:
        _logged[:] = pool, ArrowIO.logging_memory_pool(pool)
        ArrowIO.set_memory_pool(_logged[1])
    elif logs and not enable:
        ArrowIO.set_memory_pool(_logged[0])


@override
class Buffer(_arrowio.Buffer, ArrowIO.Buffer):
    __init__ = not_constructed('py_buffer')
    __hash__ = None

    address = property(ArrowIO.Buffer.get_address)
    is_cpu = True
    is_mutable = property(ArrowIO.Buffer.is_mutable)
    parent = property(ArrowIO.Buffer.get_parent)
    size = property(ArrowIO.Buffer.get_size)
    __len__ = ArrowIO.Buffer.get_size

    def __repr__(self) -> str:
        return (f'<ArrowIO.{type(self).__name__} address={self.address:#x} size={self.size}'
                f' is_cpu={self.is_cpu} is_mutable={self.is_mutable}>')

    def __eq__(self, other: object) -> bool:
        try:
            return self.equals(other)
        except (BufferError, TypeError):
            return NotImplemented

    @overload
    def __getitem__(self, key: int) -> int: ...
    @overload
    def __getitem__(self, key: builtins.slice) -> Buffer: ...

    def __getitem__(self, key):
        if not isinstance(key, slice):
            return memoryview(self)[key]
        start, stop, step = key.indices(len(self))
        if step != 1:
            raise IndexError('only slices with step 1 supported')
        return self.slice(start, max(stop - start, 0))

    def __iter__(self) -> Iterator[int]:
        return iter(memoryview(self))

    def __copy__(self) -> Buffer:
        make, args = self.__reduce_ex__(2)
        return make(*args)

    def __deepcopy__(self, memo: dict[int, Any]) -> Buffer:
        return self.__copy__()

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        if protocol >= 5:
            return py_buffer, (pickle.PickleBuffer(self),)
        return py_buffer, (bytearray(self) if self.is_mutable else bytes(self),)

    def equals(self, other: BytesLike) -> bool:
        """Compare the bytes with those of any bytes-like object."""
        return self.equal(py_buffer(other))

    def hex(self) -> bytes:
        """Get the bytes in upper case hexadecimal, as bytes."""
        return super().hex().encode()

    def slice(self, offset: int = 0, length: int | None = None) -> Buffer:
        """Share the bytes from offset on, or length of them, without copying."""
        return super().slice(offset, self.size - offset if length is None else length)

    def to_pybytes(self) -> bytes:
        """Copy the bytes into a bytes object."""
        return bytes(self)


def _is_not_ordered(self, other):
    return NotImplemented


# PyGObject would compare where the objects are.
for _name in '__lt__', '__le__', '__gt__', '__ge__':
    setattr(Buffer, _name, _is_not_ordered)


@override
class MutableBuffer(ArrowIO.MutableBuffer):
    # A part of any buffer is immutable, as in pyarrow.
    slice = Buffer.slice


@override
class ResizableBuffer(ArrowIO.ResizableBuffer):
    def resize(self, new_size: int, shrink_to_fit: bool = False) -> None:
        """Change the size. What memory is left over stays, unless it shall be given back."""
        super().resize(new_size)
        if shrink_to_fit:
            self.shrink()


@public
def py_buffer(obj: BytesLike | GLib.Bytes) -> Buffer:
    """Make a buffer of a bytes-like object, without copying; a mutable one where it can."""
    if isinstance(obj, Buffer):
        return obj
    if isinstance(obj, GLib.Bytes):
        return Buffer.new_bytes(obj)
    view = memoryview(obj)
    address, size, readonly = _arrowio.memory_of(obj)  # in whose own words it may fail
    kind = Buffer if readonly else MutableBuffer
    return kind.new_foreign(address, size, owner_of(view))


@public
def foreign_buffer(address: int, size: int, base: object = None) -> Buffer:
    """Make a buffer over memory of others, which base keeps alive."""
    return Buffer.new_foreign(address, size, owner_of(base))


@public
def allocate_buffer(size: int, memory_pool: MemoryPool | None = None, resizable: bool = False,
                    *, alignment: int = 64) -> Buffer:
    """Allocate a mutable buffer, which is not cleared."""
    return ArrowIO.allocate_aligned_buffer(size, alignment, resizable, memory_pool)
