// _arrowio_files.js: files that are read, written and iterated over as JavaScript does.
//
// SPDX-License-Identifier: Apache-2.0

const { ArrowIO, Gio, GLib } = imports.gi;
const System = imports.system;
const { shareSafely, toByte, toBytes } = imports.overrides._arrowio_convert;
const { rethrowFrom } = imports.overrides._arrowio_failure;

const CHUNK_SIZE = 64 * 1024;

const sharing = [
  "peek", "read", "read_all", "read_at", "read_line", "read_until",
  "peek_finish", "read_finish", "read_all_finish", "read_at_finish", "read_line_finish",
  "read_until_finish",
];

// What these give is their memory itself.
function extendSharing({ prototype }) {
  for (const name of sharing) {
    const method = prototype[name];

    prototype[name] = function (...args) {
      return shareSafely(method.apply(this, args));
    };
  }
}

// Makes text of the bytes of a line, and null of none.
function lineDecoder(encoding) {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });

  return bytes =>
    bytes.get_size() > 0 ? decoder.decode(bytes.toArray()).replace(/\r?\n$/, "") : null;
}

// The offsets and the sizes of pairs of both.
function splitRanges(ranges) {
  const pairs = Array.from(ranges);

  return [pairs.map(([offset]) => offset), pairs.map(([, size]) => size)];
}

function extendReading({ prototype }) {
  const { read, read_line, read_ranges, read_until } = prototype;

  // All that is left, if no size is given.
  prototype.read = function (nBytes) {
    return nBytes === undefined ? this.read_all() : read.call(this, nBytes);
  };

  // Many ranges at once, each an array of an offset and a size; a Buffer for each.
  prototype.read_ranges = function (ranges) {
    return read_ranges.call(this, ...splitRanges(ranges));
  };

  // The delimiter is a number or a string of one byte.
  prototype.read_until = function (delimiter) {
    return read_until.call(this, toByte(delimiter));
  };

  // All that is left, as text. What is not valid in the encoding throws.
  prototype.read_text = function (encoding = "utf-8") {
    const decoder = new TextDecoder(encoding, { fatal: true });

    return decoder.decode(this.read_all_buffer().get_data().toArray());
  };

  // Lines as text, without what ends them. What is not valid in the encoding throws;
  // read_line () gives any line, as bytes.
  prototype.lines = function* (encoding = "utf-8") {
    const toLine = lineDecoder(encoding);

    for (let line; (line = toLine(read_line.call(this))) !== null;)
      yield line;
  };

  // What is left as one Uint8Array after the other, all but the last of this size.
  prototype.chunks = function* (size = CHUNK_SIZE) {
    for (;;) {
      const chunk = this.read(size).toArray();
      if (chunk.length === 0)
        return;
      yield chunk;
    }
  };

  // What is left byte by byte, as numbers.
  prototype.bytes = function* () {
    for (const chunk of this.chunks())
      yield* chunk;
  };

  prototype[Symbol.iterator] = function () {
    return this.lines();
  };
}

function extendWriting({ prototype }) {
  const { write, write_at } = prototype;

  // Anything that has bytes.
  prototype.write = function (data) {
    if (data instanceof ArrowIO.Buffer)
      return this.write_buffer(data);
    if (data instanceof GLib.Bytes)
      return this.write_bytes(data);
    return write.call(this, toBytes(data));
  };

  // Anything that has bytes, but for a GLib.Bytes.
  prototype.write_at = function (data, offset) {
    return data instanceof ArrowIO.Buffer
      ? this.write_buffer_at(data, offset)
      : write_at.call(this, toBytes(data), offset);
  };
}

function extendFile({ prototype }) {
  const { seek } = prototype;

  prototype.seek = function (offset, whence = ArrowIO.SeekWhence.SET) {
    return seek.call(this, offset, whence);
  };

  // Such as ArrowIO.OSFile (rb).
  prototype.toString = function () {
    const name = this.constructor.name.replace("_", ".");

    return `${name} (${this.closed ? "closed" : this.mode})`;
  };

  // For "using", in a gjs that has it.
  if (Symbol.dispose) {
    prototype[Symbol.dispose] = function () {
      this.close();
    };
  }
}

function extendMemoryMappedFile({ prototype }) {
  const { resize } = prototype;

  // Views that nobody has any more count as readers until they are collected.
  prototype.resize = function (newSize) {
    try {
      return resize.call(this, newSize);
    } catch (e) {
      if (!e.matches(Gio.IOErrorEnum, Gio.IOErrorEnum.BUSY))
        throw e;
    }
    System.gc();
    return resize.call(this, newSize);
  };
}

function extend() {
  const { BufferReader, FileSlice, MemoryMappedFile, NativeFile } = ArrowIO;

  rethrowFrom(NativeFile);
  for (const name of ["BufferedInputStream", "BufferedOutputStream"])
    rethrowFrom(ArrowIO[name]);
  extendReading(NativeFile);
  extendWriting(NativeFile);
  extendFile(NativeFile);
  for (const kind of [BufferReader, FileSlice, MemoryMappedFile])
    extendSharing(kind);
  extendMemoryMappedFile(MemoryMappedFile);
}
