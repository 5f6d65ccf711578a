# tests/bindings/ruby/test-lines.rb: whatever reads text gives what an IO gives.
#
# SPDX-License-Identifier: Apache-2.0

require "stringio"
require "zlib"

require_relative "helper"

class TestLines < TestCase
  TEXTS = [
    "one\nzwei é\n\nlast",
    "\n\n\none\n\n\n\ntwo\nthree\n\n",
    "a\r\nb\r\n\r\nc\r\n",
    "no end",
    "é€𝄞ü" * 100 + "\n" + "x" * 9000 + "\n" + "y" * 300 + "END" + "z" * 9000 + "\n",
    "END one END twoENDEND",
    "\xC3\xFF\xE2\x82\nbroken\xE2",
    "",
  ].freeze

  FORMS = [
    [], [nil], ["\n"], ["e"], ["END"], ["\n\n"], ["é"], [""], [1], [3], [7], [10_000], [-1],
    ["\n", 4], ["END", 5], [nil, 5], [nil, 20_000], ["\n", 8192], ["\n", nil], ["\r\n"],
  ].freeze

  # Every kind of file that can be read, with the same content.
  def each_kind(text)
    File.binwrite("text", text)
    Zlib::GzipWriter.open("text.gz") { |file| file.write(text) }
    yield(ArrowIO::OSFile.new("text"))
    yield(ArrowIO.memory_map("text"))
    yield(ArrowIO::BufferReader.new(text))
    yield(ArrowIO.input_stream("text.gz"))
    yield(ArrowIO::BufferedInputStream.new(ArrowIO::OSFile.new("text"), 4))
    File.mkfifo("fifo") unless File.exist?("fifo")
    feeder = Thread.new { feed(text) }
    yield(ArrowIO::OSFile.new("fifo"))
    feeder.join
  end

  def feed(text)
    File.binwrite("fifo", text)
  rescue Errno::EPIPE
    # Whoever reads has had enough.
  end

  # What a block gives on an IO it has to give on each kind of file.
  def assert_same_as_io(text, message)
    each_kind(text) do |file|
      expected = File.open("text") { |io| attempt(io) { yield(io) } }
      assert_equal(expected, attempt(file) { yield(file) }, "#{message} of #{file.inspect}")
      file.close
    end
  end

  # The result, or the class and words of what was raised, and where that left the file.
  def attempt(file)
    result = begin
      yield
    rescue EOFError, ArgumentError => error
      [error.class, error.message]
    end
    [result, file.pos, file.lineno]
  end

  test "gets in all its forms" do
    TEXTS.product(FORMS, [false, true]) do |text, form, chomp|
      # Ruby itself is not sure of these.
      next if (chomp && form.first.nil?) || (form.any?(Integer) && !text.valid_encoding?)

      assert_same_as_io(text, "gets #{form} #{chomp} of #{text[0, 20].inspect}") do |file|
        Array.new(4) do
          line = file.gets(*form, chomp: chomp)
          [line, line&.encoding]
        end
      end
    end
  end

  test "all lines" do
    TEXTS.product([[], ["END"], [""], ["\n", 10]]) do |text, form|
      next if form.any?(Integer) && !text.valid_encoding?

      assert_same_as_io(text, "each_line") { |file| file.each_line(*form).to_a }
      assert_same_as_io(text, "readlines") { |file| file.readlines(*form, chomp: true) }
    end
    assert_same_as_io("a\n", "each_line") { |file| file.each_line(0) { flunk } }
    assert_same_as_io("a\n", "gets") { |file| [file.gets(0), file.gets(1, 2, 3)] }
  end

  test "the end is an error to those who read what has to be there" do
    %i[readline readchar readbyte].each do |name|
      assert_same_as_io("ab\nc", name) { |file| Array.new(3) { file.public_send(name) } }
      assert_same_as_io("ab\nc", name) { |file| file.read && file.public_send(name) }
    end
    assert_same_as_io("ab", "readpartial") { |file| [file.readpartial(5), file.readpartial(5)] }
    assert_same_as_io("ab", "readpartial") { |file| [file.read, file.readpartial(0)] }
  end

  test "what cannot be used is said before anything is read" do
    [5, "".freeze].each do |out|
      assert_same_as_io("ab", "read into #{out.inspect}") do |file|
        %i[read readpartial].each do |name|
          assert_raise(TypeError, FrozenError) { file.public_send(name, 1, out) }
        end
        file.read
      end
    end
    assert_same_as_io("ab", "gets") { |file| assert_raise(TypeError) { file.gets({}) } && file.read }
  end

  test "bytes and characters" do
    TEXTS.map { |text| text[0, 100] }.each do |text|
      assert_same_as_io(text, "each_byte") { |file| file.each_byte.to_a }
      assert_same_as_io(text, "each_char") { |file| file.each_char.map { |c| [c, c.encoding] } }
      assert_same_as_io(text, "a mix") do |file|
        [file.getc, file.getbyte, file.read(2), file.gets(9), file.getc, file.eof?, file.read]
      end
    end
  end

  test "what was read is put back" do
    assert_same_as_io("one é\ntwo\n", "unget") do |file|
      one = file.read(3)
      file.ungetbyte(one)
      file.ungetbyte(nil)
      word = file.gets(5)
      file.ungetbyte(file.readbyte)
      char = file.getc
      file.ungetc(char)
      file.ungetc(file.readchar.ord)
      [one, word, char, file.pos, file.eof?, file.gets, file.read(1), file.read]
    end
  end

  test "a stream takes back any bytes, and no view forgets them" do
    File.binwrite("data", Zlib.gzip("columnar"))
    file = ArrowIO.input_stream("data", compression: "gzip")
    file.ungetbyte("<>")
    assert_equal([-2, "<", "<", -1], [file.pos, file.peek(1), file.gets(1), file.pos])
    assert_raise(IOError) { file.read_buffer(3) }
    assert_raise(IOError) { file.input_stream }
    assert_equal([3, "lum"], [file.advance(3), file.peek(3)])
    assert_equal(["lumna", "r", nil], [file.read_until("a"), file.getc, file.getc])
    assert_equal("", file.read_buffer(3).to_s)
  end

  test "lines that were put back are looked at with those behind" do
    File.binwrite("data", Zlib.gzip("two\nthree"))
    file = ArrowIO.input_stream("data", compression: "gzip")
    file.ungetbyte("one\n")
    assert_equal(["one\n", "one\n"], [file.peek_lines(0), file.peek_lines(7)])
    file.ungetbyte("zero\n")
    assert_equal("zero\none\n", file.peek_lines(10))
    assert_equal(%w[zero one two three], file.each_line(chomp: true).to_a)
    assert_equal("", file.peek_lines(100))
  end

  test "a function of Ruby's in a stream raises what it raises, whatever is below" do
    File.binwrite("data", "columnar")
    file = ArrowIO::TransformInputStream.new(ArrowIO::OSFile.new("data")) { raise KeyError, "none" }
    assert_true(file.hosted?)
    assert_equal("none", assert_raise(KeyError) { file.read(3) }.message)
    assert_false(ArrowIO::BufferedInputStream.new(ArrowIO::OSFile.new("data"), 4).hosted?)
  end

  test "a file that can seek takes back only what it gave" do
    file = ArrowIO::BufferReader.new("columnar")
    assert_raise(IOError) { file.ungetbyte("c") }
    file.read(2)
    assert_raise(IOError) { file.ungetbyte("c") }
    file.ungetc("o")
    assert_equal("olumnar", file.read)
  end
end
