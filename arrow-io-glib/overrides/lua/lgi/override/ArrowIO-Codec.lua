-- ArrowIO-Codec.lua: what is compressed or decompressed can be a string, a GLib.Bytes or a
-- buffer. What comes out is a buffer.
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local to_buffer = require "lgi.override.ArrowIO-Buffer".from

local ArrowIO = lgi.ArrowIO
local Codec = ArrowIO.Codec

local new, compress, decompress = Codec.new, Codec.compress, Codec.decompress

-- A codec's own default level, if none is given.
function Codec.new (name, level)
  return new (name, level or ArrowIO.COMPRESSION_LEVEL_DEFAULT)
end

function Codec:compress (data, pool)
  return compress (self, to_buffer (data), pool)
end

-- max_size is the most that may come out; only lz4_raw needs it.
function Codec:decompress (data, max_size, pool)
  return decompress (self, to_buffer (data), max_size or -1, pool)
end

local compress_by_name, decompress_by_name = ArrowIO.compress, ArrowIO.decompress

function ArrowIO.compress (data, codec, pool)
  return compress_by_name (to_buffer (data), codec or "lz4", pool)
end

function ArrowIO.decompress (data, max_size, codec, pool)
  return decompress_by_name (to_buffer (data), max_size or -1, codec or "lz4", pool)
end

local input, output = ArrowIO.CompressedInputStream, ArrowIO.CompressedOutputStream
local new_input, new_output = input.new, output.new

-- A codec or its name; a name can have a level.
local function with_codec (construct, raw, codec, level)
  local err
  if type (codec) == "string" then codec, err = Codec.new (codec, level) end
  if not codec then return nil, err end
  return construct (raw, codec)
end

function input.new (raw, codec)
  return with_codec (new_input, raw, codec)
end

function output.new (raw, codec, level)
  return with_codec (new_output, raw, codec, level)
end
