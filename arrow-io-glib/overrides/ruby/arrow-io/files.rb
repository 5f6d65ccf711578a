# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  # Of a String or a Pathname.
  def self.path_from(path)
    path.respond_to?(:to_path) ? path.to_path : path
  end

  # By a path or a descriptor. A mode with a "b" is about the text as well: it is binary.
  module OpensPath
    # A map can be of a region.
    def initialize(source, mode = "r", *region)
      source = ArrowIO.path_from(source)
      super
      @path = source if source.is_a?(String)
      binmode if mode.include?("b")
    end
  end

  module TakesCodec
    # codec can be a name.
    def initialize(raw, codec, *level)
      super(raw, codec.is_a?(Codec) ? codec : Codec.new(codec, *level))
    end
  end

  module TakesPool
    def initialize(raw, buffer_size, memory_pool = nil)
      super
    end
  end

  private_constant :OpensPath, :TakesCodec, :TakesPool

  class OSFile
    prepend OpensPath
  end

  class MemoryMappedFile
    prepend OpensPath

    alias_method :resize_raw, :resize

    # Slices that nobody has any more count as readers until they are collected.
    def resize(new_size)
      resize_raw(new_size)
    rescue Gio::IOError::Busy
      GC.start
      resize_raw(new_size)
    end
  end

  class BufferReader
    alias_method :initialize_raw, :initialize

    def initialize(source)
      initialize_raw(source.is_a?(Buffer) ? source : Buffer.new(source))
    end
  end

  class BufferedInputStream
    prepend TakesPool

    alias_method :detach_raw, :detach

    def detach
      check_nothing_ahead
      detach_raw
    end
  end

  class BufferedOutputStream
    prepend TakesPool
  end

  class CompressedInputStream
    prepend TakesCodec
  end

  class CompressedOutputStream
    prepend TakesCodec
  end
end
