-- tests/contract/runner-file.lua: what else an open file does.
--
-- SPDX-License-Identifier: Apache-2.0

local ArrowIO = require "lgi".ArrowIO

local function only_error (_, err)
  return nil, err
end

return function (operations, decode, set_file)
  function operations.buffering (world, size)
    world.options.buffer_size = tonumber (size)
  end

  function operations.region (world, mode, offset, size)
    return set_file (world, ArrowIO.MemoryMappedFile.new_region (
      world.path, mode, tonumber (offset), tonumber (size)))
  end

  function operations.members (world)
    return world.file:get_n_members ()
  end

  function operations.read_ranges (world, ...)
    local numbers, ranges, parts = { ... }, {}, {}
    for i = 1, #numbers, 2 do
      ranges[#ranges + 1] = { tonumber (numbers[i]), tonumber (numbers[i + 1]) }
    end
    local buffers, err = world.file:read_ranges (ranges)
    if not buffers then return nil, err end
    for i, buffer in ipairs (buffers) do parts[i] = "|" .. tostring (buffer) end
    return table.concat (parts)
  end

  function operations.read_until (world, delimiter)
    local text, err = world.file:read_until (delimiter)
    if err then return nil, err end
    return text or ""
  end

  function operations.peek (world, n_bytes)
    return world.file:peek (tonumber (n_bytes))
  end

  function operations.peek_lines (world, n_bytes)
    return world.file:peek_lines (tonumber (n_bytes))
  end

  function operations.advance (world, n_bytes)
    return world.file:advance (tonumber (n_bytes))
  end

  function operations.get_stream (world, offset, n_bytes)
    local file, err = world.file:get_stream (tonumber (offset), tonumber (n_bytes))
    return set_file (world, file or world.file, err)
  end

  function operations.download (world)
    local target = ArrowIO.BufferOutputStream.new ()
    local _, err = world.file:download (target)
    if err then return nil, err end
    return target:getvalue ()
  end

  function operations.upload (world, text)
    local source = ArrowIO.BufferReader.new (ArrowIO.Buffer.new (decode (text)))
    return only_error (world.file:upload (source))
  end

  function operations.write_at (world, text, offset)
    return only_error (world.file:write_at (decode (text), tonumber (offset)))
  end

  function operations.write_buffer_at (world, text, offset)
    local buffer = ArrowIO.Buffer.new (decode (text))
    return only_error (world.file:write_at (buffer, tonumber (offset)))
  end

  function operations.sync (world)
    return only_error (world.file:sync ())
  end

  function operations.truncate (world, size)
    return only_error (world.file:truncate (tonumber (size)))
  end

  function operations.has_fileno (world)
    local fd, err = world.file:fileno ()
    if err then return nil, err end
    return fd >= 0
  end

  function operations.abort (world)
    return only_error (world.file:abort ())
  end

  function operations.give_up (world)
    return only_error (world.file:give_up ())
  end

  function operations.detach (world)
    local raw, err = world.file:detach ()
    if err then return nil, err end
    return raw:tell ()
  end

  function operations.memcopy (world, threads, blocksize, threshold)
    local file = world.file
    local ok, err = file:set_memcopy_threads (tonumber (threads))
    if ok then ok, err = file:set_memcopy_blocksize (tonumber (blocksize)) end
    if ok then ok, err = file:set_memcopy_threshold (tonumber (threshold)) end
    return nil, err
  end
end
