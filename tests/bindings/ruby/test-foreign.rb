# tests/bindings/ruby/test-foreign.rb: files whose functions are Ruby's.
#
# SPDX-License-Identifier: Apache-2.0

require "timeout"
require "zlib"

require_relative "helper"

class TestForeign < TestCase
  TEXT = "one\nzwei é\n\nlast"

  # A file over a String, which does what an option says.
  class Host < ArrowIO::ForeignFile
    attr_reader :log, :data

    def initialize(data, chunk: 1 << 40, mode: nil, seekable: true)
      super("host", mode, seekable)
      @data = data.b
      @chunk = chunk
      @place = 0
      @log = []
    end

    def host_read(n_bytes)
      @log << [:read, n_bytes]
      piece = @data.byteslice(@place, [n_bytes, @chunk].min)
      @place += piece.bytesize if piece
      piece
    end

    def host_write(bytes)
      @log << [:write, bytes.bytesize]
      n_written = [bytes.bytesize, @chunk].min
      @data[@place, n_written] = bytes.byteslice(0, n_written)
      @place += n_written
      n_written
    end

    def host_seek(offset)
      @log << [:seek, offset]
      @place = offset
    end

    def host_size
      @data.bytesize
    end

    def host_truncate(size)
      @data = @data.byteslice(0, size).ljust(size, "\0")
    end

    def host_flush
      @log << [:flush]
    end

    def host_close
      @log << [:close]
    end
  end

  test "a subclass is a file by its methods" do
    file = Host.new(TEXT)
    assert_equal(["rb+", true, "host"], [file.mode, file.seekable?, file.name])
    assert_equal(TEXT.lines, file.each_line.to_a)
    assert_equal([TEXT.bytesize, 4], [file.size, file.seek(4)])
    file.write("ZWEI")
    file.truncate(8)
    assert_equal("one\nZWEI".b, file.data)
    file.flush
    2.times { file.close }
    assert_equal([[:flush], [:close]], file.log.last(2)) # 114
  end

  test "what a subclass has decides what it can" do
    reader = Class.new(ArrowIO::ForeignFile) { def host_read(_) = nil }.new("r")
    assert_equal(["rb", false], [reader.mode, reader.seekable?])
    assert_raise(ArrowIO::Error::NotSupported) { reader.write("x") }
    writer = Class.new(ArrowIO::ForeignFile) { def host_write(data) = data.bytesize }.new
    assert_equal("wb", writer.mode)
    assert_raise(ArrowIO::Error::NotSupported) { writer.read }
    assert_equal(3, writer.write("abc"))
  end

  test "short reads are no end, and short writes go on" do # 3, 4, 112
    host = Host.new(TEXT, chunk: 3)
    assert_equal([[:read, 8]], host.log.tap { host.read1(8) })
    assert_equal(TEXT.byteslice(3, 8).b, host.read(8))
    host.rewind
    assert_equal(TEXT, host.read)
    host = Host.new("", chunk: 4, mode: "w")
    assert_equal(14, host.write("hello, friends"))
    assert_equal("hello, friends", host.data)
    assert_equal([14, 10, 6, 2], host.log.map(&:last))
  end

  test "a read at an offset leaves the position" do # 29
    host = Host.new(TEXT)
    assert_equal(["on", "zwei", "e"], [host.read(2), host.read_at(4, 4), host.read(1)])
  end

  # Connects a block as the function.
  def connect(signal, mode = "r", &block)
    file = ArrowIO::ForeignFile.new("x", mode, false)
    file.signal_connect(signal, &block)
    file
  end

  test "functions are connected" do
    pieces = ["one", "\ntwo".b.freeze, ArrowIO::Buffer.new("!"), GLib::Bytes.new("?"), nil]
    file = connect("host-read") { |_, _| pieces.shift }
    assert_equal("one\ntwo!?", file.read)
    written = []
    connect(:host_write, "w") { |_, bytes| written << bytes and bytes.bytesize }.write("é")
    assert_equal([["é".b, Encoding::BINARY]], written.map { |bytes| [bytes, bytes.encoding] })
  end

  test "text counts by its bytes" do
    pieces = ["éé", "é".encode("utf-16le"), "é".encode("iso-8859-1")]
    file = connect("host-read") { |_, _| pieces.shift }
    assert_equal("\xC3\xA9\xC3\xA9\xE9\x00\xE9".b, file.read(100))
  end

  test "more than was asked for is an error" do # 2
    file = connect("host-read") { |_, n_bytes| "x" * (n_bytes + 1_000_000) }
    error = assert_raise(ArrowIO::Error::Foreign) { file.read(16) }
    assert_match(/returned 1000016 bytes, more than the 16 requested/, error.message)
    assert_raise(ArrowIO::Error::Foreign) { file.read_buffer(3) }
    error = assert_raise(ArrowIO::Error::Foreign) { connect("host-write", "w") { 7 }.write("abc") }
    assert_match(/says that it wrote 7 of 3 bytes/, error.message)
    [0, -1].each do |n|
      assert_raise(ArrowIO::Error::Foreign) { connect("host-write", "w") { n }.write("abc") }
    end
  end

  test "what is of another type is an error" do # 111, 115
    [3, :x, [], true, Object.new].each do |wrong|
      assert_raise(TypeError) { connect("host-read") { wrong }.read(3) }
    end
    [nil, true, "3", 3.0].each do |wrong|
      assert_raise(TypeError) { connect("host-write", "w") { wrong }.write("abc") }
    end
    host = Host.new(TEXT)
    def host.host_size = "7"
    assert_raise(TypeError) { host.size }
    def host.host_flush = false
    assert_raise(ArrowIO::Error::Foreign) { host.flush }
  end

  test "what is raised comes unchanged" do # 115
    errors = [ZeroDivisionError.new("oops"), Errno::ENOSPC.new("the disk"), Interrupt.new,
              SystemExit.new(3), NotImplementedError.new("later"), RuntimeError.new(""),
              RuntimeError.new("\xFF\0".b), ArrowIO::Error::Corrupt.new("broken")]
    errors.each do |raised|
      %w[host-read host-write].each do |signal|
        file = connect(signal, signal == "host-read" ? "r" : "w") { raise raised }
        error = assert_raise(raised.class) { signal == "host-read" ? file.read : file << "x" }
        assert_same(raised, error)
        assert_equal(0, file.tell) # 113
      end
    end
  end

  test "what is raised comes through other files" do # 115
    raised = IndexError.new("gone")
    file = connect("host-read") { raise raised }
    readers = [
      -> { ArrowIO.input_stream(file, compression: "gzip").gets },
      -> { ArrowIO.input_stream(file, compression: "auto") },
      -> { ArrowIO::BufferedInputStream.new(file, 100).each_byte.to_a },
      -> { file.download(ArrowIO::BufferOutputStream.new) },
      -> { ArrowIO::BufferOutputStream.new.upload(file) },
      -> { file.input_stream.read_bytes(3) },
      -> { file.read_all_buffer },
    ]
    readers.each { |reader| assert_same(raised, assert_raise(IndexError, &reader)) }

    file = connect("host-write", "w") { raise raised }
    out = ArrowIO.output_stream(file, compression: "gzip")
    out << "text"
    assert_same(raised, assert_raise(IndexError) { out.close })
    assert_true(out.closed?)
    file = connect("host-write", "w") { raise raised }
    assert_same(raised, assert_raise(IndexError) { file.output_stream.write_bytes(GLib::Bytes.new("x")) })
  end

  test "the words and the number come through C" do
    file = connect("host-read") { raise Errno::EIO, "no disk" }
    lines = Gio::DataInputStream.new(file.input_stream)
    error = assert_raise(Gio::IOError::Failed) { lines.read_line_utf8 }
    assert_equal(["Failed to read from 'x': Input/output error - no disk [errno 5]", Errno::EIO::Errno],
                 [error.message, error.errno])
  end

  test "each gets what was raised for it" do
    inner = connect("host-read") { raise IndexError, "inner" }
    outer = connect("host-read") do
      begin
        inner.read
      rescue IndexError
        raise KeyError, "outer"
      end
    end
    assert_raise(KeyError) { outer.read }
    file = connect("host-read") { |_, _| nil }
    assert_raise(ArrowIO::Error::NotSupported) { file.write("x") }
    assert_raise(ArrowIO::Error::Invalid) { file.read(-1) }
  end

  test "a throw ends in the function" do
    file = connect("host-read") { throw :done }
    error = catch(:done) { assert_raise(ArrowIO::Error::Foreign) { file.read } }
    assert_match(/a throw or a break left its function/, error.message)
    assert_raise(KeyError) do # by itself, Ruby 3.1 throws
      Timeout.timeout(0.05, KeyError) { connect("host-read") { sleep(5) }.read }
    end
  end

  test "a function does not use its own file" do
    file = connect("host-read") { |same, _| same.read(1) }
    assert_raise(Gio::IOError::Busy) { file.read(1) }
  end

  test "only the thread that made a file uses it" do
    file = Host.new(TEXT)
    assert_raise(ArrowIO::Error::Foreign) { Thread.new { file.read }.tap { |t| t.report_on_exception = false }.value }
    assert_equal(TEXT, Thread.new { Host.new(TEXT).read }.value)
  end

  test "functions live as long as C may call them" do
    streams = Array.new(100) { |i| ArrowIO::BufferedInputStream.new(Host.new("text #{i}", chunk: 3), 4) }
    gio = Array.new(100) { |i| Gio::DataInputStream.new(Host.new("text #{i}").input_stream) }
    slices = Array.new(100) { |i| Host.new("text #{i}").get_stream(2, 5) }
    4.times { GC.start }
    100.times do |i|
      assert_equal(["text #{i}", "text #{i}", "xt #{i}"[0, 5]],
                   [streams[i].read, gio[i].read_line_utf8.first, slices[i].read])
    end
  end

  test "files that nobody uses are let go" do
    400.times { ArrowIO::BufferedInputStream.new(Host.new(TEXT), 4) }
    4.times { GC.start }
    ArrowIO.input_stream(Host.new(TEXT))
    GC.start
    assert_operator(ObjectSpace.each_object(Host).count, :<, 300)
  end

  # Leaves data in a stream that nobody closes.
  def write_and_drop(calls)
    file = connect("host-write", "w") { |_, bytes| calls << bytes and bytes.bytesize }
    file.signal_connect("host-flush") { calls << :flush }
    file.signal_connect("host-close") { calls << :close }
    ArrowIO::BufferedOutputStream.new(file, 100).write("some data")
  end

  test "a file that is dropped calls nothing" do # 52, 114
    calls = []
    20.times { write_and_drop(calls) }
    20.times { Host.new("").host_seek(0) }
    5.times { GC.start }
    assert_equal([], calls)
  end

  test "under a collector that never rests" do
    host = Host.new(TEXT, chunk: 4)
    out = Host.new("", chunk: 5, mode: "w")
    raised = IndexError.new("x")
    failing = connect("host-read") { raise raised }
    GC.stress = true
    begin
      text = host.read1_raw(4).to_s
      out.write_raw("columnar")
      error = begin
        failing.read1_raw(1)
      rescue ArrowIO::Error::Foreign => e
        e
      end
    ensure
      GC.stress = false
    end
    assert_equal([TEXT[0, 4], "columnar", "Failed to read from 'x': x"], [text, out.data, error.message])
  end
end
