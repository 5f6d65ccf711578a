-- ArrowIO-result.lua: what a function of the library gives, as Lua's own would give it.
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local ArrowIO, GLib = lgi.ArrowIO, lgi.GLib

-- lgi gives every number as a float.
local integer = math.tointeger or function (number) return number end

local result = {}

local NUL = _VERSION == "Lua 5.1" and "%z" or "\0"

-- lgi would cut a path at a NUL, and another file would be opened.
function result.check_path (path)
  if type (path) ~= "string" or not path:find ("\0", 1, true) then return true end
  return nil, GLib.Error (ArrowIO.Error, "INVALID",
    "Embedded NUL char in path: " .. path:gsub (NUL, "\\0"))
end

-- Options are a table, such as { compression = "gzip", compression_level = 9 }, with the
-- names of what the class for them has. False is none, such as no compression, as nil is to
-- detect it.
function result.options (class, options)
  if options == nil or class:is_type_of (options) then return options end
  local made = class.new ()
  for name, value in pairs (options) do
    local set = class["set_" .. tostring (name)]
    if not set then error ("unknown option: " .. tostring (name), 3) end
    set (made, value or nil)
  end
  return made
end

-- A value, or as io has it nil, an error and the number that the system has for it.
function result.of (value, err)
  if err then return nil, err, tonumber (err.message:match "%[errno (%d+)%]$") end
  if type (value) == "number" then return integer (value) end
  return value
end

-- Makes functions of a table give their results so.
function result.wrap (component, ...)
  for _, name in ipairs { ... } do
    local call = component[name]
    component[name] = function (...) return result.of (call (...)) end
  end
end

-- The offsets and the sizes of pairs of both.
function result.split_ranges (ranges)
  local offsets, sizes = {}, {}
  for i, range in ipairs (ranges) do
    offsets[i], sizes[i] = range[1], range[2]
  end
  return offsets, sizes
end

return result
