# tests/languages/calls.rb: performs calls.tsv: calls.rb CALLS LANGUAGES
#
# SPDX-License-Identifier: Apache-2.0

require "arrow-io"
require "fileutils"
require "tmpdir"

# Where tests/hdfs/played.py plays a cluster.
HDFS = ENV["GARROW_TEST_HDFS"]

# What a call has to work with.
class Things
  attr_reader :path, :fresh

  def initialize(folder)
    @path = File.join(folder, "data")
    @fresh = File.join(folder, "fresh")
    File.binwrite(@path, "columnar")
  end

  def buffer
    @buffer ||= ArrowIO.allocate_buffer(8, resizable: true).tap { |b| b.set_data(0, "columnar") }
  end

  def bytes = GLib::Bytes.new("columnar")
  def ranges = [[2, 3], [0, 1]]
  def owner = Gio::Cancellable.new
  def address = buffer.address
  def size = buffer.size
  def fd = IO.sysopen(path)
  def wfd = IO.sysopen(path, "r+")
  def file = ArrowIO::OSFile.new(path)
  def updated = ArrowIO::OSFile.new(path, "r+")
  def writer = ArrowIO::BufferOutputStream.new
  def buffered = ArrowIO::BufferedInputStream.new(file, 4)
  def squeezed = ArrowIO.compress("columnar", "gzip")
  def compressed = ArrowIO::CompressedInputStream.new(ArrowIO::BufferReader.new(squeezed), "gzip")
  def compressor = ArrowIO::CompressedOutputStream.new(writer, "gzip")
  def codec = ArrowIO::Codec.new("gzip")
  def pool = ArrowIO::MemoryPool.for_backend("system")
  def options = ArrowIO::StreamOptions.new
  def input = Gio::MemoryInputStream.new(bytes)
  def output = Gio::MemoryOutputStream.new
  def error = GLib::Error.new("gone")

  def foreign
    foreign = ArrowIO::ForeignFile.new("here", "r+", true)
    foreign.signal_connect("host-read") { |_, n| GLib::Bytes.new("columnar"[0, n]) }
    foreign.signal_connect("host-size") { 8 }
    foreign.signal_connect("host-write") { |_, data| data.size }
    %w[seek truncate flush close].each do |name|
      foreign.signal_connect("host-#{name}") { true }
    end
    foreign
  end

  def transformed
    transformed = ArrowIO::TransformInputStream.new(file)
    transformed.signal_connect("transform") { |_, bytes| bytes }
    transformed
  end

  def hdfs_options
    ArrowIO::HdfsOptions.new.tap do |options|
      options.user = "ada"
      options.retries = 0
    end
  end

  def hdfs_uri = HDFS || "webhdfs://127.0.0.1:1"
  def hdfs_file = "#{hdfs_uri}/data/a"
  def hdfs = HDFS ? ArrowIO::Hdfs.new(HDFS, hdfs_options) : unmade(ArrowIO::Hdfs)
  def info = HDFS ? hdfs.get_info("/data/a") : unmade(ArrowIO::HdfsInfo)
  def lister = HDFS ? hdfs.list("/data") : unmade(ArrowIO::HdfsLister)
  def both = Gio::SimpleIOStream.new(input, output)

  private

  # As no constructor makes it.
  def unmade(kind)
    kind.allocate.tap { |object| GLib::Object.instance_method(:initialize).bind_call(object) }
  end
end

# What makes a file emit a signal.
EMITTERS = {
  "host-close" => ->(file) { file.close },
  "host-flush" => ->(file) { file.flush && nil },
  "host-read" => ->(file) { file.read_buffer(3) },
  "host-seek" => ->(file) { file.seek_raw(8, ArrowIO::SeekWhence::SET) },
  "host-size" => ->(file) { file.size },
  "host-truncate" => ->(file) { file.truncate(3) && nil },
  "host-write" => ->(file) { file.write("abc") && file.flush && nil },
  "transform" => ->(file) { file.read_buffer(3) },
}.freeze

CONSTANTS = { "true" => true, "false" => false, "null" => nil }.freeze

