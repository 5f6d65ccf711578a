# gi/overrides/_arrowio_files.py: what Python's own files do.
#
# SPDX-License-Identifier: Apache-2.0
"""Habits of Python's binary files, for the override of NativeFile to mix in."""

import os

from gi.module import get_introspection_module
from gi.overrides._arrowio_errors import exception

ArrowIO = get_introspection_module('ArrowIO')


class FileHabits:
    """Written over the methods of ArrowIO.NativeFile, which comes behind it."""

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def _check_open(self):
        if self.closed:
            raise exception(ArrowIO.Error.CLOSED, 'I/O operation on closed file')

    def readable(self):
        self._check_open()
        return super().readable()

    def writable(self):
        self._check_open()
        return super().writable()

    def seekable(self):
        self._check_open()
        return super().seekable()

    def isatty(self):
        self._check_open()
        return False

    def seek(self, position, whence=os.SEEK_SET):
        """Move to a position and get it, counted from the start."""
        if whence not in (os.SEEK_SET, os.SEEK_CUR, os.SEEK_END):
            raise ValueError(f'Invalid value of whence: {whence}')
        return super().seek(position, whence)

    def truncate(self, size=None):
        """Change the size, to the position if there is none given, and get it."""
        size = self.tell() if size is None else size
        super().truncate(size)
        return size

    def peek(self, nbytes):
        """Get the next bytes and leave the position before them."""
        return super().peek(nbytes).get_data() or b''

    def read_until(self, delimiter):
        """Read up to and including the next delimiter, which is one byte."""
        return super().read_until(ord(delimiter)).get_data() or b''

    def readall(self):
        """Read all that is left."""
        return self.read()

    def readline(self, size=-1):
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

    def readlines(self, hint=-1):
        """Read all lines, or as many as it takes to have hint bytes."""
        if hint is None or hint <= 0:
            return list(self)
        lines = []
        while hint > 0 and (line := self.readline()):
            lines.append(line)
            hint -= len(line)
        return lines

    def writelines(self, lines):
        """Write each of some bytes-like objects."""
        self.write(b'')  # for what is wrong with the file, even if there is no line
        for line in lines:
            self.write(line)
