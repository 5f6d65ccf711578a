-- tests/bindings/lua/test-pressure.lua: what nobody uses any more does not pile up, though
-- nothing here collects.
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local ArrowIO = lgi.ArrowIO
local helper = require "helper"
local test, assert_equal = helper.test, helper.assert_equal

local MIB = 1024 * 1024
local slow = os.getenv "TESTS_RUN_SLOWLY"
local count = slow and 1000 or 10000
local block = ("x"):rep (MIB)

local function check_memory ()
  assert (ArrowIO.default_memory_pool ():get_max_memory () < 128 * MIB)
  -- A sanitizer keeps what is freed.
  if slow then return end
  local most = helper.load "/proc/self/status":match "VmHWM:%s+(%d+) kB"
  assert (most * 1024 < 256 * MIB, most)
end

test ("buffers that are dropped", function ()
  for _ = 1, count do
    assert (ArrowIO.allocate_buffer (MIB, false):set_data (0, block))
  end
  check_memory ()
end)

test ("buffers and bytes that were read and are dropped", function (folder)
  helper.write (folder .. "/data", block)
  local file = assert (ArrowIO.OSFile.new (folder .. "/data", "r"))
  for i = 1, count do
    assert_equal (file:seek ("set", 0), 0)
    if i % 2 == 0 then assert (file:read_buffer (MIB)) else assert (file:_method_read (MIB)) end
  end
  file:close ()
  check_memory ()
end)

test ("each allocator says so itself", function ()
  for _, name in ipairs (ArrowIO.supported_memory_backends ()) do
    local pool = ArrowIO.MemoryPool.for_backend (name)
    assert_equal (pool:get_pressure_threshold (), 64 * MIB)
    local over = ArrowIO.proxy_memory_pool (pool)
    for _ = 1, 200 do assert (ArrowIO.allocate_buffer (MIB, false, over)) end
    assert (pool:get_bytes_allocated () <= 64 * MIB)
  end
end)

test ("who needs the memory is rarely asked for it", function ()
  local pool = ArrowIO.MemoryPool.for_backend "system"
  local told, needed = 0, {}
  collectgarbage ()
  assert (pool:set_pressure_threshold (ArrowIO.PRESSURE_THRESHOLD_DEFAULT))
  pool.on_pressure:connect (function () told = told + 1 end)
  for i = 1, 200 do needed[i] = ArrowIO.allocate_buffer (MIB, false, pool) end
  assert_equal (told, 2)
end)
