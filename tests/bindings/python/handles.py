# tests/bindings/python/handles.py: file objects that do not do what is asked.
#
# SPDX-License-Identifier: Apache-2.0

import io

DATA = b'first line\nsecond line\nthe end'


class Failing(io.RawIOBase):
    """Raises what it is told to."""

    def __init__(self, error, data=b''):
        self.error = error
        self.data = io.BytesIO(data)

    def readable(self):
        return True

    writable = readable

    def readinto(self, b):
        n = self.data.readinto(b)
        if n == 0:
            raise self.error
        return n

    def write(self, data):
        raise self.error


class Slow(io.BytesIO):
    """Takes and gives 3 bytes at most."""

    def read(self, size=-1):
        return super().read(min(size, 3) if size >= 0 else 3)

    def write(self, data):
        return super().write(memoryview(data)[:3])
