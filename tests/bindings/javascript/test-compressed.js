// tests/bindings/javascript/test-compressed.js
//
// SPDX-License-Identifier: Apache-2.0

import ArrowIO from "gi://ArrowIO";
import GLib from "gi://GLib";
import Gio from "gi://Gio";

import {
  assertEqual, assertThrows, assertThrowsError, bytes, load, test, text,
} from "./helper.js";

const TEXT = "some data\n".repeat(10000);

// What GIO makes of it.
function unzip(data) {
  const stream = new Gio.ConverterInputStream({
    base_stream: Gio.MemoryInputStream.new_from_bytes(new GLib.Bytes(data)),
    converter: new Gio.ZlibDecompressor({ format: Gio.ZlibCompressorFormat.GZIP }),
  });

  return text(stream.read_bytes(TEXT.length + 1, null));
}

function writeGzip(path, options) {
  ArrowIO.using(ArrowIO.output_stream(path, options), file => file.write(TEXT));
  return load(path);
}

test("gzip is written and read", folder => {
  const path = `${folder}/data.gz`;
  const [fast, small] = [1, 9].map(level => writeGzip(path, { compression_level: level }));

  assertEqual(unzip(fast).slice(0, 1000), TEXT.slice(0, 1000));
  assertEqual(fast.length > small.length, true);
  assertEqual(text(ArrowIO.input_stream(path).read()), TEXT);
});

test("lines of a compressed file", folder => {
  const path = `${folder}/data.gz`;
  let n = 0;

  writeGzip(path);
  for (const line of ArrowIO.input_stream(path)) {
    assertEqual(line, "some data");
    n++;
  }
  assertEqual(n, 10000);
});

test("streams over other files take a codec or its name", () => {
  const out = new ArrowIO.BufferOutputStream();

  ArrowIO.using(new ArrowIO.CompressedOutputStream(out, "gzip", 9), file => {
    assertEqual(file.get_codec().get_compression_level(), 9);
    file.write(TEXT);
  });
  for (const codec of ["gzip", new ArrowIO.Codec("gzip")]) {
    const raw = new ArrowIO.BufferReader(out.getvalue());

    assertEqual(text(new ArrowIO.CompressedInputStream(raw, codec).read()), TEXT);
  }
});

test("a whole string by any codec", () => {
  for (const name of ArrowIO.supported_codecs()) {
    const codec = new ArrowIO.Codec(name);
    const packed = ArrowIO.compress(TEXT, name);

    assertEqual(packed.size < TEXT.length, true);
    assertEqual(
      String(ArrowIO.decompress(packed, name, { max_size: TEXT.length })), TEXT);
    assertEqual(
      String(codec.decompress(codec.compress(bytes(TEXT)), { max_size: 1e6 })), TEXT);
  }
});

test("a whole string that is none", () => {
  const { CORRUPT, INVALID, LIMIT } = ArrowIO.Error;
  const packed = ArrowIO.compress(TEXT, "gzip");

  assertEqual(ArrowIO.Codec.detect_content(packed).get_name(), "gzip");
  assertEqual(ArrowIO.Codec.name_for_path("a.zst"), "zstd");
  assertEqual(new ArrowIO.Codec("gzip").get_suffixes().join(), ".gz,.tgz");
  assertEqual(unzip(packed.toArray()), TEXT);
  assertEqual(String(ArrowIO.decompress(packed, "gzip")), TEXT);
  assertThrows(ArrowIO.Error, LIMIT,
               () => ArrowIO.decompress(packed, "gzip", { max_size: 10 }));
  assertThrows(ArrowIO.Error, CORRUPT, () => ArrowIO.decompress("no gzip", "gzip"));
  assertThrows(ArrowIO.Error, INVALID, () => ArrowIO.compress(TEXT, "rabbit"));
  assertThrowsError(TypeError, "unknown option: size",
    () => ArrowIO.decompress(packed, "gzip", { size: 10 }));
  assertThrowsError(TypeError, "unknown option: max_size",
    () => ArrowIO.compress(TEXT, "gzip", { max_size: 10 }));
});

test("the end of a broken file is an error", folder => {
  const { CORRUPT, TRUNCATED } = ArrowIO.Error;
  const zipped = writeGzip(`${folder}/data.gz`);
  const read = data =>
    new ArrowIO.CompressedInputStream(new ArrowIO.BufferReader(data), "gzip").read();

  assertThrows(ArrowIO.Error, TRUNCATED, () => read(zipped.slice(0, -4)));
  assertThrows(ArrowIO.Error, CORRUPT, () => read(bytes("no gzip at all")));
});
