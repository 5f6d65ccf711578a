# gi/overrides/_arrowio_errors.py: what a GError of the library is in Python.
#
# SPDX-License-Identifier: Apache-2.0
"""Every exception is a GLib.Error, and an exception that Python's own files raise too."""

import errno
import functools
import io
import os
import re
import threading

from gi.module import get_introspection_module
from gi.repository import Gio, GLib

ArrowIO = get_introspection_module('ArrowIO')

_DOMAIN = GLib.quark_to_string(ArrowIO.error_quark())
_IO_DOMAIN = GLib.quark_to_string(Gio.io_error_quark())

# For errors of GIO itself, which have a code and no errno.
_ERRNO_OF_CODE = {
    Gio.io_error_from_errno(number): number
    for number in (errno.ENOENT, errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.EACCES,
                   errno.ENOSPC, errno.EPIPE, errno.ETIMEDOUT)
}


class _Exception(GLib.Error):
    """What all of them have in common."""

    def __init_subclass__(cls):
        cls.__module__ = 'gi.repository.ArrowIO'

    __repr__ = Exception.__repr__

    def __str__(self):
        return self.message

    def __reduce__(self):
        return exception_for, (self.message, self.domain, self.code)


class ArrowException(_Exception):
    """An error of the library's own."""


class ArrowInvalid(ArrowException, ValueError):
    """An argument cannot be used."""


class ArrowIndexError(ArrowException, IndexError):
    """A position or a size is out of the range of a buffer."""


class ArrowNotImplementedError(ArrowException, NotImplementedError):
    """This build lacks the codec or the backend."""


class ArrowMemoryError(ArrowException, MemoryError):
    """The memory pool could not give the memory."""


class ArrowCapacityError(ArrowException):
    """More than the format or the type can hold."""


class ClosedFileError(ArrowException, ValueError):
    """The file is closed."""


class UnsupportedOperation(ArrowException, io.UnsupportedOperation):
    """The file cannot do this: wrong direction, or not seekable."""


class DecodingError(ArrowException, OSError):
    """The data is damaged or ends early."""


_CLASS_OF_CODE = {
    ArrowIO.Error.INVALID: ArrowInvalid,
    ArrowIO.Error.INDEX: ArrowIndexError,
    ArrowIO.Error.CLOSED: ClosedFileError,
    ArrowIO.Error.NOT_SUPPORTED: UnsupportedOperation,
    ArrowIO.Error.NOT_IMPLEMENTED: ArrowNotImplementedError,
    ArrowIO.Error.OUT_OF_MEMORY: ArrowMemoryError,
    ArrowIO.Error.CAPACITY: ArrowCapacityError,
    ArrowIO.Error.CORRUPT: DecodingError,
    ArrowIO.Error.TRUNCATED: DecodingError,
}

CLASSES = {kind.__name__: kind for kind in (ArrowException, *_CLASS_OF_CODE.values())}


@functools.lru_cache(maxsize=None)
def _system_class(kind):
    """FileNotFoundError and the like, as a GLib.Error."""
    return type(kind.__name__, (_Exception, kind), {})


# Messages are UTF-8, and have a sign in place of each byte of a path that is not. These are
# the latest such paths, by what messages have of them.
_paths = {}


def remember_path(path):
    """Let exceptions about a path have all of it, though its bytes are not UTF-8."""
    whole = path.decode('utf-8', 'surrogateescape')
    shown = re.sub('[\udc80-\udcff]', '\ufffd', whole)
    if shown == whole:
        return
    _paths.pop(shown, None)
    if len(_paths) >= 64:
        _paths.pop(next(iter(_paths)), None)
    _paths[shown] = os.fsdecode(path)


def _system_error(message, domain, code):
    match = re.search(r'\[errno (\d+)\]$', message)
    number = int(match[1]) if match else _ERRNO_OF_CODE.get(code)
    # OSError knows which kind of it an errno is.
    kind = OSError if number is None else type(OSError(number, ''))
    error = _system_class(kind)(message, domain, code)
    if number is not None:
        error.errno = number
        error.strerror = os.strerror(number)
    # The path is quoted and may hold quotes itself, but the system's words do not.
    path = re.search(r"'(.*)'", message.removesuffix(f'{error.strerror} [errno {number}]'))
    if path and not path[1].startswith('<'):  # <descriptor 3>
        error.filename = _paths.get(path[1], path[1])
    return error


def exception_for(message, domain, code):
    """Make the exception for what a GError says."""
    if domain == _DOMAIN:
        return _CLASS_OF_CODE.get(code, ArrowException)(message, domain, code)
    if domain == _IO_DOMAIN:
        return _system_error(message, domain, code)
    return GLib.Error(message, domain, code)


# What Python's own functions raised in the thread while C called them, with the words that C
# has instead: the last, and the one before, as C may call once more to put things right.
_kept = threading.local()


def keep_exception(error, words):
    """Keep what a function raised until C, which was told the words, has come back."""
    _kept.errors = [*getattr(_kept, 'errors', ())[-1:], (words, error)]


def exception_to_raise(message, domain, code):
    """Make the exception for a GError, or find the one that it comes from."""
    for words, error in reversed(getattr(_kept, 'errors', ())):
        if words in message:
            _kept.errors = []
            return error
    return exception_for(message, domain, code)


def exception(code, message):
    """Make an exception for what an override itself finds wrong."""
    return exception_for(message, _DOMAIN, int(code))
