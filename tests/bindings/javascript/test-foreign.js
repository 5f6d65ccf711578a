// tests/bindings/javascript/test-foreign.js: objects with read and write as files.
//
// SPDX-License-Identifier: Apache-2.0

import ArrowIO from "gi://ArrowIO";
import GLib from "gi://GLib";
import GObject from "gi://GObject";
import Gio from "gi://Gio";
import System, { exit, programArgs } from "system";

import {
  assertEqual, assertThrows, assertThrowsError, bytes, load, test, text,
} from "./helper.js";

const TEXT = "one\nzwölf\nthree\n".repeat(1000);
const SIZE = bytes(TEXT).length;

// A file in memory, which reads and writes at most so many bytes at once, and says what was
// called.
class Host {
  constructor(content = "", atOnce = Infinity) {
    this.content = [...bytes(content)];
    this.position = 0;
    this.atOnce = atOnce;
    this.log = [];
  }

  read(nBytes) {
    this.log.push(`read ${nBytes}`);
    const end = this.position + Math.min(nBytes, this.atOnce);
    const data = Uint8Array.from(this.content.slice(this.position, end));
    this.position += data.length;
    return data;
  }

  write(array) {
    this.log.push(`write ${array.length}`);
    const data = array.slice(0, this.atOnce);
    this.content.splice(this.position, data.length, ...data);
    this.position += data.length;
    return data.length;
  }

  flush() {
    this.log.push("flush");
  }

  close() {
    this.log.push("close");
  }

  said() {
    return this.log.splice(0).join(",");
  }

  toString() {
    return text(Uint8Array.from(this.content));
  }
}

class SeekableHost extends Host {
  seek(offset) {
    this.position = offset;
  }

  tell() {
    return this.position;
  }

  get size() {
    return this.content.length;
  }

  truncate(size) {
    this.content.length = size;
  }
}

// Drops a host that was written to, and collects: in a process of its own, whose warnings
// can be read.
function drop(options) {
  const host = new Host();

  ArrowIO.output_stream(host, options).write(TEXT);
  host.said();
  return host;
}

if (programArgs[0] === "drop") {
  const hosts = [drop(), drop({ compression: "gzip" })];
  for (let i = 0; i < 3; i++)
    System.gc();
  print(hosts.map(host => `said <${host.said()}>`).join("|"));
  exit(0);
}

test("an object is read", () => {
  const host = new Host(TEXT);

  ArrowIO.using(ArrowIO.input_stream(host), file => {
    assertEqual(file instanceof ArrowIO.JSFile, true);
    assertEqual(String(file), "ArrowIO.JSFile (rb)");
    // 112
    assertEqual(text(file.read(3)), "one");
    assertEqual(host.said(), "read 3");
    const [rest, ...lines] = file;
    assertEqual([rest, ...lines.slice(0, 2)], ["", "zwölf", "three"]);
    assertEqual(lines.length, 2999);
    assertEqual(file.read().get_size(), 0);
    host.said();
  });
  assertEqual(host.said(), "close");
});

test("an object is written", () => {
  const host = new Host();

  // 113
  ArrowIO.using(ArrowIO.output_stream(host), file => {
    file.write("zwölf");
    file.flush();
    assertEqual(file.tell(), 6);
  });
  assertEqual(host.said(), "write 6,flush,close");
  assertEqual(String(host), "zwölf");
});

test("an object that seeks goes on where it is", () => {
  const host = new SeekableHost("one\ntwo\nthree\n");

  host.read(4);
  const file = new ArrowIO.JSFile(host);
  assertEqual(file.mode, "rb+");
  assertEqual(file.tell(), 4);
  assertEqual(text(file.read_line()), "two\n");
  assertEqual(file.size(), 14);
  assertEqual(file.seek(-6, ArrowIO.SeekWhence.END), 8);
  assertEqual(text(file.read(5)), "three");
  file.seek(4);
  file.write("TWO");
  assertEqual(text(file.read_at(3, 4)), "TWO");
  file.truncate(7);
  assertEqual(String(host), "one\nTWO");
  assertEqual(new ArrowIO.JSFile(new SeekableHost("x"), { mode: "r" }).mode, "rb");
});

test("short reads and writes lose nothing", () => {
  // 3, 4
  assertEqual(ArrowIO.input_stream(new Host(TEXT, 7)).read_text(), TEXT);
  assertEqual(text(ArrowIO.input_stream(new Host(TEXT, 7)).read(99)).length < 100, true);
  const host = new Host("", 1000);
  ArrowIO.output_stream(host).write(TEXT);
  assertEqual(String(host), TEXT);
});

