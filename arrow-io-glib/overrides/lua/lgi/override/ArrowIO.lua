-- ArrowIO.lua: buffers, memory pools and files, in Lua's own idiom.
--
-- What is replaced here stays within reach as lgi has it: file:_method_read (...) and
-- ArrowIO._function.memory_map (...).
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"

local Gio, GLib = lgi.Gio, lgi.GLib
local ArrowIO = lgi.ArrowIO

-- Before the first type is registered: another library may have one of that name.
local exclusive, clash = ArrowIO.check_exclusive ()
if not exclusive then
  -- lgi keeps a namespace whose override failed, and hands it out when asked again.
  setmetatable (ArrowIO, { __index = function () error (clash.message, 0) end })
  error (clash.message, 0)
end

local Buffer, Codec, NativeFile = ArrowIO.Buffer, ArrowIO.Codec, ArrowIO.NativeFile
local MemoryMappedFile, StreamOptions = ArrowIO.MemoryMappedFile, ArrowIO.StreamOptions

local unpack = table.unpack or unpack

-- lgi gives every number as a float.
local integer = math.tointeger or function (number) return number end

-- The bytes as a string.
function Buffer:_tostring ()
  return self:get_data ():get_data () or ""
end

-- Reading takes the formats of io.read but "n", and gives nil at the end.

local read, read_all, read_line = NativeFile.read, NativeFile.read_all, NativeFile.read_line

local function string_from (bytes, err)
  if not bytes then return nil, err end
  return bytes:get_data () or ""
end

local function unless_empty (text, err)
  if text == "" then return nil end
  return text, err
end

local function read_whole_line (file)
  return unless_empty (string_from (read_line (file)))
end

local by_letter = {
  a = function (file) return string_from (read_all (file)) end,
  L = read_whole_line,
  l = function (file)
    local line, err = read_whole_line (file)
    return line and line:gsub ("\n$", "", 1), err
  end,
}

local function read_one (file, format)
  if type (format) == "number" then
    local text, err = string_from (read (file, format))
    if format > 0 then return unless_empty (text, err) end
    return text, err
  end
  local by_format = by_letter[format:match "^%*?(%a)"]
  if not by_format then error ("invalid format: " .. format, 3) end
  return by_format (file)
end

-- One result for each format; what comes after a nil is not read.
function NativeFile:read (format, ...)
  local value, err = read_one (self, format or "l")
  if value == nil then return nil, err end
  if select ("#", ...) == 0 then return value end
  return value, self:read (...)
end

local function check (value, err, ...)
  if value == nil and err then error (err) end
  return value, err, ...
end

-- An iterator that raises what fails.
function NativeFile:lines (...)
  local formats, n = { ... }, select ("#", ...)
  return function () return check (self:read (unpack (formats, 1, n))) end
end

local write, write_buffer, write_bytes =
  NativeFile.write, NativeFile.write_buffer, NativeFile.write_bytes

local function write_one (file, chunk)
  if Buffer:is_type_of (chunk) then return write_buffer (file, chunk) end
  if GLib.Bytes:is_type_of (chunk) then return write_bytes (file, chunk) end
  return write (file, type (chunk) == "number" and tostring (chunk) or chunk)
end

-- Takes strings, numbers, buffers and GLib.Bytes; returns the file.
function NativeFile:write (...)
  for i = 1, select ("#", ...) do
    local ok, err = write_one (self, (select (i, ...)))
    if not ok then return nil, err end
  end
  return self
end

local write_at, write_buffer_at = NativeFile.write_at, NativeFile.write_buffer_at

-- Takes a string or a buffer.
function NativeFile:write_at (chunk, offset)
  local write_to = Buffer:is_type_of (chunk) and write_buffer_at or write_at
  return write_to (self, chunk, offset)
end

local peek, read_until = NativeFile.peek, NativeFile.read_until

function NativeFile:peek (n_bytes)
  return string_from (peek (self, n_bytes))
end

-- The delimiter is a string of one byte.
function NativeFile:read_until (delimiter)
  return unless_empty (string_from (read_until (self, delimiter:byte ())))
end

local seek = NativeFile.seek
local whences = { set = "SET", cur = "CUR", ["end"] = "END" }

function NativeFile:seek (whence, offset)
  local by_whence = whences[whence or "cur"]
  if not by_whence then error ("invalid whence: " .. tostring (whence), 2) end
  local position, err = seek (self, offset or 0, by_whence)
  if err then return nil, err end
  return integer (position)
end

local resize = MemoryMappedFile.resize

-- Views that nobody has any more count as readers until they are collected.
function MemoryMappedFile:resize (new_size)
  local ok, err = resize (self, new_size)
  if err and err:matches (Gio.IOErrorEnum, "BUSY") then
    collectgarbage ()
    ok, err = resize (self, new_size)
  end
  return ok, err
end

-- Options are a table: { compression = , compression_level = , buffer_size = ,
-- memory_pool = }. No compression is false, as nil is to detect it.

local set_option = {
  compression = function (options, name) options.compression = name or nil end,
  compression_level = function (options, level) options.compression_level = level end,
  buffer_size = function (options, size) options.buffer_size = size end,
  memory_pool = function (options, pool) options.memory_pool = pool end,
}

local function stream_options (options)
  if options == nil or StreamOptions:is_type_of (options) then return options end
  local result = StreamOptions.new ()
  for name, value in pairs (options) do
    local set = set_option[name]
    if not set then error ("unknown option: " .. tostring (name), 3) end
    set (result, value)
  end
  return result
end

local function opener (for_path, for_object)
  return function (source, options)
    local open = for_object
    if type (source) == "string" then
      open = for_path
    elseif GLib.Bytes:is_type_of (source) then
      source = Buffer.new_bytes (source)
    end
    return open (source, stream_options (options))
  end
end

ArrowIO.input_stream =
  opener (ArrowIO.input_stream_for_path, ArrowIO.input_stream_for_object)
ArrowIO.output_stream =
  opener (ArrowIO.output_stream_for_path, ArrowIO.output_stream_for_object)

-- What is compressed or decompressed can be a string, a GLib.Bytes or a buffer. What comes
-- out is a buffer.

local function to_buffer (data)
  if type (data) == "string" then return Buffer.new (data) end
  return GLib.Bytes:is_type_of (data) and Buffer.new_bytes (data) or data
end

local compress, decompress = Codec.compress, Codec.decompress

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

local memory_map, create_memory_map = ArrowIO.memory_map, ArrowIO.create_memory_map

function ArrowIO.memory_map (path, mode)
  return memory_map (path, mode or "r")
end

function ArrowIO.create_memory_map (path, size, replace)
  return create_memory_map (path, size, replace or false)
end
