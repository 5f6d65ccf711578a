// tests/languages/calls.js: performs calls.tsv: calls.js CALLS LANGUAGES
//
// SPDX-License-Identifier: Apache-2.0

import ArrowIO from "gi://ArrowIO";
import GLib from "gi://GLib";
import GObject from "gi://GObject";
import Gio from "gi://Gio";
import System from "system";

// Where tests/hdfs/played.py plays a cluster.
const HDFS = GLib.getenv("GARROW_TEST_HDFS");

// What a call has to work with.
class Things {
  constructor(folder) {
    this.path = `${folder}/data`;
    this.fresh = `${folder}/fresh`;
    GLib.file_set_contents(this.path, "columnar");
  }

  get buffer() {
    if (!this._buffer) {
      this._buffer = ArrowIO.allocate_buffer(8, { resizable: true });
      this._buffer.set_data(0, "columnar");
    }
    return this._buffer;
  }

  get bytes() { return new GLib.Bytes("columnar"); }
  get ranges() { return [[2, 3], [0, 1]]; }
  get owner() { return new GObject.Object(); }
  get address() { return this.buffer.address; }
  get size() { return this.buffer.size; }
  get file() { return new ArrowIO.OSFile(this.path); }
  get fd() { return (this._fd = this.file).fileno(); }
  get wfd() { return (this._wfd = new ArrowIO.OSFile(this.path, "r+")).fileno(); }
  get updated() { return new ArrowIO.OSFile(this.path, "r+"); }
  get writer() { return new ArrowIO.BufferOutputStream(); }
  get buffered() { return new ArrowIO.BufferedInputStream(this.file, 4); }
  get squeezed() { return ArrowIO.compress("columnar", "gzip"); }
  get compressed() {
    return new ArrowIO.CompressedInputStream(new ArrowIO.BufferReader(this.squeezed), "gzip");
  }
  get compressor() { return new ArrowIO.CompressedOutputStream(this.writer, "gzip"); }
  get codec() { return new ArrowIO.Codec("gzip"); }
  get pool() { return ArrowIO.MemoryPool.for_backend("system"); }
  get options() { return ArrowIO.StreamOptions.new(); }
  get input() { return Gio.MemoryInputStream.new_from_bytes(this.bytes); }
  get output() { return Gio.MemoryOutputStream.new_resizable(); }
  get error() { return new GLib.Error(Gio.IOErrorEnum, Gio.IOErrorEnum.FAILED, "gone"); }
  get foreign() {
    const foreign = ArrowIO.ForeignFile.new("here", "r+", true);

    foreign.connect("host-read", (_, nBytes) =>
      new GLib.Bytes("columnar".slice(0, nBytes)));
    foreign.connect("host-size", file => {
      file.answer(8);
      return true;
    });
    for (const name of ["seek", "truncate", "write", "flush", "close"])
      foreign.connect(`host-${name}`, () => true);
    return foreign;
  }
  get transformed() {
    const transformed = ArrowIO.TransformInputStream.new(this.file);

    transformed.connect("transform", (_, bytes) => bytes);
    return transformed;
  }
  get hdfs_options() {
    const options = ArrowIO.HdfsOptions.new();

    options.set_user("ada");
    options.set_retries(0);
    return options;
  }
  get hdfs_uri() { return HDFS ?? "webhdfs://127.0.0.1:1"; }
  get hdfs_file() { return `${this.hdfs_uri}/data/a`; }
  get hdfs() {
    return HDFS ? ArrowIO.Hdfs.new(HDFS, this.hdfs_options)
      : GObject.Object.newv(ArrowIO.Hdfs.$gtype, []);
  }
  get info() {
    return HDFS ? this.hdfs.get_info("/data/a")
      : GObject.Object.newv(ArrowIO.HdfsInfo.$gtype, []);
  }
  get lister() {
    return HDFS ? this.hdfs.list("/data")
      : GObject.Object.newv(ArrowIO.HdfsLister.$gtype, []);
  }
  get both() { return Gio.SimpleIOStream.new(this.input, this.output); }
}

// What makes a file emit a signal.
const emitters = {
  "host-close": file => void file.close(),
  "host-flush": file => void file.flush(),
  "host-read": file => file.read_buffer(3),
  "host-seek": file => file.seek(8),
  "host-size": file => file.size(),
  "host-truncate": file => void file.truncate(3),
  "host-write": file => void (file.write("abc"), file.flush()),
  "transform": file => file.read_buffer(3),
};

