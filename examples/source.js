// A compressed text in an editor's buffer, with GtkSourceView: source.js
//
// Prints:
//
//   3 lines, the last is: print("three")
//
// It needs no display, as no window is shown.
//
// SPDX-License-Identifier: Apache-2.0

import ArrowIO from "gi://ArrowIO";
import GLib from "gi://GLib";
import GtkSource from "gi://GtkSource?version=5";

ArrowIO.using(ArrowIO.output_stream("program.js.gz"), file =>
  file.write('print("one")\nprint("two")\nprint("three")\n'));

const file = ArrowIO.input_stream("program.js.gz");
const buffer = new GtkSource.Buffer();
const loader = GtkSource.FileLoader.new_from_stream(
  buffer, new GtkSource.File(), file.get_input_stream());
const loop = new GLib.MainLoop(null, false);

loader.load_async(GLib.PRIORITY_DEFAULT, null, null, (_loader, result) => {
  try {
    loader.load_finish(result);
    const lines = buffer.text.split("\n");
    print(`${lines.length} lines, the last is: ${lines.at(-1)}`);
  } catch (e) {
    logError(e);
  } finally {
    file.close();
    loop.quit();
  }
});
loop.run();
