# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  class << self
    # Of a String or a Pathname. C would end it at a NUL, and open another file.
    def path_from(path)
      path = path.to_path if path.respond_to?(:to_path)
      raise ArgumentError, "path contains null byte" if path.is_a?(String) && path.b.include?("\0")

      path
    end

    # Of a file, or of what is an IO for Ruby, which C then uses.
    def file_from(source, mode)
      source = RubyFile.new(source, mode) unless source.is_a?(GLib::Object)
      source.check_nothing_ahead if source.is_a?(NativeFile)
      source.is_a?(Held) ? Held.hold(source) : source
    end

    # An IO may have a path; a Pathname can read, but not be closed.
    def io?(source)
      (source.respond_to?(:read) || source.respond_to?(:write)) &&
        (source.respond_to?(:close) || !source.respond_to?(:to_path))
    end
  end

  # By a path or a descriptor. A mode is about the text as well, as that of an IO: with a "b"
  # it is binary, and behind a colon is its encoding, or both that and one to convert to.
  module OpensPath
    # A map can be of a region.
    def initialize(source, mode = "r", *region)
      source = ArrowIO.path_from(source)
      mode, _, names = ArrowIO.convert(mode, String).partition(":")
      encodings = names.split(":").map { |name| Encoding.find(name) } # before it is opened
      super
      @path = source if source.is_a?(String)
      binmode if mode.include?("b")
      set_encoding(*encodings) unless encodings.empty?
    end
  end

  # The file below can be an IO of Ruby's.
  module TakesFile
    def initialize(raw, *rest)
      raw = ArrowIO.file_from(raw, self.class::RAW_MODE)
      super
      stands_on(raw)
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

  private_constant :OpensPath, :TakesFile, :TakesCodec, :TakesPool

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
    RAW_MODE = "r"

    prepend TakesFile, TakesPool

    alias_method :detach_raw, :detach

    def detach
      check_nothing_ahead
      detach_raw
    end
  end

  class BufferedOutputStream
    RAW_MODE = "w"

    prepend TakesFile, TakesPool
  end

  class CompressedInputStream
    RAW_MODE = "r"

    prepend TakesFile, TakesCodec
  end

  class CompressedOutputStream
    RAW_MODE = "w"

    prepend TakesFile, TakesCodec
  end

  class TransformInputStream
    RAW_MODE = "r"

    prepend TakesFile, GuardsHandlers
    include Held

    # The block is the function: it gets what comes next as a binary String, an empty one at
    # the end, and gives what is to be read instead.
    def self.new(*arguments, &block)
      stream = super(*arguments)
      stream.signal_connect("transform") { |_, bytes| block.call(bytes) } if block
      stream
    end
  end

  class GIOFile
    alias_method :initialize_raw, :initialize

    def initialize(source, *mode)
      initialize_raw(source, *mode)
      stands_on(source)
    end
  end
end
