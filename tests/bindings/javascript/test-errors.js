// tests/bindings/javascript/test-errors.js: with imports as they were before modules.
//
// SPDX-License-Identifier: Apache-2.0

const { ArrowIO, Gio, GLib } = imports.gi;

function assertThrows(domain, code, run) {
  try {
    run();
  } catch (e) {
    if (e.matches?.(domain, code))
      return e.message;
    throw e;
  }
  throw new Error("nothing was thrown");
}

function assertIncludes(text, part) {
  if (!text.includes(part))
    throw new Error(`no "${part}" in: ${text}`);
}

const { CLOSED, INVALID, NOT_SUPPORTED } = ArrowIO.Error;
const file = new ArrowIO.BufferReader("some data");

assertThrows(ArrowIO.Error, INVALID, () => file.read(-1));
assertThrows(ArrowIO.Error, NOT_SUPPORTED, () => file.write("x"));
file.close();
file.close();
assertThrows(ArrowIO.Error, CLOSED, () => file.read());
assertThrows(ArrowIO.Error, CLOSED, () => [...file]);
assertThrows(ArrowIO.Error, INVALID, () => new ArrowIO.OSFile("data", "q"));

assertIncludes(
  assertThrows(Gio.IOErrorEnum, Gio.IOErrorEnum.NOT_FOUND,
    () => new ArrowIO.OSFile("missing/é")),
  "'missing/é' for reading: No such file or directory [errno 2]");
