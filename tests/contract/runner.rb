# tests/contract/runner.rb: performs scenarios.tsv.
#
# SPDX-License-Identifier: Apache-2.0

require "fileutils"
require "tmpdir"

require "arrow-io"

CODECS = %w[gzip zstd bz2 lz4 lz4_raw brotli snappy].freeze
DEFINITIONS = {}

# The bytes that a text of the table stands for.
def decode(text)
  return "".b if text == '""'

  text.split(",").map do |piece|
    data, times = piece.split("*")
    data = data.start_with?("$") ? DEFINITIONS.fetch(data[1..]) : unescape(data)
    data * (times || 1).to_i
  end.join
end

def unescape(text)
  text.b.gsub(/%(..)/n) { $1.hex.chr }
end

# What an operation gave, as decode gives what is expected of it.
def encode(result)
  result.nil? ? "-" : result.to_s.b
end

# A scenario with one kind of file; a method op_* for each operation.
class World
  def initialize(kind)
    @kind = kind
    @folder = Dir.mktmpdir
    @path = File.join(@folder, "data")
    @options = {}
  end

  def clear
    FileUtils.remove_entry(@folder)
  end

  # What a scenario starts from, opening, and looking at what was stored.

  def open_kind(mode)
    case @kind
    when "os" then ArrowIO::OSFile.new(@path, mode)
    when "map" then ArrowIO.memory_map(@path, mode)
    when "gio" then ArrowIO::GIOFile.new(Gio::File.open(path: @path), mode)
    when "reader" then ArrowIO::BufferReader.new(@content)
    when "writer" then ArrowIO::BufferOutputStream.new
    when "fixed" then open_fixed
    when "mock" then ArrowIO::MockOutputStream.new
    when "slice" then ArrowIO::OSFile.new(@path).get_stream(0, 1 << 40)
    when "buffered" then open_buffered(mode)
    when "foreign" then ArrowIO::RubyFile.new(File.open(@path, "#{mode}b"))
    when "transform" then open_transform
    when "source" then ArrowIO.input_stream(ArrowIO::Buffer.new(@content), **@options)
    when "stream" then open_stream(mode)
    else open_compressed(mode)
    end
  end

  def open_fixed
    @buffer = ArrowIO::MutableBuffer.new(@content)
    ArrowIO::FixedSizeBufferWriter.new(@buffer)
  end

  def open_buffered(mode)
    raw = ArrowIO::OSFile.new(@path, mode)
    if mode == "r"
      ArrowIO::BufferedInputStream.new(raw, 4)
    else
      ArrowIO::BufferedOutputStream.new(raw, 4)
    end
  end

  def open_transform
    stream = ArrowIO::TransformInputStream.new(ArrowIO::OSFile.new(@path))
    stream.signal_connect("transform") { |_, bytes| bytes }
    stream
  end

  def open_stream(mode)
    if mode == "r"
      ArrowIO.input_stream(@path, **@options)
    else
      ArrowIO.output_stream(@path, **@options)
    end
  end

  def open_compressed(mode)
    raw = ArrowIO::OSFile.new(@path, mode)
    if mode == "r"
      ArrowIO::CompressedInputStream.new(raw, @kind)
    else
      ArrowIO::CompressedOutputStream.new(raw, @kind)
    end
  end

  def op_open(mode)
    @file = open_kind(decode(mode))
    nil
  end

  def op_name(name)
    @path = File.expand_path(name, @folder)
    nil
  end

  def op_compression(name)
    @options[:compression] = name == "none" ? nil : name
    nil
  end

  def op_buffering(size)
    @options[:buffer_size] = size.to_i
    nil
  end

  def op_level(level)
    @options[:compression_level] = level.to_i
    nil
  end

  def op_raw(content)
    @content = decode(content)
    File.binwrite(@path, @content) unless %w[reader source fixed].include?(@kind)
    nil
  end

  def op_content(content)
    return op_raw(content) unless CODECS.include?(@kind)

    file = open_compressed("w")
    file.write(decode(content))
    file.close
    nil
  end

  def op_folder
    Dir.mkdir(@path)
    nil
  end

  def op_disk(size)
    File.binread(@path, size.to_i) || ""
  end

  def op_stored
    case @kind
    when "writer" then @file.getvalue
    when "fixed" then @buffer
    when *CODECS then open_compressed("r").read
    else File.binread(@path)
    end
  end

  def op_exists
    File.exist?(@path)
  end

  # What an open file does. Only read gives nil at the end.

  def op_read(n_bytes)
    @file.read(n_bytes.to_i) || ""
  end

  def op_read1(n_bytes)
    @file.read1(n_bytes.to_i)
  end

  def op_read_buffer(n_bytes)
    @file.read_buffer(n_bytes.to_i)
  end

  def op_read_all
    @file.read
  end

  def op_read_all_buffer
    @file.read_all_buffer
  end

  def op_read_at(n_bytes, offset)
    @file.read_at(n_bytes.to_i, offset.to_i)
  end

  def op_read_buffer_at(n_bytes, offset)
    @file.read_buffer_at(n_bytes.to_i, offset.to_i)
  end

  def op_read_ranges(*numbers)
    @file.read_ranges(numbers.map(&:to_i).each_slice(2)).map { |buffer| "|#{buffer}" }.join
  end

  def op_read_into_buffer(size)
    buffer = ArrowIO.allocate_buffer(size.to_i)
    buffer[0, @file.read_into_buffer(buffer)]
  end

  def op_get_stream(offset, n_bytes)
    @file = @file.get_stream(offset.to_i, n_bytes.to_i)
    nil
  end

  def op_download
    target = ArrowIO::BufferOutputStream.new
    @file.download(target)
    target.getvalue
  end

  def op_upload(text)
    @file.upload(ArrowIO::BufferReader.new(decode(text)))
    nil
  end

  def op_input_stream(n_bytes)
    stream = @file.input_stream
    stream.read_bytes(n_bytes.to_i, nil).to_s.tap { stream.close }
  end

  def op_output_stream(text)
    stream = @file.output_stream
    stream.write_all(decode(text))
    stream.close
    nil
  end

  def op_seek(offset, whence)
    @file.seek(offset.to_i, whence.to_sym)
  end

  def op_tell
    @file.tell
  end

  def op_size
    @file.size
  end

  def op_write(text)
    @file.write(decode(text))
    nil
  end

  def op_write_bytes(text)
    data = decode(text) # GLib::Bytes does not hold it
    @file.write_bytes(GLib::Bytes.new(data))
    nil
  end

  def op_write_buffer(text)
    @file.write(ArrowIO::Buffer.new(decode(text)))
    nil
  end

  def op_write_at(text, offset)
    @file.write_at(decode(text), offset.to_i)
    nil
  end

  def op_write_buffer_at(text, offset)
    @file.write_at(ArrowIO::Buffer.new(decode(text)), offset.to_i)
    nil
  end

  def op_truncate(size)
    @file.truncate(size.to_i)
    nil
  end

  %w[flush sync abort give_up].each do |name|
    define_method("op_#{name}") do
      @file.public_send(name)
      nil
    end
  end

  def op_has_fileno
    @file.fileno >= 0
  end

  def op_detach
    @file.detach.tell
  end

  def op_memcopy(threads, blocksize, threshold)
    @file.set_memcopy_threads(threads.to_i)
    @file.set_memcopy_blocksize(blocksize.to_i)
    @file.set_memcopy_threshold(threshold.to_i)
    nil
  end

  def op_close
    @file.close
    nil
  end

  def op_getvalue
    @file.getvalue
  end

  def op_resize(size)
    @file.resize(size.to_i)
    nil
  end

  def op_trailing_data(policy)
    @file.trailing_data = policy.to_sym
    nil
  end

  def op_closed
    @file.closed?
  end

  def op_readable
    @file.readable?
  end

  def op_writable
    @file.writable?
  end

  def op_seekable
    @file.seekable?
  end

  def op_mode
    @file.mode
  end

  # Buffers, codecs and pools.

  def op_buffer(text)
    @buffer = ArrowIO::Buffer.new(decode(text))
    nil
  end

  def op_mutable_buffer(text)
    @buffer = ArrowIO::MutableBuffer.new(decode(text))
    nil
  end

  def op_allocate(size)
    @buffer = ArrowIO.allocate_buffer(size.to_i, resizable: true)
    nil
  end

  def op_allocate_aligned(size, alignment)
    @buffer = ArrowIO.allocate_buffer(size.to_i, resizable: true, alignment: alignment.to_i)
    nil
  end

  def op_buffer_map(offset, size)
    File.open(@path) do |file|
      @buffer = ArrowIO::Buffer.new(file.fileno, offset.to_i, size.to_i)
    end
    nil
  end

  def op_buffer_hex
    @buffer.hex
  end

  def op_buffer_misaligned(alignment)
    @buffer.address % alignment.to_i
  end

  def op_buffer_slice(offset, size)
    @buffer = @buffer.slice(offset.to_i, size.to_i)
    nil
  end

  def op_buffer_copy(start, size)
    @buffer = @buffer.copy(start.to_i, size.to_i)
    nil
  end

  def op_buffer_size
    @buffer.size
  end

  def op_buffer_capacity
    @buffer.capacity
  end

  def op_buffer_mutable
    @buffer.mutable?
  end

  def op_buffer_data
    @buffer
  end

  def op_buffer_equal(text)
    @buffer == ArrowIO::Buffer.new(decode(text))
  end

  def op_buffer_set_data(offset, text)
    @buffer.set_data(offset.to_i, decode(text))
    nil
  end

  def op_buffer_resize(size)
    @buffer.resize(size.to_i)
    nil
  end

  def op_buffer_reserve(capacity)
    @buffer.reserve(capacity.to_i)
    nil
  end

  def op_buffer_shrink
    @buffer.shrink
    nil
  end
