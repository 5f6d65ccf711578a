-- tests/bindings/lua/test-errors.lua
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local ArrowIO, Gio = lgi.ArrowIO, lgi.Gio
local helper = require "helper"
local test, assert_fails = helper.test, helper.assert_fails

test ("an error is given", function ()
  local file = ArrowIO.BufferReader.new (ArrowIO.Buffer.new ("some data"))
  assert_fails (ArrowIO.Error, "NOT_SUPPORTED", file:write ("x"))
  assert_fails (ArrowIO.Error, "INVALID", file:read (-1))
  assert_fails (ArrowIO.Error, "INVALID", ArrowIO.OSFile.new ("data", "q"))
end)

test ("a class that has no new", function ()
  for _, name in ipairs { "FileSlice", "GIOFile", "MemoryPool", "NativeFile" } do
    for _, argument in ipairs { -1, "x", true, {} } do
      local ok, err = pcall (ArrowIO[name].new, argument)
      assert (not ok and err:find (name .. " has no new", 1, true))
    end
  end
end)

test ("a path with a NUL", function ()
  local path = "/etc/hostname\0missing"
  local map = ArrowIO.MemoryMappedFile
  assert_fails (ArrowIO.Error, "INVALID", ArrowIO.OSFile.new (path))
  assert_fails (ArrowIO.Error, "INVALID", map.new (path))
  assert_fails (ArrowIO.Error, "INVALID", map.new_region (path, "r", 0, 1))
  assert_fails (ArrowIO.Error, "INVALID", ArrowIO.memory_map (path))
  assert_fails (ArrowIO.Error, "INVALID", ArrowIO.create_memory_map (path, 1))
  assert_fails (ArrowIO.Error, "INVALID", ArrowIO.input_stream (path))
  assert_fails (ArrowIO.Error, "INVALID", ArrowIO.output_stream (path))
  local _, err = ArrowIO.OSFile.new (path)
  assert (err.message == "Embedded NUL char in path: /etc/hostname\\0missing", err.message)
end)

test ("a closed file", function ()
  local file = ArrowIO.BufferReader.new (ArrowIO.Buffer.new ("some data"))
  assert (file:close ())
  assert (file:close ())
  for _, format in ipairs { 1, "l", "L", "a" } do
    assert_fails (ArrowIO.Error, "CLOSED", file:read (format))
  end
  assert_fails (ArrowIO.Error, "CLOSED", file:read (1, "l"))
  assert_fails (ArrowIO.Error, "CLOSED", file:seek ("set", 0))
end)

test ("lines raise an error", function ()
  local file = ArrowIO.BufferReader.new (ArrowIO.Buffer.new ("some data"))
  local lines = file:lines ()
  assert (file:close ())
  local ok, err = pcall (lines)
  assert_fails (ArrowIO.Error, "CLOSED", ok, err)
end)

test ("an error of the system", function (folder)
  local file, err = ArrowIO.OSFile.new (folder .. "/missing", "r")
  assert_fails (Gio.IOErrorEnum, "NOT_FOUND", file, err)
  local message = "missing' for reading: No such file or directory [errno 2]"
  assert (tostring (err):find (message, 1, true))
  assert_fails (Gio.IOErrorEnum, "IS_DIRECTORY", ArrowIO.input_stream (folder))
end)

test ("a path that is not valid text", function ()
  assert_fails (ArrowIO.Error, "INVALID", ArrowIO.OSFile.new ("\255", "r"))
  assert_fails (ArrowIO.Error, "INVALID", ArrowIO.memory_map "\255")
  assert_fails (ArrowIO.Error, "INVALID", ArrowIO.create_memory_map ("\255", 1))
  assert_fails (ArrowIO.Error, "INVALID", ArrowIO.input_stream "\255")
  assert_fails (ArrowIO.Error, "INVALID", ArrowIO.output_stream "\255")
end)
