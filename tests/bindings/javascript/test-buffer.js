// tests/bindings/javascript/test-buffer.js
//
// SPDX-License-Identifier: Apache-2.0

import ArrowIO from "gi://ArrowIO";
import GLib from "gi://GLib";
import System from "system";

import { assertEqual, assertThrows, bytes, test, text } from "./helper.js";

test("a buffer is made of bytes or text", () => {
  for (const data of ["zwölf", bytes("zwölf"), new GLib.Bytes(bytes("zwölf"))])
    assertEqual(new ArrowIO.Buffer(data).toString(), "zwölf");
  assertEqual(String(new ArrowIO.MutableBuffer("columnar")), "columnar");
  assertEqual(new ArrowIO.ResizableBuffer(5).size, 5);
  assertEqual(new ArrowIO.Buffer("").toArray().length, 0);
  assertEqual(new ArrowIO.Buffer(new Uint8Array([0xe9])).toString("latin1"), "é");
});

test("the classes are what they say", () => {
  const buffer = new ArrowIO.MutableBuffer("columnar");

  assertEqual(buffer instanceof ArrowIO.MutableBuffer, true);
  assertEqual(buffer instanceof ArrowIO.Buffer, true);
  assertEqual(new ArrowIO.Buffer("") instanceof ArrowIO.MutableBuffer, false);
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
