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

test ("buffers are equal by their bytes", function ()
  local buffer = ArrowIO.Buffer.new ("columnar")
  assert (buffer:equal (ArrowIO.MutableBuffer.new ("columnar")))
  assert (not buffer:equal (ArrowIO.Buffer.new ("column")))
end)
