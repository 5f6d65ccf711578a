-- tests/bench/calls/calls.lua: what one call costs from Lua, beside its rivals.
--
-- calls.lua [--short | --seconds=N] [PART OF THE NAME OF A WORK]
--
-- Prints rows as the programs in C do, see bench.h.
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local ArrowIO, Gio, GLib = lgi.ArrowIO, lgi.Gio, lgi.GLib

local N_ROUNDS = 11
local MIB = 2 ^ 20
local N_LINES = 10000

local seconds_each, only = 0.22, ""
for _, argument in ipairs (arg) do
  local seconds = argument:match "^%-%-seconds=(.*)"
  if argument == "--short" then
    seconds_each = 0
  elseif seconds then
    seconds_each = tonumber (seconds)
  else
    only = argument
  end
end

-- Seconds for all the times of a case: prepare () gives what is called, for each batch anew,
-- and is not measured.
local function measure (case)
  local seconds, left = 0, case.times
  collectgarbage ()
  while left > 0 do
    local call, n = case.prepare (), math.min (case.batch, left)
    local start = GLib.get_monotonic_time ()
    for _ = 1, n do call () end
    seconds = seconds + (GLib.get_monotonic_time () - start) / 1e6
    left = left - n
  end
  return seconds
end

-- Finds how many times fill a round.
local function calibrate (case)
  local wanted, seconds = seconds_each / N_ROUNDS, measure (case)
  while seconds < wanted / 4 do
    case.times = case.times * 4
    seconds = measure (case)
  end
  case.times = math.max (1, math.floor (case.times * wanted / seconds))
end

