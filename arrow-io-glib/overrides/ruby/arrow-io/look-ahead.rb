# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  # Those that know nothing of what is ahead.
  module NothingAhead
    %i[
      read_buffer read_all_buffer read_into_buffer read_line_into_buffer read_line_utf8 download
      to_io_stream
    ].each do |name|
      define_method(name) do |*arguments|
        check_nothing_ahead
        super(*arguments)
      end
    end
  end

  private_constant :NothingAhead

  # How the methods that cannot know how much they need look before they take.
  #
  # A file that can seek is peeked into. Of a stream, where a peek would wait for all that it
  # asks for, what has come is kept in @ahead until it is asked for.
  class NativeFile
    # How much of a stream is kept at once.
    AHEAD = 8192

    private_constant :AHEAD

    prepend NothingAhead

    alias_method :read_raw, :read
    alias_method :read1_raw, :read1
    alias_method :peek_raw, :peek
    alias_method :peek_lines_raw, :peek_lines
    alias_method :advance_raw, :advance

    # Others that read this file see only what comes after what is ahead.
    def check_nothing_ahead
      return if @ahead.nil? || @ahead.empty?

      raise IOError, "#{@ahead.bytesize} bytes are read ahead; read them first"
    end

    # The next bytes as a binary String, of which nothing is taken.
    def peek(n_bytes)
      @ahead.nil? || @ahead.empty? ? ArrowIO.string_from(peek_raw(n_bytes)) : look(n_bytes)
    end

    # The next line, and those behind it that end within n_bytes and are there already, as a
    # binary String, of which nothing is taken.
    def peek_lines(n_bytes)
      return ArrowIO.string_from(peek_lines_raw(n_bytes)) if @ahead.nil? || @ahead.empty?

      line = size_until("\n", nil)
      seen = @ahead.byteslice(0, [line, n_bytes].max)
      seen.byteslice(0, seen.rindex("\n")&.succ || seen.bytesize)
    end

    # Goes on by n_bytes, or to the end; returns how many that were.
    def advance(n_bytes)
      return advance_raw(n_bytes) if @ahead.nil? || @ahead.empty?

      skipped = @ahead.slice!(0, n_bytes).bytesize
      skipped + advance_raw(n_bytes - skipped)
    end

    private

    # The next n_bytes bytes or fewer, but more than are known already if there are more.
    def look(n_bytes, known = n_bytes - 1)
      return ArrowIO.string_from(peek_raw(n_bytes)) if seekable?

      @ahead ||= "".b
      while @ahead.bytesize <= known
        bytes = read1_raw([n_bytes - @ahead.bytesize, AHEAD].max)
        break if bytes.size.zero?

        @ahead << bytes.to_s
      end
      @ahead.byteslice(0, n_bytes)
    end

    # Reads n_bytes; fewer only at the end.
    def take(n_bytes)
      return ArrowIO.string_from(read_raw(n_bytes)) if @ahead.nil? || @ahead.empty?

      missing = n_bytes - @ahead.bytesize
      rest = missing.positive? ? read_raw(missing).to_s : ""
      @ahead.slice!(0, n_bytes) << rest
    end

    def take_all
      all = ArrowIO.string_from(read_all_raw)
      return all if @ahead.nil? || @ahead.empty?

      @ahead.slice!(0..) << all
    end

    # A file that can seek goes back over what it just gave; a stream gives any bytes again.
    def put_back(bytes)
      peek_raw(0) # is it open for reading?
      return (@ahead ||= "".b).prepend(bytes) unless seekable?

      start = tell - bytes.bytesize
      if start.negative? || read_at(bytes.bytesize, start) != bytes
        raise IOError, "only what was just read can be put back"
      end
      seek(start)
    end
  end
end
