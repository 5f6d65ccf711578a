# tests/bindings/ruby/test-async.rb: calls that do not block.
#
# SPDX-License-Identifier: Apache-2.0

require_relative "helper"

class TestAsync < TestCase
  # Gives what the block passes to the Proc that it gets, from a main loop.
  def wait
    loop = GLib::MainLoop.new(nil, false)
    value = nil
    yield(lambda do |result|
      value = result
      loop.quit
    end)
    loop.run
    value
  end

  def finish(file, name, *arguments)
    result = wait do |done|
      file.__send__("#{name}_async", *arguments) { |_, outcome| done.call(outcome) }
    end
    file.__send__("#{name}_finish", result)
  end

  def test_read_and_write
    out = ArrowIO::OSFile.new("text", "w")
    finish(out, :write, "one\ntwo\n")
    finish(out, :write_buffer, ArrowIO::Buffer.new("three\n"))
    finish(out, :flush)
    finish(out, :close)
    assert_equal("one\ntwo\nthree\n", File.read("text"))

    file = ArrowIO.input_stream("text")
    assert_equal("one", finish(file, :read, 3))
    assert_equal("\n", finish(file, :read_line, GLib::PRIORITY_LOW))
    assert_equal("two", finish(file, :read_at, 3, 4))
    assert_equal("two\nthree\n", finish(file, :read_all))
    assert_equal(Encoding::BINARY, finish(file, :read, 1).encoding)
    finish(file, :close)
    assert_raise(ArrowIO::Error::Closed) { finish(file, :read, 1) }
  end

  def test_scan_and_update
    File.write("text", "one\ntwo\nthree\n")
    file = ArrowIO::OSFile.new("text", "r+")
    assert_equal("one", finish(file, :peek, 3))
    assert_equal(1, finish(file, :advance, 1))
    ["ab", "\u00E9", "", 256].each do |none|
      assert_raise(ArgumentError) { finish(file, :read_until, none) }
    end
    assert_equal("ne\n", finish(file, :read_until, "\n"))
    assert_equal("t", finish(file, :read_until, "t".ord))
    finish(file, :write_at, "TWO", 4)
    finish(file, :write_buffer_at, ArrowIO::Buffer.new("ONE"), 0)
    finish(file, :sync)
    finish(file, :truncate, 7)
    assert_equal("ONE\nTWO", File.read("text"))

    buffer = ArrowIO.allocate_buffer(2)
    assert_equal(2, finish(file, :read_into_buffer, buffer))
    assert_equal("WO", buffer.to_s)
  end

  def test_many
    File.write("text", "0123456789")
    file = ArrowIO.input_stream("text")
    parts = []
    wait do |done|
      10.times do |i|
        file.read_at_async(1, i) do |_, result|
          parts[i] = file.read_at_finish(result)
          done.call(nil) if parts.compact.size == 10
        end
      end
    end
    assert_equal("0123456789", parts.join)
  end

  def test_copy
    File.write("text", "0123456789")
    file = ArrowIO.input_stream("text")
    out = ArrowIO::BufferOutputStream.new(nil)
    told = nil
    result = wait do |done|
      file.download_async(out, progress: ->(*sizes) { told = sizes }) do |_, outcome|
        done.call(outcome)
      end
    end
    assert_equal(10, file.download_finish(result))
    assert_equal([10, 10], told)
    assert_equal("0123456789", out.getvalue.to_s)
  end

  def test_cancel
    reader, writer = IO.pipe
    file = ArrowIO::OSFile.new(reader.fileno, "r")
    reader.autoclose = false
    cancellable = Gio::Cancellable.new
    GLib::Timeout.add(20) do
      cancellable.cancel
      false
    end
    assert_raise(Gio::IOError::Cancelled) do
      finish(file, :read, 3, GLib::PRIORITY_DEFAULT, cancellable)
    end
    writer.write("yes")
    writer.close
    assert_equal("yes", file.read(3))
    file.close
  end

  def open_async(name, source)
    result = wait do |done|
      ArrowIO.__send__("#{name}_async", source, nil, 0, nil) { |_, outcome| done.call(outcome) }
    end
    ArrowIO.__send__("#{name}_finish", result)
  end

  def test_maps
    map = wait { |done| ArrowIO.create_memory_map_async("new", 3, false, 0, nil) { |_, result| done.call(result) } }
    ArrowIO.create_memory_map_finish(map).close
    map = wait { |done| ArrowIO.memory_map_async("new", "r", 0, nil) { |_, result| done.call(result) } }
    assert_equal("\0\0\0", ArrowIO.memory_map_finish(map).read)
  end

  def test_open
    File.write("text", "text")
    assert_equal("text", open_async(:input_stream_for_path, "text").read)
    assert_equal("text", open_async(:input_stream, "text").read)
    assert_equal("text", open_async(:input_stream_for_object, ArrowIO::Buffer.new("text")).read)
    out = ArrowIO::BufferOutputStream.new(nil)
    assert_equal(out, open_async(:output_stream_for_object, out))
    open_async(:output_stream_for_path, "text").close
    open_async(:output_stream, "text").close
    assert_equal("", File.read("text"))
  end

  def test_copy_again
    memory = ArrowIO::BufferOutputStream.new(nil)
    file = ArrowIO::BufferReader.new("text")
    assert_equal(4, finish(file, :copy, memory))
    assert_equal(4, finish(memory, :upload, ArrowIO::BufferReader.new("text")))
    file.rewind
    assert_equal(4, file.copy(memory))
    assert_equal("text" * 3, memory.getvalue.to_s)
  end

  def test_compress
    codec = ArrowIO::Codec.new("gzip")
    data = finish(codec, :compress, ArrowIO::Buffer.new("text"), nil, 0, nil)
    assert_equal("text", finish(codec, :decompress, data, -1, nil, 0, nil).to_s)
  end

  def test_threads
    assert_equal(8, ArrowIO.io_thread_count)
    assert_raise(ArrowIO::Error::Invalid) { ArrowIO.set_io_thread_count(0) }
  end
end
