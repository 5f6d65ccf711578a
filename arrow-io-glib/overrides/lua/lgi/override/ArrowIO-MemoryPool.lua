-- ArrowIO-MemoryPool.lua: collecting when buffers take much memory, as Lua does not know how
-- much they hold.
--
-- SPDX-License-Identifier: Apache-2.0

local ArrowIO = require "lgi".ArrowIO

local for_backend = ArrowIO.MemoryPool.for_backend
local watched = {}

function ArrowIO.MemoryPool.for_backend (name)
  local pool, err = for_backend (name)
  if pool and not watched[name] then
    watched[name] = true
    pool.on_pressure = function () collectgarbage () end
    pool:set_pressure_threshold (ArrowIO.PRESSURE_THRESHOLD_DEFAULT)
  end
  return pool, err
end

-- The default pool may stand on another one.
ArrowIO.MemoryPool.for_backend (ArrowIO.default_memory_pool ():get_backend_name ())
