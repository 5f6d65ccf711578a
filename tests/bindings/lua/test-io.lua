-- tests/bindings/lua/test-io.lua: files of ours do what Lua's own do.
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local ArrowIO = lgi.ArrowIO
local helper = require "helper"
local test, assert_equal = helper.test, helper.assert_equal

local text = "one\ntwo\r\n\nlast"

-- What the formats of io.read are differs between the versions of Lua: ours are those of 5.3.
local has_own = _VERSION == "Lua 5.3"

-- Runs the test with each kind of file and with Lua's own.
local function test_as_io (name, content, run, seeks)
  test (name, function (folder)
    local path = folder .. "/text"
    helper.write (path, content)
    if has_own then run (io.open (path, "rb")) end
    run (ArrowIO.OSFile.new (path))
    run (ArrowIO.memory_map (path))
    run (ArrowIO.BufferReader.new (content))
    if not seeks then run (ArrowIO.BufferedInputStream.new (ArrowIO.OSFile.new (path), 4)) end
  end)
end

test_as_io ("read takes a size", text, function (file)
  assert_equal (file:read (3), "one")
  assert_equal (file:read (0), "")
  assert_equal (file:read (100), "\ntwo\r\n\nlast")
  assert_equal (file:read (1), nil)
  assert_equal (file:read (0), nil)
end)

test_as_io ("read takes a format", text, function (file)
  assert_equal (file:read (), "one")
  assert_equal (file:read "L", "two\r\n")
  assert_equal (file:read "*l", "")
  assert_equal (file:read "a", "last")
  assert_equal (file:read "a", "")
  assert_equal (file:read "l", nil)
  assert_equal (file:read "L", nil)
end)

test_as_io ("read takes several formats", text, function (file)
  local number, line, rest, none, nothing = file:read (2, "l", "a", 1, "l")
  assert_equal (number, "on")
  assert_equal (line, "e")
  assert_equal (rest, "two\r\n\nlast")
  assert_equal (none, nil)
  assert_equal (nothing, nil)
  assert_equal (select ("#", file:read (1, "l", "l")), 1)
end)

test_as_io ("read refuses what is no format", text, function (file)
  assert (not pcall (file.read, file, "x"))
  assert (not pcall (file.read, file, "*"))
  assert (not pcall (file.read, file, true))
end)

test_as_io ("read takes numbers", "12 -3.5e1,0x1F\n\t .5 5. +7 1e5x 1e+ -", function (file)
  local function next_is (number)
    local read = file:read "n"
    assert_equal (read, number)
  end
  next_is (12)
  next_is (-35)
  assert_equal (file:read (1), ",")
  next_is (31)
  next_is (0.5)
  next_is (5)
  next_is (7)
  next_is (100000)
  next_is (nil)
  assert_equal (file:read (2), "x ")
  next_is (nil)
  assert_equal (file:read (1), " ")
  next_is (nil)
  assert_equal (file:read (1), nil)
  next_is (nil)
end)

