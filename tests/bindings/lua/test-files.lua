-- tests/bindings/lua/test-files.lua
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local ArrowIO, Gio, GLib = lgi.ArrowIO, lgi.Gio, lgi.GLib
local helper = require "helper"
local test, assert_equal, assert_fails = helper.test, helper.assert_equal, helper.assert_fails

local text = "columnar"

test ("write", function (folder)
  local path = folder .. "/data"
  local file = ArrowIO.OSFile.new (path, "w")
  local bytes, buffer = GLib.Bytes.new ("bytes"), ArrowIO.Buffer.new ("buffer")
  assert_equal (file:write ("one ", 2, " "):write (bytes, " ", buffer, ""), file)
  assert (file:close ())
  assert_equal (helper.load (path), "one 2 bytes buffer")
  assert_fails (ArrowIO.Error, "CLOSED", file:write "more")
end)

test ("a buffer is written and read as a file", function ()
  local writer = ArrowIO.BufferOutputStream.new ()
  writer:write ("hello, ", "friends")
  local buffer = writer:getvalue ()
  assert_equal (buffer.size, 14)
  local reader = ArrowIO.BufferReader.new (buffer)
  reader:seek ("set", 7)
  assert_equal (reader:read (7), "friends")
end)

test ("a map is resized when only dropped slices are left", function (folder)
  -- 57
  local map = ArrowIO.create_memory_map (folder .. "/map", 4)
  for _ = 1, 100 do map:read_buffer_at (2, 0) end
  assert (map:resize (8))
  assert_equal (map:size (), 8)
  local part = map:read_buffer (2)
  assert_fails (Gio.IOErrorEnum, "BUSY", map:resize (16))
  assert_equal (tostring (part), "\0\0")
end)

test ("what is replaced stays within reach", function ()
  local file = ArrowIO.BufferReader.new (ArrowIO.Buffer.new (text))
  assert_equal (file:_method_read (3):get_data (), "col")
  assert_equal (file:_method_seek (1, "CUR"), 4)
  assert (ArrowIO._function.memory_map ~= ArrowIO.memory_map)
end)

test ("a descriptor is taken over", function ()
  -- 42
  local fd, path = GLib.file_open_tmp "arrow-io-XXXXXX"
  local file = assert (ArrowIO.OSFile.new_fd (fd, "w"))
  assert_equal (file:fileno (), fd)
  assert (assert (file:write "columnar"):close ())
  assert_equal (helper.load (path), "columnar")
  os.remove (path)
  assert_fails (Gio.IOErrorEnum, "FAILED", ArrowIO.OSFile.new_fd (9999, "r"))
end)

test ("memory of a fixed size", function ()
  local buffer = ArrowIO.MutableBuffer.new "columnar"
  local file = assert (ArrowIO.output_stream (buffer))
  assert (file:write "COL")
  assert (file:write_at ("AR", 6))
  assert (file:write_at (ArrowIO.Buffer.new "N", 5))
  assert_equal (tostring (buffer), "COLumNAR")
  -- 6
  assert_fails (ArrowIO.Error, "INVALID",
    ArrowIO.output_stream (ArrowIO.Buffer.new "x"))
end)

test ("a buffered stream gives its file back", function ()
  local raw = ArrowIO.BufferReader.new (ArrowIO.Buffer.new "one;two;three")
  local file = ArrowIO.BufferedInputStream.new (raw, 4)
  assert_equal (file:read_until ";", "one;")
  for _, none in ipairs { "ab", "", 59 } do
    assert_fails (ArrowIO.Error, "INVALID", file:read_until (none))
  end
  assert_equal (file:peek (3), "two")
  assert_equal (file:detach (), raw)
  assert_equal (raw:read "a", "two;three")
  -- 8
  assert_fails (ArrowIO.Error, "CLOSED", file:detach ())
end)
