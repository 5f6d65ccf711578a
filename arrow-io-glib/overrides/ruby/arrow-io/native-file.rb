# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  # What an IO has, under the names that it has there. What is replaced stays as read_raw,
  # write_raw and so on.
  class NativeFile
    include Enumerable

    class << self
      def open(*arguments, &block)
        closing(new(*arguments), &block)
      end

      # What the block gives, after the file is closed; without a block, the file.
      def closing(file)
        return file unless block_given?

        begin
          yield(file)
        ensure
          file.close
        end
      end
    end

    alias_method :readable?, :readable
    alias_method :writable?, :writable
    alias_method :seekable?, :seekable
    alias_method :pos, :tell

    alias_method :read_raw, :read

    # A binary String; nil at the end if something was asked for.
    def read(length = nil, out = nil)
      string = ArrowIO.string_from(length ? read_raw(length) : read_all)
      string = out.replace(string) if out
      string unless string.empty? && length&.positive?
    end

    # A line as text in the default external encoding; nil at the end.
    def gets(chomp: false)
      line = ArrowIO.string_from(read_line).force_encoding(Encoding.default_external)
      return if line.empty?

      chomp ? line.chomp : line
    end

    def each_line(chomp: false)
      return to_enum(:each_line, chomp: chomp) unless block_given?

      while (line = gets(chomp: chomp))
        yield(line)
      end
      self
    end
    alias_method :each, :each_line

    def readlines(chomp: false)
      each_line(chomp: chomp).to_a
    end

    alias_method :write_raw, :write

    # Writes Strings, buffers, or whatever has a to_s; returns how many bytes that were.
    def write(*chunks)
      chunks.sum { |chunk| write_chunk(chunk) }
    end

    def <<(chunk)
      write(chunk)
      self
    end

    alias_method :seek_raw, :seek

    # Returns the new position. whence is IO::SEEK_SET, :SET or :set, and so on.
    def seek(offset, whence = IO::SEEK_SET)
      seek_raw(offset, whence.is_a?(Symbol) ? whence.downcase : SeekWhence.new(whence))
    end

    def pos=(position)
      seek(position)
    end

    def rewind
      seek(0)
    end

    # Waits for what comes next, on a stream.
    def eof?
      peek(1).size.zero?
    end

    alias_method :write_at_raw, :write_at

    # Writes a String or a buffer; returns how many bytes that were.
    def write_at(chunk, offset)
      if chunk.is_a?(Buffer)
        write_buffer_at(chunk, offset)
      else
        chunk = chunk.to_s.dup
        write_at_raw(chunk, offset)
      end
      chunk.bytesize
    end

    alias_method :read_until_raw, :read_until

    # A binary String up to and including the delimiter, a String of one byte.
    def read_until(delimiter)
      ArrowIO.string_from(read_until_raw(delimiter.ord))
    end

    private

    def write_chunk(chunk)
      if chunk.is_a?(Buffer)
        write_buffer(chunk)
      else
        # The duplicate keeps its bytes when another thread changes the String meanwhile.
        chunk = chunk.to_s.dup
        write_raw(chunk)
      end
      chunk.bytesize
    end
  end
end
