# tests/contract/runner-lines.rb: lines, and looking ahead.
#
# SPDX-License-Identifier: Apache-2.0

class World
  def op_read_line
    @file.gets || ""
  end

  def op_read_line_into_buffer
    buffer = ArrowIO.allocate_buffer(3, resizable: true)
    raise "another size" unless @file.read_line_into_buffer(buffer) == buffer.size

    buffer
  end

  def op_read_line_utf8
    @file.read_line_utf8
  end

  def op_read_until(delimiter)
    @file.read_until(delimiter)
  end

  def op_peek(n_bytes)
    @file.peek(n_bytes.to_i)
  end

  def op_advance(n_bytes)
    @file.advance(n_bytes.to_i)
  end

  def op_peek_lines(n_bytes)
    @file.peek_lines(n_bytes.to_i)
  end
end
