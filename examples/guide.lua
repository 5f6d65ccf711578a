-- The guide's walk in Lua: guide.lua FILE DIRECTORY
--
-- Prints a line for each step: its name, its result and the milliseconds that it took.
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local ArrowIO, GLib = lgi.require("ArrowIO", "1.0"), lgi.GLib

local PIECE = 1024 * 1024

local file, directory = arg[1], arg[2]
local plain = directory .. "/plain"       -- FILE, decompressed
local packed = directory .. "/packed.zst" -- and compressed again

io.stdout:setvbuf "line"

local function step(name, run)
  local start = GLib.get_monotonic_time()
  local result = run()
  print(("%s\t%s\t%.1f"):format(name, result, (GLib.get_monotonic_time() - start) / 1000))
end

step("open", function()
  local source = assert(ArrowIO.OSFile.new(file, "rb"))
  return ("%d bytes"):format(source:size())
end)

-- What the file's suffix does not tell, its content does.
local function open_source()
  return assert(ArrowIO.input_stream(file, { compression = "auto" }))
end

step("detect", function()
  local source = open_source()
  local compressed = ArrowIO.CompressedInputStream:is_type_of(source)
  return compressed and source:get_codec():get_name() or "not compressed"
end)

-- What is left of a file, in one buffer again and again: however long the file is, memory
-- stays flat.
local function pieces(source)
  local buffer = assert(ArrowIO.allocate_buffer(PIECE))
  return function()
    local size = assert(source:read_into_buffer(buffer))
    return size > 0 and buffer:slice(0, size) or nil
  end
end

step("decompress", function()
  local target = assert(ArrowIO.OSFile.new(plain, "wb"))
  for piece in pieces(open_source()) do
    assert(target:write(piece))
  end
  local n_bytes = target:tell()
  assert(target:close())
  return ("%d bytes"):format(n_bytes)
end)

-- The whole file as a buffer. It keeps the map alive and copies nothing.
local function map_plain()
  return assert(assert(ArrowIO.memory_map(plain)):read_all_buffer())
end

step("map", function()
  local pool = ArrowIO.default_memory_pool()
  local before = pool:get_num_allocations()
  local buffer = map_plain()
  return ("%d bytes, %d allocations"):format(buffer.size, pool:get_num_allocations() - before)
end)

step("slice", function()
  local buffer = map_plain()
  local half = buffer.size // 2
  local middle = assert(buffer:slice(half, math.min(half, 8)))
  return "middle" .. tostring(middle):gsub(".", function(byte)
    return (" %02x"):format(byte:byte())
  end)
end)

-- GLib reads the map itself, through a GBytes that is a view of it.
step("hash", function()
  local hash = GLib.compute_checksum_for_bytes("SHA256", map_plain():get_data())
  return "sha256 " .. hash:sub(1, 16)
end)

-- A slice read as a file, line by line.
step("lines", function()
  local buffer = map_plain()
  local reader = ArrowIO.BufferReader.new(buffer:slice(0, math.min(buffer.size, PIECE)))
  local n_lines = 0
  for _ in reader:lines() do
    n_lines = n_lines + 1
  end
  return ("%d lines in the first MiB"):format(n_lines)
end)

step("compress", function()
  local target = assert(ArrowIO.output_stream(packed))
  assert(target:write(map_plain()))
  assert(target:close())
  return ("%d bytes of zstd"):format(assert(ArrowIO.OSFile.new(packed, "rb")):size())
end)

-- What comes back is compared with the map, slice by slice.
step("verify", function()
  local buffer = map_plain()
  local same = 0
  for piece in pieces(assert(ArrowIO.input_stream(packed))) do
    if not piece:equal(buffer:slice(same, piece.size)) then
      break
    end
    same = same + piece.size
  end
  return ("%d bytes are the same"):format(same)
end)

local pool = ArrowIO.default_memory_pool()
print(("pool\tpeak of %s, in KiB\t%d"):format(
  pool:get_backend_name(), pool:get_max_memory() // 1024))
