# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  # A String with bytes of its own, from a GLib::Bytes. GLib::Bytes#to_s is only a view, and
  # a copy of that String may share the memory without holding it.
  def self.string_from(bytes)
    "".b << bytes.to_s
  end

  # Neither does a GLib::Bytes hold the String that it was made from, so a buffer copies.
  module CopiesStrings
    def initialize(source, *rest)
      source = source.to_s if source.is_a?(GLib::Bytes)
      source.is_a?(String) ? initialize_new(source) : super
    end
  end

  private_constant :CopiesStrings

  class Buffer
    prepend CopiesStrings

    alias_method :bytesize, :size
    alias_method :length, :size

    def to_s
      ArrowIO.string_from(data)
    end

    # By an index a byte, as an Integer; by a start and a length or by a Range a slice that
    # shares the memory. Nil if out of range, as for an Array.
    def [](start, length = nil)
      return data.to_s.getbyte(start) if start.is_a?(Integer) && length.nil?

      start, length = start_and_length(start) if start.is_a?(Range)
      start += size if start.negative?
      slice(start, [length, size - start].min) if start.between?(0, size) && length >= 0
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
  end
end
