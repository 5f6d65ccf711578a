# gi/overrides/ArrowIO.py: the library as Python would have it.
#
# SPDX-License-Identifier: Apache-2.0
"""Names and habits of pyarrow and of Python's own files, over what PyGObject gives."""

import types

import gi
from gi.module import get_introspection_module
from gi.repository import GLib

# So that a plain "from gi.repository import ArrowIO" warns of nothing.
gi.require_version('ArrowIO', '1.0')
try:
    get_introspection_module('ArrowIO').check_exclusive()
except GLib.Error as error:
    raise ImportError(error.message) from None

# Only now, as these use types that the other library has too; and in this order, as a class
# has to be there before those that are derived from it.
from gi.overrides import _arrowio_memory  # noqa: E402, F401
from gi.overrides import _arrowio_files  # noqa: E402, F401
from gi.overrides import _arrowio_foreign  # noqa: E402, F401
from gi.overrides import _arrowio_hdfs  # noqa: E402, F401
from gi.overrides import _arrowio_open  # noqa: E402, F401
from gi.overrides import _arrowio_streams  # noqa: E402, F401
from gi.overrides import _arrowio_transform  # noqa: E402, F401
from gi.overrides._arrowio_common import PUBLIC  # noqa: E402
from gi.overrides._arrowio_errors import CLASSES  # noqa: E402
from gi.overrides._arrowio_introspected import wrap_all  # noqa: E402

lib = types.SimpleNamespace(ArrowIOError=OSError, **CLASSES)
globals().update(PUBLIC, lib=lib, **vars(lib))
__all__ = ['lib', *vars(lib), *PUBLIC]

wrap_all()
