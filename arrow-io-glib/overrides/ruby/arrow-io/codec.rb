# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  # What is compressed or decompressed can be a String, a GLib::Bytes or a buffer. What comes
  # out is a buffer.
  class Codec
    alias_method :initialize_raw, :initialize
    alias_method :compress_raw, :compress
    alias_method :decompress_raw, :decompress

    # Of a codec or its name.
    def self.from(codec)
      codec.is_a?(Codec) ? codec : new(codec)
    end

    def initialize(name, level = COMPRESSION_LEVEL_DEFAULT)
      initialize_raw(name, level)
    end

    def compress(data, memory_pool: nil)
      compress_raw(buffer_from(data), memory_pool)
    end

    # max_size is the most that may come out; only lz4_raw needs it.
    def decompress(data, max_size: -1, memory_pool: nil)
      decompress_raw(buffer_from(data), max_size, memory_pool)
    end

    private

    def buffer_from(data)
      data.is_a?(Buffer) ? data : Buffer.new(data)
    end
  end

  class << self
    alias_method :compress_raw, :compress
    alias_method :decompress_raw, :decompress

    def compress(data, codec = "lz4", **options)
      Codec.from(codec).compress(data, **options)
    end

    def decompress(data, codec = "lz4", **options)
      Codec.from(codec).decompress(data, **options)
    end
  end
end
