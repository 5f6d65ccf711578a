-- To a cluster of HDFS and back, with progress, and what is there: hdfs.lua
--
-- The environment variable HDFS says where the cluster is, such as webhdfs://namenode:9870.
--
-- Prints:
--
--   to the cluster: 1000000 of 1000000 bytes
--   and back: 1000000 of 1000000 bytes
--   /examples/lua/days.txt has 8 bytes
--   /examples/lua/trips.csv has 1000000 bytes
--   half a file is not there
--
-- SPDX-License-Identifier: Apache-2.0

local ArrowIO = require "lgi".ArrowIO

-- From one file to another, which are closed then.
local function copy (what, source, target)
  local told
  ArrowIO.with (assert (source), function ()
    ArrowIO.with (assert (target), function ()
      assert (source:copy (target, function (done, total)
        told = ("%d of %d"):format (done, total)
      end))
    end)
  end)
  print (what .. ": " .. told .. " bytes")
end

ArrowIO.with (ArrowIO.OSFile.new ("trips.csv", "wb"), function (file)
  assert (file:write (("mon,12,Oslo\n"):rep (83333), "end\n"))
end)

local hdfs = assert (ArrowIO.Hdfs.new (os.getenv "HDFS", { replication = 1 }))
copy ("to the cluster", ArrowIO.OSFile.new "trips.csv",
  hdfs:open ("/examples/lua/trips.csv", "wb"))
copy ("and back", hdfs:open "/examples/lua/trips.csv", ArrowIO.OSFile.new ("back.csv", "wb"))

ArrowIO.with (hdfs:open ("/examples/lua/days.txt", "wb"), function (file)
  assert (file:write "mon\ntue\n")
end)
for info in assert (hdfs:list "/examples/lua"):each () do
  print (("%s has %d bytes"):format (info.path, info.size))
end

-- What is written is there when it is closed, and a function that fails gives it up.
local ok = pcall (ArrowIO.with, hdfs:open ("/examples/lua/half.txt", "wb"), function (file)
  assert (file:write "mon\n")
  error "there is no day after that"
end)
if not ok then
  print ("half a file is " .. (hdfs:exists "/examples/lua/half.txt" and "there" or "not there"))
end
