-- tests/languages/calls.lua: performs calls.tsv: calls.lua CALLS LANGUAGES
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local ArrowIO, Gio, GLib, GObject = lgi.ArrowIO, lgi.Gio, lgi.GLib, lgi.GObject

-- Where tests/hdfs/played.py plays a cluster.
local HDFS = os.getenv "GARROW_TEST_HDFS"

-- What a call has to work with, each made when it is asked for.
local makers = {
  buffer = function ()
    local buffer = assert (ArrowIO.allocate_buffer (8, true))
    assert (buffer:set_data (0, "columnar"))
    return buffer
  end,
  bytes = function () return GLib.Bytes.new "columnar" end,
  ranges = function () return { { 2, 3 }, { 0, 1 } } end,
  owner = function () return GObject.Object {} end,
  address = function (things) return things.buffer.address end,
  size = function (things) return things.buffer.size end,
  file = function (things) return assert (ArrowIO.OSFile.new (things.path, "r")) end,
  fd = function (things) return (things.file:fileno ()) end,
  wfd = function (things)
    things.opened = assert (ArrowIO.OSFile.new (things.path, "r+"))
    return (things.opened:fileno ())
  end,
  updated = function (things) return assert (ArrowIO.OSFile.new (things.path, "r+")) end,
  writer = function () return assert (ArrowIO.BufferOutputStream.new (nil)) end,
  buffered = function (things)
    return assert (ArrowIO.BufferedInputStream.new (things.file, 4, nil))
  end,
  squeezed = function () return assert (ArrowIO.compress ("columnar", "gzip")) end,
  compressed = function (things)
    return assert (ArrowIO.CompressedInputStream.new (
      ArrowIO.BufferReader.new (things.squeezed), things.codec))
  end,
  compressor = function (things)
    return assert (ArrowIO.CompressedOutputStream.new (things.writer, things.codec))
  end,
  codec = function () return assert (ArrowIO.Codec.new ("gzip", 6)) end,
  pool = function () return assert (ArrowIO.MemoryPool.for_backend "system") end,
  options = function () return ArrowIO.StreamOptions.new () end,
  input = function (things) return Gio.MemoryInputStream.new_from_bytes (things.bytes) end,
  output = function () return Gio.MemoryOutputStream.new_resizable () end,
  error = function ()
    return GLib.Error (Gio.IOErrorEnum, Gio.IOErrorEnum.FAILED, "gone")
  end,
  foreign = function ()
    local foreign = assert (ArrowIO.ForeignFile.new ("here", "r+", true))
    foreign.on_host_read = function (_, n_bytes)
      return GLib.Bytes.new (("columnar"):sub (1, n_bytes))
    end
    foreign.on_host_size = function (file)
      file:answer (8)
      return true
    end
    for _, name in ipairs { "seek", "truncate", "write", "flush", "close" } do
      foreign["on_host_" .. name] = function () return true end
    end
    return foreign
  end,
  transformed = function (things)
    local transformed = assert (ArrowIO.TransformInputStream.new (things.file))
    transformed.on_transform = function (_, bytes) return bytes end
    return transformed
  end,
  hdfs_options = function ()
    local options = ArrowIO.HdfsOptions.new ()
    options:set_user "ada"
    options:set_retries (0)
    return options
  end,
  hdfs_uri = function () return HDFS or "webhdfs://127.0.0.1:1" end,
  hdfs_file = function (things) return things.hdfs_uri .. "/data/a" end,
  hdfs = function (things)
    if not HDFS then return GObject.Object._new (ArrowIO.Hdfs, {}) end
    return assert (ArrowIO.Hdfs.new (HDFS, things.hdfs_options))
  end,
  info = function (things)
    if not HDFS then return GObject.Object._new (ArrowIO.HdfsInfo, {}) end
    return assert (things.hdfs:get_info "/data/a")
  end,
  lister = function (things)
    if not HDFS then return GObject.Object._new (ArrowIO.HdfsLister, {}) end
    return assert (things.hdfs:list "/data")
  end,
  both = function (things) return Gio.SimpleIOStream.new (things.input, things.output) end,
}

local function new_things (folder)
  local path = folder .. "/data"
  local file = assert (io.open (path, "wb"))
  file:write "columnar"
  file:close ()
  return setmetatable ({ path = path, fresh = folder .. "/fresh" }, {
    __index = function (things, name)
      local thing = makers[name] (things)
      rawset (things, name, thing)
      return thing
    end,
  })
end

-- What makes a file emit a signal.
local emitters = {
  ["host-close"] = function (file) return file:close () end,
  ["host-flush"] = function (file) file:flush () end,
  ["host-read"] = function (file) return file:read_buffer (3) end,
  ["host-seek"] = function (file) return file:seek ("set", 8) end,
  ["host-size"] = function (file) return file:size () end,
  ["host-truncate"] = function (file) file:truncate (3) end,
  ["host-write"] = function (file) assert (file:write ("abc"):flush ()) end,
  transform = function (file) return file:read_buffer (3) end,
}

