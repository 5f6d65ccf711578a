# SPDX-License-Identifier: Apache-2.0

require "arrow-io/host-call"

module ArrowIO
  module ConnectsMethods
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
  end

  private_constant :ConnectsMethods

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
    prepend ConnectsMethods, GuardsHandlers
    include Held
  end
end
