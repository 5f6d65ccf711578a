# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  # What an IO has, under the names that it has there: here what is about the file as a
  # whole, and in the other files how it is read and written. What is replaced stays as
  # read_raw, write_raw and so on.
  class NativeFile
    class << self
      def open(*arguments, **options, &block)
        closing(new(*arguments, **options), &block)
      end

      # What the block gives, after the file is closed; without a block, the file.
      def closing(file)
        return file unless block_given?

        is_over = false
        begin
          result = yield(file)
          is_over = true
          result
        rescue Exception => failure # and raised again
          raise
        ensure
          failure ? give_up(file) : close_after(file, is_over)
        end
      end

      private

      # A block that is left early may have been broken off by a timeout, which is thrown.
      def close_after(file, is_over)
        is_thrown = !is_over
        RaisesTimeout.go_on unless is_over
        is_thrown = false
      ensure
        is_thrown ? give_up(file) : file.close
      end

      # Whoever asked hears what failed first, not that closing fails then as well.
      def give_up(file)
        file.give_up
      rescue StandardError
        nil
      end
    end

    alias_method :readable?, :readable
    alias_method :writable?, :writable
    alias_method :seekable?, :seekable
    alias_method :fsync, :sync
    alias_method :fdatasync, :sync
    alias_method :to_i, :fileno

    alias_method :close_raw, :close
    alias_method :give_up_raw, :give_up

    def close
      close_raw
      nil
    end

    # What closes it where a block fails: half of a file that comes to be by being closed
    # never does.
    def give_up
      give_up_raw
      nil
    end

    def close_read
      close_direction(readable?, writable?, "reading")
    end

    def close_write
      close_direction(writable?, readable?, "writing")
    end

    # Whether it is a terminal.
    def tty?
      !seekable? && IO.for_fd(fileno, autoclose: false).tty?
    rescue Error::NotSupported
      false
    end
    alias_method :isatty, :tty?

    alias_method :download_raw, :download
    alias_method :upload_raw, :upload

    # Copies what is left to a file or an IO; returns how many bytes that were.
    def download(target)
      download_raw(ArrowIO.file_from(target, "w"))
    end

    # Writes all that is left of a file or an IO; returns how many bytes that were.
    def upload(source)
      upload_raw(ArrowIO.file_from(source, "r"))
    end

    # Where the file was opened by its path.
    attr_reader :path

    def inspect
      what = [path, closed? ? "(closed)" : mode].compact.join(" ")
      "#<#{self.class} #{what}>"
    end

    private

    def close_direction(this, other, word)
      return if closed?
      raise IOError, "closing non-duplex IO for #{word}" if other || !this

      close
    end
  end
end
