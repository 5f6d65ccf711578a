# tests/bindings/ruby/test-buffer.rb
#
# SPDX-License-Identifier: Apache-2.0

require_relative "helper"

class TestBuffer < TestCase
  TEXT = "columnar"

  test "is not changed once it is frozen" do
    buffer = ArrowIO.allocate_buffer(3).freeze
    assert_raise(FrozenError) { buffer[0] = 1 }
    assert_raise(FrozenError) { buffer.setbyte(0, 1) }
  end

  test "holds a copy of a String" do
    string = +"columnar"
    buffer = ArrowIO::Buffer.new(string)
    string.upcase!
    assert_equal(TEXT, buffer.to_s)
    assert_equal([8, 8, 8], [buffer.size, buffer.length, buffer.bytesize])
    assert_equal("", ArrowIO::Buffer.new("").to_s)
  end

  test "is a part of a file, or memory of others" do
    File.open(__FILE__) do |file|
      buffer = ArrowIO::Buffer.new(file.fileno, 2, 18)
      assert_equal("tests/bindings/rub", buffer.to_s)
      [buffer, nil].each do |owner|
        assert_equal(buffer, ArrowIO::Buffer.new(buffer.address, 18, owner))
      end
    end
  end

  test "does not borrow what Ruby may free" do
    buffers = Array.new(200) do |i|
      bytes = GLib::Bytes.new(i.to_s * 1000)
      [ArrowIO::Buffer.new(bytes), ArrowIO::BufferReader.new(bytes), ArrowIO.input_stream(bytes)]
    end
    GC.start
    Array.new(1000) { "x" * 2000 }
    buffers.each.with_index do |(buffer, *readers), i|
      assert_equal(i.to_s * 1000, buffer.to_s)
      assert_equal([i.to_s * 1000] * 2, readers.map(&:read))
    end
  end

  test "gives Strings that are their own" do
    buffer = ArrowIO::MutableBuffer.new(TEXT * 100)
    string = buffer.to_s
    copies = Array.new(100) { buffer.to_s.byteslice(8..) }
    buffer.set_data(0, "COLUMNAR")
    buffer = nil
    GC.start
    assert_equal(Encoding::BINARY, string.encoding)
    assert_equal(TEXT * 100, string << "")
    assert_equal([TEXT * 99], copies.uniq)
  end

  test "is indexed as an Array of its bytes" do
    buffer = ArrowIO::Buffer.new(TEXT)
    bytes = TEXT.bytes
    ends = [nil, *-10..10]

    (-10..10).each do |i|
      assert_equal([bytes[i]], [buffer[i]])
      (-1..10).each { |n| assert_equal([bytes[i, n]], [buffer[i, n]&.to_s&.bytes], "#{i}, #{n}") }
    end
    ends.product(ends).each do |first, last|
      [first..last, first...last].each do |range|
        assert_equal([bytes[range]], [buffer[range]&.to_s&.bytes], range.inspect)
      end
    end
  end

  test "shares its memory with a slice" do
    buffer = ArrowIO::MutableBuffer.new(TEXT)
    part = buffer[3..]
    buffer.set_data(3, "U")
    assert_equal("Umnar", part.to_s)
    buffer = nil
    GC.start
    assert_equal("Umnar", part.to_s)
    assert_raise(ArrowIO::Error::Index) { part.slice(4, 2) }
  end

  test "equals what has the same bytes" do
    buffer = ArrowIO::Buffer.new(TEXT)
    assert_equal(ArrowIO::MutableBuffer.new(TEXT), buffer)
    assert_not_equal(ArrowIO::Buffer.new("column"), buffer)
    assert_false(buffer == TEXT)
    assert_false(buffer == nil)
  end

  test "can be changed and resized" do
    buffer = ArrowIO.allocate_buffer(8, resizable: true)
    buffer.set_data(0, TEXT)
    buffer.resize(3)
    assert_equal("col", buffer.to_s)
    assert_true(buffer.mutable?)
    assert_false(ArrowIO::Buffer.new(TEXT).mutable?)
    assert_instance_of(ArrowIO::MutableBuffer, ArrowIO.allocate_buffer(8))
  end

  test "turns into a String where Ruby wants one" do
    buffer = ArrowIO::Buffer.new(TEXT)
    File.binwrite("data", buffer)
    assert_equal([TEXT, "a columnar"], [File.binread("data"), "a " + buffer])
    assert_equal([TEXT.unpack("a3C*"), TEXT.unpack1("S<", offset: 2)],
                 [buffer.unpack("a3C*"), buffer.unpack1("S<", offset: 2)])
  end

  test "bytes" do
    buffer = ArrowIO::MutableBuffer.new(TEXT)
    assert_equal([TEXT.bytes, 8], [buffer.bytes, buffer.each_byte.size])
    assert_equal([99, 114, nil], [buffer.getbyte(0), buffer.getbyte(-1), buffer.getbyte(8)])
    buffer[0] = 67
    buffer.setbyte(-1, 82 + 256)
    buffer[2] = "LU"
    assert_equal("CoLUmnaR", buffer.to_s)
    assert_raise(ArrowIO::Error::Index) { buffer[7] = "xy" }
    assert_equal([false, true], [buffer.empty?, ArrowIO::Buffer.new("").empty?])
  end

  test "is ordered, and a key" do
    a, b, c = %w[a b c].map { |text| ArrowIO::Buffer.new(text) }
    assert_equal([a, b, c], [c, a, b].sort)
    assert_equal([true, true, -1, nil], [a < b, b.between?(a, c), a <=> b, a <=> "a"])
    assert_equal(1, { b => 1 }[ArrowIO::MutableBuffer.new("b")])
    assert_equal(2, [a, b, ArrowIO::Buffer.new("a")].uniq.size)
    assert_false(a.eql?("a"))
  end

  test "is memory for those who work with pointers" do
    buffer = ArrowIO::MutableBuffer.new(TEXT)
    pointer = buffer.to_ptr
    assert_equal([buffer.address, 8, TEXT], [pointer.to_i, pointer.size, pointer[0, 8]])
    Fiddle::Pointer[buffer][0, 3] = "COL"
    assert_equal("COLumnar", buffer.to_s)
    pointers = Array.new(100) { |i| Fiddle::Pointer[ArrowIO::Buffer.new(i.to_s * 5000)] }
    GC.start
    pointers.each.with_index { |held, i| assert_equal(i.to_s * 5000, held.to_s(i.to_s.size * 5000)) }
  end

  test "says what it is" do
    buffer = ArrowIO::Buffer.new(TEXT)
    assert_equal("#<ArrowIO::Buffer address=0x#{buffer.address.to_s(16)} size=8 mutable=false>",
                 buffer.inspect)
    assert_match(/\A#<ArrowIO::MemoryPool \w+ bytes_allocated=\d+>\z/,
                 ArrowIO.default_memory_pool.inspect)
  end
end
