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

  test "has the encoding that the mode says" do
    File.binwrite("text", "caf\xE9")
    file = ArrowIO::OSFile.new("text", "r:iso-8859-1")
    assert_equal(Encoding::ISO_8859_1, file.external_encoding)
    assert_equal("caf\u00E9", file.read.encode("utf-8"))
    assert_equal("caf\u00E9", ArrowIO.memory_map("text", "rb:iso-8859-1:utf-8").gets)
    assert_true(ArrowIO::OSFile.new("text", "rb:binary").binmode?)
    assert_equal(Encoding::UTF_8, ArrowIO::OSFile.new("text", "rb:utf-8").external_encoding)
    assert_raise(ArgumentError) { ArrowIO::OSFile.new("text", "w:no-such-encoding") }
    assert_equal("caf\xE9".b, File.binread("text"))
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
      io = File.open("text")
      [3, 0, 4, nil, nil, 0, 5].each do |n|
        expected = io.read(n)
        assert_equal([expected, expected&.encoding], [file.read(n)].flat_map { |s| [s, s&.encoding] })
      end
      out = +"something"
      assert_nil(file.read(1, out))
      assert_equal("", out)
      file.rewind
      assert_same(out, file.read(3, out))
      assert_equal("one", out)
    end
  end

  test "text has the encoding that was set" do
    file = ArrowIO::OSFile.new("text")
    assert_equal([Encoding.default_external, nil], [file.external_encoding, file.internal_encoding])
    assert_same(file, file.set_encoding("iso-8859-1", Encoding::UTF_8))
    assert_equal(["one\n", "zwei \u00c3\u00a9\n"], file.first(2))
    file.rewind
    assert_equal(TEXT.encode("utf-8", "iso-8859-1"), file.read)
    assert_raise(ArgumentError) { file.set_encoding("utf-16le") }
    assert_same(file, file.binmode)
    assert_true(file.binmode?)
    file.rewind
    assert_equal(TEXT.b, file.read)
    assert_equal(TEXT.b, ArrowIO::OSFile.open("text", "rb", &:read))
    assert_equal(TEXT.b, ArrowIO.memory_map("text", "rb", &:read))

    ArrowIO::OSFile.open("data", "w") do |out|
      out << "\u00e9"
      out.set_encoding("iso-8859-1")
      out << "\u00e9" << "\xFF".b
      out.puts("\u00e9")
      out.binmode
      out << "\u00e9"
    end
    assert_equal("\xC3\xA9\xE9\xFF\xE9\n\xC3\xA9".b, File.binread("data"))
  end

  test "bytes are read where they are" do
    file = ArrowIO::OSFile.new("text")
    out = +""
    assert_equal(["ne", "zwe"], [file.pread(2, 1), file.read_at(3, 4)])
    assert_same(out, file.pread(2, 4, out))
    assert_equal(["zw", 0, "", ""], [out, file.pos, file.read_at(2, 100), file.pread(0, 100)])
    assert_raise(EOFError) { file.pread(2, 100) }
    assert_equal(["on", "on", 2, "one", 0],
                 [file.sysread(2), file.pread(2, 0), file.pos, file.rewind && file.read1(3), file.rewind])
  end

  test "what is not duplex is closed in its direction" do
    file = ArrowIO::OSFile.new("text")
    assert_raise(IOError) { file.close_write }
    assert_nil(file.close_read)
    assert_nil(file.close_read)
    assert_true(file.closed?)
    out = ArrowIO::OSFile.new("data", "w")
    assert_raise(IOError) { out.close_read }
    assert_nil(out.close_write)
    assert_true(out.closed?)
    ArrowIO.memory_map("text", "r+") { |map| assert_raise(IOError) { map.close_read } }
  end

  test "writes are flushed and synced when asked" do
    File.mkfifo("fifo")
    reader = Thread.new { File.open("fifo") { |io| [io.readpartial(10), io.read] } }
    ArrowIO::BufferedOutputStream.open(ArrowIO::OSFile.new("fifo", "w"), 100) do |file|
      file.sync = true
      file << "first"
      Thread.pass until reader.stop? || !reader.alive?
      sleep(0.05)
      file.sync = false
      file << "second"
    end
    assert_equal(%w[first second], reader.value)
    ArrowIO::OSFile.open("data", "w") do |file|
      file.pwrite("abc", 2)
      assert_equal([true, true], [file.fsync, file.fdatasync])
    end
    assert_equal("\0\0abc", File.binread("data"))
  end

  test "a file says what it is" do
    file = ArrowIO::OSFile.new(Pathname("text"))
    assert_equal(["text", "#<ArrowIO::OSFile text rb>"], [file.path, file.inspect])
    assert_equal([false, file.fileno], [file.tty?, file.to_i])
    file.close
    assert_equal("#<ArrowIO::OSFile text (closed)>", file.inspect)
    assert_equal("#<ArrowIO::BufferReader rb>", ArrowIO::BufferReader.new("").inspect)
    terminal = begin
      File.open("/dev/ptmx", File::RDWR | File::NOCTTY)
    rescue SystemCallError
      nil
    end
    assert_true(ArrowIO::OSFile.new(terminal.dup.tap { |io| io.autoclose = false }.fileno).tty?) if terminal
  end

  test "part of a file is a file" do
    ArrowIO::OSFile.open("text") do |file|
      inner = nil
      assert_equal("zwei", file.get_stream(4, 4) { |part| (inner = part).read })
      assert_equal([true, false], [inner.closed?, file.closed?])
    end
  end

  test "a stream goes on, but not back" do
    raw = ArrowIO::OSFile.new("text")
    file = ArrowIO::BufferedInputStream.new(raw, 4)
    assert_equal([4, "zwei"], [file.seek(4, :CUR), file.read(4)])
    assert_raise(ArrowIO::Error::NotSupported) { file.seek(-1, :CUR) }
    assert_raise(ArrowIO::Error::NotSupported) { file.rewind }
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