const reads = value => ArrowIO.input_stream({ read: () => value, name: "host" }).read(4);
const writes = value =>
  ArrowIO.output_stream({ write: () => value, name: "host" }).write("1234");

test("what a host may give", () => {
  for (const end of [undefined, null, "", [], new Uint8Array()])
    assertEqual(reads(end).get_size(), 0);
  // It gives them again and again.
  for (const two of ["ab", [97, 98], bytes("ab"), bytes("ab").buffer,
    Uint16Array.of(0x6261), new GLib.Bytes(bytes("ab")), new ArrowIO.Buffer("ab")])
    assertEqual(text(reads(two)), "abab");
  for (const all of [undefined, null, true, 4, 4n])
    writes(all);
  const chained = { write() { return this; } };
  ArrowIO.output_stream(chained).write("1234");
});

test("what a host may not give", () => {
  const { FOREIGN } = ArrowIO.Error;
  const fails = (words, run) =>
    assertEqual(assertThrows(ArrowIO.Error, FOREIGN, run).includes(words), true);

  // 2, 115
  fails("'host' returned 5 bytes, more than the 4 requested", () => reads("12345"));
  for (const none of [5, true, false])
    assertThrowsError(TypeError, `read () gave ${none}, and no bytes`, () => reads(none));
  assertThrowsError(TypeError, "no bytes, but Map", () => reads(new Map()));
  assertThrowsError(TypeError, "read () gave a promise", () => reads(Promise.resolve("a")));

  fails("says that it wrote 5 of 4 bytes", () => writes(5));
  fails("says that it wrote 0 of 4 bytes", () => writes(0));
  fails("says that it wrote -1 of 4 bytes", () => writes(-1n));
  fails("did not say why; it gives true", () => writes(false));
  for (const none of [1.5, NaN, "4"])
    assertThrowsError(TypeError, `write () gave ${none}, and no size`, () => writes(none));
  assertThrowsError(TypeError, "write () gave a promise", () => writes(Promise.resolve(4)));
});

// A class of its own is no GLib.Error.
class Fire extends Error {}

const failures = [
  new Fire("the disk is on fire"),
  new GLib.Error(Gio.IOErrorEnum, Gio.IOErrorEnum.NO_SPACE, "the disk is on fire"),
  "the disk is on fire",
  { message: "the disk is on fire" },
  { message: 5 },
  new Fire("a\0b\ud800"),
  { toString: () => ({}) },
];

function assertThrown(thrown, run) {
  try {
    run();
  } catch (e) {
    if (e === thrown)
      return;
    throw e;
  }
  throw new Error("nothing was thrown");
}

test("what a host throws is thrown", () => {
  for (const thrown of failures) {
    const fail = () => {
      throw thrown;
    };
    const source = { read: fail };
    const target = { write: fail, flush: fail, close: fail };
    const gzip = { compression: "gzip" };
    const check = run => assertThrown(thrown, run);

    check(() => ArrowIO.input_stream(source).read(4));
    check(() => ArrowIO.input_stream(source).read());
    check(() => [...ArrowIO.input_stream(source)]);
    check(() => [...ArrowIO.input_stream(source).chunks()]);
    check(() => ArrowIO.input_stream(source).read_text());
    // 109
    check(() => ArrowIO.input_stream(source, gzip).read());
    check(() => ArrowIO.input_stream(source, { ...gzip, buffer_size: 9 }).read_line());
    check(() => ArrowIO.input_stream(source, { compression: "auto" }));
    check(() => ArrowIO.output_stream(target).write("x"));
    check(() => ArrowIO.output_stream(target).flush());
    check(() => ArrowIO.output_stream(target).close());
    check(() => ArrowIO.output_stream(target, gzip).close());
    // 5
    check(() => new ArrowIO.BufferReader("x").download(target));
    check(() => new ArrowIO.BufferOutputStream().upload(source));
    check(() => new ArrowIO.BufferedOutputStream(target, 100).close());
    check(() => ArrowIO.input_stream({ ...source, seek: fail }).seek(1));
    check(() => ArrowIO.input_stream({ ...source, seek() {}, size: fail }).size());
  }
});

