-- ArrowIO-async.lua: what is read without blocking is a string too.
--
-- Inside Gio.Async.start () a call waits: file:async_read_line () for read_line_async ()
-- and read_line_finish ().
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local result = require "lgi.override.ArrowIO-result"

local to_byte = require "lgi.override.ArrowIO-read".to_byte

local Gio, NativeFile = lgi.Gio, lgi.ArrowIO.NativeFile

-- Nil at the end, unless all that is left was asked for.
local gives_nil = {
  read = true, read1 = true, read_all = false, read_at = true, read_line = true,
  read_until = true, peek = false,
}

result.wrap (NativeFile, "advance_finish", "close_finish", "copy_finish", "download_finish",
  "flush_finish", "read_into_buffer_finish", "sync_finish", "truncate_finish",
  "upload_finish", "write_at_finish", "write_buffer_at_finish", "write_buffer_finish",
  "write_bytes_finish", "write_finish")

-- Waits as lgi's own do, which take a number.
function NativeFile:async_read_until (delimiter)
  local byte, err = to_byte (delimiter)
  if not byte then return nil, err end
  self:read_until_async (
    byte, Gio.Async.io_priority, Gio.Async.cancellable, coroutine.running ())
  return self:read_until_finish ((select (2, coroutine.yield ())))
end

for name, at_end in pairs (gives_nil) do
  local finish = NativeFile[name .. "_finish"]

  NativeFile[name .. "_finish"] = function (file, outcome)
    local bytes, err = finish (file, outcome)
    if not bytes then return result.of (nil, err) end
    local text = bytes:get_data () or ""
    if at_end and text == "" then return nil end
    return text
  end
end

local start, finish = NativeFile.read_ranges_async, NativeFile.read_ranges_finish

-- Takes pairs, as read_ranges ().
function NativeFile:read_ranges_async (ranges, ...)
  local offsets, sizes = result.split_ranges (ranges)
  return start (self, offsets, sizes, ...)
end

function NativeFile:read_ranges_finish (outcome)
  local buffers, err = finish (self, outcome)
  return result.of (buffers, err)
end

function NativeFile:async_read_ranges (ranges)
  self:read_ranges_async (
    ranges, Gio.Async.io_priority, Gio.Async.cancellable, coroutine.running ())
  return self:read_ranges_finish ((select (2, coroutine.yield ())))
end
