# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  # A function of Ruby's that C calls may let other threads run, but not if C was called
  # without Ruby's lock: the lock would never come back. So only files that surely call no
  # function of Ruby's are read and written without it.
  class NativeFile
    # Whether a function of Ruby's may be behind the file.
    def hosted?
      @is_hosted != false
    end

    # For who knows what the file stands on.
    def stands_on(source)
      @is_hosted = NativeFile.hosts?(source)
      self
    end

    # Whether a call with these may call a function of Ruby's.
    def self.hosts?(*values)
      values.any? do |value|
        value.is_a?(NativeFile) ? value.hosted? : value.is_a?(Gio::InputStream) || value.is_a?(Gio::OutputStream)
      end
    end
  end

  [
    OSFile, MemoryMappedFile, BufferReader, BufferOutputStream, FixedSizeBufferWriter,
    MockOutputStream,
  ].each do |klass|
    klass.define_method(:hosted?) { false }
  end

  # The streams of GIO over such a file: what Gio has for these two gives up the lock.
  module HostedStream
    def read(size = nil)
      size ? ArrowIO.string_from(read_bytes(size)) : read_all(Float::INFINITY)
    end

    def read_all(size)
      all = "".b
      while all.bytesize < size
        bytes = read_bytes([size - all.bytesize, 65_536].min)
        break if bytes.size.zero?

        all << bytes.to_s
      end
      all
    end
  end

  private_constant :HostedStream

  # What comes of a file that is hosted.
  class NativeFile
    alias_method :input_stream_raw, :input_stream
    alias_method :get_stream_raw, :get_stream

    def input_stream
      check_nothing_ahead
      stream = input_stream_raw
      hosted? ? stream.extend(HostedStream) : stream
    end

    # Part of the file as a file, which a block is given and which is closed after it.
    def get_stream(offset, n_bytes, &block)
      NativeFile.closing(get_stream_raw(offset, n_bytes).stands_on(self), &block)
    end
  end
end
