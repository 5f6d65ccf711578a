-- tests/bindings/lua/test-hdfs.lua: HDFS as Lua has it, with a cluster that is played.
--
-- SPDX-License-Identifier: Apache-2.0

local helper = require "helper"
local lgi = require "lgi"

local ArrowIO, Gio = lgi.ArrowIO, lgi.Gio
local assert_equal, assert_fails, test = helper.assert_equal, helper.assert_fails, helper.test

local URI = os.getenv "GARROW_TEST_HDFS"
local hdfs = assert (ArrowIO.Hdfs.new (URI, { user = "ada", retries = 0, replication = 2 }))

local function names (path)
  local found = {}
  if hdfs:exists (path) then
    for info in hdfs:list (path):each () do found[#found + 1] = info.name end
  end
  return table.concat (found, ",")
end

local function fails (use, file)
  local ok, message = pcall (ArrowIO.with, assert (file), use)
  assert (not ok)
  return tostring (message)
end

local function stop (file)
  assert (file:write "half")
  error ("stop", 0)
end

test ("files", function ()
  ArrowIO.with (hdfs:open ("/lua/x", "wb"), function (file) assert (file:write "one\ntwo\n") end)
  assert_equal (assert (hdfs:open "/lua/x"):read "*a", "one\ntwo\n")
  local file = assert (ArrowIO.HdfsFile.new (URI .. "/lua/x", "r", { user = "ada" }))
  assert_equal (file:read "*l", "one")
  ArrowIO.with (ArrowIO.output_stream (URI .. "/lua/x.gz"), function (packed)
    assert (packed:write "packed")
  end)
  assert_equal (assert (ArrowIO.input_stream (URI .. "/lua/x.gz")):read "*a", "packed")
  assert_fails (Gio.IOErrorEnum, "NOT_FOUND", hdfs:open "/none")
end)

test ("infos", function ()
  assert_equal (names "/data", "a,b")
  local info = assert (hdfs:get_info "/data/a")
  assert_equal (info.path, "/data/a")
  assert_equal (info.size, 8)
  assert_equal (hdfs:exists "/none", false)
  local capacity, used, remaining = hdfs:get_space ()
  assert_equal (capacity - used - remaining, 0)
  assert_equal (hdfs:get_checksum "/data/a", "sum!")
end)

test ("changes", function ()
  assert (hdfs:mkdirs "/lua-changes/a")
  assert (hdfs:rename ("/lua-changes/a", "/lua-changes/b"))
  assert_equal (names "/lua-changes", "b")
  assert (hdfs:delete ("/lua-changes", true))
  assert_equal (hdfs:exists "/lua-changes", false)
  assert_fails (ArrowIO.Error, "INVALID", hdfs:delete "/data\0/a")
end)

test ("options", function ()
  local ok, message = pcall (ArrowIO.Hdfs.new, URI, { usr = "ada" })
  assert (not ok and message:find "unknown option: usr")
  assert_fails (ArrowIO.Error, "INVALID", ArrowIO.Hdfs.new "nfs://host")
end)

test ("a function that fails leaves no half", function (folder)
  assert_equal (fails (stop, hdfs:open ("/lua-half/x", "wb")), "stop")
  assert_equal (fails (stop, ArrowIO.output_stream (URI .. "/lua-half/x.gz")), "stop")
  local message = fails (function (file) assert (file:write "full") end,
    hdfs:open ("/lua-full/x", "wb"))
  assert (message:find "No space", message)
  assert_equal (names "/lua-half" .. names "/lua-full", "")

  -- Over another file, which is closed.
  assert_equal (fails (stop, ArrowIO.OSFile.new (folder .. "/x", "wb")), "stop")
  assert_equal (helper.load (folder .. "/x"), "half")
end)
