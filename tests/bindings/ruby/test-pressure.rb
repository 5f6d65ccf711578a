# tests/bindings/ruby/test-pressure.rb: what nobody uses any more does not pile up, though
# nothing here collects.
#
# SPDX-License-Identifier: Apache-2.0

require_relative "helper"

class TestPressure < TestCase
  MIB = 1 << 20
  SLOW = ENV.key?("TESTS_RUN_SLOWLY")
  COUNT = SLOW ? 1000 : 10_000

  def check_memory
    # Ruby may take what lies on its stack for some that are used.
    assert_operator(ArrowIO.default_memory_pool.max_memory, :<, 192 * MIB)
    # A sanitizer keeps what is freed.
    return if SLOW

    most = File.read("/proc/self/status")[/VmHWM:\s+(\d+) kB/, 1].to_i * 1024
    assert_operator(most, :<, 256 * MIB)
  end

  test "buffers that are dropped" do
    block = "x" * MIB
    COUNT.times { ArrowIO.allocate_buffer(MIB).set_data(0, block) }
    check_memory
  end

  test "buffers that were read and are dropped" do
    File.binwrite("data", "x" * MIB)
    ArrowIO::OSFile.open("data") do |file|
      COUNT.times do
        file.rewind
        file.read_buffer(MIB)
      end
    end
    check_memory
  end

  test "buffers that are dropped while other threads run" do
    File.binwrite("data", "x" * MIB)
    others = Array.new(2) { Thread.new { loop { sleep(0.001) && "x".dup << "y" * 1000 } } }
    ArrowIO::OSFile.open("data") do |file|
      300.times { file.tap(&:rewind).read_buffer(MIB) }
    end
    others.each(&:kill).each(&:join)
    check_memory
  end

  test "each allocator says so itself" do
    ArrowIO.supported_memory_backends.each do |name|
      pool = ArrowIO::MemoryPool.for_backend(name)
      over = ArrowIO.proxy_memory_pool(pool)
      assert_equal(64 * MIB, pool.pressure_threshold)
      200.times { ArrowIO.allocate_buffer(MIB, memory_pool: over) }
      assert_operator(pool.bytes_allocated, :<=, 64 * MIB)
    end
  end

  test "who needs the memory is rarely asked for it" do
    pool = ArrowIO::MemoryPool.for_backend("system")
    told = 0
    GC.start
    pool.set_pressure_threshold(ArrowIO::PRESSURE_THRESHOLD_DEFAULT)
    handler = pool.signal_connect("pressure") { told += 1 }
    needed = Array.new(200) { ArrowIO.allocate_buffer(MIB, memory_pool: pool) }
    assert_equal([2, 200], [told, needed.size])
    pool.signal_handler_disconnect(handler)
  end
end