end

require_relative "runner-codecs"
require_relative "runner-lines"
require_relative "runner-maps"
require_relative "runner-pools"

Row = Struct.new(:line, :operation, :arguments, :expected)
Scenario = Struct.new(:name, :kinds, :rows)

def describe(error)
  code = error.class.name[/\w+\z/].gsub(/(?<=[a-z])(?=[A-Z])/, "_").upcase
  case error
  when ArrowIO::Error then "!#{code}"
  when Gio::IOError then "!IO.#{code}"
  else raise error
  end
end

# Runs a row; returns what is wrong, or nil.
def perform(world, row)
  arguments = row.arguments == "-" ? [] : row.arguments.split(" ")
  result = encode(world.public_send("op_#{row.operation.tr(".", "_")}", *arguments))
  result[0, 100] if result != decode(row.expected)
rescue GLib::ErrorInfo => error
  code, *words = row.expected.split(" ")
  return if describe(error) == code && words.all? { |word| error.message.include?(decode(word)) }

  "#{describe(error)}: #{error.message}"
end

# Runs a scenario with a kind of file; returns how many rows failed.
def run(scenario, kind)
  world = World.new(kind)
  scenario.rows.count do |row|
    wrong = perform(world, row)
    puts "line #{row.line}: #{scenario.name}, #{kind}: #{row.operation} #{row.arguments}: #{wrong}" if wrong
    wrong
  end
ensure
  world.clear
end

def read_table(path)
  scenarios = []
  File.foreach(path, chomp: true).with_index(1) do |text, line|
    next if text.empty? || text.start_with?("#")

    operation, arguments, expected = text.split("\t")
    case operation
    when "let" then DEFINITIONS[arguments] = decode(expected)
    when "scenario" then scenarios << Scenario.new(arguments, expected.split(" "), [])
    else scenarios.last.rows << Row.new(line, operation, arguments, expected)
    end
  end
  scenarios
end

failures = read_table(ARGV[0]).sum do |scenario|
  kinds = scenario.kinds.select { |kind| !CODECS.include?(kind) || ArrowIO::Codec.available?(kind) }
  kinds.sum { |kind| run(scenario, kind) }
end
exit(failures.zero?)