for (const thrown of failures) {
  const read = () => {
    throw thrown;
  };
  let caught = null;

  try {
    for await (const line of ArrowIO.input_stream({ read }, { compression: "gzip" }))
      caught = line;
  } catch (e) {
    caught = e;
  }
  test("what a host throws is thrown in the background too", () => {
    assertThrown(thrown, () => {
      throw caught;
    });
  });
}

test("GIO is told in words", () => {
  const words = run => assertThrows(ArrowIO.Error, ArrowIO.Error.FOREIGN, run);
  const read = () => {
    throw failures[0];
  };
  const stream = ArrowIO.input_stream({ read, name: "host" }).input_stream;

  assertEqual(words(() => stream.read_bytes(4, null)),
    "Failed to read from 'host': the disk is on fire");
});

test("an error of a host is not taken for another's", () => {
  const inner = new ArrowIO.BufferReader("x");
  const read = () => {
    try {
      ArrowIO.input_stream({ read: () => { throw failures[0]; } }).read(1);
    } catch {
      // That was another file.
    }
    inner.close();
    return inner.read(1);
  };

  assertThrows(ArrowIO.Error, ArrowIO.Error.CLOSED, () => ArrowIO.input_stream({ read }).read(1));
});

test("the wrong direction", () => {
  const { BUSY } = Gio.IOErrorEnum;
  const { INVALID, NOT_SUPPORTED } = ArrowIO.Error;
  const [source, target] = [{ read: () => null }, { write() {} }];
  const refuses = run => assertThrows(ArrowIO.Error, NOT_SUPPORTED, run);

  // 111
  assertEqual(new ArrowIO.JSFile(source).mode, "rb");
  assertEqual(new ArrowIO.JSFile(target).mode, "wb");
  refuses(() => ArrowIO.output_stream(source));
  refuses(() => ArrowIO.input_stream(target));
  refuses(() => new ArrowIO.JSFile(source).write("x"));
  refuses(() => new ArrowIO.JSFile(source).seek(1));
  refuses(() => new ArrowIO.JSFile({ ...source, seek() {} }).size());
  refuses(() => new ArrowIO.JSFile({ ...target, seek() {} }).truncate(1));
  assertThrows(ArrowIO.Error, INVALID, () => new ArrowIO.JSFile(source, { mode: "q" }));
  for (const none of [{}, 5, "path", null, undefined, () => null])
    assertThrowsError(TypeError, "no object with read", () => new ArrowIO.JSFile(none));
  assertThrowsError(TypeError, "unknown option: size",
    () => new ArrowIO.JSFile(source, { size: 4 }));

  // A host cannot use its own file.
  const file = ArrowIO.input_stream({ read: () => file.read(1) });
  assertThrows(Gio.IOErrorEnum, BUSY, () => file.read(1));
});

test("streams over hosts and over streams of GIO", () => {
  const host = new Host("", 1000);

  ArrowIO.using(new ArrowIO.CompressedOutputStream(host, "gzip"), file => file.write(TEXT));
  const packed = Uint8Array.from(host.content);
  for (const source of [{ read: n => host.read(n) },
    Gio.MemoryInputStream.new_from_bytes(new GLib.Bytes(packed))]) {
    host.position = 0;
    assertEqual(new ArrowIO.CompressedInputStream(source, "gzip").read_text(), TEXT);
  }
  host.position = 0;
  assertEqual(ArrowIO.input_stream(host, { compression: "auto" }).read_text(), TEXT);
  const plain = new Host();
  ArrowIO.using(new ArrowIO.BufferedOutputStream(plain, 100), file => file.write(TEXT));
  plain.position = 0;
  assertEqual(new ArrowIO.BufferedInputStream(plain, 7).read_text(), TEXT);
});

test("GIO reads and writes hosts", () => {
  const lines = new Gio.DataInputStream({
    base_stream: ArrowIO.input_stream(new Host(TEXT, 100)).input_stream,
  });
  const host = new Host();

  assertEqual(lines.read_line_utf8(null)[0], "one");
  assertEqual(lines.read_line_utf8(null)[0], "zwölf");
  ArrowIO.output_stream(host).output_stream.write_all(bytes("hello"), null);
  assertEqual(String(host), "hello");
});

