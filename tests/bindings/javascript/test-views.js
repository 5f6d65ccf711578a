// tests/bindings/javascript/test-views.js: what is handed out as an array can be written to,
// and no file or buffer changes by that, nor is memory touched that can only be read.
//
// SPDX-License-Identifier: Apache-2.0

import ArrowIO from "gi://ArrowIO";
import GLib from "gi://GLib";
import System from "system";

import { assertEqual, bytes, load, test, text } from "./helper.js";

const TEXT = "one\ntwo\nthree\n";

// Files that share their memory, and those over them.
const kinds = {
  "a map to read": path => ArrowIO.memory_map(path),
  "a map to read and write": path => ArrowIO.memory_map(path, "r+"),
  "a reader of a map": path =>
    new ArrowIO.BufferReader(ArrowIO.memory_map(path).read_all_buffer()),
  "a reader of a slice of a map": path =>
    new ArrowIO.BufferReader(ArrowIO.memory_map(path).read_all_buffer().slice(0, 14)),
  "a reader of the bytes of a map": path =>
    new ArrowIO.BufferReader(ArrowIO.memory_map(path).read_all()),
  "a reader of bytes": () => new ArrowIO.BufferReader(new GLib.Bytes(bytes(TEXT))),
  "a reader of a mutable buffer": () =>
    new ArrowIO.BufferReader(new ArrowIO.MutableBuffer(TEXT)),
  "a stream of a map": path => ArrowIO.memory_map(path).get_stream(0, 14),
  "a stream of a stream of a map": path =>
    ArrowIO.memory_map(path).get_stream(0, 14).get_stream(0, 14),
  "a stream of a file": path => new ArrowIO.OSFile(path).get_stream(0, 14),
  "a buffered map": path =>
    new ArrowIO.BufferedInputStream(ArrowIO.memory_map(path), 4),
  "a file": path => new ArrowIO.OSFile(path),
};

const readers = {
  read: file => file.read(4),
  "read without a size": file => file.read(),
  read1: file => file.read1(4),
  read_all: file => file.read_all(),
  read_at: file => file.read_at(4, 0),
  read_line: file => file.read_line(),
  read_until: file => file.read_until("w"),
  peek: file => file.peek(4),
  chunks: file => [...file.chunks(4)][0],
  read_buffer: file => file.read_buffer(4),
  read_all_buffer: file => file.read_all_buffer(),
  read_buffer_at: file => file.read_buffer_at(4, 0),
  "the data of a buffer": file => file.read_buffer(4).get_data(),
  "a slice of a buffer": file => file.read_buffer(4).slice(0, 2),
};

// A call that does not wait, which is waited for.
function finish(file, name, ...args) {
  const context = GLib.MainContext.default();
  let result = null;

  file[`${name}_async`](...args, GLib.PRIORITY_DEFAULT, null, (_, done) => {
    result = file[`${name}_finish`](done);
  });
  while (result === null)
    context.iteration(true);
  return result;
}

Object.assign(readers, {
  read_async: file => finish(file, "read", 4),
  read1_async: file => finish(file, "read1", 4),
  read_all_async: file => finish(file, "read_all"),
  read_line_async: file => finish(file, "read_line"),
  async_read_at: file => finish(file, "read_at", 4, 0),
  read_buffer_async: file => finish(file, "read_buffer", 4),
});

const isSeekable = file => file.seekable();

for (const [kind, open] of Object.entries(kinds)) {
  test(`the arrays of ${kind}`, folder => {
    const path = `${folder}/data`;

    GLib.file_set_contents(path, TEXT);
    for (const [name, read] of Object.entries(readers)) {
      const file = open(path);
      if (name.endsWith("_at") && !isSeekable(file))
        continue;

      const result = read(file);
      const array = result instanceof Uint8Array ? result : result.toArray();
      assertEqual(text(array), TEXT.slice(0, array.length));
      array.fill(0);
      assertEqual(text(load(path)), TEXT);
      if (isSeekable(file)) {
        file.seek(0);
        assertEqual(file.read_text(), TEXT);
      } else {
        const rest = file.read_text();
        assertEqual(rest, TEXT.slice(TEXT.length - rest.length));
      }
      assertEqual([name, open(path).read_text()], [name, TEXT]);
    }
  });
}

test("the arrays of buffers", () => {
  const data = new GLib.Bytes(bytes(TEXT));
  const mutable = new ArrowIO.MutableBuffer(TEXT);
  const owners = [
    new ArrowIO.Buffer(data), new ArrowIO.Buffer(data).slice(0, 14), new ArrowIO.Buffer(TEXT),
    new ArrowIO.BufferReader(mutable).read_all_buffer(),
  ];

  for (const owner of owners) {
    owner.toArray().fill(0);
    owner.get_data().toArray().fill(0);
    assertEqual(owner.toString(), TEXT);
  }
  assertEqual(text(data), TEXT);
  for (const view of [mutable.toArray(), mutable.get_data().toArray()])
    view[0]++;
  assertEqual(mutable.toString(), `q${TEXT.slice(1)}`);
});

test("an array of memory that is its own is not copied", folder => {
  const path = `${folder}/data`;
  const residentKiB = () =>
    Number(/VmRSS:\s+(\d+)/.exec(text(load("/proc/self/status")))[1]);

  GLib.file_set_contents(path, new Uint8Array(64 * 1024 * 1024).fill(1));
  System.gc();
  const data = new ArrowIO.OSFile(path).read();
  const before = residentKiB();
  const array = data.toArray();
  assertEqual([array.length, array[array.length - 1]], [64 * 1024 * 1024, 1]);
  assertEqual(residentKiB() - before < 32 * 1024, true);
});
