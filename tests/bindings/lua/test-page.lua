-- tests/bindings/lua/test-page.lua: test-page.lua PAGE
--
-- The programs of a page of the documentation print what it says.
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local helper = require "helper"
local test, assert_equal = helper.test, helper.assert_equal

local page = helper.load (arg[1])
local blocks, expected, printed = {}, {}, {}
for block in page:gmatch "\n```lua\n(.-)\n```\n" do
  blocks[#blocks + 1] = block
  for line in block:gmatch "print[^\n]- %-%- ([^\n]+)" do expected[#expected + 1] = line end
end

-- What is printed again and again is told by one comment.
local function put (...)
  local words = {}
  for i = 1, select ("#", ...) do words[i] = tostring ((select (i, ...))) end
  printed[#printed + 1] = table.concat (words, " ")
end

test ("a page", function (folder)
  assert (#expected > 0)
  local here = lgi.GLib.get_current_dir ()
  assert_equal (lgi.GLib.chdir (folder), 0)
  local program = assert ((loadstring or load) (table.concat (blocks, "\n")))
  local own = print
  print = put
  local ok, err = pcall (program)
  print = own
  assert_equal (lgi.GLib.chdir (here), 0)
  assert (ok, err)
  assert_equal (table.concat (printed, "|"), table.concat (expected, "|"))
end)
