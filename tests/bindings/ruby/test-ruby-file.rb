# tests/bindings/ruby/test-ruby-file.rb: an IO of Ruby's goes in wherever a file does.
#
# SPDX-License-Identifier: Apache-2.0

require "pathname"
require "socket"
require "stringio"
require "tempfile"
require "zlib"

require_relative "helper"

class TestRubyFile < TestCase
  TEXT = "one\nzwei é\n\nlast" * 1000

  # What has nothing but these.
  Source = Struct.new(:io) do
    def read(size)
      io.read(size)
    end
  end
  Target = Struct.new(:io) do
    def write(bytes)
      io.write(bytes)
    end
  end

  def setup
    super
    File.write("text", TEXT)
    File.binwrite("text.gz", Zlib.gzip(TEXT))
  end

  def unzip(bytes)
    Zlib.gunzip(bytes.b).force_encoding("utf-8")
  end

  # Every kind of IO with that text.
  def each_source(text)
    File.binwrite("source", text)
    yield(File.open("source"))
    yield(File.open("source", "rb:utf-16le"))
    yield(StringIO.new(text.dup))
    yield(StringIO.new(text.b.freeze))
    yield(Zlib::GzipReader.new(StringIO.new(Zlib.gzip(text))))
    yield(Tempfile.new.tap { |file| file.write(text) && file.rewind })
    yield(Source.new(StringIO.new(text)))
    yield(IO.popen(%w[cat source]))
    ours, theirs = UNIXSocket.pair
    writer = Thread.new { theirs.write(text) && theirs.close }
    yield(ours)
    reader, pipe = IO.pipe
    writers = [writer, Thread.new { pipe.write(text) && pipe.close }]
    yield(reader)
    writers.each(&:join)
  end

  test "is left in time" do
    reader, writer = IO.pipe
    file = ArrowIO::RubyFile.new(reader)
    assert_raise(Timeout::Error) { Timeout.timeout(0.05) { file.read(3) } }
    late = Class.new(StandardError)
    assert_raise(late) { Timeout.timeout(0.05, late) { file.read(3) } }
    writer.write("yes") # nothing is lost, and the file goes on
    assert_equal("yes", file.read(3))
    assert_equal(:over, Timeout.timeout(5) { :over })
  end

  test "input_stream" do
    each_source(TEXT) { |io| assert_equal(TEXT, ArrowIO.input_stream(io, &:read)) }
    each_source(TEXT) { |io| assert_equal(TEXT.lines, ArrowIO.input_stream(io, buffer_size: 100).to_a) }
    each_source(Zlib.gzip(TEXT)) do |io|
      assert_equal(TEXT, ArrowIO.input_stream(io, compression: "gzip", &:read), io.inspect)
    end
    each_source(Zlib.gzip(TEXT)) do |io|
      assert_equal(TEXT, ArrowIO.input_stream(io, compression: "auto", &:read), io.inspect)
    end
  end

  test "only the suffix of a path is detected" do # 98
    File.open("text.gz") { |io| assert_equal(Zlib.gzip(TEXT), ArrowIO.input_stream(io, &:read_all)) }
    assert_equal(TEXT, ArrowIO.input_stream(Pathname("text.gz"), &:read))
  end

  test "output_stream" do
    string = StringIO.new
    ArrowIO.output_stream(string) { |file| file << "one " << "é" }
    assert_equal(["one é", true], [string.string, string.closed?])

    ArrowIO.output_stream(File.open("out.gz", "wb"), compression: "gzip") { |file| file << TEXT }
    assert_equal(TEXT, unzip(File.binread("out.gz")))
    ArrowIO.output_stream(Zlib::GzipWriter.open("out.gz")) { |file| file << TEXT }
    assert_equal(TEXT, unzip(File.binread("out.gz")))
    ArrowIO.output_stream(Tempfile.new) { |file| file << TEXT }

    string = StringIO.new
    ArrowIO.output_stream(Target.new(string), buffer_size: 7) { |file| file << "one " << "two " << "three" }
    assert_equal("one two three", string.string)

    ours, theirs = UNIXSocket.pair
    reader = Thread.new { theirs.read }
    ArrowIO.output_stream(ours, compression: "gzip") { |file| file << TEXT }
    assert_equal(TEXT, unzip(reader.value))
  end

  test "bytes stay what they are, whatever the encoding" do
    %w[w:iso-8859-1 w:utf-8 wb].each do |mode|
      ArrowIO.output_stream(File.open("out", mode)) { |file| file << "\xFF\x00é\n".b }
      assert_equal("\xFF\x00é\n".b, File.binread("out"), mode)
    end
    assert_equal(TEXT.b, ArrowIO.input_stream(File.open("text", "r:iso-8859-1:utf-8"), &:read_all))
    assert_raise(ArgumentError) { ArrowIO.output_stream(File.open("out", "w:utf-16le")) }
  end

  test "files over others" do
    [["gzip", Zlib.gzip(TEXT)]].each do |codec, packed|
      assert_equal(TEXT, ArrowIO::CompressedInputStream.new(StringIO.new(packed), codec).read)
      out = StringIO.new
      ArrowIO::CompressedOutputStream.open(out, codec) { |file| file << TEXT }
      assert_equal(TEXT, unzip(out.string))
    end
    assert_equal(TEXT, ArrowIO::BufferedInputStream.new(StringIO.new(TEXT), 100).read)
    out = StringIO.new
    ArrowIO::BufferedOutputStream.open(out, 100) { |file| file << TEXT }
    assert_equal(TEXT, out.string.force_encoding("utf-8"))
  end

  test "transforms" do
    stream = ArrowIO::TransformInputStream.new(StringIO.new(TEXT)) { |bytes| bytes.upcase }
    assert_equal(TEXT.b.upcase, stream.read_all)
    pieces = []
    stream = ArrowIO::TransformInputStream.new(ArrowIO::BufferReader.new("abc")) do |bytes|
      pieces << bytes
      bytes.empty? ? "!" : nil
    end
    assert_equal(["!", %w[abc] + [""]], [stream.read, pieces]) # 116
    raised = KeyError.new("x")
    stream = ArrowIO::TransformInputStream.new(StringIO.new(TEXT)) { raise raised }
    assert_same(raised, assert_raise(KeyError) { ArrowIO::BufferedInputStream.new(stream, 9).gets })
    streams = Array.new(50) do |i|
      lower = ArrowIO::TransformInputStream.new(StringIO.new("TEXT #{i}")) { |bytes| bytes.downcase }
      ArrowIO::BufferedInputStream.new(lower, 4)
    end
    4.times { GC.start }
    assert_equal(Array.new(50) { |i| "text #{i}" }, streams.map(&:read))
  end

  test "text in another encoding" do
    latin = StringIO.new("caf\xE9\n".b)
    assert_equal("café\n", ArrowIO.transcoding_input_stream(latin, Encoding::ISO_8859_1, &:gets))
    wide = ArrowIO::BufferReader.new("é\n".encode("utf-16le").b)
    assert_equal("\xE9\n".b, ArrowIO.transcoding_input_stream(wide, "utf-16le", "latin1").read_all)
  end

  test "copies" do # 5
    string = StringIO.new
    ArrowIO::OSFile.open("text") { |file| assert_equal(TEXT.bytesize, file.download(string)) }
    assert_equal([TEXT.b, false], [string.string.b, string.closed?])
    ArrowIO::OSFile.open("copy", "w") { |file| file.upload(File.open("text")) }
    assert_equal(TEXT, File.read("copy"))
    error = assert_raise(Errno::ENOSPC) do
      ArrowIO::OSFile.open("text") { |file| file.download(File.open("/dev/full", "w").tap { |io| io.sync = true }) }
    end
    assert_instance_of(Errno::ENOSPC, error)
    assert_raise(TypeError) { ArrowIO::OSFile.open("text") { |file| file.download(Source.new) } }
  end

  test "what failed first leaves the block, not that closing fails too" do
    full = File.open("/dev/full", "w").tap { |io| io.sync = true }
    noise = Random.bytes(1_000_000)
    assert_raise(Errno::ENOSPC) do
      ArrowIO.output_stream(full, compression: "gzip") { |file| file << noise }
    end
    error = assert_raise(RuntimeError) do
      ArrowIO.output_stream("/dev/full", buffer_size: 4096) do |file|
        file << "data"
        raise "mine"
      end
    end
    assert_equal("mine", error.message)
    assert_raise(Gio::IOError::NoSpace) do
      ArrowIO.output_stream("/dev/full", buffer_size: 4096) { |file| file << "data" }
    end
  end

  test "a timeout leaves the block, not that closing fails too" do
    full = proc { |&block| ArrowIO.output_stream("/dev/full", compression: "gzip", &block) }
    assert_raise(Timeout::Error) { Timeout.timeout(0.05) { full.call { sleep(5) } } }
    assert_raise(Gio::IOError::NoSpace) { Timeout.timeout(5) { full.call { break } } }
    assert_raise(Gio::IOError::NoSpace) do
      full.call do
        assert_raise(Timeout::Error) { Timeout.timeout(0.05) { sleep(5) } }
        break
      end
    end
  end

  test "an IO is used from where it stands" do
    io = File.open("text")
    assert_equal("one\n", io.gets)
    file = ArrowIO::RubyFile.new(io)
    assert_equal([4, "zwei", "one\n"], [file.tell, file.read(4), file.tap(&:rewind).gets])
    string = StringIO.new(+"0123456789")
    string.seek(4)
    file = ArrowIO::RubyFile.new(string)
    assert_equal(["rb+", 4], [file.mode, file.tell])
    file.write("xy")
    file.truncate(8)
    assert_equal(["0123xy67", 8, "67"], [string.string, file.size, file.read])
  end

  test "an IO that appends does so" do
    File.write("log", "one\n")
    ArrowIO.output_stream(File.open("log", "a")) { |file| file << "two\n" << "three\n" }
    assert_equal("one\ntwo\nthree\n", File.read("log"))
  end

  test "the mode is what the IO can do" do # 110
    modes = {
      File.open("text") => "rb", File.open("out", "w") => "wb", File.open("text", "r+") => "rb+",
      StringIO.new("x".freeze) => "rb", Source.new => "rb", Target.new => "wb",
      StringIO.new(+"") => "rb+", Zlib::GzipReader.open("text.gz") => "rb"
    }
    modes.each { |io, mode| assert_equal(mode, ArrowIO::RubyFile.new(io).mode, io.inspect) }
    assert_raise(TypeError) { ArrowIO::RubyFile.new(Object.new) } # 111
    assert_raise(TypeError) { ArrowIO::RubyFile.new(Source.new, "w") }
    assert_raise(ArrowIO::Error::Invalid) { ArrowIO::RubyFile.new(Source.new, "q") }
    [nil, 3, Object.new].each do |wrong|
      assert_raise(TypeError, ArgumentError) { ArrowIO.input_stream(wrong) }
    end
  end

  test "a socket is read and written" do
    ours, theirs = UNIXSocket.pair
    file = ArrowIO::RubyFile.new(ours)
    assert_equal(["rb+", false], [file.mode, file.seekable?])
    3.times do |i|
      file.write("ask #{i}\n")
      assert_equal("ask #{i}\n", theirs.gets)
      theirs.write("answer #{i}\n")
      assert_equal("answer #{i}\n", file.gets)
    end
    file.close
    assert_nil(theirs.read(1))
  end

  test "other threads run while an IO waits" do
    reader, writer = IO.pipe
    feeder = Thread.new do
      2.times do |i|
        sleep(0.05)
        writer.puts("line #{i}")
      end
      writer.close
    end
    assert_equal(["line 0\n", "line 1\n"], ArrowIO.input_stream(reader, compression: "auto").to_a)
    feeder.join
    reader, writer = IO.pipe
    feeder = Thread.new { sleep(0.05) && writer.close }
    stream = ArrowIO.input_stream(reader).input_stream
    assert_equal(["", ""], [stream.read(3), stream.read_all(3)])
    feeder.join
  end

  test "files of the host stand on files of ours, and the other way round" do
    packed = ArrowIO.input_stream("text.gz", compression: nil)
    ruby = Zlib::GzipReader.new(packed)
    assert_equal(TEXT.lines, ArrowIO.input_stream(ruby).each_line.to_a)
    inner = ArrowIO::RubyFile.new(ArrowIO::RubyFile.new(StringIO.new(TEXT)).then { |file| Source.new(file) })
    assert_equal(TEXT.b, inner.read_all)
  end

  test "what is closed behind the file's back raises as it does" do # 114
    io = File.open("text")
    file = ArrowIO.input_stream(io)
    io.close
    assert_raise(IOError) { file.read }
    assert_nil(file.close)
    io = StringIO.new(TEXT)
    file = ArrowIO.input_stream(io)
    def io.close = raise(KeyError, "stuck")
    assert_raise(KeyError) { file.close }
    assert_true(file.closed?)
  end
end