def argument(things, text)
  case text
  when /\A[sb]:/ then text[2..]
  when *CONSTANTS.keys then CONSTANTS[text]
  when /\A\d+\z/ then text.to_i
  else things.public_send(text)
  end
end

# As the loader of Ruby's own bindings names what there is.
def names_of(name)
  [name, name.delete_prefix("get_"), "#{name.delete_prefix("is_")}?", "#{name.chomp("s")}?"]
end

def send_to(target, name, arguments, &block)
  target.public_send(names_of(name).find { |candidate| target.respond_to?(candidate) } || name,
                     *arguments, &block)
end

def call_async(target, name, arguments)
  loop = GLib::MainLoop.new
  outcome = nil
  target.public_send(name, *arguments, GLib::PRIORITY_DEFAULT, nil) do |_source, result|
    outcome = result
    loop.quit
  end
  loop.run
  target.public_send("#{name.delete_suffix("_async")}_finish", outcome)
end

def call(item, target, arguments)
  return EMITTERS[item.split("::").last].call(target) if item.include?("::")

  if item.include?(":")
    name = item.split(":").last.tr("-", "_")
    return target.public_send("#{name}=", *arguments) unless arguments.empty?

    return send_to(target, name, arguments)
  end
  owner, name = item.include?(".") ? item.split(".") : [nil, item]
  target ||= owner ? ArrowIO.const_get(owner) : ArrowIO
  return call_async(target, name, arguments) if name.end_with?("_async")

  return target.new(*arguments) if target.is_a?(Class) && name.start_with?("new")

  send_to(target, name, arguments)
end

def encode(result)
  case result
  when ArrowIO::NativeFile then result.readable? ? result.read.to_s : "-"
  when ArrowIO::Buffer, GLib::Bytes, String then result.to_s.empty? ? '""' : result.to_s.b
  when ArrowIO::Codec then result.name
  when Array then result.map { |one| encode(one) }.join(",")
  when Integer, false then result.to_s
  when GLib::Enum then result.to_i.to_s
  else "-"
  end
end

def matches?(result, expected)
  return result.include?(expected[1..]) if expected.start_with?("~")

  ["*", result].include?(expected)
end

def rows(path)
  File.foreach(path, chomp: true).with_index(1) do |line, number|
    yield(number, *line.split("\t")) unless line.empty? || line.start_with?("#", "-")
  end
end

def find_method(item)
  owner, name = item.split(/[.:]+/)
  owner, name = "", owner unless name
  target = owner.empty? ? ArrowIO : ArrowIO.const_get(owner)
  return target.instance_method(:initialize) if owner != "" && name.start_with?("new")

  name = name.tr("-", "_")
  names_of(name).each do |candidate|
    return target.method(candidate) if target.singleton_methods.include?(candidate.to_sym)
    if owner != "" && target.method_defined?(candidate)
      return target.instance_method(candidate)
    end
  end
  nil
end

# Whether something is as a loader makes it, that of Ruby's own bindings or ours.
def native?(item)
  return true if item.include?("::")

  found = find_method(item)
  found && !found.source_location&.first.to_s.match?(%r{/arrow-io/(?!invoker)})
end

calls, languages = ARGV
known = []
failed = false
rows(languages) do |number, item, _, ruby|
  known << item if %w[native override].include?(ruby)
  next if ruby.start_with?("-") || native?(item) == (ruby == "native")

  failed = true
  puts("languages.tsv, line #{number}: #{item} is not #{ruby} in Ruby")
end
rows(calls) do |number, item, receiver, arguments, expected, others|
  next unless known.include?(item) && !others.to_s.include?("Ruby")

  result = Dir.mktmpdir do |folder|
    things = Things.new(folder)
    target = receiver == "-" ? nil : things.public_send(receiver)
    arguments = arguments.split.reject { |text| text == "-" }.map { |text| argument(things, text) }
    result = call(item, target, arguments)
    result.equal?(target) ? "-" : encode(result) # what gives nothing gives itself
  rescue StandardError, NotImplementedError => error
    error.full_message(highlight: false, order: :top).lines.first(2).join(" ")
  end
  next if matches?(result, expected) || (!HDFS && item.start_with?("Hdfs"))

  failed = true
  puts("line #{number}: #{item}: #{result}")
end
exit(!failed)
