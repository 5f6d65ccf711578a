-- tests/bindings/lua/test-exclusive.lua
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local GObject = lgi.GObject

-- As another library would have it.
local size = GObject.type_query (GObject.Object._gtype)
local info = GObject.TypeInfo { class_size = size.class_size, instance_size = size.instance_size }
GObject.type_register_static (GObject.Object._gtype, "GArrowBuffer", info, {})

-- The second time too.
for _ = 1, 2 do
  local ok, message = pcall (function () return lgi.ArrowIO.Buffer end)
  assert (not ok)
  assert (message:find "Arrow GLib", message)
end
