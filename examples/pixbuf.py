"""Images in compressed files, with gdk-pixbuf: pixbuf.py

Prints:

    colours.bmp.zst: 640x480
    thumbnail.png.gz: 64x48

SPDX-License-Identifier: Apache-2.0
"""

import gi

gi.require_version("GdkPixbuf", "2.0")
from gi.repository import ArrowIO, GdkPixbuf


def save(image, kind, path):
    with ArrowIO.output_stream(path) as file:
        image.save_to_streamv(file.get_output_stream(), kind, [], [], None)


def load(path):
    with ArrowIO.input_stream(path) as file:
        return GdkPixbuf.Pixbuf.new_from_stream(file.get_input_stream(), None)


def load_small(path, size):
    """As large as fits into a square, without the whole in memory."""
    with ArrowIO.input_stream(path) as file:
        return GdkPixbuf.Pixbuf.new_from_stream_at_scale(
            file.get_input_stream(), size, size, True, None)


image = GdkPixbuf.Pixbuf.new(GdkPixbuf.Colorspace.RGB, False, 8, 640, 480)
image.fill(0x336699ff)
save(image, "bmp", "colours.bmp.zst")
save(load_small("colours.bmp.zst", 64), "png", "thumbnail.png.gz")

for path in "colours.bmp.zst", "thumbnail.png.gz":
    image = load(path)
    print(f"{path}: {image.get_width()}x{image.get_height()}")
