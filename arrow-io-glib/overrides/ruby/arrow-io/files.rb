# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  # Of a String or a Pathname.
  def self.path_from(path)
    path.respond_to?(:to_path) ? path.to_path : path
  end

  module OpensPath
    # A map can be of a region.
    def initialize(path, mode = "r", *region)
      super(ArrowIO.path_from(path), mode, *region)
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
