# tests/bench/calls/calls.rb: what one call costs from Ruby, beside its rivals.
#
# calls.rb [--short | --seconds=N] [PART OF THE NAME OF A WORK]
#
# Prints rows as the programs in C do, see bench.h.
#
# SPDX-License-Identifier: Apache-2.0

require "arrow-io"
require "stringio"
require "tmpdir"

N_ROUNDS = 11
MIB = 1 << 20
N_LINES = 10_000
SECONDS = ARGV.include?("--short") ? 0 : (ARGV.join(" ")[/--seconds=(\S+)/, 1] || 0.22).to_f
ONLY = ARGV.grep_v(/\A--/).first.to_s

# The block gives what is called, for each batch anew, and is not measured.
Case = Struct.new(:who, :prepare, :batch, :times, :rounds) do
  # Seconds for all the times.
  def measure
    seconds = 0
    left = times
    GC.start
    while left.positive?
      call = prepare.call
      n = [batch, left].min
      start = now
      n.times { call.call }
      seconds += now - start
      left -= n
    end
    seconds
  end

  # Finds how many times fill a round.
  def calibrate
    wanted = SECONDS / N_ROUNDS
    self.times *= 4 while (seconds = measure) < wanted / 4
    self.times = [1, (times * wanted / seconds).to_i].max
  end

  private

  def now
    Process.clock_gettime(Process::CLOCK_MONOTONIC)
  end
end

# Prints a row for each of the rivals, {who => prepare}, who take turns.
def compare(work, setting, rivals, batch: 1000, divisor: 1, n_bytes: 0)
  work = "Ruby: #{work}"
  return unless work.include?(ONLY)

  cases = rivals.map { |who, prepare| Case.new(who, prepare, batch, 1, []) }
  cases.each(&:calibrate) if SECONDS.positive?
  (SECONDS.positive? ? N_ROUNDS : 1).times do
    cases.each { |one| one.rounds << one.measure / one.times / divisor * 1e9 }
  end
  cases.each do |one|
    rounds = one.rounds.map { |ns| ns.round(2) }
    median = rounds.sort[rounds.size / 2]
    row = [work, setting, one.who, median, *rounds.minmax, n_bytes, "ns", rounds.join(" ")]
    puts row.join("\t")
  end
end

def gio_file(path)
  Gio::File.new_for_path(path).read
end

# Reading a little, as a String.
def compare_reading(where, ours, gio, own)
  [[16, "16 B"], [4096, "4 KiB"]].each do |size, setting|
    compare("read #{where}", setting, {
      "arrow-io" => -> { file = ours.call; -> { file.read(size) } },
      "GIO" => -> { stream = gio.call; -> { stream.read_bytes(size).to_s } },
      "Ruby" => -> { file = own.call; -> { file.read(size) } },
    }, n_bytes: size)
  end
end

# Reading much of a file that is mapped, or as near to that as a rival comes.
def compare_a_map(path)
  compare("read of a map", "1 MiB as a buffer", {
    "arrow-io" => -> { file = ArrowIO.memory_map(path, "r"); -> { file.read_buffer(MIB) } },
    "GIO" => -> { stream = gio_file(path); -> { stream.read_bytes(MIB) } },
  }, batch: 8, n_bytes: MIB)
end

def compare_lines(path)
  gio = -> { Gio::DataInputStream.new(gio_file(path)) }
  compare("iterate over lines", "60 B", {
    "arrow-io" => -> { file = ArrowIO::OSFile.new(path); -> { file.each_line { } } },
    "GIO" => -> { stream = gio.call; -> { nil while stream.read_line_utf8.first } },
    "Ruby" => -> { file = File.open(path, "rb"); -> { file.each_line { } } },
  }, batch: 1, divisor: N_LINES, n_bytes: 60)
  compare("read a line", "60 B", {
    "arrow-io" => -> { file = ArrowIO::OSFile.new(path); -> { file.gets } },
    "GIO" => -> { stream = gio.call; -> { stream.read_line_utf8 } },
    "Ruby" => -> { file = File.open(path, "rb"); -> { file.gets } },
  }, n_bytes: 60)
end

def compare_writing
  [[16, "16 B"], [4096, "4 KiB"]].each do |size, setting|
    data = "x".b * size
    compare("write to memory", setting, {
      "arrow-io" => -> { file = ArrowIO::BufferOutputStream.new; -> { file.write(data) } },
      "GIO" => -> { stream = Gio::MemoryOutputStream.new; -> { stream.write(data) } },
      "Ruby" => -> { file = StringIO.new("".b); -> { file.write(data) } },
    }, n_bytes: size)
  end
end

def compare_buffers
  data = "x".b * 8192
  buffer = ArrowIO::Buffer.new(data)
  bytes = GLib::Bytes.new(data)
  compare("slice of a buffer", "4 KiB", {
    "arrow-io" => -> { -> { buffer.slice(64, 4096) } },
    "Ruby" => -> { -> { data.byteslice(64, 4096) } },
  })
  compare("String of a buffer", "8 KiB", {
    "arrow-io" => -> { -> { buffer.to_s } },
    "GIO" => -> { -> { bytes.to_s } },
  }, n_bytes: 8192)
  compare("size of a buffer", "size", {
    "arrow-io" => -> { -> { buffer.size } },
    "GIO" => -> { -> { bytes.size } },
  })
end

def compare_files(path)
  compare("tell", "memory", {
    "arrow-io" => -> { file = ArrowIO::BufferReader.new("x"); -> { file.tell } },
    "GIO" => -> { stream = Gio::MemoryInputStream.new("x"); -> { stream.tell } },
    "Ruby" => -> { file = StringIO.new("x"); -> { file.tell } },
  })
  compare("open and close", "file", {
    "arrow-io" => -> { -> { ArrowIO::OSFile.new(path).close } },
    "GIO" => -> { -> { gio_file(path).close } },
    "Ruby" => -> { -> { File.open(path, "rb").close } },
  })
end

Dir.mktmpdir do |folder|
  path = "#{folder}/zeros"
  lines_path = "#{folder}/lines"
  data = "\0".b * (8 * MIB)
  File.binwrite(path, data)
  File.binwrite(lines_path, "#{"x" * 59}\n" * N_LINES)
  buffer = ArrowIO::Buffer.new(data)

  compare_reading("from memory", -> { ArrowIO::BufferReader.new(buffer) },
                  -> { Gio::MemoryInputStream.new(data) }, -> { StringIO.new(data) })
  compare_reading("from a file", -> { ArrowIO::OSFile.new(path) },
                  -> { Gio::BufferedInputStream.new(gio_file(path)) }, -> { File.open(path, "rb") })
  compare_a_map(path)
  compare_lines(lines_path)
  compare_writing
  compare_buffers
  compare_files(path)
end
