# tests/contract/runner-codecs.rb: codecs and whole buffers.
#
# SPDX-License-Identifier: Apache-2.0

class World
  def op_codec(name, *level)
    ArrowIO::Codec.new(decode(name), *level.map(&:to_i)).name
  end

  def op_codec_level(name, *level)
    ArrowIO::Codec.new(name, *level.map(&:to_i)).compression_level
  end

  def op_codec_available(name)
    ArrowIO::Codec.available?(name)
  end

  def op_codec_detect(path)
    ArrowIO::Codec.detect(path)&.name || "none"
  end

  def op_codec_for_path(path)
    ArrowIO::Codec.name_for_path(path) || "none"
  end

  def op_codec_suffix(name)
    ArrowIO::Codec.new(name).suffixes.first
  end

  def op_members
    @file.n_members
  end

  def op_codec_content
    ArrowIO::Codec.detect_content(@buffer)&.name || "none"
  end

  def op_codec_streaming
    ArrowIO::Codec.new(@kind).check_streaming
    nil
  end

  def op_compress(text)
    @buffer = ArrowIO.compress(decode(text), @kind)
    nil
  end

  def op_decompress(max_size)
    @buffer = ArrowIO.decompress(@buffer, @kind, max_size: max_size.to_i)
    nil
  end
end
