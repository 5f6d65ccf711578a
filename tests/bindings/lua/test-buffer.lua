-- tests/bindings/lua/test-buffer.lua
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local ArrowIO, GLib = lgi.ArrowIO, lgi.GLib
local helper = require "helper"
local test, assert_equal, assert_fails = helper.test, helper.assert_equal, helper.assert_fails

test ("a buffer is made of a string, and gives one", function ()
  local text = "colum\0nar"
  assert_equal (tostring (ArrowIO.Buffer.new (text)), text)
  assert_equal (tostring (ArrowIO.Buffer.new_bytes (GLib.Bytes.new (text))), text)
  assert_equal (tostring (ArrowIO.MutableBuffer.new (text)), text)
  assert_equal (tostring (ArrowIO.Buffer.new ("")), "")
  assert_equal (ArrowIO.Buffer.new (text).size, 9)
end)

test ("a slice keeps the memory", function ()
  local part = ArrowIO.Buffer.new ("columnar"):slice (3, 5)
  collectgarbage ()
  assert_equal (tostring (part), "umnar")
  assert_fails (ArrowIO.Error, "INDEX", part:slice (4, 2))
end)

test ("a slice shares the memory", function ()
  local buffer = ArrowIO.MutableBuffer.new ("columnar")
  local part = buffer:slice (3, 5)
  assert (buffer:set_data (3, "UM"))
  assert_equal (tostring (part), "UMnar")
  assert (buffer.mutable)
  assert (not ArrowIO.Buffer.new ("columnar").mutable)
end)

test ("a buffer is resized", function ()
  local buffer = ArrowIO.allocate_buffer (8, true)
  assert (buffer:set_data (0, "columnar"))
  assert (buffer:resize (3))
  assert_equal (tostring (buffer), "col")
  assert_fails (ArrowIO.Error, "INVALID", buffer:resize (-1))
end)

test ("a buffer is like a string", function ()
  local text = "columnar"
  local buffer = ArrowIO.Buffer.new (text)
  assert_equal (#buffer, 8)
  assert_equal (tostring (buffer.size), "8")
  for _, range in ipairs { { 1 }, { 4, 6 }, { -3 }, { -100, 2 }, { 5, 4 }, { 9 }, { 100, 200 },
    { 0, 0 }, { 3, -3 } } do
    local first, last = range[1], range[2]
    assert_equal (tostring (buffer:sub (first, last)), text:sub (first, last))
    assert_equal (table.concat ({ buffer:byte (first, last) }, " "),
      table.concat ({ text:byte (first, last) }, " "))
  end
  assert_equal (buffer:byte (), 99)
  assert_equal (buffer:sub (4).address - buffer.address, 3)
end)

test ("the bytes of a buffer", function ()
  local text, bytes = ("\0\255a"):rep (5000), {}
  for byte in ArrowIO.Buffer.new (text):bytes () do bytes[#bytes + 1] = string.char (byte) end
  assert_equal (table.concat (bytes), text)
  assert_equal (ArrowIO.Buffer.new "":bytes () (), nil)
end)

test ("other objects have no length", function ()
  local ok, message = pcall (function () return #ArrowIO.MemoryPool.default () end)
  assert (not ok)
  assert (message:find "get length of", message)
  assert (ArrowIO.MemoryPool.default () ~= ArrowIO.StreamOptions.new ())
  assert (ArrowIO.StreamOptions.new () ~= ArrowIO.Buffer.new "")
end)

test ("buffers are equal by their bytes", function ()
  local buffer = ArrowIO.Buffer.new ("columnar")
  assert (buffer == ArrowIO.MutableBuffer.new ("columnar"))
  assert (buffer ~= ArrowIO.Buffer.new ("column"))
  assert (buffer ~= "columnar")
  assert (buffer ~= ArrowIO.MemoryPool.default ())
  assert (buffer:equal (ArrowIO.MutableBuffer.new ("columnar")))
  assert (not buffer:equal (ArrowIO.Buffer.new ("column")))
end)
