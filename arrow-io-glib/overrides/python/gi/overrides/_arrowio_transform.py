# gi/overrides/_arrowio_transform.py: files that are read through a function.
#
# SPDX-License-Identifier: Apache-2.0
"""TransformInputStream with a function of Python's, and Python's own codecs of text."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from gi.module import get_introspection_module
from gi.overrides._arrowio_common import override, public
from gi.overrides._arrowio_errors import exception
from gi.overrides._arrowio_files import NativeFile
from gi.overrides._arrowio_foreign import HostFunctions
from gi.overrides._arrowio_memory import Buffer
from gi.overrides._arrowio_open import source_file
from gi.repository import GLib, GObject

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as BytesLike
    from gi.overrides._arrowio_open import _Source

ArrowIO = get_introspection_module('ArrowIO')


@override
class TransformInputStream(HostFunctions, ArrowIO.TransformInputStream):
    __new__ = GObject.Object.__new__

    def __init__(self, stream: _Source | None = None,
                 transform_func: Callable[[Buffer], BytesLike] | None = None, *,
                 raw: NativeFile | None = None) -> None:
        """Read stream through transform_func, which gets buffers, and an empty one at the end.

        A subclass may have do_transform() instead. raw is another name of stream.
        """
        raw = source_file(stream if raw is None else raw)
        if not raw.readable():
            raise exception(ArrowIO.Error.NOT_SUPPORTED, f'{raw!r} is not open for reading')
        GObject.Object.__init__(self, raw=raw, any_thread=True)
        if transform_func is not None:
            self.connect('transform',
                         lambda stream, bytes: transform_func(Buffer.new_bytes(bytes)))

    if TYPE_CHECKING:
        # What a subclass may give is more than C can take.
        def do_transform(self, bytes: GLib.Bytes, /) -> BytesLike | GLib.Bytes | None: ...


def _transcoder(decoder: Any, encoder: Any) -> Callable[[Buffer], bytes]:
    def transcode(buf: Buffer) -> bytes:
        states = decoder.getstate(), encoder.getstate()
        final = len(buf) == 0
        try:
            return encoder.encode(decoder.decode(buf, final), final)
        except UnicodeError:
            # Whoever reads on comes with the same bytes.
            decoder.setstate(states[0])
            encoder.setstate(states[1])
            raise
    return transcode


@public
def transcoding_input_stream(stream: _Source, src_encoding: str,
                             dest_encoding: str) -> NativeFile:
    """Read text in another encoding, by Python's own codecs.

    What is in that encoding already comes back as it is.
    """
    decoder = codecs.getincrementaldecoder(src_encoding)
    encoder = codecs.getincrementalencoder(dest_encoding)
    if codecs.lookup(src_encoding).name == codecs.lookup(dest_encoding).name:
        return source_file(stream)
    return TransformInputStream(stream, _transcoder(decoder(), encoder()))
