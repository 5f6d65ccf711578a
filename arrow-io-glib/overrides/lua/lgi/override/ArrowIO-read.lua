-- ArrowIO-read.lua: reading takes the formats of io.read and gives nil at the end.
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local result = require "lgi.override.ArrowIO-result"

local ArrowIO, GLib = lgi.ArrowIO, lgi.GLib
local NativeFile = ArrowIO.NativeFile

local unpack = table.unpack or unpack

local advance, peek, read = NativeFile.advance, NativeFile.peek, NativeFile.read
local read_all, read_line = NativeFile.read_all, NativeFile.read_line
local read_until, peek_lines = NativeFile.read_until, NativeFile.peek_lines
local tell, writable = NativeFile.tell, NativeFile.writable
local get_data = GLib.Bytes.get_data

local function string_from (bytes, err)
  if not bytes then return nil, err end
  return get_data (bytes) or ""
end

local function unless_empty (text, err)
  if text == "" then return nil end
  return text, err
end

local function read_size (file, n_bytes)
  if n_bytes ~= 0 then return unless_empty (string_from (read (file, n_bytes))) end
  local next_byte, err = unless_empty (string_from (peek (file, 1)))
  return next_byte and "", err
end

local function read_whole_line (file)
  return unless_empty (string_from (read_line (file)))
end

local function skip_space (file)
  repeat
    local text, err = string_from (peek (file, 256))
    if err then return err end
    local n_bytes = #text:match "^%s*"
    advance (file, n_bytes)
  until n_bytes == 0 or n_bytes < #text
end

-- As Lua reads numbers: the longest start of one, which fails if it is longer than this.
local LONGEST_NUMERAL = 200

local function numeral_at_start (text)
  local at = #text:match "^[+-]?" + 1
  local function skip (pattern)
    at = select (2, text:find ("^" .. pattern, at)) + 1
  end
  local digits, exponent = "%d*", "[eE]"
  if text:find ("^0[xX]", at) then
    at, digits, exponent = at + 2, "%x*", "[pP]"
  end
  skip (digits)
  if text:find ("^%.", at) then skip ("%." .. digits) end
  if text:find ("^" .. exponent, at) then skip (exponent .. "[+-]?%d*") end
  return text:sub (1, at - 1)
end

local function read_number (file)
  local err = skip_space (file)
  if err then return nil, err end
  local text
  text, err = string_from (peek (file, LONGEST_NUMERAL + 1))
  if err then return nil, err end
  local numeral = numeral_at_start (text)
  advance (file, math.min (#numeral, LONGEST_NUMERAL))
  return #numeral <= LONGEST_NUMERAL and tonumber (numeral) or nil
end

local LINE_FEED = ("\n"):byte ()

local by_letter = {
  a = function (file) return string_from (read_all (file)) end,
  L = read_whole_line,
  l = function (file)
    local line, err = read_whole_line (file)
    return line and line:byte (-1) == LINE_FEED and line:sub (1, -2) or line, err
  end,
  n = read_number,
}

local function read_one (file, format)
  if type (format) == "number" then return read_size (file, format) end
  local by_format = by_letter[format] or by_letter[tostring (format):match "^%*?(%a)"]
  if not by_format then error ("invalid format: " .. tostring (format), 3) end
  return by_format (file)
end

-- One result for each format; what comes after a nil is not read. An error comes alone.
function NativeFile:read (...)
  local value, err = read_one (self, (...) or "l")
  if err then return result.of (nil, err) end
  local n = select ("#", ...)
  if n <= 1 or value == nil then return value end
  local values = { value }
  for i = 2, n do
    value, err = read_one (self, select (i, ...) or "l")
    if err then return result.of (nil, err) end
    values[i] = value
    if value == nil then return unpack (values, 1, i) end
  end
  return unpack (values, 1, n)
end

local function check (value, err, ...)
  if value == nil and err then error (err) end
  return value, err, ...
end

-- How much of a file lines () looks at.
local LOOK_SIZE = 4096

-- Lines are looked at many at a time, but taken one by one, as the loop may read on by itself.
local function lines_at_hand (file, keeps_end)
  local lines, start, position = "", 1, nil
  return function ()
    if start > #lines or tell (file) ~= position then
      lines, start = check (string_from (peek_lines (file, LOOK_SIZE))), 1
      if lines == "" then return nil end
      position = check (tell (file))
    end
    local last = lines:find ("\n", start, true)
    local line = lines:sub (start, last and not keeps_end and last - 1 or last)
    local n_bytes = (last or #lines) - start + 1
    check (advance (file, n_bytes))
    start, position = start + n_bytes, position + n_bytes
    return line
  end
end

local is_line = { l = false, ["*l"] = false, L = true, ["*L"] = true }

-- An iterator that raises what fails.
function NativeFile:lines (...)
  local formats, n = { ... }, select ("#", ...)
  if n <= 1 then
    local format = ...
    local keeps_end = is_line[format or "l"]
    -- What is written into the file has to be read, and so does what a class reads.
    if keeps_end ~= nil and self.read == NativeFile.read and not writable (self) then
      return lines_at_hand (self, keeps_end)
    end
    return function () return check (self:read (format)) end
  end
  return function () return check (self:read (unpack (formats, 1, n))) end
end

-- An iterator over the bytes as numbers.
function NativeFile:bytes ()
  local piece, position = "", 0
  return function ()
    if position == #piece then
      piece, position = check (self:read (4096)), 0
      if not piece then piece = "" return nil end
    end
    position = position + 1
    return (piece:byte (position))
  end
end

function NativeFile:peek (n_bytes)
  return result.of (string_from (peek (self, n_bytes)))
end

function NativeFile:peek_lines (n_bytes)
  return result.of (string_from (peek_lines (self, n_bytes)))
end

local read_ranges = NativeFile.read_ranges

-- Many ranges at once, each a table of an offset and a size; a table of a buffer for each.
function NativeFile:read_ranges (ranges)
  local buffers, err = read_ranges (self, result.split_ranges (ranges))
  return result.of (not err and buffers or nil, err)
end

-- A delimiter is a string of one byte.
local function to_byte (delimiter)
  if type (delimiter) == "string" and #delimiter == 1 then return delimiter:byte () end
  return nil, GLib.Error (ArrowIO.Error, "INVALID",
    ("A delimiter is one byte, not '%s'"):format (tostring (delimiter)))
end

function NativeFile:read_until (delimiter)
  local byte, err = to_byte (delimiter)
  if not byte then return result.of (nil, err) end
  return result.of (unless_empty (string_from (read_until (self, byte))))
end

result.wrap (NativeFile, "read1", "read_all", "read_all_buffer", "read_at", "read_buffer",
  "read_buffer_at", "read_into_buffer", "read_line", "read_line_into_buffer",
  "read_line_utf8")

return { to_byte = to_byte }
