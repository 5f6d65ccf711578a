// tests/bindings/javascript/test-page.js: test-page.js PAGE
//
// The programs of a page of the documentation print what it says.
//
// SPDX-License-Identifier: Apache-2.0

import GLib from "gi://GLib";
import { programArgs } from "system";

import { assertEqual, load, test, text } from "./helper.js";

const page = text(load(programArgs[0]));
const blocks = [...page.matchAll(/^```js\n(.*?)^```$/gms)].map(([, block]) => block);
const program = blocks.join("\n");
const expected = [...program.matchAll(/print.* \/\/ (.+)$/gm)].map(([, words]) => words);

const folder = GLib.Dir.make_tmp("arrow-io-XXXXXX");
const path = `${folder}/page.js`;
const own = print;
const printed = [];

GLib.file_set_contents(path, program);
GLib.chdir(folder);
globalThis.print = (...values) => printed.push(values.join(" "));
await import(`file://${path}`);
globalThis.print = own;
GLib.chdir("/");
for (const name of ["page.js", "example.dat"])
  GLib.unlink(`${folder}/${name}`);
GLib.rmdir(folder);

test("a page", () => {
  assertEqual(printed, expected);
  assertEqual(expected.length > 0, true);
});
