# tests/bindings/ruby/test-files.rb
#
# SPDX-License-Identifier: Apache-2.0

require "pathname"

require_relative "helper"

class TestFiles < TestCase
  TEXT = "one\nzwei é\n\nlast"

  def setup
    super
    File.write("text", TEXT)
  end

  test "open closes when the block ends" do
    inner = nil
    result = ArrowIO::OSFile.open("data", "w") { |file| (inner = file).write("some data") }
    assert_equal(9, result)
    assert_true(inner.closed?)
    assert_equal("some data", File.read("data"))
  end

  test "open closes when the block raises" do
    inner = nil
    assert_raise(ZeroDivisionError) do
      ArrowIO::OSFile.open("text") do |file|
        inner = file
        1 / 0
      end
    end
    assert_true(inner.closed?)
  end

  test "open gives the file without a block" do
    file = ArrowIO::OSFile.open(Pathname("text"))
    assert_false(file.closed?)
    assert_equal("rb", file.mode)
    2.times { file.close }
    assert_true(file.closed?)
  end

  test "read does as IO#read" do
    [ArrowIO::OSFile.new("text"), ArrowIO.memory_map("text"),
     ArrowIO::BufferReader.new(TEXT)].each do |file|
      io = File.open("text", "rb")
      [3, 0, 4, nil, nil, 0, 5].each { |n| assert_equal([io.read(n)], [file.read(n)]) }
      out = +"something"
      assert_nil(file.read(1, out))
      assert_equal("", out)
      file.rewind
      assert_same(out, file.read(3, out))
      assert_equal("one", out)
      assert_equal(Encoding::BINARY, file.read.encoding)
    end
  end

  test "lines do as those of an IO" do
    lines = File.readlines("text")
    file = ArrowIO::OSFile.new("text")
    assert_equal([lines[0], lines[1].chomp], [file.gets, file.gets(chomp: true)])
    assert_equal(lines[2..], file.each_line.to_a)
    assert_nil(file.gets)
    file.rewind
    assert_equal(lines, file.to_a)
    file.pos = 4
    assert_equal(lines[1..].map(&:chomp), file.readlines(chomp: true))
    file.rewind
    assert_equal("zwei é\n", file.find { |line| line.include?("é") })
  end

  test "write takes what has a to_s" do
    file = ArrowIO::OSFile.new("data", "w")
    assert_equal(8, file.write("col", :um, ArrowIO::Buffer.new("nar")))
    assert_same(file, file << 1 << "\n" << GLib::Bytes.new(""))
    file.close
    assert_equal("columnar1\n", File.read("data"))
  end

  test "seek does as IO#seek, but gives the position" do
    file = ArrowIO::OSFile.new("text")
    assert_equal(4, file.seek(4))
    assert_equal(6, file.seek(2, IO::SEEK_CUR))
    assert_equal(5, file.seek(-1, :CUR))
    assert_equal(13, file.seek(-4, :end))
    assert_equal(13, file.pos)
    assert_false(file.eof?)
    file.read
    assert_true(file.eof?)
    assert_equal(0, file.rewind)
    assert_raise(ArrowIO::Error::Invalid) { file.seek(0, 7) }
  end

  test "a buffer is written and read as a file" do
    writer = ArrowIO::BufferOutputStream.new
    writer << "hello, " << "friends"
    buffer = writer.getvalue
    assert_equal(14, buffer.size)
    reader = ArrowIO::BufferReader.new(buffer)
    reader.seek(7)
    assert_equal("friends", reader.read(7))
  end

  test "a map is read without copying" do
    ArrowIO.memory_map("text", "r+") do |map|
      part = map.read_buffer(3)
      map.rewind
      map.write("ONE")
      assert_equal("ONE", part.to_s)
      map.close
      assert_equal("ONE", part.to_s)
    end
  end

  test "a map is resized when only dropped slices are left" do
    # 57
    map = ArrowIO.create_memory_map("map", 4)
    100.times { map.read_buffer_at(2, 0) }
    map.resize(8)
    assert_equal(8, map.size)
    part = map.read_buffer(2)
    assert_raise(Gio::IOError::Busy) { map.resize(16) }
    assert_equal("\0\0", part.to_s)
  end

  test "other threads run while a file waits" do
    File.mkfifo("fifo")
    writer = Thread.new do
      ArrowIO::OSFile.open("fifo", "w") do |file|
        file << "first\n"
        sleep(0.1)
        file << "second\n"
      end
    end
    assert_equal(["first\n", "second\n"], ArrowIO::OSFile.open("fifo", &:to_a))
    writer.join
  end

  test "a String that changes while it is written" do
    File.mkfifo("fifo")
    string = "a" * 1_000_000
    writer = Thread.new { ArrowIO::OSFile.open("fifo", "w") { |file| file.write(string) } }
    File.open("fifo", "rb") do |file|
      assert_equal("a", file.read(1))
      string.replace("b" * 10_000_000)
      GC.start
      assert_equal(999_999, file.read.count("a"))
    end
    assert_equal(1_000_000, writer.value)
  end

  test "IO.copy_stream goes through" do
    ArrowIO::OSFile.open("copy", "w") do |to|
      ArrowIO::OSFile.open("text") { |from| IO.copy_stream(from, to) }
    end
    assert_equal(TEXT, File.read("copy"))
  end

  test "a descriptor is taken over where it stands" do # 42
    fd = IO.sysopen("text")
    ArrowIO::OSFile.open(fd) do |file|
      assert_equal([fd, TEXT.lines.first], [file.fileno, file.gets])
      rest = IO.for_fd(fd, autoclose: false).read
      assert_equal(TEXT.lines.drop(1).join, rest)
    end
    assert_raise(Errno::EBADF) { IO.for_fd(fd) }
    assert_raise(Gio::IOError::Failed) { ArrowIO::OSFile.new(9999, "r") } # 43
  end

  test "memory of a fixed size" do
    buffer = ArrowIO::MutableBuffer.new("columnar")
    ArrowIO.output_stream(buffer) do |file|
      file << "COL"
      assert_equal(2, file.write_at("AR", 6))
      assert_equal(1, file.write_at(ArrowIO::Buffer.new("N"), 5))
    end
    assert_equal("COLumNAR", buffer.to_s)
    assert_raise(ArrowIO::Error::Invalid) { ArrowIO.output_stream(ArrowIO::Buffer.new("x")) } # 6
  end

  test "a buffered stream gives its file back" do
    raw = ArrowIO::BufferReader.new("one;two;three")
    file = ArrowIO::BufferedInputStream.new(raw, 4)
    assert_equal("one;", file.read_until(";"))
    assert_same(raw, file.detach)
    assert_equal("two;three", raw.read)
    assert_raise(ArrowIO::Error::Closed) { file.detach } # 8
  end
end
