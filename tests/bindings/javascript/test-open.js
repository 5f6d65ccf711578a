// tests/bindings/javascript/test-open.js
//
// SPDX-License-Identifier: Apache-2.0

import ArrowIO from "gi://ArrowIO";
import GLib from "gi://GLib";
import Gio from "gi://Gio";

import {
  assertEqual, assertThrows, assertThrowsError, bytes, load, test, text,
} from "./helper.js";

const TEXT = "some data";

test("input_stream takes a path, memory, and what GIO has", folder => {
  const path = `${folder}/data`;

  GLib.file_set_contents(path, TEXT);
  const file = Gio.File.new_for_path(path);
  const sources = [
    path, bytes(TEXT), bytes(TEXT).buffer, new DataView(bytes(TEXT).buffer),
    new GLib.Bytes(bytes(TEXT)), new ArrowIO.Buffer(TEXT), file, file.read(null),
  ];
  for (const source of sources)
    assertEqual(text(ArrowIO.input_stream(source).read()), TEXT);
});

test("input_stream of a file is that file", () => {
  const file = new ArrowIO.BufferReader(TEXT);

  assertEqual(ArrowIO.input_stream(file) === file, true);
});

test("compression is detected, asked for, or not", folder => {
  // 98
  const [suffix, none] = [`${folder}/data.GZ`, `${folder}/data`];
  const options = new ArrowIO.StreamOptions({ compression: "gzip" });
  const read = (...args) => text(ArrowIO.input_stream(...args).read());

  ArrowIO.using(ArrowIO.output_stream(suffix), file => file.write(TEXT));
  const zipped = text(load(suffix));
  GLib.file_set_contents(none, load(suffix));
  assertEqual(read(suffix), TEXT);
  assertEqual(read(suffix, { compression: null }), zipped);
  assertEqual(read(none), zipped);
  assertEqual(read(none, { compression: "gzip" }), TEXT);
  assertEqual(read(none, { compression: "auto" }), TEXT);
  assertEqual(read(none, options), TEXT);
});

test("output_stream takes a path and what GIO has", folder => {
  const path = `${folder}/data`;
  const out = Gio.MemoryOutputStream.new_resizable();

  for (const target of [path, Gio.File.new_for_path(path), out])
    ArrowIO.using(ArrowIO.output_stream(target), file => file.write(TEXT));
  assertEqual(text(load(path)), TEXT);
  assertEqual(text(out.steal_as_bytes()), TEXT);
});

test("a bad argument leaves the file alone", folder => {
  // 15
  const path = `${folder}/data`;

  GLib.file_set_contents(path, TEXT);
  for (const options of [{ compression: "rabbit" }, { compression: "gzip", compression_level: 10 }]) {
    assertThrows(ArrowIO.Error, ArrowIO.Error.INVALID,
      () => ArrowIO.output_stream(path, options));
  }
  for (const open of [ArrowIO.input_stream, ArrowIO.output_stream]) {
    assertThrowsError(TypeError, "unknown option: level", () => open(path, { level: 9 }));
    assertThrowsError(TypeError, "no options, but gzip", () => open(path, "gzip"));
  }
  assertThrowsError(TypeError, "unknown option: replce",
    () => ArrowIO.create_memory_map(path, 4, { replce: true }));
  assertEqual(text(load(path)), TEXT);
});

test("an option that is undefined is not given", folder => {
  const path = `${folder}/data.gz`;

  ArrowIO.using(
    ArrowIO.output_stream(path, { compression: undefined, compression_level: undefined }),
    file => file.write(TEXT));
  assertEqual([...load(path)].slice(0, 2), [0x1f, 0x8b]);
});

test("maps", folder => {
  const path = `${folder}/map`;
  const { EXISTS } = Gio.IOErrorEnum;

  ArrowIO.using(ArrowIO.create_memory_map(path, 4), map => map.write("abcd"));
  assertEqual(text(ArrowIO.memory_map(path).read()), "abcd");
  ArrowIO.using(ArrowIO.memory_map(path, "r+"), map => map.write("AB"));
  assertEqual(text(load(path)), "ABcd");
  assertThrows(Gio.IOErrorEnum, EXISTS, () => ArrowIO.create_memory_map(path, 4));
  ArrowIO.create_memory_map(path, 2, { replace: true }).close();
  assertEqual([...load(path)], [0, 0]);
});

test("memory comes from the pool that is given", folder => {
  const path = `${folder}/data`;
  const memory_pool = ArrowIO.MemoryPool.for_backend("system");
  const before = memory_pool.get_num_allocations();

  GLib.file_set_contents(path, TEXT);
  ArrowIO.input_stream(path, { memory_pool }).read_buffer(4);
  assertEqual(memory_pool.get_num_allocations() > before, true);
});