-- Prints a row for each of the rivals, { who, prepare }, who take turns.
local function compare (work, setting, rivals, options)
  work = "Lua: " .. work
  if not work:find (only, 1, true) then return end
  local cases = {}
  for i, rival in ipairs (rivals) do
    cases[i] = {
      who = rival[1], prepare = rival[2], batch = options.batch or 1000, times = 1,
      rounds = {},
    }
    if seconds_each > 0 then calibrate (cases[i]) end
  end
  for round = 1, seconds_each > 0 and N_ROUNDS or 1 do
    for _, case in ipairs (cases) do
      case.rounds[round] = measure (case) / case.times / (options.divisor or 1) * 1e9
    end
  end
  for _, case in ipairs (cases) do
    local rounds, texts = case.rounds, {}
    for i, figure in ipairs (rounds) do texts[i] = ("%.2f"):format (figure) end
    table.sort (rounds)
    print (("%s\t%s\t%s\t%.2f\t%.2f\t%.2f\t%d\tns\t%s"):format (work, setting, case.who,
      rounds[math.floor (#rounds / 2) + 1], rounds[1], rounds[#rounds], options.n_bytes or 0,
      table.concat (texts, " ")))
  end
end

local folder = assert (GLib.dir_make_tmp ("arrow-io-XXXXXX"))
local path, lines_path = folder .. "/zeros", folder .. "/lines"
local data = ("\0"):rep (8 * MIB)

local function write_file (name, content)
  local file = assert (io.open (name, "wb"))
  file:write (content)
  file:close ()
end

write_file (path, data)
write_file (lines_path, (("x"):rep (59) .. "\n"):rep (N_LINES))

local function gio_file (name)
  return Gio.File.new_for_path (name):read ()
end

-- Reading a little, as a string.
local function compare_reading (where, ours, gio, own)
  for _, size in ipairs { { 16, "16 B" }, { 4096, "4 KiB" } } do
    local n_bytes = size[1]
    compare ("read " .. where, size[2], {
      { "arrow-io", function ()
        local file = ours ()
        return function () return file:read (n_bytes) end
      end },
      { "GIO", function ()
        local stream = gio ()
        return function () return stream:read_bytes (n_bytes):get_data () end
      end },
      own and { "Lua", function ()
        local file = own ()
        return function () return file:read (n_bytes) end
      end },
    }, { n_bytes = n_bytes })
  end
end

compare_reading ("from memory",
  function () return ArrowIO.BufferReader.new (data) end,
  function () return Gio.MemoryInputStream.new_from_data (data) end)
compare_reading ("from a file",
  function () return ArrowIO.OSFile.new (path) end,
  function () return Gio.BufferedInputStream.new (gio_file (path)) end,
  function () return io.open (path, "rb") end)

-- Reading much of a file that is mapped, or as near to that as a rival comes.
compare ("read of a map", "1 MiB as a buffer", {
  { "arrow-io", function ()
    local file = ArrowIO.memory_map (path)
    return function () return file:read_buffer (MIB) end
  end },
  { "GIO", function ()
    local stream = gio_file (path)
    return function () return stream:read_bytes (MIB) end
  end },
}, { batch = #data / MIB, n_bytes = MIB })

compare ("iterate over lines", "60 B", {
  { "arrow-io", function ()
    local file = ArrowIO.OSFile.new (lines_path)
    return function () for _ in file:lines () do end end
  end },
  { "GIO", function ()
    local stream = Gio.DataInputStream.new (gio_file (lines_path))
    return function () while stream:read_line_utf8 () do end end
  end },
  { "Lua", function ()
    local file = io.open (lines_path, "rb")
    return function () for _ in file:lines () do end end
  end },
}, { batch = 1, divisor = N_LINES, n_bytes = 60 })

compare ("read a line", "60 B", {
  { "arrow-io", function ()
    local file = ArrowIO.OSFile.new (lines_path)
    return function () return file:read () end
  end },
  { "GIO", function ()
    local stream = Gio.DataInputStream.new (gio_file (lines_path))
    return function () return stream:read_line_utf8 () end
  end },
  { "Lua", function ()
    local file = io.open (lines_path, "rb")
    return function () return file:read () end
  end },
}, { n_bytes = 60 })

for _, size in ipairs { { 16, "16 B" }, { 4096, "4 KiB" } } do
  local text = ("x"):rep (size[1])
  compare ("write to memory", size[2], {
    { "arrow-io", function ()
      local file = ArrowIO.BufferOutputStream.new ()
      return function () return file:write (text) end
    end },
    { "GIO", function ()
      local stream = Gio.MemoryOutputStream.new_resizable ()
      return function () return stream:write (text) end
    end },
  }, { n_bytes = size[1] })
end

compare ("slice of a buffer", "4 KiB", {
  { "arrow-io", function ()
    local buffer = ArrowIO.Buffer.new (data:sub (1, 8192))
    return function () return buffer:slice (64, 4096) end
  end },
  { "GIO", function ()
    local bytes = GLib.Bytes.new (data:sub (1, 8192))
    return function () return GLib.Bytes.new_from_bytes (bytes, 64, 4096) end
  end },
}, {})

compare ("string of a buffer", "4 KiB", {
  { "arrow-io", function ()
    local buffer = ArrowIO.Buffer.new (data:sub (1, 4096))
    return function () return tostring (buffer) end
  end },
  { "GIO", function ()
    local bytes = GLib.Bytes.new (data:sub (1, 4096))
    return function () return bytes:get_data () end
  end },
}, { n_bytes = 4096 })

compare ("size of a buffer", "#", {
  { "arrow-io", function ()
    local buffer = ArrowIO.Buffer.new "x"
    return function () return #buffer end
  end },
  { "GIO", function ()
    local bytes = GLib.Bytes.new "x"
    return function () return #bytes end
  end },
}, {})

compare ("tell", "memory", {
  { "arrow-io", function ()
    local file = ArrowIO.BufferReader.new "x"
    return function () return file:tell () end
  end },
  { "GIO", function ()
    local stream = Gio.MemoryInputStream.new_from_data "x"
    return function () return stream:tell () end
  end },
  { "Lua", function ()
    local file = io.open (path, "rb")
    return function () return file:seek () end
  end },
}, {})

compare ("open and close", "file", {
  { "arrow-io", function () return function () ArrowIO.OSFile.new (path):close () end end },
  { "GIO", function () return function () gio_file (path):close () end end },
  { "Lua", function () return function () io.open (path, "rb"):close () end end },
}, {})

os.remove (path)
os.remove (lines_path)
os.remove (folder)
