-- tests/bindings/lua/test-async.lua: calls that do not block, by callbacks and in
-- coroutines.
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local helper = require "helper"

local ArrowIO, Gio, GLib = lgi.ArrowIO, lgi.Gio, lgi.GLib
local assert_equal, assert_fails = helper.assert_equal, helper.assert_fails

-- Runs a main loop until the function that is given to run is called, which may be at once.
local function in_loop (run)
  local loop, over = GLib.MainLoop (nil, false), false
  run (function ()
    over = true
    loop:quit ()
  end)
  if not over then loop:run () end
end

-- Runs a function as a coroutine that waits for what does not block. Lua 5.1 cannot wait
-- inside of pcall, so that one that fails just never comes to its end.
local function in_coroutine (run)
  local done = false
  in_loop (function (quit)
    GLib.timeout_add_seconds (GLib.PRIORITY_DEFAULT, 60, quit)
    Gio.Async.start (function ()
      run ()
      done = true
      quit ()
    end) ()
  end)
  assert (done, "it ended early")
end

helper.test ("callbacks", function (folder)
  local path = folder .. "/text"
  helper.write (path, "one\ntwo\n")
  local file = assert (ArrowIO.input_stream (path))
  local text, told, copied
  in_loop (function (quit)
    file:read_async (3, GLib.PRIORITY_DEFAULT, nil, function (source, result)
      assert_equal (source, file)
      text = file:read_finish (result)
      quit ()
    end)
  end)
  assert_equal (text, "one")

  local out = ArrowIO.BufferOutputStream.new ()
  in_loop (function (quit)
    file:download_async (out, GLib.PRIORITY_DEFAULT, nil,
      function (done, total) told = done .. " of " .. total end,
      function (_, result)
        copied = file:download_finish (result)
        quit ()
      end)
  end)
  assert_equal (copied, 5)
  assert (told:match "^5.* of 5")
  assert_equal (tostring (out:getvalue ()), "\ntwo\n")
end)

helper.test ("coroutines", function (folder)
  local path = folder .. "/text"
  in_coroutine (function ()
    local out = assert (ArrowIO.async_output_stream_for_path (path))
    assert (out:async_write "one\ntwo\n")
    assert (out:async_close ())
    assert_equal (helper.load (path), "one\ntwo\n")

    local file = assert (ArrowIO.async_input_stream_for_path (path))
    assert_equal (file:async_read_line (), "one\n")
    assert_equal (file:async_read (100), "two\n")
    assert_equal (file:async_read (1), nil)
    assert_equal (file:async_read_all (), "")
    assert_equal (file:async_read_at (3, 4), "two")
    assert (file:async_close ())
    assert_fails (ArrowIO.Error, "CLOSED", file:async_read (1))
  end)
end)

helper.test ("open, copy and compress", function (folder)
  local path = folder .. "/text"
  helper.write (path, "text")
  in_coroutine (function ()
    local memory = ArrowIO.BufferOutputStream.new ()
    local source = lgi.GObject.Value (lgi.GObject.Type.STRING, path)
    local file = assert (ArrowIO.async_input_stream (source))
    assert_equal (file:async_copy (memory), 4)
    assert_equal (memory:async_upload (assert (ArrowIO.input_stream (path))), 4)
    file:seek ("set", 0)
    assert_equal (file:copy (memory), 4)
    local buffer = memory:getvalue ()
    local reader = assert (ArrowIO.async_input_stream_for_object (buffer))
    assert_equal (reader:async_read_all (), "texttexttext")
    assert (assert (ArrowIO.async_output_stream (source)):close ())
    local out = ArrowIO.BufferOutputStream.new ()
    assert_equal (ArrowIO.async_output_stream_for_object (out), out)

    local codec = ArrowIO.Codec.new ("gzip", ArrowIO.COMPRESSION_LEVEL_DEFAULT)
    local data = assert (codec:async_compress (buffer))
    assert_equal (tostring (assert (codec:async_decompress (data, -1))), "texttexttext")
  end)
end)

