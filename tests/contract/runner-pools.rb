# tests/contract/runner-pools.rb: memory pools.
#
# SPDX-License-Identifier: Apache-2.0

class World
  def op_pool(name)
    @pool = ArrowIO::MemoryPool.for_backend(name)
    @pool.backend_name
  end

  def op_pool_proxy
    @pool = ArrowIO.proxy_memory_pool(ArrowIO.default_memory_pool)
    nil
  end

  def op_pool_logging
    @pool = ArrowIO.logging_memory_pool(ArrowIO.default_memory_pool)
    nil
  end

  def op_pool_allocate(size)
    @buffer = ArrowIO.allocate_buffer(size.to_i, resizable: true, memory_pool: @pool)
    nil
  end

  def op_pool_figures
    [@pool.bytes_allocated, @pool.max_memory, @pool.total_bytes_allocated,
     @pool.num_allocations].join("+")
  end

  def op_pool_set_default
    @default_pool = ArrowIO.default_memory_pool
    ArrowIO.set_memory_pool(@pool)
    nil
  end

  def op_pool_restore_default
    ArrowIO.set_memory_pool(@default_pool)
    nil
  end

  def op_pool_watch(n_bytes)
    @pool.set_pressure_threshold(n_bytes.to_i)
    @told = 0
    @pool.signal_connect("pressure") { @told += 1 }
    @pool.pressure_threshold
  end

  def op_pool_told
    @told
  end

  def op_pool_is_default
    ArrowIO.default_memory_pool == @pool
  end
end
