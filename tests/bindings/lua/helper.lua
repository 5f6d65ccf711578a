-- tests/bindings/lua/helper.lua: what the tests share.
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local Gio, GLib = lgi.Gio, lgi.GLib

local helper = {}

-- Runs a function with the path of an empty folder, which is removed then.
function helper.test (name, run)
  local folder = GLib.dir_make_tmp "arrow-io-XXXXXX"
  local ok, message = xpcall (function () run (folder) end, debug.traceback)
  local dir = Gio.File.new_for_path (folder)
  for file in helper.each_file (dir) do assert (file:delete ()) end
  assert (dir:delete ())
  if not ok then error (name .. ": " .. message, 0) end
end

function helper.each_file (dir)
  local files = dir:enumerate_children ("standard::name", "NONE")
  return function ()
    local info = files:next_file ()
    return info and files:get_child (info)
  end
end

function helper.assert_equal (actual, expected)
  if actual ~= expected then
    error (("expected %s, got %s"):format (tostring (expected), tostring (actual)), 2)
  end
end

-- For what gives nil or false and an error of a domain and code.
function helper.assert_fails (domain, code, result, err)
  assert (not result, "did not fail")
  assert (err:matches (domain, code), err.message)
end

function helper.write (path, data)
  local file = assert (io.open (path, "wb"))
  file:write (data)
  file:close ()
end

function helper.load (path)
  local file = assert (io.open (path, "rb"))
  local data = file:read "*a"
  file:close ()
  return data
end

return helper
