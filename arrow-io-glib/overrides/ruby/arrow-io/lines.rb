# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  # Lines, in all the forms of an IO: (separator), (limit) or (separator, limit), where a nil
  # separator is the whole file and an empty one a paragraph.
  class NativeFile
    include Enumerable

    # How much of a line is looked at first; twice as much each time.
    FIRST_LOOK = 256

    private_constant :FIRST_LOOK

    # How many lines gets has read, or what it was set to.
    attr_writer :lineno

    def lineno
      @lineno || 0
    end

    # A line as text in the external encoding; nil at the end.
    def gets(*arguments, chomp: false)
      next_line(*separator_and_limit(arguments), chomp)
    end

    def readline(*arguments, chomp: false)
      gets(*arguments, chomp: chomp) || raise(EOFError, "end of file reached")
    end

    def each_line(*arguments, chomp: false)
      return to_enum(:each_line, *arguments, chomp: chomp) unless block_given?

      separator, limit = separator_and_limit(arguments)
      raise ArgumentError, "invalid limit: 0 for each_line" if limit == 0

      while (line = next_line(separator, limit, chomp))
        yield(line)
      end
      self
    end
    alias_method :each, :each_line

    def readlines(*arguments, chomp: false)
      each_line(*arguments, chomp: chomp).to_a
    end

    private

    def separator_and_limit(arguments)
      separator, limit, *more = arguments
      unless more.empty?
        raise ArgumentError, "wrong number of arguments (given #{arguments.size}, expected 0..2)"
      end

      if arguments.empty?
        separator = $/
      elsif arguments.size == 1 && !separator.nil? && !separator.respond_to?(:to_str)
        separator, limit = $/, separator
      end
      separator &&= ArrowIO.convert(separator, String).b
      limit &&= ArrowIO.convert(limit, Integer)
      [separator, limit&.negative? ? nil : limit]
    end

    def next_line(separator, limit, chomp)
      return text_from("".b) if limit == 0

      is_paragraph = separator&.empty?
      separator = "\n\n" if is_paragraph
      skip_newlines if is_paragraph
      line = bytes_until(separator, limit)
      skip_newlines if is_paragraph
      return if line.empty?

      is_whole = separator && line.end_with?(separator)
      $. = @lineno = lineno + 1 if is_whole || limit.nil? || line.bytesize < limit
      text_from(chomp && is_whole ? line.chomp(separator) : line)
    end

    def skip_newlines
      while look(1) == "\n"
        take(1)
      end
    end

    # Up to and including the separator, or all that is left, or as much as the limit allows.
    def bytes_until(separator, limit)
      if limit.nil? && separator.nil?
        take_all
      elsif limit.nil? && separator.bytesize == 1 && (@ahead.nil? || @ahead.empty?)
        ArrowIO.string_from(read_until_raw(separator.ord))
      else
        take(size_until(separator, limit))
      end
    end

    def size_until(separator, limit)
      known = 0
      (0..).each do |step|
        seen = look([FIRST_LOOK << step, limit].compact.min, known)
        found = separator && seen.index(separator, [known - separator.bytesize + 1, 0].max)
        return found + separator.bytesize if found
        return seen.bytesize if seen.bytesize == known
        return size_of_characters(limit) if seen.bytesize == limit

        known = seen.bytesize
      end
    end
  end
end
