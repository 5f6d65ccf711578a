# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  # A delimiter: a String of one byte, or the byte.
  def self.byte_from(delimiter)
    bytes = delimiter.is_a?(Integer) ? [delimiter] : convert(delimiter, String).bytes
    return bytes.first if bytes.size == 1 && bytes.first.between?(0, 255)

    raise ArgumentError, "a delimiter is one byte, not #{delimiter.inspect}"
  end

  # What ends in _async takes a priority and a Gio::Cancellable, which may be missing, and a
  # block that gets the object and the result for _finish, in the main loop. What is read is
  # a binary String.
  module Async
    # How many arguments come first.
    READING = {
      read: 1, read1: 1, read_all: 0, read_line: 0, read_until: 1, read_at: 2, peek: 1,
    }.freeze
    OTHERS = {
      read_buffer: 1, read_all_buffer: 0, read_buffer_at: 2, read_into_buffer: 1, advance: 1,
      write: 1, write_bytes: 1, write_buffer: 1, write_at: 2, write_buffer_at: 2, flush: 0,
      sync: 0, truncate: 1, close: 0,
    }.freeze
    COPYING = %i[copy download upload].freeze

    READING.merge(OTHERS).each do |name, count|
      define_method(:"#{name}_async") do |*arguments, &block|
        arguments[0] = ArrowIO.byte_from(arguments.first) if name == :read_until
        arguments[count] ||= GLib::PRIORITY_DEFAULT
        super(*arguments, &block)
      end
    end

    # Takes pairs, as read_ranges.
    def read_ranges_async(ranges, priority = GLib::PRIORITY_DEFAULT, *rest, &block)
      super(*ArrowIO.split_ranges(ranges), priority, *rest, &block)
    end

    READING.each_key do |name|
      define_method(:"#{name}_finish") do |result|
        ArrowIO.string_from(super(result))
      end
    end

    # progress is called with how many bytes of how many are copied. Both go to one block
    # below, as a method has only one.
    COPYING.each do |name|
      define_method(:"#{name}_async") do |other, priority = GLib::PRIORITY_DEFAULT,
                                          cancellable = nil, progress: nil, &block|
        super(other, priority, cancellable) do |first, second|
          first.is_a?(Integer) ? progress&.call(first, second) : block&.call(first, second)
        end
      end
    end
  end

  private_constant :Async

  class NativeFile
    prepend Async
  end
end
