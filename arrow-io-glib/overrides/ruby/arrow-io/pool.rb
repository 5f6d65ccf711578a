# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  # Ruby does not know how much memory a buffer holds, so the pools say when it is time to
  # collect.
  class MemoryPool
    # The pools by name: a handler goes with the Ruby object that it was connected to.
    @watched = {}

    class << self
      alias_method :for_backend_raw, :for_backend

      def for_backend(name)
        @watched[name] ||= watch(for_backend_raw(name))
      end

      private

      def watch(pool)
        pool.signal_connect("pressure") { GC.start }
        pool.set_pressure_threshold(PRESSURE_THRESHOLD_DEFAULT)
        pool
      end
    end

    # The default pool may stand on another one.
    for_backend(default.backend_name)

    def inspect
      "#<#{self.class} #{backend_name} bytes_allocated=#{bytes_allocated}>"
    end
  end
end
