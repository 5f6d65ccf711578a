-- tests/bindings/lua/test-foreign-signals.lua: functions for files, connected and in
-- subclasses, as introspection gives them.
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local ArrowIO, Gio, GLib = lgi.ArrowIO, lgi.Gio, lgi.GLib
local helper = require "helper"
local test, assert_equal, assert_fails =
  helper.test, helper.assert_equal, helper.assert_fails

local Test = lgi.package "ForeignSignals"
local text = "one\ntwo\n"

local Text = Test:class ("Text", ArrowIO.ForeignFile)

function Text:do_host_read (n_bytes)
  local start = self.priv.position or 0
  self.priv.position = math.min (start + n_bytes, #text)
  return GLib.Bytes.new (text:sub (start + 1, self.priv.position))
end

function Text:do_host_seek (offset)
  self.priv.position = offset
  return true
end

function Text:do_host_size ()
  self:answer (#text)
  return true
end

local Full = Test:class ("Full", ArrowIO.ForeignFile)

function Full:do_host_write ()
  self:fail (28, nil)
  return false
end

local Upper = Test:class ("Upper", ArrowIO.TransformInputStream)

function Upper:do_transform (bytes)
  return GLib.Bytes.new ((bytes:get_size () > 0 and bytes.data or ""):upper ())
end

local function reader (data)
  return ArrowIO.BufferReader.new (ArrowIO.Buffer.new (data))
end

test ("connecting", function ()
  local file = ArrowIO.ForeignFile.new ("x", "r", false)
  file.on_host_read = function () return GLib.Bytes.new ("xyz") end
  assert_equal (file:read (7), "xyzxyzx")
end)

test ("a subclass", function ()
  local file = Text ()
  assert (file:readable () and not file:writable () and file:seekable ())
  assert_equal (file:size (), 8)
  assert_equal (file:read "L", "one\n")
  assert_equal (file:read "a", "two\n")
  assert (not Text { can_seek = false }:seekable ())
end)

test ("a failure", function ()
  local ok, err = Full { name = "full" }:write ("abc")
  assert_fails (Gio.IOErrorEnum, "NO_SPACE", ok, err)
  assert (tostring (err):find ("'full'", 1, true))
end)

test ("a transform", function ()
  assert_equal (Upper { raw = reader "some data" }:read "a", "SOME DATA")
  local stream = ArrowIO.TransformInputStream.new (reader "abc")
  stream.on_transform = function (_, bytes) return bytes end
  assert_equal (stream:read "a", "abc")
end)

test ("transcoding", function ()
  local stream = ArrowIO.transcoding_input_stream (reader "caf\233", "latin1", "utf-8")
  assert_equal (stream:read "a", "caf\195\169")
end)
