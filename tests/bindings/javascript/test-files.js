// tests/bindings/javascript/test-files.js
//
// SPDX-License-Identifier: Apache-2.0

import ArrowIO from "gi://ArrowIO";
import GLib from "gi://GLib";
import Gio from "gi://Gio";

import { assertEqual, assertThrows, bytes, load, test, text } from "./helper.js";

const TEXT = "one\nzwölf\r\n\nlast";
const { CUR, END } = ArrowIO.SeekWhence;

test("a file is opened, written and read", folder => {
  const path = `${folder}/data`;
  const written = ArrowIO.using(new ArrowIO.OSFile(path, "w"), file => {
    file.write("text ");
    file.write(bytes("array "));
    file.write(new GLib.Bytes(bytes("bytes ")));
    file.write(new ArrowIO.Buffer("buffer"));
    file.write("");
    return file;
  });

  assertEqual(written.closed, true);
  assertEqual(text(load(path)), "text array bytes buffer");
  ArrowIO.using(new ArrowIO.OSFile(path), file => {
    assertEqual(text(file.read(5)), "text ");
    assertEqual(text(file.read()), "array bytes buffer");
    assertEqual(file.read().get_size(), 0);
    assertEqual(file.mode, "rb");
  });
});

test("using closes what throws", () => {
  const file = new ArrowIO.BufferReader(TEXT);

  try {
    ArrowIO.using(file, () => { throw new RangeError("thrown"); });
  } catch (e) {
    assertEqual(e.message, "thrown");
  }
  assertEqual(file.closed, true);
});

test("a file is iterated by its lines", () => {
  const file = new ArrowIO.BufferReader(TEXT);
  const lines = [];

  for (const line of file)
    lines.push(line);
  assertEqual(lines, ["one", "zwölf", "", "last"]);
  file.seek(4);
  assertEqual([...file.lines()], ["zwölf", "", "last"]);
});

test("lines are not guessed at", () => {
  const latin1 = new Uint8Array([0xe9, 0x0a]);

  assertEqual([...new ArrowIO.BufferReader(latin1).lines("latin1")], ["é"]);
  try {
    new ArrowIO.BufferReader(latin1).lines().next();
  } catch (e) {
    assertEqual(e instanceof TypeError, true);
    return;
  }
  throw new Error("nothing was thrown");
});

test("seek counts from the start unless told", () => {
  const file = new ArrowIO.BufferReader(TEXT);

  assertEqual(file.seek(4), 4);
  assertEqual(file.seek(-1, CUR), 3);
  assertEqual(file.seek(-4, END), 13);
  assertEqual(text(file.read()), "last");
  assertThrows(ArrowIO.Error, ArrowIO.Error.INVALID, () => file.seek(-1));
});

test("a buffer is written and read as a file", () => {
  const writer = new ArrowIO.BufferOutputStream();

  writer.write("hello, friends");
  const buffer = writer.getvalue();
  assertEqual(buffer.size, 14);
  const reader = new ArrowIO.BufferReader(buffer);
  reader.seek(7);
  assertEqual(text(reader.read(7)), "friends");
});

test("a map is resized when only dropped slices are left", folder => {
  // 57
  const map = ArrowIO.create_memory_map(`${folder}/map`, 4);

  for (let i = 0; i < 100; i++)
    map.read_buffer_at(2, 0);
  map.resize(8);
  assertEqual(map.size(), 8);
  const part = map.read_buffer(2);
  assertThrows(Gio.IOErrorEnum, Gio.IOErrorEnum.BUSY, () => map.resize(16));
  assertEqual([...part], [0, 0]);
  assertThrows(ArrowIO.Error, ArrowIO.Error.INVALID, () => map.resize(-1));
});

test("a descriptor is taken over", () => {
  // 42
  const [fd, path] = GLib.file_open_tmp("arrow-io-XXXXXX");

  ArrowIO.using(new ArrowIO.OSFile(fd, "w"), file => {
    assertEqual(file.fileno(), fd);
    file.write("columnar");
  });
  assertEqual(text(new ArrowIO.OSFile(path).read()), "columnar");
  Gio.File.new_for_path(path).delete(null);
  assertThrows(Gio.IOErrorEnum, Gio.IOErrorEnum.FAILED, () => new ArrowIO.OSFile(9999));
});

test("memory of a fixed size", () => {
  const buffer = new ArrowIO.MutableBuffer("columnar");

  ArrowIO.using(ArrowIO.output_stream(buffer), file => {
    file.write("COL");
    file.write_at("AR", 6);
    file.write_at(new ArrowIO.Buffer("N"), 5);
  });
  assertEqual(buffer.toString(), "COLumNAR");
  // 6
  assertThrows(ArrowIO.Error, ArrowIO.Error.INVALID,
    () => ArrowIO.output_stream(new ArrowIO.Buffer("x")));
});

test("a buffered stream gives its file back", () => {
  const raw = new ArrowIO.BufferReader("one;two;three");
  const file = new ArrowIO.BufferedInputStream(raw, 4);

  assertEqual(text(file.read_until(";")), "one;");
  for (const none of ["ab", "", "\u00e9", null, undefined]) {
    assertThrows(ArrowIO.Error, ArrowIO.Error.INVALID, () => file.read_until(none));
  }
  assertEqual(file.detach(), raw);
  assertEqual(text(raw.read()), "two;three");
  // 8
  assertThrows(ArrowIO.Error, ArrowIO.Error.CLOSED, () => file.detach());
});
