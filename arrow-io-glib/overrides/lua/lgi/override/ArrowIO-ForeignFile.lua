-- ArrowIO-ForeignFile.lua: Lua's own files, and whatever has their methods, as files of the
-- library.
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local core = require "lgi.core"
local types = require "lgi.ffi".types
local result = require "lgi.override.ArrowIO-result"

local ArrowIO, Gio, GLib = lgi.ArrowIO, lgi.Gio, lgi.GLib
local Buffer, ForeignFile, NativeFile = ArrowIO.Buffer, ArrowIO.ForeignFile, ArrowIO.NativeFile

local integer = math.tointeger or function (number) return number end

local is_of_lgi = {
  [getmetatable (Buffer.new "")] = true,
  [getmetatable (GLib.Bytes.new "")] = true,
}

local function index (value, name)
  return value[name]
end

local function has (host, name)
  local ok, method = pcall (index, host, name)
  return ok and type (method) == "function"
end

-- A file of Lua, or a table or userdata with methods like those of one.
local function is_host (value)
  local kind = type (value)
  if kind ~= "table" and (kind ~= "userdata" or is_of_lgi[getmetatable (value)]) then
    return false
  end
  return has (value, "read") or has (value, "write")
end

-- lgi ends the process if a function takes an error, so this one is called by its address.
local fail_error = core.callable.new {
  addr = core.gi.ArrowIO.resolve.garrow_foreign_file_fail_error,
  ret = types.void, types.ptr, types.ptr,
}

function ForeignFile:fail_error (err)
  if not GLib.Error:is_type_of (err) then
    error (("bad argument #1 to 'fail_error' (error expected, got %s)"):format (type (err)), 2)
  end
  fail_error (self._native, core.record.query (err, "addr"))
end

-- An error may be anything, and fail even to say what it is.
local function to_words (reason)
  local ok, words = pcall (tostring, reason)
  return ok and type (words) == "string" and words or "an error that is no text"
end

-- Tells the file why its host failed. Gives what stands for failure.
local function fail (file, reason, errno)
  if GLib.Error:is_type_of (reason) then
    file:fail_error (reason)
  else
    file:fail (type (errno) == "number" and errno or 0, to_words (reason))
  end
  return false
end

local function to_bytes (file, data)
  if data == nil then return nil end
  if type (data) == "string" then return GLib.Bytes.new (data) end
  -- Other bytes than the script's, as lgi gives those away that it returns.
  if GLib.Bytes:is_type_of (data) then data = Buffer.new_bytes (data) end
  if Buffer:is_type_of (data) then return data:get_data () end
  fail (file, ("read gave a %s, and no string"):format (type (data)))
end

-- What the library can call: lgi would let an error, or a result of another type, jump over
-- the library.
local function guard (name, method)
  return function (file, ...)
    local ok, value = pcall (method, file, ...)
    if not ok then
      fail (file, value)
      value = nil
    end
    if name == "do_host_read" then return to_bytes (file, value) end
    return value and true or false
  end
end

local derive = ForeignFile.derive

-- For class () of a package: methods are guarded as they are assigned.
function ForeignFile:derive (...)
  local class = derive (self, ...)
  local metatable = {}
  for name, value in pairs (getmetatable (class)) do metatable[name] = value end
  local assign = metatable.__newindex
  function metatable.__newindex (target, name, value)
    local guards = type (value) == "function" and tostring (name):find "^do_host_"
    assign (target, name, guards and guard (name, value) or value)
  end
  class.derive = ForeignFile.derive
  return setmetatable (class, metatable)
end

local function call_method (host, name, ...)
  return host[name] (host, ...)
end

local function pack (...)
  return { n = select ("#", ...), ... }
end

-- Calls a method of the host. Gives whether it went well, and what it gave: as with io,
-- nil and false are failures, but not nothing at all.
local function call (file, host, name, ...)
  local results = pack (pcall (call_method, host, name, ...))
  local ok, value, reason, errno = results[1], results[2], results[3], results[4]
  if not ok then return fail (file, value) end
  if results.n == 1 or value then return true, value end
  -- Of a command, of which errno is no number of the system.
  if reason == "exit" or reason == "signal" then
    return fail (file, ("the command ended with %s %s"):format (reason, tostring (errno)))
  end
  return fail (file, reason or ("%s gave %s"):format (name, tostring (value)), errno)
end

-- A class, as lgi never frees a function that is connected to a signal. The host is in priv,
-- which lives as long as the file.
local LuaFile = lgi.package "ArrowIOLua":class ("LuaFile", ForeignFile)

-- Calls host:seek (), which gives a position.
local function seek (file, whence, offset)
  local ok, position = call (file, file.priv.host, "seek", whence, offset)
  if not ok then return nil end
  if type (position) == "number" and position >= 0 and position % 1 == 0 then
    return position
  end
  fail (file, ("seek gave %s, and no position"):format (tostring (position)))
end

-- C's files, which io has, want to be positioned between reading and writing.
local function turn_to (file, direction)
  local priv = file.priv
  local turns = priv.seekable and priv.direction and priv.direction ~= direction
  priv.direction = direction
  return not turns or seek (file, "cur", 0)
end

