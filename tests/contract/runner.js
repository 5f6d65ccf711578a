// tests/contract/runner.js: performs scenarios.tsv.
//
// SPDX-License-Identifier: Apache-2.0

import ArrowIO from "gi://ArrowIO";
import GLib from "gi://GLib";
import Gio from "gi://Gio";
import System from "system";

import { Host } from "./runner-foreign.js";
import { poolOperations } from "./runner-pools.js";

const definitions = new Map();

// The bytes that a text of the table stands for, as a string of which each character is
// one byte: that is easier to repeat, join and compare than an array.
function decode(text) {
  if (text === '""')
    return "";
  return text.split(",").map(piece => {
    const [data, times = "1"] = piece.split("*");
    const once = data.startsWith("$")
      ? definitions.get(data.slice(1))
      : data.replace(/%(..)/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));

    return once.repeat(Number(times));
  }).join("");
}

function toArray(text) {
  return Uint8Array.from(decode(text), c => c.charCodeAt(0));
}

// What an operation gave, as decode () gives what is expected of it.
function encode(result) {
  if (result === undefined)
    return "-";
  if (result instanceof GLib.Bytes || result instanceof ArrowIO.Buffer)
    result = result.toArray();
  if (result instanceof Uint8Array)
    return Array.from(result, byte => String.fromCharCode(byte)).join("");
  return String(result);
}

const isInMemory = world => ["reader", "source", "fixed"].includes(world.kind);
const codecs = ["gzip", "zstd", "bz2", "lz4", "lz4_raw", "brotli", "snappy"];
const isCompressed = world => codecs.includes(world.kind);

function openCompressed({ path, kind }, mode) {
  const raw = new ArrowIO.OSFile(path, mode);

  return mode === "r"
    ? new ArrowIO.CompressedInputStream(raw, kind)
    : new ArrowIO.CompressedOutputStream(raw, kind);
}

const openKind = {
  os: ({ path }, mode) => new ArrowIO.OSFile(path, mode),
  map: ({ path }, mode) => ArrowIO.memory_map(path, mode),
  gio: ({ path }, mode) =>
    ArrowIO.GIOFile.new_for_file(Gio.File.new_for_path(path), mode),
  reader: ({ content }) => new ArrowIO.BufferReader(content),
  writer: () => new ArrowIO.BufferOutputStream(),
  fixed: world => {
    world.buffer = new ArrowIO.MutableBuffer(world.content);
    return new ArrowIO.FixedSizeBufferWriter(world.buffer);
  },
  mock: () => new ArrowIO.MockOutputStream(),
  slice: ({ path }) => new ArrowIO.OSFile(path).get_stream(0, 2 ** 40),
  buffered: ({ path }, mode) =>
    mode === "r"
      ? new ArrowIO.BufferedInputStream(new ArrowIO.OSFile(path), 4)
      : new ArrowIO.BufferedOutputStream(new ArrowIO.OSFile(path, mode), 4),
  foreign: ({ path }, mode) => new ArrowIO.JSFile(new Host(path, mode), { mode }),
  transform: ({ path }) => {
    const stream = ArrowIO.TransformInputStream.new(new ArrowIO.OSFile(path));

    stream.connect("transform", (_, bytes) => bytes);
    return stream;
  },
  source: ({ content, options }) => ArrowIO.input_stream(content, options),
  stream: ({ path, options }, mode) =>
    mode === "r"
      ? ArrowIO.input_stream(path, options)
      : ArrowIO.output_stream(path, options),
};

function load({ path }) {
  return GLib.file_get_contents(path)[1];
}

