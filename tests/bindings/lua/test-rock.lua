-- tests/bindings/lua/test-rock.lua: test-rock.lua SOURCES INTERPRETER
--
-- Makes a rock of the override, installs it into an empty tree and uses it from there.
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local Gio = lgi.Gio
local helper = require "helper"
local test, assert_equal = helper.test, helper.assert_equal

local sources, interpreter = arg[1], arg[2]
local version = _VERSION:match "%d%.%d"

local function quote (text)
  return "'" .. text:gsub ("'", "'\\''") .. "'"
end

-- What a shell printed. Its exit status is printed last, as not every Lua tells it.
local function run (command)
  local shell = assert (io.popen ("{ " .. command .. "; } 2>&1; echo $?"))
  local output, status = shell:read "*a":match "^(.*)(%d+)\n$"
  shell:close ()
  assert (status == "0", command .. ": " .. output)
  return output
end

local function names_in (folder)
  local names = {}
  for file in helper.each_file (Gio.File.new_for_path (folder)) do
    names[#names + 1] = file:get_basename ()
  end
  table.sort (names)
  return table.concat (names, " ")
end

test ("a rock has the whole override", function (folder)
  run (("cd %s && HOME=%s luarocks --lua-version %s make --tree %s --deps-mode none"):format (
    quote (sources), quote (folder), version, quote (folder .. "/tree")))
  local installed = folder .. "/tree/share/lua/" .. version
  assert_equal (names_in (installed .. "/lgi/override"), names_in (sources .. "/lgi/override"))
  local output = run (("LUA_PATH=%s %s -e %s"):format (
    quote (installed .. "/?.lua;;"), quote (interpreter), quote [[
      local ArrowIO = require "lgi".ArrowIO
      print (#ArrowIO.Buffer.new "columnar")
      print (debug.getinfo (ArrowIO.input_stream).source)
    ]]))
  assert (output:find ("@" .. installed, 1, true), output)
  assert_equal (output:match "^%d", "8")
  run ("rm -r " .. quote (folder .. "/tree"))
  run ("rm -rf " .. quote (folder .. "/.cache"))
end)
