-- ArrowIO-NativeFile.lua: files as Lua's own, but for reading and writing.
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local result = require "lgi.override.ArrowIO-result"

local ArrowIO, Gio = lgi.ArrowIO, lgi.Gio
local NativeFile, MemoryMappedFile = ArrowIO.NativeFile, ArrowIO.MemoryMappedFile

local seek = NativeFile.seek
local whences = { set = "SET", cur = "CUR", ["end"] = "END" }
for _, name in pairs { "SET", "CUR", "END" } do
  whences[name], whences[ArrowIO.SeekWhence[name]] = name, name
end

-- As io has it, seek (whence, offset); or seek (offset, whence), as lgi has it.
function NativeFile:seek (whence, offset)
  if type (whence) == "number" then whence, offset = offset or "set", whence end
  local by_whence = whences[whence or "cur"]
  if not by_whence then error ("invalid whence: " .. tostring (whence), 2) end
  return result.of (seek (self, offset or 0, by_whence))
end

result.wrap (NativeFile, "abort", "advance", "close", "download", "fileno", "flush", "give_up", "size",
  "sync", "tell", "truncate", "upload")

local resize = MemoryMappedFile.resize

-- Views that nobody has any more count as readers until they are collected.
function MemoryMappedFile:resize (new_size)
  local ok, err = resize (self, new_size)
  if err and err:matches (Gio.IOErrorEnum, "BUSY") then
    collectgarbage ()
    ok, err = resize (self, new_size)
  end
  return result.of (ok, err)
end

-- Such as ArrowIO.OSFile (rb).
function NativeFile:_tostring ()
  return ("%s (%s)"):format (self._type._name, self.closed and "closed" or self.mode)
end

-- What io.type () gives, for files of either kind.
function ArrowIO.type (value)
  if not NativeFile:is_type_of (value) then return io.type (value) end
  return value.closed and "closed file" or "file"
end

-- Calls a function with a file, closes the file even if that fails, and gives what the
-- function gave. A file that was written fails here if closing it does.
function ArrowIO.with (file, use)
  local function finish (ok, ...)
    if not ok then
      file:give_up ()
      error ((...), 0)
    end
    local closed, err = file:close ()
    if not closed then error (err, 0) end
    return ...
  end
  return finish (pcall (use, file))
end
