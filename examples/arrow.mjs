// The other side of arrow.js: node, which knows nothing of arrow-io-glib.
//
// Prints, after arrow.js:
//
//   gjs.arrows.gz: 3 trips of 42 km
//   node.arrows.gz: 3 trips of 42 km
//
// SPDX-License-Identifier: Apache-2.0

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";

import { tableFromArrays, tableFromIPC, tableToIPC } from "apache-arrow";

const save = (table, path) => writeFileSync(path, gzipSync(tableToIPC(table, "stream")));
const load = path => tableFromIPC(gunzipSync(readFileSync(path)));

const km = Int32Array.of(12, 7, 23);
save(tableFromArrays({ day: ["mon", "tue", "wed"], km }), "node.arrows.gz");

for (const path of ["gjs.arrows.gz", "node.arrows.gz"]) {
  if (existsSync(path)) {
    const trips = load(path);
    const sum = trips.getChild("km").toArray().reduce((a, b) => a + b);
    console.log(`${path}: ${trips.numRows} trips of ${sum} km`);
  }
}