helper.test ("scan and update", function (folder)
  local path = folder .. "/text"
  helper.write (path, "one\ntwo\nthree\n")
  in_coroutine (function ()
    local file = assert (ArrowIO.async_input_stream_for_path (path))
    assert_equal (file:async_peek (3), "one")
    assert_equal (file:async_advance (1), 1)
    assert_equal (file:async_read_until "t", "ne\nt")
    assert_fails (ArrowIO.Error, "INVALID", file:async_read_until "ab")
    local buffer = assert (ArrowIO.allocate_buffer (3, false))
    assert_equal (file:async_read_into_buffer (buffer), 3)
    assert_equal (tostring (buffer), "wo\n")
    local parts = assert (file:async_read_ranges { { 4, 3 }, { 0, 1 } })
    assert_equal (#parts .. tostring (parts[1]) .. tostring (parts[2]), "2twoo")
    assert_fails (ArrowIO.Error, "INVALID", file:async_read_ranges { { -1, 3 } })
    file:seek "end"
    assert_equal (file:async_read_until "t", nil)
    assert_equal (file:async_peek (3), "")

    local map = assert (ArrowIO.async_memory_map (path, "r+"))
    assert (map:async_write_at ("TWO", 4))
    assert (map:async_sync ())
    assert (map:async_truncate (7))
    assert_equal (helper.load (path), "one\nTWO")
    local nothing, err = file:async_write_at ("x", 0)
    assert_equal (nothing, nil)
    assert_fails (ArrowIO.Error, "NOT_SUPPORTED", nothing, err)
    assert_equal ((map:async_truncate (-1)), nil)
    assert_equal (assert (ArrowIO.async_memory_map (path)):read (3), "one")
    local new = folder .. "/new"
    assert (ArrowIO.async_create_memory_map (new, 3))
    assert_fails (Gio.IOErrorEnum, "EXISTS", ArrowIO.async_create_memory_map (new, 3))
  end)
end)

-- lgi would open what is named by the part before it.
helper.test ("NUL in a path", function (folder)
  local path = folder .. "/text"
  helper.write (path, "text")
  local cut = path .. "\0cut"
  in_coroutine (function ()
    for _, name in ipairs { "input_stream_for_path", "output_stream_for_path" } do
      assert_fails (ArrowIO.Error, "INVALID", ArrowIO["async_" .. name] (cut))
    end
    assert_fails (ArrowIO.Error, "INVALID", ArrowIO.async_memory_map (cut))
    assert_fails (ArrowIO.Error, "INVALID", ArrowIO.async_create_memory_map (cut, 3, true))
  end)
  for _, name in ipairs { "input_stream_for_path", "output_stream_for_path" } do
    assert_fails (ArrowIO.Error, "INVALID",
      pcall (ArrowIO[name .. "_async"], cut, nil, 0, nil, function () end))
  end
  assert_equal (helper.load (path), "text")
end)

helper.test ("cancelled", function ()
  local child = assert (Gio.Subprocess.new ({ "cat" }, { "STDIN_PIPE", "STDOUT_PIPE" }))
  local file = assert (ArrowIO.input_stream (child:get_stdout_pipe ()))
  local cancellable = Gio.Cancellable ()
  local text, err
  in_loop (function (quit)
    file:read_line_async (GLib.PRIORITY_DEFAULT, cancellable, function (_, result)
      text, err = file:read_line_finish (result)
      quit ()
    end)
    GLib.timeout_add (GLib.PRIORITY_DEFAULT, 20, function () cancellable:cancel () end)
  end)
  assert_fails (Gio.IOErrorEnum, "CANCELLED", text, err)
  child:get_stdin_pipe ():write_all "yes\n"
  assert_equal (file:read "L", "yes\n")
end)

helper.test ("threads", function ()
  assert_equal (ArrowIO.io_thread_count (), 8)
  assert_fails (ArrowIO.Error, "INVALID", ArrowIO.set_io_thread_count (0))
  assert (ArrowIO.set_io_thread_count (3))
  assert_equal (ArrowIO.io_thread_count (), 3)
end)
