-- ArrowIO-lookup.lua: methods of the library's objects are found at once.
--
-- At each call lgi looks through all that a class and its parents may have besides methods,
-- which takes many times as long as the call.
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local core = require "lgi.core"

local ArrowIO = lgi.ArrowIO

local byte, query, rawget = string.byte, core.object.query, rawget

local UNDERSCORE = byte "_"

-- lgi puts what it has found once into the class itself, so all methods are put there before
-- one is looked for. Classes that a program derives stay with lgi, as they can change.
local function prepare (class)
  local is_ours = getmetatable (class) == getmetatable (ArrowIO.NativeFile)
    and class._name:find "^ArrowIO%." ~= nil
  if is_ours then
    class:_resolve ()
    for name, method in pairs (rawget (class, "_method") or {}) do
      if rawget (class, name) == nil then rawset (class, name, method) end
    end
  end
  return is_ours
end

local is_ours = setmetatable ({}, {
  __index = function (known, class)
    known[class] = prepare (class)
    return known[class]
  end,
})

-- All objects share one metatable, and those of other classes are looked into as before.
local objects = getmetatable (ArrowIO.StreamOptions.new ())
local index = objects.__index

function objects.__index (object, name)
  local class = query (object, "repo")
  while is_ours[class] do
    local method = rawget (class, name)
    if method and byte (name) ~= UNDERSCORE then return method end
    class = rawget (class, "_parent")
  end
  return index (object, name)
end
