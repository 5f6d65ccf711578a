# SPDX-License-Identifier: Apache-2.0

require "stringio"

module ArrowIO
  class NativeFile
    alias_method :write_raw, :write
    alias_method :write_at_raw, :write_at

    # Whether to flush after each write, for whoever waits for it behind a buffered or a
    # compressed stream. The method sync is another matter: it waits for the disk.
    attr_writer :sync

    # Writes Strings, buffers, or whatever has a to_s; returns how many bytes that were.
    def write(*chunks)
      size = chunks.sum { |chunk| write_chunk(chunk) }
      flush if @sync
      size
    end
    alias_method :syswrite, :write

    def <<(chunk)
      write(chunk)
      self
    end

    # As those of an IO, which put the text together here too.
    %i[print printf putc puts].each do |name|
      define_method(name) do |*arguments|
        text = StringIO.new(String.new(encoding: @external_encoding || Encoding::BINARY))
        result = text.public_send(name, *arguments)
        write(text.string)
        result
      end
    end

    # Writes a String or a buffer; returns how many bytes that were.
    def write_at(chunk, offset)
      if chunk.is_a?(Buffer)
        write_buffer_at(chunk, offset)
      else
        chunk = bytes_from(chunk.to_s)
        write_at_raw(chunk, offset)
      end
      chunk.bytesize
    end
    alias_method :pwrite, :write_at

    private

    def write_chunk(chunk)
      if chunk.is_a?(Buffer)
        write_buffer(chunk)
      else
        # The duplicate keeps its bytes when another thread changes the String meanwhile.
        chunk = bytes_from(chunk.to_s)
        write_raw(chunk)
      end
      chunk.bytesize
    end
  end
end
