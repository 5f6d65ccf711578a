-- tests/bindings/lua/test-pool.lua
--
-- SPDX-License-Identifier: Apache-2.0

local lgi = require "lgi"
local ArrowIO = lgi.ArrowIO
local helper = require "helper"
local test, assert_equal = helper.test, helper.assert_equal

test ("a pool counts what is allocated", function ()
  -- 86
  for _, name in ipairs (ArrowIO.supported_memory_backends ()) do
    local pool = assert (ArrowIO.MemoryPool.for_backend (name))
    collectgarbage ()
    local before = pool:get_bytes_allocated ()
    local buffer = ArrowIO.allocate_buffer (100, false, pool)
    assert_equal (pool.backend_name, name)
    assert_equal (buffer.size, 100)
    assert_equal (pool:get_bytes_allocated () - before, 128)
    buffer = nil
    collectgarbage ()
    assert_equal (pool:get_bytes_allocated (), before)
  end
end)

test ("slices and strings hold no more than they need", function ()
  local pool = ArrowIO.MemoryPool.for_backend ("system")
  local before = pool:get_bytes_allocated ()
  local buffer = ArrowIO.allocate_buffer (1000, false, pool)
  local part = buffer:slice (0, 10)
  local copy = tostring (buffer:slice (0, 0))
  buffer = nil
  collectgarbage ()
  assert_equal (pool:get_bytes_allocated () - before, 1024)
  part = nil
  collectgarbage ()
  assert_equal (pool:get_bytes_allocated (), before)
  assert_equal (copy, "")
end)

test ("the default pool", function ()
  local pool = ArrowIO.default_memory_pool ()
  assert_equal (pool, ArrowIO.MemoryPool.default ())
  assert_equal (ArrowIO.total_allocated_bytes (), pool:get_bytes_allocated ())
end)

test ("a buffer holds its pool", function ()
  -- 7
  local parent = ArrowIO.MemoryPool.for_backend ("system")
  collectgarbage ()
  local before = parent:get_bytes_allocated ()
  local pool = ArrowIO.logging_memory_pool (ArrowIO.proxy_memory_pool (parent))
  local buffer = ArrowIO.allocate_aligned_buffer (100, 512, false, pool)
  assert_equal (buffer.address % 512, 0)
  pool = nil
  collectgarbage ()
  assert_equal (parent:get_bytes_allocated () - before, 128)
  buffer = nil
  collectgarbage ()
  assert_equal (parent:get_bytes_allocated (), before)
end)
