# tests/bindings/ruby/test-open.rb
#
# SPDX-License-Identifier: Apache-2.0

require "pathname"
require "zlib"

require_relative "helper"

class TestOpen < TestCase
  TEXT = "some data"

  def setup
    super
    File.write("data", TEXT)
  end

  test "input_stream of a path" do
    ["data", Pathname("data")].each do |path|
      ArrowIO.input_stream(path) do |file|
        assert_instance_of(ArrowIO::OSFile, file)
        assert_equal(TEXT, file.read)
      end
    end
  end

  test "input_stream of memory" do
    [ArrowIO::Buffer.new(TEXT), GLib::Bytes.new(TEXT)].each do |source|
      file = ArrowIO.input_stream(source)
      assert_instance_of(ArrowIO::BufferReader, file)
      assert_equal(TEXT, file.read)
    end
  end

  test "input_stream of GIO" do
    file = Gio::File.open(path: "data")
    [file, file.read].each { |source| assert_equal(TEXT, ArrowIO.input_stream(source, &:read)) }
  end

  test "input_stream of a file is that file" do
    file = ArrowIO::BufferReader.new(TEXT)
    assert_same(file, ArrowIO.input_stream(file))
  end

  test "compression is detected, asked for, or not" do
    # 98
    File.binwrite("data.GZ", Zlib.gzip(TEXT))
    FileUtils.cp("data.GZ", "zipped")
    assert_equal(TEXT, ArrowIO.input_stream("data.GZ", &:read))
    assert_equal(Zlib.gzip(TEXT), ArrowIO.input_stream("data.GZ", compression: nil, &:read_all))
    assert_equal(Zlib.gzip(TEXT), ArrowIO.input_stream("zipped") { |file| file.binmode.read })
    assert_equal(TEXT, ArrowIO.input_stream("zipped", compression: "gzip", &:read))
    assert_equal(TEXT, ArrowIO.input_stream("zipped", compression: "auto", &:read))
  end

  test "output_stream" do
    out = Gio::MemoryOutputStream.new
    ArrowIO.output_stream(out) { |file| file << TEXT }
    assert_equal(TEXT, out.steal_as_bytes.to_s)
    ArrowIO.output_stream(Pathname("out"), compression: "gzip") { |file| file << TEXT }
    assert_equal(TEXT, Zlib.gunzip(File.binread("out")))
  end

  test "a bad argument leaves the file alone" do
    # 15
    assert_raise(ArrowIO::Error::Invalid) { ArrowIO.output_stream("data", compression: "rabbit") }
    assert_raise(ArrowIO::Error::Invalid) { ArrowIO.output_stream("data", compression: "gzip", compression_level: 10) }
    assert_raise(ArgumentError) { ArrowIO.output_stream("data", rabbit: 1) }
    assert_equal(TEXT, File.read("data"))
  end

  test "memory_map" do
    ArrowIO.memory_map(Pathname("data")) { |map| assert_equal("some", map.read(4)) }
    ArrowIO.memory_map("data", "r+") { |map| map << "SOME" }
    assert_equal("SOME data", File.read("data"))
  end

  test "create_memory_map" do
    ArrowIO.create_memory_map("map", 4) { |map| map << "abcd" }
    assert_equal("abcd", File.read("map"))
    assert_raise(Gio::IOError::Exists) { ArrowIO.create_memory_map("map", 4) }
    ArrowIO.create_memory_map("map", 2, replace: true, &:close)
    assert_equal("\0\0", File.read("map"))
  end

  test "memory comes from the pool that is given" do
    pool = ArrowIO::MemoryPool.for_backend("system")
    before = pool.num_allocations
    ArrowIO.input_stream("data", memory_pool: pool) { |file| file.read_buffer(4) }
    assert_operator(pool.num_allocations, :>, before)
  end
end
