# tests/bindings/ruby/test-pool.rb
#
# SPDX-License-Identifier: Apache-2.0

require_relative "helper"

class TestPool < TestCase
  test "a pool counts what is allocated" do
    # 86
    ArrowIO.supported_memory_backends.each do |name|
      pool = ArrowIO::MemoryPool.for_backend(name)
      before = pool.bytes_allocated
      buffer = ArrowIO.allocate_buffer(100, memory_pool: pool)
      assert_equal(name, pool.backend_name)
      assert_equal([100, 128], [buffer.size, pool.bytes_allocated - before])
      assert_operator(pool.max_memory, :>=, 128)
    end
  end

  test "memory is given back when Ruby collects" do
    pool = ArrowIO::MemoryPool.for_backend("system")
    GC.start
    before = pool.bytes_allocated
    allocate_and_drop(pool)
    10.times { GC.start }
    assert_operator(pool.bytes_allocated - before, :<, 1000 * 1024)
  end

  # More than what a machine stack that is scanned might still name.
  def allocate_and_drop(pool)
    1000.times { ArrowIO.allocate_buffer(1024, memory_pool: pool)[0, 10] }
  end

  test "a buffer holds its pool" do
    # 7
    parent = ArrowIO::MemoryPool.for_backend("system")
    buffers = Array.new(100) do
      pool = ArrowIO.logging_memory_pool(ArrowIO.proxy_memory_pool(parent))
      ArrowIO.allocate_buffer(100, memory_pool: pool, alignment: 512)
    end
    GC.start
    buffers.each { |buffer| assert_equal([0, 100], [buffer.address % 512, buffer.to_s.bytesize]) }
    buffers.clear
    GC.start
  end

  test "the default pool" do
    pool = ArrowIO.default_memory_pool
    assert_equal(ArrowIO::MemoryPool.default, pool)
    assert_equal(pool.bytes_allocated, ArrowIO.total_allocated_bytes)
    assert_include(ArrowIO.supported_memory_backends, pool.backend_name)
  end
end
