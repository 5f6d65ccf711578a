// tests/bindings/javascript/test-errors.js: with imports as they were before modules.
//
// SPDX-License-Identifier: Apache-2.0

const { ArrowIO, Gio, GLib } = imports.gi;

function thrownBy(run) {
  try {
    run();
  } catch (e) {
    return e;
  }
  throw new Error("nothing was thrown");
}

function assert(condition, message) {
  if (!condition)
    throw new Error(message);
}

function assertThrows(domain, code, run) {
  const e = thrownBy(run);

  assert(e.matches?.(domain, code), e);
  assert(e instanceof GLib.Error && e instanceof domain, `${e} is no GLib.Error`);
  assert(e.code === code && e.stack.length > 0, e);
  return e;
}

function assertIncludes(text, part) {
  assert(text.includes(part), `no "${part}" in: ${text}`);
}

const { CLOSED, INVALID, NOT_SUPPORTED } = ArrowIO.Error;
const file = new ArrowIO.BufferReader("some data");

assertThrows(ArrowIO.Error, INVALID, () => file.read(-1));
assertThrows(ArrowIO.Error, NOT_SUPPORTED, () => file.write("x"));
file.close();
file.close();
for (const use of [() => file.read(), () => [...file], () => file.read_text()])
  assertThrows(ArrowIO.Error, CLOSED, use);
assertThrows(ArrowIO.Error, INVALID, () => new ArrowIO.OSFile("data", "q"));
assert(!thrownBy(() => file.read()).matches(Gio.IOErrorEnum, CLOSED));

// A path is not cut at a NUL.
const cut = "/etc/hostname\0missing";

for (const open of [
  () => new ArrowIO.OSFile(cut), () => ArrowIO.OSFile.new(cut, "r"),
  () => new ArrowIO.MemoryMappedFile(cut), () => ArrowIO.memory_map(cut),
  () => ArrowIO.MemoryMappedFile.new_region(cut, "r", 0, 1),
  () => ArrowIO.create_memory_map(cut, 1),
  () => ArrowIO.input_stream(cut), () => ArrowIO.output_stream(cut),
  () => ArrowIO.input_stream_for_path(cut, null),
])
  assertIncludes(assertThrows(ArrowIO.Error, INVALID, open).message, "NUL");

const missing = assertThrows(Gio.IOErrorEnum, Gio.IOErrorEnum.NOT_FOUND,
  () => new ArrowIO.OSFile("missing/é"));
const words = "'missing/é' for reading: No such file or directory [errno 2]";
assertIncludes(missing.message, words);
assertIncludes(String(missing), words);
assertIncludes(String(missing), "Gio.IOErrorEnum");
assertIncludes(String(thrownBy(() => file.read())), "ArrowIO.Error: I/O operation on closed");

// No number but an integer is a descriptor, and nothing is no file.
for (const path of [NaN, 2 ** 32, 1.5])
  assertIncludes(thrownBy(() => new ArrowIO.OSFile(path)).message, "string");
assert(thrownBy(() => ArrowIO.input_stream(undefined)) instanceof TypeError, "no TypeError");
for (const threads of [2 ** 40, -(2 ** 31) - 1, 1.5, NaN]) {
  const error = thrownBy(() => ArrowIO.input_stream("missing", { threads }));
  assert(error instanceof RangeError, "no RangeError");
  assertIncludes(error.message, `threads is out of range: ${threads}`);
}
assertIncludes(thrownBy(() => new ArrowIO.JSFile({ read() {} }, { mode: "constructor" })).message,
  "Invalid file mode");
assertIncludes(thrownBy(() => new ArrowIO.JSFile({ read() {} }, { constructor: 1 })).message,
  "unknown option");
