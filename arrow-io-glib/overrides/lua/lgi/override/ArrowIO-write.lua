-- ArrowIO-write.lua: writing takes strings, numbers, buffers and GLib.Bytes.
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local result = require "lgi.override.ArrowIO-result"

local ArrowIO, GLib = lgi.ArrowIO, lgi.GLib
local Buffer, NativeFile = ArrowIO.Buffer, ArrowIO.NativeFile

local write, write_buffer, write_bytes =
  NativeFile.write, NativeFile.write_buffer, NativeFile.write_bytes

-- As io writes them.
local function from_number (number)
  local is_integer = math.type and math.type (number) == "integer"
  return (is_integer and "%d" or "%.14g"):format (number)
end

local function write_one (file, chunk, i)
  if type (chunk) == "string" then return write (file, chunk) end
  if type (chunk) == "number" then return write (file, from_number (chunk)) end
  if Buffer:is_type_of (chunk) then return write_buffer (file, chunk) end
  if GLib.Bytes:is_type_of (chunk) then return write_bytes (file, chunk) end
  error (("bad argument #%d to 'write' (string expected, got %s)"):format (i, type (chunk)),
    3)
end

-- Returns the file.
function NativeFile:write (...)
  for i = 1, select ("#", ...) do
    local ok, err = write_one (self, (select (i, ...)), i)
    if not ok then return result.of (ok, err) end
  end
  return self
end

local write_at, write_buffer_at = NativeFile.write_at, NativeFile.write_buffer_at

-- Takes a string or a buffer.
function NativeFile:write_at (chunk, offset)
  local write_to = Buffer:is_type_of (chunk) and write_buffer_at or write_at
  return result.of (write_to (self, chunk, offset))
end

result.wrap (NativeFile, "write_buffer", "write_buffer_at", "write_bytes")

-- What is written is kept back by none but these, so the mode that keeps most back is met by
-- every file.
local function keeps_back (file)
  return ArrowIO.BufferedOutputStream:is_type_of (file)
    or ArrowIO.CompressedOutputStream:is_type_of (file)
end

function NativeFile:setvbuf (mode, size)
  if mode ~= "no" and mode ~= "full" and mode ~= "line" then
    error ("invalid mode: " .. tostring (mode), 2)
  end
  if mode ~= "full" and keeps_back (self) then
    return nil, GLib.Error (ArrowIO.Error, "NOT_SUPPORTED",
      tostring (self) .. " keeps back what is written: flush it, or close it")
  end
  if size and ArrowIO.BufferedInputStream:is_type_of (self) then
    return result.of (self:set_buffer_size (size))
  end
  return true
end
