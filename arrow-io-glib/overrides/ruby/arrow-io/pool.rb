# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  # Ruby does not know how much memory a buffer holds, so the pools say when it is time to
  # collect.
  class MemoryPool
    # The pools by name: a handler goes with the Ruby object that it was connected to.
    @watched = {}
    @handlers = {}
    @thread = Thread.current # which the pools tell

    class << self
      alias_method :for_backend_raw, :for_backend

      def for_backend(name)
        @watched[name] ||= watch(for_backend_raw(name))
      end

      # Around a call without Ruby's lock, during which nothing of Ruby's may be called: looks
      # afterwards.
      def untold
        return yield unless Thread.current == @thread

        begin
          @handlers.each { |pool, (handler, _)| pool.signal_handler_block(handler) }
          yield
        ensure
          @handlers.each do |pool, (handler, _)|
            pool.signal_handler_unblock(handler)
            collect(pool)
          end
        end
      end

      private

      # As the pools do it, ever more rarely.
      def collect(pool)
        return if pool.bytes_allocated <= @handlers[pool][1]

        GC.start
        @handlers[pool][1] = [PRESSURE_THRESHOLD_DEFAULT, 2 * pool.bytes_allocated].max
      end

      def watch(pool)
        handler = pool.signal_connect("pressure") { GC.start }
        @handlers[pool] = [handler, PRESSURE_THRESHOLD_DEFAULT]
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
