// tests/bindings/javascript/test-buffer.js
//
// SPDX-License-Identifier: Apache-2.0

import ArrowIO from "gi://ArrowIO";
import GLib from "gi://GLib";
import System from "system";

import {
  assertEqual, assertThrows, assertThrowsError, bytes, test, text,
} from "./helper.js";

test("a buffer is made of bytes or text", () => {
  for (const data of ["zwölf", bytes("zwölf"), new GLib.Bytes(bytes("zwölf"))])
    assertEqual(new ArrowIO.Buffer(data).toString(), "zwölf");
  assertEqual(String(new ArrowIO.MutableBuffer("columnar")), "columnar");
  assertEqual(new ArrowIO.ResizableBuffer(5).size, 5);
  assertEqual(new ArrowIO.Buffer("").toArray().length, 0);
  assertEqual(new ArrowIO.Buffer(new Uint8Array([0xe9])).toString("latin1"), "é");
});

test("a buffer is made of whatever has bytes", () => {
  const words = Uint16Array.of(0x4142, 0x4344);
  const sources = [words, words.buffer, new DataView(words.buffer), [0x42, 0x41, 0x44, 0x43]];

  for (const source of sources) {
    assertEqual([...new ArrowIO.Buffer(source)], [...new Uint8Array(words.buffer)]);
    assertEqual([...new ArrowIO.MutableBuffer(source)], [...new Uint8Array(words.buffer)]);
  }
  assertEqual([...new ArrowIO.Buffer(words.subarray(1))], [0x44, 0x43]);
  assertEqual(new ArrowIO.Buffer("a\0b").size, 3);
  for (const none of [null, undefined, 5, {}, new Map()]) {
    assertThrowsError(TypeError, "no bytes, but", () => new ArrowIO.Buffer(none));
    assertThrowsError(TypeError, "no bytes, but", () => new ArrowIO.MutableBuffer(none));
  }
});

test("a mutable buffer is a copy", () => {
  const buffer = new ArrowIO.Buffer("columnar");

  for (const data of [buffer, buffer.get_data()])
    new ArrowIO.MutableBuffer(data).toArray().fill(0);
  assertEqual(buffer.toString(), "columnar");
});

test("the classes are what they say", () => {
  const buffer = new ArrowIO.MutableBuffer("columnar");

  assertEqual(buffer instanceof ArrowIO.MutableBuffer, true);
  assertEqual(buffer instanceof ArrowIO.Buffer, true);
  assertEqual(new ArrowIO.Buffer("") instanceof ArrowIO.MutableBuffer, false);
  assertEqual(Object.prototype.toString.call(buffer), "[object ArrowIO_MutableBuffer]");
});

test("a buffer is iterated byte by byte", () => {
  assertEqual([...new ArrowIO.Buffer("AB\0")], [65, 66, 0]);
});

test("the array of a mutable buffer is its memory", () => {
  const buffer = new ArrowIO.MutableBuffer("columnar");

  buffer.toArray()[0] = "C".charCodeAt(0);
  assertEqual(buffer.toString(), "Columnar");
});

test("the array of any other buffer is a copy", () => {
  const buffer = new ArrowIO.Buffer("columnar");

  buffer.toArray()[0] = "C".charCodeAt(0);
  assertEqual(buffer.toString(), "columnar");
});

test("arrays and slices keep the memory", () => {
  let buffer = new ArrowIO.MutableBuffer("columnar");
  const array = buffer.toArray();
  const part = buffer.slice(3, 5);

  buffer = null;
  System.gc();
  assertEqual(text(array), "columnar");
  assertEqual(part.toString(), "umnar");
  assertThrows(ArrowIO.Error, ArrowIO.Error.INDEX, () => part.slice(4, 2));
});

test("what JSON takes is text of a buffer", () => {
  assertEqual(JSON.parse(new ArrowIO.Buffer('{"km": [12]}')).km, [12]);
});

test("an option that is unknown is named", () => {
  assertThrowsError(TypeError, "unknown option: resizeable",
    () => ArrowIO.allocate_buffer(8, { resizeable: true }));
  for (const none of [null, true])
    assertThrowsError(TypeError, "no options, but", () => ArrowIO.allocate_buffer(8, none));
});

test("a buffer is resized", () => {
  const buffer = ArrowIO.allocate_buffer(8, { resizable: true });
  const array = buffer.toArray();

  buffer.set_data(0, bytes("columnar"));
  buffer.resize(3);
  buffer.resize(100000);
  assertEqual(buffer.slice(0, 3).toString(), "col");
  assertEqual(text(array), "columnar");
  assertEqual(ArrowIO.allocate_buffer(8) instanceof ArrowIO.ResizableBuffer, false);
});
