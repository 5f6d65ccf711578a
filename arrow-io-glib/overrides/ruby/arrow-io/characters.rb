# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  # Single bytes and characters.
  class NativeFile
    # The most bytes that a character has, in any encoding.
    LONGEST_CHARACTER = 4

    private_constant :LONGEST_CHARACTER

    def getbyte
      take(1).getbyte(0)
    end

    def readbyte
      getbyte || raise(EOFError, "end of file reached")
    end

    def each_byte
      return to_enum(:each_byte) unless block_given?

      while (byte = getbyte)
        yield(byte)
      end
      self
    end

    # A character in the external encoding; a byte that is no part of one by itself.
    def getc
      size = size_of_characters(1)
      text_from(take(size)) unless size.zero?
    end

    def readchar
      getc || raise(EOFError, "end of file reached")
    end

    def each_char
      return to_enum(:each_char) unless block_given?

      while (char = getc)
        yield(char)
      end
      self
    end

    # Puts a byte, or the bytes of a String, before what comes next. A file that can seek
    # takes only what was just read from it.
    def ungetbyte(bytes)
      bytes = (bytes & 0xff).chr if bytes.is_a?(Integer)
      put_back(ArrowIO.convert(bytes, String).b) if bytes
      nil
    end

    # Puts a character, or the characters of a String, before what comes next, as ungetbyte.
    def ungetc(characters)
      characters = characters.chr(external_encoding) if characters.is_a?(Integer)
      ungetbyte(characters)
    end

    private

    # The size of what comes next, in bytes, if a character that starts within at_least bytes
    # is not cut.
    def size_of_characters(at_least)
      seen = nil
      LONGEST_CHARACTER.times do |more|
        longer = look(at_least + more).force_encoding(external_encoding)
        return longer.bytesize if longer.valid_encoding?

        seen ||= longer.bytesize
      end
      seen
    end
  end
end