// Each takes the world, which is a scenario with one kind of file, and the arguments.
const operations = {
  // What a scenario starts from, opening, and looking at what was stored.

  open(world, mode) {
    const open = openKind[world.kind] ?? openCompressed;

    world.file = open(world, decode(mode));
  },
  create(world, size) {
    world.file = ArrowIO.create_memory_map(world.path, Number(size));
  },
  create_again(world, size) {
    world.file = ArrowIO.create_memory_map(world.path, Number(size), { replace: true });
  },
  region(world, mode, offset, size) {
    world.file = ArrowIO.MemoryMappedFile.new_region(
      world.path, mode, Number(offset), Number(size));
  },
  name(world, name) {
    world.path = GLib.canonicalize_filename(name, world.folder);
  },
  compression(world, name) {
    world.options.compression = name === "none" ? null : name;
  },
  buffering(world, size) {
    world.options.buffer_size = Number(size);
  },
  level(world, level) {
    world.options.compression_level = Number(level);
  },
  raw(world, content) {
    world.content = toArray(content);
    if (!isInMemory(world))
      GLib.file_set_contents(world.path, world.content);
  },
  content(world, content) {
    if (!isCompressed(world))
      return operations.raw(world, content);
    return ArrowIO.using(openCompressed(world, "w"), file => {
      file.write(toArray(content));
    });
  },
  folder(world) {
    Gio.File.new_for_path(world.path).make_directory(null);
  },
  disk(world, size) {
    return load(world).slice(0, Number(size));
  },
  stored(world) {
    if (world.kind === "writer")
      return world.file.getvalue();
    if (world.kind === "fixed")
      return world.buffer;
    return isCompressed(world) ? openCompressed(world, "r").read() : load(world);
  },
  exists(world) {
    return GLib.file_test(world.path, GLib.FileTest.EXISTS);
  },

  // What an open file does.

  read({ file }, nBytes) {
    return file.read(Number(nBytes));
  },
  read1({ file }, nBytes) {
    return file.read1(Number(nBytes));
  },
  read_buffer({ file }, nBytes) {
    return file.read_buffer(Number(nBytes));
  },
  read_all({ file }) {
    return file.read();
  },
  read_all_buffer({ file }) {
    return file.read_all_buffer();
  },
  read_at({ file }, nBytes, offset) {
    return file.read_at(Number(nBytes), Number(offset));
  },
  read_buffer_at({ file }, nBytes, offset) {
    return file.read_buffer_at(Number(nBytes), Number(offset));
  },
  read_ranges({ file }, ...numbers) {
    const ranges = [];

    for (let i = 0; i < numbers.length; i += 2)
      ranges.push([Number(numbers[i]), Number(numbers[i + 1])]);
    return file.read_ranges(ranges).map(buffer => `|${encode(buffer)}`).join("");
  },
  read_into_buffer({ file }, size) {
    const buffer = ArrowIO.allocate_buffer(Number(size));

    return buffer.slice(0, file.read_into_buffer(buffer));
  },
  read_line({ file }) {
    return file.read_line();
  },
  read_line_into_buffer({ file }) {
    const buffer = ArrowIO.allocate_buffer(3, { resizable: true });

    if (file.read_line_into_buffer(buffer) !== buffer.size)
      throw new Error("another size");
    return buffer;
  },
  read_line_utf8({ file }) {
    return new TextEncoder().encode(file.read_line_utf8());
  },
  read_until({ file }, delimiter) {
    return file.read_until(delimiter);
  },
  peek({ file }, nBytes) {
    return file.peek(Number(nBytes));
  },
  peek_lines({ file }, nBytes) {
    return file.peek_lines(Number(nBytes));
  },
  advance({ file }, nBytes) {
    return file.advance(Number(nBytes));
  },
  get_stream(world, offset, nBytes) {
    world.file = world.file.get_stream(Number(offset), Number(nBytes));
  },
  download({ file }) {
    const target = new ArrowIO.BufferOutputStream();

    file.download(target);
    return target.getvalue();
  },
  upload({ file }, text) {
    file.upload(new ArrowIO.BufferReader(toArray(text)));
  },
  input_stream({ file }, nBytes) {
    const stream = file.input_stream;
    const bytes = stream.read_bytes(Number(nBytes), null);

    stream.close(null);
    return bytes;
  },
  output_stream({ file }, text) {
    const stream = file.output_stream;

    stream.write_all(toArray(text), null);
    stream.close(null);
  },
  seek({ file }, offset, whence) {
    return file.seek(Number(offset), ArrowIO.SeekWhence[whence.toUpperCase()]);
  },
  tell({ file }) {
    return file.tell();
  },
  size({ file }) {
    return file.size();
  },
  write({ file }, text) {
    file.write(toArray(text));
  },
  write_bytes({ file }, text) {
    file.write(new GLib.Bytes(toArray(text)));
  },
  write_buffer({ file }, text) {
    file.write(new ArrowIO.Buffer(toArray(text)));
  },
  write_at({ file }, text, offset) {
    file.write_at(toArray(text), Number(offset));
  },
  write_buffer_at({ file }, text, offset) {
    file.write_at(new ArrowIO.Buffer(toArray(text)), Number(offset));
  },
  flush({ file }) {
    file.flush();
  },
  sync({ file }) {
    file.sync();
  },
  truncate({ file }, size) {
    file.truncate(Number(size));
  },
  has_fileno({ file }) {
    return file.fileno() >= 0;
  },
  abort({ file }) {
    file.abort();
  },
  give_up({ file }) {
    file.give_up();
  },
  detach({ file }) {
    return file.detach().tell();
  },
  memcopy({ file }, threads, blocksize, threshold) {
    file.set_memcopy_threads(Number(threads));
    file.set_memcopy_blocksize(Number(blocksize));
    file.set_memcopy_threshold(Number(threshold));
  },
  close({ file }) {
    file.close();
  },
  getvalue({ file }) {
    return file.getvalue();
  },
  resize({ file }, size) {
    file.resize(Number(size));
  },
  trailing_data({ file }, policy) {
    file.trailing_data = ArrowIO.TrailingData[policy.toUpperCase()];
  },
  closed({ file }) {
    return file.closed;
  },
  readable({ file }) {
    return file.readable();
  },
  writable({ file }) {
    return file.writable();
  },
  seekable({ file }) {
    return file.seekable();
  },
  mode({ file }) {
    return file.mode;
  },

  // Buffers, codecs and pools.

  buffer(world, text) {
    world.buffer = new ArrowIO.Buffer(toArray(text));
  },
  mutable_buffer(world, text) {
    world.buffer = new ArrowIO.MutableBuffer(toArray(text));
  },
  allocate(world, size) {
    world.buffer = ArrowIO.allocate_buffer(Number(size), { resizable: true });
  },
  allocate_aligned(world, size, alignment) {
    world.buffer = ArrowIO.allocate_buffer(Number(size), {
      resizable: true, alignment: Number(alignment),
    });
  },
  "buffer.map"(world, offset, size) {
    const stream = Gio.File.new_for_path(world.path).read(null);

    world.buffer =
      ArrowIO.Buffer.new_map(stream.get_fd(), Number(offset), Number(size));
  },
  "buffer.hex"({ buffer }) {
    return buffer.hex();
  },
  "buffer.misaligned"({ buffer }, alignment) {
    return buffer.address % Number(alignment);
  },
  "buffer.slice"(world, offset, size) {
    world.buffer = world.buffer.slice(Number(offset), Number(size));
  },
  "buffer.copy"(world, start, size) {
    world.buffer = world.buffer.copy(Number(start), Number(size));
  },
  "buffer.size"({ buffer }) {
    return buffer.size;
  },
  "buffer.capacity"({ buffer }) {
    return buffer.get_capacity();
  },
  "buffer.mutable"({ buffer }) {
    return buffer.mutable;
  },
  "buffer.data"({ buffer }) {
    return buffer;
  },
  "buffer.equal"({ buffer }, text) {
    return buffer.equal(new ArrowIO.Buffer(toArray(text)));
  },
  "buffer.set_data"({ buffer }, offset, text) {
    buffer.set_data(Number(offset), toArray(text));
  },
  "buffer.resize"({ buffer }, size) {
    buffer.resize(Number(size));
  },
  "buffer.reserve"({ buffer }, capacity) {
    buffer.reserve(Number(capacity));
  },
  "buffer.shrink"({ buffer }) {
    buffer.shrink();
  },
  codec(_, name, ...level) {
    return new ArrowIO.Codec(decode(name), ...level.map(Number)).get_name();
  },
  "codec.level"(_, name, ...level) {
    return new ArrowIO.Codec(name, ...level.map(Number)).get_compression_level();
  },
  "codec.available"(_, name) {
    return ArrowIO.Codec.is_available(name);
  },
  "codec.detect"(_, path) {
    return ArrowIO.Codec.detect(path)?.get_name() ?? "none";
  },
  "codec.for_path"(_, path) {
    return ArrowIO.Codec.name_for_path(path) ?? "none";
  },
  "codec.suffix"(_, name) {
    return new ArrowIO.Codec(name).get_suffixes()[0];
  },
  members({ file }) {
    return file.get_n_members();
  },
  "codec.content"({ buffer }) {
    return ArrowIO.Codec.detect_content(buffer)?.get_name() ?? "none";
  },
  "codec.streaming"({ kind }) {
    new ArrowIO.Codec(kind).check_streaming();
  },
  compress(world, text) {
    world.buffer = ArrowIO.compress(toArray(text), world.kind);
  },
  decompress(world, maxSize) {
    world.buffer =
      ArrowIO.decompress(world.buffer, world.kind, { max_size: Number(maxSize) });
  },
  ...poolOperations,
};

