-- tests/bindings/lua/test-foreign.lua: files of Lua, and what has their methods.
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local ArrowIO, Gio, GLib = lgi.ArrowIO, lgi.Gio, lgi.GLib
local helper = require "helper"
local test, assert_equal, assert_fails = helper.test, helper.assert_equal, helper.assert_fails

local text = ("one\ntwo\nthree\n"):rep (1000)

-- A file in a table, which reads and writes at most so many bytes at once, and says what
-- was called.
local function new_host (content, at_once)
  local host = { content = content or "", position = 0, log = {} }
  local function log (...) host.log[#host.log + 1] = table.concat ({ ... }, " ") end
  function host:read (n_bytes)
    log ("read", n_bytes)
    n_bytes = math.min (n_bytes, at_once or n_bytes)
    local data = self.content:sub (self.position + 1, self.position + n_bytes)
    self.position = self.position + #data
    return data ~= "" and data or nil
  end
  function host:write (data)
    log ("write", #data)
    data = data:sub (1, at_once)
    self.content = self.content:sub (1, self.position) .. data
      .. self.content:sub (self.position + #data + 1)
    self.position = self.position + #data
    return #data
  end
  function host:flush () log ("flush") end
  function host:close () log ("close") end
  function host:said ()
    local said = table.concat (self.log, ",")
    self.log = {}
    return said
  end
  return host
end

local function add_seek (host)
  function host:seek (whence, offset)
    local from = { set = 0, cur = self.position, ["end"] = #self.content }
    self.position = from[whence] + (offset or 0)
    return self.position
  end
  return host
end

test ("a handle of io is read", function (folder)
  local path = folder .. "/text"
  helper.write (path, text)
  for _, options in ipairs { {}, { buffer_size = 100 } } do
    local handle = io.open (path, "rb")
    local file = assert (ArrowIO.input_stream (handle, options))
    assert_equal (file:read "l", "one")
    assert_equal (file:read (3), "two")
    assert_equal (file:read "a", text:sub (8))
    assert_equal (file:read "a", "")
    assert_equal (file:read "l", nil)
    assert_equal (io.type (handle), "file")
    assert (file:close ())
    assert_equal (io.type (handle), "closed file")
  end
end)

test ("a handle of io is written", function (folder)
  local path = folder .. "/text"
  local file = assert (ArrowIO.output_stream (io.open (path, "wb")))
  assert (file:write ("one ", 2):write (" three"):flush ())
  assert_equal (helper.load (path), "one 2 three")
  assert_equal (file:tell (), 11)
  assert (file:close ())
end)

test ("a handle of io goes on where it is", function (folder)
  local path = folder .. "/text"
  helper.write (path, text)
  local handle = io.open (path, "r+b")
  assert_equal (handle:read (4), "one\n")
  local file = assert (ArrowIO.LuaFile.new (handle))
  assert_equal (file.mode, "rb+")
  assert_equal (file:tell (), 4)
  assert_equal (file:read "l", "two")
  assert_equal (file:size (), #text)
  assert_equal (file:seek ("end", -6), #text - 6)
  assert_equal (file:read "l", "three")
  assert_equal (file:seek (4), 4)
  assert (file:write "TWO")
  assert_equal (file:read "L", "\n")
  assert_equal (file:read (5), "three")
  assert_equal (file:read_at (3, 4).data, "TWO")
  assert_equal (file:tell (), 13)
  assert (file:close ())
  assert_equal (helper.load (path), "one\nTWO" .. text:sub (8))
end)

test ("a pipe of io", function (folder)
  local command = io.popen ("printf 'one\\ntwo\\n'")
  local file = assert (ArrowIO.input_stream (command))
  assert (not file:seekable ())
  local lines = {}
  for line in file:lines () do lines[#lines + 1] = line end
  assert_equal (table.concat (lines, "|"), "one|two")
  assert (file:close ())

  local path = folder .. "/data.gz"
  command = io.popen ("cat > " .. path, "w")
  assert (ArrowIO.output_stream (command, { compression = "gzip" }):write (text):close ())
  assert_equal (ArrowIO.input_stream (path):read "a", text)
end)

test ("a command that fails", function ()
  local file = ArrowIO.input_stream (io.popen "exit 3")
  assert_equal (file:read "a", "")
  local ok, err = file:close ()
  -- Lua 5.1 does not tell.
  if ok == nil then assert (err.message:find ("the command ended with exit 3", 1, true)) end
  assert_equal (ok == nil, _VERSION ~= "Lua 5.1")
end)

test ("a table is read and written", function ()
  local host = new_host (text)
  local file = assert (ArrowIO.input_stream (host))
  assert_equal (file:read "a", text)
  assert (file:close ())
  assert_equal (host.log[#host.log], "close")

  host = new_host ()
  file = assert (ArrowIO.output_stream (host))
  -- 113
  assert (file:write "hello":flush ())
  assert (file:close ())
  assert_equal (host:said (), "write 5,flush,close")
  assert_equal (host.content, "hello")
  assert_equal (ArrowIO.LuaFile.new (add_seek (new_host (text)), "r"):size (), #text)
end)

test ("exactly what is asked for is read", function ()
  -- 112
  local host = new_host (text)
  local file = assert (ArrowIO.input_stream (host))
  assert_equal (file:read (3), "one")
  assert_equal (host:said (), "read 3")
end)

test ("short reads and writes lose nothing", function ()
  -- 3, 4
  local host = new_host (text, 7)
  assert_equal (ArrowIO.input_stream (host):read (100), text:sub (1, 100))
  assert_equal (ArrowIO.input_stream (new_host (text, 7)):read "a", text)
  host = new_host ("", 7)
  assert (ArrowIO.output_stream (host):write (text))
  assert_equal (host.content, text)
end)

-- A host with one method that does this.
local function with_method (name, method)
  return { [name] = function (_, ...) return method (...) end, name = "host" }
end

local function assert_says (words, result, err)
  assert_fails (ArrowIO.Error, "FOREIGN", result, err)
  assert (err.message:find (words, 1, true), err.message)
end

test ("what a host may not give", function ()
  local function read_gives (...)
    local values, n = { ... }, select ("#", ...)
    local unpack = table.unpack or unpack
    local host = with_method ("read", function () return unpack (values, 1, n) end)
    return ArrowIO.input_stream (host):read (4)
  end
  -- 2, 115
  assert_says ("'host' returned 5 bytes, more than the 4 requested", read_gives "12345")
  assert_says ("read gave a number, and no string", read_gives (4))
  assert_says ("read gave a boolean, and no string", read_gives (false))
  assert_says ("read gave a table, and no string", read_gives ({}))
  assert_equal (read_gives "", nil)
  assert_equal (read_gives (nil), nil)
  assert_equal (read_gives (), nil)

  local function write_gives (...)
    local values, n = { ... }, select ("#", ...)
    local unpack = table.unpack or unpack
    local host = with_method ("write", function () return unpack (values, 1, n) end)
    return ArrowIO.output_stream (host):write "1234"
  end
  assert (write_gives ())
  assert (write_gives (true))
  assert (write_gives ({}))
  assert (write_gives (4))
  assert_says ("says that it wrote 5 of 4 bytes", write_gives (5))
  assert_says ("says that it wrote 0 of 4 bytes", write_gives (0))
  assert_says ("says that it wrote -1 of 4 bytes", write_gives (-1))
  assert_says ("write gave 1.5", write_gives (1.5))
  assert_says ("write gave nil", write_gives (nil))
  assert_says ("write gave false", write_gives (false))
  assert_says ("no room", write_gives (nil, "no room"))
end)

test ("a host fails in its own words", function ()
  local failures = {
    { function () error ("the disk is on fire", 0) end, ArrowIO.Error, "FOREIGN" },
    { function () return nil, "the disk is on fire" end, ArrowIO.Error, "FOREIGN" },
    { function () return nil, "the disk is on fire", 28 end, Gio.IOErrorEnum, "NO_SPACE" },
    { function () error (GLib.Error (Gio.IOErrorEnum, "BUSY", "the disk is on fire")) end,
      Gio.IOErrorEnum, "BUSY" },
    { function () return nil, GLib.Error (ArrowIO.Error, "LIMIT", "the disk is on fire") end,
      ArrowIO.Error, "LIMIT" },
    { function () error (setmetatable ({}, { __tostring = function ()
      return "the disk is on fire" end })) end, ArrowIO.Error, "FOREIGN" },
  }
  for _, failure in ipairs (failures) do
    local method, domain, code = failure[1], failure[2], failure[3]
    local function check (result, err)
      assert_fails (domain, code, result, err)
      assert (err.message:find ("the disk is on fire", 1, true), err.message)
    end
    local host = with_method ("read", method)
    check (ArrowIO.input_stream (host):read (4))
    -- 109
    check (ArrowIO.input_stream (host, { compression = "gzip" }):read (4))
    check (ArrowIO.input_stream (host, { compression = "gzip", buffer_size = 9 }):read "a")
    host = with_method ("write", method)
    check (ArrowIO.output_stream (host):write "x")
    check (assert (ArrowIO.output_stream (host, { compression = "gzip" })):close ())
    host = { write = function () end, flush = method, close = method, name = "host" }
    check (ArrowIO.output_stream (host):flush ())
    check (ArrowIO.output_stream (host):close ())
  end
  local _, err, errno = ArrowIO.input_stream (with_method ("read", failures[3][1])):read (1)
  assert_equal (errno, 28)
  assert_equal (err.message,
    "Failed to read from 'host': the disk is on fire [errno 28]")
end)

test ("an error of io arrives", function ()
  local file = assert (ArrowIO.output_stream (io.open ("/dev/full", "w")))
  assert (file:write "x")
  local ok, err, errno = file:flush ()
  assert_fails (Gio.IOErrorEnum, "NO_SPACE", ok, err)
  assert_equal (errno, 28)
  file:close ()
  file = assert (ArrowIO.input_stream (io.open ("/dev/null", "w")))
  ok, err = file:read (1)
  assert (not ok)
  assert (err.message:find ("[errno 9]", 1, true), err.message)
end)

test ("the wrong direction", function ()
  -- 111
  local read_only, write_only = with_method ("read", function () end),
    with_method ("write", function () end)
  assert_equal (ArrowIO.LuaFile.new (read_only).mode, "rb")
  assert_equal (ArrowIO.LuaFile.new (write_only).mode, "wb")
  assert_fails (ArrowIO.Error, "NOT_SUPPORTED", ArrowIO.output_stream (read_only))
  assert_fails (ArrowIO.Error, "NOT_SUPPORTED", ArrowIO.input_stream (write_only))
  assert_fails (ArrowIO.Error, "NOT_SUPPORTED", ArrowIO.LuaFile.new (read_only):write "x")
  assert_fails (ArrowIO.Error, "NOT_SUPPORTED", ArrowIO.LuaFile.new (write_only):read (1))
  assert_fails (ArrowIO.Error, "INVALID", ArrowIO.LuaFile.new (read_only, "q"))
  for _, none in ipairs { {}, 5, true, print } do
    assert (not pcall (ArrowIO.input_stream, none))
  end
end)

test ("a host cannot use its own file", function ()
  local file
  local host = with_method ("read", function ()
    local _, err = file:read (1)
    return nil, err
  end)
  file = ArrowIO.input_stream (host)
  assert_fails (Gio.IOErrorEnum, "BUSY", file:read (1))
end)

test ("streams over hosts", function ()
  local host = new_host ()
  assert (ArrowIO.CompressedOutputStream.new (host, "gzip"):write (text):close ())
  local reader = add_seek (new_host (host.content, 100))
  assert_equal (ArrowIO.CompressedInputStream.new (reader, "gzip"):read "a", text)
  reader:seek "set"
  assert_equal (ArrowIO.input_stream (reader, { compression = "auto" }):read "a", text)
  local plain = new_host ()
  assert (ArrowIO.BufferedOutputStream.new (plain, 100):write (text):close ())
  assert_equal (ArrowIO.BufferedInputStream.new (new_host (plain.content), 7):read "a", text)
end)

test ("streams over streams of GIO", function ()
  local memory = Gio.MemoryOutputStream.new_resizable ()
  assert (ArrowIO.CompressedOutputStream.new (memory, "gzip"):write (text):close ())
  local stream = Gio.MemoryInputStream.new_from_bytes (memory:steal_as_bytes ())
  assert_equal (ArrowIO.CompressedInputStream.new (stream, "gzip"):read "a", text)
end)

test ("GIO reads and writes hosts", function ()
  local file = ArrowIO.input_stream (new_host (text, 100))
  local lines = Gio.DataInputStream.new (file.input_stream)
  assert_equal (lines:read_line_utf8 (), "one")
  assert_equal (lines:read_line_utf8 (), "two")
  local host = new_host ()
  local out = ArrowIO.output_stream (host).output_stream
  assert (out:write_bytes (GLib.Bytes.new "hello"))
  assert_equal (host.content, "hello")
end)

test ("copying to and from hosts and paths", function (folder)
  local path, host = folder .. "/copy.gz", new_host ()
  assert_equal (ArrowIO.BufferReader.new (text):download (host), #text)
  assert_equal (host.content, text)
  assert_equal (host.log[#host.log]:match "^write", "write")
  assert_equal (ArrowIO.BufferReader.new (text):download (path), #text)
  local out = ArrowIO.BufferOutputStream.new ()
  assert_equal (out:upload (path), #text)
  assert_equal (out:upload (new_host ("more", 3)), 4)
  assert_equal (tostring (out:getvalue ()), text .. "more")
  -- 5
  local full = with_method ("write", function () return nil, "full", 28 end)
  assert_fails (Gio.IOErrorEnum, "NO_SPACE", ArrowIO.BufferReader.new (text):download (full))
  assert_fails (Gio.IOErrorEnum, "NOT_FOUND", out:upload (folder .. "/missing"))
end)

test ("a class with methods of its own", function ()
  local package = lgi.package "ArrowIOTest"
  local Zeros = package:class ("Zeros", ArrowIO.ForeignFile)
  function Zeros:do_host_read (n_bytes)
    return GLib.Bytes.new (("\0"):rep (math.min (n_bytes, 3)))
  end
  local zeros = Zeros {}
  assert_equal (zeros:read (8), ("\0"):rep (8))
  assert (zeros:readable () and not zeros:writable () and not zeros:seekable ())
  assert_equal (tostring (zeros), "ArrowIOTest.Zeros (rb)")

  local Log = package:class ("Log", ArrowIO.ForeignFile)
  function Log:do_host_write (bytes)
    self.priv.written = (self.priv.written or "") .. bytes:get_data ()
    return true
  end
  function Log:do_host_close ()
    self:fail (0, "it stays open")
    return false
  end
  function Log:do_host_flush () error ("it is full", 0) end
  local log = Log { name = "the log" }
  assert_says ("Failed to flush 'the log': it is full",
    ArrowIO.CompressedOutputStream.new (log, "gzip"):write (text):flush ())
  assert (#log.priv.written > 0)
  assert_says ("Failed to close 'the log': it stays open", log:close ())
end)

test ("a class of a class, and what its methods give", function ()
  local package = lgi.package "ArrowIOTest"
  local Base = package:class ("Base", ArrowIO.ForeignFile)
  local Derived = package:class ("Derived", Base)
  local give
  function Derived:do_host_read () return give () end
  local function read_when_given (value)
    give = function () return value end
    return Derived {}:read (4)
  end
  for _, two in ipairs { "ab", GLib.Bytes.new "ab", ArrowIO.Buffer.new "ab" } do
    assert_equal (read_when_given (two), "abab")
  end
  assert_equal (read_when_given "", nil)
  for _, none in ipairs { 5, {}, true, false } do
    assert_says ("and no string", read_when_given (none))
  end
  assert_says ("did not say why; it gives bytes", read_when_given (nil))
  give = function () error ("oops", 0) end
  assert_says ("oops", Derived {}:read (4))
end)

test ("an error that has no words", function ()
  local mute = setmetatable ({}, { __tostring = function () error ("mute", 0) end })
  local host = { read = function () error (mute, 0) end }
  local _, err = ArrowIO.input_stream (host):read (4)
  assert (tostring (err):find ("an error that is no text", 1, true), err)
  host.write = function () return nil, mute end
  local file = ArrowIO.LuaFile.new (setmetatable (host, getmetatable (mute)))
  _, err = file:write ("text")
  if not err then _, err = file:flush () end
  assert (tostring (err):find ("an error that is no text", 1, true), err)
end)

test ("a mode that is none", function ()
  for _, mode in ipairs { 5, "rw", {}, false, "" } do
    local file, err = ArrowIO.LuaFile.new ({ read = function () end }, mode)
    assert_fails (ArrowIO.Error, "INVALID", file, err)
    assert (tostring (err):find "Invalid file mode")
  end
end)

test ("a function that gives nothing", function ()
  local Silent = lgi.package "ArrowIOTest":class ("Silent", ArrowIO.ForeignFile)
  function Silent:do_host_write () end
  local ok, err = Silent {}:write "text"
  assert (not ok and tostring (err):find ("it gives true", 1, true), err)
end)

-- Calls of a host that is collected, and what the library warned of.
local function dropped (wrap)
  local host, warnings = new_host (), {}
  local handler = GLib.log_set_handler ("ArrowIO", "LEVEL_WARNING", function (_, _, message)
    warnings[#warnings + 1] = message
  end)
  do
    local stream = wrap (host)
    assert (stream:write (text))
    stream = nil
  end
  host:said ()
  collectgarbage ()
  collectgarbage ()
  GLib.log_remove_handler ("ArrowIO", handler)
  return host:said (), table.concat (warnings, "|")
end

test ("a collection calls nothing of a host", function ()
  -- 52
  local said, warned = dropped (function (host)
    return ArrowIO.output_stream (host, { compression = "gzip" })
  end)
  assert_equal (said, "")
  assert (warned:find "dropped without being closed, and data is lost", warned)
  assert_equal (dropped (function (host) return ArrowIO.output_stream (host) end), "")
end)

test ("a stream holds its host", function ()
  local contents = {}
  local function open ()
    local host = new_host ()
    host.close = function (self) contents[1] = self.content end
    return ArrowIO.output_stream (host, { compression = "gzip" })
  end
  local stream = open ()
  for _ = 1, 3 do
    collectgarbage ()
    assert (stream:write (text))
  end
  assert (stream:close ())
  assert_equal (tostring (ArrowIO.decompress (contents[1], nil, "gzip")), text:rep (3))
end)

test ("hosts are collected", function ()
  local hosts = setmetatable ({}, { __mode = "k" })
  for _ = 1, 100 do
    local host = new_host (text)
    hosts[host] = true
    local file = ArrowIO.input_stream (host)
    assert (file:read (3))
  end
  collectgarbage ()
  collectgarbage ()
  local n = 0
  for _ in pairs (hosts) do n = n + 1 end
  assert (n < 10, n)
end)
