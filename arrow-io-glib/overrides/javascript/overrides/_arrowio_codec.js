// _arrowio_codec.js: what is compressed or decompressed can be anything that has bytes.
// What comes out is a buffer.
//
// SPDX-License-Identifier: Apache-2.0

const { ArrowIO } = imports.gi;
const { takeOptions, toBuffer, toCodec } = imports.overrides._arrowio_convert;

function extend() {
  const { prototype } = ArrowIO.Codec;
  const { compress, decompress } = prototype;

  prototype.compress = function (data, options = {}) {
    const { memory_pool } = takeOptions(options, { memory_pool: null });

    return compress.call(this, toBuffer(data), memory_pool);
  };

  // max_size is the most that may come out; only lz4_raw needs it.
  prototype.decompress = function (data, options = {}) {
    const { max_size, memory_pool } = takeOptions(
      options, { max_size: -1, memory_pool: null });

    return decompress.call(this, toBuffer(data), max_size, memory_pool);
  };

  ArrowIO.compress = function (data, codec = "lz4", options = {}) {
    return toCodec(codec).compress(data, options);
  };

  ArrowIO.decompress = function (data, codec = "lz4", options = {}) {
    return toCodec(codec).decompress(data, options);
  };
}