// Such as !CLOSED or !IO.NOT_FOUND.
function describe(error) {
  for (const [prefix, codes] of [["!", ArrowIO.Error], ["!IO.", Gio.IOErrorEnum]]) {
    if (error.matches?.(codes, error.code))
      return prefix + Object.keys(codes).find(name => codes[name] === error.code);
  }
  throw error;
}

function isExpected(error, expected) {
  const [code, ...words] = expected.split(" ");

  return describe(error) === code &&
    words.every(word => error.message.includes(decode(word)));
}

// Runs a row; returns what is wrong, or null.
function perform(world, [operation, text, expected]) {
  const args = text === "-" ? [] : text.split(" ");
  let result;

  try {
    result = encode(operations[operation](world, ...args));
  } catch (e) {
    return isExpected(e, expected) ? null : `${describe(e)}: ${e.message}`;
  }
  return result === decode(expected) ? null : result.slice(0, 100);
}

function removeAll({ folder, path, file }) {
  file?.close();
  for (const name of [path, folder]) {
    if (name.startsWith(folder) && GLib.file_test(name, GLib.FileTest.EXISTS))
      Gio.File.new_for_path(name).delete(null);
  }
}

// Runs a scenario with a kind of file; returns how many rows failed.
function run(scenario, kind) {
  const folder = GLib.Dir.make_tmp("arrow-io-XXXXXX");
  const world = { kind, folder, path: `${folder}/data`, options: {} };
  let failures = 0;

  for (const [line, row] of scenario.rows) {
    const wrong = perform(world, row);

    if (wrong !== null) {
      failures++;
      print(`line ${line}: ${scenario.name}, ${kind}: ${row.join(" ")}: ${wrong}`);
    }
  }
  removeAll(world);
  return failures;
}

function readTable(path) {
  const text = new TextDecoder().decode(GLib.file_get_contents(path)[1]);
  const scenarios = [];

  for (const [i, line] of text.split("\n").entries()) {
    if (line === "" || line.startsWith("#"))
      continue;
    const row = line.split("\t");
    const [operation, args, expected] = row;

    if (operation === "let")
      definitions.set(args, decode(expected));
    else if (operation === "scenario")
      scenarios.push({ name: args, kinds: expected.split(" "), rows: [] });
    else
      scenarios.at(-1).rows.push([i + 1, row]);
  }
  return scenarios;
}

let failures = 0;
for (const scenario of readTable(System.programArgs[0])) {
  for (const kind of scenario.kinds) {
    if (!codecs.includes(kind) || ArrowIO.Codec.is_available(kind))
      failures += run(scenario, kind);
  }
}
System.exit(failures === 0 ? 0 : 1);
