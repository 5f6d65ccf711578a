# From one compression to another while the main loop runs, with GIO: convert.rb
#
# Prints:
#
#   14 bytes moved
#   14 bytes moved while the loop ran
#   one two three
#
# SPDX-License-Identifier: Apache-2.0

require "arrow-io"

# Closing the streams leaves the files open: the blocks close those.
BOTH = Gio::OutputStreamSpliceFlags::CLOSE_SOURCE | Gio::OutputStreamSpliceFlags::CLOSE_TARGET

def convert(from, to)
  ArrowIO.input_stream(from) do |source|
    ArrowIO.output_stream(to) do |target|
      yield source.input_stream, target.output_stream
    end
  end
end

ArrowIO.output_stream("words.gz") { |f| f.write("one\ntwo\nthree\n") }

convert("words.gz", "words.bz2") do |input, output|
  puts "#{output.splice(input, BOTH)} bytes moved"
end

convert("words.bz2", "words.lz4") do |input, output|
  loop = GLib::MainLoop.new
  output.splice_async(input, BOTH, GLib::PRIORITY_DEFAULT, nil) do |_stream, result|
    puts "#{output.splice_finish(result)} bytes moved while the loop ran"
    loop.quit
  end
  loop.run
end

ArrowIO.input_stream("words.lz4") { |f| puts f.each_line.map(&:chomp).join(" ") }
