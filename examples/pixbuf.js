// Images in compressed files while the main loop runs, with gdk-pixbuf: pixbuf.js
//
// Prints:
//
//   saved
//   loaded 640x480
//   loaded 640x480
//
// SPDX-License-Identifier: Apache-2.0

import ArrowIO from "gi://ArrowIO";
import GdkPixbuf from "gi://GdkPixbuf?version=2.0";
import Gio from "gi://Gio";
import GLib from "gi://GLib";

Gio._promisify(GdkPixbuf.Pixbuf, "new_from_stream_async", "new_from_stream_finish");

async function load(path) {
  const file = ArrowIO.input_stream(path);

  try {
    return await GdkPixbuf.Pixbuf.new_from_stream_async(file.get_input_stream(), null);
  } finally {
    file.close();
  }
}

async function main() {
  const image = GdkPixbuf.Pixbuf.new(GdkPixbuf.Colorspace.RGB, true, 8, 640, 480);
  image.fill(0x33669980);
  ArrowIO.using(ArrowIO.output_stream("colours.png.gz"), file =>
    image.save_to_streamv(file.get_output_stream(), "png", [], [], null));
  print("saved");

  // Both at once, on threads of GIO's.
  const images = await Promise.all([load("colours.png.gz"), load("colours.png.gz")]);
  for (const { width, height } of images)
    print(`loaded ${width}x${height}`);
}

const loop = new GLib.MainLoop(null, false);
main().catch(logError).finally(() => loop.quit());
loop.run();
