# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  # The offsets and the sizes of pairs of both.
  def self.split_ranges(ranges)
    offsets = []
    sizes = []
    ranges.each do |range|
      offset, size = *range
      offsets << Integer(offset)
      sizes << Integer(size)
    end
    [offsets, sizes]
  end

  # Reading bytes. What is read to the end is text in the external encoding, as with an IO;
  # what is read by its size is binary.
  class NativeFile
    alias_method :read_all_raw, :read_all
    alias_method :read_at_raw, :read_at
    alias_method :read_line_raw, :read_line
    alias_method :read_ranges_raw, :read_ranges
    alias_method :read_until_raw, :read_until

    # Nil at the end if something was asked for.
    def read(length = nil, out = nil)
      string = into(out) { length ? take(length) : text_from(take_all) }
      string unless string.empty? && length&.positive?
    end

    def read_all
      take_all
    end

    # What one call to the source gives; empty only at the end.
    def read1(n_bytes)
      @ahead.nil? || @ahead.empty? ? ArrowIO.string_from(read1_raw(n_bytes)) : @ahead.slice!(0, n_bytes)
    end

    # What is there, up to max_length bytes; waits only if that is nothing.
    def readpartial(max_length, out = nil)
      string = into(out) { read1(max_length) }
      raise EOFError, "end of file reached" if string.empty? && max_length.positive?

      string
    end
    alias_method :sysread, :readpartial

    # Fewer bytes only at the end, and there none.
    def read_at(n_bytes, offset)
      ArrowIO.string_from(read_at_raw(n_bytes, offset))
    end

    # As read_at, but nothing left is an EOFError.
    def pread(length, offset, out = nil)
      string = into(out) { read_at(length, offset) }
      raise EOFError, "end of file reached" if string.empty? && length.positive?

      string
    end

    # Many ranges at once, each an offset and a size; a Buffer for each.
    def read_ranges(ranges)
      read_ranges_raw(*ArrowIO.split_ranges(ranges))
    end

    # A binary String up to and including the line feed, empty at the end; see gets.
    def read_line
      read_until("\n")
    end

    # A binary String up to and including the delimiter, a String of one byte.
    def read_until(delimiter)
      bytes_until(ArrowIO.convert(delimiter, String).b, nil)
    end

    private

    # Reads into a String of the caller's, if there is one. One that cannot be changed says so
    # before anything is read.
    def into(out)
      return yield if out.nil?

      out = ArrowIO.convert(out, String)
      out.replace(out)
      out.replace(yield)
    end
  end
end