function LuaFile:do_host_read (n_bytes)
  if not turn_to (self, "read") then return nil end
  local data, reason, errno = call_method (self.priv.host, "read", integer (n_bytes))
  if data ~= nil or reason == nil then return data == nil and "" or data end
  fail (self, reason, errno)
end

function LuaFile:do_host_write (bytes)
  if not turn_to (self, "write") then return false end
  local ok, written = call (self, self.priv.host, "write", bytes:get_data ())
  if not ok or type (written) ~= "number" then return ok end
  if written % 1 ~= 0 then return fail (self, ("write gave %s"):format (written)) end
  self:answer (written)
  return true
end

function LuaFile:do_host_seek (offset)
  return seek (self, "set", integer (offset)) ~= nil
end

function LuaFile:do_host_size ()
  local position = seek (self, "cur", 0)
  local size = position and seek (self, "end", 0)
  if not size or not seek (self, "set", position) then return false end
  self:answer (size)
  return true
end

function LuaFile:do_host_truncate (size)
  if not has (self.priv.host, "truncate") then
    return fail (self, GLib.Error (ArrowIO.Error, "NOT_SUPPORTED",
      ("Failed to resize '%s': it has no method for that"):format (self:get_name ())))
  end
  return (call (self, self.priv.host, "truncate", integer (size)))
end

local function call_if_any (file, name)
  return not has (file.priv.host, name) or (call (file, file.priv.host, name))
end

function LuaFile:do_host_flush ()
  return call_if_any (self, "flush")
end

function LuaFile:do_host_close ()
  return call_if_any (self, "close")
end

local function name_of (host)
  local ok, name = pcall (index, host, "name")
  return ok and type (name) == "string" and name or to_words (host)
end

local function position_of (host)
  if not has (host, "seek") then return nil end
  local ok, position = pcall (call_method, host, "seek", "cur", 0)
  return ok and type (position) == "number" and position or nil
end

local directions = {
  r = { read = true }, w = { write = true }, a = { write = true },
  ["r+"] = { read = true, write = true },
}

-- A file over one of Lua, or over what has its methods; without a mode, it does whatever
-- there is a method for. Closing it closes the host.
function LuaFile.new (host, mode)
  if not is_host (host) then
    error (("bad argument #1 to 'new' (file expected, got %s)"):format (type (host)), 2)
  end
  local wanted = directions[mode == nil and "r+" or to_words (mode):gsub ("b", "")]
  if not wanted then
    return nil, GLib.Error (ArrowIO.Error, "INVALID", "Invalid file mode: " .. to_words (mode))
  end
  for name in pairs (wanted) do
    if mode and not has (host, name) then
      return nil, GLib.Error (ArrowIO.Error, "NOT_SUPPORTED",
        ("'%s' has no method to %s"):format (name_of (host), name))
    end
  end
  local position = position_of (host)
  local file = LuaFile {
    name = name_of (host),
    can_read = wanted.read and has (host, "read") or false,
    can_write = wanted.write and has (host, "write") or false,
    can_seek = position ~= nil,
  }
  file.priv.host, file.priv.seekable = host, position ~= nil
  -- From where the host is.
  if position and position > 0 then
    local at, err = file:seek ("set", position)
    if not at then return nil, err end
  end
  return file
end

LuaFile._name = "ArrowIO.LuaFile"
ArrowIO.LuaFile = LuaFile

-- What can be read or written besides a NativeFile, as one; anything else is left to those
-- who take it.
local function to_file (value, mode)
  if is_host (value) then return LuaFile.new (value, mode) end
  if Gio.InputStream:is_type_of (value) then
    return ArrowIO.GIOFile.new_for_input_stream (value)
  elseif Gio.OutputStream:is_type_of (value) then
    return ArrowIO.GIOFile.new_for_output_stream (value)
  end
  return value
end

-- The streams over a file are over one of these too.
local function take_files (class, mode)
  local construct = class.new
  function class.new (raw, ...)
    local file, err = to_file (raw, mode)
    if not file then return nil, err end
    return result.of (construct (file, ...))
  end
end

take_files (ArrowIO.BufferedInputStream, "r")
take_files (ArrowIO.BufferedOutputStream, "w")
take_files (ArrowIO.CompressedInputStream, "r")
take_files (ArrowIO.CompressedOutputStream, "w")

-- Copying goes to or from one as well, or what input_stream () and output_stream () open,
-- which is closed then. A host stays open.
local function copy_with (name, mode, open)
  local copy = NativeFile[name]
  NativeFile[name] = function (self, other)
    local is_ours = NativeFile:is_type_of (other) or is_host (other)
    local file, err
    if is_ours then
      file, err = to_file (other, mode)
    else
      file, err = ArrowIO[open] (other)
    end
    if not file then return result.of (nil, err) end
    local n_bytes
    n_bytes, err = copy (self, file)
    if is_ours then return result.of (n_bytes, err) end
    if err then
      file:give_up ()
      return result.of (nil, err)
    end
    local closed, failure = file:close ()
    return result.of (n_bytes, not closed and failure or nil)
  end
end

copy_with ("download", "w", "output_stream")
copy_with ("upload", "r", "input_stream")

return { to_file = to_file }
