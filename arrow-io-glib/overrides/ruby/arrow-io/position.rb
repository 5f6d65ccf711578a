# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  class NativeFile
    alias_method :tell_raw, :tell

    def tell
      tell_raw - (@ahead ? @ahead.bytesize : 0)
    end
    alias_method :pos, :tell

    alias_method :seek_raw, :seek

    # Returns the new position. whence is IO::SEEK_SET, :SET or :set, and so on. A stream
    # goes only on from where it is, by skipping.
    def seek(offset, whence = IO::SEEK_SET)
      whence = SeekWhence.new(whence.is_a?(Symbol) ? whence.downcase : whence)
      return seek_raw(offset, whence) unless whence == SeekWhence::CUR && skips?(offset)

      advance(offset)
      tell
    end
    alias_method :sysseek, :seek

    def pos=(position)
      seek(position)
    end

    def rewind
      seek(0)
      @lineno = 0
    end

    # Waits for what comes next, on a stream.
    def eof?
      (@ahead.nil? || @ahead.empty?) && peek_raw(1).size.zero?
    end
    alias_method :eof, :eof?

    private

    def skips?(offset)
      offset >= 0 && readable? && !seekable?
    end
  end
end
