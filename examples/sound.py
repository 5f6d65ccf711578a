"""Sound to a file and from it, with GStreamer: sound.py

GStreamer writes to GIO's streams and reads from them by its elements giostreamsink and
giostreamsrc. Where the file can seek, the sound can too.

Prints:

    tone.ogg lasts 2.3 s and can seek
    tone.ogg.gz lasts as long as it is read

SPDX-License-Identifier: Apache-2.0
"""

import gi

gi.require_version("Gst", "1.0")
from gi.repository import ArrowIO, Gst


def run(pipeline):
    """To its end."""
    pipeline.set_state(Gst.State.PLAYING)
    message = pipeline.get_bus().timed_pop_filtered(
        Gst.CLOCK_TIME_NONE, Gst.MessageType.EOS | Gst.MessageType.ERROR)
    pipeline.set_state(Gst.State.NULL)
    if message.type == Gst.MessageType.ERROR:
        raise message.parse_error().gerror


def record(path):
    with ArrowIO.output_stream(path) as file:
        pipeline = Gst.parse_launch(
            "audiotestsrc num-buffers=100 ! vorbisenc ! oggmux ! giostreamsink name=file")
        pipeline.get_by_name("file").set_property("stream", file.get_output_stream())
        run(pipeline)


def play(path):
    with ArrowIO.input_stream(path) as file:
        pipeline = Gst.parse_launch(
            "giostreamsrc name=file ! oggdemux ! vorbisdec ! fakesink")
        pipeline.get_by_name("file").set_property("stream", file.get_input_stream())
        pipeline.set_state(Gst.State.PAUSED)
        pipeline.get_state(Gst.CLOCK_TIME_NONE)
        duration = pipeline.query_duration(Gst.Format.TIME).duration
        if pipeline.seek_simple(Gst.Format.TIME, Gst.SeekFlags.FLUSH, Gst.SECOND):
            print(f"{path} lasts {duration / Gst.SECOND:.1f} s and can seek")
        else:
            print(f"{path} lasts as long as it is read")
        run(pipeline)


Gst.init(None)
for path in "tone.ogg", "tone.ogg.gz":
    record(path)
    play(path)
