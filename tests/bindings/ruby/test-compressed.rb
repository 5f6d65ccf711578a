# tests/bindings/ruby/test-compressed.rb
#
# SPDX-License-Identifier: Apache-2.0

require "zlib"

require_relative "helper"

class TestCompressed < TestCase
  TEXT = "some data\n" * 10_000

  test "gzip that Ruby wrote is read" do
    Zlib::GzipWriter.open("data.gz") { |file| file.write(TEXT) }
    assert_equal(TEXT, ArrowIO.input_stream("data.gz", &:read))
    assert_equal(["some data"], ArrowIO.input_stream("data.gz").each(chomp: true).uniq)
  end

  test "the end of a stream is known before it is read" do
    Zlib::GzipWriter.open("data.gz") { |file| file.write("ab") }
    ArrowIO.input_stream("data.gz") do |file|
      assert_equal("a", file.read(1))
      assert_false(file.eof?)
      assert_equal("b", file.read(1))
      assert_true(file.eof?)
    end
  end

  test "gzip is written for Ruby to read" do
    sizes = [1, 9].map do |level|
      ArrowIO.output_stream("data.gz", compression_level: level) { |file| file << TEXT }
      assert_equal(TEXT, Zlib::GzipReader.open("data.gz", &:read))
      File.size("data.gz")
    end
    assert_operator(sizes[0], :>, sizes[1])
  end

  test "streams take a codec by name" do
    out = ArrowIO::BufferOutputStream.new
    zipped = ArrowIO::CompressedOutputStream.new(out, "gzip", 9)
    assert_equal(9, zipped.codec.compression_level)
    zipped.write(TEXT)
    zipped.close
    reader = ArrowIO::BufferReader.new(out.getvalue)
    assert_equal(TEXT, ArrowIO::CompressedInputStream.new(reader, "gzip").read)
  end

  test "streams take a codec" do
    codec = ArrowIO::Codec.new("gzip")
    assert_equal(["gzip", 6], [codec.name, codec.compression_level])
    out = ArrowIO::BufferOutputStream.new
    ArrowIO::CompressedOutputStream.open(out, codec) { |file| file << TEXT }
    assert_equal(TEXT, Zlib.gunzip(out.getvalue.to_s))
  end

  test "a whole string by any codec" do
    ArrowIO.supported_codecs.each do |name|
      zipped = ArrowIO.compress(TEXT, name)
      assert_operator(zipped.size, :<, TEXT.size)
      assert_equal(TEXT, ArrowIO.decompress(zipped, name, max_size: TEXT.size).to_s)
      codec = ArrowIO::Codec.new(name)
      zipped = codec.compress(ArrowIO::Buffer.new(TEXT)).to_s
      assert_equal(TEXT, codec.decompress(zipped, max_size: 1_000_000).to_s)
    end
  end

  test "a whole string that Ruby zipped" do
    assert_equal(TEXT, ArrowIO.decompress(Zlib.gzip(TEXT), "gzip").to_s)
    assert_equal(TEXT, Zlib.gunzip(ArrowIO.compress(TEXT, ArrowIO::Codec.new("gzip", 9)).to_s))
    assert_equal("gzip", ArrowIO::Codec.detect_content(ArrowIO.compress(TEXT, "gzip")).name)
    assert_equal("zstd", ArrowIO::Codec.name_for_path("a.zst"))
    assert_equal([".gz", ".tgz"], ArrowIO::Codec.new("gzip").suffixes)
    assert_raise(ArrowIO::Error::Corrupt) { ArrowIO.decompress("no gzip at all", "gzip") }
    assert_raise(ArrowIO::Error::Limit) do
      ArrowIO.decompress(Zlib.gzip(TEXT), "gzip", max_size: 10)
    end
  end

  test "the end of a broken file is an error" do
    File.binwrite("cut.gz", Zlib.gzip(TEXT)[0...-4])
    assert_raise(ArrowIO::Error::Truncated) { ArrowIO.input_stream("cut.gz", &:read) }
    File.binwrite("data.gz", "no gzip at all")
    assert_raise(ArrowIO::Error::Corrupt) { ArrowIO.input_stream("data.gz", &:gets) }
  end
end
