// The guide's walk in JavaScript: gjs -m guide.js FILE DIRECTORY
//
// Prints a line for each step: its name, its result and the milliseconds that it took.
//
// SPDX-License-Identifier: Apache-2.0

import ArrowIO from "gi://ArrowIO";
import GLib from "gi://GLib";
import { programArgs } from "system";

const PIECE = 1024 * 1024;

const [file, directory] = programArgs;
const plain = GLib.build_filenamev([directory, "plain"]); // FILE, decompressed
const packed = GLib.build_filenamev([directory, "packed.zst"]); // and compressed again

function step(name, run) {
  const start = GLib.get_monotonic_time();
  const result = run();
  print(`${name}\t${result}\t${((GLib.get_monotonic_time() - start) / 1000).toFixed(1)}`);
}

step("open", () => `${new ArrowIO.OSFile(file).size()} bytes`);

// What the file's suffix does not tell, its content does.
function openSource() {
  return ArrowIO.input_stream(file, { compression: "auto" });
}

step("detect", () => {
  const source = openSource();
  return source instanceof ArrowIO.CompressedInputStream
    ? source.get_codec().get_name()
    : "not compressed";
});

// Yields what is left of a file, in one buffer again and again: however long the file is,
// memory stays flat.
function* pieces(source) {
  const buffer = ArrowIO.allocate_buffer(PIECE);
  for (let size; (size = source.read_into_buffer(buffer)) > 0;)
    yield buffer.slice(0, size);
}

step("decompress", () => {
  const target = new ArrowIO.OSFile(plain, "wb");
  for (const piece of pieces(openSource()))
    target.write(piece);
  const nBytes = target.tell();
  target.close();
  return `${nBytes} bytes`;
});

// The whole file as a buffer. It keeps the map alive and copies nothing.
function mapPlain() {
  return ArrowIO.memory_map(plain).read_all_buffer();
}

step("map", () => {
  const pool = ArrowIO.default_memory_pool();
  const before = pool.get_num_allocations();
  const buffer = mapPlain();
  return `${buffer.size} bytes, ${pool.get_num_allocations() - before} allocations`;
});

step("slice", () => {
  const buffer = mapPlain();
  const half = Math.floor(buffer.size / 2);
  const middle = buffer.slice(half, Math.min(half, 8));
  const hex = Array.from(middle.toArray(), byte => byte.toString(16).padStart(2, "0"));
  return ["middle", ...hex].join(" ");
});

// GLib reads the map itself, through a GBytes that is a view of it.
step("hash", () => {
  const hash = GLib.compute_checksum_for_bytes(
    GLib.ChecksumType.SHA256, mapPlain().get_data());
  return `sha256 ${hash.slice(0, 16)}`;
});

// A slice read as a file, line by line.
step("lines", () => {
  const buffer = mapPlain();
  const reader = new ArrowIO.BufferReader(buffer.slice(0, Math.min(buffer.size, PIECE)));
  let nLines = 0;
  while (reader.read_line().get_size() > 0)
    nLines++;
  return `${nLines} lines in the first MiB`;
});

step("compress", () => {
  const target = ArrowIO.output_stream(packed);
  target.write(mapPlain());
  target.close();
  return `${new ArrowIO.OSFile(packed).size()} bytes of zstd`;
});

// What comes back is compared with the map, slice by slice.
step("verify", () => {
  const buffer = mapPlain();
  let same = 0;
  for (const piece of pieces(ArrowIO.input_stream(packed))) {
    if (!piece.equal(buffer.slice(same, piece.size)))
      break;
    same += piece.size;
  }
  return `${same} bytes are the same`;
});

const pool = ArrowIO.default_memory_pool();
const peak = Math.floor(pool.get_max_memory() / 1024);
print(`pool\tpeak of ${pool.backend_name}, in KiB\t${peak}`);
