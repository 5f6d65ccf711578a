-- tests/contract/runner-codecs.lua: codecs and whole buffers.
--
-- SPDX-License-Identifier: Apache-2.0

local ArrowIO = require "lgi".ArrowIO

local function only_error (_, err)
  return nil, err
end

return function (operations, decode, set_buffer)
  local function new_codec (name, level)
    level = tonumber (level) or ArrowIO.COMPRESSION_LEVEL_DEFAULT
    return ArrowIO.Codec.new (decode (name), level)
  end

  function operations.codec (_, name)
    local codec, err = new_codec (name)
    return codec and codec:get_name (), err
  end

  operations["codec.level"] = function (_, name, level)
    local codec, err = new_codec (name, level)
    return codec and codec:get_compression_level (), err
  end

  operations["codec.available"] = function (_, name)
    return ArrowIO.Codec.is_available (name)
  end

  operations["codec.detect"] = function (_, path)
    local codec = ArrowIO.Codec.detect (path)
    return codec and codec:get_name () or "none"
  end

  operations["codec.for_path"] = function (_, path)
    return ArrowIO.Codec.name_for_path (path) or "none"
  end

  operations["codec.suffix"] = function (_, name)
    return new_codec (name):get_suffixes ()[1]
  end

  operations["codec.content"] = function (world)
    local codec = ArrowIO.Codec.detect_content (world.buffer)
    return codec and codec:get_name () or "none"
  end

  operations["codec.streaming"] = function (world)
    return only_error (new_codec (world.kind):check_streaming ())
  end

  function operations.compress (world, text)
    return set_buffer (world, ArrowIO.compress (decode (text), world.kind))
  end

  function operations.decompress (world, max_size)
    return set_buffer (
      world, ArrowIO.decompress (world.buffer, tonumber (max_size), world.kind))
  end
end
