-- Text in UTF-16 inside a compressed file, with GIO's converters: converter.lua
--
-- Prints:
--
--   Zoë rides 12 km
--   Ñuño rides 7 km
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local ArrowIO, Gio = lgi.ArrowIO, lgi.Gio

-- GIO's stream over ours: encoded, then compressed.
local file = assert(ArrowIO.output_stream "riders.txt.gz")
local encoder = assert(Gio.CharsetConverter.new("UTF-16LE", "UTF-8"))
local encoded = Gio.ConverterOutputStream.new(file:get_output_stream(), encoder)
local text = "Zoë rides 12 km\nÑuño rides 7 km\n"
assert(encoded:write_all(text) == #text)
assert(encoded:close())
assert(file:close())

-- Ours over GIO's over ours: decompressed, decoded, and read by the line.
file = assert(ArrowIO.input_stream "riders.txt.gz")
local decoder = assert(Gio.CharsetConverter.new("UTF-8", "UTF-16LE"))
local decoded = Gio.ConverterInputStream.new(file:get_input_stream(), decoder)
for line in assert(ArrowIO.input_stream(decoded)):lines() do
  print(line)
end
