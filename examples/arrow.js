// Tables in compressed files, with Arrow's own library for JavaScript: arrow.js
//
// Prints, after arrow.mjs:
//
//   gjs.arrows.gz: 3 trips of 42 km
//   node.arrows.gz: 3 trips of 42 km
//
// arrow.mjs is the same in node. The package apache-arrow is also to be had as one file that
// needs nothing of node, so that gjs can run it. It is looked for in ./node_modules.
//
// SPDX-License-Identifier: Apache-2.0

import ArrowIO from "gi://ArrowIO";
import GLib from "gi://GLib";

function loadArrow() {
  const path = "node_modules/apache-arrow/Arrow.es2015.min.js";
  const source = ArrowIO.using(ArrowIO.input_stream(path), f => `${f.read_all_buffer()}`);
  const module = { exports: {} };

  new Function("exports", "module", source)(module.exports, module);
  return module.exports;
}

const { tableFromArrays, tableFromIPC, tableToIPC } = loadArrow();

const save = (table, path) =>
  ArrowIO.using(ArrowIO.output_stream(path), f => f.write(tableToIPC(table, "stream")));

const load = path =>
  ArrowIO.using(ArrowIO.input_stream(path), f =>
    tableFromIPC(f.read_all_buffer().toArray()));

const km = Int32Array.of(12, 7, 23);
save(tableFromArrays({ day: ["mon", "tue", "wed"], km }), "gjs.arrows.gz");

for (const path of ["gjs.arrows.gz", "node.arrows.gz"]) {
  if (GLib.file_test(path, GLib.FileTest.EXISTS)) {
    const trips = load(path);
    const sum = trips.getChild("km").toArray().reduce((a, b) => a + b);
    print(`${path}: ${trips.numRows} trips of ${sum} km`);
  }
}
