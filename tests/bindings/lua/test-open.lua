-- tests/bindings/lua/test-open.lua
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local ArrowIO, Gio, GLib = lgi.ArrowIO, lgi.Gio, lgi.GLib
local helper = require "helper"
local test, assert_equal, assert_fails = helper.test, helper.assert_equal, helper.assert_fails

local text = "some data"

test ("input_stream takes a path, memory, and what GIO has", function (folder)
  local path = folder .. "/data"
  helper.write (path, text)
  local file = Gio.File.new_for_path (path)
  local sources = { path, ArrowIO.Buffer.new (text), GLib.Bytes.new (text), file, file:read () }
  for _, source in ipairs (sources) do
    assert_equal (ArrowIO.input_stream (source):read "a", text)
  end
end)

test ("input_stream of a file is that file", function ()
  local file = ArrowIO.BufferReader.new (ArrowIO.Buffer.new (text))
  assert_equal (ArrowIO.input_stream (file), file)
end)

test ("compression is detected, asked for, or not", function (folder)
  -- 98
  local suffix, none = folder .. "/data.GZ", folder .. "/data"
  assert (ArrowIO.output_stream (suffix):write (text):close ())
  local zipped = helper.load (suffix)
  helper.write (none, zipped)
  assert_equal (ArrowIO.input_stream (suffix):read "a", text)
  assert_equal (ArrowIO.input_stream (suffix, { compression = false }):read "a", zipped)
  assert_equal (ArrowIO.input_stream (none):read "a", zipped)
  assert_equal (ArrowIO.input_stream (none, { compression = "gzip" }):read "a", text)
  assert_equal (ArrowIO.input_stream (none, { compression = "auto" }):read "a", text)
  local options = ArrowIO.StreamOptions.new ()
  options.compression = "gzip"
  assert_equal (ArrowIO.input_stream (none, options):read "a", text)
end)

test ("output_stream takes a path and what GIO has", function (folder)
  local path = folder .. "/data"
  assert (ArrowIO.output_stream (Gio.File.new_for_path (path)):write (text):close ())
  assert_equal (helper.load (path), text)
  local stream = Gio.MemoryOutputStream.new_resizable ()
  assert (ArrowIO.output_stream (stream):write (text):close ())
  assert_equal (stream:steal_as_bytes ():get_data (), text)
end)

test ("a bad argument leaves the file alone", function (folder)
  -- 15
  local path = folder .. "/data"
  helper.write (path, text)
  for _, options in ipairs { { compression = "rabbit" }, { compression = "gzip", compression_level = 10 } } do
    assert_fails (ArrowIO.Error, "INVALID", ArrowIO.output_stream (path, options))
  end
  local ok, message = pcall (ArrowIO.output_stream, path, { rabbit = 1 })
  assert (not ok)
  assert (message:find "unknown option: rabbit", message)
  assert_equal (helper.load (path), text)
end)

test ("maps", function (folder)
  local path = folder .. "/map"
  assert (ArrowIO.create_memory_map (path, 4):write ("abcd"):close ())
  assert_equal (ArrowIO.memory_map (path):read "a", "abcd")
  assert (ArrowIO.memory_map (path, "r+"):write ("AB"):close ())
  assert_equal (helper.load (path), "ABcd")
  assert_fails (Gio.IOErrorEnum, "EXISTS", ArrowIO.create_memory_map (path, 4))
  assert (ArrowIO.create_memory_map (path, 2, true):close ())
  assert_equal (helper.load (path), "\0\0")
end)

test ("memory comes from the pool that is given", function (folder)
  local path = folder .. "/data"
  helper.write (path, text)
  local pool = ArrowIO.MemoryPool.for_backend ("system")
  local before = pool:get_num_allocations ()
  assert (ArrowIO.input_stream (path, { memory_pool = pool }):read_buffer (4))
  assert (pool:get_num_allocations () > before)
end)
