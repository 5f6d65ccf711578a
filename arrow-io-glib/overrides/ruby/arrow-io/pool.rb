# SPDX-License-Identifier: Apache-2.0

module ArrowIO
  class MemoryPool
    def inspect
      "#<#{self.class} #{backend_name} bytes_allocated=#{bytes_allocated}>"
    end
  end
end
