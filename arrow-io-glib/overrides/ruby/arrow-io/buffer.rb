# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  # A String with bytes of its own, from a GLib::Bytes. GLib::Bytes#to_s is only a view, and
  # a copy of that String may share the memory without holding it.
  def self.string_from(bytes)
    bytes.to_s + NOTHING
  end

  NOTHING = "".b.freeze

  private_constant :NOTHING

  # An Integer or a String from what turns into one, as Ruby's own take it.
  def self.convert(value, klass)
    klass.try_convert(value) or
      raise TypeError, "no implicit conversion of #{value.class} into #{klass}"
  end

  # Neither does a GLib::Bytes hold the String that it was made from, so a buffer copies.
  module CopiesStrings
    def initialize(source, *rest)
      source = source.to_s if source.is_a?(GLib::Bytes)
      source.is_a?(String) ? initialize_new(source) : super
    end
  end

  private_constant :CopiesStrings

  # As a binary String, which it turns into wherever Ruby wants one.
  class Buffer
    prepend CopiesStrings
    include Comparable

    alias_method :bytesize, :size
    alias_method :length, :size

    def to_s
      ArrowIO.string_from(data)
    end
    alias_method :to_str, :to_s

    # By an index a byte, as an Integer; by a start and a length or by a Range a slice that
    # shares the memory. Nil if out of range, as for an Array.
    def [](start, length = nil)
      if start.is_a?(Range)
        start, length = start_and_length(start)
      else
        start = ArrowIO.convert(start, Integer)
        return getbyte(start) if length.nil?

        length = ArrowIO.convert(length, Integer)
      end
      start += size if start.negative?
      slice(start, [length, size - start].min) if start.between?(0, size) && length >= 0
    end

    def getbyte(index)
      data.to_s.getbyte(index)
    end

    def each_byte(&block)
      return to_enum(:each_byte) { size } unless block

      bytes = data # holds the memory
      bytes.to_s.each_byte(&block)
      self
    end

    def bytes
      each_byte.to_a
    end

    def unpack(format, **options)
      to_s.unpack(format, **options)
    end

    def unpack1(format, **options)
      to_s.unpack1(format, **options)
    end

    def empty?
      size.zero?
    end

    # By the bytes, as for Strings.
    def <=>(other)
      to_s <=> other.to_s if other.is_a?(Buffer)
    end

    def eql?(other)
      other.is_a?(Buffer) && self == other
    end

    def hash
      to_s.hash
    end

    # For Fiddle::Pointer[buffer]: the memory itself, which this pointer holds. Whoever writes
    # there has to know that it is mutable.
    def to_ptr
      require "fiddle"
      pointer = Fiddle::Pointer.new(address, size)
      pointer.instance_variable_set(:@buffer, self)
      pointer
    end

    def inspect
      "#<#{self.class} address=0x#{address.to_s(16)} size=#{size} mutable=#{mutable?}>"
    end

    private

    def start_and_length(range)
      start = range.begin || 0
      stop = range.end ? range.end + (range.exclude_end? ? 0 : 1) : size
      stop += size if range.end&.negative?
      [start, [stop - (start.negative? ? start + size : start), 0].max]
    end
  end

  class MutableBuffer
    prepend CopiesStrings

    # Changes the byte at an index, or as many as the String has from there on.
    def []=(index, value)
      raise FrozenError.new("can't modify frozen #{self.class}", receiver: self) if frozen?

      value = (value & 0xff).chr if value.is_a?(Integer)
      set_data(index.negative? ? index + size : index, ArrowIO.convert(value, String).b)
    end
    alias_method :setbyte, :[]=
  end
end
