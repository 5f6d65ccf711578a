-- ArrowIO-Hdfs.lua: HDFS, with options as tables, and lists to loop over.
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local result = require "lgi.override.ArrowIO-result"

local ArrowIO = lgi.ArrowIO
local Hdfs, HdfsFile, HdfsLister = ArrowIO.Hdfs, ArrowIO.HdfsFile, ArrowIO.HdfsLister
local HdfsOptions = ArrowIO.HdfsOptions

local unpack = table.unpack or unpack

local connect, open_uri, open = Hdfs.new, HdfsFile.new, Hdfs.open

-- The options are a table, such as { user = "ada", replication = 2 }.
function Hdfs.new (uri, options)
  options = result.options (HdfsOptions, options)
  local ok, err = result.check_path (uri)
  if not ok then return nil, err end
  return result.of (connect (uri, options))
end

function HdfsFile.new (uri, mode, options)
  options = result.options (HdfsOptions, options)
  local ok, err = result.check_path (uri)
  if not ok then return nil, err end
  return result.of (open_uri (uri, mode or "r", options))
end

function Hdfs:open (path, mode, options)
  options = result.options (HdfsOptions, options)
  local ok, err = result.check_path (path)
  if not ok then return nil, err end
  return result.of (open (self, path, mode or "r", options))
end

-- Calls on paths, and what comes behind these if it is not given.
local calls = {
  exists = {}, list = {}, get_info = {}, set_permission = {}, set_replication = {},
  mkdirs = { -1 }, delete = { false }, rename = { nil, false }, set_owner = {},
  set_times = { -1, -1 },
}

for name, defaults in pairs (calls) do
  local call = Hdfs[name]
  Hdfs[name] = function (self, path, ...)
    local arguments = { ... }
    local ok, err = result.check_path (path)
    if ok and name == "rename" then ok, err = result.check_path (arguments[1]) end
    if not ok then return nil, err end
    for i = 1, 2 do
      if arguments[i] == nil then arguments[i] = defaults[i] end
    end
    return result.of (call (self, path, unpack (arguments, 1, 2)))
  end
end

local get_checksum, get_space = Hdfs.get_checksum, Hdfs.get_space
local get_checksum_finish, get_space_finish = Hdfs.get_checksum_finish, Hdfs.get_space_finish

local function checksum_of (bytes, algorithm, ...)
  if not bytes then return result.of (nil, algorithm or ...) end
  return bytes:get_data (), algorithm
end

-- The checksum as a string, and the name of its algorithm.
function Hdfs:get_checksum (path)
  local ok, err = result.check_path (path)
  if not ok then return nil, err end
  return checksum_of (get_checksum (self, path))
end

function Hdfs:get_checksum_finish (outcome)
  return checksum_of (get_checksum_finish (self, outcome))
end

-- lgi leaves out that it went well.
local function space_of (capacity, used, remaining)
  if not capacity then return result.of (nil, used) end
  return result.of (capacity), result.of (used), result.of (remaining)
end

-- The bytes that the cluster has room for, those used and those left.
function Hdfs:get_space ()
  return space_of (get_space (self))
end

function Hdfs:get_space_finish (outcome)
  return space_of (get_space_finish (self, outcome))
end

result.wrap (Hdfs, "get_home", "get_delegation_token", "renew_delegation_token",
  "cancel_delegation_token")

-- For a loop, which a failure ends by an error: for info in hdfs:list (path):each () do.
function HdfsLister:each ()
  return function ()
    local info, err = self:next ()
    if err then error (err, 2) end
    return info
  end
end
