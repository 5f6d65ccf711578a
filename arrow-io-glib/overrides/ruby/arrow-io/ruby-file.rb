# SPDX-License-Identifier: Apache-2.0

require "fcntl"

module ArrowIO
  # A file over an IO of Ruby's, or over whatever has read or write as an IO has them, from
  # where that stands. Closing it closes the IO, if it can be closed.
  class RubyFile < ForeignFile
    attr_reader :io

    # The mode is r, w or r+; without one it is what the IO can do.
    def initialize(io, mode = nil)
      @io = io
      mode ||= mode_of(io) or raise TypeError, "#{io.class} can neither read nor write"
      @encoding = io.external_encoding if io.respond_to?(:external_encoding)
      check(mode)
      @reads_partially = io.respond_to?(:readpartial)
      start = start_of_io
      super(name_of(io), mode, !start.nil?)
      seek(start) if start&.positive?
    end

    def host_read(n_bytes)
      @reads_partially ? @io.readpartial(n_bytes) : @io.read(n_bytes)
    rescue EOFError
      raise unless @reads_partially
    end

    # In the IO's own encoding, so that it converts nothing.
    def host_write(bytes)
      @io.write(@encoding ? bytes.force_encoding(@encoding) : bytes)
    end

    def host_seek(offset)
      @io.seek(offset)
    end

    def host_size
      return @io.size if @io.respond_to?(:size)

      position = @io.pos
      @io.seek(0, IO::SEEK_END)
      @io.pos.tap { @io.seek(position) }
    end

    def host_truncate(size)
      @io.truncate(size)
    end

    def host_flush
      @io.flush if @io.respond_to?(:flush)
    end

    def host_close
      @io.close if @io.respond_to?(:close)
    end

    private

    def check(mode)
      needed = { "r" => [:read], "w" => [:write], "r+" => %i[read write] }[mode.delete("b")] or
        raise Error::Invalid, "Invalid mode of a file over an IO: #{mode}"
      needed.each do |name|
        raise TypeError, "#{@io.class} has no method #{name}" unless @io.respond_to?(name)
      end
      return unless needed.include?(:write) && @encoding && !@encoding.ascii_compatible?

      raise ArgumentError, "ASCII incompatible encoding needs binmode"
    end

    def mode_of(io)
      can_read, can_write = directions_of(io)
      can_write ? (can_read ? "r+" : "w") : ("r" if can_read)
    end

    def directions_of(io)
      case io
      when IO
        access = io.fcntl(Fcntl::F_GETFL) & Fcntl::O_ACCMODE
        [access != Fcntl::O_WRONLY, access != Fcntl::O_RDONLY]
      when StringIO then [!io.closed_read?, !io.closed_write?]
      else [io.respond_to?(:read), io.respond_to?(:write)]
      end
    end

    # Where an IO that can seek stands; nil for a stream, and for what is only appended to.
    def start_of_io
      return unless @io.respond_to?(:seek) && @io.respond_to?(:pos)
      return if @io.is_a?(IO) && @io.fcntl(Fcntl::F_GETFL).anybits?(File::APPEND)

      @io.pos.tap { |position| @io.seek(position) }
    rescue SystemCallError, IOError
      nil
    end

    def name_of(io)
      path = io.path if io.respond_to?(:path)
      path.is_a?(String) ? path : io.class.name
    rescue StandardError
      io.class.name
    end
  end
end
