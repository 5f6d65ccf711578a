# gi/overrides/_arrowio_pressure.py: collecting when buffers take much memory.
#
# SPDX-License-Identifier: Apache-2.0
"""Python frees at once what nobody refers to, but for cycles: those wait for a collection,
and Python does not know how much memory they hold."""

from __future__ import annotations

import gc
from typing import Any

from gi.module import get_introspection_module

ArrowIO = get_introspection_module('ArrowIO')

_watched: set[str] = set()


def watch(pool: Any) -> Any:
    """Collect when much memory of a pool is out, and return the pool, of an allocator."""
    name = pool.get_backend_name()
    if name not in _watched:
        _watched.add(name)
        pool.connect('pressure', lambda pool: gc.collect())
        pool.set_pressure_threshold(ArrowIO.PRESSURE_THRESHOLD_DEFAULT)
    return pool
