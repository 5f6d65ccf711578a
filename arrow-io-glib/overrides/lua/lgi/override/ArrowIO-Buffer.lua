-- ArrowIO-Buffer.lua: buffers that are like strings, and what counts their memory.
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local core = require "lgi.core"
local result = require "lgi.override.ArrowIO-result"

local ArrowIO, GLib = lgi.ArrowIO, lgi.GLib
local Buffer = ArrowIO.Buffer

local get_bytes, get_data = Buffer.get_data, GLib.Bytes.get_data

-- As lgi has it for records: a class says by _len and _eq what # and == are. All objects
-- share one metatable, and those of other classes stay as they were.
local function extend_objects (metatable)
  metatable.__len = metatable.__len or function (object)
    local len = core.object.query (object, "repo")._len
    if not len then error ("attempt to get length of an object without one", 2) end
    return len (object)
  end
  metatable.__eq = metatable.__eq or function (a, b)
    local eq = core.object.query (a, "repo")._eq
    return eq ~= nil and eq (a, b)
  end
end

extend_objects (getmetatable (ArrowIO.StreamOptions.new ()))

result.wrap (Buffer, "get_size", "get_capacity", "get_address")
result.wrap (ArrowIO.MemoryPool, "get_bytes_allocated", "get_max_memory",
  "get_num_allocations", "get_pressure_threshold", "get_total_bytes_allocated")
result.wrap (ArrowIO, "total_allocated_bytes")

Buffer._attribute = {
  size = { get = Buffer.get_size },
  address = { get = Buffer.get_address },
}

Buffer._len = Buffer.get_size

-- By their bytes.
function Buffer:_eq (other)
  return Buffer:is_type_of (other) and self:equal (other)
end

-- The bytes as a string.
function Buffer:_tostring ()
  return get_data (get_bytes (self)) or ""
end

local function from_end (position, size)
  return position < 0 and size + position + 1 or position
end

-- The slice that string.sub () would cut. It shares the memory.
function Buffer:sub (first, last)
  local size = #self
  first = math.max (from_end (first, size), 1)
  last = math.min (from_end (last or -1, size), size)
  return self:slice (math.min (first - 1, size), math.max (last - first + 1, 0))
end

-- The bytes as numbers, as string.byte () gives them.
function Buffer:byte (first, last)
  first = first or 1
  return tostring (self:sub (first, last or first)):byte (1, -1)
end

-- An iterator over the bytes as numbers.
function Buffer:bytes ()
  local size, position, piece, start = #self, 0, "", 0
  return function ()
    if position == size then return nil end
    if position == start + #piece then
      start = position
      piece = tostring (self:slice (start, math.min (size - start, 4096)))
    end
    position = position + 1
    return (piece:byte (position - start))
  end
end

-- What goes in wherever a buffer does: a string, a GLib.Bytes or a buffer.
local function to_buffer (data)
  if type (data) == "string" then return Buffer.new (data) end
  return GLib.Bytes:is_type_of (data) and Buffer.new_bytes (data) or data
end

return { from = to_buffer }
