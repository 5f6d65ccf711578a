// _arrowio_constructors.js: "new" takes what the static new () does, and not properties as
// for other GObjects.
//
// SPDX-License-Identifier: Apache-2.0

const { ArrowIO, GLib } = imports.gi;
const { makeOptions, toBuffer, toBytes, toCodec } = imports.overrides._arrowio_convert;
const { toFile } = imports.overrides._arrowio_foreign;
const { convertConnect, convertOpen } = imports.overrides._arrowio_hdfs;

// A copy.
function toMutableBuffer(data) {
  if (data instanceof ArrowIO.Buffer)
    data = data.get_data();
  return data instanceof GLib.Bytes
    ? ArrowIO.MutableBuffer.new_bytes(data)
    : ArrowIO.MutableBuffer.new(toBytes(data));
}

const constructors = {
  Buffer: data => toBuffer(data),
  BufferOutputStream: (pool = null) => ArrowIO.BufferOutputStream.new(pool),
  BufferReader: data => ArrowIO.BufferReader.new(toBuffer(data)),
  BufferedInputStream: (raw, size, pool = null) =>
    ArrowIO.BufferedInputStream.new(toFile(raw, "r"), size, pool),
  BufferedOutputStream: (raw, size, pool = null) =>
    ArrowIO.BufferedOutputStream.new(toFile(raw, "w"), size, pool),
  Codec: toCodec,
  CompressedInputStream: (raw, codec) =>
    ArrowIO.CompressedInputStream.new(toFile(raw, "r"), toCodec(codec)),
  CompressedOutputStream: (raw, codec, level) =>
    ArrowIO.CompressedOutputStream.new(toFile(raw, "w"), toCodec(codec, level)),
  FixedSizeBufferWriter: buffer => ArrowIO.FixedSizeBufferWriter.new(buffer),
  Hdfs: (uri, options) => ArrowIO.Hdfs.new(...convertConnect(uri, options)),
  HdfsFile: (uri, mode = "r", options = null) =>
    ArrowIO.HdfsFile.new(...convertOpen(uri, mode, options)),
  HdfsOptions: (options = {}) => makeOptions(ArrowIO.HdfsOptions, options),
  MemoryMappedFile: (path, mode = "r") => ArrowIO.MemoryMappedFile.new(path, mode),
  MockOutputStream: () => ArrowIO.MockOutputStream.new(),
  MutableBuffer: toMutableBuffer,
  // gjs would make a descriptor of any number, and 0 of NaN.
  OSFile: (path, mode = "r") =>
    path === (path | 0)
      ? ArrowIO.OSFile.new_fd(path, mode)
      : ArrowIO.OSFile.new(path, mode),
  ResizableBuffer: (size = 0) => ArrowIO.ResizableBuffer.new(size),
};

// Those that nobody makes with "new".
const others = [
  "FileSlice", "ForeignFile", "GIOFile", "HdfsInfo", "HdfsLister", "MemoryPool",
  "StreamOptions",
];

function extend() {
  for (const [name, construct] of Object.entries(constructors)) {
    ArrowIO[name].prototype._init = function (...args) {
      return construct(...args);
    };
  }
  // Each class has one of its own, which says GObject_Object.
  for (const name of [...Object.keys(constructors), ...others]) {
    Object.defineProperty(ArrowIO[name].prototype, Symbol.toStringTag, {
      value: `ArrowIO_${name}`, configurable: true,
    });
  }
}
