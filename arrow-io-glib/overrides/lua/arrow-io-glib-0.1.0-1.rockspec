-- The part of arrow-io-glib that is written in Lua. The library with its typelib has to be
-- installed too.
--
-- SPDX-License-Identifier: Apache-2.0

rockspec_format = "3.0"
package = "arrow-io-glib"
version = "0.1.0-1"
source = {
  url = "file://.", -- this folder, from which "luarocks make" makes the rock
}
description = {
  summary = "Arrow's buffers, memory pools and files, as Lua's own",
  detailed = [[
    Buffers that are sliced without copying, memory pools that count every byte, and one
    kind of file for disks, maps, memory and compressed streams, by way of lgi.
  ]],
  license = "Apache-2.0",
}
dependencies = { "lua >= 5.1, < 5.5", "lgi >= 0.9" }
build = {
  type = "builtin",
  modules = {
    ["lgi.override.ArrowIO"] = "lgi/override/ArrowIO.lua",
    ["lgi.override.ArrowIO-async"] = "lgi/override/ArrowIO-async.lua",
    ["lgi.override.ArrowIO-Buffer"] = "lgi/override/ArrowIO-Buffer.lua",
    ["lgi.override.ArrowIO-Codec"] = "lgi/override/ArrowIO-Codec.lua",
    ["lgi.override.ArrowIO-ForeignFile"] = "lgi/override/ArrowIO-ForeignFile.lua",
    ["lgi.override.ArrowIO-Hdfs"] = "lgi/override/ArrowIO-Hdfs.lua",
    ["lgi.override.ArrowIO-lookup"] = "lgi/override/ArrowIO-lookup.lua",
    ["lgi.override.ArrowIO-MemoryPool"] = "lgi/override/ArrowIO-MemoryPool.lua",
    ["lgi.override.ArrowIO-NativeFile"] = "lgi/override/ArrowIO-NativeFile.lua",
    ["lgi.override.ArrowIO-open"] = "lgi/override/ArrowIO-open.lua",
    ["lgi.override.ArrowIO-read"] = "lgi/override/ArrowIO-read.lua",
    ["lgi.override.ArrowIO-result"] = "lgi/override/ArrowIO-result.lua",
    ["lgi.override.ArrowIO-write"] = "lgi/override/ArrowIO-write.lua",
  },
}
