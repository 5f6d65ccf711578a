# tests/bindings/ruby/test-foreign-signals.rb: functions for files, connected and in
# subclasses, as introspection gives them.
#
# SPDX-License-Identifier: Apache-2.0

require_relative "helper"

class SignalText < ArrowIO::ForeignFile
  type_register

  TEXT = "one\ntwo\n".freeze

  def signal_do_host_read(n_bytes)
    start = @position || 0
    @position = [start + n_bytes, TEXT.size].min
    GLib::Bytes.new(TEXT[start...@position])
  end

  def signal_do_host_seek(offset)
    @position = offset
    true
  end

  def signal_do_host_size
    answer(TEXT.size)
    true
  end
end

class SignalFull < ArrowIO::ForeignFile
  type_register

  def signal_do_host_write(_bytes)
    fail(Errno::ENOSPC::Errno, nil)
    false
  end
end

class SignalUpper < ArrowIO::TransformInputStream
  type_register

  def signal_do_transform(bytes)
    GLib::Bytes.new(bytes.to_s.upcase)
  end
end

class TestForeignSignals < TestCase
  def reader(data)
    ArrowIO::BufferReader.new(data)
  end

  test "connecting" do
    file = ArrowIO::ForeignFile.new("x", "r", false)
    file.signal_connect("host-read") { GLib::Bytes.new("xyz") }
    assert_equal("xyzxyzx", file.read(7))
  end

  test "a subclass" do
    file = SignalText.new
    assert_equal([true, false, true], [file.readable?, file.writable?, file.seekable?])
    assert_equal(8, file.size)
    assert_equal(["one\n", "two\n"], file.to_a)
    assert_false(SignalText.new("can-seek": false).seekable?)
  end

  test "a failure" do
    error = assert_raise(Gio::IOError::NoSpace) { SignalFull.new(name: "full").write("abc") }
    assert_match(/'full'/, error.message)
  end

  test "a transform" do
    assert_equal("SOME DATA", SignalUpper.new(raw: reader("some data")).read)
    stream = ArrowIO::TransformInputStream.new(reader("abc"))
    stream.signal_connect("transform") { |_stream, bytes| bytes }
    assert_equal("abc", stream.read)
  end

  test "transcoding" do
    stream = ArrowIO.transcoding_input_stream(reader("caf\xE9".b), "latin1", "utf-8")
    assert_equal("café", stream.read.force_encoding("UTF-8"))
  end
end
