# tests/bindings/ruby/test-errors.rb
#
# SPDX-License-Identifier: Apache-2.0

require "rbconfig"

require_relative "helper"

class TestErrors < TestCase
  def rescue_from(expected)
    yield
  rescue expected => error
    error
  end

  test "a closed file" do
    file = ArrowIO::BufferReader.new("some data")
    file.close
    # As for Ruby's own files, and as for any error of the library.
    [IOError, ArrowIO::Error, GLib::ErrorInfo].each do |expected|
      error = rescue_from(expected) { file.read }
      assert_instance_of(ArrowIO::Error::Closed, error)
      assert_equal([ArrowIO::Error::CLOSED, "garrow-error-quark"], [error.code, error.domain])
    end
  end

  test "any other error of the library" do
    error = assert_raise(ArrowIO::Error::Invalid) { ArrowIO::OSFile.new("data", "q") }
    assert_kind_of(ArrowIO::Error, error)
    assert_true(ArrowIO::Error === error)
    assert_false(ArrowIO::Error::Index === error)
    assert_false(ArrowIO::Error === IOError.new)
  end

  test "an error of the system" do
    error = assert_raise(Gio::IOError::NotFound) { ArrowIO::OSFile.new("missing/é") }
    assert_equal("Failed to open 'missing/é' for reading: No such file or directory [errno 2]",
                 error.message)
    assert_raise(Gio::IOError::IsDirectory) { ArrowIO.input_stream(".") }
  end

  test "an error of the system is rescued as Ruby's own" do
    error = rescue_from(Errno::ENOENT) { ArrowIO::OSFile.new("missing") }
    assert_equal([Gio::IOError::NotFound, Errno::ENOENT::Errno], [error.class, error.errno])
    assert_raise(Gio::IOError::NotFound) do
      rescue_from(Errno::EACCES) { ArrowIO::OSFile.new("missing") }
    end
    rescue_from(Errno::ENOSPC) { ArrowIO::OSFile.open("/dev/full", "w") { |file| file << "x" } }
    rescue_from(Errno::EISDIR) { ArrowIO.input_stream(".") }
    rescue_from(Errno::ENOTDIR) { ArrowIO.memory_map("/dev/null/x") }
    assert_nil(rescue_from(Gio::IOError) { Gio::File.parse_name("odd://x").read }.errno)
  end

  test "a path is not cut at a NUL" do
    File.write("text", "text")
    [
      -> { ArrowIO::OSFile.new("text\0cut") }, -> { ArrowIO.memory_map("text\0cut") },
      -> { ArrowIO.create_memory_map("new\0cut", 1) }, -> { ArrowIO.input_stream("text\0cut") },
      -> { ArrowIO.output_stream("new\0cut") }, -> { ArrowIO.input_stream_for_path("text\0cut") },
      -> { ArrowIO.memory_map_async("text\0cut", "r", 0) },
      -> { ArrowIO.output_stream_for_path_async("new\0cut", nil, 0) },
    ].each { |open| assert_raise_message("path contains null byte", &open) }
    assert_false(File.exist?("new"))
  end

  test "a mode that is no text" do
    [nil, 5, :r].each { |none| assert_raise(TypeError) { ArrowIO::OSFile.new("text", none) } }
  end

  test "another library with the same types" do
    script = <<~RUBY
      require "gio2"

      class Buffer < GLib::Object
        type_register("GArrowBuffer")
      end

      begin
        require "arrow-io"
      rescue LoadError => error
        puts error.message
      end
    RUBY
    output = IO.popen([RbConfig.ruby, "-e", script], &:read)
    assert_match(/Arrow GLib/, output)
  end
end
