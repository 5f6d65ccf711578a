-- ArrowIO.lua: buffers, memory pools and files, in Lua's own idiom.
--
-- What is replaced here stays within reach as lgi has it: file:_method_read (...) and
-- ArrowIO._function.memory_map (...).
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"

local ArrowIO = lgi.ArrowIO

-- Before the first type is registered: another library may have one of that name.
local exclusive, clash = ArrowIO.check_exclusive ()
if not exclusive then
  -- lgi keeps a namespace whose override failed, and hands it out when asked again.
  setmetatable (ArrowIO, { __index = function () error (clash.message, 0) end })
  error (clash.message, 0)
end

require "lgi.override.ArrowIO-Buffer"
require "lgi.override.ArrowIO-Codec"
require "lgi.override.ArrowIO-MemoryPool"
require "lgi.override.ArrowIO-NativeFile"
require "lgi.override.ArrowIO-read"
require "lgi.override.ArrowIO-write"
require "lgi.override.ArrowIO-async"
require "lgi.override.ArrowIO-ForeignFile"
require "lgi.override.ArrowIO-open"
require "lgi.override.ArrowIO-Hdfs"
require "lgi.override.ArrowIO-lookup"

-- Without a "new" of its own a class has that of lgi's GObject.Object, which ends the
-- process for what is no table.
for _, name in ipairs { "FileSlice", "GIOFile", "HdfsInfo", "HdfsLister", "MemoryPool", "NativeFile" } do
  ArrowIO[name].new = function ()
    error (("ArrowIO.%s has no new"):format (name), 2)
  end
end
