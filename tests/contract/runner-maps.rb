# tests/contract/runner-maps.rb: maps that are not simply opened.
#
# SPDX-License-Identifier: Apache-2.0

class World
  def op_create(size)
    @file = ArrowIO.create_memory_map(@path, size.to_i)
    nil
  end

  def op_create_again(size)
    @file = ArrowIO.create_memory_map(@path, size.to_i, replace: true)
    nil
  end

  def op_region(mode, offset, size)
    @file = ArrowIO::MemoryMappedFile.new(@path, mode, offset.to_i, size.to_i)
    nil
  end
end