const constants = new Map([["true", true], ["false", false], ["null", null]]);

function argument(things, text) {
  if (text.startsWith("s:"))
    return text.slice(2);
  if (text.startsWith("b:"))
    return new TextEncoder().encode(text.slice(2));
  if (constants.has(text))
    return constants.get(text);
  return /^\d+$/.test(text) ? Number(text) : things[text];
}

function callAsync(target, name, args) {
  const loop = new GLib.MainLoop(null, false);
  let outcome;

  target[name](...args, GLib.PRIORITY_DEFAULT, null, (_source, result) => {
    outcome = result;
    loop.quit();
  });
  loop.run();
  return target[name.replace(/_async$/, "_finish")](outcome);
}

function call(item, target, args) {
  if (item.includes("::"))
    return emitters[item.split("::")[1]](target);
  const property = item.split(":")[1]?.replaceAll("-", "_");

  if (property)
    return args.length > 0 ? void (target[property] = args[0]) : target[property];
  const name = item.split(".").at(-1);
  target ??= item.includes(".") ? ArrowIO[item.split(".")[0]] : ArrowIO;
  if (name.endsWith("_async"))
    return callAsync(target, name, args);
  return target[name](...args);
}

const text = array => String.fromCharCode(...array) || '""';

function encode(result) {
  if (result instanceof ArrowIO.NativeFile)
    return result.readable() ? text(result.read_all().toArray()) : "-";
  if (result instanceof ArrowIO.Buffer || result instanceof GLib.Bytes)
    return text(result.toArray());
  if (result instanceof Uint8Array)
    return text(result);
  if (result instanceof ArrowIO.Codec)
    return result.get_name();
  if (Array.isArray(result))
    return result.map(encode).join(",");
  return ["number", "string"].includes(typeof result) || result === false
    ? String(result)
    : "-";
}

function matches(result, expected) {
  return expected.startsWith("~")
    ? result.includes(expected.slice(1))
    : expected === "*" || expected === result;
}

function rows(path) {
  return new TextDecoder().decode(GLib.file_get_contents(path)[1]).split("\n")
    .map((line, i) => [i + 1, ...line.split("\t")])
    .filter(([, item]) => !/^(#|-|$)/.test(item));
}

// Whether something is as gjs makes it.
function isNative(item) {
  const [owner, name = owner] = item.split(/[.:]+/);
  const target = item === owner ? ArrowIO : ArrowIO[owner];
  const property = name.replaceAll("-", "_");

  if (item.includes("::"))
    return true;
  if (item.includes(":"))
    return !Object.hasOwn(target.prototype, property) ||
      isIntrospected(Object.getOwnPropertyDescriptor(target.prototype, property).get);
  return isIntrospected(target.prototype?.[name] ?? target[name]);
}

function isIntrospected(found) {
  return found !== undefined && String(found).includes("native");
}

const [calls, languages] = System.programArgs;
const known = new Set();
let failed = false;

for (const [number, item, , , , javascript] of rows(languages)) {
  if (["native", "override"].includes(javascript))
    known.add(item);
  if (!javascript.startsWith("-") && isNative(item) !== (javascript === "native")) {
    failed = true;
    print(`languages.tsv, line ${number}: ${item} is not ${javascript} in JavaScript`);
  }
}

for (const [number, item, receiver, texts, expected, others = ""] of rows(calls)) {
  if (!known.has(item) || others.includes("JavaScript"))
    continue;
  const folder = GLib.Dir.make_tmp("arrow-io-XXXXXX");
  let result;

  try {
    const things = new Things(folder);
    const args = texts.split(" ").filter(each => each !== "-")
      .map(each => argument(things, each));
    const target = receiver === "-" ? undefined : things[receiver];

    result = encode(call(item, target, args));
  } catch (e) {
    result = String(e);
  }
  for (const name of ["data", "fresh"])
    GLib.unlink(`${folder}/${name}`);
  GLib.rmdir(folder);
  if (!matches(result, expected) && (HDFS || !item.startsWith("Hdfs"))) {
    failed = true;
    print(`line ${number}: ${item}: ${result}`);
  }
}
System.exit(failed ? 1 : 0);