test_as_io ("read takes numbers among other formats", "3 apples\n4 pears\n", function (file)
  local lines = {}
  for number, rest in file:lines ("n", "l") do lines[#lines + 1] = number .. rest end
  assert_equal (table.concat (lines, "|"), "3 apples|4 pears")
end)

test_as_io ("a number ends where it gets too long", (" "):rep (300) .. ("7"):rep (300),
  function (file)
    assert_equal (file:read "n", nil)
    assert_equal (#file:read "a", 100)
  end)

test ("a loop over lines may use the file itself", function (folder)
  local path = folder .. "/lines"
  local lines = {}
  for i = 1, 3000 do lines[i] = "line " .. i .. ("x"):rep (i % 50) end
  helper.write (path, table.concat (lines, "\n"))
  for _, file in ipairs {
    ArrowIO.OSFile.new (path), ArrowIO.memory_map (path), ArrowIO.OSFile.new (path, "r+"),
    ArrowIO.BufferedInputStream.new (ArrowIO.OSFile.new (path), 9),
  } do
    local i, position = 0, 0
    for line in file:lines () do
      i = i + 1
      assert_equal (line, lines[i])
      position = position + #line + (i < 3000 and 1 or 0)
      if i % 7 == 0 then
        i = i + 1
        assert_equal (file:read (), lines[i])
        position = position + #lines[i] + 1
      end
      assert_equal (file:tell (), position)
    end
    assert_equal (i, 3000)
  end

  local file = ArrowIO.OSFile.new (path)
  local next_line = file:lines "L"
  assert_equal (next_line (), "line 1x\n")
  file:seek ("set", 0)
  assert_equal (next_line (), "line 1x\n")
  file:close ()
  local ok, err = pcall (next_line)
  assert (not ok and err:matches (ArrowIO.Error, "CLOSED"))
end)

test ("what is written is read by the loop that writes it", function (folder)
  helper.write (folder .. "/lines", "one\ntwo\nsix\n")
  local file = ArrowIO.OSFile.new (folder .. "/lines", "r+")
  local seen = {}
  for line in file:lines () do
    seen[#seen + 1] = line
    if line == "one" then file:write_at ("TWO", 4) end
  end
  assert_equal (table.concat (seen, " "), "one TWO six")
end)

-- lgi's own ways to a method are open too, and a class can be changed.
test ("methods are found however they are asked for", function ()
  local file = ArrowIO.BufferReader.new "columnar"
  assert_equal (file.tell, ArrowIO.NativeFile.tell)
  assert_equal (file:_method_read (3):get_data (), "col")
  assert_equal (ArrowIO.ResizableBuffer.new (3).slice, ArrowIO.MutableBuffer.slice)
  assert (ArrowIO.Buffer.slice ~= ArrowIO.MutableBuffer.slice)
  assert (not pcall (function () return file.no_method end))
  local tell = ArrowIO.NativeFile.tell
  ArrowIO.NativeFile.tell = function () return "here" end
  assert_equal (file:tell (), "here")
  ArrowIO.NativeFile.tell = tell
  assert_equal (file:tell (), 3)
end)

test_as_io ("lines", text, function (file)
  local lines = {}
  for line in file:lines () do lines[#lines + 1] = line end
  assert_equal (table.concat (lines, "|"), "one|two\r||last")
  assert_equal (file:seek ("set", 4), 4)
  lines = {}
  for line in file:lines "L" do lines[#lines + 1] = line end
  assert_equal (table.concat (lines, "|"), "two\r\n|\n|last")
  file:seek ("set")
  local first, second = file:lines (1, 2) ()
  assert_equal (first .. "|" .. second, "o|ne")
  file:seek "set"
  local sizes = {}
  for chunk in file:lines (6) do sizes[#sizes + 1] = #chunk end
  assert_equal (table.concat (sizes, " "), "6 6 2")
end, "seeks")

test_as_io ("seek", text, function (file)
  assert_equal (file:seek (), 0)
  assert_equal (file:seek ("set", 4), 4)
  assert_equal (file:seek ("cur", 2), 6)
  assert_equal (file:seek ("end", -4), 10)
  assert_equal (file:read "a", "last")
  assert_equal (tostring (file:seek "end"), "14")
  assert_equal (file:seek ("set", -1), nil)
  assert_equal (file:seek (), 14)
  assert (not pcall (file.seek, file, "start"))
end, "seeks")

test ("seek takes the offset first, as in C", function ()
  local file = ArrowIO.BufferReader.new (text)
  assert_equal (file:seek (4), 4)
  assert_equal (file:seek (2, "CUR"), 6)
  assert_equal (file:seek (-4, ArrowIO.SeekWhence.END), 10)
end)

-- The same calls for a file that is written; what it holds then is the same too.
local function write_as_io (file)
  assert_equal (file:write ("one ", 2, " "):write (2.5, " ", 4.0, ""), file)
  assert_equal (file:write (), file)
  for _, mode in ipairs { "no", "line", "full" } do
    assert_equal (file:setvbuf (mode), true)
  end
  assert_equal (file:setvbuf ("full", 100), true)
  assert (not pcall (file.setvbuf, file, "some"))
  assert (file:flush ())
  for _, chunk in ipairs { true, {}, print } do
    local ok, message = pcall (file.write, file, "", chunk)
    assert (not ok)
    assert (message:find ("string expected, got " .. type (chunk), 1, true), message)
  end
  assert (not pcall (file.write, file, nil))
  assert_equal (file:close (), true)
end

test ("write", function (folder)
  local path = folder .. "/data"
  for _, open in ipairs { ArrowIO.OSFile.new, has_own and io.open or nil } do
    write_as_io (open (path, "w"))
    assert_equal (helper.load (path), "one 2 2.5 4")
  end
end)

test ("what keeps back what is written says so", function ()
  local raw = ArrowIO.BufferOutputStream.new ()
  local file = ArrowIO.BufferedOutputStream.new (raw, 100)
  assert_equal (file:setvbuf "full", true)
  for _, mode in ipairs { "no", "line" } do
    helper.assert_fails (ArrowIO.Error, "NOT_SUPPORTED", file:setvbuf (mode))
  end
  assert (file:close ())
  local reader = ArrowIO.BufferedInputStream.new (ArrowIO.BufferReader.new (text), 100)
  assert_equal (reader:setvbuf ("full", 5), true)
  assert_equal (reader:get_buffer_size (), 5)
end)

test ("what fails gives nil, an error and its number", function (folder)
  local path = folder .. "/missing"
  local _, _, expected = io.open (path)
  for _, open in ipairs { ArrowIO.OSFile.new, ArrowIO.memory_map, ArrowIO.input_stream } do
    local file, err, number = open (path)
    assert_equal (file, nil)
    assert_equal (err.domain, lgi.Gio.IOErrorEnum)
    assert_equal (err.code, "NOT_FOUND")
    assert_equal (number, expected)
  end
  local file = ArrowIO.OSFile.new ("/dev/full", "w")
  local ok, err, number = file:write "x"
  assert_equal (ok, nil)
  assert_equal (tostring (err):match "%[errno %d+%]$", "[errno 28]")
  assert_equal (number, 28)
end)

test ("what fails on a closed file gives nil too", function ()
  local file = ArrowIO.BufferReader.new (text)
  assert_equal (ArrowIO.type (file), "file")
  assert_equal (tostring (file), "ArrowIO.BufferReader (rb)")
  assert (file:close ())
  assert_equal (ArrowIO.type (file), "closed file")
  assert_equal (tostring (file), "ArrowIO.BufferReader (closed)")
  for _, call in ipairs { "tell", "size", "flush", "fileno", "read_all_buffer" } do
    local value, err, number = file[call] (file)
    assert_equal (value, nil)
    assert_equal (err.domain, ArrowIO.Error)
    assert_equal (err.code, "CLOSED")
    assert_equal (number, nil)
  end
end)

test ("type tells files from what is none", function ()
  assert_equal (ArrowIO.type (io.stdout), "file")
  for _, value in ipairs { 1, "text", {}, ArrowIO.Buffer.new "x" } do
    assert_equal (ArrowIO.type (value), nil)
  end
end)

test ("lines of what is not open yet", function (folder)
  local path = folder .. "/text.gz"
  assert (ArrowIO.output_stream (path):write (text):close ())
  local lines = {}
  for line in ArrowIO.lines (path) do lines[#lines + 1] = line end
  assert_equal (table.concat (lines, "|"), "one|two\r||last")

  local file = ArrowIO.BufferReader.new (text)
  local read = ArrowIO.lines (file, "a", 1)
  assert_equal (read (), text)
  assert (not file.closed)
  while read () ~= "" do end
  local next_line = ArrowIO.lines (file, "l")
  assert_equal (next_line (), nil)
  assert (file.closed)
  assert_equal (next_line (), nil)

  local ok, err = pcall (ArrowIO.lines, folder .. "/missing")
  assert (not ok)
  assert_equal (err.code, "NOT_FOUND")
end)

test ("with closes the file", function (folder)
  local path = folder .. "/data"
  local first, second = ArrowIO.with (ArrowIO.OSFile.new (path, "w"), function (file)
    assert (file:write (text))
    return file, nil
  end)
  assert (first.closed)
  assert_equal (second, nil)
  assert_equal (helper.load (path), text)

  local file = ArrowIO.OSFile.new (path)
  local failure = {}
  local ok, err = pcall (ArrowIO.with, file, function () error (failure) end)
  assert (not ok)
  assert_equal (err, failure)
  assert (file.closed)
end)

test ("with raises what closing a file fails with", function ()
  local raw = ArrowIO.OSFile.new ("/dev/full", "w")
  local ok, err = pcall (ArrowIO.with, ArrowIO.BufferedOutputStream.new (raw, 100),
    function (file) assert (file:write "x") end)
  assert (not ok)
  assert_equal (err.code, "NO_SPACE")
end)

test ("bytes", function ()
  local content = ("\0\255a"):rep (5000)
  local n, sum = 0, 0
  for byte in ArrowIO.BufferReader.new (content):bytes () do
    n, sum = n + 1, sum + byte
  end
  assert_equal (n, 15000)
  assert_equal (sum, 5000 * (255 + 97))
  local none = ArrowIO.BufferReader.new (""):bytes ()
  assert_equal (none (), nil)
  assert_equal (none (), nil)
end)
