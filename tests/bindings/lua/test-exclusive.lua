-- tests/bindings/lua/test-exclusive.lua
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local helper = require "helper"
local test = helper.test

-- The library must not be loaded before.
test ("another library with the same types", function (folder)
  local path = folder .. "/libarrow-glib.so.1"
  local lgi_core = package.searchpath ("lgi.corelgilua51", package.cpath)
  helper.write (path, helper.load (lgi_core))
  assert (package.loadlib (path, "*"))

  -- The second time too.
  for _ = 1, 2 do
    local ok, message = pcall (function () return lgi.ArrowIO.Buffer end)
    assert (not ok)
    assert (message:find ("Arrow GLib: .*libarrow%-glib"), message)
  end
end)