test("copying to and from hosts and paths", folder => {
  const path = `${folder}/copy.gz`;
  const host = new Host();
  const out = new ArrowIO.BufferOutputStream();

  assertEqual(new ArrowIO.BufferReader(TEXT).download(host), SIZE);
  assertEqual(String(host), TEXT);
  assertEqual(host.said().includes("close"), false);
  assertEqual(new ArrowIO.BufferReader(TEXT).download(path), SIZE);
  assertEqual([...load(path)].slice(0, 2), [0x1f, 0x8b]);
  assertEqual(out.upload(path), SIZE);
  assertEqual(out.upload(new Host("more", 3)), 4);
  assertEqual(out.getvalue().toString(), `${TEXT}more`);
  assertThrows(Gio.IOErrorEnum, Gio.IOErrorEnum.NOT_FOUND,
    () => out.upload(`${folder}/missing`));
});

const Zeros = GObject.registerClass({ GTypeName: "TestZeros" },
  class Zeros extends ArrowIO.ForeignFile {
    vfunc_host_read(nBytes) {
      return new Uint8Array(Math.min(nBytes, 3));
    }
  });

const Log = GObject.registerClass({ GTypeName: "TestLog" },
  class Log extends ArrowIO.ForeignFile {
    written = 0;

    vfunc_host_write(data) {
      this.written += data.get_size();
      return true;
    }

    vfunc_host_flush() {
      throw failures[0];
    }

    vfunc_host_close() {
      this.fail(0, "it stays open");
      return false;
    }
  });

test("a class with methods of its own", () => {
  const zeros = new Zeros();

  assertEqual([...zeros.read(8).toArray()], [0, 0, 0, 0, 0, 0, 0, 0]);
  assertEqual([zeros.readable(), zeros.writable(), zeros.seekable()], [true, false, false]);
  assertEqual(String(zeros), "Zeros (rb)");

  const log = new Log({ name: "the log" });
  const packed = new ArrowIO.CompressedOutputStream(log, "gzip");
  packed.write(TEXT);
  assertThrown(failures[0], () => packed.flush());
  assertEqual(log.written > 0, true);
  assertEqual(assertThrows(ArrowIO.Error, ArrowIO.Error.FOREIGN, () => log.close()),
    "Failed to close 'the log': it stays open");
});

const Given = GObject.registerClass({ GTypeName: "TestGiven" },
  class Given extends Zeros {
    vfunc_host_read() {
      return this.given;
    }
  });

test("what a method may give", () => {
  const file = new Given();

  for (const two of ["ab", [97, 98], new GLib.Bytes(bytes("ab")), new ArrowIO.Buffer("ab")]) {
    file.given = two;
    assertEqual(text(file.read(4)), "abab");
  }
  for (const end of ["", new Uint8Array()]) {
    file.given = end;
    assertEqual(file.read(4).get_size(), 0);
  }
  for (const none of [undefined, null]) {
    file.given = none;
    assertThrows(ArrowIO.Error, ArrowIO.Error.FOREIGN, () => file.read(4));
  }
  for (const none of [0, 5, true, {}]) {
    file.given = none;
    assertThrowsError(TypeError, "no bytes", () => file.read(4));
  }
});

test("functions that are connected", () => {
  const file = ArrowIO.ForeignFile.new("zeros", "r", false);
  let thrown = null;

  file.connect("host-read", (_, nBytes) => {
    if (thrown)
      throw thrown;
    return new Uint8Array(nBytes);
  });
  assertEqual([...file.read(2).toArray()], [0, 0]);
  [thrown] = failures;
  assertThrown(thrown, () => file.read(2));
  let notified = null;
  file.connect("notify::closed", (object, pspec) => {
    notified = pspec.name;
  });
  file.close();
  assertEqual(notified, "closed");
});

test("a collection calls nothing of a host", () => {
  // 52
  const { STDOUT_PIPE, STDERR_PIPE } = Gio.SubprocessFlags;
  const child = Gio.Subprocess.new(
    ["gjs", "-m", GLib.filename_from_uri(import.meta.url)[0], "drop"],
    STDOUT_PIPE | STDERR_PIPE);
  const [, out, err] = child.communicate_utf8(null, null);

  assertEqual([child.get_successful(), out.trim()], [true, "said <>|said <>"]);
  assertEqual(err.match(/dropped without being closed, and data is lost/g)?.length, 1);
});

test("a stream holds its host", () => {
  const contents = [];
  const open = () => {
    const host = new Host();
    host.close = () => contents.push(Uint8Array.from(host.content));
    return ArrowIO.output_stream(host, { compression: "gzip" });
  };
  const stream = open();

  for (let i = 0; i < 3; i++) {
    System.gc();
    stream.write("part ");
  }
  stream.close();
  assertEqual(String(ArrowIO.decompress(contents[0], "gzip")), "part part part ");
});
