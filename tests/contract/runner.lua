-- tests/contract/runner.lua: performs scenarios.tsv.
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local ArrowIO, Gio, GLib = lgi.ArrowIO, lgi.Gio, lgi.GLib

local is_codec = {
  gzip = true, zstd = true, bz2 = true, lz4 = true, lz4_raw = true, brotli = true,
  snappy = true,
}
local definitions = {}
local folder = arg[0]:match "^(.*/)"
local unpack = table.unpack or unpack

-- The bytes that a text of the table stands for.
local function decode (text)
  if text == '""' then return "" end
  local pieces = {}
  for piece in text:gmatch "[^,]+" do
    local data, times = piece:match "^([^*]*)%*?(%d*)$"
    data = data:sub (1, 1) == "$" and definitions[data:sub (2)]
      or data:gsub ("%%(..)", function (hex) return string.char (tonumber (hex, 16)) end)
    pieces[#pieces + 1] = data:rep (tonumber (times) or 1)
  end
  return table.concat (pieces)
end

-- What an operation gave, as decode () gives what is expected of it.
local function encode (result)
  if result == nil then return "-" end
  if type (result) == "number" then return ("%d"):format (result) end
  if GLib.Bytes:is_type_of (result) then return result:get_data () or "" end
  return tostring (result)
end

local function write_whole_file (path, data)
  local file = assert (io.open (path, "wb"))
  assert (file:write (data))
  file:close ()
end

local function read_whole_file (path)
  local file = assert (io.open (path, "rb"))
  local data = file:read "*a"
  file:close ()
  return data
end

-- A scenario with one kind of file; an operation gives its result, or nil and an error.
local operations = {}

-- What a scenario starts from, opening, and looking at what was stored.

local function open_compressed (world, mode)
  local raw, err = ArrowIO.OSFile.new (world.path, mode)
  if not raw then return nil, err end
  local codec = ArrowIO.Codec.new (world.kind, ArrowIO.COMPRESSION_LEVEL_DEFAULT)
  local class = mode == "r" and ArrowIO.CompressedInputStream
    or ArrowIO.CompressedOutputStream
  return class.new (raw, codec)
end

local open_kind = {
  os = function (world, mode) return ArrowIO.OSFile.new (world.path, mode) end,
  map = function (world, mode) return ArrowIO.memory_map (world.path, mode) end,
  gio = function (world, mode)
    return ArrowIO.GIOFile.new_for_file (Gio.File.new_for_path (world.path), mode)
  end,
  reader = function (world)
    return ArrowIO.BufferReader.new (ArrowIO.Buffer.new (world.content))
  end,
  writer = function () return ArrowIO.BufferOutputStream.new () end,
  fixed = function (world)
    world.buffer = ArrowIO.MutableBuffer.new (world.content)
    return ArrowIO.FixedSizeBufferWriter.new (world.buffer)
  end,
  mock = function () return ArrowIO.MockOutputStream.new () end,
  slice = function (world)
    return ArrowIO.OSFile.new (world.path, "r"):get_stream (0, 2 ^ 40)
  end,
  buffered = function (world, mode)
    local class = mode == "r" and ArrowIO.BufferedInputStream
      or ArrowIO.BufferedOutputStream
    return class.new (ArrowIO.OSFile.new (world.path, mode), 4)
  end,
  foreign = function (world, mode)
    return ArrowIO.LuaFile.new (assert (io.open (world.path, mode .. "b")), mode)
  end,
  transform = function (world)
    local stream = ArrowIO.TransformInputStream.new (ArrowIO.OSFile.new (world.path, "r"))
    stream.on_transform = function (_, bytes) return bytes end
    return stream
  end,
  source = function (world)
    return ArrowIO.input_stream (ArrowIO.Buffer.new (world.content), world.options)
  end,
  stream = function (world, mode)
    local open = mode == "r" and ArrowIO.input_stream or ArrowIO.output_stream
    return open (world.path, world.options)
  end,
}

local function set_file (world, file, err)
  world.file = file
  return nil, err
end

function operations.open (world, mode)
  return set_file (world, (open_kind[world.kind] or open_compressed) (world, decode (mode)))
end

function operations.create (world, size)
  return set_file (world, ArrowIO.create_memory_map (world.path, tonumber (size)))
end

function operations.create_again (world, size)
  return set_file (world, ArrowIO.create_memory_map (world.path, tonumber (size), true))
end

function operations.name (world, name)
  world.path = name:sub (1, 1) == "/" and name or world.folder .. "/" .. name
end

function operations.compression (world, name)
  world.options.compression = name ~= "none" and name
end

function operations.level (world, level)
  world.options.compression_level = tonumber (level)
end

function operations.raw (world, content)
  world.content = decode (content)
  if world.kind ~= "reader" and world.kind ~= "source" and world.kind ~= "fixed" then
    write_whole_file (world.path, world.content)
  end
end

function operations.content (world, content)
  if not is_codec[world.kind] then
    return operations.raw (world, content)
  end
  assert (open_compressed (world, "w"):write (decode (content)):close ())
end

function operations.folder (world)
  assert (Gio.File.new_for_path (world.path):make_directory ())
end

function operations.disk (world, size)
  return read_whole_file (world.path):sub (1, tonumber (size))
end

function operations.stored (world)
  if world.kind == "writer" then return world.file:getvalue () end
  if world.kind == "fixed" then return world.buffer end
  if is_codec[world.kind] then
    return open_compressed (world, "r"):read "a"
  end
  return read_whole_file (world.path)
end

function operations.exists (world)
  return Gio.File.new_for_path (world.path):query_exists ()
end

-- What an open file does. Only reading and lines give nil at the end.

local function at_end_empty (text, err)
  if err then return nil, err end
  return text or ""
end

function operations.read (world, n_bytes)
  return at_end_empty (world.file:read (tonumber (n_bytes)))
end

function operations.read1 (world, n_bytes)
  return world.file:read1 (tonumber (n_bytes))
end

function operations.read_buffer (world, n_bytes)
  return world.file:read_buffer (tonumber (n_bytes))
end

function operations.read_all (world)
  return world.file:read "a"
end

function operations.read_all_buffer (world)
  return world.file:read_all_buffer ()
end

function operations.read_at (world, n_bytes, offset)
  return world.file:read_at (tonumber (n_bytes), tonumber (offset))
end

function operations.read_buffer_at (world, n_bytes, offset)
  return world.file:read_buffer_at (tonumber (n_bytes), tonumber (offset))
end

function operations.read_into_buffer (world, size)
  local buffer = ArrowIO.allocate_buffer (tonumber (size), false)
  local n, err = world.file:read_into_buffer (buffer)
  if err then return nil, err end
  return buffer:slice (0, n)
end

function operations.read_line (world)
  return at_end_empty (world.file:read "L")
end

function operations.read_line_into_buffer (world)
  local buffer = ArrowIO.allocate_buffer (3, true)
  local n, err = world.file:read_line_into_buffer (buffer)
  if err then return nil, err end
  assert (n == #buffer)
  return buffer
end

function operations.read_line_utf8 (world)
  return world.file:read_line_utf8 ()
end

function operations.input_stream (world, n_bytes)
  local stream = world.file.input_stream
  local bytes, err = stream:read_bytes (tonumber (n_bytes))
  stream:close ()
  return bytes, err
end

function operations.output_stream (world, text)
  local stream = world.file.output_stream
  assert (stream:write_bytes (GLib.Bytes.new (decode (text))))
  assert (stream:close ())
end

function operations.seek (world, offset, whence)
  return world.file:seek (whence, tonumber (offset))
end

function operations.tell (world)
  return world.file:tell ()
end

function operations.size (world)
  return world.file:size ()
end

local function only_error (_, err)
  return nil, err
end

function operations.write (world, text)
  return only_error (world.file:write (decode (text)))
end

function operations.write_bytes (world, text)
  return only_error (world.file:write (GLib.Bytes.new (decode (text))))
end

function operations.write_buffer (world, text)
  return only_error (world.file:write (ArrowIO.Buffer.new (decode (text))))
end

function operations.flush (world)
  return only_error (world.file:flush ())
end

function operations.close (world)
  return only_error (world.file:close ())
end

function operations.getvalue (world)
  return world.file:getvalue ()
end

function operations.resize (world, size)
  return only_error (world.file:resize (tonumber (size)))
end

function operations.trailing_data (world, policy)
  world.file.trailing_data = policy:upper ()
end

function operations.closed (world)
  return world.file.closed
end

function operations.readable (world)
  return world.file:readable ()
end

function operations.writable (world)
  return world.file:writable ()
end

function operations.seekable (world)
  return world.file:seekable ()
end

function operations.mode (world)
  return world.file.mode
end

-- What fewer programs ask of a file is in a file of its own.
dofile (folder .. "runner-file.lua") (operations, decode, set_file)

-- Buffers, codecs and pools.

local function set_buffer (world, buffer, err)
  world.buffer = buffer or world.buffer
  return nil, err
end

function operations.buffer (world, text)
  return set_buffer (world, ArrowIO.Buffer.new (decode (text)))
end

function operations.mutable_buffer (world, text)
  return set_buffer (world, ArrowIO.MutableBuffer.new (decode (text)))
end

function operations.allocate (world, size)
  return set_buffer (world, ArrowIO.allocate_buffer (tonumber (size), true))
end

function operations.allocate_aligned (world, size, alignment)
  return set_buffer (world, ArrowIO.allocate_aligned_buffer (
    tonumber (size), tonumber (alignment), true))
end

operations["buffer.map"] = function (world, offset, size)
  local stream = assert (Gio.File.new_for_path (world.path):read ())
  return set_buffer (world, ArrowIO.Buffer.new_map (
    Gio.FileDescriptorBased.get_fd (stream), tonumber (offset), tonumber (size)))
end

operations["buffer.hex"] = function (world)
  return world.buffer:hex ()
end

operations["buffer.misaligned"] = function (world, alignment)
  return world.buffer.address % tonumber (alignment)
end

operations["buffer.slice"] = function (world, offset, size)
  return set_buffer (world, world.buffer:slice (tonumber (offset), tonumber (size)))
end

operations["buffer.copy"] = function (world, start, size)
  return set_buffer (world, world.buffer:copy (tonumber (start), tonumber (size)))
end

operations["buffer.size"] = function (world)
  return world.buffer.size
end

operations["buffer.capacity"] = function (world)
  return world.buffer:get_capacity ()
end

operations["buffer.mutable"] = function (world)
  return world.buffer.mutable
end

operations["buffer.data"] = function (world)
  return world.buffer
end

operations["buffer.equal"] = function (world, text)
  return world.buffer:equal (ArrowIO.Buffer.new (decode (text)))
end

operations["buffer.set_data"] = function (world, offset, text)
  return only_error (world.buffer:set_data (tonumber (offset), decode (text)))
end

operations["buffer.resize"] = function (world, size)
  return only_error (world.buffer:resize (tonumber (size)))
end

operations["buffer.reserve"] = function (world, capacity)
  return only_error (world.buffer:reserve (tonumber (capacity)))
end

operations["buffer.shrink"] = function (world)
  return only_error (world.buffer:shrink ())
end

dofile (folder .. "runner-codecs.lua") (operations, decode, set_buffer)

local pool_operations = dofile (folder .. "runner-pools.lua")
for name, operation in pairs (pool_operations) do operations[name] = operation end

-- Such as !CLOSED or !IO.NOT_FOUND.
local function describe (err)
  local prefixes = { [ArrowIO.Error] = "!", [Gio.IOErrorEnum] = "!IO." }
  return prefixes[err.domain] .. err.code
end

local function is_expected (err, expected)
  local code, words = expected:match "^(%S+)(.*)$"
  if describe (err) ~= code then return false end
  for word in words:gmatch "%S+" do
    if not err.message:find (decode (word), 1, true) then return false end
  end
  return true
end

-- Runs a row; returns what is wrong, or nil.
local function perform (world, row)
  local arguments = {}
  if row.arguments ~= "-" then
    for argument in row.arguments:gmatch "%S+" do
      arguments[#arguments + 1] = argument
    end
  end

  local result, err = operations[row.operation] (world, unpack (arguments))
  if err then
    if not is_expected (err, row.expected) then return describe (err) .. " " .. err.message end
  elseif encode (result) ~= decode (row.expected) then
    return encode (result):sub (1, 100)
  end
end

-- Runs a scenario with a kind of file; returns how many rows failed.
local function run (scenario, kind)
  local world = { kind = kind, folder = GLib.dir_make_tmp "arrow-io-XXXXXX", options = {} }
  world.path = world.folder .. "/data"
  local failures = 0
  for _, row in ipairs (scenario.rows) do
    local wrong = perform (world, row)
    if wrong then
      failures = failures + 1
      print (("line %d: %s, %s: %s %s: %s"):format (
        row.line, scenario.name, kind, row.operation, row.arguments, wrong))
    end
  end
  if world.file then world.file:close () end
  if world.path:sub (1, #world.folder) == world.folder then os.remove (world.path) end
  assert (os.remove (world.folder))
  return failures
end

local function read_table (path)
  local scenarios, line = {}, 0
  for text in io.lines (path) do
    line = line + 1
    if text ~= "" and text:sub (1, 1) ~= "#" then
      local operation, arguments, expected = text:match "^([^\t]+)\t([^\t]+)\t([^\t]+)$"
      if operation == "let" then
        definitions[arguments] = decode (expected)
      elseif operation == "scenario" then
        scenarios[#scenarios + 1] = { name = arguments, kinds = expected, rows = {} }
      else
        table.insert (scenarios[#scenarios].rows, {
          line = line, operation = operation, arguments = arguments, expected = expected,
        })
      end
    end
  end
  return scenarios
end

local failures = 0
for _, scenario in ipairs (read_table (arg[1])) do
  for kind in scenario.kinds:gmatch "%S+" do
    if not is_codec[kind] or ArrowIO.Codec.is_available (kind) then
      failures = failures + run (scenario, kind)
    end
  end
end
os.exit (failures == 0 and 0 or 1)
