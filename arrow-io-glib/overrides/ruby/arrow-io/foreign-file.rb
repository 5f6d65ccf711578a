# SPDX-License-Identifier: Apache-2.0

require "arrow-io/host-call"

module ArrowIO
  # Those who work without a class connect to the signals.
  module ConnectsFunctions
    # Without a mode, the file can do what it has methods for.
    def initialize(name = nil, mode = nil, seekable = nil)
      functions = HostCall::FUNCTIONS.select { |function| respond_to?(function, true) }
      can_read, can_write, can_seek =
        %i[host_read host_write host_seek].map { |function| functions.include?(function) }
      mode ||= can_write ? (can_read ? "r+" : "w") : "r"
      super(name || self.class.name, mode, seekable.nil? ? can_seek : seekable)
      functions.each do |function|
        signal_connect(function.to_s) { |file, *values| file.__send__(function, *values) }
      end
    end

    def signal_connect(signal, *arguments, &block)
      function = signal.to_s.tr("-", "_").to_sym
      return super unless HostCall::FUNCTIONS.include?(function)

      super(signal, *arguments) do |file, *values|
        HostCall.new(file, function).answer(values) { |*given| block.call(file, *given) }
      end
    end
  end

  private_constant :ConnectsFunctions

  # A file whose functions are those of the program: methods of a subclass, or handlers of
  # the signals of the same names, which get the file first.
  #
  #   class Zeros < ArrowIO::ForeignFile
  #     def host_read(n_bytes)
  #       "\0" * n_bytes
  #     end
  #   end
  #
  # host_read gives a String or a buffer, and nil or an empty one at the end; host_write gets
  # a binary String and gives how many bytes of it were written; host_seek gets an offset from
  # the start, host_truncate a size, and host_size gives one; what host_flush and host_close
  # give does not matter. One that fails raises, and what it raises comes to whoever used the
  # file. Only the thread that made the file uses it.
  class ForeignFile
    prepend ConnectsFunctions

    # C keeps the file, but not this object and with it the functions. So whatever makes C use
    # the file keeps the object here, until the file is closed or C has let go of it.
    @held = {}.compare_by_identity
    @most_held = 8
    @mutex = Mutex.new

    def self.hold(file)
      @mutex.synchronize do
        if @held.size >= @most_held
          @held.delete_if { |held, _| held.closed? || held.ref_count == 1 }
          @most_held = [8, @held.size * 2].max
        end
        @held[file] = true
      end
      file
    end

    # What gives away something that uses the file.
    %i[get_stream input_stream output_stream to_io_stream].each do |name|
      define_method(name) do |*arguments, &block|
        super(*arguments, &block).tap { ForeignFile.hold(self) }
      end
    end
  end
end
