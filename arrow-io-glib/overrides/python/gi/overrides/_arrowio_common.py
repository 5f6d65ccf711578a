# gi/overrides/_arrowio_common.py: what the parts of the override share.
#
# SPDX-License-Identifier: Apache-2.0
"""Putting classes and functions into the namespace, and looking at arguments."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import gi.overrides
from gi.module import get_introspection_module
from gi.overrides._arrowio_errors import exception, remember_path
from gi.repository import GObject

ArrowIO = get_introspection_module('ArrowIO')

#: What the override adds to the namespace beside its classes.
PUBLIC: dict[str, Any] = {}


def public(item: Any) -> Any:
    """Add a function or a class to the namespace, where pickle looks for it as well."""
    item.__module__ = 'gi.repository.ArrowIO'
    PUBLIC[item.__name__] = item
    return item


def override(kind: type) -> type:
    """Put a class in the place of the introspected one of the same name."""
    # PyGObject finds the namespace by the name of the module.
    kind.__module__ = 'gi.overrides.ArrowIO'
    gi.overrides.override(kind)
    kind.__module__ = 'gi.repository.ArrowIO'
    return kind


def not_constructed(function: str) -> Callable[..., None]:
    """Make the __init__() of a class whose objects come from a function."""
    def __init__(self, *args, **kwargs):
        raise TypeError(f'Do not call {type(self).__name__}(): use {function}()')
    return __init__


def path_bytes(path: Any) -> bytes:
    """Get the bytes of a path, which C can take."""
    path = os.fsencode(path)
    if b'\0' in path:
        raise exception(ArrowIO.Error.INVALID, f'Embedded NUL char in path: {path!r}')
    remember_path(path)
    return path


def as_byte(delimiter: str | bytes | int) -> int:
    """Get the one byte that a delimiter is."""
    if isinstance(delimiter, str):
        delimiter = delimiter.encode()
    byte = delimiter if isinstance(delimiter, int) else ord(delimiter)
    if not 0 <= byte <= 255:
        raise ValueError(f'a delimiter is one byte, not {delimiter!r}')
    return byte


def owner_of(base: Any) -> GObject.Object:
    """Make a GObject that keeps any Python object alive for as long as C holds it."""
    owner = GObject.Object()
    owner.base = base
    return owner


def level_or_default(level: int | None) -> int:
    return ArrowIO.COMPRESSION_LEVEL_DEFAULT if level is None else level
