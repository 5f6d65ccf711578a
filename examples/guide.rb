# The guide's walk in Ruby: guide.rb FILE DIRECTORY
#
# Prints a line for each step: its name, its result and the milliseconds that it took.
#
# SPDX-License-Identifier: Apache-2.0

require "arrow-io"
require "digest"

PIECE = 1024 * 1024

file, directory = ARGV
plain = File.join(directory, "plain")       # FILE, decompressed
packed = File.join(directory, "packed.zst") # and compressed again

def step(name)
  start = Process.clock_gettime(Process::CLOCK_MONOTONIC, :float_millisecond)
  result = yield
  took = Process.clock_gettime(Process::CLOCK_MONOTONIC, :float_millisecond) - start
  puts "#{name}\t#{result}\t#{took.round(1)}"
end

# The whole file as a buffer. It keeps the map alive and copies nothing.
def map(path)
  ArrowIO.memory_map(path, &:read_all_buffer)
end

$stdout.sync = true

step("open") do
  ArrowIO::OSFile.open(file) { |source| "#{source.size} bytes" }
end

# What the file's suffix does not tell, its content does.
step("detect") do
  ArrowIO.input_stream(file, compression: "auto") do |source|
    source.is_a?(ArrowIO::CompressedInputStream) ? source.codec.name : "not compressed"
  end
end

# Yields what is left of a file, in one buffer again and again: however long the file is,
# memory stays flat.
def each_piece(source)
  buffer = ArrowIO.allocate_buffer(PIECE)
  until (size = source.read_into_buffer(buffer)).zero?
    yield buffer.slice(0, size)
  end
end

step("decompress") do
  ArrowIO.input_stream(file, compression: "auto") do |source|
    ArrowIO::OSFile.open(plain, "wb") do |target|
      each_piece(source) { |piece| target.write(piece) }
      "#{target.tell} bytes"
    end
  end
end

step("map") do
  pool = ArrowIO.default_memory_pool
  before = pool.num_allocations
  buffer = map(plain)
  "#{buffer.size} bytes, #{pool.num_allocations - before} allocations"
end

step("slice") do
  buffer = map(plain)
  half = buffer.size / 2
  middle = buffer.slice(half, [half, 8].min)
  ["middle", *middle.to_s.each_byte.map { |byte| format("%02x", byte) }].join(" ")
end

# The digest reads the map itself: the String is a view of it.
step("hash") do
  bytes = map(plain).data
  "sha256 #{Digest::SHA256.hexdigest(bytes.to_s)[0, 16]}"
end

# A slice read as a file, line by line.
step("lines") do
  buffer = map(plain)
  reader = ArrowIO::BufferReader.new(buffer[0, PIECE])
  "#{reader.count} lines in the first MiB"
end

step("compress") do
  ArrowIO.output_stream(packed) { |target| target.write(map(plain)) }
  ArrowIO::OSFile.open(packed) { |source| "#{source.size} bytes of zstd" }
end

# What comes back is compared with the map, slice by slice.
step("verify") do
  buffer = map(plain)
  same = 0
  ArrowIO.input_stream(packed) do |source|
    each_piece(source) do |piece|
      break if piece != buffer.slice(same, piece.size)

      same += piece.size
    end
  end
  "#{same} bytes are the same"
end

pool = ArrowIO.default_memory_pool
puts "pool\tpeak of #{pool.backend_name}, in KiB\t#{pool.max_memory / 1024}"
