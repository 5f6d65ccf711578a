-- tests/contract/runner-pools.lua: memory pools, for runner.lua.
--
-- SPDX-License-Identifier: Apache-2.0

local ArrowIO = require "lgi".ArrowIO

local operations = {}

function operations.pool (world, name)
  local pool, err = ArrowIO.MemoryPool.for_backend (name)
  world.pool = pool or world.pool
  return pool and pool.backend_name, err
end

operations["pool.proxy"] = function (world)
  world.pool = ArrowIO.proxy_memory_pool (ArrowIO.default_memory_pool ())
end

operations["pool.logging"] = function (world)
  world.pool = ArrowIO.logging_memory_pool (ArrowIO.default_memory_pool ())
end

operations["pool.allocate"] = function (world, size)
  local buffer, err = ArrowIO.allocate_buffer (tonumber (size), true, world.pool)
  world.buffer = buffer or world.buffer
  return nil, err
end

operations["pool.figures"] = function (world)
  local pool = world.pool
  return ("%d+%d+%d+%d"):format (
    pool:get_bytes_allocated (), pool:get_max_memory (),
    pool:get_total_bytes_allocated (), pool:get_num_allocations ())
end

operations["pool.set_default"] = function (world)
  world.default_pool = ArrowIO.default_memory_pool ()
  ArrowIO.set_memory_pool (world.pool)
end

operations["pool.restore_default"] = function (world)
  ArrowIO.set_memory_pool (world.default_pool)
end

operations["pool.is_default"] = function (world)
  return ArrowIO.default_memory_pool () == world.pool
end

operations["pool.watch"] = function (world, n_bytes)
  local pool = world.pool
  local ok, err = pool:set_pressure_threshold (tonumber (n_bytes))
  if not ok then return nil, err end
  world.n_told = 0
  pool.on_pressure:connect (function () world.n_told = world.n_told + 1 end)
  return pool:get_pressure_threshold ()
end

operations["pool.told"] = function (world)
  return world.n_told
end

return operations