local constants = { ["true"] = true, ["false"] = false }

local function argument (things, text)
  if text == "null" then return nil end
  if text:match "^[sb]:" then return text:sub (3) end
  if constants[text] ~= nil then return constants[text] end
  return tonumber (text) or things[text]
end

local unpack = table.unpack or unpack

local function call_async (owner, target, name, arguments, n)
  local loop, outcome = GLib.MainLoop (), nil
  arguments[n + 1], arguments[n + 2] = 0, nil
  arguments[n + 3] = function (_, result)
    outcome = result
    loop:quit ()
  end
  local finish = name:gsub ("_async$", "_finish")
  if not target then
    owner[name] (unpack (arguments, 1, n + 3))
    loop:run ()
    return owner[finish] (outcome)
  end
  target[name] (target, unpack (arguments, 1, n + 3))
  loop:run ()
  return target[finish] (target, outcome)
end

local function call (item, target, arguments, n)
  local signal = item:match "::(.*)"
  if signal then return emitters[signal] (target) end
  local property = item:match ":(.*)"
  if property then
    property = property:gsub ("-", "_")
    if n == 0 then return target[property] end
    target[property] = arguments[1]
    return nil
  end
  local owner, name = item:match "^(%w+)%.([%w_]+)$"
  name = name or item
  owner = owner and ArrowIO[owner] or ArrowIO
  if name:match "_async$" then return call_async (owner, target, name, arguments, n) end
  if target then return target[name] (target, unpack (arguments, 1, n)) end
  return owner[name] (unpack (arguments, 1, n))
end

local function encode (result, ...)
  if not result and ... then return tostring ((...)) end
  if select ("#", ...) > 0 and (...) ~= nil then result = { result, ... } end
  if type (result) == "table" and result[1] then
    local texts = {}
    for i, one in ipairs (result) do texts[i] = encode (one) end
    return table.concat (texts, ",")
  end
  if ArrowIO.NativeFile:is_type_of (result) then
    result = result:readable () and result:_method_read_all () or "-"
  elseif ArrowIO.Codec:is_type_of (result) then
    return result:get_name ()
  end
  if ArrowIO.Buffer:is_type_of (result) then result = tostring (result) end
  if GLib.Bytes:is_type_of (result) then result = result:get_data () or "" end
  if type (result) == "string" then return result == "" and '""' or result end
  if type (result) == "number" then return ("%d"):format (result) end
  return result == false and "false" or "-"
end

local function matches (result, expected)
  if expected:sub (1, 1) == "~" then return result:find (expected:sub (2), 1, true) end
  return expected == "*" or expected == result
end

local function rows (path, perform)
  local number = 0
  for line in io.lines (path) do
    number = number + 1
    local fields = {}
    for field in line:gmatch "[^\t]+" do fields[#fields + 1] = field end
    if #fields > 0 and not line:match "^[#-]" then perform (number, unpack (fields)) end
  end
end

-- Whether something is as lgi makes it.
local function is_native (item)
  local owner, name = item:match "^(%w+)[.:]+([%w_-]+)$"
  if item:match ":" then
    local attributes = rawget (ArrowIO[owner], "_attribute") or {}
    return item:match "::" ~= nil or attributes[name:gsub ("-", "_")] == nil
  end
  local found = (owner and ArrowIO[owner] or ArrowIO)[name or item]
  return found ~= nil and type (found) ~= "function"
end

local known, failed = {}, false
rows (arg[2], function (number, item, _, _, lua)
  known[item] = lua == "native" or lua == "override"
  if lua:sub (1, 1) ~= "-" and is_native (item) ~= (lua == "native") then
    failed = true
    print (("languages.tsv, line %d: %s is not %s in Lua"):format (number, item, lua))
  end
end)

rows (arg[1], function (number, item, receiver, texts, expected, others)
  if not known[item] or others and others:match "Lua" then return end
  local folder = GLib.dir_make_tmp "arrow-io-XXXXXX"
  local things = new_things (folder)
  local arguments, n = {}, 0
  for text in texts:gmatch "%S+" do
    if text ~= "-" then
      n = n + 1
      arguments[n] = argument (things, text)
    end
  end
  local target = receiver ~= "-" and things[receiver] or nil
  local ok, result = pcall (function () return encode (call (item, target, arguments, n)) end)
  os.remove (folder .. "/data")
  os.remove (folder .. "/fresh")
  os.remove (folder)
  if not (ok and matches (result, expected)) and (HDFS or not item:find "^Hdfs") then
    failed = true
    print (("line %d: %s: %s"):format (number, item, tostring (result)))
  end
end)
os.exit (failed and 1 or 0)
