-- ArrowIO-open.lua: what opens a file, with the defaults that io has.
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local result = require "lgi.override.ArrowIO-result"
local to_buffer = require "lgi.override.ArrowIO-Buffer".from
local to_file = require "lgi.override.ArrowIO-ForeignFile".to_file

local ArrowIO, GLib = lgi.ArrowIO, lgi.GLib
local BufferReader, StreamOptions = ArrowIO.BufferReader, ArrowIO.StreamOptions

local check_path = result.check_path

local function guard_paths (component, ...)
  for _, name in ipairs { ... } do
    local open = component[name]
    component[name] = function (path, ...)
      local ok, err = check_path (path)
      if not ok then return nil, err end
      return open (path, ...)
    end
  end
end

-- What calls back has nothing to give yet, and raises. What waits in a coroutine is made of
-- functions as lgi has them, so that it is taken first.
local function guard_paths_of_async (...)
  for _, name in ipairs { ... } do
    local open, wait = ArrowIO[name .. "_async"], ArrowIO["async_" .. name]
    ArrowIO[name .. "_async"] = function (path, ...)
      local ok, err = check_path (path)
      if not ok then error (err, 2) end
      return open (path, ...)
    end
    ArrowIO["async_" .. name] = function (path, ...)
      local ok, err = check_path (path)
      if not ok then return nil, err end
      return result.of (wait (path, ...))
    end
  end
end

guard_paths (ArrowIO.OSFile, "new")
guard_paths (ArrowIO.MemoryMappedFile, "new", "new_region")
guard_paths (ArrowIO, "create_memory_map", "memory_map", "input_stream_for_path",
  "output_stream_for_path")
guard_paths_of_async ("create_memory_map", "memory_map", "input_stream",
  "input_stream_for_path", "output_stream", "output_stream_for_path")

local function opener (for_path, for_object, mode)
  return function (source, options)
    local made = result.options (StreamOptions, options)
    if type (source) == "string" then return result.of (for_path (source, made)) end
    if GLib.Bytes:is_type_of (source) then source = to_buffer (source) end
    local file, err = to_file (source, mode)
    if not file then return nil, err end
    return result.of (for_object (file, made))
  end
end

ArrowIO.input_stream =
  opener (ArrowIO.input_stream_for_path, ArrowIO.input_stream_for_object, "r")
ArrowIO.output_stream =
  opener (ArrowIO.output_stream_for_path, ArrowIO.output_stream_for_object, "w")

-- As io.lines: opens what input_stream () takes, closes it at the end and raises what fails.
function ArrowIO.lines (source, ...)
  local file, err = ArrowIO.input_stream (source)
  if not file then error (err, 2) end
  local read = file:lines (...)
  local function next_line (first, ...)
    if first == nil then file:close () end
    return first, ...
  end
  return function ()
    if not file:is_closed () then return next_line (read ()) end
  end
end

-- Gives a function that opens a file its default mode, which is to read.
local function default_to_read (component, name)
  local open = component[name]
  component[name] = function (target, mode)
    return result.of (open (target, mode or "r"))
  end
end

default_to_read (ArrowIO, "memory_map")
default_to_read (ArrowIO.MemoryMappedFile, "new")
default_to_read (ArrowIO.OSFile, "new")
default_to_read (ArrowIO.OSFile, "new_fd")

local wait_for_map, wait_for_new_map =
  ArrowIO.async_memory_map, ArrowIO.async_create_memory_map

function ArrowIO.async_memory_map (path, mode)
  return wait_for_map (path, mode or "r")
end

function ArrowIO.async_create_memory_map (path, size, replace)
  return wait_for_new_map (path, size, replace or false)
end

local create_memory_map = ArrowIO.create_memory_map

function ArrowIO.create_memory_map (path, size, replace)
  return result.of (create_memory_map (path, size, replace or false))
end

local new_reader = BufferReader.new

-- Of a string, a GLib.Bytes or a buffer.
function BufferReader.new (data)
  return new_reader (to_buffer (data))
end
