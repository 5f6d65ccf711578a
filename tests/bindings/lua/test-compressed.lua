-- tests/bindings/lua/test-compressed.lua
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local ArrowIO, Gio = lgi.ArrowIO, lgi.Gio
local helper = require "helper"
local test, assert_equal, assert_fails = helper.test, helper.assert_equal, helper.assert_fails

local text = ("some data\n"):rep (10000)

-- With the decompressor of GIO.
local function unzip (path)
  local decompressor = Gio.ZlibDecompressor.new ("GZIP")
  local stream = Gio.ConverterInputStream.new (
    Gio.File.new_for_path (path):read (), decompressor)
  local parts = {}
  repeat
    local bytes = assert (stream:read_bytes (65536))
    parts[#parts + 1] = bytes:get_data ()
  until bytes:get_size () == 0
  return table.concat (parts)
end

test ("gzip is written and read", function (folder)
  local path = folder .. "/data.gz"
  local sizes = {}
  for _, level in ipairs { 1, 9 } do
    assert (ArrowIO.output_stream (path, { compression_level = level }):write (text):close ())
    assert_equal (unzip (path), text)
    assert_equal (ArrowIO.input_stream (path):read "a", text)
    sizes[#sizes + 1] = #helper.load (path)
  end
  assert (sizes[1] > sizes[2])
end)

test ("lines of a compressed file", function (folder)
  local path, n = folder .. "/data.gz", 0
  assert (ArrowIO.output_stream (path):write (text):close ())
  for line in ArrowIO.input_stream (path):lines () do
    assert_equal (line, "some data")
    n = n + 1
  end
  assert_equal (n, 10000)
end)

test ("streams over other files", function ()
  local codec = assert (ArrowIO.Codec.new ("gzip", 9))
  for _, arguments in ipairs { { codec }, { "gzip", 9 }, { "gzip" } } do
    local out = ArrowIO.BufferOutputStream.new ()
    local file = ArrowIO.CompressedOutputStream.new (out, arguments[1], arguments[2])
    local level = arguments[1] == codec and 9 or arguments[2] or 6
    assert_equal (file:get_codec ():get_compression_level (), level)
    assert (file:write (text):close ())
    local raw = ArrowIO.BufferReader.new (out:getvalue ())
    assert_equal (ArrowIO.CompressedInputStream.new (raw, arguments[1]):read "a", text)
  end
  local raw = ArrowIO.BufferReader.new (text)
  assert_fails (ArrowIO.Error, "INVALID", ArrowIO.CompressedInputStream.new (raw, "rabbit"))
end)

test ("a whole string by any codec", function ()
  for _, name in ipairs (ArrowIO.supported_codecs ()) do
    local packed = assert (ArrowIO.compress (text, name))
    assert (packed.size < #text)
    assert_equal (tostring (ArrowIO.decompress (packed, #text, name)), text)
    local codec = assert (ArrowIO.Codec.new (name))
    packed = tostring (assert (codec:compress (text)))
    assert_equal (tostring (codec:decompress (packed, 1000000)), text)
    assert_equal (tostring (codec:decompress (codec:compress "", 0)), "")
  end
end)

test ("a whole string that is none", function ()
  local packed = ArrowIO.compress (text, "gzip")
  assert_equal (ArrowIO.Codec.detect_content (packed):get_name (), "gzip")
  assert_equal (ArrowIO.Codec.name_for_path "a.zst", "zstd")
  assert_equal (ArrowIO.Codec.new "gzip":get_suffixes ()[1], ".gz")
  assert_equal (tostring (ArrowIO.decompress (packed, nil, "gzip")), text)
  assert_fails (ArrowIO.Error, "LIMIT", ArrowIO.decompress (packed, 10, "gzip"))
  assert_fails (ArrowIO.Error, "CORRUPT", ArrowIO.decompress ("no gzip", nil, "gzip"))
  assert_fails (ArrowIO.Error, "INVALID", ArrowIO.compress (text, "rabbit"))
end)

test ("the end of a broken file is an error", function (folder)
  local path = folder .. "/data.gz"
  assert (ArrowIO.output_stream (path):write (text):close ())
  helper.write (path, helper.load (path):sub (1, -5))
  assert_fails (ArrowIO.Error, "TRUNCATED", ArrowIO.input_stream (path):read "a")
  helper.write (path, "no gzip at all")
  assert_fails (ArrowIO.Error, "CORRUPT", ArrowIO.input_stream (path):read ())
end)
