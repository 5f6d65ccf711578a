// _arrowio_files.js: files that are read, written and iterated over as JavaScript does.
//
// SPDX-License-Identifier: Apache-2.0

const { ArrowIO, Gio, GLib } = imports.gi;
const System = imports.system;
const { shareSafely, toByte, toBytes, toInt64 } = imports.overrides._arrowio_convert;
const { methodsOf, rethrowFrom } = imports.overrides._arrowio_failure;

const CHUNK_SIZE = 64 * 1024;
const CARRIAGE_RETURN = 13;
const LINE_FEED = 10;
const LOOK_SIZE = 4096; // what lines () looks at; a line may keep all of it alive

// What these give is their memory itself.
const sharing = [
  "peek", "peek_lines", "read", "read_all", "read_at", "read_line", "read_until",
  "peek_finish", "read_finish", "read_all_finish", "read_at_finish", "read_line_finish",
  "read_until_finish",
];

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

  return bytes => {
    const array = bytes.toArray();

    return array.length > 0 ? decoder.decode(array).replace(/\r?\n$/, "") : null;
  };
}

// Where the line ends that stops there, without a line feed or a carriage return before one.
function endOfText(text, stop) {
  if (text.charCodeAt(stop - 1) !== LINE_FEED)
    return stop;
  return stop - (text.charCodeAt(stop - 2) === CARRIAGE_RETURN ? 2 : 1);
}

function decodeIfValid(decoder, bytes) {
  try {
    return decoder.decode(bytes);
  } catch {
    return "";
  }
}

// The offsets and the sizes of pairs of both.
function splitRanges(ranges) {
  const pairs = [...ranges];

  return [pairs.map(([offset]) => toInt64(offset)), pairs.map(([, size]) => toInt64(size))];
}

function extendReading({ prototype }) {
  const {
    advance, peek_lines, read, read_line, read_ranges, read_until, tell, writable,
  } = prototype;

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
    const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });

    // Lines are looked at many at a time, but taken one by one, as the loop may read on by
    // itself. What is written into the file has to be read.
    while (decoder.encoding === "utf-8" && !writable.call(this)) {
      const bytes = peek_lines.call(this, LOOK_SIZE).toArray();
      const text = decodeIfValid(decoder, bytes);
      let position = tell.call(this);

      if (!text)
        break;
      for (let at = 0, start = 0; at < bytes.length && tell.call(this) === position;) {
        const end = bytes.indexOf(LINE_FEED, at) + 1 || bytes.length;
        const stop = text.indexOf("\n", start) + 1 || text.length;
        const line = text.slice(start, endOfText(text, stop));

        position += advance.call(this, end - at);
        at = end;
        start = stop;
        yield line;
      }
    }
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
    if (data instanceof Uint8Array)
      return write.call(this, data);
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

  // For "using", in a gjs that has it. It does not say whether the block failed, so what is
  // only there once it is closed wants close () at the end of the block.
  if (Symbol.dispose) {
    prototype[Symbol.dispose] = function () {
      this.give_up();
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

// What these do calls no function of the program by itself, so it can throw nothing else.
const standing = [
  "BufferOutputStream", "BufferReader", "FixedSizeBufferWriter", "MemoryMappedFile",
  "MockOutputStream", "OSFile",
];

// What may call one all the same, that of another file or of whoever waits.
const CALLS_OTHERS = /_(async|finish)$|^(copy|download|upload)$/;

function extend() {
  const { BufferReader, FileSlice, MemoryMappedFile, NativeFile } = ArrowIO;
  const simple = methodsOf(NativeFile).filter(([name]) => !CALLS_OTHERS.test(name));

  rethrowFrom(NativeFile);
  for (const name of ["BufferedInputStream", "BufferedOutputStream"])
    rethrowFrom(ArrowIO[name]);
  for (const name of standing)
    Object.assign(ArrowIO[name].prototype, Object.fromEntries(simple));
  for (const kind of [NativeFile, ...standing.map(name => ArrowIO[name])]) {
    extendReading(kind);
    extendWriting(kind);
    extendFile(kind);
  }
  for (const kind of [BufferReader, FileSlice, MemoryMappedFile])
    extendSharing(kind);
  extendMemoryMappedFile(MemoryMappedFile);
}
