-- ArrowIO-result.lua: what a function of the library gives, as Lua's own would give it.
--
-- SPDX-License-Identifier: Apache-2.0

-- lgi gives every number as a float.
local integer = math.tointeger or function (number) return number end

local result = {}

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
