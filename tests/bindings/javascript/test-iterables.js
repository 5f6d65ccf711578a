// tests/bindings/javascript/test-iterables.js: files as JavaScript's own objects.
//
// SPDX-License-Identifier: Apache-2.0

import Gio from "gi://Gio";
import GLib from "gi://GLib";

import { assertEqual, assertThrows, assertThrowsError, test, text } from "./helper.js";

// A gjs that has no "using" yet has not this either.
Symbol.dispose ??= Symbol("Symbol.dispose");
const { default: ArrowIO } = await import("gi://ArrowIO");

const TEXT = "one\nzwölf\r\n\nlast";

test("what is left comes in chunks", () => {
  const file = new ArrowIO.BufferReader("columnar");
  const chunks = [...file.chunks(3)];

  assertEqual(chunks.every(chunk => chunk instanceof Uint8Array), true);
  assertEqual(chunks.map(text), ["col", "umn", "ar"]);
  assertEqual([...file.chunks()], []);
  file.seek(6);
  assertEqual([...file.chunks()].map(text), ["ar"]);
  assertThrows(ArrowIO.Error, ArrowIO.Error.INVALID, () => [...file.chunks(-1)]);
});

test("what is left comes byte by byte", () => {
  const content = new Uint8Array(200000).map((_, i) => i % 251);
  const file = new ArrowIO.BufferReader(content);
  let n = 0;

  for (const byte of file.bytes())
    n += byte === n % 251 ? 1 : NaN;
  assertEqual(n, 200000);
});

test("a loop that is left can be gone on with", () => {
  const file = new ArrowIO.BufferReader(TEXT);

  for (const line of file) {
    assertEqual(line, "one");
    break;
  }
  assertEqual([...file], ["zwölf", "", "last"]);
});

test("a loop over lines may use the file itself", folder => {
  const path = `${folder}/lines`;
  const content = Array.from({ length: 3000 }, (_, i) => `line ${i}${"é".repeat(i % 50)}\r\n`);
  const ends = content.map(line => new TextEncoder().encode(line).length);

  GLib.file_set_contents(path, content.join(""));
  for (const file of [new ArrowIO.OSFile(path), ArrowIO.memory_map(path),
    new ArrowIO.OSFile(path, "r+"), new ArrowIO.BufferedInputStream(new ArrowIO.OSFile(path), 9)]) {
    let position = 0;
    let n = 0;
    for (const line of file) {
      assertEqual(line, content[n].slice(0, -2));
      position += ends[n++];
      if (n % 7 === 0)
        position += file.advance(ends[n++]);
      assertEqual(file.tell(), position);
    }
    assertEqual(n, 3000);
  }

  const file = new ArrowIO.OSFile(path);
  const seen = [];
  for (const line of file) {
    seen.push(line);
    if (seen.length === 2)
      file.seek(0);
    if (seen.length === 3)
      file.close();
    if (seen.length === 3)
      break;
  }
  assertEqual(seen, ["line 0", "line 1é", "line 0"]);
});

test("what is written is read by the loop that writes it", folder => {
  const path = `${folder}/lines`;

  GLib.file_set_contents(path, "one\ntwo\nsix\n");
  const file = new ArrowIO.OSFile(path, "r+");
  const seen = [];
  for (const line of file) {
    seen.push(line);
    if (line === "one")
      file.write_at("TWO", 4);
  }
  assertEqual(seen, ["one", "TWO", "six"]);
  file.close();
});

test("lines before one that is not valid come first", () => {
  const file = new ArrowIO.BufferReader([0x61, 10, 0x62, 10, 0xff, 10, 0x63]);
  const seen = [];

  assertThrowsError(TypeError, "", () => {
    for (const line of file)
      seen.push(line);
  });
  assertEqual(seen, ["a", "b"]);
  assertEqual(file.tell(), 6);
  assertEqual([...file], ["c"]);
});

test("the text of a file", () => {
  const file = new ArrowIO.BufferReader('{"km": [12, 13]}');

  assertEqual(JSON.parse(file.read_text()).km, [12, 13]);
  assertEqual(file.read_text(), "");
  file.seek(0);
  assertEqual(JSON.parse(file.read_all_buffer()).km, [12, 13]);
  assertEqual(new ArrowIO.BufferReader([0xe9]).read_text("latin1"), "é");
  assertThrowsError(TypeError, "", () => new ArrowIO.BufferReader([0xe9]).read_text());
});

test("a file says what it is", folder => {
  const path = `${folder}/data`;
  const file = new ArrowIO.OSFile(path, "w");

  assertEqual(String(file), "ArrowIO.OSFile (wb)");
  assertEqual(Object.prototype.toString.call(file), "[object ArrowIO_OSFile]");
  file.close();
  assertEqual(String(file), "ArrowIO.OSFile (closed)");
});

test("a file is disposed of by closing it", () => {
  const file = new ArrowIO.BufferReader(TEXT);

  file[Symbol.dispose]();
  assertEqual(file.closed, true);
  file[Symbol.dispose]();
});

test("using throws what failed first", () => {
  const full = () =>
    new ArrowIO.BufferedOutputStream(new ArrowIO.OSFile("/dev/full", "w"), 100);

  assertThrowsError(RangeError, "first", () => {
    ArrowIO.using(full(), file => {
      file.write("x");
      throw new RangeError("first");
    });
  });
  assertThrows(Gio.IOErrorEnum, Gio.IOErrorEnum.NO_SPACE,
    () => ArrowIO.using(full(), file => file.write("x")));
});

test("whatever has bytes is written", () => {
  const words = Uint16Array.of(0x4241, 0x4443);
  const file = new ArrowIO.BufferOutputStream();

  for (const data of [words, words.buffer, new DataView(words.buffer), [0x45]])
    file.write(data);
  for (const none of [null, undefined, 5, {}])
    assertThrowsError(TypeError, "no bytes, but", () => file.write(none));
  assertEqual(file.getvalue().toString(), "ABCDABCDABCDE");
});

test("offsets above what a number holds are exact", () => {
  const file = new ArrowIO.BufferReader(TEXT);
  const far = 2n ** 53n;

  file.seek(far + 3n);
  assertEqual(file.seek(-far, ArrowIO.SeekWhence.CUR), 3);
  assertEqual(file.read_at(1, far + 1n).get_size(), 0);
  const message = assertThrows(ArrowIO.Error, ArrowIO.Error.INVALID,
    () => file.read_at(1, -far - 1n));
  assertEqual(message.includes("-9007199254740993"), true);
  assertThrowsError(Error, "out of range", () => file.seek(2n ** 63n));
});

const lines = [];
for await (const line of new ArrowIO.BufferReader(TEXT))
  lines.push(line);

let refused = null;
try {
  for await (const line of new ArrowIO.BufferOutputStream())
    lines.push(line);
} catch (e) {
  refused = e;
}

test("a file is iterated by its lines without waiting for them", () => {
  assertEqual(lines, ["one", "zwölf", "", "last"]);
  assertEqual(refused.matches(ArrowIO.Error, ArrowIO.Error.NOT_SUPPORTED), true);
});

const files = [TEXT, TEXT].map(content => new ArrowIO.BufferReader(content));
const states = await Promise.all([
  ArrowIO.using(files[0], async file => {
    await null;
    return [file.closed, text(file.read())];
  }),
  ArrowIO.using(files[1], async () => {
    await null;
    throw new RangeError("thrown");
  }).catch(e => e.message),
]);

test("using waits for a promise", () => {
  assertEqual(states, [[false, TEXT], "thrown"]);
  assertEqual(files.map(file => file.closed), [true, true]);
});
