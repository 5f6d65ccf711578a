// ArrowIO.js: buffers, memory pools and files, in JavaScript's own idiom.
//
// SPDX-License-Identifier: Apache-2.0

const { GLib, Gio } = imports.gi;
const System = imports.system;

let ArrowIO;

// Of a Uint8Array, a string or a GLib.Bytes.
function toBuffer(data) {
  if (data instanceof ArrowIO.Buffer)
    return data;
  if (data instanceof GLib.Bytes)
    return ArrowIO.Buffer.new_bytes(data);
  return ArrowIO.Buffer.new(data);
}

// A codec's own default level, if none is given.
function toCodec(codec, level = ArrowIO.COMPRESSION_LEVEL_DEFAULT) {
  return codec instanceof ArrowIO.Codec ? codec : ArrowIO.Codec.new(codec, level);
}

function toStreamOptions(options = {}) {
  if (options instanceof ArrowIO.StreamOptions)
    return options;

  const {
    compression = "detect", compression_level, buffer_size = 0, memory_pool = null,
  } = options;
  const result = new ArrowIO.StreamOptions({ compression, buffer_size, memory_pool });
  if (compression_level !== undefined)
    result.set_compression_level(compression_level);
  return result;
}

// "new" takes what the static new () does, and not properties as for other GObjects.
const constructors = {
  Buffer: data => toBuffer(data),
  BufferOutputStream: (pool = null) => ArrowIO.BufferOutputStream.new(pool),
  BufferReader: data => ArrowIO.BufferReader.new(toBuffer(data)),
  BufferedInputStream: (raw, size, pool = null) =>
    ArrowIO.BufferedInputStream.new(raw, size, pool),
  BufferedOutputStream: (raw, size, pool = null) =>
    ArrowIO.BufferedOutputStream.new(raw, size, pool),
  Codec: toCodec,
  CompressedInputStream: (raw, codec) =>
    ArrowIO.CompressedInputStream.new(raw, toCodec(codec)),
  CompressedOutputStream: (raw, codec, level) =>
    ArrowIO.CompressedOutputStream.new(raw, toCodec(codec, level)),
  FixedSizeBufferWriter: buffer => ArrowIO.FixedSizeBufferWriter.new(buffer),
  MemoryMappedFile: (path, mode = "r") => ArrowIO.MemoryMappedFile.new(path, mode),
  MockOutputStream: () => ArrowIO.MockOutputStream.new(),
  MutableBuffer: data => ArrowIO.MutableBuffer.new(data),
  OSFile: (path, mode = "r") =>
    typeof path === "number"
      ? ArrowIO.OSFile.new_fd(path, mode)
      : ArrowIO.OSFile.new(path, mode),
  ResizableBuffer: (size = 0) => ArrowIO.ResizableBuffer.new(size),
};

function extendConstructors() {
  for (const [name, construct] of Object.entries(constructors)) {
    ArrowIO[name].prototype._init = function (...args) {
      return construct(...args);
    };
  }
}

function extendBuffer({ prototype }) {
  // Memory of a mutable buffer is shared. Any other is copied, as a Uint8Array can be
  // written to.
  prototype.toArray = function () {
    return this.is_mutable()
      ? this.get_mutable_data().toArray()
      : this.get_data().toArray().slice();
  };

  // The bytes as text.
  prototype.toString = function (encoding = "utf-8") {
    return new TextDecoder(encoding).decode(this.get_data().toArray());
  };

  prototype[Symbol.iterator] = function () {
    return this.get_data().toArray()[Symbol.iterator]();
  };
}

function extendNativeFile({ prototype }) {
  const { read, read_until, seek, write, write_at } = prototype;

  // All that is left, if no size is given.
  prototype.read = function (nBytes) {
    return nBytes === undefined ? this.read_all() : read.call(this, nBytes);
  };

  prototype.seek = function (offset, whence = ArrowIO.SeekWhence.SET) {
    return seek.call(this, offset, whence);
  };

  // A string, a Uint8Array, a GLib.Bytes or a buffer.
  prototype.write = function (data) {
    if (data instanceof ArrowIO.Buffer)
      return this.write_buffer(data);
    if (data instanceof GLib.Bytes)
      return this.write_bytes(data);
    return write.call(this, data);
  };

  // A string, a Uint8Array or a buffer.
  prototype.write_at = function (data, offset) {
    return data instanceof ArrowIO.Buffer
      ? this.write_buffer_at(data, offset)
      : write_at.call(this, data, offset);
  };

  // The delimiter is a number or a string of one byte.
  prototype.read_until = function (delimiter) {
    const byte = typeof delimiter === "string" ? delimiter.charCodeAt(0) : delimiter;

    return read_until.call(this, byte);
  };

  // Lines as text, without what ends them. What is not valid in the encoding throws;
  // read_line () gives any line, as bytes.
  prototype.lines = function* (encoding = "utf-8") {
    const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });

    for (;;) {
      const line = this.read_line().toArray();
      if (line.length === 0)
        return;
      yield decoder.decode(line).replace(/\r?\n$/, "");
    }
  };

  prototype[Symbol.iterator] = function () {
    return this.lines();
  };
}

// What is compressed or decompressed can be a string, a Uint8Array, a GLib.Bytes or a
// buffer. What comes out is a buffer. max_size is the most that may come out; only lz4_raw
// needs it.
function extendCodec({ prototype }) {
  const { compress, decompress } = prototype;

  prototype.compress = function (data, { memory_pool = null } = {}) {
    return compress.call(this, toBuffer(data), memory_pool);
  };

  prototype.decompress = function (data, { max_size = -1, memory_pool = null } = {}) {
    return decompress.call(this, toBuffer(data), max_size, memory_pool);
  };

  ArrowIO.compress = function (data, codec = "lz4", options) {
    return toCodec(codec).compress(data, options);
  };

  ArrowIO.decompress = function (data, codec = "lz4", options) {
    return toCodec(codec).decompress(data, options);
  };
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

// Options are an object: { compression, compression_level, buffer_size, memory_pool }.
function extendFunctions() {
  const { create_memory_map, input_stream, memory_map, output_stream } = ArrowIO;

  ArrowIO.input_stream = function (source, options) {
    if (source instanceof Uint8Array)
      source = toBuffer(source);
    return input_stream(source, toStreamOptions(options));
  };

  ArrowIO.output_stream = function (target, options) {
    return output_stream(target, toStreamOptions(options));
  };

  ArrowIO.memory_map = function (path, mode = "r") {
    return memory_map(path, mode);
  };

  ArrowIO.create_memory_map = function (path, size, { replace = false } = {}) {
    return create_memory_map(path, size, replace);
  };

  ArrowIO.allocate_buffer = function (size, options = {}) {
    const { resizable = false, memory_pool = null, alignment = 64 } = options;

    return ArrowIO.allocate_aligned_buffer(size, alignment, resizable, memory_pool);
  };

  // Gives what the function returns, and closes the file even if it throws.
  ArrowIO.using = function (file, use) {
    try {
      return use(file);
    } finally {
      file.close();
    }
  };
}

function _init() {
  ArrowIO = this;

  // Before the first type is registered: another library may have one of that name.
  ArrowIO.check_exclusive();

  extendConstructors();
  extendBuffer(ArrowIO.Buffer);
  extendCodec(ArrowIO.Codec);
  extendNativeFile(ArrowIO.NativeFile);
  extendMemoryMappedFile(ArrowIO.MemoryMappedFile);
  extendFunctions();
}
